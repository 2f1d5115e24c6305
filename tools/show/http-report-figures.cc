/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-figures.h"

#include "http-report-svg.h"

#include "ns3/http-output-file.h"
#include "ns3/http-sequence.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace ns3
{

namespace
{

/// How a phase is drawn.
struct PhaseStyle
{
    const char* kind; //!< the phase
    double share;     //!< share of the line's height
    const char* text; //!< what the legend says
};

constexpr PhaseStyle PHASES[] = {
    {"resolve", 0.45, "looks up the address"},
    {"queued", 0.2, "waits for a connection"},
    {"connect", 0.6, "connects"},
    {"tls", 0.6, "TLS"},
    {"send", 0.8, "sends the request"},
    {"wait", 0.45, "waits for the response"},
    {"receive", 0.8, "receives"},
};

/// @brief The colour of a state of TCP. @param state its name @return the colour's name
std::string
ColourOf(const std::string& state)
{
    return state == "ESTABLISHED"            ? "established"
           : state == "TIME-WAIT"            ? "timewait-line"
           : state.compare(0, 3, "SYN") == 0 ? "opening"
                                             : "closing";
}

/// @brief Until when requests went on. @param run the run @return the time, ns
int64_t
FindActiveEnd(const HttpReportRun& run, const HttpReportChoice& choice)
{
    const auto& finished = run.Get("transaction").Get("finished_ns");
    const int64_t last =
        finished.empty() ? -1 : *std::max_element(finished.begin(), finished.end());
    const bool isChosen = choice.until < std::numeric_limits<int64_t>::max();
    const int64_t room = (last - choice.from) * 3 / 100;
    return isChosen ? choice.until : last < 0 ? run.GetEnd() : std::min(run.GetEnd(), last + room);
}

/// @brief The part of a URL that tells it from others. @param url the URL @return without its host
std::string
ShortenUrl(const std::string& url)
{
    const std::size_t host = url.find("://");
    const std::size_t path = host == std::string::npos ? host : url.find('/', host + 3);
    return path == std::string::npos || path + 1 == url.size() ? url : url.substr(path);
}

/// @brief A line each transaction. @param run the run @param choice what is shown @return the
/// figure
HttpReportSvg
DrawWaterfall(const HttpReportRun& run, const HttpReportChoice& choice)
{
    constexpr double line = 18;
    const HttpReportTable& transactions = run.Get("transaction");
    const HttpReportTable& phases = run.Get("phase");
    const auto rows = static_cast<double>(transactions.GetRows());
    HttpReportSvg svg(choice.from,
                      FindActiveEnd(run, choice),
                      HttpReportSvg::TOP + 8 + rows * line + 36);
    const auto top = [](std::size_t row) { return HttpReportSvg::TOP + 6 + row * line; };
    for (std::size_t row = 0; row < transactions.GetRows(); row++)
    {
        const std::string url = ShortenUrl(run.GetText(transactions.Get("url")[row]));
        const std::string outcome = run.GetText(transactions.Get("outcome")[row]);
        const std::string failure = outcome == "complete" ? "" : " (" + outcome + ")";
        svg.Text(12,
                 top(row) + 13,
                 FitHttpReportText(url + failure, HttpReportSvg::LEFT - 24, 11),
                 11,
                 failure.empty() ? "ink" : "loss");
        const int64_t finished = transactions.Get("finished_ns")[row];
        const int64_t queued = transactions.Get("queued_ns")[row];
        if (finished >= 0 && svg.IsShown(finished, finished))
        {
            const std::string time = FormatHttpMilliseconds(finished - queued) + " ms";
            const double width = MeasureHttpReportText(time, 10);
            const double x = svg.ToX(finished) + 5;
            const bool isRight = x + width > HttpReportSvg::RIGHT;
            svg.Text(isRight ? svg.ToX(queued) - 5 : x, top(row) + 13, time, 10, "muted", isRight);
        }
    }
    std::vector<std::pair<std::string, std::string>> legend;
    for (const PhaseStyle& style : PHASES)
    {
        bool isThere = false;
        for (std::size_t i = 0; i < phases.GetRows(); i++)
        {
            if (run.GetText(phases.Get("kind")[i]) == style.kind)
            {
                const double height = (line - 4) * style.share;
                const double y = top(phases.Get("transaction")[i]) + (line - height) / 2;
                svg.Bar(phases.Get("begin")[i], phases.Get("end")[i], y, height, style.kind);
                isThere = true;
            }
        }
        if (isThere)
        {
            legend.emplace_back(style.kind, style.text);
        }
    }
    svg.Legend(HttpReportSvg::TOP + 8 + rows * line + 22, legend);
    return svg;
}

/// @brief Writes the names of connections. @param svg where @param run the run @param tops where
/// each one's line begins
void
NameConnections(HttpReportSvg& svg, const HttpReportRun& run, const std::map<int64_t, double>& tops)
{
    const HttpReportTable& connections = run.Get("connection");
    for (std::size_t row = 0; row < connections.GetRows(); row++)
    {
        const int64_t id = connections.Get("id")[row];
        std::string ends[2];
        for (const bool isSource : {true, false})
        {
            const std::string end = isSource ? "source" : "destination";
            const std::string address = run.GetText(connections.Get(end + "_address")[row]);
            ends[!isSource] = address + ":" + std::to_string(connections.Get(end + "_port")[row]);
        }
        const std::string name = std::to_string(id) + "  " + ends[0] + " \u2192 " + ends[1];
        svg.Text(12,
                 tops.at(id) + 16,
                 FitHttpReportText(name, HttpReportSvg::LEFT - 24, 11),
                 11,
                 "ink");
    }
}

/// @brief A line each connection. @param run the run @param choice what is shown @return the figure
HttpReportSvg
DrawConnections(const HttpReportRun& run, const HttpReportChoice& choice)
{
    constexpr double lane = 12;
    constexpr double bar = 7;
    const HttpReportTable& connections = run.Get("connection");
    const HttpReportTable& lives = run.Get("life");
    const HttpReportTable& uses = run.Get("use");
    std::map<int64_t, double> lanes;
    for (std::size_t i = 0; i < uses.GetRows(); i++)
    {
        double& most = lanes[uses.Get("connection")[i]];
        most = std::max(most, static_cast<double>(uses.Get("lane")[i] + 1));
    }
    std::map<int64_t, double> tops;
    double y = HttpReportSvg::TOP + 6;
    for (const int64_t id : connections.Get("id"))
    {
        lanes[id] = std::max(1.0, lanes[id]);
        tops[id] = y;
        y += lanes[id] * lane + 2 * bar + 12;
    }
    HttpReportSvg svg(choice.from, FindActiveEnd(run, choice), y + 36);
    NameConnections(svg, run, tops);
    for (std::size_t i = 0; i < lives.GetRows(); i++)
    {
        const int64_t id = lives.Get("connection")[i];
        const double below = lives.Get("end")[i] ? bar + lanes[id] * lane + 2 : 0;
        svg.Bar(lives.Get("begin")[i],
                lives.Get("end_ns")[i],
                tops[id] + below,
                bar,
                ColourOf(run.GetText(lives.Get("state")[i])));
    }
    for (std::size_t i = 0; i < uses.GetRows(); i++)
    {
        const int64_t id = uses.Get("connection")[i];
        const int64_t first =
            run.Get("transaction").Get("first_byte_ns")[uses.Get("transaction")[i]];
        const int64_t end = uses.Get("end")[i];
        const double top = tops[id] + bar + 2 + static_cast<double>(uses.Get("lane")[i]) * lane;
        svg.Bar(uses.Get("begin")[i], end, top, lane - 2, "wait");
        if (first >= 0 && first < end)
        {
            svg.Bar(first, end, top, lane - 2, "receive");
        }
    }
    svg.Legend(y + 22,
               {{"opening", "SYN-SENT, SYN-RECEIVED"},
                {"established", "ESTABLISHED"},
                {"closing", "FIN-WAIT, CLOSE-WAIT, LAST-ACK"},
                {"timewait-line", "TIME-WAIT"},
                {"wait", "waits for the response"},
                {"receive", "receives"}});
    return svg;
}

/// @brief The direction that a time-sequence shows: of the most bytes. @param segments the table
/// @return connection and sender; nothing if no segment carries bytes
std::optional<std::pair<int64_t, int64_t>>
FindDirection(const HttpReportTable& segments)
{
    std::map<std::pair<int64_t, int64_t>, int64_t> bytes;
    for (std::size_t i = 0; i < segments.GetRows(); i++)
    {
        const int64_t payload = segments.Get("payload")[i];
        if (payload > 0 && segments.Get("connection")[i] >= 0)
        {
            bytes[{segments.Get("connection")[i], segments.Get("end")[i]}] += payload;
        }
    }
    const auto most =
        std::max_element(bytes.begin(), bytes.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        });
    return most == bytes.end() ? std::nullopt
                               : std::optional<std::pair<int64_t, int64_t>>(most->first);
}

/// @brief The stairs of what is acknowledged, or allowed. @param svg where it goes @param steps
/// times and values @param toY where a value stands @param colour its colour
template <typename ToY>
void
DrawStairs(HttpReportSvg& svg,
           std::vector<std::pair<int64_t, int64_t>> steps,
           ToY toY,
           const std::string& colour)
{
    std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    std::vector<double> points;
    int64_t last = -1;
    for (const auto& [time, value] : steps)
    {
        if (value > last && svg.IsShown(time, time))
        {
            const double x = svg.ToX(time);
            if (!points.empty())
            {
                points.insert(points.end(), {x, points.back()});
            }
            points.insert(points.end(), {x, toY(value)});
            last = value;
        }
    }
    if (!points.empty())
    {
        points.insert(points.end(), {HttpReportSvg::RIGHT, points.back()});
        svg.Line(points, colour);
    }
}

/// @brief Draws segments as their bytes. @param svg where @param segments the table @param sent its
/// rows @param toY the place of an offset
template <typename ToY>
void
DrawSegments(HttpReportSvg& svg,
             const HttpReportTable& segments,
             const std::vector<std::size_t>& sent,
             ToY toY)
{
    for (const std::size_t i : sent)
    {
        const double x = svg.ToX(segments.Get("sent")[i]);
        const int64_t begin = segments.Get("begin")[i];
        const int64_t end = begin + segments.Get("payload")[i];
        const bool isAgain = segments.Get("retransmission")[i] > 0;
        svg.Line({x, toY(begin), x, toY(end)}, isAgain ? "again" : "receive");
        if (segments.Get("lost")[i] >= 0)
        {
            svg.Cross(svg.ToX(segments.Get("lost")[i]), toY((begin + end) / 2), "loss");
        }
    }
}

/// @brief Segments of a direction, over their bytes. @param run the run @param choice what is shown
/// @param direction connection and sender @return the figure
HttpReportSvg
DrawTimeSequence(const HttpReportRun& run,
                 const HttpReportChoice& choice,
                 const std::pair<int64_t, int64_t>& direction)
{
    constexpr double height = 560;
    constexpr double bottom = height - 44;
    constexpr double top = HttpReportSvg::TOP + 12;
    const HttpReportTable& segments = run.Get("segment");
    HttpReportSvg svg(choice.from, FindActiveEnd(run, choice), height);
    int64_t low = std::numeric_limits<int64_t>::max();
    int64_t high = 0;
    std::vector<std::size_t> sent;
    std::vector<std::pair<int64_t, int64_t>> acks;
    std::vector<std::pair<int64_t, int64_t>> edges;
    for (std::size_t i = 0; i < segments.GetRows(); i++)
    {
        if (segments.Get("connection")[i] != direction.first)
        {
            continue;
        }
        const int64_t time = segments.Get("sent")[i];
        const int64_t received = segments.Get("received")[i];
        const int64_t begin = segments.Get("begin")[i];
        if (segments.Get("end")[i] != direction.second)
        {
            if (received >= 0 && segments.Get("ack")[i] >= 0)
            {
                acks.emplace_back(received, segments.Get("ack")[i]);
                edges.emplace_back(received, segments.Get("edge")[i]);
            }
        }
        else if (segments.Get("payload")[i] > 0 && svg.IsShown(time, time))
        {
            sent.push_back(i);
            low = std::min(low, begin);
            high = std::max(high, begin + segments.Get("payload")[i]);
        }
    }
    low = std::min(low, high);
    const double span = static_cast<double>(std::max<int64_t>(1, high - low)) * 1.35;
    const auto toY = [low, span, top](int64_t value) {
        return std::max(top, bottom - static_cast<double>(value - low) / span * (bottom - top));
    };
    svg.Scale(static_cast<double>(low), static_cast<double>(low) + span, bottom, top);
    DrawStairs(svg, edges, toY, "window");
    DrawStairs(svg, acks, toY, "acked");
    DrawSegments(svg, segments, sent, toY);
    svg.Text(12, top + 4, "bytes of the stream", 11, "muted");
    svg.Text(12, top + 20, "connection " + std::to_string(direction.first), 11, "muted");
    svg.Legend(height - 14,
               {{"receive", "segment"},
                {"again", "sent again"},
                {"loss", "lost"},
                {"acked", "acknowledged"},
                {"window", "window"}});
    return svg;
}

} // namespace

std::vector<std::string>
WriteHttpReportFigures(const HttpReportRun& run,
                       const HttpReportChoice& choice,
                       const std::string& folder)
{
    std::vector<std::string> files;
    const auto write = [&](const char* name, const HttpReportSvg& svg) {
        files.push_back(folder + (folder.empty() || folder.back() == '/' ? "" : "/") + name);
        CheckHttpOutput(files.back(), "<svg");
        HttpOutputFile file(files.back());
        svg.Write(file.GetStream());
        file.Close();
    };
    if (run.Get("transaction").GetRows() > 0)
    {
        write("waterfall.svg", DrawWaterfall(run, choice));
    }
    if (run.Get("connection").GetRows() > 0)
    {
        write("connections.svg", DrawConnections(run, choice));
    }
    if (const auto direction = FindDirection(run.Get("segment")))
    {
        write("time-sequence.svg", DrawTimeSequence(run, choice, *direction));
    }
    return files;
}

} // namespace ns3
