/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-connection.h"

#include <boost/test/unit_test.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace ns3::http;
using namespace std::chrono_literals;

namespace
{

using Role = Connection::Role;
using LineList = std::initializer_list<std::pair<const char*, const char*>>;

/// @brief A request's head with Host. @param method, lines, version its parts @return it
RequestHead
RequestOf(const char* method, LineList lines = {}, Version version = Version::Http11)
{
    RequestHead head;
    head.method = method;
    head.target = head.method == "CONNECT" ? "a:80" : "/";
    head.version = version;
    head.fields.Add("Host", "a");
    for (const auto& [name, value] : lines)
    {
        head.fields.Add(name, value);
    }
    return head;
}

/// @brief A response's head. @param status, lines, version its parts @return it
ResponseHead
ResponseOf(uint16_t status, LineList lines = {}, Version version = Version::Http11)
{
    ResponseHead head;
    head.status = status;
    head.reason = "";
    head.version = version;
    for (const auto& [name, value] : lines)
    {
        head.fields.Add(name, value);
    }
    return head;
}

/// @brief Content of a pattern. @param length how much @return it
Content
Bytes(uint64_t length)
{
    return {length, 7, 0, ContentKind::Pattern};
}

/// A machine whose calls are about the exchange begun last
class Machine : public Connection
{
  public:
    using Connection::Connection;

    /// @brief Begins a request. @param head, now it @return its exchange
    std::optional<ExchangeId> StartRequest(const RequestHead& head, Nanoseconds now)
    {
        const auto exchange = Connection::StartRequest(head, now, nullptr);
        m_exchange = exchange.value_or(m_exchange);
        return exchange;
    }

    /// @brief Begins the response that is due. @param head, now it @return whether it was taken
    bool StartResponse(const ResponseHead& head, Nanoseconds now)
    {
        for (const ExchangeId exchange : {m_exchange, m_exchange + 1, ExchangeId{0}})
        {
            if (Connection::StartResponse(exchange, head, now, nullptr))
            {
                m_exchange = exchange;
                return true;
            }
        }
        return false;
    }

    /// @brief Appends content. @param piece it @return whether it was taken
    bool AppendContent(const Content& piece)
    {
        return Connection::AppendContent(m_exchange, piece);
    }

    /// @brief Ends the content. @return whether the message is whole
    bool EndContent()
    {
        return Connection::EndContent(m_exchange);
    }

  private:
    ExchangeId m_exchange = 1; //!< begun last
};

/// @brief Takes all output; a run of content is written as "<offset+length>". @param machine whose
/// @param now when @return it
std::string
Drain(Machine& machine, Nanoseconds now = 0ns)
{
    std::string text;
    while (machine.HasOutput())
    {
        const OutputPiece piece = machine.PeekOutput();
        if (piece.text.empty())
        {
            text += "<" + std::to_string(piece.content.offset) + "+" +
                    std::to_string(piece.content.length) + ">";
            machine.ConsumeOutput(piece.content.length, now);
        }
        else
        {
            text += piece.text;
            machine.ConsumeOutput(piece.text.size(), now);
        }
    }
    return text;
}

/// @brief Takes all events. @param machine whose @return them
std::vector<Event>
TakeEvents(Machine& machine)
{
    std::vector<Event> events;
    while (const auto event = machine.NextEvent())
    {
        events.push_back(*event);
    }
    return events;
}

/// @brief The types of all events, by letters. @param machine whose @return the letters
std::string
Letters(Machine& machine)
{
    // RequestReceived, Informational-, ResponseReceived, Content, Message, Start, Finish, refused
    // (X), Ended, Tunnel, tunnel bytes (t), Peer.
    constexpr std::string_view LETTERS = "RISCMsfXETtP";
    std::string text;
    for (const Event& event : TakeEvents(machine))
    {
        text += LETTERS[static_cast<std::size_t>(event.type)];
    }
    return text;
}

/// @brief A server's machine that has read something. @param bytes it @param options its @return
/// the machine
Machine
Serve(std::string_view bytes, const ConnectionOptions& options = {})
{
    Machine server(Role::Server, options);
    BOOST_TEST(server.ReceiveText(bytes, 0ns) == bytes.size());
    return server;
}

constexpr std::string_view GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view GET10 = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
constexpr std::string_view POST5 = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
constexpr std::string_view OK0 = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

} // namespace

BOOST_AUTO_TEST_SUITE(HttpConnection)

BOOST_AUTO_TEST_CASE(RequestsAsTheyAreWritten)
{
    Machine client(Role::Client, {});
    BOOST_TEST(client.StartRequest(RequestOf("GET", {{"Accept", "*/*"}}), 0ns).value_or(0) == 1U);
    BOOST_TEST(client.EndContent());
    BOOST_TEST(Drain(client) == "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n");
    BOOST_TEST(client.StartRequest(RequestOf("POST", {{"Content-Length", "9"}}), 0ns).has_value());
    BOOST_TEST(!client.AppendContent(Bytes(10)));
    BOOST_TEST(client.AppendContent(Bytes(4)));
    BOOST_TEST(!client.AppendContent(Bytes(6)));
    BOOST_TEST(client.AppendContent({5, 7, 4, ContentKind::Pattern}));
    BOOST_TEST(client.EndContent());
    // Adjoining pieces of the same content are one run.
    BOOST_TEST(Drain(client) == "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n<0+9>");
    BOOST_TEST(client.GetOpenExchanges() == 2U);
}

BOOST_AUTO_TEST_CASE(ChunksAsTheyAreWritten)
{
    ConnectionOptions options;
    options.chunkBytes = 16;
    Machine client(Role::Client, options);
    client.StartRequest(RequestOf("POST", {{"Transfer-Encoding", "chunked"}}), 0ns);
    BOOST_TEST(client.AppendContent(Bytes(20)));
    BOOST_TEST(client.AppendContent({0, 0, 0, ContentKind::Zero}));
    Drain(client);
    BOOST_TEST(client.AppendContent(Bytes(3)));
    BOOST_TEST(Drain(client) == "3\r\n<0+3>\r\n");
    BOOST_TEST(client.AppendContent(Bytes(33)));
    BOOST_TEST(client.AppendContent(Bytes(10)));
    BOOST_TEST(client.EndContent());
    BOOST_TEST(Drain(client) ==
               "10\r\n<0+16>\r\n10\r\n<16+16>\r\n1\r\n<32+1>\r\na\r\n<0+10>\r\n0\r\n\r\n");
    const auto events = TakeEvents(client);
    BOOST_REQUIRE_EQUAL(events.size(), 2U);
    BOOST_TEST((events[1].type == EventType::SendFinished));
    // 56 of the head; 4+16+2 3+4+2; 3+3+2; 4+16+2 4+16+2 3+1+2; 3+10+2; 5.
    BOOST_TEST(events[1].streamOffset == 56U + 31 + 8 + 50 + 15 + 5);
}

BOOST_AUTO_TEST_CASE(ResponsesAsTheyAreWritten)
{
    Machine server = Serve(GET);
    BOOST_TEST(!server.StartResponse(ResponseOf(99), 0ns));
    BOOST_TEST(!server.StartResponse(ResponseOf(600), 0ns));
    ResponseHead bad = ResponseOf(200);
    bad.reason = "a\r\nb: c";
    BOOST_TEST(!server.StartResponse(bad, 0ns));
    BOOST_TEST(!server.HasOutput());
    ResponseHead head = ResponseOf(200, {{"Content-Length", "5"}});
    head.reason = "Fine";
    BOOST_TEST(server.StartResponse(head, 0ns));
    BOOST_TEST(!server.StartResponse(head, 0ns));
    BOOST_TEST(server.AppendContent(Bytes(5)));
    BOOST_TEST(server.EndContent());
    BOOST_TEST(Drain(server) == "HTTP/1.1 200 Fine\r\nContent-Length: 5\r\n\r\n<0+5>");
    BOOST_TEST(Letters(server) == "RMsfE");
    BOOST_TEST(!server.StartResponse(head, 0ns));
}

BOOST_AUTO_TEST_CASE(RequestsThatAreNotTaken)
{
    const auto takes = [](const RequestHead& head) {
        Machine client(Role::Client, {});
        const bool taken = client.StartRequest(head, 0ns).has_value();
        BOOST_TEST(client.HasOutput() == taken);
        return taken;
    };
    BOOST_TEST(takes(RequestOf("GET")));
    BOOST_TEST(!takes(RequestOf("G T")));
    BOOST_TEST(!takes(RequestOf("")));
    BOOST_TEST(!takes(RequestOf("GET", {{"Host", "b"}})));
    BOOST_TEST(!takes(RequestOf("GET", {{"Content-Length", "x"}})));
    BOOST_TEST(!takes(RequestOf("GET", {{"Transfer-Encoding", "gzip"}})));
    BOOST_TEST(
        !takes(RequestOf("GET", {{"Transfer-Encoding", "chunked"}, {"Content-Length", "1"}})));
    BOOST_TEST(!takes(RequestOf("GET", {{"Transfer-Encoding", "chunked"}}, Version::Http10)));
    RequestHead head = RequestOf("GET");
    for (const char* target : {"", "a", "/a b", "/\r\n", "*", "/\x7f", "/\t"})
    {
        head.target = target;
        BOOST_TEST(!takes(head), target);
    }
    // As an intermediary may have got them
    for (const char* target : {"/\xff", "/#"})
    {
        head.target = target;
        BOOST_TEST(takes(head), target);
    }
    head = RequestHead();
    BOOST_TEST(!takes(head));
    head.version = Version::Http10;
    BOOST_TEST(takes(head));
    Machine server(Role::Server, {});
    BOOST_TEST(!server.StartRequest(RequestOf("GET"), 0ns).has_value());
    Machine client(Role::Client, {});
    BOOST_TEST(!client.StartResponse(ResponseOf(200), 0ns));
}

BOOST_AUTO_TEST_CASE(NoRequestInsideAnother)
{
    Machine client(Role::Client, {});
    client.StartRequest(RequestOf("POST", {{"Content-Length", "3"}}), 0ns);
    BOOST_TEST(!client.StartRequest(RequestOf("GET"), 0ns).has_value());
    client.AppendContent(Bytes(3));
    BOOST_TEST(!client.StartRequest(RequestOf("GET"), 0ns).has_value());
    BOOST_TEST(client.EndContent());
    BOOST_TEST(client.StartRequest(RequestOf("GET"), 0ns).has_value());
    // A message without content is over with its head; to end it twice means nothing.
    BOOST_TEST(client.EndContent());
    BOOST_TEST(!client.EndContent());
    BOOST_TEST(!client.AppendContent(Bytes(1)));
}

BOOST_AUTO_TEST_CASE(LastRequests)
{
    // RFC 9112, section 9.6: no request after one with close.
    Machine client(Role::Client, {});
    client.StartRequest(RequestOf("GET", {{"Connection", "close"}}), 0ns);
    client.EndContent();
    BOOST_TEST(!client.IsReusable());
    BOOST_TEST(!client.StartRequest(RequestOf("GET"), 0ns).has_value());
    Drain(client);
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::None));
    client.ReceiveText(OK0, 0ns);
    BOOST_TEST(Letters(client) == "sfSME");
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST((client.GetInputDemand().kind == InputKind::Ended));

    Machine old(Role::Client, {});
    old.StartRequest(RequestOf("GET", {}, Version::Http10), 0ns);
    BOOST_TEST(!old.IsReusable());
    Machine kept(Role::Client, {});
    kept.StartRequest(RequestOf("GET", {{"Connection", "Keep-Alive"}}, Version::Http10), 0ns);
    BOOST_TEST(kept.IsReusable());
    Drain(kept);
    kept.ReceiveText(OK0, 0ns);
    // The response does not agree, whatever its version.
    BOOST_TEST(!kept.IsReusable());
}

BOOST_AUTO_TEST_CASE(WhatTheServerSaysOfTheConnection)
{
    const auto answer = [](std::string_view request, const ResponseHead& head) {
        Machine server = Serve(request);
        BOOST_TEST(server.StartResponse(head, 0ns));
        server.AppendContent(Bytes(1));
        server.EndContent();
        const std::string text = Drain(server);
        BOOST_TEST(server.IsReusable() == (server.GetCloseDemand() == CloseDemand::None));
        return text.substr(0, text.find("\r\n\r\n")) + (server.IsReusable() ? " kept" : " closes");
    };
    const auto length = ResponseOf(200, {{"Content-Length", "1"}});
    const std::string head = "HTTP/1.1 200 \r\nContent-Length: 1";
    BOOST_TEST(answer(GET, length) == head + " kept");
    BOOST_TEST(answer("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", length) ==
               head + "\r\nConnection: close closes");
    BOOST_TEST(answer("GET / HTTP/1.0\r\n\r\n", length) == head + "\r\nConnection: close closes");
    BOOST_TEST(answer(GET10, length) == head + "\r\nConnection: close closes");
    BOOST_TEST(
        answer(GET10, ResponseOf(200, {{"Content-Length", "1"}, {"Connection", "keep-alive"}})) ==
        head + "\r\nConnection: keep-alive kept");
    BOOST_TEST(answer("GET / HTTP/1.0\r\n\r\n",
                      ResponseOf(200,
                                 {{"Connection", "keep-alive, x"},
                                  {"Keep-Alive", "timeout=5"},
                                  {"Content-Length", "1"}})) ==
               "HTTP/1.1 200 \r\nConnection: close, x\r\nContent-Length: 1 closes");
    BOOST_TEST(answer(GET, ResponseOf(200, {{"Content-Length", "1"}, {"Connection", "close"}})) ==
               head + "\r\nConnection: close closes");
    // Neither length nor chunks: the connection's end is the content's.
    BOOST_TEST(answer(GET, ResponseOf(200)) == "HTTP/1.1 200 \r\nConnection: close closes");
    BOOST_TEST(answer(GET, ResponseOf(200, {{"Transfer-Encoding", "chunked"}})) ==
               "HTTP/1.1 200 \r\nTransfer-Encoding: chunked kept");
}

BOOST_AUTO_TEST_CASE(ResponsesThatAreNotTaken)
{
    const auto takes = [](std::string_view request, const ResponseHead& head) {
        Machine server = Serve(request);
        const bool taken = server.StartResponse(head, 0ns);
        BOOST_TEST(server.HasOutput() == taken);
        return taken;
    };
    BOOST_TEST(takes(GET, ResponseOf(204)));
    BOOST_TEST(takes(GET, ResponseOf(304, {{"Content-Length", "5"}})));
    // RFC 9110, section 8.6, and RFC 9112, section 6.1.
    BOOST_TEST(!takes(GET, ResponseOf(204, {{"Content-Length", "0"}})));
    BOOST_TEST(!takes(GET, ResponseOf(204, {{"Transfer-Encoding", "chunked"}})));
    BOOST_TEST(!takes(GET, ResponseOf(100, {{"Content-Length", "0"}})));
    BOOST_TEST(!takes(GET, ResponseOf(200, {{"Content-Length", "0"}, {"Content-Length", "1"}})));
    BOOST_TEST(
        !takes(GET, ResponseOf(200, {{"Content-Length", "0"}, {"Transfer-Encoding", "chunked"}})));
    BOOST_TEST(!takes(GET10, ResponseOf(200, {{"Transfer-Encoding", "chunked"}})));
    // RFC 9110, section 15.2: no interim response to HTTP/1.0.
    BOOST_TEST(takes(GET, ResponseOf(100)));
    BOOST_TEST(!takes(GET10, ResponseOf(100)));
    // RFC 9110, section 7.8.
    BOOST_TEST(!takes(GET, ResponseOf(101)));
    BOOST_TEST(takes("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\n\r\n", ResponseOf(101)));
    Machine idle(Role::Server, {});
    BOOST_TEST(!idle.StartResponse(ResponseOf(200), 0ns));
    Machine half = Serve("GET / HTTP/1.1\r\n");
    BOOST_TEST(!half.StartResponse(ResponseOf(200), 0ns));
}

BOOST_AUTO_TEST_CASE(NoContentWhereNoneMayBe)
{
    const auto respond = [](std::string_view request, const ResponseHead& head) {
        Machine server = Serve(request);
        BOOST_TEST(server.StartResponse(head, 0ns));
        BOOST_TEST(!server.AppendContent(Bytes(5)));
        BOOST_TEST(server.AppendContent(Bytes(0)));
        BOOST_TEST(server.EndContent());
        Drain(server);
        BOOST_TEST(Letters(server) == "RMsfE");
        BOOST_TEST(server.IsReusable());
    };
    respond("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", ResponseOf(200, {{"Content-Length", "5"}}));
    respond("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", ResponseOf(200));
    respond(GET, ResponseOf(204));
    respond(GET, ResponseOf(304, {{"Content-Length", "5"}}));
    respond(GET, ResponseOf(200, {{"Content-Length", "0"}}));
}

BOOST_AUTO_TEST_CASE(PausedBetweenRequestAndResponse)
{
    Machine server(Role::Server, {});
    const std::string two = std::string(GET) + std::string(GET);
    BOOST_TEST(server.ReceiveText(two, 0ns) == GET.size());
    BOOST_TEST((server.GetInputDemand().kind == InputKind::Paused));
    BOOST_TEST(server.ReceiveText(GET, 0ns) == 0U);
    server.StartResponse(ResponseOf(200, {{"Content-Length", "5"}}), 0ns);
    server.AppendContent(Bytes(5));
    server.EndContent();
    const std::size_t bytes = server.PeekOutput().text.size();
    server.ConsumeOutput(bytes, 0ns);
    server.ConsumeOutput(4, 0ns);
    BOOST_TEST((server.GetInputDemand().kind == InputKind::Paused));
    server.ConsumeOutput(1, 0ns);
    BOOST_TEST((server.GetInputDemand().kind == InputKind::Text));
    BOOST_TEST(server.ReceiveText(GET, 0ns) == GET.size());
    BOOST_TEST(Letters(server) == "RMsfERM");
}

BOOST_AUTO_TEST_CASE(EventsNamePlaces)
{
    Machine server(Role::Server, {});
    const std::string bytes = "\r\n" + std::string(POST5);
    server.ReceiveText(bytes, 0ns);
    server.ReceiveContent(2, 0ns);
    server.ReceiveContent(3, 0ns);
    auto events = TakeEvents(server);
    BOOST_REQUIRE_EQUAL(events.size(), 3U);
    BOOST_TEST(events[0].streamOffset == 2U);
    BOOST_TEST(events[0].headBytes == POST5.size());
    BOOST_TEST(events[0].exchange == 1U);
    BOOST_TEST(events[1].length == 5U);
    BOOST_TEST(events[2].streamOffset == bytes.size() + 5);
    server.StartResponse(ResponseOf(100), 0ns);
    server.StartResponse(ResponseOf(200, {{"Content-Length", "7"}}), 0ns);
    server.AppendContent(Bytes(7));
    server.EndContent();
    Drain(server);
    events = TakeEvents(server);
    BOOST_REQUIRE_EQUAL(events.size(), 5U);
    const std::vector<std::pair<uint64_t, uint16_t>> expected{{0, 100},
                                                              {17, 100},
                                                              {17, 200},
                                                              {60, 200}};
    for (std::size_t i = 0; i < 4; ++i)
    {
        BOOST_TEST(events[i].streamOffset == expected[i].first);
        BOOST_TEST(events[i].status == expected[i].second);
    }
    BOOST_TEST((events[4].type == EventType::ExchangeEnded));
}

BOOST_AUTO_TEST_CASE(HeadsWaitForTheirEvents)
{
    // Everything is read before the first event is taken; each event still sees its own message.
    Machine client(Role::Client, {});
    for (int i = 0; i < 3; ++i)
    {
        client.StartRequest(RequestOf("GET"), 0ns);
        client.EndContent();
    }
    Drain(client);
    const std::string bytes =
        "HTTP/1.1 103 A\r\n\r\nHTTP/1.1 200 B\r\nContent-Length: 0\r\n\r\n"
        "HTTP/1.1 201 C\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nT: 1\r\n\r\n"
        "HTTP/1.1 202 D\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    BOOST_TEST(client.ReceiveText(bytes, 0ns) == bytes.size());
    std::string text;
    while (const auto event = client.NextEvent())
    {
        if (event->type == EventType::ResponseReceived ||
            event->type == EventType::InformationalReceived ||
            event->type == EventType::ExchangeEnded)
        {
            text += client.GetResponse().reason;
        }
        else if (event->type == EventType::MessageReceived)
        {
            text += std::to_string(client.GetTrailers().GetSize());
        }
    }
    BOOST_TEST(text == "AB0BC1CD0D");
}

BOOST_AUTO_TEST_CASE(ContinueIsWaitedFor)
{
    ConnectionOptions options;
    options.continueTimeout = 1s;
    const auto start = [&options] {
        Machine client(Role::Client, options);
        client.StartRequest(RequestOf("PUT", {{"Expect", "100-continue"}, {"Content-Length", "5"}}),
                            0ns);
        client.AppendContent(Bytes(5));
        client.EndContent();
        BOOST_TEST(!client.GetDeadline().has_value());
        BOOST_TEST(Drain(client, 3s).find('<') == std::string::npos);
        BOOST_TEST(!client.HasOutput());
        BOOST_REQUIRE(client.GetDeadline().has_value());
        BOOST_TEST((*client.GetDeadline() == Nanoseconds(4s)));
        return client;
    };
    Machine answered = start();
    answered.ReceiveText("HTTP/1.1 100 Continue\r\n\r\n", 3s);
    BOOST_TEST(Drain(answered, 3s) == "<0+5>");
    BOOST_TEST(!answered.GetDeadline().has_value());
    answered.ReceiveText(OK0, 3s);
    BOOST_TEST(Letters(answered) == "sIfSME");
    BOOST_TEST(answered.IsReusable());

    Machine waited = start();
    waited.HandleTimeout(3999999999ns);
    BOOST_TEST(!waited.HasOutput());
    waited.HandleTimeout(4s);
    BOOST_TEST(Drain(waited, 4s) == "<0+5>");

    // Another interim response does not count.
    Machine hinted = start();
    hinted.ReceiveText("HTTP/1.1 103 Early Hints\r\n\r\n", 3s);
    BOOST_TEST(!hinted.HasOutput());

    // A final response: the content never goes out, and so the connection cannot be used again.
    for (const char* status : {"200", "417"})
    {
        Machine refused = start();
        refused.ReceiveText("HTTP/1.1 " + std::string(status) + " X\r\nContent-Length: 0\r\n\r\n",
                            3s);
        BOOST_TEST(Letters(refused) == "sSME");
        BOOST_TEST(!refused.HasOutput());
        BOOST_TEST((refused.GetCloseDemand() == CloseDemand::Graceful));
    }
}

BOOST_AUTO_TEST_CASE(ContinueIsNotWaitedFor)
{
    // No content, HTTP/1.0, another expectation; a second request while the first is held.
    for (const auto& head :
         {RequestOf("PUT", {{"Expect", "100-continue"}}),
          RequestOf("PUT", {{"Expect", "100-continue"}, {"Content-Length", "0"}}),
          RequestOf("PUT", {{"Expect", "100-continue"}, {"Content-Length", "5"}}, Version::Http10),
          RequestOf("PUT", {{"Content-Length", "5"}})})
    {
        Machine client(Role::Client, {});
        client.StartRequest(head, 0ns);
        client.AppendContent(Bytes(5));
        client.EndContent();
        Drain(client);
        BOOST_TEST(Letters(client) == "sf");
    }
}

BOOST_AUTO_TEST_CASE(PipelineBehindAHold)
{
    Machine client(Role::Client, {});
    client.StartRequest(RequestOf("GET"), 0ns);
    for (int i = 0; i < 2; ++i)
    {
        client.StartRequest(
            RequestOf("PUT", {{"Expect", "100-continue"}, {"Transfer-Encoding", "chunked"}}),
            0ns);
        client.AppendContent(Bytes(2));
        BOOST_TEST(client.EndContent());
    }
    const std::string sent = Drain(client);
    BOOST_TEST(sent.find('<') == std::string::npos);
    // 100 to the request before is none to the held one.
    client.ReceiveText("HTTP/1.1 100 \r\n\r\n", 0ns);
    BOOST_TEST(!client.HasOutput());
    client.ReceiveText(OK0, 0ns);
    client.ReceiveText("HTTP/1.1 100 \r\n\r\n", 0ns);
    const std::string rest = Drain(client);
    BOOST_TEST(rest.substr(0, 16) == "2\r\n<0+2>\r\n0\r\n\r\nP");
    BOOST_TEST(rest.substr(rest.size() - 15) == "2\r\n<0+2>\r\n0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(EarlyFinalResponses)
{
    const auto start = [] {
        Machine client(Role::Client, {});
        client.StartRequest(RequestOf("POST", {{"Content-Length", "100"}}), 0ns);
        client.AppendContent(Bytes(60));
        client.ConsumeOutput(client.PeekOutput().text.size(), 0ns);
        client.ConsumeOutput(10, 0ns);
        return client;
    };
    // An error: the rest is not sent (RFC 9112, section 9.5).
    Machine refused = start();
    refused.ReceiveText("HTTP/1.1 413 X\r\nContent-Length: 2\r\n\r\n", 0ns);
    BOOST_TEST(!refused.HasOutput());
    BOOST_TEST(!refused.AppendContent(Bytes(40)));
    BOOST_TEST(!refused.EndContent());
    BOOST_TEST((refused.GetCloseDemand() == CloseDemand::None));
    refused.ReceiveContent(2, 0ns);
    BOOST_TEST(Letters(refused) == "sSCME");
    BOOST_TEST((refused.GetCloseDemand() == CloseDemand::Graceful));
    // Success: the rest is sent, and the exchange ends with it.
    Machine accepted = start();
    accepted.ReceiveText(OK0, 0ns);
    BOOST_TEST(Letters(accepted) == "sSM");
    BOOST_TEST((accepted.GetInputDemand().kind == InputKind::Paused));
    BOOST_TEST(accepted.AppendContent(Bytes(40)));
    BOOST_TEST(accepted.EndContent());
    Drain(accepted);
    BOOST_TEST(Letters(accepted) == "fE");
    BOOST_TEST(accepted.IsReusable());
    BOOST_TEST((accepted.GetInputDemand().kind == InputKind::Text));
    // The server closes after its success: the exchange is complete all the same.
    Machine left = start();
    left.ReceiveText(OK0, 0ns);
    left.ReceiveEnd(0ns);
    const auto events = TakeEvents(left);
    BOOST_REQUIRE(!events.empty());
    BOOST_TEST((events.back().type == EventType::ExchangeEnded));
    BOOST_TEST((events.back().outcome == Outcome::Complete));
    BOOST_TEST((left.GetCloseDemand() == CloseDemand::Graceful));
}

BOOST_AUTO_TEST_CASE(EarlyResponsesOfTheServer)
{
    // An error closes, and what still arrives is taken meanwhile.
    Machine refusing = Serve(POST5);
    BOOST_TEST(refusing.StartResponse(ResponseOf(404, {{"Content-Length", "0"}}), 0ns));
    BOOST_TEST((refusing.GetInputDemand().kind == InputKind::Content));
    refusing.ReceiveContent(3, 0ns);
    BOOST_TEST(Drain(refusing) ==
               "HTTP/1.1 404 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    BOOST_TEST(Letters(refusing) == "RCsfE");
    BOOST_TEST((refusing.GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST((refusing.GetInputDemand().kind == InputKind::Ended));
    // Success waits for the rest.
    Machine accepting = Serve(POST5);
    BOOST_TEST(accepting.StartResponse(ResponseOf(200, {{"Content-Length", "0"}}), 0ns));
    BOOST_TEST(Drain(accepting) == "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n");
    BOOST_TEST(Letters(accepting) == "Rsf");
    BOOST_TEST(accepting.GetOpenExchanges() == 1U);
    accepting.ReceiveContent(5, 0ns);
    BOOST_TEST(Letters(accepting) == "CME");
    BOOST_TEST(accepting.IsReusable());
    BOOST_TEST(accepting.ReceiveText(GET, 0ns) == GET.size());
}

BOOST_AUTO_TEST_CASE(RefusalsNameWhatIsWrong)
{
    const struct
    {
        const char* lines;
        const char* expected; // RFC 9112, sections 6.1 to 6.3
    } cases[] = {
        {"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
         "both Transfer-Encoding and Content-Length"},
        {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
         "both Transfer-Encoding and Content-Length"},
        {"Content-Length: 3\r\nX: y\r\nTransfer-Encoding: gzip, chunked\r\n",
         "both Transfer-Encoding and Content-Length"},
        {"Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length is not one decimal number"},
        {"Transfer-Encoding: gzip\r\n", "the last transfer coding is not chunked"},
        {"X y: z\r\n", "a field name is not valid"},
    };

    for (const auto& c : cases)
    {
        Machine server = Serve("POST / HTTP/1.1\r\nHost: a\r\n" + std::string(c.lines) + "\r\n");
        const auto events = TakeEvents(server);
        BOOST_REQUIRE_EQUAL(events.size(), 1U);
        BOOST_TEST((events[0].type == EventType::RequestRefused));
        BOOST_TEST(events[0].problem == std::string(c.expected));
    }
}

BOOST_AUTO_TEST_CASE(RefusalsAreAnswered)
{
    Machine server = Serve("GET / HTTP/3.0\r\n\r\n");
    const auto events = TakeEvents(server);
    BOOST_REQUIRE_EQUAL(events.size(), 1U);
    BOOST_TEST((events[0].type == EventType::RequestRefused));
    BOOST_TEST(events[0].status == 505);
    BOOST_TEST(events[0].exchange == 0U);
    BOOST_TEST(std::string(events[0].problem) != "");
    BOOST_TEST((server.GetInputDemand().kind == InputKind::Ended));
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::None));
    BOOST_TEST(!server.StartResponse(ResponseOf(100), 0ns));
    BOOST_TEST(server.StartResponse(ResponseOf(505, {{"Content-Length", "3"}}), 0ns));
    BOOST_TEST(server.AppendContent(Bytes(3)));
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::None));
    BOOST_TEST(server.EndContent());
    BOOST_TEST(Drain(server) ==
               "HTTP/1.1 505 \r\nContent-Length: 3\r\nConnection: close\r\n\r\n<0+3>");
    BOOST_TEST(Letters(server) == "sf");
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST(!server.StartResponse(ResponseOf(200), 0ns));
    BOOST_TEST(!server.IsReusable());
}

BOOST_AUTO_TEST_CASE(RequestFailsDuringItsResponse)
{
    // The response that began early goes out; no other may be sent.
    Machine server = Serve("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    server.StartResponse(ResponseOf(200, {{"Content-Length", "2"}}), 0ns);
    server.ReceiveText("zz", 0ns);
    BOOST_TEST(server.AppendContent(Bytes(2)));
    BOOST_TEST(server.EndContent());
    BOOST_TEST(Drain(server) == "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n<0+2>");
    const auto events = TakeEvents(server);
    BOOST_REQUIRE_EQUAL(events.size(), 4U);
    BOOST_TEST((events[3].type == EventType::ExchangeEnded));
    BOOST_TEST((events[3].outcome == Outcome::Malformed));
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::Graceful));
}

BOOST_AUTO_TEST_CASE(ShortContent)
{
    Machine server = Serve(GET);
    server.StartResponse(ResponseOf(200, {{"Content-Length", "9"}}), 0ns);
    server.AppendContent(Bytes(4));
    BOOST_TEST(!server.EndContent());
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::None));
    BOOST_TEST(Drain(server) == "HTTP/1.1 200 \r\nContent-Length: 9\r\n\r\n<0+4>");
    const auto events = TakeEvents(server);
    BOOST_REQUIRE_EQUAL(events.size(), 4U);
    BOOST_TEST((events[3].outcome == Outcome::Truncated));
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::Graceful));

    Machine client(Role::Client, {});
    client.StartRequest(RequestOf("POST", {{"Content-Length", "9"}}), 0ns);
    client.AppendContent(Bytes(4));
    BOOST_TEST(!client.EndContent());
    BOOST_TEST(!client.IsReusable());
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::None));
    Drain(client);
    // Our output ends, and the answer is still read.
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST((client.GetInputDemand().kind == InputKind::Text));
    client.ReceiveText("HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n", 0ns);
    BOOST_TEST(Letters(client) == "sSME");
    BOOST_TEST(client.GetOpenExchanges() == 0U);
}

BOOST_AUTO_TEST_CASE(Tunnels)
{
    Machine client(Role::Client, {});
    Machine server(Role::Server, {});
    client.StartRequest(RequestOf("CONNECT"), 0ns);
    client.EndContent();
    BOOST_TEST(!client.IsReusable());
    BOOST_TEST(!client.AppendContent(Bytes(1)));
    server.ReceiveText(Drain(client), 0ns);
    BOOST_TEST((server.GetInputDemand().kind == InputKind::Paused));
    BOOST_TEST(server.StartResponse(ResponseOf(200), 0ns));
    BOOST_TEST(server.AppendContent(Bytes(9)));
    const std::string head(server.PeekOutput().text);
    BOOST_TEST(head == "HTTP/1.1 200 \r\n\r\n");
    server.ConsumeOutput(head.size(), 0ns);
    BOOST_TEST(Letters(server) == "RMsfET");
    client.ReceiveText(head, 0ns);
    BOOST_TEST(Letters(client) == "sfSMET");
    for (Machine* machine : {&client, &server})
    {
        BOOST_TEST((machine->GetInputDemand().kind == InputKind::Content));
        machine->ReceiveContent(1000000, 0ns);
        machine->ReceiveContent(1, 0ns);
        const auto events = TakeEvents(*machine);
        BOOST_REQUIRE_EQUAL(events.size(), 1U);
        BOOST_TEST((events[0].type == EventType::TunnelReceived));
        BOOST_TEST(events[0].length == 1000001U);
        BOOST_TEST((machine->GetCloseDemand() == CloseDemand::None));
        BOOST_TEST(!machine->IsReusable());
        BOOST_TEST(machine->GetOpenExchanges() == 0U);
    }
    BOOST_TEST(Drain(server) == "<0+9>");
    BOOST_TEST(client.AppendContent(Bytes(3)));
    BOOST_TEST(Drain(client) == "<0+3>");
    // One direction ends, the other goes on.
    server.ReceiveEnd(0ns);
    BOOST_TEST(Letters(server) == "P");
    BOOST_TEST(server.AppendContent(Bytes(2)));
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::None));
    BOOST_TEST(server.EndContent());
    BOOST_TEST(!server.AppendContent(Bytes(2)));
    Drain(server);
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::Graceful));
}

BOOST_AUTO_TEST_CASE(CloseAfterOpenExchanges)
{
    Machine idle(Role::Server, {});
    idle.CloseAfterOpenExchanges();
    BOOST_TEST((idle.GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST((idle.GetInputDemand().kind == InputKind::Ended));

    Machine server = Serve(GET);
    server.CloseAfterOpenExchanges();
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::None));
    server.StartResponse(ResponseOf(204), 0ns);
    BOOST_TEST(Drain(server) == "HTTP/1.1 204 \r\nConnection: close\r\n\r\n");
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::Graceful));

    // A request that has begun to arrive is still answered.
    Machine begun = Serve("GET / HT");
    begun.CloseAfterOpenExchanges();
    BOOST_TEST((begun.GetCloseDemand() == CloseDemand::None));
    begun.ReceiveText("TP/1.1\r\nHost: a\r\n\r\n", 0ns);
    begun.StartResponse(ResponseOf(204), 0ns);
    Drain(begun);
    BOOST_TEST((begun.GetCloseDemand() == CloseDemand::Graceful));

    Machine client(Role::Client, {});
    client.StartRequest(RequestOf("GET"), 0ns);
    client.StartRequest(RequestOf("GET"), 0ns);
    Drain(client);
    client.CloseAfterOpenExchanges();
    BOOST_TEST(!client.StartRequest(RequestOf("GET"), 0ns).has_value());
    client.ReceiveText(OK0, 0ns);
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::None));
    client.ReceiveText(OK0, 0ns);
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST(Letters(client) == "sfsfSMESME");
}

BOOST_AUTO_TEST_CASE(ServerTimes)
{
    ConnectionOptions options;
    options.idleTimeout = 5s;
    options.headTimeout = 2s;
    Machine server(Role::Server, options, 1s);
    BOOST_TEST((server.GetDeadline() == Nanoseconds(6s)));
    server.HandleTimeout(5999999999ns);
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::None));
    // The head's time counts from its first byte, and goes on through the content.
    server.ReceiveText("P", 3s);
    BOOST_TEST((server.GetDeadline() == Nanoseconds(5s)));
    server.ReceiveText(POST5.substr(1), 4s);
    BOOST_TEST((server.GetDeadline() == Nanoseconds(5s)));
    server.ReceiveContent(5, 4s);
    BOOST_TEST(!server.GetDeadline().has_value());
    server.StartResponse(ResponseOf(204), 9s);
    BOOST_TEST(!server.GetDeadline().has_value());
    Drain(server, 10s);
    BOOST_TEST((server.GetDeadline() == Nanoseconds(15s)));
    server.HandleTimeout(15s);
    BOOST_TEST((server.GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST((server.GetInputDemand().kind == InputKind::Ended));
    BOOST_TEST(!server.GetDeadline().has_value());

    Machine slow(Role::Server, options);
    BOOST_TEST(!slow.GetDeadline().has_value());
    slow.ReceiveText("GET / HT", 1s);
    slow.HandleTimeout(3s);
    auto events = TakeEvents(slow);
    BOOST_REQUIRE_EQUAL(events.size(), 1U);
    BOOST_TEST(events[0].status == 408);
    BOOST_TEST(events[0].exchange == 0U);
    BOOST_TEST(slow.StartResponse(ResponseOf(408), 3s));

    Machine late(Role::Server, options);
    late.ReceiveText(POST5, 1s);
    late.HandleTimeout(3s);
    events = TakeEvents(late);
    BOOST_REQUIRE_EQUAL(events.size(), 2U);
    BOOST_TEST(events[1].status == 408);
    BOOST_TEST(events[1].exchange == 1U);
    BOOST_TEST(late.StartResponse(ResponseOf(408), 3s));
    late.EndContent();
    Drain(late, 3s);
    events = TakeEvents(late);
    BOOST_REQUIRE_EQUAL(events.size(), 3U);
    BOOST_TEST((events[2].outcome == Outcome::Truncated));
}

BOOST_AUTO_TEST_CASE(ClientTimes)
{
    ConnectionOptions options;
    options.responseTimeout = 2s;
    Machine client(Role::Client, options);
    client.StartRequest(RequestOf("GET"), 1s);
    client.StartRequest(RequestOf("GET"), 1s);
    BOOST_TEST(!client.GetDeadline().has_value());
    Drain(client, 3s);
    BOOST_TEST((client.GetDeadline() == Nanoseconds(5s)));
    client.ReceiveText("HTTP/1.1 200", 4s);
    TakeEvents(client);
    client.HandleTimeout(4999999999ns);
    BOOST_TEST(client.GetOpenExchanges() == 2U);
    client.HandleTimeout(5s);
    const auto events = TakeEvents(client);
    BOOST_REQUIRE_EQUAL(events.size(), 2U);
    BOOST_TEST((events[0].outcome == Outcome::ResponseTimeout));
    BOOST_TEST(!events[0].retryable);
    BOOST_TEST((events[1].outcome == Outcome::PeerClosed));
    BOOST_TEST(events[1].retryable);
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::Abort));
    BOOST_TEST(!client.GetDeadline().has_value());

    Machine silent(Role::Client, options);
    silent.StartRequest(RequestOf("GET"), 0s);
    Drain(silent);
    TakeEvents(silent);
    silent.HandleTimeout(2s);
    BOOST_TEST(silent.NextEvent()->retryable);
}

BOOST_AUTO_TEST_CASE(BytesBeforeAnyRequestIsOut)
{
    // A server that gives up on an idle connection says so just as a request is begun.
    Machine client(Role::Client, {});
    client.StartRequest(RequestOf("GET"), 0ns);
    client.EndContent();
    BOOST_TEST(client.ReceiveText("HTTP/1.1 408 X\r\n\r\n", 0ns) == 0U);
    const auto events = TakeEvents(client);
    BOOST_REQUIRE_EQUAL(events.size(), 1U);
    BOOST_TEST((events[0].outcome == Outcome::PeerClosed));
    BOOST_TEST(events[0].retryable);
    BOOST_TEST((client.GetCloseDemand() == CloseDemand::Abort));
    BOOST_TEST(std::string(events[0].problem) != "");
}

BOOST_AUTO_TEST_CASE(ServerSeesTheEnd)
{
    Machine idle(Role::Server, {});
    idle.ReceiveEnd(0ns);
    idle.ReceiveEnd(0ns);
    BOOST_TEST(Letters(idle) == "P");
    BOOST_TEST((idle.GetCloseDemand() == CloseDemand::Graceful));

    // Half a request: 400 to a client that may still read.
    Machine half = Serve("GET /");
    half.ReceiveEnd(0ns);
    BOOST_TEST(Letters(half) == "PX");
    BOOST_TEST(half.StartResponse(ResponseOf(400), 0ns));
    half.EndContent();
    Drain(half);
    BOOST_TEST((half.GetCloseDemand() == CloseDemand::Graceful));

    // A whole request before the end is answered.
    Machine whole = Serve(GET);
    whole.ReceiveEnd(0ns);
    BOOST_TEST(Letters(whole) == "RMP");
    BOOST_TEST((whole.GetCloseDemand() == CloseDemand::None));
    BOOST_TEST(whole.StartResponse(ResponseOf(204), 0ns));
    BOOST_TEST(Drain(whole) == "HTTP/1.1 204 \r\nConnection: close\r\n\r\n");
    BOOST_TEST((whole.GetCloseDemand() == CloseDemand::Graceful));
}

BOOST_AUTO_TEST_CASE(MachinesMove)
{
    Machine server = Serve(GET);
    Machine moved = std::move(server);
    BOOST_TEST(Letters(moved) == "RM");
    BOOST_TEST(moved.GetRequest().target == "/");
    BOOST_TEST(moved.StartResponse(ResponseOf(204), 0ns));
}

BOOST_AUTO_TEST_CASE(GreatContentTakesNoRoom)
{
    constexpr uint64_t TERABYTE = 1'000'000'000'000;
    Machine server = Serve(GET);
    server.StartResponse(ResponseOf(200, {{"Transfer-Encoding", "chunked"}}), 0ns);
    BOOST_TEST(server.AppendContent(Bytes(TERABYTE)));
    server.ConsumeOutput(server.PeekOutput().text.size(), 0ns);
    BOOST_TEST(server.PeekOutput().text == "2000\r\n");

    Machine client(Role::Client, {});
    client.StartRequest(RequestOf("GET"), 0ns);
    Drain(client);
    client.ReceiveText("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n", 0ns);
    BOOST_TEST(client.GetInputDemand().max == TERABYTE);
    client.ReceiveContent(TERABYTE, 0ns);
    BOOST_TEST(Letters(client) == "sfSCME");
}

BOOST_AUTO_TEST_SUITE_END()
