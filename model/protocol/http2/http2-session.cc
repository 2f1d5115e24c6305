/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include <algorithm>
#include <nghttp2/nghttp2.h>

namespace ns3
{
namespace http
{

Http2Session::Http2Session(std::shared_ptr<const ConnectionOptions> limits,
                           std::shared_ptr<const Http2Options> options,
                           Role role,
                           std::optional<Nanoseconds> now,
                           std::unique_ptr<StreamScheduler> scheduler)
    : SessionBase(std::move(limits), role, now),
      m_options(std::move(options)),
      m_resetsLeft(m_options->resetBurst),
      m_scheduler(scheduler ? std::move(scheduler) : MakeStreamScheduler(m_options->scheduler)),
      m_reader(role == Role::Server)
{
    StartLibrary();
    TakeFrames();
    m_isStartKnown = role == Role::Client && m_options->flushesStart;
    m_startEnd = m_isStartKnown ? m_queued : 0;
}

std::unique_ptr<Http2Session>
Http2Session::Make(std::shared_ptr<const ConnectionOptions> limits,
                   std::shared_ptr<const Http2Options> options,
                   Role role,
                   std::optional<Nanoseconds> now,
                   std::unique_ptr<StreamScheduler> scheduler)
{
    return std::unique_ptr<Http2Session>(
        new Http2Session(std::move(limits), std::move(options), role, now, std::move(scheduler)));
}

// Streams

Http2Session::Stream*
Http2Session::Find(ExchangeId exchange) const
{
    const auto place = std::lower_bound(
        m_streams.begin(),
        m_streams.end(),
        exchange,
        [](const auto& stream, ExchangeId number) { return stream->exchange < number; });
    return place != m_streams.end() && (*place)->exchange == exchange ? place->get() : nullptr;
}

Http2Session::Stream*
Http2Session::FindStream(uint32_t id) const
{
    const auto place =
        std::lower_bound(m_streams.begin(),
                         m_streams.end(),
                         id,
                         [](const auto& stream, uint32_t number) { return stream->id < number; });
    return place != m_streams.end() && (*place)->id == id ? place->get() : nullptr;
}

Http2Session::Stream&
Http2Session::AddStream(uint32_t id)
{
    m_streams.push_back(std::make_unique<Stream>());
    Stream& stream = *m_streams.back();
    stream.id = id;
    stream.exchange = ++m_lastExchange;
    stream.since = m_now;
    return stream;
}

uint32_t
Http2Session::GetStream(ExchangeId exchange) const
{
    if (m_role == Role::Client)
    {
        return static_cast<uint32_t>(2 * exchange - 1);
    }
    const Stream* stream = Find(exchange);
    const auto number = m_numbers.find(exchange);
    return stream ? stream->id : number == m_numbers.end() ? 0 : number->second;
}

std::size_t
Http2Session::GetOpenExchanges() const
{
    return m_streams.size();
}

bool
Http2Session::IsReusable() const
{
    return !m_closing && !m_broken && !m_abort && !m_peerEnded;
}

bool
Http2Session::IsMultiplexed() const
{
    return true;
}

std::size_t
Http2Session::GetCapacity() const
{
    if (!IsReusable())
    {
        return 0;
    }
    const std::size_t most =
        m_role == Role::Client
            ? std::min(m_options->mostStreams,
                       nghttp2_session_get_remote_settings(m_library.get(),
                                                           NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
            : std::max(1U, m_options->maxConcurrentStreams);
    return most - std::min(most, m_streams.size());
}

// Events

std::optional<Event>
Http2Session::NextEvent()
{
    const auto event = SessionBase::NextEvent();
    if (!event)
    {
        return event;
    }
    if (m_ended > 0)
    {
        // Until now its places could be asked for.
        m_places.erase(m_ended);
        m_numbers.erase(m_ended);
    }
    m_ended = event->type == EventType::ExchangeEnded ? event->exchange : 0;
    TellPlaces(*event);
    if (event->type == EventType::RequestReceived || event->type == EventType::RequestRefused)
    {
        Tell(event->exchange);
    }
    return event;
}

void
Http2Session::Tell(ExchangeId exchange)
{
    if (exchange > m_told)
    {
        const Stream* stream = Find(exchange);
        m_told = exchange;
        m_toldStream = stream ? stream->id : m_toldStream;
    }
}

// Places of messages

void
Http2Session::TellPlaces(const Event& event)
{
    const auto places = m_places.find(event.exchange);
    if (places == m_places.end())
    {
        return;
    }
    switch (event.type)
    {
    case EventType::RequestReceived:
    case EventType::InformationalReceived:
    case EventType::ResponseReceived:
        ++places->second[0].told;
        break;
    case EventType::SendStarted:
        ++places->second[1].told;
        break;
    default:
        break;
    }
}

void
Http2Session::AddRange(ExchangeId exchange,
                       bool isSent,
                       bool isBegin,
                       const StreamRanges::value_type& range)
{
    if (!m_options->traces)
    {
        return;
    }
    Places& places = m_places[exchange][isSent ? 1 : 0];
    places.begun += isBegin ? 1 : 0;
    if (!places.ranges.empty() && places.ranges.back().first == places.begun &&
        places.ranges.back().second.second == range.first)
    {
        places.ranges.back().second.second = range.second;
        return;
    }
    places.ranges.emplace_back(places.begun, range);
}

StreamRanges
Http2Session::GetRanges(ExchangeId exchange, bool isSent) const
{
    StreamRanges ranges;
    const auto found = m_places.find(exchange);
    if (found != m_places.end())
    {
        const Places& places = found->second[isSent ? 1 : 0];
        for (const auto& [message, range] : places.ranges)
        {
            if (message == std::max(1U, places.told))
            {
                ranges.push_back(range);
            }
        }
    }
    return ranges;
}

} // namespace http
} // namespace ns3
