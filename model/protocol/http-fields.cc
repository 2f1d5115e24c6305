/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fields.h"

#include "http-character-class.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace http
{

namespace
{

/// Room for the names and values of the heads that are usual in simulations, bytes.
constexpr std::size_t USUAL_TEXT = 128;

/// Lines of such heads.
constexpr std::size_t USUAL_LINES = 8;

} // namespace

bool
IsToken(std::string_view text)
{
    return !text.empty() && ConsistsOf(text, TOKEN_CHARACTER);
}

bool
IsFieldText(std::string_view text)
{
    return ConsistsOf(text, TEXT_CHARACTER);
}

std::string_view
TrimWhiteSpace(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
    {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::string_view>
TakeListMember(std::string_view& list)
{
    while (!list.empty())
    {
        bool quoted = false;
        std::size_t end = 0;
        for (; end < list.size() && (quoted || list[end] != ','); ++end)
        {
            if (list[end] == '"')
            {
                quoted = !quoted;
            }
            else if (quoted && list[end] == '\\' && end + 1 < list.size())
            {
                ++end;
            }
        }
        const std::string_view member = TrimWhiteSpace(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
        if (!member.empty())
        {
            return member;
        }
    }
    return std::nullopt;
}

bool
Fields::Add(std::string_view name, std::string_view value)
{
    if (!IsToken(name) || !IsFieldText(value))
    {
        return false;
    }
    AddChecked(name, TrimWhiteSpace(value));
    return true;
}

void
Fields::AddChecked(std::string_view name, std::string_view value)
{
    if (m_spans.empty())
    {
        // Room for a usual head, at once: it would otherwise be moved again and again.
        m_text.reserve(USUAL_TEXT);
        m_spans.reserve(USUAL_LINES);
    }
    const std::size_t begin = m_text.size();
    m_text.append(name);
    m_text.append(value);
    AddSpan(begin, name.size(), begin + name.size(), value.size());
}

void
Fields::SetText(std::string_view text)
{
    m_spans.clear();
    m_text.assign(text);
}

bool
Fields::HasName(const Span& span, std::string_view name) const
{
    return span.nameSize == name.size() &&
           EqualsIgnoreCase({m_text.data() + span.nameBegin, span.nameSize}, name);
}

bool
Fields::Set(std::string_view name, std::string_view value)
{
    if (!IsToken(name) || !IsFieldText(value))
    {
        return false;
    }
    // The arguments may be views into this section.
    Fields changed;
    bool placed = false;
    for (std::size_t i = 0; i < GetSize(); ++i)
    {
        const Line line = GetLine(i);
        if (!EqualsIgnoreCase(line.name, name))
        {
            changed.AddChecked(line.name, line.value);
        }
        else if (!placed)
        {
            changed.AddChecked(name, TrimWhiteSpace(value));
            placed = true;
        }
    }
    if (!placed)
    {
        changed.AddChecked(name, TrimWhiteSpace(value));
    }
    *this = std::move(changed);
    return true;
}

std::size_t
Fields::Remove(std::string_view name)
{
    const std::size_t found = Count(name);
    if (found == 0)
    {
        return 0;
    }
    Fields kept;
    for (std::size_t i = 0; i < GetSize(); ++i)
    {
        const Line line = GetLine(i);
        if (!EqualsIgnoreCase(line.name, name))
        {
            kept.AddChecked(line.name, line.value);
        }
    }
    *this = std::move(kept);
    return found;
}

void
Fields::Clear()
{
    m_text.clear();
    m_spans.clear();
}

std::optional<std::string_view>
Fields::Get(std::string_view name) const
{
    for (const Span& span : m_spans)
    {
        if (HasName(span, name))
        {
            return std::string_view(m_text).substr(span.valueBegin, span.valueSize);
        }
    }
    return std::nullopt;
}

std::size_t
Fields::Count(std::string_view name) const
{
    std::size_t count = 0;
    for (const Span& span : m_spans)
    {
        count += HasName(span, name) ? 1 : 0;
    }
    return count;
}

bool
Fields::HasToken(std::string_view name, std::string_view token) const
{
    for (const Span& span : m_spans)
    {
        if (!HasName(span, name))
        {
            continue;
        }
        std::string_view list(m_text.data() + span.valueBegin, span.valueSize);
        while (const auto member = TakeListMember(list))
        {
            if (EqualsIgnoreCase(TrimWhiteSpace(member->substr(0, member->find(';'))), token))
            {
                return true;
            }
        }
    }
    return false;
}

std::vector<std::string_view>
Fields::GetMembers(std::string_view name) const
{
    std::vector<std::string_view> members;
    for (const Span& span : m_spans)
    {
        if (!HasName(span, name))
        {
            continue;
        }
        std::string_view list(m_text.data() + span.valueBegin, span.valueSize);
        while (const auto member = TakeListMember(list))
        {
            members.push_back(*member);
        }
    }
    return members;
}

std::size_t
Fields::GetWireBytes() const
{
    std::size_t bytes = 0;
    for (const Span& span : m_spans)
    {
        bytes += span.nameSize + span.valueSize + 4;
    }
    return bytes;
}

} // namespace http
} // namespace ns3
