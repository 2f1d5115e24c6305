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

namespace ns3
{

namespace
{

/**
 * @brief Reads a list whose elements are read one by one.
 * @tparam T type of an element
 * @tparam F takes a text and where the element goes, and returns whether it is one
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
        T value;
        if (!read(part, value))
        {
            return std::string("accepted: ") + accepted;
        }
        values.push_back(value);
    }
    return "";
}

} // namespace

std::string
ReadHttpRates(const std::string& text, std::vector<DataRate>& rates)
{
    return ReadList(text,
                    rates,
                    "data rates above 0 with commas, such as 10Mbps,2Mbps",
                    [](const std::string& part, DataRate& rate) {
                        const bool isRate = IsHttpDataRate(part);
                        rate = isRate ? DataRate(part) : DataRate(0);
                        return rate.GetBitRate() > 0;
                    });
}

std::string
ReadHttpTimes(const std::string& text, std::vector<Time>& times)
{
    return ReadList(text,
                    times,
                    "times with commas and units, such as 20ms,5ms",
                    [](const std::string& part, Time& time) {
                        const auto read = HttpParseTime(part);
                        time = read.value_or(Time(0));
                        return read.has_value();
                    });
}

std::string
ReadHttpNumbers(const std::string& text, std::vector<uint64_t>& numbers)
{
    std::string problem = ReadList(text,
                                   numbers,
                                   "numbers from 1 with commas, such as 3,17",
                                   [](const std::string& part, uint64_t& number) {
                                       number = HttpParseUnsigned(part).value_or(0);
                                       return number > 0;
                                   });
    std::sort(numbers.begin(), numbers.end());
    return problem;
}

std::string
ReadHttpFailures(const std::string& text, std::vector<HttpLinkFailure>& failures)
{
    return ReadList(
        text,
        failures,
        "LINK@BEGIN+LENGTH with commas, such as main@10s+500ms",
        [](const std::string& part, HttpLinkFailure& failure) {
            const auto at = part.rfind('@');
            const auto plus = part.rfind('+');
            if (at == 0 || at == std::string::npos || plus == std::string::npos || plus < at)
            {
                return false;
            }
            const auto begin = HttpParseTime(part.substr(at + 1, plus - at - 1));
            const auto length = HttpParseTime(part.substr(plus + 1));
            failure = {part.substr(0, at), begin.value_or(Time(0)), length.value_or(Time(0))};
            return begin && length && length->IsStrictlyPositive();
        });
}

} // namespace ns3
