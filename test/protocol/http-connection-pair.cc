/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-pair.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string_view>
#include <utility>

namespace ns3
{
namespace http
{

namespace
{

/// Content that a reader that lost its place would take for messages.
constexpr std::string_view TRAP = "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
                                  "GET /trap HTTP/1.1\r\nHost: trap\r\n\r\nffff\r\n";

/// @brief Content as bytes. @param content what @return the bytes
std::string
MakeBytes(const Content& content)
{
    std::string bytes;
    bytes.reserve(content.length);
    for (uint64_t i = 0; i < content.length; ++i)
    {
        bytes.push_back(TRAP[(content.offset + i) % TRAP.size()]);
    }
    return bytes;
}

/// @brief Field lines that announce content. @param kind, length what @param fields where to
void
AnnounceContent(FramingKind kind, uint64_t length, Fields& fields)
{
    if (kind == FramingKind::Length)
    {
        fields.Add("Content-Length", std::to_string(length));
    }
    else if (kind == FramingKind::Chunked)
    {
        fields.Add("Transfer-Encoding", "chunked");
    }
}

} // namespace

ConnectionPair::ConnectionPair(std::vector<PlannedExchange> plan,
                               unsigned depth,
                               uint64_t seed,
                               const ConnectionOptions& options)
    : m_plan(std::move(plan)),
      m_depth(depth),
      m_random(seed),
      m_whole(seed == 0)
{
    m_ends.push_back(
        {Connection(Connection::Role::Client, options), {}, 0, UINT64_MAX, false, false, {}, {}});
    m_ends.push_back(
        {Connection(Connection::Role::Server, options), {}, 0, UINT64_MAX, false, false, {}, {}});
    m_serving.resize(m_plan.size());
}

uint64_t
ConnectionPair::Draw(uint64_t most)
{
    if (m_whole || most <= 1)
    {
        return most;
    }
    // Small pieces most of the time, and now and then all.
    const uint64_t limit = m_random() % 4 == 0 ? most : std::min<uint64_t>(most, 20);
    return 1 + m_random() % limit;
}

bool
ConnectionPair::StartNext()
{
    Connection& client = Get(CLIENT);
    const std::size_t index = m_results.size();
    if (m_open || m_aborted || index == m_plan.size() || client.GetOpenExchanges() >= m_depth)
    {
        return false;
    }
    const PlannedExchange& plan = m_plan[index];
    RequestHead head;
    head.method = plan.method;
    head.target =
        plan.method == "CONNECT" ? "host:" + std::to_string(index) : "/" + std::to_string(index);
    head.version = plan.version;
    head.fields.Add("Host", "a");
    AnnounceContent(plan.requestKind, plan.requestLength, head.fields);
    if (plan.expects)
    {
        head.fields.Add("Expect", "100-continue");
    }
    if (plan.keepAlive != (plan.version == Version::Http11))
    {
        head.fields.Add("Connection", plan.keepAlive ? "keep-alive" : "close");
    }
    const auto exchange = client.StartRequest(head, m_now, nullptr);
    if (!exchange)
    {
        return false;
    }
    BOOST_REQUIRE_EQUAL(*exchange, index + 1);
    m_results.emplace_back();
    m_appended = 0;
    m_open = true;
    return true;
}

bool
ConnectionPair::AppendRequest()
{
    if (!m_open)
    {
        return false;
    }
    const PlannedExchange& plan = m_plan[m_results.size() - 1];
    const uint64_t left = plan.requestLength - m_appended;
    if (plan.requestKind != FramingKind::None && left > 0)
    {
        const Content piece{Draw(left), 1, m_appended, ContentKind::Pattern};
        if (Get(CLIENT).AppendContent(m_results.size(), piece))
        {
            m_appended += piece.length;
            return true;
        }
        // Given up: the server has answered already, or the connection is gone.
        BOOST_TEST(!Get(CLIENT).IsReusable());
        m_open = false;
        return true;
    }
    Get(CLIENT).EndContent(m_results.size());
    m_open = false;
    return true;
}

bool
ConnectionPair::Respond()
{
    Connection& server = Get(SERVER);
    for (std::size_t i = 0; i < m_serving.size(); ++i)
    {
        Serving& serving = m_serving[i];
        const PlannedExchange& plan = m_plan[i];
        if (!serving.responded || serving.finished)
        {
            continue;
        }
        const uint64_t end = std::min(plan.responseLength, plan.cutAfter);
        const bool hasContent = plan.method != "HEAD" && plan.responseKind != FramingKind::None;
        if (hasContent && serving.sent < end)
        {
            const Content piece{Draw(end - serving.sent), 2, serving.sent, ContentKind::Pattern};
            if (server.AppendContent(i + 1, piece))
            {
                serving.sent += piece.length;
                return true;
            }
            BOOST_TEST(!server.IsReusable());
        }
        const bool whole = server.EndContent(i + 1);
        if (hasContent && serving.sent == end)
        {
            const bool cut = plan.responseKind == FramingKind::Length && end < plan.responseLength;
            BOOST_TEST((whole || m_aborted || cut));
        }
        serving.finished = true;
        return true;
    }
    return false;
}

bool
ConnectionPair::Move(Side from)
{
    End& end = m_ends[from];
    End& other = m_ends[1 - from];
    if (!end.machine.HasOutput() || other.peerEnds || other.inbox.size() > 3000)
    {
        return false;
    }
    const OutputPiece piece = end.machine.PeekOutput();
    const uint64_t length = piece.text.empty() ? piece.content.length : piece.text.size();
    BOOST_REQUIRE_GT(length, 0U);
    const uint64_t bytes = Draw(length);
    if (piece.text.empty())
    {
        Content part = piece.content;
        part.length = bytes;
        other.inbox += MakeBytes(part);
    }
    else
    {
        other.inbox += piece.text.substr(0, bytes);
    }
    end.machine.ConsumeOutput(bytes, m_now);
    return true;
}

bool
ConnectionPair::Deliver(Side to)
{
    End& end = m_ends[to];
    const uint64_t room = end.limit - end.delivered;
    const std::string_view inbox = std::string_view(end.inbox).substr(0, room);
    if (inbox.empty())
    {
        if ((!end.peerEnds && room > 0) || end.told || m_aborted)
        {
            return false;
        }
        // What the machine does not want to read yet stands before the end.
        end.told = true;
        end.machine.ReceiveEnd(m_now);
        return true;
    }
    const InputDemand demand = end.machine.GetInputDemand();
    std::size_t taken = Draw(inbox.size());
    switch (demand.kind)
    {
    case InputKind::Paused:
        return false;
    case InputKind::Text:
        taken = end.machine.ReceiveText(inbox.substr(0, taken), m_now);
        BOOST_REQUIRE((taken > 0 || end.machine.GetInputDemand().kind != InputKind::Text));
        break;
    case InputKind::Content:
        BOOST_REQUIRE_GT(demand.max, 0U);
        taken = std::min<uint64_t>(taken, demand.max);
        end.machine.ReceiveContent(taken, m_now);
        break;
    case InputKind::Ended:
        break;
    }
    end.delivered += taken;
    end.inbox.erase(0, taken);
    return true;
}

bool
ConnectionPair::CloseIfDemanded(Side side)
{
    End& end = m_ends[side];
    End& other = m_ends[1 - side];
    if (end.machine.HasOutput() || other.peerEnds ||
        end.machine.GetCloseDemand() == CloseDemand::None)
    {
        return false;
    }
    // A graceful close and a reset are the same here: the other end sees the end of the stream.
    other.peerEnds = true;
    return true;
}

bool
ConnectionPair::TakeEvents(Side side)
{
    bool any = false;
    while (const auto event = Get(side).NextEvent())
    {
        any = true;
        CheckSent(side, *event);
        CheckPlace(side, *event);
        if (side == CLIENT)
        {
            HandleClient(*event);
        }
        else
        {
            HandleServer(*event);
        }
    }
    return any;
}

void
ConnectionPair::CheckSent(Side side, const Event& event)
{
    if (event.type == EventType::SendStarted)
    {
        BOOST_TEST(m_ends[side].sendStarts.emplace(event.streamOffset, event.exchange).second);
    }
    else if (event.type == EventType::SendFinished)
    {
        m_ends[side].sendEnds.emplace(event.streamOffset, event.exchange);
    }
}

void
ConnectionPair::CheckPlace(Side side, const Event& event)
{
    switch (event.type)
    {
    case EventType::RequestReceived:
    case EventType::InformationalReceived:
    case EventType::ResponseReceived:
        BOOST_TEST(event.headBytes > 0U);
        m_places.push_back({side, true, event.streamOffset, event.exchange});
        break;
    case EventType::MessageReceived:
        m_places.push_back({side, false, event.streamOffset, event.exchange});
        break;
    default:
        break;
    }
}

void
ConnectionPair::CheckPlaces()
{
    for (const Place& place : m_places)
    {
        const End& sender = m_ends[1 - place.side];
        const auto& places = place.isBegin ? sender.sendStarts : sender.sendEnds;
        const auto found = places.find(place.offset);
        // A response until the end of the connection has no other mark of its end.
        const bool mayLack = !place.isBegin && m_ends[place.side].told;
        if (found == places.end())
        {
            BOOST_TEST(mayLack);
        }
        else
        {
            BOOST_TEST((found->second == place.exchange || found->second == 0U));
        }
    }
    m_places.clear();
}

void
ConnectionPair::HandleClient(const Event& event)
{
    if (event.type == EventType::PeerEnded || event.exchange == 0)
    {
        return;
    }
    BOOST_REQUIRE_LE(event.exchange, m_results.size());
    Result& result = m_results[event.exchange - 1];
    const PlannedExchange& plan = m_plan[event.exchange - 1];
    BOOST_TEST((!result.ended || event.type == EventType::TunnelStarted));
    switch (event.type)
    {
    case EventType::InformationalReceived:
        BOOST_TEST(result.status == 0);
        ++result.interims;
        break;
    case EventType::ResponseReceived:
        BOOST_TEST(result.status == 0);
        result.status = Get(CLIENT).GetResponse().status;
        // Responses come in the order of their requests.
        for (std::size_t i = 0; i + 1 < event.exchange; ++i)
        {
            BOOST_TEST(m_results[i].ended);
        }
        break;
    case EventType::ContentReceived:
        BOOST_TEST(result.status != 0);
        result.received += event.length;
        break;
    case EventType::ExchangeEnded:
        result.ended = true;
        result.outcome = event.outcome;
        result.retryable = event.retryable;
        if (event.outcome == Outcome::Complete && !m_refused)
        {
            BOOST_TEST(result.status == plan.status);
            if (m_ends[CLIENT].limit == UINT64_MAX || plan.responseKind != FramingKind::UntilClose)
            {
                const bool none = plan.method == "HEAD" || plan.responseKind == FramingKind::None;
                BOOST_TEST(result.received ==
                           (none ? 0 : std::min(plan.responseLength, plan.cutAfter)));
            }
        }
        BOOST_TEST((!event.retryable || (result.status == 0 && result.interims == 0)));
        break;
    default:
        break;
    }
}

void
ConnectionPair::HandleServer(const Event& event)
{
    Connection& server = Get(SERVER);
    ResponseHead head;
    if (event.type == EventType::RequestRefused)
    {
        m_refused = true;
        head.status = event.status;
        head.fields.Add("Content-Length", "0");
        BOOST_TEST((server.StartResponse(event.exchange, head, m_now, nullptr) || m_aborted));
        BOOST_TEST((server.EndContent(event.exchange) || m_aborted));
        return;
    }
    if (event.exchange == 0 || event.exchange > m_plan.size())
    {
        BOOST_TEST(event.exchange == 0U);
        return;
    }
    const PlannedExchange& plan = m_plan[event.exchange - 1];
    Serving& serving = m_serving[event.exchange - 1];
    if (event.type == EventType::RequestReceived)
    {
        const std::string& target = server.GetRequest().target;
        BOOST_TEST(target.substr(target.find_first_of("/:") + 1) ==
                   std::to_string(event.exchange - 1));
        BOOST_TEST(server.GetRequest().method == plan.method);
        if (plan.expects && !plan.early)
        {
            head.status = 100;
            // A request that has failed meanwhile is not continued.
            BOOST_TEST((server.StartResponse(event.exchange, head, m_now, nullptr) ||
                        m_ends[SERVER].told || m_aborted));
        }
    }
    else if (event.type == EventType::ContentReceived)
    {
        serving.content += event.length;
    }
    else if (event.type == EventType::MessageReceived)
    {
        serving.received = true;
        BOOST_TEST(serving.content == plan.requestLength);
    }
    else if (event.type == EventType::ExchangeEnded)
    {
        m_served.push_back(event.outcome);
        serving.finished = true;
    }
    const bool isTime = event.type == EventType::MessageReceived ||
                        (event.type == EventType::RequestReceived && plan.early);
    if (!isTime || serving.responded)
    {
        return;
    }
    for (; serving.interims < plan.interims && plan.version == Version::Http11; ++serving.interims)
    {
        ResponseHead interim;
        interim.status = 103;
        BOOST_TEST((server.StartResponse(event.exchange, interim, m_now, nullptr) || m_aborted));
    }
    head.status = plan.status;
    AnnounceContent(plan.responseKind, plan.responseLength, head.fields);
    if (plan.closes)
    {
        head.fields.Add("Connection", "close");
    }
    else if (plan.version == Version::Http10 && plan.keepAlive)
    {
        head.fields.Add("Connection", "keep-alive");
    }
    BOOST_TEST((server.StartResponse(event.exchange, head, m_now, nullptr) || m_aborted));
    serving.responded = true;
}

bool
ConnectionPair::Step()
{
    m_now += Nanoseconds(1);
    const uint64_t first = m_whole ? 0 : m_random();
    for (unsigned i = 0; i < 11; ++i)
    {
        bool moved = false;
        switch ((first + i) % 11)
        {
        case 0:
            moved = StartNext();
            break;
        case 1:
            moved = AppendRequest();
            break;
        case 2:
            moved = Respond();
            break;
        case 3:
        case 4:
            moved = Move(static_cast<Side>((first + i) % 11 - 3));
            break;
        case 5:
        case 6:
            moved = Deliver(static_cast<Side>((first + i) % 11 - 5));
            break;
        case 7:
        case 8:
            moved = TakeEvents(static_cast<Side>((first + i) % 11 - 7));
            break;
        case 9:
        case 10:
            moved = CloseIfDemanded(static_cast<Side>((first + i) % 11 - 9));
            break;
        }
        if (moved)
        {
            return true;
        }
    }
    return false;
}

void
ConnectionPair::Run(uint64_t steps)
{
    constexpr uint64_t BOUND = 2'000'000;
    uint64_t step = 0;
    while (step < steps && Step())
    {
        ++step;
        BOOST_REQUIRE_LT(step, BOUND);
    }
    TakeEvents(CLIENT);
    TakeEvents(SERVER);
    CheckPlaces();
}

void
ConnectionPair::EndStream(Side side, uint64_t bytes)
{
    m_ends[side].limit = bytes;
}

void
ConnectionPair::Abort(Outcome outcome)
{
    m_aborted = true;
    for (const Side side : {CLIENT, SERVER})
    {
        Get(side).ReceiveAbort(outcome);
        TakeEvents(side);
    }
}

} // namespace http
} // namespace ns3
