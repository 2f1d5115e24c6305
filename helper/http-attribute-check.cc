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

#include <array>
#include <regex>

namespace ns3
{

namespace
{

/// A type of attribute value whose texts ns-3 aborts on, or reads only in part, if they are wrong.
struct TextForm
{
    const char* type;     //!< the type
    const char* form;     //!< regular expression of the texts that it takes
    const char* accepted; //!< the same in words; empty: the checker's range says it
};

/// The types that need a look before ns-3 reads their texts.
constexpr std::array<TextForm, 6> FORMS = {{
    {"ns3::TimeValue",
     "[+-]?[0-9]*\\.?[0-9]+(e[+-]?[0-9]+)?(y|d|h|min|s|ms|us|ns|ps|fs)?",
     "a time such as 20ms"},
    {"ns3::DataRateValue",
     "[0-9]*\\.?[0-9]+(e[+-]?[0-9]+)?[kKMGT]?i?(bps|b/s|Bps|B/s)",
     "a data rate such as 10Mbps"},
    {"ns3::UintegerValue", "[0-9]+", ""},
    {"ns3::IntegerValue", "[+-]?[0-9]+", ""},
    {"ns3::DoubleValue", "[+-]?[0-9]*\\.?[0-9]+(e[+-]?[0-9]+)?", ""},
    {"ns3::BooleanValue", "true|false|t|f|1|0", "true | false"},
}};

/// @brief The form of a type's texts. @param type the type @return the form, or nullptr
const TextForm*
FindForm(const std::string& type)
{
    for (const TextForm& form : FORMS)
    {
        if (type == form.type)
        {
            return &form;
        }
    }
    return nullptr;
}

/**
 * @brief Whether a text has the form that a type of value needs.
 * @param type the type
 * @param text the text
 * @return whether; true for types without a form of their own
 */
bool
HasForm(const std::string& type, const std::string& text)
{
    const TextForm* form = FindForm(type);
    return !form || std::regex_match(text, std::regex(form->form));
}

/**
 * @brief What a checker accepts, in words.
 * @param checker the checker
 * @return the type and its range, or the names of an enumeration
 */
std::string
Describe(const AttributeChecker& checker)
{
    const std::string type = checker.GetValueTypeName();
    const TextForm* form = FindForm(type);
    if (form && *form->accepted)
    {
        return form->accepted;
    }
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
    if (!HasForm(type, value))
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
    return HasForm("ns3::TimeValue", text);
}

bool
IsHttpDataRate(const std::string& text)
{
    return HasForm("ns3::DataRateValue", text);
}

bool
IsHttpAttributeDefault(const std::string& name, const std::string& value)
{
    const std::string::size_type colons = name.rfind("::");
    TypeId tid;
    TypeId::AttributeInformation information;
    return colons != std::string::npos &&
           TypeId::LookupByNameFailSafe(name.substr(0, colons), &tid) &&
           tid.LookupAttributeByName(name.substr(colons + 2), &information) &&
           information.initialValue->SerializeToString(information.checker) == value;
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
