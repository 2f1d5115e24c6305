/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_CONNECTIONS_H
#define HTTP_TRACE_CONNECTIONS_H

#include "http-trace-messages.h"

#include "ns3/http-connection-record.h"
#include "ns3/http-four-tuple.h"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup http
 * @brief A connection as all records together tell of it: a row of the table connection.
 */
struct HttpTraceConnection
{
    /// What one of its ends told.
    struct End
    {
        bool isTold = false;  //!< the end told of the connection
        Time opened{-1};      //!< left CLOSED or LISTEN
        Time established{-1}; //!< became ESTABLISHED
        Time closed{-1};      //!< became CLOSED
        const char* how = ""; //!< how the end ended
    };

    uint64_t id = 0;             //!< number in the database
    uint64_t number = 0;         //!< number in the observers' records; 0 if not known
    uint64_t otherNumber = 0;    //!< what its destination calls it where the two know no tags
    HttpFourTuple tuple;         //!< the source is the end that opened it
    uint32_t incarnation = 1;    //!< the how-manieth connection of these four values
    End source;                  //!< the end that opened it
    End destination;             //!< the other end
    HttpTraceMessages requests;  //!< messages of the source that one end alone told of
    HttpTraceMessages responses; //!< messages of the destination that one end alone told of
    bool hasRequest = false;     //!< its source has told of a request
    bool isOver = false;         //!< every end that told of it is closed

    /// @brief When the first end left CLOSED. @return the time; negative if not known
    Time GetOpened() const;

    /// @brief When the source became ESTABLISHED. @return the time; negative if it did not
    Time GetEstablished() const;

    /// @brief When the last end became CLOSED. @return the time; negative if one is not
    Time GetClosed() const;
};

/**
 * @ingroup http
 * @brief The connections of a run and their numbers in the database, from 1.
 *
 * Memory is bounded: of connections that are over, only the latest are remembered, for records that
 * come late.
 */
class HttpTraceConnections
{
  public:
    /// How many connections that are over are remembered.
    static constexpr std::size_t REMEMBERED = 16384;
    /// How many connections are remembered at all where nobody tells when they are over.
    static constexpr std::size_t REMEMBERED_OPEN = 1048576;

    /// @brief Has something done with each connection before it is forgotten. @param action what
    void SetForgetting(std::function<void(HttpTraceConnection&)> action);

    /**
     * @brief Does something with every connection that is remembered, in the order of their
     * numbers.
     * @tparam Action takes a connection
     * @param action what
     */
    template <typename Action>
    void ForEach(Action action)
    {
        for (auto& item : m_connections)
        {
            action(item.second);
        }
    }

    /**
     * @brief The connection of a number in the observers' records.
     * @param number the number
     * @return the connection, or nullptr
     */
    HttpTraceConnection* FindNumber(uint64_t number);

    /**
     * @brief The latest connection of four values, whichever end is the source.
     * @param tuple the four values
     * @return the connection, or nullptr
     */
    HttpTraceConnection* Find(const HttpFourTuple& tuple);

    /**
     * @brief A new connection; the latest of its four values from now on.
     * @param tuple the four values; the source opens it
     * @param number its number in the observers' records; 0 if not known
     * @return the connection
     */
    HttpTraceConnection& Add(const HttpFourTuple& tuple, uint64_t number);

    /**
     * @brief Gives a connection its number in the observers' records.
     * @param connection the connection
     * @param number the number
     */
    void SetNumber(HttpTraceConnection& connection, uint64_t number);

    /**
     * @brief Gives a connection the number that its destination has given it itself.
     * @param connection the connection, which has a number of its source
     * @param number the number
     */
    void SetOtherNumber(HttpTraceConnection& connection, uint64_t number);

    /**
     * @brief The connection is over: it will be forgotten after many others.
     * @param connection the connection
     */
    void End(HttpTraceConnection& connection);

  private:
    /**
     * @brief Forgets a number of a connection.
     * @param connection the connection
     * @param number the number
     */
    void ForgetNumber(const HttpTraceConnection& connection, uint64_t number);

    /**
     * @brief Forgets a connection.
     * @param id its number in the database
     */
    void Forget(uint64_t id);

    std::function<void(HttpTraceConnection&)> m_forgetting;        //!< before one is forgotten
    std::map<uint64_t, HttpTraceConnection> m_connections;         //!< by number in the database
    std::unordered_map<uint64_t, HttpTraceConnection*> m_byNumber; //!< by observers' number
    std::unordered_map<HttpFourTuple, HttpTraceConnection*, HttpFourTupleHash>
        m_byTuple;               //!< the latest of each four values
    std::deque<uint64_t> m_over; //!< connections that are over, the oldest first
    std::array<HttpTraceConnection*, 256> m_recent{}; //!< found lately, by number modulo the size
    uint64_t m_count = 0;                             //!< numbers given
};

} // namespace ns3

#endif /* HTTP_TRACE_CONNECTIONS_H */
