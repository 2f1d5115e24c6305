/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fuzz.h"

#include "ns3/http-tcp-connection.h"
#include "ns3/http-tcp-cubic-control.h"

#include <algorithm>
#include <string>

namespace
{

using namespace ns3;
using namespace ns3::tcp;

/// @brief Reads an input number by number; behind its end everything is 0.
class Script
{
  public:
    /// @brief At the start of an input. @param input it
    explicit Script(std::string_view input)
        : m_input(input)
    {
    }

    /// @brief Whether something is left. @return whether
    bool HasMore() const
    {
        return !m_input.empty();
    }

    /// @brief The next byte. @return it
    uint8_t Byte()
    {
        const uint8_t byte = m_input.empty() ? 0 : static_cast<uint8_t>(m_input.front());
        m_input.remove_prefix(m_input.empty() ? 0 : 1);
        return byte;
    }

    /// @brief A number, most often near 0. @return from -32,768 to 32,767
    int32_t Near()
    {
        const uint8_t high = Byte();
        return static_cast<int16_t>(high << 8 | Byte()) >> (high % 3 * 4);
    }

  private:
    std::string_view m_input; //!< what is left
};

/// @brief A segment near what the connection expects. @param script where it comes from
/// @param connection the connection @return the segment
Segment
MakeSegment(Script& script, Connection& connection)
{
    const auto own = static_cast<uint32_t>(connection.GetSender().GetNext());
    Segment segment;
    segment.header.flags = script.Byte();
    segment.header.sequence =
        static_cast<uint32_t>(connection.GetReceiver().GetNext()) + script.Near();
    segment.header.acknowledgment = own + script.Near();
    segment.header.window = static_cast<uint16_t>(script.Near());
    segment.length = script.Byte() % 4 == 0 ? script.Byte() * 8 : 0;
    const uint8_t options = script.Byte();
    segment.options.hasTimestamps = (options & 1) != 0;
    segment.options.timestamp = 100 + script.Byte();
    segment.options.echo = static_cast<uint32_t>(script.Near());
    segment.options.sackCount = std::min<uint8_t>(options >> 5, wire::TcpOptions::SACKS_MOST);
    segment.isMarked = (options & 2) != 0;
    for (uint8_t i = 0; i < segment.options.sackCount; ++i)
    {
        segment.options.sacks[i].begin = own + script.Near();
        segment.options.sacks[i].end = own + script.Near();
    }
    return segment;
}

/// @brief Takes what the machine has, and checks what must hold. @param connection the machine
void
Drain(Connection& connection)
{
    Segment segment;
    while (connection.TakeSegment(segment))
    {
        HTTP_FUZZ_CHECK(segment.length <= 1460);
        HTTP_FUZZ_CHECK(segment.length == 0 ||
                        segment.begin + segment.length <= connection.GetSender().GetWritten());
    }
    for (Event event; connection.TakeEvent(event);)
    {
        if (event == Event::StateChanged)
        {
            connection.TakeState();
        }
    }
    const bool isClosed = connection.GetState() == State::Closed;
    HTTP_FUZZ_CHECK(!isClosed || connection.GetDeadline() == NEVER);
    HTTP_FUZZ_CHECK(!isClosed || connection.GetEnd() != End::None);
}

/// @brief Tries an input: calls, segments and time for one connection. @param input it
void
TryInput(std::string_view input)
{
    Script script(input);
    Settings settings;
    const uint8_t switches = script.Byte();
    settings.sack = (switches & 1) != 0;
    settings.timestamps = (switches & 2) != 0;
    settings.ecn = (switches & 4) != 0;
    settings.pacing = (switches & 8) != 0;
    settings.nagle = (switches & 16) != 0;
    Connection connection(settings, std::make_unique<Cubic>(), 0xfffffff0);
    Nanoseconds now{0};
    connection.Open(now);
    Drain(connection);
    Segment answer;
    answer.header.flags = wire::TCP_SYN | wire::TCP_ACK;
    answer.header.sequence = 0xffffff00;
    answer.header.acknowledgment = 0xfffffff1;
    answer.header.window = 65535;
    answer.options.sackPermitted = answer.options.hasTimestamps = true;
    answer.options.timestamp = 100;
    answer.options.hasWindowScale = true;
    answer.options.windowShift = script.Byte();
    answer.options.maximumSegmentSize = static_cast<uint16_t>(script.Near());
    connection.Receive(now, answer);
    while (script.HasMore() && connection.GetState() != State::Closed)
    {
        Drain(connection);
        const uint8_t what = script.Byte();
        now += Microseconds(int64_t{what} * what * (what % 8 == 7 ? 1000 : 1));
        switch (what % 8)
        {
        case 0:
            connection.Write(now, script.Byte() * 100U);
            break;
        case 1:
            connection.Read(now, connection.GetReadable());
            break;
        case 2:
            script.Byte() < 16 ? connection.Finish(now) : connection.NoteTooLong(now, 500);
            break;
        case 3:
            script.Byte() < 16 ? connection.Close(now) : connection.NoteUnreachable(now, false);
            break;
        default:
            connection.Receive(now, MakeSegment(script, connection));
            for (const Range& range : connection.GetKept())
            {
                HTTP_FUZZ_CHECK(range.first < range.second);
            }
            break;
        }
        if (now >= connection.GetDeadline())
        {
            connection.HandleDeadline(now);
        }
    }
    Drain(connection);
}

} // namespace

HTTP_FUZZ_PROGRAM(HttpFuzzTcp, "tcp")
