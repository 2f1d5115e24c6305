/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-wire-tcp.h"

#include "http-wire-bytes.h"

#include <iterator>

namespace ns3
{
namespace wire
{

namespace
{

constexpr uint8_t SACK_HEADER = 2; //!< bytes of a SACK option before its blocks
constexpr uint8_t SACK_BLOCK = 8;  //!< bytes of a block in it

/// Bytes of the options that always have so many, by their kind; 0 for the others.
constexpr uint8_t LENGTHS[] = {0, 0, 4, 3, 2, 0, 0, 0, 10};

/// Whether an option of this kind may have this length.
bool
IsLengthRight(uint8_t kind, size_t length)
{
    if (kind == TCP_OPTION_SACK)
    {
        return length >= SACK_HEADER + SACK_BLOCK && (length - SACK_HEADER) % SACK_BLOCK == 0;
    }
    const size_t fixed = kind < std::size(LENGTHS) ? LENGTHS[kind] : 0;
    return fixed > 0 ? length == fixed : length >= 2;
}

/// Takes the value of an option that is well formed.
void
TakeOption(const TcpOption& option, TcpOptions& options)
{
    const uint8_t* const value = option.bytes + 2;
    switch (option.kind)
    {
    case TCP_OPTION_SEGMENT_SIZE:
        options.maximumSegmentSize = Read16(value);
        break;
    case TCP_OPTION_WINDOW_SCALE:
        options.hasWindowScale = true;
        options.windowShift = *value;
        break;
    case TCP_OPTION_SACK_PERMITTED:
        options.sackPermitted = true;
        break;
    case TCP_OPTION_SACK:
        options.sackCount = static_cast<uint8_t>((option.size - SACK_HEADER) / SACK_BLOCK);
        for (uint8_t i = 0; i < options.sackCount; ++i)
        {
            options.sacks[i] = {Read32(value + i * SACK_BLOCK), Read32(value + i * SACK_BLOCK + 4)};
        }
        break;
    case TCP_OPTION_TIMESTAMPS:
        options.hasTimestamps = true;
        options.timestamp = Read32(value);
        options.echo = Read32(value + 4);
        break;
    default:
        break;
    }
}

} // namespace

bool
TcpHeader::Read(const uint8_t* bytes, size_t available)
{
    if (available < TCP_HEADER_LEAST)
    {
        return false;
    }
    sourcePort = Read16(bytes);
    destinationPort = Read16(bytes + 2);
    sequence = Read32(bytes + 4);
    acknowledgment = Read32(bytes + 8);
    headerLength = static_cast<uint8_t>(bytes[12] >> 4 << 2);
    reserved = bytes[12] & 0x0f;
    flags = bytes[13];
    window = Read16(bytes + 14);
    checksum = Read16(bytes + 16);
    urgentPointer = Read16(bytes + 18);
    return true;
}

void
TcpHeader::Write(uint8_t* bytes) const
{
    bytes = Write16(bytes, sourcePort);
    bytes = Write16(bytes, destinationPort);
    bytes = Write32(bytes, sequence);
    bytes = Write32(bytes, acknowledgment);
    *bytes++ = static_cast<uint8_t>(headerLength >> 2 << 4 | (reserved & 0x0f));
    *bytes++ = flags;
    bytes = Write16(bytes, window);
    bytes = Write16(bytes, checksum);
    Write16(bytes, urgentPointer);
}

const char*
TcpOptions::Read(const uint8_t* bytes, size_t size)
{
    *this = TcpOptions();
    TcpOptionReader reader(bytes, size);
    TcpOption option;
    uint32_t seen = 0;
    while (reader.Next(option) && option.kind != TCP_OPTION_END)
    {
        if (reader.GetError())
        {
            return reader.GetError();
        }
        if (option.kind == TCP_OPTION_NO_OPERATION)
        {
            continue;
        }
        if (option.kind <= TCP_OPTION_TIMESTAMPS)
        {
            if (seen >> option.kind & 1)
            {
                return "option twice";
            }
            seen |= 1U << option.kind;
        }
        TakeOption(option, *this);
    }
    return nullptr;
}

size_t
TcpOptions::GetSize() const
{
    // Timestamps leave two bytes, which SACK-permitted takes where both are told.
    const size_t sackPermittedSize = sackPermitted && !hasTimestamps ? 4 : 0;
    const size_t sackSize = sackCount > 0 ? 2 + SACK_HEADER + sackCount * SACK_BLOCK : 0;
    return (maximumSegmentSize > 0 ? 4 : 0) + (hasTimestamps ? 12 : 0) + sackPermittedSize +
           (hasWindowScale ? 4 : 0) + sackSize;
}

uint8_t*
TcpOptions::Write(uint8_t* bytes) const
{
    uint8_t* const begin = bytes;
    if (maximumSegmentSize > 0)
    {
        bytes = Write16(bytes, TCP_OPTION_SEGMENT_SIZE << 8 | 4);
        bytes = Write16(bytes, maximumSegmentSize);
    }
    if (sackPermitted)
    {
        bytes = Write16(bytes, TCP_OPTION_SACK_PERMITTED << 8 | 2);
    }
    if (hasTimestamps)
    {
        bytes = Write16(bytes, TCP_OPTION_TIMESTAMPS << 8 | 10);
        bytes = Write32(bytes, timestamp);
        bytes = Write32(bytes, echo);
    }
    if (hasWindowScale)
    {
        bytes = Write16(bytes, TCP_OPTION_WINDOW_SCALE << 8 | 3);
        *bytes++ = windowShift;
    }
    if (sackCount > 0)
    {
        *bytes++ = TCP_OPTION_SACK;
        *bytes++ = static_cast<uint8_t>(SACK_HEADER + sackCount * SACK_BLOCK);
        for (uint8_t i = 0; i < sackCount; ++i)
        {
            bytes = Write32(bytes, sacks[i].begin);
            bytes = Write32(bytes, sacks[i].end);
        }
    }
    while ((bytes - begin) % 4 != 0)
    {
        *bytes++ = TCP_OPTION_END;
    }
    return bytes;
}

TcpOptionReader::TcpOptionReader(const uint8_t* bytes, size_t size)
    : m_next(bytes),
      m_end(bytes + size)
{
}

bool
TcpOptionReader::Next(TcpOption& option)
{
    if (m_next == m_end)
    {
        return false;
    }
    const size_t left = m_end - m_next;
    option = {*m_next, m_next, 1};
    if (option.kind != TCP_OPTION_END && option.kind != TCP_OPTION_NO_OPERATION)
    {
        option.size = left;
        if (left < 2)
        {
            m_error = "option without a length";
        }
        else if (!IsLengthRight(option.kind, m_next[1]))
        {
            m_error = "option of a wrong length";
        }
        else if (m_next[1] > left)
        {
            m_error = "option beyond the header";
        }
        else
        {
            option.size = m_next[1];
        }
    }
    m_next += option.size;
    return true;
}

const char*
TcpOptionReader::GetError() const
{
    return m_error;
}

size_t
WriteTcpHeader(const TcpHeader& header, const TcpOptions& options, uint8_t* bytes)
{
    TcpHeader whole = header;
    const uint8_t* const end = options.Write(bytes + TCP_HEADER_LEAST);
    whole.headerLength = static_cast<uint8_t>(end - bytes);
    whole.Write(bytes);
    return whole.headerLength;
}

} // namespace wire
} // namespace ns3
