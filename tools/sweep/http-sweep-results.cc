/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-results.h"

#include "ns3/http-csv.h"
#include "ns3/http-file.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

namespace ns3
{

namespace
{

using Json = nlohmann::json;

/// @brief A JSON value as text. @param value it @return a text as it stands, or the number
std::string
ToText(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

/// @brief Reads summary.json's content. @param summary it @param result where it goes
void
ReadSummary(const Json& summary, HttpSweepResult& result)
{
    for (const char* name : {"program", "version", "ns3_version", "seed"})
    {
        result.origin[name] = summary.contains(name) ? ToText(summary[name]) : "";
    }
    if (summary.contains("parameters"))
    {
        for (const auto& [name, value] : summary["parameters"].items())
        {
            result.parameters[name] = ToText(value);
        }
    }
    for (const auto& [name, value] : summary.at("statistics").items())
    {
        result.statistics[name] =
            value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
    }
}

/// @brief Parameters of programs. @param results what runs left @param taken names that are left
/// out
/// @return the names
std::vector<std::string>
FindParameters(const std::vector<HttpSweepResult>& results, const std::set<std::string>& taken)
{
    std::set<std::string> names;
    for (const HttpSweepResult& result : results)
    {
        for (const auto& [name, value] : result.parameters)
        {
            if (taken.count(name) == 0)
            {
                names.insert(name);
            }
        }
    }
    return {names.begin(), names.end()};
}

/// @brief A line of a table. @param parts what stands in it, list after list @return the line
std::string
MakeLine(std::initializer_list<std::vector<std::string>> parts)
{
    std::vector<std::string> line;
    for (const std::vector<std::string>& part : parts)
    {
        line.insert(line.end(), part.begin(), part.end());
    }
    return HttpMakeCsvLine(line);
}

/// @brief A sample as fields. @param sample it @return count, mean, deviation, and the ends of the
/// confidence interval
std::vector<std::string>
Describe(const HttpSweepSample& sample)
{
    return {std::to_string(sample.count),
            FormatHttpExactly(sample.mean),
            FormatHttpExactly(sample.deviation),
            FormatHttpExactly(sample.mean - sample.halfWidth),
            FormatHttpExactly(sample.mean + sample.halfWidth)};
}

} // namespace

HttpSweepResults::HttpSweepResults(const HttpSweepFile& sweep,
                                   const std::vector<HttpSweepRun>& runs,
                                   const HttpSweepFolder& folder)
    : m_sweep(sweep),
      m_runs(runs)
{
    std::set<std::string> names;
    for (const HttpSweepRun& run : runs)
    {
        m_results.push_back(ReadRun(run.number, folder));
        for (const auto& [name, value] : m_results.back().statistics)
        {
            names.insert(name);
        }
    }
    m_statistics.assign(names.begin(), names.end());
}

HttpSweepResult
HttpSweepResults::ReadRun(uint32_t number, const HttpSweepFolder& folder)
{
    HttpSweepResult result;
    result.isDone = folder.IsDone(number);
    if (!result.isDone && !folder.IsFailed(number))
    {
        return result;
    }
    try
    {
        const std::string name = result.isDone ? "/run.json" : "/failure.json";
        const Json run = Json::parse(ReadWholeFile(folder.GetRunFolder(number) + name));
        result.exit = run.at("exit");
        result.wall = run.at("wall_s");
        result.cpu = run.at("cpu_s");
        result.memory = run.at("memory_bytes");
        result.host = run.at("host");
        if (result.isDone)
        {
            ReadSummary(run.at("summary"), result);
        }
        else
        {
            result.failure = run.at("failure");
        }
    }
    catch (const std::exception& error)
    {
        result.isDone = false;
        result.failure = std::string("its files are damaged: ") + error.what();
    }
    return result;
}

const std::vector<HttpSweepResult>&
HttpSweepResults::GetResults() const
{
    return m_results;
}

const std::vector<std::string>&
HttpSweepResults::GetStatistics() const
{
    return m_statistics;
}

uint32_t
HttpSweepResults::GetPoints() const
{
    return m_runs.empty() ? 0 : m_runs.back().point;
}

const std::vector<std::string>&
HttpSweepResults::GetValues(uint32_t point) const
{
    return m_runs[(point - 1) * m_sweep.replications].values;
}

std::vector<double>
HttpSweepResults::GetSample(uint32_t point, const std::string& statistic) const
{
    std::vector<double> sample;
    const std::size_t first = (point - 1) * m_sweep.replications;
    for (std::size_t i = first; i < first + m_sweep.replications; ++i)
    {
        const auto found = m_results[i].statistics.find(statistic);
        sample.push_back(found == m_results[i].statistics.end()
                             ? std::numeric_limits<double>::quiet_NaN()
                             : found->second);
    }
    return sample;
}

std::string
HttpSweepResults::MakeResultsTable() const
{
    const std::vector<std::string> parameters = m_sweep.GetParameters();
    std::set<std::string> taken = {"run", "point", "RngRun", "RngSeed"};
    taken.insert(parameters.begin(), parameters.end());
    // A statistic of a parameter's name is told apart from it.
    std::vector<std::string> statistics;
    for (const std::string& name : m_statistics)
    {
        statistics.push_back(taken.insert(name).second ? name : "statistic_" + name);
    }
    const std::vector<std::string> ends = {"exit",
                                           "failure",
                                           "wall_s",
                                           "cpu_s",
                                           "memory_bytes",
                                           "host",
                                           "program",
                                           "version",
                                           "ns3_version"};
    taken.insert(statistics.begin(), statistics.end());
    taken.insert(ends.begin(), ends.end());
    // The program's other options, the folder apart, which no two runs share.
    taken.insert("out");
    const std::vector<std::string> others = FindParameters(m_results, taken);
    std::string table =
        MakeLine({{"run", "point"}, parameters, {"RngRun", "RngSeed"}, statistics, ends, others});
    for (std::size_t i = 0; i < m_runs.size(); ++i)
    {
        const HttpSweepRun& run = m_runs[i];
        HttpSweepResult result = m_results[i];
        std::vector<std::string> figures;
        for (const std::string& name : m_statistics)
        {
            const auto found = result.statistics.find(name);
            figures.push_back(found == result.statistics.end() ? ""
                                                               : FormatHttpExactly(found->second));
        }
        std::vector<std::string> values;
        for (const std::string& name : others)
        {
            values.push_back(result.parameters[name]);
        }
        const bool wasRun = result.isDone || !result.failure.empty();
        table += MakeLine({{std::to_string(run.number), std::to_string(run.point)},
                           run.values,
                           {std::to_string(run.rngRun), result.origin["seed"]},
                           figures,
                           {wasRun ? std::to_string(result.exit) : "",
                            wasRun ? result.failure : "not run",
                            wasRun ? FormatHttpExactly(result.wall) : "",
                            wasRun ? FormatHttpExactly(result.cpu) : "",
                            wasRun ? std::to_string(result.memory) : "",
                            result.host,
                            result.origin["program"],
                            result.origin["version"],
                            result.origin["ns3_version"]},
                           values});
    }
    return table;
}

std::string
HttpSweepResults::MakeSummaryTable() const
{
    std::string table =
        MakeLine({{"point"},
                  m_sweep.GetParameters(),
                  {"statistic", "n", "mean", "sd", "ci95_low", "ci95_high", "median"}});
    for (uint32_t point = 1; point <= GetPoints(); ++point)
    {
        for (const std::string& statistic : m_statistics)
        {
            const HttpSweepSample sample = DescribeSample(GetSample(point, statistic));
            table += MakeLine({{std::to_string(point)},
                               GetValues(point),
                               {statistic},
                               Describe(sample),
                               {FormatHttpExactly(sample.median)}});
        }
    }
    return table;
}

uint32_t
HttpSweepResults::FindBaseline(uint32_t point) const
{
    // The points of a sweep are the product of its axes, the last one fastest.
    uint32_t stride = 1;
    for (auto axis = m_sweep.axes.rbegin(); axis != m_sweep.axes.rend(); ++axis)
    {
        const auto size = static_cast<uint32_t>(axis->front().values.size());
        for (const HttpSweepOption& option : *axis)
        {
            if (option.name != m_sweep.compare->parameter)
            {
                continue;
            }
            const auto& values = option.values;
            const auto baseline =
                std::find(values.begin(), values.end(), m_sweep.compare->baseline) - values.begin();
            const uint32_t index = (point - 1) / stride % size;
            return index == baseline
                       ? 0
                       : point - index * stride + static_cast<uint32_t>(baseline) * stride;
        }
        stride *= size;
    }
    return 0;
}

std::string
HttpSweepResults::MakeDifferencesTable() const
{
    std::string table = MakeLine({{"point"},
                                  m_sweep.GetParameters(),
                                  {"baseline", "statistic", "n", "mean_difference"},
                                  {"sd", "ci95_low", "ci95_high", "relative_difference"}});
    const std::vector<std::string>& wanted = m_sweep.compare->statistics;
    for (uint32_t point = 1; point <= GetPoints(); ++point)
    {
        const uint32_t baseline = FindBaseline(point);
        if (baseline == 0)
        {
            continue;
        }
        for (const std::string& statistic : wanted.empty() ? m_statistics : wanted)
        {
            const std::vector<double> base = GetSample(baseline, statistic);
            std::vector<double> differences = GetSample(point, statistic);
            for (std::size_t i = 0; i < base.size(); ++i)
            {
                differences[i] -= base[i];
            }
            const HttpSweepSample sample = DescribeSample(differences);
            table += MakeLine({{std::to_string(point)},
                               GetValues(point),
                               {m_sweep.compare->baseline, statistic},
                               Describe(sample),
                               {FormatHttpExactly(sample.mean / DescribeSample(base).mean)}});
        }
    }
    return table;
}

} // namespace ns3
