/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// ns-3's ThreeGppHttpClient and ThreeGppHttpServer delivering the same objects over the same link.

#include "http-bench-run.h"

#include "ns3/double.h"
#include "ns3/pointer.h"
#include "ns3/three-gpp-http-client.h"
#include "ns3/three-gpp-http-helper.h"
#include "ns3/three-gpp-http-server.h"
#include "ns3/three-gpp-http-variables.h"

#include <map>

using namespace ns3;

namespace
{

/// @brief Counts what the clients receive, and lets each ask for as many objects as it is to.
class Counter
{
  public:
    /// @brief A counter. @param run tells of what is delivered
    explicit Counter(HttpBenchRun& run)
        : m_run(run)
    {
    }

    /**
     * @brief Follows a client.
     * @param client the client
     * @param variables its random variables
     */
    void Follow(Ptr<ThreeGppHttpClient> client, Ptr<ThreeGppHttpVariables> variables)
    {
        m_clients[PeekPointer(client)] = {variables, m_run.objects};
        client->TraceConnectWithoutContext("RxMainObject",
                                           MakeCallback(&Counter::OnMainObject, this));
    }

  private:
    /// @brief A client's rest.
    struct Client
    {
        Ptr<ThreeGppHttpVariables> variables; //!< its random variables
        uint32_t left = 0;                    //!< objects that it is still to ask for
    };

    /**
     * @brief Trace sink: a client has received a main object.
     * @param client the client
     * @param packet the object
     */
    void OnMainObject(Ptr<const ThreeGppHttpClient> client, Ptr<const Packet> packet)
    {
        Client& entry = m_clients[PeekPointer(client)];
        if (--entry.left == 0)
        {
            // It draws the time until it asks again only after this.
            entry.variables->SetReadingTimeMean(Seconds(1e6));
        }
        const uint32_t header = 22;
        m_run.Delivered(packet->GetSize() - header);
    }

    HttpBenchRun& m_run;                                   //!< tells of what is delivered
    std::map<const ThreeGppHttpClient*, Client> m_clients; //!< the clients
};

/**
 * @brief Random variables that make every page one object of the wanted size, without pauses.
 * @param run the options
 * @param equal whether the packets are to be as large as the others'
 * @return the variables
 */
Ptr<ThreeGppHttpVariables>
MakeVariables(const HttpBenchRun& run, bool equal)
{
    Ptr<ThreeGppHttpVariables> variables = CreateObject<ThreeGppHttpVariables>();
    variables->SetAttribute("MainObjectSizeMean", UintegerValue(run.size));
    variables->SetAttribute("MainObjectSizeStdDev", UintegerValue(0));
    variables->SetAttribute("NumOfEmbeddedObjectsScale", UintegerValue(1));
    variables->SetAttribute("NumOfEmbeddedObjectsMax", UintegerValue(2));
    variables->SetAttribute("ReadingTimeMean", TimeValue(Seconds(0)));
    variables->SetAttribute("ParsingTimeMean", TimeValue(Seconds(0)));
    if (equal)
    {
        variables->SetAttribute("HighMtuProbability", DoubleValue(1));
        variables->SetAttribute("HighMtuSize", UintegerValue(run.segment));
    }
    variables->Initialize();
    return variables;
}

} // namespace

int
main(int argc, char* argv[])
{
    HttpBenchRun run;
    bool equal = false;
    uint32_t servers = 25;
    run.options.AddValue("equal", "packets as large as --segment says", equal);
    run.options.AddValue("servers", "servers; each draws the size of its packets once", servers);
    run.Build(argc, argv);

    if (equal)
    {
        Config::SetDefault("ns3::ThreeGppHttpVariables::HighMtuProbability", DoubleValue(1));
        Config::SetDefault("ns3::ThreeGppHttpVariables::HighMtuSize", UintegerValue(run.segment));
    }
    for (uint32_t i = 0; i < servers; ++i)
    {
        ThreeGppHttpServerHelper server(run.server);
        Ptr<Application> application = server.Install(run.nodes.Get(1)).Get(0);
        application->SetAttribute("LocalPort", UintegerValue(80 + i));
        application->SetAttribute("Variables", PointerValue(MakeVariables(run, equal)));
    }
    Counter counter(run);
    for (uint32_t i = 0; i < run.connections; ++i)
    {
        Ptr<ThreeGppHttpClient> client = CreateObject<ThreeGppHttpClient>();
        Ptr<ThreeGppHttpVariables> variables = MakeVariables(run, equal);
        client->SetAttribute("RemoteServerAddress", AddressValue(run.server));
        client->SetAttribute("RemoteServerPort", UintegerValue(80 + i % servers));
        client->SetAttribute("Variables", PointerValue(variables));
        client->SetStartTime(run.GetStart(i));
        run.nodes.Get(0)->AddApplication(client);
        counter.Follow(client, variables);
    }
    return run.Measure();
}
