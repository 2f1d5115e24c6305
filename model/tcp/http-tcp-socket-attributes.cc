/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The attributes and trace sources of HttpTcpSocket.

#include "http-tcp-socket.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpSocket);

template <bool tcp::Settings::*MEMBER>
void
HttpTcpSocket::SetSwitch(bool value)
{
    m_settings.*MEMBER = value;
}

template <bool tcp::Settings::*MEMBER>
bool
HttpTcpSocket::GetSwitch() const
{
    return m_settings.*MEMBER;
}

template <tcp::Nanoseconds tcp::Settings::*MEMBER>
void
HttpTcpSocket::SetPeriod(Time value)
{
    m_settings.*MEMBER = tcp::Nanoseconds(value.GetNanoSeconds());
}

template <tcp::Nanoseconds tcp::Settings::*MEMBER>
Time
HttpTcpSocket::GetPeriod() const
{
    return NanoSeconds((m_settings.*MEMBER).count());
}

template <uint32_t tcp::Settings::*MEMBER>
void
HttpTcpSocket::SetCount(uint32_t value)
{
    m_settings.*MEMBER = value;
}

template <uint32_t tcp::Settings::*MEMBER>
uint32_t
HttpTcpSocket::GetCount() const
{
    return m_settings.*MEMBER;
}

namespace
{

/// Adds an attribute that is a switch of the machine.
template <bool tcp::Settings::*MEMBER, typename SET, typename GET>
TypeId
AddSwitch(TypeId tid, const char* name, const char* help, SET set, GET get)
{
    return tid.AddAttribute(name,
                            help,
                            BooleanValue(tcp::Settings().*MEMBER),
                            MakeBooleanAccessor(set, get),
                            MakeBooleanChecker());
}

/// Adds an attribute that is a time of the machine.
template <tcp::Nanoseconds tcp::Settings::*MEMBER, typename SET, typename GET>
TypeId
AddPeriod(TypeId tid, const char* name, const char* help, SET set, GET get)
{
    return tid.AddAttribute(name,
                            help,
                            TimeValue(NanoSeconds((tcp::Settings().*MEMBER).count())),
                            MakeTimeAccessor(set, get),
                            MakeTimeChecker(Time(0)));
}

/// Adds an attribute that is a number of the machine.
template <uint32_t tcp::Settings::*MEMBER, typename SET, typename GET>
TypeId
AddCount(TypeId tid, const char* name, const char* help, SET set, GET get)
{
    return tid.AddAttribute(name,
                            help,
                            UintegerValue(tcp::Settings().*MEMBER),
                            MakeUintegerAccessor(set, get),
                            MakeUintegerChecker<uint32_t>());
}

} // namespace

TypeId
HttpTcpSocket::AddMachineAttributes(TypeId tid)
{
#define HTTP_SWITCH(member, name, help)                                                            \
    tid = AddSwitch<&tcp::Settings::member>(tid,                                                   \
                                            name,                                                  \
                                            help,                                                  \
                                            &HttpTcpSocket::SetSwitch<&tcp::Settings::member>,     \
                                            &HttpTcpSocket::GetSwitch<&tcp::Settings::member>)
#define HTTP_PERIOD(member, name, help)                                                            \
    tid = AddPeriod<&tcp::Settings::member>(tid,                                                   \
                                            name,                                                  \
                                            help,                                                  \
                                            &HttpTcpSocket::SetPeriod<&tcp::Settings::member>,     \
                                            &HttpTcpSocket::GetPeriod<&tcp::Settings::member>)
#define HTTP_COUNT(member, name, help)                                                             \
    tid = AddCount<&tcp::Settings::member>(tid,                                                    \
                                           name,                                                   \
                                           help,                                                   \
                                           &HttpTcpSocket::SetCount<&tcp::Settings::member>,       \
                                           &HttpTcpSocket::GetCount<&tcp::Settings::member>)
    HTTP_SWITCH(sack, "Sack", "Selective acknowledgments (RFC 2018).");
    HTTP_SWITCH(dsack, "DuplicateSack", "Duplicates are told to the peer (RFC 2883).");
    HTTP_SWITCH(timestamps, "Timestamp", "Timestamps (RFC 7323).");
    HTTP_SWITCH(windowScaling, "WindowScaling", "Windows above 65,535 bytes (RFC 7323).");
    HTTP_SWITCH(ecn, "Ecn", "Congestion marks are asked for and granted (RFC 3168).");
    HTTP_SWITCH(limitedTransmit, "LimitedTransmit", "New data upon duplicates (RFC 3042).");
    HTTP_SWITCH(delayedAcks, "DelayedAcks", "Acknowledgments may wait (RFC 1122, 4.2.3.2).");
    HTTP_SWITCH(lossProbe, "TailLossProbe", "Tail loss probes (RFC 8985, section 7).");
    HTTP_SWITCH(rack, "Rack", "Losses are told by time (RFC 8985, section 6).");
    HTTP_SWITCH(undo, "Undo", "Needless reductions are taken back (RFC 4015).");
    HTTP_SWITCH(frto, "FRto", "Needless timeouts are found out (RFC 5682).");
    HTTP_SWITCH(pacing, "Pacing", "Segments are spread over the round trip.");
    HTTP_SWITCH(windowValidation, "WindowValidation", "The window grows only while it is used.");
    HTTP_SWITCH(finBeyondWindow,
                "FinBeyondWindow",
                "A last segment with FIN is sent though the congestion window is full, as before "
                "Linux 6.10.");
    HTTP_SWITCH(slowStartAfterIdle, "SlowStartAfterIdle", "The window shrinks while idle.");
    HTTP_SWITCH(tuneReceiveBuffer, "TuneReceiveBuffer", "The receive buffer grows as needed.");
    HTTP_SWITCH(tuneSendBuffer, "TuneSendBuffer", "The send buffer grows with the window.");
    HTTP_SWITCH(keepAlive, "KeepAlive", "Idle connections are probed (RFC 1122, 4.2.3.6).");
    HTTP_PERIOD(tick, "TimerTick", "Time between ticks of the host's clock; 0: exact timers.");
    HTTP_PERIOD(initialRto, "InitialRto", "Timeout before a round trip is measured (RFC 6298).");
    HTTP_PERIOD(leastDelay, "LeastAckDelay", "What a delayed acknowledgment waits at first.");
    HTTP_PERIOD(mostDelay, "MostAckDelay", "What it waits at most (TCP_DELACK_MAX).");
    HTTP_PERIOD(persist, "PersistWait", "First wait at a closed window; 0: the timeout.");
    HTTP_PERIOD(leastRto, "MinRto", "Least part of the timeout above the round trip.");
    HTTP_PERIOD(timeWait, "TimeWaitDuration", "Duration of TIME_WAIT.");
    HTTP_PERIOD(finWait2, "FinWait2Timeout", "Longest FIN_WAIT_2 after Close().");
    HTTP_PERIOD(keepAliveTime, "KeepAliveTime", "Idle time before the first probe.");
    HTTP_PERIOD(keepAliveInterval, "KeepAliveInterval", "Time between probes.");
    HTTP_PERIOD(userTimeout, "UserTimeout", "Longest time without an answer (RFC 5482); 0: none.");
    HTTP_COUNT(synLinearRetries,
               "SynLinearRetries",
               "Retries of a connection request before the wait doubles "
               "(tcp_syn_linear_timeouts).");
    HTTP_COUNT(retries, "Retries", "Retransmissions of data, counted as time (tcp_retries2).");
    HTTP_COUNT(payloadMost, "MostSegment", "Most bytes of data in a segment, beside the MTU's.");
    HTTP_COUNT(sackCount,
               "CompressedAcks",
               "Acknowledgments behind a hole that may be held back (tcp_comp_sack_nr); 0: none.");
    HTTP_COUNT(quickAcks, "QuickAcks", "Segments acknowledged at once after a start; 0: none.");
    HTTP_COUNT(orphanRetries, "OrphanRetries", "Retransmissions after Close(), counted as time.");
    HTTP_COUNT(notSentLowWater,
               "NotSentLowWater",
               "Most bytes that wait to be sent for the first "
               "time (TCP_NOTSENT_LOWAT).");
    HTTP_COUNT(largestBurst, "LargestBurst", "Most bytes that leave at once; 0: one segment.");
    HTTP_COUNT(receiveBuffer,
               "ReceiveBuffer",
               "What the receive buffer begins with, bytes with overhead (tcp_rmem[1]).");
    HTTP_COUNT(bufferShare,
               "ReceiveShare",
               "Part of the receive buffer that is told as window before it is measured, of 256.");
    HTTP_COUNT(packetOverhead,
               "ReceiveOverhead",
               "What a packet takes of the receive buffer beside its payload, bytes.");
    HTTP_COUNT(sendBuffer,
               "SendBuffer",
               "What the send buffer begins with, bytes with overhead (tcp_wmem[1]).");
    HTTP_COUNT(mostReceiveBuffer, "MostReceiveBuffer", "What the receive buffer grows to, bytes.");
    HTTP_COUNT(mostSendBuffer, "MostSendBuffer", "What the send buffer grows to, bytes.");
    HTTP_COUNT(leastBurst, "LeastBurst", "Least segments that leave at once (tcp_min_tso_segs).");
#undef HTTP_SWITCH
#undef HTTP_PERIOD
#undef HTTP_COUNT
    return tid;
}

TypeId
HttpTcpSocket::GetTypeId()
{
    typedef HttpTcpSocket S;
    static TypeId tid =
        AddMachineAttributes(TypeId("ns3::HttpTcpSocket")
                                 .SetParent<TcpSocket>()
                                 .SetGroupName("Http")
                                 .AddConstructor<HttpTcpSocket>())
            .AddAttribute("Linger",
                          "What Close() does with data that is not acknowledged: 0 resets the "
                          "connection, a negative time sends it.",
                          TimeValue(Seconds(-1)),
                          MakeTimeAccessor(&S::m_linger),
                          MakeTimeChecker())
            .AddAttribute("Backlog",
                          "Most connections in SYN_RCVD of a socket that listens.",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&S::m_backlog),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("ReuseAddress",
                          "Bind() takes a port that connections still use (SO_REUSEADDR).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&S::m_reuseAddress),
                          MakeBooleanChecker())
            .AddAttribute("TimeWaitReuse",
                          "A new connection with the same four values may end TIME_WAIT "
                          "(RFC 6191): asked for by the peer at once, by this host after a second "
                          "where timestamps are used (tcp_tw_reuse=1).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&S::m_timeWaitReuse),
                          MakeBooleanChecker())
            .AddAttribute("MaxSegLifetime",
                          "ns-3's name for half of TIME_WAIT, which its applications set, seconds; "
                          "0: TimeWaitDuration counts.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&S::SetMaxSegLifetime),
                          MakeDoubleChecker<double>(0))
            .AddAttribute("Rfc6528Isn",
                          "The first sequence number comes from the clock and a hash of the four "
                          "values (RFC 6528); otherwise it is 0.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&S::m_rfc6528),
                          MakeBooleanChecker())
            .AddAttribute("IsnSecret",
                          "Key of that hash.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&S::m_isnSecret),
                          MakeUintegerChecker<uint64_t>())
            .AddAttribute("EndReason",
                          "How the connection ended.",
                          TypeId::ATTR_GET,
                          StringValue(""),
                          MakeStringAccessor(&S::GetEndReason),
                          MakeStringChecker())
            .AddAttribute("CongestionOps",
                          "The congestion control.",
                          TypeId::ATTR_GET,
                          PointerValue(),
                          MakePointerAccessor(&S::GetControl),
                          MakePointerChecker<TcpCongestionOps>())
            .AddAttribute("SocketNumber",
                          "The socket's number on its node; 0 if nobody observes socket calls.",
                          TypeId::ATTR_GET,
                          UintegerValue(0),
                          MakeUintegerAccessor(&S::GetSocketNumber),
                          MakeUintegerChecker<uint64_t>())
            .AddTraceSource("State",
                            "State of the connection.",
                            MakeTraceSourceAccessor(&S::m_state),
                            "ns3::TcpStatesTracedValueCallback")
            .AddTraceSource("CongestionWindow",
                            "Congestion window, bytes.",
                            MakeTraceSourceAccessor(&S::m_cwnd),
                            "ns3::TracedValueCallback::Uint32")
            .AddTraceSource("CongestionWindowInflated",
                            "The same; it is never inflated.",
                            MakeTraceSourceAccessor(&S::m_cwnd),
                            "ns3::TracedValueCallback::Uint32")
            .AddTraceSource("SlowStartThreshold",
                            "Slow start threshold, bytes.",
                            MakeTraceSourceAccessor(&S::m_ssThresh),
                            "ns3::TracedValueCallback::Uint32")
            .AddTraceSource("BytesInFlight",
                            "Bytes in the network.",
                            MakeTraceSourceAccessor(&S::m_bytesInFlight),
                            "ns3::TracedValueCallback::Uint32")
            .AddTraceSource("RTT",
                            "Smoothed round-trip time.",
                            MakeTraceSourceAccessor(&S::m_rtt),
                            "ns3::TracedValueCallback::Time")
            .AddTraceSource("LastRTT",
                            "Newest round-trip time.",
                            MakeTraceSourceAccessor(&S::m_lastRtt),
                            "ns3::TracedValueCallback::Time")
            .AddTraceSource("RTO",
                            "Retransmission timeout.",
                            MakeTraceSourceAccessor(&S::m_rto),
                            "ns3::TracedValueCallback::Time")
            .AddTraceSource("CongState",
                            "State of the congestion control.",
                            MakeTraceSourceAccessor(&S::m_congState),
                            "ns3::TcpCongStatesTracedValueCallback")
            .AddTraceSource("EcnState",
                            "State of congestion marks.",
                            MakeTraceSourceAccessor(&S::m_ecnState),
                            "ns3::TracedValueCallback::EcnState")
            .AddTraceSource("PacingRate",
                            "Rate at which segments are, or would be, spread in time.",
                            MakeTraceSourceAccessor(&S::m_pacingRate),
                            "ns3::TracedValueCallback::DataRate")
            .AddTraceSource("AdvWND",
                            "The window told to the peer, bytes.",
                            MakeTraceSourceAccessor(&S::m_advWnd),
                            "ns3::TracedValueCallback::Uint32")
            .AddTraceSource("HighestRxSequence",
                            "End of the highest data that has come.",
                            MakeTraceSourceAccessor(&S::m_highRx),
                            "ns3::TracedValueCallback::SequenceNumber32")
            .AddTraceSource("HighestRxAck",
                            "The highest acknowledgment that has come.",
                            MakeTraceSourceAccessor(&S::m_highRxAck),
                            "ns3::TracedValueCallback::SequenceNumber32")
            .AddTraceSource("RWND",
                            "The peer's window, bytes.",
                            MakeTraceSourceAccessor(&S::m_rWnd),
                            "ns3::TracedValueCallback::Uint32")
            .AddTraceSource("HighestSequence",
                            "The highest sequence number sent.",
                            MakeTraceSourceAccessor(&S::m_highTx),
                            "ns3::TracedValueCallback::SequenceNumber32")
            .AddTraceSource("NextTxSequence",
                            "The next sequence number to send; the same.",
                            MakeTraceSourceAccessor(&S::m_highTx),
                            "ns3::TracedValueCallback::SequenceNumber32")
            .AddTraceSource("Tx",
                            "A segment is sent; the socket is null.",
                            MakeTraceSourceAccessor(&S::m_txTrace),
                            "ns3::TcpSocketBase::TcpTxRxTracedCallback")
            .AddTraceSource("Rx",
                            "A segment has come; the socket is null.",
                            MakeTraceSourceAccessor(&S::m_rxTrace),
                            "ns3::TcpSocketBase::TcpTxRxTracedCallback")
            .AddTraceSource("Retransmission",
                            "A segment is sent again; the socket is null.",
                            MakeTraceSourceAccessor(&S::m_againTrace),
                            "ns3::HttpTcpSocket::RetransmissionTracedCallback")
            .AddTraceSource("Ended",
                            "The connection ended, with the reason.",
                            MakeTraceSourceAccessor(&S::m_endedTrace),
                            "ns3::HttpTcpSocket::EndedTracedCallback")
            .AddTraceSource("RequestDropped",
                            "A listening socket dropped a connection request, with the reason.",
                            MakeTraceSourceAccessor(&S::m_requestDropped),
                            "ns3::HttpTcpSocket::RequestDroppedTracedCallback");
    return tid;
}

} // namespace ns3
