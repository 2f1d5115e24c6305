/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-socket.h"

#include "http-tcp-demultiplexer.h"

#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpTcpSocket");

namespace
{

/// An event that keeps a socket alive until the calls that ns-3 scheduled for it have run.
class KeepAliveEvent : public EventImpl
{
  public:
    /// @brief Keeps a socket. @param socket the socket
    explicit KeepAliveEvent(Ptr<HttpTcpSocket> socket)
        : m_socket(socket)
    {
    }

  protected:
    void Notify() override
    {
        m_socket = nullptr;
    }

  private:
    Ptr<HttpTcpSocket> m_socket; //!< the socket
};

} // namespace

HttpTcpSocket::HttpTcpSocket() = default;

HttpTcpSocket::HttpTcpSocket(const HttpTcpSocket& socket)
    : HttpTcpSocketParent<HTTP_TCP_INSTANCE_TYPE_ID>(socket),
      m_demultiplexer(socket.m_demultiplexer),
      m_callObserver(socket.m_callObserver),
      m_stateObserver(socket.m_stateObserver),
      m_timeWait(socket.m_timeWait),
      m_finWait2(socket.m_finWait2),
      m_linger(socket.m_linger),
      m_backlog(socket.m_backlog),
      m_isnSecret(socket.m_isnSecret),
      m_rfc6528(socket.m_rfc6528),
      m_reuseAddress(socket.m_reuseAddress),
      m_idleRestart(socket.m_idleRestart),
      m_quickAcks(socket.m_quickAcks),
      m_paws(socket.m_paws),
      m_tailLossProbe(socket.m_tailLossProbe),
      m_rack(socket.m_rack),
      m_rtoAboveRtt(socket.m_rtoAboveRtt),
      m_windowValidation(socket.m_windowValidation),
      m_mssOption(socket.m_mssOption),
      m_pushFlag(socket.m_pushFlag),
      m_awaitFinAck(socket.m_awaitFinAck),
      m_finAfterData(socket.m_finAfterData),
      m_windowUpdate(socket.m_windowUpdate),
      m_persist(socket.m_persist),
      m_noticeRefusal(socket.m_noticeRefusal),
      m_noticeReset(socket.m_noticeReset),
      m_cleanAbort(socket.m_cleanAbort),
      m_resetUnknown(socket.m_resetUnknown),
      m_resetAfterClose(socket.m_resetAfterClose),
      m_timeWaitAnswers(socket.m_timeWaitAnswers),
      m_timeWaitReuse(socket.m_timeWaitReuse),
      m_finBackoff(socket.m_finBackoff),
      m_refuseLateSend(socket.m_refuseLateSend),
      m_challenge(socket.m_challenge),
      m_finInOrder(socket.m_finInOrder),
      m_resetClosedInput(socket.m_resetClosedInput),
      m_endedTrace(socket.m_endedTrace)
{
    if (m_callObserver)
    {
        m_number = m_callObserver->NumberSocket();
    }
    if (m_stateObserver)
    {
        m_state.ConnectWithoutContext(MakeCallback(&HttpTcpSocket::ReportState, this));
    }
}

HttpTcpSocket::~HttpTcpSocket()
{
    m_finWait2Event.Cancel();
    m_lingerEvent.Cancel();
    m_reorderingEvent.Cancel();
    m_probeEvent.Cancel();
    // TcpSocketBase gives back to ns-3 what it finds here, and ns-3 does not know these.
    if (m_ownEndPoint)
    {
        m_endPoint = nullptr;
    }
    if (m_ownEndPoint6)
    {
        m_endPoint6 = nullptr;
    }
}

void
HttpTcpSocket::SetNode(Ptr<Node> node)
{
    TcpSocketBase::SetNode(node);
    FindNeighbours();
}

void
HttpTcpSocket::FindNeighbours()
{
    m_demultiplexer = m_node->GetObject<HttpTcpDemultiplexer>();
    m_callObserver = m_node->GetObject<HttpSocketCallObserver>();
    m_stateObserver = m_node->GetObject<HttpConnectionStateObserver>();
    if (m_stateObserver)
    {
        m_state.ConnectWithoutContext(MakeCallback(&HttpTcpSocket::ReportState, this));
    }
    if (m_callObserver)
    {
        m_number = m_callObserver->NumberSocket();
        Report(HttpSocketCall::Create, 0);
    }
}

HttpTcpEnd
HttpTcpSocket::GetEnd() const
{
    if (m_end != HttpTcpEnd::None)
    {
        return m_end;
    }
    const TcpStates_t state = m_state;
    return state == CLOSE_WAIT || state == FIN_WAIT_1 || state == FIN_WAIT_2 ? HttpTcpEnd::HalfClose
                                                                             : HttpTcpEnd::None;
}

std::string
HttpTcpSocket::GetEndReason() const
{
    return GetHttpTcpEndName(GetEnd());
}

uint64_t
HttpTcpSocket::GetSocketNumber() const
{
    return m_number;
}

const HttpTcpFourTuple&
HttpTcpSocket::GetFourTuple() const
{
    return m_tuple;
}

bool
HttpTcpSocket::IsIpv6() const
{
    return m_ipv6;
}

void
HttpTcpSocket::SetPlace(uint32_t place)
{
    m_place = place;
}

uint32_t
HttpTcpSocket::GetPlace() const
{
    return m_place;
}

void
HttpTcpSocket::Detach()
{
    CancelTimers();
    m_endPoint = nullptr;
    m_endPoint6 = nullptr;
    m_place = NO_PLACE;
    m_detached = true;
    m_demultiplexer = nullptr;
    m_listener = nullptr;
}

// --- Ending

void
HttpTcpSocket::End(HttpTcpEnd end, Notice notice)
{
    NS_LOG_FUNCTION(this << GetHttpTcpEndName(end));
    const Ptr<HttpTcpSocket> self(this);
    const bool isFirst = m_end == HttpTcpEnd::None;
    m_end = isFirst ? end : m_end;
    m_state = CLOSED;
    Release();
    if (isFirst)
    {
        m_endedTrace(this, GetHttpTcpEndName(end));
    }
    Notify(notice);
}

void
HttpTcpSocket::NoteEnd(HttpTcpEnd end)
{
    if (m_end != HttpTcpEnd::None)
    {
        return;
    }
    m_end = end;
    m_endedTrace(this, GetHttpTcpEndName(end));
}

void
HttpTcpSocket::Notify(Notice notice)
{
    const char* reason = m_end == HttpTcpEnd::None ? "" : GetHttpTcpEndName(m_end);
    switch (notice)
    {
    case Notice::None:
        break;
    case Notice::Failed:
        Report(HttpSocketCall::Failed, -1, 0, reason);
        NotifyConnectionFailed();
        break;
    case Notice::Error:
        m_closeNotified = true;
        Report(HttpSocketCall::Error, -1, 0, reason);
        NotifyErrorClose();
        break;
    case Notice::Normal:
        if (!m_closeNotified)
        {
            m_closeNotified = true;
            Report(HttpSocketCall::PeerClosed, 0, 0, reason);
            NotifyNormalClose();
        }
        break;
    }
}

void
HttpTcpSocket::CancelTimers()
{
    CancelAllTimers();
    m_finWait2Event.Cancel();
    m_lingerEvent.Cancel();
    m_reorderingEvent.Cancel();
    m_probeEvent.Cancel();
}

void
HttpTcpSocket::Release()
{
    CancelTimers();
    if (m_listener)
    {
        --m_listener->m_halfOpen;
        m_listener = nullptr;
    }
    if (m_ownEndPoint || m_ownEndPoint6)
    {
        // Both stay as they are for GetSockName and GetPeerName.
        m_endPoint = nullptr;
        m_endPoint6 = nullptr;
    }
    else
    {
        DeallocateEndPoint();
    }
    if (m_place != NO_PLACE)
    {
        m_demultiplexer->Leave(this);
        Simulator::ScheduleNow(Ptr<EventImpl>(new KeepAliveEvent(this), false));
    }
}

void
HttpTcpSocket::NoticeBaseEnd()
{
    if (m_place == NO_PLACE || m_endPoint != nullptr || m_endPoint6 != nullptr)
    {
        return;
    }
    NS_LOG_LOGIC("TcpSocketBase has ended the connection");
    Release();
    NoteEnd(m_established ? HttpTcpEnd::FullClose : HttpTcpEnd::Aborted);
}

void
HttpTcpSocket::EnterTimeWait()
{
    m_state = TIME_WAIT;
    CancelTimers();
    m_timeWaitEntered = Simulator::Now();
    m_timewaitEvent = Simulator::Schedule(m_timeWait, &HttpTcpSocket::EndTimeWait, this);
    NoteEnd(HttpTcpEnd::FullClose);
    Notify(Notice::Normal);
}

void
HttpTcpSocket::EndTimeWait()
{
    const Ptr<HttpTcpSocket> self(this);
    m_state = CLOSED;
    Release();
}

void
HttpTcpSocket::FinWait2Timeout()
{
    if (m_state == FIN_WAIT_2)
    {
        End(HttpTcpEnd::HalfClose, Notice::Normal);
    }
}

void
HttpTcpSocket::LingerTimeout()
{
    if (m_state != CLOSED && m_state != TIME_WAIT && m_state != FIN_WAIT_2)
    {
        Abort();
    }
}

void
HttpTcpSocket::Abort()
{
    const TcpStates_t state = m_state;
    if (m_detached || state == CLOSED || state == TIME_WAIT)
    {
        return;
    }
    const Ptr<HttpTcpSocket> self(this);
    if (state != LISTEN && state != SYN_SENT)
    {
        SendReset();
    }
    End(HttpTcpEnd::Aborted, state == LISTEN ? Notice::Normal : Notice::Error);
}

bool
HttpTcpSocket::YieldsTo(const HttpTcpSegment& segment)
{
    constexpr uint8_t CONTROL = TcpHeader::SYN | TcpHeader::ACK | TcpHeader::RST | TcpHeader::FIN;
    if (m_state != TIME_WAIT || !m_timeWaitReuse || (segment.flags & CONTROL) != TcpHeader::SYN)
    {
        return false;
    }
    const bool later = segment.sequence > m_tcb->m_rxBuffer->NextRxSequence();
    bool yields = later;
    if (m_timestampEnabled && segment.hasTimestamps)
    {
        const auto advance = static_cast<int32_t>(segment.timestamp - m_tcb->m_rcvTimestampValue);
        yields = advance > 0 || (advance == 0 && later);
    }
    if (yields)
    {
        EndTimeWait();
    }
    return yields;
}

bool
HttpTcpSocket::IsReplaceable() const
{
    return m_state == TIME_WAIT && m_timeWaitReuse && m_timestampEnabled &&
           Simulator::Now() - m_timeWaitEntered >= Seconds(1);
}

// --- Small questions

bool
HttpTcpSocket::IsFinOutstanding() const
{
    const TcpStates_t state = m_state;
    return (state == FIN_WAIT_1 || state == CLOSING || state == LAST_ACK) && !IsFinAcknowledged();
}

bool
HttpTcpSocket::IsFinAcknowledged() const
{
    return m_txBuffer->Size() == 0 && m_txBuffer->HeadSequence() == m_tcb->m_highTxMark.Get() + 1;
}

bool
HttpTcpSocket::IsFinNext() const
{
    return m_peerFinKnown && m_tcb->m_rxBuffer->NextRxSequence() == m_peerFin;
}

uint32_t
HttpTcpSocket::GetUnsent() const
{
    // An acknowledged FIN, which has no place in the buffer, puts its head behind what was sent.
    const SequenceNumber32 head = m_txBuffer->HeadSequence();
    return m_txBuffer->SizeFromSequence(std::max(m_tcb->m_highTxMark.Get(), head));
}

uint32_t
HttpTcpSocket::GetReceiveWindow() const
{
    const auto& buffer = m_tcb->m_rxBuffer;
    if (buffer->GotFin())
    {
        return 0;
    }
    const int32_t window = buffer->MaxRxSequence() - buffer->NextRxSequence();
    return window > 0 ? window : 0;
}

HttpTcpEnd
HttpTcpSocket::GetTimeoutEnd() const
{
    return m_softError ? HttpTcpEnd::Unreachable : HttpTcpEnd::TimedOut;
}

} // namespace ns3
