/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-chunk-reader.h"

#include "ns3/http-text.h"

#include <utility>

namespace ns3
{
namespace http
{

namespace
{

/// Digits of the largest size that a chunk may announce: 2^64 - 1.
constexpr uint8_t MAX_SIZE_DIGITS = 16;

} // namespace

void
ChunkReader::Start(uint32_t maxBytes)
{
    m_left = 0;
    m_trailers.reset();
    m_problem = "";
    m_maxBytes = maxBytes;
    m_bytes = 0;
    m_status = 0;
    m_digits = 0;
    m_state = State::FirstDigit;
}

ChunkReader::Need
ChunkReader::GetNeed() const
{
    switch (m_state)
    {
    case State::Data:
        return Need::Data;
    case State::Complete:
        return Need::None;
    case State::Bad:
        return Need::Bad;
    default:
        return Need::Text;
    }
}

std::size_t
ChunkReader::ReadText(std::string_view bytes)
{
    std::size_t read = 0;
    while (read < bytes.size() && GetNeed() == Need::Text)
    {
        ReadByte(bytes[read]);
        ++read;
    }
    return read;
}

void
ChunkReader::ReadByte(char c)
{
    switch (m_state)
    {
    case State::FirstDigit:
        m_left = 0;
        m_digits = 0;
        if (ReadDigit(c))
        {
            m_state = State::Digits;
            return;
        }
        Fail("a chunk without a size");
        return;
    case State::Digits:
        if (ReadDigit(c))
        {
            return;
        }
        ReadExtensionByte(c);
        return;
    case State::BlankAfter:
    case State::Extension:
        ReadExtensionByte(c);
        return;
    case State::SizeLf:
        Expect(c, '\n', m_left > 0 ? State::Data : State::TrailerFirst);
        m_bytes = m_state == State::TrailerFirst ? 0 : m_bytes;
        return;
    case State::DataCr:
        Expect(c, '\r', State::DataLf);
        return;
    case State::DataLf:
        Expect(c, '\n', State::FirstDigit);
        return;
    case State::TrailerFirst:
    case State::TrailerLine:
        ReadTrailerByte(c);
        return;
    case State::TrailerLf:
        Expect(c, '\n', State::TrailerFirst);
        EndTrailerLine();
        return;
    case State::EndLf:
        Expect(c, '\n', State::Complete);
        return;
    case State::Data:
    case State::Complete:
    case State::Bad:
        return;
    }
}

bool
ChunkReader::ReadDigit(char c)
{
    const int value = HttpGetHexValue(c);
    if (value < 0)
    {
        return false;
    }
    if (m_digits == MAX_SIZE_DIGITS)
    {
        Fail("a chunk size with too many digits");
        return true;
    }
    ++m_digits;
    m_left = m_left * 16 + static_cast<uint64_t>(value);
    return true;
}

void
ChunkReader::ReadExtensionByte(char c)
{
    if (c == '\r')
    {
        // White space is allowed before an extension only (RFC 9112, section 7.1.1).
        if (m_state == State::BlankAfter)
        {
            Fail("white space after a chunk size");
            return;
        }
        m_state = State::SizeLf;
        return;
    }
    if (!CountByte())
    {
        Fail("chunk extensions that are too long");
        return;
    }
    if (m_state == State::Extension)
    {
        if (!IsFieldText({&c, 1}))
        {
            Fail("a chunk extension with a control character");
        }
        return;
    }
    if (c == ';')
    {
        m_state = State::Extension;
    }
    else if (c == ' ' || c == '\t')
    {
        m_state = State::BlankAfter;
    }
    else
    {
        Fail("a chunk size that is not hexadecimal");
    }
}

void
ChunkReader::ReadTrailerByte(char c)
{
    if (c == '\r')
    {
        m_state = m_state == State::TrailerFirst ? State::EndLf : State::TrailerLf;
        return;
    }
    if (!CountByte())
    {
        Fail("a trailer section that is too long", 431);
        return;
    }
    if (!IsFieldText({&c, 1}))
    {
        Fail("a trailer line with a control character");
        return;
    }
    if (!m_trailers)
    {
        m_trailers = std::make_unique<TrailerSection>();
    }
    m_trailers->line.push_back(c);
    m_state = State::TrailerLine;
}

void
ChunkReader::EndTrailerLine()
{
    if (m_state == State::Bad)
    {
        return;
    }
    const std::string_view line = m_trailers->line;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos ||
        !m_trailers->fields.Add(line.substr(0, colon), line.substr(colon + 1)))
    {
        Fail("a trailer line that is not a field line");
    }
    m_trailers->line.clear();
}

void
ChunkReader::Expect(char c, char wanted, State next)
{
    if (c == wanted)
    {
        m_state = next;
        return;
    }
    Fail("a line of the chunked coding that does not end with CRLF");
}

bool
ChunkReader::CountByte()
{
    ++m_bytes;
    return m_bytes <= m_maxBytes;
}

void
ChunkReader::Fail(const char* problem, uint16_t status)
{
    m_state = State::Bad;
    m_problem = problem;
    m_status = status;
}

uint64_t
ChunkReader::GetDataLeft() const
{
    return m_state == State::Data ? m_left : 0;
}

void
ChunkReader::TakeData(uint64_t bytes)
{
    if (m_state != State::Data || bytes > m_left)
    {
        return;
    }
    m_left -= bytes;
    if (m_left == 0)
    {
        m_state = State::DataCr;
    }
}

const Fields&
ChunkReader::GetTrailers() const
{
    static const Fields NONE;
    return m_trailers ? m_trailers->fields : NONE;
}

Fields
ChunkReader::ReleaseTrailers()
{
    Fields fields;
    if (m_trailers)
    {
        fields = std::move(m_trailers->fields);
        m_trailers.reset();
    }
    return fields;
}

const char*
ChunkReader::GetProblem() const
{
    return m_problem;
}

uint16_t
ChunkReader::GetStatus() const
{
    return m_status;
}

} // namespace http
} // namespace ns3
