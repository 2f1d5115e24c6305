/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Runs the sweeps that published results stand beside, and compares.

#include "http-sweep.h"
#include "http-tool.h"

#include "ns3/http-data-file.h"
#include "ns3/http-file.h"
#include "ns3/http-nearest-word.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

namespace fs = std::filesystem;

const char* const USAGE =
    "usage: ./ns3-http reproduce [NAME ...] [options]\n"
    "\n"
    "Runs published results again, all of them or those named, and prints each figure beside the\n"
    "simulated one, with its error and whether that is within the tolerance stated.\n"
    "\n"
    "  --list        name them; run nothing\n"
    "  --out=FOLDER  where the runs go; without it: results/reproduce\n"
    "  --jobs=N      runs at a time; without it: one a core\n"
    "  --write       write the tables into the manual's sources (doc/results/), or, with\n"
    "                --write=FOLDER, elsewhere\n"
    "  --help        this text\n"
    "\n"
    "Exit status: 0 all figures that are judged pass; 1 one fails, or a run does; 2 the options "
    "are\n"
    "wrong, and nothing was run; 130 interrupted.\n";

/// @brief What the command line asks for.
struct Request
{
    std::vector<std::string> names;        //!< what is reproduced
    std::string out = "results/reproduce"; //!< folder for the runs
    bool isList = false;                   //!< only name
    std::string tables;                    //!< folder for the manual's tables; empty: none
    HttpSweepEngine engine;                //!< how runs are done
};

/// @brief What was found.
struct Tally
{
    std::size_t passed = 0;           //!< figures within their tolerance
    std::size_t failed = 0;           //!< figures that are not
    std::size_t notJudged = 0;        //!< figures without one
    std::size_t incomplete = 0;       //!< sweeps of which a run does not count
    std::vector<std::string> skipped; //!< sweeps whose data are missing
};

/// @brief A sweep file of a publication. @param name its name @return its path
std::string
GetFile(const std::string& name)
{
    return GetHttpDataFile("sweep/" + name + ".toml");
}

/// @brief The sweeps that have published figures. @return their names, in order of the alphabet
std::vector<std::string>
FindNames()
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(GetHttpDataFile("sweep")))
    {
        if (entry.path().extension() == ".toml" &&
            !ReadSweepFile(entry.path().string()).published.empty())
        {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// @brief Reads the command line. @param words what follows the program's name @return the request
Request
ReadRequest(const std::vector<std::string>& words)
{
    const HttpToolLine line = ReadHttpToolLine(words,
                                               {{"--list", HttpToolTakes::Nothing},
                                                {"--out", HttpToolTakes::Value},
                                                {"--jobs", HttpToolTakes::Value},
                                                {"--write", HttpToolTakes::ValueOrNothing}});
    const std::vector<std::string> known = FindNames();
    for (const std::string& word : line.words)
    {
        if (std::find(known.begin(), known.end(), word) == known.end())
        {
            throw HttpSweepError("there is no " + word + "; did you mean " +
                                 FindHttpNearestWord(word, known) +
                                 "? Accepted: " + HttpJoin(known, ", "));
        }
    }
    Request request;
    request.names = line.words.empty() ? known : line.words;
    request.out = line.Get("--out", request.out);
    request.isList = line.Has("--list");
    request.engine.jobs = line.GetCount("--jobs", 99999);
    if (line.Has("--write"))
    {
        const std::string folder = line.Get("--write");
        request.tables = folder.empty() ? GetHttpDataFile("doc/results") : folder;
    }
    return request;
}

/// @brief Runs one sweep and compares it. @param name its name @param request how @param tally what
/// was found is added here @return whether it came to its end; false: it was interrupted
bool
Reproduce(const std::string& name, const Request& request, Tally& tally)
{
    const HttpSweepFile file = ReadSweepFile(GetFile(name));
    std::cout << name << ": " << file.title << "\n";
    if (!file.needs.empty() && !fs::exists(HTTP_SHARED_DATA "/" + file.needs))
    {
        std::cout << "skipped: there is no " << HTTP_SHARED_DATA "/" + file.needs << "\n\n";
        tally.skipped.push_back(name);
        return true;
    }
    HttpSweep sweep(file.file, request.out + "/" + name);
    sweep.RemoveOutdated();
    if (!sweep.Run(request.engine, false))
    {
        return false;
    }
    std::ostringstream tables;
    const bool isComplete = sweep.Gather(tables);
    tally.incomplete += isComplete ? 0 : 1;
    const std::vector<HttpSweepFigure> figures = sweep.Judge();
    PrintPublished(figures, std::cout);
    std::cout << std::endl;
    tally.passed += CountVerdicts(figures, HttpSweepFigure::Verdict::Pass);
    tally.failed += CountVerdicts(figures, HttpSweepFigure::Verdict::Fail);
    tally.notJudged += CountVerdicts(figures, HttpSweepFigure::Verdict::NotJudged);
    if (!request.tables.empty() && isComplete)
    {
        fs::create_directories(request.tables);
        WriteWholeFile(request.tables + "/" + name + ".rst",
                       MakePublishedPage(figures, "./ns3-http reproduce " + name + " --write"));
    }
    return true;
}

/// @brief Does what the command line asks for. @param words it @return exit status
int
DoReproduce(const std::vector<std::string>& words)
{
    const Request request = ReadRequest(words);
    if (request.isList)
    {
        for (const std::string& name : request.names)
        {
            std::cout << name << ": " << ReadSweepFile(GetFile(name)).title << "\n";
        }
        return 0;
    }
    const auto start = std::chrono::steady_clock::now();
    Tally tally;
    for (const std::string& name : request.names)
    {
        if (!Reproduce(name, request, tally))
        {
            std::cerr << "reproduce: interrupted; the same command goes on" << std::endl;
            return 130;
        }
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    std::cout << tally.passed + tally.failed + tally.notJudged << " figures: " << tally.passed
              << " pass, " << tally.failed << " fail, " << tally.notJudged << " not judged\n";
    if (!tally.skipped.empty())
    {
        std::cout << "skipped: " << HttpJoin(tally.skipped, ", ") << "\n";
    }
    std::cout << "wall time " << std::lround(wall.count()) << " s; runs in "
              << fs::absolute(request.out).lexically_normal().string() << "\n";
    return tally.failed + tally.incomplete == 0 ? 0 : 1;
}

} // namespace

int
main(int argc, char* argv[])
{
    return RunHttpTool("reproduce", USAGE, argc, argv, DoReproduce);
}
