/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_FIGURES_H
#define HTTP_REPORT_FIGURES_H

#include "http-report-run.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @brief Writes figures of a run, without a browser: waterfall.svg, connections.svg and, where
 * there are segments, time-sequence.svg. They stand on the tables that the page is drawn from.
 * @param run the run
 * @param choice what is shown
 * @param folder where they go
 * @return names of the files
 */
std::vector<std::string> WriteHttpReportFigures(const HttpReportRun& run,
                                                const HttpReportChoice& choice,
                                                const std::string& folder);

} // namespace ns3

#endif /* HTTP_REPORT_FIGURES_H */
