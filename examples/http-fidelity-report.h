/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FIDELITY_REPORT_H
#define HTTP_FIDELITY_REPORT_H

// How near simulated exchanges came to measured ones, cell by cell and kind by kind.

#include "http-fidelity-cells.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace ns3
{

/// @brief How near a simulated exchange came to the measured one.
struct HttpFidelityError
{
    double firstByte = 0; //!< relative error of the time to the first byte
    double total = 0;     //!< relative error of the time of the whole exchange
    double excess = 0;    //!< what the larger one has above what is allowed; above 0: too much
};

/// @brief Errors of the cells of one kind.
struct HttpFidelitySummary
{
    uint64_t cells = 0;  //!< how many there are
    uint64_t missed = 0; //!< those with an error above what is allowed
    double median = 0;   //!< median of all errors
    double worst = 0;    //!< largest error
};

/// @brief The middle of several values. @param values them, at least one @return the median
inline double
GetHttpMedian(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// @brief Compares a cell's times. @param cell the cell @return its errors
inline HttpFidelityError
GetHttpFidelityError(const HttpFidelityCell& cell)
{
    HttpFidelityError error;
    error.firstByte = cell.simulatedFirstByte / cell.firstByte - 1;
    error.total = cell.simulatedTotal / cell.total - 1;
    const double allowed = std::max(HTTP_FIDELITY_GOALS[cell.kind].worst, cell.spread / cell.total);
    error.excess = std::max(std::abs(error.firstByte), std::abs(error.total)) - allowed;
    return error;
}

/// @brief Whether a cell misses its goal. @param cell the cell @return whether, if it has a goal
inline bool
MissesHttpFidelityGoal(const HttpFidelityCell& cell)
{
    return HTTP_FIDELITY_GOALS[cell.kind].worst > 0 && GetHttpFidelityError(cell).excess > 0;
}

/**
 * @brief Sums up the cells of a kind.
 * @param cells cells of all kinds
 * @param kind the kind
 * @return what their errors are
 */
inline HttpFidelitySummary
SummarizeHttpFidelity(const std::vector<HttpFidelityCell>& cells, HttpFidelityKind kind)
{
    HttpFidelitySummary summary;
    std::vector<double> errors;
    for (const HttpFidelityCell& cell : cells)
    {
        if (cell.kind != kind)
        {
            continue;
        }
        const HttpFidelityError error = GetHttpFidelityError(cell);
        errors.insert(errors.end(), {std::abs(error.firstByte), std::abs(error.total)});
        ++summary.cells;
        summary.missed += error.excess > 0 ? 1 : 0;
    }
    if (!errors.empty())
    {
        summary.median = GetHttpMedian(errors);
        summary.worst = *std::max_element(errors.begin(), errors.end());
    }
    return summary;
}

/// @brief Prints a line for each cell. @param cells the cells
inline void
PrintHttpFidelityCells(const std::vector<HttpFidelityCell>& cells)
{
    std::cout << "case          cc     iw  rtt  rate queue     size conn  req   first byte s       "
                 "error   total s            error   goal\n"
              << std::fixed;
    for (const HttpFidelityCell& cell : cells)
    {
        const HttpFidelityError error = GetHttpFidelityError(cell);
        const bool isJudged = HTTP_FIDELITY_GOALS[cell.kind].worst > 0;
        std::cout << std::left << std::setw(13) << cell.event << " " << std::setw(5) << cell.control
                  << std::right << std::setw(4) << cell.initialWindow << std::setw(5) << cell.rttMs
                  << std::setw(6) << cell.rateMbit << std::setw(6) << cell.queue << std::setw(9)
                  << cell.size << (cell.persists ? " keep " : " close") << std::setw(4)
                  << cell.request << std::setprecision(6) << std::setw(10) << cell.firstByte
                  << std::setw(10) << cell.simulatedFirstByte << std::setprecision(2)
                  << std::setw(7) << 100 * error.firstByte << "%" << std::setprecision(6)
                  << std::setw(10) << cell.total << std::setw(10) << cell.simulatedTotal
                  << std::setprecision(2) << std::setw(7) << 100 * error.total << "%  "
                  << (!isJudged                      ? "-"
                      : MissesHttpFidelityGoal(cell) ? "missed"
                                                     : "met")
                  << (cell.hasHostLoss ? " !" : "") << "\n";
    }
}

/// @brief Prints a line for each kind. @param cells the cells @return whether all goals are met
inline bool
PrintHttpFidelityKinds(const std::vector<HttpFidelityCell>& cells)
{
    bool isMet = true;
    std::cout << "\nkind              cells   median    worst   goals\n";
    for (std::size_t kind = 0; kind < std::size(HTTP_FIDELITY_GOALS); ++kind)
    {
        const HttpFidelitySummary summary =
            SummarizeHttpFidelity(cells, static_cast<HttpFidelityKind>(kind));
        if (summary.cells == 0)
        {
            continue;
        }
        const HttpFidelityGoal& goal = HTTP_FIDELITY_GOALS[kind];
        const bool isKindMet = (goal.worst <= 0 || summary.missed == 0) &&
                               (goal.median <= 0 || summary.median <= goal.median);
        isMet = isMet && isKindMet;
        std::cout << std::left << std::setw(17) << goal.kind << std::right << std::setw(6)
                  << summary.cells << std::setprecision(3) << std::setw(8) << 100 * summary.median
                  << "%" << std::setw(8) << 100 * summary.worst << "%   ";
        if (goal.worst <= 0)
        {
            std::cout << "not judged\n";
            continue;
        }
        std::cout << (isKindMet ? "met" : "MISSED by " + std::to_string(summary.missed))
                  << ": worst " << std::setprecision(1) << 100 * goal.worst
                  << "% or the cell's spread";
        if (goal.median > 0)
        {
            std::cout << ", median " << 100 * goal.median << "%";
        }
        std::cout << "\n";
    }
    return isMet;
}

/// @brief Prints what missed cells, or others, may be due to. @param cells the cells
inline void
PrintHttpFidelityHostLosses(const std::vector<HttpFidelityCell>& cells)
{
    uint32_t missed = 0;
    uint32_t lossy = 0;
    uint32_t lossyMissed = 0;
    for (const HttpFidelityCell& cell : cells)
    {
        const bool isMissed = MissesHttpFidelityGoal(cell);
        missed += isMissed;
        lossy += cell.hasHostLoss;
        lossyMissed += cell.hasHostLoss && isMissed;
    }
    if (lossy == 0)
    {
        return;
    }
    std::cout
        << "\n! " << lossy << " cells where more packets reached the client than the responses "
        << "need: the measuring host lost some in its own interface\n  queue, which is no part "
        << "of the link and is not simulated. They are judged like the others: " << lossyMissed
        << " of the " << missed << " missed cells.\n";
}

/**
 * @brief The errors for programs.
 * @param cells the cells
 * @return of each kind: cells, median and largest error, cells whose error is above the goal
 */
inline std::map<std::string, double>
GetHttpFidelityFigures(const std::vector<HttpFidelityCell>& cells)
{
    std::map<std::string, double> figures;
    for (std::size_t kind = 0; kind < std::size(HTTP_FIDELITY_GOALS); ++kind)
    {
        const HttpFidelitySummary summary =
            SummarizeHttpFidelity(cells, static_cast<HttpFidelityKind>(kind));
        if (summary.cells == 0)
        {
            continue;
        }
        std::string name = HTTP_FIDELITY_GOALS[kind].kind;
        std::replace(name.begin(), name.end(), ' ', '_');
        figures[name + "_cells"] = static_cast<double>(summary.cells);
        figures[name + "_missed"] = static_cast<double>(summary.missed);
        figures[name + "_median_error"] = summary.median;
        figures[name + "_worst_error"] = summary.worst;
    }
    return figures;
}

} // namespace ns3

#endif // HTTP_FIDELITY_REPORT_H
