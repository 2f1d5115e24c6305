/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Orders of streams: each alone, and in a session.

#include "http2-pair.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace ns3::http;

namespace
{

/// @brief A stream with content. @param number, urgency, incremental, weight of it @return it
ReadyStream
Make(uint32_t number, uint8_t urgency, bool incremental = false, uint16_t weight = 16)
{
    ReadyStream stream;
    stream.stream = number;
    stream.priority.urgency = urgency;
    stream.priority.incremental = incremental;
    stream.priority.weight = weight;
    stream.unsent = 1000;
    return stream;
}

/// @brief The streams that an order chooses one after the other. @param name the order
/// @param ready all of them @param turns how often @return their numbers
std::string
Choose(const char* name, const std::vector<ReadyStream>& ready, unsigned turns)
{
    const auto scheduler = MakeStreamScheduler(name);
    for (const ReadyStream& stream : ready)
    {
        scheduler->Begin(stream.stream, stream.priority);
    }
    std::string text;
    for (unsigned i = 0; i < turns; ++i)
    {
        text += std::to_string(ready.at(scheduler->Choose(ready)).stream) + " ";
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpStreamScheduler, *boost::unit_test::precondition(CanTestHttp2))

BOOST_AUTO_TEST_CASE(Orders)
{
    const std::vector<ReadyStream> equal = {Make(1, 3), Make(3, 3), Make(5, 3)};
    BOOST_TEST(Choose("in-order", equal, 4) == "1 1 1 1 ");
    BOOST_TEST(Choose("round-robin", equal, 4) == "1 3 5 1 ");
    BOOST_TEST(Choose("urgency", equal, 4) == "1 1 1 1 ");
    BOOST_TEST(Choose("weights", equal, 4) == "1 3 5 1 ");
    // RFC 9218, section 10: urgency first, then those that are not incremental, then in turn.
    BOOST_TEST(Choose("urgency", {Make(1, 4), Make(3, 2), Make(5, 2)}, 2) == "3 3 ");
    BOOST_TEST(Choose("urgency", {Make(1, 2, true), Make(3, 2, true), Make(5, 3)}, 4) ==
               "1 3 1 3 ");
    BOOST_TEST(Choose("urgency", {Make(1, 2, true), Make(3, 2)}, 2) == "3 3 ");
    BOOST_TEST((MakeStreamScheduler("fastest") == nullptr));
    for (const std::string& name : GetStreamSchedulerNames())
    {
        BOOST_TEST((MakeStreamScheduler(name) != nullptr));
    }
}

// RFC 7540, section 5.3: in proportion to weights; a stream before those that depend on it.
BOOST_AUTO_TEST_CASE(WeightsAndDependencies)
{
    const std::string turns = Choose("weights", {Make(1, 3, false, 10), Make(3, 3, false, 30)}, 40);
    const auto count = [&turns](const std::string& word) {
        unsigned number = 0;
        for (std::size_t at = turns.find(word); at != std::string::npos;
             at = turns.find(word, at + 1))
        {
            ++number;
        }
        return number;
    };
    BOOST_TEST(count("1 ") == 10U);
    BOOST_TEST(count("3 ") == 30U);

    ReadyStream child = Make(3, 3, false, 256);
    child.priority.parent = 1;
    BOOST_TEST(Choose("weights", {Make(1, 3), child}, 3) == "1 1 1 ");
    // An exclusive one stands before what depended on its parent.
    ReadyStream first = Make(5, 3);
    first.priority.exclusive = true;
    BOOST_TEST(Choose("weights", {Make(1, 3), Make(3, 3), first}, 3) == "5 5 5 ");
    // A circle stops nothing.
    ReadyStream one = Make(1, 3);
    one.priority.parent = 3;
    ReadyStream other = Make(3, 3);
    other.priority.parent = 1;
    BOOST_TEST(Choose("weights", {one, other}, 1) == "1 ");
}

BOOST_AUTO_TEST_CASE(PriorityField)
{
    const auto read = [](const char* value) {
        StreamPriority priority;
        ReadPriorityField(value, priority);
        return std::to_string(priority.urgency) + (priority.incremental ? "i" : "");
    };
    BOOST_TEST(read("u=1, i") == "1i");
    BOOST_TEST(read("u=5") == "5");
    BOOST_TEST(read("i=?0,u=0") == "0");
    BOOST_TEST(read("u=8") == "3");
    BOOST_TEST(read("u=1;x, foo") == "1");
    BOOST_TEST(read("") == "3");
}

// On the wire: the order in which contents come.
BOOST_AUTO_TEST_CASE(OrderOfContents)
{
    const auto load = [](const char* scheduler, const char* second) {
        Http2Options server;
        server.scheduler = scheduler;
        server.frameBytes = 8192;
        Http2Options client;
        client.streamWindow = 1 << 20;
        client.connectionWindow = 1 << 20;
        Http2Pair pair(client, server);
        pair.Get("/20000");
        Fields fields;
        fields.Add("Priority", second);
        pair.Get("/20000", fields);
        pair.Run();
        std::string order;
        for (const SeenFrame& frame : pair.GetFrames(false, 0))
        {
            order += std::to_string(frame.header.stream);
        }
        return order;
    };
    BOOST_TEST(load("in-order", "u=3") == "111333");
    BOOST_TEST(load("round-robin", "u=3") == "131313");
    BOOST_TEST(load("urgency", "u=3") == "111333");
    BOOST_TEST(load("urgency", "u=1") == "333111");
    BOOST_TEST(load("weights", "u=3") == "131313");
}

// A frame is chosen when it is sent, not before: what becomes urgent overtakes at once.
BOOST_AUTO_TEST_CASE(LateChoice)
{
    Http2Options server;
    server.frameBytes = 1000;
    Http2Pair pair({}, server);
    pair.Get("/20000");
    pair.Send(true);
    pair.Deliver(false);
    pair.Send(false, 3000);
    Fields urgent;
    urgent.Add("Priority", "u=0");
    pair.Get("/2000", urgent);
    pair.Send(true);
    pair.Deliver(false);
    pair.Run();
    const auto data = pair.GetFrames(false, 0);
    std::string order;
    for (std::size_t i = 0; i < 6; ++i)
    {
        order += std::to_string(data.at(i).header.stream);
    }
    BOOST_TEST(order.substr(0, 2) == "11");
    BOOST_TEST(order.find("33") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
