/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HANDMADE_RUN_H
#define HTTP_HANDMADE_RUN_H

#include "ns3/http-sql-query.h"
#include "ns3/http-trace-database.h"
#include "ns3/http-trace-reader.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace ns3
{
namespace test
{

/// A folder for one test's files; empty at first, gone at the end unless HTTP_TEST_KEEP is set.
class Folder
{
  public:
    /// @brief Makes the folder. @param name its name
    explicit Folder(const std::string& name)
        : m_path(std::filesystem::current_path() / ("test-output-" + name))
    {
        std::filesystem::remove_all(m_path);
        std::filesystem::create_directories(m_path);
    }

    ~Folder()
    {
        std::error_code ignored;
        if (!std::getenv("HTTP_TEST_KEEP"))
        {
            std::filesystem::remove_all(m_path, ignored);
        }
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    /// @brief The name of a file in it. @param name its name there @return the whole name
    std::string operator/(const std::string& name) const
    {
        return (m_path / name).string();
    }

  private:
    std::filesystem::path m_path; //!< the folder
};

/// @brief The bytes of a file. @param file its name @return the bytes
std::string ReadBytes(const std::string& file);

/// @brief A query's rows as texts; null is "NULL". @param file the database @param sql the query
/// @return the rows, columns separated by |
std::vector<std::string> Rows(const std::string& file, const std::string& sql);

/// @brief A socket address. @param address IPv4 or IPv6 @param port the port @return the address
Address Endpoint(const std::string& address, uint16_t port);

/**
 * @brief A tiny run, invented by hand.
 *
 * Node 0 "client" (10.1.1.1), node 1 a router, node 2 "server" (10.1.2.2); 10 ms from each to the
 * next. The client fetches http://10.1.2.2/a: a request of 60 bytes (all head), a response of 3000
 * bytes (head 100, body 2900) in segments of 1448, 1448 and 104 bytes. The second is dropped by the
 * router's queue and sent again. Then the client closes, and the server. Sequence numbers begin at
 * 1000 and 5000.
 */
class HandmadeRun
{
  public:
    /// @brief Tells the run to a database. @param database where it goes
    explicit HandmadeRun(HttpTraceDatabase& database)
        : m_database(database)
    {
    }

    /// @brief Tells everything.
    void Tell();

    static constexpr const char* REQUEST_HEAD = "GET /a HTTP/1.1\r\n"
                                                "Host: 10.1.2.2\r\n"
                                                "User-Agent: handmade\r\n"
                                                "X: \r\n"
                                                "\r\n"; //!< 60 bytes + 4 that are cut

  private:
    void Hosts();
    void Calls();
    void States();
    void Connections();
    void Segments();
    void Messages();

    /// What a segment is told by.
    struct Piece
    {
        int64_t sent;          //!< when it leaves, us
        bool isFromClient;     //!< who sends it
        uint8_t flags;         //!< HttpTcpFlag
        int64_t offset;        //!< stream offset; -1 for SYN
        uint32_t bytes;        //!< payload
        uint32_t acknowledged; //!< stream offset that it acknowledges, + 1
        bool isLost;           //!< the router drops it
        bool isAgain;          //!< sent before
    };

    /// @brief Tells a segment and its packets. @param piece the segment
    void Tell(const Piece& piece);

    HttpTraceDatabase& m_database;    //!< where it goes
    std::array<uint64_t, 3> m_sent{}; //!< segments sent by each node
};

} // namespace test
} // namespace ns3

#endif /* HTTP_HANDMADE_RUN_H */
