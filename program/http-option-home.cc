/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-option-home.h"

#include "ns3/http-text.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// @brief Whether a name is meant. @param known the name, or a type's with "::" @param option it
/// @return whether
bool
IsMeant(const std::string& known, const std::string& option)
{
    const bool isType = known.size() > 2 && known.compare(known.size() - 2, 2, "::") == 0;
    return known == option || (isType && option.rfind(known, 0) == 0);
}

/// @brief An option as it is. @param home names it @param values the value of each @param asked the
/// values of those that were given @return as in --topology=lan
std::string
Show(const HttpOptionHome& home,
     const std::map<std::string, std::string>& values,
     const std::map<std::string, std::string>& asked)
{
    const char* const isDefault = asked.count(home.option) > 0 ? "" : ", the default";
    const auto found = values.find(home.option);
    const std::string value = found == values.end() ? "" : found->second;
    return value.empty() && home.absent.empty()
               ? "without --" + home.option
               : "with --" + home.option + "=" + (value.empty() ? home.absent : value) + isDefault;
}

} // namespace

bool
IsHttpOptionOff(const std::string& value)
{
    if (value.empty() || value == "false")
    {
        return true;
    }
    const std::size_t number = value.find_first_not_of("+0.");
    const bool isZero = value.find('0') != std::string::npos && number != 0;
    return isZero && (number == std::string::npos ||
                      value.find_first_of("0123456789", number) == std::string::npos);
}

HttpOptionHome
HttpOptionHome::OneOf(const std::string& option,
                      const std::vector<std::string>& values,
                      const std::string& absent)
{
    return {option,
            "--" + option + "=" + HttpJoin(values, " | "),
            absent,
            [values](const std::string& value) {
                return std::find(values.begin(), values.end(), value.substr(0, value.find(':'))) !=
                       values.end();
            }};
}

HttpOptionHome
HttpOptionHome::With(const std::string& option)
{
    return {option, "--" + option, "", [](const std::string& value) {
                return !IsHttpOptionOff(value);
            }};
}

HttpOptionHome
HttpOptionHome::Named(const std::string& option)
{
    HttpOptionHome home = With(option);
    home.isByName = true;
    return home;
}

HttpOptionHome
HttpOptionHome::Without(const std::string& option)
{
    return {option, "no --" + option, "", IsHttpOptionOff};
}

HttpOptionHome
HttpOptionHome::AtLeast(const std::string& option, uint32_t least)
{
    return {
        option,
        "--" + option + "=" + std::to_string(least) + " or more",
        "",
        [least](const std::string& value) { return HttpParseNumber(value).value_or(0) >= least; }};
}

void
HttpOptionHomes::Add(const std::vector<std::string>& options,
                     const std::vector<HttpOptionHome>& homes)
{
    m_rules.push_back({options, homes});
}

std::string
HttpOptionHomes::FindProblem(const std::string& option,
                             const std::map<std::string, std::string>& values,
                             const std::map<std::string, std::string>& asked) const
{
    for (const Rule& rule : m_rules)
    {
        const bool isMeant =
            std::any_of(rule.options.begin(), rule.options.end(), [&](const std::string& known) {
                return IsMeant(known, option);
            });
        const bool holds =
            std::any_of(rule.homes.begin(), rule.homes.end(), [&](const HttpOptionHome& home) {
                const auto& given = home.isByName ? asked : values;
                const auto value = given.find(home.option);
                const bool isAbsent = value == given.end() || value->second.empty();
                return home.holds(isAbsent ? home.absent : value->second);
            });
        if (!isMeant || holds)
        {
            continue;
        }
        std::vector<std::string> accepted;
        std::vector<std::string> shown;
        for (const HttpOptionHome& home : rule.homes)
        {
            accepted.push_back(home.accepted);
            shown.push_back(Show(home, home.isByName ? asked : values, asked));
        }
        return "accepted with " + HttpJoin(accepted, " or ") + "; it does nothing " +
               HttpJoin(shown, " and ");
    }
    return "";
}

} // namespace ns3
