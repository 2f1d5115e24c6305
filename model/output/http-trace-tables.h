/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_TABLES_H
#define HTTP_TRACE_TABLES_H

#include "http-trace-schema.h"

#include <array>
#include <string>

namespace ns3
{

/// @ingroup http
/// @brief The tables of a trace database. @return them, in the order of HttpTraceTable
const std::array<HttpTraceTableSchema, HTTP_TRACE_TABLES>& GetHttpTraceTables();

/// @brief The SQL statements that make all tables and views. @return the statements
std::string GetHttpTraceSchemaSql();

/// @brief The SQL statements that make the indices. @return the statements
const char* GetHttpTraceIndexSql();

} // namespace ns3

#endif /* HTTP_TRACE_TABLES_H */
