/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-driver-context.h"

#include "http-socket-driver.h"

namespace ns3
{

HttpDriverContext::HttpDriverContext()
    : m_onConnected(MakeCallback(&HttpDriverContext::Tell<&HttpSocketDriver::OnConnected>, this)),
      m_onConnectFailed(
          MakeCallback(&HttpDriverContext::Tell<&HttpSocketDriver::OnConnectFailed>, this)),
      m_onReceive(MakeCallback(&HttpDriverContext::Tell<&HttpSocketDriver::OnReceive>, this)),
      m_onPeerClosed(MakeCallback(&HttpDriverContext::Tell<&HttpSocketDriver::OnPeerClosed>, this)),
      m_onError(MakeCallback(&HttpDriverContext::Tell<&HttpSocketDriver::OnError>, this)),
      m_onSendSpace(MakeCallback(&HttpDriverContext::TellSendSpace, this))
{
}

uint8_t*
HttpDriverContext::GetScratch(uint32_t bytes)
{
    if (m_scratch.size() < bytes)
    {
        m_scratch.resize(bytes);
    }
    return m_scratch.data();
}

void
HttpDriverContext::Attach(Ptr<Socket> socket, HttpSocketDriver& driver, bool connecting)
{
    m_bySocket[PeekPointer(socket)] = &driver;
    if (connecting)
    {
        socket->SetConnectCallback(m_onConnected, m_onConnectFailed);
    }
    socket->SetRecvCallback(m_onReceive);
    socket->SetCloseCallbacks(m_onPeerClosed, m_onError);
}

void
HttpDriverContext::WatchSendSpace(Ptr<Socket> socket) const
{
    socket->SetSendCallback(m_onSendSpace);
}

void
HttpDriverContext::Detach(Ptr<Socket> socket)
{
    m_bySocket.erase(PeekPointer(socket));
}

template <void (HttpSocketDriver::*HANDLER)()>
void
HttpDriverContext::Tell(Ptr<Socket> socket)
{
    const auto found = m_bySocket.find(PeekPointer(socket));
    if (found != m_bySocket.end())
    {
        (found->second->*HANDLER)();
    }
}

void
HttpDriverContext::TellSendSpace(Ptr<Socket> socket, uint32_t bytes)
{
    const auto found = m_bySocket.find(PeekPointer(socket));
    if (found != m_bySocket.end())
    {
        found->second->OnSendSpace(bytes);
    }
}

} // namespace ns3
