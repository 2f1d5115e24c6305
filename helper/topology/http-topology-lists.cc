/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-lists.h"

#include "ns3/http-attribute-check.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"

#include <algorithm>
#include <optional>

namespace ns3
{

namespace
{

/**
 * @brief Reads a list whose elements are read one by one.
 * @tparam T type of an element
 * @tparam F takes a text and returns the element, or nothing
 * @param text the list
 * @param values where the elements go
 * @param accepted what is accepted
 * @param read reads an element
 * @return an empty text, or what is accepted
 */
template <typename T, typename F>
std::string
ReadList(const std::string& text, std::vector<T>& values, const char* accepted, F read)
{
    values.clear();
    for (const std::string& part : HttpSplitList(text))
    {
        const std::optional<T> value = read(part);
        if (!value)
        {
            return std::string("accepted: ") + accepted;
        }
        values.push_back(*value);
    }
    return "";
}

/// @brief Reads a data rate above 0. @param text the text @return the rate, or nothing
std::optional<DataRate>
ParseRate(const std::string& text)
{
    const DataRate rate = IsHttpDataRate(text) ? DataRate(text) : DataRate(0);
    return rate.GetBitRate() > 0 ? std::optional(rate) : std::nullopt;
}

/// @brief Reads a whole number from 1. @param text the text @return the number, or nothing
std::optional<uint64_t>
ParseNumber(const std::string& text)
{
    const auto number = HttpParseUnsigned(text);
    return number == uint64_t{0} ? std::nullopt : number;
}

/// @brief Reads a failure. @param text LINK\@BEGIN+LENGTH @return the failure, or nothing
std::optional<HttpLinkFailure>
ParseFailure(const std::string& text)
{
    const auto at = text.rfind('@');
    const auto plus = text.rfind('+');
    if (at == 0 || at == std::string::npos || plus == std::string::npos || plus < at)
    {
        return std::nullopt;
    }
    const auto begin = HttpParseTime(text.substr(at + 1, plus - at - 1));
    const auto length = HttpParseTime(text.substr(plus + 1));
    if (!begin || !length || !length->IsStrictlyPositive())
    {
        return std::nullopt;
    }
    return HttpLinkFailure{text.substr(0, at), *begin, *length};
}

} // namespace

std::string
ReadHttpRates(const std::string& text, std::vector<DataRate>& rates)
{
    return ReadList(text, rates, "data rates above 0 with commas, such as 10Mbps,2Mbps", ParseRate);
}

std::string
ReadHttpTimes(const std::string& text, std::vector<Time>& times)
{
    return ReadList(text, times, "times with commas and units, such as 20ms,5ms", HttpParseTime);
}

std::string
ReadHttpNumbers(const std::string& text, std::vector<uint64_t>& numbers)
{
    std::string problem =
        ReadList(text, numbers, "numbers from 1 with commas, such as 3,17", ParseNumber);
    std::sort(numbers.begin(), numbers.end());
    return problem;
}

std::string
ReadHttpFailures(const std::string& text, std::vector<HttpLinkFailure>& failures)
{
    return ReadList(text,
                    failures,
                    "LINK@BEGIN+LENGTH with commas, such as main@10s+500ms",
                    ParseFailure);
}

} // namespace ns3
