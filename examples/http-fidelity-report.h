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
    uint64_t broken = 0; //!< those that did not complete, which count as missed and have no error
    uint64_t missed = 0; //!< those with an error above what is allowed
    double median = 0;   //!< median of all errors
    double worst = 0;    //!< largest error
    double data = 0;     //!< of paths: median error of packets toward the client
    double acks = 0;     //!< of paths: median error of packets toward the server

    /// @brief Whether a goal is met. @param goal it @return whether
    bool Meets(const HttpFidelityGoal& goal) const
    {
        const bool isJudged = goal.worst > 0 || goal.median > 0;
        const bool areCounts =
            !isJudged || !goal.isPath ||
            (std::abs(data) <= HTTP_FIDELITY_DATA && std::abs(acks) <= HTTP_FIDELITY_ACKS);
        return areCounts && (!isJudged || broken == 0) && (goal.worst <= 0 || missed == 0) &&
               (goal.median <= 0 || std::abs(median) <= goal.median);
    }
};

/// @brief Compares a cell's times. @param cell the cell @return its errors
inline HttpFidelityError
GetHttpFidelityError(const HttpFidelityCell& cell)
{
    const HttpFidelityGoal& goal = HTTP_FIDELITY_GOALS[cell.kind];
    HttpFidelityError error;
    error.firstByte = cell.simulatedFirstByte / cell.firstByte - 1;
    error.total = cell.simulatedTotal / cell.total - 1;
    const double allowed = std::max(goal.worst, cell.spread / cell.total);
    const double larger = goal.isPath ? std::abs(error.total)
                                      : std::max(std::abs(error.firstByte), std::abs(error.total));
    error.excess = larger - allowed;
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
    const bool isPath = HTTP_FIDELITY_GOALS[kind].isPath;
    HttpFidelitySummary summary;
    std::vector<double> errors;
    std::vector<double> data;
    std::vector<double> acks;
    for (const HttpFidelityCell& cell : cells)
    {
        if (cell.kind != kind)
        {
            continue;
        }
        if (cell.isBroken)
        {
            ++summary.cells;
            ++summary.broken;
            ++summary.missed;
            continue;
        }
        const HttpFidelityError error = GetHttpFidelityError(cell);
        ++summary.cells;
        summary.missed += error.excess > 0 ? 1 : 0;
        summary.worst = std::max(summary.worst, std::abs(error.total));
        if (isPath)
        {
            errors.push_back(error.total);
            data.push_back(cell.data > 0 ? cell.simulatedData / cell.data - 1 : 0);
            acks.push_back(cell.acks > 0 ? cell.simulatedAcks / cell.acks - 1 : 0);
            continue;
        }
        errors.insert(errors.end(), {std::abs(error.firstByte), std::abs(error.total)});
        summary.worst = std::max(summary.worst, std::abs(error.firstByte));
    }
    if (!errors.empty())
    {
        summary.median = GetHttpMedian(errors);
        summary.data = isPath ? GetHttpMedian(data) : 0;
        summary.acks = isPath ? GetHttpMedian(acks) : 0;
    }
    return summary;
}

/// @brief What happens in a cell, for people. @param cell the cell @return one word
inline std::string
GetHttpFidelityEvent(const HttpFidelityCell& cell)
{
    std::ostringstream event;
    switch (cell.kind)
    {
    case LOSS_LIST:
        event << std::count(cell.drops.begin(), cell.drops.end(), ',') + 1 << "_lost";
        break;
    case REORDER:
        event << "held_" << cell.holdMs << "ms";
        break;
    case OUTAGE:
        event << cell.outage << "s@" << cell.outageAt << "s";
        break;
    default:
        event << cell.event;
        break;
    }
    return event.str();
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
        std::cout << std::left << std::setw(13) << GetHttpFidelityEvent(cell) << " " << std::setw(5)
                  << cell.control << std::right << std::setprecision(0) << std::setw(4)
                  << cell.initialWindow << std::setw(5) << cell.rttMs << std::setw(6)
                  << cell.rateMbit << std::setw(6) << cell.queue << std::setw(9) << cell.size
                  << (cell.persists ? " keep " : " close") << std::setw(4) << cell.request;
        if (cell.isBroken)
        {
            std::cout << "  did not complete\n";
            continue;
        }
        const HttpFidelityError error = GetHttpFidelityError(cell);
        const bool isJudged = HTTP_FIDELITY_GOALS[cell.kind].worst > 0;
        std::cout << std::setprecision(6) << std::setw(10) << cell.firstByte << std::setw(10)
                  << cell.simulatedFirstByte << std::setprecision(2) << std::setw(7)
                  << 100 * error.firstByte << "%" << std::setprecision(6) << std::setw(10)
                  << cell.total << std::setw(10) << cell.simulatedTotal << std::setprecision(2)
                  << std::setw(7) << 100 * error.total << "%  "
                  << (!isJudged                      ? "-"
                      : MissesHttpFidelityGoal(cell) ? "missed"
                                                     : "met");
        if (HTTP_FIDELITY_GOALS[cell.kind].isPath)
        {
            std::cout << std::setprecision(0) << "  packets " << cell.data << " "
                      << cell.simulatedData << ", back " << cell.acks << " " << cell.simulatedAcks;
        }
        std::cout << "\n";
    }
}

/// @brief Prints a line for each kind. @param cells the cells @return whether all goals are met
inline bool
PrintHttpFidelityKinds(const std::vector<HttpFidelityCell>& cells)
{
    bool isMet = true;
    std::cout << "\nkind                     cells    median    worst   goals\n";
    for (std::size_t kind = 0; kind < std::size(HTTP_FIDELITY_GOALS); ++kind)
    {
        const HttpFidelitySummary summary =
            SummarizeHttpFidelity(cells, static_cast<HttpFidelityKind>(kind));
        if (summary.cells == 0)
        {
            continue;
        }
        const HttpFidelityGoal& goal = HTTP_FIDELITY_GOALS[kind];
        isMet = isMet && summary.Meets(goal);
        std::cout << std::left << std::setw(24) << goal.kind << std::right << std::setw(6)
                  << summary.cells << std::setprecision(3) << std::setw(9) << 100 * summary.median
                  << "%" << std::setw(8) << 100 * summary.worst << "%   "
                  << (goal.worst <= 0 && goal.median <= 0 ? "not judged:"
                      : summary.Meets(goal)               ? "met:"
                                                          : "MISSED:")
                  << std::setprecision(1);
        const char* gap = " ";
        if (goal.worst > 0)
        {
            std::cout << gap << "worst " << 100 * goal.worst << "% or the cell's spread ("
                      << summary.missed << " above)";
            gap = ", ";
        }
        if (goal.median > 0)
        {
            std::cout << gap << "median " << 100 * goal.median << "%";
            gap = ", ";
        }
        if (goal.isPath)
        {
            std::cout << gap << "packets " << std::showpos << 100 * summary.data << "% of "
                      << std::noshowpos << 100 * HTTP_FIDELITY_DATA << "%, back " << std::showpos
                      << 100 * summary.acks << "% of " << std::noshowpos << 100 * HTTP_FIDELITY_ACKS
                      << "%";
        }
        if (summary.broken > 0)
        {
            std::cout << "; " << summary.broken << " did not complete";
        }
        std::cout << "\n";
    }
    return isMet;
}

/**
 * @brief The errors for programs.
 * @param cells the cells
 * @return of each kind: cells, median and largest error, cells whose error is above the goal, and
 * of paths the errors of packets
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
        name.erase(std::remove(name.begin(), name.end(), ','), name.end());
        std::replace(name.begin(), name.end(), ' ', '_');
        figures[name + "_cells"] = static_cast<double>(summary.cells);
        figures[name + "_missed"] = static_cast<double>(summary.missed);
        figures[name + "_median_error"] = summary.median;
        figures[name + "_worst_error"] = summary.worst;
        if (HTTP_FIDELITY_GOALS[kind].isPath)
        {
            figures[name + "_data_error"] = summary.data;
            figures[name + "_ack_error"] = summary.acks;
        }
    }
    return figures;
}

} // namespace ns3

#endif // HTTP_FIDELITY_REPORT_H
