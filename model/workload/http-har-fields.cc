/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-fields.h"

#include "ns3/http-conditions.h"
#include "ns3/http-date.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace ns3
{

namespace
{

/// Fields of an answer that are replayed as they stand.
constexpr std::array<std::string_view, 4> KEPT = {"Cache-Control", "ETag", "Vary", "Age"};

/// Fields of a request that the client sets itself, or that belong to its connection.
constexpr std::array<std::string_view, 10> CLIENTS_OWN = {"Connection",
                                                          "Content-Length",
                                                          "Expect",
                                                          "Host",
                                                          "Keep-Alive",
                                                          "Range",
                                                          "TE",
                                                          "Transfer-Encoding",
                                                          "Upgrade",
                                                          "User-Agent"};

/// Fields of an answer that the server sets itself, or that would tell of what is not there.
constexpr std::array<std::string_view, 15> SERVERS_OWN = {"Accept-Ranges",
                                                          "Connection",
                                                          "Content-Encoding",
                                                          "Content-Length",
                                                          "Content-Range",
                                                          "Content-Type",
                                                          "Date",
                                                          "Expires",
                                                          "Keep-Alive",
                                                          "Last-Modified",
                                                          "Location",
                                                          "Server",
                                                          "Trailer",
                                                          "Transfer-Encoding",
                                                          "Upgrade"};

/// Fields of a request that tell of what the recording browser's cache held.
constexpr std::array<std::string_view, 7> CACHES_OWN = {"Cache-Control",
                                                        "If-Match",
                                                        "If-Modified-Since",
                                                        "If-None-Match",
                                                        "If-Range",
                                                        "If-Unmodified-Since",
                                                        "Pragma"};

/// @brief Whether a list has a name. @param names the list @param name the name @return whether
template <typename NAMES>
bool
Has(const NAMES& names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(), [name](std::string_view known) {
        return http::EqualsIgnoreCase(known, name);
    });
}

/**
 * @brief Adds a recorded field; recorders write several lines of a name as lines of one value.
 * @param name its name
 * @param value its value
 * @param fields where
 */
void
AddLines(std::string_view name, std::string_view value, http::Fields& fields)
{
    std::string_view line;
    while (HttpNextLine(value, line))
    {
        const std::string_view text = HttpTrim(line);
        if (!http::EqualsIgnoreCase(name, "ETag") || http::IsEntityTag(text))
        {
            fields.Add(name, text);
        }
    }
}

/// @brief A recorded date. @param entry the recording @param name of the field @return Unix time
std::optional<int64_t>
GetDate(const HttpHarRawEntry& entry, std::string_view name)
{
    const auto value = HttpFindHarField(entry.response.fields, name);
    return value ? http::ParseHttpDate(HttpTrim(*value)) : std::nullopt;
}

} // namespace

void
HttpSetRecordedFields(const HttpHarRawEntry& entry, HttpResource& resource)
{
    for (const auto& [name, value] : entry.response.fields)
    {
        if (Has(KEPT, name))
        {
            AddLines(name, value, resource.fields);
        }
    }
    auto date = GetDate(entry, "Date");
    if (!date && entry.startedNs)
    {
        date = *entry.startedNs / 1000000000;
    }
    const auto modified = GetDate(entry, "Last-Modified");
    if (date && modified)
    {
        resource.modifiedBefore = std::max<int64_t>(0, *date - *modified);
    }
    const auto text = HttpFindHarField(entry.response.fields, "Expires");
    const auto expires = GetDate(entry, "Expires");
    if (date && expires)
    {
        resource.expiresAfter = *expires - *date;
    }
    else if (text && !expires)
    {
        AddLines("Expires", *text, resource.fields);
    }
}

http::Fields
HttpGetRecordedChoice(const HttpHarRawEntry& entry)
{
    std::vector<std::string> names = {"Authorization"};
    for (const auto& [name, value] : entry.response.fields)
    {
        if (!http::EqualsIgnoreCase(name, "Vary"))
        {
            continue;
        }
        std::string_view rest = value;
        while (!rest.empty())
        {
            const auto end = std::min(rest.find_first_of(",\n"), rest.size());
            names.emplace_back(HttpTrim(rest.substr(0, end)));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    http::Fields fields;
    for (const auto& [name, value] : entry.request.fields)
    {
        if (Has(names, name) && !Has(CLIENTS_OWN, name))
        {
            AddLines(name, value, fields);
        }
    }
    return fields;
}

http::Fields
HttpGetRecordedRest(const HttpHarRawEntry& entry)
{
    const http::Fields chosen = HttpGetRecordedChoice(entry);
    http::Fields fields;
    for (const auto& [name, value] : entry.request.fields)
    {
        const bool isAgent = http::EqualsIgnoreCase(name, "User-Agent");
        if ((isAgent || !Has(CLIENTS_OWN, name)) && !Has(CACHES_OWN, name) &&
            chosen.Count(name) == 0)
        {
            AddLines(name, value, fields);
        }
    }
    return fields;
}

http::Fields
HttpGetRecordedAnswerRest(const HttpHarRawEntry& entry)
{
    http::Fields fields;
    for (const auto& [name, value] : entry.response.fields)
    {
        if (!Has(SERVERS_OWN, name) && !Has(KEPT, name))
        {
            AddLines(name, value, fields);
        }
    }
    return fields;
}

std::string
HttpGetRecordedPriority(std::string_view priority)
{
    // In the order of urgency, as Chromium maps them.
    constexpr std::array<std::string_view, 5> NAMES = {"VeryHigh",
                                                       "High",
                                                       "Medium",
                                                       "Low",
                                                       "VeryLow"};
    const auto place = std::find(NAMES.begin(), NAMES.end(), priority);
    return place == NAMES.end() ? "" : "u=" + std::to_string(place - NAMES.begin());
}

std::optional<std::string_view>
HttpFindHarField(const HttpHarRawEntry::FieldList& fields, std::string_view name)
{
    const auto it = std::find_if(fields.begin(), fields.end(), [name](const auto& field) {
        return http::EqualsIgnoreCase(field.first, name);
    });
    return it == fields.end() ? std::nullopt : std::optional<std::string_view>(it->second);
}

bool
HttpIsHarHttp3(const HttpHarRawEntry& entry)
{
    const auto isHttp3 = [](std::string_view version) {
        return version == "3" || HttpBeginsWith(version, "h3") || HttpBeginsWith(version, "http/3");
    };
    return isHttp3(entry.request.version) || isHttp3(entry.response.version);
}

bool
HttpIsHarHttp2(const HttpHarRawEntry& entry)
{
    // WebPageTest writes what follows "HTTP/" in the first line, whatever that line is.
    constexpr std::array<std::string_view, 5> WHOLE = {"me:", "us:", "2 2", "2", "3"};
    constexpr std::array<std::string_view, 5> STARTS = {"h2", "h3", "http/2", "http/3", "spdy"};
    const auto isHttp2 = [&](const HttpHarRawEntry::Message& message) {
        return std::find(WHOLE.begin(), WHOLE.end(), message.version) != WHOLE.end() ||
               std::any_of(STARTS.begin(),
                           STARTS.end(),
                           [&](auto start) { return HttpBeginsWith(message.version, start); }) ||
               (!message.fields.empty() && message.fields.front().first.front() == ':');
    };
    return isHttp2(entry.request) || isHttp2(entry.response);
}

} // namespace ns3
