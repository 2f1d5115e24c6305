/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-engine.h"

#include "http-sweep-process.h"

#include "ns3/http-file.h"
#include "ns3/http-quote.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace ns3
{

namespace
{

/// Tasks of a Slurm array at most: its MaxArraySize is 1001 unless the cluster says more.
constexpr std::size_t MAX_TASKS = 1000;

/// Whether Ctrl-C was pressed.
volatile sig_atomic_t g_isInterrupted = 0;

/// GNU parallel's process; 0: none.
volatile sig_atomic_t g_parallel = 0;

/// @brief Ctrl-C was pressed, or this program alone was told. @param signal which
void
OnInterrupt(int signal)
{
    // Pressed once more, the key ends this program at once.
    std::signal(signal, SIG_DFL);
    g_isInterrupted = 1;
    if (g_parallel > 0)
    {
        // Of the keys it learns itself; a second signal does it no harm.
        kill(g_parallel, SIGINT);
    }
}

/// @brief A time for people. @param seconds it @return as in 2 min 5 s
std::string
FormatDuration(double seconds)
{
    const auto whole = static_cast<uint64_t>(std::ceil(seconds));
    std::string text = whole >= 3600 ? std::to_string(whole / 3600) + " h " : "";
    text += whole >= 60 ? std::to_string(whole / 60 % 60) + " min " : "";
    return text + (whole < 3600 ? std::to_string(whole % 60) + " s" : "");
}

/// @brief Writes numbers of runs, one a line. @param file where @param runs them
void
WriteNumbers(const std::string& file, const std::vector<uint32_t>& runs)
{
    std::string numbers;
    for (const uint32_t number : runs)
    {
        numbers += std::to_string(number) + "\n";
    }
    WriteWholeFile(file, numbers);
}

/// @brief The command that does runs. @param job the job @return its words, as a shell takes them
std::string
QuoteWorker(const HttpSweepJob& job)
{
    std::vector<std::string> words = MakeWorkerWords(job);
    std::transform(words.begin(), words.end(), words.begin(), HttpQuoteShell);
    return HttpJoin(words, " ");
}

/// @brief Number of lines of a file. @param name its name @return the number
std::size_t
CountLines(const std::string& name)
{
    const std::string text = ReadWholeFile(name);
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// @brief Starts a program that dies with this one. @param words it @param input its input
/// @return its process
pid_t
StartProcess(const std::vector<std::string>& words, const std::string& input)
{
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0)
    {
        throw std::runtime_error("cannot start " + words.front() + ": " + std::strerror(errno));
    }
    if (child == 0)
    {
        // Should this program be killed, no further run is begun; those under way come to an end.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int descriptor = open(input.c_str(), O_RDONLY);
        dup2(descriptor, STDIN_FILENO);
        close(descriptor);
        std::signal(SIGINT, SIG_DFL);
        // The words are quoted for this shell, here and on other machines, whatever the user's own.
        setenv("PARALLEL_SHELL", "/bin/sh", 0);
        if (getppid() != parent)
        {
            std::_Exit(1);
        }
        ExecuteWords(words);
    }
    return child;
}

/// @brief Waits for GNU parallel, and says how long it will take from the first runs.
/// @param engine its process @param jobLog its log @param runs runs to be done @param first runs
/// that tell @return its exit status
int
WaitForParallel(pid_t engine, const std::string& jobLog, std::size_t runs, std::size_t first)
{
    const auto start = std::chrono::steady_clock::now();
    bool isTold = runs <= 2 * first;
    int status = 0;
    for (pid_t ended = 0; ended == 0 || (ended < 0 && errno == EINTR);)
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        // The first line names the columns.
        const std::size_t lines = isTold ? 0 : CountLines(jobLog);
        const std::size_t done = lines > 0 ? lines - 1 : 0;
        if (done >= first)
        {
            const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
            std::cerr << "sweep: about "
                      << FormatDuration(spent.count() / static_cast<double>(done) *
                                        static_cast<double>(runs - done))
                      << " more, from the first " << done << " runs" << std::endl;
            isTold = true;
        }
        ended = waitpid(engine, &status, WNOHANG);
    }
    return GetExitStatus(status);
}

/**
 * @brief Says how GNU parallel ended where that was not the end of its runs, and which runs it took
 * for ended although they left nothing, as on a machine that does not see the same files.
 * @param status its exit status
 * @param jobLog its log
 * @param folder the sweep's
 * @param pending the runs that were to be done
 */
void
TellOfParallel(int status,
               const std::string& jobLog,
               const HttpSweepFolder& folder,
               const std::vector<uint32_t>& pending)
{
    if (g_isInterrupted == 0 && status > 128)
    {
        std::cerr << "sweep: GNU parallel was ended by signal " << status - 128 << std::endl;
    }
    std::istringstream lines(ReadWholeFile(jobLog));
    std::vector<std::string> lost;
    std::string host;
    for (std::string line; std::getline(lines, line);)
    {
        std::istringstream columns(line);
        std::size_t place = 0; // among the runs that were to be done, from 1
        if (columns >> place >> host && place >= 1 && place <= pending.size() &&
            !std::filesystem::exists(folder.GetRunFolder(pending[place - 1])))
        {
            lost.push_back(std::to_string(pending[place - 1]) + " on " + host);
        }
    }
    if (!lost.empty())
    {
        std::cerr << "sweep: " << lost.size() << " runs left nothing in " << folder.GetPath()
                  << ", run " << lost.front() << " is the first; does that machine see the folder?"
                  << std::endl;
    }
}

/// @brief Does runs by GNU parallel. @param engine how @param job the job @param folder where
/// @param pending those to be done @return whether it came to its end
bool
DoByParallel(const HttpSweepEngine& engine,
             const HttpSweepJob& job,
             const HttpSweepFolder& folder,
             const std::vector<uint32_t>& pending)
{
    // What was done before, the folders tell; the log is of this time's runs.
    const std::string jobLog = folder.GetFile("joblog");
    WriteWholeFile(jobLog, "");
    const uint32_t cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::string> words = {"parallel", "--will-cite", "--joblog", jobLog};
    if (engine.jobs > 0 || engine.sshLoginFile.empty())
    {
        const uint32_t jobs = engine.jobs > 0 ? engine.jobs : cores;
        words.insert(words.end(), {"--jobs", std::to_string(jobs)});
    }
    if (!engine.sshLoginFile.empty())
    {
        // A machine that is lost gives its run to another.
        words.insert(words.end(), {"--sshloginfile", engine.sshLoginFile, "--retries", "3"});
    }
    if (isatty(STDERR_FILENO) != 0)
    {
        words.emplace_back("--bar");
    }
    words.push_back(QuoteWorker(job) + " {}");
    WriteNumbers(folder.GetFile("numbers"), pending);
    const pid_t process = StartProcess(words, folder.GetFile("numbers"));
    g_parallel = process;
    const std::size_t first = std::max<std::size_t>(4, engine.jobs > 0 ? engine.jobs : cores);
    const int status = WaitForParallel(process, jobLog, pending.size(), first);
    g_parallel = 0;
    std::filesystem::remove(folder.GetFile("numbers"));
    if (status == 127)
    {
        throw std::runtime_error("GNU parallel is not installed (Debian package parallel)");
    }
    // Up to 101 says how many runs failed; a signal's 128 and more that it was stopped.
    // Interrupted, it ends with 255.
    if (g_isInterrupted == 0 && status > 101 && (status <= 128 || status == 255))
    {
        throw std::runtime_error("GNU parallel failed with status " + std::to_string(status));
    }
    TellOfParallel(status, jobLog, folder, pending);
    return g_isInterrupted == 0 && status < 128;
}

/// @brief Runs one of Slurm's commands. @param words it @return what it printed
std::string
AskSlurm(const std::vector<std::string>& words)
{
    const HttpProcessResult result = RunProcess(words);
    if (result.status == 127)
    {
        throw std::runtime_error("there is no " + words.front() + ": Slurm is not installed here");
    }
    if (result.status != 0)
    {
        throw std::runtime_error(HttpJoin(words, " ") + ": exit status " +
                                 std::to_string(result.status) + ": " + result.errors);
    }
    return result.output;
}

/// @brief Whether a job still is in Slurm's queue. @param job its number @return whether
bool
IsQueued(const std::string& job)
{
    const HttpProcessResult result = RunProcess({"squeue", "--noheader", "--jobs", job});
    // A job that ended long ago is no longer known.
    if (result.status != 0 && result.errors.find("Invalid job id") == std::string::npos)
    {
        throw std::runtime_error("squeue: " + result.errors);
    }
    return result.status == 0 && !result.output.empty();
}

/// @brief Writes the array job's script. @param job the job @param folder the sweep's
/// @param pending the runs to be done @return the script's name
std::string
WriteSlurmScript(const HttpSweepJob& job,
                 const HttpSweepFolder& folder,
                 const std::vector<uint32_t>& pending)
{
    const std::size_t perTask = (pending.size() + MAX_TASKS - 1) / MAX_TASKS;
    const std::size_t tasks = (pending.size() + perTask - 1) / perTask;
    std::filesystem::create_directories(folder.GetFile("slurm"));
    WriteNumbers(folder.GetFile("slurm/runs"), pending);
    const std::string count = std::to_string(perTask);
    const std::string script = "#!/bin/sh\n"
                               "#SBATCH --job-name=sweep-" +
                               std::filesystem::path(folder.GetPath()).filename().string() +
                               "\n"
                               "#SBATCH --array=0-" +
                               std::to_string(tasks - 1) +
                               "\n"
                               "#SBATCH --ntasks=1\n"
                               "#SBATCH --output=" +
                               folder.GetFile("slurm/task-%a.log") +
                               "\n"
                               "first=$((SLURM_ARRAY_TASK_ID * " +
                               count +
                               " + 1))\n"
                               "sed -n \"$first,$((first + " +
                               count + " - 1))p\" " + HttpQuoteShell(folder.GetFile("slurm/runs")) +
                               " |\n    xargs " + QuoteWorker(job) + "\n";
    WriteWholeFile(folder.GetFile("slurm/job.sh"), script);
    return folder.GetFile("slurm/job.sh");
}

/// @brief Has Slurm do runs. @param engine how @param job the job @param folder where
/// @param pending those to be done @return whether it came to its end
bool
DoBySlurm(const HttpSweepEngine& engine,
          const HttpSweepJob& job,
          const HttpSweepFolder& folder,
          const std::vector<uint32_t>& pending)
{
    std::string number = FindSlurmJob(folder);
    if (number.empty())
    {
        std::vector<std::string> words = {"sbatch", "--parsable"};
        words.insert(words.end(), engine.sbatch.begin(), engine.sbatch.end());
        words.push_back(WriteSlurmScript(job, folder, pending));
        const std::string answer = AskSlurm(words);
        number = answer.substr(0, answer.find_first_not_of("0123456789"));
        WriteWholeFile(folder.GetFile("slurm/number"), number + "\n");
    }
    std::cerr << "sweep: Slurm's job " << number << std::endl;
    std::signal(SIGINT, OnInterrupt);
    std::size_t told = 0;
    while (g_isInterrupted == 0 && IsQueued(number))
    {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        const auto done = static_cast<std::size_t>(
            std::count_if(pending.begin(), pending.end(), [&](uint32_t run) {
                return folder.IsDone(run);
            }));
        if (done * 10 / pending.size() > told)
        {
            told = done * 10 / pending.size();
            std::cerr << "sweep: " << done << " of " << pending.size() << " runs done" << std::endl;
        }
    }
    return g_isInterrupted == 0;
}

} // namespace

std::string
FindSlurmJob(const HttpSweepFolder& folder)
{
    const std::string file = folder.GetFile("slurm/number");
    if (access(file.c_str(), F_OK) != 0)
    {
        return "";
    }
    std::string number = ReadWholeFile(file);
    number.erase(number.find_last_not_of('\n') + 1);
    return IsQueued(number) ? number : "";
}

bool
DoSweepRuns(const HttpSweepEngine& engine,
            const HttpSweepJob& job,
            const HttpSweepFolder& folder,
            const std::vector<uint32_t>& pending)
{
    std::signal(SIGINT, OnInterrupt);
    return engine.isSlurm ? DoBySlurm(engine, job, folder, pending)
                          : DoByParallel(engine, job, folder, pending);
}

} // namespace ns3
