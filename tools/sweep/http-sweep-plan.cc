/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-plan.h"

#include "ns3/http-text.h"

namespace ns3
{

namespace
{

/// Most runs of a sweep.
constexpr uint64_t MAX_RUNS = 10000000;

/// @brief An option as a word. @param name its name @param value its value @return the word
std::string
MakeWord(const std::string& name, const std::string& value)
{
    return "--" + name + "=" + value;
}

/// @brief The points of a sweep. @param sweep it @return for each axis, which of its values
std::vector<std::vector<std::size_t>>
MakePoints(const HttpSweepFile& sweep)
{
    std::vector<std::vector<std::size_t>> points(1);
    for (const HttpSweepAxis& axis : sweep.axes)
    {
        std::vector<std::vector<std::size_t>> longer;
        const std::size_t values = axis.front().values.size();
        if (points.size() * values * sweep.replications > MAX_RUNS)
        {
            throw HttpSweepError(axis.front().place,
                                 "with " + axis.front().name + " there are more than " +
                                     std::to_string(MAX_RUNS) + " runs");
        }
        for (const auto& point : points)
        {
            for (std::size_t value = 0; value < values; ++value)
            {
                longer.push_back(point);
                longer.back().push_back(value);
            }
        }
        points = std::move(longer);
    }
    return points;
}

} // namespace

std::vector<HttpSweepRun>
MakeSweepRuns(const HttpSweepFile& sweep)
{
    std::vector<HttpSweepRun> runs;
    uint32_t number = 0;
    uint32_t pointNumber = 0;
    for (const std::vector<std::size_t>& point : MakePoints(sweep))
    {
        HttpSweepRun run;
        run.point = ++pointNumber;
        for (const HttpSweepOption& option : sweep.options)
        {
            run.options.push_back(MakeWord(option.name, option.values.front()));
        }
        for (std::size_t i = 0; i < point.size(); ++i)
        {
            for (const HttpSweepOption& option : sweep.axes[i])
            {
                const std::string& value = option.values[point[i]];
                run.values.push_back(value);
                if (!option.isLabel)
                {
                    run.options.push_back(MakeWord(option.name, value));
                }
            }
        }
        const std::size_t words = run.options.size();
        for (uint32_t replication = 0; replication < sweep.replications; ++replication)
        {
            run.number = ++number;
            run.rngRun = sweep.firstRun + (sweep.isCommon ? replication : number - 1);
            run.options.resize(words);
            run.options.push_back(MakeWord("RngRun", std::to_string(run.rngRun)));
            runs.push_back(run);
        }
    }
    return runs;
}

std::string
ListSweepRuns(const HttpSweepFile& sweep, const std::vector<HttpSweepRun>& runs)
{
    std::string text = sweep.program + "\t" + HttpJoin(sweep.GetParameters(), "\t") + "\n";
    for (const HttpSweepRun& run : runs)
    {
        text += std::to_string(run.point) + "\t" + HttpJoin(run.options, "\t") + "\n";
    }
    return text;
}

} // namespace ns3
