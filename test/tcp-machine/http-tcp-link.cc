/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-link.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

namespace
{

constexpr uint32_t IP_HEADER = 20;  //!< bytes of an IPv4 header
constexpr uint32_t LINK_HEADER = 2; //!< bytes of a PPP header

} // namespace

LinkedPair::LinkedPair(std::array<Settings, 2> settings,
                       const std::string& control,
                       std::array<Plan, 2> plans,
                       std::array<LinkPlan, 2> links,
                       uint64_t seed)
    : m_control(control),
      m_random(seed)
{
    for (const Side side : {CLIENT, SERVER})
    {
        m_ends[side].settings = settings[side];
        m_ends[side].plan = plans[side];
        m_ends[side].link = links[side];
    }
}

std::unique_ptr<CongestionControl>
LinkedPair::MakeControl() const
{
    if (m_control == "reno")
    {
        return std::make_unique<Reno>();
    }
    return std::make_unique<Cubic>();
}

void
LinkedPair::At(Nanoseconds time, std::function<void()> call)
{
    m_todo.emplace(time, std::move(call));
}

bool
LinkedPair::Draw(double share)
{
    return share > 0 && std::uniform_real_distribution<>(0, 1)(m_random) < share;
}

void
LinkedPair::Fail(const std::string& what)
{
    if (m_error.empty())
    {
        m_error = what + " at " + std::to_string(m_now.count()) + " ns";
    }
}

void
LinkedPair::Start()
{
    EndState& client = m_ends[CLIENT];
    client.connection = std::make_unique<Connection>(client.settings,
                                                     MakeControl(),
                                                     static_cast<uint32_t>(m_random()));
    client.connection->Open(m_now);
    Serve(CLIENT);
    for (const Side side : {CLIENT, SERVER})
    {
        if (m_ends[side].plan.abortAt != NEVER)
        {
            At(m_ends[side].plan.abortAt, [this, side] {
                if (m_ends[side].connection)
                {
                    m_ends[side].connection->Abort(m_now);
                    Serve(side);
                }
            });
        }
    }
}

void
LinkedPair::Run(Nanoseconds until)
{
    if (!m_ends[CLIENT].connection)
    {
        At(m_now, [this] { Start(); });
    }
    while (!m_todo.empty() && m_todo.begin()->first <= until && m_error.empty())
    {
        const auto first = m_todo.begin();
        m_now = first->first;
        const std::function<void()> call = std::move(first->second);
        m_todo.erase(first);
        call();
    }
}

void
LinkedPair::Serve(Side side)
{
    EndState& end = m_ends[side];
    Connection& connection = *end.connection;
    Event event;
    Segment segment;
    bool isAny = true;
    while (isAny)
    {
        isAny = false;
        while (connection.TakeSegment(segment))
        {
            Send(side, segment);
        }
        while (connection.TakeEvent(event))
        {
            isAny = true;
            switch (event)
            {
            case Event::Established:
                end.seen.established = m_now;
                break;
            case Event::Received:
                if (!end.isReading)
                {
                    end.isReading = true;
                    At(m_now + end.plan.pause, [this, side] { Read(side); });
                }
                break;
            case Event::PeerFinished:
                end.seen.finished = true;
                break;
            case Event::Writable:
                end.isBlocked = false;
                break;
            case Event::Ended:
                end.seen.ended = m_now;
                break;
            default:
                break;
            }
        }
        if (isAny)
        {
            Work(side);
        }
    }
    const Nanoseconds deadline = connection.GetDeadline();
    if (connection.GetState() == State::Closed && deadline != NEVER)
    {
        Fail("a closed connection has a deadline");
    }
    if (deadline != end.deadline)
    {
        end.deadline = deadline;
        if (deadline != NEVER)
        {
            At(std::max(deadline, m_now), [this, side, deadline] {
                EndState& late = m_ends[side];
                if (late.deadline == deadline)
                {
                    late.deadline = NEVER;
                    late.connection->HandleDeadline(m_now);
                    Serve(side);
                }
            });
        }
    }
}

void
LinkedPair::Work(Side side)
{
    EndState& end = m_ends[side];
    Connection& connection = *end.connection;
    if (end.seen.established.count() < 0 || connection.GetState() == State::Closed)
    {
        return;
    }
    const uint32_t rounds = end.plan.rounds;
    while (end.seen.read >= end.plan.after * (end.round + 1) &&
           end.seen.written == end.plan.write * (end.round + 1) && end.round + 1 < rounds &&
           (end.plan.expects == 0 || end.seen.read >= end.plan.expects * (end.round + 1)))
    {
        if (end.plan.gap.count() > 0 && m_now < end.seen.lastRead + end.plan.gap)
        {
            At(end.seen.lastRead + end.plan.gap, [this, side] {
                Work(side);
                Serve(side);
            });
            break;
        }
        ++end.round;
        end.roundBegin = m_now;
        end.roundFirst = Nanoseconds(-1);
    }
    while (!end.isBlocked && end.seen.read >= end.plan.after * (end.round + 1) &&
           end.seen.written < end.plan.write * (end.round + 1))
    {
        const uint64_t wanted =
            std::min(end.plan.write * (end.round + 1) - end.seen.written, end.plan.piece);
        const uint64_t taken = connection.Write(m_now, wanted);
        end.seen.written += taken;
        // Like a program that is told when it may write again.
        end.isBlocked = taken < wanted;
    }
    const bool isDone = end.seen.written == end.plan.write * rounds &&
                        end.seen.read >= end.plan.expects * rounds &&
                        end.seen.read >= end.plan.after * rounds;
    if (end.plan.closes && !end.seen.isClosed && isDone &&
        (end.plan.closesFirst || end.seen.finished))
    {
        end.seen.isClosed = true;
        connection.Close(m_now);
    }
}

void
LinkedPair::Read(Side side)
{
    EndState& end = m_ends[side];
    end.isReading = false;
    const uint64_t bytes =
        std::min(end.connection->GetReadable(), end.plan.readLimit - end.seen.read);
    if (bytes == 0)
    {
        return;
    }
    const auto first = end.kept.begin();
    if (first == end.kept.end() || first->first != end.firstByte ||
        first->second < end.firstByte + bytes)
    {
        Fail("bytes that may be read have not come");
        return;
    }
    const Sequence keptEnd = first->second;
    end.kept.erase(first);
    end.firstByte += bytes;
    if (keptEnd > end.firstByte)
    {
        end.kept.emplace(end.firstByte, keptEnd);
    }
    end.seen.firstRead = end.seen.read == 0 ? m_now : end.seen.firstRead;
    end.seen.read += bytes;
    end.seen.lastRead = m_now;
    end.roundFirst = end.roundFirst.count() < 0 ? m_now : end.roundFirst;
    if (end.plan.expects > 0 && end.seen.read == end.plan.expects * (end.round + 1))
    {
        end.seen.rounds.push_back({end.roundBegin, end.roundFirst, m_now});
    }
    end.connection->Read(m_now, bytes);
    Work(side);
    Serve(side);
}

void
LinkedPair::Keep(Side side)
{
    EndState& end = m_ends[side];
    for (Range range : end.connection->GetKept())
    {
        if (end.firstByte == 0)
        {
            const EndState& other = m_ends[side == CLIENT ? SERVER : CLIENT];
            end.firstByte = other.connection->GetSender().GetWritten() - other.seen.written;
        }
        auto next = end.kept.lower_bound(range.first);
        if ((next != end.kept.end() && next->first < range.second) ||
            (next != end.kept.begin() && std::prev(next)->second > range.first) ||
            range.first >= range.second)
        {
            Fail("bytes are kept twice");
        }
        if (next != end.kept.end() && next->first == range.second)
        {
            range.second = next->second;
            next = end.kept.erase(next);
        }
        if (next != end.kept.begin() && std::prev(next)->second == range.first)
        {
            std::prev(next)->second = range.second;
        }
        else
        {
            end.kept.emplace(range.first, range.second);
        }
    }
}

void
LinkedPair::Send(Side side, const Segment& segment)
{
    EndState& end = m_ends[side];
    const Sender& sender = end.connection->GetSender();
    if (segment.length > 0 && segment.begin + segment.length > sender.GetWritten())
    {
        Fail("a segment holds what was not written");
    }
    const uint32_t header = wire::TCP_HEADER_LEAST + segment.options.GetSize();
    if (header + segment.length > end.settings.segmentSize + 20)
    {
        Fail("a segment is too long");
    }
    const uint32_t bytes = IP_HEADER + header + segment.length;
    ++end.seen.packets;
    end.seen.bytes += bytes;
    end.seen.again += segment.again ? 1 : 0;
    const LinkPlan& link = end.link;
    const bool isOut = link.outage.count() > 0 && m_now >= link.outageBegin &&
                       m_now < link.outageBegin + link.outage;
    while (!end.waiting.empty() && *end.waiting.begin() <= m_now)
    {
        end.waiting.erase(end.waiting.begin());
    }
    const bool isLost = isOut || link.drops.count(end.seen.packets) > 0 || Draw(link.loss);
    const bool isFull = !isLost && end.linkFree > m_now && end.waiting.size() >= link.queue;
    if (onSegment)
    {
        onSegment({m_now, side, segment, isLost || isFull});
    }
    end.seen.lost += isLost ? 1 : 0;
    end.seen.queueDrops += isFull ? 1 : 0;
    if (isLost || isFull)
    {
        return;
    }
    const Nanoseconds begin = std::max(m_now, end.linkFree);
    if (begin > m_now)
    {
        end.waiting.insert(begin);
    }
    Segment copy = segment;
    copy.isMarked = segment.isCapable && begin - m_now > link.markAbove;
    const double seconds = (bytes + LINK_HEADER) * 8 / link.bitRate;
    end.linkFree = begin + Nanoseconds(static_cast<int64_t>(seconds * 1e9));
    const Side to = side == CLIENT ? SERVER : CLIENT;
    const Nanoseconds hold = Draw(link.reordering) ? link.hold : Nanoseconds(0);
    At(end.linkFree + link.delay + hold, [this, to, copy] { Deliver(to, copy); });
    if (Draw(link.duplication))
    {
        At(end.linkFree + link.delay + hold, [this, to, copy] { Deliver(to, copy); });
    }
}

void
LinkedPair::Deliver(Side to, Segment segment)
{
    EndState& end = m_ends[to];
    segment.begin = 0;
    if (!end.connection)
    {
        constexpr uint8_t KIND = wire::TCP_SYN | wire::TCP_ACK | wire::TCP_RST;
        if ((segment.header.flags & KIND) != wire::TCP_SYN)
        {
            return;
        }
        end.connection = std::make_unique<Connection>(end.settings,
                                                      MakeControl(),
                                                      static_cast<uint32_t>(m_random()));
        end.connection->Accept(m_now, segment);
    }
    else if (end.connection->GetState() == State::Closed)
    {
        Segment answer;
        if (AnswerStray(segment, answer))
        {
            Send(to, answer);
        }
        return;
    }
    else
    {
        end.connection->Receive(m_now, segment);
        Keep(to);
    }
    Serve(to);
}

} // namespace tcp
} // namespace ns3
