/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTcpSocket tells: its application, trace sinks and observers.

#include "http-tcp-socket.h"

#include "ns3/node.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{

namespace
{

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
    constexpr HttpConnectionEnd ENDS[] = {
        HttpConnectionEnd::None,
        HttpConnectionEnd::FullClose,
        HttpConnectionEnd::Aborted,
        HttpConnectionEnd::Reset,
        HttpConnectionEnd::Refused,
        HttpConnectionEnd::TimedOut,
        HttpConnectionEnd::Unreachable,
    };
    if (end == tcp::End::Closed && !(isEstablished && isPeerFinished))
    {
        return isEstablished ? HttpConnectionEnd::HalfClose : HttpConnectionEnd::Aborted;
    }
    return ENDS[static_cast<uint8_t>(end)];
}

} // namespace

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
