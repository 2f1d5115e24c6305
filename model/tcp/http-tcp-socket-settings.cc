/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTcpSocket makes of the settings that every TcpSocket of ns-3 has.

#include "http-tcp-foreign-attributes.h"
#include "http-tcp-socket.h"

#include "ns3/abort.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

bool
HttpTcpSocket::IsChosen(const std::string& name) const
{
    if (m_isMade)
    {
        return true;
    }
    TypeId::AttributeInformation info;
    return TcpSocket::GetTypeId().LookupAttributeByName(name, &info) && IsHttpTcpAttributeSet(info);
}

void
HttpTcpSocket::NotifyConstructionCompleted()
{
    m_isMade = true;
    TcpSocket::NotifyConstructionCompleted();
}

void
HttpTcpSocket::SetMaxSegLifetime(double seconds)
{
    if (seconds > 0)
    {
        m_settings.timeWait = tcp::Nanoseconds(std::llround(seconds * 2e9));
    }
}

void
HttpTcpSocket::SetSndBufSize(uint32_t size)
{
    if (IsChosen("SndBufSize"))
    {
        m_settings.sendBuffer = m_settings.mostSendBuffer = size;
        m_settings.tuneSendBuffer = false;
    }
    if (m_connection)
    {
        m_connection->GetSender().SetBufferSize(size);
    }
}

uint32_t
HttpTcpSocket::GetSndBufSize() const
{
    // What it has grown to: what is not available of it is on its way.
    return m_connection ? static_cast<uint32_t>(m_connection->GetSender().GetBufferSize())
                        : m_settings.sendBuffer;
}

void
HttpTcpSocket::SetRcvBufSize(uint32_t size)
{
    if (IsChosen("RcvBufSize"))
    {
        // What a script sets is what the window can be, without any overhead.
        m_settings.receiveBuffer = m_settings.mostReceiveBuffer = size;
        m_settings.bufferShare = 256;
        m_settings.packetOverhead = 0;
        m_settings.tuneReceiveBuffer = false;
    }
    if (m_connection)
    {
        m_connection->GetReceiver().GetWindow().SetBufferSize(size);
    }
}

uint32_t
HttpTcpSocket::GetRcvBufSize() const
{
    return m_settings.receiveBuffer;
}

void
HttpTcpSocket::SetSegSize(uint32_t size)
{
    // Where nobody has set it, the path's MTU counts.
    if (IsChosen("SegmentSize"))
    {
        NS_ABORT_MSG_IF(size == 0, "ns3::TcpSocket::SegmentSize=0: accepted: 1 and more");
        m_settings.payloadMost = size;
    }
}

uint32_t
HttpTcpSocket::GetSegSize() const
{
    if (m_isEstablished && m_connection)
    {
        return m_connection->GetSender().GetView().segmentSize;
    }
    const uint32_t options = m_settings.timestamps ? tcp::TIMESTAMPS : 0;
    return std::min(m_settings.segmentSize - options, m_settings.payloadMost);
}

void
HttpTcpSocket::SetInitialSSThresh(uint32_t threshold)
{
    m_settings.initialThreshold =
        threshold == tcp::UNLIMITED ? threshold : std::max(2U, threshold / GetSegSize());
}

uint32_t
HttpTcpSocket::GetInitialSSThresh() const
{
    const uint32_t segments = m_settings.initialThreshold;
    return segments == tcp::UNLIMITED ? segments : segments * GetSegSize();
}

void
HttpTcpSocket::SetInitialCwnd(uint32_t cwnd)
{
    m_settings.initialWindow = cwnd;
}

uint32_t
HttpTcpSocket::GetInitialCwnd() const
{
    return m_settings.initialWindow;
}

void
HttpTcpSocket::SetConnTimeout(Time timeout)
{
    if (IsChosen("ConnTimeout"))
    {
        m_settings.initialRto = tcp::Nanoseconds(timeout.GetNanoSeconds());
    }
}

Time
HttpTcpSocket::GetConnTimeout() const
{
    return NanoSeconds(m_settings.initialRto.count());
}

void
HttpTcpSocket::SetSynRetries(uint32_t count)
{
    if (IsChosen("ConnCount"))
    {
        // ns-3 counts the first transmission, too.
        m_settings.synRetries = std::max(count, 1U) - 1;
        m_settings.synLinearRetries = 0;
    }
}

uint32_t
HttpTcpSocket::GetSynRetries() const
{
    return m_settings.synRetries + 1;
}

void
HttpTcpSocket::SetDataRetries(uint32_t retries)
{
    if (IsChosen("DataRetries"))
    {
        m_settings.retries = retries;
        m_settings.orphanRetries = std::min(m_settings.orphanRetries, retries);
    }
}

uint32_t
HttpTcpSocket::GetDataRetries() const
{
    return m_settings.retries;
}

void
HttpTcpSocket::SetDelAckTimeout(Time timeout)
{
    if (IsChosen("DelAckTimeout"))
    {
        // The wait adapts from there to at most 200 ms, or to the time itself.
        m_settings.leastDelay = tcp::Nanoseconds(timeout.GetNanoSeconds());
        m_settings.mostDelay = std::max(m_settings.mostDelay, m_settings.leastDelay);
    }
}

Time
HttpTcpSocket::GetDelAckTimeout() const
{
    return NanoSeconds(m_settings.leastDelay.count());
}

void
HttpTcpSocket::SetDelAckMaxCount(uint32_t count)
{
    m_settings.delayedAcks = m_settings.delayedAcks && count > 1;
}

uint32_t
HttpTcpSocket::GetDelAckMaxCount() const
{
    return m_settings.delayedAcks ? 2 : 1;
}

void
HttpTcpSocket::SetTcpNoDelay(bool noDelay)
{
    m_settings.nagle = !noDelay;
}

bool
HttpTcpSocket::GetTcpNoDelay() const
{
    return !m_settings.nagle;
}

void
HttpTcpSocket::SetPersistTimeout(Time timeout)
{
    if (IsChosen("PersistTimeout"))
    {
        m_settings.persist = tcp::Nanoseconds(timeout.GetNanoSeconds());
    }
}

Time
HttpTcpSocket::GetPersistTimeout() const
{
    return NanoSeconds(m_settings.persist.count());
}

} // namespace ns3
