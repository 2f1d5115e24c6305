/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// How the ends of connections pass from state to state, and what is told of it.

#include "http-four-tuple-table.h"

#include "ns3/double.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/tcp-socket-base.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpFourTupleTable");

void
HttpFourTupleTable::ConcludeReceived(Entry& entry, const HttpSegmentRecord& record)
{
    const Time now = record.time;
    const bool hasAck = record.flags & HttpTcpFlag::ACK;
    if (entry.state == HttpConnectionState::Listen)
    {
        return;
    }
    entry.isFinRepeated =
        entry.state == HttpConnectionState::TimeWait && (record.flags & HttpTcpFlag::FIN);
    if (record.flags & HttpTcpFlag::RST)
    {
        // A reset does not end TIME-WAIT (RFC 1337, and so do ns-3's sockets).
        const bool isRequest = entry.state == HttpConnectionState::SynSent;
        const bool isOver = entry.state == HttpConnectionState::TimeWait;
        if ((!isRequest && !isOver) ||
            (isRequest && hasAck && entry.sent.GetPlace(record.acknowledgmentNumber) == 1))
        {
            entry.end = isRequest ? HttpConnectionEnd::Refused : HttpConnectionEnd::Reset;
            Conclude(entry, HttpConnectionSign::Reset, now);
        }
        return;
    }
    if (hasAck)
    {
        entry.sent.Acknowledge(record.acknowledgmentNumber);
    }
    if ((record.flags & HttpTcpFlag::SYN) && entry.state == HttpConnectionState::SynSent)
    {
        Conclude(entry,
                 entry.sent.IsSynAcknowledged() ? HttpConnectionSign::SynAckReceived
                                                : HttpConnectionSign::SynReceived,
                 now);
    }
    else if (entry.sent.IsSynAcknowledged())
    {
        Conclude(entry, HttpConnectionSign::SynAcknowledged, now);
    }
    const bool isThere = !entry.sent.IsFinAcknowledged() ||
                         Conclude(entry, HttpConnectionSign::FinAcknowledged, now);
    if (isThere && entry.received.IsFinReached())
    {
        Conclude(entry, HttpConnectionSign::FinReceived, now);
    }
}

bool
HttpFourTupleTable::Conclude(Entry& entry, HttpConnectionSign sign, Time now)
{
    if (entry.isTold)
    {
        return true;
    }
    const HttpConnectionState next = InferHttpConnectionState(entry.state, sign);
    return next == entry.state || SetState(entry, next, now);
}

bool
HttpFourTupleTable::SetState(Entry& entry, HttpConnectionState state, Time now)
{
    HttpConnectionEnd end = HttpConnectionEnd::None;
    if (state == HttpConnectionState::Closed)
    {
        entry.end =
            entry.end == HttpConnectionEnd::None || entry.state == HttpConnectionState::TimeWait
                ? entry.GetQuietEnd()
                : entry.end;
        end = entry.end;
    }
    if (m_states && !entry.isTold && IsSelected(entry.key) && IsInWindow(now))
    {
        HttpConnectionStateRecord record;
        record.time = now;
        record.node = m_nodeId;
        record.local = entry.key.GetSource();
        record.remote = entry.key.GetDestination();
        record.oldState = entry.state;
        record.newState = state;
        record.inferred = true;
        record.end = end;
        m_pending.push_back(record);
    }
    entry.state = state;
    if (state == HttpConnectionState::Closed)
    {
        return Close(entry, end, now);
    }
    const bool isOpened = entry.opened.IsStrictlyNegative() && state != HttpConnectionState::Listen;
    const bool isEstablished =
        entry.established.IsStrictlyNegative() && state == HttpConnectionState::Established;
    entry.opened = isOpened ? now : entry.opened;
    entry.established = isEstablished ? now : entry.established;
    if (isOpened || isEstablished)
    {
        Tell(entry.MakeRecord(m_nodeId));
    }
    if (state == HttpConnectionState::TimeWait && !entry.isTold)
    {
        Watch(entry, now + GetTimeWait());
    }
    return true;
}

bool
HttpFourTupleTable::Close(Entry& entry, HttpConnectionEnd end, Time now)
{
    if (!entry.opened.IsStrictlyNegative())
    {
        HttpConnectionRecord record = entry.MakeRecord(m_nodeId);
        record.closed = now;
        record.end = end;
        Tell(record);
    }
    if (!entry.isTold && entry.end == HttpConnectionEnd::Refused)
    {
        return true;
    }
    // The key is copied, because it dies with the entry.
    m_entries.erase(HttpFourTuple(entry.key));
    return false;
}

void
HttpFourTupleTable::Replace(Entry& entry, Time now)
{
    if (entry.IsLive())
    {
        entry.end = HttpConnectionEnd::Replaced;
    }
    if (entry.state == HttpConnectionState::Closed ||
        (entry.state == HttpConnectionState::Listen && !entry.isTold))
    {
        m_entries.erase(HttpFourTuple(entry.key));
        return;
    }
    SetState(entry, HttpConnectionState::Closed, now);
}

void
HttpFourTupleTable::Watch(Entry& entry, Time time)
{
    entry.deadline = time;
    m_deadlines.push({time, entry.key, entry.connection});
}

void
HttpFourTupleTable::Advance(Time now)
{
    if (!m_pending.empty() && m_pending.front().time < now)
    {
        TellPending();
    }
    while (!m_deadlines.empty() && m_deadlines.top().time <= now)
    {
        const Deadline deadline = m_deadlines.top();
        m_deadlines.pop();
        LookAt(deadline);
    }
}

void
HttpFourTupleTable::LookAt(const Deadline& deadline)
{
    Entry* entry = FindEntry(deadline.key);
    if (entry == nullptr || entry->connection != deadline.connection ||
        entry->deadline != deadline.time)
    {
        return;
    }
    entry->deadline = Time(-1);
    if (entry->state == HttpConnectionState::Closed)
    {
        m_entries.erase(deadline.key);
    }
    else if (entry->state == HttpConnectionState::TimeWait)
    {
        Conclude(*entry, HttpConnectionSign::Silence, deadline.time);
    }
    else if (entry->IsWaiting() && !entry->isTold)
    {
        if (entry->lastSent + m_silence > deadline.time)
        {
            Watch(*entry, entry->lastSent + m_silence);
            return;
        }
        if (entry->state == HttpConnectionState::Listen)
        {
            m_entries.erase(deadline.key);
            return;
        }
        entry->end = HttpConnectionEnd::TimedOut;
        Conclude(*entry, HttpConnectionSign::Silence, deadline.time);
    }
}

void
HttpFourTupleTable::TellPending()
{
    // A sink may cause more.
    std::vector<HttpConnectionStateRecord> pending;
    pending.swap(m_pending);
    for (const HttpConnectionStateRecord& record : pending)
    {
        m_states->Report(record);
    }
    if (m_pending.empty())
    {
        pending.clear();
        m_pending.swap(pending);
    }
}

void
HttpFourTupleTable::Tell(const HttpConnectionRecord& record)
{
    if (!m_listener.IsNull())
    {
        m_listener(record);
    }
    if (IsSelected(record.tuple) && IsInWindow(Simulator::Now()))
    {
        m_connection(record);
    }
}

void
HttpFourTupleTable::Violate(const Entry& entry, const char* problem)
{
    m_violations++;
    HttpConnectionRecord record = entry.MakeRecord(m_nodeId);
    record.problem = problem;
    NS_LOG_ERROR("node " << m_nodeId << ": " << problem << ": "
                         << FormatHttpEndpoint(entry.key.sourceAddress,
                                               entry.key.isIpv6,
                                               entry.key.sourcePort)
                         << " "
                         << FormatHttpEndpoint(entry.key.destinationAddress,
                                               entry.key.isIpv6,
                                               entry.key.destinationPort));
    m_violation(record);
}

void
HttpFourTupleTable::TakeTold(const HttpConnectionStateRecord& told)
{
    if (told.inferred)
    {
        return;
    }
    const HttpFourTuple key = HttpFourTuple::Make(told.local, told.remote);
    // What was concluded in this instant, the socket tells itself.
    const auto isHere = [&told](const HttpConnectionStateRecord& record) {
        return record.time == told.time && record.local == told.local &&
               record.remote == told.remote;
    };
    m_pending.erase(std::remove_if(m_pending.begin(), m_pending.end(), isHere), m_pending.end());
    Advance(told.time);

    Entry* entry = FindEntry(key);
    const bool isOther = entry && entry->isTold && entry->socket != told.socket &&
                         entry->socket != 0 && told.socket != 0;
    if (isOther)
    {
        if (told.newState == HttpConnectionState::Closed)
        {
            return;
        }
        if (entry->IsLive())
        {
            Violate(*entry, "another socket has four values that are in use");
        }
        Replace(*entry, told.time);
        entry = nullptr;
    }
    if (entry == nullptr)
    {
        if (told.newState == HttpConnectionState::Closed)
        {
            return;
        }
        // A listening socket is no connection and has no number.
        entry = told.newState == HttpConnectionState::Listen ? &Insert(key) : &Insert(key, 0, 0);
        entry->isSource = told.newState == HttpConnectionState::SynSent;
    }
    entry->isTold = true;
    entry->socket = told.socket;
    if (told.newState == HttpConnectionState::Closed && told.end != HttpConnectionEnd::None)
    {
        entry->state = told.newState;
        Close(*entry, told.end, told.time);
        return;
    }
    SetState(*entry, told.newState, told.time);
}

Time
HttpFourTupleTable::GetTimeWait() const
{
    if (!m_timeWait.IsZero())
    {
        return m_timeWait;
    }
    TypeId::AttributeInformation info;
    TcpSocketBase::GetTypeId().LookupAttributeByName("MaxSegLifetime", &info);
    const auto lifetime = DynamicCast<const DoubleValue>(info.initialValue);
    return Seconds(2 * (lifetime ? lifetime->Get() : 120.0));
}

} // namespace ns3
