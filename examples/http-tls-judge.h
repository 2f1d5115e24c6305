/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_JUDGE_H
#define HTTP_TLS_JUDGE_H

// How near simulated loads came to measured ones, cell by cell and kind by kind.

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

/// What is judged, and how near it is to come.
struct HttpTlsGoal
{
    const char* kind; //!< what
    double median;    //!< largest median of the errors; 0: not judged
    double worst;     //!< largest error
};

/// What is judged by itself, of HTTP/1.1 and of HTTP/2.
enum HttpTlsKind
{
    TLS_HANDSHAKE,
    TLS_HANDSHAKE_2,
    TLS_SINGLE,
    TLS_SINGLE_2,
    TLS_CLEAR,
    TLS_BYTES,
    TLS_BYTES_2,
    TLS_PACKETS,
    TLS_PACKETS_2,
    TLS_MANY,
    TLS_MANY_2,
    TLS_LOSS,
    TLS_LOSS_2,
};

/// The goals, in the order of the enumeration.
inline constexpr HttpTlsGoal HTTP_TLS_GOALS[] = {
    {"handshake", 0.01, 0.05},
    {"handshake, h2", 0.01, 0.05},
    {"single objects", 0.01, 0.05},
    {"single, h2", 0.01, 0.05},
    {"in clear", 0.01, 0.05},
    {"payload bytes", 0, 0.02},
    {"bytes, h2", 0, 0.02},
    {"packets", 0, 0.15},
    {"packets, h2", 0, 0.15},
    {"many objects", 0.03, 0.10},
    {"many, h2", 0.03, 0.10},
    {"many with loss", 0, 0.15},
    {"with loss, h2", 0, 0.15},
};

/// @brief Errors by kind.
class HttpTlsJudge
{
  public:
    /**
     * @brief Compares.
     * @param kind index of HTTP_TLS_GOALS
     * @param what a line's beginning
     * @param real, simulated both values
     * @param low, high the real one's groups, or itself
     */
    void Compare(std::size_t kind,
                 const std::string& what,
                 double real,
                 double simulated,
                 double low,
                 double high);

    /// @brief Prints a line for each kind. @return whether all goals are met
    bool Print() const;

    /// @brief The figures for programs. @return them
    std::map<std::string, double> GetFigures() const;

  private:
    std::vector<double> m_errors[std::size(HTTP_TLS_GOALS)]; //!< by kind
    uint32_t m_missed[std::size(HTTP_TLS_GOALS)] = {}; //!< cells that miss their goal, by kind
    uint32_t m_groups[std::size(HTTP_TLS_GOALS)] = {}; //!< cells that meet it by a group
};

inline void
HttpTlsJudge::Compare(std::size_t kind,
                      const std::string& what,
                      double real,
                      double simulated,
                      double low,
                      double high)
{
    // Where repetitions form two groups, either counts, and the cell is listed as one of these.
    const double worst = HTTP_TLS_GOALS[kind].worst;
    const double error = std::abs(simulated / real - 1);
    const double byGroup = std::min(std::abs(simulated / low - 1), std::abs(simulated / high - 1));
    const bool isGroup = error > worst && byGroup <= worst;
    const bool isMissed = error > worst && !isGroup;
    m_errors[kind].push_back(isGroup ? byGroup : error);
    m_groups[kind] += isGroup;
    m_missed[kind] += isMissed;
    std::cout << std::left << std::setw(15) << HTTP_TLS_GOALS[kind].kind << " " << std::setw(44)
              << what << std::right << std::fixed << std::setprecision(6) << std::setw(14) << real
              << std::setw(14) << simulated << std::setprecision(2) << std::setw(9)
              << 100 * (simulated / real - 1) << "%  "
              << (isMissed  ? "missed"
                  : isGroup ? "met, by a group of the repetitions"
                            : "met")
              << "\n";
}

inline bool
HttpTlsJudge::Print() const
{
    bool isMet = true;
    std::cout << "\nkind             cells   median    worst   goals\n";
    for (std::size_t kind = 0; kind < std::size(HTTP_TLS_GOALS); ++kind)
    {
        if (m_errors[kind].empty())
        {
            continue;
        }
        const double median = GetHttpMedian(m_errors[kind]);
        const double worst = *std::max_element(m_errors[kind].begin(), m_errors[kind].end());
        const bool isKindMet = m_missed[kind] == 0 && (HTTP_TLS_GOALS[kind].median <= 0 ||
                                                       median <= HTTP_TLS_GOALS[kind].median);
        isMet = isMet && isKindMet;
        std::cout << std::left << std::setw(16) << HTTP_TLS_GOALS[kind].kind << std::right
                  << std::setw(6) << m_errors[kind].size() << std::setprecision(3) << std::setw(8)
                  << 100 * median << "%" << std::setw(8) << 100 * worst << "%   "
                  << (isKindMet ? "met" : "MISSED by " + std::to_string(m_missed[kind]))
                  << ": worst " << std::setprecision(0) << 100 * HTTP_TLS_GOALS[kind].worst << "%";
        if (HTTP_TLS_GOALS[kind].median > 0)
        {
            std::cout << ", median " << 100 * HTTP_TLS_GOALS[kind].median << "%";
        }
        if (m_groups[kind] > 0)
        {
            std::cout << "; " << m_groups[kind] << " by a group";
        }
        std::cout << "\n";
    }
    return isMet;
}

inline std::map<std::string, double>
HttpTlsJudge::GetFigures() const
{
    std::map<std::string, double> figures;
    for (std::size_t kind = 0; kind < std::size(HTTP_TLS_GOALS); ++kind)
    {
        if (m_errors[kind].empty())
        {
            continue;
        }
        std::string name = HTTP_TLS_GOALS[kind].kind;
        name.erase(std::remove(name.begin(), name.end(), ','), name.end());
        std::replace(name.begin(), name.end(), ' ', '_');
        figures[name + "_cells"] = static_cast<double>(m_errors[kind].size());
        figures[name + "_missed"] = m_missed[kind];
        figures[name + "_median_error"] = GetHttpMedian(m_errors[kind]);
        figures[name + "_worst_error"] =
            *std::max_element(m_errors[kind].begin(), m_errors[kind].end());
    }
    return figures;
}

} // namespace ns3

#endif // HTTP_TLS_JUDGE_H
