/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-chunk-reader.h"

#include <algorithm>
#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3::http;
using namespace std::string_literals;

namespace
{

/// @brief A chunked message and what it reads as.
struct ChunkVector
{
    std::string text;   //!< the bytes
    std::string result; //!< "data | trailers" if complete, "more" or "bad STATUS"
};

std::ostream&
operator<<(std::ostream& stream, const ChunkVector& vector)
{
    for (const char c : vector.text.substr(0, 60))
    {
        if (c >= ' ' && c <= '~')
        {
            stream << c;
        }
        else
        {
            stream << "\\x"
                   << "0123456789abcdef"[(c >> 4) & 15] << "0123456789abcdef"[c & 15];
        }
    }
    return stream;
}

constexpr uint32_t MAX_BYTES = 100;

/// RFC 9112, section 7.1, unless another is named.
const std::array CHUNKS{
    ChunkVector{"0\r\n\r\n", "|"},
    ChunkVector{"5\r\nhello\r\n0\r\n\r\n", "hello|"},
    ChunkVector{"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world|"},
    ChunkVector{"A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789|"},
    ChunkVector{"0005\r\nhello\r\n000\r\n\r\n", "hello|"},
    // Data may be anything, line ends included.
    ChunkVector{"7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n", "\r\n0\r\n\r\n|"},
    // Extensions, section 7.1.1: ignored, white space before the semicolon is allowed.
    ChunkVector{"5;a\r\nhello\r\n0;b=c\r\n\r\n", "hello|"},
    ChunkVector{"5;a=\"b;\\\"c\" ; d = e\r\nhello\r\n0\r\n\r\n", "hello|"},
    ChunkVector{"5 ;a\r\nhello\r\n0\t;\r\n\r\n", "hello|"},
    ChunkVector{"5 \r\nhello\r\n0\r\n\r\n", "bad 400"},
    ChunkVector{"5;a\rb\r\nhello\r\n0\r\n\r\n", "bad 400"},
    ChunkVector{"5;a\nhello\r\n0\r\n\r\n", "bad 400"},
    ChunkVector{"5;\0\r\nhello\r\n0\r\n\r\n"s, "bad 400"},
    ChunkVector{"5;" + std::string(99, 'a') + "\r\nhello\r\n0\r\n\r\n", "hello|"},
    ChunkVector{"5;" + std::string(100, 'a') + "\r\nhello\r\n0\r\n\r\n", "bad 400"},
    // The extensions of all chunks together.
    ChunkVector{"1;" + std::string(60, 'a') + "\r\nx\r\n1;" + std::string(60, 'a') + "\r\n",
                "bad 400"},
    // Sizes.
    ChunkVector{"", "more"},
    ChunkVector{"5", "more"},
    ChunkVector{"\r\n", "bad 400"},
    ChunkVector{"g\r\n", "bad 400"},
    ChunkVector{"-1\r\n", "bad 400"},
    ChunkVector{"+1\r\n", "bad 400"},
    ChunkVector{"0x5\r\nhello\r\n0\r\n\r\n", "bad 400"},
    ChunkVector{" 5\r\nhello\r\n0\r\n\r\n", "bad 400"},
    ChunkVector{"5_\r\nhello\r\n0\r\n\r\n", "bad 400"},
    ChunkVector{"ffffffffffffffff\r\nx", "more"},
    ChunkVector{"10000000000000000\r\nx", "bad 400"},
    ChunkVector{"00000000000000005\r\nhello", "bad 400"},
    // Line ends are CRLF and nothing else (RFC 9112, section 2.2).
    ChunkVector{"5\nhello\n0\n\n", "bad 400"},
    ChunkVector{"5\r\r\nhello", "bad 400"},
    ChunkVector{"5\r\nhello0\r\n\r\n", "bad 400"},
    ChunkVector{"5\r\nhelloX\r\n0\r\n\r\n", "bad 400"},
    ChunkVector{"5\r\nhello\n0\r\n\r\n", "bad 400"},
    ChunkVector{"5\r\nhello\r0\r\n\r\n", "bad 400"},
    ChunkVector{"5\r\nhello\r\n0\r\n\n", "bad 400"},
    ChunkVector{"5\r\nhello\r\n0\r\n\rX", "bad 400"},
    ChunkVector{"5\r\nhello\r\n0\r\n", "more"},
    // Trailers, section 7.1.2.
    ChunkVector{"0\r\nA: b\r\n\r\n", "|A=b;"},
    ChunkVector{"1\r\nx\r\n0\r\nA: b\r\nLonger-Name:  c d \r\n\r\n", "x|A=b;Longer-Name=c d;"},
    ChunkVector{"0\r\nA:\r\n\r\n", "|A=;"},
    ChunkVector{"0\r\nA b\r\n\r\n", "bad 400"},
    ChunkVector{"0\r\nA : b\r\n\r\n", "bad 400"},
    ChunkVector{"0\r\n: b\r\n\r\n", "bad 400"},
    ChunkVector{"0\r\n A: b\r\n\r\n", "bad 400"},
    ChunkVector{"0\r\nA: b\r\n c\r\n\r\n", "bad 400"},
    ChunkVector{"0\r\nA: b\n\r\n", "bad 400"},
    ChunkVector{"0\r\nA: b\rc\r\n\r\n", "bad 400"},
    ChunkVector{"0\r\nA: \0\r\n\r\n"s, "bad 400"},
    ChunkVector{"0\r\nA: " + std::string(97, 'x') + "\r\n\r\n", "|A=" + std::string(97, 'x') + ";"},
    ChunkVector{"0\r\nA: " + std::string(98, 'x') + "\r\n\r\n", "bad 431"},
};

/// @brief Reads a text in pieces.
class Reading
{
  public:
    /// @brief Nothing read yet.
    Reading()
    {
        m_reader.Start(MAX_BYTES);
    }

    /// @brief Reads a piece; bytes after the end of the message stay. @param piece the piece
    void Read(std::string_view piece)
    {
        while (!piece.empty())
        {
            std::size_t taken = 0;
            if (m_reader.GetNeed() == ChunkReader::Need::Text)
            {
                taken = m_reader.ReadText(piece);
            }
            else if (m_reader.GetNeed() == ChunkReader::Need::Data)
            {
                taken = static_cast<std::size_t>(
                    std::min<uint64_t>(piece.size(), m_reader.GetDataLeft()));
                m_data += piece.substr(0, taken);
                m_reader.TakeData(taken);
            }
            if (taken == 0)
            {
                m_rest += piece;
                return;
            }
            piece.remove_prefix(taken);
        }
    }

    /// @brief What was read. @return in the form of ChunkVector::result
    std::string GetResult() const
    {
        switch (m_reader.GetNeed())
        {
        case ChunkReader::Need::Bad:
            return "bad " + std::to_string(m_reader.GetStatus());
        case ChunkReader::Need::None:
            break;
        default:
            return "more";
        }
        std::string result = m_data + "|";
        const Fields& trailers = m_reader.GetTrailers();
        for (std::size_t i = 0; i < trailers.GetSize(); ++i)
        {
            const auto line = trailers.GetLine(i);
            result += std::string(line.name) + "=" + std::string(line.value) + ";";
        }
        return result;
    }

    /// @brief Bytes that were not taken. @return them
    const std::string& GetRest() const
    {
        return m_rest;
    }

  private:
    ChunkReader m_reader; //!< the reader
    std::string m_data;   //!< data read
    std::string m_rest;   //!< what it did not take
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpChunkReader)

BOOST_DATA_TEST_CASE(Whole, CHUNKS)
{
    Reading reading;
    reading.Read(sample.text);
    BOOST_TEST(reading.GetResult() == sample.result);
}

BOOST_DATA_TEST_CASE(ByteByByte, CHUNKS)
{
    Reading reading;
    for (const char c : sample.text)
    {
        reading.Read({&c, 1});
    }
    BOOST_TEST(reading.GetResult() == sample.result);
}

BOOST_DATA_TEST_CASE(SplitEverywhere, CHUNKS)
{
    const std::string_view text = sample.text;
    for (std::size_t i = 0; i <= text.size(); ++i)
    {
        Reading reading;
        reading.Read(text.substr(0, i));
        reading.Read(text.substr(i));
        BOOST_TEST(reading.GetResult() == sample.result, "split at " << i);
    }
}

BOOST_DATA_TEST_CASE(BytesBehindAreLeft, CHUNKS)
{
    if (sample.result.find('|') == std::string::npos)
    {
        return;
    }
    Reading reading;
    reading.Read(sample.text + "GET / HTTP/1.1\r\n");
    BOOST_TEST(reading.GetResult() == sample.result);
    BOOST_TEST(reading.GetRest() == "GET / HTTP/1.1\r\n");
}

BOOST_AUTO_TEST_CASE(StartsAnew)
{
    ChunkReader reader;
    BOOST_TEST((reader.GetNeed() == ChunkReader::Need::None));
    reader.Start(MAX_BYTES);
    BOOST_TEST(reader.ReadText("zz") == 1);
    BOOST_TEST((reader.GetNeed() == ChunkReader::Need::Bad));
    BOOST_TEST(std::string(reader.GetProblem()) != "");
    reader.Start(MAX_BYTES);
    BOOST_TEST(reader.ReadText("0\r\na:b\r\n\r\nx") == 10);
    BOOST_TEST((reader.GetNeed() == ChunkReader::Need::None));
    BOOST_TEST(reader.GetTrailers().GetSize() == 1);
    BOOST_TEST(reader.ReleaseTrailers().GetSize() == 1);
    BOOST_TEST(reader.GetTrailers().GetSize() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
