/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-raw-peer.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/tcp-socket-factory.h"

#include <algorithm>

using namespace ns3;

namespace http_test
{

namespace
{

/// @brief A piece of a text as a packet. @param text, begin, bytes which @return the packet
Ptr<Packet>
MakePiece(const std::string& text, std::size_t begin, uint32_t bytes)
{
    return Create<Packet>(reinterpret_cast<const uint8_t*>(text.data()) + begin, bytes);
}

/// @brief Takes the callbacks away. @param socket the socket
void
Silence(const Ptr<Socket>& socket)
{
    socket->SetConnectCallback(MakeNullCallback<void, Ptr<Socket>>(),
                               MakeNullCallback<void, Ptr<Socket>>());
    socket->SetCloseCallbacks(MakeNullCallback<void, Ptr<Socket>>(),
                              MakeNullCallback<void, Ptr<Socket>>());
    socket->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                              MakeNullCallback<void, Ptr<Socket>, const Address&>());
    socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
}

} // namespace

RawClient::RawClient(Ptr<Node> node,
                     const Address& server,
                     const std::string& bytes,
                     const Pace& pace,
                     bool ends)
    : m_socket(Socket::CreateSocket(node, TcpSocketFactory::GetTypeId())),
      m_bytes(bytes),
      m_pace(pace),
      m_ends(ends)
{
    if (Inet6SocketAddress::IsMatchingType(server))
    {
        m_socket->Bind6();
    }
    else
    {
        m_socket->Bind();
    }
    m_socket->SetConnectCallback(MakeCallback(&RawClient::OnConnected, this),
                                 MakeCallback(&RawClient::OnClosed, this));
    m_socket->SetCloseCallbacks(MakeCallback(&RawClient::OnClosed, this),
                                MakeCallback(&RawClient::OnClosed, this));
    m_socket->SetRecvCallback(MakeCallback(&RawClient::OnReceive, this));
    m_socket->Connect(server);
}

RawClient::~RawClient()
{
    Silence(m_socket);
}

std::vector<int>
RawClient::GetStatuses() const
{
    std::vector<int> statuses;
    const std::string start = "HTTP/1.1 ";
    for (std::size_t at = received.find(start); at != std::string::npos;
         at = received.find(start, at + 1))
    {
        statuses.push_back(std::stoi(received.substr(at + start.size(), 3)));
    }
    return statuses;
}

void
RawClient::OnConnected(Ptr<Socket> /* socket */)
{
    SendPiece();
}

void
RawClient::SendPiece()
{
    if (closed)
    {
        return;
    }
    const auto bytes = static_cast<uint32_t>(
        std::min<std::size_t>({m_bytes.size() - m_sent, m_pace.piece, m_socket->GetTxAvailable()}));
    if (bytes > 0 && m_socket->Send(MakePiece(m_bytes, m_sent, bytes)) > 0)
    {
        m_sent += bytes;
    }
    if (m_sent < m_bytes.size())
    {
        Simulator::Schedule(m_pace.interval, &RawClient::SendPiece, this);
    }
    else if (m_ends)
    {
        m_socket->ShutdownSend();
    }
}

void
RawClient::OnReceive(Ptr<Socket> socket)
{
    while (Ptr<Packet> packet = socket->Recv())
    {
        if (packet->GetSize() == 0)
        {
            break;
        }
        std::string bytes(packet->GetSize(), '\0');
        packet->CopyData(reinterpret_cast<uint8_t*>(&bytes[0]), packet->GetSize());
        received += bytes;
    }
}

void
RawClient::OnClosed(Ptr<Socket> socket)
{
    OnReceive(socket);
    if (!closed)
    {
        closed = true;
        socket->Close();
    }
}

RawServer::RawServer(Ptr<Node> node,
                     const Address& local,
                     const std::vector<std::vector<RawReply>>& replies)
    : m_replies(replies),
      m_listener(Socket::CreateSocket(node, TcpSocketFactory::GetTypeId()))
{
    m_listener->Bind(local);
    m_listener->Listen();
    m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                  MakeCallback(&RawServer::OnAccept, this));
}

RawServer::~RawServer()
{
    Silence(m_listener);
    for (auto& [socket, peer] : m_peers)
    {
        Silence(socket);
    }
}

void
RawServer::OnAccept(Ptr<Socket> socket, const Address& /* from */)
{
    m_peers[socket].number = accepted++;
    socket->SetRecvCallback(MakeCallback(&RawServer::OnReceive, this));
    socket->SetCloseCallbacks(MakeCallback(&RawServer::OnClosed, this),
                              MakeCallback(&RawServer::OnClosed, this));
    OnReceive(socket);
}

void
RawServer::OnReceive(Ptr<Socket> socket)
{
    const auto place = m_peers.find(socket);
    if (place == m_peers.end())
    {
        return;
    }
    Peer& peer = place->second;
    const auto& replies = m_replies[std::min<std::size_t>(peer.number, m_replies.size() - 1)];
    if (peer.answered < replies.size() && replies[peer.answered].end == RawReply::End::Reset)
    {
        // To close with input unread is what makes ns-3 send a reset.
        if (socket->GetRxAvailable() > 0)
        {
            ++requests;
            SendPiece(socket, &replies[peer.answered++], 0);
        }
        return;
    }
    while (Ptr<Packet> packet = socket->Recv())
    {
        if (packet->GetSize() == 0)
        {
            break;
        }
        std::string bytes(packet->GetSize(), '\0');
        packet->CopyData(reinterpret_cast<uint8_t*>(&bytes[0]), packet->GetSize());
        received += bytes;
        peer.unread += bytes;
    }
    const std::string end = "\r\n\r\n";
    for (std::size_t at = peer.unread.find(end); at != std::string::npos;
         at = peer.unread.find(end))
    {
        peer.unread.erase(0, at + end.size());
        ++requests;
        if (peer.answered < replies.size())
        {
            SendPiece(socket, &replies[peer.answered++], 0);
        }
        if (m_peers.find(socket) == m_peers.end())
        {
            return;
        }
    }
}

void
RawServer::SendPiece(Ptr<Socket> socket, const RawReply* reply, std::size_t sent)
{
    if (m_peers.find(socket) == m_peers.end())
    {
        return;
    }
    const auto bytes = static_cast<uint32_t>(std::min<std::size_t>(
        {reply->bytes.size() - sent, reply->pace.piece, socket->GetTxAvailable()}));
    if (bytes > 0 && socket->Send(MakePiece(reply->bytes, sent, bytes)) > 0)
    {
        sent += bytes;
    }
    // A reset overtakes what was handed to the socket in the same event.
    const bool mustWait = reply->end == RawReply::End::Reset && bytes > 0;
    if (sent < reply->bytes.size() || mustWait)
    {
        Simulator::Schedule(reply->pace.interval, &RawServer::SendPiece, this, socket, reply, sent);
    }
    else if (reply->end != RawReply::End::Keep)
    {
        m_peers.erase(socket);
        socket->Close();
    }
}

void
RawServer::OnClosed(Ptr<Socket> socket)
{
    if (m_peers.erase(socket) > 0)
    {
        socket->Close();
    }
}

} // namespace http_test
