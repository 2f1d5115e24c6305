/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRANSPORT_H
#define HTTP_TRANSPORT_H

#include "ns3/address.h"
#include "ns3/http-connection-end.h"
#include "ns3/http-message-record.h"
#include "ns3/http-outcome.h"
#include "ns3/http-session.h"
#include "ns3/http-url.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Where a connection begins and where it leads.
 */
struct HttpConnectPlace
{
    Ptr<Node> node;        //!< the application's node
    TypeId factory;        //!< type of the socket factory
    Address local;         //!< local address and port, or an invalid address for any
    Ptr<NetDevice> device; //!< device to bind to, or nullptr
    Address remote;        //!< address and port of the server
};

/**
 * @ingroup http
 * @brief The socket that carries a connection, and the connection's ends.
 */
struct HttpTransportEnds
{
    uint64_t socket = 0; //!< the socket's number on its node; 0 if nobody observes
    Address local;       //!< local address and port, invalid before they are known
    Address remote;      //!< remote address and port

    /// @brief Says them in a record. @param record it
    template <typename RECORD>
    void Tell(RECORD& record) const
    {
        record.socket = socket;
        record.local = local;
        record.remote = remote;
    }
};

/**
 * @ingroup http
 * @brief What becomes of a connection when its transport is let go of.
 */
enum class HttpFarewell : uint8_t
{
    Release, //!< it stays as it is
    Abandon, //!< it is given up without a word; a request for it is not repeated
    Abort,   //!< it is reset, whatever is to be written or read (RFC 9293, 3.9.1, ABORT)
};

/**
 * @ingroup http
 * @brief Who hears what happens on a transport.
 *
 * The transport may be closed or let go of in any of these calls.
 */
class HttpTransportOwner
{
  public:
    virtual ~HttpTransportOwner() = default;

    /// @brief The connection is established: bytes can be written and read.
    virtual void TransportConnected() = 0;

    /// @brief There are bytes to read.
    virtual void TransportReadable() = 0;

    /// @brief There is room to write that is worth a packet, after WatchWritable().
    virtual void TransportWritable() = 0;

    /**
     * @brief The peer's stream has ended; the transport is still to be closed.
     * @param end Reset if a reset ended it, else how an orderly end is called
     */
    virtual void TransportEnded(HttpConnectionEnd end) = 0;

    /**
     * @brief The connection could not be made, or it is lost: nothing can be written or read.
     * @param end why; None if the transport does not know
     */
    virtual void TransportFailed(HttpConnectionEnd end) = 0;
};

/**
 * @ingroup http
 * @brief A reliable stream of bytes in both directions, as a driver sees it.
 *
 * A socket is one, and so is a layer over another transport. Whoever owns it never asks what it
 * stands on. Events are told by HttpTransportOwner until Leave().
 */
class HttpTransport : public SimpleRefCount<HttpTransport>
{
  public:
    HttpTransport() = default;
    virtual ~HttpTransport() = default;
    HttpTransport(const HttpTransport&) = delete;
    HttpTransport& operator=(const HttpTransport&) = delete;

    /// @brief Sets who hears. @param owner it; must outlive the transport or leave it
    void SetOwner(HttpTransportOwner& owner)
    {
        m_owner = &owner;
    }

    /**
     * @brief Asks for a connection; its success or failure is an event.
     * @param place from where and to where
     * @return Complete if it is under way; else why not, and nothing is told
     */
    virtual http::Outcome Connect(const HttpConnectPlace& place) = 0;

    /// @brief No longer waits for the connection that was asked for: TransportFailed() follows
    /// within the call.
    virtual void TimeOut() = 0;

    /// @brief Takes part in a connection that a peer has asked for; TransportConnected() follows,
    /// within the call if nothing is missing.
    virtual void Accept() = 0;

    /// @brief Takes part in a connection that is established already, such as a tunnel;
    /// TransportConnected() follows, within the call if nothing is missing.
    virtual void Join() = 0;

    /// @brief Before Accept(): nothing is read, and no layer speaks, until ResumeReading().
    virtual void Hold();

    /**
     * @brief Writes bytes.
     * @param packet at most GetWritable() bytes
     * @return false if the transport takes nothing any more
     */
    virtual bool Write(Ptr<Packet> packet) = 0;

    /// @brief Whether what is less than a segment waits for what follows (TCP_CORK), from
    /// the next Write() on; a layer that cuts what it writes itself has no use for it. @param
    /// isCorked whether
    virtual void SetCorked(bool isCorked);

    /// @brief Room for bytes to be written. @return their number
    virtual uint32_t GetWritable() const = 0;

    /// @brief Asks to be told of room: with each acknowledgment from then on.
    virtual void WatchWritable() = 0;

    /// @brief Bytes written that the peer has not acknowledged. @return their number
    virtual uint64_t GetUnacknowledged() const = 0;

    /**
     * @brief Reads bytes.
     * @param maxBytes at most so many
     * @return the bytes, or nullptr if there are none
     */
    virtual Ptr<Packet> Read(uint32_t maxBytes) = 0;

    /// @brief Bytes that can be read now. @return their number
    virtual uint64_t GetReadable() const = 0;

    /// @brief Reading goes on after a pause in which nothing was read.
    virtual void ResumeReading() = 0;

    /// @brief Closes the output behind what was written; what the peer sends is still read.
    virtual void CloseOutput() = 0;

    /// @brief Closes input and output behind what was written.
    virtual void Close() = 0;

    /// @brief From now on only the peer's end is of interest: TransportEnded() or Failed().
    virtual void Linger() = 0;

    /// @brief Lets go of the connection; nobody is told any more. @param farewell what becomes of
    /// it
    virtual void Leave(HttpFarewell farewell) = 0;

    /// @brief The socket and the connection's ends. @return them
    virtual HttpTransportEnds GetEnds() const = 0;

    /// @brief What is written from now on waits until the transport is as secure as it is to be.
    virtual void EndEarlyData();

    /// @brief Whether bytes are carried that could be somebody else's, repeated (RFC 8470, section
    /// 2). @return whether
    virtual bool IsEarly() const;

    /// @brief When it began to be made secure. @return the moment; negative: it is not
    virtual Time GetSecureStart() const;

    /// @brief The protocol that both ends agreed on below HTTP (RFC 7301). @return its name; empty:
    /// nothing was agreed on
    virtual std::string GetProtocol() const;

    /**
     * @brief Where a run of bytes lies in the stream that TCP carries, as far as it has gone.
     * @param isSent of our stream or the peer's
     * @param begin offset of the first byte in the stream as read and written here
     * @param end offset of the byte after the last one
     * @param ranges gets the parts, in their order
     */
    virtual void AddStreamRanges(bool isSent,
                                 uint64_t begin,
                                 uint64_t end,
                                 HttpStreamRanges& ranges) const;

  protected:
    HttpTransportOwner* m_owner = nullptr; //!< who hears; nullptr: nobody any more
};

/**
 * @ingroup http
 * @brief What a layer needs to know of the connection that it is for.
 */
struct HttpLayerPlace
{
    http::Role role = http::Role::Client; //!< which end of the connection this is
    http::Url origin{};      //!< client: scheme, host and port that it leads to; server: not known
    bool wantsHttp2 = false; //!< client: HTTP/2 is to be spoken there if the peer does
    uint64_t received = 0;   //!< bytes of the peer's stream before the layer's first: of a tunnel
    uint64_t sent = 0;       //!< bytes of our stream before the layer's first
};

/// Puts a layer over a transport and returns it, or the transport itself where none is wanted;
/// called for each connection, and once more for a tunnel through it.
using HttpTransportLayerFactory =
    std::function<Ptr<HttpTransport>(Ptr<HttpTransport>, const HttpLayerPlace&)>;

/**
 * @ingroup http
 * @brief A transport over another one that passes everything on; a layer overrides what it changes.
 */
class HttpTransportLayer : public HttpTransport, private HttpTransportOwner
{
  public:
    /// @brief A layer. @param below the transport under it
    explicit HttpTransportLayer(Ptr<HttpTransport> below);

    http::Outcome Connect(const HttpConnectPlace& place) override;
    void TimeOut() override;
    void Accept() override;
    void Join() override;
    void Hold() override;
    bool Write(Ptr<Packet> packet) override;
    uint32_t GetWritable() const override;
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
    void EndEarlyData() override;
    bool IsEarly() const override;
    Time GetSecureStart() const override;
    std::string GetProtocol() const override;
    void AddStreamRanges(bool isSent,
                         uint64_t begin,
                         uint64_t end,
                         HttpStreamRanges& ranges) const override;

  protected:
    void TransportConnected() override;
    void TransportReadable() override;
    void TransportWritable() override;
    void TransportEnded(HttpConnectionEnd end) override;
    void TransportFailed(HttpConnectionEnd end) override;

    /// @brief The transport under this one. @return it
    HttpTransport& GetBelow() const;

  private:
    Ptr<HttpTransport> m_below; //!< the transport under this one
};

} // namespace ns3

#endif /* HTTP_TRANSPORT_H */
