/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The observers on whole simulations: what must hold whatever happens between two hosts.
/// Expected values follow from the applications (bytes that a transfer has) and from each other.

#include "trace-scenario.h"

#include "ns3/http-wire-ip.h"
#include "ns3/http-wire-tcp.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// A scenario and what must occur in it
struct Trouble
{
    const char* name;
    std::function<void(TraceScenario&)> set;
    const char* drop; //!< a reason for which something must be dropped, or null
    bool hasFragments;
    bool hasRetransmissions;
};

const std::vector<Trouble> TROUBLES = {
    {"none", [](TraceScenario&) {}, nullptr, false, false},
    {"loss", [](TraceScenario& s) { s.loss = 0.03; }, "device: receive error", false, true},
    // A selective acknowledgment that comes late stops ns-3's own socket where it has assertions.
    {"reordering",
     [](TraceScenario& s) {
         s.isReordering = true;
         s.factory = http_test::GetTestSocketFactory(true).GetName();
     },
     nullptr,
     false,
     true},
    {"fragments", [](TraceScenario& s) { s.mtu = 576; }, nullptr, true, false},
    {"fragments and loss",
     [](TraceScenario& s) {
         s.mtu = 576;
         s.loss = 0.01;
     },
     "device: receive error",
     true,
     true},
    {"a short queue disc",
     [](TraceScenario& s) {
         s.queue = "5p";
         s.bytes = 1000000;
     },
     "queue disc: Queue disc limit exceeded",
     false,
     true},
    {"a short device queue",
     [](TraceScenario& s) {
         s.queue = "5p";
         s.hasQueueDiscs = false;
         s.hasFlowControl = false;
         s.bytes = 1000000;
     },
     "device: not queued",
     false,
     true},
    {"a device queue that is stopped",
     [](TraceScenario& s) {
         s.queue = "5p";
         s.hasQueueDiscs = false;
         s.bytes = 1000000;
     },
     "traffic control: device queue stopped",
     false,
     true},
    {"IPv6", [](TraceScenario& s) { s.isIpv6 = true; }, nullptr, true, false},
    {"IPv6 and loss",
     [](TraceScenario& s) {
         s.isIpv6 = true;
         s.loss = 0.02;
     },
     "device: receive error",
     true,
     true},
    {"IPv6 and a small MTU",
     [](TraceScenario& s) {
         s.isIpv6 = true;
         s.mtu = 1280;
     },
     "ip: packet too big",
     true,
     true},
};

/// Identity of a packet or fragment on its way: transmission and place of the fragment
using Piece = std::pair<uint64_t, uint32_t>;

/// @brief Whether a drop was seen before the packet was received. @param packet it
/// @return true if so
bool
IsLostBeforeIp(const RecordKeeper::Packet& packet)
{
    return packet.ownReason == "device: receive error";
}

/// @brief Whether a segment's checksum is that of its header and data, which are zeros here; 0 is
/// as good a checksum as others, and one in 65536 segments has it.
/// @param g the segment @return true if so
bool
HasRightChecksum(const RecordKeeper::Segment& g)
{
    wire::IpHeader ip;
    ip.version = g.tuple.isIpv6 ? 6 : 4;
    ip.source = g.tuple.sourceAddress;
    ip.destination = g.tuple.destinationAddress;
    wire::TcpHeader header;
    header.sourcePort = g.tuple.sourcePort;
    header.destinationPort = g.tuple.destinationPort;
    header.sequence = g.sequenceNumber;
    header.acknowledgment = g.acknowledgmentNumber;
    header.headerLength = g.headerLength;
    header.reserved = g.reserved;
    header.flags = g.flags;
    header.window = g.window;
    header.checksum = g.checksum;
    header.urgentPointer = g.urgentPointer;
    std::vector<uint8_t> bytes(g.headerLength + g.payloadBytes);
    header.Write(bytes.data());
    std::copy(g.ownOptions.begin(), g.ownOptions.end(), bytes.begin() + wire::TCP_HEADER_LEAST);
    return wire::GetTcpChecksum(ip, bytes.data(), bytes.size()) == 0;
}

/// @brief A stretch of a stream, merged. @param ranges begin and end of each
/// @return the bytes from 0 to the first gap
uint64_t
GetUnion(std::vector<std::pair<int64_t, int64_t>> ranges)
{
    std::sort(ranges.begin(), ranges.end());
    int64_t end = 0;
    for (const auto& range : ranges)
    {
        if (range.first > end)
        {
            break;
        }
        end = std::max(end, range.second);
    }
    return end;
}

/// The states of each end of a connection, by node and four values
using Lives = std::map<std::string, std::string>;

/// @brief Adds a transition. @param record it @param lives where to
void
AddToLife(const HttpConnectionStateRecord& record, Lives& lives)
{
    const auto key = HttpFourTuple::Make(record.local, record.remote);
    if (key.destinationPort == 0)
    {
        return; // a listening socket
    }
    std::ostringstream transition;
    transition << " " << record.time.GetNanoSeconds() << " "
               << GetHttpConnectionStateName(record.newState);
    lives[FormatHttpEndpoint(key.sourceAddress, key.isIpv6, key.sourcePort) + " " +
          FormatHttpEndpoint(key.destinationAddress, key.isIpv6, key.destinationPort)] +=
        transition.str();
}

/// A table without sockets that is shown the segments of a node again
class Shadow
{
  public:
    Shadow(const std::vector<RecordKeeper::Segment>& segments, uint32_t node)
        : m_table(CreateObject<HttpFourTupleTable>())
    {
        const auto stand = CreateObject<Node>();
        const auto observer = CreateObject<HttpConnectionStateObserver>();
        m_table->SetAttribute("TimeWait", TimeValue(Seconds(60)));
        stand->AggregateObject(observer);
        stand->AggregateObject(m_table);
        observer->TraceConnectWithoutContext("ConnectionState",
                                             MakeCallback(&Shadow::TakeState, this));
        for (const auto& segment : segments)
        {
            if (segment.node == node)
            {
                Simulator::Schedule(segment.time, &Shadow::Show, this, &segment);
            }
        }
        Simulator::Stop(Seconds(400));
        Simulator::Run();
        m_table->Flush();
        Simulator::Destroy();
    }

    std::vector<HttpConnectionStateRecord> states; //!< what it concludes

  private:
    void Show(const RecordKeeper::Segment* segment)
    {
        HttpSegmentRecord record = *segment;
        record.sent ? m_table->ObserveSent(record) : m_table->ObserveReceived(record, nullptr);
    }

    void TakeState(const HttpConnectionStateRecord& record)
    {
        states.push_back(record);
    }

    Ptr<HttpFourTupleTable> m_table; //!< the table
};

/// A life without the moments that only the socket knows: a close is called before its FIN can
/// leave, and TIME_WAIT ends with a tick of the host's clock.
std::string
WithoutOwnTimes(const std::string& life)
{
    std::istringstream words(life);
    std::string result;
    std::string time;
    for (std::string state; words >> time >> state;)
    {
        const bool isOwn = state == "FIN-WAIT-1" || state == "LAST-ACK" || state == "CLOSED";
        result += (isOwn ? "" : time + " ") + state + " ";
    }
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(observers)

BOOST_AUTO_TEST_CASE(nothing_is_lost_unseen)
{
    for (const Trouble& trouble : TROUBLES)
    {
        BOOST_TEST_CONTEXT(trouble.name)
        {
            TraceScenario s;
            trouble.set(s);
            if (!s.hasQueueDiscs && !TraceScenario::TellsEveryDrop())
            {
                continue;
            }
            s.Run();
            BOOST_TEST(s.received == s.GetTotal());

            // Every hop: each piece that a node gets on its way ends somewhere, and only there.
            // Two counts: +1 into the network or out of a router, -1 into IP of the next node or
            // a drop below IP. A fragment of a router is a new piece of the same transmission.
            std::map<std::pair<uint32_t, Piece>, int> onLink;
            std::set<std::string> reasons;
            bool hasFragments = false;
            for (const auto& p : s.kept.packets)
            {
                hasFragments = hasFragments || p.isFragment;
                if (p.event == HttpPacketEvent::Drop)
                {
                    reasons.insert(p.ownReason);
                }
                if (p.transmission == 0)
                {
                    continue;
                }
                const Piece piece(p.transmission, p.fragmentOffset);
                // A link is named by the way and its lower end: 0-1, 1-2, 2-3.
                const bool isOnward = p.transmission < 1000000000000;
                const auto link = [&](bool isEntering) {
                    const uint32_t other =
                        isOnward ? p.node + (isEntering ? 1 : -1) : p.node + (isEntering ? -1 : 1);
                    return std::min(p.node, other);
                };
                switch (p.event)
                {
                case HttpPacketEvent::Tx:
                case HttpPacketEvent::Forward:
                    onLink[{link(true), piece}]++;
                    break;
                case HttpPacketEvent::Rx:
                    onLink[{link(false), piece}]--;
                    break;
                case HttpPacketEvent::Drop:
                    if (p.ownReason.compare(0, 4, "ip: ") != 0)
                    {
                        onLink[{link(!IsLostBeforeIp(p)), piece}]--;
                    }
                    break;
                }
            }
            int wrong = 0;
            for (const auto& item : onLink)
            {
                wrong += item.second != 0;
            }
            BOOST_TEST(wrong == 0);
            BOOST_TEST(hasFragments == (trouble.hasFragments && s.IsCut()));
            if (trouble.drop != nullptr)
            {
                BOOST_TEST(reasons.count(trouble.drop) == 1U, "no " << trouble.drop);
            }

            // Routers: bytes of payload in = bytes out + dropped by IP, for each transmission.
            for (uint32_t node : {1U, 2U})
            {
                std::map<uint64_t, int64_t> balance;
                for (const auto& p : s.kept.packets)
                {
                    if (p.node != node || p.transmission == 0)
                    {
                        continue;
                    }
                    const uint32_t ip = p.version == 4 ? 20 : (p.isFragment ? 48 : 40);
                    const int64_t payload = p.totalLength - ip;
                    const bool isIpDrop =
                        p.event == HttpPacketEvent::Drop && p.ownReason.compare(0, 4, "ip: ") == 0;
                    balance[p.transmission] += p.event == HttpPacketEvent::Rx        ? payload
                                               : p.event == HttpPacketEvent::Forward ? -payload
                                               : isIpDrop                            ? -payload
                                                                                     : 0;
                }
                int unequal = 0;
                for (const auto& item : balance)
                {
                    unequal += item.second != 0;
                }
                BOOST_TEST(unequal == 0, "router " << node);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(segments_cover_the_stream)
{
    for (const Trouble& trouble : TROUBLES)
    {
        BOOST_TEST_CONTEXT(trouble.name)
        {
            TraceScenario s;
            trouble.set(s);
            if (!s.hasQueueDiscs && !TraceScenario::TellsEveryDrop())
            {
                continue;
            }
            s.Run();
            using Ranges = std::vector<std::pair<int64_t, int64_t>>;
            std::map<std::pair<uint64_t, bool>, Ranges> ranges;
            std::map<uint64_t, uint64_t> first;
            std::map<uint64_t, const RecordKeeper::Segment*> sent;
            bool hasRetransmissions = false;
            for (const auto& g : s.kept.segments)
            {
                BOOST_REQUIRE(g.connection != 0U);
                BOOST_REQUIRE(g.incarnation == 1U);
                BOOST_REQUIRE(g.transmission != 0U);
                // A duplicate that comes when the connection has ended here has no place in it.
                const bool hasPlace = g.streamBegin >= 0;
                BOOST_REQUIRE((hasPlace || (!g.sent && g.retransmission)));
                if (g.sent)
                {
                    BOOST_REQUIRE(sent.emplace(g.transmission, &g).second);
                    // The data segments of the opening end, ignoring empty ones.
                    hasRetransmissions = hasRetransmissions || g.retransmission;
                    if (g.payloadBytes > 0)
                    {
                        first[g.connection] += g.payloadBytes - g.retransmittedBytes;
                    }
                }
                else
                {
                    // A received segment is the sent one, field by field.
                    const auto i = sent.find(g.transmission);
                    BOOST_REQUIRE((i != sent.end()));
                    const auto& t = *i->second;
                    BOOST_REQUIRE(t.tuple == g.tuple);
                    BOOST_REQUIRE(t.connection == g.connection);
                    BOOST_REQUIRE(t.sequenceNumber == g.sequenceNumber);
                    BOOST_REQUIRE(t.acknowledgmentNumber == g.acknowledgmentNumber);
                    BOOST_REQUIRE(t.checksum == g.checksum);
                    BOOST_REQUIRE(HasRightChecksum(t));
                    BOOST_REQUIRE(t.ownOptions == g.ownOptions);
                    BOOST_REQUIRE(t.payloadBytes == g.payloadBytes);
                    BOOST_REQUIRE((t.streamBegin == g.streamBegin || !hasPlace));
                    BOOST_REQUIRE(t.retransmission == g.retransmission);
                    BOOST_REQUIRE(t.time < g.time);
                }
                if (g.payloadBytes > 0 && hasPlace)
                {
                    ranges[{g.connection, g.sent}].emplace_back(g.streamBegin,
                                                                g.streamBegin + g.payloadBytes);
                }
            }
            BOOST_TEST(ranges.size() == 2U * 2 * s.transfers);
            for (const auto& item : ranges)
            {
                BOOST_TEST(GetUnion(item.second) == s.bytes);
            }
            for (const auto& item : first)
            {
                BOOST_TEST(item.second == s.bytes);
            }
            BOOST_TEST((hasRetransmissions || !trouble.hasRetransmissions));
        }
    }
}

BOOST_AUTO_TEST_CASE(packets_carry_their_segment)
{
    // The header that a packet shows is its segment's, at every hop.
    TraceScenario s;
    s.mtu = 576;
    s.Run();
    std::map<uint64_t, const RecordKeeper::Segment*> sent;
    for (const auto& g : s.kept.segments)
    {
        if (g.sent)
        {
            sent[g.transmission] = &g;
        }
    }
    std::map<uint64_t, std::set<uint32_t>> nodes;
    for (const auto& p : s.kept.packets)
    {
        BOOST_REQUIRE((sent.count(p.transmission) == 1));
        const auto& g = *sent[p.transmission];
        nodes[p.transmission].insert(p.node);
        BOOST_REQUIRE(p.connection == g.connection);
        BOOST_REQUIRE((p.tcpOffset != 0) == (p.fragmentOffset == 0));
        if (p.tcpOffset != 0)
        {
            HttpSegmentRecord read;
            BOOST_REQUIRE(
                ReadTcpHeader(reinterpret_cast<const uint8_t*>(p.ownHeader.data()) + p.tcpOffset,
                              p.ownHeader.size() - p.tcpOffset,
                              g.headerLength + g.payloadBytes,
                              read));
            BOOST_REQUIRE(read.sequenceNumber == g.sequenceNumber);
            BOOST_REQUIRE(read.checksum == g.checksum);
            BOOST_REQUIRE(std::string(read.options) == g.ownOptions);
        }
    }
    for (const auto& item : nodes)
    {
        BOOST_REQUIRE(item.second.size() == 4U);
    }
}

BOOST_AUTO_TEST_CASE(a_closed_port)
{
    for (bool isIpv6 : {false, true})
    {
        TraceScenario s;
        s.isIpv6 = isIpv6;
        s.hasClosedPort = true;
        s.stop = 100;
        s.Run();
        // ns-3's own socket takes no notice of the reset and asks six times in all, at 2, 5, 11,
        // 23, 47, 95 s.
        const int asked = s.IsStock() ? 6 : 1;
        std::map<std::string, int> counts;
        for (const auto& g : s.kept.segments)
        {
            if (g.tuple.destinationPort == 81 || g.tuple.sourcePort == 81)
            {
                const std::string what = (g.flags & HttpTcpFlag::RST) ? "RST" : "SYN";
                counts[what + (g.sent ? " sent" : " received")]++;
                BOOST_TEST(g.connection != 0U);
                BOOST_TEST(g.transmission != 0U);
            }
        }
        for (const char* what : {"SYN sent", "SYN received", "RST sent", "RST received"})
        {
            BOOST_TEST(counts[what] == asked, what);
        }
        for (const auto& c : s.kept.connections)
        {
            if (c.tuple.destinationPort == 81)
            {
                BOOST_TEST(c.node == 0U);
                BOOST_TEST(c.incarnation == 1U);
                BOOST_TEST((c.end == HttpConnectionEnd::Refused || c.closed.IsStrictlyNegative()));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(both_hosts_tell_the_same_connection)
{
    TraceScenario s;
    s.loss = 0.02;
    s.Run();

    struct Ends
    {
        const HttpConnectionRecord* source = nullptr;
        const HttpConnectionRecord* destination = nullptr;
    };

    std::map<uint64_t, Ends> connections;
    for (const auto& c : s.kept.connections)
    {
        (c.isSource ? connections[c.connection].source : connections[c.connection].destination) =
            &c;
    }
    BOOST_TEST(connections.size() == 2U * s.transfers);
    for (const auto& item : connections)
    {
        const Ends& ends = item.second;
        BOOST_REQUIRE(ends.source);
        BOOST_REQUIRE(ends.destination);
        BOOST_TEST((ends.source->tuple == ends.destination->tuple));
        BOOST_TEST(ends.source->node != ends.destination->node);
        BOOST_TEST(ends.source->streamBytesSent == s.bytes);
        BOOST_TEST(ends.destination->streamBytesSent == 0U);
        BOOST_TEST(ends.source->opened < ends.destination->opened);
        BOOST_TEST(ends.source->established < ends.destination->established);
        for (const auto* end : {ends.source, ends.destination})
        {
            BOOST_TEST((end->end == HttpConnectionEnd::FullClose));
            BOOST_TEST(end->closed > end->established);
            BOOST_TEST(end->inferred == s.IsStock());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_sockets_tell)
{
    // Sockets that tell their states, against what a second table that hears no socket concludes
    // from the same segments.
    for (double loss : {0.0, 0.01, 0.03, 0.1})
    {
        BOOST_TEST_INFO_SCOPE("loss " << loss);
        TraceScenario s;
        s.factory = "ns3::HttpTcpSocketFactory";
        s.loss = loss;
        s.Run();
        BOOST_TEST(s.received == s.GetTotal());
        BOOST_TEST(s.kept.violations.empty());

        Lives told;
        for (const auto& r : s.kept.states)
        {
            BOOST_TEST(!r.inferred);
            AddToLife(r, told);
        }
        Lives concluded;
        for (uint32_t node : {0U, 3U})
        {
            Shadow shadow(s.kept.segments, node);
            for (const auto& r : shadow.states)
            {
                BOOST_TEST(r.inferred);
                AddToLife(r, concluded);
            }
        }
        BOOST_TEST(told.size() == 4U * s.transfers);
        BOOST_TEST(concluded.size() == told.size());
        for (const auto& item : told)
        {
            BOOST_TEST_INFO(item.first);
            BOOST_TEST(WithoutOwnTimes(concluded[item.first]) == WithoutOwnTimes(item.second));
        }
        for (const auto& c : s.kept.connections)
        {
            if (!c.closed.IsStrictlyNegative())
            {
                BOOST_TEST((c.end == HttpConnectionEnd::FullClose));
                BOOST_TEST(!c.inferred);
                BOOST_TEST(c.socket != 0U);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(filters)
{
    TraceScenario all;
    all.Run();

    TraceScenario some;
    some.observers.SetConnections("10.1.1.1:49154-*:80");
    some.Run();
    std::size_t expected = 0;
    for (const auto& g : all.kept.segments)
    {
        expected += (g.tuple.sourcePort == 49154 && g.node == 0 && g.sent) ||
                    (g.tuple.sourcePort == 49154 && g.node == 3 && !g.sent) ||
                    (g.tuple.destinationPort == 49154 && g.node == 0 && !g.sent) ||
                    (g.tuple.destinationPort == 49154 && g.node == 3 && g.sent);
    }
    BOOST_TEST(some.kept.segments.size() == expected);
    BOOST_TEST(some.kept.packets.size() == 3 * expected);
    for (const auto& c : some.kept.connections)
    {
        BOOST_TEST(c.tuple.sourcePort == 49154);
    }

    // A window opens on connections that are known from before.
    TraceScenario window;
    window.observers.SetWindow(Seconds(1.1), Seconds(1.2));
    window.Run();
    expected = 0;
    for (const auto& g : all.kept.segments)
    {
        expected += g.time >= Seconds(1.1) && g.time < Seconds(1.2);
    }
    BOOST_TEST(expected > 0U);
    BOOST_TEST(window.kept.segments.size() == expected);
    for (const auto& g : window.kept.segments)
    {
        BOOST_TEST(g.connection != 0U);
        BOOST_TEST(g.streamBegin >= 0);
    }

    TraceScenario none;
    none.observers.SetLevel(HttpTraceLevel::Summary);
    none.Run();
    BOOST_TEST(none.kept.segments.empty());
    BOOST_TEST(none.kept.packets.empty());
    BOOST_TEST(none.received == none.GetTotal());
}

BOOST_AUTO_TEST_CASE(tcp_state)
{
    // Whoever makes the sockets, and over both versions of IP.
    const std::vector<std::pair<std::string, bool>> cases = {{"ns3::TcpSocketFactory", false},
                                                             {"ns3::TcpSocketFactory", true},
                                                             {"ns3::HttpTcpSocketFactory", false},
                                                             {"ns3::HttpTcpSocketFactory", true}};
    for (const auto& c : cases)
    {
        BOOST_TEST_INFO_SCOPE(c.first << " IPv6 " << c.second);
        TraceScenario s;
        s.loss = 0.03;
        s.factory = c.first;
        s.isIpv6 = c.second;
        s.Run();
        std::map<std::pair<uint64_t, uint32_t>, std::vector<HttpTcpStateRecord>> ends;
        std::set<std::string> states;
        for (const auto& r : s.kept.tcpStates)
        {
            BOOST_REQUIRE(r.connection != 0U);
            auto& end = ends[{r.connection, r.node}];
            if (!end.empty())
            {
                BOOST_REQUIRE(end.back().time < r.time);
            }
            end.push_back(r);
            states.insert(r.congestionState);
        }
        // Both ends of each connection, the accepting one included.
        BOOST_TEST(ends.size() == 2U * 2 * s.transfers);
        for (const auto& item : ends)
        {
            // Initial window of ten segments (RFC 6928, ns-3's default).
            // The MTU less the headers, with IPv6 20 bytes less on ours, which asks the path.
            const bool isOwn = c.first != "ns3::TcpSocketFactory";
            const uint32_t segment = c.second && isOwn ? 1428 : 1448;
            BOOST_TEST(item.second.front().congestionWindow == 10U * segment);
        }
        BOOST_TEST(states.count("open") == 1U);
        BOOST_TEST(states.count("recovery") == 1U);

        // What is in flight is what was sent and not acknowledged, with its loss thought of.
        for (const auto& item : ends)
        {
            for (const auto& r : item.second)
            {
                BOOST_TEST(r.bytesInFlight <= s.bytes);
            }
            BOOST_TEST(item.second.back().bytesInFlight <= 1448U);
        }
    }
}

BOOST_AUTO_TEST_CASE(queues)
{
    TraceScenario s;
    s.queue = "5p";
    s.bytes = 1000000;
    s.Run();
    uint32_t highest = 0;
    std::map<std::pair<uint32_t, std::pair<uint32_t, std::string>>, HttpQueueRecord> last;
    for (const auto& r : s.kept.queues)
    {
        auto& before = last[{r.node, {r.interface, r.queue}}];
        BOOST_REQUIRE((before.packets != r.packets || before.bytes != r.bytes));
        BOOST_REQUIRE((before.time <= r.time));
        BOOST_REQUIRE((r.packets == 0) == (r.bytes == 0));
        before = r;
        if (r.queue == std::string("queue-disc") && (r.node == 1 || r.node == 2))
        {
            highest = std::max(highest, r.packets);
        }
    }
    BOOST_TEST(highest == 5U);
    for (const auto& item : last)
    {
        BOOST_TEST(item.second.packets == 0U);
    }
}

BOOST_AUTO_TEST_CASE(the_run_is_the_same_with_observers)
{
    // Same seed, same rows; and no more events of the simulation than without observers.
    TraceScenario full;
    full.loss = 0.02;
    full.Run();
    TraceScenario again;
    again.loss = 0.02;
    again.Run();
    BOOST_REQUIRE(full.kept.segments.size() == again.kept.segments.size());
    for (std::size_t i = 0; i < full.kept.segments.size(); i++)
    {
        BOOST_REQUIRE(full.kept.segments[i].time == again.kept.segments[i].time);
        BOOST_REQUIRE(full.kept.segments[i].transmission == again.kept.segments[i].transmission);
        BOOST_REQUIRE(full.kept.segments[i].checksum == again.kept.segments[i].checksum);
    }
    BOOST_REQUIRE(full.kept.packets.size() == again.kept.packets.size());

    TraceScenario without;
    without.loss = 0.02;
    without.observers.SetLevel(HttpTraceLevel::None);
    without.Run();
    BOOST_TEST(without.events == full.events);
    BOOST_TEST(without.received == full.received);
}

BOOST_AUTO_TEST_SUITE_END()
