/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTcpSocket does with arriving segments (RFC 9293, section 3.10.7).

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

namespace ns3
{

namespace
{

/// Whether a state comes after the handshake and before TIME_WAIT.
bool
IsSynchronized(TcpSocket::TcpStates_t state)
{
    return state >= TcpSocket::ESTABLISHED && state < TcpSocket::TIME_WAIT;
}

} // namespace

void
HttpTcpSocket::Receive(Ptr<Packet> packet, const HttpTcpSegment& segment, const Ipv4Header& header)
{
    if (m_tcb->m_useEcn != TcpSocketState::Off)
    {
        // TcpSocketBase reads the IP header's ECN field on the way.
        ForwardUp(packet, header, segment.sourcePort, Ptr<Ipv4Interface>());
        return;
    }
    if (m_state != SYN_RCVD)
    {
        Take(packet, segment, Address(), Address());
        return;
    }
    Take(packet,
         segment,
         InetSocketAddress(header.GetSource(), segment.sourcePort),
         InetSocketAddress(header.GetDestination(), segment.destinationPort));
}

void
HttpTcpSocket::Receive(Ptr<Packet> packet, const HttpTcpSegment& segment, const Ipv6Header& header)
{
    if (m_tcb->m_useEcn != TcpSocketState::Off)
    {
        ForwardUp6(packet, header, segment.sourcePort, Ptr<Ipv6Interface>());
        return;
    }
    if (m_state != SYN_RCVD)
    {
        Take(packet, segment, Address(), Address());
        return;
    }
    Take(packet,
         segment,
         Inet6SocketAddress(header.GetSource(), segment.sourcePort),
         Inet6SocketAddress(header.GetDestination(), segment.destinationPort));
}

void
HttpTcpSocket::ReceiveIcmp(Ipv4Address source,
                           uint8_t ttl,
                           uint8_t type,
                           uint8_t code,
                           uint32_t info)
{
    constexpr uint8_t DESTINATION_UNREACHABLE = 3;
    constexpr uint8_t FRAGMENTATION_NEEDED = 4;
    const Ptr<HttpTcpSocket> self(this);
    ForwardIcmp(source, ttl, type, code, info);
    if (type == DESTINATION_UNREACHABLE && code != FRAGMENTATION_NEEDED)
    {
        NoticeUnreachable();
    }
}

void
HttpTcpSocket::ReceiveIcmp(Ipv6Address source,
                           uint8_t ttl,
                           uint8_t type,
                           uint8_t code,
                           uint32_t info)
{
    constexpr uint8_t DESTINATION_UNREACHABLE = 1;
    const Ptr<HttpTcpSocket> self(this);
    ForwardIcmp6(source, ttl, type, code, info);
    if (type == DESTINATION_UNREACHABLE)
    {
        NoticeUnreachable();
    }
}

void
HttpTcpSocket::NoticeUnreachable()
{
    // RFC 9293, section 3.9.2.2: a hint while a connection exists; while it is being opened,
    // TCP gives up as real stacks do.
    m_softError = true;
    if (m_state == SYN_SENT && m_noticeRefusal)
    {
        m_errno = ERROR_NOROUTETOHOST;
        End(HttpConnectionEnd::Unreachable, Notice::Failed);
    }
}

void
HttpTcpSocket::DoForwardUp(Ptr<Packet> packet, const Address& fromAddress, const Address& toAddress)
{
    HttpTcpSegment segment;
    if (segment.Read(packet) == nullptr)
    {
        Take(packet, segment, fromAddress, toAddress);
    }
}

void
HttpTcpSocket::Take(Ptr<Packet> packet,
                    const HttpTcpSegment& segment,
                    const Address& fromAddress,
                    const Address& toAddress)
{
    const Ptr<HttpTcpSocket> self(this);
    if (segment.wideShift != 0 || segment.sacks != 0)
    {
        const SequenceNumber32 head = m_txBuffer->HeadSequence();
        const SequenceNumber32 end = m_tcb->m_highTxMark.Get() + (IsFinOutstanding() ? 1 : 0);
        packet = segment.Conform(packet, head, m_sackEnabled ? end : head);
    }
    bool goesOn = true;
    switch (m_state)
    {
    case CLOSED:
        return;
    case LISTEN:
        if (m_demultiplexer)
        {
            TakeListening(packet, segment, fromAddress, toAddress);
            return;
        }
        break;
    case SYN_SENT:
        goesOn = ScreenSynSent(segment);
        break;
    case SYN_RCVD:
        goesOn = ScreenSynReceived(segment, fromAddress);
        if (goesOn && m_state == ESTABLISHED)
        {
            goesOn = ScreenSynchronized(packet, segment);
        }
        break;
    case TIME_WAIT:
        goesOn = !m_timeWaitAnswers;
        if (!goesOn)
        {
            TraceReceived(packet);
            AnswerInTimeWait(segment);
            return;
        }
        break;
    default:
        goesOn = ScreenSynchronized(packet, segment);
        break;
    }
    if (goesOn)
    {
        if (m_persist && m_persistEvent.IsExpired())
        {
            m_persistTimeout = m_rto;
        }
        m_inBase = true;
        TcpSocketBase::DoForwardUp(packet, fromAddress, toAddress);
        m_inBase = false;
    }
    Settle();
}

void
HttpTcpSocket::TraceReceived(Ptr<const Packet> packet)
{
    if (m_rxTrace.IsEmpty())
    {
        return;
    }
    Ptr<Packet> copy = packet->Copy();
    TcpHeader header;
    copy->RemoveHeader(header);
    m_rxTrace(copy, header, this);
}

void
HttpTcpSocket::Digest(Ptr<Packet> packet, const HttpTcpSegment& segment)
{
    SocketPriorityTag priorityTag;
    packet->RemovePacketTag(priorityTag);
    TcpHeader header;
    packet->RemoveHeader(header);
    m_rxTrace(packet, header, this);
    if (!segment.Has(TcpHeader::ACK))
    {
        return;
    }
    if (m_timestampEnabled)
    {
        if (!segment.hasTimestamps)
        {
            // RFC 7323, section 3.2: without the agreed option a segment does not count.
            m_peerFinKnown = m_peerFinKnown && !segment.Has(TcpHeader::FIN);
            return;
        }
        ProcessOptionTimestamp(header.GetOption(TcpOption::TS), segment.sequence);
    }
    EstimateRtt(header);
    UpdateWindowSize(header);
    m_inBase = true;
    ReceivedAck(packet, header);
    m_inBase = false;
}

void
HttpTcpSocket::Settle()
{
    if (m_inBase && IsFinNext())
    {
        // The application closes as it is told of the data before the FIN. TcpSocketBase, which
        // has not yet done with that segment, would take the FIN a second time; Take() goes on.
        return;
    }
    NoticeBaseEnd();
    TcpStates_t state = m_state;
    if (m_place == NO_PLACE && m_demultiplexer && state != LISTEN)
    {
        return;
    }
    if (m_justEstablished && state != SYN_RCVD)
    {
        m_justEstablished = false;
        if (GetTxAvailable() > 0)
        {
            NotifySend(GetTxAvailable());
        }
        state = m_state;
    }
    while (!m_writeEnds.empty() && m_writeEnds.front() <= m_txBuffer->HeadSequence())
    {
        m_writeEnds.erase(m_writeEnds.begin());
    }
    if (!IsSynchronized(state))
    {
        // TcpSocketBase watches the window of a SYN too, which it may not send into yet.
        m_persistEvent.Cancel();
        if (state == TIME_WAIT && m_end == HttpConnectionEnd::None)
        {
            EnterTimeWait();
        }
        return;
    }
    if (state == FIN_WAIT_1 && IsFinAcknowledged())
    {
        m_state = FIN_WAIT_2;
    }
    else if (state == CLOSING && IsFinAcknowledged() && m_awaitFinAck)
    {
        EnterTimeWait();
        return;
    }
    else if (state == LAST_ACK && IsFinAcknowledged() && m_awaitFinAck)
    {
        End(HttpConnectionEnd::FullClose, Notice::Normal);
        return;
    }
    if (IsFinNext())
    {
        TakeFin();
    }
    SendFinWhenDue();
    state = m_state;
    if (state == FIN_WAIT_2)
    {
        m_retxEvent.Cancel();
        m_lingerEvent.Cancel();
        if (m_closed && m_finWait2Event.IsExpired() && m_finWait2.IsStrictlyPositive())
        {
            m_finWait2Event =
                Simulator::Schedule(m_finWait2, &HttpTcpSocket::FinWait2Timeout, this);
        }
    }
    if (m_finBackoff && IsFinOutstanding() && m_retxEvent.IsExpired() && m_persistEvent.IsExpired())
    {
        m_retxEvent = Simulator::Schedule(m_rto, &HttpTcpSocket::RetransmitFin, this);
    }
    if (m_persist && (m_rWnd < m_tcb->m_segmentSize))
    {
        WatchWindow();
    }
}

void
HttpTcpSocket::TakeFin()
{
    m_tcb->m_rxBuffer->SetFinSequence(m_peerFin);
    m_peerFinKnown = false;
    m_peerClosed = true;
    switch (m_state)
    {
    case ESTABLISHED:
        m_state = CLOSE_WAIT;
        Notify(Notice::Normal);
        if (m_state == CLOSE_WAIT && m_finAfterData && m_shutdownSend && !m_closeOnEmpty)
        {
            // The listening socket had shut its output; as with ns-3's socket the connection ends
            // with its peer.
            m_closeOnEmpty = true;
            SendFinWhenDue();
        }
        break;
    case FIN_WAIT_1:
        m_state = CLOSING;
        break;
    case FIN_WAIT_2:
        SendEmptyPacket(TcpHeader::ACK);
        EnterTimeWait();
        break;
    default:
        break;
    }
    if (m_highTxAck < m_tcb->m_rxBuffer->NextRxSequence() && m_state != CLOSED)
    {
        SendEmptyPacket(TcpHeader::ACK);
    }
    if (m_state == TIME_WAIT && !m_shutdownRecv && !m_closed)
    {
        NotifyDataRecv();
    }
}

} // namespace ns3
