/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-socket-call-observer.h"

#include "ns3/trace-source-accessor.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpSocketCallObserver);

TypeId
HttpSocketCallObserver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpSocketCallObserver")
            .SetParent<Object>()
            .SetGroupName("Http")
            .AddConstructor<HttpSocketCallObserver>()
            .AddTraceSource("SocketCall",
                            "A socket call or callback of this node.",
                            MakeTraceSourceAccessor(&HttpSocketCallObserver::m_socketCall),
                            "ns3::HttpSocketCallRecord::TracedCallback");
    return tid;
}

uint64_t
HttpSocketCallObserver::NumberSocket()
{
    return ++m_sockets;
}

void
HttpSocketCallObserver::Report(const HttpSocketCallRecord& record) const
{
    m_socketCall(record);
}

} // namespace ns3
