/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-csv-requests.h"

#include "http-har-reader.h"
#include "http-time-text.h"
#include "http-web-url.h"
#include "http-workload.h"

#include "ns3/http-date.h"
#include "ns3/http-head.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <utility>

namespace ns3
{

namespace
{

/// A file whose first time is later counts from some other moment than the run's beginning.
const Time LATEST_FIRST = Days(10);

/// Most different methods.
const std::size_t MAX_METHODS = 1000;

/// The columns, in the order of REQUEST_COLUMNS.
enum RequestColumn : std::size_t
{
    REQUEST_TIME,    //!< when
    REQUEST_URL,     //!< where
    REQUEST_CLIENT,  //!< who
    REQUEST_SIZE,    //!< bytes of the answer
    REQUEST_METHOD,  //!< the method
    REQUEST_CONTENT, //!< bytes of the request's content
};

const std::string REQUEST_ACCEPTED = "time, url, and if wanted client, size, method, content";

const HttpCsvColumns REQUEST_COLUMNS = {
    {"time", "url", "client", "size", "method", "content"},
    2,
    false,
    REQUEST_ACCEPTED,
    "; accepted: " + REQUEST_ACCEPTED,
    "no heading line; accepted: " + REQUEST_ACCEPTED,
};

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
    HttpCsvReader file(REQUEST_COLUMNS);
    Ptr<HttpCsvRequests> requests = Create<HttpCsvRequests>();
    problem = file.Read(path, path + ":", [&](const HttpCsvReader::Row& row) {
        return requests->Add(row, file.Has(REQUEST_CLIENT), file.GetNumber());
    });
    if (problem.empty() && requests->m_data.requests.empty())
    {
        problem = path + ": there is no request in it";
    }
    if (!problem.empty())
    {
        return nullptr;
    }
    requests->m_data.clients = requests->m_of.size();
    requests->ShiftTimes();
    requests->m_clientPlaces.clear();
    requests->m_answers.clear();
    return requests;
}

std::string
HttpCsvRequests::Add(const HttpCsvReader::Row& row, bool hasClient, uint64_t line)
{
    Request request;
    const std::optional<Time> time = ReadTime(row[REQUEST_TIME]);
    if (!time)
    {
        return Refuse("time",
                      row[REQUEST_TIME],
                      "seconds, a time such as 20ms, or a date such as 2026-01-31T12:00:00Z");
    }
    request.time = *time;
    const bool isTarget = !row[REQUEST_URL].empty() && row[REQUEST_URL].front() == '/';
    if (isTarget ? !HttpResolveWebUrl(http::Url(), row[REQUEST_URL])
                 : !HttpReadWebUrl(row[REQUEST_URL]).url)
    {
        return Refuse("url",
                      row[REQUEST_URL],
                      "an http or https URL, or a path such as /index.html");
    }
    const std::string method = row[REQUEST_METHOD].empty() ? "GET" : row[REQUEST_METHOD];
    if (!http::IsToken(method) || method == "CONNECT")
    {
        return Refuse("method", row[REQUEST_METHOD], "a method such as GET");
    }
    if (!row[REQUEST_CONTENT].empty())
    {
        const auto bytes = HttpParseUnsigned(row[REQUEST_CONTENT]);
        if (!bytes || *bytes > HTTP_MOST_BYTES)
        {
            return Refuse("content", row[REQUEST_CONTENT], "bytes, 0 to 2^62");
        }
        request.content = *bytes;
    }
    const auto size = HttpParseUnsigned(row[REQUEST_SIZE]);
    if (!row[REQUEST_SIZE].empty() && (!size || *size > HTTP_MOST_BYTES))
    {
        return Refuse("size", row[REQUEST_SIZE], "bytes, 0 to 2^62");
    }
    const auto known = std::find(m_data.methods.begin(), m_data.methods.end(), method);
    if (known == m_data.methods.end() && m_data.methods.size() == MAX_METHODS)
    {
        return Refuse("method", row[REQUEST_METHOD], "at most 1000 different ones");
    }
    request.method = static_cast<uint16_t>(known - m_data.methods.begin());
    if (known == m_data.methods.end())
    {
        m_data.methods.push_back(method);
    }
    request.url = PlaceUrl(row, method, line);
    if (hasClient)
    {
        request.client = PlaceClient(row[REQUEST_CLIENT]);
        m_of[request.client].push_back(static_cast<uint32_t>(m_data.requests.size()));
    }
    m_data.requests.push_back(request);
    return "";
}

uint32_t
HttpCsvRequests::PlaceClient(const std::string& client)
{
    const auto [place, isNew] = m_clientPlaces.emplace(client, static_cast<uint32_t>(m_of.size()));
    if (isNew)
    {
        m_of.emplace_back();
    }
    return place->second;
}

uint32_t
HttpCsvRequests::PlaceUrl(const HttpCsvReader::Row& row, const std::string& method, uint64_t line)
{
    const auto size = HttpParseUnsigned(row[REQUEST_SIZE]);
    const auto [place, isNew] = m_answers.emplace(method + ' ' + row[REQUEST_URL], Answer());
    Answer& answer = place->second;
    std::string url = row[REQUEST_URL];
    if (isNew)
    {
        answer.url = static_cast<uint32_t>(m_data.urls.size());
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
    const auto result = static_cast<uint32_t>(m_data.urls.size());
    m_data.urls.push_back(url);
    const bool isTarget = url.front() == '/';
    const auto parts = isTarget ? HttpResolveWebUrl(http::Url(), url) : HttpReadWebUrl(url).url;
    m_data.parts.push_back(*parts);
    if (size)
    {
        HttpResource resource;
        resource.size = *size;
        if (!m_data.catalogue)
        {
            m_data.catalogue = CreateObject<HttpCatalogue>();
        }
        m_data.catalogue->Add(parts->target,
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
    for (const Request& request : m_data.requests)
    {
        first = std::min(first, request.time);
    }
    if (first <= LATEST_FIRST)
    {
        return;
    }
    m_data.shift = first;
    for (Request& request : m_data.requests)
    {
        request.time -= first;
    }
}

const HttpCsvRequests::Data&
HttpCsvRequests::Get() const
{
    return m_data;
}

std::vector<uint32_t>
HttpCsvRequests::Select(uint32_t client, uint32_t clients) const
{
    std::vector<uint32_t> places;
    if (m_of.empty())
    {
        for (std::size_t i = client; i < m_data.requests.size(); i += clients)
        {
            places.push_back(static_cast<uint32_t>(i));
        }
    }
    for (std::size_t i = client; i < m_of.size(); i += clients)
    {
        places.insert(places.end(), m_of[i].begin(), m_of[i].end());
    }
    std::sort(places.begin(), places.end(), [this](uint32_t left, uint32_t right) {
        return std::make_pair(m_data.requests[left].time, left) <
               std::make_pair(m_data.requests[right].time, right);
    });
    return places;
}

} // namespace ns3
