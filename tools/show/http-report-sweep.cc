/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-sweep.h"

#include "ns3/http-csv.h"
#include "ns3/http-file.h"
#include "ns3/http-quote.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <stdexcept>

namespace ns3
{

namespace fs = std::filesystem;

bool
IsHttpSweepFolder(const std::string& folder)
{
    return fs::exists(fs::path(folder) / "runs.txt") && fs::is_directory(fs::path(folder) / "runs");
}

std::vector<std::string>
FindHttpSweepTraces(const std::string& folder)
{
    std::vector<std::string> traces;
    for (const auto& entry : fs::directory_iterator(fs::path(folder) / "runs"))
    {
        if (fs::exists(entry.path() / "trace.sqlite"))
        {
            traces.push_back(entry.path().string());
        }
    }
    std::sort(traces.begin(), traces.end());
    return traces;
}

namespace
{

/// @brief Adds the plots. @param path the sweep's folder @param sweep where they go
void
AddPlots(const fs::path& path, nlohmann::json& sweep)
{
    std::vector<fs::path> plots;
    if (fs::is_directory(path / "plots"))
    {
        for (const auto& entry : fs::directory_iterator(path / "plots"))
        {
            if (entry.path().extension() == ".svg")
            {
                plots.push_back(entry.path());
            }
        }
    }
    std::sort(plots.begin(), plots.end());
    for (const fs::path& plot : plots)
    {
        sweep["plots"].push_back({plot.stem().string(), ReadWholeFile(plot.string())});
    }
}

/// @brief Adds the program and the runs. @param path the sweep's folder @param sweep where they go
void
AddRuns(const fs::path& path, nlohmann::json& sweep)
{
    // runs.txt: the program and the parameters, then a line each run with its point and arguments.
    std::istringstream lines(ReadWholeFile((path / "runs.txt").string()));
    std::string line;
    std::getline(lines, line);
    sweep["program"] = line.substr(0, line.find('\t'));
    for (int number = 1; std::getline(lines, line); number++)
    {
        std::vector<std::string> words;
        std::istringstream fields(line.substr(std::min(line.size(), line.find('\t') + 1)));
        for (std::string word; std::getline(fields, word, '\t');)
        {
            words.push_back(HttpQuoteShell(word));
        }
        const fs::path run = path / "runs" / std::to_string(number);
        sweep["runs"].push_back({line.substr(0, line.find('\t')),
                                 HttpJoin(words, " "),
                                 fs::exists(run / "trace.sqlite")});
    }
}

} // namespace

nlohmann::json
ReadHttpReportSweep(const std::string& folder)
{
    const fs::path path = folder;
    if (!fs::exists(path / "summary.csv"))
    {
        throw std::runtime_error(folder +
                                 " holds a sweep that is not gathered yet; ./ns3-http sweep "
                                 "does that when its runs are done");
    }
    nlohmann::json sweep = {
        {"name", folder},
        {"summary", HttpReadCsv(ReadWholeFile((path / "summary.csv").string()))},
        {"results", nlohmann::json::array()},
        {"plots", nlohmann::json::array()},
        {"runs", nlohmann::json::array()}};
    // Of the runs, what tells them apart and how they ended.
    const auto results = HttpReadCsv(ReadWholeFile((path / "results.csv").string()));
    const std::set<std::string> wanted = {"run", "point", "RngRun", "exit", "failure", "wall_s"};
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; !results.empty() && i < results.front().size(); i++)
    {
        if (wanted.count(results.front()[i]) > 0)
        {
            columns.push_back(i);
        }
    }
    for (const auto& line : results)
    {
        nlohmann::json fields = nlohmann::json::array();
        for (const std::size_t column : columns)
        {
            fields.push_back(column < line.size() ? line[column] : "");
        }
        sweep["results"].push_back(fields);
    }
    AddPlots(path, sweep);
    AddRuns(path, sweep);
    return sweep;
}

} // namespace ns3
