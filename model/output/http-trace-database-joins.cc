/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The tables of what several records tell together: connections, messages and transactions.

#include "http-trace-database.h"
#include "http-trace-rows.h"

namespace ns3
{

namespace
{

/**
 * Whether two ends tell the same of a connection.
 * @param a one
 * @param b the other
 * @return true if so
 */
bool
IsSame(const HttpTraceConnection::End& a, const HttpTraceConnection::End& b)
{
    return a.isTold == b.isTold && a.opened == b.opened && a.established == b.established &&
           a.closed == b.closed && a.how == b.how;
}

/**
 * Whether the end of a connection that a socket address names is its source.
 * @param connection the connection
 * @param local the end's address and port
 * @return true if so
 */
bool
IsSource(const HttpTraceConnection& connection, const HttpFourTuple& local)
{
    return connection.tuple.sourcePort == local.sourcePort &&
           connection.tuple.sourceAddress == local.sourceAddress;
}

/**
 * Whether no end of a connection is open any more.
 * @param connection the connection
 * @return true if so
 */
bool
IsOver(const HttpTraceConnection& connection)
{
    for (const HttpTraceConnection::End* end : {&connection.source, &connection.destination})
    {
        if (end->isTold && end->closed.IsStrictlyNegative())
        {
            return false;
        }
    }
    return connection.source.isTold || connection.destination.isTold;
}

} // namespace

HttpTraceConnection&
HttpTraceDatabase::Resolve(uint64_t number, const HttpFourTuple& tuple)
{
    if (number != 0)
    {
        if (HttpTraceConnection* known = m_connections.FindNumber(number))
        {
            return *known;
        }
    }
    HttpTraceConnection* latest = m_connections.Find(tuple);
    if (latest && number == 0)
    {
        return *latest;
    }
    if (latest && latest->number == 0 && !latest->isOver)
    {
        // Known by its four values alone until now.
        m_connections.SetNumber(*latest, number);
        return *latest;
    }
    HttpTraceConnection& added = m_connections.Add(tuple, number);
    Write(added);
    return added;
}

HttpTraceConnection&
HttpTraceDatabase::ResolveEnd(const HttpConnectionRecord& record)
{
    if (!record.isSource && record.connection != 0 && !m_connections.FindNumber(record.connection))
    {
        // Without segments, whose tags say what the source calls the connection, its destination
        // has given it a number of its own.
        HttpTraceConnection* latest = m_connections.Find(record.tuple);
        if (latest && latest->number != 0 && latest->source.isTold && !latest->destination.isTold)
        {
            m_connections.SetOtherNumber(*latest, record.connection);
            return *latest;
        }
    }
    return Resolve(record.connection, record.tuple);
}

void
HttpTraceDatabase::Write(const HttpTraceConnection& connection)
{
    const HttpFourTuple& tuple = connection.tuple;
    DescribeConnection(Append(HttpTraceTable::Connection),
                       connection,
                       m_addresses.Get(tuple.sourceAddress, tuple.isIpv6),
                       m_addresses.Get(tuple.destinationAddress, tuple.isIpv6));
}

void
HttpTraceDatabase::Add(const HttpFrameRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    const HttpFourTuple tuple = record.isClient ? HttpFourTuple::Make(record.local, record.remote)
                                                : HttpFourTuple::Make(record.remote, record.local);
    const uint64_t connection = Resolve(0, tuple).id;
    DescribeFrame(Append(HttpTraceTable::Http2Frame), record, connection);
}

void
HttpTraceDatabase::Add(const HttpConnectionRecord& record)
{
    if (!Wants(HttpTraceLevel::Messages))
    {
        return;
    }
    HttpTraceConnection& connection = ResolveEnd(record);
    if (record.connection == 0 || record.connection != connection.otherNumber)
    {
        connection.tuple = record.tuple;
        connection.incarnation = record.incarnation;
    }
    HttpTraceConnection::End& end = record.isSource ? connection.source : connection.destination;
    const HttpTraceConnection::End before = end;
    end = {true,
           record.opened,
           record.established,
           record.closed,
           GetHttpConnectionEndName(record.end)};
    if (!connection.isOver && IsOver(connection))
    {
        m_connections.End(connection);
    }
    if (!IsSame(before, end))
    {
        Write(connection);
    }
}

void
HttpTraceDatabase::Add(const HttpConnectionStateRecord& record)
{
    if (!Wants(HttpTraceLevel::Messages))
    {
        return;
    }
    const HttpFourTuple local = HttpFourTuple::Make(record.local, record.remote);
    uint64_t id = 0;
    if (record.newState != HttpConnectionState::Listen && local.destinationPort != 0)
    {
        const bool isOpening = record.newState == HttpConnectionState::SynSent;
        const bool isSource = isOpening || (record.newState != HttpConnectionState::SynReceived &&
                                            local.sourcePort > local.destinationPort);
        HttpTraceConnection* known = m_connections.Find(local);
        const bool isNew = !known || (isOpening && known->number == 0 && known->isOver);
        HttpTraceConnection& connection =
            isNew ? m_connections.Add(isSource ? local : local.Reversed(), 0) : *known;
        id = connection.id;
        if (connection.number == 0)
        {
            // No connection table tells of it; the states of its ends do.
            HttpTraceConnection::End& end =
                IsSource(connection, local) ? connection.source : connection.destination;
            end.opened = end.isTold ? end.opened : record.time;
            end.isTold = true;
            if (record.newState == HttpConnectionState::Established)
            {
                end.established = record.time;
            }
            if (record.newState == HttpConnectionState::Closed)
            {
                end.closed = record.time;
                end.how = GetHttpConnectionEndName(record.end);
            }
            if (!connection.isOver && IsOver(connection))
            {
                m_connections.End(connection);
            }
            Write(connection);
        }
    }
    if (Wants(HttpTraceLevel::Full))
    {
        DescribeConnectionState(Append(HttpTraceTable::ConnectionState), record, id);
    }
}

void
HttpTraceDatabase::Add(const HttpTcpStateRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    const HttpTraceConnection* connection = record.connection
                                                ? m_connections.FindNumber(record.connection)
                                                : m_connections.Find(record.tuple);
    DescribeTcpState(Append(HttpTraceTable::TcpState), record, connection ? connection->id : 0);
}

void
HttpTraceDatabase::Add(const HttpMessageRecord& record)
{
    if (!Wants(HttpTraceLevel::Messages))
    {
        return;
    }
    const bool isClient = record.isRequest == record.sent;
    const HttpFourTuple tuple = isClient ? HttpFourTuple::Make(record.local, record.remote)
                                         : HttpFourTuple::Make(record.remote, record.local);
    HttpTraceConnection* connection = &Resolve(0, tuple);
    if (isClient && record.isRequest && connection->number == 0 && record.streamBegin == 0 &&
        connection->hasRequest)
    {
        // A second first request: the four values were used again, and nobody told.
        connection = &m_connections.Add(tuple, 0);
        Write(*connection);
    }
    connection->hasRequest |= isClient && record.isRequest;
    HttpTraceMessages& messages = record.isRequest ? connection->requests : connection->responses;
    HttpTraceMessage& message = messages.Join(record, m_messages);
    if (record.transaction != 0)
    {
        message.transaction =
            m_transactions.Get(record.node, record.application, record.transaction);
    }

    // Most messages are told of by both ends soon, and then written once.
    if (message.isSentTold && message.isReceivedTold)
    {
        message.isWritten = true;
        Write(message, connection->id);
    }
    if (messages.HasPassed())
    {
        messages.WriteRest(
            [this, connection](const HttpTraceMessage& m) { Write(m, connection->id); });
    }
}

void
HttpTraceDatabase::Add(const HttpTlsRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    // The end that tells of a connection first may be either.
    const HttpFourTuple local = HttpFourTuple::Make(record.local, record.remote);
    const HttpTraceConnection* connection = m_connections.Find(local);
    DescribeTlsRecord(Append(HttpTraceTable::TlsRecord), record, connection ? connection->id : 0);
}

void
HttpTraceDatabase::WriteMessages(HttpTraceConnection& connection)
{
    for (HttpTraceMessages* messages : {&connection.requests, &connection.responses})
    {
        messages->WriteRest([this, &connection](const HttpTraceMessage& message) {
            Write(message, connection.id);
        });
    }
}

void
HttpTraceDatabase::Write(const HttpTraceMessage& message, uint64_t connection)
{
    m_content = message.contentKind;
    if (m_content == "pattern")
    {
        m_content += ":";
        m_content += std::to_string(message.contentSeed);
    }
    DescribeMessage(Append(HttpTraceTable::Message), message, connection, m_content);
    if (message.ranges.empty())
    {
        WriteRange(message.id, 0, message.streamBegin, message.streamEnd);
    }
    uint32_t place = 0;
    for (const auto& [begin, end] : message.ranges)
    {
        WriteRange(message.id, place++, begin, end);
    }
}

void
HttpTraceDatabase::WriteRange(uint64_t message, uint32_t place, uint64_t begin, uint64_t end)
{
    // A message may be written again when its second end tells of it: its ranges keep their ids.
    constexpr unsigned PLACES = 24;
    DescribeMessageRange(Append(HttpTraceTable::MessageRange),
                         (message << PLACES) + place,
                         message,
                         begin,
                         end);
}

void
HttpTraceDatabase::Add(const HttpTransactionRecord& record)
{
    if (!Wants(HttpTraceLevel::Messages))
    {
        return;
    }
    HttpTraceTransactionPlaces places;
    places.id = m_transactions.Get(record.node, record.application, record.id);
    places.page = m_pages.Get(record.node, record.application, record.page);
    places.initiator = m_transactions.Find(record.node, record.application, record.initiator);
    if (record.attempts > 0 && !record.local.IsInvalid() && !record.remote.IsInvalid())
    {
        HttpTraceConnection& connection =
            Resolve(0, HttpFourTuple::Make(record.local, record.remote));
        places.connection = connection.id;
        if (connection.number == 0 && !connection.source.isTold &&
            !record.connectEnd.IsStrictlyNegative())
        {
            // Nobody tells of connections; the client knows when it asked for this one.
            connection.source = {true, record.connectStart, record.connectEnd, Time(-1), ""};
            Write(connection);
        }
    }
    DescribeTransaction(Append(HttpTraceTable::HttpTransaction), record, places);
    m_transactions.End(record.node, record.application, record.id);
}

void
HttpTraceDatabase::Add(const HttpPageRecord& record)
{
    if (!Wants(HttpTraceLevel::Summary))
    {
        return;
    }
    DescribePage(Append(HttpTraceTable::Page),
                 record,
                 m_pages.Get(record.node, record.application, record.id));
    m_pages.End(record.node, record.application, record.id);
}

} // namespace ns3
