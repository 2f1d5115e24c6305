/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_PAIR_H
#define HTTP_CONNECTION_PAIR_H

#include "ns3/http-connection.h"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief What a client asks, and how the server is to answer.
struct PlannedExchange
{
    std::string method = "GET";                  //!< the request's method
    Version version = Version::Http11;           //!< the request's version
    bool keepAlive = true;                       //!< the request wants the connection kept
    bool expects = false;                        //!< Expect: 100-continue
    FramingKind requestKind = FramingKind::None; //!< None, Length or Chunked
    uint64_t requestLength = 0;                  //!< content of the request
    bool requestTrailer = false;                 //!< unused by the machine, which sends no trailers
    uint16_t status = 200;                       //!< the final response's status
    FramingKind responseKind =
        FramingKind::Length;        //!< Length, Chunked, UntilClose (None: no content)
    uint64_t responseLength = 0;    //!< content of the response
    unsigned interims = 0;          //!< interim responses before the final one
    bool early = false;             //!< the response begins before the content has come
    bool closes = false;            //!< the response says close
    uint64_t cutAfter = UINT64_MAX; //!< the server stops after so much of its content
};

/**
 * @brief Two machines joined by two streams of bytes in memory.
 *
 * Content goes over the streams as bytes that look like messages, so that any error in the framing
 * shows at once. The pair checks on every event what must hold for all: grammar of the events of an
 * exchange, one end for each, places in the streams, content in length and in order.
 */
class ConnectionPair
{
  public:
    /// @brief Which machine.
    enum Side
    {
        CLIENT, //!< sends requests
        SERVER, //!< sends responses
    };

    /// @brief How an exchange went, as the client saw it.
    struct Result
    {
        bool ended = false;                  //!< ExchangeEnded was seen
        Outcome outcome = Outcome::Complete; //!< with that outcome
        bool retryable = false;              //!< and that
        uint16_t status = 0;                 //!< the final response's status
        uint64_t received = 0;               //!< content received
        unsigned interims = 0;               //!< interim responses received
    };

    /**
     * @brief Nothing sent yet.
     * @param plan the exchanges in their order
     * @param depth requests unanswered at once, at least 1
     * @param seed for the sizes of the pieces; 0 for pieces as large as they can be
     * @param options of both machines
     */
    ConnectionPair(std::vector<PlannedExchange> plan,
                   unsigned depth,
                   uint64_t seed,
                   const ConnectionOptions& options = {});

    /**
     * @brief Goes on until nothing moves any more.
     * @param steps at most so many steps
     */
    void Run(uint64_t steps = UINT64_MAX);

    /// @brief One of the many things that can happen next. @return false if nothing can
    bool Step();

    /// @brief The stream towards one side ends after so many bytes. @param side, bytes both
    void EndStream(Side side, uint64_t bytes);

    /// @brief The connection is reset under both. @param outcome what both are told
    void Abort(Outcome outcome);

    /// @brief Results so far; shorter than the plan if not all could be sent. @return them
    const std::vector<Result>& GetResults() const
    {
        return m_results;
    }

    /// @brief A machine. @param side which @return it
    Connection& Get(Side side)
    {
        return m_ends[side].machine;
    }

    /// @brief Bytes that went to one side. @param side which @return their number
    uint64_t GetDelivered(Side side) const
    {
        return m_ends[side].delivered;
    }

    /// @brief Server: exchanges that it ended. @return their outcomes
    const std::vector<Outcome>& GetServed() const
    {
        return m_served;
    }

  private:
    /// @brief One end.
    struct End
    {
        Connection machine;                        //!< the machine
        std::string inbox;                         //!< bytes on their way to it
        uint64_t delivered = 0;                    //!< bytes that it took or that were discarded
        uint64_t limit = UINT64_MAX;               //!< its stream ends after so many bytes
        bool peerEnds = false;                     //!< the other end has ended its output
        bool told = false;                         //!< it was told of that
        std::map<uint64_t, ExchangeId> sendStarts; //!< places where its messages begin
        std::map<uint64_t, ExchangeId> sendEnds;   //!< places where its messages end
    };

    /// @brief What the server knows of an exchange.
    struct Serving
    {
        bool received = false;  //!< the request is there
        bool responded = false; //!< the final response was begun
        bool finished = false;  //!< and ended
        unsigned interims = 0;  //!< interim responses sent
        uint64_t content = 0;   //!< content received
        uint64_t sent = 0;      //!< content sent
    };

    /// @brief A place in a stream that a receiver named.
    struct Place
    {
        Side side;           //!< the receiver
        bool isBegin;        //!< a message begins there, else it ends
        uint64_t offset;     //!< the place
        ExchangeId exchange; //!< the exchange
    };

    uint64_t Draw(uint64_t most);
    bool StartNext();
    bool AppendRequest();
    bool Respond();
    bool Move(Side from);
    bool Deliver(Side to);
    bool TakeEvents(Side side);
    bool CloseIfDemanded(Side side);
    void HandleClient(const Event& event);
    void HandleServer(const Event& event);
    void CheckSent(Side side, const Event& event);
    void CheckPlace(Side side, const Event& event);
    void CheckPlaces();

    std::vector<PlannedExchange> m_plan; //!< the exchanges
    unsigned m_depth;                    //!< requests unanswered at once
    std::mt19937_64 m_random;            //!< sizes
    bool m_whole;                        //!< pieces as large as they can be
    std::vector<End> m_ends;             //!< client and server
    std::vector<Result> m_results;       //!< what the client saw
    std::vector<Outcome> m_served;       //!< what the server saw
    std::vector<Serving> m_serving;      //!< what the server does
    std::vector<Place> m_places;         //!< places that receivers named, not checked yet
    uint64_t m_appended = 0;             //!< content of the request begun last that was appended
    bool m_open = false;                 //!< the request begun last is not ended
    bool m_refused = false;              //!< the server has refused a request
    bool m_aborted = false;              //!< the connection is gone
    Nanoseconds m_now{0};                //!< time goes on
};

} // namespace http
} // namespace ns3

#endif /* HTTP_CONNECTION_PAIR_H */
