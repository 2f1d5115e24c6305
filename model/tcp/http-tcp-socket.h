/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SOCKET_H
#define HTTP_TCP_SOCKET_H

#include "http-tcp-endpoint.h"
#include "http-tcp-four-tuple.h"
#include "http-tcp-streams.h"

#include "ns3/data-rate.h"
#include "ns3/event-id.h"
#include "ns3/http-connection-end.h"
#include "ns3/http-connection-state-observer.h"
#include "ns3/http-socket-call-observer.h"
#include "ns3/http-tcp-connection.h"
#include "ns3/ipv4-end-point.h"
#include "ns3/ipv4-interface.h"
#include "ns3/ipv6-end-point.h"
#include "ns3/ipv6-interface.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/tcp-socket.h"
#include "ns3/traced-value.h"

#include <memory>
#include <string>

namespace ns3
{

class HttpTcpAttributeCopy;
class HttpTcpDemultiplexer;
class HttpTcpForeignControl;
class TcpCongestionOps;
class TcpL4Protocol;

/**
 * @ingroup http
 * @brief A TCP socket whose connection is tcp::Connection, which behaves as Linux does.
 *
 * This class joins the machine to ns-3: addresses and routes, packets with their tags, one event
 * for the machine's deadline, the calls and callbacks of Socket, attributes and trace sources. It
 * decides nothing about TCP.
 *
 * Trace sources have the names and types of ns-3's socket; where a type names TcpSocketBase, the
 * pointer is null.
 */
class HttpTcpSocket : public TcpSocket, public HttpReportingSocket, public HttpTcpEndpoint
{
  public:
    /// Of Send(): a record ends with the packet, so that nothing shares its last segment (MSG_EOR).
    static constexpr uint32_t END_OF_RECORD = 0x80;

    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpTcpSocket();

    /// @brief Makes the socket of a connection from the socket that listens. @param socket it
    HttpTcpSocket(const HttpTcpSocket& socket);

    ~HttpTcpSocket() override;

    /// @brief Sets the node. @param node a node with an Internet stack
    void SetNode(Ptr<Node> node);

    /**
     * @brief Sets the congestion control of connections to come.
     * @param control the machine's own (HttpTcpControl) or any of ns-3's
     */
    void SetControl(Ptr<TcpCongestionOps> control);

    /// @brief The congestion control. @return it
    Ptr<TcpCongestionOps> GetControl() const;

    /**
     * @brief Takes what a script has set of ns-3's own TCP; what has no meaning here ends the
     * program with its name.
     * @param tcp the node's
     */
    void TakeForeign(Ptr<const TcpL4Protocol> tcp);

    /**
     * @brief Signature of the trace source Ended.
     * @param socket the socket
     * @param reason how its connection ended
     */
    typedef void (*EndedTracedCallback)(Ptr<Socket> socket, const std::string& reason);

    /**
     * @brief Signature of the trace source RequestDropped.
     * @param from the address and port that asked for a connection
     * @param reason why it was dropped: backlog, application, no route
     */
    typedef void (*RequestDroppedTracedCallback)(const Address& from, const std::string& reason);

    /// @brief Signature of a trace sink of a retransmission. @param packet its data @param header
    /// its header @param local this end @param peer the other @param socket null
    typedef void (*RetransmissionTracedCallback)(Ptr<const Packet> packet,
                                                 const TcpHeader& header,
                                                 const Address& local,
                                                 const Address& peer,
                                                 Ptr<const TcpSocketBase> socket);

    /// @brief Resets the connection, whatever is still to be sent or read.
    void Abort();

    /// @brief The machine, for whoever looks at it. @return it; null while there is no connection
    tcp::Connection* GetConnection() const
    {
        return m_connection.get();
    }

    HttpConnectionEnd GetEnd() const override;

    /// @brief The name of GetEnd(), for the attribute EndReason. @return the name
    std::string GetEndReason() const;

    uint64_t GetSocketNumber() const override;
    uint64_t GetUnacknowledged() const override;

    // Socket
    SocketErrno GetErrno() const override;
    SocketType GetSocketType() const override;
    Ptr<Node> GetNode() const override;
    int Bind() override;
    int Bind6() override;
    int Bind(const Address& address) override;
    int Connect(const Address& address) override;
    int Listen() override;
    int Close() override;
    int ShutdownSend() override;
    int ShutdownRecv() override;
    uint32_t GetTxAvailable() const override;
    int Send(Ptr<Packet> packet, uint32_t flags) override;
    int SendTo(Ptr<Packet> packet, uint32_t flags, const Address& address) override;
    uint32_t GetRxAvailable() const override;
    Ptr<Packet> Recv(uint32_t maxSize, uint32_t flags) override;
    Ptr<Packet> RecvFrom(uint32_t maxSize, uint32_t flags, Address& address) override;
    int GetSockName(Address& address) const override;
    int GetPeerName(Address& address) const override;
    void BindToNetDevice(Ptr<NetDevice> device) override;
    bool SetAllowBroadcast(bool allow) override;
    bool GetAllowBroadcast() const override;

    // HttpTcpEndpoint
    Ptr<Socket> GetSocket() override;
    void Detach() override;
    bool YieldsTo(const tcp::Segment& segment) override;
    bool IsReplaceable() const override;
    void EndTimeWait() override;
    void Receive(Ptr<Packet> packet, const tcp::Segment& segment) override;
    void NoteTooLong(uint32_t mtu) override;
    void NoteUnreachable() override;

  protected:
    void NotifyConstructionCompleted() override;
    void DoDispose() override;

  private:
    // TcpSocket's attributes
    void SetSndBufSize(uint32_t size) override;
    uint32_t GetSndBufSize() const override;
    void SetRcvBufSize(uint32_t size) override;
    uint32_t GetRcvBufSize() const override;
    void SetSegSize(uint32_t size) override;
    uint32_t GetSegSize() const override;
    void SetInitialSSThresh(uint32_t threshold) override;
    uint32_t GetInitialSSThresh() const override;
    void SetInitialCwnd(uint32_t cwnd) override;
    uint32_t GetInitialCwnd() const override;
    void SetConnTimeout(Time timeout) override;
    Time GetConnTimeout() const override;
    void SetSynRetries(uint32_t count) override;
    uint32_t GetSynRetries() const override;
    void SetDataRetries(uint32_t retries) override;
    uint32_t GetDataRetries() const override;
    void SetDelAckTimeout(Time timeout) override;
    Time GetDelAckTimeout() const override;
    void SetDelAckMaxCount(uint32_t count) override;
    uint32_t GetDelAckMaxCount() const override;
    void SetTcpNoDelay(bool noDelay) override;
    bool GetTcpNoDelay() const override;
    void SetPersistTimeout(Time timeout) override;
    Time GetPersistTimeout() const override;

    /// @brief Whether a script has chosen an attribute of TcpSocket that is being set, so that it
    /// is not ns-3's default. @param name the attribute @return whether
    bool IsChosen(const std::string& name) const;

    /// @brief Adds the attributes. @param tid the type @return it
    static TypeId AddAttributes(TypeId tid);
    /// @brief Adds the trace sources of values. @param tid the type @return it
    static TypeId AddValues(TypeId tid);
    /// @brief The machine's congestion control, or what joins ns-3's to it. @return a new one
    std::unique_ptr<tcp::CongestionControl> MakeControl();

    /// @brief Sends what a congestion control of ns-3 asks for. @param flags of the segment
    void SendForControl(uint8_t flags);

    /// @brief The time for the machine. @return it
    static tcp::Nanoseconds GetNow();

    /// @brief Takes the socket's place in the table and makes the machine. @return whether
    bool MakeConnection();
    /// @brief The first sequence number. @return it
    uint32_t ChooseInitialSequence() const;
    /// @brief Half of TIME_WAIT, as ns-3 names it. @param seconds it; 0: nothing is set
    void SetMaxSegLifetime(double seconds);
    /// @brief Segments are no longer than ICMP has said of the way.
    void LimitByPathMtu();
    /// @brief What a call for an address family sets. @param address the peer's @return whether
    bool TakePeer(const Address& address);
    /// @brief Calls something for what Bind() took from TcpL4Protocol. @param call it
    template <typename CALL>
    void ForEndPoint(CALL call);
    /// @brief Gives back what Bind() took from TcpL4Protocol.
    void ReleaseEndPoint();
    /// @brief Learns when what Bind() took goes.
    void KeepEndPoint();
    /// @brief What Bind() took is gone with the node.
    void ForgetEndPoint();
    /// @brief Leaves the table; the connection is over.
    void Release();
    /// @brief Forgets the machine.
    void DropConnection();

    /// @brief Takes what reaches a socket that listens. @param packet the segment @param header its
    /// IP header
    template <typename HEADER, typename INTERFACE>
    void ForwardUp(Ptr<Packet> packet, HEADER header, uint16_t, Ptr<INTERFACE>);
    /// @brief Takes a segment for a socket that listens. @param segment it @param tuple its values
    void TakeListening(const tcp::Segment& segment, const HttpTcpFourTuple& tuple);

    /// @brief Sends and tells what the machine has, after each call of it.
    void Pump();
    /// @brief Tells one event. @param event it
    void Tell(tcp::Event event);
    /// @brief Sends a segment. @param segment it
    void Transmit(const tcp::Segment& segment);
    /// @brief Answers a segment of no connection with a reset. @param segment it @param tuple both
    /// ends
    void SendStrayReset(const tcp::Segment& segment, const HttpTcpFourTuple& tuple);
    /// @brief Hands a segment to IP. @param packet its data @param segment its header
    /// @param tuple both ends
    void SendDown(const Ptr<Packet>& packet,
                  const tcp::Segment& segment,
                  const HttpTcpFourTuple& tuple);
    /// @brief Adds the tags that IP and queues read. @param packet it @param ecn its codepoint
    void AddTags(Ptr<Packet> packet, uint8_t ecn) const;
    /// @brief Sets the event for the machine's deadline.
    void SetTimer();
    /// @brief The deadline may be here.
    void HandleTimer();
    /// @brief What the application is told of the end. @param end how
    void TellEnd(HttpConnectionEnd end);
    /// @brief The connection that the peer asked for stands.
    void TellAccepted();
    /// @brief The connection that this end asked for stands.
    void TellConnected();
    /// @brief Room has become free.
    void TellWritable();
    /// @brief Whether less is free than half of what waits or is on its way. @return whether
    bool IsRoomShort() const;
    /// @brief Shows the machine's values to trace sinks.
    void ShowValues();
    /// @brief Changes the state. @param state the new one
    void SetState(TcpStates_t state);
    /// @brief Reports a socket call or callback. @param call which @param result its result
    /// @param bytes asked for or read @param detail name of an error or end
    void Report(HttpSocketCall call,
                int64_t result,
                uint64_t bytes = 0,
                const char* detail = "") const;

    Ptr<Node> m_node;                                    //!< the node
    Ptr<TcpL4Protocol> m_tcp;                            //!< its TCP
    Ptr<HttpTcpDemultiplexer> m_demultiplexer;           //!< who finds this socket
    Ptr<HttpSocketCallObserver> m_callObserver;          //!< who hears of socket calls; may be null
    Ptr<HttpConnectionStateObserver> m_stateObserver;    //!< who hears of states; may be null
    Ptr<HttpTcpSocket> m_listener;                       //!< SYN_RCVD: the socket that listens
    Ipv4EndPoint* m_endPoint = nullptr;                  //!< what Bind() took
    Ipv6EndPoint* m_endPoint6 = nullptr;                 //!< the same for IPv6
    Ptr<TcpCongestionOps> m_control;                     //!< congestion control
    std::shared_ptr<HttpTcpAttributeCopy> m_controlCopy; //!< copies one of ns-3's; may be null
    Ptr<TcpSocketState> m_controlState;                  //!< what one of ns-3's sees; may be null
    HttpTcpForeignControl* m_foreign = nullptr;          //!< what joins one of ns-3's; may be null
    tcp::Settings m_settings;                            //!< how the machine behaves
    std::unique_ptr<tcp::Connection> m_connection;       //!< the machine
    HttpTcpSendStream m_sent;                            //!< what is written
    HttpTcpReceiveStream m_received;                     //!< what has come
    EventId m_event;                                     //!< the deadline
    Time m_eventTime;                                    //!< when m_event is
    Time m_timeWaitEntered;                              //!< when TIME_WAIT began
    Time m_linger;                                       //!< attribute Linger
    uint64_t m_number = 0;                               //!< number for the call observer
    uint64_t m_isnSecret = 0;                            //!< key of RFC 6528's hash
    uint32_t m_backlog = 0;                              //!< most connections in SYN_RCVD
    uint32_t m_halfOpen = 0;                             //!< LISTEN: connections in SYN_RCVD
    mutable SocketErrno m_errno = ERROR_NOTERROR;        //!< the last error
    HttpConnectionEnd m_end = HttpConnectionEnd::None;   //!< how the connection ended
    bool m_isActive = false;                             //!< this end asked for the connection
    bool m_isClosed = false;                             //!< Close() was called
    bool m_isSendShut = false;                           //!< ShutdownSend() was called
    bool m_isPeerFinished = false;                       //!< the peer's FIN has come
    bool m_isEstablished = false;                        //!< it was once established
    bool m_isPumping = false;                            //!< events are being told
    bool m_isCloseTold = false;                          //!< the application knows of the end
    bool m_isFull = false;                               //!< the machine tells of room
    bool m_rfc6528 = false;                              //!< the first number comes from a hash
    bool m_reuseAddress = false;                         //!< Bind may take a port in use
    bool m_isMade = false;                               //!< attributes have their first values
    bool m_timeWaitReuse = false;                        //!< attribute TimeWaitReuse

    TracedValue<TcpStates_t> m_state{CLOSED};        //!< State
    TracedValue<uint32_t> m_cwnd{0};                 //!< window, bytes
    TracedValue<uint32_t> m_ssThresh{0};             //!< bytes
    TracedValue<uint32_t> m_bytesInFlight{0};        //!< bytes
    TracedValue<Time> m_rtt{Time()};                 //!< smoothed
    TracedValue<Time> m_lastRtt{Time()};             //!< newest
    TracedValue<Time> m_rto{Time()};                 //!< timeout
    TracedValue<DataRate> m_pacingRate{DataRate(0)}; //!< rate
    TracedValue<TcpSocketState::EcnState_t> m_ecnState{TcpSocketState::ECN_DISABLED}; //!< ECN
    TracedValue<uint32_t> m_advWnd{0};                                                //!< RCV.WND
    TracedValue<SequenceNumber32> m_highRx{SequenceNumber32(0)};    //!< end of what has come
    TracedValue<SequenceNumber32> m_highRxAck{SequenceNumber32(0)}; //!< SND.UNA
    TracedValue<TcpSocketState::TcpCongState_t> m_congState{TcpSocketState::CA_OPEN}; //!< state
    TracedValue<uint32_t> m_rWnd{0};                                                  //!< SND.WND
    TracedValue<SequenceNumber32> m_highTx{SequenceNumber32(0)};                      //!< SND.NXT
    TracedCallback<Ptr<const Packet>, const TcpHeader&, Ptr<const TcpSocketBase>> m_txTrace; //!< Tx
    TracedCallback<Ptr<const Packet>, const TcpHeader&, Ptr<const TcpSocketBase>> m_rxTrace; //!< Rx
    TracedCallback<Ptr<const Packet>,
                   const TcpHeader&,
                   const Address&,
                   const Address&,
                   Ptr<const TcpSocketBase>>
        m_againTrace;                                                    //!< Retransmission
    TracedCallback<Ptr<Socket>, const std::string&> m_endedTrace;        //!< Ended
    TracedCallback<const Address&, const std::string&> m_requestDropped; //!< RequestDropped
};

} // namespace ns3

#endif /* HTTP_TCP_SOCKET_H */
