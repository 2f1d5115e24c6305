/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The general program: clients load what a workload describes over a network that options describe.

#include "http-figures.h"

#include "ns3/config-store-module.h"
#include "ns3/core-module.h"
#include "ns3/http-data-file.h"
#include "ns3/http-loading-options.h"
#include "ns3/http-module.h"
#include "ns3/http-network-summary.h"
#include "ns3/http-option-home.h"
#include "ns3/http-options.h"
#include "ns3/http-output-options.h"
#include "ns3/http-progress.h"
#include "ns3/http-run-control.h"
#include "ns3/http-summary.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-topology-helper.h"
#include "ns3/http-topology-options.h"
#include "ns3/http-workload-options.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <string>

using namespace ns3;

namespace
{

/// First numbers of the random variables' streams. Each part has its own, so that what one draws
/// does not shift what another does.
constexpr int64_t PLAN_STREAMS = 500;
constexpr int64_t SERVER_STREAMS = 2000;
constexpr int64_t CLIENT_STREAMS = 100000;
constexpr int64_t LINK_STREAMS = 50000000;

/// @brief What the options say beside network, workload and output.
struct Settings
{
    uint32_t cache = 0;     //!< bytes of the proxy's cache
    Time stagger;           //!< from the start of a client to the next one's
    std::string print;      //!< how to show the network; empty: not
    std::string saveConfig; //!< file that the configuration is saved to
};

/**
 * @brief The server of workloads that name none themselves.
 * @param server number of the server node
 * @param servers how many there are
 * @return its URL
 */
http::Url
GetBase(uint32_t server, uint32_t servers)
{
    http::Url url;
    url.host = "www" + (servers > 1 ? std::to_string(server) : "") + ".example.com";
    return url;
}

/// @brief One simulation.
class Simulation
{
  public:
    Simulation();

    /**
     * @brief Reads the options; ends the program if they cannot be run.
     * @param argc number of words
     * @param argv the words
     */
    void Parse(int argc, char* argv[]);

    /// @brief Builds, runs, and prints the summary. @return exit status
    int Run();

    /// @brief Whether anything was simulated. @return whether
    bool HasBegun() const
    {
        return m_hasBegun;
    }

  private:
    /// @brief Adds the options of how it is loaded.
    void AddLoadingOptions();
    /// @brief Adds the options of the run.
    void AddRunOptions();
    /// @brief Adds the statistics.
    void AddStatistics();
    /// @brief Sets defaults of the module's and ns-3's types; attributes given later prevail.
    void SetDefaults();
    /// @brief Plans the network and shows it if that is all that is wanted.
    void PlanNetwork();
    /// @brief Installs servers and clients.
    void InstallApplications();
    /// @brief Installs the clients.
    void InstallClients();
    /// @brief Installs the proxy if there is one.
    void InstallProxy();
    /// @brief Follows the main links.
    void WatchLinks();
    /// @brief Saves the configuration if that is wanted.
    void SaveConfig() const;
    /// @brief Prints what is about to be run.
    void PrintHead() const;
    /// @brief Writes and prints what came of it. @param end when the simulation ended @param wall
    /// seconds that it took @param events events that it had
    void Report(Time end, double wall, uint64_t events);

    HttpOptions m_options;                               //!< the options
    Settings m_s;                                        //!< values of this program's own
    HttpTopologySettings m_network;                      //!< values of the network's
    HttpClientHelper m_client{GetBase(0, 1).ToString()}; //!< installs clients
    HttpWorkloadOptions m_workload;                      //!< what is loaded
    HttpLoadingOptions m_loading;                        //!< how it is loaded
    HttpOutputOptions m_output;                          //!< what is written
    HttpRunControl m_control;                            //!< when the run ends
    std::unique_ptr<HttpTopologyHelper> m_topology;      //!< the network
    HttpOriginHelper m_origins;                          //!< hosts on the server nodes
    ApplicationContainer m_clients;                      //!< client applications
    HttpProxyHelper m_proxyHelper;                       //!< installs the proxy
    Ptr<HttpProxy> m_proxy;                              //!< the proxy, or nullptr
    HttpSummary m_summary;                               //!< figures of requests
    HttpLinkMeter m_meter;                               //!< figures of links
    HttpNetworkSummary m_traffic;                        //!< losses and retransmissions
    bool m_hasBegun = false;                             //!< something was simulated
};

Simulation::Simulation()
    : m_options("http-sim", "clients load pages from servers through simulated TCP"),
      m_workload(GetHttpDataFile("examples/data/ns-3-tcp.har"))
{
    m_workload.AddTo(m_options);
    AddLoadingOptions();
    AddHttpTopologyOptions(m_options, m_network);
    AddRunOptions();
    m_output.AddTo(m_options);
    AddStatistics();
    m_options.Belong({"cache", "ns3::HttpProxy::"}, {HttpOptionHome::With("proxy")});
    m_options.Belong({"ns3::HttpClientTls::", "ns3::HttpServerTls::", "ns3::HttpTls::"},
                     {HttpOptionHome::OneOf("tls", {"recorded", "1.2", "1.3"})});
    m_options.Belong({"stagger"}, {HttpOptionHome::AtLeast("clients", 2)});
    m_options.Belong({"ascii"},
                     {HttpOptionHome::OneOf(
                         "topology",
                         {"point-to-point", "dumbbell", "star", "wifi", "tree", "chain", "file"})});
}

void
Simulation::AddLoadingOptions()
{
    m_loading.AddTo(m_options);
    m_options.AddCount("cache", "bytes of the proxy's cache, with --proxy; 0: none", m_s.cache);
    m_options.AddTime("stagger", "from the start of a client to the next one's", m_s.stagger);
}

void
Simulation::AddRunOptions()
{
    m_options.BeginGroup("The run");
    m_options.AddTime("duration",
                      "simulated time; 0: until every page is loaded",
                      m_control.duration);
    m_options.AddCount("until-pages", "end with so many pages loaded; 0: all", m_control.pages);
    m_options.AddTime("warm-up", "figures leave out what began before", m_control.warmUp);
    m_options.AddConfigFile();
    m_options.AddText("save-config", "write the configuration to a file", m_s.saveConfig);
    m_options.Add(
        "print-topology",
        "only show the network: text | dot | FILE.dot, .svg, .png or .pdf",
        "",
        [this](const std::string& text) -> std::string {
            m_s.print = text == "true" ? "text" : text;
            return "";
        },
        true);
}

void
Simulation::AddStatistics()
{
    // Whoever has done nothing has the same figures as whoever has.
    m_options.AddStatistics(GetHttpFigureNames(m_summary.GetFigures(Seconds(1))));
    m_options.AddStatistics(GetHttpFigureNames(m_traffic.GetFigures()));
    m_options.AddStatistics(GetHttpFigureNames(GetHttpProxyFigures(*CreateObject<HttpProxy>())));
    m_options.AddStatistics({"bottleneck_utilisation",
                             "bottleneck_packets",
                             "bottleneck_drops",
                             "simulated_s",
                             "times_shifted_s"});
}

void
Simulation::Parse(int argc, char* argv[])
{
    m_options.Parse(argc, argv, [this] { SetDefaults(); });
    if (!m_control.warmUp.IsZero() && !m_control.duration.IsZero() &&
        m_control.warmUp >= m_control.duration)
    {
        m_options.Refuse("warm-up",
                         FormatHttpTime(m_control.warmUp, Time::S),
                         "accepted: less than --duration");
    }
    m_loading.Check(m_options);
    if (m_network.isIpv6 && m_network.mtu < 1280)
    {
        m_options.Refuse("mtu", std::to_string(m_network.mtu), "accepted with IPv6: 1280 to 65535");
    }
    m_options.RefuseContradiction("ns3::HttpClient", m_client.GetContradiction());
    m_options.RefuseContradiction("ns3::HttpServer", HttpServerHelper().GetContradiction());
    m_options.RefuseContradiction("ns3::HttpProxy", m_proxyHelper.GetContradiction());
}

void
Simulation::SetDefaults()
{
    m_output.SetDefaults(m_options);
    m_options.Complete("delay", FormatHttpTime(GetHttpMainDelay(m_network), Time::MS));
    m_loading.SetDefaults(m_options, m_network);
    if (m_s.cache > 0)
    {
        Config::SetDefault("ns3::HttpProxy::CacheBytes", UintegerValue(m_s.cache));
    }
    m_workload.SetDefaults(m_options);
}

void
Simulation::PlanNetwork()
{
    Ptr<HttpWorkload> sample = m_workload.GetSample();
    const auto servers = static_cast<uint32_t>(sample->GetServers(GetBase(0, 1)).size());
    m_network.hostsPerServer = (servers + m_network.servers - 1) / m_network.servers;
    m_topology = std::make_unique<HttpTopologyHelper>(m_network);
    const HttpTopologyProblem problem = m_topology->Plan(PLAN_STREAMS);
    if (problem)
    {
        m_options.Refuse(problem.option, problem.value, problem.accepted);
    }
    if (m_s.print.empty())
    {
        return;
    }
    PrintHttpTopology(m_options, *m_topology, m_s.print);
    std::exit(0);
}

void
Simulation::InstallApplications()
{
    const uint32_t servers = m_network.servers;
    m_origins.SetSchemes(m_loading.GetSchemes());
    for (uint32_t i = 0; i < servers; ++i)
    {
        m_origins.AddServer(m_topology->GetServers().Get(i),
                            m_topology->GetServerInterface(i),
                            m_network.isIpv6);
    }
    HttpServerHelper server(80);
    if (m_loading.IsStock())
    {
        const TypeIdValue factory(TcpSocketFactory::GetTypeId());
        server.SetAttribute("SocketFactory", factory);
        m_client.SetAttribute("SocketFactory", factory);
        m_proxyHelper.SetAttribute("SocketFactory", factory);
    }
    Ptr<HttpWorkload> sample = m_workload.GetSample();
    server.SetCatalogue(sample->GetCatalogue());
    for (uint32_t i = 0; i < servers; ++i)
    {
        m_origins.AddOrigins(sample, GetBase(i, servers));
    }
    HttpLoadingOptions::CheckTls(m_options, m_origins.HasSecure());
    HttpServerHelper::AssignStreams(m_origins.InstallServers(server), SERVER_STREAMS);
    m_origins.InstallHosts(m_topology->GetClients());
    InstallProxy();
    InstallClients();
}

void
Simulation::InstallProxy()
{
    if (!m_network.hasProxy)
    {
        return;
    }
    const NodeContainer nodes = m_topology->GetProxies();
    m_origins.InstallHosts(nodes);
    m_proxy = DynamicCast<HttpProxy>(m_proxyHelper.Install(nodes).Get(0));
    UintegerValue port;
    m_proxy->GetAttribute("Port", port);
    const Address address =
        JoinHttpAddress(m_topology->GetProxyAddress(), static_cast<uint16_t>(port.Get()));
    m_client.SetAttribute("Proxy", AddressValue(address));
}

void
Simulation::InstallClients()
{
    const NodeContainer nodes = m_topology->GetClients();
    HttpProgress progress("http-sim: clients installed", m_network.clients);
    for (uint32_t i = 0; i < m_network.clients; ++i)
    {
        progress.Show(i);
        m_workload.SetWorkload(i, m_network.clients, m_client);
        m_client.SetAttribute(
            "Url",
            StringValue(GetBase(i % m_network.servers, m_network.servers).ToString()));
        ApplicationContainer installed = m_client.Install(nodes.Get(i % nodes.GetN()));
        installed.Start(m_topology->GetReadyTime() + m_s.stagger * static_cast<int64_t>(i));
        m_clients.Add(installed);
    }
    HttpClientHelper::AssignStreams(m_clients, CLIENT_STREAMS);
    m_control.Watch(m_clients);
    m_summary.SetWarmUp(m_control.warmUp);
    m_summary.Watch(m_clients);
}

void
Simulation::WatchLinks()
{
    for (const HttpMainLink& link : m_topology->GetMainLinks())
    {
        m_meter.Watch(link.name, link.device, link.capacity, link.overhead);
    }
    m_control.SetOnWarm([this] { m_meter.Restart(); });
    m_control.SetOnLoaded([this] { m_meter.Stop(); });
    m_traffic.Watch(m_topology->GetNodes());
    m_topology->WatchMediumLosses(m_traffic.GetLosses());
}

void
Simulation::PrintHead() const
{
    std::cout << "http-sim: " << m_network.clients
              << (m_network.clients == 1 ? " client, " : " clients, ") << m_origins.GetHosts()
              << " host(s), " << m_loading.GetStrategy() << ", ";
    PrintHttpNetwork(std::cout, m_network, *m_topology);
    m_loading.Print(std::cout);
    for (const std::string& note : m_topology->GetPlan().notes)
    {
        std::cout << "note: " << note << "\n";
    }
    if (m_origins.GetMapped() > 0)
    {
        std::cout << "note: " << m_origins.GetMapped()
                  << " host(s) whose URLs have an address are given one of the simulation\n";
    }
    m_workload.PrintNotes(std::cout);
    std::cout << std::flush;
}

void
Simulation::SaveConfig() const
{
    if (m_s.saveConfig.empty())
    {
        return;
    }
    if (!std::ofstream(m_s.saveConfig))
    {
        m_options.Refuse("save-config", m_s.saveConfig, "it cannot be written");
    }
    m_options.MakeGlobals();
    // A store opens its file as it is made, by its defaults, which are not to be saved themselves.
    Config::SetDefault("ns3::ConfigStore::Mode", StringValue("Save"));
    Config::SetDefault("ns3::ConfigStore::Filename", StringValue(m_s.saveConfig));
    ConfigStore store;
    Config::SetDefault("ns3::ConfigStore::Mode", StringValue("None"));
    Config::SetDefault("ns3::ConfigStore::Filename", StringValue(""));
    store.ConfigureDefaults();
}

int
Simulation::Run()
{
    m_workload.Choose(m_options, GetBase(0, 1));
    m_control.pagesWanted = m_workload.GetPages() * m_network.clients;
    if (m_control.pagesWanted > 0 && m_control.pages > m_control.pagesWanted)
    {
        m_options.Refuse("until-pages",
                         std::to_string(m_control.pages),
                         "accepted: at most " + std::to_string(m_control.pagesWanted) +
                             ", the pages of all clients");
    }
    PlanNetwork();
    m_topology->Build();
    m_topology->AssignStreams(LINK_STREAMS);
    InstallApplications();
    WatchLinks();
    m_options.ApplyConfigPaths();
    SaveConfig();
    m_output.Open(m_options, "http-sim", m_topology->GetNodes());
    if (m_output.WantsAscii())
    {
        PointToPointHelper().EnableAsciiAll(
            AsciiTraceHelper().CreateFileStream(m_output.GetFolder() + "/packets.tr"));
    }
    PrintHead();
    m_hasBegun = true;
    const double wall = m_control.Run();
    m_traffic.Stop();
    const Time end = Simulator::Now();
    const uint64_t events = Simulator::GetEventCount();
    // Only now has every request its outcome.
    Simulator::Destroy();
    if (HttpRunControl::IsInterrupted())
    {
        m_output.SetInterrupted(end);
    }
    m_output.Close();
    Report(end, wall, events);
    HttpRunControl::EndIfInterrupted();
    return 0;
}

void
Simulation::Report(Time end, double wall, uint64_t events)
{
    std::map<std::string, double> figures = m_summary.GetFigures(m_control.GetEnd());
    figures.merge(m_meter.GetFigures(end));
    figures.merge(m_traffic.GetFigures());
    if (m_proxy)
    {
        figures.merge(GetHttpProxyFigures(*m_proxy));
    }
    figures["simulated_s"] = end.GetSeconds();
    figures.merge(m_workload.GetFigures());
    m_output.WriteSummary(m_options, figures);
    m_summary.Print(std::cout, m_control.GetEnd());
    m_meter.Print(std::cout, end);
    m_traffic.Print(std::cout);
    if (m_proxy)
    {
        PrintHttpProxy(std::cout, figures);
    }
    std::cout << "  simulated time       " << FormatHttpTime(end, Time::S) << "\n"
              << "  wall time            " << wall << " s, " << events << " events\n";
    if (HttpRunControl::IsInterrupted())
    {
        std::cout << "  interrupted          at " << std::setprecision(12) << end.GetSeconds()
                  << "s: figures and traces end there, before the run's end\n";
    }
    m_output.Print(std::cout);
}

} // namespace

int
main(int argc, char* argv[])
{
    Simulation simulation;
    simulation.Parse(argc, argv);
    try
    {
        return simulation.Run();
    }
    catch (const HttpTraceError& error)
    {
        std::cerr << "http-sim: " << error.what() << std::endl;
        if (simulation.HasBegun())
        {
            // In the middle of an event, a simulation cannot be taken apart.
            std::_Exit(1);
        }
        return 2;
    }
}
