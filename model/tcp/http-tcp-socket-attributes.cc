/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The attributes and trace sources of HttpTcpSocket.

#include "http-tcp-socket.h"

#include "ns3/http-attributes.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpSocket);

namespace
{

using tcp::Milliseconds;
using tcp::Settings;

/// Attributes that are settings of the machine
using Machine = HttpAttributes<HttpTcpSocket, Settings>;

constexpr Settings DEFAULTS;     //!< what the machine does by itself
constexpr Milliseconds LEAST{1}; //!< of what cannot be no time

// Signatures of trace sources
constexpr const char* UINT32 = "ns3::TracedValueCallback::Uint32";
constexpr const char* TIME = "ns3::TracedValueCallback::Time";
constexpr const char* SEQUENCE = "ns3::TracedValueCallback::SequenceNumber32";
constexpr const char* SEGMENT = "ns3::TcpSocketBase::TcpTxRxTracedCallback";

/// Adds what is on or off.
void
AddSwitches(Machine machine)
{
    machine.Add("Sack", "Selective acknowledgments (RFC 2018).", &Settings::sack)
        .Add("DuplicateSack", "Duplicates are told to the peer (RFC 2883).", &Settings::dsack)
        .Add("Timestamp", "Timestamps (RFC 7323).", &Settings::timestamps)
        .Add("WindowScaling", "Windows above 65,535 bytes (RFC 7323).", &Settings::windowScaling)
        .Add("Ecn", "Congestion marks are asked for and granted (RFC 3168).", &Settings::ecn)
        .Add("LimitedTransmit", "New data upon duplicates (RFC 3042).", &Settings::limitedTransmit)
        .Add("DelayedAcks", "Acknowledgments may wait (RFC 1122, 4.2.3.2).", &Settings::delayedAcks)
        .Add("TailLossProbe", "Tail loss probes (RFC 8985, section 7).", &Settings::lossProbe)
        .Add("Rack", "Losses are told by time (RFC 8985, section 6).", &Settings::rack)
        .Add("Undo", "Needless reductions are taken back (RFC 4015).", &Settings::undo)
        .Add("FRto", "Needless timeouts are found out (RFC 5682).", &Settings::frto)
        .Add("Pacing", "Segments are spread over the round trip.", &Settings::pacing)
        .Add("WindowValidation",
             "The window grows only while it is used.",
             &Settings::windowValidation)
        .Add("Cork",
             "What is less than a segment waits for more, or for the end (TCP_CORK); changes on an "
             "open connection count with its next write.",
             &Settings::cork)
        .Add("FinBeyondWindow",
             "A last segment with FIN is sent though the congestion window is full, as before "
             "Linux 6.10.",
             &Settings::finBeyondWindow)
        .Add("SlowStartAfterIdle", "The window shrinks while idle.", &Settings::slowStartAfterIdle)
        .Add("TuneReceiveBuffer",
             "The receive buffer grows as needed.",
             &Settings::tuneReceiveBuffer)
        .Add("TuneSendBuffer", "The send buffer grows with the window.", &Settings::tuneSendBuffer)
        .Add("KeepAlive", "Idle connections are probed (RFC 1122, 4.2.3.6).", &Settings::keepAlive);
}

/// Adds times.
void
AddPeriods(Machine machine)
{
    machine
        .Add("TimerTick",
             "Time between ticks of the host's clock; 0: exact timers.",
             &Settings::tick)
        .Add("InitialRto",
             "Timeout before a round trip is measured (RFC 6298).",
             {&Settings::initialRto, DEFAULTS.initialRto, LEAST})
        .Add("LeastAckDelay",
             "What a delayed acknowledgment waits at first.",
             &Settings::leastDelay)
        .Add("MostAckDelay", "What it waits at most (TCP_DELACK_MAX).", &Settings::mostDelay)
        .Add("PersistWait", "First wait at a closed window; 0: the timeout.", &Settings::persist)
        .Add("MinRto",
             "Least part of the timeout above the round trip.",
             {&Settings::leastRto, DEFAULTS.leastRto, LEAST})
        .Add("TimeWaitDuration", "Duration of TIME_WAIT.", &Settings::timeWait)
        .Add("FinWait2Timeout", "Longest FIN_WAIT_2 after Close().", &Settings::finWait2)
        .Add("KeepAliveTime",
             "Idle time before the first probe.",
             {&Settings::keepAliveTime, DEFAULTS.keepAliveTime, LEAST})
        .Add("KeepAliveInterval",
             "Time between probes.",
             {&Settings::keepAliveInterval, DEFAULTS.keepAliveInterval, LEAST})
        .Add("UserTimeout",
             "Longest time without an answer (RFC 5482); 0: none.",
             &Settings::userTimeout);
}

/// Adds numbers.
void
AddNumbers(Machine machine)
{
    machine
        .Add("SynLinearRetries",
             "Retries of a connection request before the wait doubles (tcp_syn_linear_timeouts).",
             &Settings::synLinearRetries)
        .Add("Retries",
             "Retransmissions of data, counted as time (tcp_retries2).",
             &Settings::retries)
        .Add("MostSegment",
             "Most bytes of data in a segment, beside the MTU's.",
             {&Settings::payloadMost, DEFAULTS.payloadMost, 1})
        .Add("CompressedAcks",
             "Acknowledgments behind a hole that may be held back (tcp_comp_sack_nr); 0: none.",
             &Settings::sackCount)
        .Add("QuickAcks",
             "Segments acknowledged at once after a start; 0: none.",
             &Settings::quickAcks)
        .Add("OrphanRetries",
             "Retransmissions after Close(), counted as time.",
             &Settings::orphanRetries)
        .Add("NotSentLowWater",
             "Most bytes that wait to be sent for the first time (TCP_NOTSENT_LOWAT).",
             &Settings::notSentLowWater)
        .Add("LargestBurst",
             "Most bytes that leave at once; 0: one segment.",
             &Settings::largestBurst)
        .Add("ReceiveBuffer",
             "What the receive buffer begins with, bytes with overhead (tcp_rmem[1]).",
             &Settings::receiveBuffer)
        .Add("ReceiveShare",
             "Part of the receive buffer that is told as window before it is measured, of 256.",
             {&Settings::bufferShare, DEFAULTS.bufferShare, 1, 256})
        .Add("ReceiveOverhead",
             "What a packet takes of the receive buffer beside its payload, bytes.",
             &Settings::packetOverhead)
        .Add("SendBuffer",
             "What the send buffer begins with, bytes with overhead (tcp_wmem[1]).",
             &Settings::sendBuffer)
        .Add("MostReceiveBuffer",
             "What the receive buffer grows to, bytes.",
             &Settings::mostReceiveBuffer)
        .Add("MostSendBuffer", "What the send buffer grows to, bytes.", &Settings::mostSendBuffer)
        .Add("LeastBurst",
             "Least segments that leave at once (tcp_min_tso_segs).",
             {&Settings::leastBurst, DEFAULTS.leastBurst, 1});
}

} // namespace

TypeId
HttpTcpSocket::AddAttributes(TypeId tid)
{
    using S = HttpTcpSocket;
    HttpAttributes<S> attributes(tid);
    const Machine machine = attributes.In(&S::m_settings);
    AddSwitches(machine);
    AddPeriods(machine);
    AddNumbers(machine);
    attributes
        .Add("Linger",
             "What Close() does with data that is not acknowledged: 0 resets the connection, a "
             "negative time sends it.",
             {&S::m_linger, Seconds(-1), Time::Min()})
        .Add("Backlog",
             "Most connections in SYN_RCVD of a socket that listens.",
             {&S::m_backlog, 4096, 1})
        .Add("ReuseAddress",
             "Bind() takes a port that connections still use (SO_REUSEADDR).",
             {&S::m_reuseAddress, false})
        .Add("TimeWaitReuse",
             "A new connection with the same four values may end TIME_WAIT (RFC 6191): asked for "
             "by the peer at once, by this host after a second where timestamps are used "
             "(tcp_tw_reuse=1).",
             {&S::m_timeWaitReuse, true});
    tid.AddAttribute("MaxSegLifetime",
                     "ns-3's name for half of TIME_WAIT, which its applications set, seconds; 0: "
                     "TimeWaitDuration counts.",
                     DoubleValue(0),
                     MakeDoubleAccessor(&S::SetMaxSegLifetime),
                     MakeDoubleChecker<double>(0));
    attributes
        .Add("Rfc6528Isn",
             "The first sequence number comes from the clock and a hash of the four values (RFC "
             "6528); otherwise it is 0.",
             {&S::m_rfc6528, false})
        .Add("IsnSecret", "Key of that hash.", {&S::m_isnSecret, 0});
    return tid
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
                      MakeUintegerChecker<uint64_t>());
}

TypeId
HttpTcpSocket::AddValues(TypeId tid)
{
    using S = HttpTcpSocket;
    return HttpAttributes<S>(tid)
        .AddTraceSource("State",
                        "State of the connection.",
                        &S::m_state,
                        "ns3::TcpStatesTracedValueCallback")
        .AddTraceSource("CongestionWindow", "Congestion window, bytes.", &S::m_cwnd, UINT32)
        .AddTraceSource("CongestionWindowInflated",
                        "The same; it is never inflated.",
                        &S::m_cwnd,
                        UINT32)
        .AddTraceSource("SlowStartThreshold",
                        "Slow start threshold, bytes.",
                        &S::m_ssThresh,
                        UINT32)
        .AddTraceSource("BytesInFlight", "Bytes in the network.", &S::m_bytesInFlight, UINT32)
        .AddTraceSource("RTT", "Smoothed round-trip time.", &S::m_rtt, TIME)
        .AddTraceSource("LastRTT", "Newest round-trip time.", &S::m_lastRtt, TIME)
        .AddTraceSource("RTO", "Retransmission timeout.", &S::m_rto, TIME)
        .AddTraceSource("CongState",
                        "State of the congestion control.",
                        &S::m_congState,
                        "ns3::TcpCongStatesTracedValueCallback")
        .AddTraceSource("EcnState",
                        "State of congestion marks.",
                        &S::m_ecnState,
                        "ns3::TracedValueCallback::EcnState")
        .AddTraceSource("PacingRate",
                        "Rate at which segments are, or would be, spread in time.",
                        &S::m_pacingRate,
                        "ns3::TracedValueCallback::DataRate")
        .AddTraceSource("AdvWND", "The window told to the peer, bytes.", &S::m_advWnd, UINT32)
        .AddTraceSource("HighestRxSequence",
                        "End of the highest data that has come.",
                        &S::m_highRx,
                        SEQUENCE)
        .AddTraceSource("HighestRxAck",
                        "The highest acknowledgment that has come.",
                        &S::m_highRxAck,
                        SEQUENCE)
        .AddTraceSource("RWND", "The peer's window, bytes.", &S::m_rWnd, UINT32)
        .AddTraceSource("HighestSequence",
                        "The highest sequence number sent.",
                        &S::m_highTx,
                        SEQUENCE)
        .AddTraceSource("NextTxSequence",
                        "The next sequence number to send; the same.",
                        &S::m_highTx,
                        SEQUENCE);
}

TypeId
HttpTcpSocket::GetTypeId()
{
    using S = HttpTcpSocket;
    static TypeId tid =
        HttpAttributes<S>(AddValues(AddAttributes(TypeId("ns3::HttpTcpSocket")
                                                      .SetParent<TcpSocket>()
                                                      .SetGroupName("Http")
                                                      .AddConstructor<S>())))
            .AddTraceSource("Tx", "A segment is sent; the socket is null.", &S::m_txTrace, SEGMENT)
            .AddTraceSource("Rx", "A segment has come; the socket is null.", &S::m_rxTrace, SEGMENT)
            .AddTraceSource("Retransmission",
                            "A segment is sent again; the socket is null.",
                            &S::m_againTrace,
                            "ns3::HttpTcpSocket::RetransmissionTracedCallback")
            .AddTraceSource("Ended",
                            "The connection ended, with the reason.",
                            &S::m_endedTrace,
                            "ns3::HttpTcpSocket::EndedTracedCallback")
            .AddTraceSource("RequestDropped",
                            "A listening socket dropped a connection request, with the reason.",
                            &S::m_requestDropped,
                            "ns3::HttpTcpSocket::RequestDroppedTracedCallback");
    return tid;
}

} // namespace ns3
