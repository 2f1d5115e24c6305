/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What of a peer's options ns-3 gets to see.

#include "ns3/http-tcp-segment.h"
#include "ns3/packet.h"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace ns3;

namespace tcp_test
{

namespace
{

using Bytes = std::vector<uint8_t>;

/// The options as they come and as ns-3 gets them; 100 to 1099 are on the way, around the wrap too.
struct Row
{
    const char* name;      //!< what comes
    Bytes options;         //!< options, whole words
    Bytes conformed;       //!< what ns-3 gets; empty for the same packet
    uint32_t base = 100;   //!< SND.UNA
    int32_t length = 1000; //!< sequence numbers sent from there on
};

// RFC 7323, section 2.3, for the shift; RFC 2018, sections 3 and 4, for the blocks: the bytes just
// below a block have not arrived, so that none begins at SND.UNA.
const Row ROWS[] = {
    {"no options", {}, {}},
    {"a shift of 14", {3, 3, 14, 0}, {}},
    {"a shift of 15", {3, 3, 15, 0}, {3, 3, 14, 0}},
    {"a shift of 255 behind an MSS", {2, 4, 5, 180, 1, 3, 3, 255}, {2, 4, 5, 180, 1, 3, 3, 14}},
    {"all but the first byte", {1, 1, 5, 10, 0, 0, 0, 101, 0, 0, 4, 76}, {}},
    {"the first byte, too",
     {1, 1, 5, 10, 0, 0, 0, 100, 0, 0, 4, 76},
     {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
    {"one more than was sent",
     {1, 1, 5, 10, 0, 0, 0, 101, 0, 0, 4, 77},
     {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
    {"a duplicate (RFC 2883), then a block",
     {1, 1, 5, 18, 0, 0, 0, 50, 0, 0, 0, 100, 0, 0, 1, 0, 0, 0, 2, 0},
     {1, 1, 5, 10, 0, 0, 1, 0, 0, 0, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1}},
    {"a block, then its ends exchanged, then an empty one",
     {1, 1, 5, 26, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0},
     {1, 1, 5, 10, 0, 0, 1, 0, 0, 0, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
    {"nothing is on the way",
     {1, 1, 5, 10, 0, 0, 1, 0, 0, 0, 2, 0},
     {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
     100,
     0},
    {"an acknowledged FIN, which ns-3 does not count as sent",
     {1, 1, 5, 10, 0, 0, 1, 0, 0, 0, 2, 0},
     {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
     100,
     -1},
    {"across the wrap", {1, 1, 5, 10, 255, 255, 255, 255, 0, 0, 1, 0}, {}, 0xfffffff0, 1000},
    {"from half the numbers away",
     {1, 1, 5, 10, 128, 0, 0, 99, 0, 0, 0, 98},
     {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
    {"both, with data's timestamps between",
     {3, 3, 15, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2},
     {3, 3, 14, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
};

Ptr<Packet>
MakeSegment(const Bytes& options)
{
    Bytes bytes(20);
    bytes[12] = static_cast<uint8_t>((5 + options.size() / 4) << 4);
    bytes.insert(bytes.end(), options.begin(), options.end());
    bytes.insert(bytes.end(), {'d', 'a', 't', 'a'});
    return Create<Packet>(bytes.data(), static_cast<uint32_t>(bytes.size()));
}

Bytes
Read(Ptr<const Packet> packet)
{
    Bytes bytes(packet->GetSize());
    packet->CopyData(bytes.data(), packet->GetSize());
    return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_segment)

BOOST_AUTO_TEST_CASE(options_that_ns3_must_not_see)
{
    for (const Row& row : ROWS)
    {
        const Ptr<Packet> packet = MakeSegment(row.options);
        const Bytes before = Read(packet);
        HttpTcpSegment segment;
        BOOST_TEST_CONTEXT(row.name)
        {
            BOOST_TEST_REQUIRE(segment.Read(packet) == nullptr);
            const SequenceNumber32 unacknowledged(row.base);
            const Ptr<Packet> conformed =
                segment.Conform(packet, unacknowledged, unacknowledged + row.length);
            const bool isSame = row.conformed.empty();
            BOOST_TEST((conformed == packet) == isSame);
            const Bytes is = Read(conformed);
            const Bytes expected = isSame ? before : Read(MakeSegment(row.conformed));
            BOOST_TEST(is == expected, boost::test_tools::per_element());
            BOOST_TEST(Read(packet) == before, boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
