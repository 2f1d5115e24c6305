/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BENCH_GOAL_H
#define HTTP_BENCH_GOAL_H

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief One figure of one program, times a factor: a part of a sum.
struct HttpBenchTerm
{
    double factor;         //!< usually 1 or -1
    std::string command{}; //!< program beside this one, and its options; %round is the round's
                           //!< number, %folder a folder that may be written to
    std::string figure{};  //!< name of a figure that it prints, or empty for the number 1
};

/// @brief What is measured: a sum of figures, divided by another one.
struct HttpBenchValue
{
    std::vector<HttpBenchTerm> sum;       //!< the value is this sum ...
    std::vector<HttpBenchTerm> divisor{}; //!< ... divided by this one; empty: by 1
};

/// @brief How good a value is to be.
struct HttpBenchLimit
{
    bool isMost;                       //!< whether it is the greatest or the least value
    double value;                      //!< the limit; NaN: shown without a goal
    const char* unit;                  //!< unit of the value, empty for ratios
    std::vector<HttpBenchTerm> most{}; //!< what this machine allows, if that is weaker
};

/// @brief What is measured, and how good it is to be.
struct HttpBenchGoal
{
    std::string name;     //!< short name
    std::string text;     //!< what it is, for people
    HttpBenchValue value; //!< what is measured
    HttpBenchLimit limit; //!< how good it is to be
    uint32_t rounds = 1;  //!< times that it is measured
    std::string beside{}; //!< a figure to show of each program, or empty
};

namespace http_bench
{

/// @brief A figure as it is. @param figure its name @param command who prints it @return the value
inline HttpBenchValue
Figure(const std::string& figure, const std::string& command)
{
    return {{{1, command, figure}}};
}

/// @brief A figure of one program by that of another. @param figure its name @param command,
/// other who print it @return the value
inline HttpBenchValue
Ratio(const std::string& figure, const std::string& command, const std::string& other)
{
    return {{{1, command, figure}}, {{1, other, figure}}};
}

/// @brief What a figure of one program has above that of another, for each of many. @param figure
/// its name @param command, other who print it @param each how many there are @return the value
inline HttpBenchValue
Difference(const std::string& figure,
           const std::string& command,
           const std::string& other,
           double each)
{
    return {{{1, command, figure}, {-1, other, figure}}, {{each}}};
}

/// @brief A greatest value. @param value it @param unit its unit @return the limit
inline HttpBenchLimit
AtMost(double value, const char* unit = "")
{
    return {true, value, unit};
}

/// @brief A least value. @param value it @param unit its unit @param most what this machine allows,
/// if that is weaker @return the limit
inline HttpBenchLimit
AtLeast(double value, const char* unit, const HttpBenchValue& most = {})
{
    return {false, value, unit, most.sum};
}

/// @brief No limit: the value is shown. @param unit its unit @return that
inline HttpBenchLimit
Shown(const char* unit = "")
{
    return {true, std::nan(""), unit};
}

} // namespace http_bench

} // namespace ns3

#endif /* HTTP_BENCH_GOAL_H */
