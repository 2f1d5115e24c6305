/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-cache-rules.h"

#include "http-forwarding.h"
#include "http-method.h"
#include "http-status.h"

#include "ns3/http-date.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace ns3
{
namespace http
{

namespace
{

/// The largest number of seconds: what does not fit counts as that (RFC 9111, section 1.2.2).
constexpr int64_t MAX_SECONDS = int64_t{1} << 31;

/// Statuses that may be stored without explicit permission (RFC 9110, section 15.1).
constexpr std::array<uint16_t, 11> HEURISTIC =
    {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501};

/// Fields that do not replace those of a stored response, which is whole (RFC 9111, section 3.2).
constexpr std::array<std::string_view, 2> NOT_UPDATED = {"Content-Length", "Content-Range"};

/// @brief Reads delta-seconds. @param text them @return the number, or nothing
std::optional<int64_t>
ParseSeconds(std::string_view text)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    {
        text = text.substr(1, text.size() - 2);
    }
    return HttpParseUnsigned(text, MAX_SECONDS);
}

/// @brief A directive without value. @param name, flag the name and what it sets
struct Flag
{
    std::string_view name;       //!< the directive
    bool CacheDirectives::*flag; //!< what it sets
};

constexpr std::array<Flag, 8> FLAGS = {{
    {"no-store", &CacheDirectives::noStore},
    {"no-cache", &CacheDirectives::noCache},
    {"must-understand", &CacheDirectives::mustUnderstand},
    {"must-revalidate", &CacheDirectives::mustRevalidate},
    {"proxy-revalidate", &CacheDirectives::proxyRevalidate},
    {"public", &CacheDirectives::isPublic},
    {"private", &CacheDirectives::isPrivate},
    {"only-if-cached", &CacheDirectives::onlyIfCached},
}};

/// @brief A directive whose value is a number of seconds.
struct Number
{
    std::string_view name;                           //!< the directive
    std::optional<int64_t> CacheDirectives::*number; //!< what it sets
    int64_t otherwise;                               //!< without a number
};

constexpr std::array<Number, 4> NUMBERS = {{
    {"max-age", &CacheDirectives::maxAge, 0},
    {"s-maxage", &CacheDirectives::sMaxAge, 0},
    {"min-fresh", &CacheDirectives::minFresh, 0},
    {"max-stale", &CacheDirectives::maxStale, std::numeric_limits<int64_t>::max()},
}};

/// @brief Reads one directive. @param text it @param directives where it goes
void
ReadDirective(std::string_view text, CacheDirectives& directives)
{
    const std::size_t equals = text.find('=');
    const std::string_view name = TrimWhiteSpace(text.substr(0, equals));
    for (const Flag& known : FLAGS)
    {
        if (EqualsIgnoreCase(name, known.name))
        {
            directives.*known.flag = true;
        }
    }
    for (const Number& known : NUMBERS)
    {
        if (EqualsIgnoreCase(name, known.name) && !(directives.*known.number))
        {
            const auto value = equals == std::string_view::npos
                                   ? std::nullopt
                                   : ParseSeconds(TrimWhiteSpace(text.substr(equals + 1)));
            directives.*known.number = value.value_or(known.otherwise);
        }
    }
}

/// @brief A number of seconds as a length of time. @param seconds it @return the time
CacheTime
ToTime(int64_t seconds)
{
    return std::chrono::seconds(std::min(seconds, MAX_SECONDS));
}

/// @brief A moment as Unix time. @param moment it @return whole seconds
int64_t
ToUnixTime(CacheTime moment)
{
    return std::chrono::duration_cast<std::chrono::seconds>(moment).count();
}

/// @brief A date field. @param fields, name where @param came when the response came @return the
/// moment, or nothing
std::optional<CacheTime>
GetMoment(const Fields& fields, std::string_view name, CacheTime came)
{
    const auto value = fields.Get(name);
    const auto date = value ? ParseHttpDate(*value, ToUnixTime(came)) : std::nullopt;
    // What nanoseconds cannot say lies too far off to matter.
    constexpr int64_t FAR = 9000000000;
    return date ? std::optional<CacheTime>(
                      std::chrono::seconds(std::clamp<int64_t>(*date, -FAR, FAR)))
                : std::nullopt;
}

/// @brief When a response was sent. @param response, times it and when it came @return its Date, or
/// else when it came
CacheTime
GetDate(const ResponseHead& response, const CacheTimes& times)
{
    return GetMoment(response.fields, "Date", times.response).value_or(times.response);
}

/// @brief Whether a status may be stored without explicit permission. @param status it @return
/// whether
bool
IsHeuristic(uint16_t status)
{
    return std::find(HEURISTIC.begin(), HEURISTIC.end(), status) != HEURISTIC.end();
}

/// @brief Whether a cache need do nothing particular about a status, or knows what (RFC 9110,
/// section 15). @param status it @return whether; 226 needs deltas (RFC 3229)
bool
IsUnderstood(uint16_t status)
{
    return status != 226 && *GetReasonPhrase(status) != '\0';
}

/// @brief All values of a field as one list. @param fields, name where @return the list
std::string
Combine(const Fields& fields, std::string_view name)
{
    // Members may stand with or without white space around them.
    std::string all;
    for (const std::string_view member : fields.GetMembers(name))
    {
        all.append(all.empty() ? "" : ",").append(member);
    }
    return all;
}

} // namespace

CacheDirectives
GetCacheDirectives(const Fields& fields)
{
    CacheDirectives directives;
    for (const std::string_view member : fields.GetMembers("Cache-Control"))
    {
        ReadDirective(member, directives);
    }
    return directives;
}

CacheDirectives
GetRequestDirectives(const Fields& fields)
{
    CacheDirectives directives = GetCacheDirectives(fields);
    if (!fields.Get("Cache-Control"))
    {
        directives.noCache = fields.HasToken("Pragma", "no-cache");
    }
    return directives;
}

bool
IsStorable(const RequestHead& request, const ResponseHead& response, const CacheRules& rules)
{
    if (request.method != "GET" || request.fields.Get("Range") || response.status < 200 ||
        response.status == 206 || response.status == 304)
    {
        return false;
    }
    const CacheDirectives directives = GetCacheDirectives(response.fields);
    // Of a status that is understood, must-understand overrules no-store (RFC 9111,
    // section 5.2.2.3).
    const bool isKept =
        directives.mustUnderstand ? IsUnderstood(response.status) : !directives.noStore;
    if (!isKept || GetCacheDirectives(request.fields).noStore ||
        (rules.isShared && directives.isPrivate) || response.fields.HasToken("Vary", "*"))
    {
        return false;
    }
    if (rules.isShared && request.fields.Get("Authorization") && !directives.mustRevalidate &&
        !directives.isPublic && !directives.sMaxAge)
    {
        return false;
    }
    return directives.isPublic || directives.isPrivate || directives.maxAge ||
           (rules.isShared && directives.sMaxAge) || response.fields.Get("Expires") ||
           IsHeuristic(response.status);
}

CacheTime
GetFreshnessLifetime(const ResponseHead& response, const CacheTimes& times, const CacheRules& rules)
{
    const CacheDirectives directives = GetCacheDirectives(response.fields);
    if (rules.isShared && directives.sMaxAge)
    {
        return ToTime(*directives.sMaxAge);
    }
    if (directives.maxAge)
    {
        return ToTime(*directives.maxAge);
    }
    const CacheTime date = GetDate(response, times);
    if (response.fields.Get("Expires"))
    {
        // A date that is none, "0" above all, is in the past (RFC 9111, section 5.3).
        const auto expires = GetMoment(response.fields, "Expires", times.response);
        return expires ? std::max(CacheTime(0), *expires - date) : CacheTime(0);
    }
    const auto modified = GetMoment(response.fields, "Last-Modified", times.response);
    if (modified && *modified < date && (directives.isPublic || IsHeuristic(response.status)))
    {
        const double fresh = static_cast<double>((date - *modified).count());
        return CacheTime(static_cast<int64_t>(fresh * rules.heuristicFraction));
    }
    return CacheTime(0);
}

CacheTime
GetCurrentAge(const ResponseHead& response, const CacheTimes& times, CacheTime now)
{
    const CacheTime date = GetDate(response, times);
    // The first of several numbers counts (RFC 9111, section 5.1).
    std::string_view told = response.fields.Get("Age").value_or("");
    const auto first = TakeListMember(told);
    const CacheTime age = ToTime(first ? ParseSeconds(*first).value_or(0) : 0);
    const CacheTime apparentAge = std::max(CacheTime(0), times.response - date);
    const CacheTime correctedAge = age + (times.response - times.request);
    return std::max(apparentAge, correctedAge) + (now - times.response);
}

bool
IsUsable(const RequestHead& request,
         const ResponseHead& response,
         const CacheTimes& times,
         CacheTime now,
         const CacheRules& rules)
{
    const CacheDirectives asked = GetRequestDirectives(request.fields);
    const CacheDirectives told = GetCacheDirectives(response.fields);
    if (asked.noCache || told.noCache)
    {
        return false;
    }
    const CacheTime age = GetCurrentAge(response, times, now);
    const CacheTime lifetime = GetFreshnessLifetime(response, times, rules);
    if (asked.maxAge && age > ToTime(*asked.maxAge))
    {
        return false;
    }
    if (asked.minFresh && lifetime < age + ToTime(*asked.minFresh))
    {
        return false;
    }
    if (lifetime > age)
    {
        return true;
    }
    // s-maxage implies proxy-revalidate (RFC 9111, section 5.2.2.10).
    const bool neverStale =
        told.mustRevalidate || (rules.isShared && (told.proxyRevalidate || told.sMaxAge));
    if (neverStale || !asked.maxStale)
    {
        return false;
    }
    return *asked.maxStale == std::numeric_limits<int64_t>::max() ||
           age - lifetime <= ToTime(*asked.maxStale);
}

bool
MatchesVary(const Fields& vary, const Fields& stored, const Fields& request)
{
    const auto names = vary.GetMembers("Vary");
    return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
        return name != "*" && (stored.Count(name) == 0) == (request.Count(name) == 0) &&
               Combine(stored, name) == Combine(request, name);
    });
}

bool
AddConditions(Fields& request, const Fields& response)
{
    const Validators validators = GetValidators(response);
    if (!validators.etag.empty())
    {
        request.Set("If-None-Match", validators.etag);
    }
    if (validators.lastModified)
    {
        request.Set("If-Modified-Since", *response.Get("Last-Modified"));
    }
    return !validators.etag.empty() || validators.lastModified;
}

void
RemoveConditions(Fields& request)
{
    request.Remove("If-None-Match");
    request.Remove("If-Modified-Since");
}

bool
MayUpdate(const Fields& stored, const Fields& response)
{
    const std::string theirs = GetValidators(response).etag;
    const std::string ours = GetValidators(stored).etag;
    return theirs.empty() || MatchStrong(theirs, ours) ||
           (!MatchStrong(theirs, theirs) && MatchWeak(theirs, ours));
}

bool
MatchesHead(const Fields& stored, uint64_t storedBytes, const Fields& response)
{
    for (const std::string_view name : {"ETag", "Last-Modified"})
    {
        const auto told = response.Get(name);
        if (told && told != stored.Get(name))
        {
            return false;
        }
    }
    const auto length = response.Get("Content-Length");
    return !length || *length == std::to_string(storedBytes);
}

void
UpdateStored(ResponseHead& stored, const ResponseHead& response)
{
    Fields news = response.fields;
    RemoveHopByHopFields(news);
    for (const std::string_view name : NOT_UPDATED)
    {
        news.Remove(name);
    }
    for (std::size_t i = 0; i < news.GetSize(); ++i)
    {
        stored.fields.Remove(news.GetLine(i).name);
    }
    // A new Date without an Age is younger than the old Age says.
    stored.fields.Remove("Age");
    for (std::size_t i = 0; i < news.GetSize(); ++i)
    {
        stored.fields.Add(news.GetLine(i).name, news.GetLine(i).value);
    }
}

Validators
GetStoredValidators(const ResponseHead& response, const CacheTimes& times)
{
    Validators validators = GetValidators(response.fields);
    validators.sent = ToUnixTime(GetDate(response, times));
    return validators;
}

bool
Invalidates(std::string_view method, uint16_t status)
{
    return !GetMethodProperties(method).safe && status >= 200 && status < 400;
}

} // namespace http
} // namespace ns3
