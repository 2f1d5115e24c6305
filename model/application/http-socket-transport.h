/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SOCKET_TRANSPORT_H
#define HTTP_SOCKET_TRANSPORT_H

#include "http-later.h"
#include "http-observed-socket.h"
#include "http-transport.h"

#include "ns3/callback.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-base.h"

#include <cstdint>
#include <unordered_map>

namespace ns3
{

class HttpSocketTransport;

/**
 * @ingroup http
 * @brief What the sockets of one application share: their callbacks.
 *
 * A callback of ns-3 takes some 240 bytes, so that five for each socket would take more than the
 * rest of the connection.
 */
class HttpSocketHub
{
  public:
    /// @brief No sockets yet. @param putOff what waits for the end of the present event
    explicit HttpSocketHub(HttpLater& putOff);
    HttpSocketHub(const HttpSocketHub&) = delete;
    HttpSocketHub& operator=(const HttpSocketHub&) = delete;

    /**
     * @brief From now on the transport hears of its socket's end, its errors and of bytes to read.
     * @param socket the socket
     * @param transport its transport; valid until Detach()
     * @param connecting whether it is to hear of the connection's success or failure, too
     */
    void Attach(const Ptr<Socket>& socket, HttpSocketTransport& transport, bool connecting);

    /// @brief From now on the transport hears of room in its socket's send buffer. @param socket
    /// the socket, attached
    void WatchSendSpace(const Ptr<Socket>& socket) const;

    /// @brief The transport hears nothing more of the socket. @param socket the socket
    void Detach(const Ptr<Socket>& socket);

    HttpLater& later; //!< what waits for the end of the present event

  private:
    /// What a socket's callbacks tell of an event without arguments.
    using SocketCallback = Callback<void, Ptr<Socket>>;

    /**
     * @brief Tells a socket's transport of an event.
     * @tparam HANDLER the transport's method
     * @param socket the socket
     * @param arguments more about the event
     */
    template <auto HANDLER, typename... ARGUMENTS>
    void Dispatch(Ptr<Socket> socket, ARGUMENTS... arguments);

    /// Transports by socket; never walked
    std::unordered_map<const Socket*, HttpSocketTransport*> m_bySocket;
    SocketCallback m_onConnected;                        //!< the connection was made
    SocketCallback m_onConnectFailed;                    //!< it could not be made
    SocketCallback m_onReceive;                          //!< there are bytes to read
    SocketCallback m_onPeerClosed;                       //!< the peer's end
    SocketCallback m_onError;                            //!< the connection broke
    Callback<void, Ptr<Socket>, uint32_t> m_onSendSpace; //!< there is room to send
};

/**
 * @ingroup http
 * @brief A transport over one stream socket of ns-3, whose calls are reported.
 *
 * ns-3's stock sockets have their ways, and this class works around what an application can: it
 * watches for reset flags (a reset looks like an orderly close, and a refused connection is retried
 * for minutes), never closes with unread data (which would reset the connection), and tells a
 * socket that was not read for a while that its window is open again.
 */
class HttpSocketTransport : public HttpTransport
{
  public:
    /**
     * @brief A transport.
     * @param hub the application's; must outlive it
     */
    explicit HttpSocketTransport(HttpSocketHub& hub);

    /**
     * @brief A transport over a connected socket.
     * @param hub the application's; must outlive it
     * @param node the socket's node
     * @param socket the socket, from an accept callback
     */
    HttpSocketTransport(HttpSocketHub& hub, const Ptr<Node>& node, const Ptr<Socket>& socket);
    ~HttpSocketTransport() override;

    http::Outcome Connect(const HttpConnectPlace& place) override;
    void TimeOut() override;
    void Accept() override;
    void Join() override;
    bool Write(Ptr<Packet> packet) override;
    uint32_t GetWritable() const override;
    void SetCorked(bool isCorked) override;
    void WatchWritable() override;
    uint64_t GetUnacknowledged() const override;
    Ptr<Packet> Read(uint32_t maxBytes) override;
    uint64_t GetReadable() const override;
    void ResumeReading() override;
    void CloseOutput() override;
    void Close() override;
    void Linger() override;
    void Leave(HttpFarewell farewell) override;
    HttpTransportEnds GetEnds() const override;

  private:
    friend class HttpSocketHub;

    /// @brief What of the socket is watched beside its callbacks; of one that tells its end itself
    /// only the state, while it lingers.
    enum class Watched : uint8_t
    {
        Nothing,  //!< nothing
        Segments, //!< while connecting: segments received, for a refusal changes no state
        State,    //!< later: the state, which tells resets from orderly ends and changes rarely
    };

    /// @brief Sets the socket's callbacks. @param connecting whether the connection is to be made
    void Attach(bool connecting);
    /// @brief Watches the socket. @param watched what of it
    void Watch(Watched watched);
    /// @brief How the connection broke or was not made. @return the end
    HttpConnectionEnd GetEnd() const;

    void OnReadable();      //!< The socket says that there are bytes to read.
    void OnConnected();     //!< The socket says that the connection is established.
    void OnConnectFailed(); //!< The socket says that the connection could not be made.
    void OnPeerClosed();    //!< The socket says that the peer has ended, or the connection has.
    void OnError();         //!< The socket says that the connection broke.
    void OnRefused();       //!< The connection request was answered with a reset.
    void OnLingerEnd();     //!< The peer's end came while we were lingering.

    /// @brief The socket says that there is room to send. @param bytes how much
    void OnSendSpace(uint32_t bytes);

    /**
     * @brief Trace sink: the socket's state has changed.
     * @param before the state before
     * @param now the state now
     */
    void OnState(TcpSocket::TcpStates_t before, TcpSocket::TcpStates_t now);

    /**
     * @brief Trace sink: a segment has reached the socket.
     * @param packet its payload
     * @param header its header
     * @param socket the socket
     */
    void OnSegment(Ptr<const Packet> packet,
                   const TcpHeader& header,
                   Ptr<const TcpSocketBase> socket);

    HttpSocketHub& m_hub;                 //!< the application's callbacks
    HttpObservedSocket m_socket;          //!< the socket
    Ptr<Packet> m_early;                  //!< read before it was asked for
    Address m_local;                      //!< the connection's local end
    Address m_remote;                     //!< the connection's remote end
    Watched m_watched = Watched::Nothing; //!< what of the socket is watched
    bool m_isConnecting = false;          //!< asked for a connection
    bool m_isReset = false;               //!< a reset has arrived
    bool m_isFinReceived = false;         //!< the peer's end has reached the socket in order
    bool m_isClosed = false;              //!< a stock socket was closed
    bool m_isOver = false;                //!< the connection was not made or is lost
    bool m_isLingering = false;           //!< only the peer's end is of interest
    bool m_isWatchingSpace = false;       //!< OnSendSpace() is called
    uint32_t m_sendBuffer = 0;            //!< size of a stock socket's send buffer, bytes
};

} // namespace ns3

#endif /* HTTP_SOCKET_TRANSPORT_H */
