/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-segment.h"

#include "ns3/tcp-header.h"

#include <algorithm>
#include <array>

namespace ns3
{

namespace
{

constexpr uint32_t FIXED_HEADER = 20;     //!< bytes of a header without options
constexpr uint32_t MAXIMUM_HEADER = 60;   //!< bytes of the longest header
constexpr uint32_t SACK_HEADER = 2;       //!< bytes of a SACK option before its blocks
constexpr uint32_t SACK_BLOCK = 8;        //!< bytes of a block in it
constexpr uint8_t MOST_WINDOW_SHIFT = 14; //!< RFC 7323, section 2.3

/// Kinds of options (RFC 9293, section 3.2; RFC 7323; RFC 2018)
enum OptionKind : uint8_t
{
    END = 0,
    NO_OPERATION = 1,
    MAXIMUM_SEGMENT_SIZE = 2,
    WINDOW_SCALE = 3,
    SACK_PERMITTED = 4,
    SACK = 5,
    TIMESTAMPS = 8,
};

uint16_t
ReadU16(const uint8_t* bytes)
{
    return static_cast<uint16_t>(bytes[0] << 8 | bytes[1]);
}

uint32_t
ReadU32(const uint8_t* bytes)
{
    return static_cast<uint32_t>(ReadU16(bytes)) << 16 | ReadU16(bytes + 2);
}

/// Whether an option of this kind may have this length.
bool
IsLengthRight(uint8_t kind, uint8_t length)
{
    switch (kind)
    {
    case MAXIMUM_SEGMENT_SIZE:
        return length == 4;
    case WINDOW_SCALE:
        return length == 3;
    case SACK_PERMITTED:
        return length == 2;
    case SACK:
        return length >= 10 && (length - 2) % 8 == 0;
    case TIMESTAMPS:
        return length == 10;
    default:
        return length >= 2;
    }
}

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
        const uint32_t left = ReadU32(block) - unacknowledged;
        const uint32_t right = ReadU32(block + 4) - unacknowledged;
        if (0 < left && left < right && right <= sent)
        {
            kept = std::copy_n(block, SACK_BLOCK, kept);
        }
    }
    const bool isStrange = kept != end;
    option[1] = static_cast<uint8_t>(kept - option);
    std::fill(option[1] == SACK_HEADER ? option : kept, end, NO_OPERATION);
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
    std::array<uint8_t, MAXIMUM_HEADER> bytes;
    const uint32_t size = packet->GetSize();
    const uint32_t available = packet->CopyData(bytes.data(), MAXIMUM_HEADER);
    if (available < FIXED_HEADER)
    {
        return "header cut short";
    }
    headerLength = static_cast<uint8_t>((bytes[12] >> 4) * 4);
    if (headerLength < FIXED_HEADER)
    {
        return "header length below 20";
    }
    if (headerLength > available)
    {
        return "header length beyond the segment";
    }
    sourcePort = ReadU16(&bytes[0]);
    destinationPort = ReadU16(&bytes[2]);
    sequence = SequenceNumber32(ReadU32(&bytes[4]));
    acknowledgment = SequenceNumber32(ReadU32(&bytes[8]));
    flags = bytes[13];
    window = ReadU16(&bytes[14]);
    length = size - headerLength;
    maximumSegmentSize = 0;
    wideShift = 0;
    sacks = 0;
    hasTimestamps = false;
    timestamp = 0;
    return ReadOptions(&bytes[FIXED_HEADER], headerLength - FIXED_HEADER);
}

Ptr<Packet>
HttpTcpSegment::Conform(Ptr<Packet> packet,
                        SequenceNumber32 unacknowledged,
                        SequenceNumber32 end) const
{
    uint8_t header[MAXIMUM_HEADER];
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
        header[wideShift] = MOST_WINDOW_SHIFT;
    }
    const Ptr<Packet> other = Create<Packet>(header, headerLength);
    other->AddAtEnd(packet->CreateFragment(headerLength, length));
    return other;
}

const char*
HttpTcpSegment::ReadOptions(const uint8_t* bytes, uint32_t size)
{
    uint32_t seen = 0;
    for (uint32_t i = 0; i < size;)
    {
        const uint8_t kind = bytes[i];
        if (kind == END)
        {
            break;
        }
        if (kind == NO_OPERATION)
        {
            ++i;
            continue;
        }
        if (i + 1 >= size)
        {
            return "option without a length";
        }
        const uint8_t optionLength = bytes[i + 1];
        if (!IsLengthRight(kind, optionLength))
        {
            return "option of a wrong length";
        }
        if (i + optionLength > size)
        {
            return "option beyond the header";
        }
        if (kind <= TIMESTAMPS)
        {
            if (seen & (1U << kind))
            {
                return "option twice";
            }
            seen |= 1U << kind;
        }
        if (kind == MAXIMUM_SEGMENT_SIZE)
        {
            maximumSegmentSize = ReadU16(&bytes[i + 2]);
        }
        else if (kind == WINDOW_SCALE && bytes[i + 2] > MOST_WINDOW_SHIFT)
        {
            wideShift = static_cast<uint8_t>(FIXED_HEADER + i + 2);
        }
        else if (kind == SACK)
        {
            sacks = static_cast<uint8_t>(FIXED_HEADER + i);
        }
        else if (kind == TIMESTAMPS)
        {
            hasTimestamps = true;
            timestamp = ReadU32(&bytes[i + 2]);
        }
        i += optionLength;
    }
    return nullptr;
}

} // namespace ns3
