/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-attribute-check.h"

#include "http-random-variable.h"

#include "ns3/attribute.h"
#include "ns3/config.h"
#include "ns3/global-value.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/type-id.h"

#include <array>
#include <cstddef>
#include <string>

namespace ns3
{

namespace
{

/// A type of attribute value whose texts ns-3 aborts on, or reads only in part, if they are wrong.
struct TextForm
{
    const char* type;     //!< the type
    bool isWhole;         //!< whether its number has no fraction and no exponent
    bool hasSign;         //!< whether its number may have a sign
    const char* units;    //!< what may follow the number, with bars around each; empty: nothing
    bool needsUnit;       //!< whether a unit must follow
    const char* accepted; //!< the same in words; empty: the checker's range says it
};

/// The types that need a look before ns-3 reads their texts. There is no std::regex here: its code
/// would be found in place of the one that ns-3's own libraries were built with.
constexpr std::array<TextForm, 5> FORMS = {{
    {"ns3::TimeValue", false, true, "|y|d|h|min|s|ms|us|ns|ps|fs|", false, "a time such as 20ms"},
    {"ns3::DataRateValue",
     false,
     false,
     "|bps|b/s|Bps|B/s|kbps|kb/s|kBps|kB/s|Kbps|Kb/s|KBps|KB/s|Mbps|Mb/s|MBps|MB/s|Gbps|Gb/s|GBps|"
     "GB/s|Tbps|Tb/s|TBps|TB/s|Kibps|Kib/s|KiBps|KiB/s|kibps|kib/s|kiBps|kiB/s|Mibps|Mib/s|MiBps|"
     "MiB/s|Gibps|Gib/s|GiBps|GiB/s|Tibps|Tib/s|TiBps|TiB/s|",
     true,
     "a data rate such as 10Mbps"},
    {"ns3::UintegerValue", true, false, "", false, ""},
    {"ns3::IntegerValue", true, true, "", false, ""},
    {"ns3::DoubleValue", false, true, "", false, ""},
}};

/// @brief Skips digits. @param text the text @param place where they begin @return how many
std::size_t
SkipDigits(const std::string& text, std::size_t& place)
{
    const std::size_t begin = place;
    while (place < text.size() && text[place] >= '0' && text[place] <= '9')
    {
        ++place;
    }
    return place - begin;
}

/**
 * @brief Skips a number.
 * @param form what it may have
 * @param text the text
 * @param place where the number ends
 * @return whether there is one
 */
bool
SkipNumber(const TextForm& form, const std::string& text, std::size_t& place)
{
    place = form.hasSign && !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    std::size_t digits = SkipDigits(text, place);
    if (form.isWhole)
    {
        return digits > 0;
    }
    if (place < text.size() && text[place] == '.')
    {
        ++place;
        digits = SkipDigits(text, place);
    }
    const std::size_t end = place;
    if (digits > 0 && place < text.size() && text[place] == 'e')
    {
        ++place;
        place += place < text.size() && (text[place] == '+' || text[place] == '-') ? 1 : 0;
        place = SkipDigits(text, place) > 0 ? place : end;
    }
    return digits > 0;
}

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
    if (type == "ns3::BooleanValue")
    {
        return text == "true" || text == "false" || text == "t" || text == "f" || text == "1" ||
               text == "0";
    }
    const TextForm* form = FindForm(type);
    if (!form)
    {
        return true;
    }
    std::size_t place = 0;
    if (!SkipNumber(*form, text, place))
    {
        return false;
    }
    const std::string unit = text.substr(place);
    if (unit.empty())
    {
        return !form->needsUnit;
    }
    const bool isWord = unit.find('|') == std::string::npos;
    return isWord && std::string(form->units).find("|" + unit + "|") != std::string::npos;
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
    if (type == "ns3::BooleanValue")
    {
        return "true | false";
    }
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

/**
 * @brief What is wrong with the text of a random variable, on which ns-3 would abort.
 * @param text the text of any value
 * @return an empty text, or what is wrong; empty also where the text is no random variable's
 */
std::string
FindVariableProblem(const std::string& text)
{
    TypeId tid;
    std::string problem;
    if (TypeId::LookupByNameFailSafe(text.substr(0, text.find('[')), &tid) &&
        tid.IsChildOf(RandomVariableStream::GetTypeId()))
    {
        MakeHttpRandomVariable(text, problem);
    }
    return problem;
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
    if (information.checker->GetValueTypeName() == "ns3::PointerValue")
    {
        std::string problem = FindVariableProblem(value);
        if (!problem.empty())
        {
            return problem;
        }
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
