/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-run-listing.h"

#include "http-sequence.h"

#include "ns3/http-text-table.h"

#include <ostream>
#include <string>
#include <utility>

namespace ns3
{

namespace
{

/// @brief Writes a table, or that it is empty. @param table the table @param what its rows
/// @param out where it goes
void
Write(const HttpTextTable& table, const std::string& what, std::ostream& out)
{
    if (table.IsEmpty())
    {
        out << "there are no " << what << " in this database\n";
        return;
    }
    table.Write(out);
}

} // namespace

void
WriteHttpConnectionListing(HttpTraceReader& reader, std::ostream& out)
{
    HttpTextTable table({"connection",
                         "source",
                         "destination",
                         "incarnation",
                         "opened ms",
                         "established ms",
                         "closed ms",
                         "source end",
                         "destination end",
                         "requests"});
    HttpSqlQuery requests =
        reader.Query("SELECT count(*) FROM message WHERE connection = ? AND kind = 'request'");
    for (const int64_t id : reader.GetConnections())
    {
        const auto c = *reader.FindConnection(id);
        requests.Reset().Bind(id).Next();
        table.Add({std::to_string(id),
                   c.source.endpoint,
                   c.destination.endpoint,
                   std::to_string(c.incarnation),
                   FormatHttpMilliseconds(c.opened),
                   FormatHttpMilliseconds(c.established),
                   FormatHttpMilliseconds(c.closed),
                   c.source.how.empty() ? "open" : c.source.how,
                   c.destination.how.empty() ? "open" : c.destination.how,
                   requests.Text(0)});
    }
    Write(table, "connections", out);
}

void
WriteHttpPageListing(HttpTraceReader& reader, std::ostream& out)
{
    HttpTextTable table(
        {"page", "client", "url", "started ms", "took ms", "objects", "bytes", "outcome"});
    HttpSqlQuery rows = reader.Query("SELECT id, node, url, started_ns, finished_ns - started_ns, "
                                     "objects, bytes, outcome FROM page ORDER BY id");
    while (rows.Next())
    {
        table.Add({rows.Text(0),
                   reader.GetNodeName(rows.Integer(1)),
                   rows.Text(2),
                   FormatHttpMilliseconds(rows.Integer(3, -1)),
                   FormatHttpMilliseconds(rows.Integer(4, -1)),
                   rows.Text(5),
                   rows.Text(6),
                   rows.Text(7)});
    }
    Write(table, "pages", out);
}

void
WriteHttpTransactionListing(HttpTraceReader& reader, std::ostream& out)
{
    HttpTextTable table({"transaction",
                         "page",
                         "client",
                         "connection",
                         "",
                         "attempts",
                         "method",
                         "url",
                         "status",
                         "queued ms",
                         "request ms",
                         "first byte ms",
                         "finished ms",
                         "outcome"});
    HttpSqlQuery rows = reader.Query(
        "SELECT id, page, node, connection, CASE WHEN connection IS NULL THEN '' WHEN reused THEN "
        "'reused' ELSE 'new' END, attempts, method, url, status, queued_ns, request_start_ns, "
        "first_byte_ns, finished_ns, outcome FROM http_transaction ORDER BY id");
    while (rows.Next())
    {
        HttpTextTable::Row row;
        for (int i = 0; i < rows.GetColumns(); i++)
        {
            row.push_back(i == 2              ? reader.GetNodeName(rows.Integer(i))
                          : i >= 9 && i <= 12 ? FormatHttpMilliseconds(rows.Integer(i, -1))
                                              : rows.Text(i));
        }
        table.Add(std::move(row));
    }
    Write(table, "transactions", out);
}

} // namespace ns3
