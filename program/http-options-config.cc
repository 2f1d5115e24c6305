/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpOptions: options in a file of ns-3's ConfigStore, and options for it.

#include "http-config-file.h"
#include "http-options.h"

#include "ns3/global-value.h"
#include "ns3/http-attribute-check.h"
#include "ns3/string.h"

#include <deque>

namespace ns3
{

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
            m_configPaths.push_back({line.name, line.value, true, true});
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
        words.push_back({name, line.value, true, true});
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
            globals.emplace_back(
                m_program + "." + option.name,
                option.help,
                StringValue(IsGiven(option.name) ? m_values.at(option.name) : option.initial),
                MakeStringChecker());
        }
    }
}

void
HttpOptions::ApplyConfigPaths() const
{
    for (const Word& word : m_configPaths)
    {
        const std::string problem = SetHttpAttributePath(word.name, word.value);
        if (!problem.empty())
        {
            Refuse(CONFIG,
                   m_configFile,
                   "value " + word.name + " \"" + word.value + "\": " + problem);
        }
    }
}

} // namespace ns3
