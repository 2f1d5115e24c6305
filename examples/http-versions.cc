/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// One page over HTTP/1.1 in clear, HTTP/1.1 over TLS and HTTP/2 over TLS, on links of several
// rates, round trips and losses.

#include "ns3/core-module.h"
#include "ns3/http-attribute-check.h"
#include "ns3/http-data-file.h"
#include "ns3/http-module.h"
#include "ns3/http-option-home.h"
#include "ns3/http-options.h"
#include "ns3/http-page-workload.h"
#include "ns3/http-plot.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-text-table.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/http-value-text.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// A way to load the page.
struct Way
{
    const char* name;     //!< in table and plot
    const char* strategy; //!< how connections are used
    bool isSecure;        //!< over TLS
};

/// The ways that are compared.
constexpr std::array<Way, 3> WAYS{{
    {"HTTP/1.1", "persistent-parallel", false},
    {"HTTP/1.1 TLS", "persistent-parallel", true},
    {"HTTP/2 TLS", "multiplexed", true},
}};

/// What the options say.
struct Settings
{
    std::string workload;               //!< har:FILE or page; empty: the page that comes along
    uint32_t objects = 42;              //!< workload page: embedded objects
    std::string rates = "2Mbps,20Mbps"; //!< of the link
    std::string trips = "20ms,100ms";   //!< round trips of the link
    std::string losses = "0,0.02";      //!< shares of packets lost
    uint32_t runs = 9;                  //!< with loss
    std::string tls = "1.3";            //!< version of TLS
    bool isStatic = false;              //!< servers take no time
    std::string out;                    //!< folder of the plot
};

/// A link.
struct Cell
{
    DataRate rate; //!< data rate
    Time trip;     //!< round trip
    double loss;   //!< share of packets lost, each way
};

/// What became of a page.
struct Result
{
    double seconds = 0;  //!< until it was loaded; the sum over pages
    uint64_t failed = 0; //!< requests that are not complete
};

/// @brief Takes in a page. @param result where @param page it
void
OnPage(Result* result, const HttpPageRecord& page)
{
    result->seconds += (page.finished - page.started).GetSeconds();
    result->failed += page.failed;
}

/// @brief Ends the run: there is no further page.
void
OnFinished()
{
    Simulator::Stop();
}

/// @brief Reads a list. @tparam T what of @param options who refuses @param name the option @param
/// text its value @param read makes an item of a word @param accepted what it takes @return the
/// list
template <typename T, typename F>
std::vector<T>
ReadList(const HttpOptions& options,
         const char* name,
         const std::string& text,
         F read,
         const char* accepted)
{
    std::vector<T> list;
    std::istringstream words(text + ",");
    for (std::string word; std::getline(words, word, ',');)
    {
        const std::optional<T> item = read(word);
        if (!item)
        {
            options.Refuse(name, text, accepted);
        }
        list.push_back(*item);
    }
    return list;
}

/// @brief Reads the links. @param options, settings what they say @return them
std::vector<Cell>
ReadCells(const HttpOptions& options, const Settings& settings)
{
    const auto rates = ReadList<DataRate>(
        options,
        "rates",
        settings.rates,
        [](const std::string& word) {
            const bool isRate = IsHttpDataRate(word) && DataRate(word).GetBitRate() > 0;
            return isRate ? std::optional<DataRate>(DataRate(word)) : std::nullopt;
        },
        "accepted: data rates such as 2Mbps, above 0, with commas between them");
    const auto trips = ReadList<Time>(
        options,
        "round-trips",
        settings.trips,
        [](const std::string& word) {
            const std::optional<Time> trip = HttpParseTime(word);
            return trip && !trip->IsNegative() ? trip : std::nullopt;
        },
        "accepted: times such as 20ms with commas between them");
    const auto losses = ReadList<double>(
        options,
        "losses",
        settings.losses,
        [](const std::string& word) {
            const std::optional<double> loss = HttpParseNumber(word);
            return loss && *loss >= 0 && *loss <= 0.5 ? loss : std::nullopt;
        },
        "accepted: numbers from 0 to 0.5 with commas between them");
    std::vector<Cell> cells;
    for (const double loss : losses)
    {
        for (const DataRate& rate : rates)
        {
            for (const Time& trip : trips)
            {
                cells.push_back({rate, trip, loss});
            }
        }
    }
    return cells;
}

/// @brief Sets what the client loads. @param settings, helper the options, the client's @return a
/// workload as it has one
Ptr<HttpWorkload>
SetWorkload(const Settings& settings, HttpClientHelper& helper)
{
    const bool isPage = settings.workload == "page";
    const std::string type = isPage ? "ns3::HttpPageWorkload" : "ns3::HttpHarWorkload";
    if (isPage)
    {
        Config::SetDefault(type + "::Objects", UintegerValue(settings.objects));
        Config::SetDefault(type + "::Pages", UintegerValue(1));
    }
    else
    {
        const std::string har = settings.workload.empty()
                                    ? GetHttpDataFile("examples/data/ns-3-tcp.har")
                                    : settings.workload.substr(settings.workload.find(':') + 1);
        Config::SetDefault(type + "::File", StringValue(har));
        // What is compared are the versions, not the recorded one.
        Config::SetDefault(type + "::RecordedVersions", BooleanValue(false));
        if (settings.isStatic)
        {
            // Of a recorded wait nothing is left for the server.
            Config::SetDefault(type + "::ServerRoundTrip", TimeValue(Days(1)));
        }
    }
    helper.SetWorkload(type);
    return ObjectFactory(type).Create<HttpWorkload>();
}

/// @brief Makes the link lose packets. @param devices its ends @param share of them
void
SetLoss(const NetDeviceContainer& devices, double share)
{
    for (uint32_t i = 0; i < devices.GetN(); ++i)
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(share));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        loss->AssignStreams(1000 + i);
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
}

/// @brief Loads the page once. @param options, settings, way, cell how @return what became of it
Result
Run(const HttpOptions& options, const Settings& settings, const Way& way, const Cell& cell)
{
    NodeContainer nodes(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(cell.rate));
    link.SetChannelAttribute("Delay", TimeValue(cell.trip / 2));
    NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper().Install(nodes);
    HttpTcpHelper().Install(nodes);
    Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(devices);
    TrafficControlHelper().Uninstall(devices);
    SetLoss(devices, cell.loss);
    const HttpSchemes schemes = way.isSecure ? HTTP_SCHEMES_SECURE : HTTP_SCHEMES_CLEAR;
    http::Url base;
    base.host = "www.example.com";
    HttpClientHelper client(base.ToString());
    const TypeIdValue factory(HttpTcpSocketFactory::GetTypeId());
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("Schemes", StringValue(way.isSecure ? "Secure" : "Clear"));
    client.SetStrategy(way.strategy);
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
    origins.SetSchemes(schemes);
    origins.AddServer(nodes.Get(1), 1, false);
    origins.AddOrigins(workload, base);
    HttpServerHelper::AssignStreams(origins.InstallServers(server), 2000);
    origins.InstallHosts(NodeContainer(nodes.Get(0)));
    ApplicationContainer clients = client.Install(nodes.Get(0));
    HttpClientHelper::AssignStreams(clients, 3000);
    Result result;
    clients.Get(0)->TraceConnectWithoutContext("Page", MakeBoundCallback(&OnPage, &result));
    clients.Get(0)->TraceConnectWithoutContext("Finished", MakeCallback(&OnFinished));
    Simulator::Stop(Days(1));
    Simulator::Run();
    Simulator::Destroy();
    return result;
}

/// @brief The median of the runs. @param options, settings, way, cell how @return seconds
double
Measure(const HttpOptions& options, const Settings& settings, const Way& way, const Cell& cell)
{
    const uint64_t first = RngSeedManager::GetRun();
    const uint32_t runs = cell.loss > 0 ? settings.runs : 1;
    std::vector<double> seconds;
    uint64_t failed = 0;
    for (uint32_t run = 0; run < runs; ++run)
    {
        RngSeedManager::SetRun(first + run);
        const Result result = Run(options, settings, way, cell);
        seconds.push_back(result.seconds);
        failed += result.failed;
    }
    RngSeedManager::SetRun(first);
    if (failed > 0)
    {
        std::cerr << "http-versions: " << way.name << ": " << failed << " requests failed"
                  << std::endl;
    }
    std::sort(seconds.begin(), seconds.end());
    return (seconds[(runs - 1) / 2] + seconds[runs / 2]) / 2;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-versions",
                        "one page over HTTP/1.1 and HTTP/2, in clear and over TLS");
    options.AddText("workload",
                    "har:FILE or page; none: the page that comes along",
                    settings.workload);
    options.AddCount("objects", "workload page: embedded objects", settings.objects, 0, 100000);
    options.AddText("rates", "data rates of the link, commas between them", settings.rates);
    options.AddText("round-trips", "of the link, commas between them", settings.trips);
    options.AddText("losses", "shares of packets lost, commas between them", settings.losses);
    options.AddCount("runs", "of each link that loses packets; medians", settings.runs, 1, 10000);
    options.AddText("tls", "version of TLS", settings.tls, {"1.2", "1.3"});
    options.AddFlag("static", "servers answer at once, whatever was recorded", settings.isStatic);
    options.AddText("out", "folder of the plot; none: a new results/http-versions-N", settings.out);
    options.Belong({"objects"}, {HttpOptionHome::OneOf("workload", {"page"}, "har")});
    options.Belong({"static"}, {HttpOptionHome::OneOf("workload", {"har"}, "har")});
    options.Parse(argc, argv, [&] {
        SetHttpTcpProfile(HttpTcpProfile::Linux);
        Config::SetDefault("ns3::HttpTls::Version", StringValue(settings.tls));
    });
    if (!settings.workload.empty() && settings.workload != "page" &&
        settings.workload.rfind("har:", 0) != 0)
    {
        options.Refuse("workload", settings.workload, "accepted: har:FILE | page");
    }
    const std::vector<Cell> cells = ReadCells(options, settings);
    const bool hasLoss =
        std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.loss > 0; });
    if (options.IsGiven("runs") && !hasLoss)
    {
        options.Refuse("runs",
                       std::to_string(settings.runs),
                       "accepted with --losses that has a number above 0");
    }
    const std::string folder = options.MakeFolder(settings.out);

    HttpTextTable::Row columns{"rate", "round trip", "loss (%)"};
    for (const Way& way : WAYS)
    {
        columns.push_back(way.name + std::string(" (s)"));
    }
    columns.emplace_back("HTTP/2 gains (%)");
    HttpTextTable table(columns);
    std::vector<std::string> names;
    std::array<std::vector<double>, WAYS.size()> times;
    for (const Cell& cell : cells)
    {
        const std::string rate = FormatHttpRate(cell.rate);
        const std::string trip = FormatHttpTime(cell.trip, Time::MS);
        const std::string loss = FormatHttpNumber(100 * cell.loss, 1);
        HttpTextTable::Row row{rate, trip, loss};
        for (std::size_t i = 0; i < WAYS.size(); ++i)
        {
            times[i].push_back(Measure(options, settings, WAYS[i], cell));
            row.push_back(FormatHttpNumber(times[i].back(), 3));
        }
        row.push_back(FormatHttpNumber(100 * (1 - times[2].back() / times[1].back()), 1));
        table.Add(row);
        names.push_back(HttpJoin({rate, trip, loss + " %"}, "\n"));
    }
    table.Write(std::cout);

    HttpPlot plot("One page over versions of HTTP",
                  "rate, round trip, packets lost",
                  "page load time (s)",
                  HttpPlot::Style::Bars);
    plot.SetNames(names);
    for (std::size_t i = 0; i < WAYS.size(); ++i)
    {
        plot.AddHeights(WAYS[i].name, times[i]);
    }
    return plot.WriteAndTell(folder + "/versions", {"svg"}, std::cout) ? 0 : 1;
}
