/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Makes a page from the traces of runs, to be looked at in a browser.

#include "http-report-figures.h"
#include "http-report-page.h"
#include "http-report-run.h"
#include "http-report-sweep.h"
#include "http-tool.h"

#include "ns3/http-output-file.h"
#include "ns3/http-text.h"
#include "ns3/http-trace-reader.h"
#include "ns3/http-trace-words.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

using namespace ns3;

namespace
{

namespace fs = std::filesystem;

constexpr const char* USAGE =
    R"text(usage: ./ns3-http show RESULTS [RESULTS ...] [options]

Writes RESULTS/report.html, one file that any browser opens from disk without a network, and opens
it where there is a screen. RESULTS is the folder of a run, or its trace.sqlite. Several are shown
side by side, in the folder of the first. Of a sweep's folder the page shows its points and plots, and
leads to the pages of those runs that have a trace.

  --from=TIME         leave out what was over before; TIME is a number with s, ms, us or ns
  --until=TIME        leave out what began later
  --connection=N,...  only these connections
  --page=N,...        only these pages
  --segments=N        hold at most about so many segments (default 1000000); of more, those that
                      were lost or sent again, and of the others the outermost
  --svg               write figures instead, without a browser: waterfall.svg, connections.svg and,
                      of the direction with the most bytes, time-sequence.svg
  --out=FILE          write this file; with --svg: into this folder
  --no-open           only write
  --help              this text

Exit status: 0 written; 1 a file cannot be read or written; 2 the options are wrong.
)text";

/// How a page begins, which may be replaced by a newer one.
constexpr std::string_view PAGE_BEGINNING = "<!DOCTYPE html>";

/// What was asked for.
struct Request
{
    std::vector<std::string> results; //!< folders or databases
    HttpReportChoice choice;          //!< which part
    std::string out;                  //!< file; empty: report.html beside the first database
    bool isOpened = true;             //!< whether a browser opens it
    bool isFigures = false;           //!< figures instead of a page
};

/// @brief A time of the command line. @param line it @param option the time's option
/// @param initial the time if it is not given @return the time, ns
int64_t
ParseTime(const HttpToolLine& line, const std::string& option, int64_t initial)
{
    const auto time = line.Has(option) ? ReadHttpTimeWord(line.Get(option)) : initial;
    if (!time)
    {
        throw std::invalid_argument(option + "=" + line.Get(option) +
                                    ": accepted: " + HTTP_TIME_FORM);
    }
    return *time;
}

/// @brief Numbers of the command line. @param line it @param option their option
/// @return the numbers, each at least 1
std::vector<int64_t>
ParseNumbers(const HttpToolLine& line, const std::string& option)
{
    std::vector<int64_t> numbers;
    std::istringstream words(line.Get(option));
    for (std::string word; std::getline(words, word, ',');)
    {
        const auto number = ReadHttpRowWord(word);
        if (!number)
        {
            throw std::invalid_argument(option + "=" + line.Get(option) +
                                        ": accepted: numbers from 1, with commas");
        }
        numbers.push_back(*number);
    }
    return numbers;
}

/// @brief Reads the command line. @param words what follows the program's name @return the request
Request
ReadRequest(const std::vector<std::string>& words)
{
    using Takes = HttpToolTakes;
    const HttpToolLine line = ReadHttpToolLine(words,
                                               {{"--from", Takes::Value},
                                                {"--until", Takes::Value},
                                                {"--connection", Takes::Value},
                                                {"--page", Takes::Value},
                                                {"--segments", Takes::Value},
                                                {"--svg", Takes::Nothing},
                                                {"--out", Takes::Value},
                                                {"--no-open", Takes::Nothing}});
    Request request;
    request.results = line.words;
    HttpReportChoice& choice = request.choice;
    choice.from = ParseTime(line, "--from", choice.from);
    choice.until = ParseTime(line, "--until", choice.until);
    choice.connections = ParseNumbers(line, "--connection");
    choice.pages = ParseNumbers(line, "--page");
    if (line.Has("--segments"))
    {
        choice.segments = ParseNumbers(line, "--segments").front();
    }
    request.out = line.Get("--out");
    request.isOpened = !line.Has("--no-open");
    request.isFigures = line.Has("--svg");
    if (request.results.empty())
    {
        throw std::invalid_argument("the folder of a run's results is needed; --help tells more");
    }
    if (request.isFigures && request.results.size() > 1)
    {
        throw std::invalid_argument("--svg takes one run at a time");
    }
    if (request.choice.until < request.choice.from)
    {
        throw std::invalid_argument("--until is before --from");
    }
    return request;
}

/// @brief Lets a browser open a file where there is a screen. @param file the file
void
Open(const fs::path& file)
{
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY"))
    {
        return;
    }
    const std::string name = fs::absolute(file).string();
    if (::fork() == 0)
    {
        ::execlp("xdg-open", "xdg-open", name.c_str(), nullptr);
        ::_exit(127);
    }
}

/// @brief Writes a page. @param file its name @param shown what it shows
template <typename Shown>
void
WritePage(const fs::path& file, const Shown& shown)
{
    // Beside its place until it is whole, where that is a file.
    const bool isFile = !fs::exists(file) || fs::is_regular_file(file);
    const fs::path place = fs::is_symlink(file) && isFile ? fs::weakly_canonical(file) : file;
    const fs::path part = isFile ? place.string() + ".part" : place.string();
    try
    {
        HttpOutputFile page(part.string());
        WriteHttpReportPage(shown, page.GetStream());
        page.Close();
        if (isFile)
        {
            fs::rename(part, place);
        }
    }
    catch (const std::exception&)
    {
        std::error_code ignored;
        if (isFile)
        {
            fs::remove(part, ignored);
        }
        throw;
    }
    std::cout << file.string();
    if (isFile)
    {
        std::cout << ", " << (fs::file_size(file) + 500) / 1000 << " kB";
    }
    std::cout << std::endl;
}

/// @brief Writes the page of a sweep, and of those of its runs that have a trace. @param request
/// what was asked for @param folder the sweep's @return the page
fs::path
ShowSweep(const Request& request, const std::string& folder)
{
    if (request.results.size() > 1 || request.isFigures)
    {
        throw std::invalid_argument(folder + " is a sweep: one at a time, and without --svg");
    }
    fs::path out = request.out.empty() ? fs::path(folder) / "report.html" : fs::path(request.out);
    CheckHttpOutput(out.string(), PAGE_BEGINNING);
    for (const std::string& run : FindHttpSweepTraces(folder))
    {
        std::vector<HttpReportRun> runs;
        runs.emplace_back(run + "/trace.sqlite", run, request.choice);
        WritePage(fs::path(run) / "report.html", runs);
    }
    WritePage(out, ReadHttpReportSweep(folder));
    return out;
}

/// @brief The database of results. @param results a folder or a database @return its name
fs::path
FindDatabase(const std::string& results)
{
    fs::path file = results;
    file = fs::is_directory(file) ? file / "trace.sqlite" : file;
    if (!fs::exists(file))
    {
        throw std::invalid_argument("there is no file " + file.string());
    }
    return file;
}

/// @brief Writes what was asked for. @param request it
void
Show(const Request& request)
{
    if (IsHttpSweepFolder(request.results.front()))
    {
        const fs::path page = ShowSweep(request, request.results.front());
        if (request.isOpened)
        {
            Open(page);
        }
        return;
    }
    const fs::path folder = FindDatabase(request.results.front()).parent_path();
    const fs::path out = request.out.empty() ? folder / "report.html" : fs::path(request.out);
    if (!request.isFigures)
    {
        CheckHttpOutput(out.string(), PAGE_BEGINNING);
    }
    std::vector<HttpReportRun> runs;
    for (const std::string& results : request.results)
    {
        runs.emplace_back(FindDatabase(results).string(), results, request.choice);
    }
    if (request.isFigures)
    {
        const auto files =
            WriteHttpReportFigures(runs.front(),
                                   request.choice,
                                   request.out.empty() ? folder.string() : request.out);
        for (const std::string& file : files)
        {
            std::cout << file << std::endl;
        }
        if (files.empty())
        {
            throw std::runtime_error("the trace has nothing that a figure shows");
        }
        return;
    }
    WritePage(out, runs);
    if (request.isOpened)
    {
        Open(out);
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    return RunHttpTool("show", USAGE, argc, argv, [](const std::vector<std::string>& words) {
        Show(ReadRequest(words));
        return 0;
    });
}
