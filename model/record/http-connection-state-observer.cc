/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-state-observer.h"

#include "ns3/trace-source-accessor.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpConnectionStateObserver);

TypeId
HttpConnectionStateObserver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpConnectionStateObserver")
            .SetParent<Object>()
            .SetGroupName("Http")
            .AddConstructor<HttpConnectionStateObserver>()
            .AddTraceSource(
                "ConnectionState",
                "A connection's end passes to another state.",
                MakeTraceSourceAccessor(&HttpConnectionStateObserver::m_connectionState),
                "ns3::HttpConnectionStateRecord::TracedCallback")
            .AddTraceSource("Socket",
                            "A socket that is being connected.",
                            MakeTraceSourceAccessor(&HttpConnectionStateObserver::m_socket),
                            "ns3::HttpConnectionStateObserver::SocketTracedCallback");
    return tid;
}

void
HttpConnectionStateObserver::Report(const HttpConnectionStateRecord& record) const
{
    m_connectionState(record);
}

void
HttpConnectionStateObserver::Introduce(Ptr<Socket> socket) const
{
    m_socket(socket);
}

void
HttpConnectionStateObserver::AskForStates(bool asks)
{
    m_asksForStates = asks;
}

bool
HttpConnectionStateObserver::AsksForStates() const
{
    return m_asksForStates;
}

} // namespace ns3
