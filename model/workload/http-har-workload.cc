/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-workload.h"

#include "ns3/fatal-error.h"
#include "ns3/http-attributes.h"
#include "ns3/simulation-singleton.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpHarWorkload);

namespace
{

/// @brief What the workloads of one simulation share.
struct SharedRecordings
{
    std::map<std::string, Ptr<const HttpHar>> hars; //!< by file
    std::map<std::pair<std::string, int64_t>, Ptr<HttpCatalogue>>
        catalogues; //!< by file and round trip in nanoseconds
};

} // namespace

TypeId
HttpHarWorkload::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpHarWorkload, HttpWorkload>("ns3::HttpHarWorkload")
            .Add("File", "The HTTP Archive (HAR 1.1 or 1.2).", {&HttpHarWorkload::m_file, ""})
            .Add("Repeat",
                 "How many times the recorded pages are gone through; 0: for ever.",
                 {&HttpHarWorkload::m_repeat, 1})
            .Add("MaxPages",
                 "Only the first so many of the recorded pages; 0: all.",
                 {&HttpHarWorkload::m_maxPages, 0})
            .Add("DelayScale",
                 "Part of a request's recorded delay after it was revealed that is "
                 "replayed: 0 none, 1 all of it.",
                 {&HttpHarWorkload::m_delayScale, 0, 0, 1})
            .Add("RecordedVersions",
                 "Each request is of the version of HTTP that was recorded: 1.1, or 2, also "
                 "for HTTP/3; else of the client's.",
                 {&HttpHarWorkload::m_versions, true})
            .Add("Rotate",
                 "A client begins with the page whose place is its number (attribute "
                 "Client), and goes round.",
                 {&HttpHarWorkload::m_rotate, false})
            .Add("RandomOrder",
                 "The pages are gone through in an order that is drawn anew each time.",
                 {&HttpHarWorkload::m_randomOrder, false})
            .Add("StartTime",
                 "Seconds from the client's start to its first page.",
                 {&HttpHarWorkload::m_startTime, "ns3::ConstantRandomVariable[Constant=0.0]"})
            .Add("ServerRoundTrip",
                 "Round trip subtracted from each recorded wait, which leaves the "
                 "server's processing time; negative: as recorded for each origin in "
                 "the set-up of its connections.",
                 {&HttpHarWorkload::m_serverRoundTrip, Seconds(-1), Time::Min()})
            .Add("ThinkTime",
                 "Seconds from a page's end to the next page's start.",
                 {&HttpHarWorkload::m_thinkTime, "ns3::ConstantRandomVariable[Constant=0.0]"});
    return tid;
}

HttpHarWorkload::HttpHarWorkload()
    : m_shuffle(CreateObject<UniformRandomVariable>())
{
}

std::string
HttpHarWorkload::Check()
{
    if (m_har && m_loadedFile == m_file)
    {
        return "";
    }
    auto& hars = SimulationSingleton<SharedRecordings>::Get()->hars;
    const auto it = hars.find(m_file);
    if (it != hars.end())
    {
        m_har = it->second;
    }
    else
    {
        std::string error = "no file given";
        m_har = m_file.empty() ? nullptr : HttpHar::Load(m_file, error);
        if (!m_har)
        {
            return "ns3::HttpHarWorkload::File is \"" + m_file + "\"; " + error +
                   "; accepted: an HTTP Archive (HAR 1.1 or 1.2)";
        }
        hars.emplace(m_file, m_har);
    }
    m_loadedFile = m_file;
    return "";
}

std::string
HttpHarWorkload::Check(const http::Url& /* base */)
{
    return Check();
}

Ptr<const HttpHar>
HttpHarWorkload::GetHar()
{
    const std::string error = Check();
    if (!error.empty())
    {
        NS_FATAL_ERROR(error);
    }
    return m_har;
}

const std::vector<HttpHarOrigin>&
HttpHarWorkload::GetOrigins()
{
    return GetHar()->GetOrigins();
}

HttpHarReport
HttpHarWorkload::GetReport()
{
    HttpHarReport report = GetHar()->GetReport();
    if (m_versions)
    {
        report.FollowVersions();
    }
    return report;
}

std::size_t
HttpHarWorkload::ChoosePage(std::size_t number)
{
    const std::size_t earlier = m_yielded - 1;
    const std::size_t turn = (earlier + (m_rotate ? GetClient() : 0)) % number;
    if (!m_randomOrder)
    {
        return turn;
    }
    if (earlier % number == 0 || m_order.size() != number)
    {
        m_order.resize(number);
        std::iota(m_order.begin(), m_order.end(), 0);
        for (std::size_t left = number; left > 1; --left)
        {
            const auto drawn =
                static_cast<std::size_t>(m_shuffle->GetValue() * static_cast<double>(left));
            const std::size_t chosen = std::min(drawn, left - 1);
            std::swap(m_order[chosen], m_order[left - 1]);
        }
    }
    return m_order[earlier % number];
}

uint64_t
HttpHarWorkload::GetRound()
{
    const uint64_t recorded = GetHar()->GetPages().size();
    return m_maxPages == 0 ? recorded : std::min<uint64_t>(m_maxPages, recorded);
}

uint64_t
HttpHarWorkload::CountPagesLeft(const http::Url& /* base */)
{
    return Check().empty() ? GetRest(m_repeat * GetRound()) : 0;
}

bool
HttpHarWorkload::NextPage(const http::Url& /* base */, HttpPage& page)
{
    const std::vector<HttpPage>& pages = GetHar()->GetPages();
    const uint64_t number = GetRound();
    if (!BeginPage(m_repeat * number, page))
    {
        return false;
    }
    page.objects = pages[ChoosePage(number)].objects;
    page.startDelay = m_yielded == 1 ? HttpDrawTime(m_startTime) : Time(0);
    for (HttpPageObject& object : page.objects)
    {
        object.delay = NanoSeconds(static_cast<int64_t>(
            m_delayScale * static_cast<double>(object.delay.GetNanoSeconds())));
        object.version = m_versions ? object.version : std::nullopt;
    }
    page.thinkTime = HttpDrawTime(m_thinkTime);
    return true;
}

std::vector<http::Url>
HttpHarWorkload::GetServers(const http::Url& /* base */)
{
    std::vector<http::Url> servers;
    for (const HttpHarOrigin& origin : GetOrigins())
    {
        http::Url url;
        url.scheme = origin.scheme;
        url.host = origin.host;
        url.port = origin.port;
        servers.push_back(url);
    }
    return servers;
}

bool
HttpHarWorkload::HasRecordedHosts() const
{
    return true;
}

Ptr<HttpCatalogue>
HttpHarWorkload::GetCatalogue()
{
    const Ptr<const HttpHar> har = GetHar();
    const bool recorded = m_serverRoundTrip.IsStrictlyNegative();
    const int64_t key = recorded ? -1 : m_serverRoundTrip.GetNanoSeconds();
    Ptr<HttpCatalogue>& catalogue =
        SimulationSingleton<SharedRecordings>::Get()->catalogues[std::make_pair(m_file, key)];
    if (!catalogue)
    {
        catalogue =
            har->CreateCatalogue(recorded ? std::nullopt : std::optional<Time>(m_serverRoundTrip));
    }
    return catalogue;
}

int64_t
HttpHarWorkload::AssignStreams(int64_t stream)
{
    return SetStreams({m_thinkTime, m_startTime, m_shuffle}, stream);
}

} // namespace ns3
