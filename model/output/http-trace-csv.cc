/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-csv.h"

#include "http-output-file.h"
#include "http-trace-schema.h"

namespace ns3
{

void
HttpTraceCsv::AppendField(const HttpSqlQuery& row, int column, std::string& line)
{
    static constexpr char DIGITS[] = "0123456789abcdef";
    if (row.IsNull(column))
    {
        return;
    }
    if (row.IsBlob(column))
    {
        for (const char byte : row.Blob(column))
        {
            line += DIGITS[static_cast<uint8_t>(byte) >> 4];
            line += DIGITS[static_cast<uint8_t>(byte) & 15];
        }
        return;
    }
    const std::string text = row.Text(column);
    if (!text.empty() && text.find_first_of(",\"\r\n") == std::string::npos)
    {
        line += text;
        return;
    }
    line += '"';
    for (const char c : text)
    {
        line += c;
        if (c == '"')
        {
            line += c;
        }
    }
    line += '"';
}

void
HttpTraceCsv::Write(HttpTraceReader& reader, const std::string& folder)
{
    std::string line;
    for (std::size_t table = 0; table < HTTP_TRACE_TABLES; table++)
    {
        const auto& schema = GetHttpTraceTableSchema(static_cast<HttpTraceTable>(table));
        HttpOutputFile file(folder + "/" + schema.name + ".csv");
        HttpSqlQuery rows =
            reader.Query(std::string("SELECT * FROM ") + schema.name + " ORDER BY " + schema.order);
        line.clear();
        for (int i = 0; i < rows.GetColumns(); i++)
        {
            line += (i > 0 ? "," : "") + rows.GetName(i);
        }
        file.Write(line + "\r\n");
        while (rows.Next())
        {
            line.clear();
            for (int i = 0; i < rows.GetColumns(); i++)
            {
                line += i > 0 ? "," : "";
                AppendField(rows, i, line);
            }
            line += "\r\n";
            file.Write(line);
        }
        file.Close();
    }
}

} // namespace ns3
