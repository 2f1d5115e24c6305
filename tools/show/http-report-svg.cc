/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-svg.h"

#include "http-report-source.h"

#include "ns3/http-quote.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <string_view>

namespace ns3
{

namespace
{

/// @brief The value of a colour, from the page's colours. @param name its name @return the value
std::string
FindColour(const std::string& name)
{
    const std::string_view colours = HTTP_REPORT_COLOURS;
    const std::string wanted = "--" + name + ": ";
    const std::size_t begin = colours.find(wanted);
    const std::size_t value = begin + wanted.size();
    return begin == std::string_view::npos
               ? "#000000"
               : std::string(colours.substr(value, colours.find(';', value) - value));
}

/// @brief Round places for an axis. @param from its begin @param to its end @param most how many at
/// most @return the places
std::vector<double>
MakeTicks(double from, double to, double most)
{
    const double rough = (to - from) / std::max(1.0, most);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0})
    {
        step = factor * power >= rough * 0.999999 ? factor * power : step;
    }
    std::vector<double> ticks;
    for (double i = std::ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++)
    {
        ticks.push_back(i * step + 0.0); // no -0
    }
    return ticks;
}

} // namespace

HttpReportSvg::HttpReportSvg(int64_t from, int64_t until, double height)
    : m_from(from),
      m_until(std::max(until, from + 1)),
      m_height(height)
{
    const auto ticks = MakeTicks(static_cast<double>(m_from), static_cast<double>(m_until), 8);
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1e6;
    const double unit = step >= 1e8 ? 1e9 : step >= 1e5 ? 1e6 : 1e3;
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step / unit) + 1e-9)));
    for (const double tick : ticks)
    {
        const double x = ToX(static_cast<int64_t>(tick));
        Line({x, TOP - 6, x, m_height - 30}, "grid");
        const std::string label = FormatHttpNumber(tick / unit, decimals) + (unit == 1e9   ? " s"
                                                                             : unit == 1e6 ? " ms"
                                                                                           : " us");
        const double width = MeasureHttpReportText(label, 11);
        Text(std::clamp(x - width / 2, LEFT, WIDTH - 4 - width), TOP - 12, label, 11, "muted");
    }
    Line({0, TOP, WIDTH, TOP}, "rule");
}

double
HttpReportSvg::ToX(int64_t time) const
{
    return LEFT + static_cast<double>(time - m_from) / static_cast<double>(m_until - m_from) *
                      (RIGHT - LEFT);
}

bool
HttpReportSvg::IsShown(int64_t begin, int64_t end) const
{
    return begin <= m_until && end >= m_from;
}

void
HttpReportSvg::Bar(int64_t begin, int64_t end, double y, double height, const std::string& colour)
{
    if (!IsShown(begin, end))
    {
        return;
    }
    const double x = std::max(LEFT, ToX(begin));
    const double width = std::max(0.8, std::min(RIGHT, ToX(end)) - x);
    m_parts += "<rect x=\"" + FormatHttpNumber(x, 2) + "\" y=\"" + FormatHttpNumber(y, 2) +
               "\" width=\"" + FormatHttpNumber(width, 2) + "\" height=\"" +
               FormatHttpNumber(height, 2) + "\" fill=\"" + FindColour(colour) + "\"/>\n";
}

void
HttpReportSvg::Line(const std::vector<double>& points, const std::string& colour)
{
    m_parts += "<path d=\"";
    for (std::size_t i = 0; i + 1 < points.size(); i += 2)
    {
        m_parts += (i == 0 ? "M" : "L") + FormatHttpNumber(points[i], 2) + " " +
                   FormatHttpNumber(points[i + 1], 2);
    }
    m_parts += "\" fill=\"none\" stroke-width=\"1.3\" stroke=\"" + FindColour(colour) + "\"/>\n";
}

void
HttpReportSvg::Cross(double x, double y, const std::string& colour)
{
    Line({x - 3.5, y - 3.5, x + 3.5, y + 3.5}, colour);
    Line({x - 3.5, y + 3.5, x + 3.5, y - 3.5}, colour);
}

void
HttpReportSvg::Text(double x,
                    double y,
                    const std::string& text,
                    double size,
                    const std::string& colour,
                    bool isRight)
{
    m_parts += "<text x=\"" + FormatHttpNumber(x, 2) + "\" y=\"" + FormatHttpNumber(y, 2) +
               "\" font-size=\"" + FormatHttpNumber(size, 2) + "\" fill=\"" + FindColour(colour) +
               "\"" + (isRight ? " text-anchor=\"end\"" : "") + ">" + HttpEscapeXml(text) +
               "</text>\n";
}

void
HttpReportSvg::Scale(double low, double high, double bottom, double top)
{
    const auto ticks = MakeTicks(low, high, (bottom - top) / 45);
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    const double unit = step >= 1e6 ? 1e6 : step >= 1e3 ? 1e3 : 1;
    for (const double tick : ticks)
    {
        const double y = bottom - (tick - low) / (high - low) * (bottom - top);
        Line({LEFT, y, RIGHT, y}, "grid");
        const std::string label =
            FormatHttpNumber(tick / unit, step < unit ? 1 : 0) + (unit == 1e6   ? "M"
                                                                  : unit == 1e3 ? "k"
                                                                                : "");
        Text(LEFT - 8, y + 4, tick == 0 ? "0" : label, 11, "muted", true);
    }
}

void
HttpReportSvg::Legend(double y, const std::vector<std::pair<std::string, std::string>>& colours)
{
    double x = 12;
    for (const auto& [colour, text] : colours)
    {
        m_parts += "<rect x=\"" + FormatHttpNumber(x, 2) + "\" y=\"" + FormatHttpNumber(y - 8, 2) +
                   "\" width=\"14\" height=\"9\" fill=\"" + FindColour(colour) + "\"/>\n";
        Text(x + 20, y, text, 11, "muted");
        x += 36 + MeasureHttpReportText(text, 11);
    }
}

void
HttpReportSvg::Write(std::ostream& out) const
{
    const std::string size = "width=\"" + FormatHttpNumber(WIDTH, 2) + "\" height=\"" +
                             FormatHttpNumber(m_height, 2) + "\"";
    out << "<svg xmlns=\"http://www.w3.org/2000/svg\" " << size << " viewBox=\"0 0 "
        << FormatHttpNumber(WIDTH, 2) << " " << FormatHttpNumber(m_height, 2)
        << "\" font-family=\"Helvetica, Arial, sans-serif\">\n<rect " << size << " fill=\""
        << FindColour("paper") << "\"/>\n"
        << m_parts << "</svg>\n";
}

double
MeasureHttpReportText(const std::string& text, double size)
{
    double width = 0;
    for (const char c : text)
    {
        const auto byte = static_cast<unsigned char>(c);
        // Bytes that go on with a letter have no width of their own.
        width += (byte & 0xc0) == 0x80                                                   ? 0
                 : std::string_view("il.,:;|!'jtfr/ ").find(c) != std::string_view::npos ? 0.32
                 : (c >= 'A' && c <= 'Z') || c == 'm' || c == 'w'                        ? 0.76
                                                                                         : 0.59;
    }
    return width * size;
}

std::string
FitHttpReportText(const std::string& text, double width, double size)
{
    if (MeasureHttpReportText(text, size) <= width)
    {
        return text;
    }
    const auto isInside = [&text](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80;
    };
    for (std::size_t kept = text.size(); kept > 2; kept--)
    {
        std::size_t head = kept / 3;
        std::size_t tail = text.size() - (kept - head);
        while (head > 0 && isInside(head))
        {
            head--;
        }
        while (isInside(tail))
        {
            tail++;
        }
        std::string cut = text.substr(0, head) + "\u2026" + text.substr(tail);
        if (MeasureHttpReportText(cut, size) <= width)
        {
            return cut;
        }
    }
    return "";
}

} // namespace ns3
