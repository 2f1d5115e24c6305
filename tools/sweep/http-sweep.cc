/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep.h"

#include "http-sweep-plot.h"
#include "http-sweep-process.h"
#include "http-sweep-program.h"

#include "ns3/http-csv.h"
#include "ns3/http-file.h"
#include "ns3/http-quote.h"
#include "ns3/http-text-table.h"
#include "ns3/http-text.h"

#include <filesystem>
#include <iostream>

namespace ns3
{

namespace
{

/// Failed runs that are named one by one.
constexpr uint32_t MAX_NAMED = 20;

/// @brief Folder of the results. @param file the sweep file @param out what was asked for
/// @return the folder
std::string
ChooseFolder(const std::string& file, const std::string& out)
{
    return out.empty() ? "results/" + std::filesystem::path(file).stem().string() : out;
}

/// @brief A number and its noun. @param count number @param noun it @return as in 3 runs
std::string
Count(std::size_t count, const std::string& noun)
{
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

} // namespace

HttpSweep::HttpSweep(const std::string& file, const std::string& out)
    : m_file(ReadSweepFile(file)),
      m_program(CheckSweepProgram(m_file)),
      m_runs(MakeSweepRuns(m_file)),
      m_folder(ChooseFolder(file, out))
{
    CheckSweepStatistics(m_file, m_program);
    DropStrayOptions(m_file, m_program, m_runs);
}

std::vector<HttpSweepFigure>
HttpSweep::Judge() const
{
    return JudgePublished(m_file, *m_results);
}

void
HttpSweep::List() const
{
    for (const HttpSweepRun& run : m_runs)
    {
        std::cout << run.number << ": " << HttpQuoteShell(m_program);
        for (const std::string& option : run.options)
        {
            std::cout << " " << HttpQuoteShell(option);
        }
        std::cout << " " << HttpQuoteShell("--out=" + m_folder.GetRunFolder(run.number)) << "\n";
    }
    std::cout << Count(m_runs.size(), "run") << ": " << Count(m_runs.back().point, "point") << ", "
              << Count(m_file.replications, "replication") << " each\n";
}

bool
HttpSweep::Run(const HttpSweepEngine& engine, bool skipFailed)
{
    if (!m_file.plots.empty() && RunProcess({"gnuplot", "--version"}).status == 127)
    {
        throw HttpSweepError(m_file.plots.front().place,
                             "a plot needs gnuplot, which is not installed (Debian package "
                             "gnuplot-nox)");
    }
    m_folder.Open(m_file, m_runs);
    std::vector<uint32_t> pending;
    for (const HttpSweepRun& run : m_runs)
    {
        if (!m_folder.IsDone(run.number) && !(skipFailed && m_folder.IsFailed(run.number)))
        {
            pending.push_back(run.number);
        }
    }
    std::cerr << "sweep: " << Count(m_runs.size(), "run") << ": "
              << Count(m_runs.back().point, "point") << ", "
              << Count(m_file.replications, "replication") << " each; "
              << m_runs.size() - pending.size() << " done already" << std::endl;
    if (pending.empty())
    {
        return true;
    }
    const std::string job = engine.isSlurm ? "" : FindSlurmJob(m_folder);
    if (!job.empty())
    {
        throw HttpSweepError(m_folder.GetPath() + " is being worked on by Slurm's job " + job);
    }
    return DoSweepRuns(
        engine,
        {m_folder.GetPath(), m_program, m_file.folder, m_file.timeLimit, m_file.memoryLimit},
        m_folder,
        pending);
}

void
HttpSweep::RemoveOutdated()
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_time_type begun = fs::last_write_time(m_folder.GetFile("runs.txt"), error);
    if (error)
    {
        return;
    }
    std::vector<fs::path> origins = {m_program, m_file.file};
    for (const auto& library : fs::directory_iterator(GetProgramFolder() + "/../lib", error))
    {
        origins.push_back(library.path());
    }
    for (const fs::path& origin : origins)
    {
        if (fs::last_write_time(origin, error) > begun && !error)
        {
            fs::remove_all(m_folder.GetPath());
            return;
        }
    }
}

bool
HttpSweep::Gather(std::ostream& out)
{
    if (!m_folder.HasSweep(m_file, m_runs))
    {
        throw HttpSweepError("there is nothing to gather in " + m_folder.GetPath());
    }
    m_results = std::make_unique<HttpSweepResults>(m_file, m_runs, m_folder);
    WriteWholeFile(m_folder.GetFile("results.csv"), m_results->MakeResultsTable());
    WriteWholeFile(m_folder.GetFile("summary.csv"), m_results->MakeSummaryTable());
    if (m_file.compare)
    {
        WriteWholeFile(m_folder.GetFile("differences.csv"), m_results->MakeDifferencesTable());
    }
    if (m_results->GetStatistics().empty())
    {
        return NameFailures();
    }
    for (const HttpSweepPlot& plot : m_file.plots)
    {
        PrintSweepPlot(plot, m_file, *m_results, out);
        out << "\n";
        DrawSweepPlot(plot, m_file, *m_results, m_folder.GetFile("plots"));
    }
    if (m_file.compare)
    {
        PrintDifferences(out);
    }
    if (!m_file.published.empty())
    {
        const std::vector<HttpSweepFigure> figures = Judge();
        WriteWholeFile(m_folder.GetFile("published.csv"), MakePublishedTable(figures));
        PrintPublished(figures, out);
        out << "\n";
    }
    out << "written to " << m_folder.GetPath() << ": results.csv, summary.csv"
        << (m_file.compare ? ", differences.csv" : "")
        << (m_file.published.empty() ? "" : ", published.csv")
        << (m_file.plots.empty() ? "" : ", plots/") << "\n";
    return NameFailures();
}

void
HttpSweep::PrintDifferences(std::ostream& out) const
{
    const auto rows = HttpReadCsv(m_results->MakeDifferencesTable());
    const std::size_t parameters = m_file.GetParameters().size();
    HttpTextTable::Row names(rows.front().begin() + 1, rows.front().end());
    HttpTextTable table(names);
    for (std::size_t i = 1; i < rows.size(); ++i)
    {
        HttpTextTable::Row row(rows[i].begin() + 1, rows[i].end());
        for (std::size_t column = parameters + 3; column < row.size(); ++column)
        {
            row[column] = row[column].empty() ? "-" : FormatHttpShort(std::stod(row[column]));
        }
        table.Add(row);
    }
    out << "differences by pairs of runs from " << m_file.compare->parameter << " "
        << m_file.compare->baseline << "\n";
    table.Write(out);
    out << "\n";
}

bool
HttpSweep::NameFailures() const
{
    uint32_t failed = 0;
    uint32_t waiting = 0;
    for (std::size_t i = 0; i < m_runs.size(); ++i)
    {
        const HttpSweepResult& result = m_results->GetResults()[i];
        waiting += !result.isDone && result.failure.empty() ? 1 : 0;
        if (result.isDone || result.failure.empty() || ++failed > MAX_NAMED)
        {
            continue;
        }
        const std::string place = m_folder.GetRunFolder(m_runs[i].number);
        std::cerr << "sweep: run " << m_runs[i].number << " failed: " << result.failure << "; "
                  << place << "/command and log tell more" << std::endl;
    }
    if (failed > MAX_NAMED)
    {
        std::cerr << "sweep: and " << failed - MAX_NAMED << " more; results.csv names them all"
                  << std::endl;
    }
    if (failed + waiting > 0)
    {
        std::cerr << "sweep: " << failed << " failed, " << waiting << " not run, of "
                  << Count(m_runs.size(), "run") << "; the same command does these again"
                  << std::endl;
    }
    return failed + waiting == 0;
}

} // namespace ns3
