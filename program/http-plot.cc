/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-plot.h"

#include "ns3/http-quote.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <ostream>
#include <sstream>

namespace ns3
{

namespace
{

/// @brief Line breaks in names, as gnuplot reads them. @param names them @return those of the name
/// that has most
std::size_t
CountBreaks(const std::vector<std::string>& names)
{
    std::size_t most = 0;
    for (const std::string& name : names)
    {
        std::size_t breaks = 0;
        for (std::size_t at = name.find("\\n"); at != std::string::npos;
             at = name.find("\\n", at + 2))
        {
            ++breaks;
        }
        most = std::max(most, breaks);
    }
    return most;
}

} // namespace

HttpPlot::HttpPlot(const std::string& title, const std::string& xLabel, const std::string& yLabel)
    : m_title(title),
      m_xLabel(xLabel),
      m_yLabel(yLabel)
{
}

void
HttpPlot::AddLine(const std::string& name, const std::vector<Point>& points)
{
    m_series.push_back({name, points});
}

void
HttpPlot::SetBars(const std::vector<std::string>& names, bool isSideBySide)
{
    m_bars = names;
    m_isSideBySide = isSideBySide;
}

void
HttpPlot::AddPart(const std::string& name, const std::vector<double>& heights)
{
    Series series{name, {}};
    for (std::size_t i = 0; i < heights.size(); ++i)
    {
        series.points.emplace_back(static_cast<double>(i), heights[i]);
    }
    m_series.push_back(series);
}

void
HttpPlot::SetLogarithmic(char axis)
{
    m_logarithmic += axis;
}

std::string
HttpPlot::MakeScript(const std::string& image) const
{
    std::ostringstream script;
    const char* terminal = HttpEndsWith(image, ".png") ? "pngcairo" : "svg";
    script << "set terminal " << terminal << " size 900,540 font 'DejaVu Sans,12'\n"
           << "set output " << HttpQuote(image) << "\n"
           << "set title " << HttpQuote(m_title) << " noenhanced\n"
           << "set xlabel " << HttpQuote(m_xLabel) << " noenhanced\n"
           << "set ylabel " << HttpQuote(m_yLabel) << " noenhanced\n"
           << (m_series.size() > 1 ? "set key outside right top noenhanced\n" : "set key off\n")
           << "set grid ytics\n";
    if (!m_logarithmic.empty())
    {
        script << "set logscale " << m_logarithmic << "\n";
    }
    else if (m_bars.empty())
    {
        // The axis begins where the data begins, and no line lies on the upper border.
        script << "set autoscale xfix\nset offsets 0, 0, graph 0.08, 0\n";
    }
    if (!m_bars.empty() && m_logarithmic.find('y') == std::string::npos)
    {
        // Bars are compared by their lengths.
        script << "set yrange [0:*]\n";
    }
    for (std::size_t i = 0; i < m_series.size(); ++i)
    {
        script << "$data" << i << " << EOD\n";
        for (const Point& point : m_series[i].points)
        {
            const auto place = static_cast<std::size_t>(point.first);
            if (m_bars.empty())
            {
                script << point.first;
            }
            else
            {
                script << '"' << m_bars[place] << '"';
            }
            script << " " << point.second << "\n";
        }
        script << "EOD\n";
    }
    if (!m_bars.empty())
    {
        script << "set style data histograms\n"
               << (m_isSideBySide ? "set style histogram clustered gap 1\nset boxwidth 0.9\n"
                                  : "set style histogram rowstacked\nset boxwidth 0.7\n")
               << "set style fill solid 0.8 border lt -1\n"
               << "set xtics noenhanced\n";
        const std::size_t breaks = CountBreaks(m_bars);
        if (breaks > 0)
        {
            // gnuplot makes room for one line of names.
            script << "set bmargin " << breaks + 4 << "\nset xlabel offset 0, -" << breaks << "\n";
        }
    }
    for (std::size_t i = 0; i < m_series.size(); ++i)
    {
        script << (i == 0 ? "plot " : ", \\\n     ") << "$data" << i;
        if (m_bars.empty())
        {
            script << " using 1:2 with linespoints pointtype " << 4 + i << " linewidth 2";
        }
        else
        {
            script << " using 2:xtic(1)";
        }
        script << " title " << HttpQuote(m_series[i].name);
    }
    script << "\n";
    return script.str();
}

std::string
HttpPlot::Write(const std::string& path) const
{
    if (!HttpEndsWith(path, ".svg") && !HttpEndsWith(path, ".png"))
    {
        return path + ": accepted: a name that ends in .svg or .png";
    }
    const std::string script = path.substr(0, path.size() - 4) + ".gp";
    std::ofstream file(script);
    file << MakeScript(path);
    file.close();
    if (!file)
    {
        return script + " cannot be written";
    }
    const std::string command = "gnuplot " + HttpQuoteShell(script);
    return std::system(command.c_str()) == 0 ? "" : "gnuplot could not draw " + script;
}

bool
HttpPlot::WriteAndTell(const std::string& path, std::ostream& out) const
{
    const std::string failure = Write(path);
    out << (failure.empty() ? "plot: " + path : failure) << "\n";
    return failure.empty();
}

} // namespace ns3
