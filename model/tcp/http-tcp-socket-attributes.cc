/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The attributes and trace sources of HttpTcpSocket.

#include "http-tcp-socket.h"

#include "ns3/boolean.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpSocket);

namespace
{

/// A repair: its attribute, the help text and where it is kept.
struct Repair
{
    const char* name;            //!< attribute
    const char* help;            //!< help text
    bool HttpTcpSocket::*member; //!< where it is kept
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
         &HttpTcpSocket::m_awaitFinAck},
        {"FinAfterDataInFlight",
         "ShutdownSend and Close send the FIN after data that is in flight.",
         &HttpTcpSocket::m_finAfterData},
        {"WindowUpdate",
         "Reading from a nearly full buffer tells the peer that the window is open again.",
         &HttpTcpSocket::m_windowUpdate},
        {"PersistFromRto",
         "A window that is too small is probed after one retransmission timeout.",
         &HttpTcpSocket::m_persist},
        {"NoticeRefusal",
         "A reset in answer to a connection request makes it fail at once.",
         &HttpTcpSocket::m_noticeRefusal},
        {"NoticeReset",
         "A reset by the peer is an error, whatever the state.",
         &HttpTcpSocket::m_noticeReset},
        {"CleanAbort",
         "A close that resets the connection leaves the socket closed.",
         &HttpTcpSocket::m_cleanAbort},
        {"ResetUnknown",
         "A listening socket answers a segment of no connection with a reset.",
         &HttpTcpSocket::m_resetUnknown},
        {"ResetAfterClose",
         "Data that arrives after Close is answered with a reset.",
         &HttpTcpSocket::m_resetAfterClose},
        {"TimeWaitAnswers",
         "TIME_WAIT acknowledges a retransmitted FIN.",
         &HttpTcpSocket::m_timeWaitAnswers},
        {"TimeWaitReuse",
         "A new connection may take the place of one in TIME_WAIT (RFC 6191).",
         &HttpTcpSocket::m_timeWaitReuse},
        {"FinBackoff",
         "A FIN is retransmitted at growing intervals, and DataRetries times at most.",
         &HttpTcpSocket::m_finBackoff},
        {"RefuseLateSend",
         "Send after ShutdownSend or Close takes no bytes.",
         &HttpTcpSocket::m_refuseLateSend},
        {"ChallengeAck",
         "SYN, reset and acknowledgment outside what is expected are answered by an "
         "acknowledgment (RFC 5961).",
         &HttpTcpSocket::m_challenge},
        {"FinInOrder",
         "A FIN counts when all data before it has arrived, in every state.",
         &HttpTcpSocket::m_finInOrder},
        {"ResetClosedInput",
         "Data that arrives after ShutdownRecv is answered with a reset.",
         &HttpTcpSocket::m_resetClosedInput},
        {"MssOption",
         "SYN and SYN|ACK carry the MSS option, and the peer's is honoured.",
         &HttpTcpSocket::m_mssOption},
        {"PushFlag", "The last segment of each Send carries PSH.", &HttpTcpSocket::m_pushFlag},
        {"Paws",
         "A segment with an older timestamp than the last in sequence is dropped (RFC 7323, 5).",
         &HttpTcpSocket::m_paws},
        {"TailLossProbe",
         "A probe after two round-trip times shows the loss of the last segments (RFC 8985, 7).",
         &HttpTcpSocket::m_tailLossProbe},
        {"Rack",
         "A segment is lost when one that was sent later has arrived (RFC 8985, 6); the "
         "retransmission timer restarts with every acknowledgment of new data.",
         &HttpTcpSocket::m_rack},
        {"RtoAboveRtt",
         "The retransmission timeout is longer than the smoothed round-trip time by 200 ms, or "
         "MinRto if that is less, so that a delayed acknowledgment does not look like a loss; no "
         "segment without data shortens it.",
         &HttpTcpSocket::m_rtoAboveRtt},
        {"WindowValidation",
         "The congestion window grows only while it is used (RFC 7661).",
         &HttpTcpSocket::m_windowValidation},
        {"SlowStartAfterIdle",
         "The congestion window shrinks after idle time (RFC 2861).",
         &HttpTcpSocket::m_idleRestart},
    };
    for (const auto& repair : repairs)
    {
        tid.AddAttribute(repair.name,
                         repair.help,
                         BooleanValue(true),
                         MakeBooleanAccessor(repair.member),
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
            .AddAttribute("QuickAcks",
                          "Segments that are acknowledged at once when data begins to arrive, and "
                          "again after a pause longer than the retransmission timeout; at the "
                          "start a 16th of "
                          "the receive buffer more. 0: none.",
                          UintegerValue(16),
                          MakeUintegerAccessor(&HttpTcpSocket::m_quickAcks),
                          MakeUintegerChecker<uint32_t>())
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

} // namespace ns3
