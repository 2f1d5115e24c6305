/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sequence.h"

#include <algorithm>
#include <ostream>

namespace ns3
{

namespace
{

/// Widths of the columns, characters.
struct Widths
{
    std::size_t time = 12;  //!< the times
    std::size_t event = 20; //!< what happens at an end
    std::size_t arrow = 40; //!< between the ends
};

/// What an end does may take this much; the rest is cut.
constexpr std::size_t WIDEST_EVENT = 44;
/// What an arrow says may take this much; the rest is cut.
constexpr std::size_t WIDEST_ARROW = 88;
/// What an arrow that does not arrive leaves blank before the other side.
constexpr std::size_t LOSS_GAP = 10;

/// @brief Fills up with blanks. @param text the text @param width characters @return the text
std::string
Left(const std::string& text, std::size_t width)
{
    const std::string cut = HttpCutText(text, width);
    return cut + std::string(width - cut.size(), ' ');
}

/// @brief Fills up with blanks in front. @param text the text @param width characters
/// @return the text
std::string
Right(const std::string& text, std::size_t width)
{
    return std::string(width - std::min(width, text.size()), ' ') + text;
}

/// @brief What an arrow says. @param step the segment @return the text
std::string
GetLabel(const HttpSequenceStep& step)
{
    std::string label = step.text;
    label += step.carries.empty() ? "" : "  (" + step.carries + ")";
    label += step.isRetransmission ? "  again" : "";
    return label;
}

/// @brief A segment as an arrow. @param step the segment @param width characters
/// @return the arrow; one that does not arrive ends in an X
std::string
DrawArrow(const HttpSequenceStep& step, std::size_t width)
{
    const bool isLost = step.received < 0;
    const std::string label =
        " " + HttpCutText(GetLabel(step), width - 8 - (isLost ? LOSS_GAP : 0)) + " ";
    const std::size_t dashes = width - label.size() - 1;
    if (!isLost)
    {
        const std::string after(dashes - 2, '-');
        return step.isSource ? "--" + label + after + ">" : "<" + after + label + "--";
    }
    const std::string gap(std::max(LOSS_GAP, (dashes - 2) / 2), ' ');
    const std::string after(dashes - 2 - gap.size(), '-');
    return step.isSource ? "--" + label + after + "X" + gap : gap + "X" + after + label + "--";
}

/// @brief The widths that a sequence needs. @param sequence the sequence @return the widths
Widths
Measure(const HttpSequence& sequence)
{
    Widths widths;
    for (const HttpSequenceStep& step : sequence.steps)
    {
        // Times leave a blank before them.
        const int64_t latest = std::max(step.time, step.received);
        widths.time = std::max(widths.time, FormatHttpMilliseconds(latest).size() + 1);
        if (step.isSegment)
        {
            const std::size_t gap = step.received < 0 ? LOSS_GAP : 0;
            widths.arrow = std::max(widths.arrow, GetLabel(step).size() + 8 + gap);
            widths.event = std::max(widths.event, step.loss.size());
        }
        else
        {
            widths.event = std::max(widths.event, step.text.size());
        }
    }
    widths.event = std::max({widths.event, sequence.source.size(), sequence.destination.size()});
    widths.event = std::min(widths.event, WIDEST_EVENT);
    widths.arrow = std::min(widths.arrow, WIDEST_ARROW);
    return widths;
}

/// One line of the table.
struct Line
{
    std::string sourceTime;       //!< time at the source
    std::string sourceEvent;      //!< what happens there
    std::string arrow;            //!< between the ends
    std::string destinationEvent; //!< what happens at the destination
    std::string destinationTime;  //!< time there
};

/// @brief Writes a line. @param line the line @param widths the widths @param out where it goes
void
Write(const Line& line, const Widths& widths, std::ostream& out)
{
    std::string text = Right(line.sourceTime, widths.time) + "  ";
    text += Left(line.sourceEvent, widths.event) + " |" + Left(line.arrow, widths.arrow) + "| ";
    text += Left(line.destinationEvent, widths.event) + Right(line.destinationTime, widths.time);
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << "\n";
}

} // namespace

void
WriteHttpSequenceText(const HttpSequence& sequence, std::ostream& out)
{
    const Widths widths = Measure(sequence);
    for (const std::string& line : sequence.title)
    {
        out << line << "\n";
    }
    out << "\n";
    Write({"ms", sequence.source, "", sequence.destination, "ms"}, widths, out);
    Write({std::string(widths.time, '-'),
           std::string(widths.event, '-'),
           "",
           std::string(widths.event, '-'),
           " " + std::string(widths.time - 1, '-')},
          widths,
          out);
    for (const HttpSequenceStep& step : sequence.steps)
    {
        Line line;
        const std::string time = FormatHttpMilliseconds(step.time);
        const std::string arrival = step.isSegment ? FormatHttpMilliseconds(step.received) : "";
        line.sourceTime = step.isSource ? time : arrival;
        line.destinationTime = step.isSource ? arrival : time;
        line.arrow = step.isSegment ? DrawArrow(step, widths.arrow) : "";
        // What was lost is told on the side where it does not arrive.
        const std::string here = step.isSegment ? "" : step.text;
        line.sourceEvent = step.isSource ? here : step.loss;
        line.destinationEvent = step.isSource ? step.loss : here;
        Write(line, widths, out);
    }
    if (sequence.omitted > 0)
    {
        out << "this is " << sequence.GetPart() << "\n";
    }
}

} // namespace ns3
