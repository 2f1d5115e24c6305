/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_PAIR_H
#define HTTP2_PAIR_H

#include "ns3/http2-session.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief Whether tests of HTTP/2 can run; for Boost's precondition. @return HasHttp2()
inline bool
CanTestHttp2(unsigned long /* test */)
{
    return HasHttp2();
}

/// @brief A frame that was seen between the two ends.
struct SeenFrame
{
    bool fromClient = false; //!< who sent it
    Http2FrameHeader header; //!< its header
    std::string payload;     //!< its payload; zeros where it is content
};

/// @brief One end of an Http2Pair: its session and what became of its exchanges.
struct Http2End
{
    /// @brief What its events said of an exchange.
    struct Seen
    {
        uint16_t status = 0;                 //!< client: of the final response
        unsigned interims = 0;               //!< client: interim responses
        uint64_t content = 0;                //!< bytes of content received
        bool received = false;               //!< the inbound message is whole
        bool finished = false;               //!< the outbound message was handed out
        bool ended = false;                  //!< the exchange is over
        Outcome outcome = Outcome::Complete; //!< how
        bool retryable = false;              //!< whether it may be tried again
        bool unprocessed = false;            //!< and whatever its method
        std::string problem;                 //!< why
        RequestHead request;                 //!< server: its head
        ResponseHead response;               //!< client: its head
        Fields trailers;                     //!< client: its trailers
    };

    std::unique_ptr<Http2Session> session; //!< the machine
    std::map<ExchangeId, Seen> seen;       //!< by exchange
    std::vector<Event> events;             //!< all, in order
    std::string inbox;                     //!< bytes on their way to it
    Http2FrameReader reader{false};        //!< follows what it sends
    std::string frame;                     //!< the frame that it is sending
};

/**
 * @brief Two HTTP/2 sessions joined by streams of bytes in memory.
 *
 * Content is sent as zeros. What passes is taken apart as frames, independent of both.
 */
class Http2Pair
{
  public:
    /**
     * @brief At the beginning of a connection.
     * @param client, server options
     * @param limits of both
     */
    explicit Http2Pair(const Http2Options& client = {},
                       const Http2Options& server = {},
                       const ConnectionOptions& limits = {});

    /// @brief Moves bytes and events until nothing moves. @param piece at most so many at once
    void Run(std::size_t piece = SIZE_MAX);

    /// @brief Moves what one end has to send into the other's inbox. @param client which end
    /// @param most at most so many bytes
    void Send(bool client, std::size_t most = SIZE_MAX);

    /// @brief An end takes what is in its inbox. @param client which end @param most at once
    void Deliver(bool client, std::size_t most = SIZE_MAX);

    /// @brief Frames of a type. @param fromClient who sent them @param type it @return them
    std::vector<SeenFrame> GetFrames(bool fromClient, uint8_t type) const;

    /// @brief Asks for something. @param target, fields the request @return its exchange
    ExchangeId Get(const std::string& target, const Fields& fields = {});

    Http2End client;               //!< asks
    Http2End server;               //!< answers
    std::vector<SeenFrame> frames; //!< in the order in which they were sent
    Nanoseconds now{0};            //!< the present

    /// @brief What the server answers when a request is whole or refused; by default 200 with the
    /// number of bytes that the target names, or with the refusal's status.
    std::function<void(Http2Pair&, ExchangeId, uint16_t)> answer;

    /// @brief Hears of each event, or nothing: whose it is, and it.
    std::function<void(bool, const Event&)> onEvent;

    /// @brief Answers. @param exchange, status, length how
    void Answer(ExchangeId exchange, uint16_t status, uint64_t length);

  private:
    void TakeEvents(bool isClient);
    void Watch(bool fromClient, std::string_view bytes);
};

} // namespace http
} // namespace ns3

#endif /* HTTP2_PAIR_H */
