/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-csv-requests.h"

#include "http-csv-reader.h"
#include "http-har-reader.h"
#include "http-time-text.h"
#include "http-web-url.h"
#include "http-workload.h"

#include "ns3/http-date.h"
#include "ns3/http-head.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ns3
{

/// The columns.
struct HttpCsvRequests::Row
{
    std::string time;    //!< when
    std::string url;     //!< where
    std::string client;  //!< who
    std::string size;    //!< bytes of the answer
    std::string method;  //!< the method
    std::string content; //!< bytes of the request's content
    bool hasClient;      //!< there is a column of clients
};

namespace
{

/// A file whose first time is later counts from some other moment than the run's beginning.
const Time LATEST_FIRST = Days(10);

/// Most different methods.
const std::size_t MAX_METHODS = 1000;

const std::string ACCEPTED_COLUMNS =
    "accepted: time, url, and if wanted client, size, method, content";

const std::array<std::string_view, 6> COLUMNS =
    {"time", "url", "client", "size", "method", "content"};

/**
 * @brief Checks the heading.
 * @param names the names in it
 * @return an empty text, or what is wrong
 */
std::string
CheckColumns(const std::vector<std::string>& names)
{
    for (auto name = names.begin(); name != names.end(); ++name)
    {
        if (std::find(COLUMNS.begin(), COLUMNS.end(), *name) == COLUMNS.end())
        {
            return "unknown column \"" + *name + "\"; " + ACCEPTED_COLUMNS;
        }
        if (std::find(names.begin(), name, *name) != name)
        {
            return "column \"" + *name + "\" is there twice";
        }
    }
    for (const char* const needed : {"time", "url"})
    {
        if (std::find(names.begin(), names.end(), needed) == names.end())
        {
            return std::string("the heading line has no column \"") + needed + "\"; " +
                   ACCEPTED_COLUMNS;
        }
    }
    return "";
}

/**
 * @brief What is wrong with a value.
 * @param column its column
 * @param value the value
 * @param accepted what is accepted
 * @return the text
 */
std::string
Refuse(const char* column, const std::string& value, const char* accepted)
{
    return std::string(column) + " is \"" + value + "\"; accepted: " + accepted;
}

/// @brief Reads a time. @param text seconds, a time with its unit, or a date @return it, or nothing
std::optional<Time>
ReadTime(const std::string& text)
{
    if (std::optional<Time> time = HttpParseSeconds(text))
    {
        return time;
    }
    const auto date = http::ParseDateTime(text);
    return date ? std::optional<Time>(NanoSeconds(*date)) : std::nullopt;
}

} // namespace

Ptr<HttpCsvRequests>
HttpCsvRequests::Load(const std::string& path, std::string& problem)
{
    HttpCsvReader file;
    problem = file.Load(path);
    if (!problem.empty())
    {
        return nullptr;
    }
    Ptr<HttpCsvRequests> requests = Create<HttpCsvRequests>();
    std::vector<std::string> columns;
    std::vector<std::string> values;
    std::string wrong;
    while (file.Next(values, wrong))
    {
        if (wrong.empty() && columns.empty())
        {
            columns = values;
            wrong = CheckColumns(columns);
        }
        else if (wrong.empty() && values.size() > columns.size())
        {
            wrong = std::to_string(values.size()) + " values under " +
                    std::to_string(columns.size()) + " columns";
        }
        else if (wrong.empty())
        {
            Row row{};
            std::string Row::*const members[] =
                {&Row::time, &Row::url, &Row::client, &Row::size, &Row::method, &Row::content};
            for (std::size_t i = 0; i < values.size(); i++)
            {
                const auto column = std::find(COLUMNS.begin(), COLUMNS.end(), columns[i]);
                row.*members[column - COLUMNS.begin()] = values[i];
            }
            row.hasClient = std::find(columns.begin(), columns.end(), "client") != columns.end();
            wrong = requests->Add(row, file.GetNumber());
        }
        if (!wrong.empty())
        {
            problem = path;
            problem.append(":").append(std::to_string(file.GetNumber())).append(": ").append(wrong);
            return nullptr;
        }
    }
    if (requests->m_requests.empty())
    {
        problem = path + (columns.empty() ? ": no heading line; " + ACCEPTED_COLUMNS
                                          : ": there is no request in it");
        return nullptr;
    }
    requests->ShiftTimes();
    requests->m_clientPlaces.clear();
    requests->m_answers.clear();
    return requests;
}

std::string
HttpCsvRequests::Add(const Row& row, uint64_t line)
{
    Request request;
    const std::optional<Time> time = ReadTime(row.time);
    if (!time)
    {
        return Refuse("time",
                      row.time,
                      "seconds, a time such as 20ms, or a date such as 2026-01-31T12:00:00Z");
    }
    request.time = *time;
    const bool isTarget = !row.url.empty() && row.url.front() == '/';
    if (isTarget ? !HttpResolveWebUrl(http::Url(), row.url) : !HttpReadWebUrl(row.url).url)
    {
        return Refuse("url", row.url, "an http or https URL, or a path such as /index.html");
    }
    const std::string method = row.method.empty() ? "GET" : row.method;
    if (!http::IsToken(method) || method == "CONNECT")
    {
        return Refuse("method", row.method, "a method such as GET");
    }
    if (!row.content.empty())
    {
        const auto bytes = HttpParseUnsigned(row.content);
        if (!bytes || *bytes > HTTP_MOST_BYTES)
        {
            return Refuse("content", row.content, "bytes, 0 to 2^62");
        }
        request.content = *bytes;
    }
    const auto size = HttpParseUnsigned(row.size);
    if (!row.size.empty() && (!size || *size > HTTP_MOST_BYTES))
    {
        return Refuse("size", row.size, "bytes, 0 to 2^62");
    }
    const auto known = std::find(m_methods.begin(), m_methods.end(), method);
    if (known == m_methods.end() && m_methods.size() == MAX_METHODS)
    {
        return Refuse("method", row.method, "at most 1000 different ones");
    }
    request.method = static_cast<uint16_t>(known - m_methods.begin());
    if (known == m_methods.end())
    {
        m_methods.push_back(method);
    }
    request.url = PlaceUrl(row, method, line);
    if (row.hasClient)
    {
        request.client = PlaceClient(row.client);
        m_of[request.client].push_back(static_cast<uint32_t>(m_requests.size()));
    }
    m_requests.push_back(request);
    return "";
}

uint32_t
HttpCsvRequests::PlaceClient(const std::string& client)
{
    const auto [place, isNew] =
        m_clientPlaces.emplace(client, static_cast<uint32_t>(m_clients.size()));
    if (isNew)
    {
        m_clients.push_back(client);
        m_of.emplace_back();
    }
    return place->second;
}

uint32_t
HttpCsvRequests::PlaceUrl(const Row& row, const std::string& method, uint64_t line)
{
    const auto size = HttpParseUnsigned(row.size);
    const auto [place, isNew] = m_answers.emplace(method + ' ' + row.url, Answer());
    Answer& answer = place->second;
    std::string url = row.url;
    if (isNew)
    {
        answer.url = static_cast<uint32_t>(m_urls.size());
        answer.size = size;
    }
    else if (answer.size == size)
    {
        return answer.url;
    }
    else
    {
        url = url.substr(0, url.find('#'));
        url += (url.find('?') == std::string::npos ? "?csv-line=" : "&csv-line=");
        HttpAppendNumber(line, url);
    }
    const auto result = static_cast<uint32_t>(m_urls.size());
    m_urls.push_back(url);
    const bool isTarget = url.front() == '/';
    const auto parts = isTarget ? HttpResolveWebUrl(http::Url(), url) : HttpReadWebUrl(url).url;
    m_parts.push_back(*parts);
    if (size)
    {
        HttpResource resource;
        resource.size = *size;
        if (!m_catalogue)
        {
            m_catalogue = CreateObject<HttpCatalogue>();
        }
        m_catalogue->Add(parts->target,
                         resource,
                         isTarget ? "" : HttpGetCatalogueAuthority(*parts),
                         method);
    }
    return result;
}

void
HttpCsvRequests::ShiftTimes()
{
    Time first = Time::Max();
    for (const Request& request : m_requests)
    {
        first = std::min(first, request.time);
    }
    if (first <= LATEST_FIRST)
    {
        return;
    }
    m_shift = first;
    for (Request& request : m_requests)
    {
        request.time -= first;
    }
}

Time
HttpCsvRequests::GetShift() const
{
    return m_shift;
}

const std::vector<HttpCsvRequests::Request>&
HttpCsvRequests::GetRequests() const
{
    return m_requests;
}

const std::vector<std::string>&
HttpCsvRequests::GetClients() const
{
    return m_clients;
}

const std::string&
HttpCsvRequests::GetUrl(uint32_t url) const
{
    return m_urls[url];
}

const http::Url&
HttpCsvRequests::GetParts(uint32_t url) const
{
    return m_parts[url];
}

const std::vector<std::string>&
HttpCsvRequests::GetUrls() const
{
    return m_urls;
}

const std::string&
HttpCsvRequests::GetMethod(uint16_t method) const
{
    return m_methods[method];
}

Ptr<HttpCatalogue>
HttpCsvRequests::GetCatalogue() const
{
    return m_catalogue;
}

std::vector<uint32_t>
HttpCsvRequests::Select(uint32_t client, uint32_t clients) const
{
    std::vector<uint32_t> places;
    if (m_of.empty())
    {
        for (std::size_t i = client; i < m_requests.size(); i += clients)
        {
            places.push_back(static_cast<uint32_t>(i));
        }
    }
    for (std::size_t i = client; i < m_of.size(); i += clients)
    {
        places.insert(places.end(), m_of[i].begin(), m_of[i].end());
    }
    std::sort(places.begin(), places.end(), [this](uint32_t left, uint32_t right) {
        return std::make_pair(m_requests[left].time, left) <
               std::make_pair(m_requests[right].time, right);
    });
    return places;
}

} // namespace ns3
