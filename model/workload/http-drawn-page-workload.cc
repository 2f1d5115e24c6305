/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-drawn-page-workload.h"

#include "ns3/boolean.h"
#include "ns3/http-text.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpDrawnPageWorkload);

namespace
{

/**
 * @brief A random variable as an attribute's default.
 * @tparam A the accessor's type
 * @param tid where
 * @param name the attribute's name
 * @param help what it is
 * @param initial the variable as text; empty: not set
 * @param accessor its accessor
 */
template <typename A>
void
AddVariable(TypeId& tid, const char* name, const char* help, const char* initial, A accessor)
{
    const auto checker = MakePointerChecker<RandomVariableStream>();
    if (*initial)
    {
        tid.AddAttribute(name, help, StringValue(initial), accessor, checker);
    }
    else
    {
        tid.AddAttribute(name, help, PointerValue(), accessor, checker);
    }
}

} // namespace

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
    AddVariable(tid,
                "ObjectCount",
                "Random variable of the embedded objects of a page, cut to 100000.",
                defaults.objectCount,
                MakePointerAccessor(&HttpDrawnPageWorkload::m_objectCount));
    tid.AddAttribute("RandomRounding",
                     "A draw of ObjectCount is rounded up with a probability that is its fraction, "
                     "so that the mean stays; otherwise to the nearest whole number.",
                     BooleanValue(defaults.randomRounding),
                     MakeBooleanAccessor(&HttpDrawnPageWorkload::m_randomRounding),
                     MakeBooleanChecker());
    AddVariable(tid,
                "RootSize",
                "Bytes of a page's root object.",
                defaults.rootSize,
                MakePointerAccessor(&HttpDrawnPageWorkload::m_rootSize));
    AddVariable(tid,
                "ObjectSize",
                "Bytes of an embedded object.",
                defaults.objectSize,
                MakePointerAccessor(&HttpDrawnPageWorkload::m_objectSize));
    tid.AddAttribute("Pages",
                     "Number of pages; 0: without end.",
                     UintegerValue(1),
                     MakeUintegerAccessor(&HttpDrawnPageWorkload::m_pages),
                     MakeUintegerChecker<uint64_t>());
    AddVariable(tid,
                "StartTime",
                "Seconds from the client's start to its first page.",
                "ns3::ConstantRandomVariable[Constant=0.0]",
                MakePointerAccessor(&HttpDrawnPageWorkload::m_startTime));
    AddVariable(tid,
                "ThinkTime",
                "Seconds from a page's end to the next page's start.",
                defaults.thinkTime,
                MakePointerAccessor(&HttpDrawnPageWorkload::m_thinkTime));
    AddVariable(tid,
                "ParseTime",
                "Seconds from the root's end (its first byte with FirstByteAnchor) to the requests "
                "for the embedded objects; drawn once a page.",
                defaults.parseTime,
                MakePointerAccessor(&HttpDrawnPageWorkload::m_parseTime));
    tid.AddAttribute("FirstByteAnchor",
                     "The embedded objects are revealed by the first byte of the root's response; "
                     "otherwise by its last one.",
                     BooleanValue(false),
                     MakeBooleanAccessor(&HttpDrawnPageWorkload::m_firstByteAnchor),
                     MakeBooleanChecker());
    return tid;
}

HttpDrawnPageWorkload::HttpDrawnPageWorkload()
    : m_rounding(CreateObject<UniformRandomVariable>())
{
}

HttpDrawnPageWorkload::~HttpDrawnPageWorkload() = default;

void
HttpDrawnPageWorkload::DoDispose()
{
    m_objectCount = nullptr;
    m_rootSize = nullptr;
    m_objectSize = nullptr;
    m_parseTime = nullptr;
    m_thinkTime = nullptr;
    m_startTime = nullptr;
    m_rounding = nullptr;
    HttpWorkload::DoDispose();
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
    HttpAppendNumber(m_next + 1, object.url.target);
    object.url.target += "&object=";
    HttpAppendNumber(index, object.url.target);
}

uint64_t
HttpDrawnPageWorkload::CountPagesLeft(const http::Url& /* base */)
{
    return GetRest(m_pages, m_next);
}

bool
HttpDrawnPageWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    if (m_pages > 0 && m_next >= m_pages)
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
    page.startDelay = m_next == 0 ? HttpDrawTime(m_startTime) : Time(0);
    page.thinkTime = HttpDrawTime(m_thinkTime);
    page.isOpen = false;
    page.ownConnections = false;
    m_next++;
    return true;
}

int64_t
HttpDrawnPageWorkload::AssignStreams(int64_t stream)
{
    // The order is fixed, and an unset variable keeps its number, so that setting it does not move
    // the streams of the others.
    const Ptr<RandomVariableStream> variables[] = {m_objectCount,
                                                   m_rootSize,
                                                   m_objectSize,
                                                   m_parseTime,
                                                   m_thinkTime,
                                                   m_startTime,
                                                   m_rounding};
    int64_t next = stream;
    for (const Ptr<RandomVariableStream>& variable : variables)
    {
        if (variable)
        {
            variable->SetStream(next);
        }
        next++;
    }
    return next - stream;
}

} // namespace ns3
