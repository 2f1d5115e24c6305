/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_MESSAGE_TRACER_H
#define HTTP_MESSAGE_TRACER_H

#include "http-driver.h"
#include "http-traced-application.h"

#include "ns3/http-event.h"
#include "ns3/http-message-record.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Puts the message records of one connection together from its session's events.
 *
 * Made only where somebody listens to the Message trace source.
 */
class HttpMessageTracer
{
  public:
    /// @brief A tracer for one connection. @param application, sends as below @return it; nullptr
    /// if nobody listens to Message
    static std::unique_ptr<HttpMessageTracer> Make(const HttpTracedApplication& application,
                                                   bool sends);

    /**
     * @brief A tracer for one connection.
     * @param application tells of the messages; must outlive it
     * @param sends whether this end sends requests (and receives responses)
     */
    HttpMessageTracer(const HttpTracedApplication& application, bool sends);

    /**
     * @brief A message is about to be sent: call before the session hands out its first byte.
     * @param exchange whose
     * @param head its head as on the wire
     * @param content its content
     * @param transaction the client's number of the transaction, else 0
     */
    void BeginSending(http::ExchangeId exchange,
                      std::string head,
                      const http::Content& content,
                      uint64_t transaction);

    /**
     * @brief A piece of content was appended to the exchange's message begun last, whose
     *        BeginSending() told of no content.
     * @param exchange whose
     * @param piece what and how much
     */
    void AppendSending(http::ExchangeId exchange, const http::Content& piece);

    /**
     * @brief Says what the content of the message being received is.
     * @param exchange whose
     * @param content its kind and seed
     * @param transaction the client's number of the transaction, else 0
     */
    void DescribeReceiving(http::ExchangeId exchange,
                           const http::Content& content,
                           uint64_t transaction);

    /**
     * @brief Follows an event.
     * @param driver the connection's driver
     * @param event the event
     * @param transaction the client's number of the transaction that an interim response belongs to
     */
    void Follow(HttpDriver& driver, const http::Event& event, uint64_t transaction = 0);

  private:
    /// @brief A record in the making.
    struct Draft
    {
        http::ExchangeId exchange; //!< its exchange
        HttpMessageRecord record;  //!< what is known so far
        std::string head;          //!< the head's bytes
        bool isBegun = false;      //!< its first byte was handed to the socket
    };

    /// Messages in the making in one direction, the oldest first
    using Drafts = std::vector<Draft>;

    /// @brief The oldest draft of an exchange. @param drafts, exchange which @return its place
    static Drafts::iterator Find(Drafts& drafts, http::ExchangeId exchange);

    /**
     * @brief An exchange has failed: tells what there is of its messages.
     * @param driver the connection's driver
     * @param exchange which
     * @param outcome how it ended
     */
    void EmitRest(HttpDriver& driver, http::ExchangeId exchange, const char* outcome);

    /**
     * @brief Completes a draft, passes it to the sinks and forgets it.
     * @param driver the connection's driver
     * @param drafts, draft which; ignored if it is the end
     * @param end offset of the byte after its last one
     * @param outcome how the message ended
     */
    void Emit(HttpDriver& driver,
              Drafts& drafts,
              Drafts::iterator draft,
              uint64_t end,
              const char* outcome);

    /// @brief Says where a message lies. @param driver the connection's driver @param draft it,
    /// otherwise complete
    static void SetRanges(const HttpDriver& driver, Draft& draft);

    /**
     * @brief Begins the draft of a received message.
     * @param driver the connection's driver
     * @param event the event that told of its head
     */
    void BeginReceiving(HttpDriver& driver, const http::Event& event);

    const HttpTracedApplication& m_application; //!< tells of the messages
    bool m_isClient;                            //!< this end sends requests
    Drafts m_sending;                           //!< messages to be sent
    Drafts m_receiving;                         //!< messages being received
};

} // namespace ns3

#endif /* HTTP_MESSAGE_TRACER_H */
