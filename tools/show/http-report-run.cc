/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-run.h"

#include "http-report-section.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace ns3
{

namespace
{

/// A table that is read as it is.
struct Source
{
    const char* name; //!< its name here
    const char* sql;  //!< its rows; ?1 and ?2 are the first and the last instant
};

/// The temporary tables shown_connection and shown_transaction hold what is chosen.
constexpr std::array<Source, 9> SOURCES = {{
    {"page", "SELECT * FROM page WHERE id IN shown_page ORDER BY id"},
    {"transaction",
     "SELECT * FROM http_transaction WHERE id IN shown_transaction ORDER BY queued_ns, id"},
    {"message",
     "SELECT * FROM message WHERE connection IN shown_connection AND (http_transaction IS NULL OR "
     "http_transaction = 0 OR http_transaction IN shown_transaction) ORDER BY connection, kind, "
     "stream_begin, id"},
    {"connection",
     "SELECT c.*, (SELECT min(node) FROM host WHERE address = source_address) AS source_node, "
     "(SELECT min(node) FROM host WHERE address = destination_address) AS destination_node FROM "
     "connection AS c WHERE id IN shown_connection ORDER BY id"},
    {"state",
     "SELECT time_ns, connection, node, new_state, source FROM connection_state WHERE connection "
     "IN shown_connection ORDER BY time_ns, rowid"},
    {"call", "SELECT * FROM socket_call WHERE time_ns BETWEEN ?1 AND ?2 ORDER BY time_ns, rowid"},
    {"tcp",
     "SELECT * FROM tcp_state WHERE connection IN shown_connection AND time_ns BETWEEN ?1 AND ?2 "
     "ORDER BY connection, node, time_ns, rowid"},
    {"queue",
     "SELECT * FROM queue WHERE time_ns BETWEEN ?1 AND ?2 ORDER BY node, interface, queue, "
     "time_ns, "
     "rowid"},
    {"host", "SELECT * FROM host ORDER BY rowid"},
}};

/// @brief Numbers for a list of SQL. @param numbers the numbers @return with commas
std::string
ListNumbers(const std::vector<int64_t>& numbers)
{
    std::string list;
    for (const int64_t number : numbers)
    {
        list += (list.empty() ? "" : ",") + std::to_string(number);
    }
    return list;
}

/// @brief Whether a table has rows with all numbers. @param reader the database @param table its
/// name @param numbers the numbers
void
Demand(HttpTraceReader& reader, const std::string& table, const std::vector<int64_t>& numbers)
{
    HttpSqlQuery query = reader.Query("SELECT 1 FROM " + table + " WHERE id = ?");
    for (const int64_t number : numbers)
    {
        if (!query.Reset().Bind(number).Next())
        {
            throw std::invalid_argument("there is no " + table + " " + std::to_string(number));
        }
    }
}

} // namespace

HttpReportRun::HttpReportRun(const std::string& file,
                             const std::string& name,
                             const HttpReportChoice& choice)
    : m_choice(choice)
{
    HttpTraceReader reader(file);
    m_description["name"] = name;
    m_description["notes"] = nlohmann::json::array();
    nlohmann::json& run = m_description["run"] = nlohmann::json::object();
    HttpSqlQuery rows = reader.Query("SELECT key, value FROM run ORDER BY key");
    while (rows.Next())
    {
        run[rows.Text(0)] = rows.Text(1);
    }
    Choose(reader);
    ReadTables(reader);
    ReadSegments(reader);
    ReadPackets(reader);
    ReduceSegments();
    m_packedHeaders = PackHeaders();
    MakeSpans();
    m_description["from"] = m_choice.from;
    m_description["end"] = m_end;
}

void
HttpReportRun::Choose(HttpTraceReader& reader)
{
    Demand(reader, "connection", m_choice.connections);
    Demand(reader, "page", m_choice.pages);
    const std::string from = std::to_string(m_choice.from);
    const std::string until = std::to_string(m_choice.until);
    std::string page;
    std::string transaction =
        " WHERE ifnull(finished_ns, " + until + ") >= " + from + " AND queued_ns <= " + until;
    std::string connection = " WHERE ifnull(closed_ns, " + until + ") >= " + from +
                             " AND ifnull(opened_ns, 0) <= " + until;
    if (!m_choice.pages.empty())
    {
        const std::string list = ListNumbers(m_choice.pages);
        page = " WHERE id IN (" + list + ")";
        transaction += " AND page IN (" + list + ")";
        connection +=
            " AND id IN (SELECT connection FROM http_transaction WHERE page IN (" + list + "))";
    }
    if (!m_choice.connections.empty())
    {
        const std::string list = ListNumbers(m_choice.connections);
        transaction += " AND connection IN (" + list + ")";
        connection += " AND id IN (" + list + ")";
    }
    reader.GetDatabase().Execute(
        "CREATE TEMP TABLE shown_page AS SELECT id FROM page" + page +
        "; CREATE TEMP TABLE shown_transaction(id INTEGER PRIMARY KEY); INSERT INTO "
        "shown_transaction SELECT id FROM http_transaction" +
        transaction +
        "; CREATE TEMP TABLE shown_connection(id INTEGER PRIMARY KEY); INSERT INTO "
        "shown_connection SELECT id FROM connection" +
        connection);
}

void
HttpReportRun::ReadTables(HttpTraceReader& reader)
{
    for (const Source& source : SOURCES)
    {
        HttpSqlQuery query = reader.Query(source.sql);
        if (std::string(source.sql).find("?2") != std::string::npos)
        {
            query.Bind(m_choice.from).Bind(m_choice.until);
        }
        m_tables.emplace_back(source.name, query, m_texts);
        for (const HttpReportColumn& column : m_tables.back().GetColumns())
        {
            const bool isTime = column.name.size() > 3 &&
                                column.name.compare(column.name.size() - 3, 3, "_ns") == 0 &&
                                column.name != "rtt_ns" && column.name != "rto_ns";
            for (const int64_t value : column.values)
            {
                m_end = isTime ? std::max(m_end, value) : m_end;
            }
        }
    }
    if (m_choice.until < std::numeric_limits<int64_t>::max())
    {
        m_end = std::min(m_end, m_choice.until);
    }
}

void
HttpReportRun::MakeSpans()
{
    const HttpReportTable& transactions = Get("transaction");
    std::vector<HttpReportTable> spans = {
        MakeHttpReportPhases(transactions, m_end, m_texts),
        MakeHttpReportUses(transactions, m_end),
        MakeHttpReportLives(Get("state"), Get("connection"), m_end, m_texts),
    };
    std::move(spans.begin(), spans.end(), std::back_inserter(m_tables));
}

std::vector<std::string>
HttpReportRun::Pack() const
{
    nlohmann::json description = m_description;
    description["texts"] = m_texts.Get();
    std::vector<std::string> sections;
    for (const auto* tables : {&m_tables, &m_large, &m_packets})
    {
        HttpReportSection section(tables == &m_tables ? description : nlohmann::json::object());
        for (const HttpReportTable& table : *tables)
        {
            section.Add(table);
        }
        if (tables == &m_packets)
        {
            section.Add("headers", m_packedHeaders);
        }
        sections.push_back(section.Pack());
    }
    return sections;
}

const HttpReportTable&
HttpReportRun::Get(const std::string& name) const
{
    for (const auto* tables : {&m_tables, &m_large, &m_packets})
    {
        for (const HttpReportTable& table : *tables)
        {
            if (table.GetName() == name)
            {
                return table;
            }
        }
    }
    throw std::logic_error("a report has no table " + name);
}

const std::string&
HttpReportRun::GetText(int64_t number) const
{
    static const std::string NONE;
    return number < 0 ? NONE : m_texts.Get().at(number);
}

int64_t
HttpReportRun::GetEnd() const
{
    return m_end;
}

} // namespace ns3
