/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpOptions: what kinds of options there are, and what each accepts.

#include "http-options.h"

#include "ns3/http-attribute-check.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/http-value-text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <utility>

namespace ns3
{

void
HttpOptions::BeginGroup(const std::string& name)
{
    m_group = name;
}

void
HttpOptions::Add(const std::string& name,
                 const std::string& help,
                 const std::string& initial,
                 const Setter& set,
                 bool isFlag)
{
    m_options.push_back({m_group, name, help, initial, set, isFlag});
    m_values[name] = initial;
}

void
HttpOptions::Belong(const std::vector<std::string>& options,
                    const std::vector<HttpOptionHome>& homes)
{
    m_homes.Add(options, homes);
}

void
HttpOptions::AddText(const std::string& name,
                     const std::string& help,
                     std::string& value,
                     const std::vector<std::string>& accepted)
{
    const std::string list = HttpJoin(accepted, " | ");
    Add(name,
        list.empty() ? help : help + ": " + list,
        value,
        [&value, accepted, list](const std::string& text) -> std::string {
            if (!accepted.empty() &&
                std::find(accepted.begin(), accepted.end(), text) == accepted.end())
            {
                return "accepted: " + list;
            }
            value = text;
            return "";
        });
}

void
HttpOptions::AddCount(const std::string& name,
                      const std::string& help,
                      uint32_t& value,
                      uint32_t min,
                      uint32_t max)
{
    Add(name,
        help,
        std::to_string(value),
        [&value, min, max](const std::string& text) -> std::string {
            const auto number = HttpParseNumber(text);
            if (!number || *number != std::floor(*number) || *number < min || *number > max)
            {
                return "accepted: a whole number from " + std::to_string(min) + " to " +
                       std::to_string(max);
            }
            value = static_cast<uint32_t>(*number);
            return "";
        });
}

void
HttpOptions::AddNumber(const std::string& name,
                       const std::string& help,
                       double& value,
                       double min,
                       double max)
{
    Add(name,
        help,
        FormatHttpDigits(value),
        [&value, min, max](const std::string& text) -> std::string {
            const auto number = HttpParseNumber(text);
            if (!number || *number < min || *number > max)
            {
                return "accepted: a number from " + FormatHttpDigits(min) + " to " +
                       FormatHttpDigits(max);
            }
            value = *number;
            return "";
        });
}

void
HttpOptions::AddFlag(const std::string& name, const std::string& help, bool& value)
{
    Add(
        name,
        help,
        value ? "true" : "false",
        [&value](const std::string& text) -> std::string {
            const bool isTrue = text == "true" || text == "1";
            if (!isTrue && text != "false" && text != "0")
            {
                return "accepted: true | false";
            }
            value = isTrue;
            return "";
        },
        true);
}

void
HttpOptions::AddTime(const std::string& name, const std::string& help, Time& value)
{
    Add(name,
        help,
        FormatHttpTime(value, Time::MS),
        [&value](const std::string& text) -> std::string {
            const auto time = HttpParseTime(text);
            value = time.value_or(value);
            return time ? "" : std::string("accepted: ") + HTTP_TIME_FORM;
        });
}

void
HttpOptions::AddRate(const std::string& name, const std::string& help, DataRate& value)
{
    Add(name, help, FormatHttpRate(value), [&value](const std::string& text) -> std::string {
        if (!IsHttpDataRate(text) || DataRate(text).GetBitRate() == 0)
        {
            return std::string("accepted: ") + HTTP_RATE_FORM + ", above 0";
        }
        value = DataRate(text);
        return "";
    });
}

} // namespace ns3
