/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-csv.h"

#include "http-output-file.h"
#include "http-trace-tables.h"

#include "ns3/http-csv.h"
#include "ns3/http-text.h"

namespace ns3
{

void
HttpTraceCsv::AppendField(const HttpSqlQuery& row, int column, std::string& line)
{
    if (row.IsNull(column))
    {
        return;
    }
    if (row.IsBlob(column))
    {
        HttpAppendHex(row.Blob(column), line);
        return;
    }
    const std::string text = row.Text(column);
    line += text.empty() ? "\"\"" : HttpQuoteCsv(text);
}

void
HttpTraceCsv::Write(HttpTraceReader& reader, const std::string& folder)
{
    std::string line;
    for (const HttpTraceTableSchema& schema : GetHttpTraceTables())
    {
        HttpSqlQuery rows =
            reader.Query("SELECT * FROM " + schema.name + " ORDER BY " + schema.GetOrder());
        line.clear();
        for (int i = 0; i < rows.GetColumns(); i++)
        {
            line += (i > 0 ? "," : "") + rows.GetName(i);
        }
        const std::string name = folder + "/" + schema.name + ".csv";
        CheckHttpOutput(name, line + "\r\n");
        HttpOutputFile file(name);
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
