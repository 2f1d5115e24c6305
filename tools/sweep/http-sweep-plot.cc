/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-plot.h"

#include "http-sweep-process.h"

#include "ns3/http-file.h"
#include "ns3/http-nearest-word.h"
#include "ns3/http-quote.h"
#include "ns3/http-text-table.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string_view>
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

/// @brief Where the values of a parameter are. @param values them @param isCategory asked for
/// @return the axis
Axis
MakeAxis(const std::vector<std::string>& values, bool isCategory)
{
    Axis axis;
    std::map<std::string, std::pair<double, std::string>> numbers;
    std::set<std::string> units;
    for (const std::string& value : values)
    {
        char* end = nullptr;
        const double number = std::strtod(value.c_str(), &end);
        const std::string unit = end;
        isCategory =
            isCategory || end == value.c_str() || (!unit.empty() && UNITS.count(unit) == 0);
        numbers[value] = {number, unit};
        units.insert(unit);
    }
    axis.isCategory = isCategory;
    if (isCategory)
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
        if (std::any_of(plot.where.begin(), plot.where.end(), [&](const auto& fixed) {
                return values[FindPlace(sweep, fixed.name)] != fixed.values.front();
            }))
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

/// @brief A data block of a series: x, mean, ends of the interval. @param name the block's
/// @param series the series @param axis places @return the text
std::string
MakeBlock(const std::string& name, const Series& series, const Axis& axis)
{
    std::string text = "$" + name + " << END\n";
    for (const Mark& mark : series.marks)
    {
        if (mark.sample.count == 0)
        {
            continue;
        }
        const double half = mark.sample.count > 1 ? mark.sample.halfWidth : 0;
        text += FormatHttpExactly(axis.positions.at(mark.x)) + " " +
                FormatHttpExactly(mark.sample.mean) + " " +
                FormatHttpExactly(mark.sample.mean - half) + " " +
                FormatHttpExactly(mark.sample.mean + half) + "\n";
    }
    return text + "END\n";
}

/// @brief The ticks of a category axis. @param axis it @return as gnuplot takes them
std::string
MakeTicks(const Axis& axis)
{
    std::string text;
    for (const auto& [value, position] : axis.positions)
    {
        text += (text.empty() ? "" : ", ") + HttpQuote(value) + " " + FormatHttpExactly(position);
    }
    return "set xtics (" + text + ")\n";
}

/**
 * @brief The words that draw a series as bars with their intervals.
 * @param block name of its data
 * @param shift of the bars from the middle of their group
 * @param width of a bar's place
 * @param look style and title
 * @return the words
 */
std::string
MakeBars(const std::string& block, double shift, double width, const std::string& look)
{
    const std::string x = "($1+" + FormatHttpExactly(shift) + ")";
    return block + " using " + x + ":2:(" + FormatHttpExactly(width * 0.9) +
           ") with boxes fillstyle solid 0.75" + look + ", \\\n     " + block + " using " + x +
           ":2:3:4 with yerrorbars pointtype -1 linecolor black notitle";
}

/// @brief The lines that draw series. @param plot it @param all the series
/// @return gnuplot's plot command
std::string
MakePlotCommand(const HttpSweepPlot& plot, const std::vector<Series>& all)
{
    std::string text;
    const double width = 0.8 / static_cast<double>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
    {
        const std::string block = "$data" + std::to_string(i);
        const std::string style = " linestyle " + std::to_string(i % 8 + 1);
        const std::string title = plot.series.empty()
                                      ? " notitle"
                                      : " title " + HttpQuote(plot.series + " = " + all[i].name);
        text += text.empty() ? "plot " : ", \\\n     ";
        if (plot.style == "bars")
        {
            const double shift = width * (static_cast<double>(i) + 0.5) - 0.4;
            text += MakeBars(block, shift, width, style + title);
        }
        else
        {
            text.append(block)
                .append(" using 1:2:3:4 with yerrorlines")
                .append(style)
                .append(title);
        }
    }
    return text + "\n";
}

/// @brief The whole script. @param plot it @param all its series @param axis its axis @return
/// script
std::string
MakeScript(const HttpSweepPlot& plot, const std::vector<Series>& all, const Axis& axis)
{
    // Colours that people who see fewer of them can tell apart (Okabe and Ito).
    static const std::vector<std::string> COLOURS =
        {"0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000", "999933"};
    std::string text = "set encoding utf8\n";
    for (std::size_t i = 0; i < COLOURS.size(); ++i)
    {
        text += "set style line " + std::to_string(i + 1) + " linecolor rgb \"#" + COLOURS[i] +
                "\" linewidth 2 pointtype " + std::to_string(i + 4) + " pointsize 1\n";
    }
    for (std::size_t i = 0; i < all.size(); ++i)
    {
        text += MakeBlock("data" + std::to_string(i), all[i], axis);
    }
    const std::string label = plot.xLabel.empty() ? plot.x : plot.xLabel;
    const std::string unit =
        axis.unit.empty() || !plot.xLabel.empty() ? "" : " (" + axis.unit + ")";
    text += "set title " + HttpQuote(plot.title) + " noenhanced\n";
    text += "set xlabel " + HttpQuote(label + unit) + " noenhanced\n";
    text += "set ylabel " + HttpQuote(plot.yLabel) + " noenhanced\n";
    text += "set key outside right top noenhanced\n";
    text += "set grid xtics ytics linetype 1 linewidth 1 linecolor rgb \"#cccccc\"\n";
    text += "set xtics noenhanced\n";
    if (axis.isCategory)
    {
        // The outer groups keep their distance from the border.
        text += "set offsets graph 0.03, graph 0.03, graph 0.05, 0\n";
    }
    else
    {
        // The axis begins where the data begins, and no line lies on the upper border.
        text += "set autoscale xfix\nset offsets 0, 0, graph 0.05, 0\n";
    }
    text += axis.isCategory ? MakeTicks(axis) : "";
    text += plot.xScale == "log" ? "set logscale x\n" : "";
    text += plot.yScale == "log" ? "set logscale y\n" : "";
    // Bars are compared by their lengths.
    text += plot.yScale != "log" && plot.style == "bars" ? "set yrange [0:*]\n" : "";
    const std::string command = MakePlotCommand(plot, all);
    text += "set terminal pngcairo size 960,600 font \"DejaVu Sans,12\"\nset output " +
            HttpQuote(plot.name + ".png") + "\n" + command;
    text += "set terminal svg size 960,600 font \"DejaVu Sans,12\" background rgb \"white\"\n"
            "set output " +
            HttpQuote(plot.name + ".svg") + "\n" + command;
    return text;
}

/// @brief The horizontal axis of a plot. @param plot it @param sweep the sweep @return the axis
Axis
MakeAxis(const HttpSweepPlot& plot, const HttpSweepFile& sweep)
{
    return MakeAxis(sweep.FindParameter(plot.x)->values,
                    plot.xScale == "category" || plot.style == "bars");
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
    std::filesystem::create_directories(folder);
    WriteWholeFile(folder + "/" + plot.name + ".gp", MakeScript(plot, all, MakeAxis(plot, sweep)));
    const HttpProcessResult gnuplot = RunProcess({"gnuplot", plot.name + ".gp"}, "", folder);
    if (gnuplot.status != 0)
    {
        throw std::runtime_error("plot " + plot.name + ": gnuplot: exit status " +
                                 std::to_string(gnuplot.status) + ": " + gnuplot.errors);
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
