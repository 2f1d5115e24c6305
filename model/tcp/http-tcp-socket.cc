/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-socket.h"

#include "http-tcp-demultiplexer.h"

#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpTcpSocket");

NS_OBJECT_ENSURE_REGISTERED(HttpTcpSocket);

namespace
{

/// A repair: its attribute, the help text and where it is kept.
struct Repair
{
    const char* name;                      //!< attribute
    const char* help;                      //!< help text
    Ptr<const AttributeAccessor> accessor; //!< the member
};

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

TypeId
GetHttpTcpSocketTypeId()
{
    return HttpTcpSocket::GetTypeId();
}

TypeId
HttpTcpSocket::AddRepairAttributes(TypeId tid)
{
    const Repair repairs[] = {
        {"AwaitFinAcknowledgment",
         "LAST_ACK and CLOSING end by the acknowledgment of the FIN, not by any segment.",
         MakeBooleanAccessor(&HttpTcpSocket::m_awaitFinAck)},
        {"FinAfterDataInFlight",
         "ShutdownSend and Close send the FIN after data that is in flight.",
         MakeBooleanAccessor(&HttpTcpSocket::m_finAfterData)},
        {"WindowUpdate",
         "Reading from a nearly full buffer tells the peer that the window is open again.",
         MakeBooleanAccessor(&HttpTcpSocket::m_windowUpdate)},
        {"PersistFromRto",
         "A window that is too small is probed after one retransmission timeout.",
         MakeBooleanAccessor(&HttpTcpSocket::m_persist)},
        {"NoticeRefusal",
         "A reset in answer to a connection request makes it fail at once.",
         MakeBooleanAccessor(&HttpTcpSocket::m_noticeRefusal)},
        {"NoticeReset",
         "A reset by the peer is an error, whatever the state.",
         MakeBooleanAccessor(&HttpTcpSocket::m_noticeReset)},
        {"CleanAbort",
         "A close that resets the connection leaves the socket closed.",
         MakeBooleanAccessor(&HttpTcpSocket::m_cleanAbort)},
        {"ResetUnknown",
         "A listening socket answers a segment of no connection with a reset.",
         MakeBooleanAccessor(&HttpTcpSocket::m_resetUnknown)},
        {"ResetAfterClose",
         "Data that arrives after Close is answered with a reset.",
         MakeBooleanAccessor(&HttpTcpSocket::m_resetAfterClose)},
        {"TimeWaitAnswers",
         "TIME_WAIT acknowledges a retransmitted FIN.",
         MakeBooleanAccessor(&HttpTcpSocket::m_timeWaitAnswers)},
        {"TimeWaitReuse",
         "A new connection may take the place of one in TIME_WAIT (RFC 6191).",
         MakeBooleanAccessor(&HttpTcpSocket::m_timeWaitReuse)},
        {"FinBackoff",
         "A FIN is retransmitted at growing intervals, and DataRetries times at most.",
         MakeBooleanAccessor(&HttpTcpSocket::m_finBackoff)},
        {"RefuseLateSend",
         "Send after ShutdownSend or Close takes no bytes.",
         MakeBooleanAccessor(&HttpTcpSocket::m_refuseLateSend)},
        {"ChallengeAck",
         "SYN, reset and acknowledgment outside what is expected are answered by an "
         "acknowledgment (RFC 5961).",
         MakeBooleanAccessor(&HttpTcpSocket::m_challenge)},
        {"FinInOrder",
         "A FIN counts when all data before it has arrived, in every state.",
         MakeBooleanAccessor(&HttpTcpSocket::m_finInOrder)},
        {"ResetClosedInput",
         "Data that arrives after ShutdownRecv is answered with a reset.",
         MakeBooleanAccessor(&HttpTcpSocket::m_resetClosedInput)},
        {"MssOption",
         "SYN and SYN|ACK carry the MSS option, and the peer's is honoured.",
         MakeBooleanAccessor(&HttpTcpSocket::m_mssOption)},
        {"PushFlag",
         "The last segment of each Send carries PSH.",
         MakeBooleanAccessor(&HttpTcpSocket::m_pushFlag)},
        {"SlowStartAfterIdle",
         "The congestion window shrinks after idle time (RFC 2861).",
         MakeBooleanAccessor(&HttpTcpSocket::m_idleRestart)},
    };
    for (const auto& repair : repairs)
    {
        tid.AddAttribute(repair.name,
                         repair.help,
                         BooleanValue(true),
                         repair.accessor,
                         MakeBooleanChecker());
    }
    return tid;
}

TypeId
HttpTcpSocket::GetTypeId()
{
    static TypeId tid = AddRepairAttributes(
        TypeId("ns3::HttpTcpSocket")
            .SetParent<TcpSocketBase>()
            .SetGroupName("Http")
            .AddConstructor<HttpTcpSocket>()
            .AddAttribute("EndReason",
                          "How this end of the connection ended: none, full-close, half-close, "
                          "refused, reset, timed-out, unreachable, aborted.",
                          TypeId::ATTR_GET,
                          StringValue(""),
                          MakeStringAccessor(&HttpTcpSocket::GetEndReason),
                          MakeStringChecker())
            .AddAttribute("SocketNumber",
                          "Number of the socket among those of its node, from 1; 0 if nobody "
                          "observes socket calls.",
                          TypeId::ATTR_GET,
                          UintegerValue(0),
                          MakeUintegerAccessor(&HttpTcpSocket::GetSocketNumber),
                          MakeUintegerChecker<uint64_t>())
            .AddAttribute("TimeWaitDuration",
                          "How long TIME_WAIT lasts.",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&HttpTcpSocket::m_timeWait),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("FinWait2Timeout",
                          "Longest time in FIN_WAIT_2 after Close; 0 means no limit. After "
                          "ShutdownSend there is none.",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&HttpTcpSocket::m_finWait2),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("Linger",
                          "How long after Close data may still be sent before the connection is "
                          "reset (SO_LINGER); 0 resets at once, a negative time sets no limit.",
                          TimeValue(Seconds(-1)),
                          MakeTimeAccessor(&HttpTcpSocket::m_linger),
                          MakeTimeChecker())
            .AddAttribute("Backlog",
                          "Most connections that wait in SYN_RCVD for one listening socket; "
                          "further requests are dropped.",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&HttpTcpSocket::m_backlog),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("ReuseAddress",
                          "Bind takes a port that connections still use (SO_REUSEADDR).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&HttpTcpSocket::m_reuseAddress),
                          MakeBooleanChecker())
            .AddAttribute("Rfc6528Isn",
                          "The first sequence number comes from the clock and a hash of the four "
                          "values (RFC 6528); otherwise it is 0.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&HttpTcpSocket::m_rfc6528),
                          MakeBooleanChecker())
            .AddAttribute("IsnSecret",
                          "Key of that hash.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&HttpTcpSocket::m_isnSecret),
                          MakeUintegerChecker<uint64_t>())
            .AddTraceSource("Ended",
                            "The connection ended, with the reason.",
                            MakeTraceSourceAccessor(&HttpTcpSocket::m_endedTrace),
                            "ns3::HttpTcpSocket::EndedTracedCallback")
            .AddTraceSource("RequestDropped",
                            "A listening socket dropped a connection request, with the reason.",
                            MakeTraceSourceAccessor(&HttpTcpSocket::m_requestDropped),
                            "ns3::HttpTcpSocket::RequestDroppedTracedCallback"));
    return tid;
}

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
    CancelAllTimers();
    m_finWait2Event.Cancel();
    m_lingerEvent.Cancel();
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
HttpTcpSocket::Release()
{
    CancelAllTimers();
    m_finWait2Event.Cancel();
    m_lingerEvent.Cancel();
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
    CancelAllTimers();
    m_finWait2Event.Cancel();
    m_lingerEvent.Cancel();
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
    return m_txBuffer->SizeFromSequence(m_tcb->m_highTxMark);
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

// --- Observing

void
HttpTcpSocket::Report(HttpSocketCall call, int64_t result, uint64_t bytes, const char* detail) const
{
    if (!m_callObserver)
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
    const SocketErrno errorNumber = m_errno;
    if (GetPeerName(record.remote) != 0)
    {
        m_errno = errorNumber;
    }
    m_callObserver->Report(record);
}

void
HttpTcpSocket::ReportState(TcpStates_t oldState, TcpStates_t newState)
{
    if (oldState == newState)
    {
        return;
    }
    static constexpr HttpConnectionState STATES[] = {
        HttpConnectionState::Closed,
        HttpConnectionState::Listen,
        HttpConnectionState::SynSent,
        HttpConnectionState::SynReceived,
        HttpConnectionState::Established,
        HttpConnectionState::CloseWait,
        HttpConnectionState::LastAck,
        HttpConnectionState::FinWait1,
        HttpConnectionState::FinWait2,
        HttpConnectionState::Closing,
        HttpConnectionState::TimeWait,
    };
    static_assert(LAST_ACK == 6 && TIME_WAIT == 10, "the order of ns-3's states");
    HttpConnectionStateRecord record;
    record.time = Simulator::Now();
    record.node = m_node->GetId();
    record.socket = m_number;
    record.oldState = STATES[oldState];
    record.newState = STATES[newState];
    record.end = newState == CLOSED ? GetHttpTcpEndName(m_end) : "";
    GetSockName(record.local);
    const SocketErrno errorNumber = m_errno;
    if (GetPeerName(record.remote) != 0)
    {
        m_errno = errorNumber;
    }
    if (newState == SYN_SENT || newState == SYN_RCVD)
    {
        m_stateObserver->Introduce(this);
    }
    m_stateObserver->Report(record);
}

} // namespace ns3
