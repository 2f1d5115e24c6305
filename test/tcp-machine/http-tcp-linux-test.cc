/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Downloads over a simulated link beside those of a real Linux over an emulated one of the same
/// kind. The measurements lie outside of the project; without them there is nothing to judge.

#include "http-tcp-link.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <sstream>

using namespace ns3;
using namespace ns3::tcp;

namespace
{

using Row = std::map<std::string, std::string>;

/// Reads a table in CSV without quoting.
std::vector<Row>
ReadTable(const std::string& name)
{
    std::ifstream in(std::string(HTTP_SHARED_DATA) + "/linux/" + name);
    std::vector<Row> rows;
    std::vector<std::string> names;
    for (std::string line; std::getline(in, line);)
    {
        line.erase(line.find_last_not_of('\r') + 1);
        std::istringstream fields(line);
        std::vector<std::string> values;
        for (std::string field; std::getline(fields, field, ',');)
        {
            values.push_back(field);
        }
        if (names.empty())
        {
            names = values;
            continue;
        }
        Row row;
        for (size_t i = 0; i < values.size() && i < names.size(); ++i)
        {
            row[names[i]] = values[i];
        }
        rows.push_back(row);
    }
    return rows;
}

double
Number(const Row& row, const std::string& name)
{
    const auto value = row.find(name);
    return value == row.end() || value->second.empty() ? 0 : std::stod(value->second);
}

/// One download over the link that a row describes.
struct Download
{
    Settings settings;             //!< of both ends
    std::array<LinkPlan, 2> links; //!< both directions
    uint64_t requestBytes = 100;   //!< the request's head
    uint64_t responseBytes = 0;    //!< head and body
    std::string control;           //!< congestion control
    uint64_t seed = 1;             //!< for reordering

    explicit Download(const Row& row)
        : control(row.at("cc"))
    {
        for (LinkPlan& link : links)
        {
            link.bitRate = Number(row, "rate_mbit") * 1e6;
            link.delay = Nanoseconds(static_cast<int64_t>(Number(row, "rtt_ms") * 5e5));
            link.queue = static_cast<uint32_t>(Number(row, "queue_pkts"));
            link.reordering = Number(row, "reorder");
            link.hold = Nanoseconds(static_cast<int64_t>(Number(row, "hold_ms") * 1e6));
            link.outage = Nanoseconds(static_cast<int64_t>(Number(row, "outage_s") * 1e9));
            link.outageBegin = Nanoseconds(static_cast<int64_t>(Number(row, "outage_at_s") * 1e9));
        }
        if (row.count("drop_list"))
        {
            std::istringstream list(row.at("drop_list"));
            for (uint64_t number; list >> number;)
            {
                links[LinkedPair::SERVER].drops.insert(number);
            }
        }
        if (row.count("initcwnd"))
        {
            settings.initialWindow = static_cast<uint32_t>(Number(row, "initcwnd"));
        }
        responseBytes = static_cast<uint64_t>(Number(row, "size")) + 262;
        seed = static_cast<uint64_t>(Number(row, "rep"));
    }

    /// The pair; its applications exchange so often, with so long a pause.
    LinkedPair Make(uint32_t rounds = 1, Nanoseconds gap = Nanoseconds(0)) const
    {
        LinkedPair::Plan client;
        client.write = requestBytes;
        client.expects = responseBytes;
        client.closesFirst = true;
        LinkedPair::Plan server;
        server.after = requestBytes;
        server.write = responseBytes;
        server.piece = 32768; // nginx without sendfile: output_buffers 2 32k
        client.rounds = server.rounds = rounds;
        client.gap = gap;
        return LinkedPair({settings, settings}, control, {client, server}, links, seed);
    }
};

double
ToSeconds(Nanoseconds time)
{
    return double(time.count()) / 1e9;
}

/// How long the request of a row takes, seconds, when a pair has run.
double
RunRequest(LinkedPair& pair, const Row& row)
{
    pair.Run(Seconds(4000));
    BOOST_TEST(pair.GetError().empty(), pair.GetError());
    const auto& rounds = pair.GetSeen(LinkedPair::CLIENT).rounds;
    const auto index = static_cast<size_t>(Number(row, "req_index")) - 1;
    BOOST_TEST_REQUIRE(rounds.size() > index);
    return ToSeconds(rounds[index][2] - rounds[index][0]);
}

double
Median(std::vector<double> values)
{
    if (values.empty())
    {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_linux)

BOOST_AUTO_TEST_CASE(paths)
{
    std::ostringstream table;
    table << std::fixed << std::setprecision(3);
    std::map<std::string, std::vector<double>> ratios;
    for (const Row& row : ReadTable("paths.csv"))
    {
        if (row.at("cc") == "bbr")
        {
            continue;
        }
        const Download download(row);
        LinkedPair pair = download.Make();
        pair.Run(Seconds(2000));
        BOOST_TEST(pair.GetError().empty(), pair.GetError());
        const LinkedPair::Seen& client = pair.GetSeen(LinkedPair::CLIENT);
        const LinkedPair::Seen& server = pair.GetSeen(LinkedPair::SERVER);
        BOOST_TEST(client.read == download.responseBytes);
        const double ratio = ToSeconds(client.lastRead) / Number(row, "total_s");
        const std::string kind = row.at("kind") + " " + row.at("cc");
        ratios[kind].push_back(ratio);
        table << kind << " " << row.at("rate_mbit") << " Mb/s " << row.at("rtt_ms") << " ms q"
              << row.at("queue_pkts") << " drops " << download.links[1].drops.size() << " hold "
              << row.at("hold_ms") << " outage " << row.at("outage_s") << "@"
              << row.at("outage_at_s") << ": " << ToSeconds(client.lastRead) << " s, real "
              << row.at("total_s") << ", ratio " << ratio << "; packets " << server.packets << "/"
              << row.at("pkts_s2c") << " acks " << client.packets << "/" << row.at("pkts_c2s")
              << " lost " << server.lost << "/" << row.at("ldrops_s2c") << " queue "
              << server.queueDrops << "/" << row.at("qdrop_s2c") << "\n";
    }
    // How far the medians may be off, and each path. A loss more or less moves much, what is
    // measured twice may differ by 3 %, and a timeout that just misses an outage's end doubles.
    const std::map<std::string, std::pair<double, double>> limits = {
        {"pipe", {0.005, 0.05}},
        {"reorder", {0.01, 0.03}},
        {"loss-list", {0.05, 0.25}},
        {"outage", {0.1, 0.9}},
    };
    for (const auto& [kind, values] : ratios)
    {
        const auto [median, each] = limits.at(kind.substr(0, kind.find(' ')));
        BOOST_TEST_CONTEXT(kind)
        {
            BOOST_TEST(std::abs(Median(values) - 1) < median);
            BOOST_TEST(*std::min_element(values.begin(), values.end()) > 1 - each);
            BOOST_TEST(*std::max_element(values.begin(), values.end()) < 1 + each);
        }
        table << kind << ": median of ratios " << Median(values) << ", least "
              << *std::min_element(values.begin(), values.end()) << ", greatest "
              << *std::max_element(values.begin(), values.end()) << "\n";
    }
    BOOST_TEST_MESSAGE(table.str());
}

BOOST_AUTO_TEST_CASE(single_losses)
{
    std::ostringstream table;
    table << std::fixed << std::setprecision(4);
    for (const Row& row : ReadTable("single-losses.csv"))
    {
        const std::string event = row.at("case");
        Download download(row);
        uint32_t rounds = 1;
        Nanoseconds gap{0};
        if (event.rfind("idle2s", 0) == 0)
        {
            rounds = 3;
            gap = Seconds(2);
        }
        else if (event == "drop_SYN")
        {
            download.links[0].drops.insert(1);
        }
        else if (event == "drop_GET")
        {
            download.links[0].drops.insert(3);
        }
        else if (event.rfind("drop_data", 0) == 0)
        {
            // Behind the SYN|ACK and the acknowledgment of the request.
            download.links[1].drops.insert(2 + std::stoul(event.substr(9)));
        }
        LinkedPair pair = download.Make(rounds, gap);
        const double total = RunRequest(pair, row);
        const double ratio = total / Number(row, "total_s");
        BOOST_TEST_CONTEXT(event << " " << row.at("cc"))
        {
            BOOST_TEST(std::abs(ratio - 1) < 0.1);
        }
        table << event << " " << row.at("cc") << " iw " << row.at("initcwnd") << " size "
              << row.at("size") << " request " << row.at("req_index") << ": " << total
              << " s, real " << row.at("total_s") << ", ratio " << ratio << "; packets "
              << pair.GetSeen(LinkedPair::SERVER).packets << "/" << row.at("packets_to_client")
              << " acks " << pair.GetSeen(LinkedPair::CLIENT).packets << "/"
              << row.at("packets_to_server") << "\n";
    }
    BOOST_TEST_MESSAGE(table.str());
}

BOOST_AUTO_TEST_CASE(pages)
{
    for (const std::string name :
         {"page-timings-default-buffers.csv", "page-timings-large-buffers.csv"})
    {
        std::ostringstream table;
        table << std::fixed << std::setprecision(4);
        std::vector<double> errors;
        for (const Row& row : ReadTable(name))
        {
            Download download(row);
            download.requestBytes = static_cast<uint64_t>(Number(row, "request_head_bytes"));
            download.responseBytes =
                static_cast<uint64_t>(Number(row, "size") + Number(row, "response_head_bytes"));
            if (name.find("large") != std::string::npos)
            {
                download.settings.receiveBuffer = download.settings.sendBuffer = 4194304;
                download.settings.mostReceiveBuffer = download.settings.mostSendBuffer = 8388608;
            }
            LinkedPair pair = download.Make(row.at("conn") == "close" ? 1 : 3);
            const double total = RunRequest(pair, row);
            const double ratio = total / Number(row, "total_s");
            errors.push_back(std::abs(ratio - 1));
            table << row.at("cc") << " " << row.at("rate_mbit") << " Mb/s " << row.at("rtt_ms")
                  << " ms q" << row.at("queue_pkts") << " iw " << row.at("initcwnd") << " size "
                  << row.at("size") << " " << row.at("conn") << " " << row.at("req_index") << ": "
                  << total << " s, real " << row.at("total_s") << ", ratio " << ratio
                  << "; packets " << pair.GetSeen(LinkedPair::SERVER).packets << "/"
                  << row.at("packets_to_client") << " acks "
                  << pair.GetSeen(LinkedPair::CLIENT).packets << "/" << row.at("packets_to_server")
                  << "\n";
        }
        if (!errors.empty())
        {
            table << name << ": median error " << Median(errors) << "\n";
            BOOST_TEST(Median(errors) < 0.0075);
        }
        BOOST_TEST_MESSAGE(table.str());
    }
}

BOOST_AUTO_TEST_SUITE_END()
