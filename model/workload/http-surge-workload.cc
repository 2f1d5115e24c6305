/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-surge-workload.h"

#include "ns3/http-attributes.h"
#include "ns3/simulation-singleton.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpSurgeWorkload);

namespace
{

/// @brief What the workloads of one simulation share.
struct SharedSites
{
    std::map<std::tuple<int64_t, uint32_t, double>, Ptr<HttpFilePopulation>>
        populations; //!< by stream, number and exponent
};

} // namespace

TypeId
HttpSurgeWorkload::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpSurgeWorkload, HttpWorkload>("ns3::HttpSurgeWorkload")
            .Add("Files",
                 "Files of the server.",
                 {&HttpSurgeWorkload::m_fileCount, 2000, 1, 10000000})
            .Add("FileSize",
                 "Bytes of a file.",
                 {&HttpSurgeWorkload::m_fileSize, "ns3::HttpBodyTailRandomVariable"})
            .Add("Population",
                 "Number of the stream that FileSize draws from. Workloads that agree in "
                 "it, Files and Exponent share their files, with the FileSize of the "
                 "first.",
                 {&HttpSurgeWorkload::m_population, 90000, 0})
            .Add("Exponent",
                 "The file of rank r is asked for in proportion to r^-Exponent.",
                 {&HttpSurgeWorkload::m_exponent, 1, 0, 10})
            .Add("Locality",
                 "Probability that a request repeats the file of an earlier one.",
                 {&HttpSurgeWorkload::m_locality, 0.65, 0, 1})
            .Add("Distance",
                 "How many requests ago that one was, rounded up; beyond 256, or before "
                 "the first request, popularity decides.",
                 {&HttpSurgeWorkload::m_distance,
                  "ns3::HttpLogNormalRandomVariable[Mu=1.5|Sigma=0.8]"})
            .Add("PageFiles",
                 "Files of a page, at least 1 and at most 100000; rounded up with a "
                 "probability that is the fraction, so that the mean stays.",
                 {&HttpSurgeWorkload::m_pageFiles,
                  "ns3::HttpParetoRandomVariable[Scale=1|Shape=2.43]"})
            .Add("ActiveOff",
                 "Seconds from the end of a page's file to the request for its next one.",
                 {&HttpSurgeWorkload::m_activeOff,
                  "ns3::HttpWeibullRandomVariable[Scale=1.46|Shape=0.382|Max=1]"})
            .Add("Pages", "Number of pages; 0: without end.", {&HttpSurgeWorkload::m_pages, 1})
            .Add("StartTime",
                 "Seconds from the client's start to its first page.",
                 {&HttpSurgeWorkload::m_startTime, "ns3::ConstantRandomVariable[Constant=0.0]"})
            .Add("ThinkTime",
                 "Seconds from a page's end to the next page's start (inactive OFF).",
                 {&HttpSurgeWorkload::m_thinkTime,
                  "ns3::HttpParetoRandomVariable[Scale=1|Shape=1.5]"});
    return tid;
}

HttpSurgeWorkload::HttpSurgeWorkload()
    : m_popularity(CreateObject<UniformRandomVariable>()),
      m_repetition(CreateObject<UniformRandomVariable>()),
      m_rounding(CreateObject<UniformRandomVariable>())
{
}

Ptr<const HttpFilePopulation>
HttpSurgeWorkload::GetFiles()
{
    if (!m_files)
    {
        Ptr<HttpFilePopulation>& shared =
            SimulationSingleton<SharedSites>::Get()
                ->populations[std::make_tuple(m_population, m_fileCount, m_exponent)];
        if (!shared)
        {
            if (m_fileSize)
            {
                m_fileSize->SetStream(m_population);
            }
            shared = Create<HttpFilePopulation>(m_fileCount, m_exponent, m_fileSize);
        }
        m_files = shared;
    }
    return m_files;
}

Ptr<HttpCatalogue>
HttpSurgeWorkload::GetCatalogue()
{
    return GetFiles()->GetCatalogue();
}

uint32_t
HttpSurgeWorkload::DrawFile()
{
    // Every request takes one number of each stream, so that they stay in step.
    const uint32_t popular = m_files->FindRank(m_popularity->GetValue());
    const double distance = m_distance ? std::ceil(m_distance->GetValue()) : 0;
    const bool isRepeated = m_repetition->GetValue() < m_locality && distance >= 1 &&
                            distance <= static_cast<double>(std::min<uint64_t>(m_requests, MEMORY));
    const uint32_t file =
        isRepeated ? m_memory[(m_requests - static_cast<uint64_t>(distance)) % MEMORY] : popular;
    m_memory[m_requests++ % MEMORY] = file;
    return file;
}

uint64_t
HttpSurgeWorkload::CountPagesLeft(const http::Url& /* base */)
{
    return GetRest(m_pages);
}

bool
HttpSurgeWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    if (!BeginPage(m_pages, page))
    {
        return false;
    }
    GetFiles();
    const double drawn =
        std::floor((m_pageFiles ? m_pageFiles->GetValue() : 1) + m_rounding->GetValue());
    const auto number =
        static_cast<std::size_t>(std::clamp(drawn, 1.0, static_cast<double>(MAX_PAGE_FILES)));
    page.objects.resize(number);
    for (std::size_t i = 0; i < number; ++i)
    {
        HttpPageObject& object = page.objects[i];
        HttpResetObject(base, object);
        object.url.target = HttpFilePopulation::GetTarget(DrawFile());
        if (i > 0)
        {
            object.anchor = HttpPageObject::Anchor::LastByte;
            object.revealedBy = static_cast<uint32_t>(i - 1);
            object.delay = HttpDrawTime(m_activeOff);
        }
    }
    page.startDelay = m_yielded == 1 ? HttpDrawTime(m_startTime) : Time(0);
    page.thinkTime = HttpDrawTime(m_thinkTime);
    return true;
}

int64_t
HttpSurgeWorkload::AssignStreams(int64_t stream)
{
    // The sizes of the files have the stream Population, whoever draws them.
    return SetStreams({m_pageFiles,
                       m_activeOff,
                       m_thinkTime,
                       m_distance,
                       m_startTime,
                       m_popularity,
                       m_repetition,
                       m_rounding},
                      stream);
}

} // namespace ns3
