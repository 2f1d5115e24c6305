/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// One page, loaded with every way to use connections: time, connections, packets, bytes,
// handshakes.

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
    std::string workload;          //!< har:FILE or page; empty: the page that comes along
    uint32_t objects = 42;         //!< workload page: embedded objects
    DataRate rate{"1500kbps"};     //!< of the link
    Time delay = MilliSeconds(45); //!< of the link, one way
    double loss = 0;               //!< share of packets lost
    bool isStatic = false;         //!< servers take no time
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

/// @brief Sets what the clients load. @param settings, helper the options, the clients' @return a
/// workload as each has one
Ptr<HttpWorkload>
SetWorkload(const Settings& settings, HttpClientHelper& helper)
{
    const std::string har = settings.workload.empty()
                                ? GetHttpDataFile("examples/data/ns-3-tcp.har")
                                : settings.workload.substr(settings.workload.find(':') + 1);
    const bool isPage = settings.workload == "page";
    const std::string type = isPage ? "ns3::HttpPageWorkload" : "ns3::HttpHarWorkload";
    if (isPage)
    {
        Config::SetDefault(type + "::Objects", UintegerValue(settings.objects));
        Config::SetDefault(type + "::Pages", UintegerValue(1));
    }
    else
    {
        Config::SetDefault(type + "::File", StringValue(har));
        if (settings.isStatic)
        {
            // Of a recorded wait nothing is left for the server.
            Config::SetDefault(type + "::ServerRoundTrip", TimeValue(Days(1)));
        }
    }
    helper.SetWorkload(type);
    return ObjectFactory(type).Create<HttpWorkload>();
}

/// @brief Loads the page with one strategy. @param options, settings, strategy how @return what it
/// takes
Result
Run(const HttpOptions& options, const Settings& settings, const std::string& strategy)
{
    NodeContainer nodes(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(settings.rate));
    link.SetChannelAttribute("Delay", TimeValue(settings.delay));
    NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper().Install(nodes);
    HttpTcpHelper().Install(nodes);
    Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(devices);
    TrafficControlHelper().Uninstall(devices);
    for (uint32_t i = 0; i < devices.GetN(); ++i)
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(settings.loss));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        loss->AssignStreams(1000 + i);
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
    http::Url base;
    base.host = "www.example.com";
    HttpClientHelper client(base.ToString());
    const TypeIdValue factory(HttpTcpSocketFactory::GetTypeId());
    client.SetAttribute("SocketFactory", factory);
    client.SetStrategy(strategy);
    Ptr<HttpWorkload> workload = SetWorkload(settings, client);
    const std::string problem = workload->Check(base);
    if (!problem.empty())
    {
        options.Refuse("workload", settings.workload, problem);
    }
    HttpServerHelper server(80);
    server.SetAttribute("SocketFactory", factory);
    server.SetCatalogue(workload->GetCatalogue());
    HttpOriginHelper origins;
    origins.AddServer(nodes.Get(1), 1, false);
    origins.AddOrigins(workload, base);
    origins.InstallServers(server);
    origins.InstallHosts(NodeContainer(nodes.Get(0)));
    ApplicationContainer clients = client.Install(nodes.Get(0));
    HttpClientHelper::AssignStreams(clients, 3000);
    Meter meter;
    meter.Watch(nodes, clients.Get(0));
    Simulator::Stop(Days(1));
    Simulator::Run();
    meter.result.connections = DynamicCast<HttpClient>(clients.Get(0))->GetConnectionsOpened();
    Simulator::Destroy();
    return meter.result;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-strategies", "one page with every way to use connections");
    options.AddText("workload",
                    "har:FILE or page; none: the page that comes along",
                    settings.workload);
    options.AddCount("objects", "workload page: embedded objects", settings.objects, 0, 100000);
    options.AddRate("rate", "data rate of the link", settings.rate);
    options.AddTime("delay", "one-way delay of the link", settings.delay);
    options.AddNumber("loss", "share of packets lost on the link", settings.loss, 0, 1);
    options.AddFlag("static", "servers answer at once, whatever was recorded", settings.isStatic);
    options.AddText("out",
                    "folder of the plot; none: a new results/http-strategies-N",
                    settings.out);
    options.Belong({"objects"}, {HttpOptionHome::OneOf("workload", {"page"}, "har")});
    options.Belong({"static"}, {HttpOptionHome::OneOf("workload", {"har"}, "har")});
    options.Parse(argc, argv, [&] {
        SetHttpTcpProfile(HttpTcpProfile::Linux);
        Config::SetDefault("ns3::HttpClient::BodyContent", StringValue("Zero"));
        Config::SetDefault("ns3::HttpServer::BodyContent", StringValue("Zero"));
    });
    if (!settings.workload.empty() && settings.workload != "page" &&
        settings.workload.rfind("har:", 0) != 0)
    {
        options.Refuse("workload", settings.workload, "accepted: har:FILE | page");
    }
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
