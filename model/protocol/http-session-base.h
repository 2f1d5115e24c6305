/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SESSION_BASE_H
#define HTTP_SESSION_BASE_H

#include "http-fifo.h"
#include "http-framing.h"
#include "http-head-rules.h"
#include "http-session.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>

namespace ns3
{
namespace http
{

/**
 * @brief What sessions of every protocol have: their limits, what time it is, and the events not
 * yet taken with the heads and trailers that they tell of.
 */
class SessionBase : public Session
{
  public:
    std::optional<Event> NextEvent() override;
    const RequestHead& GetRequest() const override;
    const ResponseHead& GetResponse() const override;
    const Fields& GetTrailers() const override;

    void RestartIdle(Nanoseconds now) override
    {
        m_since = now;
    }

  protected:
    /**
     * @brief A session at the start of a connection.
     * @param limits limits and times, shared with other sessions
     * @param role which end
     * @param now the present: the server's idle time begins here; without it, with the first
     *        exchange
     */
    SessionBase(std::shared_ptr<const ConnectionOptions> limits,
                Role role,
                std::optional<Nanoseconds> now);

    /// @brief Heads and trailers that were read before the events about earlier ones were taken.
    struct Backlog
    {
        std::tuple<Fifo<RequestHead>, Fifo<ResponseHead>> heads; //!< heads
        Fifo<std::pair<ExchangeId, Fields>> trailers;            //!< trailer sections
    };

    /// @brief Adds an event. @param type, exchange of the event @return it, to be completed
    Event& PushEvent(EventType type, ExchangeId exchange);

    /**
     * @brief Where a head is to be read: the place of the one told of last, if all was told.
     * @param ahead another place
     * @return one of the two
     */
    template <typename Head>
    Head& ChooseHead(Head& ahead)
    {
        return m_unread == 0 ? std::get<Head>(m_head) : ahead;
    }

    /**
     * @brief Adds the event of a head.
     * @param type, exchange of the event
     * @param head it, perhaps in the place that ChooseHead() gave; not there any more afterwards
     * @param begin where it begins in the stream
     * @param bytes its bytes on the wire
     */
    template <typename Head>
    void PushHead(EventType type, ExchangeId exchange, Head& head, uint64_t begin, uint64_t bytes)
    {
        auto& current = std::get<Head>(m_head);
        if (m_unread > 0)
        {
            std::get<Fifo<Head>>(GetBacklog().heads).Push(std::move(head));
        }
        else if (&head != &current)
        {
            current = std::move(head);
        }
        m_headIsCurrent = m_headIsCurrent || m_unread == 0;
        Event& event = PushEvent(type, exchange);
        event.streamOffset = begin;
        event.headBytes = static_cast<uint32_t>(bytes);
        event.begun = m_headBegun;
    }

    /// @brief Adds the event of content; what came last of the same is one with it. @param type,
    /// exchange, bytes of the event
    void PushContent(EventType type, ExchangeId exchange, uint64_t bytes);
    /// @brief Adds the event of a message that is complete. @param exchange whose @param end where
    /// it ends @param trailers its trailer section
    void PushMessageReceived(ExchangeId exchange, uint64_t end, Fields&& trailers);
    /// @brief Adds the event of an end. @param exchange, outcome, retryable, problem of the event
    void PushExchangeEnded(ExchangeId exchange,
                           Outcome outcome,
                           bool retryable,
                           const char* problem);
    /// @brief Adds the event of a refused request. @param exchange whose @param problem of the
    /// event
    void PushRefused(ExchangeId exchange, const HeadProblem& problem);
    /// @brief Server: forgets the events of later exchanges. @param last the last one that is kept
    void ForgetBeyond(ExchangeId last);

    /// @brief Whether an event is about what came in. @param type its type @return whether
    static bool IsAboutInput(EventType type)
    {
        return type != EventType::SendStarted && type != EventType::SendFinished &&
               type != EventType::FrameSent;
    }

    /// @brief What was read ahead; made when first asked for. @return it
    Backlog& GetBacklog();
    /// @brief Limits and expectations. @param head, framing of a request @return what is wrong
    HeadProblem CheckRequest(const RequestHead& head, const Framing& framing) const;
    /// @brief When a server that waits for a request refuses it. @param since when it began @param
    /// bytes what has come of it @return the moment, or nothing
    std::optional<Nanoseconds> GetRequestDeadline(Nanoseconds since, uint64_t bytes) const;
    /// @brief When a server that waits for nothing closes. @return the moment, or nothing
    std::optional<Nanoseconds> GetIdleDeadline() const;

    std::shared_ptr<const ConnectionOptions> m_limits; //!< limits and times
    Role m_role;                                       //!< which end
    bool m_closing = false;                            //!< no exchange after the open ones
    bool m_abort = false;                              //!< nothing that could come is wanted
    bool m_peerEnded = false;                          //!< the peer's stream has ended
    bool m_sinceKnown = false;                         //!< m_since says something
    bool m_headIsCurrent = false;       //!< the first unread head event is about m_head
    uint32_t m_unread = 0;              //!< events not yet taken that are about what came in
    Nanoseconds m_now{0};               //!< the last time heard of
    Nanoseconds m_since{0};             //!< begin of what is waited for, such as the idle time
    Nanoseconds m_headBegun{0};         //!< when the first byte of the last head was taken
    Nanoseconds m_moved{0};             //!< when a byte came or went last
    ExchangeId m_lastExchange = 0;      //!< number of the exchange begun last
    Fifo<Event> m_events;               //!< events not yet taken
    std::unique_ptr<Backlog> m_backlog; //!< what was read ahead, if any

  private:
    /// @brief The head of the event that is taken becomes the current one.
    template <typename Head>
    void TakeHead();

    std::variant<RequestHead, ResponseHead> m_head; //!< what GetRequest() or GetResponse() gives
    std::unique_ptr<Fields> m_trailers;             //!< the trailers that GetTrailers() gives
};

} // namespace http
} // namespace ns3

#endif /* HTTP_SESSION_BASE_H */
