/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_FRAME_H
#define HTTP2_FRAME_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ns3
{
namespace http
{

/// Bytes of a frame's header (RFC 9113, section 4.1).
constexpr uint32_t HTTP2_FRAME_HEADER = 9;

/// What a client sends first (RFC 9113, section 3.4).
constexpr std::string_view HTTP2_PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// @brief The types of frames that the session itself looks at (RFC 9113, section 6).
enum class Http2FrameType : uint8_t
{
    Data = 0x0,         //!< content
    Headers = 0x1,      //!< the beginning of a head
    RstStream = 0x3,    //!< the end of one stream
    GoAway = 0x7,       //!< the end of the connection
    Continuation = 0x9, //!< more of a head
};

constexpr uint8_t HTTP2_END_STREAM = 0x1;  //!< flag of DATA and HEADERS: the last of a message
constexpr uint8_t HTTP2_END_HEADERS = 0x4; //!< flag of HEADERS and CONTINUATION: the head is whole
constexpr uint8_t HTTP2_PADDED = 0x8;      //!< flag of DATA and HEADERS: with padding

/// @brief The header of a frame.
struct Http2FrameHeader
{
    uint32_t length = 0; //!< bytes of payload
    uint8_t type = 0;    //!< the type, known or not
    uint8_t flags = 0;   //!< the flags
    uint32_t stream = 0; //!< the stream, 0 for the connection

    /// @brief Whether it is of a type. @param wanted the type @return whether
    bool Is(Http2FrameType wanted) const
    {
        return type == static_cast<uint8_t>(wanted);
    }

    /// @brief Bytes of the whole frame. @return the number
    uint64_t GetFrameBytes() const
    {
        return uint64_t{HTTP2_FRAME_HEADER} + length;
    }

    /// @brief Whether a message ends with it. @return whether
    bool EndsStream() const
    {
        return (flags & HTTP2_END_STREAM) != 0 &&
               (Is(Http2FrameType::Data) || Is(Http2FrameType::Headers));
    }
};

/// @brief A number in network order. @param bytes at most four bytes @return the number
uint32_t ReadHttp2Number(std::string_view bytes);

/**
 * @brief Reads a frame's header.
 * @param bytes HTTP2_FRAME_HEADER bytes
 * @return the header
 */
Http2FrameHeader ReadHttp2FrameHeader(const char* bytes);

/**
 * @brief The name of a type of frames, as RFC 9113 and its extensions write it.
 * @param type the type
 * @return its name, or "UNKNOWN"; static storage
 */
const char* GetHttp2FrameName(uint8_t type);

/**
 * @brief The name of an error code (RFC 9113, section 7).
 * @param code the code
 * @return its name, or "UNKNOWN_ERROR"; static storage
 */
const char* GetHttp2ErrorName(uint32_t code);

/**
 * @brief Follows the frames in a stream of bytes, so that the bytes of content need not be looked
 *        at.
 */
class Http2FrameReader
{
  public:
    /// @brief What the next bytes are.
    enum class Part : uint8_t
    {
        Preface, //!< what a client sends first
        Header,  //!< the header of a frame
        Payload, //!< payload that must be looked at
        Content, //!< the data of a DATA frame, without its padding
    };

    /**
     * @brief At the beginning of a stream.
     * @param hasPreface whether a client's preface comes first
     */
    explicit Http2FrameReader(bool hasPreface);

    /// @brief What the next bytes are. @return the part
    Part GetPart() const
    {
        return m_part;
    }

    /// @brief Bytes of the part that are still to come. @return the number, above 0
    uint64_t GetLeft() const
    {
        return m_left;
    }

    /// @brief Bytes taken so far. @return the number
    uint64_t GetPosition() const
    {
        return m_position;
    }

    /// @brief Counts bytes that were there before. @param bytes their number
    void BeginAt(uint64_t bytes)
    {
        m_position = bytes;
        m_frameBegin = bytes;
    }

    /// @brief The frame in progress, or the last one. @return its header
    const Http2FrameHeader& GetFrame() const
    {
        return m_frame;
    }

    /// @brief First byte of the frame in progress, or of the last one. @return its place
    uint64_t GetFrameBegin() const
    {
        return m_frameBegin;
    }

    /// @brief The byte after the frame in progress, or after the last one. @return its place
    uint64_t GetFrameEnd() const
    {
        return m_frameBegin + m_frame.GetFrameBytes();
    }

    /// @brief Whether no frame is in progress but one has come. @return whether
    bool IsBetweenFrames() const
    {
        return m_part == Part::Header && m_headerSize == 0 && m_position == GetFrameEnd();
    }

    /**
     * @brief Takes bytes of the part.
     * @param bytes at most GetLeft() bytes; of Content, only their number matters
     */
    void Take(std::string_view bytes);

    /// @brief Takes bytes of Content by number. @param bytes how many, at most GetLeft()
    void TakeContent(uint64_t bytes);

  private:
    /// @brief The header is there. @return what follows
    void BeginPayload();
    /// @brief The part has been taken. @param last the last byte of it
    void EndPart(char last);
    /// @brief The next part, or the next frame if it has no bytes. @param part, bytes it
    void Enter(Part part, uint64_t bytes);

    Part m_part;                                     //!< what the next bytes are
    bool m_padLength = false;                        //!< the payload is the length of padding
    uint8_t m_headerSize = 0;                        //!< bytes in m_header
    std::array<char, HTTP2_FRAME_HEADER> m_header{}; //!< a header that comes in pieces
    Http2FrameHeader m_frame;                        //!< the frame in progress
    uint64_t m_left;                                 //!< bytes of the part to come
    uint64_t m_padding = 0;                          //!< bytes of padding behind the content
    uint64_t m_position = 0;                         //!< bytes taken
    uint64_t m_frameBegin = 0;                       //!< first byte of the frame
};

} // namespace http
} // namespace ns3

#endif /* HTTP2_FRAME_H */
