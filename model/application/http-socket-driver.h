/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SOCKET_DRIVER_H
#define HTTP_SOCKET_DRIVER_H

#include "http-driver-context.h"
#include "http-observed-socket.h"

#include "ns3/event-id.h"
#include "ns3/http-connection.h"
#include "ns3/nstime.h"
#include "ns3/simple-ref-count.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-base.h"

#include <cstdint>
#include <limits>

namespace ns3
{

class HttpSocketDriver;

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

    /// @brief The connection is established. @param driver its driver
    virtual void DriverConnected(HttpSocketDriver& driver) = 0;

    /**
     * @brief The connection's machine has an event.
     * @param driver the connection's driver
     * @param event the event
     */
    virtual void DriverEvent(HttpSocketDriver& driver, const http::Event& event) = 0;

    /**
     * @brief Bytes of content were read, before the ContentReceived event that counts them.
     * @param driver the connection's driver
     * @param packet a packet that begins with the bytes
     * @param bytes how many of them
     */
    virtual void DriverContent(HttpSocketDriver& driver, const Packet& packet, uint64_t bytes);

    /**
     * @brief The connection takes no more messages: it is closed, or could not be made.
     *
     * Told once for each driver, after its last event. The owner may let go of the driver.
     * @param driver the connection's driver
     * @param outcome Complete if it ended in order, else how
     */
    virtual void DriverClosed(HttpSocketDriver& driver, http::Outcome outcome) = 0;
};

/**
 * @ingroup http
 * @brief Joins one socket to one connection machine.
 *
 * It hands the machine what the socket receives, the socket what the machine sends (making the
 * bytes of content from their description), and calls both when time has come. It parses nothing.
 *
 * ns-3's stock sockets have their ways, and the driver works around what an application can: it
 * always reads the socket empty (a window closed to less than a segment is never announced open
 * again), watches for reset flags (a reset looks like an orderly close, and a refused connection
 * is retried for minutes), never closes with unread data (which would reset the connection), and
 * never closes from an error callback (which can recurse without end).
 */
class HttpSocketDriver : public SimpleRefCount<HttpSocketDriver>
{
  public:
    /**
     * @brief A driver without a socket yet.
     * @param context what it shares with others; must outlive it
     * @param owner who hears of events; must outlive the connection
     * @param key the owner's name for it
     * @param role which end of the connection
     * @param options of the machine
     */
    HttpSocketDriver(HttpDriverContext& context,
                     HttpDriverOwner& owner,
                     uint32_t key,
                     http::Connection::Role role,
                     const http::ConnectionOptions& options);
    ~HttpSocketDriver();
    HttpSocketDriver(const HttpSocketDriver&) = delete;
    HttpSocketDriver& operator=(const HttpSocketDriver&) = delete;

    /**
     * @brief Makes a socket and asks for a connection.
     * @param factory type of the socket factory
     * @param local local address and port, or an invalid address for any
     * @param device device to bind to, or nullptr
     * @param remote address and port of the server
     * @param timeout longest wait for the connection; 0: as long as TCP tries
     * @return Complete if it is under way; else why not (the owner is not told again)
     */
    http::Outcome Connect(TypeId factory,
                          const Address& local,
                          Ptr<NetDevice> device,
                          const Address& remote,
                          Time timeout);

    /**
     * @brief Takes over a connected socket.
     * @param socket the socket
     */
    void Accept(Ptr<Socket> socket);

    /// @brief The connection's machine; call Run() after giving it something to do. @return the
    /// machine
    http::Connection& GetMachine();

    /// @brief Moves bytes and events until nothing more moves. May be called at any time.
    void Run();

    /**
     * @brief Begins HTTP anew inside the tunnel that the machine has become.
     * @param options of the new machine
     */
    void StartInside(const http::ConnectionOptions& options);

    /**
     * @brief Takes no content from the socket for a while, so that TCP's window stops the peer; or
     *        takes it again.
     * @param isPaused whether it stops
     */
    void Pause(bool isPaused);

    /**
     * @brief What the content of the message being received is to be; checked as it arrives.
     * @param content kind Pattern: every byte is compared; other kinds are not checked
     */
    void ExpectContent(const http::Content& content);

    /// @brief Whether content of the message being received differed from what was expected.
    /// @return whether
    bool HasMismatch() const;

    /// @brief Reads and sends nothing until Resume(): a connection that waits to be served.
    void Hold();

    /// @brief Ends the hold.
    void Resume();

    /// @brief Whether it is held. @return whether
    bool IsHeld() const;

    /**
     * @brief Sends only so much of what the machine has to send, then ends the output.
     * @param bytes how many from now on
     * @param end what happens then
     */
    void CutOutput(uint64_t bytes, HttpOutputEnd end);

    /**
     * @brief Closes only the output of the connection once the machine has nothing more to send.
     *
     * The peer sees the end of the stream; its answer is still read.
     */
    void EndOutputWhenIdle();

    /// @brief Bytes that the peer has acknowledged. @return their number
    uint64_t GetAcknowledged() const;

    /// @brief Whether something is to be sent, or was not acknowledged yet. @return whether
    bool HasUnacknowledged() const;

    /// @brief Closes in order once the machine's output is out; open exchanges are finished first.
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

    /// @brief The socket. @return the socket
    const HttpObservedSocket& GetSocket() const;

    /// @brief The connection's local end. @return address and port
    const Address& GetLocal() const;

    /// @brief The connection's remote end. @return address and port
    const Address& GetRemote() const;

    /// @brief When the connection was asked for. @return the time
    Time GetConnectStart() const;

    /// @brief When the connection was established. @return the time
    Time GetConnectEnd() const;

    /// @brief For the context: the socket says that the connection is established.
    void OnConnected();
    /// @brief For the context: the socket says that the connection could not be made.
    void OnConnectFailed();
    /// @brief For the context: the socket says that there are bytes to read.
    void OnReceive();
    /// @brief For the context: the socket says that there is room to send. @param bytes how much
    void OnSendSpace(uint32_t bytes);
    /// @brief For the context: the socket says that the peer has ended, or the connection has.
    void OnPeerClosed();
    /// @brief For the context: the socket says that the connection broke.
    void OnError();

  private:
    /// @brief The life of a driver.
    enum class Phase : uint8_t
    {
        New,        //!< no socket yet
        Connecting, //!< asked for a connection
        Open,       //!< messages flow
        Lingering,  //!< closed by us and for the owner; what arrives is discarded
        Gone,       //!< nothing happens any more
    };

    /// @brief Sets the socket's callbacks for an established connection.
    void Attach();

    /// @brief Why the connection broke or was not made. @return the outcome
    http::Outcome GetFailure() const;
    /// @brief What of the socket is watched beside its callbacks.
    enum class Watched : uint8_t
    {
        Nothing,  //!< nothing
        Segments, //!< while connecting: segments received, for a refusal changes no state
        State,    //!< later: the state, which tells resets from orderly ends and changes rarely
    };

    /// @brief Watches the socket. @param watched what of it
    void Watch(Watched watched);

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
    /// @brief Reads what is there; open exchanges end. @param outcome theirs
    void EndExchanges(http::Outcome outcome);
    /// @brief The connection request was answered with a reset.
    void OnRefused();
    /// @brief The peer's end came while we were lingering.
    void OnLingerEnd();
    /// @brief The timer has expired.
    void OnTimer();

    /**
     * @brief Reads the socket empty if it holds nothing but the middle of a content.
     *
     * So it is for most segments: the machine then has nothing to send, no event but the number
     * of bytes, which can wait, and the same deadline as before.
     * @return false if there is more to do: Run()
     */
    bool ReadContent();
    /// @brief Reads the socket empty and feeds the machine.
    void ReadAll();
    /**
     * @brief Takes bytes away from the front of m_pending.
     * @param bytes how many
     */
    void TakePending(uint32_t bytes);
    /// @brief Feeds the machine from m_pending as long as it takes bytes; inside itself nothing.
    void Feed();
    /**
     * @brief Feeds a run of content and checks it.
     * @param bytes its length
     */
    void FeedContent(uint64_t bytes);
    /// @brief Passes the machine's events to the owner. @return whether there were any
    bool PassEvents();
    /// @brief Sends what the machine has and the socket takes.
    void WriteAll();
    /// @brief The output has reached the place where it is to end.
    void ReachCut();
    /// @brief Closes the output if that is wanted and nothing is to be sent any more.
    void CheckEndOutput();
    /// @brief Asks to be told of room in the send buffer: with each acknowledgment from then on.
    void WatchSendSpace();
    /**
     * @brief Makes a packet from the machine's output.
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
    /// @brief Follows the machine's wish to close.
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
     */
    void Finish(http::Outcome outcome);
    /**
     * @brief Ends a connection request that was not answered or was refused.
     * @param outcome for the owner
     */
    void GiveUpConnecting(http::Outcome outcome);
    /// @brief The peer's end has come, or the wait for it is over.
    void EndLinger();
    /// @brief Lets go of the socket, the timer and the registry.
    void Release();
    /// @brief Lets go of the socket and the timer.
    void Detach();

    // In the order in which a segment needs them, so that they share the processor's cache lines.
    HttpDriverContext& m_context;         //!< shared with the application's other drivers
    HttpDriverOwner& m_owner;             //!< who hears of events
    Phase m_phase = Phase::New;           //!< where in its life
    bool m_running = false;               //!< inside Run()
    bool m_runAgain = false;              //!< Run() was called inside Run()
    bool m_feeding = false;               //!< bytes of m_pending are with the owner
    bool m_watchesSendSpace = false;      //!< OnSendSpace() is called
    bool m_peerEnded = false;             //!< the machine knows that the peer's stream has ended
    bool m_reset = false;                 //!< a reset has arrived
    bool m_finReceived = false;           //!< the peer's end has reached the socket in order
    bool m_held = false;                  //!< nothing is read or sent
    bool m_endsOutput = false;            //!< the output is to be closed behind what is sent
    Watched m_watched = Watched::Nothing; //!< what of the socket is watched
    bool m_paused = false;                //!< content is left in the socket
    HttpOutputEnd m_cut = HttpOutputEnd::Close; //!< what happens at m_cutAt
    bool m_outputEnded = false;                 //!< our output has ended, the peer's is still read
    bool m_checks = false;                      //!< content is compared with m_expected
    bool m_mismatch = false;                    //!< content differed
    HttpObservedSocket m_socket;                //!< the socket
    Ptr<Packet> m_pending;                      //!< bytes read that the machine does not take yet
    http::Nanoseconds m_now{0};                 //!< the present, as of the last look at the socket
    http::Connection m_machine;                 //!< the protocol
    http::Content m_expected;                   //!< what the content that comes next is to be
    Time m_timerAt;                             //!< when the timer expires; 0: it does not run
    EventId m_timer;                            //!< the one timer
    Time m_deadline;                            //!< end of connecting or lingering; 0: none
    Time m_connectStart;                        //!< when the connection was asked for
    Time m_connectEnd;                          //!< when it was established
    Address m_local;                            //!< the connection's local end
    Address m_remote;                           //!< the connection's remote end
    uint64_t m_number;                          //!< its place among the context's drivers
    uint32_t m_key;                             //!< the owner's name for it
    uint32_t m_sendBuffer = 0;                  //!< size of the socket's send buffer, bytes
    uint64_t m_cutAt = std::numeric_limits<uint64_t>::max(); //!< bytes that may be sent
    http::Connection::Role m_role;                           //!< which end
};

} // namespace ns3

#endif /* HTTP_SOCKET_DRIVER_H */
