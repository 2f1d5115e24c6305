/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-drawn-page-workload.h"

#include "ns3/http-attributes.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpDrawnPageWorkload);

TypeId
HttpDrawnPageWorkload::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpDrawnPageWorkload").SetParent<HttpWorkload>().SetGroupName("Http");
    return tid;
}

TypeId
HttpDrawnPageWorkload::AddPageAttributes(TypeId tid, const Defaults& defaults)
{
    return HttpAttributes<HttpDrawnPageWorkload>(tid)
        .Add("ObjectCount",
             "Random variable of the embedded objects of a page, cut to 100000.",
             {&HttpDrawnPageWorkload::m_objectCount, defaults.objectCount})
        .Add("RandomRounding",
             "A draw of ObjectCount is rounded up with a probability that is its fraction, "
             "so that the mean stays; otherwise to the nearest whole number.",
             {&HttpDrawnPageWorkload::m_randomRounding, defaults.randomRounding})
        .Add("RootSize",
             "Bytes of a page's root object.",
             {&HttpDrawnPageWorkload::m_rootSize, defaults.rootSize})
        .Add("ObjectSize",
             "Bytes of an embedded object.",
             {&HttpDrawnPageWorkload::m_objectSize, defaults.objectSize})
        .Add("Pages", "Number of pages; 0: without end.", {&HttpDrawnPageWorkload::m_pages, 1})
        .Add("StartTime",
             "Seconds from the client's start to its first page.",
             {&HttpDrawnPageWorkload::m_startTime, "ns3::ConstantRandomVariable[Constant=0.0]"})
        .Add("ThinkTime",
             "Seconds from a page's end to the next page's start.",
             {&HttpDrawnPageWorkload::m_thinkTime, defaults.thinkTime})
        .Add("ParseTime",
             "Seconds from the root's end (its first byte with FirstByteAnchor) to the requests "
             "for the embedded objects; drawn once a page.",
             {&HttpDrawnPageWorkload::m_parseTime, defaults.parseTime})
        .Add("FirstByteAnchor",
             "The embedded objects are revealed by the first byte of the root's response; "
             "otherwise by its last one.",
             {&HttpDrawnPageWorkload::m_firstByteAnchor, false});
}

HttpDrawnPageWorkload::HttpDrawnPageWorkload()
    : m_rounding(CreateObject<UniformRandomVariable>())
{
}

uint64_t
HttpDrawnPageWorkload::DrawObjects()
{
    if (!m_objectCount)
    {
        return m_objects;
    }
    if (!m_randomRounding)
    {
        return HttpDrawCount(m_objectCount, MAX_OBJECTS);
    }
    const double value = std::floor(m_objectCount->GetValue() + m_rounding->GetValue());
    return static_cast<uint64_t>(std::clamp(value, 0.0, static_cast<double>(MAX_OBJECTS)));
}

void
HttpDrawnPageWorkload::WriteObject(const http::Url& base,
                                   const Ptr<RandomVariableStream>& size,
                                   uint64_t index,
                                   HttpPageObject& object)
{
    // The caller's page is written over in place, so that its texts keep their storage.
    HttpResetObject(base, object);
    object.url.target = "/bytes/";
    HttpAppendNumber(HttpDrawCount(size, HTTP_MOST_BYTES), object.url.target);
    object.url.target += "?page=";
    HttpAppendNumber(m_yielded, object.url.target);
    object.url.target += "&object=";
    HttpAppendNumber(index, object.url.target);
}

uint64_t
HttpDrawnPageWorkload::CountPagesLeft(const http::Url& /* base */)
{
    return GetRest(m_pages);
}

bool
HttpDrawnPageWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    if (!BeginPage(m_pages, page))
    {
        return false;
    }
    const uint64_t embedded = DrawObjects();
    const Time parseTime = HttpDrawTime(m_parseTime);
    page.objects.resize(1 + embedded);
    WriteObject(base, m_rootSize, 0, page.objects[0]);
    for (uint64_t i = 1; i <= embedded; i++)
    {
        HttpPageObject& object = page.objects[i];
        WriteObject(base, m_objectSize, i, object);
        object.anchor = m_firstByteAnchor ? HttpPageObject::Anchor::FirstByte
                                          : HttpPageObject::Anchor::LastByte;
        object.delay = parseTime;
    }
    page.startDelay = m_yielded == 1 ? HttpDrawTime(m_startTime) : Time(0);
    page.thinkTime = HttpDrawTime(m_thinkTime);
    return true;
}

int64_t
HttpDrawnPageWorkload::AssignStreams(int64_t stream)
{
    return SetStreams({m_objectCount,
                       m_rootSize,
                       m_objectSize,
                       m_parseTime,
                       m_thinkTime,
                       m_startTime,
                       m_rounding},
                      stream);
}

} // namespace ns3
