/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_FILE_H
#define HTTP_SWEEP_FILE_H

#include "http-sweep-parameters.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ns3
{

/// @brief A plot.
struct HttpSweepPlot
{
    std::string name;                   //!< of its files
    std::string title;                  //!< above it; empty: the sweep's
    std::string x;                      //!< parameter along the horizontal axis
    std::string y;                      //!< statistic along the vertical one
    std::string series;                 //!< parameter with a line each; empty: one line
    std::string xLabel;                 //!< empty: the parameter
    std::string yLabel;                 //!< empty: the statistic
    std::string xScale = "linear";      //!< linear, log or category
    std::string yScale = "linear";      //!< linear or log
    std::string style = "lines";        //!< lines or bars
    std::vector<HttpSweepOption> where; //!< parameters that are fixed, with their values
    HttpSweepPlace place;               //!< where it stands
};

/// @brief A comparison by pairs of runs that share their random numbers.
struct HttpSweepCompare
{
    std::string parameter;               //!< what is compared
    std::string baseline;                //!< the value that the others are compared with
    std::vector<std::string> statistics; //!< what is compared of them; empty: everything
    HttpSweepPlace place;                //!< where it stands
};

/// @brief A published figure that the sweep is compared with; one for each point that it fits.
struct HttpSweepPublished
{
    std::string name;                   //!< what it is; empty: its statistic
    std::vector<HttpSweepOption> where; //!< parameters that are fixed, with their values
    std::vector<HttpSweepOption> over;  //!< those of the point that it is divided by; empty: none
    std::string statistic;              //!< what is compared
    double low = 0;                     //!< the figure, or its least value
    double high = 0;                    //!< its greatest value
    std::string formula;                //!< statistic that holds the figure; empty: low and high
    std::optional<double> tolerance;    //!< relative error accepted; not set: it is not judged
    HttpSweepPlace place;               //!< where it stands
};

/// @brief What a sweep file says.
struct HttpSweepFile
{
    std::string file;                          //!< its name
    std::string folder;                        //!< its folder, absolute; runs start in it
    std::string title;                         //!< what it is about
    std::string program;                       //!< a name, or a path from the file's folder
    HttpSweepPlace programPlace;               //!< where it is named
    std::vector<HttpSweepOption> options;      //!< fixed options, one value each
    std::vector<HttpSweepAxis> axes;           //!< what is crossed
    uint32_t replications = 1;                 //!< runs of every point
    uint32_t firstRun = 1;                     //!< RngRun of the first
    bool isCommon = true;                      //!< whether all points share their random numbers
    std::set<std::string> keep;                //!< kinds of files that runs keep
    HttpSweepPlace keepPlace;                  //!< where they are named
    double timeLimit = 0;                      //!< seconds for a run; 0: none
    uint64_t memoryLimit = 0;                  //!< bytes for a run; 0: none
    std::optional<HttpSweepCompare> compare;   //!< the comparison, if there is one
    std::vector<HttpSweepPlot> plots;          //!< the plots
    std::vector<HttpSweepPublished> published; //!< published figures
    std::string needs;                         //!< measured data without which it cannot run

    /// @brief Fixed options, then the parameters. @return all
    std::vector<HttpSweepOption> GetAll() const;

    /**
     * @brief Whether a point has the values that some parameters are to have.
     * @param values of the point
     * @param where the values wanted
     * @return whether
     */
    bool Fits(const std::vector<std::string>& values,
              const std::vector<HttpSweepOption>& where) const;

    /// @brief The parameters in order: all options of all axes. @return their names
    std::vector<std::string> GetParameters() const;

    /**
     * @brief A parameter.
     * @param name its name
     * @return it, or null
     */
    const HttpSweepOption* FindParameter(const std::string& name) const;
};

/**
 * @brief Reads a sweep file. Throws an HttpSweepError that names file, line and what is accepted.
 * @param name the file
 * @return what it says
 */
HttpSweepFile ReadSweepFile(const std::string& name);

} // namespace ns3

#endif /* HTTP_SWEEP_FILE_H */
