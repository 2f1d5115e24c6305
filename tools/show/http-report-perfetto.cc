/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-perfetto.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <string>
#include <utility>

namespace ns3
{

namespace
{

using nlohmann::json;

/// @brief Writes events one by one.
class Events
{
  public:
    /// @brief Begins the list. @param run the run @param out where it goes
    Events(const HttpReportRun& run, std::ostream& out)
        : m_run(run),
          m_out(out)
    {
        m_out << "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[";
    }

    /// @brief Names hosts. Threads of connections are named as they come.
    void AddHosts();

    /// @brief Transactions with their phases.
    void AddTransactions();

    /// @brief States of both ends of connections.
    void AddConnections();

    /// @brief Segments, and arrows to their arrivals.
    void AddSegments();

    /// @brief Windows and queues.
    void AddCounters();

    /// @brief Ends the list.
    void End()
    {
        m_out << "\n]}\n";
    }

  private:
    /**
     * @brief Writes an event.
     * @param phase its kind, "ph"
     * @param time when, ns
     * @param process the host's node
     * @param more its other members
     */
    void Add(const char* phase, int64_t time, int64_t process, json more);

    /// @brief An asynchronous slice. @param process the host's node @param category of the slice
    /// @param id what belongs together @param name its name @param begin ns @param end ns
    /// @param arguments what else is told
    void AddSlice(int64_t process,
                  const char* category,
                  const std::string& id,
                  const std::string& name,
                  int64_t begin,
                  int64_t end,
                  const json& arguments);

    /// @brief A segment at one end, on its connection's thread. @param row the segment
    /// @param time when, ns @param node the end's node @param isSent whether it leaves
    void AddSegment(std::size_t row, int64_t time, int64_t node, bool isSent);

    /// @brief A text of a table. @param table its name @param column its name @param row which
    /// @return the text
    const std::string& Text(const char* table, const char* column, std::size_t row) const
    {
        return m_run.GetText(m_run.Get(table).Get(column)[row]);
    }

    const HttpReportRun& m_run;                    //!< the run
    std::ostream& m_out;                           //!< where it goes
    bool m_isFirst = true;                         //!< whether nothing was written
    std::set<std::pair<int64_t, int64_t>> m_known; //!< threads that have a name
};

void
Events::Add(const char* phase, int64_t time, int64_t process, json more)
{
    // Microseconds, to the nanosecond, as text: a double would lose it late in long runs.
    char ts[40];
    std::snprintf(ts,
                  sizeof(ts),
                  "%lld.%03lld",
                  static_cast<long long>(time / 1000),
                  static_cast<long long>(time % 1000));
    more["ph"] = phase;
    more["pid"] = process;
    std::string text = more.dump(-1, ' ', false, json::error_handler_t::replace);
    text.insert(1, "\"ts\":" + std::string(ts) + ",");
    m_out << (m_isFirst ? "\n" : ",\n") << text;
    m_isFirst = false;
}

void
Events::AddHosts()
{
    const HttpReportTable& hosts = m_run.Get("host");
    std::set<int64_t> known;
    for (std::size_t row = 0; row < hosts.GetRows(); row++)
    {
        const int64_t node = hosts.Get("node")[row];
        if (known.insert(node).second)
        {
            const std::string& name = Text("host", "name", row);
            const std::string shown = name.empty() ? "node " + std::to_string(node) : name;
            Add("M", 0, node, {{"name", "process_name"}, {"args", {{"name", shown}}}});
        }
    }
}

void
Events::AddSlice(int64_t process,
                 const char* category,
                 const std::string& id,
                 const std::string& name,
                 int64_t begin,
                 int64_t end,
                 const json& arguments)
{
    const json common = {{"cat", category}, {"id", id}, {"name", name}, {"tid", 0}};
    json first = common;
    first["args"] = arguments;
    Add("b", begin, process, std::move(first));
    Add("e", std::max(begin, end), process, common);
}

void
Events::AddTransactions()
{
    const HttpReportTable& transactions = m_run.Get("transaction");
    const HttpReportTable& phases = m_run.Get("phase");
    std::size_t phase = 0;
    for (std::size_t row = 0; row < transactions.GetRows(); row++)
    {
        const std::string id = "t" + std::to_string(transactions.Get("id")[row]);
        const int64_t node = transactions.Get("node")[row];
        const int64_t finished = transactions.Get("finished_ns")[row];
        const json arguments = {{"status", transactions.Get("status")[row]},
                                {"outcome", Text("transaction", "outcome", row)},
                                {"connection", transactions.Get("connection")[row]},
                                {"attempts", transactions.Get("attempts")[row]}};
        const std::string name =
            Text("transaction", "method", row) + " " + Text("transaction", "url", row);
        const int64_t end = finished < 0 ? m_run.GetEnd() : finished;
        const json common = {{"cat", "http"}, {"id", id}, {"name", name}, {"tid", 0}};
        json first = common;
        first["args"] = arguments;
        Add("b", transactions.Get("queued_ns")[row], node, std::move(first));
        for (; phase < phases.GetRows() &&
               phases.Get("transaction")[phase] == static_cast<int64_t>(row);
             phase++)
        {
            AddSlice(node,
                     "http",
                     id,
                     Text("phase", "kind", phase),
                     phases.Get("begin")[phase],
                     phases.Get("end")[phase],
                     json::object());
        }
        Add("e", end, node, common);
    }
}

void
Events::AddConnections()
{
    const HttpReportTable& connections = m_run.Get("connection");
    const HttpReportTable& lives = m_run.Get("life");
    const std::unordered_map<int64_t, std::size_t> rows = connections.MapRows();
    for (std::size_t i = 0; i < lives.GetRows(); i++)
    {
        const int64_t connection = lives.Get("connection")[i];
        const bool isSource = lives.Get("end")[i] == 0;
        const int64_t node =
            connections.Get(isSource ? "source_node" : "destination_node")[rows.at(connection)];
        AddSlice(std::max<int64_t>(0, node),
                 "tcp",
                 "c" + std::to_string(connection) + (isSource ? "s" : "d"),
                 Text("life", "state", i),
                 lives.Get("begin")[i],
                 lives.Get("end_ns")[i],
                 {{"connection", connection}});
    }
}

void
Events::AddSegment(std::size_t row, int64_t time, int64_t node, bool isSent)
{
    const HttpReportTable& segments = m_run.Get("segment");
    const int64_t connection = segments.Get("connection")[row];
    if (m_known.insert({node, connection}).second)
    {
        const std::string name = "connection " + std::to_string(connection);
        Add("M",
            0,
            node,
            {{"name", "thread_name"}, {"tid", connection}, {"args", {{"name", name}}}});
    }
    const json arguments = {{"sequence_number", segments.Get("sequence")[row]},
                            {"acknowledgment_number", segments.Get("acknowledgment")[row]},
                            {"flags", segments.Get("flags")[row]},
                            {"window", segments.Get("window")[row]},
                            {"payload_bytes", segments.Get("payload")[row]},
                            {"retransmission", segments.Get("retransmission")[row]},
                            {"lost", m_run.GetText(segments.Get("reason")[row])}};
    const std::string name = std::string(isSent ? "tx " : "rx ") +
                             std::to_string(segments.Get(isSent ? "id" : "receipt")[row]);
    Add("X",
        time,
        node,
        {{"name", name}, {"cat", "segment"}, {"tid", connection}, {"dur", 1}, {"args", arguments}});
    if (segments.Get("received")[row] >= 0 && segments.Get("receipt")[row] >= 0)
    {
        json arrow = {{"name", "segment"},
                      {"cat", "segment"},
                      {"id", segments.Get("id")[row]},
                      {"tid", connection}};
        if (!isSent)
        {
            arrow["bp"] = "e";
        }
        Add(isSent ? "s" : "f", time, node, std::move(arrow));
    }
}

void
Events::AddSegments()
{
    const HttpReportTable& segments = m_run.Get("segment");
    const HttpReportTable& connections = m_run.Get("connection");
    const std::unordered_map<int64_t, std::size_t> rows = connections.MapRows();
    for (std::size_t row = 0; row < segments.GetRows(); row++)
    {
        const auto found = rows.find(segments.Get("connection")[row]);
        if (found == rows.end())
        {
            continue;
        }
        const int64_t source = connections.Get("source_node")[found->second];
        const int64_t destination = connections.Get("destination_node")[found->second];
        const bool isFromSource = segments.Get("end")[row] == 0;
        const int64_t sender = isFromSource ? source : destination;
        const int64_t receiver = isFromSource ? destination : source;
        // A row whose sending nobody saw has the number of its receipt only.
        const bool isSeen = segments.Get("receipt")[row] != segments.Get("id")[row];
        if (isSeen)
        {
            AddSegment(row, segments.Get("sent")[row], sender, true);
        }
        if (segments.Get("received")[row] >= 0)
        {
            AddSegment(row, segments.Get("received")[row], receiver, false);
        }
    }
}

void
Events::AddCounters()
{
    constexpr int64_t unset = 4294967295; // a threshold that was never set
    const HttpReportTable& tcp = m_run.Get("tcp");
    for (std::size_t row = 0; row < tcp.GetRows(); row++)
    {
        json values = {{"window", std::max<int64_t>(0, tcp.Get("cwnd")[row])},
                       {"in flight", std::max<int64_t>(0, tcp.Get("in_flight")[row])}};
        const int64_t threshold = tcp.Get("ssthresh")[row];
        if (threshold >= 0 && threshold < unset)
        {
            values["threshold"] = threshold;
        }
        const std::string name = "connection " + std::to_string(tcp.Get("connection")[row]);
        Add("C", tcp.Get("time_ns")[row], tcp.Get("node")[row], {{"name", name}, {"args", values}});
    }
    const HttpReportTable& queues = m_run.Get("queue");
    for (std::size_t row = 0; row < queues.GetRows(); row++)
    {
        const std::string name = Text("queue", "queue", row) + " queue, interface " +
                                 std::to_string(queues.Get("interface")[row]);
        Add("C",
            queues.Get("time_ns")[row],
            queues.Get("node")[row],
            {{"name", name}, {"args", {{"packets", queues.Get("packets")[row]}}}});
    }
}

} // namespace

void
WriteHttpPerfettoTrace(const HttpReportRun& run, std::ostream& out)
{
    Events events(run, out);
    events.AddHosts();
    events.AddTransactions();
    events.AddConnections();
    events.AddSegments();
    events.AddCounters();
    events.End();
}

} // namespace ns3
