/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-options.h"

#include "http-attribute-check.h"
#include "http-config-file.h"

#include "ns3/command-line.h"
#include "ns3/config.h"
#include "ns3/global-value.h"
#include "ns3/string.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <sstream>
#include <utility>

namespace ns3
{

namespace
{

/// Words of ns-3's CommandLine that print something and end the program.
const std::vector<std::string> NS3_PRINTERS = {"PrintGlobals",
                                               "PrintGroups",
                                               "PrintGroup",
                                               "PrintTypeIds",
                                               "PrintAttributes",
                                               "PrintVersion",
                                               "version"};

/// Word that has the lines of the standard input checked as options.
const char* const CHECK = "CheckOptions";
/// Name of the option of a file with options.
const char* const CONFIG = "config";

/// @brief Joins words. @param words the words @param glue between them @return the text
std::string
Join(const std::vector<std::string>& words, const std::string& glue)
{
    std::string text;
    for (const std::string& word : words)
    {
        text += (text.empty() ? "" : glue) + word;
    }
    return text;
}

/// @brief A number as text. @tparam T its type @param value the number @return the text
template <typename T>
std::string
ToText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

/**
 * @brief Reads a number that is nothing but a number.
 * @param text the text
 * @param value where it goes
 * @return whether it is one
 */
bool
ReadNumber(const std::string& text, double& value)
{
    char* end = nullptr;
    value = std::strtod(text.c_str(), &end);
    return !text.empty() && *end == '\0' && value == value;
}

/**
 * @brief Letters to change, insert or leave out to get from one word to another (Levenshtein).
 * @param a one word
 * @param b the other
 * @return their number
 */
std::size_t
GetDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i)
    {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j)
        {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

HttpOptions::HttpOptions(const std::string& program, const std::string& purpose)
    : m_program(program),
      m_purpose(purpose)
{
}

std::string
FormatHttpRate(const DataRate& rate)
{
    static constexpr std::array<std::pair<uint64_t, const char*>, 3> UNITS = {
        {{1000000000, "Gbps"}, {1000000, "Mbps"}, {1000, "kbps"}}};
    const uint64_t bits = rate.GetBitRate();
    for (const auto& [size, name] : UNITS)
    {
        if (bits > 0 && bits % size == 0)
        {
            return std::to_string(bits / size) + name;
        }
    }
    return std::to_string(bits) + "bps";
}

std::string
FormatHttpTime(Time time, Time::Unit unit)
{
    std::ostringstream text;
    text << std::noshowpos << time.As(unit);
    const std::string signedText = text.str();
    return signedText.front() == '+' ? signedText.substr(1) : signedText;
}

void
HttpOptions::BeginGroup(const std::string& name)
{
    m_group = name;
}

void
HttpOptions::Add(const std::string& name,
                 const std::string& help,
                 const std::string& initial,
                 const Setter& set,
                 bool isFlag)
{
    m_options.push_back({m_group, name, help, initial, set, isFlag});
    m_values[name] = initial;
}

void
HttpOptions::AddText(const std::string& name,
                     const std::string& help,
                     std::string& value,
                     const std::vector<std::string>& accepted)
{
    const std::string list = Join(accepted, " | ");
    Add(name,
        list.empty() ? help : help + ": " + list,
        value,
        [&value, accepted, list](const std::string& text) -> std::string {
            if (!accepted.empty() &&
                std::find(accepted.begin(), accepted.end(), text) == accepted.end())
            {
                return "accepted: " + list;
            }
            value = text;
            return "";
        });
}

void
HttpOptions::AddCount(const std::string& name,
                      const std::string& help,
                      uint32_t& value,
                      uint32_t min,
                      uint32_t max)
{
    Add(name, help, ToText(value), [&value, min, max](const std::string& text) -> std::string {
        double number = 0;
        const bool isWhole =
            ReadNumber(text, number) && number == static_cast<double>(static_cast<int64_t>(number));
        if (!isWhole || number < min || number > max)
        {
            return "accepted: a whole number from " + ToText(min) + " to " + ToText(max);
        }
        value = static_cast<uint32_t>(number);
        return "";
    });
}

void
HttpOptions::AddNumber(const std::string& name,
                       const std::string& help,
                       double& value,
                       double min,
                       double max)
{
    Add(name, help, ToText(value), [&value, min, max](const std::string& text) -> std::string {
        double number = 0;
        if (!ReadNumber(text, number) || number < min || number > max)
        {
            return "accepted: a number from " + ToText(min) + " to " + ToText(max);
        }
        value = number;
        return "";
    });
}

void
HttpOptions::AddFlag(const std::string& name, const std::string& help, bool& value)
{
    Add(
        name,
        help,
        value ? "true" : "false",
        [&value](const std::string& text) -> std::string {
            const bool isTrue = text == "true" || text == "1";
            if (!isTrue && text != "false" && text != "0")
            {
                return "accepted: true | false";
            }
            value = isTrue;
            return "";
        },
        true);
}

void
HttpOptions::AddTime(const std::string& name, const std::string& help, Time& value)
{
    Add(name,
        help,
        FormatHttpTime(value, Time::MS),
        [&value](const std::string& text) -> std::string {
            if (!IsHttpTime(text) || Time(text).IsStrictlyNegative())
            {
                return "accepted: a time that is not negative, such as 20ms";
            }
            value = Time(text);
            return "";
        });
}

void
HttpOptions::AddRate(const std::string& name, const std::string& help, DataRate& value)
{
    Add(name, help, FormatHttpRate(value), [&value](const std::string& text) -> std::string {
        if (!IsHttpDataRate(text) || DataRate(text).GetBitRate() == 0)
        {
            return "accepted: a data rate above 0, such as 10Mbps";
        }
        value = DataRate(text);
        return "";
    });
}

HttpOptions::Word
HttpOptions::Split(const std::string& text) const
{
    const std::string::size_type dashes = text.find_first_not_of('-');
    if (dashes != 1 && dashes != 2)
    {
        std::cerr << m_program << ": " << text
                  << ": options have the form --name=value; --help lists them" << std::endl;
        std::exit(2);
    }
    const std::string::size_type equals = text.find('=');
    const bool hasValue = equals != std::string::npos;
    return {text.substr(dashes, equals - dashes),
            hasValue ? text.substr(equals + 1) : "",
            hasValue};
}

bool
HttpOptions::IsOwn(const std::string& name) const
{
    return std::any_of(m_options.begin(), m_options.end(), [&](const Option& option) {
        return option.name == name;
    });
}

void
HttpOptions::Parse(int argc, char* argv[], const std::function<void()>& setDefaults)
{
    std::vector<Word> words;
    m_commandLine = argv[0];
    for (int i = 1; i < argc; ++i)
    {
        m_commandLine += " " + std::string(argv[i]);
        words.push_back(Split(argv[i]));
        const std::string& name = words.back().name;
        if (name == "help" || name == "h" || name == "PrintHelp")
        {
            PrintHelp();
            std::exit(0);
        }
        if (name == CHECK)
        {
            CheckInput();
            std::exit(0);
        }
        if (std::find(NS3_PRINTERS.begin(), NS3_PRINTERS.end(), name) != NS3_PRINTERS.end())
        {
            CommandLine(m_program).Parse(argc, argv);
            std::exit(0);
        }
    }
    for (const Word& word : words)
    {
        if (word.name == CONFIG)
        {
            m_configFile = word.value;
        }
    }
    const std::vector<Word> config = ReadConfig();
    words.insert(words.begin(), config.begin(), config.end());
    for (const bool isOwn : {true, false})
    {
        for (const Word& word : words)
        {
            if (IsOwn(word.name) != isOwn)
            {
                continue;
            }
            const std::string problem = Set(word.name, word.value, word.hasValue);
            if (!problem.empty())
            {
                Refuse(word.name, word.value, problem);
            }
        }
        if (isOwn && setDefaults)
        {
            setDefaults();
        }
    }
}

std::string
HttpOptions::Set(const std::string& name, const std::string& value, bool hasValue)
{
    m_given.insert(name);
    std::string problem;
    const auto option = std::find_if(m_options.begin(), m_options.end(), [&](const Option& o) {
        return o.name == name;
    });
    if (option != m_options.end())
    {
        const std::string given = hasValue || !option->isFlag ? value : "true";
        problem = option->set(given);
        m_values[name] = given;
    }
    else if (name.rfind("::") != std::string::npos)
    {
        problem = SetHttpAttributeDefault(name, value);
        m_values[name] = value;
    }
    else
    {
        bool isKnown = false;
        problem = SetHttpGlobal(name, value, isKnown);
        m_values[name] = value;
        if (!isKnown)
        {
            problem = "there is no such option; the nearest is --" + FindNearest(name) +
                      ", and --help lists all";
        }
    }
    return problem;
}

void
HttpOptions::CheckInput()
{
    std::cout << m_program << " checks options\n";
    for (std::string line; std::getline(std::cin, line);)
    {
        const Word word = Split(line);
        std::cout << Set(word.name, word.value, word.hasValue) << "\n";
    }
}

void
HttpOptions::AddConfigFile()
{
    AddText(CONFIG,
            "file of options, attributes and global values (ns3::ConfigStore)",
            m_configFile);
}

std::vector<HttpOptions::Word>
HttpOptions::ReadConfig()
{
    std::vector<Word> words;
    if (m_configFile.empty())
    {
        return words;
    }
    std::vector<HttpConfigLine> lines;
    const std::string problem = ReadHttpConfigFile(m_configFile, lines);
    if (!problem.empty())
    {
        Refuse(CONFIG, m_configFile, problem);
    }
    const std::string prefix = m_program + ".";
    for (const HttpConfigLine& line : lines)
    {
        if (line.kind == "value")
        {
            m_configPaths.push_back({line.name, line.value, true});
            continue;
        }
        // What is as it is anyway needs no look: ns-3 saves defaults that it does not read.
        if (line.kind == "default" && IsHttpAttributeDefault(line.name, line.value))
        {
            continue;
        }
        const bool isOwn = line.name.rfind(prefix, 0) == 0;
        const std::string name = isOwn ? line.name.substr(prefix.size()) : line.name;
        if (isOwn && m_values.count(name) > 0 && m_values.at(name) == line.value)
        {
            continue;
        }
        words.push_back({name, line.value, true});
    }
    return words;
}

void
HttpOptions::MakeGlobals() const
{
    for (const Option& option : m_options)
    {
        if (option.name != CONFIG)
        {
            // ns-3 keeps global values until the program ends.
            static std::deque<GlobalValue> globals;
            globals.emplace_back(m_program + "." + option.name,
                                 option.help,
                                 StringValue(m_values.at(option.name)),
                                 MakeStringChecker());
        }
    }
}

void
HttpOptions::ApplyConfigPaths() const
{
    for (const Word& word : m_configPaths)
    {
        if (!Config::SetFailSafe(word.name, StringValue(word.value)))
        {
            Refuse(CONFIG,
                   m_configFile,
                   "value " + word.name + " \"" + word.value +
                       "\": there is no such attribute, or it does not take this");
        }
    }
}

void
HttpOptions::Refuse(const std::string& option,
                    const std::string& value,
                    const std::string& accepted) const
{
    std::cerr << m_program << ": --" << option << "=" << value << ": " << accepted << std::endl;
    std::exit(2);
}

void
HttpOptions::RefuseContradiction(const std::string& type, const std::string& contradiction) const
{
    std::istringstream words(contradiction);
    std::string attribute;
    std::string value;
    if (words >> attribute >> value)
    {
        Refuse(type + "::" + attribute, value, contradiction);
    }
}

std::string
HttpOptions::FindNearest(const std::string& name) const
{
    const auto nearest =
        std::min_element(m_options.begin(), m_options.end(), [&](const Option& a, const Option& b) {
            return GetDistance(a.name, name) < GetDistance(b.name, name);
        });
    return nearest == m_options.end() ? "help" : nearest->name;
}

void
HttpOptions::PrintHelp() const
{
    std::cout << m_program << ": " << m_purpose << "\n";
    std::string group;
    for (const Option& option : m_options)
    {
        if (option.group != group)
        {
            group = option.group;
            std::cout << "\n" << group << "\n";
        }
        std::cout << "  --" << std::left << std::setw(18) << option.name << " " << option.help;
        if (!option.initial.empty())
        {
            std::cout << " [" << option.initial << "]";
        }
        std::cout << "\n";
    }
    std::cout
        << "\nFrom ns-3\n"
        << "  --RngSeed=N, --RngRun=N           seed and run of every random stream\n"
        << "  --ns3::TYPE::ATTRIBUTE=VALUE      default of any attribute\n"
        << "  --PrintAttributes=ns3::TYPE       the attributes of a type, with their ranges\n"
        << "  --PrintGlobals                    the global values\n"
        << "\nFor programs\n"
        << "  --CheckOptions                    reads options, one a line; answers each with\n"
        << "                                    a line: empty, or what is wrong with it\n";
}

void
HttpOptions::Complete(const std::string& name, const std::string& value)
{
    if (!IsGiven(name))
    {
        m_values[name] = value;
    }
}

bool
HttpOptions::IsGiven(const std::string& name) const
{
    return m_given.count(name) > 0;
}

const std::string&
HttpOptions::GetCommandLine() const
{
    return m_commandLine;
}

const std::map<std::string, std::string>&
HttpOptions::GetValues() const
{
    return m_values;
}

} // namespace ns3
