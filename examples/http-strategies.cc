/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// One page, loaded with every way to use connections: time, connections, packets, bytes,
// handshakes.

#include "http-one-link.h"
#include "http-one-page.h"

#include "ns3/core-module.h"
#include "ns3/http-data-file.h"
#include "ns3/http-module.h"
#include "ns3/http-option-home.h"
#include "ns3/http-options.h"
#include "ns3/http-page-workload.h"
#include "ns3/http-plot.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-text-table.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <iostream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// What the options say.
struct Settings
{
    HttpOnePage page;              //!< what is loaded
    DataRate rate{"1500kbps"};     //!< of the link
    Time delay = MilliSeconds(45); //!< of the link, one way
    double loss = 0;               //!< share of packets lost
    std::string out;               //!< folder of the plot
};

/// What one strategy takes.
struct Result
{
    double seconds = 0;       //!< until the page is loaded; the sum over pages
    uint64_t connections = 0; //!< opened
    uint64_t handshakes = 0;  //!< SYN segments that the client sent
    uint64_t packets = 0;     //!< on the link, both ways
    uint64_t bytes = 0;       //!< of IP packets, both ways
    uint64_t payload = 0;     //!< of TCP, both ways
    uint64_t failed = 0;      //!< requests that are not complete
};

/// Counts what one run takes.
class Meter
{
  public:
    /// @brief Follows hosts and a client. @param nodes, client them
    void Watch(const NodeContainer& nodes, const Ptr<Application>& client)
    {
        for (auto node = nodes.Begin(); node != nodes.End(); ++node)
        {
            (*node)->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
                "Tx",
                MakeCallback(&Meter::OnPacket, this));
        }
        client->TraceConnectWithoutContext("Page", MakeCallback(&Meter::OnPage, this));
        client->TraceConnectWithoutContext("Finished", MakeCallback(&Meter::OnFinished, this));
    }

    Result result; //!< the figures

  private:
    /// @brief A host sends a packet. @param packet, ipv4, interface which, who, where
    void OnPacket(Ptr<const Packet> packet, Ptr<Ipv4> /* ipv4 */, uint32_t /* interface */)
    {
        Ptr<Packet> copy = packet->Copy();
        Ipv4Header ip;
        TcpHeader tcp;
        copy->RemoveHeader(ip);
        copy->RemoveHeader(tcp);
        const bool isSyn = (tcp.GetFlags() & (TcpHeader::SYN | TcpHeader::ACK)) == TcpHeader::SYN;
        ++result.packets;
        result.bytes += packet->GetSize();
        result.payload += copy->GetSize();
        result.handshakes += isSyn ? 1 : 0;
    }

    /// @brief A page is loaded. @param page it
    void OnPage(const HttpPageRecord& page)
    {
        result.seconds += (page.finished - page.started).GetSeconds();
        result.failed += page.failed;
    }

    /// @brief There is no further page.
    void OnFinished()
    {
        // Connections come to their end, which belongs to what they take.
        Simulator::Stop(Seconds(20));
    }
};

/// @brief Loads the page with one strategy. @param options, settings, strategy how @return what it
/// takes
Result
Run(const HttpOptions& options, const Settings& settings, const std::string& strategy)
{
    const HttpOneLink link(settings.rate, settings.delay);
    link.SetLoss(0, settings.loss, 1000);
    link.SetLoss(1, settings.loss, 1001);
    const Ptr<HttpClient> client =
        InstallHttpOnePage(options, settings.page, HTTP_SCHEMES_AS_GIVEN, strategy, link.nodes);
    Meter meter;
    meter.Watch(link.nodes, client);
    Simulator::Stop(Days(1));
    Simulator::Run();
    meter.result.connections = client->GetConnectionsOpened();
    Simulator::Destroy();
    return meter.result;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-strategies", "one page with every way to use connections");
    AddHttpOnePageOptions(options, settings.page);
    options.AddRate("rate", "data rate of the link", settings.rate);
    options.AddTime("delay", "one-way delay of the link", settings.delay);
    options.AddNumber("loss", "share of packets lost on the link", settings.loss, 0, 1);
    options.AddText("out",
                    "folder of the plot; none: a new results/http-strategies-N",
                    settings.out);
    options.Parse(argc, argv, [&] {
        SetHttpTcpProfile(HttpTcpProfile::Linux);
        Config::SetDefault("ns3::HttpClient::BodyContent", StringValue("Zero"));
        Config::SetDefault("ns3::HttpServer::BodyContent", StringValue("Zero"));
    });
    CheckHttpOnePage(options, settings.page);
    const std::string folder = options.MakeFolder(settings.out);

    HttpTextTable table(
        {"strategy", "time (s)", "connections", "handshakes", "packets", "bytes", "headers (%)"});
    std::vector<std::string> names = HttpClientHelper::GetStrategies();
    std::vector<double> seconds;
    for (const std::string& strategy : names)
    {
        const Result result = Run(options, settings, strategy);
        if (result.failed > 0)
        {
            std::cerr << "http-strategies: " << strategy << ": " << result.failed
                      << " requests failed" << std::endl;
        }
        const double headers = 100.0 * static_cast<double>(result.bytes - result.payload) /
                               static_cast<double>(result.bytes);
        table.Add({strategy,
                   FormatHttpNumber(result.seconds, 3),
                   std::to_string(result.connections),
                   std::to_string(result.handshakes),
                   std::to_string(result.packets),
                   std::to_string(result.bytes),
                   FormatHttpNumber(headers, 1)});
        seconds.push_back(result.seconds);
    }
    table.Write(std::cout);

    HttpPlot plot("One page, " + FormatHttpRate(settings.rate) + ", round trip " +
                      FormatHttpTime(settings.delay + settings.delay, Time::MS),
                  "strategy",
                  "page load time (s)",
                  HttpPlot::Style::Bars);
    plot.SetNames(names);
    plot.AddHeights("", seconds);
    return plot.WriteAndTell(folder + "/strategies", {"svg"}, std::cout) ? 0 : 1;
}
