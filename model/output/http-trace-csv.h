/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_CSV_H
#define HTTP_TRACE_CSV_H

#include "http-trace-reader.h"

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Writes the tables of a trace database as CSV files (RFC 4180): TABLE.csv each.
 *
 * The first line names the columns. Lines end in CR LF. Null is an empty field and an empty text
 * is "" in quotes; bytes are hexadecimal digits. Rows are in the order of the database's ids.
 */
class HttpTraceCsv
{
  public:
    /**
     * @brief Writes all tables.
     * @param reader the database
     * @param folder where the files go; it is made if there is none. Files that exist are replaced.
     * An HttpTraceError if a file cannot be written.
     */
    static void Write(HttpTraceReader& reader, const std::string& folder);

    /**
     * @brief Appends one field.
     * @param row the row of a query
     * @param column the column
     * @param line where it goes
     */
    static void AppendField(const HttpSqlQuery& row, int column, std::string& line);
};

} // namespace ns3

#endif /* HTTP_TRACE_CSV_H */
