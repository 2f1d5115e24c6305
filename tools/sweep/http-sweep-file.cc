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

/// Most values of one parameter: more is a slip of the pen.
constexpr double MAX_VALUES = 1e6;

/// @brief Names that stand for something else than an option of the program.
/// @param option the option
void
CheckOptionName(const HttpSweepOption& option)
{
    static const std::vector<std::pair<std::string, std::string>> TAKEN = {
        {"RngRun", "replications and first-run choose it"},
        {"out", "each run has a folder of its own"},
        {"force", "each run has a folder of its own"},
        {"help", "it is no parameter"},
    };
    for (const auto& [name, reason] : TAKEN)
    {
        if (!option.isLabel && option.name == name)
        {
            throw HttpSweepError(option.place,
                                 std::string(name).append(" cannot be set here: ").append(reason));
        }
    }
}

/// @brief The values of { from, to, step } or { from, to, count, scale }, with a unit.
/// @param range the table @return the values
std::vector<std::string>
ExpandRange(const HttpSweepTable& range)
{
    range.CheckKeys({"from", "to", "step", "count", "scale", "unit"});
    const double from = range.GetNumber("from");
    const double to = range.GetNumber("to");
    const std::string unit = range.GetText("unit", "");
    const std::string scale = range.GetChoice("scale", {"linear", "log"}, "linear");
    const bool isLog = scale == "log";
    if (range.Has("step") == range.Has("count"))
    {
        throw HttpSweepError(range.GetPlace(), "a range has either a step or a count");
    }
    if (isLog && (from <= 0 || to <= 0 || range.Has("step")))
    {
        throw HttpSweepError(range.GetPlace(), "a logarithmic range has a count, and ends above 0");
    }
    double count = range.Has("count") ? range.GetNumber("count") : 0;
    if (range.Has("step"))
    {
        const double step = range.GetNumber("step");
        // A last step that rounding has made a little too long still counts.
        count = std::floor((to - from) / step + 1e-9) + 1;
    }
    if (!(count >= 1 && count <= MAX_VALUES) || count != std::floor(count))
    {
        throw HttpSweepError(range.GetPlace(), "the range is empty or endless");
    }
    std::vector<std::string> values;
    for (double i = 0; i < count; ++i)
    {
        const double part = count > 1 ? i / (count - 1) : 0;
        double value = isLog ? from * std::pow(to / from, part) : from + (to - from) * part;
        if (range.Has("step"))
        {
            value = from + i * range.GetNumber("step");
        }
        // Twelve digits leave 0.3 of what binary fractions make of 3 * 0.1.
        std::array<char, 64> text{};
        std::snprintf(text.data(), text.size(), "%.12g", value);
        values.push_back(text.data() + unit);
    }
    return values;
}

/// What a table of parameters is.
enum class Kind
{
    Crossed, //!< each list by itself: no value twice
    Zipped,  //!< lists of equal length
    Label    //!< columns of the results that are no options
};

/// @brief Parameters of a table: lists or ranges. @param table it @param kind what it is
/// @return the parameters in the order of the file
std::vector<HttpSweepOption>
ReadParameters(const HttpSweepTable& table, Kind kind)
{
    std::vector<HttpSweepOption> parameters;
    const bool isLabel = kind == Kind::Label;
    for (const std::string& name : table.GetKeys())
    {
        if (kind == Kind::Zipped && name == "label")
        {
            continue;
        }
        HttpSweepOption option{name, {}, table.GetPlace(name), isLabel};
        if (isLabel || table.IsArray(name))
        {
            option.values = table.GetTexts(name);
        }
        else if (table.IsTable(name))
        {
            option.values = ExpandRange(table.GetTable(name));
        }
        else
        {
            throw HttpSweepError(option.place,
                                 name + " takes a list as in [1, 2], or a range as in "
                                        "{ from = 1, to = 9, step = 2 }; a fixed value belongs "
                                        "into [options]");
        }
        if (option.values.empty())
        {
            throw HttpSweepError(option.place, name + " has an empty list of values");
        }
        std::set<std::string> seen;
        for (const std::string& value : option.values)
        {
            if (kind == Kind::Crossed && !seen.insert(value).second)
            {
                std::string problem = name;
                problem.append(" has the value ").append(value).append(" twice");
                throw HttpSweepError(option.place, problem);
            }
        }
        CheckOptionName(option);
        parameters.push_back(option);
    }
    return parameters;
}

/// @brief Reads [[zipped]]. @param table one of them @return the axis
HttpSweepAxis
ReadZipped(const HttpSweepTable& table)
{
    HttpSweepAxis axis;
    if (table.Has("label"))
    {
        axis = ReadParameters(table.GetTable("label"), Kind::Label);
    }
    for (const HttpSweepOption& option : ReadParameters(table, Kind::Zipped))
    {
        axis.push_back(option);
    }
    if (axis.empty())
    {
        throw HttpSweepError(table.GetPlace(), "[[zipped]] has no parameters");
    }
    for (const HttpSweepOption& option : axis)
    {
        if (option.values.size() != axis.front().values.size())
        {
            throw HttpSweepError(option.place,
                                 option.name + " has " + std::to_string(option.values.size()) +
                                     " values and " + axis.front().name + " has " +
                                     std::to_string(axis.front().values.size()) +
                                     "; zipped lists are equally long");
        }
    }
    return axis;
}

/// @brief Reads [options]. @param table it @return the options
std::vector<HttpSweepOption>
ReadFixed(const HttpSweepTable& table)
{
    std::vector<HttpSweepOption> options;
    for (const std::string& name : table.GetKeys())
    {
        if (table.IsArray(name) || table.IsTable(name))
        {
            throw HttpSweepError(table.GetPlace(name),
                                 name + " has one value here; lists belong into [parameters]");
        }
        options.push_back({name, {table.GetText(name)}, table.GetPlace(name), false});
        CheckOptionName(options.back());
    }
    return options;
}

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
    std::vector<HttpSweepOption> where = ReadFixed(table);
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
    std::vector<HttpSweepOption> all = sweep.options;
    for (const HttpSweepAxis& axis : sweep.axes)
    {
        all.insert(all.end(), axis.begin(), axis.end());
    }
    std::set<std::string> names = {"run", "point"};
    for (const HttpSweepOption& option : all)
    {
        if (!names.insert(option.name).second)
        {
            throw HttpSweepError(option.place, option.name + " is set twice");
        }
    }
}

} // namespace

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
    if (root.Has("options"))
    {
        sweep.options = ReadFixed(root.GetTable("options"));
    }
    for (const HttpSweepTable& table : root.GetTables("zipped"))
    {
        sweep.axes.push_back(ReadZipped(table));
    }
    if (root.Has("parameters"))
    {
        for (const HttpSweepOption& option :
             ReadParameters(root.GetTable("parameters"), Kind::Crossed))
        {
            sweep.axes.push_back({option});
        }
    }
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
