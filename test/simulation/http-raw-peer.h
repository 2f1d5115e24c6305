/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RAW_PEER_H
#define HTTP_RAW_PEER_H

#include "ns3/address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/socket.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace http_test
{

/// @brief How bytes are sent.
struct Pace
{
    uint32_t piece = UINT32_MAX;                //!< bytes at once
    ns3::Time interval = ns3::MicroSeconds(50); //!< from one piece to the next
};

/// @brief A client that sends given bytes, whatever they are, and keeps what it gets.
class RawClient
{
  public:
    /**
     * @brief Connects at once.
     * @param node its node
     * @param server address and port
     * @param bytes what it sends
     * @param pace how
     * @param ends whether it closes its output behind them
     */
    RawClient(ns3::Ptr<ns3::Node> node,
              const ns3::Address& server,
              const std::string& bytes,
              const Pace& pace = Pace(),
              bool ends = false);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// @brief The statuses of the responses received, in order. @return the numbers
    std::vector<int> GetStatuses() const;

    std::string received; //!< what it got
    bool closed = false;  //!< the server has ended the connection

  private:
    void OnConnected(ns3::Ptr<ns3::Socket> socket);
    void OnReceive(ns3::Ptr<ns3::Socket> socket);
    void OnClosed(ns3::Ptr<ns3::Socket> socket);
    void SendPiece();

    ns3::Ptr<ns3::Socket> m_socket; //!< its socket
    std::string m_bytes;            //!< what it sends
    Pace m_pace;                    //!< how
    bool m_ends;                    //!< closes its output behind them
    std::size_t m_sent = 0;         //!< bytes sent
};

/// @brief What a RawServer does when a request has come.
struct RawReply
{
    /// @brief What happens behind the bytes.
    enum class End
    {
        Keep,  //!< the connection stays open
        Close, //!< it is closed
        Reset, //!< it is reset, with the request unread
    };

    std::string bytes;   //!< sent as they are
    End end = End::Keep; //!< what comes then
    Pace pace = {};      //!< how they are sent
};

/// @brief A server that sends given bytes, whatever they are, for each request on a connection.
class RawServer
{
  public:
    /**
     * @brief Listens at once.
     * @param node its node
     * @param local address and port
     * @param replies by connection, and in it by request; the last connection's are used for all
     * further ones; a request without a reply is not answered
     */
    RawServer(ns3::Ptr<ns3::Node> node,
              const ns3::Address& local,
              const std::vector<std::vector<RawReply>>& replies);
    ~RawServer();
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    uint32_t accepted = 0; //!< connections
    uint32_t requests = 0; //!< heads of requests seen
    std::string received;  //!< what came in, of all connections

  private:
    /// @brief A connection.
    struct Peer
    {
        uint32_t number = 0;   //!< which
        uint32_t answered = 0; //!< requests answered
        std::string unread;    //!< bytes of the next request
    };

    void OnAccept(ns3::Ptr<ns3::Socket> socket, const ns3::Address& from);
    void OnReceive(ns3::Ptr<ns3::Socket> socket);
    void OnClosed(ns3::Ptr<ns3::Socket> socket);
    void SendPiece(ns3::Ptr<ns3::Socket> socket, const RawReply* reply, std::size_t sent);

    std::vector<std::vector<RawReply>> m_replies;  //!< what it answers
    ns3::Ptr<ns3::Socket> m_listener;              //!< listens
    std::map<ns3::Ptr<ns3::Socket>, Peer> m_peers; //!< open connections
};

} // namespace http_test

#endif /* HTTP_RAW_PEER_H */
