/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-summary-file.h"

#include "http-options.h"

#include "ns3/abort.h"
#include "ns3/http-output-file.h"
#include "ns3/http-trace-error.h"
#include "ns3/http-version.h"
#include "ns3/rng-seed-manager.h"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace ns3
{

namespace
{

/**
 * @brief What is known of a run before it begins.
 * @param program the program's name
 * @param options its options
 * @param state how far the run is
 * @return the summary without figures
 */
nlohmann::ordered_json
Describe(const std::string& program, const HttpOptions& options, const char* state)
{
    return {
        {"program", program},
        {"state", state},
        {"version", GetHttpModuleVersion()},
        {"ns3_version", GetHttpNs3Version()},
        {"seed", RngSeedManager::GetSeed()},
        {"run", RngSeedManager::GetRun()},
        {"command_line", options.GetCommandLine()},
        {"parameters", options.GetValues()},
    };
}

} // namespace

HttpSummaryFile::HttpSummaryFile(const std::string& folder, bool force)
    : m_file(folder + "/summary.json")
{
    std::error_code error;
    if (!force && std::filesystem::exists(m_file, error))
    {
        throw HttpTraceRefusal(m_file + " exists; --force replaces it");
    }
    std::filesystem::remove(m_file, error);
    if (error)
    {
        throw HttpTraceError(m_file + ": " + error.message());
    }
}

void
HttpSummaryFile::Begin(const std::string& program, const HttpOptions& options) const
{
    Replace(Describe(program, options, "running").dump(1) + "\n");
}

void
HttpSummaryFile::Write(const std::string& program,
                       const HttpOptions& options,
                       const std::map<std::string, double>& statistics,
                       std::optional<Time> interrupted) const
{
    nlohmann::ordered_json summary =
        Describe(program, options, interrupted ? "interrupted" : "complete");
    if (interrupted)
    {
        summary["interrupted_s"] = interrupted->GetSeconds();
    }
    summary["statistics"] = nlohmann::ordered_json::object();
    for (const auto& [name, value] : statistics)
    {
        const std::string problem = options.FindStatisticProblem(name);
        NS_ABORT_MSG_UNLESS(problem.empty(), program << " did not say that it tells " << name);
        summary["statistics"][name] =
            std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
    }
    Replace(summary.dump(1) + "\n");
}

void
HttpSummaryFile::Replace(const std::string& text) const
{
    const std::string unfinished = m_file + ".part";
    HttpOutputFile file(unfinished);
    file.Write(text);
    file.Close();
    std::error_code error;
    std::filesystem::rename(unfinished, m_file, error);
    if (error)
    {
        throw HttpTraceError("cannot rename " + unfinished + ": " + error.message());
    }
}

} // namespace ns3
