/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-machine-script.h"

#include "ns3/http-tcp-connection.h"
#include "ns3/http-tcp-cubic-control.h"

#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <vector>

namespace ns3
{
namespace tcp
{

namespace
{

constexpr char LETTERS[] = "FSRP.UEW"; //!< by the flags' bits
constexpr uint32_t PEER = 0;           //!< the peer's initial number

/// One line
struct Line
{
    Nanoseconds time{0}; //!< when
    std::string verb;    //!< what
    std::string text;    //!< the whole
    std::string rest;    //!< behind the verb
    bool isDone = false; //!< of a segment to be sent: it was
};

/// The machine with its script
class Run
{
  public:
    /// The errors. @param text the script @return them
    std::string Play(const std::string& text);

  private:
    void Read(const std::string& text);
    void Do(const Line& line);
    void Receive(std::istringstream& in);
    void Set(std::istringstream& in);
    void Look(const Line& line, std::istringstream& in);
    void Drain();
    void Check(const Segment& segment);
    void Fail(const Line& line, const std::string& what);
    void Make();

    Settings m_settings;                      //!< of the machine
    std::unique_ptr<Connection> m_connection; //!< it
    std::vector<Line> m_lines;                //!< the script
    size_t m_next = 0;           //!< the next segment to be sent is looked for from here
    Nanoseconds m_now{0};        //!< the time
    uint32_t m_clock = 0;        //!< the newest timestamp that the machine told
    uint64_t m_taken = 0;        //!< of the last write
    std::ostringstream m_errors; //!< what went wrong
};

void
Run::Fail(const Line& line, const std::string& what)
{
    m_errors << line.text << ": " << what << "\n";
}

void
Run::Read(const std::string& text)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
    {
        std::istringstream in(line);
        double time = 0;
        Line read;
        if (!(in >> time >> read.verb))
        {
            continue;
        }
        read.time = Nanoseconds(std::llround(time * 1e9));
        std::getline(in, read.rest);
        read.text = line.substr(line.find_first_not_of(' '));
        m_lines.push_back(read);
    }
}

void
Run::Make()
{
    m_connection = std::make_unique<Connection>(m_settings, std::make_unique<Cubic>(), 0);
}

void
Run::Set(std::istringstream& in)
{
    std::string name;
    double value = 0;
    in >> name >> value;
    const std::map<std::string, std::function<void()>> settings = {
        {"segment", [&] { m_settings.segmentSize = static_cast<uint32_t>(value); }},
        {"window", [&] { m_settings.initialWindow = static_cast<uint32_t>(value); }},
        {"threshold", [&] { m_settings.initialThreshold = static_cast<uint32_t>(value); }},
        {"slow-start-after-idle", [&] { m_settings.slowStartAfterIdle = value != 0; }},
        {"tick", [&] { m_settings.tick = Nanoseconds(int64_t(value * 1e6)); }},
        {"user-timeout", [&] { m_settings.userTimeout = Nanoseconds(int64_t(value * 1e9)); }},
        {"quick-acks", [&] { m_settings.quickAcks = static_cast<uint32_t>(value); }},
        {"ack-delay", [&] { m_settings.mostDelay = Nanoseconds(int64_t(value * 1e6)); }},
        {"cork", [&] { m_settings.cork = value != 0; }},
        {"fin-beyond-window", [&] { m_settings.finBeyondWindow = value != 0; }},
        {"nagle", [&] { m_settings.nagle = value != 0; }},
        {"ecn", [&] { m_settings.ecn = value != 0; }},
    };
    settings.at(name)();
}

void
Run::Receive(std::istringstream& in)
{
    std::string flags;
    uint32_t sequence = 0;
    char colon = 0;
    Segment segment;
    in >> flags >> sequence >> colon >> segment.length;
    for (const char letter : flags)
    {
        const std::string letters = LETTERS;
        segment.header.flags |= static_cast<uint8_t>(1 << letters.find(letter));
    }
    segment.header.sequence = PEER + sequence;
    segment.header.window = 65535;
    for (std::string word; in >> word;)
    {
        uint32_t value = 0;
        if (word == "sackok")
        {
            segment.options.sackPermitted = true;
            continue;
        }
        in >> value;
        if (word == "ack")
        {
            segment.header.acknowledgment = value;
        }
        else if (word == "win")
        {
            segment.header.window = static_cast<uint16_t>(value);
        }
        else if (word == "mss")
        {
            segment.options.maximumSegmentSize = static_cast<uint16_t>(value);
        }
        else if (word == "ws")
        {
            segment.options.hasWindowScale = true;
            segment.options.windowShift = static_cast<uint8_t>(value);
        }
        else if (word == "ts")
        {
            std::string echo;
            in >> colon >> echo;
            segment.options.hasTimestamps = true;
            segment.options.timestamp = value;
            segment.options.echo =
                echo == "last" ? m_clock : static_cast<uint32_t>(std::stoul(echo));
        }
        else if (word == "sack")
        {
            uint32_t end = 0;
            in >> colon >> end;
            segment.options.sacks[segment.options.sackCount++] = {value, end};
        }
    }
    if (!m_connection)
    {
        Make();
        m_connection->Accept(m_now, segment);
        return;
    }
    m_connection->Receive(m_now, segment);
}

void
Run::Look(const Line& line, std::istringstream& in)
{
    const Sender::View view = m_connection->GetSender().GetView();
    const std::map<std::string, uint64_t> values = {
        {"cwnd", view.window.segments},
        {"ssthresh", view.window.threshold},
        {"buffer", m_connection->GetSender().GetBufferSize()},
        {"taken", m_taken},
    };
    if (line.verb == "state")
    {
        std::string name;
        in >> name;
        if (name != GetStateName(m_connection->GetState()))
        {
            Fail(line, "it is " + GetStateName(m_connection->GetState()));
        }
        return;
    }
    const auto value = values.find(line.verb);
    uint64_t wanted = 0;
    in >> wanted;
    if (value == values.end())
    {
        Fail(line, "there is no such word");
    }
    else if (value->second != wanted)
    {
        Fail(line, "it is " + std::to_string(value->second));
    }
}

void
Run::Do(const Line& line)
{
    std::istringstream in(line.rest);
    if (line.verb == "set")
    {
        Set(in);
    }
    else if (line.verb == "<")
    {
        Receive(in);
    }
    else if (line.verb == "connect")
    {
        Make();
        m_connection->Open(m_now);
    }
    else if (line.verb == "write")
    {
        uint64_t bytes = 0;
        std::string ends;
        in >> bytes >> ends;
        m_taken = m_connection->Write(m_now, bytes, ends == "eor");
    }
    else if (line.verb == "read")
    {
        m_connection->Read(m_now, m_connection->GetReadable());
    }
    else if (line.verb == "finish")
    {
        m_connection->Finish(m_now);
    }
    else if (line.verb == "close")
    {
        m_connection->Close(m_now);
    }
    else if (line.verb != ">")
    {
        Look(line, in);
    }
    Drain();
}

void
Run::Drain()
{
    Segment segment;
    while (m_connection && m_connection->TakeSegment(segment))
    {
        Check(segment);
    }
    Event event;
    while (m_connection && m_connection->TakeEvent(event))
    {
        if (event == Event::StateChanged)
        {
            m_connection->TakeState();
        }
    }
}

void
Run::Check(const Segment& segment)
{
    std::ostringstream sent;
    std::string flags;
    for (int bit = 0; bit < 8; ++bit)
    {
        flags += (segment.header.flags >> bit & 1) != 0 ? std::string(1, LETTERS[bit]) : "";
    }
    m_clock = segment.options.hasTimestamps ? segment.options.timestamp : m_clock;
    sent << double(m_now.count()) / 1e9 << " > " << flags << " " << segment.header.sequence << ":"
         << segment.length << " ack " << segment.header.acknowledgment << " win "
         << segment.header.window << " echo " << segment.options.echo;
    while (m_next < m_lines.size() && m_lines[m_next].verb != ">")
    {
        ++m_next;
    }
    if (m_next == m_lines.size())
    {
        m_errors << sent.str() << ": is not in the script\n";
        return;
    }
    Line& line = m_lines[m_next++];
    line.isDone = true;
    std::istringstream in(line.rest);
    std::string wantedFlags;
    uint32_t sequence = 0;
    uint32_t length = 0;
    char colon = 0;
    in >> wantedFlags >> sequence >> colon >> length;
    bool fits = wantedFlags.find_first_not_of(flags) == std::string::npos &&
                wantedFlags.size() == flags.size() && sequence == segment.header.sequence &&
                length == segment.length &&
                std::chrono::abs(m_now - line.time) <= Nanoseconds(Milliseconds(2));
    const std::map<std::string, uint32_t> values = {
        {"ack", segment.header.acknowledgment},
        {"win", segment.header.window},
        {"echo", segment.options.echo},
    };
    for (std::string word; in >> word;)
    {
        uint32_t value = 0;
        in >> value;
        fits = fits && values.at(word) == value;
    }
    if (!fits)
    {
        Fail(line, "sent was " + sent.str());
    }
}

std::string
Run::Play(const std::string& text)
{
    m_settings.tick = Nanoseconds(0);
    Read(text);
    for (size_t i = 0; i < m_lines.size(); ++i)
    {
        // What is due before the line, and, where it waits for a segment, what is due just behind.
        const Line line = m_lines[i];
        const bool waits = line.verb == ">" && !m_lines[i].isDone;
        const Nanoseconds until = line.time + (waits ? Milliseconds(2) : Milliseconds(0));
        while (m_connection && m_connection->GetDeadline() <= until &&
               !(waits && m_lines[i].isDone))
        {
            m_now = std::max(m_now, m_connection->GetDeadline());
            m_connection->HandleDeadline(m_now);
            Drain();
        }
        if (line.verb == ">")
        {
            if (!m_lines[i].isDone)
            {
                Fail(line, "was not sent");
                m_next = std::max(m_next, i + 1);
            }
            continue;
        }
        m_now = std::max(m_now, line.time);
        Do(line);
    }
    return m_errors.str();
}

} // namespace

std::string
GetStateName(State state)
{
    constexpr const char* NAMES[] = {
        "CLOSED",
        "SYN-SENT",
        "SYN-RECEIVED",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "CLOSE-WAIT",
        "CLOSING",
        "LAST-ACK",
        "TIME-WAIT",
    };
    return NAMES[static_cast<uint8_t>(state)];
}

std::string
RunMachineScript(const std::string& text)
{
    return Run().Play(text);
}

} // namespace tcp
} // namespace ns3
