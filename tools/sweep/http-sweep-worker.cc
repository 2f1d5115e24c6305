/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-worker.h"

#include "http-sweep-folder.h"
#include "http-sweep-process.h"
#include "http-sweep-program.h"

#include "ns3/http-file.h"
#include "ns3/http-quote.h"
#include "ns3/http-text.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ns3
{

namespace
{

using Json = nlohmann::ordered_json;

/// Less room than this on the disk, and no further run is begun.
constexpr uint64_t LEAST_ROOM = 1 << 20;

/// The program that runs, for the signal handler; 0: none.
volatile sig_atomic_t g_child = 0;

/// Whether its time was up.
volatile sig_atomic_t g_isLate = 0;

/// @brief The program's time is up. @param signal not used
void
OnAlarm(int /* signal */)
{
    g_isLate = 1;
    if (g_child > 0)
    {
        kill(g_child, SIGKILL);
    }
}

/// @brief What a run left.
struct Ending
{
    int status = 0;      //!< exit status
    double wall = 0;     //!< seconds
    double cpu = 0;      //!< seconds of processor time, user and system
    uint64_t memory = 0; //!< bytes at most in memory
    bool isLate = false; //!< whether the time limit ended it
};

/// @brief Becomes the program. @param job the job @param words its words @param log its output's
/// file
[[noreturn]] void
BecomeProgram(const HttpSweepJob& job,
              const std::vector<std::string>& words,
              const std::string& log)
{
    // A program whose worker is gone would write into a folder that is another's by then.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    const int input = open("/dev/null", O_RDONLY);
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    close(input);
    close(output);
    const rlimit noCore = {0, 0};
    setrlimit(RLIMIT_CORE, &noCore);
    if (job.memoryLimit > 0)
    {
        const rlimit limit = {job.memoryLimit, job.memoryLimit};
        setrlimit(RLIMIT_AS, &limit);
    }
    if (chdir(job.start.c_str()) != 0)
    {
        std::perror(job.start.c_str());
        std::_Exit(127);
    }
    ExecuteWords(words);
}

/// @brief Runs the program within its limits. @param job the job @param words program and arguments
/// @param log file for what it prints @return what it left
Ending
RunProgram(const HttpSweepJob& job, const std::vector<std::string>& words, const std::string& log)
{
    const auto start = std::chrono::steady_clock::now();
    std::signal(SIGALRM, OnAlarm);
    g_isLate = 0;
    const pid_t child = fork();
    if (child < 0)
    {
        throw std::runtime_error(std::string("cannot start a process: ") + std::strerror(errno));
    }
    if (child == 0)
    {
        BecomeProgram(job, words, log);
    }
    g_child = child;
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(job.timeLimit);
    timer.it_value.tv_usec = static_cast<suseconds_t>(std::fmod(job.timeLimit, 1) * 1e6);
    setitimer(ITIMER_REAL, &timer, nullptr);
    int status = 0;
    rusage usage{};
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
    {
    }
    g_child = 0;
    const itimerval off{};
    setitimer(ITIMER_REAL, &off, nullptr);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return {GetExitStatus(status),
            wall.count(),
            seconds(usage.ru_utime) + seconds(usage.ru_stime),
            static_cast<uint64_t>(usage.ru_maxrss) * 1024,
            g_isLate != 0};
}

/// @brief Why a run does not count. @param job the job @param ending what it left
/// @param folder its folder @param summary its summary, if it counts @return empty if it counts
std::string
FindFailure(const HttpSweepJob& job, const Ending& ending, const std::string& folder, Json& summary)
{
    if (ending.isLate)
    {
        return "time limit of " + FormatHttpExactly(job.timeLimit) + " s";
    }
    if (ending.status > 128)
    {
        return "ended by signal " + std::to_string(ending.status - 128);
    }
    if (ending.status != 0)
    {
        return "exit status " + std::to_string(ending.status);
    }
    try
    {
        summary = Json::parse(ReadWholeFile(folder + "/summary.json"));
    }
    catch (const std::exception&)
    {
        return "it wrote no summary.json";
    }
    if (!summary.is_object())
    {
        return "its summary.json is no summary";
    }
    const std::string state = summary.value("state", "complete");
    if (state != "complete")
    {
        return "its summary.json says that it is " + state;
    }
    return summary.contains("statistics") ? "" : "its summary.json is no summary";
}

/// @brief Options of a run. @param folder the sweep's @param number the run's @return words
std::vector<std::string>
ReadRun(const HttpSweepFolder& folder, uint32_t number)
{
    std::ifstream list(folder.GetFile("runs.txt"));
    std::string line;
    for (uint32_t i = 0; i <= number && std::getline(list, line); ++i)
    {
    }
    if (!list)
    {
        throw std::runtime_error(folder.GetFile("runs.txt") + " has no run " +
                                 std::to_string(number));
    }
    std::istringstream columns(line);
    std::getline(columns, line, '\t'); // the point
    std::vector<std::string> words;
    while (std::getline(columns, line, '\t'))
    {
        words.push_back(line);
    }
    return words;
}

/// @brief Has GNU parallel begin no further run: a disk that is full fails them all.
/// @param reason why
void
StopSweep(const std::string& reason)
{
    std::cerr << "sweep: " << reason << "; no further run is begun" << std::endl;
    const char* engine = std::getenv("PARALLEL_PID");
    const int process = engine == nullptr ? 0 : std::atoi(engine);
    if (process > 1)
    {
        kill(process, SIGHUP);
    }
}

/// @brief Whether there is room on the disk. @param folder a folder on it @return whether
bool
HasRoom(const std::string& folder)
{
    struct statvfs disk = {};
    return statvfs(folder.c_str(), &disk) != 0 ||
           static_cast<uint64_t>(disk.f_bavail) * disk.f_frsize >= LEAST_ROOM;
}

/// @brief Name of this machine. @return the name
std::string
GetHost()
{
    std::array<char, 256> name{};
    gethostname(name.data(), name.size() - 1);
    return name.data();
}

/// @brief Does a run. @param job the job @param folder the sweep's @param number the run's
/// @return whether it counts
bool
DoRun(const HttpSweepJob& job, const HttpSweepFolder& folder, uint32_t number)
{
    if (folder.IsDone(number))
    {
        return true;
    }
    const std::string place = folder.GetRunFolder(number);
    std::filesystem::remove_all(place);
    std::filesystem::create_directories(place);
    std::vector<std::string> words = ReadRun(folder, number);
    words.insert(words.begin(), job.program);
    words.push_back("--out=" + place);
    std::string command = "cd " + HttpQuoteShell(job.start) + " &&";
    for (const std::string& word : words)
    {
        command += " " + HttpQuoteShell(word);
    }
    WriteWholeFile(place + "/command", command + "\n");
    const Ending ending = RunProgram(job, words, place + "/log");
    Json summary;
    const std::string failure = FindFailure(job, ending, place, summary);
    Json run = {{"run", number},
                {"exit", ending.status},
                {"wall_s", ending.wall},
                {"cpu_s", ending.cpu},
                {"memory_bytes", ending.memory},
                {"host", GetHost()}};
    run[failure.empty() ? "summary" : "failure"] = failure.empty() ? summary : Json(failure);
    WriteWholeFile(place + (failure.empty() ? "/run.json" : "/failure.json"), run.dump() + "\n");
    if (!failure.empty() && !HasRoom(place))
    {
        StopSweep("the disk of " + folder.GetPath() + " is full");
    }
    return failure.empty();
}

} // namespace

std::vector<std::string>
MakeWorkerWords(const HttpSweepJob& job)
{
    return {GetProgramFolder() + "/sweep",
            "--work",
            job.folder,
            job.program,
            job.start,
            FormatHttpExactly(job.timeLimit),
            std::to_string(job.memoryLimit)};
}

int
WorkOnRuns(const std::vector<std::string>& words)
{
    if (words.size() < 6)
    {
        throw std::runtime_error("--work is for the sweep's own use");
    }
    const HttpSweepJob job = {words[0],
                              words[1],
                              words[2],
                              std::stod(words[3]),
                              std::stoull(words[4])};
    const HttpSweepFolder folder(job.folder);
    int status = 0;
    try
    {
        folder.HoldRun();
        for (std::size_t i = 5; i < words.size(); ++i)
        {
            status = DoRun(job, folder, static_cast<uint32_t>(std::stoul(words[i]))) ? status : 1;
        }
    }
    catch (const std::exception& error)
    {
        StopSweep(error.what());
        return 1;
    }
    return status;
}

} // namespace ns3
