/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-state-observer.h"

#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpStateObserver);

namespace
{

/// With more sockets than this, searches wait until the connection is established.
constexpr std::size_t LONG_LIST = 256;

/**
 * An unsigned attribute.
 * @param object whose
 * @param name which
 * @return its value
 */
uint32_t
GetNumber(const Ptr<const Object>& object, const std::string& name)
{
    UintegerValue value;
    object->GetAttribute(name, value);
    return static_cast<uint32_t>(value.Get());
}

} // namespace

TypeId
HttpTcpStateObserver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpTcpStateObserver")
            .SetParent<HttpObserver>()
            .SetGroupName("Http")
            .AddConstructor<HttpTcpStateObserver>()
            .AddTraceSource("TcpState",
                            "What TCP holds of a connection has changed.",
                            MakeTraceSourceAccessor(&HttpTcpStateObserver::m_tcpState),
                            "ns3::HttpTcpStateRecord::TracedCallback");
    return tid;
}

void
HttpTcpStateObserver::NotifyNewAggregate()
{
    if (m_tcp == nullptr)
    {
        m_tcp = GetObject<TcpL4Protocol>();
    }
    if (m_table == nullptr && (m_table = GetObject<HttpFourTupleTable>()))
    {
        m_table->SetListener(MakeCallback(&HttpTcpStateObserver::TakeConnection, this));
    }
    if (m_states == nullptr && (m_states = GetObject<HttpConnectionStateObserver>()))
    {
        m_states->TraceConnectWithoutContext("Socket",
                                             MakeCallback(&HttpTcpStateObserver::Observe, this));
    }
    HttpObserver::NotifyNewAggregate();
}

void
HttpTcpStateObserver::DoDispose()
{
    Flush();
    if (m_table)
    {
        m_table->SetListener(MakeNullCallback<void, const HttpConnectionRecord&>());
    }
    for (const auto& item : m_watched)
    {
        item.second->observer = nullptr;
    }
    m_watched.clear();
    m_waiting.clear();
    m_wanted.clear();
    if (m_states)
    {
        m_states->TraceDisconnectWithoutContext("Socket",
                                                MakeCallback(&HttpTcpStateObserver::Observe, this));
    }
    m_states = nullptr;
    m_table = nullptr;
    m_tcp = nullptr;
    HttpObserver::DoDispose();
}

void
HttpTcpStateObserver::TakeConnection(const HttpConnectionRecord& record)
{
    const HttpFourTuple key = record.isSource ? record.tuple : record.tuple.Reversed();
    const auto known = m_watched.find(key);
    const auto wanted = std::find(m_wanted.begin(), m_wanted.end(), key);
    if (!record.closed.IsStrictlyNegative())
    {
        if (known != m_watched.end())
        {
            known->second->observer = nullptr;
            m_watched.erase(known);
        }
        if (wanted != m_wanted.end())
        {
            m_wanted.erase(wanted);
        }
        return;
    }
    if (known != m_watched.end())
    {
        return;
    }
    if (wanted == m_wanted.end())
    {
        m_wanted.push_back(key);
    }
    // What a watched listening socket makes is seen when it sends, which may be still to come.
    const bool isEstablished = !record.established.IsStrictlyNegative();
    const bool isAwaited = !record.isSource && !m_waiting.empty();
    m_isAccepting = m_isAccepting || (!record.isSource && !isAwaited);
    // Nothing changes before the connection is established, and one search serves many.
    if (isEstablished || (!isAwaited && m_listLength <= LONG_LIST))
    {
        Search();
    }
}

void
HttpTcpStateObserver::Search()
{
    if (m_tcp == nullptr)
    {
        return;
    }
    ObjectPtrContainerValue sockets;
    m_tcp->GetAttribute("SocketList", sockets);
    m_listLength = sockets.GetN();
    // The newest stand at the end in most versions.
    for (auto i = sockets.End(); i != sockets.Begin() && !m_wanted.empty();)
    {
        --i;
        const auto socket = DynamicCast<TcpSocketBase>(i->second);
        if (socket == nullptr)
        {
            continue;
        }
        const HttpFourTuple key = GetTuple(socket);
        const auto wanted = std::find(m_wanted.begin(), m_wanted.end(), key);
        if (wanted != m_wanted.end())
        {
            Watch(socket, key);
        }
    }
    if (m_isAccepting)
    {
        m_isAccepting = false;
        WatchWaiting(sockets);
    }
    // What was not found now is sought again when it is established.
}

void
HttpTcpStateObserver::WatchWaiting(const ObjectPtrContainerValue& sockets)
{
    for (auto i = sockets.Begin(); i != sockets.End(); ++i)
    {
        const auto socket = DynamicCast<TcpSocketBase>(i->second);
        const bool isWaiting =
            socket && GetTuple(socket).destinationPort == 0 &&
            std::find(m_waiting.begin(), m_waiting.end(), socket) == m_waiting.end();
        if (isWaiting)
        {
            m_waiting.push_back(socket);
            socket->TraceConnectWithoutContext("Tx",
                                               MakeCallback(&HttpTcpStateObserver::TakeTx, this));
        }
    }
}

HttpFourTuple
HttpTcpStateObserver::GetTuple(const Ptr<const TcpSocket>& socket)
{
    Address local;
    Address remote;
    const bool isConnected = socket->GetSockName(local) == 0 && socket->GetPeerName(remote) == 0;
    return isConnected ? HttpFourTuple::Make(local, remote) : HttpFourTuple();
}

void
HttpTcpStateObserver::Observe(Ptr<Socket> socket)
{
    const auto tcp = DynamicCast<TcpSocket>(socket);
    const HttpFourTuple key = tcp ? GetTuple(tcp) : HttpFourTuple();
    if (key.destinationPort == 0)
    {
        return;
    }
    const auto known = m_watched.find(key);
    if (known != m_watched.end())
    {
        if (known->second->socket == PeekPointer(socket))
        {
            return;
        }
        known->second->observer = nullptr;
    }
    Watch(tcp, key);
}

void
HttpTcpStateObserver::Watch(const Ptr<TcpSocket>& socket, const HttpFourTuple& key)
{
    m_wanted.erase(std::remove(m_wanted.begin(), m_wanted.end(), key), m_wanted.end());
    const Ptr<Watched> watched = Create<Watched>();
    watched->observer = this;
    watched->socket = PeekPointer(socket);
    watched->record.node = m_nodeId;
    watched->record.tuple = key;
    watched->record.congestionWindow =
        GetNumber(socket, "InitialCwnd") * GetNumber(socket, "SegmentSize");
    watched->record.slowStartThreshold = GetNumber(socket, "InitialSlowStartThreshold");
    watched->record.congestionState = "open";
    m_watched[key] = watched;
    socket->TraceConnectWithoutContext("CongestionWindow",
                                       MakeCallback(&Watched::SetCongestionWindow, watched));
    socket->TraceConnectWithoutContext("SlowStartThreshold",
                                       MakeCallback(&Watched::SetSlowStartThreshold, watched));
    socket->TraceConnectWithoutContext("BytesInFlight",
                                       MakeCallback(&Watched::SetBytesInFlight, watched));
    socket->TraceConnectWithoutContext("RTT", MakeCallback(&Watched::SetRtt, watched));
    socket->TraceConnectWithoutContext("RTO", MakeCallback(&Watched::SetRto, watched));
    socket->TraceConnectWithoutContext("CongState",
                                       MakeCallback(&Watched::SetCongestionState, watched));
    Change(*watched);
}

void
HttpTcpStateObserver::TakeTx(Ptr<const Packet> packet [[maybe_unused]],
                             const TcpHeader& header,
                             Ptr<const TcpSocketBase> socket)
{
    if ((header.GetFlags() & TcpHeader::SYN) == 0 || m_tcp == nullptr)
    {
        return;
    }
    const auto own = ConstCast<TcpSocketBase>(socket);
    m_waiting.erase(std::remove(m_waiting.begin(), m_waiting.end(), own), m_waiting.end());
    Observe(own);
}

void
HttpTcpStateObserver::Change(Watched& watched)
{
    const Time now = Simulator::Now();
    if (m_changedAt < now)
    {
        Flush();
        m_changedAt = now;
    }
    if (!watched.isChanged)
    {
        watched.isChanged = true;
        watched.record.time = now;
        m_changed.emplace_back(&watched);
    }
}

void
HttpTcpStateObserver::Flush()
{
    for (const Ptr<Watched>& watched : m_changed)
    {
        HttpTcpStateRecord& record = watched->record;
        watched->isChanged = false;
        if (record.connection == 0 && m_table)
        {
            const HttpConnectionRecord connection = m_table->Find(record.tuple);
            record.connection = connection.connection;
            record.incarnation = connection.connection ? connection.incarnation : 0;
        }
        if (IsSelected(record.tuple) && IsInWindow(record.time))
        {
            m_tcpState(record);
        }
    }
    m_changed.clear();
}

void
HttpTcpStateObserver::Watched::SetCongestionWindow(uint32_t before [[maybe_unused]], uint32_t now)
{
    if (observer)
    {
        observer->Change(*this);
        record.congestionWindow = now;
    }
}

void
HttpTcpStateObserver::Watched::SetSlowStartThreshold(uint32_t before [[maybe_unused]], uint32_t now)
{
    if (observer)
    {
        observer->Change(*this);
        record.slowStartThreshold = now;
    }
}

void
HttpTcpStateObserver::Watched::SetBytesInFlight(uint32_t before [[maybe_unused]], uint32_t now)
{
    if (observer)
    {
        observer->Change(*this);
        record.bytesInFlight = now;
    }
}

void
HttpTcpStateObserver::Watched::SetRtt(Time before [[maybe_unused]], Time now)
{
    if (observer)
    {
        observer->Change(*this);
        record.rtt = now;
    }
}

void
HttpTcpStateObserver::Watched::SetRto(Time before [[maybe_unused]], Time now)
{
    if (observer)
    {
        observer->Change(*this);
        record.rto = now;
    }
}

void
HttpTcpStateObserver::Watched::SetCongestionState(TcpSocketState::TcpCongState_t before
                                                  [[maybe_unused]],
                                                  TcpSocketState::TcpCongState_t now)
{
    // In the order of TcpSocketState::TcpCongState_t.
    static constexpr std::array<const char*, 5> NAMES = {"open",
                                                         "disorder",
                                                         "cwr",
                                                         "recovery",
                                                         "loss"};
    if (observer && now < NAMES.size())
    {
        observer->Change(*this);
        record.congestionState = NAMES[now];
    }
}

} // namespace ns3
