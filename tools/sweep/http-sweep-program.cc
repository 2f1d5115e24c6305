/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-program.h"

#include "http-sweep-process.h"

#include "ns3/http-nearest-word.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <sstream>
#include <unistd.h>

namespace ns3
{

namespace
{

/// Word that has a program check the options on its standard input.
const char* const CHECK = "--CheckOptions";

/// @brief The name of an option. @param word as in --name=value @return the name
std::string
GetName(const std::string& word)
{
    return word.substr(2, word.find('=') - 2);
}

/// @brief A program, and how it answers.
class Program
{
  public:
    /**
     * @brief A program.
     * @param path where it is
     * @param folder where it runs
     */
    Program(const std::string& path, const std::string& folder)
        : m_path(path),
          m_folder(folder)
    {
        const HttpProcessResult probe = RunProcess({path, CHECK}, "", folder);
        const std::string answer = " checks options\n";
        m_isChecker = probe.status == 0 && probe.output.find(answer) != std::string::npos &&
                      probe.output.find(answer) + answer.size() == probe.output.size();
        if (!m_isChecker)
        {
            ReadHelp();
        }
    }

    /**
     * @brief What is wrong with options.
     * @param options the options, --name=value
     * @return for each an empty text, or what is wrong
     */
    std::vector<std::string> Check(const std::vector<std::string>& options) const
    {
        std::vector<std::string> answers;
        if (!m_isChecker)
        {
            for (const std::string& option : options)
            {
                answers.push_back(CheckName(GetName(option)));
            }
            return answers;
        }
        answers = Ask(options);
        answers.resize(options.size(), "the program ends when it is given");
        return answers;
    }

    /// @brief Which statistics the program does not have. @param names them
    /// @return for each an empty text, or what is wrong
    std::vector<std::string> CheckStatistics(std::vector<std::string> names) const
    {
        for (std::string& name : names)
        {
            name.insert(0, "statistic ");
        }
        std::vector<std::string> answers;
        if (m_isChecker && !names.empty())
        {
            answers = Ask(names);
        }
        answers.resize(names.size());
        return answers;
    }

    /**
     * @brief Which options do nothing together with others.
     * @param lines options with tabs between them
     * @return for each line the options that do nothing there by name, and where they belong
     */
    std::vector<std::map<std::string, std::string>> FindStrays(
        const std::vector<std::string>& lines) const
    {
        std::vector<std::map<std::string, std::string>> strays(lines.size());
        const std::vector<std::string> answers = m_isChecker ? Ask(lines) : lines;
        for (std::size_t i = 0; m_isChecker && i < std::min(lines.size(), answers.size()); ++i)
        {
            std::istringstream parts(answers[i]);
            for (std::string part; std::getline(parts, part, '\t');)
            {
                const std::size_t colon = part.find(": ");
                strays[i][part.substr(0, colon)] =
                    part.substr(std::min(colon, part.size() - 2) + 2);
            }
        }
        return strays;
    }

  private:
    /// @brief Has the program check lines. @param lines the lines @return its answers
    std::vector<std::string> Ask(const std::vector<std::string>& lines) const
    {
        std::istringstream output(
            RunProcess({m_path, CHECK}, HttpJoin(lines, "\n") + "\n", m_folder).output);
        std::vector<std::string> answers;
        std::string line;
        // The first line tells that the program checks.
        std::getline(output, line);
        while (std::getline(output, line))
        {
            answers.push_back(line);
        }
        return answers;
    }

    /// @brief Learns the names from ns-3's help.
    void ReadHelp()
    {
        const HttpProcessResult help = RunProcess({m_path, "--help"}, "", m_folder);
        const std::string text = help.output + help.errors;
        const std::regex pattern("(^|\\n)\\s*--([A-Za-z0-9_-]+)[=:\\s\\[]");
        for (std::sregex_iterator i(text.begin(), text.end(), pattern), end; i != end; ++i)
        {
            m_names.push_back((*i)[2].str());
        }
    }

    /// @brief Whether the help has a name. @param name the name @return empty, or what is wrong
    std::string CheckName(const std::string& name) const
    {
        const bool isNs3 = name == "RngRun" || name == "RngSeed" || name.rfind("ns3::", 0) == 0;
        if (isNs3 || std::find(m_names.begin(), m_names.end(), name) != m_names.end())
        {
            return "";
        }
        return m_names.empty() ? "its --help names no options"
                               : "there is no such option; the nearest is --" +
                                     FindHttpNearestWord(name, m_names);
    }

    std::string m_path;               //!< where it is
    std::string m_folder;             //!< where it runs
    bool m_isChecker = false;         //!< whether it knows --CheckOptions
    std::vector<std::string> m_names; //!< otherwise, the options that its help names
};

/// @brief Where the program is. @param sweep the sweep @return its absolute path
std::string
FindProgram(const HttpSweepFile& sweep)
{
    namespace fs = std::filesystem;
    const bool isPath = sweep.program.find('/') != std::string::npos;
    const fs::path path = isPath ? fs::path(sweep.folder) / sweep.program
                                 : fs::path(GetProgramFolder()) / sweep.program;
    std::error_code error;
    if (fs::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0)
    {
        return path.lexically_normal().string();
    }
    throw HttpSweepError(sweep.programPlace,
                         "there is no program " + path.lexically_normal().string() +
                             "; a name is looked for in " + GetProgramFolder() +
                             ", a path from the sweep file's folder");
}

/// @brief Whether the sweep sets an option. @param sweep it @param name the option @return whether
bool
IsSet(const HttpSweepFile& sweep, const std::string& name)
{
    const HttpSweepOption* parameter = sweep.FindParameter(name);
    return (parameter != nullptr && !parameter->isLabel) ||
           std::any_of(sweep.options.begin(), sweep.options.end(), [&](const auto& option) {
               return option.name == name;
           });
}

/// @brief Adds the options that say what is kept. @param sweep the sweep @param program it runs
/// this
void
AddKeep(HttpSweepFile& sweep, const Program& program)
{
    const auto& keep = sweep.keep;
    const bool hasTrace =
        keep.count("database") + keep.count("archive") + keep.count("sequence") > 0;
    const std::map<std::string, std::string> options = {
        {"trace", hasTrace ? "full" : "none"},
        {"pcap", keep.count("captures") > 0 ? "true" : "false"},
        {"har", keep.count("archive") > 0 ? "true" : "false"},
        {"sequence", keep.count("sequence") > 0 ? "true" : "false"},
    };
    const bool isAsked = hasTrace || keep.count("captures") > 0;
    for (const auto& [name, value] : options)
    {
        const std::string problem =
            program.Check({std::string("--").append(name).append("=").append(value)}).front();
        if (!problem.empty() && isAsked)
        {
            throw HttpSweepError(sweep.keepPlace,
                                 "keep is for programs with the options trace, pcap, har and "
                                 "sequence; " +
                                     sweep.program + " has no " + name);
        }
        if (problem.empty() && !IsSet(sweep, name))
        {
            sweep.options.push_back({name, {value}, sweep.keepPlace, false});
        }
    }
}

} // namespace

std::string
GetProgramFolder()
{
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().string();
}

std::string
CheckSweepProgram(HttpSweepFile& sweep)
{
    std::string path = FindProgram(sweep);
    const Program program(path, sweep.folder);
    std::vector<std::string> words = {"--out=folder", "--RngRun=1"};
    std::vector<HttpSweepPlace> places(words.size(), sweep.programPlace);
    for (const HttpSweepOption& option : sweep.GetAll())
    {
        for (const std::string& value : option.values)
        {
            if (!option.isLabel)
            {
                words.push_back("--" + option.name + "=" + value);
                places.push_back(option.place);
            }
        }
    }
    const std::vector<std::string> answers = program.Check(words);
    for (std::size_t i = 0; i < words.size(); ++i)
    {
        if (!answers[i].empty())
        {
            throw HttpSweepError(places[i], sweep.program + " " + words[i] + ": " + answers[i]);
        }
    }
    AddKeep(sweep, program);
    return path;
}

void
DropStrayOptions(const HttpSweepFile& sweep,
                 const std::string& program,
                 std::vector<HttpSweepRun>& runs)
{
    std::vector<std::string> lines;
    for (const HttpSweepRun& run : runs)
    {
        if (run.point > lines.size())
        {
            // A tab, and so several options, even if there is but one.
            lines.push_back(HttpJoin(run.options, "\t") + "\t");
        }
    }
    const auto strays = Program(program, sweep.folder).FindStrays(lines);
    std::map<std::string, std::size_t> useless;
    for (const auto& point : strays)
    {
        for (const auto& [name, problem] : point)
        {
            ++useless[name];
        }
    }
    for (const HttpSweepOption& option : sweep.GetAll())
    {
        if (!option.isLabel && useless[option.name] == lines.size())
        {
            throw HttpSweepError(option.place,
                                 sweep.program + " --" + option.name + "=" + option.values.front() +
                                     ": " + strays.front().at(option.name));
        }
    }
    for (HttpSweepRun& run : runs)
    {
        const auto& point = strays[run.point - 1];
        run.options.erase(
            std::remove_if(run.options.begin(),
                           run.options.end(),
                           [&](const std::string& word) { return point.count(GetName(word)) > 0; }),
            run.options.end());
    }
}

void
CheckSweepStatistics(const HttpSweepFile& sweep, const std::string& program)
{
    std::vector<std::string> names;
    std::vector<HttpSweepPlace> places;
    const auto add = [&](const std::string& name, const HttpSweepPlace& place) {
        names.push_back(name);
        places.push_back(place);
    };
    for (const HttpSweepPlot& plot : sweep.plots)
    {
        add(plot.y, plot.place);
    }
    for (const HttpSweepPublished& figure : sweep.published)
    {
        add(figure.statistic, figure.place);
        if (!figure.formula.empty())
        {
            add(figure.formula, figure.place);
        }
    }
    if (sweep.compare)
    {
        for (const std::string& statistic : sweep.compare->statistics)
        {
            add(statistic, sweep.compare->place);
        }
    }
    const auto answers = Program(program, sweep.folder).CheckStatistics(names);
    for (std::size_t i = 0; i < names.size(); ++i)
    {
        if (!answers[i].empty())
        {
            throw HttpSweepError(places[i], sweep.program + ": " + answers[i]);
        }
    }
}

} // namespace ns3
