/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sequence.h"

#include "ns3/http-quote.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

namespace ns3
{

namespace
{

constexpr int WIDTH = 1740;         //!< of the drawing, pixels
constexpr int SOURCE_X = 350;       //!< line of life of the source
constexpr int DESTINATION_X = 1390; //!< line of life of the destination
constexpr int ROW = 19;             //!< from one line of text to the next

// Letters of one width, 6.63 pixels at 11 and 6.02 at 10: so many fit, and the rest is cut. Labels
// of arrows that meet have half of the way each.
constexpr std::size_t WIDEST_STEP = 38;   //!< letters between the times and a line of life
constexpr std::size_t WIDEST_LABEL = 84;  //!< letters on an arrow
constexpr std::size_t WIDEST_HOST = 32;   //!< letters in a host's box
constexpr std::size_t WIDEST_TITLE = 180; //!< letters of a title in a line

/// The looks of everything.
constexpr const char* STYLE = R"css(
  text { font-family: "DejaVu Sans", Verdana, Arial, sans-serif; font-size: 11px; fill: #1f2933; }
  .title { font-size: 13px; font-weight: bold; }
  .subtitle { fill: #52606d; }
  .host { font-weight: bold; }
  .title, .subtitle, .host, .state, .message, .label { font-family: "DejaVu Sans Mono", Consolas, monospace; }
  .time { fill: #7b8794; font-size: 10px; font-variant-numeric: tabular-nums; }
  .call { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: 11px; }
  .state { fill: #7b8794; font-size: 10px; }
  .message { fill: #0b5394; font-weight: bold; }
  .life { stroke: #9aa5b1; stroke-width: 1.5; }
  .box { fill: #e4ecf5; stroke: #9aa5b1; }
  .segment { stroke: #52606d; stroke-width: 1.3; fill: none; }
  .data { stroke: #0b5394; }
  .again { stroke: #b35900; }
  .lost { stroke: #c0392b; stroke-dasharray: 5 3; }
  .label { font-size: 10px; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
  .label .carries { fill: #0b5394; }
  .label .note { fill: #b35900; }
  .label .loss { fill: #c0392b; }
)css";

/// @brief A text as XML reads it. @param text the text @return without markup; what is not visible
/// ASCII, and may be no UTF-8, is a dot
std::string
Escape(std::string text)
{
    std::replace_if(
        text.begin(),
        text.end(),
        [](char c) { return c < 0x20 || c >= 0x7f; },
        '.');
    return HttpEscapeXml(text);
}

/// @brief Breaks texts that are too long for a line. @param texts the texts @return lines
std::vector<std::string>
BreakTitles(const std::vector<std::string>& texts)
{
    std::vector<std::string> lines;
    for (const std::string& text : texts)
    {
        for (std::size_t at = 0; at == 0 || at < text.size(); at += WIDEST_TITLE)
        {
            lines.push_back(text.substr(at, WIDEST_TITLE));
        }
    }
    return lines;
}

/// Draws one sequence.
class Drawing
{
  public:
    /// @brief Draws a sequence. @param sequence what @param out where it goes
    Drawing(const HttpSequence& sequence, std::ostream& out)
        : m_sequence(sequence),
          m_out(out)
    {
        std::vector<std::string> titles = sequence.title;
        if (sequence.omitted > 0)
        {
            titles.push_back("this is " + sequence.GetPart());
        }
        m_titles = BreakTitles(titles);
    }

    /// @brief Draws everything.
    void Draw()
    {
        Arrange();
        DrawFrame();
        for (std::size_t i = 0; i < m_sequence.steps.size(); i++)
        {
            const HttpSequenceStep& step = m_sequence.steps[i];
            step.isSegment ? DrawSegment(step, m_places[i]) : DrawEvent(step, m_places[i].begin);
        }
        if (m_sequence.omitted > 0)
        {
            Text(WIDTH / 2, m_height - 12, "subtitle", "middle", "this is " + m_sequence.GetPart());
        }
        m_out << "</svg>\n";
    }

  private:
    /// Where a step stands.
    struct Place
    {
        int begin = 0; //!< height where it happens or leaves
        int end = 0;   //!< height where it arrives
    };

    /// The instants of a step, one after the other.
    struct Instant
    {
        int64_t time;     //!< when
        bool isArrival;   //!< a segment arrives; before what it brings about
        std::size_t step; //!< which step
    };

    /// @brief Gives every instant a height: time runs down, but not to scale, so that all can be
    /// read.
    void Arrange();
    /// @brief Draws titles, hosts and lines of life.
    void DrawFrame();
    /// @brief Draws what happens at one end. @param step what @param y the height
    void DrawEvent(const HttpSequenceStep& step, int y);
    /// @brief Draws a segment. @param step the segment @param place where
    void DrawSegment(const HttpSequenceStep& step, const Place& place);
    /// @brief Writes a text. @param x where @param y where @param style how @param anchor which
    /// end of it stands there @param text what
    void Text(int x, int y, const char* style, const char* anchor, const std::string& text);

    const HttpSequence& m_sequence;    //!< what is drawn
    std::ostream& m_out;               //!< where it goes
    std::vector<std::string> m_titles; //!< lines above it
    std::vector<Place> m_places;       //!< where the steps stand
    int m_top = 0;                     //!< where the lines of life begin
    int m_height = 0;                  //!< height of the drawing
};

void
Drawing::Arrange()
{
    std::vector<Instant> instants;
    for (std::size_t i = 0; i < m_sequence.steps.size(); i++)
    {
        const HttpSequenceStep& step = m_sequence.steps[i];
        instants.push_back({step.time, false, i});
        if (step.isSegment && step.received >= 0)
        {
            instants.push_back({step.received, true, i});
        }
    }
    std::stable_sort(instants.begin(), instants.end(), [](const Instant& a, const Instant& b) {
        return a.time != b.time ? a.time < b.time : a.isArrival && !b.isArrival;
    });
    m_places.resize(m_sequence.steps.size());
    m_top = 62 + 16 * static_cast<int>(m_titles.size());
    int y = m_top + 8;
    // Each end has its own next free line; both go down together with time.
    int free[2] = {y, y};
    int64_t last = instants.empty() ? 0 : instants.front().time;
    for (const Instant& instant : instants)
    {
        const HttpSequenceStep& step = m_sequence.steps[instant.step];
        if (instant.time > last)
        {
            // A longer wait takes more room, but only as its logarithm.
            const double wait = static_cast<double>(instant.time - last) / 1000.0;
            y += 3 + static_cast<int>(4 * std::log10(1 + wait));
            last = instant.time;
        }
        int& line = free[step.isSource != instant.isArrival ? 0 : 1];
        // Only what has a text beside the line of life, or an arrow's beginning, needs a line.
        const int room = instant.isArrival ? 16 : ROW;
        y = std::max(y, line);
        line = y + room;
        (instant.isArrival ? m_places[instant.step].end : m_places[instant.step].begin) = y;
    }
    int fall[2] = {ROW, ROW};
    for (std::size_t i = 0; i < m_places.size(); i++)
    {
        const HttpSequenceStep& step = m_sequence.steps[i];
        if (step.isSegment && step.received < 0)
        {
            // Parallel to the segment before it, and three quarters of its way.
            m_places[i].end = m_places[i].begin + fall[step.isSource ? 1 : 0] * 3 / 4;
        }
        else if (step.isSegment)
        {
            fall[step.isSource ? 1 : 0] = m_places[i].end - m_places[i].begin;
        }
        m_height = std::max({m_height, m_places[i].begin, m_places[i].end});
    }
    m_height += 40;
}

void
Drawing::Text(int x, int y, const char* style, const char* anchor, const std::string& text)
{
    m_out << "<text class=\"" << style << "\" x=\"" << x << "\" y=\"" << y << "\" text-anchor=\""
          << anchor << "\">" << Escape(text) << "</text>\n";
}

void
Drawing::DrawFrame()
{
    m_out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" << WIDTH << "\" height=\""
          << m_height << "\" viewBox=\"0 0 " << WIDTH << " " << m_height << "\">\n<style>" << STYLE
          << "</style>\n<defs>\n";
    for (const auto& [name, color] : std::map<std::string, std::string>{{"plain", "#52606d"},
                                                                        {"data", "#0b5394"},
                                                                        {"again", "#b35900"}})
    {
        m_out << "<marker id=\"" << name
              << "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" "
                 "markerHeight=\"7\" orient=\"auto\"><path d=\"M0,1 L9,5 L0,9 z\" fill=\""
              << color << "\"/></marker>\n";
    }
    m_out << "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
    int y = 24;
    for (const std::string& line : m_titles)
    {
        Text(16, y, y == 24 ? "title" : "subtitle", "start", line);
        y += 16;
    }
    for (const bool isSource : {true, false})
    {
        const int x = isSource ? SOURCE_X : DESTINATION_X;
        m_out << "<rect class=\"box\" x=\"" << x - 130 << "\" y=\"" << m_top - 28
              << "\" width=\"260\" height=\"24\" rx=\"4\"/>\n";
        Text(x,
             m_top - 12,
             "host",
             "middle",
             HttpCutText(isSource ? m_sequence.source : m_sequence.destination, WIDEST_HOST));
        m_out << "<line class=\"life\" x1=\"" << x << "\" y1=\"" << m_top - 4 << "\" x2=\"" << x
              << "\" y2=\"" << m_height - 24 << "\"/>\n";
    }
}

void
Drawing::DrawEvent(const HttpSequenceStep& step, int y)
{
    const bool isState = !step.text.empty() && step.text.front() == '[';
    const char* style = step.isMessage ? "message" : isState ? "state" : "call";
    const std::string text = HttpCutText(step.text, WIDEST_STEP);
    const std::string time = FormatHttpMilliseconds(step.time) + " ms";
    m_out << "<circle cx=\"" << (step.isSource ? SOURCE_X : DESTINATION_X) << "\" cy=\"" << y
          << "\" r=\"2.5\" fill=\"" << (step.isMessage ? "#0b5394" : "#9aa5b1") << "\"/>\n";
    if (step.isSource)
    {
        Text(SOURCE_X - 10, y + 4, style, "end", text);
        Text(8, y + 4, "time", "start", time);
    }
    else
    {
        Text(DESTINATION_X + 10, y + 4, style, "start", text);
        Text(WIDTH - 8, y + 4, "time", "end", time);
    }
}

void
Drawing::DrawSegment(const HttpSequenceStep& step, const Place& place)
{
    const bool isLost = step.received < 0;
    const int from = step.isSource ? SOURCE_X : DESTINATION_X;
    const int whole = step.isSource ? DESTINATION_X : SOURCE_X;
    const int to = isLost ? from + (whole - from) * 3 / 4 : whole;
    const bool isData = !step.carries.empty();
    const char* kind = step.isRetransmission ? "again" : isData ? "data" : "plain";
    m_out << "<path class=\"segment " << kind << (isLost ? " lost" : "") << "\" d=\"M" << from
          << "," << place.begin << " L" << to << "," << place.end << "\""
          << (isLost ? "" : " marker-end=\"url(#" + std::string(kind) + ")\"") << "/>\n";
    if (isLost)
    {
        m_out << "<path stroke=\"#c0392b\" stroke-width=\"2\" d=\"M" << to - 5 << ","
              << place.end - 5 << " l10,10 m0,-10 l-10,10\"/>\n";
    }
    // The label lies on the arrow near its beginning, turned as the arrow is.
    const int x = from + (step.isSource ? 14 : -14);
    const double slope =
        static_cast<double>(place.end - place.begin) / static_cast<double>(to - from);
    const double angle = std::atan(slope) * 180 / 3.14159265358979;
    const double y = place.begin + slope * (x - from) - 4;
    m_out << "<text class=\"label\" text-anchor=\"" << (step.isSource ? "start" : "end")
          << "\" transform=\"translate(" << x << "," << std::round(y * 10) / 10 << ") rotate("
          << std::round(angle * 100) / 100 << ")\">";
    std::size_t room = WIDEST_LABEL;
    // What matters most comes first: there may not be room for all.
    for (const auto& [part, look] : std::vector<std::pair<std::string, const char*>>{
             {step.text, ""},
             {isLost ? step.loss : "", "loss"},
             {step.isRetransmission ? "again" : "", "note"},
             {isData ? "(" + step.carries + ")" : "", "carries"}})
    {
        if (part.empty() || room < 4)
        {
            continue;
        }
        const std::string text = HttpCutText(part, room);
        // Blanks at the edge of a part would be lost.
        m_out << "<tspan class=\"" << look << "\"" << (room < WIDEST_LABEL ? " dx=\"6\"" : "")
              << ">" << Escape(text) << "</tspan>";
        room -= std::min(room, text.size() + 1);
    }
    m_out << "</text>\n";
    const std::string time = FormatHttpMilliseconds(step.time) + " ms";
    step.isSource ? Text(8, place.begin + 4, "time", "start", time)
                  : Text(WIDTH - 8, place.begin + 4, "time", "end", time);
}

} // namespace

void
WriteHttpSequenceSvg(const HttpSequence& sequence, std::ostream& out)
{
    Drawing(sequence, out).Draw();
}

} // namespace ns3
