/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-pool.h"

#include <algorithm>

namespace ns3
{
namespace http
{

// What the owner reports

Pool::Pool(const PoolOptions& options)
    : m_options(options)
{
    m_options.maxConnectionsPerServer = std::max<uint32_t>(options.maxConnectionsPerServer, 1);
}

void
Pool::ExpectMultiplexing(OriginId origin, bool isExpected)
{
    GetOrigin(origin).multiplexes = isExpected;
}

void
Pool::Submit(RequestId request, OriginId origin, bool pipelinable)
{
    const uint32_t place = AddWaiting(request, origin, pipelinable);
    PushBack<Waiting, &Waiting::link>(m_waiting, GetOrigin(origin).queue, place);
}

void
Pool::Resubmit(RequestId request, OriginId origin, bool pipelinable, bool fresh)
{
    const uint32_t place = AddWaiting(request, origin, pipelinable);
    Origin& home = m_origins[origin];
    m_waiting[place].again = true;
    m_waiting[place].fresh = fresh;
    if (home.lastAgain == NOWHERE)
    {
        PushFront<Waiting, &Waiting::link>(m_waiting, home.queue, place);
    }
    else
    {
        InsertBehind<Waiting, &Waiting::link>(m_waiting, home.queue, place, home.lastAgain);
    }
    home.lastAgain = place;
}

bool
Pool::Cancel(RequestId request)
{
    const auto found = m_places.find(request);
    if (found == m_places.end())
    {
        return false;
    }
    RemoveWaiting(found->second);
    return true;
}

std::optional<RequestId>
Pool::PopWaiting(OriginId origin)
{
    const uint32_t place = GetOrigin(origin).queue.first;
    if (place == NOWHERE)
    {
        return std::nullopt;
    }
    const RequestId request = m_waiting[place].request;
    RemoveWaiting(place);
    return request;
}

void
Pool::Opened(PoolConnectionId connection, const PoolCapacity& capacity, Nanoseconds now)
{
    if (!IsMember(connection) || m_members[connection].state != State::Opening)
    {
        return;
    }
    Member& member = m_members[connection];
    member.capacity = capacity;
    m_origins[member.origin].multiplexes = capacity.isMultiplexed;
    if (member.draining)
    {
        BeginClosing(connection);
        return;
    }
    --m_origins[member.origin].opening;
    EnterIdle(connection, now);
}

void
Pool::SetCapacity(PoolConnectionId connection, const PoolCapacity& capacity)
{
    if (!IsMember(connection))
    {
        return;
    }
    LeavePartial(connection);
    m_members[connection].capacity = capacity;
    if (m_members[connection].state == State::Busy)
    {
        EnterPartial(connection);
    }
}

void
Pool::Finished(PoolConnectionId connection, bool reusable, Nanoseconds now)
{
    if (!IsMember(connection) || m_members[connection].state != State::Busy)
    {
        return;
    }
    Member& member = m_members[connection];
    LeavePartial(connection);
    --member.unanswered;
    if (!reusable)
    {
        member.draining = true;
        Retire(connection);
    }
    if (member.unanswered > 0)
    {
        EnterPartial(connection);
        return;
    }
    member.exclusive = false;
    if (member.draining || IsExhausted(member))
    {
        BeginClosing(connection);
        return;
    }
    EnterIdle(connection, now);
}

void
Pool::Drain(PoolConnectionId connection)
{
    if (!IsMember(connection) || m_members[connection].draining)
    {
        return;
    }
    Member& member = m_members[connection];
    switch (member.state)
    {
    case State::Opening:
        --m_origins[member.origin].opening;
        break;
    case State::Idle:
        LeaveIdle(connection);
        BeginClosing(connection);
        break;
    case State::Busy:
        LeavePartial(connection);
        break;
    case State::Closing:
    case State::Free:
        break;
    }
    member.draining = true;
    Retire(connection);
    LookAt(member.origin);
}

void
Pool::Closed(PoolConnectionId connection)
{
    if (!IsMember(connection))
    {
        return;
    }
    Member& member = m_members[connection];
    switch (member.state)
    {
    case State::Opening:
        m_origins[member.origin].opening -= member.draining ? 0 : 1;
        break;
    case State::Idle:
        LeaveIdle(connection);
        break;
    case State::Busy:
        LeavePartial(connection);
        break;
    case State::Closing:
        --m_closing;
        if (!member.closeTold)
        {
            Unlink<Member, &Member::byAge>(m_members, m_toClose, connection);
        }
        break;
    case State::Free:
        break;
    }
    Retire(connection);
    const OriginId origin = member.origin;
    member = Member();
    m_freeMembers.push_back(connection);
    --m_connections;
    --m_origins[origin].connections;
    LookAt(origin);
}

// What the owner is to do

std::optional<PoolAction>
Pool::NextAction(Nanoseconds now)
{
    if (auto action = NextClose(now))
    {
        return action;
    }
    if (auto action = NextAssign())
    {
        return action;
    }
    // To find a connection for a request may have meant to give up another one.
    if (m_toClose.first != NOWHERE)
    {
        return NextClose(now);
    }
    return NextOpen();
}

std::optional<PoolAction>
Pool::NextClose(Nanoseconds now)
{
    const PoolConnectionId oldest = m_idle.first;
    if (oldest != NOWHERE && m_options.idleTimeout > Nanoseconds{0} &&
        now >= m_members[oldest].idleSince + m_options.idleTimeout)
    {
        LeaveIdle(oldest);
        BeginClosing(oldest);
    }
    const PoolConnectionId connection = m_toClose.first;
    if (connection == NOWHERE)
    {
        return std::nullopt;
    }
    Unlink<Member, &Member::byAge>(m_members, m_toClose, connection);
    Member& member = m_members[connection];
    member.closeTold = true;
    PoolAction action;
    action.type = PoolAction::Type::Close;
    action.connection = connection;
    action.origin = member.origin;
    action.reused = member.assigned > 0;
    return action;
}

std::optional<PoolAction>
Pool::NextAssign()
{
    while (m_ready.first != NOWHERE)
    {
        const OriginId id = m_ready.first;
        Origin& origin = m_origins[id];
        if (origin.waiting > 0 && origin.idle.last != NOWHERE)
        {
            const PoolConnectionId connection = origin.idle.last;
            const uint32_t place = FindFitting(m_members[connection]);
            if (place != NOWHERE)
            {
                return Assign(connection, place);
            }
            if (origin.waiting > origin.opening &&
                (origin.connections >= m_options.maxConnectionsPerServer || !HasRoom()))
            {
                LeaveIdle(connection);
                BeginClosing(connection);
                continue;
            }
        }
        if (CanShare(origin) && (CountWanted(origin) == 0 || IsFirstMultiplexed(origin)))
        {
            return Assign(origin.partial.begin()->second, origin.queue.first);
        }
        Unlink<Origin, &Origin::ready>(m_origins, m_ready, id);
        origin.isReady = false;
        UpdateLists(id);
    }
    return std::nullopt;
}

std::optional<PoolAction>
Pool::NextOpen()
{
    const OriginId id = m_wanting.first;
    if (id == NOWHERE)
    {
        return std::nullopt;
    }
    if (HasRoom())
    {
        // To the end of the list, if it wants another one: each origin gets its turn.
        Origin& origin = m_origins[id];
        Unlink<Origin, &Origin::wanting>(m_origins, m_wanting, id);
        origin.isWanting = false;
        PoolAction action;
        action.type = PoolAction::Type::Open;
        action.connection = AddMember(id);
        action.origin = id;
        LookAt(id);
        return action;
    }
    if (m_idle.first != NOWHERE && m_closing < m_wanted)
    {
        const PoolConnectionId oldest = m_idle.first;
        LeaveIdle(oldest);
        BeginClosing(oldest);
        return NextClose(Nanoseconds{0});
    }
    // No connection can be had, and none is on the way out: share what there is.
    if (m_sharing.first != NOWHERE && m_closing == 0)
    {
        const Origin& origin = m_origins[m_sharing.first];
        return Assign(origin.partial.begin()->second, origin.queue.first);
    }
    return std::nullopt;
}

PoolAction
Pool::Assign(PoolConnectionId connection, uint32_t place)
{
    Member& member = m_members[connection];
    const Waiting waiting = m_waiting[place];
    RemoveWaiting(place);
    PoolAction action;
    action.type = PoolAction::Type::Assign;
    action.connection = connection;
    action.origin = member.origin;
    action.request = waiting.request;
    action.reused = member.assigned > 0;
    if (member.state == State::Idle)
    {
        LeaveIdle(connection);
        member.state = State::Busy;
    }
    else
    {
        LeavePartial(connection);
    }
    ++member.unanswered;
    ++member.assigned;
    member.exclusive = !waiting.pipelinable && !member.capacity.isMultiplexed;
    if (IsExhausted(member))
    {
        Retire(connection);
    }
    EnterPartial(connection);
    return action;
}

std::optional<Nanoseconds>
Pool::GetDeadline() const
{
    if (m_idle.first == NOWHERE || m_options.idleTimeout == Nanoseconds{0})
    {
        return std::nullopt;
    }
    return m_members[m_idle.first].idleSince + m_options.idleTimeout;
}

std::size_t
Pool::GetConnections() const
{
    return m_connections;
}

std::size_t
Pool::GetWaiting() const
{
    return m_places.size();
}

} // namespace http
} // namespace ns3
