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

#include "ns3/http-output-file.h"
#include "ns3/http-text.h"
#include "ns3/http-trace-reader.h"
#include "ns3/http-trace-words.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
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

/// Bad use of the program.
class UsageError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/// What was asked for.
struct Request
{
    std::vector<std::string> results; //!< folders or databases
    HttpReportChoice choice;          //!< which part
    std::string out;                  //!< file; empty: report.html beside the first database
    bool isOpened = true;             //!< whether a browser opens it
    bool isFigures = false;           //!< figures instead of a page
};

/// @brief A time of the command line. @param option its option @param text the text
/// @return the time, ns
int64_t
ParseTime(const std::string& option, const std::string& text)
{
    const auto time = ReadHttpTimeWord(text);
    if (!time)
    {
        throw UsageError(option + "=" + text + ": accepted: " + HTTP_TIME_FORM);
    }
    return *time;
}

/// @brief Numbers of the command line. @param option their option @param text the text
/// @return the numbers, each at least 1
std::vector<int64_t>
ParseNumbers(const std::string& option, const std::string& text)
{
    std::vector<int64_t> numbers;
    std::istringstream words(text);
    for (std::string word; std::getline(words, word, ',');)
    {
        const auto number = ReadHttpRowWord(word);
        if (!number)
        {
            throw UsageError(std::string(option).append("=").append(text).append(
                ": accepted: numbers from 1, with commas"));
        }
        numbers.push_back(*number);
    }
    return numbers;
}

/// @brief Takes an option. @param request where it goes @param name its name @param value its value
void
SetOption(Request& request, const std::string& name, const std::string& value)
{
    if (name == "--from")
    {
        request.choice.from = ParseTime(name, value);
    }
    else if (name == "--until")
    {
        request.choice.until = ParseTime(name, value);
    }
    else if (name == "--connection")
    {
        request.choice.connections = ParseNumbers(name, value);
    }
    else if (name == "--page")
    {
        request.choice.pages = ParseNumbers(name, value);
    }
    else if (name == "--segments")
    {
        const std::vector<int64_t> numbers = ParseNumbers(name, value);
        request.choice.segments = numbers.front();
    }
    else
    {
        request.out = value;
    }
}

/// @brief Reads the command line. @param words what follows the program's name @return the request
Request
ReadRequest(const std::vector<std::string>& words)
{
    static constexpr std::array<const char*, 6> NAMES =
        {"--from", "--until", "--connection", "--page", "--segments", "--out"};
    Request request;
    std::set<std::string> given;
    for (std::size_t i = 0; i < words.size(); i++)
    {
        const std::string& word = words[i];
        if (word.compare(0, 2, "--") != 0)
        {
            request.results.push_back(word);
            continue;
        }
        if (word == "--no-open" || word == "--svg")
        {
            request.isOpened = request.isOpened && word != "--no-open";
            request.isFigures = request.isFigures || word == "--svg";
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (std::find(NAMES.begin(), NAMES.end(), name) == NAMES.end())
        {
            throw UsageError("unknown option " + name +
                             "; accepted: --from, --until, --connection, --page, --segments, "
                             "--svg, --out, --no-open, "
                             "--help");
        }
        if (equals == std::string::npos && i + 1 == words.size())
        {
            throw UsageError(name + " takes a value");
        }
        const std::string value =
            equals == std::string::npos ? words[++i] : word.substr(equals + 1);
        if (value.empty())
        {
            throw UsageError(name + " takes a value");
        }
        if (!given.insert(name).second)
        {
            throw UsageError(name + " is given twice");
        }
        SetOption(request, name, value);
    }
    if (request.results.empty())
    {
        throw UsageError("the folder of a run's results is needed; --help tells more");
    }
    if (request.isFigures && request.results.size() > 1)
    {
        throw UsageError("--svg takes one run at a time");
    }
    if (request.choice.until < request.choice.from)
    {
        throw UsageError("--until is before --from");
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
    // Beside its place until it is whole.
    const fs::path part = file.string() + ".part";
    try
    {
        HttpOutputFile page(part.string());
        WriteHttpReportPage(shown, page.GetStream());
        page.Close();
        fs::rename(part, file);
    }
    catch (const std::exception&)
    {
        std::error_code ignored;
        fs::remove(part, ignored);
        throw;
    }
    std::cout << file.string() << ", " << (fs::file_size(file) + 500) / 1000 << " kB" << std::endl;
}

/// @brief Writes the page of a sweep, and of those of its runs that have a trace. @param request
/// what was asked for @param folder the sweep's @return the page
fs::path
ShowSweep(const Request& request, const std::string& folder)
{
    if (request.results.size() > 1 || request.isFigures)
    {
        throw UsageError(folder + " is a sweep: one at a time, and without --svg");
    }
    for (const std::string& run : FindHttpSweepTraces(folder))
    {
        std::vector<HttpReportRun> runs;
        runs.emplace_back(run + "/trace.sqlite", run, request.choice);
        WritePage(fs::path(run) / "report.html", runs);
    }
    fs::path out = request.out.empty() ? fs::path(folder) / "report.html" : fs::path(request.out);
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
        throw UsageError("there is no file " + file.string());
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
    std::vector<HttpReportRun> runs;
    for (const std::string& results : request.results)
    {
        runs.emplace_back(FindDatabase(results).string(), results, request.choice);
    }
    const fs::path folder = FindDatabase(request.results.front()).parent_path();
    if (request.isFigures)
    {
        const std::string out = request.out.empty() ? folder.string() : request.out;
        const auto files = WriteHttpReportFigures(runs.front(), request.choice, out);
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
    const fs::path out = request.out.empty() ? folder / "report.html" : fs::path(request.out);
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
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (std::find(words.begin(), words.end(), "--help") != words.end() ||
        std::find(words.begin(), words.end(), "-h") != words.end())
    {
        std::cout << USAGE;
        return 0;
    }
    try
    {
        Show(ReadRequest(words));
        return 0;
    }
    catch (const UsageError& error)
    {
        std::cerr << "show: " << error.what() << "\n";
        return 2;
    }
    catch (const std::invalid_argument& error)
    {
        std::cerr << "show: " << error.what() << "\n";
        return 2;
    }
    catch (const std::exception& error)
    {
        std::cerr << "show: " << error.what() << "\n";
        return 1;
    }
}
