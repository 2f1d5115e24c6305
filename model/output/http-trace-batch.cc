/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-batch.h"

#include "http-trace-tables.h"

#include <string>

namespace ns3
{

HttpTraceBatch::HttpTraceBatch(HttpSqlConnection& connection)
    : m_connection(connection)
{
    for (const HttpTraceTableSchema& schema : GetHttpTraceTables())
    {
        std::string columns;
        for (const HttpTraceColumn& column : schema.stored)
        {
            const std::string type = column.type.substr(0, column.type.find(' '));
            columns += (columns.empty() ? "" : ", ") + column.name + " " + type;
        }
        m_image.AddTable(schema.GetStoredName(), columns);
    }
}

void
HttpTraceBatch::End(std::size_t table, const std::optional<uint64_t>& key)
{
    if (key)
    {
        const uint64_t row = m_counts[table];
        const uint64_t holder = m_shared[table].Find(*key, m_common.Finish(), row);
        m_record.AddInteger(static_cast<int64_t>(holder));
        if (holder == row)
        {
            m_record.Append(m_common);
        }
    }
    m_image.Append(table, m_record.Finish());
}

void
HttpTraceBatch::Write()
{
    m_connection.Attach("batch", m_image.Finish());
    std::size_t table = 0;
    for (const HttpTraceTableSchema& schema : GetHttpTraceTables())
    {
        if (m_image.HasRows(table++))
        {
            m_connection.Execute(std::string("INSERT ") +
                                 (schema.IsReplacing() ? "OR REPLACE " : "") + "INTO main." +
                                 schema.GetStoredName() + " SELECT * FROM batch." +
                                 schema.GetStoredName());
        }
    }
}

void
HttpTraceBatch::Clear()
{
    m_connection.Execute("DETACH batch");
    m_image.Clear();
}

} // namespace ns3
