/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_PARAMETERS_H
#define HTTP_SWEEP_PARAMETERS_H

#include "http-sweep-error.h"
#include "http-sweep-table.h"

#include <string>
#include <vector>

namespace ns3
{

/// @brief An option of the program, or a label, and the values that it takes.
struct HttpSweepOption
{
    std::string name;                //!< name without dashes
    std::vector<std::string> values; //!< its values, at least one
    HttpSweepPlace place;            //!< where it is named
    bool isLabel = false;            //!< a column of the results that the program is not told
};

/// @brief Options that change together; usually one. All have equally many values.
using HttpSweepAxis = std::vector<HttpSweepOption>;

/// What a table of parameters is.
enum class HttpSweepKind
{
    Crossed, //!< each list by itself: no value twice
    Zipped,  //!< lists of equal length
    Label    //!< columns of the results that are no options
};

/**
 * @brief Parameters of a table: lists or ranges.
 * @param table it
 * @param kind what it is
 * @return the parameters in the order of the file
 */
std::vector<HttpSweepOption> ReadSweepParameters(const HttpSweepTable& table, HttpSweepKind kind);

/// @brief Parameters that change together. @param table them, and their labels @return the axis
HttpSweepAxis ReadSweepAxis(const HttpSweepTable& table);

/// @brief Fixed options. @param table them @return one value each
std::vector<HttpSweepOption> ReadSweepOptions(const HttpSweepTable& table);

} // namespace ns3

#endif /* HTTP_SWEEP_PARAMETERS_H */
