/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-catalogue.h"

#include "http-csv-reader.h"
#include "http-resource-fields.h"
#include "http-time-text.h"

#include "ns3/http-attributes.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpCatalogue);

namespace
{

const uint64_t MAX_HEAD_BYTES = 1 << 20;
const uint64_t MAX_CONTENT_BYTES = uint64_t{1} << 62;

/// What synthetic pages embed: most of what pages embed is images.
const char* const EMBEDDED_TYPE = "image/png";

/**
 * @brief What a resource is known by.
 * @param method the method
 * @param authority the authority in any case
 * @param target the target
 * @return all three
 */
std::string
MakeKey(std::string_view method, std::string_view authority, std::string_view target)
{
    std::string key = HttpToLower(authority);
    return key.append(1, '\n').append(method).append(1, '\n').append(target);
}

/**
 * @brief Sets one property of a resource from a text, as in a query or in a column.
 * @param name status, type, delay, chunked, head, end, cut, size or a field's
 * @param value its value
 * @param resource the resource
 * @return an empty text, or what is accepted
 */
std::string
SetProperty(std::string_view name, const std::string& value, HttpResource& resource)
{
    if (HttpIsResourceField(name))
    {
        return HttpSetResourceField(name, value, resource.fields);
    }
    if (name == "type")
    {
        resource.type = value;
        return HttpIsFieldText(value) ? "" : "a media type such as text/html";
    }
    if (name == "delay")
    {
        const auto delay = HttpParseTime(value);
        resource.delay = delay.value_or(Time(0));
        return delay ? "" : HTTP_TIME_FORM;
    }
    if (name == "end")
    {
        static const std::pair<std::string_view, HttpResourceEnd> ENDS[] = {
            {"whole", HttpResourceEnd::Whole},
            {"close", HttpResourceEnd::Close},
            {"reset", HttpResourceEnd::Reset},
            {"stall", HttpResourceEnd::Stall},
        };
        const auto end = std::find_if(std::begin(ENDS), std::end(ENDS), [&](const auto& known) {
            return known.first == value;
        });
        resource.end = end == std::end(ENDS) ? HttpResourceEnd::Whole : end->second;
        return end == std::end(ENDS) ? "whole, close, reset or stall" : "";
    }
    const auto number = HttpParseUnsigned(value);
    if (name == "cut")
    {
        resource.cut = number;
        return number && *number <= MAX_CONTENT_BYTES ? "" : "bytes, 0 to 2^62";
    }
    if (name == "size")
    {
        resource.size = number.value_or(0);
        return number && *number <= MAX_CONTENT_BYTES ? "" : "bytes, 0 to 2^62";
    }
    if (name == "status")
    {
        resource.status = static_cast<uint16_t>(number.value_or(0));
        return number && *number >= 200 && *number <= 599 ? "" : "200 to 599";
    }
    if (name == "head")
    {
        resource.headBytes = static_cast<uint32_t>(number.value_or(0));
        return number && *number <= MAX_HEAD_BYTES ? "" : "bytes, 0 to 1048576";
    }
    resource.chunked = number == 1U;
    return number && *number <= 1 ? "" : "0 or 1";
}

/// The columns of a catalogue file: the target, and properties.
const HttpCsvColumns CATALOGUE_COLUMNS = {
    {"path",
     "size",
     "authority",
     "method",
     "type",
     "status",
     "delay",
     "head",
     "chunked",
     "end",
     "cut",
     "etag",
     "last-modified",
     "cache-control",
     "expires",
     "vary",
     "location"},
    2,
    false,
    "path, size, type, status, delay, authority, method, head, chunked, end, cut, etag, "
    "last-modified, cache-control, expires, vary, location",
    "",
    "no heading line; accepted: path,size[,type[,status[,delay]]]",
};

/// Their indices, up to the first property that a target may say by itself, too.
enum CatalogueColumn : std::size_t
{
    CATALOGUE_PATH,
    CATALOGUE_SIZE,
    CATALOGUE_AUTHORITY,
    CATALOGUE_METHOD,
    CATALOGUE_PROPERTY,
};

/// @brief Whether a target may say such a thing by itself. @param name the property's @return
/// whether
bool
IsProperty(std::string_view name)
{
    return std::find(CATALOGUE_COLUMNS.names.begin() + CATALOGUE_PROPERTY,
                     CATALOGUE_COLUMNS.names.end(),
                     name) != CATALOGUE_COLUMNS.names.end();
}

/// @brief Takes the content away where the status has none. @param resource the resource
void
DropContentWithoutStatus(HttpResource& resource)
{
    if (resource.status == 204 || resource.status == 304)
    {
        resource.size = 0;
        resource.chunked = false;
    }
}

/**
 * @brief Reads one line of a catalogue file.
 * @param row the line's values
 * @param resource gets the answer
 * @return an empty text, or what is wrong
 */
std::string
ReadRow(const HttpCsvReader::Row& row, HttpResource& resource)
{
    for (std::size_t i = CATALOGUE_SIZE; i < row.size(); i++)
    {
        const bool isKey = i == CATALOGUE_AUTHORITY || i == CATALOGUE_METHOD;
        if (isKey || (row[i].empty() && i != CATALOGUE_SIZE))
        {
            continue;
        }
        const std::string accepted = SetProperty(CATALOGUE_COLUMNS.names[i], row[i], resource);
        if (!accepted.empty())
        {
            return CATALOGUE_COLUMNS.names[i] + " is \"" + row[i] + "\"; accepted: " + accepted;
        }
    }
    if (row[CATALOGUE_PATH].empty() || row[CATALOGUE_PATH].front() != '/')
    {
        return "path is \"" + row[CATALOGUE_PATH] + "\"; accepted: a path that begins with /";
    }
    if (!row[CATALOGUE_METHOD].empty() && !http::IsToken(row[CATALOGUE_METHOD]))
    {
        return "method is \"" + row[CATALOGUE_METHOD] + "\"; accepted: a token such as GET";
    }
    DropContentWithoutStatus(resource);
    return "";
}

} // namespace

TypeId
HttpCatalogue::GetTypeId()
{
    static TypeId tid = HttpMakeType<HttpCatalogue, Object>("ns3::HttpCatalogue");
    return tid;
}

void
HttpCatalogue::Add(std::string_view target,
                   const HttpResource& resource,
                   std::string_view authority,
                   std::string_view method)
{
    m_resources[MakeKey(method, authority, target)] = resource;
}

const HttpResource*
HttpCatalogue::Find(std::string_view method,
                    std::string_view authority,
                    std::string_view target) const
{
    const bool isRead = method == "GET" || method == "HEAD";
    for (const std::string_view host : {authority, std::string_view()})
    {
        for (const std::string_view known : {method, isRead ? std::string_view() : method})
        {
            const auto place = m_resources.find(MakeKey(known, host, target));
            if (place != m_resources.end())
            {
                return &place->second;
            }
        }
    }
    return nullptr;
}

std::string
HttpCatalogue::Load(const std::string& path)
{
    HttpCsvReader file(CATALOGUE_COLUMNS);
    std::vector<std::pair<std::string, HttpResource>> read;
    std::string problem = file.Read(path, path + ":", [&read](const HttpCsvReader::Row& row) {
        read.emplace_back(
            MakeKey(row[CATALOGUE_METHOD], row[CATALOGUE_AUTHORITY], row[CATALOGUE_PATH]),
            HttpResource());
        return ReadRow(row, read.back().second);
    });
    if (problem.empty())
    {
        for (auto& [key, resource] : read)
        {
            m_resources[key] = std::move(resource);
        }
    }
    return problem;
}

std::size_t
HttpCatalogue::GetSize() const
{
    return m_resources.size();
}

std::string
HttpGetCatalogueAuthority(const http::Url& url)
{
    return http::Url{"http", url.host, url.port, "/"}.GetAuthority();
}

std::optional<HttpResource>
GetResourceFromTarget(std::string_view target)
{
    const std::string_view prefix = "/bytes/";
    if (target.substr(0, prefix.size()) != prefix)
    {
        return std::nullopt;
    }
    target.remove_prefix(prefix.size());
    const auto query = target.find('?');
    HttpResource resource;
    if (!SetProperty("size", std::string(target.substr(0, query)), resource).empty())
    {
        return std::nullopt;
    }
    std::string_view rest = query == std::string_view::npos ? "" : target.substr(query + 1);
    while (!rest.empty())
    {
        const auto end = rest.find('&');
        const std::string_view parameter = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const auto equals = parameter.find('=');
        const std::string_view name = parameter.substr(0, equals);
        if (name == "object" && parameter != "object=0")
        {
            resource.type = EMBEDDED_TYPE;
        }
        if (!IsProperty(name))
        {
            continue;
        }
        const std::string value =
            equals == std::string_view::npos ? "" : HttpPercentDecode(parameter.substr(equals + 1));
        if (!SetProperty(name, value, resource).empty())
        {
            return std::nullopt;
        }
    }
    DropContentWithoutStatus(resource);
    return resource;
}

} // namespace ns3
