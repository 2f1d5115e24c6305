/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-frame.h"

#include <algorithm>

namespace ns3
{
namespace http
{

namespace
{

/// Names of frames by type; PRIORITY_UPDATE stands apart.
constexpr std::array<const char*, 13> FRAME_NAMES = {"DATA",
                                                     "HEADERS",
                                                     "PRIORITY",
                                                     "RST_STREAM",
                                                     "SETTINGS",
                                                     "PUSH_PROMISE",
                                                     "PING",
                                                     "GOAWAY",
                                                     "WINDOW_UPDATE",
                                                     "CONTINUATION",
                                                     "ALTSVC",
                                                     "UNKNOWN",
                                                     "ORIGIN"};

/// Type of PRIORITY_UPDATE (RFC 9218, section 7.1).
constexpr uint8_t PRIORITY_UPDATE = 0x10;

/// Names of errors by code.
constexpr std::array<const char*, 14> ERROR_NAMES = {"NO_ERROR",
                                                     "PROTOCOL_ERROR",
                                                     "INTERNAL_ERROR",
                                                     "FLOW_CONTROL_ERROR",
                                                     "SETTINGS_TIMEOUT",
                                                     "STREAM_CLOSED",
                                                     "FRAME_SIZE_ERROR",
                                                     "REFUSED_STREAM",
                                                     "CANCEL",
                                                     "COMPRESSION_ERROR",
                                                     "CONNECT_ERROR",
                                                     "ENHANCE_YOUR_CALM",
                                                     "INADEQUATE_SECURITY",
                                                     "HTTP_1_1_REQUIRED"};

} // namespace

uint32_t
ReadHttp2Number(std::string_view bytes)
{
    uint32_t number = 0;
    for (const char byte : bytes)
    {
        number = number << 8 | static_cast<unsigned char>(byte);
    }
    return number;
}

Http2FrameHeader
ReadHttp2FrameHeader(const char* bytes)
{
    Http2FrameHeader frame;
    frame.length = ReadHttp2Number({bytes, 3});
    frame.type = static_cast<uint8_t>(bytes[3]);
    frame.flags = static_cast<uint8_t>(bytes[4]);
    frame.stream = ReadHttp2Number({bytes + 5, 4}) & 0x7fffffff;
    return frame;
}

const char*
GetHttp2FrameName(uint8_t type)
{
    if (type == PRIORITY_UPDATE)
    {
        return "PRIORITY_UPDATE";
    }
    return type < FRAME_NAMES.size() ? FRAME_NAMES[type] : "UNKNOWN";
}

const char*
GetHttp2ErrorName(uint32_t code)
{
    return code < ERROR_NAMES.size() ? ERROR_NAMES[code] : "UNKNOWN_ERROR";
}

Http2FrameReader::Http2FrameReader(bool hasPreface)
    : m_part(hasPreface ? Part::Preface : Part::Header),
      m_left(hasPreface ? HTTP2_PREFACE.size() : HTTP2_FRAME_HEADER)
{
}

void
Http2FrameReader::Enter(Part part, uint64_t bytes)
{
    m_part = part;
    m_left = bytes;
    if (bytes == 0)
    {
        m_part = Part::Header;
        m_left = HTTP2_FRAME_HEADER;
    }
}

void
Http2FrameReader::BeginPayload()
{
    m_frame = ReadHttp2FrameHeader(m_header.data());
    m_headerSize = 0;
    m_padding = 0;
    const bool isData = m_frame.Is(Http2FrameType::Data);
    m_padLength = isData && (m_frame.flags & HTTP2_PADDED) != 0 && m_frame.length > 0;
    if (m_padLength)
    {
        Enter(Part::Payload, 1);
        return;
    }
    Enter(isData ? Part::Content : Part::Payload, m_frame.length);
}

void
Http2FrameReader::EndPart(char last)
{
    if (m_part == Part::Header)
    {
        BeginPayload();
    }
    else if (m_padLength)
    {
        // More padding than payload is an error of the connection: then nothing is content.
        m_padLength = false;
        const uint64_t rest = m_frame.length - 1;
        m_padding = std::min<uint64_t>(static_cast<unsigned char>(last), rest);
        const bool hasContent = rest > m_padding;
        Enter(hasContent ? Part::Content : Part::Payload, hasContent ? rest - m_padding : rest);
    }
    else if (m_part == Part::Content && m_padding > 0)
    {
        Enter(Part::Payload, m_padding);
    }
    else
    {
        Enter(Part::Header, HTTP2_FRAME_HEADER);
    }
}

void
Http2FrameReader::Take(std::string_view bytes)
{
    if (bytes.empty())
    {
        return;
    }
    if (m_part == Part::Header)
    {
        if (m_headerSize == 0)
        {
            m_frameBegin = m_position;
        }
        std::copy(bytes.begin(), bytes.end(), m_header.begin() + m_headerSize);
        m_headerSize = static_cast<uint8_t>(m_headerSize + bytes.size());
    }
    m_position += bytes.size();
    m_left -= bytes.size();
    if (m_left == 0)
    {
        EndPart(bytes.back());
    }
}

void
Http2FrameReader::TakeContent(uint64_t bytes)
{
    m_position += bytes;
    m_left -= bytes;
    if (m_left == 0)
    {
        EndPart(0);
    }
}

} // namespace http
} // namespace ns3
