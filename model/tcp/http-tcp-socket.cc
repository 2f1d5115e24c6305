/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-socket.h"

#include "http-tcp-attribute-copy.h"
#include "http-tcp-control.h"
#include "http-tcp-demultiplexer.h"
#include "http-tcp-foreign-attributes.h"
#include "http-tcp-foreign-control.h"

#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"

#include <algorithm>

namespace ns3
{

tcp::Nanoseconds
HttpTcpSocket::GetNow()
{
    return tcp::Nanoseconds(Simulator::Now().GetNanoSeconds());
}

HttpTcpSocket::HttpTcpSocket() = default;

HttpTcpSocket::HttpTcpSocket(const HttpTcpSocket& socket)
    : TcpSocket(socket),
      HttpTcpEndpoint(socket),
      m_node(socket.m_node),
      m_tcp(socket.m_tcp),
      m_demultiplexer(socket.m_demultiplexer),
      m_callObserver(socket.m_callObserver),
      m_stateObserver(socket.m_stateObserver),
      m_control(socket.m_control),
      m_settings(socket.m_settings),
      m_linger(socket.m_linger),
      m_isnSecret(socket.m_isnSecret),
      m_backlog(socket.m_backlog),
      m_isSendShut(socket.m_isSendShut),
      m_rfc6528(socket.m_rfc6528),
      m_reuseAddress(socket.m_reuseAddress),
      m_isMade(true),
      m_timeWaitReuse(socket.m_timeWaitReuse),
      m_txTrace(socket.m_txTrace),
      m_rxTrace(socket.m_rxTrace),
      m_againTrace(socket.m_againTrace),
      m_endedTrace(socket.m_endedTrace),
      m_requestDropped(socket.m_requestDropped)
{
    if (socket.m_controlState)
    {
        // Copies of ns-3's own leave some attributes out.
        m_control = socket.m_control->Fork();
        m_controlCopy = socket.m_controlCopy;
        m_controlCopy->Copy(*socket.m_control, *m_control);
        m_controlState = CreateObject<TcpSocketState>();
        m_control->Init(m_controlState);
    }
    // What the listener hears is not for its connections.
    SetConnectCallback(MakeNullCallback<void, Ptr<Socket>>(),
                       MakeNullCallback<void, Ptr<Socket>>());
    SetDataSentCallback(MakeNullCallback<void, Ptr<Socket>, uint32_t>());
    SetSendCallback(MakeNullCallback<void, Ptr<Socket>, uint32_t>());
    SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    if (m_callObserver)
    {
        m_number = m_callObserver->NumberSocket();
    }
}

HttpTcpSocket::~HttpTcpSocket()
{
    m_event.Cancel();
    if (m_tcp)
    {
        ReleaseEndPoint();
    }
}

void
HttpTcpSocket::DoDispose()
{
    m_event.Cancel();
    DropConnection();
    TcpSocket::DoDispose();
}

void
HttpTcpSocket::SetNode(Ptr<Node> node)
{
    m_node = node;
    m_tcp = node->GetObject<TcpL4Protocol>();
    m_demultiplexer = HttpTcpDemultiplexer::Get(node);
    m_callObserver = node->GetObject<HttpSocketCallObserver>();
    m_stateObserver = node->GetObject<HttpConnectionStateObserver>();
    if (m_callObserver)
    {
        m_number = m_callObserver->NumberSocket();
        Report(HttpSocketCall::Create, 0);
    }
}

void
HttpTcpSocket::TakeForeign(Ptr<const TcpL4Protocol> tcp)
{
    const std::string problem = TakeHttpTcpForeignAttributes(tcp, GetTypeId(), m_settings);
    NS_ABORT_MSG_UNLESS(problem.empty(), problem);
}

void
HttpTcpSocket::SetControl(Ptr<TcpCongestionOps> control)
{
    m_control = control;
    if (!DynamicCast<HttpTcpControl>(control))
    {
        m_controlCopy = std::make_shared<HttpTcpAttributeCopy>();
        m_controlState = CreateObject<TcpSocketState>();
        m_control->Init(m_controlState);
    }
}

Ptr<TcpCongestionOps>
HttpTcpSocket::GetControl() const
{
    return m_control;
}

std::unique_ptr<tcp::CongestionControl>
HttpTcpSocket::MakeControl()
{
    if (const auto own = DynamicCast<HttpTcpControl>(m_control))
    {
        return own->MakeControl();
    }
    TcpSocketState& state = *m_controlState;
    state.m_sendEmptyPacketCallback = MakeCallback(&HttpTcpSocket::SendForControl, this);
    if (state.m_useEcn != TcpSocketState::Off)
    {
        m_settings.ecn = true;
        m_settings.exactEcn = state.m_ecnMode == TcpSocketState::DctcpEcn;
    }
    auto control = std::make_unique<HttpTcpForeignControl>(m_control,
                                                           m_controlState,
                                                           m_settings.initialWindow);
    m_foreign = control.get();
    return control;
}

void
HttpTcpSocket::SendForControl(uint8_t flags)
{
    if (m_connection)
    {
        m_connection->SendEarlierAck(m_controlState->m_rxBuffer->NextRxSequence().GetValue(),
                                     (flags & wire::TCP_ECE) != 0);
    }
}

Socket::SocketErrno
HttpTcpSocket::GetErrno() const
{
    return m_errno;
}

Socket::SocketType
HttpTcpSocket::GetSocketType() const
{
    return NS3_SOCK_STREAM;
}

Ptr<Node>
HttpTcpSocket::GetNode() const
{
    return m_node;
}

bool
HttpTcpSocket::SetAllowBroadcast(bool allow)
{
    return !allow;
}

bool
HttpTcpSocket::GetAllowBroadcast() const
{
    return false;
}

Ptr<Socket>
HttpTcpSocket::GetSocket()
{
    return this;
}

void
HttpTcpSocket::Detach()
{
    m_event.Cancel();
    SetPlace(NO_PLACE);
    m_demultiplexer = nullptr;
    m_listener = nullptr;
    DropConnection();
}

void
HttpTcpSocket::DropConnection()
{
    m_foreign = nullptr;
    m_connection.reset();
    if (m_controlState)
    {
        m_controlState->m_sendEmptyPacketCallback = MakeNullCallback<void, uint8_t>();
    }
}

HttpConnectionEnd
HttpTcpSocket::GetEnd() const
{
    const TcpStates_t state = m_state;
    const bool isHalf = state == CLOSE_WAIT || state == FIN_WAIT_1 || state == FIN_WAIT_2;
    return m_end == HttpConnectionEnd::None && isHalf ? HttpConnectionEnd::HalfClose : m_end;
}

std::string
HttpTcpSocket::GetEndReason() const
{
    const HttpConnectionEnd end = GetEnd();
    return end == HttpConnectionEnd::None ? "none" : GetHttpConnectionEndName(end);
}

uint64_t
HttpTcpSocket::GetSocketNumber() const
{
    return m_number;
}

uint64_t
HttpTcpSocket::GetUnacknowledged() const
{
    if (!m_connection)
    {
        return 0;
    }
    const tcp::Sender& sender = m_connection->GetSender();
    return sender.GetWritten() - std::min(sender.GetUnacknowledged(), sender.GetWritten());
}

bool
HttpTcpSocket::YieldsTo(const tcp::Segment& segment)
{
    if (!m_timeWaitReuse || !m_connection || !m_connection->IsReplacedBy(segment))
    {
        return false;
    }
    EndTimeWait();
    return true;
}

bool
HttpTcpSocket::IsReplaceable() const
{
    return m_timeWaitReuse && m_state == TIME_WAIT && m_settings.timestamps &&
           Simulator::Now() - m_timeWaitEntered >= Seconds(1);
}

void
HttpTcpSocket::EndTimeWait()
{
    const Ptr<HttpTcpSocket> self(this);
    SetState(CLOSED);
    Release();
}

void
HttpTcpSocket::Release()
{
    m_event.Cancel();
    if (m_listener)
    {
        --m_listener->m_halfOpen;
        m_listener = nullptr;
    }
    if (m_demultiplexer)
    {
        m_demultiplexer->Leave(this);
    }
}

void
HttpTcpSocket::Receive(Ptr<Packet> packet, const tcp::Segment& segment)
{
    if (!m_connection)
    {
        return;
    }
    const Ptr<HttpTcpSocket> self(this);
    if (!m_rxTrace.IsEmpty())
    {
        const Ptr<Packet> data = packet->Copy();
        TcpHeader header;
        data->RemoveHeader(header);
        m_rxTrace(data, header, nullptr);
    }
    if (m_foreign)
    {
        m_foreign->NoteSegment(segment, *m_connection);
    }
    m_connection->Receive(GetNow(), segment);
    if (m_foreign && segment.length > 0)
    {
        m_foreign->NoteData(m_connection->GetReceiver().GetDeadline() != tcp::NEVER);
    }
    const tcp::Sequence begin =
        tcp::ExtendSequence(m_connection->GetReceiver().GetNext(), segment.header.sequence);
    for (const tcp::Range& range : m_connection->GetKept())
    {
        const auto offset =
            static_cast<uint32_t>(range.first - begin) + segment.header.headerLength;
        const auto length = static_cast<uint32_t>(range.second - range.first);
        m_received.Keep(range.first, packet->CreateFragment(offset, length));
    }
    Pump();
}

void
HttpTcpSocket::TakeListening(const tcp::Segment& segment, const HttpTcpFourTuple& tuple)
{
    constexpr uint8_t CONTROL = wire::TCP_SYN | wire::TCP_ACK | wire::TCP_RST | wire::TCP_FIN;
    if ((segment.header.flags & CONTROL) != wire::TCP_SYN)
    {
        if (segment.Has(wire::TCP_ACK))
        {
            SendStrayReset(segment, tuple);
        }
        return;
    }
    const Address from = tuple.GetRemote();
    if (m_halfOpen >= m_backlog)
    {
        m_requestDropped(from, "backlog");
        return;
    }
    if (!NotifyConnectionRequest(from))
    {
        m_requestDropped(from, "application");
        return;
    }
    const Ptr<HttpTcpSocket> child = CopyObject<HttpTcpSocket>(this);
    child->m_tuple = tuple;
    if (!child->MakeConnection())
    {
        m_requestDropped(from, "no route");
        return;
    }
    child->m_listener = this;
    ++m_halfOpen;
    child->m_connection->Accept(GetNow(), segment);
    child->Pump();
}

void
HttpTcpSocket::NoteTooLong(uint32_t mtu)
{
    if (m_connection)
    {
        const Ptr<HttpTcpSocket> self(this);
        m_connection->NoteTooLong(GetNow(), mtu - std::min(mtu, m_tuple.GetHeaderBytes()));
        Pump();
    }
}

void
HttpTcpSocket::NoteUnreachable()
{
    if (m_connection)
    {
        const Ptr<HttpTcpSocket> self(this);
        m_connection->NoteUnreachable(GetNow(), true);
        Pump();
    }
}

} // namespace ns3
