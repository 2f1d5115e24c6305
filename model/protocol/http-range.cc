/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-range.h"

#include "http-fields.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace ns3
{
namespace http
{

namespace
{

/// The only range unit (RFC 9110, section 14.1.2).
constexpr std::string_view UNIT = "bytes";

/// The largest number that is told apart: one more can be added to it.
constexpr uint64_t LARGEST = std::numeric_limits<uint64_t>::max() - 1;

/// @brief Reads digits; a number that is cut is none. @param text them @return the number, or
/// nothing
std::optional<uint64_t>
ParseExactNumber(std::string_view text)
{
    const auto number = HttpParseUnsigned(text, LARGEST);
    return number != LARGEST ? number : std::nullopt;
}

/**
 * @brief Reads one range specification.
 * @param text first-last, first- or -suffix
 * @param length of the representation
 * @param ranges gets the range if it lies inside
 * @return whether it is valid
 */
bool
ReadSpec(std::string_view text, uint64_t length, std::vector<ByteRange>& ranges)
{
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos)
    {
        return false;
    }
    const auto first = HttpParseUnsigned(text.substr(0, dash), LARGEST);
    const auto last = HttpParseUnsigned(text.substr(dash + 1), LARGEST);
    if (dash == 0)
    {
        if (last && *last > 0 && length > 0)
        {
            ranges.push_back({length - std::min(*last, length), length - 1});
        }
        return last.has_value();
    }
    const bool isOpen = dash + 1 == text.size();
    if (!first || (!isOpen && (!last || *last < *first)))
    {
        return false;
    }
    if (*first < length)
    {
        ranges.push_back({*first, isOpen ? length - 1 : std::min(*last, length - 1)});
    }
    return true;
}

/// @brief Puts ranges that overlap or touch together. @param ranges them
void
Coalesce(std::vector<ByteRange>& ranges)
{
    std::sort(ranges.begin(), ranges.end(), [](const ByteRange& a, const ByteRange& b) {
        return a.first < b.first;
    });
    std::vector<ByteRange> merged;
    for (const ByteRange& range : ranges)
    {
        if (!merged.empty() && range.first <= merged.back().last + 1)
        {
            merged.back().last = std::max(merged.back().last, range.last);
        }
        else
        {
            merged.push_back(range);
        }
    }
    ranges = std::move(merged);
}

} // namespace

RangeSelection
SelectRange(std::string_view value, uint64_t length)
{
    RangeSelection selection;
    const std::size_t equals = value.find('=');
    if (equals == std::string_view::npos || !EqualsIgnoreCase(value.substr(0, equals), UNIT))
    {
        return selection;
    }
    std::string_view list = value.substr(equals + 1);
    std::vector<ByteRange> ranges;
    bool isAny = false;
    while (const auto member = TakeListMember(list))
    {
        isAny = true;
        if (!ReadSpec(*member, length, ranges))
        {
            return selection;
        }
    }
    if (!isAny)
    {
        return selection;
    }
    if (ranges.empty())
    {
        selection.kind = RangeSelection::Kind::Unsatisfiable;
        return selection;
    }
    Coalesce(ranges);
    if (ranges.size() == 1)
    {
        selection.kind = RangeSelection::Kind::Partial;
        selection.range = ranges.front();
    }
    return selection;
}

std::string
FormatContentRange(const ByteRange& range, uint64_t length)
{
    std::string text(UNIT);
    return text.append(" ")
        .append(std::to_string(range.first))
        .append("-")
        .append(std::to_string(range.last))
        .append("/")
        .append(std::to_string(length));
}

std::string
FormatUnsatisfiedRange(uint64_t length)
{
    return std::string(UNIT).append(" */").append(std::to_string(length));
}

std::optional<ContentRange>
ParseContentRange(std::string_view value)
{
    const std::size_t space = value.find(' ');
    if (space == std::string_view::npos || !EqualsIgnoreCase(value.substr(0, space), UNIT))
    {
        return std::nullopt;
    }
    const std::string_view rest = TrimWhiteSpace(value.substr(space + 1));
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos)
    {
        return std::nullopt;
    }
    const std::string_view bytes = rest.substr(0, slash);
    const std::string_view whole = rest.substr(slash + 1);
    ContentRange content;
    content.length = ParseExactNumber(whole);
    if (!content.length && whole != "*")
    {
        return std::nullopt;
    }
    if (bytes == "*")
    {
        return content.length ? std::optional<ContentRange>(content) : std::nullopt;
    }
    const std::size_t dash = bytes.find('-');
    const auto first = ParseExactNumber(bytes.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? std::nullopt : ParseExactNumber(bytes.substr(dash + 1));
    if (!first || !last || *last < *first || (content.length && *last >= *content.length))
    {
        return std::nullopt;
    }
    content.range = ByteRange{*first, *last};
    return content;
}

} // namespace http
} // namespace ns3
