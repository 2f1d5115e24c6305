/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-message-tracer.h"

#include "http-content-bytes.h"

#include "ns3/http-head-writer.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3
{

std::unique_ptr<HttpMessageTracer>
HttpMessageTracer::Make(const HttpTracedApplication& application, bool sends)
{
    return application.TracesMessages() ? std::make_unique<HttpMessageTracer>(application, sends)
                                        : nullptr;
}

HttpMessageTracer::HttpMessageTracer(const HttpTracedApplication& application, bool sends)
    : m_application(application),
      m_isClient(sends)
{
}

HttpMessageTracer::Drafts::iterator
HttpMessageTracer::Find(Drafts& drafts, http::ExchangeId exchange)
{
    return std::find_if(drafts.begin(), drafts.end(), [exchange](const Draft& draft) {
        return draft.exchange == exchange;
    });
}

void
HttpMessageTracer::BeginSending(http::ExchangeId exchange,
                                std::string head,
                                const http::Content& content,
                                uint64_t transaction)
{
    Draft draft;
    draft.exchange = exchange;
    draft.head = std::move(head);
    draft.record.isRequest = m_isClient;
    draft.record.sent = true;
    draft.record.transaction = transaction;
    draft.record.headBytes = static_cast<uint32_t>(draft.head.size());
    draft.record.contentBytes = content.length;
    draft.record.contentKind = content.length > 0 ? GetHttpContentKindName(content.kind) : "";
    draft.record.contentSeed = content.seed;
    m_sending.push_back(std::move(draft));
}

void
HttpMessageTracer::AppendSending(http::ExchangeId exchange, const http::Content& piece)
{
    const auto draft =
        std::find_if(m_sending.rbegin(), m_sending.rend(), [exchange](const Draft& each) {
            return each.exchange == exchange;
        });
    if (draft != m_sending.rend())
    {
        draft->record.contentBytes += piece.length;
        draft->record.contentKind = GetHttpContentKindName(piece.kind);
        draft->record.contentSeed = piece.seed;
    }
}

void
HttpMessageTracer::DescribeReceiving(http::ExchangeId exchange,
                                     const http::Content& content,
                                     uint64_t transaction)
{
    const auto draft = Find(m_receiving, exchange);
    if (draft != m_receiving.end())
    {
        draft->record.contentKind = GetHttpContentKindName(content.kind);
        draft->record.contentSeed = content.seed;
        draft->record.transaction = transaction;
    }
}

void
HttpMessageTracer::BeginReceiving(HttpDriver& driver, const http::Event& event)
{
    m_receiving.emplace_back();
    Draft& draft = m_receiving.back();
    draft.exchange = event.exchange;
    const http::Session& session = driver.GetSession();
    if (event.type == http::EventType::RequestReceived)
    {
        http::WriteRequestHead(session.GetRequest(), draft.head);
    }
    else
    {
        http::WriteResponseHead(session.GetResponse(), draft.head);
    }
    HttpMessageRecord& record = draft.record;
    record.isRequest = !m_isClient;
    record.sent = false;
    record.headBytes = event.headBytes;
    record.streamBegin = event.streamOffset;
    record.first = NanoSeconds(event.begun.count());
}

void
HttpMessageTracer::Follow(HttpDriver& driver, const http::Event& event, uint64_t transaction)
{
    const char* complete = http::GetOutcomeName(http::Outcome::Complete);
    const auto received = Find(m_receiving, event.exchange);
    const auto sent = Find(m_sending, event.exchange);
    switch (event.type)
    {
    case http::EventType::RequestReceived:
    case http::EventType::ResponseReceived:
        BeginReceiving(driver, event);
        break;
    case http::EventType::InformationalReceived:
        // Nothing follows its head, and no event tells of its end.
        BeginReceiving(driver, event);
        m_receiving.back().record.transaction = transaction;
        Emit(driver,
             m_receiving,
             std::prev(m_receiving.end()),
             event.streamOffset + event.headBytes,
             complete);
        break;
    case http::EventType::ContentReceived:
        if (received != m_receiving.end())
        {
            received->record.contentBytes += event.length;
        }
        break;
    case http::EventType::MessageReceived:
        Emit(driver, m_receiving, received, event.streamOffset, complete);
        break;
    case http::EventType::SendStarted:
        if (sent != m_sending.end())
        {
            sent->isBegun = true;
            sent->record.first = Simulator::Now();
            sent->record.streamBegin = event.streamOffset;
            // Where heads are compressed, only now it is known to how much.
            sent->record.headBytes = event.headBytes > 0 ? event.headBytes : sent->record.headBytes;
        }
        break;
    case http::EventType::SendFinished:
        Emit(driver, m_sending, sent, event.streamOffset, complete);
        break;
    case http::EventType::ExchangeEnded:
        if (event.outcome != http::Outcome::Complete)
        {
            EmitRest(driver, event.exchange, http::GetOutcomeName(event.outcome));
        }
        break;
    default:
        break;
    }
}

void
HttpMessageTracer::EmitRest(HttpDriver& driver, http::ExchangeId exchange, const char* outcome)
{
    const auto received = Find(m_receiving, exchange);
    if (received != m_receiving.end())
    {
        const HttpMessageRecord& record = received->record;
        Emit(driver,
             m_receiving,
             received,
             record.streamBegin + record.headBytes + record.contentBytes,
             outcome);
    }
    for (auto sent = Find(m_sending, exchange); sent != m_sending.end();
         sent = Find(m_sending, exchange))
    {
        if (sent->isBegun)
        {
            Emit(driver, m_sending, sent, driver.GetSession().GetSentBytes(), outcome);
        }
        else
        {
            // What was not begun is no message.
            m_sending.erase(sent);
        }
    }
}

void
HttpMessageTracer::SetRanges(const HttpDriver& driver, Draft& draft)
{
    HttpMessageRecord& record = draft.record;
    http::StreamRanges parts = driver.GetSession().GetRanges(draft.exchange, record.sent);
    if (parts.empty())
    {
        parts.emplace_back(record.streamBegin, record.streamEnd);
    }
    for (const auto& [begin, end] : parts)
    {
        driver.GetTransport().AddStreamRanges(record.sent, begin, end, record.ranges);
    }
    if (record.ranges.empty())
    {
        return;
    }
    record.streamBegin = record.ranges.front().first;
    record.streamEnd = record.ranges.back().second;
    if (record.ranges.size() == 1)
    {
        record.ranges.clear();
    }
}

void
HttpMessageTracer::Emit(HttpDriver& driver,
                        Drafts& drafts,
                        Drafts::iterator draft,
                        uint64_t end,
                        const char* outcome)
{
    if (draft == drafts.end())
    {
        return;
    }
    HttpMessageRecord& record = draft->record;
    record.streamEnd = end;
    SetRanges(driver, *draft);
    record.stream = driver.GetSession().GetStream(draft->exchange);
    driver.GetTransport().GetEnds().Tell(record);
    record.head = draft->head;
    record.last = Simulator::Now();
    record.outcome = outcome;
    if (record.contentBytes == 0)
    {
        record.contentKind = "";
    }
    m_application.TraceMessage(record);
    drafts.erase(draft);
}

} // namespace ns3
