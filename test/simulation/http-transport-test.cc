/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What stands between HTTP and its sockets: a layer that the driver knows nothing of.

#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/http-transport.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// What layers have done
struct Changed
{
    uint64_t written = 0; //!< bytes changed on their way down
    uint64_t read = 0;    //!< bytes changed on their way up
};

/// Changes every byte on its way down and changes it back on its way up.
class Mask : public HttpTransportLayer
{
  public:
    /// @brief A layer. @param below the transport under it @param changed where it counts
    Mask(Ptr<HttpTransport> below, Changed& changed)
        : HttpTransportLayer(below),
          m_changed(changed)
    {
    }

    bool Write(Ptr<Packet> packet) override
    {
        m_changed.written += packet->GetSize();
        return HttpTransportLayer::Write(Change(packet));
    }

    Ptr<Packet> Read(uint32_t maxBytes) override
    {
        Ptr<Packet> packet = HttpTransportLayer::Read(maxBytes);
        if (!packet)
        {
            return packet;
        }
        m_changed.read += packet->GetSize();
        return Change(packet);
    }

  private:
    /// @brief Changes every byte. @param packet the bytes @return others
    static Ptr<Packet> Change(const Ptr<Packet>& packet)
    {
        std::vector<uint8_t> bytes(packet->GetSize());
        packet->CopyData(bytes.data(), packet->GetSize());
        for (uint8_t& byte : bytes)
        {
            byte ^= 0xa5;
        }
        return Create<Packet>(bytes.data(), packet->GetSize());
    }

    Changed& m_changed; //!< where it counts
};

/// @brief Makes masks. @param changed where they count @return what makes them
HttpTransportLayerFactory
MakeMasks(Changed& changed)
{
    return [&changed](Ptr<HttpTransport> below, const HttpLayerPlace&) -> Ptr<HttpTransport> {
        return Create<Mask>(below, changed);
    };
}

/// A way to use connections, and what happens on them
struct Case
{
    const char* name;
    uint32_t connections;
    uint32_t depth;
    bool persistent;
    bool halfCloses;
    double loss;
    bool isRepaired;
    uint32_t maxServed; //!< MaxConnections of the server
};

const std::vector<Case> CASES = {
    {"persistent", 1, 1, true, false, 0, true, 0},
    {"pipelined, loss", 2, 4, true, false, 0.03, true, 0},
    {"one request a connection", 3, 1, false, false, 0, true, 0},
    {"half closed", 2, 1, false, true, 0, true, 0},
    {"backlog", 4, 1, false, false, 0, true, 1},
    {"stock", 2, 1, true, false, 0.03, false, 0},
    {"stock, half closed", 2, 1, false, true, 0, false, 0},
};

/// @brief Runs a case. @param c it @param server, client makers of their layers @return every
/// record, and the outcomes by name
std::pair<std::string, std::map<std::string, uint32_t>>
RunCase(const Case& c,
        const HttpTransportLayerFactory& server,
        const HttpTransportLayerFactory& client)
{
    Link link;
    link.loss = c.loss;
    link.isRepaired = c.isRepaired;
    Simulation simulation(link);
    HttpServerHelper servers;
    servers.SetAttribute("MaxConnections", UintegerValue(c.maxServed));
    simulation.Serve(servers)->SetLayer(server);
    ClientHelper clients;
    clients.SetAttribute("MaxConnectionsPerServer", UintegerValue(c.connections));
    clients.SetAttribute("PipelineDepth", UintegerValue(c.depth));
    clients.SetAttribute("Persistent", BooleanValue(c.persistent));
    clients.SetAttribute("HalfClose", BooleanValue(c.halfCloses));
    clients.SetAttribute("MaxRetries", UintegerValue(1));
    simulation
        .LoadTargets({"/bytes/60000",
                      "/bytes/30000?chunked=1",
                      "/bytes/0",
                      "/bytes/9000?end=reset&cut=3000",
                      "/bytes/9000?end=close&cut=3000",
                      "/none",
                      "/bytes/100"},
                     clients,
                     true)
        ->SetLayer(client);
    simulation.Run();
    return {simulation.GetLog(), simulation.CountOutcomes()};
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTransports)

// The records of a run are the same with a layer at both ends that keeps lengths.
BOOST_AUTO_TEST_CASE(LayerChangesEveryByte)
{
    for (const Case& c : CASES)
    {
        BOOST_TEST_CONTEXT(c.name)
        {
            const auto [bare, outcomes] = RunCase(c, nullptr, nullptr);
            BOOST_TEST(outcomes.at("complete") >= 4U);
            Changed atServer;
            Changed atClient;
            const auto layered = RunCase(c, MakeMasks(atServer), MakeMasks(atClient));
            BOOST_TEST((layered.first == bare));
            BOOST_TEST(atServer.written > 40000U);
            BOOST_TEST(atClient.read > 40000U);
            BOOST_TEST(atClient.read <= atServer.written);
            BOOST_TEST(atServer.read <= atClient.written);
        }
    }
}

// And the bytes between them are others: an end without the layer cannot read them.
BOOST_AUTO_TEST_CASE(LayerAtOneEnd)
{
    Changed changed;
    const auto atClient = RunCase(CASES.front(), nullptr, MakeMasks(changed)).second;
    BOOST_TEST(atClient.count("complete") == 0U);
    const auto atServer = RunCase(CASES.front(), MakeMasks(changed), nullptr).second;
    BOOST_TEST(atServer.count("complete") == 0U);
    BOOST_TEST(changed.written > 0U);
}

BOOST_AUTO_TEST_SUITE_END()
