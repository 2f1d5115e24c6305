/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-four-tuple-table.h"

#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"

#include <algorithm>
#include <iomanip>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpFourTupleTable);

namespace
{

/// Numbers of connections and transmissions of a node start behind this times the node's id.
constexpr uint64_t NUMBERS_PER_NODE = 1'000'000'000'000;

constexpr uint8_t SYN_ACK = HttpTcpFlag::SYN | HttpTcpFlag::ACK;

} // namespace

TypeId
HttpFourTupleTable::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpFourTupleTable")
            .SetParent<HttpObserver>()
            .SetGroupName("Http")
            .AddConstructor<HttpFourTupleTable>()
            .AddAttribute("TimeWait",
                          "How long TIME-WAIT is taken to last where no socket tells its end; zero "
                          "for twice the default of ns3::TcpSocketBase::MaxSegLifetime.",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&HttpFourTupleTable::m_timeWait),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("Silence",
                          "A connection that waits for an acknowledgment and sends nothing for "
                          "this long is taken to have timed out.",
                          TimeValue(Seconds(200)),
                          MakeTimeAccessor(&HttpFourTupleTable::m_silence),
                          MakeTimeChecker(Seconds(1)))
            .AddTraceSource("Connection",
                            "A connection of this host was opened, was established or has ended.",
                            MakeTraceSourceAccessor(&HttpFourTupleTable::m_connection),
                            "ns3::HttpConnectionRecord::TracedCallback")
            .AddTraceSource("Violation",
                            "A live connection whose four values are used for another one.",
                            MakeTraceSourceAccessor(&HttpFourTupleTable::m_violation),
                            "ns3::HttpConnectionRecord::TracedCallback");
    return tid;
}

HttpFourTupleTable::HttpFourTupleTable() = default;

void
HttpFourTupleTable::NotifyNewAggregate()
{
    if (m_states == nullptr)
    {
        m_states = GetObject<HttpConnectionStateObserver>();
        if (m_states)
        {
            m_states->TraceConnectWithoutContext("ConnectionState",
                                                 MakeCallback(&HttpFourTupleTable::TakeTold, this));
        }
    }
    HttpObserver::NotifyNewAggregate();
}

void
HttpFourTupleTable::DoDispose()
{
    Flush();
    if (m_states)
    {
        m_states->TraceDisconnectWithoutContext("ConnectionState",
                                                MakeCallback(&HttpFourTupleTable::TakeTold, this));
        m_states = nullptr;
    }
    m_entries.clear();
    m_listener = MakeNullCallback<void, const HttpConnectionRecord&>();
    HttpObserver::DoDispose();
}

HttpFourTupleTable::Entry*
HttpFourTupleTable::FindEntry(const HttpFourTuple& key)
{
    const auto i = m_entries.find(key);
    return i == m_entries.end() ? nullptr : &i->second;
}

HttpFourTupleTable::Entry&
HttpFourTupleTable::Insert(const HttpFourTuple& key)
{
    NS_ASSERT(FindEntry(key) == nullptr);
    Entry& entry = m_entries[key];
    entry.key = key;
    return entry;
}

HttpFourTupleTable::Entry&
HttpFourTupleTable::Insert(const HttpFourTuple& key, uint64_t connection, uint32_t incarnation)
{
    Entry& entry = Insert(key);
    entry.connection = connection ? connection : uint64_t{m_nodeId} * NUMBERS_PER_NODE + ++m_opened;
    entry.incarnation = incarnation ? incarnation : ++m_incarnations[key];
    return entry;
}

void
HttpFourTupleTable::ObserveSent(HttpSegmentRecord& record)
{
    Advance(record.time);
    const bool hasSyn = record.flags & HttpTcpFlag::SYN;
    const bool hasReset = record.flags & HttpTcpFlag::RST;
    Entry* entry = hasSyn ? ((record.flags & HttpTcpFlag::ACK) ? &TakeSynAckSent(record)
                                                               : &TakeSynSent(record))
                          : FindEntry(record.tuple);
    if (entry == nullptr)
    {
        if (m_lastReceived.key == record.tuple && m_lastReceived.time == record.time)
        {
            record.connection = m_lastReceived.connection;
            record.incarnation = m_lastReceived.incarnation;
        }
        return;
    }

    const auto range = entry->sent.Add(record.sequenceNumber,
                                       record.payloadBytes,
                                       hasSyn,
                                       record.flags & HttpTcpFlag::FIN);
    record.connection = entry->connection;
    record.incarnation = entry->incarnation;
    record.streamBegin = std::max<int64_t>(range.stream, HttpSequenceSpace::NONE);
    record.retransmission = range.isSeen;
    record.retransmittedBytes = range.seenBytes;
    entry->segmentsSent++;
    entry->retransmittedBytes += range.seenBytes;
    if (record.flags & HttpTcpFlag::ACK)
    {
        entry->received.Acknowledge(record.acknowledgmentNumber);
    }
    if (range.isNew || range.isSeen)
    {
        entry->lastSent = record.time;
        if (entry->deadline.IsStrictlyNegative())
        {
            Watch(*entry, record.time + m_silence);
        }
    }
    if (entry->isFinRepeated && !entry->isTold)
    {
        // The peer's FIN, come again, is answered, and TIME-WAIT begins anew (RFC 9293, section
        // 3.10.7.4). ns-3's own sockets do not answer it.
        entry->isFinRepeated = false;
        Watch(*entry, record.time + GetTimeWait());
    }
    if (hasReset && entry->state == HttpConnectionState::Listen && !entry->isTold)
    {
        // Nobody listens; there never was a connection at this end.
        m_entries.erase(record.tuple);
    }
    else if (hasReset)
    {
        entry->end = HttpConnectionEnd::Aborted;
        Conclude(*entry, HttpConnectionSign::Reset, record.time);
    }
    else if (range.isFirstFin)
    {
        Conclude(*entry, HttpConnectionSign::FinSent, record.time);
    }
}

HttpFourTupleTable::Entry&
HttpFourTupleTable::TakeSynSent(const HttpSegmentRecord& record)
{
    Entry* entry = FindEntry(record.tuple);
    if (entry && entry->IsLive())
    {
        const bool isBefore = entry->state == HttpConnectionState::SynSent ||
                              entry->state == HttpConnectionState::SynReceived;
        const bool isSame =
            !entry->sent.IsKnown() || entry->sent.GetInitialNumber() == record.sequenceNumber;
        if (!isBefore || !isSame)
        {
            Violate(*entry, "a SYN was sent for four values that are in use");
            Replace(*entry, record.time);
            entry = nullptr;
        }
    }
    else if (entry)
    {
        // What was refused and is asked for again is the same connection; its socket goes on.
        const bool isAgain = entry->end == HttpConnectionEnd::Refused &&
                             entry->sent.GetInitialNumber() == record.sequenceNumber;
        if (!isAgain)
        {
            Replace(*entry, record.time);
            entry = nullptr;
        }
    }
    if (entry == nullptr)
    {
        entry = &Insert(record.tuple, 0, 0);
        entry->isSource = true;
    }
    entry->end = HttpConnectionEnd::None;
    if (!entry->sent.IsKnown())
    {
        entry->sent.Start(record.sequenceNumber);
    }
    Conclude(*entry, HttpConnectionSign::SynSent, record.time);
    return *entry;
}

HttpFourTupleTable::Entry&
HttpFourTupleTable::TakeSynAckSent(const HttpSegmentRecord& record)
{
    Entry* entry = FindEntry(record.tuple);
    uint64_t connection = 0;
    uint32_t incarnation = 0;
    if (entry && entry->state > HttpConnectionState::SynReceived)
    {
        // Only TIME-WAIT may be left for a new connection (RFC 9293, section 3.10.7.4).
        if (entry->IsLive())
        {
            Violate(*entry, "a SYN|ACK was sent for four values that are in use");
        }
        connection = entry->nextConnection;
        incarnation = entry->nextIncarnation;
        Replace(*entry, record.time);
        entry = nullptr;
    }
    if (entry == nullptr)
    {
        entry = &Insert(record.tuple, connection, incarnation);
        entry->state = HttpConnectionState::Listen;
    }
    if (!entry->sent.IsKnown())
    {
        entry->sent.Start(record.sequenceNumber);
    }
    if (!entry->received.IsKnown())
    {
        entry->received.Start(record.acknowledgmentNumber - 1);
        entry->received.Add(record.acknowledgmentNumber - 1, 0, true, false);
    }
    Conclude(*entry, HttpConnectionSign::SynAckSent, record.time);
    return *entry;
}

void
HttpFourTupleTable::ObserveReceived(HttpSegmentRecord& record, const HttpTransmission* tag)
{
    Advance(record.time);
    const HttpFourTuple key = record.tuple.Reversed();
    Entry* entry = FindEntry(key);
    if (tag)
    {
        record.connection = tag->connection;
        record.incarnation = tag->incarnation;
        record.retransmission = tag->retransmission != 0;
        record.lossProbe = tag->retransmission == 2;
        record.retransmittedBytes = tag->retransmittedBytes;
    }
    const bool hasSyn = record.flags & HttpTcpFlag::SYN;
    if ((record.flags & SYN_ACK) == HttpTcpFlag::SYN)
    {
        entry = TakeSynReceived(entry, key, record, tag);
    }
    else if (entry && hasSyn && !entry->received.IsKnown() &&
             record.acknowledgmentNumber == entry->sent.GetInitialNumber() + 1)
    {
        entry->received.Start(record.sequenceNumber);
    }
    const bool isStranger = tag && entry && tag->connection != 0 &&
                            tag->connection != entry->connection &&
                            entry->state == HttpConnectionState::TimeWait;
    if (entry && !isStranger)
    {
        const auto range = entry->received.Add(record.sequenceNumber,
                                               record.payloadBytes,
                                               hasSyn,
                                               record.flags & HttpTcpFlag::FIN);
        record.connection = entry->connection;
        record.incarnation = entry->incarnation;
        record.streamBegin = std::max<int64_t>(range.stream, HttpSequenceSpace::NONE);
        if (tag == nullptr)
        {
            record.retransmission = range.isSeen;
            record.retransmittedBytes = range.seenBytes;
        }
        entry->segmentsReceived++;
        entry->readsOn =
            entry->readsOn || (range.isNew && record.payloadBytes > 0 && entry->sent.HasFin());
        ConcludeReceived(*entry, record);
    }
    m_lastReceived.time = record.time;
    m_lastReceived.key = key;
    m_lastReceived.connection = record.connection;
    m_lastReceived.incarnation = record.incarnation;
}

HttpFourTupleTable::Entry*
HttpFourTupleTable::TakeSynReceived(Entry* entry,
                                    const HttpFourTuple& key,
                                    const HttpSegmentRecord& record,
                                    const HttpTransmission* tag)
{
    const uint64_t connection = tag ? tag->connection : 0;
    const uint32_t incarnation = tag ? tag->incarnation : 0;
    if (entry && entry->state == HttpConnectionState::TimeWait)
    {
        entry->nextConnection = connection;
        entry->nextIncarnation = incarnation;
        return nullptr;
    }
    if (entry && entry->IsLive())
    {
        if (!entry->received.IsKnown())
        {
            entry->received.Start(record.sequenceNumber);
        }
        return entry->received.GetInitialNumber() == record.sequenceNumber ? entry : nullptr;
    }
    const bool isSame = entry && entry->state == HttpConnectionState::Listen &&
                        entry->received.GetInitialNumber() == record.sequenceNumber &&
                        (connection == 0 || connection == entry->connection);
    if (!isSame)
    {
        if (entry)
        {
            Replace(*entry, record.time);
        }
        entry = &Insert(key, connection, incarnation);
        entry->state = HttpConnectionState::Listen;
        entry->received.Start(record.sequenceNumber);
    }
    entry->lastSent = record.time;
    if (entry->deadline.IsStrictlyNegative())
    {
        Watch(*entry, record.time + m_silence);
    }
    return entry;
}

HttpConnectionRecord
HttpFourTupleTable::Find(const HttpFourTuple& tuple) const
{
    const auto i = m_entries.find(tuple);
    return i == m_entries.end() ? HttpConnectionRecord() : i->second.MakeRecord(m_nodeId);
}

void
HttpFourTupleTable::SetListener(Callback<void, const HttpConnectionRecord&> listener)
{
    m_listener = listener;
}

std::size_t
HttpFourTupleTable::GetSize() const
{
    return m_entries.size();
}

uint64_t
HttpFourTupleTable::GetViolations() const
{
    return m_violations;
}

std::vector<HttpConnectionRecord>
HttpFourTupleTable::GetSnapshot()
{
    Advance(Simulator::Now());
    std::vector<HttpConnectionRecord> records;
    for (const auto& item : m_entries)
    {
        const Entry& entry = item.second;
        const bool isShown = entry.state == HttpConnectionState::Listen
                                 ? entry.isTold
                                 : entry.state != HttpConnectionState::Closed;
        if (isShown)
        {
            records.push_back(entry.MakeRecord(m_nodeId));
        }
    }
    std::sort(records.begin(),
              records.end(),
              [](const HttpConnectionRecord& a, const HttpConnectionRecord& b) {
                  return (a.isSource ? a.tuple : a.tuple.Reversed()) <
                         (b.isSource ? b.tuple : b.tuple.Reversed());
              });
    return records;
}

void
HttpFourTupleTable::Print(std::ostream& os)
{
    // The names of ss(8), in the order of HttpConnectionState.
    static constexpr std::array<const char*, 11> NAMES = {"UNCONN",
                                                          "LISTEN",
                                                          "SYN-SENT",
                                                          "SYN-RECV",
                                                          "ESTAB",
                                                          "FIN-WAIT-1",
                                                          "FIN-WAIT-2",
                                                          "CLOSE-WAIT",
                                                          "CLOSING",
                                                          "LAST-ACK",
                                                          "TIME-WAIT"};
    const auto line = [&os](const char* state,
                            const std::string& receive,
                            const std::string& send,
                            const std::string& local,
                            const std::string& peer) {
        os << std::left << std::setw(11) << state << std::setw(7) << receive << std::setw(7) << send
           << std::right << std::setw(24) << local << std::setw(24) << peer << "\n";
    };
    line("State", "Recv-Q", "Send-Q", "Local Address:Port", "Peer Address:Port");
    for (const HttpConnectionRecord& record : GetSnapshot())
    {
        const HttpFourTuple key = record.isSource ? record.tuple : record.tuple.Reversed();
        const Entry& entry = m_entries.at(key);
        const int64_t waiting =
            std::max<int64_t>(0, entry.sent.GetHighest() - entry.sent.GetAcknowledged());
        line(NAMES[static_cast<std::size_t>(record.state)],
             "-",
             std::to_string(waiting),
             FormatHttpEndpoint(key.sourceAddress, key.isIpv6, key.sourcePort),
             record.state == HttpConnectionState::Listen
                 ? (key.isIpv6 ? "[::]:*" : "0.0.0.0:*")
                 : FormatHttpEndpoint(key.destinationAddress, key.isIpv6, key.destinationPort));
    }
}

void
HttpFourTupleTable::Flush()
{
    Advance(Simulator::Now());
    TellPending();
    for (const HttpConnectionRecord& record : GetSnapshot())
    {
        if (!record.opened.IsStrictlyNegative())
        {
            Tell(record);
        }
    }
}

} // namespace ns3
