/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-parameters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace ns3
{

namespace
{

/// Most values of one parameter: more is a slip of the pen.
constexpr double MAX_VALUES = 1e6;

/// @brief Names that stand for something else than an option of the program.
/// @param option the option
void
CheckOptionName(const HttpSweepOption& option)
{
    static const std::vector<std::pair<std::string, std::string>> TAKEN = {
        {"RngRun", "replications and first-run choose it"},
        {"out", "each run has a folder of its own"},
        {"force", "each run has a folder of its own"},
        {"help", "it is no parameter"},
    };
    for (const auto& [name, reason] : TAKEN)
    {
        if (!option.isLabel && option.name == name)
        {
            throw HttpSweepError(option.place,
                                 std::string(name).append(" cannot be set here: ").append(reason));
        }
    }
}

/// @brief The values of { from, to, step } or { from, to, count, scale }, with a unit.
/// @param range the table @return the values
std::vector<std::string>
ExpandRange(const HttpSweepTable& range)
{
    range.CheckKeys({"from", "to", "step", "count", "scale", "unit"});
    const double from = range.GetNumber("from");
    const double to = range.GetNumber("to");
    const std::string unit = range.GetText("unit", "");
    const std::string scale = range.GetChoice("scale", {"linear", "log"}, "linear");
    const bool isLog = scale == "log";
    if (range.Has("step") == range.Has("count"))
    {
        throw HttpSweepError(range.GetPlace(), "a range has either a step or a count");
    }
    if (isLog && (from <= 0 || to <= 0 || range.Has("step")))
    {
        throw HttpSweepError(range.GetPlace(), "a logarithmic range has a count, and ends above 0");
    }
    double count = range.Has("count") ? range.GetNumber("count") : 0;
    if (range.Has("step"))
    {
        const double step = range.GetNumber("step");
        // A last step that rounding has made a little too long still counts.
        count = std::floor((to - from) / step + 1e-9) + 1;
    }
    if (!(count >= 1 && count <= MAX_VALUES) || count != std::floor(count))
    {
        throw HttpSweepError(range.GetPlace(), "the range is empty or endless");
    }
    std::vector<std::string> values;
    for (double i = 0; i < count; ++i)
    {
        const double part = count > 1 ? i / (count - 1) : 0;
        double value = isLog ? from * std::pow(to / from, part) : from + (to - from) * part;
        if (range.Has("step"))
        {
            value = from + i * range.GetNumber("step");
        }
        // Twelve digits leave 0.3 of what binary fractions make of 3 * 0.1.
        std::array<char, 64> text{};
        std::snprintf(text.data(), text.size(), "%.12g", value);
        values.push_back(text.data() + unit);
    }
    return values;
}

} // namespace

std::vector<HttpSweepOption>
ReadSweepParameters(const HttpSweepTable& table, HttpSweepKind kind)
{
    std::vector<HttpSweepOption> parameters;
    const bool isLabel = kind == HttpSweepKind::Label;
    for (const std::string& name : table.GetKeys())
    {
        if (kind == HttpSweepKind::Zipped && name == "label")
        {
            continue;
        }
        HttpSweepOption option{name, {}, table.GetPlace(name), isLabel};
        if (isLabel || table.IsArray(name))
        {
            option.values = table.GetTexts(name);
        }
        else if (table.IsTable(name))
        {
            option.values = ExpandRange(table.GetTable(name));
        }
        else
        {
            throw HttpSweepError(option.place,
                                 name + " takes a list as in [1, 2], or a range as in "
                                        "{ from = 1, to = 9, step = 2 }; a fixed value belongs "
                                        "into [options]");
        }
        if (option.values.empty())
        {
            throw HttpSweepError(option.place, name + " has an empty list of values");
        }
        std::set<std::string> seen;
        for (const std::string& value : option.values)
        {
            if (kind == HttpSweepKind::Crossed && !seen.insert(value).second)
            {
                std::string problem = name;
                problem.append(" has the value ").append(value).append(" twice");
                throw HttpSweepError(option.place, problem);
            }
        }
        CheckOptionName(option);
        parameters.push_back(option);
    }
    return parameters;
}

HttpSweepAxis
ReadSweepAxis(const HttpSweepTable& table)
{
    HttpSweepAxis axis;
    if (table.Has("label"))
    {
        axis = ReadSweepParameters(table.GetTable("label"), HttpSweepKind::Label);
    }
    for (const HttpSweepOption& option : ReadSweepParameters(table, HttpSweepKind::Zipped))
    {
        axis.push_back(option);
    }
    if (axis.empty())
    {
        throw HttpSweepError(table.GetPlace(), "[[zipped]] has no parameters");
    }
    for (const HttpSweepOption& option : axis)
    {
        if (option.values.size() != axis.front().values.size())
        {
            throw HttpSweepError(option.place,
                                 option.name + " has " + std::to_string(option.values.size()) +
                                     " values and " + axis.front().name + " has " +
                                     std::to_string(axis.front().values.size()) +
                                     "; zipped lists are equally long");
        }
    }
    return axis;
}

std::vector<HttpSweepOption>
ReadSweepOptions(const HttpSweepTable& table)
{
    std::vector<HttpSweepOption> options;
    for (const std::string& name : table.GetKeys())
    {
        if (table.IsArray(name) || table.IsTable(name))
        {
            throw HttpSweepError(table.GetPlace(name),
                                 name + " has one value here; lists belong into [parameters]");
        }
        options.push_back({name, {table.GetText(name)}, table.GetPlace(name), false});
        CheckOptionName(options.back());
    }
    return options;
}

} // namespace ns3
