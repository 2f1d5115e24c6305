/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_PAGE_H
#define HTTP_REPORT_PAGE_H

#include "http-report-run.h"

#include <iosfwd>
#include <nlohmann/json.hpp>
#include <vector>

namespace ns3
{

/**
 * @brief Writes a report: one HTML file that a browser shows from disk, without a server or a
 * network.
 * @param runs the runs that it shows
 * @param out where it goes
 */
void WriteHttpReportPage(const std::vector<HttpReportRun>& runs, std::ostream& out);

/**
 * @brief Writes the report of a sweep, the same way.
 * @param sweep what is shown, see ReadHttpReportSweep
 * @param out where it goes
 */
void WriteHttpReportPage(const nlohmann::json& sweep, std::ostream& out);

} // namespace ns3

#endif /* HTTP_REPORT_PAGE_H */
