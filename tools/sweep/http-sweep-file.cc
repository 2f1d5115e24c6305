/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-file.h"

#include "http-sweep-table.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <utility>

namespace ns3
{

namespace
{

/// @brief A number of seconds from "90s". @param table where @param name key @return seconds
double
ReadTimeLimit(const HttpSweepTable& table, const std::string& name)
{
    return table.GetQuantity(name, {{"s", 1}, {"min", 60}, {"h", 3600}});
}

/// @brief Reads values that parameters are to have. @param table it @param sweep the parameters
/// @return the values
std::vector<HttpSweepOption>
ReadWhere(const HttpSweepTable& table, const HttpSweepFile& sweep)
{
    std::vector<HttpSweepOption> where = ReadSweepOptions(table);
    for (const HttpSweepOption& fixed : where)
    {
        const HttpSweepOption* parameter = sweep.FindParameter(fixed.name);
        if (parameter == nullptr)
        {
            throw HttpSweepError(fixed.place,
                                 fixed.name + " is no parameter; accepted: " +
                                     HttpJoin(sweep.GetParameters(), ", "));
        }
        const auto& values = parameter->values;
        if (std::find(values.begin(), values.end(), fixed.values.front()) == values.end())
        {
            throw HttpSweepError(fixed.place,
                                 fixed.name + " never is " + fixed.values.front() +
                                     "; its values: " + HttpJoin(values, ", "));
        }
    }
    return where;
}

/// @brief Reads [[plot]]. @param table one of them @param sweep the rest of the file
/// @return the plot
HttpSweepPlot
ReadPlot(const HttpSweepTable& table, const HttpSweepFile& sweep)
{
    table.CheckKeys({"name",
                     "title",
                     "x",
                     "y",
                     "series",
                     "x-label",
                     "y-label",
                     "x-scale",
                     "y-scale",
                     "style",
                     "where"});
    const std::vector<std::string> parameters = sweep.GetParameters();
    HttpSweepPlot plot;
    plot.place = table.GetPlace();
    plot.x = table.GetChoice("x", parameters);
    plot.y = table.GetText("y");
    plot.series = table.Has("series") ? table.GetChoice("series", parameters) : "";
    plot.name = table.GetText("name", plot.y + "-by-" + plot.x);
    if (plot.name.empty() || plot.name.find('/') != std::string::npos)
    {
        throw HttpSweepError(table.GetPlace("name"), "the name of a plot names a file");
    }
    plot.title = table.GetText("title", sweep.title);
    plot.xLabel = table.GetText("x-label", "");
    plot.yLabel = table.GetText("y-label", plot.y);
    plot.xScale = table.GetChoice("x-scale", {"linear", "log", "category"}, "linear");
    plot.yScale = table.GetChoice("y-scale", {"linear", "log"}, "linear");
    plot.style = table.GetChoice("style", {"lines", "bars"}, "lines");
    if (table.Has("where"))
    {
        plot.where = ReadWhere(table.GetTable("where"), sweep);
    }
    return plot;
}

/// @brief Sees that a plot shows every point once. @param plot it @param sweep the rest
void
CheckPlot(const HttpSweepPlot& plot, const HttpSweepFile& sweep)
{
    for (const HttpSweepAxis& axis : sweep.axes)
    {
        const bool isShown =
            axis.front().values.size() == 1 ||
            std::any_of(axis.begin(), axis.end(), [&](const auto& option) {
                return option.name == plot.x || option.name == plot.series ||
                       std::any_of(plot.where.begin(), plot.where.end(), [&](const auto& fixed) {
                           return fixed.name == option.name;
                       });
            });
        if (!isShown)
        {
            throw HttpSweepError(plot.place,
                                 "plot " + plot.name + ": " + axis.front().name +
                                     " varies and is neither x nor series nor fixed by where");
        }
    }
}

/// @brief Reads [compare]. @param table it @param sweep the rest @return the comparison
HttpSweepCompare
ReadCompare(const HttpSweepTable& table, const HttpSweepFile& sweep)
{
    table.CheckKeys({"parameter", "baseline", "statistics"});
    HttpSweepCompare compare;
    compare.place = table.GetPlace();
    compare.parameter = table.GetChoice("parameter", sweep.GetParameters());
    compare.baseline = table.GetChoice("baseline", sweep.FindParameter(compare.parameter)->values);
    if (table.Has("statistics"))
    {
        compare.statistics = table.GetTexts("statistics");
    }
    if (!sweep.isCommon)
    {
        throw HttpSweepError(compare.place,
                             "pairs share their random numbers; they need random-numbers = "
                             "\"common\"");
    }
    return compare;
}

/// @brief Reads the figure of [[published]]: a number, a range, or a statistic that holds it.
/// @param values the table of figures @param figure what of it is read, its statistic set
void
ReadFigure(const HttpSweepTable& values, HttpSweepPublished& figure)
{
    const std::string& name = figure.statistic;
    if (!values.IsArray(name) && !values.IsNumber(name))
    {
        figure.formula = values.GetText(name);
        return;
    }
    const std::vector<double> ends = values.IsArray(name)
                                         ? values.GetNumbers(name)
                                         : std::vector<double>{values.GetNumber(name)};
    if (ends.empty() || ends.size() > 2 || ends.front() > ends.back())
    {
        throw HttpSweepError(values.GetPlace(name),
                             name + " takes a number, a range as in [1, 2], or the name of the "
                                    "statistic that holds the figure");
    }
    figure.low = ends.front();
    figure.high = ends.back();
}

/// @brief Reads [[published]]. @param table one of them @param sweep the rest, where it goes
void
ReadPublished(const HttpSweepTable& table, HttpSweepFile& sweep)
{
    table.CheckKeys({"name", "where", "over", "values", "tolerance"});
    HttpSweepPublished figure;
    figure.name = table.GetText("name", "");
    if (table.Has("where"))
    {
        figure.where = ReadWhere(table.GetTable("where"), sweep);
    }
    if (table.Has("over"))
    {
        figure.over = ReadWhere(table.GetTable("over"), sweep);
    }
    const HttpSweepTable values = table.GetTable("values");
    const bool hasTolerances = table.IsTable("tolerance");
    if (hasTolerances)
    {
        table.GetTable("tolerance").CheckKeys(values.GetKeys());
    }
    for (const std::string& statistic : values.GetKeys())
    {
        figure.statistic = statistic;
        figure.place = values.GetPlace(statistic);
        figure.formula.clear();
        figure.tolerance.reset();
        ReadFigure(values, figure);
        const HttpSweepTable& holder = hasTolerances ? table.GetTable("tolerance") : table;
        const std::string key = hasTolerances ? statistic : "tolerance";
        if (holder.Has(key))
        {
            figure.tolerance = holder.GetNumber(key);
            if (*figure.tolerance < 0)
            {
                throw HttpSweepError(holder.GetPlace(key), key + " takes a number from 0");
            }
        }
        sweep.published.push_back(figure);
    }
}

/// @brief Sees that no name is used twice. @param sweep the sweep
void
CheckNames(const HttpSweepFile& sweep)
{
    std::set<std::string> names = {"run", "point"};
    for (const HttpSweepOption& option : sweep.GetAll())
    {
        if (!names.insert(option.name).second)
        {
            throw HttpSweepError(option.place, option.name + " is set twice");
        }
    }
}

/// @brief What runs keep and may use. @param root the file @param sweep where it goes
void
ReadRuns(const HttpSweepTable& root, HttpSweepFile& sweep)
{
    sweep.keepPlace = root.GetPlace("keep");
    if (root.Has("keep"))
    {
        for (const std::string& kind : root.GetTexts("keep"))
        {
            static const std::vector<std::string> KINDS = {"summary",
                                                           "database",
                                                           "captures",
                                                           "archive",
                                                           "sequence"};
            root.CheckChoice("keep", kind, KINDS);
            sweep.keep.insert(kind);
        }
    }
    sweep.timeLimit = root.Has("time-limit") ? ReadTimeLimit(root, "time-limit") : 0;
    if (root.Has("memory-limit"))
    {
        sweep.memoryLimit = static_cast<uint64_t>(root.GetQuantity("memory-limit",
                                                                   {{"B", 1},
                                                                    {"kB", 1e3},
                                                                    {"MB", 1e6},
                                                                    {"GB", 1e9},
                                                                    {"MiB", 1048576.0},
                                                                    {"GiB", 1073741824.0}}));
    }
}

/// @brief Options and axes. @param root the file @param sweep where they go
void
ReadAxes(const HttpSweepTable& root, HttpSweepFile& sweep)
{
    if (root.Has("options"))
    {
        sweep.options = ReadSweepOptions(root.GetTable("options"));
    }
    for (const HttpSweepTable& table : root.GetTables("zipped"))
    {
        sweep.axes.push_back(ReadSweepAxis(table));
    }
    if (root.Has("parameters"))
    {
        for (const HttpSweepOption& option :
             ReadSweepParameters(root.GetTable("parameters"), HttpSweepKind::Crossed))
        {
            sweep.axes.push_back({option});
        }
    }
}

} // namespace

std::vector<HttpSweepOption>
HttpSweepFile::GetAll() const
{
    std::vector<HttpSweepOption> all = options;
    for (const HttpSweepAxis& axis : axes)
    {
        all.insert(all.end(), axis.begin(), axis.end());
    }
    return all;
}

bool
HttpSweepFile::Fits(const std::vector<std::string>& values,
                    const std::vector<HttpSweepOption>& where) const
{
    const std::vector<std::string> names = GetParameters();
    return std::all_of(where.begin(), where.end(), [&](const HttpSweepOption& fixed) {
        const auto place = std::find(names.begin(), names.end(), fixed.name) - names.begin();
        return values[static_cast<std::size_t>(place)] == fixed.values.front();
    });
}

std::vector<std::string>
HttpSweepFile::GetParameters() const
{
    std::vector<std::string> names;
    for (const HttpSweepAxis& axis : axes)
    {
        for (const HttpSweepOption& option : axis)
        {
            names.push_back(option.name);
        }
    }
    return names;
}

const HttpSweepOption*
HttpSweepFile::FindParameter(const std::string& name) const
{
    for (const HttpSweepAxis& axis : axes)
    {
        for (const HttpSweepOption& option : axis)
        {
            if (option.name == name)
            {
                return &option;
            }
        }
    }
    return nullptr;
}

HttpSweepFile
ReadSweepFile(const std::string& name)
{
    const HttpSweepTable root = HttpSweepTable::Read(name);
    root.CheckKeys({"title",
                    "program",
                    "options",
                    "parameters",
                    "zipped",
                    "replications",
                    "first-run",
                    "random-numbers",
                    "keep",
                    "time-limit",
                    "memory-limit",
                    "compare",
                    "plot",
                    "published",
                    "needs"});
    HttpSweepFile sweep;
    sweep.file = name;
    sweep.folder = std::filesystem::absolute(name).lexically_normal().parent_path().string();
    sweep.title = root.GetText("title", std::filesystem::path(name).stem().string());
    sweep.program = root.GetText("program", "http-sim");
    sweep.programPlace = root.GetPlace("program");
    sweep.replications = root.GetCount("replications", 1, 1000000, 1);
    sweep.firstRun = root.GetCount("first-run", 1, 1000000000, 1);
    sweep.isCommon =
        root.GetChoice("random-numbers", {"common", "independent"}, "common") == "common";
    ReadRuns(root, sweep);
    ReadAxes(root, sweep);
    CheckNames(sweep);
    for (const HttpSweepTable& table : root.GetTables("plot"))
    {
        sweep.plots.push_back(ReadPlot(table, sweep));
        CheckPlot(sweep.plots.back(), sweep);
    }
    sweep.needs = root.GetText("needs", "");
    for (const HttpSweepTable& table : root.GetTables("published"))
    {
        ReadPublished(table, sweep);
    }
    if (root.Has("compare"))
    {
        sweep.compare = ReadCompare(root.GetTable("compare"), sweep);
    }
    return sweep;
}

} // namespace ns3
