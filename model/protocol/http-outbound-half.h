/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OUTBOUND_HALF_H
#define HTTP_OUTBOUND_HALF_H

#include "http-connection-table.h"
#include "http-event.h"
#include "http-fifo.h"
#include "http-framing.h"
#include "http-stream.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief The direction of a connection that goes out: heads as text, content as placeholders.
 *
 * It knows neither client nor server. Lines of the chunked coding are made when their chunk's turn
 * comes, so that a gigabyte of content takes no more room than a byte.
 */
class OutboundHalf
{
  public:
    /// @brief What a place in the stream means.
    enum class MarkKind : uint8_t
    {
        Start,   //!< a message begins here
        Interim, //!< an interim response ends here
        Finish,  //!< a message ends here
        Cut,     //!< a message ends here before its end
    };

    /// @brief A place in the stream that someone wants to hear of.
    struct Mark
    {
        uint64_t offset;     //!< bytes of the stream before it
        ExchangeId exchange; //!< the exchange that the message belongs to
        uint16_t status;     //!< the response's status, 0 for requests
        MarkKind kind;       //!< what it means
    };

    /// @brief What End() found.
    enum class EndResult : uint8_t
    {
        NotOpen, //!< there is no message to end
        Whole,   //!< the message is complete
        Short,   //!< Content-Length announced more
    };

    /**
     * @brief Nothing to send yet.
     * @param chunkBytes content of one chunk, at least 1
     */
    explicit OutboundHalf(uint32_t chunkBytes);

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

    /// @brief The stream had other bytes before. @param sent their number
    void BeginAt(uint64_t sent)
    {
        m_queued = sent;
        m_sent = sent;
    }

    /// @brief The exchange of the message begun last. @return its number
    ExchangeId GetExchange() const
    {
        return m_exchange;
    }

    /// @brief Text that is not queued yet: a head is appended here, then Begin() is called. @return
    /// it
    std::string& GetText()
    {
        return m_text;
    }

    /**
     * @brief Queues the head that was appended to GetText().
     * @param exchange the exchange
     * @param status the response's status, 0 for requests
     * @param framing what follows the head; of kind None for an interim response too
     * @param interim whether it is an interim response
     */
    void Begin(ExchangeId exchange, uint16_t status, const Framing& framing, bool interim);

    /**
     * @brief Appends content to the message begun last, or bytes to a tunnel.
     * @param piece what and how much
     * @return false if there is no room for it in the message
     */
    bool Append(const Content& piece);

    /// @brief Ends the message begun last, or the tunnel. @return how it ended
    EndResult End();

    /// @brief Drops all that was not sent; nothing can be queued any more.
    void Abandon();

    /// @brief Holds back everything that follows what is queued now.
    void Hold()
    {
        m_holdAt = m_queued;
    }

    /// @brief Ends the hold.
    void Release()
    {
        m_holdAt = NOWHERE;
    }

    /// @brief Whether something is held back. @return whether
    bool IsHolding() const
    {
        return m_holdAt != NOWHERE;
    }

    /// @brief Whether everything before the hold was sent. @return whether
    bool IsAtHold() const
    {
        return m_sent == m_holdAt;
    }

    /// @brief Whether there is something to send. @return whether
    bool HasOutput() const
    {
        return m_sent < m_queued && m_sent < m_holdAt;
    }

    /// @brief The next run; only if HasOutput(). @return the run
    OutputPiece Peek() const;

    /**
     * @brief Takes what was sent.
     * @param bytes how many, at most the length of the run
     */
    void Consume(uint64_t bytes);

    /// @brief The next mark that has been passed; each is given once. @return it, or nothing
    std::optional<Mark> TakePassedMark();

    /// @brief Bytes sent so far. @return the number
    uint64_t GetSent() const
    {
        return m_sent;
    }

  private:
    static constexpr uint64_t NOWHERE = std::numeric_limits<uint64_t>::max();

    /// @brief What a run consists of.
    enum class RunKind : uint8_t
    {
        Text,      //!< the next bytes of m_text
        Content,   //!< content as it is
        Chunked,   //!< content in chunks
        LastChunk, //!< the end of the chunked coding
    };

    /// @brief Some bytes to send.
    struct Run
    {
        RunKind kind;    //!< what it consists of
        Content content; //!< its length, and what the content is
    };

    /// @brief Bytes that content takes in chunks. @param length of the content @return with the
    /// lines
    uint64_t GetChunkedBytes(uint64_t length) const;
    /// @brief Makes the lines of the chunked coding that come next, if any.
    void PrepareChunkText();
    /// @brief Appends to the lines that come next. @param text what
    void AddChunkText(std::string_view text);
    /// @brief Takes sent bytes of a chunked run. @param bytes how many
    void ConsumeChunked(uint64_t bytes);
    /// @brief Takes sent bytes of m_text. @param bytes how many
    void ConsumeText(uint64_t bytes);
    /// @brief Adds a mark at the end of what is queued. @param kind what it means
    void AddMark(MarkKind kind);

    HalfState m_state = HalfState::Idle;    //!< where the stream stands
    FramingKind m_kind = FramingKind::None; //!< framing of the message begun last
    bool m_endedItself = false;         //!< the last message had no content: End() is a formality
    bool m_lineEndOwed = false;         //!< CRLF after the data of a chunk is to be sent
    uint8_t m_chunkTextSize = 0;        //!< bytes in m_chunkText
    uint8_t m_chunkTextSent = 0;        //!< bytes of it that were sent
    uint16_t m_status = 0;              //!< status of the message begun last
    uint32_t m_chunkBytes;              //!< content of one chunk
    std::array<char, 24> m_chunkText{}; //!< lines of the chunked coding
    uint64_t m_chunkLeft = 0;           //!< data of the present chunk to be sent
    uint64_t m_left = 0;                //!< Length: content that may still be appended
    uint64_t m_queued = 0;              //!< bytes of the stream before the end of what is queued
    uint64_t m_sent = 0;                //!< bytes of the stream that were sent
    uint64_t m_holdAt = NOWHERE;        //!< nothing from here on may be sent
    ExchangeId m_exchange = 0;          //!< exchange of the message begun last
    std::size_t m_textBegin = 0;        //!< bytes of m_text that were sent
    std::size_t m_textQueued = 0;       //!< bytes of m_text that are queued
    std::string m_text;                 //!< heads
    Fifo<Run> m_runs;                   //!< what is to be sent
    Fifo<Mark> m_marks;                 //!< places that someone wants to hear of
};

} // namespace http
} // namespace ns3

#endif /* HTTP_OUTBOUND_HALF_H */
