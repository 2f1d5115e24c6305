/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a sweep costs beside its runs, what a second core brings, and how long the gathering of many
// points takes. Prints figures as name=value.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace
{

namespace fs = std::filesystem;

/// Runs of the sweep whose cost is measured.
constexpr int RUNS = 200;

/// Values of each of the two parameters whose points are gathered.
constexpr int SIDE = 100;

/// @brief Folder of this program. @return its path
fs::path
GetFolder()
{
    return fs::read_symlink("/proc/self/exe").parent_path();
}

/// @brief Writes a file. @param file its name @param text what it holds
void
Write(const fs::path& file, const std::string& text)
{
    std::ofstream stream(file);
    if (!(stream << text).flush())
    {
        throw std::runtime_error("cannot write " + file.string());
    }
}

/// @brief Runs a sweep. @param file its file @param out folder for its results @param jobs at a
/// time
/// @return seconds
double
Sweep(const fs::path& file, const fs::path& out, int jobs)
{
    const std::string command = (GetFolder() / "sweep").string() + " " + file.string() +
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
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    std::istringstream names(line);
    int place = 0;
    for (std::string name; std::getline(names, name, ',') && name != column;)
    {
        ++place;
    }
    double sum = 0;
    while (std::getline(stream, line))
    {
        std::istringstream fields(line);
        std::string field;
        for (int i = 0; i <= place; ++i)
        {
            std::getline(fields, field, ',');
        }
        sum += std::stod(field);
    }
    return sum;
}

/// @brief Measures sweeps of short runs, one at a time and two. @param work a folder
void
MeasureRuns(const fs::path& work)
{
    const fs::path file = work / "runs.toml";
    Write(file,
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
    std::printf("two_cores=%.3f\n", one / two);
}

/// @brief Measures the gathering of points that are all done. @param work a folder
void
MeasureGathering(const fs::path& work)
{
    const fs::path file = work / "gather.toml";
    const fs::path out = work / "gather";
    const std::string side = std::to_string(SIDE);
    Write(file,
          "[parameters]\nobjects = { from = 1, to = " + side +
              ", step = 1 }\nqueue = { from = 1, to = " + side +
              ", step = 1 }\n[[plot]]\nx = \"objects\"\ny = \"page_mean_s\"\nseries = "
              "\"queue\"\n");
    // One true run is the pattern of all the others.
    Write(work / "pattern.toml", "[parameters]\nobjects = [1]\nqueue = [1]\n");
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
            Write(folder / "run.json", run + "\n");
        }
    }
    Write(out / "runs.txt", lines);
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
    const fs::path work =
        fs::temp_directory_path() / ("http-bench-sweep-" + std::to_string(getpid()));
    int status = 0;
    try
    {
        fs::create_directories(work);
        (what == "runs" ? MeasureRuns : MeasureGathering)(work);
    }
    catch (const std::exception& error)
    {
        std::fprintf(stderr, "http-bench-sweep: %s\n", error.what());
        status = 1;
    }
    fs::remove_all(work);
    return status;
}
