/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a sweep costs beside its runs, what a second core brings, and how long the gathering of many
// points takes. Prints figures as name=value.

#include "http-bench-process.h"

#include "ns3/http-csv.h"
#include "ns3/http-file.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace ns3;

namespace
{

namespace fs = std::filesystem;

/// Runs of the sweep whose cost is measured.
constexpr int RUNS = 200;

/// Those of them that are done without a sweep, too.
constexpr int BARE_RUNS = 60;

/// Values of each of the two parameters whose points are gathered.
constexpr int SIDE = 100;

/// @brief Runs a sweep. @param file its file @param out folder for its results @param jobs at a
/// time
/// @return seconds
double
Sweep(const fs::path& file, const fs::path& out, int jobs)
{
    const std::string command = (GetHttpBenchPrograms() / "sweep").string() + " " + file.string() +
                                " --out=" + out.string() + " --jobs=" + std::to_string(jobs) +
                                " >" + out.string() + ".log 2>&1";
    const auto start = std::chrono::steady_clock::now();
    if (const int status = std::system(command.c_str()); status != 0)
    {
        throw std::runtime_error(command + ": status " + std::to_string(status));
    }
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    return time.count();
}

/// @brief Processor time of all processes started so far, and of theirs. @return seconds
double
GetChildrenTime()
{
    rusage usage = {};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// @brief Sum of a column of results.csv. @param file its name @param column the column @return sum
double
SumColumn(const fs::path& file, const std::string& column)
{
    const auto rows = HttpReadCsv(ReadWholeFile(file.string()));
    const auto& names = rows.front();
    const auto place = std::find(names.begin(), names.end(), column) - names.begin();
    double sum = 0;
    for (std::size_t row = 1; row < rows.size(); ++row)
    {
        sum += std::stod(rows[row].at(place));
    }
    return sum;
}

/// @brief The options of a sweep's runs. @param out the sweep's folder @return of each run, words
std::vector<std::vector<std::string>>
ReadRuns(const fs::path& out)
{
    std::ifstream stream(out / "runs.txt");
    std::vector<std::vector<std::string>> runs;
    std::string line;
    std::getline(stream, line);
    while (std::getline(stream, line))
    {
        std::istringstream columns(line);
        std::string word;
        std::getline(columns, word, '\t');
        runs.emplace_back();
        while (std::getline(columns, word, '\t'))
        {
            runs.back().push_back(word);
        }
    }
    return runs;
}

/// @brief Does every second run, or all, in turn, in this process's children.
/// @param runs options of each @param first the first one @param step to the next
/// @param out folder for what they write @return whether all came to a good end
bool
DoRuns(const std::vector<std::vector<std::string>>& runs,
       std::size_t first,
       std::size_t step,
       const fs::path& out)
{
    for (std::size_t i = first; i < runs.size(); i += step)
    {
        fs::create_directories(out);
        std::string command = (GetHttpBenchPrograms() / "http-sim").string();
        for (const std::string& word : runs[i])
        {
            command += " '" + word + "'";
        }
        command += " --out='" + out.string() + "' >'" + out.string() + ".log' 2>&1";
        if (std::system(command.c_str()) != 0)
        {
            return false;
        }
        fs::remove_all(out);
    }
    return true;
}

/// @brief Does runs without a sweep. @param runs options of each @param processes that share them
/// @param work a folder @return seconds
double
MeasureBare(const std::vector<std::vector<std::string>>& runs,
            std::size_t processes,
            const fs::path& work)
{
    const auto start = std::chrono::steady_clock::now();
    std::vector<pid_t> children;
    for (std::size_t i = 0; i < processes; ++i)
    {
        const pid_t child = fork();
        if (child < 0)
        {
            throw std::runtime_error("cannot start a process");
        }
        if (child == 0)
        {
            std::_Exit(DoRuns(runs, i, processes, work / ("bare" + std::to_string(i))) ? 0 : 1);
        }
        children.push_back(child);
    }
    for (const pid_t child : children)
    {
        int status = 0;
        if (waitpid(child, &status, 0) != child || status != 0)
        {
            throw std::runtime_error("a run without a sweep failed");
        }
    }
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    return time.count();
}

/**
 * @brief How much more the machine does with two cores than with one: the same runs by two
 * processes that know nothing of each other against one. It is below 2 where cores share a cache,
 * memory, their clock's allowance or, as on virtual machines, a core.
 * @param runs options of each
 * @param work a folder
 * @return times as much
 */
double
MeasureMachine(const std::vector<std::vector<std::string>>& runs, const fs::path& work)
{
    // In turn, so that what else the machine does favours neither.
    double one = 0;
    double two = 0;
    for (int round = 0; round < 2; ++round)
    {
        one += MeasureBare(runs, 1, work);
        two += MeasureBare(runs, 2, work);
    }
    return one / two;
}

/// @brief Measures sweeps of short runs, one at a time and two. @param work a folder
void
MeasureRuns(const fs::path& work)
{
    const fs::path file = work / "runs.toml";
    WriteWholeFile(file.string(),
                   "replications = " + std::to_string(RUNS) +
                       "\n[options]\nworkload = \"page\"\nobjects = 400\nloss = 0.001\n");
    const double before = GetChildrenTime();
    const double one = Sweep(file, work / "one", 1);
    const double spent = GetChildrenTime() - before;
    const double two = Sweep(file, work / "two", 2);
    const double runs = SumColumn(work / "one" / "results.csv", "wall_s");
    std::printf("runs=%d\n", RUNS);
    std::printf("run_ms=%.3f\n", runs / RUNS * 1e3);
    const double cpu = SumColumn(work / "one" / "results.csv", "cpu_s");
    std::printf("overhead_cpu_ms=%.3f\n", (spent - cpu) / RUNS * 1e3);
    std::printf("overhead_ms=%.3f\n", (one - runs) / RUNS * 1e3);
    std::vector<std::vector<std::string>> bare = ReadRuns(work / "one");
    bare.resize(BARE_RUNS);
    const double machine = MeasureMachine(bare, work);
    std::printf("two_cores=%.3f\n", one / two);
    std::printf("two_cores_machine=%.3f\n", machine);
    std::printf("two_cores_allowed=%.3f\n", 0.95 * machine);
}

/// @brief Measures the gathering of points that are all done. @param work a folder
void
MeasureGathering(const fs::path& work)
{
    const fs::path file = work / "gather.toml";
    const fs::path out = work / "gather";
    const std::string side = std::to_string(SIDE);
    const std::string options = "[options]\nworkload = \"page\"\n[parameters]\n";
    WriteWholeFile(file.string(),
                   options + "objects = { from = 1, to = " + side +
                       ", step = 1 }\nqueue = { from = 1, to = " + side +
                       ", step = 1 }\n[[plot]]\nx = \"objects\"\ny = \"page_mean_s\"\nseries = "
                       "\"queue\"\n");
    // One true run is the pattern of all the others.
    WriteWholeFile((work / "pattern.toml").string(), options + "objects = [1]\nqueue = [1]\n");
    Sweep(work / "pattern.toml", work / "pattern", 1);
    std::ifstream pattern(work / "pattern" / "runs" / "1" / "run.json");
    std::string run;
    std::getline(pattern, run);
    std::ifstream list(work / "pattern" / "runs.txt");
    std::string head;
    std::string line;
    std::getline(list, head);
    std::getline(list, line);
    const std::string end = "--objects=1\t--queue=1\t--RngRun=1";
    const std::string begin = line.substr(2, line.find(end) - 2);
    std::string lines = head + "\n";
    int number = 0;
    for (int objects = 1; objects <= SIDE; ++objects)
    {
        for (int queue = 1; queue <= SIDE; ++queue)
        {
            ++number;
            lines += std::to_string(number) + "\t" + begin +
                     "--objects=" + std::to_string(objects) + "\t--queue=" + std::to_string(queue) +
                     "\t--RngRun=1\n";
            const fs::path folder = out / "runs" / std::to_string(number);
            fs::create_directories(folder);
            WriteWholeFile((folder / "run.json").string(), run + "\n");
        }
    }
    WriteWholeFile((out / "runs.txt").string(), lines);
    std::printf("points=%d\n", number);
    std::printf("gather_s=%.3f\n", Sweep(file, out, 1));
}

} // namespace

int
main(int argc, char* argv[])
{
    const std::string what = argc == 2 ? argv[1] : "";
    if (what != "runs" && what != "gather")
    {
        std::fprintf(stderr, "usage: http-bench-sweep runs | gather\n");
        return 2;
    }
    int status = 0;
    try
    {
        const HttpBenchFolder work;
        (what == "runs" ? MeasureRuns : MeasureGathering)(work.GetPath());
    }
    catch (const std::exception& error)
    {
        std::fprintf(stderr, "http-bench-sweep: %s\n", error.what());
        status = 1;
    }
    return status;
}
