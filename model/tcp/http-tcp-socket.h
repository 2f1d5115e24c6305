/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SOCKET_H
#define HTTP_TCP_SOCKET_H

#include "http-tcp-attribute-copy.h"
#include "http-tcp-deliveries.h"
#include "http-tcp-endpoint.h"
#include "http-tcp-four-tuple.h"
#include "http-tcp-loss-probe.h"
#include "http-tcp-segment.h"
#include "http-tcp-socket-settings.h"
#include "http-tcp-window-use.h"

#include "ns3/event-id.h"
#include "ns3/http-connection-end.h"
#include "ns3/http-connection-state-observer.h"
#include "ns3/http-socket-call-observer.h"
#include "ns3/ipv4-end-point.h"
#include "ns3/ipv6-end-point.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3
{

class HttpTcpDemultiplexer;

/**
 * @ingroup http
 * @brief A TCP socket whose connections begin and end as RFC 9293 says.
 *
 * ns-3's TcpSocketBase carries the data and controls congestion; this class decides what happens
 * at the edges of a connection: opening, closing, resets, windows that close, and segments that
 * belong to no connection. Each of these repairs has an attribute that turns it off, which brings
 * back what ns-3 does.
 *
 * With an HttpTcpDemultiplexer on its node the socket owns its endpoint and is found by its four
 * values; without one it is found as ns-3 finds its own.
 *
 * Any ns-3 application can use it: give it the TypeId of HttpTcpSocketFactory.
 */
class HttpTcpSocket : public HttpTcpSocketSettings,
                      public HttpReportingSocket,
                      public HttpTcpEndpoint
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpTcpSocket();

    /// @brief Makes the socket of a connection from the socket that listens. @param socket it
    HttpTcpSocket(const HttpTcpSocket& socket);

    ~HttpTcpSocket() override;

    /**
     * @brief Resets the connection, whatever is still to be sent or read (RFC 9293, section 3.9.1,
     * ABORT). Nothing happens if there is no connection.
     */
    void Abort();

    HttpConnectionEnd GetEnd() const override;

    /// @brief The name of GetEnd(), for the attribute EndReason. @return the name; none for None
    std::string GetEndReason() const;

    uint64_t GetSocketNumber() const override;
    uint64_t GetUnacknowledged() const override;

    /// @brief The connection's four values. @return them; meaningful from Connect or accept on
    const HttpTcpFourTuple& GetFourTuple() const override;

    /// @brief This socket. @return it
    Ptr<Socket> GetSocket() override
    {
        return this;
    }

    /// @brief TIME_WAIT is over.
    void EndTimeWait() override;

    /// @brief The address family of the four values. @return true if it is IPv6
    bool IsIpv6() const override;

    void SetNode(Ptr<Node> node) override;
    int Bind() override;
    int Bind6() override;
    int Bind(const Address& address) override;
    int Connect(const Address& address) override;
    int Listen() override;
    int Close() override;
    int ShutdownSend() override;
    int ShutdownRecv() override;
    int Send(Ptr<Packet> packet, uint32_t flags) override;
    Ptr<Packet> Recv(uint32_t maxSize, uint32_t flags) override;
    int GetSockName(Address& address) const override;
    int GetPeerName(Address& address) const override;
    using TcpSocketBase::Recv;
    using TcpSocketBase::Send;

    /// @name For the demultiplexer
    /// @{

    /**
     * @brief Whether the peer is on this node, at an address that is not the loopback device's.
     * ns-3 delivers what is sent there within the call that sends it.
     * @return true if it is
     */
    bool IsWithinNode() const override;

    /// @brief Stops the socket without a word, because the node goes away.
    void Detach() override;

    /**
     * @brief Whether a connection request ends this connection's TIME_WAIT (RFC 6191), after which
     * the request belongs to whoever listens.
     * @param segment an arrived segment
     * @return true if it did, and the socket has left the table
     */
    bool YieldsTo(const HttpTcpSegment& segment) override;

    /**
     * @brief Whether this host may open the same connection again: it is in TIME_WAIT, both ends
     * use timestamps, and the clock of the timestamps has moved on.
     * @return true if it may
     */
    bool IsReplaceable() const override;

    /**
     * @brief Takes a segment of this connection that came over IPv4.
     * @param packet the segment
     * @param segment its header
     * @param header the IP header
     */
    void Receive(Ptr<Packet> packet,
                 const HttpTcpSegment& segment,
                 const Ipv4Header& header) override;

    /// @copydoc Receive
    void Receive(Ptr<Packet> packet,
                 const HttpTcpSegment& segment,
                 const Ipv6Header& header) override;

    /**
     * @brief Takes an ICMP message about a segment that this socket sent.
     * @param source who sent the message
     * @param ttl its time to live
     * @param type its type
     * @param code its code
     * @param info its word of information
     */
    void ReceiveIcmp(Ipv4Address source,
                     uint8_t ttl,
                     uint8_t type,
                     uint8_t code,
                     uint32_t info) override;

    /// @copydoc ReceiveIcmp
    void ReceiveIcmp(Ipv6Address source,
                     uint8_t ttl,
                     uint8_t type,
                     uint8_t code,
                     uint32_t info) override;

    /// @}

    /**
     * @brief Signature of the trace source Ended.
     * @param socket the socket
     * @param reason how the connection ended, as in the attribute EndReason
     */
    typedef void (*EndedTracedCallback)(Ptr<Socket> socket, const std::string& reason);

    /**
     * @brief Signature of the trace source RequestDropped.
     * @param from who asked for the connection
     * @param reason why the request was dropped
     */
    typedef void (*RequestDroppedTracedCallback)(const Address& from, const std::string& reason);

  protected:
    void CompleteFork(Ptr<Packet> packet,
                      const TcpHeader& header,
                      const Address& fromAddress,
                      const Address& toAddress) override;
    Ptr<TcpSocketBase> Fork() override;
    void DoForwardUp(Ptr<Packet> packet,
                     const Address& fromAddress,
                     const Address& toAddress) override;
    void SendEmptyPacket(uint8_t flags) override;
    uint32_t SendDataPacket(SequenceNumber32 sequence, uint32_t maxSize, bool withAck) override;
    void ReTxTimeout() override;
    void LastAckTimeout() override;
    void PersistTimeout() override;
    void ReceivedAck(Ptr<Packet> packet, const TcpHeader& header) override;
    void ReceivedData(Ptr<Packet> packet, const TcpHeader& header) override;
    void NewAck(const SequenceNumber32& acknowledgment, bool restartsTimer) override;
    void EstimateRtt(const TcpHeader& header) override;
    uint32_t AvailableWindow() const override;

  private:
    /// How the application learns of an end
    enum class Notice
    {
        None,   //!< not at all
        Normal, //!< by the callback for a normal close
        Error,  //!< by the callback for an error
        Failed, //!< by the callback for a failed connection
    };

    /// @name Opening
    /// @{

    /// @brief Adds the attributes that turn repairs off. @param tid the TypeId @return it
    static TypeId AddRepairAttributes(TypeId tid);

    /// @brief Takes the observers and the demultiplexer from the node.
    void FindNeighbours();

    /**
     * @brief Connects through the demultiplexer.
     * @param address remote address and port
     * @return 0, or -1 with the error number set
     */
    int ConnectByFourTuple(const Address& address);

    /**
     * @brief Asks the routing protocol for this end's address and the interface's MTU.
     * @return false if there is no route; the error number is set
     */
    bool FindRoute();

    /// @brief Makes the endpoint that the four values describe.
    void MakeEndPoint();

    /// @brief Sets the first sequence number that this end sends.
    void ChooseInitialSequence();

    /**
     * @brief Reads the options of a connection request, as the accepting side.
     * @param header the request's header
     * @param segment the same header
     */
    void TakeRequest(const TcpHeader& header, const HttpTcpSegment& segment);

    /**
     * @brief Prepares for the peer's first sequence number and its MSS option.
     * @param segment a segment with SYN
     */
    void TakePeersSyn(const HttpTcpSegment& segment);

    /**
     * @brief SYN_RCVD becomes ESTABLISHED.
     * @param fromAddress the peer
     */
    void Establish(const Address& fromAddress);

    /// @}
    /// @name Arriving segments; what returns bool says whether TcpSocketBase goes on with it
    /// @{

    /**
     * @brief Takes a segment whose header has been read.
     * @param packet the segment
     * @param segment its header
     * @param fromAddress the peer; needed in LISTEN and SYN_RCVD
     * @param toAddress this end; needed in LISTEN
     */
    void Take(Ptr<Packet> packet,
              const HttpTcpSegment& segment,
              const Address& fromAddress,
              const Address& toAddress);

    /// @brief In LISTEN. @copydetails Take
    void TakeListening(Ptr<Packet> packet,
                       const HttpTcpSegment& segment,
                       const Address& fromAddress,
                       const Address& toAddress);

    /// @brief In SYN_SENT. @param segment the header @return see above
    bool ScreenSynSent(const HttpTcpSegment& segment);

    /**
     * @brief In SYN_RCVD.
     * @param segment the header
     * @param fromAddress the peer
     * @return see above
     */
    bool ScreenSynReceived(const HttpTcpSegment& segment, const Address& fromAddress);

    /// @brief In TIME_WAIT. @param segment the header
    void AnswerInTimeWait(const HttpTcpSegment& segment);

    /**
     * @brief In the states from ESTABLISHED to LAST_ACK.
     * @param packet the segment
     * @param segment its header
     * @return see above
     */
    bool ScreenSynchronized(Ptr<Packet> packet, const HttpTcpSegment& segment);

    /// @brief A segment with RST (RFC 5961, section 3.2). @param segment the header
    void ScreenReset(const HttpTcpSegment& segment);

    /// @brief The sequence number check. @param segment the header @return see above
    bool ScreenSequence(const HttpTcpSegment& segment);

    /// @brief The acknowledgment number check. @param segment the header @return see above
    bool ScreenAcknowledgment(const HttpTcpSegment& segment);

    /**
     * @brief Processes acknowledgment and data of a segment without TcpSocketBase's states.
     * @param packet the segment
     * @param segment its header
     */
    void Digest(Ptr<Packet> packet, const HttpTcpSegment& segment);

    /// @brief After each segment: what has become due.
    void Settle();

    /// @brief The peer's FIN is next in sequence.
    void TakeFin();

    /// @brief The network cannot reach the peer.
    void NoticeUnreachable();

    /// @brief Shows a segment that TcpSocketBase will not see to the trace source Rx.
    /// @param packet the segment
    void TraceReceived(Ptr<const Packet> packet);

    /// @}
    /// @name Leaving segments
    /// @{

    /// @brief Sends SYN or SYN|ACK with all options. @param flags the control bits
    void SendSyn(uint8_t flags);

    /// @brief Sends a FIN and waits longer for each one's acknowledgment. @param flags the bits
    void SendFin(uint8_t flags);

    /// @brief Sends the FIN as soon as all data has been sent.
    void SendFinWhenDue();

    /// @brief Retransmits the FIN.
    void RetransmitFin();

    /// @brief An acknowledgment that asks the sender to prove itself (RFC 5961, section 7).
    void SendChallenge();

    /**
     * @brief Answers a segment that belongs to no connection with a reset (RFC 9293, section
     * 3.10.7.1).
     * @param segment the segment's header
     * @param fromAddress who sent it
     * @param toAddress whom it was sent to
     */
    void SendResetFor(const HttpTcpSegment& segment,
                      const Address& fromAddress,
                      const Address& toAddress);

    /// @brief The same for a segment of this socket's four values. @param segment the header
    void SendResetFor(const HttpTcpSegment& segment);

    /// @brief Sends a reset of this connection.
    void SendReset();

    /**
     * @brief Hands a segment to IP.
     * @param packet the data
     * @param header the header
     */
    void Transmit(Ptr<Packet> packet, const TcpHeader& header);

    /**
     * @brief Calls TcpSocketBase::AddSocketTags, which has one argument more from ns-3.43.
     * @tparam SELF this class
     * @param self this socket
     * @param packet the packet
     */
    template <typename SELF>
    static auto AddTags(const SELF* self, const Ptr<Packet>& packet, int)
        -> decltype(self->AddSocketTags(packet, false))
    {
        self->AddSocketTags(packet, false);
    }

    /// @copydoc AddTags
    template <typename SELF>
    static auto AddTags(const SELF* self, const Ptr<Packet>& packet, long)
        -> decltype(self->AddSocketTags(packet))
    {
        self->AddSocketTags(packet);
    }

    /// @brief Remembers how far the peer may send by the last segment to it.
    void NoteAdvertised();

    /// @brief Starts the persist timer where data waits for a window and no other timer runs.
    void WatchWindow();

    /// @brief The peer accepted the byte of a window probe: it counts as sent.
    void CountProbe();

    /// @brief Shrinks the congestion window after idle time (RFC 2861).
    void RestartAfterIdle();

    /// @}
    /// @name Losses and the congestion window
    /// @{

    /**
     * @brief Remembers a segment of data that is being sent.
     * @param sequence its first byte
     * @param isNew it was never sent before
     */
    void NoteSent(SequenceNumber32 sequence, bool isNew);

    /// @brief The shortest retransmission timeout that leaves time for a delayed acknowledgment.
    /// @return MinRto or more
    Time GetLeastTimeout() const;

    /**
     * @brief Learns when the newest segment was sent that an acknowledgment reports (RFC 8985,
     * section 6.2, step 2).
     * @param header the acknowledgment
     */
    void NoteDelivered(const TcpHeader& header);

    /// @brief When a segment was first sent. @param sequence a byte of it @return zero if not known
    Time GetFirstSent(SequenceNumber32 sequence) const;

    /// @brief How long RACK waits for segments that overtook each other. @return the time
    Time GetReorderingWindow() const;

    /// @brief After an acknowledgment: what RACK makes of it (RFC 8985, section 6.2).
    void DetectLosses();

    /// @brief Segments have not arrived within the reordering window: they are lost.
    void ReorderingTimeout();

    /// @brief Sets the time of the next tail loss probe (RFC 8985, section 7.2).
    void ArmProbe();

    /// @brief Sends a tail loss probe if one is due (RFC 8985, section 7.3).
    void ProbeTimeout();

    /**
     * @brief Ends the episode of a probe that is acknowledged (RFC 8985, section 7.4).
     * @param acknowledgment the acknowledgment number
     * @param isDuplicate the segment reported nothing new and carried no data
     */
    void EndProbe(SequenceNumber32 acknowledgment, bool isDuplicate);

    /// @}
    /// @name Ending
    /// @{

    /**
     * @brief Ends the connection.
     * @param end how
     * @param notice how the application learns of it
     */
    void End(HttpConnectionEnd end, Notice notice);

    /// @brief Remembers how the connection ended and tells the trace source. @param end how
    void NoteEnd(HttpConnectionEnd end);

    /// @brief Tells the application. @param notice how
    void Notify(Notice notice);

    /// @brief Cancels every timer of the connection.
    void CancelTimers();

    /// @brief Gives up the endpoint, the timers and the place in the table.
    void Release();

    /// @brief Enters TIME_WAIT.
    void EnterTimeWait();

    /// @brief The peer did not close its output in time.
    void FinWait2Timeout();

    /// @brief The time to linger after Close() is over.
    void LingerTimeout();

    /// @brief Notices that TcpSocketBase has given up the endpoint.
    void NoticeBaseEnd();

    /// @}
    /// @name Small questions
    /// @{

    /// @brief Whether the FIN has been sent and not acknowledged. @return true if so
    bool IsFinOutstanding() const;

    /// @brief Whether everything up to the FIN has been acknowledged. @return true if so
    bool IsFinAcknowledged() const;

    /// @brief Whether nothing but the peer's FIN, which is here, is to come. @return true if so
    bool IsFinNext() const;

    /// @brief Bytes that have never been sent. @return how many
    uint32_t GetUnsent() const;

    /// @brief Bytes that may still arrive. @return the receive window
    uint32_t GetReceiveWindow() const;

    /// @brief TimedOut, or Unreachable if the network said so meanwhile. @return the end
    HttpConnectionEnd GetTimeoutEnd() const;

    /// @}
    /// @name Observing
    /// @{

    /**
     * @brief Reports a socket call or callback.
     * @param call which
     * @param result its result
     * @param bytes bytes asked for or read
     * @param detail name of an error or end
     */
    void Report(HttpSocketCall call,
                int64_t result,
                uint64_t bytes = 0,
                const char* detail = "") const;

    /// @brief Reports a state transition. @param oldState before @param newState after
    void ReportState(TcpStates_t oldState, TcpStates_t newState);

    /// @}

    Ptr<HttpTcpDemultiplexer> m_demultiplexer;        //!< who finds this socket; may be null
    Ptr<HttpSocketCallObserver> m_callObserver;       //!< who hears of socket calls; may be null
    Ptr<HttpConnectionStateObserver> m_stateObserver; //!< who hears of states; may be null
    HttpTcpAttributeCopy m_controlAttributes;         //!< for those of accepted connections
    Ptr<HttpTcpSocket> m_listener;                    //!< in SYN_RCVD: the socket that listens
    std::unique_ptr<Ipv4EndPoint> m_ownEndPoint;      //!< the endpoint, if it is this socket's own
    std::unique_ptr<Ipv6EndPoint> m_ownEndPoint6;     //!< the same on IPv6
    HttpTcpFourTuple m_tuple;                         //!< the four values
    const HttpTcpSegment* m_segment = nullptr;        //!< the request, while CompleteFork reads it
    uint64_t m_number = 0;                            //!< number for the call observer

    uint32_t m_halfOpen = 0;              //!< LISTEN: connections in SYN_RCVD
    uint32_t m_localMss = 0;              //!< largest segment the interface takes; 0: not known
    SequenceNumber32 m_advertisedEdge{0}; //!< end of the window that the peer knows
    SequenceNumber32 m_peerFin{0};        //!< sequence number of the peer's FIN
    uint32_t m_finTries = 0;              //!< retransmissions of the FIN so far
    Time m_lastDataSent;                  //!< when data was last sent
    Time m_timeWaitEntered;               //!< when TIME_WAIT began
    Time m_lastChallenge;                 //!< when the last rate-limited answer was sent
    std::vector<SequenceNumber32> m_writeEnds;         //!< ends of writes not yet acknowledged
    EventId m_finWait2Event;                           //!< FIN_WAIT_2 timer
    EventId m_lingerEvent;                             //!< linger timer
    HttpConnectionEnd m_end = HttpConnectionEnd::None; //!< how the connection ended

    HttpTcpDeliveries m_deliveries;    //!< what RACK knows
    EventId m_reorderingEvent;         //!< reordering timer
    HttpTcpLossProbe m_probe;          //!< the tail loss probe
    EventId m_probeEvent;              //!< its timer
    Time m_probeDue;                   //!< when it is to go out
    SequenceNumber32 m_lastSegment{0}; //!< first byte of the last segment of data
    HttpTcpWindowUse m_windowUse;      //!< use of the congestion window
    uint32_t m_windowBefore = 0;       //!< window before growth; 0: let it grow
    uint32_t m_quickAcksLeft = 0;      //!< segments still to be acknowledged at once
    Time m_lastReceived;               //!< when data came last

    bool m_ipv6 = false;            //!< address family of the four values
    bool m_isWithinNode = false;    //!< both ends are on this node, not at the loopback device
    bool m_bound = false;           //!< Bind() was called and left the port to Connect()
    bool m_bound6 = false;          //!< the same for Bind6()
    bool m_active = false;          //!< this end asked for the connection
    bool m_established = false;     //!< the connection was once established
    bool m_closed = false;          //!< the application called Close()
    bool m_peerFinKnown = false;    //!< a FIN has arrived before data that is missing
    bool m_peerClosed = false;      //!< the peer's FIN was taken
    bool m_probing = false;         //!< a window probe is under way
    bool m_justEstablished = false; //!< the application is to be told that it can send
    bool m_inBase = false;          //!< TcpSocketBase is at work on a segment
    bool m_detached = false;        //!< the node is gone
    bool m_softError = false;       //!< the network reported a destination unreachable

    /// The Ended trace source
    TracedCallback<Ptr<Socket>, const std::string&> m_endedTrace;
    /// The RequestDropped trace source
    TracedCallback<const Address&, const std::string&> m_requestDropped;
};

} // namespace ns3

#endif /* HTTP_TCP_SOCKET_H */
