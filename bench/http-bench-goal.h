/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BENCH_GOAL_H
#define HTTP_BENCH_GOAL_H

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief One figure of one program, times a factor: a part of a sum.
struct HttpBenchTerm
{
    double factor;       //!< usually 1 or -1
    std::string command; //!< program beside this one, and its options; %round is the round's
                         //!< number, %folder a folder that may be written to
    std::string figure;  //!< name of a figure that it prints, or empty for the number 1
};

/// @brief What is measured, and how good it is to be.
struct HttpBenchGoal
{
    std::string name;                   //!< short name
    std::string text;                   //!< what it is, for people
    std::vector<HttpBenchTerm> sum;     //!< the value is this sum ...
    std::vector<HttpBenchTerm> divisor; //!< ... divided by this one; empty: by 1
    bool atMost;                        //!< whether the limit is the greatest or the least value
    double limit;                       //!< the limit; NaN: shown without a goal
    const char* unit;                   //!< unit of the value, empty for ratios
    uint32_t rounds;                    //!< times that it is measured
    std::string beside;                 //!< a figure to show of each program, or empty
    std::vector<HttpBenchTerm>
        most{}; //!< the limit that this machine allows, if it is a weaker one
};

} // namespace ns3

#endif /* HTTP_BENCH_GOAL_H */
