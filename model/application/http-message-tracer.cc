/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-message-tracer.h"

#include "http-content-bytes.h"

#include "ns3/http-head-writer.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

HttpMessageTracer::HttpMessageTracer(const Sink& sink,
                                     uint32_t node,
                                     uint32_t application,
                                     bool sends)
    : m_sink(sink),
      m_node(node),
      m_application(application),
      m_isClient(sends)
{
}

void
HttpMessageTracer::BeginSending(std::string head,
                                const http::Content& content,
                                uint64_t transaction)
{
    Draft draft;
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
HttpMessageTracer::AppendSending(const http::Content& piece)
{
    if (!m_sending.empty())
    {
        HttpMessageRecord& record = m_sending.back().record;
        record.contentBytes += piece.length;
        record.contentKind = GetHttpContentKindName(piece.kind);
        record.contentSeed = piece.seed;
    }
}

void
HttpMessageTracer::DescribeReceiving(const http::Content& content, uint64_t transaction)
{
    if (m_receiving)
    {
        m_receiving->record.contentKind = GetHttpContentKindName(content.kind);
        m_receiving->record.contentSeed = content.seed;
        m_receiving->record.transaction = transaction;
    }
}

void
HttpMessageTracer::BeginReceiving(HttpDriver& driver, const http::Event& event)
{
    m_receiving = std::make_unique<Draft>();
    const http::Session& session = driver.GetSession();
    if (event.type == http::EventType::RequestReceived)
    {
        http::WriteRequestHead(session.GetRequest(), m_receiving->head);
    }
    else
    {
        http::WriteResponseHead(session.GetResponse(), m_receiving->head);
    }
    HttpMessageRecord& record = m_receiving->record;
    record.isRequest = !m_isClient;
    record.sent = false;
    record.headBytes = event.headBytes;
    record.streamBegin = event.streamOffset;
    record.first = NanoSeconds(event.begun.count());
}

void
HttpMessageTracer::Follow(HttpDriver& driver, const http::Event& event, uint64_t transaction)
{
    switch (event.type)
    {
    case http::EventType::RequestReceived:
    case http::EventType::ResponseReceived:
        BeginReceiving(driver, event);
        break;
    case http::EventType::InformationalReceived:
        // Nothing follows its head, and no event tells of its end.
        BeginReceiving(driver, event);
        m_receiving->record.transaction = transaction;
        m_receiving->record.streamEnd = event.streamOffset + event.headBytes;
        Emit(driver, *m_receiving, http::GetOutcomeName(http::Outcome::Complete));
        m_receiving = nullptr;
        break;
    case http::EventType::ContentReceived:
        if (m_receiving)
        {
            m_receiving->record.contentBytes += event.length;
        }
        break;
    case http::EventType::MessageReceived:
        if (m_receiving)
        {
            m_receiving->record.streamEnd = event.streamOffset;
            Emit(driver, *m_receiving, http::GetOutcomeName(http::Outcome::Complete));
            m_receiving = nullptr;
        }
        break;
    case http::EventType::SendStarted:
        if (!m_sending.empty())
        {
            m_sending.front().isBegun = true;
            m_sending.front().record.first = Simulator::Now();
            m_sending.front().record.streamBegin = event.streamOffset;
        }
        break;
    case http::EventType::SendFinished:
        if (!m_sending.empty())
        {
            m_sending.front().record.streamEnd = event.streamOffset;
            Emit(driver, m_sending.front(), http::GetOutcomeName(http::Outcome::Complete));
            m_sending.erase(m_sending.begin());
        }
        break;
    case http::EventType::ExchangeEnded:
        if (event.outcome != http::Outcome::Complete)
        {
            EmitRest(driver, http::GetOutcomeName(event.outcome));
        }
        break;
    default:
        break;
    }
}

void
HttpMessageTracer::EmitRest(HttpDriver& driver, const char* outcome)
{
    if (m_receiving)
    {
        HttpMessageRecord& record = m_receiving->record;
        record.streamEnd = record.streamBegin + record.headBytes + record.contentBytes;
        Emit(driver, *m_receiving, outcome);
        m_receiving = nullptr;
    }
    if (!m_sending.empty() && m_sending.front().isBegun)
    {
        m_sending.front().record.streamEnd = driver.GetSession().GetSentBytes();
        Emit(driver, m_sending.front(), outcome);
    }
    // What was not begun is no message.
    m_sending.clear();
}

void
HttpMessageTracer::Emit(HttpDriver& driver, Draft& draft, const char* outcome)
{
    HttpMessageRecord& record = draft.record;
    record.node = m_node;
    record.application = m_application;
    record.socket = driver.GetTransport().GetSocketNumber();
    record.local = driver.GetTransport().GetLocal();
    record.remote = driver.GetTransport().GetRemote();
    record.head = draft.head;
    record.last = Simulator::Now();
    record.outcome = outcome;
    if (record.contentBytes == 0)
    {
        record.contentKind = "";
    }
    m_sink(record);
}

} // namespace ns3
