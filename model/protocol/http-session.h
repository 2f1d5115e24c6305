/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SESSION_H
#define HTTP_SESSION_H

#include "http-event.h"
#include "http-fields.h"
#include "http-head.h"
#include "http-stream.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief A moment or a length of time as the protocol room knows it: nanoseconds from outside.
using Nanoseconds = std::chrono::nanoseconds;

/// @brief What may be varied in a session. A time of 0 means no limit.
struct ConnectionOptions
{
    uint64_t maxContentBytes = 0;   //!< longer request content: 413; 0 = no limit
    uint32_t maxHeadBytes = 65536;  //!< longer heads: 431 for requests, Malformed for responses
    uint32_t pipelineDepth = 0;     //!< client: requests unanswered at once; 0 = no limit
    uint32_t chunkBytes = 8192;     //!< content of one chunk when chunked is sent, at least 1
    Nanoseconds headTimeout{0};     //!< server: from the first byte of a request to its end: 408
    uint32_t minRequestRate = 0;    //!< server, bytes/s: what came adds its time at that rate to it
    Nanoseconds idleTimeout{0};     //!< server: between exchanges: close
    Nanoseconds responseTimeout{0}; //!< client: from request sent to response complete
    Nanoseconds stallTimeout{0};    //!< client: nothing moves while a response is due
    Nanoseconds continueTimeout{1'000'000'000}; //!< client: wait for 100 (Continue), then send

    /// @brief Whether others say the same. @param other they @return whether
    bool operator==(const ConnectionOptions& other) const;
};

/// @brief Which end of a connection.
enum class Role : uint8_t
{
    Client, //!< sends requests
    Server, //!< sends responses
};

/// @brief What a session wants done with the connection once its output is out.
enum class CloseDemand : uint8_t
{
    None,      //!< keep it open
    HalfClose, //!< end our output; what the peer sends through the tunnel is still wanted
    Graceful,  //!< end our output, read on until the peer ends, then close (RFC 9112, section 9.6)
    Abort,     //!< nothing that could come is wanted: reset
};

/**
 * @brief One end of a connection as a machine without input or output: what a driver knows of HTTP.
 *
 * Bytes go in (ReceiveText, ReceiveContent, ReceiveEnd), events come out (NextEvent), bytes to send
 * come out (PeekOutput, ConsumeOutput), time comes in as a value. Exchanges have numbers; the
 * messages and contents of several may be under way at once. HTTP/1.1 is one kind of session
 * (Connection).
 */
class Session
{
  public:
    virtual ~Session() = default;

    /**
     * @brief Client: how many requests may be begun now, beside those open. It changes with
     *        requests begun and ended, and with CapacityChanged.
     * @return the number
     */
    virtual std::size_t GetCapacity() const = 0;

    /// @brief Whether another request may ever begin or come. @return whether
    virtual bool IsReusable() const = 0;

    /**
     * @brief Whether open exchanges go on independently of each other, so that a request of any
     *        method may share the connection (pipelining: RFC 9112, section 9.3.2).
     * @return whether
     */
    virtual bool IsMultiplexed() const
    {
        return false;
    }

    /// @brief Whether a message has begun to come whose head is not complete. @return whether
    virtual bool IsInHead() const
    {
        return false;
    }

    /**
     * @brief Client: begins a request. Its content follows by AppendContent and EndContent.
     * @param head the head; must say how its content is framed
     * @param now the present
     * @param text if not null, set to the head's bytes as a trace shows them
     * @return the exchange, or nothing if no further request is taken or the head is not valid
     */
    virtual std::optional<ExchangeId> StartRequest(const RequestHead& head,
                                                   Nanoseconds now,
                                                   std::string* text) = 0;

    /**
     * @brief Server: begins the response to a request; 1xx are not final.
     * @param exchange the request's exchange, 0 if a request is refused that could not be read
     * @param head the head
     * @param now the present
     * @param text if not null, set to the head's bytes as a trace shows them
     * @return whether a response was due and the head is valid
     */
    virtual bool StartResponse(ExchangeId exchange,
                               const ResponseHead& head,
                               Nanoseconds now,
                               std::string* text) = 0;

    /**
     * @brief Appends content to an exchange's message, or bytes to its tunnel.
     * @param exchange whose; does not matter once the whole connection is a tunnel
     * @param piece what and how much
     * @return whether it was taken
     */
    virtual bool AppendContent(ExchangeId exchange, const Content& piece) = 0;

    /**
     * @brief Ends an exchange's message, or our direction of its tunnel.
     * @param exchange whose; does not matter once the whole connection is a tunnel
     * @return false if less content was appended than was announced
     */
    virtual bool EndContent(ExchangeId exchange) = 0;

    /**
     * @brief Ends an exchange without the others.
     * @param exchange which
     * @param outcome why
     * @return false if only the end of the connection can end it
     */
    virtual bool Cancel(ExchangeId exchange, Outcome outcome) = 0;

    /**
     * @brief Takes no more content of an exchange than its peer may send already, or takes it
     *        again.
     * @return false if that is only possible for the whole connection
     */
    virtual bool Pause(ExchangeId /* exchange */, bool /* isPaused */)
    {
        return false;
    }

    /// @brief Whether there is something to send. @return whether
    virtual bool HasOutput() const = 0;

    /**
     * @brief The next run of bytes to send; only if HasOutput().
     * @return the run; its text is valid until the session is called again other than by a const
     *         function
     */
    virtual OutputPiece PeekOutput() = 0;

    /**
     * @brief Says that bytes of the run given by PeekOutput were sent.
     * @param bytes how many, at most the run's length
     * @param now the present
     */
    virtual void ConsumeOutput(uint64_t bytes, Nanoseconds now) = 0;

    /// @brief What can be taken next from the peer. @return the demand
    virtual InputDemand GetInputDemand() const = 0;

    /**
     * @brief Takes bytes while the demand is Text.
     * @param bytes the next bytes of the stream
     * @param now the present
     * @return how many were taken; fewer than given only if the demand has changed
     */
    virtual std::size_t ReceiveText(std::string_view bytes, Nanoseconds now) = 0;

    /**
     * @brief Takes bytes by number while the demand is Content.
     * @param bytes how many, at most the demand's max
     * @param now the present
     */
    virtual void ReceiveContent(uint64_t bytes, Nanoseconds now) = 0;

    /**
     * @brief The peer's stream ended in order.
     * @param now the present
     */
    virtual void ReceiveEnd(Nanoseconds now) = 0;

    /**
     * @brief The connection is gone; every open exchange ends with that outcome.
     * @param outcome why: Reset, ConnectionLost, Stopped, ...
     */
    virtual void ReceiveAbort(Outcome outcome) = 0;

    /// @brief The next event. @return the event, or nothing if there is none now
    virtual std::optional<Event> NextEvent() = 0;

    /// @brief The head of the request that the last RequestReceived told of. @return the head
    virtual const RequestHead& GetRequest() const = 0;

    /// @brief The head of the response that the last …Received told of. @return the head
    virtual const ResponseHead& GetResponse() const = 0;

    /// @brief The trailer fields of the message received last. @return the fields
    virtual const Fields& GetTrailers() const = 0;

    /// @brief When HandleTimeout wants to be called. @return the moment, or nothing
    virtual std::optional<Nanoseconds> GetDeadline() const = 0;

    /**
     * @brief Does what is due; calling it too early does nothing.
     * @param now the present
     */
    virtual void HandleTimeout(Nanoseconds now) = 0;

    /// @brief Server: the time until the first request counts from now on. @param now the present
    virtual void RestartIdle(Nanoseconds now) = 0;

    /// @brief Bytes of the peer's stream that were taken. @return the number
    virtual uint64_t GetReceivedBytes() const = 0;

    /// @brief Bytes of our stream that were handed out. @return the number
    virtual uint64_t GetSentBytes() const = 0;

    /**
     * @brief Where a message of an exchange lies in its stream, as far as it has gone.
     *
     * Known until ExchangeEnded was taken; of several messages in one direction (interim
     * responses), the one whose event was taken last.
     * @return its ranges in their order; none: one, from the beginning to the end that events tell
     */
    virtual StreamRanges GetRanges(ExchangeId /* exchange */, bool /* isSent */) const
    {
        return {};
    }

    /**
     * @brief The protocol's own number of an exchange.
     * @return HTTP/2: its stream's, known until ExchangeEnded was taken; else 0
     */
    virtual uint32_t GetStream(ExchangeId /* exchange */) const
    {
        return 0;
    }

    /**
     * @brief For a connection that carried other bytes before, such as a tunnel.
     * @param received bytes of the peer's stream before the first that comes in
     * @param sent bytes of our stream before the first that goes out
     */
    virtual void BeginAt(uint64_t received, uint64_t sent) = 0;

    /// @brief Exchanges begun and not ended. @return their number
    virtual std::size_t GetOpenExchanges() const = 0;

    /// @brief What is to be done with the connection once HasOutput() is false. @return the demand
    virtual CloseDemand GetCloseDemand() const = 0;

    /// @brief No further exchange after those open: a graceful close is demanded then.
    virtual void CloseAfterOpenExchanges() = 0;
};

} // namespace http
} // namespace ns3

#endif /* HTTP_SESSION_H */
