/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Does the runs of a sweep file on all cores, on other machines or on a cluster, and gathers what
// they leave into tables and plots.

#include "http-sweep.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <set>
#include <sstream>
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
    std::string file;            //!< the sweep file
    std::string out;             //!< folder for the results
    bool isDryRun = false;       //!< only list
    bool isGather = false;       //!< only gather
    bool skipFailed = false;     //!< leave failed runs
    HttpSweepEngine engine;      //!< how runs are done
    std::set<std::string> given; //!< names of the options
};

/// @brief Takes one option. @param request where @param name its name @param value its value
/// @param hasValue whether it has one
void
SetOption(Request& request, const std::string& name, const std::string& value, bool hasValue)
{
    const bool isFlag =
        name == "--dry-run" || name == "--slurm" || name == "--gather" || name == "--skip-failed";
    if (isFlag ? hasValue : value.empty())
    {
        throw HttpSweepError(
            name + (isFlag ? " takes no value" : " takes a value, as in " + name + "=VALUE"));
    }
    // Words for sbatch may come in several.
    if (!request.given.insert(name).second && name != "--sbatch")
    {
        throw HttpSweepError(name + " is given twice");
    }
    request.isDryRun = request.isDryRun || name == "--dry-run";
    request.isGather = request.isGather || name == "--gather";
    request.skipFailed = request.skipFailed || name == "--skip-failed";
    request.engine.isSlurm = request.engine.isSlurm || name == "--slurm";
    if (name == "--out")
    {
        request.out = value;
    }
    else if (name == "--sshloginfile")
    {
        request.engine.sshLoginFile = value;
    }
    else if (name == "--jobs")
    {
        const bool isNumber =
            value.size() < 6 && value.find_first_not_of("0123456789") == std::string::npos;
        request.engine.jobs = isNumber ? static_cast<uint32_t>(std::stoul(value)) : 0;
        if (request.engine.jobs == 0)
        {
            throw HttpSweepError("--jobs=" + value + ": accepted: a whole number from 1 to 99999");
        }
    }
    else if (name == "--sbatch")
    {
        std::istringstream words(value);
        for (std::string word; words >> word;)
        {
            request.engine.sbatch.push_back(word);
        }
    }
    else if (!isFlag)
    {
        throw HttpSweepError("unknown option " + name + "; --help lists them");
    }
}

/// @brief Reads the command line. @param words what follows the program's name @return the request
Request
ReadRequest(const std::vector<std::string>& words)
{
    Request request;
    for (const std::string& word : words)
    {
        if (word.compare(0, 2, "--") == 0)
        {
            const std::size_t equals = word.find('=');
            const bool hasValue = equals != std::string::npos;
            SetOption(request,
                      word.substr(0, equals),
                      hasValue ? word.substr(equals + 1) : "",
                      hasValue);
        }
        else if (request.file.empty())
        {
            request.file = word;
        }
        else
        {
            throw HttpSweepError("one sweep file at a time: " + request.file + " or " + word);
        }
    }
    if (request.file.empty())
    {
        throw HttpSweepError("a sweep file is needed; --help tells more");
    }
    return request;
}

/// @brief Does what the command line asks for. @param words it @return exit status
int
DoSweep(const std::vector<std::string>& words)
{
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
    const std::vector<std::string> words(argv + 1, argv + argc);
    try
    {
        if (!words.empty() && words.front() == "--work")
        {
            return WorkOnRuns({words.begin() + 1, words.end()});
        }
        for (const std::string& word : words)
        {
            if (word == "--help" || word == "-h")
            {
                std::cout << USAGE;
                return 0;
            }
        }
        return DoSweep(words);
    }
    catch (const HttpSweepError& error)
    {
        std::cerr << "sweep: " << error.what() << std::endl;
        return 2;
    }
    catch (const std::exception& error)
    {
        std::cerr << "sweep: " << error.what() << std::endl;
        return 1;
    }
}
