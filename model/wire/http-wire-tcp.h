/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WIRE_TCP_H
#define HTTP_WIRE_TCP_H

#include <array>
#include <cstddef>
#include <cstdint>

namespace ns3
{
namespace wire
{

/// Control bits of a TCP header (RFC 9293, section 3.1)
enum TcpFlag : uint8_t
{
    TCP_FIN = 0x01, //!< no more data from the sender
    TCP_SYN = 0x02, //!< synchronize sequence numbers
    TCP_RST = 0x04, //!< reset the connection
    TCP_PSH = 0x08, //!< push function
    TCP_ACK = 0x10, //!< the acknowledgment number is significant
    TCP_URG = 0x20, //!< the urgent pointer is significant
    TCP_ECE = 0x40, //!< ECN-Echo
    TCP_CWR = 0x80, //!< congestion window reduced
};

/// Kinds of TCP options (RFC 9293, section 3.2; RFC 7323; RFC 2018)
enum TcpOptionKind : uint8_t
{
    TCP_OPTION_END = 0,            //!< end of the options
    TCP_OPTION_NO_OPERATION = 1,   //!< one byte of padding
    TCP_OPTION_SEGMENT_SIZE = 2,   //!< maximum segment size
    TCP_OPTION_WINDOW_SCALE = 3,   //!< window scale
    TCP_OPTION_SACK_PERMITTED = 4, //!< selective acknowledgments are welcome
    TCP_OPTION_SACK = 5,           //!< selective acknowledgment
    TCP_OPTION_TIMESTAMPS = 8,     //!< timestamps
};

constexpr size_t TCP_HEADER_LEAST = 20;   //!< bytes of a TCP header without options
constexpr size_t TCP_HEADER_MOST = 60;    //!< bytes of the longest TCP header
constexpr uint8_t WINDOW_SHIFT_MOST = 14; //!< RFC 7323, section 2.3

/**
 * @ingroup http
 * @brief The fixed fields of a TCP header (RFC 9293, section 3.1).
 */
struct TcpHeader
{
    uint16_t sourcePort = 0;                 //!< source port
    uint16_t destinationPort = 0;            //!< destination port
    uint32_t sequence = 0;                   //!< sequence number
    uint32_t acknowledgment = 0;             //!< acknowledgment number
    uint8_t headerLength = TCP_HEADER_LEAST; //!< bytes with options, a multiple of 4
    uint8_t reserved = 0;                    //!< four bits
    uint8_t flags = 0;                       //!< control bits, see TcpFlag
    uint16_t window = 0;                     //!< as on the wire, not scaled
    uint16_t checksum = 0;                   //!< checksum
    uint16_t urgentPointer = 0;              //!< urgent pointer

    /**
     * @brief Reads what stands there, whatever it is; headerLength may be impossible.
     * @param bytes the header
     * @param available how many bytes there are
     * @return false if they are too few for the fields
     */
    bool Read(const uint8_t* bytes, size_t available);

    /// @brief Writes the fixed fields. @param bytes where; 20 bytes are written
    void Write(uint8_t* bytes) const;
};

/**
 * @ingroup http
 * @brief A block of a selective acknowledgment: bytes that have arrived (RFC 2018, section 3).
 */
struct SackBlock
{
    uint32_t begin = 0; //!< first sequence number
    uint32_t end = 0;   //!< the one after the last
};

/**
 * @ingroup http
 * @brief The options that this project understands.
 */
struct TcpOptions
{
    static constexpr uint8_t SACKS_MOST = 4; //!< blocks that a header has room for

    uint16_t maximumSegmentSize = 0;           //!< 0 without the option
    uint8_t windowShift = 0;                   //!< as told, at most 255
    bool hasWindowScale = false;               //!< the window scale option is there
    bool sackPermitted = false;                //!< the SACK-permitted option is there
    bool hasTimestamps = false;                //!< the timestamps option is there
    uint32_t timestamp = 0;                    //!< TSval
    uint32_t echo = 0;                         //!< TSecr
    uint8_t sackCount = 0;                     //!< blocks in sacks
    std::array<SackBlock, SACKS_MOST> sacks{}; //!< selective acknowledgment

    /**
     * @brief Reads options.
     * @param bytes the first option
     * @param size bytes of all of them
     * @return nullptr if they are well formed; otherwise what is wrong, in a text with static
     * storage, and the values are not to be used
     */
    const char* Read(const uint8_t* bytes, size_t size);

    /// @brief What a host leaves free for the options, each on a boundary of four bytes as Linux
    /// places them. @return a multiple of 4, at most 40
    size_t GetSize() const;

    /// @brief Writes the options as ns-3 does: one right behind the other, and ends of the options
    /// up to a multiple of 4. @param bytes where; at most GetSize() are written @return behind them
    uint8_t* Write(uint8_t* bytes) const;
};

/**
 * @ingroup http
 * @brief One option as it stands in a header.
 */
struct TcpOption
{
    uint8_t kind = 0;               //!< its kind
    const uint8_t* bytes = nullptr; //!< where it begins
    size_t size = 0;                //!< bytes with kind and length
};

/**
 * @ingroup http
 * @brief Goes through the options of a TCP header, one by one, whatever they are.
 */
class TcpOptionReader
{
  public:
    /// @brief At the first option. @param bytes where it is @param size bytes of all options
    TcpOptionReader(const uint8_t* bytes, size_t size);

    /**
     * @brief The next option. One whose length cannot be true takes what is left, and is the last.
     * @param option set to it
     * @return false if there is none
     */
    bool Next(TcpOption& option);

    /// @brief What was wrong with the last option. @return nullptr if nothing; static storage
    const char* GetError() const;

  private:
    const uint8_t* m_next;         //!< the next option
    const uint8_t* m_end;          //!< behind the last
    const char* m_error = nullptr; //!< what is wrong
};

/**
 * @ingroup http
 * @brief Writes a whole TCP header.
 * @param header its fields; headerLength is computed
 * @param options its options
 * @param bytes where; at most 60 bytes are written
 * @return bytes written
 */
size_t WriteTcpHeader(const TcpHeader& header, const TcpOptions& options, uint8_t* bytes);

} // namespace wire
} // namespace ns3

#endif /* HTTP_WIRE_TCP_H */
