/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// How a connection of HttpTcpSocket ends, and its TIME_WAIT (RFC 9293, section 3.6).

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/tcp-rx-buffer.h"

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

void
HttpTcpSocket::End(HttpConnectionEnd end, Notice notice)
{
    NS_LOG_FUNCTION(this << GetHttpConnectionEndName(end));
    const Ptr<HttpTcpSocket> self(this);
    const bool isFirst = m_end == HttpConnectionEnd::None;
    m_end = isFirst ? end : m_end;
    m_state = CLOSED;
    Release();
    if (isFirst)
    {
        m_endedTrace(this, GetHttpConnectionEndName(end));
    }
    Notify(notice);
}

void
HttpTcpSocket::NoteEnd(HttpConnectionEnd end)
{
    if (m_end != HttpConnectionEnd::None)
    {
        return;
    }
    m_end = end;
    m_endedTrace(this, GetHttpConnectionEndName(end));
}

void
HttpTcpSocket::Notify(Notice notice)
{
    const char* reason = GetHttpConnectionEndName(m_end);
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
    End(HttpConnectionEnd::Aborted, state == LISTEN ? Notice::Normal : Notice::Error);
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
    NoteEnd(m_established ? HttpConnectionEnd::FullClose : HttpConnectionEnd::Aborted);
}

void
HttpTcpSocket::FinWait2Timeout()
{
    if (m_state == FIN_WAIT_2)
    {
        End(HttpConnectionEnd::HalfClose, Notice::Normal);
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
HttpTcpSocket::LastAckTimeout()
{
    const Ptr<HttpTcpSocket> self(this);
    TcpSocketBase::LastAckTimeout();
    NoticeBaseEnd();
}

void
HttpTcpSocket::EnterTimeWait()
{
    m_state = TIME_WAIT;
    CancelTimers();
    m_timeWaitEntered = Simulator::Now();
    m_timewaitEvent = Simulator::Schedule(m_timeWait, &HttpTcpSocket::EndTimeWait, this);
    NoteEnd(HttpConnectionEnd::FullClose);
    Notify(Notice::Normal);
}

void
HttpTcpSocket::AnswerInTimeWait(const HttpTcpSegment& segment)
{
    // RFC 1337: a reset does not end TIME_WAIT.
    if (segment.Has(TcpHeader::RST))
    {
        return;
    }
    if (segment.Has(TcpHeader::FIN))
    {
        m_timewaitEvent.Cancel();
        m_timewaitEvent = Simulator::Schedule(m_timeWait, &HttpTcpSocket::EndTimeWait, this);
        SendEmptyPacket(TcpHeader::ACK);
        return;
    }
    if (segment.GetSequenceLength() > 0)
    {
        SendChallenge();
    }
}

void
HttpTcpSocket::EndTimeWait()
{
    const Ptr<HttpTcpSocket> self(this);
    m_state = CLOSED;
    Release();
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

} // namespace ns3
