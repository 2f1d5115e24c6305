/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-socket-reporter.h"

#include "ns3/callback.h"
#include "ns3/simulator.h"

#include <array>

namespace ns3
{

namespace
{

/// @brief The name of a socket error. @param error it @return as in ERROR_ADDRINUSE
const char*
GetErrorName(Socket::SocketErrno error)
{
    static constexpr std::array<const char*, Socket::SOCKET_ERRNO_LAST> NAMES = {
        "",
        "ERROR_ISCONN",
        "ERROR_NOTCONN",
        "ERROR_MSGSIZE",
        "ERROR_AGAIN",
        "ERROR_SHUTDOWN",
        "ERROR_OPNOTSUPP",
        "ERROR_AFNOSUPPORT",
        "ERROR_INVAL",
        "ERROR_BADF",
        "ERROR_NOROUTETOHOST",
        "ERROR_NODEV",
        "ERROR_ADDRNOTAVAIL",
        "ERROR_ADDRINUSE",
    };
    return error < NAMES.size() ? NAMES[error] : "";
}

} // namespace

Ptr<HttpSocketReporter>
HttpSocketReporter::Make(const Ptr<Node>& node, const Ptr<Socket>& socket)
{
    const Ptr<HttpSocketCallObserver> calls = node->GetObject<HttpSocketCallObserver>();
    if (!calls)
    {
        return nullptr;
    }
    const Ptr<HttpSocketReporter> reporter = Create<HttpSocketReporter>();
    reporter->m_socket = PeekPointer(socket);
    reporter->m_node = node->GetId();
    reporter->m_calls = calls;
    reporter->m_number = calls->NumberSocket();
    const auto states = node->GetObject<HttpConnectionStateObserver>();
    if (states && states->AsksForStates() &&
        socket->TraceConnectWithoutContext("State", MakeBoundCallback(&OnState, reporter)))
    {
        reporter->m_states = states;
    }
    return reporter;
}

void
HttpSocketReporter::ReportAccepted()
{
    m_state = HttpConnectionState::SynReceived;
    if (m_states)
    {
        Report(HttpConnectionState::Established, HttpConnectionEnd::None);
    }
}

void
HttpSocketReporter::Report(HttpSocketCall call,
                           int64_t result,
                           uint64_t bytes,
                           const Address& remote,
                           const char* detail)
{
    if (m_states)
    {
        Conclude(call, detail);
    }
    if (!m_calls->IsHeard())
    {
        return;
    }
    HttpSocketCallRecord record;
    // First, because asking for an unknown peer's name is an error of its own.
    record.detail = result < 0 ? GetErrorName(m_socket->GetErrno()) : detail;
    record.time = Simulator::Now();
    record.node = m_node;
    record.socket = m_number;
    record.call = call;
    m_socket->GetSockName(record.local);
    record.remote = remote;
    if (remote.IsInvalid())
    {
        m_socket->GetPeerName(record.remote);
    }
    record.result = result;
    record.bytes = bytes;
    m_calls->Report(record);
}

void
HttpSocketReporter::Conclude(HttpSocketCall call, std::string_view detail)
{
    switch (call)
    {
    case HttpSocketCall::Failed:
        End(detail == "refused" ? HttpConnectionEnd::Refused : HttpConnectionEnd::TimedOut);
        break;
    case HttpSocketCall::PeerClosed:
        if (detail == "reset")
        {
            End(HttpConnectionEnd::Reset);
        }
        break;
    case HttpSocketCall::Error:
        End(detail == "reset" ? HttpConnectionEnd::Reset
            : m_isClosed      ? HttpConnectionEnd::Aborted
                              : HttpConnectionEnd::TimedOut);
        break;
    case HttpSocketCall::Close:
        m_isClosed = true;
        if (detail == "reset")
        {
            End(HttpConnectionEnd::Aborted);
        }
        break;
    case HttpSocketCall::ShutdownSend:
        m_isClosed = true;
        break;
    case HttpSocketCall::Receive:
        m_readsOn = m_readsOn || m_isClosed;
        break;
    default:
        break;
    }
}

void
HttpSocketReporter::OnState(Ptr<HttpSocketReporter> reporter,
                            TcpSocket::TcpStates_t /* before */,
                            TcpSocket::TcpStates_t now)
{
    const HttpConnectionState state = GetHttpConnectionState(now);
    if (reporter->m_isOver || state == reporter->m_state)
    {
        return;
    }
    if (state != HttpConnectionState::Closed)
    {
        reporter->Report(state, HttpConnectionEnd::None);
        return;
    }
    switch (reporter->m_state)
    {
    case HttpConnectionState::Listen:
    case HttpConnectionState::Closing:
    case HttpConnectionState::LastAck:
    case HttpConnectionState::TimeWait:
        reporter->End(reporter->m_readsOn ? HttpConnectionEnd::HalfClose
                                          : HttpConnectionEnd::FullClose);
        break;
    case HttpConnectionState::SynSent:
        reporter->End(HttpConnectionEnd::TimedOut);
        break;
    default:
        // ns-3's sockets leave these states for CLOSED on a reset alone.
        reporter->End(HttpConnectionEnd::Reset);
        break;
    }
}

void
HttpSocketReporter::End(HttpConnectionEnd end)
{
    if (!m_isOver && m_state != HttpConnectionState::Closed)
    {
        m_isOver = true;
        Report(HttpConnectionState::Closed, end);
    }
}

void
HttpSocketReporter::Report(HttpConnectionState state, HttpConnectionEnd end)
{
    // Once the connection is over, the socket may know its ends no more.
    if (m_remote.IsInvalid())
    {
        m_socket->GetSockName(m_local);
        if (state != HttpConnectionState::Listen)
        {
            m_socket->GetPeerName(m_remote);
        }
    }
    HttpConnectionStateRecord record;
    record.time = Simulator::Now();
    record.node = m_node;
    record.socket = m_number;
    record.local = m_local;
    record.remote = m_remote;
    record.oldState = m_state;
    record.newState = state;
    record.end = end;
    m_state = state;
    m_states->Report(record);
}

} // namespace ns3
