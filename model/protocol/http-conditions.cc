/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-conditions.h"

#include "ns3/http-date.h"

namespace ns3
{
namespace http
{

namespace
{

/// How a weak entity tag begins; case-sensitive.
constexpr std::string_view WEAK = "W/";

/// @brief Whether an entity tag is weak. @param tag it @return whether
bool
IsWeak(std::string_view tag)
{
    return tag.substr(0, WEAK.size()) == WEAK;
}

/// @brief An entity tag without W/. @param tag it @return the opaque tag
std::string_view
GetOpaque(std::string_view tag)
{
    return IsWeak(tag) ? tag.substr(WEAK.size()) : tag;
}

/// @brief Whether a character may stand inside an entity tag. @param c it @return whether
bool
IsTagCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

/**
 * @brief Whether a member of a list of entity tags matches.
 *
 * In entity tags the backslash quotes nothing, unlike in other quoted strings.
 * @param fields the fields
 * @param name of the list field
 * @param matches whether a tag matches
 * @return whether "*" or a tag that matches is among them
 */
template <typename Matches>
bool
HasMatch(const Fields& fields, std::string_view name, Matches matches)
{
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const Fields::Line line = fields.GetLine(i);
        if (!EqualsIgnoreCase(line.name, name))
        {
            continue;
        }
        if (line.value == "*")
        {
            return true;
        }
        std::string_view rest = line.value;
        while (!rest.empty())
        {
            const std::size_t begin = rest.find_first_not_of(" \t,");
            if (begin == std::string_view::npos)
            {
                break;
            }
            rest.remove_prefix(begin);
            const std::size_t open = rest.find('"');
            const std::size_t close =
                open == std::string_view::npos ? open : rest.find('"', open + 1);
            const std::size_t end =
                close == std::string_view::npos ? rest.size() : rest.find(',', close);
            const std::string_view member = TrimWhiteSpace(rest.substr(0, end));
            if (IsEntityTag(member) && matches(member))
            {
                return true;
            }
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
        }
    }
    return false;
}

/// @brief A date that stands alone in a field. @param fields, name where @return Unix time
std::optional<int64_t>
GetDate(const Fields& fields, std::string_view name)
{
    const auto value = fields.Get(name);
    return value && fields.Count(name) == 1 ? ParseHttpDate(*value) : std::nullopt;
}

} // namespace

bool
IsEntityTag(std::string_view text)
{
    const std::string_view opaque = GetOpaque(text);
    if (opaque.size() < 2 || opaque.front() != '"' || opaque.back() != '"')
    {
        return false;
    }
    for (const char c : opaque.substr(1, opaque.size() - 2))
    {
        if (!IsTagCharacter(c))
        {
            return false;
        }
    }
    return true;
}

bool
MatchStrong(std::string_view a, std::string_view b)
{
    return !a.empty() && a == b && !IsWeak(a);
}

bool
MatchWeak(std::string_view a, std::string_view b)
{
    return !a.empty() && GetOpaque(a) == GetOpaque(b);
}

Validators
GetValidators(const Fields& fields)
{
    Validators validators;
    const auto etag = fields.Get("ETag");
    if (etag && IsEntityTag(*etag))
    {
        validators.etag = *etag;
    }
    validators.lastModified = GetDate(fields, "Last-Modified");
    return validators;
}

Precondition
EvaluateConditions(const RequestHead& request, const Validators& current)
{
    const Fields& fields = request.fields;
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    if (fields.Get("If-Match"))
    {
        const auto matches = [&](std::string_view tag) { return MatchStrong(tag, current.etag); };
        if (!HasMatch(fields, "If-Match", matches))
        {
            return Precondition::Failed;
        }
    }
    else if (const auto limit = GetDate(fields, "If-Unmodified-Since"))
    {
        if (current.lastModified && *current.lastModified > *limit)
        {
            return Precondition::Failed;
        }
    }
    if (fields.Get("If-None-Match"))
    {
        const auto matches = [&](std::string_view tag) { return MatchWeak(tag, current.etag); };
        if (HasMatch(fields, "If-None-Match", matches))
        {
            return isRead ? Precondition::NotModified : Precondition::Failed;
        }
    }
    else if (const auto modified = current.lastModified ? current.lastModified : current.sent;
             isRead && modified)
    {
        const auto limit = GetDate(fields, "If-Modified-Since");
        if (limit && *modified <= *limit)
        {
            return Precondition::NotModified;
        }
    }
    return Precondition::Perform;
}

bool
AllowsRange(const RequestHead& request, const Validators& current)
{
    const auto condition = request.fields.Get("If-Range");
    if (!condition)
    {
        return true;
    }
    if (IsEntityTag(*condition))
    {
        return MatchStrong(*condition, current.etag);
    }
    const auto date = ParseHttpDate(*condition);
    return date && current.lastModified && *date == *current.lastModified;
}

} // namespace http
} // namespace ns3
