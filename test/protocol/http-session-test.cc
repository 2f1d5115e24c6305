/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HTTP/1 as a session: exchanges by number, whatever the driver may ask of any session.

#include "ns3/http-connection.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>

using namespace ns3::http;

namespace
{

constexpr Nanoseconds NOW{0};

/// @brief Two sessions that are connected.
struct Ends
{
    std::unique_ptr<Session> client =
        std::make_unique<Connection>(Connection::Role::Client, ConnectionOptions());
    std::unique_ptr<Session> server =
        std::make_unique<Connection>(Connection::Role::Server, ConnectionOptions());
};

/**
 * @brief Moves all that one end has to send to the other.
 * @param from, to the ends
 * @return for each run of content, its exchange and length
 */
std::string
Move(Session& from, Session& to)
{
    std::string contents;
    while (from.HasOutput())
    {
        const OutputPiece piece = from.PeekOutput();
        const InputDemand demand = to.GetInputDemand();
        if (demand.kind == InputKind::Paused)
        {
            break;
        }
        uint64_t bytes = piece.content.length;
        if (piece.text.empty())
        {
            BOOST_REQUIRE((demand.kind == InputKind::Content));
            to.ReceiveContent(bytes, NOW);
            contents += std::to_string(demand.exchange) + ":" + std::to_string(bytes) + " ";
        }
        else
        {
            bytes = to.ReceiveText(piece.text, NOW);
        }
        from.ConsumeOutput(bytes, NOW);
    }
    return contents;
}

/// @brief Takes the events of a session. @param session it @return for each, its exchange and the
/// first letters of what it is: Request, Answer, Message, End
std::string
Take(Session& session)
{
    std::string text;
    while (const auto event = session.NextEvent())
    {
        const std::string exchange = std::to_string(event->exchange) + " ";
        switch (event->type)
        {
        case EventType::RequestReceived:
            text += "R" + exchange;
            break;
        case EventType::ResponseReceived:
            text += "A" + exchange;
            break;
        case EventType::MessageReceived:
            text += "M" + exchange;
            break;
        case EventType::ExchangeEnded:
            text += "E" + exchange;
            break;
        default:
            break;
        }
    }
    return text;
}

/// @brief A request's head. @param method, length its method and Content-Length @return it
RequestHead
MakeRequest(const std::string& method, const std::string& length)
{
    RequestHead head;
    head.method = method;
    head.target = "/";
    head.fields.Add("Host", "a");
    head.fields.Add("Content-Length", length);
    return head;
}

/// @brief A response's head. @param length its Content-Length @return it
ResponseHead
MakeResponse(const std::string& length)
{
    ResponseHead head;
    head.status = 200;
    head.fields.Add("Content-Length", length);
    return head;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpSession)

BOOST_AUTO_TEST_CASE(ContentBelongsToItsExchange)
{
    Ends ends;
    Session& client = *ends.client;
    Session& server = *ends.server;
    BOOST_TEST(client.GetCapacity() > 1U);
    BOOST_TEST(client.StartRequest(MakeRequest("PUT", "5"), NOW, nullptr).value_or(0) == 1U);
    BOOST_TEST(!client.AppendContent(2, {5, 0, 0, ContentKind::Zero}));
    BOOST_TEST(!client.EndContent(2));
    BOOST_TEST(client.AppendContent(1, {5, 0, 0, ContentKind::Zero}));
    BOOST_TEST(client.EndContent(1));
    BOOST_TEST(client.StartRequest(MakeRequest("PUT", "3"), NOW, nullptr).value_or(0) == 2U);
    // Late, for a request that is whole.
    BOOST_TEST(!client.AppendContent(1, {3, 0, 0, ContentKind::Zero}));
    BOOST_TEST(client.AppendContent(2, {3, 0, 0, ContentKind::Zero}));
    BOOST_TEST(client.EndContent(2));
    BOOST_TEST(client.GetOpenExchanges() == 2U);

    BOOST_TEST(Move(client, server) == "1:5 ");
    BOOST_TEST(Take(server) == "R1 M1 ");
    std::string text;
    BOOST_TEST(!server.StartResponse(2, MakeResponse("7"), NOW, &text));
    BOOST_TEST(text.empty());
    BOOST_TEST(server.StartResponse(1, MakeResponse("7"), NOW, &text));
    BOOST_TEST(text == "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n");
    BOOST_TEST(!server.AppendContent(2, {7, 0, 0, ContentKind::Zero}));
    BOOST_TEST(server.AppendContent(1, {7, 0, 0, ContentKind::Zero}));
    BOOST_TEST(server.EndContent(1));
    BOOST_TEST(Move(server, client) == "1:7 ");
    BOOST_TEST(Take(client) == "A1 M1 E1 ");

    BOOST_TEST(Move(client, server) == "2:3 ");
    BOOST_TEST(Take(server) == "E1 R2 M2 ");
    BOOST_TEST(!server.StartResponse(1, MakeResponse("0"), NOW, nullptr));
    BOOST_TEST(server.StartResponse(2, MakeResponse("4"), NOW, nullptr));
    BOOST_TEST(server.AppendContent(2, {4, 0, 0, ContentKind::Zero}));
    BOOST_TEST(server.EndContent(2));
    BOOST_TEST(Move(server, client) == "2:4 ");
    BOOST_TEST(Take(client) == "A2 M2 E2 ");
}

// An exchange of HTTP/1 cannot end without those behind it.
BOOST_AUTO_TEST_CASE(CapacityAndCancel)
{
    Ends ends;
    Session& client = *ends.client;
    const auto exchange = client.StartRequest(MakeRequest("PUT", "0"), NOW, nullptr);
    BOOST_REQUIRE(exchange.has_value());
    BOOST_TEST(!client.Cancel(*exchange, Outcome::Stopped));
    BOOST_TEST(client.GetOpenExchanges() == 1U);
    BOOST_TEST(client.GetCapacity() > 0U);
    client.CloseAfterOpenExchanges();
    BOOST_TEST(client.GetCapacity() == 0U);
    BOOST_TEST(!client.StartRequest(MakeRequest("PUT", "0"), NOW, nullptr).has_value());
}

// Pipelining is capacity above one: it is used up by requests and comes back with their ends.
BOOST_AUTO_TEST_CASE(CapacityOfAPipeline)
{
    ConnectionOptions options;
    options.pipelineDepth = 2;
    Ends ends;
    ends.client = std::make_unique<Connection>(Role::Client, options);
    Session& client = *ends.client;
    BOOST_TEST(client.GetCapacity() == 2U);
    for (const ExchangeId exchange : {1, 2})
    {
        BOOST_TEST(client.StartRequest(MakeRequest("PUT", "0"), NOW, nullptr).value_or(0) ==
                   exchange);
    }
    BOOST_TEST(client.GetCapacity() == 0U);
    BOOST_TEST(client.IsReusable());
    BOOST_TEST(!client.StartRequest(MakeRequest("PUT", "0"), NOW, nullptr).has_value());
    Move(client, *ends.server);
    BOOST_TEST(ends.server->StartResponse(1, MakeResponse("0"), NOW, nullptr));
    BOOST_TEST(ends.server->EndContent(1));
    Move(*ends.server, client);
    BOOST_TEST(client.GetCapacity() == 1U);
    BOOST_TEST(!client.IsMultiplexed());
    BOOST_TEST(!client.Pause(2, true));
}

// A connection that carried other bytes before goes on counting.
BOOST_AUTO_TEST_CASE(PlacesInTheStream)
{
    Ends ends;
    ends.client->BeginAt(1000, 2000);
    BOOST_REQUIRE(ends.client->StartRequest(MakeRequest("PUT", "0"), NOW, nullptr).has_value());
    Move(*ends.client, *ends.server);
    const auto event = ends.client->NextEvent();
    BOOST_REQUIRE(event.has_value());
    BOOST_TEST((event->type == EventType::SendStarted));
    BOOST_TEST(event->streamOffset == 2000U);
    BOOST_TEST(ends.client->GetReceivedBytes() == 1000U);
    BOOST_TEST(ends.client->GetSentBytes() ==
               2000U +
                   std::string("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").size());
}

BOOST_AUTO_TEST_SUITE_END()
