/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_PAIR_H
#define HTTP_TLS_PAIR_H

#include "ns3/http-tls-connection.h"

#include <string>
#include <vector>

namespace ns3
{
namespace tls
{

/// @brief A client and a server that are joined: what one writes the other reads at once.
class Pair
{
  public:
    /// @brief Joins them. @param client, server what they are to do
    Pair(Options client, Options server);

    /// @brief Runs until nothing is left to do.
    void Run();

    /// @brief A write as text: ">" from the client or "<" from the server, and the bytes of each
    /// record, as they follow each other on the wire. @return the writes, a space between them
    std::string GetWrites() const;

    /// @brief Bytes written by one end. @param isClient which @return their number
    uint64_t GetBytes(bool isClient) const;

    /// @brief What an end was told, a space between: est, early, refused, content=N, ticket,
    /// closed, fail=ALERT, peer=ALERT. @param isClient which @return the text
    std::string GetEvents(bool isClient) const;

    /// @brief Changes bytes on their way. @param isFromClient whose @param write which of its
    /// writes @param place, value which byte becomes what
    void Corrupt(bool isFromClient, std::size_t write, std::size_t place, char value);

    Connection client;             //!< one end
    Connection server;             //!< the other
    TlsTime now{0};                //!< the present
    std::vector<Session> sessions; //!< what the client may resume
    bool isBusy = false;           //!< something happened in the last step

  private:
    /// @brief One direction.
    struct Way
    {
        std::string stream;            //!< bytes not read yet
        std::vector<std::string> told; //!< events of the reader
        uint64_t bytes = 0;            //!< written in all
        std::size_t writes = 0;        //!< so far
    };

    /// @brief What is to be changed.
    struct Change
    {
        bool isFromClient; //!< whose
        std::size_t write; //!< which of its writes
        std::size_t place; //!< which byte
        char value;        //!< what it becomes
    };

    /// @brief Moves what an end writes. @param from it @param isClient which
    void Write(Connection& from, bool isClient);
    /// @brief Reads whole records. @param to the reader @param way what it reads
    void Read(Connection& to, Way& way);
    /// @brief Tells an end's events. @param of it @param told where to
    void Tell(Connection& of, std::vector<std::string>& told);

    Way m_up;                          //!< from the client
    Way m_down;                        //!< from the server
    std::vector<std::string> m_writes; //!< all writes
    std::vector<Change> m_changes;     //!< to be made
};

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_PAIR_H */
