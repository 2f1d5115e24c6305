/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_ENGINE_OWNER_H
#define HTTP2_ENGINE_OWNER_H

#include "http-stream-scheduler.h"

#include <cstdint>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief Content for one DATA frame.
struct Http2Run
{
    /// @brief What the frame is.
    enum class Kind : uint8_t
    {
        Nothing, //!< there is none to send
        Part,    //!< more follows
        Last,    //!< the message ends with it
    };

    Kind kind = Kind::Nothing; //!< what it is
    uint64_t length = 0;       //!< bytes of content
};

/**
 * @brief Who hears of what an engine finds in the peer's frames.
 *
 * All are called from inside the engine's Receive and Send functions, which they may not call
 * themselves.
 */
class Http2EngineOwner
{
  public:
    virtual ~Http2EngineOwner() = default;

    /// @brief A head begins. @param stream its stream
    virtual void HeadBegins(uint32_t stream) = 0;

    /**
     * @brief A field of the head that began last.
     * @param name, value the field
     */
    virtual void FieldReceived(std::string_view name, std::string_view value) = 0;

    /**
     * @brief The head that began last is whole.
     * @param stream its stream
     * @param ends whether the message ends with it
     * @param signal what its HEADERS frame says of priority, or null
     */
    virtual void HeadReceived(uint32_t stream, bool ends, const StreamPriority* signal) = 0;

    /// @brief Content came. @param stream its stream @param bytes how many
    virtual void ContentReceived(uint32_t stream, uint64_t bytes) = 0;

    /// @brief The message that came in ends. @param stream its stream
    virtual void ContentEnded(uint32_t stream) = 0;

    /// @brief The peer has reset a stream; StreamClosed follows. @param stream which
    virtual void StreamReset(uint32_t stream) = 0;

    /// @brief A stream is closed. @param stream which @param code NO_ERROR, or why
    virtual void StreamClosed(uint32_t stream, uint32_t code) = 0;

    /// @brief The peer takes no further stream.
    virtual void GoAwayReceived() = 0;

    /// @brief The peer's settings came.
    virtual void SettingsReceived() = 0;

    /// @brief More may be sent. @param stream on which; 0: on all
    virtual void WindowOpened(uint32_t stream) = 0;

    /**
     * @brief The client has said something of a stream's weight.
     * @param stream which
     * @param signal what
     */
    virtual void WeightReceived(uint32_t stream, const StreamPriority& signal) = 0;

    /**
     * @brief The client has said something of a stream's urgency (RFC 9218, section 7.1).
     * @param stream which
     * @param value what, as a Priority field has it
     */
    virtual void UrgencyReceived(uint32_t stream, std::string_view value) = 0;

    /// @brief The answer to a PING came.
    virtual void PingAnswered() = 0;

    /**
     * @brief Gives content for one frame.
     * @param stream of which stream
     * @param most at most so many bytes
     * @return what
     */
    virtual Http2Run TakeRun(uint32_t stream, uint64_t most) = 0;
};

} // namespace http
} // namespace ns3

#endif /* HTTP2_ENGINE_OWNER_H */
