/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_PLOT_H
#define HTTP_SWEEP_PLOT_H

#include "http-sweep-results.h"

#include <iosfwd>
#include <string>

namespace ns3
{

/**
 * @brief Draws a plot by gnuplot: NAME.gp, NAME.png and NAME.svg. Throws std::runtime_error.
 * @param plot the plot
 * @param sweep the sweep
 * @param results what its runs left
 * @param folder where the files go
 */
void DrawSweepPlot(const HttpSweepPlot& plot,
                   const HttpSweepFile& sweep,
                   const HttpSweepResults& results,
                   const std::string& folder);

/**
 * @brief Prints what a plot shows: a row for every x, a column for every series.
 * @param plot the plot
 * @param sweep the sweep
 * @param results what its runs left
 * @param out where
 */
void PrintSweepPlot(const HttpSweepPlot& plot,
                    const HttpSweepFile& sweep,
                    const HttpSweepResults& results,
                    std::ostream& out);

} // namespace ns3

#endif /* HTTP_SWEEP_PLOT_H */
