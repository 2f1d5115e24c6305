/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-packet-anatomy.h"

#include "http-sequence.h"
#include "http-trace-error.h"

#include "ns3/http-four-tuple.h"
#include "ns3/http-wire-tcp.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

namespace
{

/// How a field's value is written.
enum class Show : uint8_t
{
    Number,   //!< as a number
    Words,    //!< as a number of 32-bit words and their bytes
    Units,    //!< as a number of 8-byte units and their bytes
    Checksum, //!< as a hexadecimal number
    Ipv4,     //!< as an IPv4 address
    Ipv6,     //!< as an IPv6 address
    Protocol, //!< as a number with the protocol's name
    IpFlags,  //!< as the flags that are set
    TcpFlags, //!< as the flags that are set
};

/// A field of a header.
struct Field
{
    const char* name; //!< name in its RFC
    uint8_t offset;   //!< first byte in the header
    uint8_t bytes;    //!< bytes that it lies in
    uint8_t shift;    //!< bits to its right in them
    uint32_t mask;    //!< its bits, after the shift
    Show show;        //!< how it is written
};

/// RFC 791, section 3.1.
constexpr std::array<Field, 13> IPV4 = {{
    {"version", 0, 1, 4, 0xf, Show::Number},
    {"header length", 0, 1, 0, 0xf, Show::Words},
    {"type of service", 1, 1, 0, 0xff, Show::Number},
    {"total length", 2, 2, 0, 0xffff, Show::Number},
    {"identification", 4, 2, 0, 0xffff, Show::Number},
    {"flags", 6, 2, 13, 0x7, Show::IpFlags},
    {"fragment offset", 6, 2, 0, 0x1fff, Show::Units},
    {"time to live", 8, 1, 0, 0xff, Show::Number},
    {"protocol", 9, 1, 0, 0xff, Show::Protocol},
    {"header checksum", 10, 2, 0, 0xffff, Show::Checksum},
    {"source", 12, 4, 0, 0, Show::Ipv4},
    {"destination", 16, 4, 0, 0, Show::Ipv4},
    {"", 0, 0, 0, 0, Show::Number},
}};

/// RFC 8200, section 3.
constexpr std::array<Field, 13> IPV6 = {{
    {"version", 0, 4, 28, 0xf, Show::Number},
    {"traffic class", 0, 4, 20, 0xff, Show::Number},
    {"flow label", 0, 4, 0, 0xfffff, Show::Number},
    {"payload length", 4, 2, 0, 0xffff, Show::Number},
    {"next header", 6, 1, 0, 0xff, Show::Protocol},
    {"hop limit", 7, 1, 0, 0xff, Show::Number},
    {"source", 8, 16, 0, 0, Show::Ipv6},
    {"destination", 24, 16, 0, 0, Show::Ipv6},
}};

/// RFC 8200, section 4.5.
constexpr std::array<Field, 13> FRAGMENT = {{
    {"next header", 0, 1, 0, 0xff, Show::Protocol},
    {"reserved", 1, 1, 0, 0xff, Show::Number},
    {"fragment offset", 2, 2, 3, 0x1fff, Show::Units},
    {"more fragments", 2, 2, 0, 0x1, Show::Number},
    {"identification", 4, 4, 0, 0xffffffff, Show::Number},
}};

/// RFC 9293, section 3.1.
constexpr std::array<Field, 13> TCP = {{
    {"source port", 0, 2, 0, 0xffff, Show::Number},
    {"destination port", 2, 2, 0, 0xffff, Show::Number},
    {"sequence number", 4, 4, 0, 0xffffffff, Show::Number},
    {"acknowledgment number", 8, 4, 0, 0xffffffff, Show::Number},
    {"header length", 12, 1, 4, 0xf, Show::Words},
    {"reserved", 12, 1, 0, 0xf, Show::Number},
    {"flags", 13, 1, 0, 0xff, Show::TcpFlags},
    {"window", 14, 2, 0, 0xffff, Show::Number},
    {"checksum", 16, 2, 0, 0xffff, Show::Checksum},
    {"urgent pointer", 18, 2, 0, 0xffff, Show::Number},
}};

/// @brief A number in network byte order. @param bytes its bytes @return the number
uint32_t
ReadNumber(std::string_view bytes)
{
    uint32_t number = 0;
    for (const char byte : bytes)
    {
        number = (number << 8) | static_cast<uint8_t>(byte);
    }
    return number;
}

/// @brief Bytes in hexadecimal. @param bytes the bytes @return two digits each, with blanks
std::string
ToHex(std::string_view bytes)
{
    std::string text;
    for (const char byte : bytes)
    {
        char digits[4];
        std::snprintf(digits, sizeof(digits), "%02x ", static_cast<uint8_t>(byte));
        text += digits;
    }
    return text.substr(0, text.empty() ? 0 : text.size() - 1);
}

/// @brief The names of the bits that are set. @param value the bits @param names from the lowest
/// @return the names, or "none"
template <std::size_t N>
std::string
ListBits(uint32_t value, const std::array<const char*, N>& names)
{
    std::string text;
    for (std::size_t i = N; i-- > 0;)
    {
        if (value >> i & 1)
        {
            text += (text.empty() ? "" : " ") + std::string(names[i]);
        }
    }
    return text.empty() ? "none" : text;
}

/// @brief An address as text. @param bytes 4 or 16 bytes @return the text
std::string
FormatAddress(std::string_view bytes)
{
    std::array<uint8_t, 16> address{};
    std::copy(bytes.begin(), bytes.end(), address.begin());
    return FormatHttpAddress(address, bytes.size() == 16);
}

/// @brief A field's value as text. @param field the field @param bytes its bytes @return the text
std::string
FormatValue(const Field& field, std::string_view bytes)
{
    const uint32_t value = ReadNumber(bytes) >> field.shift & field.mask;
    char checksum[8];
    switch (field.show)
    {
    case Show::Words:
        return std::to_string(value) + " (" + std::to_string(value * 4) + " bytes)";
    case Show::Units:
        return std::to_string(value) + " (" + std::to_string(value * 8) + " bytes)";
    case Show::Checksum:
        std::snprintf(checksum, sizeof(checksum), "0x%04x", value & 0xffff);
        return checksum;
    case Show::Ipv4:
    case Show::Ipv6:
        return FormatAddress(bytes);
    case Show::Protocol:
        return std::to_string(value) + (value == 6    ? " (TCP)"
                                        : value == 44 ? " (fragment header)"
                                        : value == 1  ? " (ICMP)"
                                        : value == 58 ? " (ICMPv6)"
                                        : value == 17 ? " (UDP)"
                                                      : "");
    case Show::IpFlags:
        return ListBits(value,
                        std::array<const char*, 3>{"more fragments", "don't fragment", "reserved"});
    case Show::TcpFlags:
        return ListBits(
            value,
            std::array<const char*, 8>{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"});
    case Show::Number:
        break;
    }
    return std::to_string(value);
}

/// Writes the lines of one packet.
class Anatomy
{
  public:
    /// @brief An anatomy. @param header the header's bytes @param out where it goes
    Anatomy(std::string_view header, std::ostream& out)
        : m_header(header),
          m_out(out)
    {
    }

    /// @brief Writes one line. @param offset in the packet @param bytes there @param name of the
    /// field @param value its value
    void Line(std::size_t offset,
              std::string_view bytes,
              const std::string& name,
              const std::string& value)
    {
        char line[160];
        const std::string hex = bytes.size() > 8 ? ToHex(bytes.substr(0, 7)) + " .." : ToHex(bytes);
        std::snprintf(line,
                      sizeof(line),
                      "%6zu  %-23s  %-22s  ",
                      offset,
                      hex.c_str(),
                      name.c_str());
        m_out << line << value << "\n";
    }

    /**
     * @brief Writes a header.
     * @param title what it is
     * @param fields its fields
     * @param offset where it begins
     * @param length its bytes; less may be there
     */
    void Header(const char* title,
                const std::array<Field, 13>& fields,
                std::size_t offset,
                std::size_t length)
    {
        m_out << title << ", " << length << " bytes\n";
        for (const Field& field : fields)
        {
            const std::size_t begin = offset + field.offset;
            if (field.bytes > 0 && begin + field.bytes <= m_header.size())
            {
                const std::string_view bytes = m_header.substr(begin, field.bytes);
                Line(begin, bytes, field.name, FormatValue(field, bytes));
            }
        }
    }

    /// @brief Writes the options of a TCP header. @param offset where they begin
    /// @param length their bytes
    void Options(std::size_t offset, std::size_t length);

  private:
    std::string_view m_header; //!< the header's bytes
    std::ostream& m_out;       //!< where it goes
};

/// @brief A TCP option as text (RFC 9293, 2018, 7323). @param option it
/// @param isRight it is well formed @return the text
std::string
FormatOption(const wire::TcpOption& option, bool isRight)
{
    if (!isRight)
    {
        return "kind " + std::to_string(option.kind);
    }
    wire::TcpOptions value;
    value.Read(option.bytes, option.size);
    std::string text;
    switch (option.kind)
    {
    case wire::TCP_OPTION_END:
        return "end of options";
    case wire::TCP_OPTION_NO_OPERATION:
        return "no operation";
    case wire::TCP_OPTION_SEGMENT_SIZE:
        return "maximum segment size " + std::to_string(value.maximumSegmentSize);
    case wire::TCP_OPTION_WINDOW_SCALE:
        return "window scale " + std::to_string(value.windowShift);
    case wire::TCP_OPTION_SACK_PERMITTED:
        return "selective acknowledgments permitted";
    case wire::TCP_OPTION_SACK:
        text = "selective acknowledgment";
        for (uint8_t i = 0; i < value.sackCount; ++i)
        {
            text += " " + std::to_string(value.sacks[i].begin) + "-" +
                    std::to_string(value.sacks[i].end);
        }
        return text;
    case wire::TCP_OPTION_TIMESTAMPS:
        return "timestamp " + std::to_string(value.timestamp) + ", echo of " +
               std::to_string(value.echo);
    default:
        return "kind " + std::to_string(option.kind);
    }
}

void
Anatomy::Options(std::size_t offset, std::size_t length)
{
    const std::size_t end = std::min(offset + length, m_header.size());
    const auto* const bytes = reinterpret_cast<const uint8_t*>(m_header.data());
    wire::TcpOptionReader reader(bytes + offset, end > offset ? end - offset : 0);
    for (wire::TcpOption option; reader.Next(option);)
    {
        const std::size_t place = option.bytes - bytes;
        Line(place,
             m_header.substr(place, option.size),
             "option",
             FormatOption(option, reader.GetError() == nullptr));
    }
}

/// The part of a segment's payload that a packet carries.
struct Payload
{
    std::size_t packetOffset = 0; //!< where it begins in the packet
    int64_t segmentOffset = 0;    //!< where it begins in the segment's payload
    int64_t bytes = 0;            //!< bytes
};

/// @brief Sixteen bytes a line, with what can be read of them. @param offset in the packet
/// @param bytes the bytes @param out where it goes
void
WriteBytes(std::size_t offset, std::string_view bytes, std::ostream& out)
{
    for (std::size_t i = 0; i < bytes.size(); i += 16)
    {
        const std::string_view part = bytes.substr(i, 16);
        std::string text;
        for (const char c : part)
        {
            text += c >= 0x20 && c < 0x7f ? c : '.';
        }
        char line[100];
        std::snprintf(line,
                      sizeof(line),
                      "%6zu  %-47s  %s\n",
                      offset + i,
                      ToHex(part).c_str(),
                      text.c_str());
        out << line;
    }
}

/// @brief Writes the pieces of messages in a payload. @param reader the database @param segment
/// number of the segment @param payload the part of its payload @param out where it goes
void
WriteMessages(HttpTraceReader& reader, int64_t segment, const Payload& payload, std::ostream& out)
{
    HttpSqlQuery pieces =
        reader.Query("SELECT ms.message, s.stream_begin FROM message_segment AS ms JOIN segment AS "
                     "s ON s.id = ms.segment JOIN message AS m ON m.id = ms.message "
                     "WHERE ms.segment = ? ORDER BY m.stream_begin");
    pieces.Bind(segment);
    bool isAny = false;
    while (pieces.Next())
    {
        const auto message = reader.FindMessage(pieces.Integer(0));
        const int64_t streamBegin = pieces.Integer(1) + payload.segmentOffset;
        const int64_t begin = std::max(streamBegin, message->streamBegin);
        const int64_t end = std::min(streamBegin + payload.bytes, message->streamEnd);
        if (begin >= end)
        {
            continue;
        }
        isAny = true;
        const int64_t first = begin - message->streamBegin;
        const int64_t last = end - message->streamBegin;
        const std::size_t offset = payload.packetOffset + (begin - streamBegin);
        out << "Piece of " << (message->isRequest ? "request " : "response ") << message->id << ", "
            << end - begin << " bytes: " << first << " to " << last - 1 << " of "
            << message->streamEnd - message->streamBegin << "\n";
        const std::string_view head = message->head;
        if (first < static_cast<int64_t>(head.size()))
        {
            WriteBytes(offset, head.substr(first, last - first), out);
        }
        const int64_t contentBegin = std::max(first, message->headBytes);
        if (contentBegin < last)
        {
            out << "        content: bytes " << contentBegin - message->headBytes << " to "
                << last - 1 - message->headBytes << " of the body";
            out << (message->content.empty() ? "" : " (" + message->content + ")") << "\n";
        }
    }
    if (!isAny && payload.bytes > 0)
    {
        out << "Payload, " << payload.bytes << " bytes of no known HTTP message\n";
    }
}

} // namespace

void
WriteHttpPacketAnatomy(HttpTraceReader& reader, int64_t packet, std::ostream& out)
{
    HttpSqlQuery row = reader.Query(
        "SELECT p.time_ns, p.node, p.interface, p.event, p.version, p.header_length, "
        "p.total_length, p.fragment_offset, p.source, p.destination, p.header_bytes, p.segment, "
        "p.drop_reason, s.header_length, p.protocol FROM packet AS p LEFT JOIN segment AS s ON "
        "s.id = p.segment WHERE p.id = ?");
    if (!row.Bind(packet).Next())
    {
        throw HttpTraceError("there is no packet " + std::to_string(packet));
    }
    const bool isIpv6 = row.Integer(4) == 6;
    const std::string_view header = row.Blob(10);
    const std::size_t ipLength = row.Integer(5);
    const int64_t fragmentOffset = row.Integer(7) * 8;
    out << "packet " << packet << ": " << row.Text(3) << " at "
        << reader.GetNodeName(row.Integer(1)) << ", interface " << row.Integer(2) << ", "
        << FormatHttpMilliseconds(row.Integer(0)) << " ms, " << row.Text(8) << " to " << row.Text(9)
        << ", " << row.Integer(6) << " bytes";
    out << (row.IsNull(12) ? "" : ", " + row.Text(12)) << "\n\n";
    out << "offset  bytes                    field                   value\n";
    Anatomy anatomy(header, out);
    anatomy.Header(isIpv6 ? "IPv6 header" : "IP header", isIpv6 ? IPV6 : IPV4, 0, ipLength);
    std::size_t offset = ipLength;
    if (!isIpv6 && ipLength > 20 && header.size() >= ipLength)
    {
        anatomy.Line(20, header.substr(20, ipLength - 20), "options", "");
    }
    const bool hasFragmentHeader = isIpv6 && header.size() >= 48 && header[6] == 44;
    if (hasFragmentHeader)
    {
        anatomy.Header("Fragment header", FRAGMENT, offset, 8);
        offset += 8;
    }
    Payload payload;
    const int64_t tcpLength = row.Integer(13);
    if (fragmentOffset == 0 && header.size() >= offset + 20)
    {
        const std::size_t length = (static_cast<uint8_t>(header[offset + 12]) >> 4) * 4U;
        anatomy.Header("TCP header", TCP, offset, length);
        anatomy.Options(offset + 20, length > 20 ? length - 20 : 0);
        offset += length;
    }
    else if (tcpLength > 0)
    {
        payload.segmentOffset = fragmentOffset - tcpLength;
        out << "Fragment of a segment: its TCP header is in the first one\n";
    }
    payload.packetOffset = offset;
    payload.bytes = std::max<int64_t>(0, row.Integer(6) - static_cast<int64_t>(offset));
    if (!row.IsNull(11))
    {
        WriteMessages(reader, row.Integer(11), payload, out);
    }
}

} // namespace ns3
