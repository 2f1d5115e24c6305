/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-published.h"

#include "ns3/http-csv.h"
#include "ns3/http-text-table.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <ostream>

namespace ns3
{

namespace
{

constexpr double NONE = std::numeric_limits<double>::quiet_NaN();

/// What rounding may add to an error that is none.
constexpr double ROUNDING = 1e-9;

/// @brief Whether an axis has one of some parameters. @param axis it @param options them
/// @return whether
bool
HasAny(const HttpSweepAxis& axis, const std::vector<HttpSweepOption>& options)
{
    return std::any_of(axis.begin(), axis.end(), [&](const HttpSweepOption& option) {
        return std::any_of(options.begin(), options.end(), [&](const HttpSweepOption& other) {
            return other.name == option.name;
        });
    });
}

/// @brief Number of places on an axis that have the values wanted. @param axis it @param where the
/// values wanted @return the number
std::size_t
CountFitting(const HttpSweepAxis& axis, const std::vector<HttpSweepOption>& where)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < axis.front().values.size(); ++i)
    {
        count += std::all_of(axis.begin(), axis.end(), [&](const HttpSweepOption& option) {
            return std::all_of(where.begin(), where.end(), [&](const HttpSweepOption& fixed) {
                return fixed.name != option.name || fixed.values.front() == option.values[i];
            });
        });
    }
    return count;
}

/**
 * @brief The point that a point is divided by: that of other values on the axes that are named, and
 * of the same ones on all others.
 * @param sweep the sweep
 * @param results its results
 * @param point the point, from 1
 * @param over the values named
 * @return from 1; 0: there is none
 */
uint32_t
FindDivisor(const HttpSweepFile& sweep,
            const HttpSweepResults& results,
            uint32_t point,
            const std::vector<HttpSweepOption>& over)
{
    for (uint32_t other = 1; other <= results.GetPoints(); ++other)
    {
        bool isSame = sweep.Fits(results.GetValues(other), over);
        std::size_t place = 0;
        for (const HttpSweepAxis& axis : sweep.axes)
        {
            for (std::size_t i = 0; i < axis.size(); ++i, ++place)
            {
                isSame = isSame && (HasAny(axis, over) || results.GetValues(other)[place] ==
                                                              results.GetValues(point)[place]);
            }
        }
        if (isSame)
        {
            return other;
        }
    }
    return 0;
}

/// @brief What tells a point from the others of an entry. @param sweep the sweep @param values of
/// the point @param entry the entry @return as in "loss 0.01, delay 5ms"
std::string
DescribePoint(const HttpSweepFile& sweep,
              const std::vector<std::string>& values,
              const HttpSweepPublished& entry)
{
    std::string text;
    std::size_t place = 0;
    for (const HttpSweepAxis& axis : sweep.axes)
    {
        // Labels are made for people; without them, the parameters speak.
        const bool hasLabel = std::any_of(axis.begin(), axis.end(), [](const auto& option) {
            return option.isLabel;
        });
        for (const HttpSweepOption& option : axis)
        {
            const bool isFixed = HasAny({option}, entry.where);
            const bool isTold =
                axis.front().values.size() > 1 && option.isLabel == hasLabel &&
                (entry.name.empty() || (!isFixed && CountFitting(axis, entry.where) > 1));
            if (isTold)
            {
                text += (text.empty() ? "" : ", ") +
                        (option.isLabel ? values[place] : option.name + " " + values[place]);
            }
            ++place;
        }
    }
    return text;
}

/// @brief Relative error of a value. @param value it @param low, high what it is to be
/// @return the error, with its sign; 0 within the range
double
GetError(double value, double low, double high)
{
    const double wanted = std::clamp(value, low, high);
    const double difference = value - wanted;
    return wanted == 0 ? (difference == 0 ? 0 : std::copysign(INFINITY, difference))
                       : difference / std::fabs(wanted);
}

/// @brief Judges an entry at a point. @param sweep, results the sweep @param entry the entry
/// @param point from 1 @return the figure
HttpSweepFigure
Judge(const HttpSweepFile& sweep,
      const HttpSweepResults& results,
      const HttpSweepPublished& entry,
      uint32_t point)
{
    HttpSweepFigure figure;
    const std::string where = DescribePoint(sweep, results.GetValues(point), entry);
    figure.name = entry.name.empty() ? entry.statistic : entry.name;
    figure.name += where.empty() ? "" : (figure.name.empty() ? "" : ": ") + where;
    const HttpSweepSample sample = DescribeSample(results.GetSample(point, entry.statistic));
    figure.simulated = sample.mean;
    figure.halfWidth = sample.halfWidth;
    if (!entry.over.empty())
    {
        const uint32_t divisor = FindDivisor(sweep, results, point, entry.over);
        figure.simulated /=
            divisor == 0 ? NONE : DescribeSample(results.GetSample(divisor, entry.statistic)).mean;
        figure.halfWidth = NONE;
    }
    figure.isFormula = !entry.formula.empty();
    figure.low =
        figure.isFormula ? DescribeSample(results.GetSample(point, entry.formula)).mean : entry.low;
    figure.high = figure.isFormula ? figure.low : entry.high;
    figure.error = std::isnan(figure.simulated) || std::isnan(figure.low)
                       ? NONE
                       : GetError(figure.simulated, figure.low, figure.high);
    figure.tolerance = entry.tolerance.value_or(NONE);
    if (entry.tolerance)
    {
        figure.verdict = std::fabs(figure.error) <= *entry.tolerance + ROUNDING
                             ? HttpSweepFigure::Verdict::Pass
                             : HttpSweepFigure::Verdict::Fail;
    }
    return figure;
}

/// @brief A share in percent. @param share it @param isSigned whether a plus is shown @return text
std::string
FormatPercent(double share, bool isSigned)
{
    if (!std::isfinite(share))
    {
        return "-";
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), isSigned ? "%+.1f %%" : "%.3g %%", share * 100);
    const std::string shown = text.data();
    return isSigned && (shown == "-0.0 %" || shown == "+0.0 %") ? "0.0 %" : shown;
}

/// @brief Words for a figure. @param figure it @return published, simulated, error, tolerance,
/// verdict
std::vector<std::string>
Describe(const HttpSweepFigure& figure)
{
    const bool isRange = figure.low != figure.high;
    const std::string published =
        FormatHttpShort(figure.low) + (isRange ? " to " + FormatHttpShort(figure.high) : "");
    const std::string tolerance = std::isnan(figure.tolerance) ? "-"
                                  : figure.tolerance > 0 ? FormatPercent(figure.tolerance, false)
                                  : isRange              ? "in range"
                                                         : "exact";
    static const std::vector<std::string> VERDICTS = {"pass", "FAIL", "not judged"};
    return {figure.name,
            published,
            FormatHttpShort(figure.simulated),
            FormatPercent(figure.error, true),
            tolerance,
            VERDICTS[static_cast<std::size_t>(figure.verdict)]};
}

} // namespace

std::vector<HttpSweepFigure>
JudgePublished(const HttpSweepFile& sweep, const HttpSweepResults& results)
{
    std::vector<HttpSweepFigure> figures;
    for (const HttpSweepPublished& entry : sweep.published)
    {
        for (uint32_t point = 1; point <= results.GetPoints(); ++point)
        {
            if (sweep.Fits(results.GetValues(point), entry.where))
            {
                figures.push_back(Judge(sweep, results, entry, point));
            }
        }
    }
    return figures;
}

std::size_t
CountVerdicts(const std::vector<HttpSweepFigure>& figures, HttpSweepFigure::Verdict verdict)
{
    return static_cast<std::size_t>(
        std::count_if(figures.begin(), figures.end(), [&](const HttpSweepFigure& figure) {
            return figure.verdict == verdict;
        }));
}

void
PrintPublished(const std::vector<HttpSweepFigure>& figures, std::ostream& out)
{
    HttpTextTable table({"figure", "published", "simulated", "error", "tolerance", "verdict"});
    for (const HttpSweepFigure& figure : figures)
    {
        table.Add(Describe(figure));
    }
    table.Write(out);
}

std::string
MakePublishedTable(const std::vector<HttpSweepFigure>& figures)
{
    std::string table = HttpMakeCsvLine({"figure",
                                         "published_low",
                                         "published_high",
                                         "simulated",
                                         "ci95_half_width",
                                         "error",
                                         "tolerance",
                                         "verdict"});
    for (const HttpSweepFigure& figure : figures)
    {
        table += HttpMakeCsvLine({figure.name,
                                  FormatHttpExactly(figure.low),
                                  FormatHttpExactly(figure.high),
                                  FormatHttpExactly(figure.simulated),
                                  FormatHttpExactly(figure.halfWidth),
                                  FormatHttpExactly(figure.error),
                                  FormatHttpExactly(figure.tolerance),
                                  Describe(figure).back()});
    }
    return table;
}

std::string
MakePublishedPage(const std::vector<HttpSweepFigure>& figures, const std::string& command)
{
    std::string page = ".. Written by: " + command +
                       "\n\n.. list-table::\n   :header-rows: 1\n"
                       "   :widths: 40 16 12 10 10 12\n\n";
    const auto addRow = [&page](const std::vector<std::string>& row) {
        const char* bullet = "   * - ";
        for (const std::string& field : row)
        {
            page += bullet + field + "\n";
            bullet = "     - ";
        }
    };
    const bool isFormula =
        !figures.empty() && std::all_of(figures.begin(), figures.end(), [](const auto& figure) {
            return figure.isFormula;
        });
    addRow({"Figure",
            isFormula ? "Formula" : "Published",
            "Simulated",
            "Error",
            "Tolerance",
            "Verdict"});
    for (const HttpSweepFigure& figure : figures)
    {
        addRow(Describe(figure));
    }
    return page;
}

} // namespace ns3
