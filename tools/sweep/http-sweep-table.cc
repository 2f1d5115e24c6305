/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-table.h"

#include "ns3/http-file.h"
#include "ns3/http-nearest-word.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <toml++/toml.h>

namespace ns3
{

/// A table and where it stands.
struct HttpSweepTable::Node
{
    std::shared_ptr<const toml::table> table; //!< the table, which keeps the file's alive
    HttpSweepPlace place;                     //!< where it stands

    /// @brief A table in it. @param node it @param at where it stands @return the table
    std::shared_ptr<const Node> Find(const toml::node& node, const HttpSweepPlace& at) const
    {
        return std::make_shared<const Node>(Node{{table, node.as_table()}, at});
    }
};

namespace
{

/// @brief A place for people. @param file the file @param region where toml++ found it
/// @return the place
HttpSweepPlace
MakePlace(const std::string& file, const toml::source_region& region)
{
    return {file, region.begin.line, region.begin.column};
}

/// @brief A text, number or truth value as text. @param node it @param text where it goes
/// @return whether it is one of these
bool
ToText(const toml::node& node, std::string& text)
{
    if (const auto* string = node.as_string())
    {
        text = string->get();
    }
    else if (const auto* integer = node.as_integer())
    {
        text = std::to_string(integer->get());
    }
    else if (const auto* number = node.as_floating_point())
    {
        text = FormatHttpExactly(number->get());
    }
    else if (const auto* truth = node.as_boolean())
    {
        text = truth->get() ? "true" : "false";
    }
    else
    {
        return false;
    }
    // Runs are listed one a line, their options with tabs between them.
    return text.find_first_of("\t\n\r") == std::string::npos;
}

} // namespace

HttpSweepTable::HttpSweepTable(std::shared_ptr<const Node> node)
    : m_node(std::move(node))
{
}

HttpSweepTable
HttpSweepTable::Read(const std::string& name)
{
    std::string text;
    try
    {
        text = ReadWholeFile(name);
    }
    catch (const std::runtime_error& error)
    {
        throw HttpSweepError(error.what());
    }
    try
    {
        auto root = std::make_shared<const toml::table>(toml::parse(text, name));
        return HttpSweepTable(std::make_shared<const Node>(Node{root, {name, 1, 0}}));
    }
    catch (const toml::parse_error& error)
    {
        throw HttpSweepError(MakePlace(name, error.source()), std::string(error.description()));
    }
}

std::vector<std::string>
HttpSweepTable::GetKeys() const
{
    std::vector<std::pair<toml::source_position, std::string>> places;
    for (const auto& [key, value] : *m_node->table)
    {
        places.emplace_back(key.source().begin, key.str());
    }
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    std::vector<std::string> keys;
    keys.reserve(places.size());
    for (const auto& [place, key] : places)
    {
        keys.push_back(key);
    }
    return keys;
}

void
HttpSweepTable::CheckKeys(const std::vector<std::string>& known) const
{
    for (const std::string& key : GetKeys())
    {
        if (std::find(known.begin(), known.end(), key) == known.end())
        {
            throw HttpSweepError(GetPlace(key),
                                 "there is no key \"" + key + "\" here; did you mean \"" +
                                     FindHttpNearestWord(key, known) +
                                     "\"? Accepted: " + HttpJoin(known, ", "));
        }
    }
}

void
HttpSweepTable::CheckChoice(const std::string& key,
                            const std::string& value,
                            const std::vector<std::string>& accepted) const
{
    if (accepted.empty())
    {
        throw HttpSweepError(GetPlace(key), key + ": the sweep has no parameters");
    }
    if (std::find(accepted.begin(), accepted.end(), value) == accepted.end())
    {
        throw HttpSweepError(GetPlace(key),
                             key + " = \"" + value + "\": did you mean \"" +
                                 FindHttpNearestWord(value, accepted) +
                                 "\"? Accepted: " + HttpJoin(accepted, ", "));
    }
}

bool
HttpSweepTable::Has(const std::string& key) const
{
    return m_node->table->contains(key);
}

bool
HttpSweepTable::IsArray(const std::string& key) const
{
    return (*m_node->table)[key].is_array();
}

bool
HttpSweepTable::IsTable(const std::string& key) const
{
    return (*m_node->table)[key].is_table();
}

bool
HttpSweepTable::IsNumber(const std::string& key) const
{
    return (*m_node->table)[key].is_number();
}

HttpSweepPlace
HttpSweepTable::GetPlace() const
{
    return m_node->place;
}

HttpSweepPlace
HttpSweepTable::GetPlace(const std::string& key) const
{
    const auto found = m_node->table->find(key);
    return found == m_node->table->cend() ? m_node->place
                                          : MakePlace(m_node->place.file, found->first.source());
}

void
HttpSweepTable::Refuse(const std::string& key, const std::string& accepted) const
{
    throw HttpSweepError(GetPlace(key),
                         Has(key) ? key + " takes " + accepted
                                  : "the key \"" + key + "\" is missing; it takes " + accepted);
}

HttpSweepTable
HttpSweepTable::GetTable(const std::string& key) const
{
    if (!IsTable(key))
    {
        Refuse(key, "a table");
    }
    return HttpSweepTable(m_node->Find(*m_node->table->get(key), GetPlace(key)));
}

std::vector<HttpSweepTable>
HttpSweepTable::GetTables(const std::string& key) const
{
    std::vector<HttpSweepTable> tables;
    if (!Has(key))
    {
        return tables;
    }
    if (!IsArray(key))
    {
        Refuse(key, "tables, each under a heading [[" + key + "]]");
    }
    for (const toml::node& element : *m_node->table->get(key)->as_array())
    {
        if (!element.is_table())
        {
            Refuse(key, "tables, each under a heading [[" + key + "]]");
        }
        const HttpSweepPlace place = MakePlace(m_node->place.file, element.source());
        tables.push_back(HttpSweepTable(m_node->Find(element, place)));
    }
    return tables;
}

std::string
HttpSweepTable::GetText(const std::string& key) const
{
    std::string text;
    if (!Has(key) || !ToText(*m_node->table->get(key), text))
    {
        Refuse(key, "a text of one line without tabs, a number, true or false");
    }
    return text;
}

std::string
HttpSweepTable::GetText(const std::string& key, const std::string& initial) const
{
    return Has(key) ? GetText(key) : initial;
}

std::vector<std::string>
HttpSweepTable::GetTexts(const std::string& key) const
{
    if (!IsArray(key))
    {
        Refuse(key, "a list, as in [1, 2]");
    }
    std::vector<std::string> texts;
    for (const toml::node& element : *m_node->table->get(key)->as_array())
    {
        texts.emplace_back();
        if (!ToText(element, texts.back()))
        {
            throw HttpSweepError(MakePlace(m_node->place.file, element.source()),
                                 key + " holds texts of one line without tabs, numbers, true and "
                                       "false");
        }
    }
    return texts;
}

std::string
HttpSweepTable::GetChoice(const std::string& key, const std::vector<std::string>& accepted) const
{
    std::string text = GetText(key);
    CheckChoice(key, text, accepted);
    return text;
}

std::string
HttpSweepTable::GetChoice(const std::string& key,
                          const std::vector<std::string>& accepted,
                          const std::string& initial) const
{
    return Has(key) ? GetChoice(key, accepted) : initial;
}

double
HttpSweepTable::GetNumber(const std::string& key) const
{
    const auto number = (*m_node->table)[key].value<double>();
    if (!IsNumber(key) || !number || !std::isfinite(*number))
    {
        Refuse(key, "a number");
    }
    return *number;
}

std::vector<double>
HttpSweepTable::GetNumbers(const std::string& key) const
{
    if (!IsArray(key))
    {
        Refuse(key, "a list of numbers, as in [1, 2]");
    }
    std::vector<double> numbers;
    for (const toml::node& element : *m_node->table->get(key)->as_array())
    {
        const std::optional<double> number = element.value<double>();
        if (!element.is_number() || !std::isfinite(*number))
        {
            throw HttpSweepError(MakePlace(m_node->place.file, element.source()),
                                 key + " holds numbers");
        }
        numbers.push_back(*number);
    }
    return numbers;
}

uint32_t
HttpSweepTable::GetCount(const std::string& key, uint32_t min, uint32_t max, uint32_t initial) const
{
    if (!Has(key))
    {
        return initial;
    }
    const auto integer = m_node->table->get(key)->value_exact<int64_t>();
    if (!integer || *integer < min || *integer > max)
    {
        Refuse(key, "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    }
    return static_cast<uint32_t>(*integer);
}

double
HttpSweepTable::GetQuantity(const std::string& key, const Units& units) const
{
    const std::string text = GetText(key);
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    std::vector<std::string> names;
    for (const auto& [name, size] : units)
    {
        if (end != text.c_str() && number > 0 && name == std::string_view(end))
        {
            return number * size;
        }
        names.push_back(name);
    }
    Refuse(key, "a text: a number above 0 with its unit, which is one of " + HttpJoin(names, ", "));
}

} // namespace ns3
