/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-stand-in-factory.h"

#include "http-tcp-socket-factory.h"

#include "ns3/abort.h"
#include "ns3/socket.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpStandInFactory);

TypeId
HttpTcpStandInFactory::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpTcpStandInFactory")
                            .SetParent<TcpSocketFactory>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpTcpStandInFactory>();
    return tid;
}

void
HttpTcpStandInFactory::Install(const Ptr<Node>& node)
{
    if (node->GetObject<HttpTcpStandInFactory>())
    {
        return;
    }
    const Ptr<HttpTcpStandInFactory> factory = CreateObject<HttpTcpStandInFactory>();
    node->AggregateObject(factory);
    // ns-3's own is in front for as long as it was asked for more often.
    constexpr uint32_t MOST = 1 << 20;
    for (uint32_t times = 1;
         node->GetObject<SocketFactory>(TcpSocketFactory::GetTypeId()) != factory;
         times *= 2)
    {
        NS_ABORT_MSG_IF(times > MOST, "this ns-3 does not let a factory stand in for its own");
        for (uint32_t i = 0; i < times; ++i)
        {
            node->GetObject<SocketFactory>(GetTypeId());
        }
    }
}

Ptr<Socket>
HttpTcpStandInFactory::CreateSocket()
{
    return GetObject<HttpTcpSocketFactory>()->CreateSocket();
}

} // namespace ns3
