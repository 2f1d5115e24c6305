/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_STREAM_SCHEDULER_H
#define HTTP_STREAM_SCHEDULER_H

#include "ns3/http-event.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief What a client has said of a stream.
struct StreamPriority
{
    uint8_t urgency = 3;      //!< 0 (first) to 7 (last) (RFC 9218, section 4.1)
    bool incremental = false; //!< parts of it are of use (RFC 9218, section 4.2)
    uint16_t weight = 16;     //!< 1 to 256 (RFC 7540, section 5.3.2)
    uint32_t parent = 0;      //!< the stream that it depends on, 0: none (RFC 7540, 5.3.1)
    bool exclusive = false;   //!< what depended on that stream depends on this one now
};

/**
 * @brief Reads the value of a Priority field (RFC 9218, section 4).
 * @param value the value, such as "u=1, i"
 * @param priority where it goes; what the value does not say stays
 */
void ReadPriorityField(std::string_view value, StreamPriority& priority);

/// @brief A stream that has content to send now, and may.
struct ReadyStream
{
    uint32_t stream = 0;     //!< its number; lower ones are older
    ExchangeId exchange = 0; //!< its exchange
    StreamPriority priority; //!< what the client has said of it
    uint64_t sent = 0;       //!< bytes of its content that were sent
    uint64_t unsent = 0;     //!< bytes of its content that are there
};

/**
 * @brief Decides whose content is sent next. One object serves one connection.
 *
 * It is asked before each DATA frame. To write an order of your own, derive from it and hand the
 * session an object.
 */
class StreamScheduler
{
  public:
    virtual ~StreamScheduler() = default;

    /**
     * @brief Chooses.
     * @param ready the streams that can send now, at least one, by stream number
     * @return the place in `ready` of the one whose frame is sent next
     */
    virtual std::size_t Choose(const std::vector<ReadyStream>& ready) = 0;

    /**
     * @brief A stream is told of before it is ready for the first time.
     * @param stream its number
     * @param priority what the client has said of it
     */
    virtual void Begin(uint32_t stream, const StreamPriority& priority);

    /// @brief A stream is over. @param stream its number
    virtual void End(uint32_t stream);
};

/**
 * @brief Makes one of the orders that come along.
 *
 * - in-order: the oldest stream until it has nothing to send
 * - round-robin: each stream a frame in turn
 * - urgency: the most urgent first; of those equally urgent, the oldest that is not incremental
 *   until its end, then the incremental ones in turn (RFC 9218, section 10)
 * - weights: in proportion to weights, a stream before those that depend on it (RFC 7540, 5.3)
 * @param name its name
 * @return it, or null if there is none of that name
 */
std::unique_ptr<StreamScheduler> MakeStreamScheduler(std::string_view name);

/// @brief Names of all orders that come along. @return them
const std::vector<std::string>& GetStreamSchedulerNames();

} // namespace http
} // namespace ns3

#endif /* HTTP_STREAM_SCHEDULER_H */
