/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_INBOUND_HALF_H
#define HTTP_INBOUND_HALF_H

#include "http-chunk-reader.h"
#include "http-connection-table.h"
#include "http-framing.h"
#include "http-head-finder.h"
#include "http-head-rules.h"
#include "http-stream.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief The direction of a connection that comes in: finds heads and follows the framing.
 *
 * It knows neither client nor server; the connection tells it what follows each head.
 */
class InboundHalf
{
  public:
    /// @brief What TakeHead() found.
    struct HeadInput
    {
        std::size_t taken = 0; //!< bytes taken from the input
        std::string_view text; //!< the whole head, if it is complete; valid until ReleaseHead()
        HeadProblem problem;   //!< what is wrong, if it can be no head
    };

    /// @brief Where the stream stands. @return the state
    HalfState GetState() const
    {
        return m_state;
    }

    /**
     * @brief Applies an event to the table.
     * @param event the event
     * @return what it means
     */
    HalfEffect Step(HalfEvent event);

    /// @brief What can be taken next. @return the demand
    InputDemand GetDemand() const;

    /// @brief Bytes taken from the stream so far. @return the number
    uint64_t GetPosition() const
    {
        return m_position;
    }

    /// @brief The stream had other bytes before. @param position their number
    void BeginAt(uint64_t position)
    {
        m_position = position;
        m_messageBegin = position;
    }

    /// @brief First byte of the message in progress. @return its place in the stream
    uint64_t GetMessageBegin() const
    {
        return m_messageBegin;
    }

    /**
     * @brief Takes bytes in the states Idle and Head.
     * @param bytes the next bytes
     * @param skipEmptyLines whether empty lines may stand before a head (RFC 9112, section 2.2)
     * @param maxBytes longest head
     * @return what was found
     */
    HeadInput TakeHead(std::string_view bytes, bool skipEmptyLines, uint32_t maxBytes);

    /// @brief The head was read; its text is not needed any more.
    void ReleaseHead();

    /**
     * @brief Says what follows the head that was just read.
     * @param framing its framing, not Error
     * @param maxBytes longest trailer section, and longest chunk extensions
     */
    void BeginContent(const Framing& framing, uint32_t maxBytes);

    /**
     * @brief Takes bytes of the chunked coding; the state changes at the end of the message.
     * @param bytes the next bytes
     * @return how many were taken
     */
    std::size_t TakeChunkText(std::string_view bytes);

    /**
     * @brief Takes content; the state changes at the end of the message.
     * @param bytes how many bytes, at most the demand's max
     */
    void TakeContent(uint64_t bytes);

    /// @brief Content of the message in progress so far, a chunk begun counted whole. @return bytes
    uint64_t GetAnnouncedContent() const;

    /// @brief The reader of the chunked coding. @return it
    ChunkReader& GetChunks()
    {
        return m_chunks;
    }

  private:
    /**
     * @brief Skips empty lines before a head.
     * @param bytes the next bytes
     * @param maxBytes the most to skip
     * @param input told what was taken, and what is wrong
     */
    void SkipEmptyLines(std::string_view bytes, uint32_t maxBytes, HeadInput& input);

    HalfState m_state = HalfState::Idle;    //!< where the stream stands
    FramingKind m_kind = FramingKind::None; //!< how the content in progress ends
    bool m_skippedCr = false;               //!< an empty line before a head was begun
    uint32_t m_skipped = 0;                 //!< bytes of empty lines before the next head
    HeadFinder m_finder;                    //!< finds the end of the head in progress
    uint64_t m_position = 0;                //!< bytes taken
    uint64_t m_messageBegin = 0;            //!< first byte of the message in progress
    uint64_t m_left = 0;                    //!< Length: content still to come
    uint64_t m_taken = 0;                   //!< content taken
    std::string m_buffer;                   //!< a head that came in pieces
    ChunkReader m_chunks;                   //!< the chunked coding
};

} // namespace http
} // namespace ns3

#endif /* HTTP_INBOUND_HALF_H */
