/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_PERFETTO_H
#define HTTP_REPORT_PERFETTO_H

#include "http-report-run.h"

#include <iosfwd>

namespace ns3
{

/**
 * @brief Writes a run as Perfetto's viewer, and Chromium's, read it: JSON of trace events.
 *
 * Hosts are processes. Transactions, with their phases, and states of connections are asynchronous
 * slices; segments are slices of a thread for each connection, with an arrow to their arrival;
 * windows and queues are counters.
 * @param run the run, with all of its segments
 * @param out where it goes
 */
void WriteHttpPerfettoTrace(const HttpReportRun& run, std::ostream& out);

} // namespace ns3

#endif /* HTTP_REPORT_PERFETTO_H */
