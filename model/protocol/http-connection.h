/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_H
#define HTTP_CONNECTION_H

#include "http-content.h"
#include "http-event.h"
#include "http-framing.h"
#include "http-head.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief A moment or a length of time as the protocol room knows it: nanoseconds from outside.
using Nanoseconds = std::chrono::nanoseconds;

/// @brief What may be varied in a connection machine. A time of 0 means no limit.
struct ConnectionOptions
{
    uint32_t maxHeadBytes = 65536;  //!< longer heads: 431 for requests, Malformed for responses
    uint64_t maxContentBytes = 0;   //!< longer request content: 413; 0 = no limit
    uint32_t chunkBytes = 8192;     //!< content of one chunk when chunked is sent, at least 1
    Nanoseconds headTimeout{0};     //!< server: from the first byte of a request to its end: 408
    Nanoseconds idleTimeout{0};     //!< server: between exchanges: close
    Nanoseconds responseTimeout{0}; //!< client: from request sent to response complete
    Nanoseconds continueTimeout{1'000'000'000}; //!< client: wait for 100 (Continue), then send
};

/// @brief What the machine can take next from the peer's stream.
enum class InputKind : uint8_t
{
    Paused,  //!< nothing: the response to the last request is not out yet
    Text,    //!< bytes that it must read: ReceiveText()
    Content, //!< bytes that it only counts: ReceiveContent()
    Ended,   //!< nothing ever again: the rest of the stream has no meaning (discard it)
};

/// @brief The next run of input.
struct InputDemand
{
    InputKind kind = InputKind::Text; //!< how to hand it over
    uint64_t max = 0;                 //!< Content: at most so many bytes
};

/// @brief A run of bytes to send: text, or else a piece of content.
struct OutputPiece
{
    std::string_view text; //!< bytes of a head or of the chunked coding; valid until consumed
    Content content;       //!< if text is empty: the run of content, its length above 0
};

/// @brief What the machine wants done with the connection once its output is out.
enum class CloseDemand : uint8_t
{
    None,     //!< keep it open
    Graceful, //!< end our output, read on until the peer ends, then close (RFC 9112, section 9.6)
    Abort,    //!< nothing that could come is wanted: reset
};

/**
 * @brief One HTTP/1.1 connection as a state machine without input or output (RFC 9112).
 *
 * The same machine serves both ends. Bytes go in (ReceiveText, ReceiveContent, ReceiveEnd), events
 * come out (NextEvent), bytes to send come out (PeekOutput, ConsumeOutput), time comes in as a
 * value. Requests are StartRequest, AppendContent, EndContent on the client's side; responses
 * StartResponse and the same on the server's. The server's machine pauses its input between a
 * request and the end of its response, so pipelined requests are served in order.
 */
class Connection
{
  public:
    /// @brief Which end of the connection this is.
    enum class Role : uint8_t
    {
        Client, //!< sends requests
        Server, //!< sends responses
    };

    /**
     * @brief A machine at the start of a connection.
     * @param role which end
     * @param options limits and times
     */
    Connection(Role role, const ConnectionOptions& options);

    /**
     * @brief Client: begins a request. Its content follows by AppendContent and EndContent.
     *
     * Pipelining: a request may begin as soon as the one before it was ended by EndContent.
     * @param head the head; must say how its content is framed (Content-Length, chunked or neither)
     * @param now the present
     * @return the exchange, or nothing if the connection takes no further request or the head is
     * not valid
     */
    std::optional<ExchangeId> StartRequest(const RequestHead& head, Nanoseconds now);

    /**
     * @brief Server: begins the response to the request received last; 1xx are not final.
     *
     * Adds nothing to the head, save "Connection: close" where the connection must end after it.
     * @param head the head
     * @param now the present
     * @return whether a response was due and the head is valid
     */
    bool StartResponse(const ResponseHead& head, Nanoseconds now);

    /**
     * @brief Appends a piece of content to the message begun last.
     * @param piece what and how much; more than Content-Length announced is refused
     * @return whether it was taken
     */
    bool AppendContent(const Content& piece);

    /**
     * @brief Ends the message begun last.
     * @return false if less content was appended than Content-Length announced: then the connection
     *         closes after what there is (a truncated message, as a failing server makes it)
     */
    bool EndContent();

    /// @brief Whether there is something to send. @return whether
    bool HasOutput() const;

    /// @brief The next run of bytes to send; only if HasOutput(). @return the run
    OutputPiece PeekOutput() const;

    /**
     * @brief Says that bytes of the run given by PeekOutput were sent.
     * @param bytes how many, at most the run's length
     * @param now the present
     */
    void ConsumeOutput(uint64_t bytes, Nanoseconds now);

    /// @brief What can be taken next from the peer. @return the demand
    InputDemand GetInputDemand() const;

    /**
     * @brief Takes bytes while the demand is Text.
     * @param bytes the next bytes of the stream
     * @param now the present
     * @return how many were taken; fewer than given only if the demand has changed
     */
    std::size_t ReceiveText(std::string_view bytes, Nanoseconds now);

    /**
     * @brief Takes bytes by number while the demand is Content.
     * @param bytes how many, at most the demand's max
     * @param now the present
     */
    void ReceiveContent(uint64_t bytes, Nanoseconds now);

    /**
     * @brief The peer's stream ended in order.
     * @param now the present
     */
    void ReceiveEnd(Nanoseconds now);

    /**
     * @brief The connection is gone; every open exchange ends with that outcome.
     * @param outcome why: Reset, ConnectionLost, Stopped, ...
     */
    void ReceiveAbort(Outcome outcome);

    /// @brief The next event. @return the event, or nothing if there is none now
    std::optional<Event> NextEvent();

    /// @brief The head of the request that the last RequestReceived told of. @return the head
    const RequestHead& GetRequest() const;

    /// @brief The head of the response that the last …Received told of. @return the head
    const ResponseHead& GetResponse() const;

    /// @brief The trailer fields of the message received last. @return the fields
    const Fields& GetTrailers() const;

    /// @brief When HandleTimeout wants to be called. @return the moment, or nothing
    std::optional<Nanoseconds> GetDeadline() const;

    /**
     * @brief Does what is due; calling it too early does nothing.
     * @param now the present
     */
    void HandleTimeout(Nanoseconds now);

    /// @brief Whether another request may be sent or received after those begun. @return whether
    bool IsReusable() const;

    /// @brief Exchanges begun and not ended. @return their number
    std::size_t GetOpenExchanges() const;

    /// @brief What is to be done with the connection once HasOutput() is false. @return the demand
    CloseDemand GetCloseDemand() const;

    /// @brief No further exchange after those open: the machine demands a graceful close then.
    void CloseAfterOpenExchanges();
};

} // namespace http
} // namespace ns3

#endif /* HTTP_CONNECTION_H */
