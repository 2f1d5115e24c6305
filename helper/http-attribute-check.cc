/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-attribute-check.h"

#include "ns3/attribute.h"
#include "ns3/config.h"
#include "ns3/global-value.h"
#include "ns3/string.h"
#include "ns3/type-id.h"

#include <regex>

namespace ns3
{

namespace
{

/**
 * @brief What a checker accepts, in words.
 * @param checker the checker
 * @return the type and its range, or the names of an enumeration
 */
std::string
Describe(const AttributeChecker& checker)
{
    const std::string type = checker.GetValueTypeName();
    const std::string range =
        checker.HasUnderlyingTypeInformation() ? checker.GetUnderlyingTypeInformation() : "";
    return range.empty() ? type : range;
}

/**
 * @brief Whether a checker takes a text, never calling what would abort on it.
 * @param checker the checker
 * @param value the text
 * @return whether
 */
bool
Takes(const AttributeChecker& checker, const std::string& value)
{
    const std::string type = checker.GetValueTypeName();
    if (type == "ns3::TimeValue" && !IsHttpTime(value))
    {
        return false;
    }
    if (type == "ns3::DataRateValue" && !IsHttpDataRate(value))
    {
        return false;
    }
    if (type == "ns3::TypeIdValue")
    {
        TypeId tid;
        return TypeId::LookupByNameFailSafe(value, &tid);
    }
    if (type == "ns3::PointerValue" || type == "ns3::ObjectFactoryValue")
    {
        TypeId tid;
        return TypeId::LookupByNameFailSafe(value.substr(0, value.find('[')), &tid);
    }
    return checker.CreateValidValue(StringValue(value)) != nullptr;
}

} // namespace

bool
IsHttpTime(const std::string& text)
{
    static const std::regex form("[+-]?[0-9]*\\.?[0-9]+(e[+-]?[0-9]+)?(y|d|h|min|s|ms|us|ns|ps|fs)?",
                                 std::regex::icase);
    return std::regex_match(text, form);
}

bool
IsHttpDataRate(const std::string& text)
{
    static const std::regex form("[0-9]*\\.?[0-9]+(e[+-]?[0-9]+)?[kKMGT]?i?(bps|b/s|Bps|B/s)");
    return std::regex_match(text, form);
}

std::string
SetHttpAttributeDefault(const std::string& name, const std::string& value)
{
    const std::string::size_type colons = name.rfind("::");
    const std::string type = name.substr(0, colons);
    const std::string attribute = name.substr(colons + 2);
    TypeId tid;
    if (!TypeId::LookupByNameFailSafe(type, &tid))
    {
        return "there is no type " + type;
    }
    TypeId::AttributeInformation information;
    if (!tid.LookupAttributeByName(attribute, &information))
    {
        return type + " has no attribute " + attribute + "; --PrintAttributes=" + type +
               " lists what it has";
    }
    if (!Takes(*information.checker, value) ||
        !Config::SetDefaultFailSafe(name, StringValue(value)))
    {
        return "accepted: " + Describe(*information.checker);
    }
    return "";
}

std::string
SetHttpGlobal(const std::string& name, const std::string& value, bool& isKnown)
{
    isKnown = false;
    for (auto global = GlobalValue::Begin(); global != GlobalValue::End(); ++global)
    {
        if ((*global)->GetName() == name)
        {
            isKnown = true;
            if (!Takes(*(*global)->GetChecker(), value) ||
                !Config::SetGlobalFailSafe(name, StringValue(value)))
            {
                return "accepted: " + Describe(*(*global)->GetChecker());
            }
        }
    }
    return "";
}

} // namespace ns3
