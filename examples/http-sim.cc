/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The general program: clients load what a workload describes over a network that options describe.

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;

namespace
{

/// Simulated time after the last page, so that connections close and leave TIME-WAIT.
const Time CLOSING = Seconds(75);

/// The longest simulated time without --duration: nothing may run for ever.
const Time LONGEST = Days(10);

/// What the options say.
struct Settings
{
    std::string topology = "point-to-point";      //!< shape of the network
    DataRate rate{"10Mbps"};                      //!< of the link
    Time delay = MilliSeconds(20);                //!< of the link, one way
    uint32_t queue = 100;                         //!< packets in the queue at each end of the link
    double loss = 0;                              //!< share of packets lost on the link
    uint32_t mtu = 1500;                          //!< of the link
    bool isIpv6 = false;                          //!< IP version
    std::string workload;                         //!< har:FILE, page or urls
    uint32_t objects = 10;                        //!< workload page: embedded objects
    uint32_t pages = 1;                           //!< pages of each client
    std::string urls;                             //!< workload urls: the list
    uint32_t clients = 1;                         //!< client applications
    uint32_t servers = 1;                         //!< server nodes
    std::string strategy = "persistent-parallel"; //!< use of connections
    std::string tcp = "Cubic";                    //!< congestion control
    std::string endpoint = "http";                //!< which TCP endpoint
    std::string content = "Pattern";              //!< BodyContent of both ends
    Time duration;                                //!< 0: until every page is loaded
    std::string out;                              //!< folder for what is written
    std::string trace = "full";                   //!< level of the trace
    std::string nodes;                            //!< nodes traced, empty: all
    std::string connections;                      //!< connections traced, empty: all
    Time from;                                    //!< start of the time that is traced
    Time until;                                   //!< its end; 0: the run's
    bool csv = false;                             //!< whether to write the tables as CSV
    bool har = true;                              //!< whether to write an HTTP archive
    bool sequence = true;                         //!< whether to write the story
    bool pcap = true;                             //!< whether to capture packets
    bool force = false;                           //!< whether files may be replaced
    bool ascii = false;                           //!< whether to write ns-3's ASCII trace
};

/// @brief The recorded page that comes with the project. @return its path
std::string
GetShippedPage()
{
    return HTTP_SOURCE_DIR "/examples/data/ns-3-tcp.har";
}

/// @brief The server of workloads that name none themselves. @return its URL
http::Url
GetBase()
{
    http::Url url;
    url.host = "www.example.com";
    return url;
}

/**
 * @brief Declares the options.
 * @param options where
 * @param s where their values go; holds the defaults
 */
void
DeclareOptions(HttpOptions& options, Settings& s)
{
    options.BeginGroup("What is loaded");
    options.AddText("workload", "har:FILE | page | urls", s.workload);
    options.AddCount("objects", "workload page: embedded objects", s.objects, 0, 100000);
    options.AddText("urls", "workload urls: URLs or targets, separated by spaces", s.urls);
    options.AddCount("pages", "how often each client goes through it", s.pages, 1);
    options.BeginGroup("Who loads it");
    options.AddCount("clients", "clients", s.clients, 1, 1000000);
    options.AddText("strategy",
                    "how connections are used",
                    s.strategy,
                    HttpClientHelper::GetStrategies());
    options.AddText("tcp", "congestion control", s.tcp, GetHttpCongestionControls());
    options.AddText("tcp-endpoint",
                    "ns-3's own TCP socket, or the one that ends connections as RFC 9293 says",
                    s.endpoint,
                    {"http", "stock"});
    options.AddText("content", "what contents are", s.content, {"Pattern", "Zero"});
    options.BeginGroup("The network");
    options.AddText("topology", "its shape", s.topology, {"point-to-point"});
    options.AddCount("servers", "nodes that play the servers", s.servers, 1, 1);
    options.AddRate("rate", "data rate of the link", s.rate);
    options.AddTime("delay", "one-way delay of the link", s.delay);
    options.AddCount("queue", "packets in the queue at each end of the link", s.queue, 1);
    options.AddNumber("loss", "share of packets lost on the link", s.loss, 0, 1);
    options.AddCount("mtu", "MTU of the link: at least 576, with IPv6 1280", s.mtu, 576, 65535);
    options.AddFlag("ipv6", "IPv6 instead of IPv4", s.isIpv6);
    options.BeginGroup("The run");
    options.AddTime("duration", "simulated time; 0: until every page is loaded", s.duration);
    options.BeginGroup("What is written");
    options.AddText("out", "folder; none: a new results/http-sim-N", s.out);
    options.AddFlag("force", "replace what stands in the folder", s.force);
    options.AddText("trace",
                    "what the database holds",
                    s.trace,
                    {"none", "summary", "messages", "full"});
    options.AddText("trace-nodes", "nodes traced, as in 0,3; none: all", s.nodes);
    options.AddText("trace-connections",
                    "connections traced, as in 10.1.0.1:*-*:80; none: all",
                    s.connections);
    options.AddTime("trace-from", "begin of the time that is traced", s.from);
    options.AddTime("trace-until", "its end; 0: the run's", s.until);
    options.AddFlag("csv", "the database's tables as CSV files too", s.csv);
    options.AddFlag("har", "an HTTP archive; needs trace messages or full", s.har);
    options.AddFlag("sequence", "the story of the connections; needs trace full", s.sequence);
    options.AddFlag("pcap", "captures of every node's packets; off with trace none", s.pcap);
    options.AddFlag("ascii", "ns-3's ASCII trace", s.ascii);
}

/**
 * @brief Sets the defaults of the module's own types; attributes on the command line prevail.
 * @param s the options' values
 */
void
SetModelDefaults(const Settings& s)
{
    HttpClientHelper::SetDefaultStrategy(s.strategy);
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue(s.content));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue(s.content));
    Config::SetDefault("ns3::HttpPageWorkload::Objects", UintegerValue(s.objects));
    Config::SetDefault("ns3::HttpPageWorkload::Pages", UintegerValue(s.pages));
    Config::SetDefault("ns3::HttpHarWorkload::Repeat", UintegerValue(s.pages));
    Config::SetDefault("ns3::HttpUrlWorkload::Repeat", UintegerValue(s.pages));
    Config::SetDefault("ns3::HttpUrlWorkload::Urls", StringValue(s.urls));
}

/**
 * @brief What the trace's level cannot give is off unless it is asked for by name.
 * @param options the options
 * @param s their values
 */
void
SetTraceDefaults(const HttpOptions& options, Settings& s)
{
    const bool hasMessages = s.trace == "messages" || s.trace == "full";
    s.har = s.har && (hasMessages || options.IsGiven("har"));
    s.sequence = s.sequence && (s.trace == "full" || options.IsGiven("sequence"));
    s.pcap = s.pcap && (s.trace != "none" || options.IsGiven("pcap"));
}

/// @brief Stops the simulation at Ctrl-C; what was recorded so far is kept. @param signal not used
void
OnInterrupt(int /* signal */)
{
    std::signal(SIGINT, SIG_DFL);
    Simulator::Stop();
}

/// @brief One simulation.
class Simulation
{
  public:
    /**
     * @brief Checks what the options say together; ends the program if that cannot be run.
     * @param options the options
     * @param settings their values
     */
    Simulation(const HttpOptions& options, const Settings& settings);

    /// @brief Builds, runs, and prints the summary. @return exit status
    int Run();

  private:
    /// @brief Chooses the workload of the client helper.
    void SetWorkload();
    /// @brief Makes the nodes, the link, the addresses.
    void BuildNetwork();
    /// @brief Installs servers and clients.
    void InstallApplications();
    /// @brief Opens what is written.
    void OpenOutput();
    /// @brief Writes the figures for programs. @param end simulated time at the end
    void WriteSummary(Time end) const;
    /// @brief The nodes that --trace-nodes names. @return the nodes
    NodeContainer GetTracedNodes() const;
    /// @brief A client has no further page.
    void OnFinished();

    const HttpOptions& m_options;                    //!< the options
    Settings m_s;                                    //!< their values
    Ptr<HttpWorkload> m_sample;                      //!< a workload as each client has one
    HttpClientHelper m_client{GetBase().ToString()}; //!< installs clients
    NodeContainer m_nodes;                           //!< client and server
    NetDeviceContainer m_devices;                    //!< the link's ends
    HttpOriginHelper m_origins;                      //!< hosts on the server node
    ApplicationContainer m_clients;                  //!< client applications
    HttpSummary m_summary;                           //!< figures
    HttpSegmentCount m_segments;                     //!< segments that hosts sent
    std::optional<HttpSummaryFile> m_summaryFile;    //!< the figures for programs
    uint32_t m_running = 0;                          //!< clients with pages to load
    std::optional<HttpTraceHelper> m_trace;          //!< writes what is traced
    std::string m_folder;                            //!< what is written goes there
};

Simulation::Simulation(const HttpOptions& options, const Settings& settings)
    : m_options(options),
      m_s(settings)
{
    if (m_s.isIpv6 && m_s.mtu < 1280)
    {
        m_options.Refuse("mtu", std::to_string(m_s.mtu), "accepted with IPv6: 1280 to 65535");
    }
    m_options.RefuseContradiction("ns3::HttpClient", m_client.GetContradiction());
    m_options.RefuseContradiction("ns3::HttpServer", HttpServerHelper().GetContradiction());
    SetWorkload();
}

void
Simulation::SetWorkload()
{
    const std::string text = m_s.workload.empty() ? "har:" + GetShippedPage() : m_s.workload;
    std::string type;
    if (text.rfind("har:", 0) == 0)
    {
        type = "ns3::HttpHarWorkload";
        Config::SetDefault(type + "::File", StringValue(text.substr(4)));
    }
    else if (text == "page")
    {
        type = "ns3::HttpPageWorkload";
    }
    else if (text == "urls")
    {
        type = "ns3::HttpUrlWorkload";
    }
    else
    {
        m_options.Refuse("workload", text, "accepted: har:FILE | page | urls");
    }
    m_client.SetWorkload(type);
    ObjectFactory factory(type);
    m_sample = factory.Create<HttpWorkload>();
    const std::string problem = m_sample->Check(GetBase());
    if (!problem.empty())
    {
        const bool isUrls = text == "urls";
        m_options.Refuse(isUrls ? "urls" : "workload", isUrls ? m_s.urls : text, problem);
    }
}

void
Simulation::BuildNetwork()
{
    m_nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(m_s.rate));
    link.SetDeviceAttribute("Mtu", UintegerValue(m_s.mtu));
    link.SetChannelAttribute("Delay", TimeValue(m_s.delay));
    link.SetQueue("ns3::DropTailQueue",
                  "MaxSize",
                  QueueSizeValue(QueueSize(QueueSizeUnit::PACKETS, m_s.queue)));
    m_devices = link.Install(m_nodes);
    InternetStackHelper stack;
    stack.SetIpv4StackInstall(!m_s.isIpv6);
    stack.SetIpv6StackInstall(m_s.isIpv6);
    stack.Install(m_nodes);
    if (m_s.isIpv6)
    {
        // Addresses are known to be unique here, and no packet must wait until that is found out.
        Config::Set("/NodeList/*/$ns3::Icmpv6L4Protocol/DAD", BooleanValue(false));
        Ipv6AddressHelper("2001:db8::", Ipv6Prefix(64)).Assign(m_devices);
    }
    else
    {
        Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(m_devices);
    }
    // The queue that --queue speaks of is the only one.
    TrafficControlHelper().Uninstall(m_devices);
    for (uint32_t i = 0; i < m_devices.GetN(); ++i)
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(m_s.loss));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        loss->AssignStreams(1000 + i);
        m_devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
}

void
Simulation::InstallApplications()
{
    m_origins.AddServer(m_nodes.Get(1), 1, m_s.isIpv6);
    HttpServerHelper server(80);
    if (m_s.endpoint == "stock")
    {
        const TypeIdValue factory(TcpSocketFactory::GetTypeId());
        server.SetAttribute("SocketFactory", factory);
        m_client.SetAttribute("SocketFactory", factory);
    }
    server.SetCatalogue(m_sample->GetCatalogue());
    for (const http::Url& origin : m_sample->GetServers(GetBase()))
    {
        m_origins.AddOrigin(origin.host, origin.port);
    }
    HttpServerHelper::AssignStreams(m_origins.InstallServers(server), 2000);
    m_origins.InstallHosts(NodeContainer(m_nodes.Get(0)));
    for (uint32_t i = 0; i < m_s.clients; ++i)
    {
        m_clients.Add(m_client.Install(m_nodes.Get(0)));
    }
    HttpClientHelper::AssignStreams(m_clients, 3000);
    for (uint32_t i = 0; i < m_clients.GetN(); ++i)
    {
        m_clients.Get(i)->TraceConnectWithoutContext("Finished",
                                                     MakeCallback(&Simulation::OnFinished, this));
    }
    m_running = m_s.clients;
    m_summary.Watch(m_clients);
}

void
Simulation::OpenOutput()
{
    if (m_s.trace == "none" && !m_s.pcap && !m_s.ascii && m_s.out.empty())
    {
        return;
    }
    const std::string problem = MakeHttpResultsFolder("http-sim", m_s.out, m_folder);
    if (!problem.empty())
    {
        m_options.Refuse("out", m_folder, problem);
    }
    m_summaryFile.emplace(m_folder, m_s.force);
    m_segments.Watch(NodeContainer::GetGlobal());
    m_trace.emplace(m_folder);
    m_trace->SetLevel(m_s.trace);
    m_trace->SetForce(m_s.force);
    m_trace->SetNodes(GetTracedNodes());
    m_trace->SetConnections(m_s.connections);
    m_trace->SetWindow(m_s.from, m_s.until.IsZero() ? Time::Max() : m_s.until);
    const std::vector<std::pair<bool, void (HttpTraceHelper::*)()>> outputs = {
        {m_s.trace != "none", &HttpTraceHelper::EnableDatabase},
        {m_s.csv, &HttpTraceHelper::EnableCsv},
        {m_s.har, &HttpTraceHelper::EnableHar},
        {m_s.sequence, &HttpTraceHelper::EnableSequence},
        {m_s.pcap, &HttpTraceHelper::EnablePcap},
    };
    for (const auto& [isWanted, enable] : outputs)
    {
        if (isWanted)
        {
            ((*m_trace).*enable)();
        }
    }
    if (m_s.trace != "none")
    {
        m_trace->SetRun("command_line", m_options.GetCommandLine());
        for (const auto& [name, value] : m_options.GetValues())
        {
            m_trace->SetRun(name, value);
        }
    }
    if (m_s.ascii)
    {
        PointToPointHelper().EnableAsciiAll(
            AsciiTraceHelper().CreateFileStream(m_folder + "/packets.tr"));
    }
}

void
Simulation::WriteSummary(Time end) const
{
    if (!m_summaryFile)
    {
        return;
    }
    std::map<std::string, double> figures = m_summary.GetFigures();
    figures["segments"] = static_cast<double>(m_segments.GetSegments());
    figures["payload_bytes"] = static_cast<double>(m_segments.GetPayloadBytes());
    figures["syns"] = static_cast<double>(m_segments.GetSyns());
    figures["resets"] = static_cast<double>(m_segments.GetResets());
    figures["simulated_s"] = end.GetSeconds();
    m_summaryFile->Write("http-sim", m_options, figures);
}

NodeContainer
Simulation::GetTracedNodes() const
{
    if (m_s.nodes.empty())
    {
        return NodeContainer::GetGlobal();
    }
    NodeContainer nodes;
    std::istringstream list(m_s.nodes);
    for (std::string word; std::getline(list, word, ',');)
    {
        const bool isNumber = !word.empty() && word.size() < 9 &&
                              word.find_first_not_of("0123456789") == std::string::npos;
        const auto id = isNumber ? static_cast<uint32_t>(std::stoul(word)) : UINT32_MAX;
        if (id >= NodeList::GetNNodes())
        {
            m_options.Refuse("trace-nodes",
                             m_s.nodes,
                             "accepted: node numbers from 0 to " +
                                 std::to_string(NodeList::GetNNodes() - 1) + " with commas");
        }
        nodes.Add(NodeList::GetNode(id));
    }
    return nodes;
}

void
Simulation::OnFinished()
{
    if (--m_running == 0 && m_s.duration.IsZero())
    {
        Simulator::Stop(CLOSING);
    }
}

int
Simulation::Run()
{
    BuildNetwork();
    InstallApplications();
    OpenOutput();
    std::cout << "http-sim: " << m_s.clients << (m_s.clients == 1 ? " client, " : " clients, ")
              << m_origins.GetHosts() << " host(s), " << m_s.strategy << ", "
              << FormatHttpRate(m_s.rate) << ", " << FormatHttpTime(m_s.delay, Time::MS)
              << " one way, loss " << m_s.loss << "\n";
    if (Ptr<HttpHarWorkload> har = DynamicCast<HttpHarWorkload>(m_sample))
    {
        std::cout << har->GetReport().ToString();
    }
    std::cout << std::flush;
    std::signal(SIGINT, OnInterrupt);
    Simulator::Stop(m_s.duration.IsZero() ? LONGEST : m_s.duration);
    const auto start = std::chrono::steady_clock::now();
    Simulator::Run();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    const Time end = Simulator::Now();
    const uint64_t events = Simulator::GetEventCount();
    // Only now has every request its outcome.
    Simulator::Destroy();
    if (m_trace)
    {
        m_trace->Close();
    }
    WriteSummary(end);
    m_summary.Print(std::cout);
    std::cout << "  simulated time       " << FormatHttpTime(end, Time::S) << "\n"
              << "  wall time            " << wall.count() << " s, " << events << " events\n";
    if (!m_folder.empty())
    {
        std::cout << "  written to           " << m_folder << "\n";
    }
    return 0;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-sim", "clients load pages from servers through simulated TCP");
    DeclareOptions(options, settings);
    options.Parse(argc, argv, [&] {
        SetTraceDefaults(options, settings);
        SetHttpTcpDefaults(settings.mtu, settings.isIpv6);
        SetHttpCongestionControl(settings.tcp);
        SetModelDefaults(settings);
        if (settings.pcap || settings.ascii || settings.trace == "full")
        {
            GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
        }
    });
    Simulation simulation(options, settings);
    try
    {
        return simulation.Run();
    }
    catch (const HttpTraceError& error)
    {
        std::cerr << "http-sim: " << error.what() << std::endl;
        return Simulator::Now().IsZero() ? 2 : 1;
    }
}
