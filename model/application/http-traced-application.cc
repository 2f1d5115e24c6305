/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-traced-application.h"

#include "http-driver.h"

#include "ns3/http2-frame.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"

namespace ns3
{

TypeId
HttpTracedApplication::AddTraceSources(TypeId tid,
                                       const char* message,
                                       const char* activity,
                                       bool hasTls)
{
    tid.AddTraceSource("Message",
                       message,
                       MakeTraceSourceAccessor(&HttpTracedApplication::m_messageTrace),
                       "ns3::HttpMessageRecord::TracedCallback");
    tid.AddTraceSource("Frame",
                       "A frame of HTTP/2 was sent or received.",
                       MakeTraceSourceAccessor(&HttpTracedApplication::m_frameTrace),
                       "ns3::HttpFrameRecord::TracedCallback");
    if (hasTls)
    {
        tid.AddTraceSource("TlsRecord",
                           "A record of TLS was written or read.",
                           MakeTraceSourceAccessor(&HttpTracedApplication::m_tlsRecordTrace),
                           "ns3::HttpTlsRecord::TracedCallback");
    }
    return tid.AddTraceSource("Activity",
                              activity,
                              MakeTraceSourceAccessor(&HttpTracedApplication::m_activityTrace),
                              "ns3::HttpActivityRecord::TracedCallback");
}

void
HttpTracedApplication::FindIndex()
{
    m_index = 0;
    const Ptr<Node> node = GetNode();
    while (m_index < node->GetNApplications() && PeekPointer(node->GetApplication(m_index)) != this)
    {
        ++m_index;
    }
}

uint32_t
HttpTracedApplication::GetIndex() const
{
    return m_index;
}

bool
HttpTracedApplication::TracesPlaces() const
{
    return !m_messageTrace.IsEmpty() || !m_frameTrace.IsEmpty();
}

bool
HttpTracedApplication::TracesTlsRecords() const
{
    return !m_tlsRecordTrace.IsEmpty();
}

bool
HttpTracedApplication::TracesSteps() const
{
    return !m_activityTrace.IsEmpty();
}

template <typename RECORD>
void
HttpTracedApplication::Tell(const TracedCallback<const RECORD&>& source, RECORD& record) const
{
    record.node = GetNode()->GetId();
    record.application = m_index;
    source(record);
}

bool
HttpTracedApplication::TracesMessages() const
{
    return !m_messageTrace.IsEmpty();
}

void
HttpTracedApplication::TraceMessage(HttpMessageRecord& record) const
{
    Tell(m_messageTrace, record);
}

void
HttpTracedApplication::TraceFrame(const HttpDriver& driver,
                                  const http::Event& event,
                                  bool isClient) const
{
    const bool isSent = event.type == http::EventType::FrameSent;
    if (m_frameTrace.IsEmpty() || (!isSent && event.type != http::EventType::FrameReceived))
    {
        return;
    }
    HttpFrameRecord record;
    driver.GetTransport().GetEnds().Tell(record);
    record.isClient = isClient;
    record.sent = isSent;
    record.stream = event.stream;
    record.type = http::GetHttp2FrameName(event.frameType);
    record.flags = event.frameFlags;
    record.length = static_cast<uint32_t>(event.length) - http::HTTP2_FRAME_HEADER;
    HttpStreamRanges places;
    driver.GetTransport().AddStreamRanges(isSent,
                                          event.streamOffset,
                                          event.streamOffset + event.length,
                                          places);
    record.streamBegin = places.empty() ? event.streamOffset : places.front().first;
    record.streamEnd = places.empty() ? event.streamOffset + event.length : places.back().second;
    record.time = Simulator::Now();
    Tell(m_frameTrace, record);
}

void
HttpTracedApplication::TraceTlsRecord(HttpTlsRecord& record) const
{
    Tell(m_tlsRecordTrace, record);
}

void
HttpTracedApplication::TraceStep(HttpActivity activity,
                                 std::string_view subject,
                                 uint64_t bytes,
                                 uint64_t socket,
                                 uint64_t transaction) const
{
    if (m_activityTrace.IsEmpty())
    {
        return;
    }
    HttpActivityRecord record;
    record.time = Simulator::Now();
    record.activity = activity;
    record.socket = socket;
    record.transaction = transaction;
    record.subject = subject;
    record.bytes = bytes;
    Tell(m_activityTrace, record);
}

} // namespace ns3
