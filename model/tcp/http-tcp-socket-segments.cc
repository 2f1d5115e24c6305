/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTcpSocket does after each call of its machine: segments, events and the timer.

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/http-loss-probe-tag.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/tcp-option-rfc793.h"
#include "ns3/tcp-option-sack-permitted.h"
#include "ns3/tcp-option-sack.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/tcp-option-winscale.h"

#include <algorithm>

namespace ns3
{

namespace
{

// Codepoints of ECN in an IP header (RFC 3168, section 5)
constexpr uint8_t NOT_ECT = 0; //!< not capable
constexpr uint8_t ECT1 = 1;    //!< capable
constexpr uint8_t ECT0 = 2;    //!< capable, the usual one

/// An option. It has no attributes: to be constructed with them costs ten times what it holds.
template <typename OPTION>
Ptr<OPTION>
MakeOption()
{
    return Ptr<OPTION>(new OPTION, false);
}

/// The machine's options as ns-3's.
void
AppendOptions(const wire::TcpOptions& options, TcpHeader& header)
{
    if (options.maximumSegmentSize > 0)
    {
        const Ptr<TcpOptionMSS> option = MakeOption<TcpOptionMSS>();
        option->SetMSS(options.maximumSegmentSize);
        header.AppendOption(option);
    }
    if (options.sackPermitted)
    {
        header.AppendOption(MakeOption<TcpOptionSackPermitted>());
    }
    if (options.hasTimestamps)
    {
        const Ptr<TcpOptionTS> option = MakeOption<TcpOptionTS>();
        option->SetTimestamp(options.timestamp);
        option->SetEcho(options.echo);
        header.AppendOption(option);
    }
    if (options.hasWindowScale)
    {
        const Ptr<TcpOptionWinScale> option = MakeOption<TcpOptionWinScale>();
        option->SetScale(options.windowShift);
        header.AppendOption(option);
    }
    if (options.sackCount > 0)
    {
        const Ptr<TcpOptionSack> option = MakeOption<TcpOptionSack>();
        for (uint8_t i = 0; i < options.sackCount; ++i)
        {
            option->AddSackBlock(
                {SequenceNumber32(options.sacks[i].begin), SequenceNumber32(options.sacks[i].end)});
        }
        header.AppendOption(option);
    }
}

/// A segment's header as the trace sources show it.
TcpHeader
MakeHeader(const tcp::Segment& segment, const HttpTcpFourTuple& tuple)
{
    TcpHeader header;
    header.SetFlags(segment.header.flags);
    header.SetSequenceNumber(SequenceNumber32(segment.header.sequence));
    header.SetAckNumber(SequenceNumber32(segment.header.acknowledgment));
    header.SetWindowSize(segment.header.window);
    AppendOptions(segment.options, header);
    header.SetSourcePort(tuple.localPort);
    header.SetDestinationPort(tuple.remotePort);
    return header;
}

/// The machine's states as ns-3 numbers them.
TcpSocket::TcpStates_t
GetNs3State(tcp::State state)
{
    constexpr TcpSocket::TcpStates_t STATES[] = {
        TcpSocket::CLOSED,
        TcpSocket::SYN_SENT,
        TcpSocket::SYN_RCVD,
        TcpSocket::ESTABLISHED,
        TcpSocket::FIN_WAIT_1,
        TcpSocket::FIN_WAIT_2,
        TcpSocket::CLOSE_WAIT,
        TcpSocket::CLOSING,
        TcpSocket::LAST_ACK,
        TcpSocket::TIME_WAIT,
    };
    return STATES[static_cast<uint8_t>(state)];
}

/// How the machine's end is called here; a peer that did not finish has left its direction open.
HttpConnectionEnd
GetHttpEnd(tcp::End end, bool isEstablished, bool isPeerFinished)
{
    switch (end)
    {
    case tcp::End::None:
        return HttpConnectionEnd::None;
    case tcp::End::Closed:
        return !isEstablished   ? HttpConnectionEnd::Aborted
               : isPeerFinished ? HttpConnectionEnd::FullClose
                                : HttpConnectionEnd::HalfClose;
    case tcp::End::Aborted:
        return HttpConnectionEnd::Aborted;
    case tcp::End::Reset:
        return HttpConnectionEnd::Reset;
    case tcp::End::Refused:
        return HttpConnectionEnd::Refused;
    case tcp::End::TimedOut:
        return HttpConnectionEnd::TimedOut;
    case tcp::End::Unreachable:
        return HttpConnectionEnd::Unreachable;
    }
    return HttpConnectionEnd::None;
}

} // namespace

void
HttpTcpSocket::Pump()
{
    tcp::Segment segment;
    while (m_connection && m_connection->TakeSegment(segment))
    {
        Transmit(segment);
    }
    if (m_isPumping)
    {
        // Whoever is telling events tells the rest of them.
        return;
    }
    m_isPumping = true;
    tcp::Event event;
    while (m_connection && m_connection->TakeEvent(event))
    {
        Tell(event);
        while (m_connection && m_connection->TakeSegment(segment))
        {
            Transmit(segment);
        }
    }
    m_isPumping = false;
    if (m_connection)
    {
        ShowValues();
        SetTimer();
    }
}

void
HttpTcpSocket::SetTimer()
{
    const tcp::Nanoseconds deadline = m_connection->GetDeadline();
    if (deadline == tcp::NEVER)
    {
        m_event.Cancel();
        return;
    }
    const Time due = NanoSeconds(deadline.count());
    // An event that comes too early looks again; most deadlines move on before they are reached.
    if (!m_event.IsExpired() && m_eventTime <= due)
    {
        return;
    }
    m_event.Cancel();
    m_eventTime = std::max(due, Simulator::Now());
    m_event =
        Simulator::Schedule(m_eventTime - Simulator::Now(), &HttpTcpSocket::HandleTimer, this);
}

void
HttpTcpSocket::HandleTimer()
{
    const Ptr<HttpTcpSocket> self(this);
    if (!m_connection)
    {
        return;
    }
    m_connection->HandleDeadline(GetNow());
    Pump();
}

void
HttpTcpSocket::Transmit(const tcp::Segment& segment)
{
    const Ptr<Packet> packet = m_sent.Cut(segment.begin, segment.length);
    // DCTCP marks all that it sends, and may say so by ECT(1) (RFC 8257, section 3.1).
    const bool isDctcp = m_settings.exactEcn && m_connection->HasEcn();
    const bool isOne = m_controlState && m_controlState->m_ectCodePoint == TcpSocketState::Ect1;
    AddTags(packet, segment.isCapable || isDctcp ? (isOne ? ECT1 : ECT0) : NOT_ECT);
    if (segment.isLossProbe)
    {
        packet->AddPacketTag(HttpLossProbeTag());
    }
    if (segment.again && !m_againTrace.IsEmpty())
    {
        m_againTrace(packet,
                     MakeHeader(segment, m_tuple),
                     m_tuple.GetLocal(),
                     m_tuple.GetRemote(),
                     nullptr);
    }
    SendDown(packet, segment, m_tuple);
}

void
HttpTcpSocket::SendDown(const Ptr<Packet>& packet,
                        const tcp::Segment& segment,
                        const HttpTcpFourTuple& tuple)
{
    if (!m_txTrace.IsEmpty())
    {
        m_txTrace(packet, MakeHeader(segment, tuple), nullptr);
    }
    m_demultiplexer->GetCarrier().Send(packet,
                                       segment.header,
                                       segment.options,
                                       tuple,
                                       GetBoundNetDevice());
}

void
HttpTcpSocket::SendStrayReset(const tcp::Segment& segment, const HttpTcpFourTuple& tuple)
{
    tcp::Segment answer;
    if (!tcp::AnswerStray(segment, answer))
    {
        return;
    }
    SendDown(Create<Packet>(), answer, tuple);
}

void
HttpTcpSocket::AddTags(Ptr<Packet> packet, uint8_t ecn) const
{
    const uint8_t tos =
        static_cast<uint8_t>((GetIpTos() & ~3) | (ecn != NOT_ECT ? ecn : GetIpTos() & 3));
    if (tos != 0)
    {
        SocketIpTosTag tag;
        tag.SetTos(tos);
        packet->AddPacketTag(tag);
    }
    const uint8_t trafficClass = IsManualIpv6Tclass() ? GetIpv6Tclass() : ecn;
    if (m_tuple.ipv6 && trafficClass != 0)
    {
        SocketIpv6TclassTag tag;
        tag.SetTclass(static_cast<uint8_t>((trafficClass & ~3) | ecn));
        packet->AddPacketTag(tag);
    }
    if (IsManualIpTtl())
    {
        SocketIpTtlTag tag;
        tag.SetTtl(GetIpTtl());
        packet->AddPacketTag(tag);
    }
    if (IsManualIpv6HopLimit())
    {
        SocketIpv6HopLimitTag tag;
        tag.SetHopLimit(GetIpv6HopLimit());
        packet->AddPacketTag(tag);
    }
    if (GetPriority() != 0)
    {
        SocketPriorityTag tag;
        tag.SetPriority(GetPriority());
        packet->ReplacePacketTag(tag);
    }
}

void
HttpTcpSocket::Tell(tcp::Event event)
{
    switch (event)
    {
    case tcp::Event::StateChanged:
        SetState(GetNs3State(m_connection->TakeState()));
        break;
    case tcp::Event::Established:
        m_isEstablished = true;
        if (m_isActive)
        {
            Report(HttpSocketCall::Connected, 0);
            Simulator::ScheduleNow(&HttpTcpSocket::TellConnected, Ptr<HttpTcpSocket>(this));
        }
        else
        {
            TellAccepted();
        }
        break;
    case tcp::Event::Received:
        if (m_connection->GetReadable() > 0)
        {
            NotifyDataRecv();
        }
        break;
    case tcp::Event::PeerFinished:
        m_isPeerFinished = true;
        if (m_isSendShut)
        {
            // As ns-3's PacketSink has it: a listener shuts its output, so its connections only
            // receive, and they end after their peer.
            m_connection->Finish(GetNow());
        }
        if (!m_isCloseTold)
        {
            m_isCloseTold = true;
            Report(HttpSocketCall::PeerClosed, 0, 0, GetHttpConnectionEndName(m_end));
            NotifyNormalClose();
        }
        break;
    case tcp::Event::Writable:
        TellWritable();
        break;
    case tcp::Event::Acknowledged:
        m_sent.Release(m_connection->GetSender().GetUnacknowledged());
        // How much an application waits for is not known, so that it hears of all that is worth it;
        // who has filled the buffer is told by the machine, when Linux would.
        if (!m_isFull && !IsRoomShort())
        {
            TellWritable();
        }
        break;
    case tcp::Event::Ended:
        TellEnd(GetHttpEnd(m_connection->GetEnd(), m_isEstablished, m_isPeerFinished));
        break;
    }
}

void
HttpTcpSocket::TellConnected()
{
    if (m_connection)
    {
        NotifyConnectionSucceeded();
        TellWritable();
    }
}

void
HttpTcpSocket::TellAccepted()
{
    const Ptr<HttpTcpSocket> listener = m_listener;
    if (!listener)
    {
        return;
    }
    --listener->m_halfOpen;
    m_listener = nullptr;
    if (listener->m_state != LISTEN)
    {
        Abort();
        return;
    }
    Report(HttpSocketCall::Accept, 0);
    NotifyNewConnectionCreated(this, m_tuple.GetRemote());
    TellWritable();
}

void
HttpTcpSocket::TellWritable()
{
    m_isFull = false;
    const uint32_t room = GetTxAvailable();
    if (room > 0 && !m_isSendShut && !m_isClosed)
    {
        NotifySend(room);
    }
}

void
HttpTcpSocket::TellEnd(HttpConnectionEnd end)
{
    const bool isFirst = m_end == HttpConnectionEnd::None;
    const bool wasOpening = m_isActive && !m_isEstablished;
    m_end = isFirst ? end : m_end;
    Release();
    if (isFirst)
    {
        m_endedTrace(this, GetHttpConnectionEndName(m_end));
    }
    const char* const reason = GetHttpConnectionEndName(m_end);
    if (!isFirst || (!m_isActive && !m_isEstablished))
    {
        return;
    }
    const bool isError = end != HttpConnectionEnd::FullClose && end != HttpConnectionEnd::HalfClose;
    if (wasOpening && end != HttpConnectionEnd::Aborted)
    {
        Report(HttpSocketCall::Failed, -1, 0, reason);
        m_errno = end == HttpConnectionEnd::Refused ? ERROR_NOTERROR : m_errno;
        NotifyConnectionFailed();
    }
    else if (isError && !wasOpening)
    {
        m_isCloseTold = true;
        Report(HttpSocketCall::Error, -1, 0, reason);
        NotifyErrorClose();
    }
    else if (!m_isCloseTold)
    {
        m_isCloseTold = true;
        Report(HttpSocketCall::PeerClosed, 0, 0, reason);
        NotifyNormalClose();
    }
}

void
HttpTcpSocket::SetState(TcpStates_t state)
{
    const TcpStates_t before = m_state;
    if (before == state)
    {
        return;
    }
    if (state == TIME_WAIT)
    {
        m_timeWaitEntered = Simulator::Now();
    }
    if (state == TIME_WAIT && m_end == HttpConnectionEnd::None)
    {
        m_end = HttpConnectionEnd::FullClose;
        m_endedTrace(this, GetHttpConnectionEndName(m_end));
    }
    m_state = state;
    if (!m_stateObserver)
    {
        return;
    }
    HttpConnectionStateRecord record;
    record.time = Simulator::Now();
    record.node = m_node->GetId();
    record.socket = m_number;
    record.oldState = GetHttpConnectionState(before);
    record.newState = GetHttpConnectionState(state);
    const HttpConnectionEnd end =
        m_connection && m_end == HttpConnectionEnd::None
            ? GetHttpEnd(m_connection->GetEnd(), m_isEstablished, m_isPeerFinished)
            : m_end;
    record.end = state == CLOSED ? end : HttpConnectionEnd::None;
    GetSockName(record.local);
    record.remote = m_connection ? m_tuple.GetRemote() : Address();
    if (state == SYN_SENT || state == SYN_RCVD)
    {
        m_stateObserver->Introduce(this);
    }
    m_stateObserver->Report(record);
}

void
HttpTcpSocket::ShowValues()
{
    const tcp::Sender::View view = m_connection->GetSender().GetView();
    const auto toBytes = [&view](uint32_t segments) {
        return static_cast<uint32_t>(
            std::min<uint64_t>(uint64_t{segments} * view.segmentSize, UINT32_MAX));
    };
    if (!m_isEstablished)
    {
        // What a segment holds is not agreed on yet.
        m_rto = NanoSeconds(view.roundTrip.GetTimeout().count());
        return;
    }
    m_cwnd = toBytes(view.window.segments);
    m_ssThresh = view.window.threshold == UINT32_MAX ? UINT32_MAX : toBytes(view.window.threshold);
    m_bytesInFlight = toBytes(view.board.GetInFlight());
    m_rtt = NanoSeconds(view.roundTrip.GetSmoothed().count());
    m_lastRtt = NanoSeconds(view.roundTrip.GetLast().count());
    m_rto = NanoSeconds(view.roundTrip.GetTimeout().count());
    m_congState = static_cast<TcpSocketState::TcpCongState_t>(view.state);
    m_rWnd = static_cast<uint32_t>(view.peerWindow);
    m_highTx = SequenceNumber32(static_cast<uint32_t>(view.next));
    m_highRxAck = SequenceNumber32(static_cast<uint32_t>(view.unacknowledged));
    m_pacingRate = DataRate(view.pacingRate * 8);
    tcp::Receiver& receiver = m_connection->GetReceiver();
    m_highRx = SequenceNumber32(
        static_cast<uint32_t>(std::max(receiver.GetNext(), receiver.GetStream().GetHeldEnd())));
    m_advWnd = static_cast<uint32_t>(receiver.GetWindow().GetTold());
    if (m_connection->HasEcn())
    {
        m_ecnState = m_connection->IsEchoing()                 ? TcpSocketState::ECN_SENDING_ECE
                     : view.state == tcp::CongestionState::Cwr ? TcpSocketState::ECN_CWR_SENT
                                                               : TcpSocketState::ECN_IDLE;
    }
}

void
HttpTcpSocket::Report(HttpSocketCall call, int64_t result, uint64_t bytes, const char* detail) const
{
    if (!m_callObserver || !m_callObserver->IsHeard())
    {
        return;
    }
    HttpSocketCallRecord record;
    record.time = Simulator::Now();
    record.node = m_node->GetId();
    record.socket = m_number;
    record.call = call;
    record.result = result;
    record.bytes = bytes;
    record.detail = detail;
    GetSockName(record.local);
    record.remote = m_connection ? m_tuple.GetRemote() : Address();
    m_callObserver->Report(record);
}

} // namespace ns3
