/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-pair.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

namespace ns3
{
namespace http
{

Http2Pair::Http2Pair(const Http2Options& clientOptions,
                     const Http2Options& serverOptions,
                     const ConnectionOptions& limits)
{
    const auto shared = std::make_shared<const ConnectionOptions>(limits);
    client.session = Http2Session::Make(shared,
                                        std::make_shared<const Http2Options>(clientOptions),
                                        Role::Client);
    server.session = Http2Session::Make(shared,
                                        std::make_shared<const Http2Options>(serverOptions),
                                        Role::Server,
                                        now);
    client.reader = Http2FrameReader(true);
    answer = [](Http2Pair& pair, ExchangeId exchange, uint16_t status) {
        const std::string& target = pair.server.seen[exchange].request.target;
        const uint64_t length = status == 200 ? std::stoull("0" + target.substr(1)) : 0;
        pair.Answer(exchange, status, length);
    };
}

void
Http2Pair::Answer(ExchangeId exchange, uint16_t status, uint64_t length)
{
    if (!server.session->GetStream(exchange))
    {
        // The connection has failed meanwhile.
        BOOST_TEST((server.session->GetCloseDemand() != CloseDemand::None));
        return;
    }
    ResponseHead head;
    head.status = status;
    head.fields.Add("Server", "pair");
    head.fields.Add("Content-Length", std::to_string(length));
    BOOST_TEST(server.session->StartResponse(exchange, head, now, nullptr));
    if (length > 0)
    {
        BOOST_TEST(server.session->AppendContent(exchange, {length, 7, 0, ContentKind::Pattern}));
    }
    BOOST_TEST(server.session->EndContent(exchange));
}

ExchangeId
Http2Pair::Get(const std::string& target, const Fields& fields)
{
    RequestHead head;
    head.target = target;
    head.fields.Add("Host", "example.com");
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        head.fields.Add(fields.GetLine(i).name, fields.GetLine(i).value);
    }
    const auto exchange = client.session->StartRequest(head, now, nullptr);
    BOOST_REQUIRE(exchange.has_value());
    return *exchange;
}

void
Http2Pair::Watch(bool fromClient, std::string_view bytes)
{
    Http2End& end = fromClient ? client : server;
    while (!bytes.empty())
    {
        const bool isPreface = end.reader.GetPart() == Http2FrameReader::Part::Preface;
        const std::size_t run = std::min<uint64_t>(bytes.size(), end.reader.GetLeft());
        end.frame += isPreface ? "" : std::string(bytes.substr(0, run));
        end.reader.Take(bytes.substr(0, run));
        bytes.remove_prefix(run);
        if (end.reader.IsBetweenFrames() && !end.frame.empty())
        {
            BOOST_TEST(end.frame.size() == end.reader.GetFrame().GetFrameBytes());
            frames.push_back({fromClient, end.reader.GetFrame(), end.frame.substr(9)});
            end.frame.clear();
        }
    }
}

void
Http2Pair::Send(bool isClient, std::size_t most)
{
    Http2Session& session = *(isClient ? client : server).session;
    std::string& inbox = (isClient ? server : client).inbox;
    while (most > 0 && session.HasOutput())
    {
        const OutputPiece piece = session.PeekOutput();
        const bool isText = !piece.text.empty();
        const std::size_t length =
            std::min<uint64_t>(isText ? piece.text.size() : piece.content.length, most);
        BOOST_REQUIRE_GT(length, 0U);
        const std::string bytes =
            isText ? std::string(piece.text.substr(0, length)) : std::string(length, '\0');
        Watch(isClient, bytes);
        inbox += bytes;
        session.ConsumeOutput(length, now);
        most -= length;
    }
}

void
Http2Pair::Deliver(bool isClient, std::size_t most)
{
    Http2End& end = isClient ? client : server;
    std::size_t begin = 0;
    while (begin < end.inbox.size())
    {
        const InputDemand demand = end.session->GetInputDemand();
        const std::size_t rest = std::min(end.inbox.size() - begin, most);
        if (demand.kind == InputKind::Text)
        {
            const std::string_view text(end.inbox.data() + begin, rest);
            begin += end.session->ReceiveText(text, now);
        }
        else if (demand.kind == InputKind::Content)
        {
            const std::size_t run = std::min<uint64_t>(rest, demand.max);
            BOOST_REQUIRE_GT(run, 0U);
            end.session->ReceiveContent(run, now);
            begin += run;
        }
        else
        {
            begin = end.inbox.size();
        }
        TakeEvents(isClient);
    }
    end.inbox.clear();
    TakeEvents(isClient);
}

void
Http2Pair::TakeEvents(bool isClient)
{
    Http2End& end = isClient ? client : server;
    while (const auto event = end.session->NextEvent())
    {
        end.events.push_back(*event);
        if (onEvent)
        {
            onEvent(isClient, *event);
        }
        Http2End::Seen& seen = end.seen[event->exchange];
        // The frame that ends an exchange is told of behind that.
        BOOST_TEST(
            (!seen.ended || event->exchange == 0 || event->type == EventType::FrameReceived));
        switch (event->type)
        {
        case EventType::RequestReceived:
            seen.request = end.session->GetRequest();
            break;
        case EventType::InformationalReceived:
            ++seen.interims;
            break;
        case EventType::ResponseReceived:
            seen.response = end.session->GetResponse();
            seen.status = seen.response.status;
            break;
        case EventType::ContentReceived:
            seen.content += event->length;
            break;
        case EventType::MessageReceived:
            seen.received = true;
            seen.trailers = end.session->GetTrailers();
            if (!isClient)
            {
                answer(*this, event->exchange, 200);
            }
            break;
        case EventType::RequestRefused:
            seen.problem = event->problem;
            answer(*this, event->exchange, event->status);
            break;
        case EventType::SendFinished:
            seen.finished = true;
            break;
        case EventType::ExchangeEnded:
            seen.ended = true;
            seen.outcome = event->outcome;
            seen.retryable = event->retryable;
            seen.unprocessed = event->unprocessed;
            seen.problem = event->problem;
            break;
        default:
            break;
        }
    }
}

void
Http2Pair::Run(std::size_t piece)
{
    unsigned rounds = 0;
    while (client.session->HasOutput() || server.session->HasOutput() || !client.inbox.empty() ||
           !server.inbox.empty())
    {
        BOOST_REQUIRE_LT(++rounds, 100000U);
        Send(true);
        Deliver(false, piece);
        Send(false);
        Deliver(true, piece);
    }
    TakeEvents(true);
    TakeEvents(false);
}

std::vector<SeenFrame>
Http2Pair::GetFrames(bool fromClient, uint8_t type) const
{
    std::vector<SeenFrame> found;
    std::copy_if(frames.begin(), frames.end(), std::back_inserter(found), [&](const auto& frame) {
        return frame.fromClient == fromClient && frame.header.type == type;
    });
    return found;
}

} // namespace http
} // namespace ns3
