/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// One page over HTTP/1.1 in clear, HTTP/1.1 over TLS and HTTP/2 over TLS, on links of several
// rates, round trips and losses.

#include "http-one-link.h"
#include "http-one-page.h"

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
    HttpOnePage page;                   //!< what is loaded
    std::string rates = "2Mbps,20Mbps"; //!< of the link
    std::string trips = "20ms,100ms";   //!< round trips of the link
    std::string losses = "0,0.02";      //!< shares of packets lost
    uint32_t runs = 9;                  //!< with loss
    std::string tls = "1.3";            //!< version of TLS
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

/// @brief Reads the links. @param options, settings what they say @return them
std::vector<Cell>
ReadCells(const HttpOptions& options, const Settings& settings)
{
    const auto rates = options.ReadList<DataRate>(
        "rates",
        settings.rates,
        [](const std::string& word) {
            const bool isRate = IsHttpDataRate(word) && DataRate(word).GetBitRate() > 0;
            return isRate ? std::optional<DataRate>(DataRate(word)) : std::nullopt;
        },
        "accepted: data rates such as 2Mbps, above 0, with commas between them");
    const auto trips = options.ReadList<Time>(
        "round-trips",
        settings.trips,
        [](const std::string& word) {
            const std::optional<Time> trip = HttpParseTime(word);
            return trip && !trip->IsNegative() ? trip : std::nullopt;
        },
        "accepted: times such as 20ms with commas between them");
    const auto losses = options.ReadList<double>(
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

/// @brief Loads the page once. @param options, settings, way, cell how @return what became of it
Result
Run(const HttpOptions& options, const Settings& settings, const Way& way, const Cell& cell)
{
    const HttpOneLink link(cell.rate, cell.trip / 2);
    link.SetLoss(0, cell.loss, 1000);
    link.SetLoss(1, cell.loss, 1001);
    const Ptr<HttpClient> client =
        InstallHttpOnePage(options,
                           settings.page,
                           way.isSecure ? HTTP_SCHEMES_SECURE : HTTP_SCHEMES_CLEAR,
                           way.strategy,
                           link.nodes);
    Result result;
    client->TraceConnectWithoutContext("Page", MakeBoundCallback(&OnPage, &result));
    client->TraceConnectWithoutContext("Finished", MakeCallback(&OnFinished));
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

/// @brief Reads the options. @param options, settings where @param argc, argv the command line
/// @return the links
std::vector<Cell>
Parse(HttpOptions& options, Settings& settings, int argc, char* argv[])
{
    // What is compared are the versions, not the recorded one.
    settings.page.isRecorded = false;
    AddHttpOnePageOptions(options, settings.page);
    options.AddText("rates", "data rates of the link, commas between them", settings.rates);
    options.AddText("round-trips", "of the link, commas between them", settings.trips);
    options.AddText("losses", "shares of packets lost, commas between them", settings.losses);
    options.AddCount("runs", "of each link that loses packets; medians", settings.runs, 1, 10000);
    options.AddText("tls", "version of TLS", settings.tls, {"1.2", "1.3"});
    options.AddText("out", "folder of the plot; none: a new results/http-versions-N", settings.out);
    options.Parse(argc, argv, [&] {
        SetHttpTcpProfile(HttpTcpProfile::Linux);
        Config::SetDefault("ns3::HttpTls::Version", StringValue(settings.tls));
    });
    CheckHttpOnePage(options, settings.page);
    std::vector<Cell> cells = ReadCells(options, settings);
    const bool hasLoss =
        std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.loss > 0; });
    if (options.IsGiven("runs") && !hasLoss)
    {
        options.Refuse("runs",
                       std::to_string(settings.runs),
                       "accepted with --losses that has a number above 0");
    }
    return cells;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-versions",
                        "one page over HTTP/1.1 and HTTP/2, in clear and over TLS");
    const std::vector<Cell> cells = Parse(options, settings, argc, argv);
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
