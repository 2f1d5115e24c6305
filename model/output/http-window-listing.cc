/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-window-listing.h"

#include "http-sequence.h"
#include "http-trace-error.h"

#include "ns3/http-text-table.h"

#include <algorithm>
#include <limits>
#include <map>
#include <ostream>
#include <string>

namespace ns3
{

void
WriteHttpWindowListing(HttpTraceReader& reader, int64_t connection, std::ostream& out)
{
    constexpr int64_t BAR = 40;
    const auto found = reader.FindConnection(connection);
    if (!found)
    {
        throw HttpTraceError("there is no connection " + std::to_string(connection));
    }
    out << "connection " << connection << ": " << found->source.endpoint << " to "
        << found->destination.endpoint << "\n";
    HttpSqlQuery most = reader.Query("SELECT max(cwnd) FROM tcp_state WHERE connection = ?");
    most.Bind(connection).Next();
    const int64_t scale = std::max<int64_t>(1, most.Integer(0));
    HttpSqlQuery rows =
        reader.Query("SELECT node, time_ns, cwnd, ssthresh, rtt_ns, rto_ns, in_flight, "
                     "congestion_state FROM tcp_state WHERE connection = ? ORDER BY node, id");
    rows.Bind(connection);
    std::map<int64_t, HttpTextTable> tables;
    while (rows.Next())
    {
        const bool isInfinite = rows.Integer(3) >= std::numeric_limits<int32_t>::max();
        auto& table = tables
                          .try_emplace(rows.Integer(0),
                                       HttpTextTable({"ms",
                                                      "cwnd",
                                                      "ssthresh",
                                                      "rtt ms",
                                                      "rto ms",
                                                      "in flight",
                                                      "state",
                                                      "cwnd"}))
                          .first->second;
        table.Add({FormatHttpMilliseconds(rows.Integer(1, -1)),
                   rows.Text(2),
                   isInfinite ? "-" : rows.Text(3),
                   FormatHttpMilliseconds(rows.Integer(4, -1)),
                   FormatHttpMilliseconds(rows.Integer(5, -1)),
                   rows.Text(6),
                   rows.Text(7),
                   std::string(rows.Integer(2) * BAR / scale, '#')});
    }
    for (const auto& [node, table] : tables)
    {
        out << "\n" << reader.GetNodeName(node) << "\n";
        table.Write(out);
    }
    if (tables.empty())
    {
        out << "no congestion window of it was traced; it is traced at level full\n";
    }
}

} // namespace ns3
