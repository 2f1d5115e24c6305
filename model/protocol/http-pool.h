/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_POOL_H
#define HTTP_POOL_H

#include "http-session.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief What may be varied in a pool. A number or time of 0 means no limit unless said otherwise.
struct PoolOptions
{
    uint32_t maxConnectionsPerServer = 6;  //!< open or opening at once to one origin, at least 1
    uint32_t maxConnections = 0;           //!< open or opening at once in all
    bool persistent = true;                //!< use a connection for more than one request
    uint32_t maxRequestsPerConnection = 0; //!< then no further request goes there
    Nanoseconds idleTimeout{0};            //!< unused for so long: close
};

using OriginId = uint32_t;  //!< names a scheme, host and port; numbered by the owner from 0
using RequestId = uint64_t; //!< names a request; numbered by the owner
using PoolConnectionId =
    uint32_t; //!< names a connection; numbered by the pool, reused after its end

/// @brief How much the session of a connection takes at once.
struct PoolCapacity
{
    std::size_t requests = 1;   //!< unanswered at once; above 1 they share the connection
    bool isMultiplexed = false; //!< they go on independently: any of them may share it
};

/// @brief What the pool wants its owner to do.
struct PoolAction
{
    /// @brief The kinds of action.
    enum class Type : uint8_t
    {
        Open,   //!< open a connection to the origin, then report Opened or Closed
        Assign, //!< send the request on the connection
        Close,  //!< close the idle connection, then report Closed
    };

    Type type = Type::Open;          //!< which
    PoolConnectionId connection = 0; //!< the connection
    OriginId origin = 0;             //!< where the connection leads
    RequestId request = 0;           //!< Assign: the request
    bool reused = false;             //!< Assign: the connection has carried a request before
};

/**
 * @brief Decides which request goes on which connection, and when connections open and close.
 *
 * Without input, output, clock: the owner reports what happened and then pulls actions until there
 * are none. A request waits in its origin's queue until a connection takes it: first the idle
 * connection used last, then an open one that multiplexes, else a new connection where the limits
 * allow one, else the open connection with the fewest unanswered requests that takes more at once.
 * A connection that is opening binds no request. When only maxConnections stands in the way, the
 * connection idle longest, of whatever origin, is closed. Every operation costs the same however
 * many requests wait and origins there are.
 */
class Pool
{
  public:
    /**
     * @brief An empty pool.
     * @param options the limits
     */
    explicit Pool(const PoolOptions& options);

    /**
     * @brief Says that the next connection to an origin will multiplex, so that no second one is
     *        opened before it is known whether it does; of any other, that one never will.
     * @param origin the origin
     * @param isExpected whether it will
     */
    void ExpectMultiplexing(OriginId origin, bool isExpected);

    /**
     * @brief Adds a request to the end of its origin's queue.
     * @param request the request; not in the pool yet
     * @param origin where it goes
     * @param pipelinable whether it may wait behind another on its connection, and others behind it
     *        (idempotent methods, RFC 9112, section 9.3.2)
     */
    void Submit(RequestId request, OriginId origin, bool pipelinable);

    /**
     * @brief Adds a request that is tried again: before those that were never tried, behind those
     * that are tried again already.
     * @param request the request
     * @param origin where it goes
     * @param pipelinable as in Submit
     * @param fresh whether it wants a connection that has carried no request: the others may have
     *        ended as its last one did
     */
    void Resubmit(RequestId request, OriginId origin, bool pipelinable, bool fresh = false);

    /**
     * @brief Takes a request back that was not assigned yet.
     * @param request the request
     * @return false if it is not waiting
     */
    bool Cancel(RequestId request);

    /**
     * @brief The oldest waiting request of an origin leaves the queue (the owner will fail it).
     * @param origin the origin
     * @return the request, or nothing if none waits
     */
    std::optional<RequestId> PopWaiting(OriginId origin);

    /**
     * @brief A connection is established.
     * @param connection the connection of an Open action
     * @param capacity what it takes at once
     * @param now the present
     */
    void Opened(PoolConnectionId connection, const PoolCapacity& capacity, Nanoseconds now);

    /**
     * @brief A connection takes more or less at once from now on.
     * @param connection the connection, open
     * @param capacity what it takes at once, those unanswered included
     */
    void SetCapacity(PoolConnectionId connection, const PoolCapacity& capacity);

    /**
     * @brief An exchange on a connection is over.
     * @param connection the connection
     * @param reusable whether the connection can carry another request
     * @param now the present
     */
    void Finished(PoolConnectionId connection, bool reusable, Nanoseconds now);

    /**
     * @brief A connection takes no further request, though exchanges on it may go on.
     * @param connection the connection
     */
    void Drain(PoolConnectionId connection);

    /**
     * @brief A connection is gone, or could not be opened. Requests assigned to it are the owner's.
     * @param connection the connection; its number may be used again afterwards
     */
    void Closed(PoolConnectionId connection);

    /**
     * @brief The next thing to do.
     * @param now the present
     * @return the action, or nothing if there is none now
     */
    std::optional<PoolAction> NextAction(Nanoseconds now);

    /// @brief When an idle connection is due to be closed: pull actions then. @return the moment,
    /// or nothing
    std::optional<Nanoseconds> GetDeadline() const;

    /// @brief Connections open or opening. @return their number
    std::size_t GetConnections() const;

    /// @brief Requests waiting for a connection. @return their number
    std::size_t GetWaiting() const;

  private:
    /// Stands for no entry in the lists below, which are threaded through vectors.
    static constexpr uint32_t NOWHERE = std::numeric_limits<uint32_t>::max();

    /// @brief What a connection is doing.
    enum class State : uint8_t
    {
        Free,    //!< the number is not in use
        Opening, //!< being opened
        Idle,    //!< open, no unanswered request, ready for one
        Busy,    //!< open, with unanswered requests
        Closing, //!< the owner was or will be told to close it
    };

    /// @brief Neighbours in a list.
    struct Link
    {
        uint32_t previous = NOWHERE; //!< the entry before
        uint32_t next = NOWHERE;     //!< the entry behind
    };

    /// @brief Ends of a list.
    struct List
    {
        uint32_t first = NOWHERE; //!< the first entry
        uint32_t last = NOWHERE;  //!< the last entry
    };

    /// @brief A connection.
    struct Member
    {
        State state = State::Free; //!< what it is doing
        bool draining = false;     //!< takes no further request
        bool exclusive = false;    //!< its unanswered request shares with no other
        bool isTaker = false;      //!< counted among those of its origin that take requests
        bool isPartial = false;    //!< it is among its origin's pipelines with room
        bool closeTold = false;    //!< the Close action was given out
        PoolCapacity capacity;     //!< what it takes at once
        OriginId origin = 0;       //!< where it leads
        uint32_t unanswered = 0;   //!< requests unanswered
        uint32_t assigned = 0;     //!< requests carried so far
        Nanoseconds idleSince{0};  //!< when it became idle
        Link byAge;    //!< idle: all idle ones, the longest idle first; closing: to tell
        Link byOrigin; //!< idle: those of its origin, the longest idle first
    };

    /// @brief A waiting request.
    struct Waiting
    {
        RequestId request = 0;    //!< which
        OriginId origin = 0;      //!< where it goes
        bool pipelinable = false; //!< may share a connection
        bool again = false;       //!< is tried again
        bool fresh = false;       //!< wants an unused connection
        Link link;                //!< neighbours in the queue
    };

    /// @brief An origin.
    struct Origin
    {
        List queue;                   //!< waiting requests, the oldest first
        List idle;                    //!< idle connections, the longest idle first
        uint32_t lastAgain = NOWHERE; //!< the last waiting request that is tried again
        uint32_t waiting = 0;         //!< number of waiting requests
        uint32_t connections = 0;     //!< connections open, opening or closing
        uint32_t opening = 0;         //!< connections opening that may take a request
        uint32_t wanted = 0;          //!< connections that it wants, as counted last
        uint32_t takers = 0;          //!< connections that take requests, or will
        bool multiplexes = false;     //!< one connection is enough
        bool isReady = false;         //!< in the list of origins to look at
        bool isWanting = false;       //!< in the list of origins that want a connection
        bool isSharing = false;       //!< in the list of those that would share one instead
        Link ready;                   //!< neighbours among the origins to look at
        Link wanting;                 //!< neighbours among those that want a connection
        Link sharing;                 //!< neighbours among those that would share one
        std::set<std::pair<uint32_t, PoolConnectionId>> partial; //!< pipelines with room, by load
    };

    /// @brief Adds an entry at the end of a list. @param items, list, index the entries, the list,
    /// the entry
    template <typename T, Link T::*LINK>
    static void PushBack(std::vector<T>& items, List& list, uint32_t index);
    /// @brief Adds an entry at the head of a list. @param items, list, index the entries, the list,
    /// the entry
    template <typename T, Link T::*LINK>
    static void PushFront(std::vector<T>& items, List& list, uint32_t index);
    /// @brief Adds an entry behind another one. @param items, list, index, before the entries, the
    /// list, the entry, the other one
    template <typename T, Link T::*LINK>
    static void InsertBehind(std::vector<T>& items, List& list, uint32_t index, uint32_t before);
    /// @brief Takes an entry out of its list. @param items, list, index the entries, the list, the
    /// entry
    template <typename T, Link T::*LINK>
    static void Unlink(std::vector<T>& items, List& list, uint32_t index);

    /// @brief An origin, made when first named. @param origin its number @return it
    Origin& GetOrigin(OriginId origin);
    /// @brief Notes a waiting request, in no queue yet. @param request, origin, pipelinable as in
    /// Submit @return its place
    uint32_t AddWaiting(RequestId request, OriginId origin, bool pipelinable);
    /// @brief Takes a waiting request out of its queue. @param place its place
    void RemoveWaiting(uint32_t place);
    /// @brief Whether a number is in use. @param connection the number @return whether
    bool IsMember(PoolConnectionId connection) const;
    /// @brief Begins a connection. @param origin where to @return its number
    PoolConnectionId AddMember(OriginId origin);
    /// @brief Something about an origin has changed. @param origin the origin
    void LookAt(OriginId origin);
    /// @brief Connections that an origin wants besides those opening. @param origin it @return how
    /// many
    uint32_t CountWanted(const Origin& origin) const;
    /// @brief Whether the oldest waiting request could go behind others. @param origin its origin
    /// @return whether
    bool CanShare(const Origin& origin) const;
    /// @brief Whether the connection that would be shared multiplexes. @param origin it, with such
    /// a connection @return whether
    bool IsFirstMultiplexed(const Origin& origin) const;
    /// @brief Puts an origin into the lists where it belongs. @param id the origin
    void UpdateLists(OriginId origin);
    /// @brief Whether the limit in all allows another connection. @return whether
    bool HasRoom() const;
    /// @brief Whether a connection has carried all the requests that it may. @param member it
    /// @return whether
    bool IsExhausted(const Member& member) const;
    /// @brief A connection has nothing to do. @param connection, now which and when
    void EnterIdle(PoolConnectionId connection, Nanoseconds now);
    /// @brief A connection is not idle any more. @param connection which
    void LeaveIdle(PoolConnectionId connection);
    /// @brief A connection may take another request behind others, if so. @param connection which
    void EnterPartial(PoolConnectionId connection);
    /// @brief A connection is no pipeline with room any more, if it was. @param connection which
    void LeavePartial(PoolConnectionId connection);
    /// @brief A connection takes no further request. @param connection which
    void Retire(PoolConnectionId connection);
    /// @brief The owner is to close a connection. @param connection which, in no list
    void BeginClosing(PoolConnectionId connection);
    /// @brief The next connection to close, those idle too long first. @param now the present
    /// @return it, or nothing
    std::optional<PoolAction> NextClose(Nanoseconds now);
    /// @brief The next request for a connection that is there. @return it, or nothing
    std::optional<PoolAction> NextAssign();
    /// @brief The next connection to open, or to close for one. @return it, or nothing
    std::optional<PoolAction> NextOpen();
    /// @brief The oldest waiting request that a connection may take. @param member it, idle
    /// @return its place, or NOWHERE
    uint32_t FindFitting(const Member& member) const;
    /// @brief Gives a connection a request of its origin. @param connection which @param place the
    /// request's @return the action
    PoolAction Assign(PoolConnectionId connection, uint32_t place);

    PoolOptions m_options;                            //!< the limits
    std::vector<Member> m_members;                    //!< connections by number
    std::vector<PoolConnectionId> m_freeMembers;      //!< numbers to use again, the last first
    std::vector<Origin> m_origins;                    //!< origins by number
    std::vector<Waiting> m_waiting;                   //!< storage of waiting requests
    std::vector<uint32_t> m_freeWaiting;              //!< places to use again
    std::unordered_map<RequestId, uint32_t> m_places; //!< waiting requests' places; only looked up
    List m_idle;                                      //!< idle connections, the longest idle first
    List m_toClose;                                   //!< connections to tell the owner to close
    List m_ready;                                     //!< origins to look at
    List m_wanting;                                   //!< origins that want a connection
    List m_sharing;                                   //!< those that would share one instead
    std::size_t m_connections = 0;                    //!< open, opening or closing
    std::size_t m_closing = 0;                        //!< of them, those closing
    std::size_t m_wanted = 0;                         //!< connections wanted by all origins
};

template <typename T, Pool::Link T::*LINK>
void
Pool::PushBack(std::vector<T>& items, List& list, uint32_t index)
{
    items[index].*LINK = {list.last, NOWHERE};
    (list.last == NOWHERE ? list.first : (items[list.last].*LINK).next) = index;
    list.last = index;
}

template <typename T, Pool::Link T::*LINK>
void
Pool::PushFront(std::vector<T>& items, List& list, uint32_t index)
{
    items[index].*LINK = {NOWHERE, list.first};
    (list.first == NOWHERE ? list.last : (items[list.first].*LINK).previous) = index;
    list.first = index;
}

template <typename T, Pool::Link T::*LINK>
void
Pool::InsertBehind(std::vector<T>& items, List& list, uint32_t index, uint32_t before)
{
    const uint32_t next = (items[before].*LINK).next;
    items[index].*LINK = {before, next};
    (items[before].*LINK).next = index;
    (next == NOWHERE ? list.last : (items[next].*LINK).previous) = index;
}

template <typename T, Pool::Link T::*LINK>
void
Pool::Unlink(std::vector<T>& items, List& list, uint32_t index)
{
    const Link link = items[index].*LINK;
    (link.previous == NOWHERE ? list.first : (items[link.previous].*LINK).next) = link.next;
    (link.next == NOWHERE ? list.last : (items[link.next].*LINK).previous) = link.previous;
}

} // namespace http
} // namespace ns3

#endif /* HTTP_POOL_H */
