/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TUNNEL_H
#define HTTP_TUNNEL_H

#include "http-driver.h"

#include "ns3/event-id.h"
#include "ns3/http-url.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ns3
{

class HttpRelayTable;

/**
 * @ingroup http
 * @brief What may be varied in a tunnel.
 */
struct HttpTunnelOptions
{
    http::ConnectionOptions connection; //!< of both ends' sessions
    http::Url target;                   //!< host and port that it leads to
    Address address;                    //!< where it connects to: the target or a proxy
    bool isThroughProxy = false;        //!< that is a proxy, to be asked by CONNECT
    bool isBlind = false; //!< what the near end sends behind its first request is ignored
    TypeId socketFactory; //!< type of the socket factory
    Time connectTimeout;  //!< 0: as long as TCP tries
    Time idleTimeout;     //!< nothing has come for so long: both ends are reset; 0: no limit
};

/**
 * @ingroup http
 * @brief Who hears what becomes of a tunnel.
 */
class HttpTunnelOwner
{
  public:
    virtual ~HttpTunnelOwner() = default;

    /// @brief The far end is connected. @param key the tunnel's key
    virtual void TunnelOpened(uint32_t key) = 0;

    /**
     * @brief The far end could not be connected.
     * @param key the tunnel's key
     * @param status to answer with: 502 or 504
     */
    virtual void TunnelRefused(uint32_t key, uint16_t status) = 0;

    /// @brief Both ends are closed. The tunnel must outlive the call. @param key the tunnel's key
    virtual void TunnelEnded(uint32_t key) = 0;
};

/**
 * @ingroup http
 * @brief Passes bytes between a client's connection, the near end, and one of its own, the far
 *        end, both ways.
 *
 * The end of either stream is carried over as a half close, behind the bytes before it; a
 * connection that breaks breaks the other one (RFC 9110, section 9.3.6).
 */
class HttpTunnel : private HttpDriverOwner
{
  public:
    /**
     * @brief A tunnel without far end yet.
     * @param owner who hears; must outlive it
     * @param context of the drivers; must outlive it
     * @param relays holds the bytes on their way; must outlive it
     * @param near the near end, whose key is the tunnel's; its driver tells the owner, who passes
     *        on what concerns the tunnel
     * @param options what may be varied
     */
    HttpTunnel(HttpTunnelOwner& owner,
               HttpDriverContext& context,
               HttpRelayTable& relays,
               Ptr<HttpDriver> near,
               const HttpTunnelOptions& options);
    ~HttpTunnel() override;
    HttpTunnel(const HttpTunnel&) = delete;
    HttpTunnel& operator=(const HttpTunnel&) = delete;

    /// @brief Connects the far end. The owner hears at once if that is not possible.
    void Open();

    /// @brief Text goes to the far end before all else. @param text it
    void SendText(std::string_view text);

    /**
     * @brief Bytes came from the near end.
     * @param packet a packet that begins with them
     * @param bytes how many
     */
    void NearContent(const Packet& packet, uint64_t bytes);

    /// @brief The near end's stream has ended.
    void NearEnded();

    /**
     * @brief The near end is closed.
     * @param outcome Complete if it ended in order, else how
     */
    void NearClosed(http::Outcome outcome);

    /// @brief The first request has come whole: what follows it on the near end is ignored.
    void IgnoreNear();

    /// @brief Bytes that were held have gone on. @param relay number of the relay
    void Drained(uint64_t relay);

    /// @brief The application stops: both connections are closed.
    void Stop();

    /// @brief Lets go of the far end as it is, for the end of the simulation.
    void Discard();

    /**
     * @brief Answers the near end if it can be answered by bytes alone, and ends its stream.
     * @param text the answer
     * @return false if its session still waits for the response to a request
     */
    bool AnswerNear(std::string_view text);

  private:
    std::unique_ptr<http::Session> DriverSession(const HttpDriver& driver) override;
    void DriverConnected(HttpDriver& driver) override;
    void DriverEvent(HttpDriver& driver, const http::Event& event) override;
    void DriverContent(HttpDriver& driver,
                       http::ExchangeId exchange,
                       const Packet& packet,
                       uint64_t bytes) override;
    void DriverClosed(HttpDriver& driver, http::Outcome outcome) override;

    /// @brief The far end takes bytes.
    void OnOpened();

    /// @brief Appends to an end's stream. @param end its driver, or nullptr @param content what
    static void Send(Ptr<HttpDriver> end, const http::Content& content);

    /// @brief Ends an end's stream. @param end its driver, or nullptr
    static void End(Ptr<HttpDriver> end);

    /**
     * @brief Ends an end as the other one has ended.
     * @param end its driver, or nullptr
     * @param outcome how the other one has ended
     */
    static void Break(Ptr<HttpDriver> end, http::Outcome outcome);

    /// @brief Bytes have come. Starts the watch if need be.
    void RestartIdle();

    /// @brief Callback: looks whether bytes have come since.
    void CheckIdle();

    /// @brief Tells the owner if both ends are closed.
    void CheckEnd();

    HttpTunnelOwner& m_owner;     //!< who hears
    HttpDriverContext& m_context; //!< of the drivers
    HttpRelayTable& m_relays;     //!< holds the bytes on their way
    Ptr<HttpDriver> m_near;       //!< the client's connection, nullptr once it is closed
    Ptr<HttpDriver> m_far;        //!< the other one, nullptr before and after
    HttpTunnelOptions m_options;  //!< what may be varied
    uint32_t m_key;               //!< its key
    Time m_moved;                 //!< when bytes came last
    EventId m_look;               //!< the next look
    uint64_t m_up;                //!< relay of the bytes from near to far
    uint64_t m_down;              //!< relay of the bytes from far to near
    bool m_isOpen = false;        //!< the far end takes bytes, or has done so
    bool m_isNearEnded = false;   //!< the near end's stream has ended
    bool m_isNearIgnored = false; //!< what comes from the near end is ignored
    bool m_isOver = false;        //!< nobody is told any more
};

} // namespace ns3

#endif /* HTTP_TUNNEL_H */
