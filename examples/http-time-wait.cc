/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How many connections a second a host can open to one server, when each leaves its local port in
// TIME-WAIT: ports / (2 x maximum segment lifetime).

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-plot.h"
#include "ns3/http-summary-file.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-tcp-socket.h"
#include "ns3/http-text-table.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// What the options say.
struct Settings
{
    uint32_t ports = 1000;       //!< local ports
    Time lifetime = Seconds(2);  //!< maximum segment lifetime
    Time duration = Seconds(20); //!< for so long connections are wanted
    Time wait;                   //!< PortWait
    bool reuse = false;          //!< TIME-WAIT may be left early
    uint32_t rate = 0;           //!< connections wanted in a second; 0: shares of the limit
    std::string out;             //!< folder of the plot
};

/// What came of one rate.
struct Result
{
    std::map<std::string, uint64_t> outcomes; //!< requests by outcome
    uint32_t timeWait = 0;                    //!< most connections in TIME-WAIT at once
    uint64_t inTime = 0;                      //!< complete within the duration
    Time longest;                             //!< longest wait of a complete request
};

/// A page whose objects are wanted at even distances.
class EvenWorkload : public HttpWorkload
{
  public:
    /// @brief Sets the figures. @param rate, duration objects a second, for how long
    void Set(uint32_t rate, Time duration)
    {
        m_count = static_cast<uint32_t>(rate * duration.GetSeconds());
        m_interval = Seconds(1.0 / rate);
    }

    bool NextPage(const http::Url& base, HttpPage& page) override
    {
        page = HttpPage();
        for (uint32_t i = 0; i < m_count; ++i)
        {
            HttpPageObject object;
            object.url = base;
            object.url.target = "/bytes/100";
            object.delay = m_interval * static_cast<int64_t>(i);
            page.objects.push_back(object);
        }
        return std::exchange(m_count, 0) > 0;
    }

  private:
    uint32_t m_count = 0; //!< objects
    Time m_interval;      //!< between two
};

/// One run.
class Run
{
  public:
    /**
     * @brief Runs.
     * @param settings how
     * @param rate connections wanted in a second
     * @return what came of it
     */
    Result Execute(const Settings& settings, uint32_t rate)
    {
        m_duration = settings.duration;
        NodeContainer nodes(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        link.SetChannelAttribute("Delay", StringValue("1ms"));
        NetDeviceContainer devices = link.Install(nodes);
        InternetStackHelper().Install(nodes);
        HttpTcpHelper tcp;
        tcp.SetDemultiplexerAttribute("FirstEphemeralPort", UintegerValue(65536 - settings.ports));
        tcp.Install(nodes);
        Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(devices);
        const TypeIdValue factory(HttpTcpSocketFactory::GetTypeId());
        HttpServerHelper server(80);
        server.SetAttribute("SocketFactory", factory);
        server.Install(nodes.Get(1));
        HttpClientHelper client("http://10.1.0.2/");
        client.SetAttribute("SocketFactory", factory);
        // One request a connection, which the client closes first: it is the one in TIME-WAIT.
        client.SetAttribute("MaxRequestsPerConnection", UintegerValue(1));
        client.SetAttribute("MaxConnectionsPerServer", UintegerValue(100000));
        client.SetAttribute("PortWait", TimeValue(settings.wait));
        client.SetAttribute("RetryDelay", TimeValue(MilliSeconds(100)));
        ApplicationContainer clients = client.Install(nodes.Get(0));
        Ptr<EvenWorkload> workload = CreateObject<EvenWorkload>();
        workload->Set(rate, settings.duration);
        clients.Get(0)->SetAttribute("Workload", PointerValue(workload));
        clients.Get(0)->TraceConnectWithoutContext("Transaction",
                                                   MakeCallback(&Run::OnTransaction, this));
        HttpObserverHelper observers;
        observers.Install(nodes.Get(0));
        nodes.Get(0)->GetObject<HttpConnectionStateObserver>()->TraceConnectWithoutContext(
            "ConnectionState",
            MakeCallback(&Run::OnState, this));
        Simulator::Stop(settings.duration + settings.wait + Seconds(1));
        Simulator::Run();
        Simulator::Destroy();
        return m_result;
    }

  private:
    /// @brief A request has its outcome. @param record it
    void OnTransaction(const HttpTransactionRecord& record)
    {
        ++m_result.outcomes[record.outcome];
        if (record.outcome == std::string("complete"))
        {
            m_result.longest = std::max(m_result.longest, record.finished - record.queued);
            m_result.inTime += record.finished <= m_duration ? 1 : 0;
        }
    }

    /// @brief A connection changes its state. @param record how
    void OnState(const HttpConnectionStateRecord& record)
    {
        m_now += record.newState == HttpConnectionState::TimeWait ? 1 : 0;
        m_now -= record.oldState == HttpConnectionState::TimeWait ? 1 : 0;
        m_result.timeWait = std::max(m_result.timeWait, m_now);
    }

    Time m_duration;    //!< for so long connections are wanted
    Result m_result;    //!< what came of it
    uint32_t m_now = 0; //!< connections in TIME-WAIT
};

/// @brief The rates that are tried. @param settings how @param limit connections a second
/// @return connections wanted in a second
std::vector<uint32_t>
ChooseRates(const Settings& settings, double limit)
{
    if (settings.rate > 0)
    {
        return {settings.rate};
    }
    std::vector<uint32_t> rates;
    for (const double share : {0.2, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0})
    {
        rates.push_back(std::max<uint32_t>(1, static_cast<uint32_t>(limit * share)));
    }
    return rates;
}

/// @brief Reads the options. @param options, settings where @param argc, argv the command line
void
Parse(HttpOptions& options, Settings& settings, int argc, char* argv[])
{
    options.AddCount("ports", "local ports of the client", settings.ports, 1, 60000);
    options.AddTime("lifetime",
                    "maximum segment lifetime; TIME-WAIT lasts twice as long",
                    settings.lifetime);
    options.AddTime("duration", "for so long connections are wanted", settings.duration);
    options.AddTime("wait", "longest wait for a port; 0: none", settings.wait);
    options.AddCount("rate",
                     "connections wanted in a second; 0: several rates around the limit",
                     settings.rate,
                     0,
                     1000000);
    options.AddStatistics({"limit_per_s", "opened_per_s", "no_port", "time_wait"});
    options.AddFlag("reuse",
                    "TIME-WAIT may end early for the same server (RFC 6191)",
                    settings.reuse);
    options.AddText(
        "out",
        "folder of the plot, or of summary.json with --rate; none: a new one in results/",
        settings.out);
    options.Parse(argc, argv, [&] {
        SetHttpTcpProfile(HttpTcpProfile::Linux);
        Config::SetDefault("ns3::HttpTcpSocket::TimeWaitDuration",
                           TimeValue(settings.lifetime + settings.lifetime));
        Config::SetDefault("ns3::HttpTcpSocket::TimeWaitReuse", BooleanValue(settings.reuse));
    });
    if (settings.lifetime.IsZero())
    {
        options.Refuse("lifetime", "0", "accepted: a time above 0");
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-time-wait", "ports that TIME-WAIT keeps limit connections a second");
    Parse(options, settings, argc, argv);
    const std::string folder = options.MakeFolder(settings.out);
    const double limit = settings.ports / (2 * settings.lifetime.GetSeconds());
    std::cout << settings.ports << " ports / " << 2 * settings.lifetime.GetSeconds()
              << " s of TIME-WAIT = " << limit << " connections/s\n";

    HttpTextTable table({"wanted (1/s)", "opened (1/s)", "no-port", "in TIME-WAIT", "longest (s)"});
    std::vector<HttpPlot::Point> achieved;
    std::vector<HttpPlot::Point> limits;
    std::map<std::string, double> figures = {{"limit_per_s", limit}};
    for (const uint32_t rate : ChooseRates(settings, limit))
    {
        Result result = Run().Execute(settings, rate);
        const double opened = static_cast<double>(result.inTime) / settings.duration.GetSeconds();
        table.Add({std::to_string(rate),
                   FormatHttpNumber(opened, 1),
                   std::to_string(result.outcomes["no-port"]),
                   std::to_string(result.timeWait),
                   FormatHttpNumber(result.longest.GetSeconds(), 3)});
        figures["opened_per_s"] = opened;
        figures["no_port"] = static_cast<double>(result.outcomes["no-port"]);
        figures["time_wait"] = result.timeWait;
        achieved.push_back({static_cast<double>(rate), opened});
        limits.push_back({static_cast<double>(rate), limit});
    }
    table.Write(std::cout);
    if (settings.rate > 0)
    {
        HttpSummaryFile(folder, true).Write("http-time-wait", options, figures);
        return 0;
    }

    std::ostringstream title;
    title << settings.ports << " local ports, TIME-WAIT " << 2 * settings.lifetime.GetSeconds()
          << " s";
    HttpPlot plot(title.str(), "connections wanted (1/s)", "connections opened (1/s)");
    plot.Add("opened", achieved);
    plot.Add("ports / TIME-WAIT", limits);
    return plot.WriteAndTell(folder + "/time-wait", {"svg"}, std::cout) ? 0 : 1;
}
