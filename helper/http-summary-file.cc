/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-summary-file.h"

#include "http-options.h"
#include "http-version.h"

#include "ns3/http-output-file.h"
#include "ns3/http-trace-error.h"
#include "ns3/rng-seed-manager.h"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace ns3
{

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
HttpSummaryFile::Write(const std::string& program,
                       const HttpOptions& options,
                       const std::map<std::string, double>& statistics) const
{
    nlohmann::ordered_json summary = {
        {"program", program},
        {"version", GetHttpModuleVersion()},
        {"ns3_version", GetHttpNs3Version()},
        {"seed", RngSeedManager::GetSeed()},
        {"run", RngSeedManager::GetRun()},
        {"command_line", options.GetCommandLine()},
        {"parameters", options.GetValues()},
        {"statistics", nlohmann::ordered_json::object()},
    };
    for (const auto& [name, value] : statistics)
    {
        summary["statistics"][name] =
            std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
    }
    const std::string unfinished = m_file + ".part";
    HttpOutputFile file(unfinished);
    file.Write(summary.dump(1) + "\n");
    file.Close();
    std::error_code error;
    std::filesystem::rename(unfinished, m_file, error);
    if (error)
    {
        throw HttpTraceError("cannot rename " + unfinished + ": " + error.message());
    }
}

} // namespace ns3
