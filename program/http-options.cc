/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-options.h"

#include "ns3/command-line.h"
#include "ns3/http-attribute-check.h"
#include "ns3/http-client.h"
#include "ns3/http-nearest-word.h"
#include "ns3/http-results-folder.h"
#include "ns3/http-tcp-foreign-attributes.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/type-id.h"

#include <algorithm>
#include <cstdlib>
#include <iomanip>
#include <iostream>
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

/// What a line begins with that asks for a figure.
const char* const STATISTIC = "statistic ";

} // namespace

HttpOptions::HttpOptions(const std::string& program, const std::string& purpose)
    : m_program(program),
      m_purpose(purpose)
{
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
            hasValue,
            false};
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
        const Word word = Split(argv[i]);
        const auto same = std::find_if(words.begin(), words.end(), [&word](const Word& other) {
            return other.name == word.name;
        });
        if (same != words.end())
        {
            Refuse(word.name, word.value, "it is given twice, before as " + same->value);
        }
        words.push_back(word);
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
        Set(words, isOwn);
        for (const Stray& stray : isOwn ? FindStrays(words) : std::vector<Stray>())
        {
            Refuse(stray.name, stray.value, stray.problem);
        }
        if (isOwn && setDefaults)
        {
            setDefaults();
        }
    }
    CheckTcp();
}

void
HttpOptions::CheckTcp() const
{
    // Programs that let choose have an option, scripts the attribute's default.
    TypeId::AttributeInformation factory;
    HttpClient::GetTypeId().LookupAttributeByName("SocketFactory", &factory);
    const auto* const type = dynamic_cast<const TypeIdValue*>(PeekPointer(factory.initialValue));
    const auto endpoint = m_values.find("tcp-endpoint");
    const bool isStock = endpoint != m_values.end() && endpoint->second == "stock";
    const std::string problem = !isStock && type && type->Get() == HttpTcpSocketFactory::GetTypeId()
                                    ? GetHttpTcpProblem()
                                    : std::string();
    if (!problem.empty())
    {
        std::cerr << m_program << ": --" << problem << "\n";
        std::exit(2);
    }
}

void
HttpOptions::Set(const std::vector<Word>& words, bool isOwn)
{
    for (const Word& word : words)
    {
        const std::string problem =
            IsOwn(word.name) == isOwn ? Set(word.name, word.value, word.hasValue) : "";
        if (!problem.empty())
        {
            Refuse(word.name, word.value, problem);
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
        if (line.rfind(STATISTIC, 0) == 0)
        {
            std::cout << FindStatisticProblem(line.substr(std::string(STATISTIC).size())) << "\n";
            continue;
        }
        if (line.find('\t') == std::string::npos)
        {
            const Word word = Split(line);
            std::cout << Set(word.name, word.value, word.hasValue) << "\n";
            continue;
        }
        std::vector<Word> words;
        std::istringstream parts(line);
        for (std::string part; std::getline(parts, part, '\t');)
        {
            words.push_back(Split(part));
        }
        for (const Stray& stray : FindStrays(words))
        {
            std::cout << stray.name << ": " << stray.problem << "\t";
        }
        std::cout << "\n";
    }
}

void
HttpOptions::AddStatistics(const std::vector<std::string>& names)
{
    m_statistics.insert(m_statistics.end(), names.begin(), names.end());
}

std::string
HttpOptions::FindStatisticProblem(const std::string& name) const
{
    const bool isKnown =
        std::any_of(m_statistics.begin(), m_statistics.end(), [&name](const std::string& known) {
            const std::string end = known.substr(1);
            return known == name || (known.front() == '*' && name.size() > end.size() &&
                                     name.compare(name.size() - end.size(), end.size(), end) == 0);
        });
    if (isKnown || m_statistics.empty())
    {
        return "";
    }
    return "there is no statistic " + name + "; the nearest is " +
           FindHttpNearestWord(name, m_statistics);
}

std::vector<HttpOptions::Stray>
HttpOptions::FindStrays(const std::vector<Word>& words) const
{
    std::map<std::string, std::string> values;
    std::map<std::string, std::string> asked;
    std::map<std::string, std::string> initial;
    std::set<std::string> switches;
    for (const Option& option : m_options)
    {
        values[option.name] = initial[option.name] = option.initial;
        if (option.isFlag)
        {
            switches.insert(option.name);
        }
    }
    for (const Word& word : words)
    {
        // What a saved configuration says of types that are not used was not asked for.
        if (IsOwn(word.name) || !word.isSaved)
        {
            const bool isBare = !word.hasValue && switches.count(word.name) > 0;
            asked[word.name] = values[word.name] = isBare ? "true" : word.value;
        }
    }
    std::vector<Stray> strays;
    for (const auto& [name, value] : asked)
    {
        // Who turns off what is off asks for nothing.
        const std::string start = initial.count(name) > 0 ? initial.at(name) : "";
        const bool isOff = value.empty() ||
                           (IsHttpOptionOff(value) && !start.empty() && IsHttpOptionOff(start)) ||
                           (switches.count(name) > 0 && IsHttpOptionOff(value));
        const std::string problem = isOff ? "" : m_homes.FindProblem(name, values, asked);
        if (!problem.empty())
        {
            strays.push_back({name, value, problem});
        }
    }
    return strays;
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
    std::vector<std::string> names;
    for (const Option& option : m_options)
    {
        names.push_back(option.name);
    }
    return names.empty() ? "help" : FindHttpNearestWord(name, names);
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
        << "                                    a line: empty, or what is wrong with it; of\n"
        << "                                    options with tabs between them, which do nothing\n";
}

std::string
HttpOptions::MakeFolder(const std::string& out) const
{
    std::string folder;
    const std::string problem = MakeHttpResultsFolder(m_program, out, folder);
    if (!problem.empty())
    {
        Refuse("out", folder, problem);
    }
    return folder;
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
