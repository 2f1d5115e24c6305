/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// One recorded page over the networks that people are connected by: fibre, DSL, LTE, satellite and
// Wi-Fi, with several ways to use connections.

#include "ns3/core-module.h"
#include "ns3/http-data-file.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-plot.h"
#include "ns3/http-segment-observer.h"
#include "ns3/http-text-table.h"
#include "ns3/http-topology-helper.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// First numbers of the streams of random variables, as in http-sim: access links, clients, links.
constexpr int64_t PLAN_STREAMS = 500;
constexpr int64_t CLIENT_STREAMS = 100000;
constexpr int64_t LINK_STREAMS = 50000000;

/// Buffers of TCP at both ends: none of the networks has more bytes on the way.
constexpr uint32_t BUFFER = 4 << 20;

/// Each run begins so much later than the one before it, at another place of LTE's trace.
const Time RUN_OFFSET = MilliSeconds(1700);

/// So long after the page connections have come to their end, which belongs to what they take.
const Time CLOSING = Seconds(20);

/// @brief A network that people are connected by.
struct Access
{
    const char* name;  //!< for people, one word
    const char* shape; //!< topology
    const char* down;  //!< data rate toward the client; of a trace: its mean, not used
    const char* up;    //!< data rate from the client; the same
    Time delay;        //!< one way
    uint32_t queue;    //!< packets that wait at each end
    bool hasTrace;     //!< whether traces of delivery opportunities give its rates
};

// Fibre, DSL and LTE: profiles "FIOS", "DSL" and "LTE" of WebPageTest, whose delays are those of
// the last mile. Their queues: 128 KiB, a common size in modems (Kreibich et al., "Netalyzr:
// Illuminating the Edge Network", IMC 2010); as deep as base stations have them, so that none
// overflows (Winstein et al., "Stochastic Forecasts Achieve High Throughput and Low Delay over
// Cellular Networks", NSDI 2013). Satellite: rates as HughesNet Gen5 was sold in 2017; a
// geostationary hop from the edge of the view (RFC 2488, section 2); a queue of one bandwidth-delay
// product. Wi-Fi: an access point on the fibre line.
const std::array<Access, 5> NETWORKS = {{
    {"fibre", "point-to-point", "20Mbps", "5Mbps", MilliSeconds(2), 87, false},
    {"DSL", "point-to-point", "1500kbps", "384kbps", MilliSeconds(25), 87, false},
    {"LTE", "point-to-point", "12Mbps", "12Mbps", MilliSeconds(35), 1000, true},
    {"satellite", "point-to-point", "25Mbps", "3Mbps", MilliSeconds(279), 1250, false},
    {"Wi-Fi", "wifi", "20Mbps", "5Mbps", MilliSeconds(2), 87, false},
}};

/// What the options say.
struct Settings
{
    std::string har = GetHttpDataFile("examples/data/ns-3-tcp.har");     //!< the page
    std::string strategies = "persistent,persistent-parallel,pipelined"; //!< uses of connections
    uint32_t runs = 3;                                                   //!< of each
    bool isStatic = false;                                               //!< servers take no time
    Time serverDelay = MilliSeconds(10); //!< from the access network to the servers, one way
    std::string downTrace = GetHttpDataFile("examples/data/lte.trace");      //!< of LTE
    std::string upTrace = GetHttpDataFile("examples/data/lte-uplink.trace"); //!< of LTE
    std::string wifi = "802.11g";                                            //!< standard
    double wifiDistance = 5;                                                 //!< metres
    std::string tcp = "cubic";                                               //!< congestion control
    std::string out;                                                         //!< folder of the plot
};

/// What one load of the page takes.
struct Result
{
    double seconds = 0;         //!< until the page is loaded
    double firstByte = 0;       //!< until the first byte of the first response, s
    double connections = 0;     //!< opened
    double packets = 0;         //!< that carry TCP, sent by client and server
    double retransmissions = 0; //!< of them, with something that was sent before
    uint64_t failed = 0;        //!< requests that are not complete
};

/// Counts what one load takes.
class Meter
{
  public:
    /// @brief Follows hosts and a client. @param hosts, client them
    void Watch(const NodeContainer& hosts, const Ptr<Application>& client)
    {
        m_observers.Install(hosts);
        for (auto host = hosts.Begin(); host != hosts.End(); ++host)
        {
            (*host)->GetObject<HttpSegmentObserver>()->TraceConnectWithoutContext(
                "Segment",
                MakeCallback(&Meter::OnSegment, this));
        }
        client->TraceConnectWithoutContext("Transaction",
                                           MakeCallback(&Meter::OnTransaction, this));
        client->TraceConnectWithoutContext("Page", MakeCallback(&Meter::OnPage, this));
        client->TraceConnectWithoutContext("Finished", MakeCallback(&Meter::OnFinished, this));
    }

    Result result; //!< the figures

  private:
    /// @brief A host sends or receives a segment. @param segment it
    void OnSegment(const HttpSegmentRecord& segment)
    {
        result.packets += segment.sent ? 1 : 0;
        result.retransmissions += segment.sent && segment.retransmission ? 1 : 0;
    }

    /// @brief A request has its outcome. @param record it
    void OnTransaction(const HttpTransactionRecord& record)
    {
        if (!record.firstByte.IsStrictlyNegative())
        {
            m_firstByte = std::min(m_firstByte, record.firstByte);
        }
    }

    /// @brief A page is loaded. @param page it
    void OnPage(const HttpPageRecord& page)
    {
        result.seconds = (page.finished - page.started).GetSeconds();
        result.firstByte = (m_firstByte - page.started).GetSeconds();
        result.failed += page.failed;
    }

    /// @brief There is no further page.
    void OnFinished()
    {
        Simulator::Stop(CLOSING);
    }

    HttpObserverHelper m_observers; //!< tell of segments
    Time m_firstByte = Time::Max(); //!< the earliest of all responses
};

/// @brief The network as settings of a topology. @param access, settings which, how @return them
HttpTopologySettings
Describe(const Access& access, const Settings& settings)
{
    HttpTopologySettings network;
    network.shape = access.shape;
    network.rate = DataRate(access.down);
    network.uplink = DataRate(access.up);
    network.delay = access.delay + settings.serverDelay;
    network.queue = access.queue;
    network.linkTrace = access.hasTrace ? settings.downTrace : "";
    network.uplinkTrace = access.hasTrace ? settings.upTrace : "";
    network.wifi = settings.wifi;
    network.wifiDistance = settings.wifiDistance;
    return network;
}

/// @brief Ends the program if a setting cannot be run. @param options, problem its options, what
void
Refuse(const HttpOptions& options, const HttpTopologyProblem& problem)
{
    if (problem)
    {
        const std::string prefix = problem.option.find("trace") != std::string::npos ? "lte-" : "";
        options.Refuse(prefix + problem.option, problem.value, problem.accepted);
    }
}

/**
 * @brief Loads the page once.
 * @param access the network
 * @param settings the page and how it is loaded
 * @param strategy the use of connections
 * @param run number of the run, from 0
 * @return what it takes
 */
Result
Run(const Access& access, const Settings& settings, const std::string& strategy, uint32_t run)
{
    const std::string workloadType = "ns3::HttpHarWorkload";
    Ptr<HttpHarWorkload> workload = CreateObject<HttpHarWorkload>();
    http::Url base;
    const std::vector<http::Url> origins = workload->GetServers(base);
    HttpTopologySettings network = Describe(access, settings);
    network.hostsPerServer = static_cast<uint32_t>(origins.size());
    HttpTopologyHelper topology(network);
    topology.Plan(PLAN_STREAMS);
    topology.Build();
    topology.AssignStreams(LINK_STREAMS);

    HttpServerHelper server(80);
    server.SetCatalogue(workload->GetCatalogue());
    HttpOriginHelper hosts;
    hosts.AddServer(topology.GetServers().Get(0), topology.GetServerInterface(0), false);
    hosts.AddOrigins(workload, base);
    hosts.InstallServers(server);
    hosts.InstallHosts(topology.GetClients());
    HttpClientHelper client(origins.front().ToString());
    client.SetStrategy(strategy);
    client.SetWorkload(workloadType);
    ApplicationContainer clients = client.Install(topology.GetClients());
    clients.Start(topology.GetReadyTime() + RUN_OFFSET * int64_t{run});
    HttpClientHelper::AssignStreams(clients, CLIENT_STREAMS);
    Meter meter;
    meter.Watch(NodeContainer(topology.GetClients(), topology.GetServers()), clients.Get(0));
    Simulator::Stop(Days(1));
    Simulator::Run();
    meter.result.connections = DynamicCast<HttpClient>(clients.Get(0))->GetConnectionsOpened();
    Simulator::Destroy();
    return meter.result;
}

/// @brief The runs of a network with a strategy, put together.
class Runs
{
  public:
    /// @brief Adds a run. @param result it
    void Add(const Result& result)
    {
        m_results.push_back(result);
    }

    /// @brief The mean of a figure. @param figure it @return the mean
    double GetMean(double Result::*figure) const
    {
        double sum = 0;
        for (const Result& result : m_results)
        {
            sum += result.*figure;
        }
        return sum / static_cast<double>(m_results.size());
    }

    /// @brief Extremes of the page time. @return the least and the greatest, s
    std::pair<double, double> GetExtremes() const
    {
        const auto [least, greatest] = std::minmax_element(
            m_results.begin(),
            m_results.end(),
            [](const Result& a, const Result& b) { return a.seconds < b.seconds; });
        return {least->seconds, greatest->seconds};
    }

    /// @brief Requests that failed. @return their number in all runs
    uint64_t GetFailed() const
    {
        uint64_t failed = 0;
        for (const Result& result : m_results)
        {
            failed += result.failed;
        }
        return failed;
    }

  private:
    std::vector<Result> m_results; //!< the runs
};

/// @brief Prints what the networks are. @param settings how they are run
void
PrintNetworks(const Settings& settings)
{
    HttpTextTable table({"network", "down", "up", "round trip (ms)", "queue (packets)"});
    for (const Access& access : NETWORKS)
    {
        const std::string wifi = std::string(access.shape) == "wifi" ? settings.wifi + ", " : "";
        const Time oneWay = access.delay + settings.serverDelay;
        table.Add({access.name,
                   wifi + (access.hasTrace ? "trace" : access.down),
                   access.hasTrace ? "trace" : access.up,
                   FormatHttpNumber(2e3 * oneWay.GetSeconds(), 1),
                   std::to_string(access.queue)});
    }
    table.Write(std::cout);
}

/// @brief Reads the strategies. @param options, text where, what @return their names
std::vector<std::string>
ReadStrategies(const HttpOptions& options, const std::string& text)
{
    const std::vector<std::string> known = HttpClientHelper::GetStrategies();
    return options.ReadList<std::string>(
        "strategies",
        text,
        [&known](const std::string& word) {
            const bool isKnown = std::find(known.begin(), known.end(), word) != known.end();
            return isKnown ? std::optional<std::string>(word) : std::nullopt;
        },
        "accepted, with commas between: " + HttpJoin(known, " | "));
}

/// @brief Sets what all runs have in common. @param options, settings how
void
SetDefaults(const HttpOptions& options, const Settings& settings)
{
    const std::string har = "ns3::HttpHarWorkload::";
    SetHttpTcpProfile(HttpTcpProfile::Linux);
    SetHttpCongestionControl(settings.tcp);
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(BUFFER));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(BUFFER));
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue("Zero"));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue("Zero"));
    Config::SetDefault(har + "File", StringValue(settings.har));
    Config::SetDefault(har + "MaxPages", UintegerValue(1));
    if (settings.isStatic)
    {
        // Of a recorded wait nothing is left for the server.
        Config::SetDefault(har + "ServerRoundTrip", TimeValue(Days(1)));
    }
    const std::string problem = CreateObject<HttpHarWorkload>()->Check();
    if (!problem.empty())
    {
        options.Refuse("har", settings.har, problem);
    }
}

/// @brief Reads the options. @param options, settings where @param argc, argv the command line
void
Parse(HttpOptions& options, Settings& settings, int argc, char* argv[])
{
    options.AddText("har", "the page, an HTTP Archive", settings.har);
    options.AddText("strategies", "uses of connections, commas between them", settings.strategies);
    options.AddCount("runs", "loads of the page for each of them", settings.runs, 1, 10000);
    options.AddFlag("static", "servers answer at once, whatever was recorded", settings.isStatic);
    options.AddTime("server-delay",
                    "one-way delay from the access network to the servers",
                    settings.serverDelay);
    options.AddText("lte-link-trace",
                    "LTE: delivery opportunities toward the client (mahimahi)",
                    settings.downTrace);
    options.AddText("lte-uplink-trace", "LTE: the same from the client", settings.upTrace);
    options.AddText("wifi",
                    "Wi-Fi: 802.11a, b, g, n, ac or ax, written as in 802.11g",
                    settings.wifi);
    options.AddNumber("wifi-distance",
                      "Wi-Fi: metres from the access point",
                      settings.wifiDistance,
                      0.1,
                      1000);
    options.AddText("tcp", "congestion control", settings.tcp, GetHttpCongestionControls());
    options.AddText("out",
                    "folder of the plots; none: a new results/http-access-networks-N",
                    settings.out);
    options.Parse(argc, argv, [&] { SetDefaults(options, settings); });
}

/// @brief Loads the page as often as is wanted. @param access, settings, strategy how @return the
/// runs
Runs
Repeat(const Access& access, const Settings& settings, const std::string& strategy)
{
    const uint64_t first = RngSeedManager::GetRun();
    Runs runs;
    for (uint32_t run = 0; run < settings.runs; ++run)
    {
        RngSeedManager::SetRun(first + run);
        runs.Add(Run(access, settings, strategy, run));
    }
    RngSeedManager::SetRun(first);
    if (runs.GetFailed() > 0)
    {
        std::cerr << "http-access-networks: " << access.name << ", " << strategy << ": "
                  << runs.GetFailed() << " requests failed" << std::endl;
    }
    return runs;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-access-networks",
                        "one recorded page over fibre, DSL, LTE, satellite and Wi-Fi");
    Parse(options, settings, argc, argv);
    const std::vector<std::string> strategies = ReadStrategies(options, settings.strategies);
    for (const Access& access : NETWORKS)
    {
        HttpTopologyHelper topology(Describe(access, settings));
        Refuse(options, topology.Plan(PLAN_STREAMS));
    }
    const std::string folder = options.MakeFolder(settings.out);
    PrintNetworks(settings);
    std::cout << std::endl;

    HttpTextTable table({"network",
                         "strategy",
                         "page (s)",
                         "least",
                         "most",
                         "first byte (ms)",
                         "connections",
                         "packets",
                         "retransmissions"});
    std::vector<std::string> names;
    std::vector<std::vector<double>> times(strategies.size());
    for (const Access& access : NETWORKS)
    {
        names.emplace_back(access.name);
        for (std::size_t i = 0; i < strategies.size(); ++i)
        {
            const Runs runs = Repeat(access, settings, strategies[i]);
            const auto [least, most] = runs.GetExtremes();
            times[i].push_back(runs.GetMean(&Result::seconds));
            table.Add({access.name,
                       strategies[i],
                       FormatHttpNumber(times[i].back(), 3),
                       FormatHttpNumber(least, 3),
                       FormatHttpNumber(most, 3),
                       FormatHttpNumber(1e3 * runs.GetMean(&Result::firstByte), 1),
                       FormatHttpNumber(runs.GetMean(&Result::connections), 1),
                       FormatHttpNumber(runs.GetMean(&Result::packets), 1),
                       FormatHttpNumber(runs.GetMean(&Result::retransmissions), 1)});
        }
    }
    table.Write(std::cout);

    HttpPlot plot("One page over access networks",
                  "access network",
                  "page load time (s)",
                  HttpPlot::Style::Bars);
    plot.SetNames(names);
    plot.SetLogarithmic('y');
    for (std::size_t i = 0; i < strategies.size(); ++i)
    {
        plot.AddHeights(strategies[i], times[i]);
    }
    return plot.WriteAndTell(folder + "/access-networks", {"png", "svg"}, std::cout) ? 0 : 1;
}
