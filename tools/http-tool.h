/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOOL_H
#define HTTP_TOOL_H

// What the tools' command lines have in common. Who is called in a wrong way throws
// std::invalid_argument.

#include "ns3/http-text.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/// What an option takes.
enum class HttpToolTakes
{
    Nothing,        //!< no value
    Value,          //!< a value, as in --out=FILE or --out FILE
    ValueOrNothing, //!< a value behind an equals sign, or none
    Values,         //!< values, in several options of the name
};

/// The options of a tool, in the order in which they are named for people.
using HttpToolOptions = std::vector<std::pair<std::string, HttpToolTakes>>;

/// @brief A command line taken apart.
struct HttpToolLine
{
    std::vector<std::string> words;             //!< what is no option
    std::map<std::string, std::string> options; //!< values by name; several with spaces between

    /// @brief Whether an option is given. @param name it @return whether
    bool Has(const std::string& name) const
    {
        return options.count(name) > 0;
    }

    /// @brief An option's value. @param name it @param initial if it is not given @return the value
    std::string Get(const std::string& name, const std::string& initial = "") const
    {
        return Has(name) ? options.at(name) : initial;
    }

    /// @brief A whole number. @param name the option @param most the greatest that is accepted
    /// @return the number, from 1; 0: the option is not given
    uint32_t GetCount(const std::string& name, uint32_t most) const
    {
        const auto number = HttpParseUnsigned(Get(name));
        if (Has(name) && (!number || *number < 1 || *number > most))
        {
            throw std::invalid_argument(name + "=" + Get(name) +
                                        ": accepted: a whole number from 1 to " +
                                        std::to_string(most));
        }
        return static_cast<uint32_t>(number.value_or(0));
    }
};

/// @brief Takes a command line apart. @param arguments the words after the program's name
/// @param known the options @return its parts
inline HttpToolLine
ReadHttpToolLine(const std::vector<std::string>& arguments, const HttpToolOptions& known)
{
    HttpToolLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i)
    {
        if (arguments[i].rfind("--", 0) != 0)
        {
            line.words.push_back(arguments[i]);
            continue;
        }
        const std::size_t equals = arguments[i].find('=');
        const bool hasEquals = equals != std::string::npos;
        const std::string name = arguments[i].substr(0, equals);
        const auto option =
            std::find_if(known.begin(), known.end(), [&name](const auto& candidate) {
                return candidate.first == name;
            });
        if (option == known.end())
        {
            std::string accepted;
            for (const auto& [other, takes] : known)
            {
                accepted += other + ", ";
            }
            throw std::invalid_argument("unknown option " + name + "; accepted: " + accepted +
                                        "--help");
        }
        const bool takesValue =
            option->second == HttpToolTakes::Value || option->second == HttpToolTakes::Values;
        if (option->second == HttpToolTakes::Nothing && hasEquals)
        {
            throw std::invalid_argument(name + " takes no value");
        }
        std::string value = hasEquals ? arguments[i].substr(equals + 1) : "";
        if (takesValue && !hasEquals && i + 1 < arguments.size())
        {
            value = arguments[++i];
        }
        if ((takesValue || hasEquals) && value.empty())
        {
            throw std::invalid_argument(name + " takes a value");
        }
        if (line.Has(name) && option->second != HttpToolTakes::Values)
        {
            throw std::invalid_argument(name + " is given twice");
        }
        line.options[name] += (line.Has(name) ? " " : "") + value;
    }
    return line;
}

/**
 * @brief Runs a tool: shows how it is used if that is asked for, and tells of errors.
 * @param name the tool's
 * @param usage how it is used
 * @param argc, argv the command line
 * @param run takes the words after the program's name; returns the exit status
 * @return the exit status: 2 for a wrong call, 1 for any other error
 */
inline int
RunHttpTool(const std::string& name,
            const char* usage,
            int argc,
            char* argv[],
            const std::function<int(const std::vector<std::string>&)>& run)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    for (const std::string& argument : arguments)
    {
        if (argument == "--help" || argument == "-h")
        {
            std::cout << usage;
            return 0;
        }
    }
    try
    {
        return run(arguments);
    }
    catch (const std::invalid_argument& error)
    {
        std::cerr << name << ": " << error.what() << std::endl;
        return 2;
    }
    catch (const std::exception& error)
    {
        std::cerr << name << ": " << error.what() << std::endl;
        return 1;
    }
}

} // namespace ns3

#endif /* HTTP_TOOL_H */
