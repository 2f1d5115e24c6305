/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-plot.h"

#include "ns3/http-nearest-word.h"
#include "ns3/http-plot.h"
#include "ns3/http-text-table.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

namespace ns3
{

namespace
{

/// @brief A point of a plot.
struct Mark
{
    std::string x;          //!< value of the parameter along the axis
    HttpSweepSample sample; //!< the statistic
};

/// @brief A line of a plot, or its bars of one colour.
struct Series
{
    std::string name;        //!< value of its parameter
    std::vector<Mark> marks; //!< in the order of the sweep
};

/// Units of quantities, with their size and what they measure.
const std::map<std::string, std::pair<double, std::string>, std::less<>> UNITS = {
    {"s", {1, "s"}},
    {"ms", {1e-3, "s"}},
    {"us", {1e-6, "s"}},
    {"ns", {1e-9, "s"}},
    {"min", {60, "s"}},
    {"bps", {1, "bit/s"}},
    {"kbps", {1e3, "bit/s"}},
    {"Mbps", {1e6, "bit/s"}},
    {"Gbps", {1e9, "bit/s"}},
};

/// @brief The horizontal axis.
struct Axis
{
    bool isCategory = false;                 //!< whether its values are no numbers
    std::string unit;                        //!< unit of its numbers, or empty
    std::map<std::string, double> positions; //!< where each value is
};

/// @brief Where the values of a plot's parameter are. @param plot it @param values them
/// @return the axis
Axis
MakeAxis(const HttpSweepPlot& plot, const std::vector<std::string>& values)
{
    Axis axis;
    axis.isCategory = plot.xScale == "category" || plot.style == "bars";
    std::map<std::string, std::pair<double, std::string>> numbers;
    std::set<std::string> units;
    for (const std::string& value : values)
    {
        char* end = nullptr;
        const double number = std::strtod(value.c_str(), &end);
        const std::string unit = end;
        axis.isCategory =
            axis.isCategory || end == value.c_str() || (!unit.empty() && UNITS.count(unit) == 0);
        numbers[value] = {number, unit};
        units.insert(unit);
    }
    if (axis.isCategory)
    {
        for (const std::string& value : values)
        {
            axis.positions.emplace(value, axis.positions.size());
        }
        return axis;
    }
    const bool isOneUnit = units.size() == 1;
    axis.unit = isOneUnit ? *units.begin() : "";
    for (const auto& [value, number] : numbers)
    {
        const auto unit = UNITS.find(number.second);
        const bool isScaled = !isOneUnit && unit != UNITS.end();
        axis.positions[value] = number.first * (isScaled ? unit->second.first : 1);
        axis.unit = isScaled ? unit->second.second : axis.unit;
    }
    return axis;
}

/// @brief Place of a parameter among the values of a point. @param sweep it @param name parameter
/// @return the place
std::size_t
FindPlace(const HttpSweepFile& sweep, const std::string& name)
{
    const std::vector<std::string> names = sweep.GetParameters();
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// @brief What a plot shows. @param plot it @param sweep the sweep @param results its results
/// @return the series in the order of the sweep
std::vector<Series>
MakeSeries(const HttpSweepPlot& plot, const HttpSweepFile& sweep, const HttpSweepResults& results)
{
    std::vector<Series> all;
    const std::size_t x = FindPlace(sweep, plot.x);
    for (uint32_t point = 1; point <= results.GetPoints(); ++point)
    {
        const std::vector<std::string>& values = results.GetValues(point);
        if (!sweep.Fits(values, plot.where))
        {
            continue;
        }
        const std::string name =
            plot.series.empty() ? plot.y : values[FindPlace(sweep, plot.series)];
        auto series = std::find_if(all.begin(), all.end(), [&](const Series& candidate) {
            return candidate.name == name;
        });
        if (series == all.end())
        {
            series = all.insert(all.end(), {name, {}});
        }
        series->marks.push_back({values[x], DescribeSample(results.GetSample(point, plot.y))});
    }
    return all;
}

/// @brief Refuses a statistic that no run has. @param plot the plot @param results the results
void
CheckStatistic(const HttpSweepPlot& plot, const HttpSweepResults& results)
{
    const auto& names = results.GetStatistics();
    if (!names.empty() && std::find(names.begin(), names.end(), plot.y) == names.end())
    {
        throw std::runtime_error("plot " + plot.name + ": there is no statistic " + plot.y +
                                 "; did you mean " + FindHttpNearestWord(plot.y, names) +
                                 "? There are: " + HttpJoin(names, ", "));
    }
}

} // namespace

void
DrawSweepPlot(const HttpSweepPlot& plot,
              const HttpSweepFile& sweep,
              const HttpSweepResults& results,
              const std::string& folder)
{
    CheckStatistic(plot, results);
    const std::vector<Series> all = MakeSeries(plot, sweep, results);
    const bool isEmpty = std::all_of(all.begin(), all.end(), [](const Series& series) {
        return std::all_of(series.marks.begin(), series.marks.end(), [](const Mark& mark) {
            return mark.sample.count == 0;
        });
    });
    if (isEmpty)
    {
        throw std::runtime_error("plot " + plot.name + ": no run has a value to show");
    }
    const std::vector<std::string>& values = sweep.FindParameter(plot.x)->values;
    const Axis axis = MakeAxis(plot, values);
    const std::string unit =
        axis.unit.empty() || !plot.xLabel.empty() ? "" : " (" + axis.unit + ")";
    HttpPlot drawn(plot.title,
                   (plot.xLabel.empty() ? plot.x : plot.xLabel) + unit,
                   plot.yLabel,
                   plot.style == "bars" ? HttpPlot::Style::Bars : HttpPlot::Style::Lines);
    if (axis.isCategory)
    {
        drawn.SetNames(values);
    }
    for (const auto& [name, scale] : {std::pair('x', plot.xScale), std::pair('y', plot.yScale)})
    {
        if (scale == "log")
        {
            drawn.SetLogarithmic(name);
        }
    }
    for (const Series& series : all)
    {
        std::vector<HttpPlot::Point> points;
        for (const Mark& mark : series.marks)
        {
            if (mark.sample.count > 0)
            {
                points.push_back({axis.positions.at(mark.x),
                                  mark.sample.mean,
                                  mark.sample.count > 1 ? mark.sample.halfWidth : 0});
            }
        }
        drawn.Add(plot.series.empty() ? "" : plot.series + " = " + series.name, points);
    }
    std::filesystem::create_directories(folder);
    const std::string failure = drawn.Write(folder + "/" + plot.name, {"png", "svg"});
    if (!failure.empty())
    {
        throw std::runtime_error("plot " + plot.name + ": " + failure);
    }
}

void
PrintSweepPlot(const HttpSweepPlot& plot,
               const HttpSweepFile& sweep,
               const HttpSweepResults& results,
               std::ostream& out)
{
    CheckStatistic(plot, results);
    const std::vector<Series> all = MakeSeries(plot, sweep, results);
    HttpTextTable::Row names = {plot.x};
    for (const Series& series : all)
    {
        names.push_back(series.name);
    }
    HttpTextTable table(names);
    std::vector<std::string> rows;
    for (const Series& series : all)
    {
        for (const Mark& mark : series.marks)
        {
            if (std::find(rows.begin(), rows.end(), mark.x) == rows.end())
            {
                rows.push_back(mark.x);
            }
        }
    }
    for (const std::string& x : rows)
    {
        HttpTextTable::Row row = {x};
        for (const Series& series : all)
        {
            const auto mark = std::find_if(series.marks.begin(),
                                           series.marks.end(),
                                           [&](const Mark& candidate) { return candidate.x == x; });
            std::string cell = "-";
            if (mark != series.marks.end() && mark->sample.count > 0)
            {
                cell = FormatHttpShort(mark->sample.mean);
                cell += mark->sample.count > 1 && mark->sample.halfWidth > 0
                            ? " +- " + FormatHttpShort(mark->sample.halfWidth)
                            : "";
            }
            row.push_back(cell);
        }
        table.Add(row);
    }
    out << plot.y << " (mean +- half of the 95 % confidence interval)\n";
    table.Write(out);
}

} // namespace ns3
