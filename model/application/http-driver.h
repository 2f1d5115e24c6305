/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DRIVER_H
#define HTTP_DRIVER_H

#include "http-driver-context.h"
#include "http-transport.h"

#include "ns3/event-id.h"
#include "ns3/http-session.h"
#include "ns3/nstime.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>

namespace ns3
{

class HttpDriver;

/**
 * @ingroup http
 * @brief What a driver does when it has sent as much as it may.
 */
enum class HttpOutputEnd : uint8_t
{
    Close, //!< closes the connection
    Reset, //!< resets it
    Stall, //!< sends nothing more
};

/**
 * @ingroup http
 * @brief Who owns drivers and hears of what happens on their connections.
 */
class HttpDriverOwner
{
  public:
    virtual ~HttpDriverOwner() = default;

    /**
     * @brief The transport is ready, layers included: what is spoken on it?
     * @param driver the connection's driver, whose transport knows what a layer has agreed on
     * @return the session, never null
     */
    virtual std::unique_ptr<http::Session> DriverSession(const HttpDriver& driver) = 0;

    /// @brief The connection is established; once more after HttpDriver::StartInside(). @param
    /// driver its driver
    virtual void DriverConnected(HttpDriver& driver);

    /**
     * @brief The connection's session has an event.
     * @param driver the connection's driver
     * @param event the event
     */
    virtual void DriverEvent(HttpDriver& driver, const http::Event& event) = 0;

    /**
     * @brief Bytes of content were read, before the ContentReceived event that counts them.
     * @param driver the connection's driver
     * @param exchange whose; 0 where the connection is a tunnel
     * @param packet a packet that begins with the bytes
     * @param bytes how many of them
     */
    virtual void DriverContent(HttpDriver& driver,
                               http::ExchangeId exchange,
                               const Packet& packet,
                               uint64_t bytes);

    /**
     * @brief The connection takes no more messages: it is closed, or could not be made.
     *
     * Told once for each driver, after its last event. The owner may let go of the driver.
     * @param driver the connection's driver
     * @param outcome Complete if it ended in order, else how
     */
    virtual void DriverClosed(HttpDriver& driver, http::Outcome outcome) = 0;
};

/**
 * @ingroup http
 * @brief Joins one transport to one session.
 *
 * It hands the session what the transport reads, the transport what the session sends (making the
 * bytes of content from their description), and calls both when time has come. It parses nothing.
 *
 * It always reads the transport empty, for a window closed to less than a segment is never
 * announced open again by ns-3's stock sockets, and never closes from an error, which can recurse
 * there without end.
 */
class HttpDriver : public SimpleRefCount<HttpDriver>, private HttpTransportOwner
{
  public:
    /**
     * @brief A driver without a connection yet.
     * @param context what it shares with others; must outlive it
     * @param owner who hears of events; must outlive the connection
     * @param key the owner's name for it
     * @param role which end of the connection
     * @param transport what carries the bytes
     */
    HttpDriver(HttpDriverContext& context,
               HttpDriverOwner& owner,
               uint32_t key,
               http::Role role,
               Ptr<HttpTransport> transport);
    ~HttpDriver() override;
    HttpDriver(const HttpDriver&) = delete;
    HttpDriver& operator=(const HttpDriver&) = delete;

    /**
     * @brief Asks for a connection.
     * @param place from where and to where
     * @param timeout longest wait for the connection; 0: as long as TCP tries
     * @return Complete if it is under way; else why not (the owner is not told again)
     */
    http::Outcome Connect(const HttpConnectPlace& place, Time timeout);

    /**
     * @brief Takes part in a connection that a peer has asked for.
     * @param timeout longest wait until it can be used, where a layer has something to agree on
     * first; 0: no limit
     * @param isHeld whether nothing is read or sent until Resume(): it waits to be served
     */
    void Accept(Time timeout, bool isHeld);

    /**
     * @brief An exchange is not wanted any more; where the protocol cannot end it alone, all end.
     * @param exchange which
     * @param outcome why
     * @param isReset whether the connection is reset then, or else closed
     */
    void Cancel(http::ExchangeId exchange, http::Outcome outcome, bool isReset = false);

    /**
     * @brief The session, once the connection is established: messages are begun, given content and
     *        ended there. What it is told takes effect with Run().
     * @return the session
     */
    http::Session& GetSession();
    /// @brief The same, to be looked at. @return the session
    const http::Session& GetSession() const;

    /// @brief Does all that is due. May be called at any time.
    void Run();

    /**
     * @brief Begins anew inside the tunnel that the connection has become, perhaps with a layer of
     *        its own: DriverSession() and DriverConnected() follow when that is ready.
     * @param origin where the tunnel leads
     * @param wantsHttp2 whether HTTP/2 is to be spoken there if the peer does
     * @param timeout longest wait for the layer; 0: no limit
     */
    void StartInside(const http::Url& origin, bool wantsHttp2, Time timeout);

    /// @brief What is sent from now on is not to be early data.
    void EndEarlyData();

    /// @brief Speaks another protocol from here on. @param session it
    void SetSession(std::unique_ptr<http::Session> session);

    /**
     * @brief Takes no content of an exchange for a while, so that flow control stops the peer,
     * TCP's window where the protocol has none; or takes it again.
     * @param exchange whose; 0 where the connection is a tunnel
     * @param isPaused whether it stops
     */
    void Pause(http::ExchangeId exchange, bool isPaused);

    /// @brief A connection that was held is served.
    void Resume();

    /**
     * @brief Sends only so much of what the session has to send, then ends the output.
     * @param bytes how many from now on
     * @param end what happens then
     */
    void CutOutput(uint64_t bytes, HttpOutputEnd end);

    /**
     * @brief Closes only the output of the connection once the session has nothing more to send.
     *
     * The peer sees the end of the stream; its answer is still read.
     */
    void EndOutputWhenIdle();

    /// @brief Bytes that the peer has acknowledged. @return their number
    uint64_t GetAcknowledged() const;

    /// @brief Whether something is to be sent, or was not acknowledged yet. @return whether
    bool HasUnacknowledged() const;

    /// @brief Closes in order once the session's output is out; open exchanges are finished first.
    void CloseWhenIdle();

    /**
     * @brief Ends everything now: open exchanges get that outcome, the socket is closed.
     * @param outcome why
     */
    void Abort(http::Outcome outcome);

    /**
     * @brief Ends everything now by a reset of the connection.
     * @param outcome why; open exchanges get it
     */
    void Reset(http::Outcome outcome);

    /**
     * @brief Lets go of the socket as it is; nobody is told.
     *
     * For the end of the simulation, when the network beneath may be gone already.
     */
    void Discard();

    /// @brief The owner's name for it. @return the key
    uint32_t GetKey() const;

    /// @brief What carries the bytes. @return the transport
    const HttpTransport& GetTransport() const;

  private:
    /// @brief The life of a driver.
    enum class Phase : uint8_t
    {
        New,        //!< no connection yet
        Connecting, //!< asked for a connection
        Held,       //!< accepted, and to be read once it is served
        Open,       //!< messages flow
        Lingering,  //!< closed by us and for the owner; what arrives is discarded
        Gone,       //!< nothing happens any more
    };

    /// @brief The life of a stream, the peer's or ours.
    enum class Stream : uint8_t
    {
        Open,   //!< it goes on
        Ending, //!< it ends behind what the session is still to read or to send
        Ended,  //!< it has ended
    };

    void TransportConnected() override;
    void TransportReadable() override;
    void TransportWritable() override;
    void TransportEnded(HttpConnectionEnd end) override;
    void TransportFailed(HttpConnectionEnd end) override;

    /**
     * @brief What the end of a connection means for its exchanges.
     * @param end how it broke or was not made
     * @return the outcome
     */
    http::Outcome GetOutcome(HttpConnectionEnd end) const;
    /// @brief Reads what is there; open exchanges end. @param outcome theirs
    void EndExchanges(http::Outcome outcome);
    /// @brief Whether the connection is still to be made, or a layer to agree. @return whether
    bool IsConnecting() const;
    /// @brief Whether the connection is made and not closed. @return whether
    bool IsOpen() const;
    /// @brief Stays until the present event is over: who lets go of it may be in the middle of its
    /// work.
    void OutliveCallers();
    /// @brief The timer has expired.
    void OnTimer();

    /// @brief Whether what comes next is content that is not to be taken now. @return whether
    bool IsPaused() const;

    /**
     * @brief Reads the socket empty if it holds nothing but the middle of a content.
     *
     * So it is for most segments: the session then has nothing to send, no event but the number
     * of bytes, which can wait, and the same deadline as before.
     * @return false if there is more to do: Run()
     */
    bool ReadContent();
    /// @brief Moves bytes and events until nothing more moves.
    void MoveAll();
    /// @brief Reads the socket empty and feeds the session.
    void ReadAll();
    /**
     * @brief Takes bytes away from the front of m_pending.
     * @param bytes how many
     */
    void ConsumePending(uint32_t bytes);
    /// @brief Feeds the session from m_pending as long as it takes bytes; inside itself nothing.
    void Feed();
    /**
     * @brief Feeds a run of content.
     * @param exchange whose
     * @param bytes its length
     */
    void FeedContent(http::ExchangeId exchange, uint32_t bytes);
    /// @brief Passes the session's events to the owner. @return whether there were any
    bool PassEvents();
    /// @brief Sends what the session has and the socket takes.
    void WriteAll();
    /// @brief Writes bytes. @param packet them
    void Write(const Ptr<Packet>& packet);
    /// @brief Keeps bytes for one write with what follows. @param packet them
    void Gather(const Ptr<Packet>& packet);
    /// @brief Writes what is gathered.
    void WriteGathered();
    /// @brief The output has reached the place where it is to end.
    void ReachCut();
    /**
     * @brief Makes a packet from the session's output.
     * @param room at most so many bytes
     * @return the packet
     */
    Ptr<Packet> MakePacket(uint32_t room);
    /**
     * @brief Writes the bytes of content, except of kind Zero.
     * @param content the run, at most HTTP_PATTERN_RUN bytes
     * @param bytes where they go
     */
    void WriteContent(const http::Content& content, uint8_t* bytes);
    /// @brief Ends our output; the peer's is still read.
    void EndOutput();
    /// @brief Follows the session's wish to close.
    void CheckClose();
    /// @brief Sets the timer to the earliest deadline.
    void SetTimer();
    /**
     * @brief Closes the socket and tells the owner; lingers if the peer may still be sending.
     * @param outcome for the owner
     */
    void CloseSocket(http::Outcome outcome);
    /**
     * @brief The connection is over: tells the owner.
     * @param outcome for the owner
     * @param farewell to the transport
     */
    void Finish(http::Outcome outcome, HttpFarewell farewell);
    /// @brief The peer's end has come, or the wait for it is over.
    void EndLinger();
    /// @brief Lets go of the transport, the timer and the registry. @param farewell to the
    /// transport
    void Leave(HttpFarewell farewell);

    // In the order in which a segment needs them, so that they share the processor's cache lines.
    uint32_t m_key;                             //!< the owner's name for it
    HttpDriverContext& m_context;               //!< shared with the application's other drivers
    HttpDriverOwner& m_owner;                   //!< who hears of events
    Phase m_phase = Phase::New;                 //!< where in its life
    HttpTurn m_turn;                            //!< inside Run()
    Stream m_input = Stream::Open;              //!< what becomes of the peer's stream
    Stream m_output = Stream::Open;             //!< what becomes of ours
    std::optional<http::ExchangeId> m_paused;   //!< its content is left in the transport
    bool m_isCorked = false;                    //!< the transport is
    HttpOutputEnd m_cut = HttpOutputEnd::Close; //!< what happens at m_cutAt
    http::Role m_role;                          //!< which end
    Ptr<HttpTransport> m_transport;             //!< what carries the bytes
    Ptr<Packet> m_pending;                      //!< bytes read that the session does not take yet
    Ptr<Packet> m_gathered;                   //!< bytes to be written with those of later messages
    std::unique_ptr<http::Session> m_session; //!< the protocol
    EventId m_timer;                          //!< the one timer
    Time m_deadline;                          //!< end of connecting or lingering; 0: none
    uint64_t m_cutAt = std::numeric_limits<uint64_t>::max(); //!< bytes that may be sent
};

} // namespace ns3

#endif /* HTTP_DRIVER_H */
