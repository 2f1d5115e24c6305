/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-pool.h"

#include <algorithm>

// What the pool keeps: its origins with their queues, and its connections.

namespace ns3
{
namespace http
{

// Origins and their queues

Pool::Origin&
Pool::GetOrigin(OriginId origin)
{
    if (origin >= m_origins.size())
    {
        m_origins.resize(std::size_t{origin} + 1);
    }
    return m_origins[origin];
}

uint32_t
Pool::AddWaiting(RequestId request, OriginId origin, bool pipelinable)
{
    uint32_t place = static_cast<uint32_t>(m_waiting.size());
    if (m_freeWaiting.empty())
    {
        m_waiting.emplace_back();
    }
    else
    {
        place = m_freeWaiting.back();
        m_freeWaiting.pop_back();
    }
    m_waiting[place] = {request, origin, pipelinable, false, false, {}};
    m_places.emplace(request, place);
    ++GetOrigin(origin).waiting;
    LookAt(origin);
    return place;
}

void
Pool::RemoveWaiting(uint32_t place)
{
    const Waiting& waiting = m_waiting[place];
    Origin& origin = m_origins[waiting.origin];
    if (origin.lastAgain == place)
    {
        // Those that are tried again stand together at the head.
        origin.lastAgain = waiting.link.previous;
    }
    Unlink<Waiting, &Waiting::link>(m_waiting, origin.queue, place);
    --origin.waiting;
    m_places.erase(waiting.request);
    m_freeWaiting.push_back(place);
    LookAt(waiting.origin);
}

void
Pool::LookAt(OriginId origin)
{
    if (!m_origins[origin].isReady)
    {
        m_origins[origin].isReady = true;
        PushBack<Origin, &Origin::ready>(m_origins, m_ready, origin);
    }
}

uint32_t
Pool::CountWanted(const Origin& origin) const
{
    const uint32_t limit = m_options.maxConnectionsPerServer;
    if (origin.multiplexes)
    {
        return origin.takers == 0 && origin.waiting > 0 ? 1 : 0;
    }
    if (origin.waiting <= origin.opening || origin.connections >= limit)
    {
        return 0;
    }
    return std::min(origin.waiting - origin.opening, limit - origin.connections);
}

bool
Pool::CanShare(const Origin& origin) const
{
    if (origin.partial.empty() || origin.waiting == 0)
    {
        return false;
    }
    // What an opening connection will take is not piled up behind others, unless it waits there no
    // longer than it would alone.
    const Waiting& first = m_waiting[origin.queue.first];
    return IsFirstMultiplexed(origin) ? !first.fresh
                                      : origin.waiting > origin.opening && first.pipelinable;
}

bool
Pool::IsFirstMultiplexed(const Origin& origin) const
{
    return m_members[origin.partial.begin()->second].capacity.isMultiplexed;
}

void
Pool::UpdateLists(OriginId id)
{
    Origin& origin = m_origins[id];
    const uint32_t wanted = CountWanted(origin);
    m_wanted = m_wanted + wanted - origin.wanted;
    origin.wanted = wanted;
    if ((wanted > 0) != origin.isWanting)
    {
        origin.isWanting = wanted > 0;
        if (origin.isWanting)
        {
            PushBack<Origin, &Origin::wanting>(m_origins, m_wanting, id);
        }
        else
        {
            Unlink<Origin, &Origin::wanting>(m_origins, m_wanting, id);
        }
    }
    const bool shares = wanted > 0 && CanShare(origin);
    if (shares != origin.isSharing)
    {
        origin.isSharing = shares;
        if (shares)
        {
            PushBack<Origin, &Origin::sharing>(m_origins, m_sharing, id);
        }
        else
        {
            Unlink<Origin, &Origin::sharing>(m_origins, m_sharing, id);
        }
    }
}

uint32_t
Pool::FindFitting(const Member& member) const
{
    uint32_t place = m_origins[member.origin].queue.first;
    while (member.assigned > 0 && place != NOWHERE && m_waiting[place].fresh)
    {
        place = m_waiting[place].link.next;
    }
    return place;
}

// Connections

bool
Pool::IsMember(PoolConnectionId connection) const
{
    return connection < m_members.size() && m_members[connection].state != State::Free;
}

PoolConnectionId
Pool::AddMember(OriginId origin)
{
    PoolConnectionId connection = static_cast<PoolConnectionId>(m_members.size());
    if (m_freeMembers.empty())
    {
        m_members.emplace_back();
    }
    else
    {
        connection = m_freeMembers.back();
        m_freeMembers.pop_back();
    }
    m_members[connection].state = State::Opening;
    m_members[connection].origin = origin;
    ++m_connections;
    ++m_origins[origin].connections;
    ++m_origins[origin].opening;
    ++m_origins[origin].takers;
    m_members[connection].isTaker = true;
    return connection;
}

bool
Pool::HasRoom() const
{
    return m_options.maxConnections == 0 || m_connections < m_options.maxConnections;
}

bool
Pool::IsExhausted(const Member& member) const
{
    if (!m_options.persistent)
    {
        return member.assigned > 0;
    }
    return m_options.maxRequestsPerConnection > 0 &&
           member.assigned >= m_options.maxRequestsPerConnection;
}

void
Pool::EnterIdle(PoolConnectionId connection, Nanoseconds now)
{
    Member& member = m_members[connection];
    member.state = State::Idle;
    member.idleSince = now;
    PushBack<Member, &Member::byAge>(m_members, m_idle, connection);
    PushBack<Member, &Member::byOrigin>(m_members, m_origins[member.origin].idle, connection);
    LookAt(member.origin);
}

void
Pool::LeaveIdle(PoolConnectionId connection)
{
    const OriginId origin = m_members[connection].origin;
    Unlink<Member, &Member::byAge>(m_members, m_idle, connection);
    Unlink<Member, &Member::byOrigin>(m_members, m_origins[origin].idle, connection);
}

void
Pool::EnterPartial(PoolConnectionId connection)
{
    Member& member = m_members[connection];
    if (member.exclusive || member.draining || member.unanswered >= member.capacity.requests ||
        IsExhausted(member))
    {
        return;
    }
    m_origins[member.origin].partial.emplace(member.unanswered, connection);
    member.isPartial = true;
    LookAt(member.origin);
}

void
Pool::LeavePartial(PoolConnectionId connection)
{
    Member& member = m_members[connection];
    if (member.isPartial)
    {
        m_origins[member.origin].partial.erase({member.unanswered, connection});
        member.isPartial = false;
        LookAt(member.origin);
    }
}

void
Pool::Retire(PoolConnectionId connection)
{
    Member& member = m_members[connection];
    if (member.isTaker)
    {
        member.isTaker = false;
        --m_origins[member.origin].takers;
        LookAt(member.origin);
    }
}

void
Pool::BeginClosing(PoolConnectionId connection)
{
    Retire(connection);
    m_members[connection].state = State::Closing;
    ++m_closing;
    PushBack<Member, &Member::byAge>(m_members, m_toClose, connection);
    LookAt(m_members[connection].origin);
}

} // namespace http
} // namespace ns3
