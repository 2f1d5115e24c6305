/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-csv-workload.h"

#include "http-time-text.h"
#include "http-web-url.h"

#include "ns3/fatal-error.h"
#include "ns3/http-attributes.h"
#include "ns3/http-text.h"
#include "ns3/simulation-singleton.h"

#include <map>
#include <set>
#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpCsvWorkload);

namespace
{

/// @brief What the workloads of one simulation share.
struct SharedFiles
{
    std::map<std::string, Ptr<HttpCsvRequests>> files; //!< by name
};

} // namespace

TypeId
HttpCsvWorkload::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpCsvWorkload, HttpWorkload>("ns3::HttpCsvWorkload")
            .Add("File",
                 "The CSV file; its heading names the columns: time, url, and if wanted "
                 "client, size, method, content.",
                 {&HttpCsvWorkload::m_file, ""})
            .Add("TimeScale",
                 "Factor of the file's times: 0.5 makes requests come twice as fast.",
                 {&HttpCsvWorkload::m_timeScale, 1, 0, 1e6});
    return tid;
}

std::string
HttpCsvWorkload::Load()
{
    if (m_read && m_loadedFile == m_file)
    {
        return "";
    }
    auto& files = SimulationSingleton<SharedFiles>::Get()->files;
    Ptr<HttpCsvRequests>& read = files[m_file];
    if (!read)
    {
        std::string problem = "no file given";
        read = m_file.empty() ? nullptr : HttpCsvRequests::Load(m_file, problem);
        if (!read)
        {
            return "ns3::HttpCsvWorkload::File is \"" + m_file + "\"; " + problem;
        }
    }
    m_read = read;
    m_loadedFile = m_file;
    m_isSelected = false;
    return "";
}

std::string
HttpCsvWorkload::Check(const http::Url& /* base */)
{
    return Load();
}

Ptr<const HttpCsvRequests>
HttpCsvWorkload::GetRequests()
{
    const std::string problem = Load();
    if (!problem.empty())
    {
        NS_FATAL_ERROR(problem);
    }
    return m_read;
}

void
HttpCsvWorkload::Select()
{
    if (!m_isSelected)
    {
        m_places = m_read->Select(GetClient(), GetClients());
        m_isSelected = true;
    }
}

uint64_t
HttpCsvWorkload::CountPagesLeft(const http::Url& /* base */)
{
    if (!Load().empty())
    {
        return 0;
    }
    Select();
    return GetRest(m_places.size());
}

bool
HttpCsvWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    const HttpCsvRequests::Data& read = GetRequests()->Get();
    Select();
    if (m_places.empty() || !BeginPage(m_places.size(), page))
    {
        return false;
    }
    const HttpCsvRequests::Request& request = read.requests[m_places[m_yielded - 1]];
    const std::string& reference = read.urls[request.url];
    page.objects.resize(1);
    HttpPageObject& object = page.objects.front();
    HttpResetObject(base, object);
    if (reference.size() > 1 && reference[0] == '/' && reference[1] == '/')
    {
        object.url = *HttpResolveWebUrl(base, reference);
    }
    else if (reference[0] == '/')
    {
        object.url.target = read.parts[request.url].target;
    }
    else
    {
        object.url = read.parts[request.url];
    }
    object.method = read.methods[request.method];
    object.contentBytes = request.content;
    const Time start =
        HttpTimeFromNanoseconds(static_cast<double>(request.time.GetNanoSeconds()) * m_timeScale);
    page.isOpen = true;
    page.startDelay = start - m_clock;
    m_clock = start;
    return true;
}

std::vector<http::Url>
HttpCsvWorkload::GetServers(const http::Url& base)
{
    std::vector<http::Url> servers;
    std::set<std::string> known;
    for (const std::string& reference : GetRequests()->Get().urls)
    {
        http::Url url = *HttpResolveWebUrl(base, reference);
        url.target = "/";
        if (known.insert(url.ToString()).second)
        {
            servers.push_back(std::move(url));
        }
    }
    return servers;
}

Ptr<HttpCatalogue>
HttpCsvWorkload::GetCatalogue()
{
    return GetRequests()->Get().catalogue;
}

} // namespace ns3
