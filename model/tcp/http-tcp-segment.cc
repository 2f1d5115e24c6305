/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-segment.h"

#include "ns3/http-wire-bytes.h"
#include "ns3/http-wire-tcp.h"
#include "ns3/tcp-header.h"

#include <algorithm>
#include <array>

namespace ns3
{

namespace
{

constexpr uint32_t SACK_HEADER = 2; //!< bytes of a SACK option before its blocks
constexpr uint32_t SACK_BLOCK = 8;  //!< bytes of a block in it

/**
 * Takes out of a SACK option the blocks that do not fit; the bytes that this leaves do nothing.
 * @param option the option
 * @param unacknowledged SND.UNA
 * @param sent sequence numbers from SND.UNA to the highest sent
 * @return whether there was one
 */
bool
LimitSacks(uint8_t* option, uint32_t unacknowledged, uint32_t sent)
{
    uint8_t* const end = option + option[1];
    uint8_t* kept = option + SACK_HEADER;
    for (const uint8_t* block = kept; block != end; block += SACK_BLOCK)
    {
        const uint32_t left = wire::Read32(block) - unacknowledged;
        const uint32_t right = wire::Read32(block + 4) - unacknowledged;
        if (0 < left && left < right && right <= sent)
        {
            kept = std::copy_n(block, SACK_BLOCK, kept);
        }
    }
    const bool isStrange = kept != end;
    option[1] = static_cast<uint8_t>(kept - option);
    std::fill(option[1] == SACK_HEADER ? option : kept, end, wire::TCP_OPTION_NO_OPERATION);
    return isStrange;
}

} // namespace

uint32_t
HttpTcpSegment::GetSequenceLength() const
{
    return length + (Has(TcpHeader::SYN) ? 1 : 0) + (Has(TcpHeader::FIN) ? 1 : 0);
}

const char*
HttpTcpSegment::Read(Ptr<const Packet> packet)
{
    std::array<uint8_t, wire::TCP_HEADER_MOST> bytes;
    const uint32_t size = packet->GetSize();
    const uint32_t available = packet->CopyData(bytes.data(), bytes.size());
    wire::TcpHeader header;
    if (!header.Read(bytes.data(), available))
    {
        return "header cut short";
    }
    headerLength = header.headerLength;
    if (headerLength < wire::TCP_HEADER_LEAST)
    {
        return "header length below 20";
    }
    if (headerLength > available)
    {
        return "header length beyond the segment";
    }
    sourcePort = header.sourcePort;
    destinationPort = header.destinationPort;
    sequence = SequenceNumber32(header.sequence);
    acknowledgment = SequenceNumber32(header.acknowledgment);
    flags = header.flags;
    window = header.window;
    length = size - headerLength;
    return ReadOptions(&bytes[wire::TCP_HEADER_LEAST], headerLength - wire::TCP_HEADER_LEAST);
}

Ptr<Packet>
HttpTcpSegment::Conform(Ptr<Packet> packet,
                        SequenceNumber32 unacknowledged,
                        SequenceNumber32 end) const
{
    uint8_t header[wire::TCP_HEADER_MOST];
    packet->CopyData(header, headerLength);
    const uint32_t sent = unacknowledged < end ? end.GetValue() - unacknowledged.GetValue() : 0;
    const bool hasStrangeSacks =
        sacks != 0 && LimitSacks(header + sacks, unacknowledged.GetValue(), sent);
    if (wideShift == 0 && !hasStrangeSacks)
    {
        return packet;
    }
    if (wideShift != 0)
    {
        header[wideShift] = wire::WINDOW_SHIFT_MOST;
    }
    const Ptr<Packet> other = Create<Packet>(header, headerLength);
    other->AddAtEnd(packet->CreateFragment(headerLength, length));
    return other;
}

const char*
HttpTcpSegment::ReadOptions(const uint8_t* bytes, uint32_t size)
{
    if (const char* const error = options.Read(bytes, size))
    {
        return error;
    }
    maximumSegmentSize = options.maximumSegmentSize;
    hasTimestamps = options.hasTimestamps;
    timestamp = options.timestamp;
    wideShift = 0;
    sacks = 0;
    wire::TcpOptionReader reader(bytes, size);
    for (wire::TcpOption option; reader.Next(option) && option.kind != wire::TCP_OPTION_END;)
    {
        const auto place = static_cast<uint8_t>(wire::TCP_HEADER_LEAST + (option.bytes - bytes));
        if (option.kind == wire::TCP_OPTION_WINDOW_SCALE &&
            options.windowShift > wire::WINDOW_SHIFT_MOST)
        {
            wideShift = place + 2;
        }
        else if (option.kind == wire::TCP_OPTION_SACK)
        {
            sacks = place;
        }
    }
    return nullptr;
}

} // namespace ns3
