/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Runs the measured programs in turn, A B A B ..., and compares what they print with the goals.

#include "http-bench-goals.h"
#include "http-bench-process.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// What a program printed: figures by name.
using Figures = std::map<std::string, double>;

/// @brief What the command line asks for.
struct Options
{
    bool quick = false;          //!< fewer rounds
    bool callgrind = false;      //!< count instructions instead of time
    bool verbose = false;        //!< print every value
    std::set<std::string> names; //!< the goals to measure; empty: all
};

/// Name of the figure that valgrind gives: instructions of the simulation.
const std::string INSTRUCTIONS = "instructions";

/// @brief Stops with a message. @param message the message
[[noreturn]] void
Fail(const std::string& message)
{
    std::fprintf(stderr, "http-bench: %s\n", message.c_str());
    std::exit(2);
}

/// @brief Runs the programs and keeps what each printed in a round.
class Runner
{
  public:
    /// @brief A runner. @param options what the command line asks for
    explicit Runner(const Options& options)
        : m_options(options)
    {
    }

    /// @brief Begins a round, in which every command is run once. @param round its number, from 1
    void Begin(uint32_t round)
    {
        m_round = round;
        m_results.clear();
    }

    /**
     * @brief A figure of a command in this round.
     * @param term the command and the figure
     * @return the figure
     */
    double Get(const HttpBenchTerm& term)
    {
        if (term.command.empty())
        {
            return 1;
        }
        const std::string figure =
            m_options.callgrind && term.figure == "cpu_s" ? INSTRUCTIONS : term.figure;
        const Figures& figures = Run(term.command, figure == INSTRUCTIONS);
        const auto found = figures.find(figure);
        if (found == figures.end())
        {
            Fail(term.command + " printed no " + term.figure);
        }
        return found->second;
    }

    /**
     * @brief What a command printed in this round.
     * @param command the command
     * @param isCounted whether valgrind counts its instructions
     * @return its figures
     */
    const Figures& Run(const std::string& command, bool isCounted = false)
    {
        const auto [place, isNew] =
            m_results.emplace((isCounted ? INSTRUCTIONS + " " : "") + command, Figures());
        if (isNew)
        {
            place->second = Start(command, isCounted);
        }
        return place->second;
    }

  private:
    /**
     * @brief Puts a value into a command.
     * @param command the command
     * @param name what stands for the value
     * @param value the value
     */
    static void Replace(std::string& command, const std::string& name, const std::string& value)
    {
        if (const std::size_t place = command.find(name); place != std::string::npos)
        {
            command.replace(place, name.size(), value);
        }
    }

    /**
     * @brief Runs a command.
     * @param command the command
     * @param isCounted whether valgrind counts its instructions
     * @return what it printed
     */
    Figures Start(std::string command, bool isCounted) const
    {
        Replace(command, "%round", std::to_string(m_round));
        Replace(command, "%folder", m_scratch.GetPath());
        std::string line = GetHttpBenchPrograms().string() + "/" + command;
        if (isCounted)
        {
            line = "valgrind --tool=callgrind --callgrind-out-file=/dev/null "
                   "'--toggle-collect=ns3::Simulator::Run()' " +
                   line + " 2>&1";
        }
        FILE* output = popen(line.c_str(), "r");
        if (output == nullptr)
        {
            Fail("cannot run " + line);
        }
        Figures figures;
        char text[1024];
        while (std::fgets(text, sizeof(text), output) != nullptr)
        {
            ReadLine(text, figures);
        }
        if (const int status = pclose(output); status != 0)
        {
            Fail(line + " failed with status " + std::to_string(status));
        }
        return figures;
    }

    /**
     * @brief Reads name=value, or callgrind's count.
     * @param line the line
     * @param figures where it goes
     */
    static void ReadLine(const char* line, Figures& figures)
    {
        if (const char* count = std::strstr(line, "Collected : "))
        {
            figures[INSTRUCTIONS] = std::atof(count + std::strlen("Collected : "));
        }
        else if (const char* equals = std::strchr(line, '='); equals != nullptr && *line != '=')
        {
            figures[std::string(line, equals)] = std::atof(equals + 1);
        }
    }

    const Options& m_options;                 //!< what the command line asks for
    HttpBenchFolder m_scratch;                //!< where programs that write may write
    uint32_t m_round = 0;                     //!< number of the round
    std::map<std::string, Figures> m_results; //!< what the commands of this round printed
};

/**
 * @brief A sum of figures.
 * @param terms its parts
 * @param runner runs the programs
 * @return the sum
 */
double
Sum(const std::vector<HttpBenchTerm>& terms, Runner& runner)
{
    double sum = 0;
    for (const HttpBenchTerm& term : terms)
    {
        sum += term.factor * runner.Get(term);
    }
    return sum;
}

/**
 * @brief A quantile.
 * @param sorted values in order, at least one
 * @param part 0 to 1
 * @return the value, between neighbours in proportion
 */
double
GetQuantile(const std::vector<double>& sorted, double part)
{
    const double place = part * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

/// @brief A number for people. @param value the number @return four digits, more where it is large
std::string
Format(double value)
{
    char text[64];
    std::snprintf(text, sizeof(text), std::fabs(value) >= 1000 ? "%.0f" : "%.4g", value);
    return text;
}

/// @brief A goal and what was measured of it.
struct Measurement
{
    HttpBenchGoal goal;         //!< the goal
    std::vector<double> values; //!< a value for each round
    std::string beside;         //!< further figures of the last round
};

/**
 * @brief Measures a goal once more.
 * @param measurement the goal
 * @param runner runs the programs
 */
void
MeasureOnce(Measurement& measurement, Runner& runner)
{
    HttpBenchGoal& goal = measurement.goal;
    // A B, B A, A B ...: what the machine does beside it favours neither.
    if (measurement.values.size() % 2 == 1)
    {
        Sum(goal.value.divisor, runner);
    }
    const double sum = Sum(goal.value.sum, runner);
    const double divisor = goal.value.divisor.empty() ? 1 : Sum(goal.value.divisor, runner);
    measurement.values.push_back(sum / divisor);
    if (HttpBenchLimit& limit = goal.limit; !limit.most.empty())
    {
        const double most = Sum(limit.most, runner);
        limit.value = limit.isMost ? std::max(limit.value, most) : std::min(limit.value, most);
    }
    measurement.beside.clear();
    if (!goal.beside.empty())
    {
        measurement.beside =
            goal.beside + " " + Format(runner.Run(goal.value.sum.front().command).at(goal.beside)) +
            " to " + Format(runner.Run(goal.value.divisor.front().command).at(goal.beside));
    }
}

/**
 * @brief Prints a goal's line.
 * @param measurement the goal, measured
 * @return whether it is met: it is missed where the whole interquartile range misses it
 */
bool
Print(const Measurement& measurement)
{
    const HttpBenchGoal& goal = measurement.goal;
    std::vector<double> values = measurement.values;
    std::sort(values.begin(), values.end());
    const double low = GetQuantile(values, 0.25);
    const double high = GetQuantile(values, 0.75);
    const bool isMet = std::isnan(goal.limit.value) ||
                       (goal.limit.isMost ? low <= goal.limit.value : high >= goal.limit.value);
    std::ostringstream value;
    value << Format(GetQuantile(values, 0.5)) << " " << goal.limit.unit;
    if (values.size() > 1)
    {
        value << " (" << Format(low) << " to " << Format(high) << ")";
    }
    std::ostringstream limit;
    if (!std::isnan(goal.limit.value))
    {
        limit << (goal.limit.isMost ? "at most " : "at least ") << Format(goal.limit.value);
    }
    std::printf("%-24s %-54s %-34s %-18s %s%s\n",
                goal.name.c_str(),
                goal.text.c_str(),
                value.str().c_str(),
                limit.str().c_str(),
                std::isnan(goal.limit.value) ? "" : (isMet ? "met" : "MISSED"),
                measurement.beside.empty() ? "" : ("  " + measurement.beside).c_str());
    return isMet;
}

/**
 * @brief The goals that are measured together because they share a command.
 * @param all the goals
 * @param first index of the first of them
 * @return index after the last of them
 */
std::size_t
GetGroupEnd(const std::vector<Measurement>& all, std::size_t first)
{
    std::set<std::string> commands;
    std::size_t end = first;
    for (; end < all.size(); ++end)
    {
        const HttpBenchValue& value = all[end].goal.value;
        std::vector<HttpBenchTerm> terms = value.sum;
        terms.insert(terms.end(), value.divisor.begin(), value.divisor.end());
        const bool isShared =
            std::any_of(terms.begin(), terms.end(), [&commands](const HttpBenchTerm& term) {
                return commands.count(term.command) > 0;
            });
        if (end != first && !isShared)
        {
            break;
        }
        for (const HttpBenchTerm& term : terms)
        {
            commands.insert(term.command);
        }
    }
    return end;
}

/// @brief Prints how to use the program, and the goals.
void
PrintHelp()
{
    std::printf("usage: http-bench [NAME ...] [--quick] [--callgrind] [--verbose]\n\n"
                "Measures speed and memory against their goals; a goal is missed where the whole\n"
                "interquartile range misses it. The exit status is 1 if one is missed.\n\n"
                "  --quick      fewer rounds\n"
                "  --callgrind  instructions of the simulation, counted by valgrind, instead of\n"
                "               processor time; slow, and free of noise\n"
                "  --verbose    every value as it is measured\n\nGoals:\n");
    for (const HttpBenchGoal& goal : http_bench::GOALS)
    {
        std::printf("  %-24s %s\n", goal.name.c_str(), goal.text.c_str());
    }
}

/**
 * @brief Reads the command line.
 * @param argc number of arguments
 * @param argv arguments
 * @return the options
 */
Options
ReadOptions(int argc, char* argv[])
{
    Options options;
    std::set<std::string> known;
    for (const HttpBenchGoal& goal : http_bench::GOALS)
    {
        known.insert(goal.name);
    }
    for (int i = 1; i < argc; ++i)
    {
        const std::string argument = argv[i];
        if (argument == "--help" || argument == "-h")
        {
            PrintHelp();
            std::exit(0);
        }
        else if (argument == "--quick")
        {
            options.quick = true;
        }
        else if (argument == "--callgrind")
        {
            options.callgrind = true;
        }
        else if (argument == "--verbose")
        {
            options.verbose = true;
        }
        else if (known.count(argument) > 0)
        {
            options.names.insert(argument);
        }
        else
        {
            std::string message = "unknown argument \"" + argument +
                                  "\"; accepted: --quick, --callgrind, --verbose, or a goal:";
            for (const std::string& name : known)
            {
                message += " " + name;
            }
            Fail(message);
        }
    }
    return options;
}

/**
 * @brief How often a goal is measured.
 * @param goal the goal
 * @param options what the command line asks for
 * @return the number of rounds
 */
uint32_t
GetRounds(const HttpBenchGoal& goal, const Options& options)
{
    const uint32_t most = options.callgrind ? 1 : options.quick ? 5 : goal.rounds;
    return std::min(goal.rounds, most);
}

/// @brief Whether a goal is about processor time. @param goal the goal @return whether
bool
IsAboutTime(const HttpBenchGoal& goal)
{
    return goal.value.sum.front().figure == "cpu_s" ||
           goal.value.sum.front().figure == INSTRUCTIONS;
}

} // namespace

int
main(int argc, char* argv[])
{
    const Options options = ReadOptions(argc, argv);
    std::vector<Measurement> all;
    for (const HttpBenchGoal& goal : http_bench::GOALS)
    {
        if ((options.names.empty() || options.names.count(goal.name) > 0) &&
            (!options.callgrind || IsAboutTime(goal)))
        {
            all.push_back({goal, {}, ""});
        }
    }
    Runner runner(options);
    uint32_t missed = 0;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    for (std::size_t first = 0; first < all.size();)
    {
        const std::size_t end = GetGroupEnd(all, first);
        uint32_t rounds = 0;
        for (std::size_t i = first; i < end; ++i)
        {
            rounds = std::max(rounds, GetRounds(all[i].goal, options));
        }
        for (uint32_t round = 1; round <= rounds; ++round)
        {
            std::fprintf(stderr, "\r%s: %u of %u ", all[first].goal.name.c_str(), round, rounds);
            runner.Begin(round);
            for (std::size_t i = first; i < end; ++i)
            {
                if (round > GetRounds(all[i].goal, options))
                {
                    continue;
                }
                MeasureOnce(all[i], runner);
                if (options.verbose)
                {
                    std::printf("%s %s\n",
                                all[i].goal.name.c_str(),
                                Format(all[i].values.back()).c_str());
                }
            }
        }
        std::fprintf(stderr, "\r%60s\r", "");
        for (; first < end; ++first)
        {
            missed += Print(all[first]) ? 0 : 1;
        }
    }
    std::printf("%zu measured, %u missed\n", all.size(), missed);
    return missed == 0 ? 0 : 1;
}
