/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The general program: clients load what a workload describes over a network that options describe.

#include "http-figures.h"

#include "ns3/config-store-module.h"
#include "ns3/core-module.h"
#include "ns3/http-csv-workload.h"
#include "ns3/http-data-file.h"
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
    std::string strategy = "persistent-parallel"; //!< use of connections
    std::string http = "recorded";                //!< version of HTTP
    std::string tcp = "cubic";                    //!< congestion control
    std::string profile = "linux";                //!< whose TCP it is
    std::string endpoint = "http";                //!< which TCP endpoint
    std::string content = "Pattern";              //!< BodyContent of both ends
    std::string tls = "recorded";                 //!< --tls
    uint32_t cache = 0;                           //!< bytes of the proxy's cache
    Time stagger;                                 //!< from the start of a client to the next one's
    std::string print;                            //!< how to show the network; empty: not
    std::string saveConfig;                       //!< file that the configuration is saved to
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
    /// @brief Sets defaults of the module's and ns-3's types; attributes given later prevail.
    void SetDefaults();
    /// @brief Plans the network and shows it if that is all that is wanted.
    void PlanNetwork();
    /// @brief Installs servers and clients.
    void InstallApplications();
    /// @brief Installs the clients.
    void InstallClients();
    /// @brief Stops where attributes of TLS were given and no URL has it.
    void RefuseUselessTls() const;
    /// @brief Installs the proxy if there is one.
    void InstallProxy();
    /// @brief Adds what the proxy did. @param figures where
    void AddProxyFigures(std::map<std::string, double>& figures) const;
    /// @brief Follows the main links.
    void WatchLinks();
    /// @brief Saves the configuration if that is wanted.
    void SaveConfig() const;
    /// @brief Prints what is about to be run.
    void PrintHead() const;

    HttpOptions m_options;                               //!< the options
    Settings m_s;                                        //!< values of this program's own
    HttpTopologySettings m_network;                      //!< values of the network's
    HttpClientHelper m_client{GetBase(0, 1).ToString()}; //!< installs clients
    HttpWorkloadOptions m_workload;                      //!< what is loaded
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
    m_options.BeginGroup("How it is loaded");
    m_options.AddText("strategy",
                      "how connections are used",
                      m_s.strategy,
                      HttpClientHelper::GetStrategies());
    m_options.AddText("http",
                      "version: 1.1 or 2 (in clear, strategy multiplexed); recorded: as recordings "
                      "say, else 1.1",
                      m_s.http,
                      {"recorded", "1.1", "2"});
    m_options.AddText("tcp",
                      "congestion control; in small letters, cubic and reno are the module's own "
                      "code with its endpoint, all else is ns-3's",
                      m_s.tcp,
                      GetHttpCongestionControls());
    m_options.AddText("tcp-profile",
                      "whose TCP it is: Linux's, ns-3's defaults, or what the RFCs recommend",
                      m_s.profile,
                      GetHttpTcpProfiles());
    m_options.AddText("tcp-endpoint",
                      "http: the module's TCP socket; stock: ns-3's own",
                      m_s.endpoint,
                      {"http", "stock"});
    m_options.AddText("tls",
                      "recorded: for URLs of https; none: all in clear; 1.2 or 1.3: for all, in "
                      "that version at most",
                      m_s.tls,
                      {"recorded", "none", "1.2", "1.3"});
    m_options.AddText("content", "what contents are", m_s.content, {"Pattern", "Zero"});
    m_options.AddCount("cache", "bytes of the proxy's cache, with --proxy; 0: none", m_s.cache);
    m_options.AddTime("stagger", "from the start of a client to the next one's", m_s.stagger);
    AddHttpTopologyOptions(m_options, m_network);
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
    m_output.AddTo(m_options);
    // Whoever has done nothing has the same figures as whoever has.
    m_options.AddStatistics(GetHttpFigureNames(m_summary.GetFigures(Seconds(1))));
    m_options.AddStatistics(GetHttpFigureNames(m_traffic.GetFigures()));
    m_options.AddStatistics({"bottleneck_utilisation",
                             "bottleneck_packets",
                             "bottleneck_drops",
                             "proxy_requests",
                             "proxy_tunnels",
                             "proxy_connections",
                             "cache_hits",
                             "cache_validations",
                             "simulated_s",
                             "times_shifted_s"});
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
    if (m_options.IsGiven("http") && m_s.http != "recorded" &&
        (m_s.http == "2") != (m_s.strategy == "multiplexed"))
    {
        m_options.Refuse("http",
                         m_s.http,
                         "accepted with --strategy=" + m_s.strategy + ": " +
                             (m_s.http == "2" ? "recorded, 1.1" : "recorded, 2"));
    }
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
    if (m_s.http == "2" && !m_options.IsGiven("strategy"))
    {
        m_s.strategy = "multiplexed";
    }
    if (m_s.http != "recorded" || m_s.strategy == "multiplexed")
    {
        Config::SetDefault("ns3::HttpHarWorkload::RecordedVersions", BooleanValue(false));
    }
    SetHttpTcpProfile(FindHttpTcpProfile(m_s.profile), m_network.mtu, m_network.isIpv6);
    if (m_s.profile == "ns3" && !m_options.IsGiven("tcp"))
    {
        m_s.tcp = "Cubic";
    }
    SetHttpCongestionControl(m_s.tcp, m_s.endpoint == "stock");
    HttpClientHelper::SetDefaultStrategy(m_s.strategy);
    if (m_s.tls != "recorded")
    {
        const bool isClear = m_s.tls == "none";
        Config::SetDefault("ns3::HttpClient::Schemes", StringValue(isClear ? "Clear" : "Secure"));
        if (!isClear)
        {
            Config::SetDefault("ns3::HttpTls::Version", StringValue(m_s.tls));
        }
    }
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue(m_s.content));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue(m_s.content));
    if (m_s.cache > 0)
    {
        Config::SetDefault("ns3::HttpProxy::CacheBytes", UintegerValue(m_s.cache));
    }
    m_workload.SetDefaults(m_options);
    if (m_output.WantsPackets())
    {
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
    }
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
    if (m_s.print == "text")
    {
        m_topology->GetPlan().PrintText(std::cout);
    }
    else if (m_s.print == "dot")
    {
        m_topology->GetPlan().PrintDot(std::cout);
    }
    else
    {
        const std::string wrong = m_topology->Draw(m_s.print);
        if (!wrong.empty())
        {
            m_options.Refuse("print-topology", m_s.print, wrong);
        }
    }
    std::exit(0);
}

void
Simulation::InstallApplications()
{
    const uint32_t servers = m_network.servers;
    m_origins.SetSchemes(m_s.tls == "recorded" ? HTTP_SCHEMES_AS_GIVEN
                         : m_s.tls == "none"   ? HTTP_SCHEMES_CLEAR
                                               : HTTP_SCHEMES_SECURE);
    for (uint32_t i = 0; i < servers; ++i)
    {
        m_origins.AddServer(m_topology->GetServers().Get(i),
                            m_topology->GetServerInterface(i),
                            m_network.isIpv6);
    }
    HttpServerHelper server(80);
    if (m_s.endpoint == "stock")
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
    RefuseUselessTls();
    HttpServerHelper::AssignStreams(m_origins.InstallServers(server), SERVER_STREAMS);
    m_origins.InstallHosts(m_topology->GetClients());
    InstallProxy();
    InstallClients();
}

void
Simulation::RefuseUselessTls() const
{
    for (const auto& [name, value] : m_options.GetValues())
    {
        const bool isTls = name.find("Tls::") != std::string::npos;
        if (isTls && m_options.IsGiven(name) && !m_origins.HasSecure())
        {
            m_options.Refuse(name,
                             value,
                             "accepted where a URL is of https; --tls=1.2 or 1.3 makes them so");
        }
    }
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
Simulation::AddProxyFigures(std::map<std::string, double>& figures) const
{
    if (!m_proxy)
    {
        return;
    }
    const uint64_t requests = m_proxy->GetRequests();
    const uint64_t hits = m_proxy->GetCacheHits();
    const uint64_t validations = m_proxy->GetCacheValidations();
    figures["proxy_requests"] = static_cast<double>(requests);
    figures["proxy_tunnels"] = static_cast<double>(m_proxy->GetTunnelsOpened());
    figures["proxy_connections"] = static_cast<double>(m_proxy->GetConnectionsOpened());
    figures["cache_hits"] = static_cast<double>(hits);
    figures["cache_validations"] = static_cast<double>(validations);
}

void
Simulation::InstallClients()
{
    const NodeContainer nodes = m_topology->GetClients();
    HttpProgress progress("http-sim: clients installed", m_network.clients);
    for (uint32_t i = 0; i < m_network.clients; ++i)
    {
        progress.Show(i);
        m_workload.Deal(i, m_network.clients, m_client);
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
              << " host(s), " << m_s.strategy << ", ";
    if (m_network.shape != "point-to-point")
    {
        std::cout << m_network.shape << ", ";
    }
    if (m_network.shape == "file")
    {
        const HttpTopologyPath path = m_topology->GetPath(0, 0);
        std::cout << "c0 to s0 " << FormatHttpRate(path.down) << ", "
                  << FormatHttpTime(path.delay, Time::MS);
    }
    else
    {
        std::cout << FormatHttpRate(m_network.rate) << ", "
                  << FormatHttpTime(GetHttpMainDelay(m_network), Time::MS);
    }
    std::cout << " one way, loss " << m_network.loss << "\n";
    if (!m_topology->GetMainLinks().empty() && !m_topology->GetPath(0, 0).isMain)
    {
        std::cout << "note: no main link lies between c0 and s0: --loss and the like do not meet "
                     "them; --client-places and --server-places move them\n";
    }
    std::cout << "tcp: " << m_s.tcp << ", "
              << GetHttpCongestionControlCode(m_s.tcp, m_s.endpoint == "stock") << ", on "
              << (m_s.endpoint == "stock" ? "ns-3's" : "the module's") << " endpoint, profile "
              << m_s.profile << "\n";
    for (const std::string& note : m_topology->GetPlan().notes)
    {
        std::cout << "note: " << note << "\n";
    }
    if (m_origins.GetMapped() > 0)
    {
        std::cout << "note: " << m_origins.GetMapped()
                  << " host(s) whose URLs have an address are given one of the simulation\n";
    }
    if (Ptr<HttpHarWorkload> har = DynamicCast<HttpHarWorkload>(m_workload.GetSample()))
    {
        std::cout << har->GetReport().ToString();
    }
    if (Ptr<HttpCsvWorkload> csv = DynamicCast<HttpCsvWorkload>(m_workload.GetSample()))
    {
        std::cout << "requests: " << csv->GetRequests()->GetRequests().size()
                  << ", clients in the file: " << csv->GetRequests()->GetClients().size() << "\n";
        const Time shift = csv->GetRequests()->GetShift();
        if (shift.IsStrictlyPositive())
        {
            std::cout << "note: the file's times begin above ten days; " << std::fixed
                      << std::setprecision(3) << shift.GetSeconds() << std::defaultfloat
                      << " s taken off each of them\n";
        }
    }
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
    std::map<std::string, double> figures = m_summary.GetFigures(m_control.GetEnd());
    figures.merge(m_meter.GetFigures(end));
    figures.merge(m_traffic.GetFigures());
    AddProxyFigures(figures);
    figures["simulated_s"] = end.GetSeconds();
    if (Ptr<HttpCsvWorkload> csv = DynamicCast<HttpCsvWorkload>(m_workload.GetSample()))
    {
        figures["times_shifted_s"] = csv->GetRequests()->GetShift().GetSeconds();
    }
    m_output.WriteSummary(m_options, figures);
    m_summary.Print(std::cout, m_control.GetEnd());
    m_meter.Print(std::cout, end);
    m_traffic.Print(std::cout);
    if (m_proxy)
    {
        std::cout << "  proxy                " << figures["proxy_requests"] << " requests, "
                  << figures["cache_hits"] << " from the cache, " << figures["cache_validations"]
                  << " validated, " << figures["proxy_tunnels"] << " tunnels\n"
                  << "  proxy to servers     " << figures["proxy_connections"] << " connections\n";
    }
    std::cout << "  simulated time       " << FormatHttpTime(end, Time::S) << "\n"
              << "  wall time            " << wall << " s, " << events << " events\n";
    if (HttpRunControl::IsInterrupted())
    {
        std::cout << "  interrupted          at " << std::setprecision(12) << end.GetSeconds()
                  << "s: figures and traces end there, before the run's end\n";
    }
    m_output.Print(std::cout);
    HttpRunControl::EndIfInterrupted();
    return 0;
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
