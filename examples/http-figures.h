/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FIGURES_H
#define HTTP_FIGURES_H

// What programs have in common that end in a table of named figures.

#include "ns3/http-module.h"
#include "ns3/http-text-table.h"

#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace ns3
{

/// @brief Names of figures. @param figures the figures by name @return their names
inline std::vector<std::string>
GetHttpFigureNames(const std::map<std::string, double>& figures)
{
    std::vector<std::string> names;
    names.reserve(figures.size());
    for (const auto& [name, value] : figures)
    {
        names.push_back(name);
    }
    return names;
}

/// @brief Prints figures as a table. @param figures the figures by name
inline void
PrintHttpFigures(const std::map<std::string, double>& figures)
{
    HttpTextTable table({"figure", "value"});
    for (const auto& [name, value] : figures)
    {
        std::ostringstream text;
        text << std::setprecision(6) << value;
        table.Add({name, text.str()});
    }
    table.Write(std::cout);
}

/**
 * @brief Runs a simulation and prints its figures.
 * @param program the program's name, for errors
 * @param run runs it and returns figures by name; "failed" is the number of failed requests
 * @return the exit status: 0, 1 where requests failed, 2 where a trace could not be written
 */
inline int
PrintHttpFigures(const std::string& program,
                 const std::function<std::map<std::string, double>()>& run)
{
    try
    {
        const std::map<std::string, double> figures = run();
        PrintHttpFigures(figures);
        return figures.at("failed") > 0 ? 1 : 0;
    }
    catch (const HttpTraceError& error)
    {
        std::cerr << program << ": " << error.what() << std::endl;
        return 2;
    }
}

} // namespace ns3

#endif // HTTP_FIGURES_H
