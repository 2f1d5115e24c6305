/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The handshake of HttpTcpSocket (RFC 9293, section 3.5).

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/simulator.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-option-sack.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/tcp-option-winscale.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// The control bits that decide what a segment is for.
constexpr uint8_t CONTROL = TcpHeader::SYN | TcpHeader::ACK | TcpHeader::RST | TcpHeader::FIN;

} // namespace

void
HttpTcpSocket::TakeListening(Ptr<Packet> packet,
                             const HttpTcpSegment& segment,
                             const Address& fromAddress,
                             const Address& toAddress)
{
    TraceReceived(packet);
    const uint8_t control = segment.flags & CONTROL;
    if (control != TcpHeader::SYN)
    {
        if (m_resetUnknown && segment.Has(TcpHeader::ACK) && !segment.Has(TcpHeader::RST))
        {
            SendResetFor(segment, fromAddress, toAddress);
        }
        return;
    }
    if (m_halfOpen >= m_backlog)
    {
        m_requestDropped(fromAddress, "backlog");
        return;
    }
    if (!NotifyConnectionRequest(fromAddress))
    {
        m_requestDropped(fromAddress, "application");
        return;
    }
    Ptr<HttpTcpSocket> child = StaticCast<HttpTcpSocket>(Fork());
    child->m_listener = this;
    ++m_halfOpen;
    TcpHeader header;
    packet->RemoveHeader(header);
    child->m_segment = &segment;
    child->CompleteFork(packet, header, fromAddress, toAddress);
    child->m_segment = nullptr;
}

void
HttpTcpSocket::CompleteFork(Ptr<Packet> packet,
                            const TcpHeader& header,
                            const Address& fromAddress,
                            const Address& toAddress)
{
    if (!m_demultiplexer || m_segment == nullptr)
    {
        TcpSocketBase::CompleteFork(packet, header, fromAddress, toAddress);
        return;
    }
    m_ipv6 = Inet6SocketAddress::IsMatchingType(toAddress);
    if (m_ipv6)
    {
        const auto to = Inet6SocketAddress::ConvertFrom(toAddress);
        const auto from = Inet6SocketAddress::ConvertFrom(fromAddress);
        m_tuple = HttpTcpFourTuple(to.GetIpv6(), to.GetPort(), from.GetIpv6(), from.GetPort());
    }
    else
    {
        const auto to = InetSocketAddress::ConvertFrom(toAddress);
        const auto from = InetSocketAddress::ConvertFrom(fromAddress);
        m_tuple = HttpTcpFourTuple(to.GetIpv4(), to.GetPort(), from.GetIpv4(), from.GetPort());
    }
    if (!FindRoute() || !m_demultiplexer->Enter(this))
    {
        m_state = CLOSED;
        m_listener->m_requestDropped(fromAddress, "no route");
        Release();
        return;
    }
    MakeEndPoint();
    ChooseInitialSequence();
    TakeRequest(header, *m_segment);
    m_state = SYN_RCVD;
    m_synCount = m_synRetries;
    m_dataRetrCount = m_dataRetries;
    constexpr uint8_t ECN_SETUP = TcpHeader::CWR | TcpHeader::ECE;
    if (m_tcb->m_useEcn != TcpSocketState::Off && (header.GetFlags() & ECN_SETUP) == ECN_SETUP)
    {
        SendEmptyPacket(TcpHeader::SYN | TcpHeader::ACK | TcpHeader::ECE);
        m_tcb->m_ecnState = TcpSocketState::ECN_IDLE;
    }
    else
    {
        SendEmptyPacket(TcpHeader::SYN | TcpHeader::ACK);
        m_tcb->m_ecnState = TcpSocketState::ECN_DISABLED;
    }
}

void
HttpTcpSocket::TakeRequest(const TcpHeader& header, const HttpTcpSegment& segment)
{
    m_rWnd = segment.window;
    m_winScalingEnabled = m_winScalingEnabled && header.HasOption(TcpOption::WINSCALE);
    if (m_winScalingEnabled)
    {
        ProcessOptionWScale(header.GetOption(TcpOption::WINSCALE));
    }
    m_sackEnabled = m_sackEnabled && header.HasOption(TcpOption::SACKPERMITTED);
    m_txBuffer->SetSackEnabled(m_sackEnabled);
    m_timestampEnabled = m_timestampEnabled && segment.hasTimestamps;
    TakePeersSyn(segment);
    if (m_timestampEnabled)
    {
        ProcessOptionTimestamp(header.GetOption(TcpOption::TS), segment.sequence);
    }
    m_tcb->m_rxBuffer->SetNextRxSequence(segment.sequence + 1);
    m_tcb->m_cWnd = GetInitialCwnd() * GetSegSize();
    m_tcb->m_cWndInfl = m_tcb->m_cWnd;
    m_tcb->m_ssThresh = GetInitialSSThresh();
}

void
HttpTcpSocket::TakePeersSyn(const HttpTcpSegment& segment)
{
    m_tcb->m_rxBuffer->SetNextRxSequence(segment.sequence);
    m_highTxAck = segment.sequence;
    m_highRxMark = segment.sequence;
    m_ecnCESeq = segment.sequence;
    if (!m_mssOption)
    {
        return;
    }
    // RFC 6691: the options of a data segment take their part of the MSS.
    constexpr uint32_t SMALLEST = 48;
    const uint32_t options = m_timestampEnabled && segment.hasTimestamps ? 12 : 0;
    uint32_t size = m_tcb->m_segmentSize;
    if (segment.maximumSegmentSize != 0)
    {
        size = std::min(size, std::max<uint32_t>(segment.maximumSegmentSize, SMALLEST) - options);
    }
    if (m_localMss > SMALLEST)
    {
        size = std::min(size, m_localMss - options);
    }
    if (size != m_tcb->m_segmentSize)
    {
        m_tcb->m_segmentSize = size;
        m_txBuffer->SetSegmentSize(size);
    }
}

bool
HttpTcpSocket::ScreenSynSent(const HttpTcpSegment& segment)
{
    if (!m_noticeRefusal)
    {
        return true;
    }
    const bool isAcked = segment.Has(TcpHeader::ACK);
    const bool isExpected = segment.acknowledgment == m_tcb->m_nextTxSequence.Get() + 1;
    if (isAcked && !isExpected)
    {
        if (!segment.Has(TcpHeader::RST))
        {
            SendResetFor(segment);
        }
        return false;
    }
    if (segment.Has(TcpHeader::RST))
    {
        if (isAcked)
        {
            End(HttpConnectionEnd::Refused, Notice::Failed);
        }
        return false;
    }
    if (!segment.Has(TcpHeader::SYN) || segment.Has(TcpHeader::FIN))
    {
        return false;
    }
    TakePeersSyn(segment);
    if (!isAcked)
    {
        // Simultaneous open: from now on SYN|ACK is retransmitted, not SYN.
        m_retxEvent.Cancel();
        return true;
    }
    m_established = true;
    if (m_callObserver)
    {
        Report(HttpSocketCall::Connected, 0);
    }
    return true;
}

bool
HttpTcpSocket::ScreenSynReceived(const HttpTcpSegment& segment, const Address& fromAddress)
{
    if (!m_challenge)
    {
        return true;
    }
    const SequenceNumber32 next = m_tcb->m_rxBuffer->NextRxSequence();
    const bool isPeersSyn = segment.Has(TcpHeader::SYN) && segment.sequence + 1 == next;
    if (segment.Has(TcpHeader::RST))
    {
        if (segment.sequence == next)
        {
            End(m_active ? HttpConnectionEnd::Refused : HttpConnectionEnd::Reset,
                m_active ? Notice::Failed : Notice::None);
        }
        return false;
    }
    if (!segment.Has(TcpHeader::ACK))
    {
        // The peer's request again: TcpSocketBase repeats its answer. Anything else is dropped.
        return isPeersSyn && !segment.Has(TcpHeader::FIN);
    }
    if (segment.acknowledgment != m_tcb->m_nextTxSequence.Get() + 1)
    {
        SendResetFor(segment);
        return false;
    }
    const bool isInWindow =
        segment.sequence >= next && segment.sequence <= next + GetReceiveWindow();
    if (!isPeersSyn && (segment.Has(TcpHeader::SYN) || !isInWindow))
    {
        return false;
    }
    if (m_listener && m_listener->m_state != LISTEN)
    {
        SendResetFor(segment);
        End(HttpConnectionEnd::Aborted, Notice::None);
        return false;
    }
    if (isPeersSyn)
    {
        // TcpSocketBase does not get to see this segment, whose window counts from now on.
        m_rWnd = segment.window;
    }
    Establish(fromAddress);
    return m_state == ESTABLISHED && !isPeersSyn;
}

void
HttpTcpSocket::Establish(const Address& fromAddress)
{
    if (m_listener)
    {
        --m_listener->m_halfOpen;
        m_listener = nullptr;
    }
    m_congestionControl->CongestionStateSet(m_tcb, TcpSocketState::CA_OPEN);
    m_tcb->m_congState = TcpSocketState::CA_OPEN;
    m_state = ESTABLISHED;
    m_connected = true;
    m_established = true;
    m_retxEvent.Cancel();
    const SequenceNumber32 first = m_tcb->m_nextTxSequence.Get() + 1;
    m_tcb->m_nextTxSequence = first;
    m_tcb->m_highTxMark = first;
    m_txBuffer->SetHeadSequence(first);
    m_highRxAckMark = first;
    m_delAckCount = m_delAckMaxCount;
    UpdatePacingRate();
    if (m_active)
    {
        Report(HttpSocketCall::Connected, 0);
        Simulator::ScheduleNow(&HttpTcpSocket::ConnectionSucceeded, this);
        return;
    }
    m_justEstablished = true;
    Report(HttpSocketCall::Accept, 0);
    NotifyNewConnectionCreated(this, fromAddress);
}

} // namespace ns3
