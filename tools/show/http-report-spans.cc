/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-run.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace ns3
{

namespace
{

/// @brief The lives of connections whose states are not known. @param connections them @param end
/// of what is shown @param texts texts @param lives where they go
void
AddLivesByTimes(const HttpReportTable& connections,
                int64_t end,
                HttpReportTexts& texts,
                HttpReportTable& lives)
{
    for (std::size_t row = 0; row < connections.GetRows(); row++)
    {
        const int64_t id = connections.Get("id")[row];
        const int64_t opened = connections.Get("opened_ns")[row];
        const int64_t established = connections.Get("established_ns")[row];
        int64_t last = connections.Get("closed_ns")[row];
        last = last < 0 ? std::max(end, opened) : last;
        if (opened >= 0 && established != opened)
        {
            const int64_t until = established < 0 ? last : established;
            lives.Add({id, 0, texts.Add("SYN-SENT"), opened, until});
        }
        if (established >= 0)
        {
            lives.Add({id, 0, texts.Add("ESTABLISHED"), established, last});
        }
    }
}

} // namespace

HttpReportTable
MakeHttpReportPhases(const HttpReportTable& transactions, int64_t end, HttpReportTexts& texts)
{
    // Each time begins a phase; what is never reached belongs to the phase before.
    struct Phase
    {
        const char* column; // the time
        const char* kind;   // what begins then
    };

    static constexpr Phase PHASES[] = {
        {"queued_ns", "resolve"},
        {"resolved_ns", "queued"},
        {"connect_start_ns", "connect"},
        {"connect_end_ns", "queued"},
        {"request_start_ns", "send"},
        {"request_end_ns", "wait"},
        {"first_byte_ns", "receive"},
    };
    std::vector<std::pair<const std::vector<int64_t>*, int64_t>> times;
    for (const Phase& phase : PHASES)
    {
        times.emplace_back(&transactions.Get(phase.column), texts.Add(phase.kind));
    }
    const auto& finished = transactions.Get("finished_ns");
    HttpReportTable phases("phase", {"transaction", "kind", "begin", "end"});
    for (std::size_t row = 0; row < transactions.GetRows(); row++)
    {
        const int64_t finish = finished[row] < 0 ? end : finished[row];
        int64_t begin = (*times.front().first)[row];
        int64_t kind = times.front().second;
        for (const auto& [time, next] : times)
        {
            const int64_t reached = std::min((*time)[row], finish);
            if (reached > begin)
            {
                phases.Add({static_cast<int64_t>(row), kind, begin, reached});
                begin = reached;
            }
            kind = reached >= 0 ? next : kind;
        }
        if (finish > begin)
        {
            phases.Add({static_cast<int64_t>(row), kind, begin, finish});
        }
    }
    return phases;
}

HttpReportTable
MakeHttpReportLives(const HttpReportTable& states,
                    const HttpReportTable& connections,
                    int64_t end,
                    HttpReportTexts& texts)
{
    HttpReportTable lives("life", {"connection", "end", "state", "begin", "end_ns"});
    const std::unordered_map<int64_t, std::size_t> rows = connections.MapRows();

    struct Open
    {
        int64_t state = -1;
        int64_t begin = 0;
    };

    std::map<std::pair<int64_t, int64_t>, Open> open;
    const int64_t closed = texts.Add("CLOSED");
    const int64_t listen = texts.Add("LISTEN");
    const auto finish =
        [&](const std::pair<int64_t, int64_t>& key, const Open& span, int64_t time) {
            if (span.state >= 0 && span.state != closed && span.state != listen)
            {
                lives.Add({key.first, key.second, span.state, span.begin, time});
            }
        };
    for (std::size_t i = 0; i < states.GetRows(); i++)
    {
        const int64_t connection = states.Get("connection")[i];
        const auto row = rows.find(connection);
        if (row == rows.end())
        {
            continue;
        }
        const int64_t source = connections.Get("source_node")[row->second];
        const int64_t destination = connections.Get("destination_node")[row->second];
        const int64_t node = states.Get("node")[i];
        const bool isSource = node == source || (source < 0 && node != destination);
        Open& span = open[{connection, isSource ? 0 : 1}];
        const int64_t time = states.Get("time_ns")[i];
        finish({connection, isSource ? 0 : 1}, span, time);
        span = {states.Get("new_state")[i], time};
    }
    for (const auto& [key, span] : open)
    {
        finish(key, span, std::max(end, span.begin));
    }
    if (states.GetRows() > 0)
    {
        return lives;
    }
    AddLivesByTimes(connections, end, texts, lives);
    return lives;
}

HttpReportTable
MakeHttpReportUses(const HttpReportTable& transactions, int64_t end)
{
    HttpReportTable uses("use", {"connection", "transaction", "lane", "begin", "end"});
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < transactions.GetRows(); row++)
    {
        if (transactions.Get("connection")[row] > 0 &&
            transactions.Get("request_start_ns")[row] >= 0)
        {
            order.push_back(row);
        }
    }
    const auto& start = transactions.Get("request_start_ns");
    std::stable_sort(order.begin(), order.end(), [&start](std::size_t a, std::size_t b) {
        return start[a] < start[b];
    });
    std::map<int64_t, std::vector<int64_t>> lanes; // the ends of the last bars, by connection
    for (const std::size_t row : order)
    {
        const int64_t connection = transactions.Get("connection")[row];
        const int64_t finished = transactions.Get("finished_ns")[row];
        const int64_t last = finished < 0 ? std::max(end, start[row]) : finished;
        auto& ends = lanes[connection];
        auto lane = std::find_if(ends.begin(), ends.end(), [&start, row](int64_t e) {
            return e <= start[row];
        });
        if (lane == ends.end())
        {
            lane = ends.insert(ends.end(), 0);
        }
        *lane = last;
        uses.Add({connection, static_cast<int64_t>(row), lane - ends.begin(), start[row], last});
    }
    return uses;
}

} // namespace ns3
