/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HTTP/2 as a session: two of them joined, and one against frames written by hand (RFC 9113).

#include "http2-pair.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

using namespace ns3::http;
using namespace std::string_literals;

namespace
{

/// Types of frames (RFC 9113, section 6).
enum : uint8_t
{
    DATA = 0x0,
    HEADERS = 0x1,
    PRIORITY = 0x2,
    RST_STREAM = 0x3,
    SETTINGS = 0x4,
    PING = 0x6,
    GOAWAY = 0x7,
    WINDOW_UPDATE = 0x8,
};

/// @brief Options of a well-known program. @param name it @return them
Http2Options
Preset(const char* name)
{
    return *FindHttp2Preset(name);
}

/// @brief A frame as bytes. @param type, flags, stream, payload of it @return the bytes
std::string
Frame(uint8_t type, uint8_t flags, uint32_t stream, const std::string& payload)
{
    std::string bytes;
    for (const unsigned shift : {16U, 8U, 0U})
    {
        bytes.push_back(static_cast<char>(payload.size() >> shift));
    }
    bytes.push_back(static_cast<char>(type));
    bytes.push_back(static_cast<char>(flags));
    for (const unsigned shift : {24U, 16U, 8U, 0U})
    {
        bytes.push_back(static_cast<char>(stream >> shift));
    }
    return bytes + payload;
}

/// @brief A GET as HPACK's static table has it, to a.example. @return the header block
std::string
GetBlock()
{
    // :method GET, :scheme http, :path / by index; :authority as a literal without indexing.
    return "\x82\x86\x84\x01\x09"
           "a.example"s;
}

/// @brief The settings of a frame by identifier. @param frame it @return them
std::map<unsigned, uint32_t>
ReadSettings(const SeenFrame& frame)
{
    std::map<unsigned, uint32_t> settings;
    for (std::size_t i = 0; i + 6 <= frame.payload.size(); i += 6)
    {
        const std::string_view entry = std::string_view(frame.payload).substr(i, 6);
        settings[ReadHttp2Number(entry.substr(0, 2))] = ReadHttp2Number(entry.substr(2));
    }
    return settings;
}

/// @brief A server alone, to which a peer says what the test says.
struct LoneServer
{
    /// @brief Begins. @param limits of the server
    explicit LoneServer(const ConnectionOptions& limits = {})
        : pair(Http2Options(), Http2Options(), limits)
    {
    }

    /// @brief Hands the server bytes and looks at what it sends. @param bytes them
    void Take(const std::string& bytes)
    {
        pair.server.inbox += bytes;
        pair.Deliver(false);
        pair.Send(false);
        // The end of what was sent is an event, too.
        pair.Deliver(false);
    }

    /// @brief The error of the last GOAWAY. @return its name, "" if there was none
    std::string GetError() const
    {
        const auto frames = pair.GetFrames(false, GOAWAY);
        return frames.empty() ? ""
                              : GetHttp2ErrorName(ReadHttp2Number(
                                    std::string_view(frames.back().payload).substr(4, 4)));
    }

    /// @brief The error of the last RST_STREAM. @return its name, "" if there was none
    std::string GetReset() const
    {
        const auto frames = pair.GetFrames(false, RST_STREAM);
        return frames.empty() ? "" : GetHttp2ErrorName(ReadHttp2Number(frames.back().payload));
    }

    Http2Pair pair; //!< of which the client says nothing
};

/// What a client sends first, with empty settings.
const std::string BEGIN = std::string(HTTP2_PREFACE) + Frame(SETTINGS, 0, 0, "");

} // namespace

BOOST_AUTO_TEST_SUITE(Http2, *boost::unit_test::precondition(CanTestHttp2))

BOOST_AUTO_TEST_CASE(OneExchange)
{
    Http2Pair pair;
    const ExchangeId exchange = pair.Get("/5000");
    pair.Run();
    const auto& asked = pair.client.seen[exchange];
    const auto& served = pair.server.seen[exchange];
    BOOST_TEST(served.request.method == "GET");
    BOOST_TEST(served.request.target == "/5000");
    BOOST_TEST((served.request.version == Version::Http2));
    BOOST_TEST(served.request.fields.Get("Host").value_or("") == "example.com");
    BOOST_TEST(served.ended);
    BOOST_TEST((served.outcome == Outcome::Complete));
    BOOST_TEST(asked.status == 200U);
    BOOST_TEST(asked.response.fields.Get("server").value_or("") == "pair");
    BOOST_TEST(asked.content == 5000U);
    BOOST_TEST(asked.ended);
    BOOST_TEST((asked.outcome == Outcome::Complete));
    BOOST_TEST(pair.client.session->GetOpenExchanges() == 0U);
    BOOST_TEST(pair.server.session->GetOpenExchanges() == 0U);
    // A frame of content for each 16,384 bytes at most, and none behind it: it ends the stream.
    const auto data = pair.GetFrames(false, DATA);
    BOOST_REQUIRE(data.size() == 1U);
    BOOST_TEST(data[0].header.length == 5000U);
    BOOST_TEST(data[0].header.flags == HTTP2_END_STREAM);
    BOOST_TEST(data[0].header.stream == 1U);
}

// Places of messages in both streams: what one end says of its own and the other of what came.
BOOST_AUTO_TEST_CASE(PlacesAgree)
{
    Http2Pair pair;
    for (unsigned i = 0; i < 5; ++i)
    {
        pair.Get("/" + std::to_string(i * 3000));
    }
    pair.Run();
    const auto find = [](const Http2End& end, EventType type, ExchangeId exchange) {
        for (const Event& event : end.events)
        {
            if (event.type == type && event.exchange == exchange)
            {
                return event;
            }
        }
        BOOST_FAIL("no such event");
        return Event();
    };
    for (ExchangeId exchange = 1; exchange <= 5; ++exchange)
    {
        const Event sent = find(pair.server, EventType::SendStarted, exchange);
        const Event got = find(pair.client, EventType::ResponseReceived, exchange);
        BOOST_TEST(sent.streamOffset == got.streamOffset);
        BOOST_TEST(sent.headBytes == got.headBytes);
        BOOST_TEST(sent.status == 200U);
        BOOST_TEST(find(pair.server, EventType::SendFinished, exchange).streamOffset ==
                   find(pair.client, EventType::MessageReceived, exchange).streamOffset);
        BOOST_TEST(find(pair.client, EventType::SendStarted, exchange).streamOffset ==
                   find(pair.server, EventType::RequestReceived, exchange).streamOffset);
        BOOST_TEST(find(pair.client, EventType::SendFinished, exchange).streamOffset ==
                   find(pair.server, EventType::MessageReceived, exchange).streamOffset);
    }
    BOOST_TEST(pair.client.session->GetSentBytes() == pair.server.session->GetReceivedBytes());
    BOOST_TEST(pair.server.session->GetSentBytes() == pair.client.session->GetReceivedBytes());
}

// Whatever the pieces in which bytes come.
BOOST_DATA_TEST_CASE(Pieces, boost::unit_test::data::make({1, 2, 3, 8, 9, 10, 17, 1000}), piece)
{
    Http2Pair pair(Preset("curl"), Preset("nginx"));
    std::vector<ExchangeId> exchanges;
    for (const char* target : {"/20000", "/0", "/1", "/8192", "/8193"})
    {
        exchanges.push_back(pair.Get(target));
    }
    pair.Run(piece);
    for (const ExchangeId exchange : exchanges)
    {
        const auto& seen = pair.client.seen[exchange];
        BOOST_TEST((seen.ended && seen.outcome == Outcome::Complete));
        BOOST_TEST("/" + std::to_string(seen.content) == pair.server.seen[exchange].request.target);
    }
}

// What nginx 1.22, curl 7.88 and Chromium say of themselves (from their sources and captures).
BOOST_AUTO_TEST_CASE(Presets)
{
    Http2Pair pair(Preset("curl"), Preset("nginx"));
    pair.Get("/20000");
    pair.Run();
    const std::map<unsigned, uint32_t> nginx{{3, 128}, {4, 65536}, {5, 16777215}};
    BOOST_TEST((ReadSettings(pair.GetFrames(false, SETTINGS).at(0)) == nginx));
    const std::map<unsigned, uint32_t> curl{{2, 0}, {3, 100}, {4, 33554432}};
    BOOST_TEST((ReadSettings(pair.GetFrames(true, SETTINGS).at(0)) == curl));
    BOOST_TEST(ReadHttp2Number(pair.GetFrames(false, WINDOW_UPDATE).at(0).payload) ==
               0x7fffffffU - 65535U);
    BOOST_TEST(ReadHttp2Number(pair.GetFrames(true, WINDOW_UPDATE).at(0).payload) ==
               33554432U - 65535U);
    const auto data = pair.GetFrames(false, DATA);
    BOOST_REQUIRE(data.size() == 3U);
    BOOST_TEST(data[0].header.length == 8192U);
    // Each of curl's streams has the initial weight and depends on none: nothing is said of that.
    BOOST_TEST((pair.GetFrames(true, HEADERS).at(0).header.flags & 0x20) == 0);

    Http2Pair browser(Preset("chromium"), Preset("nginx"));
    Fields urgent;
    urgent.Add("Priority", "u=0, i");
    browser.Get("/1", urgent);
    browser.Get("/2");
    browser.Get("/3", urgent);
    browser.Run();
    const std::map<unsigned, uint32_t> chromium{{1, 65536}, {2, 0}, {4, 6291456}, {6, 262144}};
    BOOST_TEST((ReadSettings(browser.GetFrames(true, SETTINGS).at(0)) == chromium));
    BOOST_TEST(ReadHttp2Number(browser.GetFrames(true, WINDOW_UPDATE).at(0).payload) == 15663105U);
    const auto heads = browser.GetFrames(true, HEADERS);
    BOOST_REQUIRE(heads.size() == 3U);
    BOOST_TEST(heads[0].payload.substr(0, 5) == "\x80\0\0\0\xff"s);
    BOOST_TEST(heads[1].payload.substr(0, 5) == "\x80\0\0\x01\x92"s);
    BOOST_TEST(heads[2].payload.substr(0, 5) == "\x80\0\0\x01\xff"s);
}

// The dynamic table makes the second head short; a server that writes literals has no such help.
BOOST_AUTO_TEST_CASE(HeadCompression)
{
    const auto measure = [](const Http2Options& options) {
        Http2Pair pair({}, options);
        pair.answer = [](Http2Pair& self, ExchangeId exchange, uint16_t) {
            ResponseHead head;
            head.fields.Add("X-Long", std::string(200, 'x'));
            head.fields.Add("Content-Length", "0");
            BOOST_TEST(self.server.session->StartResponse(exchange, head, self.now, nullptr));
            self.server.session->EndContent(exchange);
        };
        pair.Get("/");
        pair.Run();
        pair.Get("/");
        pair.Run();
        const auto heads = pair.GetFrames(false, HEADERS);
        BOOST_REQUIRE(heads.size() == 2U);
        return std::make_pair(heads[0].header.length, heads[1].header.length);
    };
    const auto table = measure(Http2Options());
    BOOST_TEST(table.first > 150U);
    BOOST_TEST(table.second < 12U);
    const auto literals = measure(Preset("nginx"));
    BOOST_TEST(literals.first > 150U);
    // The first one says that the table has no room.
    BOOST_TEST(literals.second + 1 == literals.first);
}

// Fields of HTTP/1's connection stay behind; cookies are one field again.
BOOST_AUTO_TEST_CASE(Fields1And2)
{
    Http2Pair pair;
    Fields fields;
    fields.Add("Connection", "keep-alive, X-Hop");
    fields.Add("Keep-Alive", "timeout=5");
    fields.Add("X-Hop", "1");
    fields.Add("TE", "gzip");
    fields.Add("Accept", "*/*");
    fields.Add("Cookie", "a=1");
    fields.Add("Cookie", "b=2");
    const ExchangeId exchange = pair.Get("/1", fields);
    pair.Run();
    const Fields& got = pair.server.seen[exchange].request.fields;
    std::string names;
    for (std::size_t i = 0; i < got.GetSize(); ++i)
    {
        names += std::string(got.GetLine(i).name) + " ";
    }
    BOOST_TEST(names == "Host accept cookie ");
    BOOST_TEST(got.Get("cookie").value_or("") == "a=1; b=2");
}

BOOST_AUTO_TEST_CASE(RequestContent)
{
    Http2Pair pair;
    RequestHead head;
    head.method = "PUT";
    head.target = "/3";
    head.fields.Add("Host", "example.com");
    head.fields.Add("Transfer-Encoding", "chunked");
    std::string text;
    const auto exchange = pair.client.session->StartRequest(head, pair.now, &text);
    BOOST_REQUIRE(exchange.has_value());
    BOOST_TEST(text == "PUT /3 HTTP/2\r\nhost: example.com\r\n\r\n");
    BOOST_TEST(pair.client.session->AppendContent(*exchange, {70000, 1, 0, ContentKind::Zero}));
    pair.Run();
    // Two windows of 65,535 bytes each are refilled as the server reads.
    BOOST_TEST(pair.server.seen[*exchange].content == 70000U);
    BOOST_TEST(!pair.server.seen[*exchange].received);
    BOOST_TEST(pair.client.session->EndContent(*exchange));
    pair.Run();
    BOOST_TEST(pair.server.seen[*exchange].received);
    BOOST_TEST((pair.client.seen[*exchange].outcome == Outcome::Complete));
    BOOST_TEST(pair.client.seen[*exchange].content == 3U);
}

BOOST_AUTO_TEST_CASE(Expectation)
{
    ConnectionOptions limits;
    limits.continueTimeout = Nanoseconds(1000);
    for (const bool answers : {true, false})
    {
        Http2Pair pair({}, {}, limits);
        RequestHead head;
        head.method = "PUT";
        head.target = "/3";
        head.fields.Add("Host", "example.com");
        head.fields.Add("Content-Length", "10");
        head.fields.Add("Expect", "100-continue");
        const auto exchange = pair.client.session->StartRequest(head, pair.now, nullptr);
        BOOST_REQUIRE(exchange.has_value());
        pair.client.session->AppendContent(*exchange, {10, 1, 0, ContentKind::Zero});
        pair.client.session->EndContent(*exchange);
        pair.Run();
        BOOST_TEST(pair.server.seen[*exchange].content == 0U);
        if (answers)
        {
            ResponseHead interim;
            interim.status = 100;
            BOOST_TEST(pair.server.session->StartResponse(*exchange, interim, pair.now, nullptr));
        }
        else
        {
            BOOST_TEST(pair.client.session->GetDeadline().value_or(Nanoseconds(0)).count() == 1000);
            pair.now = Nanoseconds(1000);
            pair.client.session->HandleTimeout(pair.now);
        }
        pair.Run();
        BOOST_TEST(pair.server.seen[*exchange].content == 10U);
        BOOST_TEST(pair.client.seen[*exchange].interims == (answers ? 1U : 0U));
        BOOST_TEST(pair.client.seen[*exchange].status == 200U);
    }
}

// Answers come in any order.
BOOST_AUTO_TEST_CASE(AnyOrder)
{
    Http2Pair pair;
    pair.answer = [](Http2Pair&, ExchangeId, uint16_t) {};
    const ExchangeId first = pair.Get("/1");
    const ExchangeId second = pair.Get("/2");
    pair.Run();
    pair.Answer(second, 200, 2);
    pair.Run();
    BOOST_TEST(pair.client.seen[second].ended);
    BOOST_TEST(!pair.client.seen[first].ended);
    pair.Answer(first, 200, 1);
    pair.Run();
    BOOST_TEST(pair.client.seen[first].ended);
}

// The server's number of streams is the client's capacity.
BOOST_AUTO_TEST_CASE(Capacity)
{
    Http2Options few;
    few.maxConcurrentStreams = 3;
    Http2Pair pair({}, few);
    pair.answer = [](Http2Pair&, ExchangeId, uint16_t) {};
    BOOST_TEST(pair.client.session->GetCapacity() == 100U);
    pair.Run();
    BOOST_TEST(pair.client.session->GetCapacity() == 3U);
    pair.Get("/1");
    pair.Get("/2");
    pair.Get("/3");
    BOOST_TEST(pair.client.session->GetCapacity() == 0U);
    RequestHead head;
    head.fields.Add("Host", "a");
    BOOST_TEST(!pair.client.session->StartRequest(head, pair.now, nullptr).has_value());
    pair.Run();
    pair.Answer(2, 200, 0);
    pair.Run();
    BOOST_TEST(pair.client.session->GetCapacity() == 1U);
}

// What was begun before the server's settings came and is more than they allow is refused and may
// be asked again (RFC 9113, section 5.1.2).
BOOST_AUTO_TEST_CASE(RefusedStreams)
{
    Http2Options few;
    few.maxConcurrentStreams = 3;
    Http2Pair pair({}, few);
    for (unsigned i = 0; i < 8; ++i)
    {
        pair.Get("/10");
    }
    pair.Run();
    unsigned complete = 0;
    unsigned refused = 0;
    for (const auto& [exchange, seen] : pair.client.seen)
    {
        if (exchange > 0)
        {
            BOOST_TEST(seen.ended);
            complete += seen.outcome == Outcome::Complete ? 1 : 0;
            refused += seen.unprocessed && seen.retryable ? 1 : 0;
        }
    }
    BOOST_TEST(complete + refused == 8U);
    BOOST_TEST(refused > 0U);
    BOOST_TEST(complete >= 3U);
}

BOOST_AUTO_TEST_CASE(CancelOne)
{
    Http2Pair pair({}, Preset("nginx"));
    const ExchangeId first = pair.Get("/500000");
    const ExchangeId second = pair.Get("/500000");
    pair.Send(true);
    pair.Deliver(false);
    pair.Send(false, 100000);
    pair.Deliver(true);
    BOOST_TEST(pair.client.session->Cancel(first, Outcome::Stopped));
    pair.Run();
    BOOST_TEST((pair.client.seen[first].outcome == Outcome::Stopped));
    BOOST_TEST((pair.server.seen[first].outcome == Outcome::Reset));
    BOOST_TEST((pair.client.seen[second].outcome == Outcome::Complete));
    BOOST_TEST(pair.client.seen[second].content == 500000U);
    BOOST_TEST((pair.client.session->GetCloseDemand() == CloseDemand::None));
}

// A message that the server cannot finish costs only its stream.
BOOST_AUTO_TEST_CASE(CutMessage)
{
    Http2Pair pair;
    pair.answer = [](Http2Pair& self, ExchangeId exchange, uint16_t) {
        ResponseHead head;
        head.fields.Add("Content-Length", "100");
        BOOST_TEST(self.server.session->StartResponse(exchange, head, self.now, nullptr));
        self.server.session->AppendContent(exchange, {40, 1, 0, ContentKind::Zero});
        BOOST_TEST(!self.server.session->EndContent(exchange));
    };
    const ExchangeId exchange = pair.Get("/");
    pair.Run();
    BOOST_TEST(pair.client.seen[exchange].content == 40U);
    BOOST_TEST((pair.client.seen[exchange].outcome == Outcome::Reset));
    BOOST_TEST(pair.client.seen[exchange].problem == "INTERNAL_ERROR");
    BOOST_TEST(!pair.client.seen[exchange].retryable);
    BOOST_TEST((pair.server.seen[exchange].outcome == Outcome::Truncated));
}

BOOST_AUTO_TEST_CASE(GoAway)
{
    Http2Pair pair;
    const ExchangeId first = pair.Get("/100000");
    pair.Send(true);
    pair.Deliver(false);
    pair.server.session->CloseAfterOpenExchanges();
    // It crosses the next request, which may be asked again elsewhere (RFC 9113, section 6.8).
    const ExchangeId second = pair.Get("/1");
    pair.Run();
    BOOST_TEST((pair.client.seen[first].outcome == Outcome::Complete));
    BOOST_TEST(pair.client.seen[first].content == 100000U);
    BOOST_TEST(pair.client.seen[second].unprocessed);
    BOOST_TEST(pair.client.seen[second].retryable);
    BOOST_TEST(pair.client.session->GetCapacity() == 0U);
    BOOST_TEST((pair.client.session->GetCloseDemand() == CloseDemand::Graceful));
    BOOST_TEST((pair.server.session->GetCloseDemand() == CloseDemand::Graceful));
}

// A lost connection ends each exchange once.
BOOST_AUTO_TEST_CASE(LostWithTwenty)
{
    Http2Pair pair;
    for (unsigned i = 0; i < 20; ++i)
    {
        pair.Get("/100000");
    }
    pair.Send(true);
    pair.Deliver(false);
    pair.Send(false, 30000);
    pair.Deliver(true);
    pair.client.session->ReceiveAbort(Outcome::ConnectionLost);
    pair.server.session->ReceiveAbort(Outcome::ConnectionLost);
    pair.Deliver(true);
    pair.Deliver(false);
    for (ExchangeId exchange = 1; exchange <= 20; ++exchange)
    {
        BOOST_TEST(pair.client.seen[exchange].ended);
        BOOST_TEST((pair.client.seen[exchange].outcome == Outcome::ConnectionLost));
        BOOST_TEST(pair.client.seen[exchange].retryable == !pair.client.seen[exchange].status);
        BOOST_TEST((pair.server.seen[exchange].outcome == Outcome::ConnectionLost));
    }
    BOOST_TEST(!pair.client.session->HasOutput());
    BOOST_TEST(!pair.client.session->GetDeadline().has_value());
    BOOST_TEST((pair.client.session->GetCloseDemand() == CloseDemand::Abort));
}

BOOST_AUTO_TEST_CASE(IdleTimeout)
{
    ConnectionOptions limits;
    limits.idleTimeout = Nanoseconds(5000);
    Http2Pair pair({}, {}, limits);
    pair.now = Nanoseconds(100);
    pair.Get("/1");
    pair.Run();
    BOOST_TEST(pair.server.session->GetDeadline().value_or(Nanoseconds(0)).count() == 5100);
    pair.now = Nanoseconds(5100);
    pair.server.session->HandleTimeout(pair.now);
    BOOST_TEST((pair.server.session->GetCloseDemand() == CloseDemand::Graceful));
    pair.Run();
    BOOST_TEST(pair.GetFrames(false, GOAWAY).size() == 1U);
    BOOST_TEST((pair.client.session->GetCloseDemand() == CloseDemand::Graceful));
}

BOOST_AUTO_TEST_CASE(ResponseTimeout)
{
    ConnectionOptions limits;
    limits.responseTimeout = Nanoseconds(1000);
    Http2Pair pair({}, {}, limits);
    pair.answer = [](Http2Pair& self, ExchangeId exchange, uint16_t) {
        if (exchange == 2)
        {
            self.Answer(exchange, 200, 2);
        }
    };
    const ExchangeId late = pair.Get("/1");
    const ExchangeId good = pair.Get("/2");
    pair.Run();
    pair.now = Nanoseconds(1000);
    pair.client.session->HandleTimeout(pair.now);
    pair.Run();
    BOOST_TEST((pair.client.seen[late].outcome == Outcome::ResponseTimeout));
    BOOST_TEST((pair.client.seen[good].outcome == Outcome::Complete));
    BOOST_TEST((pair.client.session->GetCloseDemand() == CloseDemand::None));
    BOOST_TEST((pair.server.seen[late].outcome == Outcome::Reset));
}

BOOST_AUTO_TEST_CASE(PingIsAnswered)
{
    Http2Pair pair;
    pair.client.session->Ping();
    BOOST_TEST(pair.client.session->GetUnansweredPings() == 1U);
    pair.Run();
    BOOST_TEST(pair.client.session->GetUnansweredPings() == 0U);
    BOOST_TEST(pair.GetFrames(false, PING).size() == 1U);
}

// A request longer than allowed is answered, and the stream ends; the connection goes on.
BOOST_AUTO_TEST_CASE(LimitsOfRequests)
{
    ConnectionOptions limits;
    limits.maxContentBytes = 1000;
    limits.maxHeadBytes = 2000;
    for (const char* kind : {"announced", "unannounced", "head"})
    {
        BOOST_TEST_CONTEXT(kind)
        {
            Http2Pair pair({}, {}, limits);
            RequestHead head;
            head.method = "PUT";
            head.target = "/0";
            head.fields.Add("Host", "a");
            const bool isHead = kind == "head"s;
            if (isHead)
            {
                head.fields.Add("X", std::string(3000, 'x'));
                head.fields.Add("Content-Length", "0");
            }
            else if (kind == "announced"s)
            {
                head.fields.Add("Content-Length", "2000");
            }
            else
            {
                head.fields.Add("Transfer-Encoding", "chunked");
            }
            const auto exchange = pair.client.session->StartRequest(head, pair.now, nullptr);
            BOOST_REQUIRE(exchange.has_value());
            if (!isHead)
            {
                pair.client.session->AppendContent(*exchange, {2000, 1, 0, ContentKind::Zero});
            }
            pair.client.session->EndContent(*exchange);
            pair.Run();
            BOOST_TEST(pair.client.seen[*exchange].status == (isHead ? 431U : 413U));
            BOOST_TEST((pair.client.seen[*exchange].outcome == Outcome::Complete));
            BOOST_TEST((pair.server.seen[*exchange].outcome == Outcome::Malformed));
            const ExchangeId next = pair.Get("/4");
            pair.Run();
            BOOST_TEST(pair.client.seen[next].content == 4U);
        }
    }
}

BOOST_AUTO_TEST_CASE(HeadAndNoContent)
{
    Http2Pair pair;
    pair.answer = [](Http2Pair& self, ExchangeId exchange, uint16_t) {
        ResponseHead head;
        const bool isHead = self.server.seen[exchange].request.method == "HEAD";
        head.status = isHead ? 200 : 204;
        if (isHead)
        {
            head.fields.Add("Content-Length", "1000");
        }
        BOOST_TEST(self.server.session->StartResponse(exchange, head, self.now, nullptr));
        BOOST_TEST(self.server.session->EndContent(exchange));
    };
    RequestHead head;
    head.method = "HEAD";
    head.fields.Add("Host", "a");
    const auto asked = pair.client.session->StartRequest(head, pair.now, nullptr);
    const ExchangeId empty = pair.Get("/");
    pair.Run();
    BOOST_TEST((pair.client.seen[*asked].outcome == Outcome::Complete));
    BOOST_TEST(pair.client.seen[*asked].status == 200U);
    BOOST_TEST(pair.client.seen[empty].status == 204U);
    BOOST_TEST((pair.client.seen[empty].outcome == Outcome::Complete));
    BOOST_TEST(pair.GetFrames(false, DATA).empty());
}

// Frames against RFC 9113, each from a peer that breaks it, and the error that it names.
BOOST_AUTO_TEST_CASE(ConnectionErrors)
{
    const std::string get = Frame(HEADERS, 0x5, 1, GetBlock());
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "PROTOCOL_ERROR"},                         // 3.4
        {std::string(HTTP2_PREFACE) + get, "PROTOCOL_ERROR"},                            // 3.4
        {BEGIN + Frame(DATA, 0x1, 0, "x"), "PROTOCOL_ERROR"},                            // 6.1
        {BEGIN + Frame(DATA, 0x9, 1, "\xff"), "PROTOCOL_ERROR"},                         // 5.1
        {BEGIN + Frame(HEADERS, 0x5, 2, GetBlock()), "PROTOCOL_ERROR"},                  // 5.1.1
        {BEGIN + get + Frame(HEADERS, 0x5, 0, GetBlock()), "PROTOCOL_ERROR"},            // 6.2
        {BEGIN + Frame(SETTINGS, 0, 0, "12345"), "FRAME_SIZE_ERROR"},                    // 6.5
        {BEGIN + Frame(SETTINGS, 0, 1, ""), "PROTOCOL_ERROR"},                           // 6.5
        {BEGIN + Frame(SETTINGS, 0, 0, "\0\x4\xff\xff\xff\xff"s), "FLOW_CONTROL_ERROR"}, // 6.5.2
        {BEGIN + Frame(SETTINGS, 0, 0, "\0\x5\0\0\0\x1"s), "PROTOCOL_ERROR"},            // 6.5.2
        {BEGIN + Frame(PING, 0, 0, "1234567"), "FRAME_SIZE_ERROR"},                      // 6.7
        {BEGIN + Frame(PING, 0, 3, "12345678"), "PROTOCOL_ERROR"},                       // 6.7
        {BEGIN + Frame(WINDOW_UPDATE, 0, 0, "\0\0\0\0"s), "PROTOCOL_ERROR"},             // 6.9
        {BEGIN + Frame(WINDOW_UPDATE, 0, 0, "\x7f\xff\xff\xff"s), "FLOW_CONTROL_ERROR"}, // 6.9.1
        {BEGIN + Frame(RST_STREAM, 0, 0, "\0\0\0\0"s), "PROTOCOL_ERROR"},                // 6.4
        {BEGIN + Frame(RST_STREAM, 0, 5, "\0\0\0\0"s), "PROTOCOL_ERROR"},                // 5.1
        {BEGIN + Frame(0x9, 0x4, 1, "x"), "PROTOCOL_ERROR"},                             // 6.10
        {BEGIN + Frame(HEADERS, 0x1, 1, GetBlock()) + Frame(PING, 0, 0, "12345678"),
         "PROTOCOL_ERROR"},                                                            // 6.2
        {BEGIN + Frame(HEADERS, 0x5, 1, "\xff\xff\xff\xff\xff"), "COMPRESSION_ERROR"}, // 4.3
        {BEGIN + std::string("\x7f\xff\xff\0\0\0\0\0\x1", 9), "FRAME_SIZE_ERROR"},     // 4.2
    };
    for (const auto& [bytes, error] : cases)
    {
        BOOST_TEST_CONTEXT(error << " case " << &bytes - &cases[0].first)
        {
            LoneServer lone;
            lone.Take(bytes);
            BOOST_TEST(lone.GetError() == error);
            BOOST_TEST((lone.pair.server.session->GetInputDemand().kind == InputKind::Ended));
            BOOST_TEST((lone.pair.server.session->GetCloseDemand() == CloseDemand::Graceful));
            BOOST_TEST(lone.pair.server.session->GetOpenExchanges() == 0U);
        }
    }
}

// Errors of one stream; the next is served.
BOOST_AUTO_TEST_CASE(StreamErrors)
{
    const std::string upper = GetBlock() + "\0\x1X\x1y"s;
    const std::string connection = GetBlock() + "\0\x0a"s + "connection\x5" + "close";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {Frame(HEADERS, 0x5, 1, upper), "PROTOCOL_ERROR"},      // 8.2.1
        {Frame(HEADERS, 0x5, 1, connection), "PROTOCOL_ERROR"}, // 8.2.2
        {Frame(HEADERS, 0x5, 1, "\x82\x86"), "PROTOCOL_ERROR"}, // 8.3.1
        {Frame(HEADERS, 0x4, 1, GetBlock() + "\x0f\x0d\x01" + "5") + Frame(DATA, 0x1, 1, "1234"),
         "PROTOCOL_ERROR"}, // 8.1.1
        {Frame(HEADERS, 0x4, 1, GetBlock()) + Frame(WINDOW_UPDATE, 0, 1, "\x7f\xff\xff\xff"s),
         "FLOW_CONTROL_ERROR"}, // 6.9.1
        {Frame(HEADERS, 0x4, 1, "\x02\x07" + "CONNECT\x01\x03"s + "a:1"), "HTTP_1_1_REQUIRED"},
    };
    for (const auto& [bytes, error] : cases)
    {
        BOOST_TEST_CONTEXT(error << " case " << &bytes - &cases[0].first)
        {
            LoneServer lone;
            lone.Take(BEGIN + bytes);
            BOOST_TEST(lone.GetReset() == error);
            BOOST_TEST(lone.GetError() == "");
            lone.Take(Frame(HEADERS, 0x5, 3, GetBlock()));
            BOOST_TEST(lone.pair.GetFrames(false, HEADERS).size() == 1U);
        }
    }
}

// Padding is no content.
BOOST_AUTO_TEST_CASE(TrailersOfARefusedRequestAreNobodys)
{
    ConnectionOptions limits;
    limits.maxContentBytes = 4;
    LoneServer lone(limits);
    // x: 1 as a literal without indexing
    const std::string trailers = "\0\x01x\x01"s + "1";
    lone.Take(BEGIN + Frame(HEADERS, 0x4, 1, GetBlock()) + Frame(DATA, 0, 1, "hello") +
              Frame(HEADERS, 0x5, 1, trailers));
    lone.Take(Frame(HEADERS, 0x4, 3, GetBlock()) + Frame(DATA, 0, 3, "1234") +
              Frame(HEADERS, 0x5, 3, trailers));
    BOOST_TEST(lone.pair.server.seen[2].trailers.Get("x").value_or("") == "1");
}

BOOST_AUTO_TEST_CASE(Padding)
{
    LoneServer lone;
    lone.Take(BEGIN + Frame(HEADERS, 0x4, 1, GetBlock()) +
              Frame(DATA, 0x8, 1, "\x05hello\0\0\0\0\0"s) + Frame(DATA, 0x9, 1, "\0"s));
    BOOST_TEST(lone.pair.server.seen[1].content == 5U);
    BOOST_TEST(lone.pair.server.seen[1].received);
}

// Opening streams to reset them, and frames that carry nothing.
BOOST_AUTO_TEST_CASE(Floods)
{
    LoneServer resets;
    resets.pair.answer = [](Http2Pair&, ExchangeId, uint16_t) {};
    std::string bytes = BEGIN;
    for (uint32_t i = 0; i < 1100; ++i)
    {
        bytes += Frame(HEADERS, 0x5, 2 * i + 1, GetBlock()) +
                 Frame(RST_STREAM, 0, 2 * i + 1, "\0\0\0\x8"s);
    }
    resets.Take(bytes);
    BOOST_TEST(resets.GetError() == "ENHANCE_YOUR_CALM");

    LoneServer empty;
    empty.Take(BEGIN);
    std::string updates;
    for (unsigned i = 0; i < 1000; ++i)
    {
        updates += Frame(PRIORITY, 0, 2 * i + 1, "\0\0\0\0\x10"s);
    }
    for (unsigned i = 0; i < 800 && empty.GetError().empty(); ++i)
    {
        empty.Take(updates);
    }
    BOOST_TEST(empty.GetError() == "ENHANCE_YOUR_CALM");
}

// The same resets spread over a minute are no flood; time comes from outside.
BOOST_AUTO_TEST_CASE(SlowResets)
{
    LoneServer lone;
    lone.pair.answer = [](Http2Pair&, ExchangeId, uint16_t) {};
    lone.Take(BEGIN);
    for (uint32_t i = 0; i < 1500; ++i)
    {
        lone.pair.now += std::chrono::milliseconds(40);
        lone.Take(Frame(HEADERS, 0x5, 2 * i + 1, GetBlock()) +
                  Frame(RST_STREAM, 0, 2 * i + 1, "\0\0\0\x8"s));
    }
    BOOST_TEST(lone.GetError() == "");
}

// Frames are reported with their places, on both sides alike.
BOOST_AUTO_TEST_CASE(FrameReports)
{
    Http2Options options;
    options.traces = true;
    Http2Pair pair(options, options);
    pair.Get("/40000");
    pair.Run();
    const auto list = [](const Http2End& end, EventType type) {
        std::string text;
        for (const Event& event : end.events)
        {
            if (event.type == type)
            {
                text += GetHttp2FrameName(event.frameType) + " "s + std::to_string(event.stream) +
                        " " + std::to_string(event.exchange) + " " +
                        std::to_string(event.streamOffset) + "+" + std::to_string(event.length) +
                        "\n";
            }
        }
        return text;
    };
    BOOST_TEST(list(pair.client, EventType::FrameSent) ==
               list(pair.server, EventType::FrameReceived));
    const std::string sent = list(pair.server, EventType::FrameSent);
    BOOST_TEST(sent.find("DATA 1 1 ") != std::string::npos);
    BOOST_TEST(sent.find("HEADERS 1 1 ") != std::string::npos);
    // The last frame ends the exchange at the client.
    BOOST_TEST(list(pair.client, EventType::FrameReceived).size() >= sent.size() - 20);
}

// A message lies where its frames do: both ends say the same, and together they are its length.
BOOST_AUTO_TEST_CASE(Ranges)
{
    Http2Options options = Preset("nginx");
    options.traces = true;
    options.scheduler = "round-robin";
    Http2Pair pair(options, options);
    std::map<ExchangeId, StreamRanges> sent;
    std::map<ExchangeId, StreamRanges> received;
    pair.answer = [&](Http2Pair& self, ExchangeId exchange, uint16_t) {
        ResponseHead interim;
        interim.status = 103;
        BOOST_TEST(self.server.session->StartResponse(exchange, interim, self.now, nullptr));
        self.Answer(exchange, 200, 20000);
    };
    pair.Get("/");
    pair.Get("/");
    pair.onEvent = [&](bool isClient, const Event& event) {
        if (event.type == EventType::SendFinished && !isClient && event.status == 200)
        {
            sent[event.exchange] = pair.server.session->GetRanges(event.exchange, true);
            BOOST_TEST(sent[event.exchange].size() == 4U);
        }
        if (event.type == EventType::MessageReceived && isClient)
        {
            received[event.exchange] = pair.client.session->GetRanges(event.exchange, false);
        }
        if (event.type == EventType::InformationalReceived)
        {
            BOOST_TEST(pair.client.session->GetRanges(event.exchange, false).size() == 1U);
        }
    };
    pair.Run();
    BOOST_REQUIRE(sent.size() == 2U);
    BOOST_TEST((sent == received));
    for (const auto& [exchange, ranges] : sent)
    {
        uint64_t bytes = 0;
        for (const auto& [begin, end] : ranges)
        {
            bytes += end - begin;
        }
        // Three frames of content, and a head.
        BOOST_TEST(bytes > 20000U + 4 * HTTP2_FRAME_HEADER);
        BOOST_TEST(bytes < 20000U + 4 * HTTP2_FRAME_HEADER + 100);
    }
    BOOST_TEST(pair.client.session->GetRanges(1, false).empty());
}

// A paused exchange stops at its window; the others go on.
BOOST_AUTO_TEST_CASE(PauseOne)
{
    Http2Pair pair;
    const ExchangeId paused = pair.Get("/300000");
    const ExchangeId other = pair.Get("/300000");
    pair.client.session->Pause(paused, true);
    pair.Run();
    BOOST_TEST(pair.client.seen[other].ended);
    BOOST_TEST(pair.client.seen[paused].content == 65535U);
    pair.client.session->Pause(paused, false);
    pair.Run();
    BOOST_TEST(pair.client.seen[paused].content == 300000U);
    BOOST_TEST((pair.client.seen[paused].outcome == Outcome::Complete));
}

BOOST_AUTO_TEST_SUITE_END()
