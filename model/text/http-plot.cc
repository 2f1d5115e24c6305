/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-plot.h"

#include "http-quote.h"
#include "http-text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <ostream>

namespace ns3
{

namespace
{

/// Colours that people who see fewer of them can tell apart (Okabe and Ito).
constexpr std::array COLOURS =
    {"0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000", "999933"};

/// @brief A name at a tic, which gnuplot takes for a format. @param name it
/// @return with its line breaks
std::string
QuoteName(const std::string& name)
{
    std::string quoted;
    for (const char character : HttpQuote(name))
    {
        quoted += character == '\n' ? "\\n" : character == '%' ? "%%" : std::string(1, character);
    }
    return quoted;
}

/// @brief Line breaks of the name that has most. @param names them @return their number
std::size_t
CountBreaks(const std::vector<std::string>& names)
{
    std::ptrdiff_t most = 0;
    for (const std::string& name : names)
    {
        most = std::max(most, std::count(name.begin(), name.end(), '\n'));
    }
    return static_cast<std::size_t>(most);
}

} // namespace

HttpPlot::HttpPlot(const std::string& title,
                   const std::string& xLabel,
                   const std::string& yLabel,
                   Style style)
    : m_title(title),
      m_xLabel(xLabel),
      m_yLabel(yLabel),
      m_style(style)
{
}

void
HttpPlot::SetNames(const std::vector<std::string>& names)
{
    m_names = names;
}

void
HttpPlot::SetLogarithmic(char axis)
{
    m_logarithmic += axis;
}

void
HttpPlot::Add(const std::string& name, const std::vector<Point>& points)
{
    m_series.push_back({name, points});
}

void
HttpPlot::AddHeights(const std::string& name, const std::vector<double>& heights)
{
    std::vector<Point> points;
    points.reserve(heights.size());
    for (const double height : heights)
    {
        points.push_back({static_cast<double>(points.size()), height});
    }
    Add(name, points);
}

std::string
HttpPlot::MakeAxes() const
{
    std::string text;
    if (m_names.empty())
    {
        // The axis begins where the data begins, and no line lies on the upper border.
        text += "set autoscale xfix\nset offsets 0, 0, graph 0.05, 0\n";
    }
    else
    {
        // The outer groups keep their distance from the border.
        text += "set offsets graph 0.03, graph 0.03, graph 0.05, 0\nset xtics (";
        for (std::size_t i = 0; i < m_names.size(); ++i)
        {
            text += (i == 0 ? "" : ", ") + QuoteName(m_names[i]) + " " + std::to_string(i);
        }
        text += ")\n";
        if (const std::size_t breaks = CountBreaks(m_names); breaks > 0)
        {
            // gnuplot makes room for one line of names.
            text += "set bmargin " + std::to_string(breaks + 4) + "\nset xlabel offset 0, -" +
                    std::to_string(breaks) + "\n";
        }
    }
    for (const char axis : m_logarithmic)
    {
        text += std::string("set logscale ") + axis + "\n";
    }
    if (m_style != Style::Lines && m_logarithmic.find('y') == std::string::npos)
    {
        // Bars are compared by their lengths.
        text += "set yrange [0:*]\n";
    }
    return text;
}

std::string
HttpPlot::MakeBlock(std::size_t index) const
{
    std::string text = "$data" + std::to_string(index) + " << END\n";
    for (std::size_t i = 0; i < m_series[index].points.size(); ++i)
    {
        const Point& point = m_series[index].points[i];
        double below = 0;
        for (std::size_t part = 0; m_style == Style::Stacked && part < index; ++part)
        {
            below += m_series[part].points[i].y;
        }
        const double y = below + point.y;
        text += FormatHttpExactly(point.x) + " " + FormatHttpExactly(y) + " " +
                FormatHttpExactly(y - point.half) + " " + FormatHttpExactly(y + point.half) + "\n";
    }
    return text + "END\n";
}

std::string
HttpPlot::MakeSeries(std::size_t index) const
{
    const Series& series = m_series[index];
    const std::string block = "$data" + std::to_string(index);
    const std::string look =
        " linestyle " + std::to_string(index % COLOURS.size() + 1) +
        (series.name.empty() ? " notitle" : " title " + HttpQuote(series.name));
    const bool hasIntervals = std::any_of(series.points.begin(),
                                          series.points.end(),
                                          [](const Point& point) { return point.half > 0; });
    if (m_style == Style::Lines)
    {
        return block + (hasIntervals ? " using 1:2:3:4 with yerrorlines" : " with linespoints") +
               look;
    }
    const bool isStacked = m_style == Style::Stacked;
    const double width = isStacked ? 0.8 : 0.8 / static_cast<double>(m_series.size());
    const double shift = isStacked ? 0 : width * (static_cast<double>(index) + 0.5) - 0.4;
    const std::string x = "($1+" + FormatHttpExactly(shift) + ")";
    std::string text = block;
    text.append(" using ").append(x).append(":2:(").append(FormatHttpExactly(width * 0.9));
    text.append(") with boxes fillstyle solid ").append(isStacked ? "1" : "0.75").append(look);
    if (hasIntervals)
    {
        text.append(", \\\n     ").append(block).append(" using ").append(x);
        text.append(":2:3:4 with yerrorbars pointtype -1 linecolor black notitle");
    }
    return text;
}

std::string
HttpPlot::Write(const std::string& path, const std::vector<std::string>& endings) const
{
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    std::string script = "set encoding utf8\n";
    for (std::size_t i = 0; i < COLOURS.size(); ++i)
    {
        script += "set style line " + std::to_string(i + 1) + " linecolor rgb \"#" + COLOURS[i] +
                  "\" linewidth 2 pointtype " + std::to_string(i + 4) + " pointsize 1\n";
    }
    std::string command;
    for (std::size_t i = 0; i < m_series.size(); ++i)
    {
        script += MakeBlock(i);
        // Of bars on each other the highest is drawn first, behind those below it.
        const std::size_t index = m_style == Style::Stacked ? m_series.size() - 1 - i : i;
        command += (i == 0 ? "plot " : ", \\\n     ") + MakeSeries(index);
    }
    script += "set title " + HttpQuote(m_title) + " noenhanced\nset xlabel " + HttpQuote(m_xLabel) +
              " noenhanced\nset ylabel " + HttpQuote(m_yLabel) + " noenhanced\n" +
              (m_series.size() == 1 && m_series[0].name.empty()
                   ? "set key off\n"
                   : "set key outside right top noenhanced\n") +
              "set grid xtics ytics linetype 1 linewidth 1 linecolor rgb \"#cccccc\"\n"
              "set xtics noenhanced\n" +
              MakeAxes();
    for (const std::string& ending : endings)
    {
        script +=
            (ending == "png" ? "set terminal pngcairo size 960,600 font \"DejaVu Sans,12\"\n"
                             : "set terminal svg size 960,600 font \"DejaVu Sans,12\" "
                               "background rgb \"white\"\n") +
            HttpJoin({"set output " + HttpQuote(HttpJoin({name, ending}, ".")), command, ""}, "\n");
    }
    std::ofstream file(path + ".gp");
    file << script;
    file.close();
    if (!file)
    {
        return path + ".gp cannot be written";
    }
    // In another locale gnuplot misses the sign of degrees, whether it is asked for or not.
    const std::string draw = "cd " + HttpQuoteShell(folder) + " && LC_ALL=C.UTF-8 gnuplot " +
                             HttpQuoteShell(name + ".gp");
    return std::system(draw.c_str()) == 0 ? "" : "gnuplot could not draw " + path + ".gp";
}

bool
HttpPlot::WriteAndTell(const std::string& path,
                       const std::vector<std::string>& endings,
                       std::ostream& out) const
{
    if (const std::string failure = Write(path, endings); !failure.empty())
    {
        out << failure << "\n";
        return false;
    }
    for (const std::string& ending : endings)
    {
        out << "plot: " << path << "." << ending << "\n";
    }
    return true;
}

} // namespace ns3
