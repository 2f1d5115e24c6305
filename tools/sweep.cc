/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Does the runs of a sweep file on all cores, on other machines or on a cluster, and gathers what
// they leave into tables and plots.

#include "http-sweep.h"
#include "http-tool.h"

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

const char* const USAGE =
    "usage: ./ns3-http sweep FILE [options]\n"
    "\n"
    "Does the runs that FILE (TOML) describes, and writes results.csv (a row a run), summary.csv "
    "(a\n"
    "row a point and statistic) and the plots. The same command goes on where it was interrupted "
    "and\n"
    "does failed runs again.\n"
    "\n"
    "  --dry-run            check FILE and list the runs; do nothing\n"
    "  --out=FOLDER         where the results go; without it: results/NAME for NAME.toml\n"
    "  --jobs=N             runs at a time; without it: one a core\n"
    "  --sshloginfile=FILE  other machines, as GNU parallel takes them; they see the same files\n"
    "  --slurm              runs are an array job of Slurm; waits for it and gathers\n"
    "  --sbatch=WORDS       more options for Slurm's sbatch, as in --sbatch=\"--partition=long\"\n"
    "  --skip-failed        leave runs that failed before as they are\n"
    "  --gather             gather what is there; run nothing\n"
    "  --help               this text\n"
    "\n"
    "Exit status: 0 all runs count; 1 a run failed, or is missing; 2 FILE or the options are "
    "wrong,\n"
    "and nothing was run. Interrupted, it dies of the signal, which shells show as 130, and goes "
    "on "
    "when\n"
    "it is called again.\n";

/// @brief What the command line asks for.
struct Request
{
    std::string file;        //!< the sweep file
    std::string out;         //!< folder for the results
    bool isDryRun = false;   //!< only list
    bool isGather = false;   //!< only gather
    bool skipFailed = false; //!< leave failed runs
    HttpSweepEngine engine;  //!< how runs are done
};

/// @brief Reads the command line. @param words what follows the program's name @return the request
Request
ReadRequest(const std::vector<std::string>& words)
{
    using Takes = HttpToolTakes;
    const HttpToolLine line = ReadHttpToolLine(words,
                                               {{"--dry-run", Takes::Nothing},
                                                {"--out", Takes::Value},
                                                {"--jobs", Takes::Value},
                                                {"--sshloginfile", Takes::Value},
                                                {"--slurm", Takes::Nothing},
                                                {"--sbatch", Takes::Values},
                                                {"--skip-failed", Takes::Nothing},
                                                {"--gather", Takes::Nothing}});
    if (line.words.empty())
    {
        throw HttpSweepError("a sweep file is needed; --help tells more");
    }
    if (line.words.size() > 1)
    {
        throw HttpSweepError("one sweep file at a time: " + HttpJoin(line.words, " or "));
    }
    Request request;
    request.file = line.words.front();
    request.out = line.Get("--out");
    request.isDryRun = line.Has("--dry-run");
    request.isGather = line.Has("--gather");
    request.skipFailed = line.Has("--skip-failed");
    request.engine.jobs = line.GetCount("--jobs", 99999);
    request.engine.sshLoginFile = line.Get("--sshloginfile");
    request.engine.isSlurm = line.Has("--slurm");
    request.engine.sbatch = HttpSplitWords(line.Get("--sbatch"));
    return request;
}

/// @brief Does what the command line asks for. @param words it @return exit status
int
DoSweep(const std::vector<std::string>& words)
{
    if (!words.empty() && words.front() == "--work")
    {
        return WorkOnRuns({words.begin() + 1, words.end()});
    }
    const Request request = ReadRequest(words);
    HttpSweep sweep(request.file, request.out);
    if (request.isDryRun)
    {
        sweep.List();
        return 0;
    }
    if (!request.isGather && !sweep.Run(request.engine, request.skipFailed))
    {
        std::cerr << "sweep: interrupted; the same command goes on" << std::endl;
        // So that loops of shells stop, too.
        std::signal(SIGINT, SIG_DFL);
        std::raise(SIGINT);
    }
    return sweep.Gather(std::cout) ? 0 : 1;
}

} // namespace

int
main(int argc, char* argv[])
{
    return RunHttpTool("sweep", USAGE, argc, argv, DoSweep);
}
