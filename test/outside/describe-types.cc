/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * Writes the attributes and the trace sources of a type as the tables of the manual have them; of
 * "schema" those of the trace database.
 */

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-trace-tables.h"

#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>

using namespace ns3;

namespace
{

/**
 * Text for a table in reStructuredText.
 * @param text the text
 * @return it with its special characters escaped
 */
std::string
Escape(const std::string& text)
{
    std::string escaped;
    for (const char c : text)
    {
        escaped += (c == '*' || c == '`' || c == '|' || c == '\\') ? std::string("\\") + c
                                                                   : std::string(1, c);
    }
    return escaped;
}

/**
 * Text that is set as it is.
 * @param text the text
 * @return it between double backquotes, or a dash for nothing
 */
std::string
Literal(const std::string& text)
{
    return text.empty() ? "--" : "``" + text + "``";
}

/**
 * The kind of values that a checker checks.
 * @param checker the checker
 * @return the name of ns-3's class for them, without its namespace
 */
std::string
GetKind(const AttributeChecker& checker)
{
    const std::string name = checker.GetValueTypeName();
    const std::string space = "ns3::";
    return name.rfind(space, 0) == 0 ? name.substr(space.size()) : name;
}

/**
 * A time in seconds.
 * @param time the time
 * @return it with its unit
 */
std::string
GetSeconds(Time time)
{
    std::ostringstream seconds;
    seconds << time.GetSeconds() << "s";
    return seconds.str();
}

/**
 * What a checker accepts.
 * @param checker the checker
 * @return the values, or their type
 */
std::string
GetAccepted(const AttributeChecker& checker)
{
    const std::string type = GetKind(checker);
    std::string values =
        checker.HasUnderlyingTypeInformation() ? checker.GetUnderlyingTypeInformation() : "";
    if (type == "PointerValue")
    {
        const std::string before = "ns3::Ptr< ";
        values = values.rfind(before, 0) == 0
                     ? values.substr(before.size(), values.size() - before.size() - 2)
                     : values;
    }
    else if (type == "TimeValue")
    {
        // "Time +1ms:+2s"; ns-3 writes its least time as its greatest.
        const std::size_t begin = values.find(' ') + 1;
        const std::size_t end = values.find(':');
        const std::string least = values.substr(begin, end - begin);
        return least == values.substr(end + 1) ? "time"
               : Time(least).IsZero()          ? "time, not negative"
                                      : "time, at least " + Literal(GetSeconds(Time(least)));
    }
    else if (type == "StringValue")
    {
        return "text";
    }
    else if (type == "BooleanValue")
    {
        values = "true|false";
    }
    else if (type == "AddressValue")
    {
        return "address and port";
    }
    return values.empty() ? type : Literal(values);
}

/**
 * The value that an attribute has if nobody sets it.
 * @param attribute the attribute
 * @return the value
 */
std::string
GetDefault(const TypeId::AttributeInformation& attribute)
{
    const std::string type = GetKind(*attribute.checker);
    const std::string text = attribute.initialValue->SerializeToString(attribute.checker);
    if ((attribute.flags & TypeId::ATTR_SET) == 0)
    {
        return "read only";
    }
    if ((type == "PointerValue" && text == "0") || type == "AddressValue")
    {
        return "not set";
    }
    if (type == "TimeValue")
    {
        return Time(text) == Time::Max() ? "no limit" : Literal(GetSeconds(Time(text)));
    }
    return Literal(text);
}

/**
 * Writes the tables of a type, without those of its parents.
 * @param type the type
 */
void
Describe(TypeId type)
{
    if (type.GetAttributeN() > 0)
    {
        std::cout << ".. list-table::\n   :header-rows: 1\n   :widths: 20 20 20 40\n\n"
                     "   * - Attribute\n     - Default\n     - Value\n     - Meaning\n";
        for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
        {
            const TypeId::AttributeInformation attribute = type.GetAttribute(i);
            std::cout << "   * - ``" << attribute.name << "``\n     - " << GetDefault(attribute)
                      << "\n     - " << GetAccepted(*attribute.checker) << "\n     - "
                      << Escape(attribute.help) << "\n";
        }
        std::cout << "\n";
    }
    if (type.GetTraceSourceN() > 0)
    {
        std::cout << ".. list-table::\n   :header-rows: 1\n   :widths: 20 40 40\n\n"
                     "   * - Trace source\n     - Signature\n     - Fired when\n";
        for (std::size_t i = 0; i < type.GetTraceSourceN(); ++i)
        {
            const TypeId::TraceSourceInformation source = type.GetTraceSource(i);
            std::cout << "   * - ``" << source.name << "``\n     - ``" << source.callback
                      << "``\n     - " << Escape(source.help) << "\n";
        }
        std::cout << "\n";
    }
}

/// @brief Writes the columns of a table of the trace database. @param table it
void
Describe(const HttpTraceTableSchema& table)
{
    std::cout << Escape(table.meaning)
              << ".\n\n.. list-table::\n   :header-rows: 1\n   :widths: 25 15 60\n\n"
                 "   * - Column\n     - Type\n     - Meaning\n";
    for (const HttpTraceColumn& column : table.columns)
    {
        std::cout << "   * - ``" << column.name << "``\n     - "
                  << column.type.substr(0, column.type.find(' ')) << "\n     - "
                  << Escape(column.meaning) << "\n";
    }
    std::cout << "\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    const auto& tables = GetHttpTraceTables();
    for (int i = 1; i < argc; ++i)
    {
        const std::string name = argv[i];
        const auto table = std::find_if(tables.begin(), tables.end(), [&name](const auto& t) {
            return "trace-" + t.name == name;
        });
        TypeId type;
        if (name == "tables")
        {
            for (const HttpTraceTableSchema& each : tables)
            {
                std::cout << "trace-" << each.name << "\n";
            }
        }
        else if (table != tables.end())
        {
            Describe(*table);
        }
        else if (TypeId::LookupByNameFailSafe(name, &type))
        {
            Describe(type);
        }
        else
        {
            std::cerr << "there is no type " << name << "\n";
            return 2;
        }
    }
    return 0;
}
