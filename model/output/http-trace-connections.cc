/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-connections.h"

#include <algorithm>
#include <utility>

namespace ns3
{

Time
HttpTraceConnection::GetOpened() const
{
    if (source.opened.IsStrictlyNegative() || destination.opened.IsStrictlyNegative())
    {
        return std::max(source.opened, destination.opened);
    }
    return std::min(source.opened, destination.opened);
}

Time
HttpTraceConnection::GetEstablished() const
{
    return source.isTold ? source.established : destination.established;
}

Time
HttpTraceConnection::GetClosed() const
{
    return isOver ? std::max(source.closed, destination.closed) : Time(-1);
}

void
HttpTraceConnections::SetForgetting(std::function<void(HttpTraceConnection&)> action)
{
    m_forgetting = std::move(action);
}

HttpTraceConnection*
HttpTraceConnections::FindNumber(uint64_t number)
{
    if (number == 0)
    {
        return nullptr;
    }
    HttpTraceConnection*& recent = m_recent[number % m_recent.size()];
    if (recent && (recent->number == number || recent->otherNumber == number))
    {
        return recent;
    }
    const auto found = m_byNumber.find(number);
    if (found == m_byNumber.end())
    {
        return nullptr;
    }
    recent = found->second;
    return recent;
}

HttpTraceConnection*
HttpTraceConnections::Find(const HttpFourTuple& tuple)
{
    const auto found = m_byTuple.find(tuple);
    if (found != m_byTuple.end())
    {
        return found->second;
    }
    const auto reversed = m_byTuple.find(tuple.Reversed());
    return reversed == m_byTuple.end() ? nullptr : reversed->second;
}

HttpTraceConnection&
HttpTraceConnections::Add(const HttpFourTuple& tuple, uint64_t number)
{
    if (m_connections.size() >= REMEMBERED_OPEN)
    {
        Forget(m_connections.begin()->first);
    }
    HttpTraceConnection& connection = m_connections[++m_count];
    connection.id = m_count;
    connection.tuple = tuple;
    HttpTraceConnection*& latest = m_byTuple[tuple];
    if (latest)
    {
        connection.incarnation = latest->incarnation + 1;
    }
    latest = &connection;
    SetNumber(connection, number);
    return connection;
}

void
HttpTraceConnections::SetNumber(HttpTraceConnection& connection, uint64_t number)
{
    if (number != 0)
    {
        connection.number = number;
        m_byNumber[number] = &connection;
    }
}

void
HttpTraceConnections::SetOtherNumber(HttpTraceConnection& connection, uint64_t number)
{
    connection.otherNumber = number;
    m_byNumber[number] = &connection;
}

void
HttpTraceConnections::End(HttpTraceConnection& connection)
{
    connection.isOver = true;
    m_over.push_back(connection.id);
    if (m_over.size() > REMEMBERED)
    {
        Forget(m_over.front());
        m_over.pop_front();
    }
}

void
HttpTraceConnections::ForgetNumber(const HttpTraceConnection& connection, uint64_t number)
{
    const auto found = m_byNumber.find(number);
    if (found != m_byNumber.end() && found->second == &connection)
    {
        m_byNumber.erase(found);
    }
    HttpTraceConnection*& recent = m_recent[number % m_recent.size()];
    recent = recent == &connection ? nullptr : recent;
}

void
HttpTraceConnections::Forget(uint64_t id)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
    {
        return;
    }
    HttpTraceConnection* connection = &found->second;
    if (m_forgetting)
    {
        m_forgetting(*connection);
    }
    ForgetNumber(*connection, connection->number);
    ForgetNumber(*connection, connection->otherNumber);
    const auto latest = m_byTuple.find(connection->tuple);
    if (latest != m_byTuple.end() && latest->second == connection)
    {
        m_byTuple.erase(latest);
    }
    m_connections.erase(found);
}

} // namespace ns3
