/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_DEMULTIPLEXER_H
#define HTTP_TCP_DEMULTIPLEXER_H

#include "http-tcp-carrier.h"
#include "http-tcp-four-tuple.h"

#include "ns3/ip-l4-protocol.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/nstime.h"
#include "ns3/socket.h"
#include "ns3/traced-callback.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace ns3
{

class HttpTcpEndpoint;
class Node;
class TcpL4Protocol;

/**
 * @ingroup http
 * @brief Finds the socket of an arriving segment by the four values, at a cost that does not grow
 * with the number of connections.
 *
 * Stands in front of TcpL4Protocol for protocol number 6, on IPv4 and IPv6. It knows the
 * connections of the project's sockets; everything else (listening sockets, ns-3's own sockets,
 * ports where nobody listens) it hands to TcpL4Protocol unchanged. Segments whose header is not
 * well formed it drops and reports by the trace source Malformed, before anything of ns-3 parses
 * them.
 *
 * The table holds the sockets themselves, each with the index of its place; a connection enters it
 * when it is made and leaves it when its socket ends, and nothing else refers to an entry.
 */
class HttpTcpDemultiplexer : public IpL4Protocol
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpTcpDemultiplexer();
    ~HttpTcpDemultiplexer() override;

    /**
     * @brief Takes its place in front of the node's TcpL4Protocol.
     * @param node a node with an Internet stack; the program stops if it has none
     */
    void Install(Ptr<Node> node);

    /// @brief A node's demultiplexer. @param node the node @return it; a new one in its place if
    /// the node had none
    static Ptr<HttpTcpDemultiplexer> Get(Ptr<Node> node);

    /**
     * @brief Enters a connection.
     * @param socket its end, which is not in the table; the table keeps its socket
     * @return false if another connection has the same four values
     */
    bool Enter(HttpTcpEndpoint* socket);

    /// @brief Takes a connection out. @param socket its socket; may be in no table
    void Leave(HttpTcpEndpoint* socket);

    /**
     * @brief Finds a connection.
     * @param tuple the four values
     * @return its end, or nullptr
     */
    HttpTcpEndpoint* Find(const HttpTcpFourTuple& tuple) const;

    /**
     * @brief Chooses a local port for a new connection so that its four values are its own
     * (RFC 6056, section 3.3: a counter for each destination).
     * @param tuple the four values; the local port is set
     * @return false if every port of the range is taken for this destination
     */
    bool ChoosePort(HttpTcpFourTuple& tuple);

    /**
     * @brief What ICMP has said in the last ten minutes of the way to a destination.
     * @param tuple four values; only the other end's address counts
     * @return the longest packet that passes, bytes; 0: nothing was said
     */
    uint32_t GetPathMtu(const HttpTcpFourTuple& tuple) const;

    /// @brief Connections from a local port. @param port the port @return how many there are
    uint32_t GetConnectionsOfPort(uint16_t port) const;

    /// @brief Connections in the table. @return how many there are
    uint32_t GetConnections() const;

    /**
     * @brief A connection by its place in the table, for Config paths.
     * @param index 0 .. GetConnections() - 1; not the order of opening
     * @return its socket
     */
    Ptr<Socket> GetConnection(uint32_t index) const;

    /// @brief What hands segments of the node's connections to IP. @return it
    HttpTcpCarrier& GetCarrier()
    {
        return m_carrier;
    }

    int GetProtocolNumber() const override;
    RxStatus Receive(Ptr<Packet> packet,
                     const Ipv4Header& header,
                     Ptr<Ipv4Interface> interface) override;
    RxStatus Receive(Ptr<Packet> packet,
                     const Ipv6Header& header,
                     Ptr<Ipv6Interface> interface) override;
    void ReceiveIcmp(Ipv4Address icmpSource,
                     uint8_t icmpTtl,
                     uint8_t icmpType,
                     uint8_t icmpCode,
                     uint32_t icmpInfo,
                     Ipv4Address payloadSource,
                     Ipv4Address payloadDestination,
                     const uint8_t payload[8]) override;
    void ReceiveIcmp(Ipv6Address icmpSource,
                     uint8_t icmpTtl,
                     uint8_t icmpType,
                     uint8_t icmpCode,
                     uint32_t icmpInfo,
                     Ipv6Address payloadSource,
                     Ipv6Address payloadDestination,
                     const uint8_t payload[8]) override;
    void SetDownTarget(DownTargetCallback callback) override;
    void SetDownTarget6(DownTargetCallback6 callback) override;
    DownTargetCallback GetDownTarget() const override;
    DownTargetCallback6 GetDownTarget6() const override;

    /**
     * @brief Signature of the trace source Malformed.
     * @param packet the segment, header first
     * @param reason what is wrong with it
     */
    typedef void (*MalformedTracedCallback)(Ptr<const Packet> packet, const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    /**
     * @brief What both address families do with a segment.
     * @tparam HEADER the IP header's class
     * @tparam INTERFACE the interface's class
     * @param packet the segment
     * @param header the IP header
     * @param interface where it arrived
     * @param mayWait whether it waits for the call that sends it, if its sender is on this node
     * @return what became of it
     */
    template <typename HEADER, typename INTERFACE>
    RxStatus DoReceive(Ptr<Packet> packet,
                       const HEADER& header,
                       Ptr<INTERFACE> interface,
                       bool mayWait);

    /**
     * @brief Takes a segment that has waited.
     * @tparam HEADER the IP header's class
     * @tparam INTERFACE the interface's class
     * @param packet the segment
     * @param header the IP header
     * @param interface where it arrived
     */
    template <typename HEADER, typename INTERFACE>
    void ReceiveWaiting(Ptr<Packet> packet, HEADER header, Ptr<INTERFACE> interface);

    /**
     * @brief Whether the TCP checksum is right, where ns-3 computes checksums.
     * @tparam HEADER the IP header
     * @param packet the segment
     * @param header its IP header
     * @return false if it is wrong
     */
    template <typename HEADER>
    bool IsChecksumRight(Ptr<const Packet> packet, const HEADER& header);

    /// What ICMP has said of the way to a destination
    struct PathMtu
    {
        uint32_t bytes = 0; //!< longest packet that passes
        Time until;         //!< when that is forgotten
    };

    /// @brief Four values of which only the other end's address is set. @param tuple whose
    /// @return them
    static HttpTcpFourTuple GetDestination(const HttpTcpFourTuple& tuple);

    /**
     * @brief Takes an ICMP message about a connection.
     * @tparam ADDRESS the addresses' class
     * @param source, destination of the packet that it is about
     * @param payload the first bytes of its TCP header
     * @param isUnreachable it says that the other end cannot be reached
     * @param mtu what it says that passes, bytes, if it is about that
     * @return false if there is no such connection here
     */
    template <typename ADDRESS>
    bool TakeIcmp(ADDRESS source,
                  ADDRESS destination,
                  const uint8_t payload[8],
                  bool isUnreachable,
                  std::optional<uint32_t> mtu);

    template <typename VALUE>
    using Map = std::unordered_map<HttpTcpFourTuple, VALUE, HttpTcpFourTupleHash>;

    Ptr<TcpL4Protocol> m_tcp;           //!< who is behind
    std::vector<Ptr<Socket>> m_sockets; //!< every connection; each knows its place
    Map<HttpTcpEndpoint*> m_table;      //!< every connection by its four values
    /// Connections opened so far, by destination and local address: what counts through the ports
    Map<uint32_t> m_nextPorts;
    Map<PathMtu> m_pathMtus;                        //!< by the other end's address
    std::unordered_map<uint16_t, uint32_t> m_ports; //!< connections by local port
    HttpTcpCarrier m_carrier;                       //!< hands segments to IP
    uint16_t m_firstPort;                           //!< start of the ephemeral range
    uint16_t m_lastPort;                            //!< end of the ephemeral range
    TracedCallback<Ptr<const Packet>, const std::string&> m_malformed; //!< dropped segments
};

} // namespace ns3

#endif /* HTTP_TCP_DEMULTIPLEXER_H */
