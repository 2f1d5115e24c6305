/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_TEST_NET_H
#define HTTP_TCP_TEST_NET_H

#include "ns3/core-module.h"
#include "ns3/error-model.h"
#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-segment.h"
#include "ns3/http-tcp-socket.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <functional>
#include <string>
#include <vector>

/// Two hosts on one link, for the tests of the TCP endpoint.
namespace tcp_test
{

using namespace ns3;

/// Runs a function at a simulated time.
void At(double seconds, std::function<void()> function);

/// A segment as it crossed the link.
struct Crossing
{
    double time;          //!< arrival, seconds
    bool fromClient;      //!< direction
    bool dropped;         //!< whether it was lost
    bool fragment;        //!< whether the packet is a fragment of a segment
    tcp::Segment segment; //!< its header; empty in fragments after the first
};

/// Flags and numbers in short, such as "C> SA 0:0 ack 1".
std::string ToString(const Crossing& crossing);

/// Loses the segments that a function picks, and writes down all of them.
class Tap : public ErrorModel
{
  public:
    static TypeId GetTypeId();

    std::vector<Crossing>* m_log = nullptr;                     //!< where to write
    const bool* m_keepLog = nullptr;                            //!< whether to write
    bool m_fromClient = false;                                  //!< direction
    std::function<bool(const tcp::Segment&)>* m_drop = nullptr; //!< what to lose

  private:
    bool DoCorrupt(Ptr<Packet> packet) override;
    void DoReset() override;
};

/// One host: its socket, and what it was told.
struct Host
{
    std::string name;                           //!< C or S
    Ptr<Node> node;                             //!< the node
    Ptr<Socket> listener;                       //!< the listening socket
    Ptr<Socket> socket;                         //!< the connection
    bool read = true;                           //!< whether it reads what arrives
    bool closeOnFin = false;                    //!< whether it closes when the peer does
    uint64_t received = 0;                      //!< bytes read
    uint32_t accepted = 0;                      //!< connections accepted
    uint32_t toSend = 0;                        //!< bytes still to be handed to the socket
    bool closeAfter = false;                    //!< close after the last of them
    std::vector<std::string> told;              //!< callbacks: connected, failed, closed, error
    std::vector<double> toldAt;                 //!< their times, seconds
    std::vector<TcpSocket::TcpStates_t> states; //!< states passed through
    std::function<void()> onData;               //!< called when data arrives

    /// Whether a callback came. @param what its name
    bool WasTold(const std::string& what) const;
    /// When a callback came first. @param what its name @return seconds, -1 if never
    double ToldAt(const std::string& what) const;
    /// Hands more bytes to the socket.
    void Push();
    /// Reads what there is.
    void Drain();
    /// Sends so many bytes. @param bytes how many @return Send's result
    int Send(uint32_t bytes);
    /// Takes a socket and its callbacks. @param socket the socket
    void Adopt(Ptr<Socket> socket);
    /// The state of the connection. @return the last one seen
    TcpSocket::TcpStates_t GetState() const;
    /// The attribute EndReason. @return it; empty if the socket has none
    std::string GetEndReason() const;

    void OnTold(std::string what, Ptr<Socket> socket);                              //!< callback
    void OnReceive(Ptr<Socket> socket);                                             //!< callback
    void OnSend(Ptr<Socket> socket, uint32_t available);                            //!< callback
    void OnAccept(Ptr<Socket> socket, const Address& from);                         //!< callback
    void OnState(TcpSocket::TcpStates_t oldState, TcpSocket::TcpStates_t newState); //!< trace
};

/// Client and server, and the link between them.
class Net
{
  public:
    /// @param own whether the hosts use HttpTcpSocket @param rate the link's @param delay the
    /// link's
    explicit Net(bool own, std::string rate = "100Mbps", std::string delay = "10ms");
    ~Net();

    /// Server: listens. @param port the port
    void Listen(uint16_t port = 80);
    /// Client: connects. @param port the server's @param localPort the client's; 0: any
    /// @return Connect's result
    int Connect(uint16_t port = 80, uint16_t localPort = 0);
    /// A new socket of the kind under test. @param host whose @return the socket
    Ptr<Socket> NewSocket(const Host& host) const;
    /// Sends a segment that no socket made. @param fromClient direction @param header its header
    /// @param size bytes of data
    void Inject(bool fromClient, TcpHeader header, uint32_t size = 0);
    /// Runs until a time. @param seconds the time
    void Run(double seconds);
    /// Segments that a function picks, dropped ones included. @param pick the function
    std::vector<Crossing> Find(std::function<bool(const Crossing&)> pick) const;
    /// The whole exchange in text, for messages.
    std::string Tell() const;

    bool own;                                              //!< kind of socket
    Host client;                                           //!< node 0
    Host server;                                           //!< node 1
    std::vector<Crossing> log;                             //!< every segment
    bool keepLog = true;                                   //!< whether it is kept
    std::function<bool(const tcp::Segment&)> dropToClient; //!< what to lose on the way to it
    std::function<bool(const tcp::Segment&)> dropToServer; //!< what to lose on the way to it
    Ipv4Address clientAddress;                             //!< 10.0.0.1
    Ipv4Address serverAddress;                             //!< 10.0.0.2
    NodeContainer nodes;                                   //!< both
    NetDeviceContainer devices;                            //!< both
};

/// Drops the segment with this count (from 0) among those that a function picks.
std::function<bool(const tcp::Segment&)> DropNth(uint32_t count,
                                                 std::function<bool(const tcp::Segment&)> pick);

/// Puts ns-3's defaults back and gives every test the same ones.
struct Defaults
{
    Defaults();
    ~Defaults();
};

} // namespace tcp_test

#endif /* HTTP_TCP_TEST_NET_H */
