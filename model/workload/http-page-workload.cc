/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-page-workload.h"

#include "ns3/boolean.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <charconv>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpPageWorkload);

namespace
{

/// Largest object that is asked for, in bytes.
const uint64_t MAX_BYTES = uint64_t{1} << 62;

/**
 * @brief Appends a number in decimal.
 * @param number the number
 * @param text the text
 */
void
AppendNumber(uint64_t number, std::string& text)
{
    char digits[20];
    const auto result = std::to_chars(digits, digits + sizeof(digits), number);
    text.append(digits, result.ptr);
}

} // namespace

TypeId
HttpPageWorkload::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpPageWorkload")
            .SetParent<HttpWorkload>()
            .SetGroupName("Http")
            .AddConstructor<HttpPageWorkload>()
            .AddAttribute("Objects",
                          "Embedded objects of each page, unless ObjectCount is set.",
                          UintegerValue(10),
                          MakeUintegerAccessor(&HttpPageWorkload::m_objects),
                          MakeUintegerChecker<uint32_t>(0, MAX_OBJECTS))
            .AddAttribute("ObjectCount",
                          "Random variable of the embedded objects of a page, in place of Objects; "
                          "rounded, and cut to 100000.",
                          PointerValue(),
                          MakePointerAccessor(&HttpPageWorkload::m_objectCount),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("RootSize",
                          "Bytes of a page's root object.",
                          StringValue("ns3::ConstantRandomVariable[Constant=10710]"),
                          MakePointerAccessor(&HttpPageWorkload::m_rootSize),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("ObjectSize",
                          "Bytes of an embedded object.",
                          StringValue("ns3::ConstantRandomVariable[Constant=7758]"),
                          MakePointerAccessor(&HttpPageWorkload::m_objectSize),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("Pages",
                          "Number of pages; 0: without end.",
                          UintegerValue(1),
                          MakeUintegerAccessor(&HttpPageWorkload::m_pages),
                          MakeUintegerChecker<uint64_t>())
            .AddAttribute("ThinkTime",
                          "Seconds from a page's end to the next page's start.",
                          StringValue("ns3::ConstantRandomVariable[Constant=0.0]"),
                          MakePointerAccessor(&HttpPageWorkload::m_thinkTime),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("ParseTime",
                          "Seconds from the root's end (its first byte with FirstByteAnchor) to "
                          "the requests for the embedded objects; drawn once a page.",
                          StringValue("ns3::ConstantRandomVariable[Constant=0.0]"),
                          MakePointerAccessor(&HttpPageWorkload::m_parseTime),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("FirstByteAnchor",
                          "The embedded objects are revealed by the first byte of the root's "
                          "response; otherwise by its last one.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&HttpPageWorkload::m_firstByteAnchor),
                          MakeBooleanChecker());
    return tid;
}

HttpPageWorkload::HttpPageWorkload() = default;

HttpPageWorkload::~HttpPageWorkload() = default;

void
HttpPageWorkload::DoDispose()
{
    m_objectCount = nullptr;
    m_rootSize = nullptr;
    m_objectSize = nullptr;
    m_parseTime = nullptr;
    m_thinkTime = nullptr;
    HttpWorkload::DoDispose();
}

void
HttpPageWorkload::WriteObject(const http::Url& base,
                              const Ptr<RandomVariableStream>& size,
                              uint64_t index,
                              HttpPageObject& object)
{
    // The caller's page is written over in place, so that its texts keep their storage.
    object.url.scheme = base.scheme;
    object.url.host = base.host;
    object.url.port = base.port;
    object.url.target = "/bytes/";
    AppendNumber(HttpDrawCount(size, MAX_BYTES), object.url.target);
    object.url.target += "?page=";
    AppendNumber(m_next + 1, object.url.target);
    object.url.target += "&object=";
    AppendNumber(index, object.url.target);
    object.method = "GET";
    object.fields.Clear();
    object.headBytes = 0;
    object.contentBytes = 0;
    object.anchor = HttpPageObject::Anchor::PageStart;
    object.revealedBy = 0;
    object.delay = Time(0);
}

bool
HttpPageWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    if (m_pages > 0 && m_next >= m_pages)
    {
        return false;
    }
    const uint64_t embedded = m_objectCount ? HttpDrawCount(m_objectCount, MAX_OBJECTS) : m_objects;
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
    page.thinkTime = HttpDrawTime(m_thinkTime);
    m_next++;
    return true;
}

int64_t
HttpPageWorkload::AssignStreams(int64_t stream)
{
    // The order is fixed, and an unset variable keeps its number, so that setting it does not move
    // the streams of the others.
    const Ptr<RandomVariableStream> variables[] = {m_objectCount,
                                                   m_rootSize,
                                                   m_objectSize,
                                                   m_parseTime,
                                                   m_thinkTime};
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
