/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TEST_NETWORK_H
#define HTTP_TEST_NETWORK_H

#include "ns3/application-container.h"
#include "ns3/http-client-helper.h"
#include "ns3/http-topology-helper.h"
#include "ns3/http-transaction-record.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace http_test
{

/// Frames of a point-to-point link: PPP's protocol field.
constexpr uint32_t PPP_BYTES = 2;
/// Frames of a shared wire: addresses, type and checksum.
constexpr uint32_t ETHERNET_BYTES = 18;
/// TCP's header with timestamps.
constexpr uint32_t TCP_BYTES = 32;

/// @brief Bytes of an IP header. @param isIpv6 which IP @return the bytes
inline uint32_t
GetIpBytes(bool isIpv6)
{
    return isIpv6 ? 40 : 20;
}

/**
 * @brief A network as settings describe it, with clients and servers.
 *
 * Ends with everything that it has set in ns-3 reset.
 */
class Network
{
  public:
    /// @brief Builds the network. @param settings what it is
    explicit Network(const ns3::HttpTopologySettings& settings);
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /**
     * @brief Installs servers on every server node, and follows the IP packets of a client's node.
     * @param client number of the client whose packets are followed
     */
    void Serve(uint32_t client = 0);

    /**
     * @brief Installs a client that goes through targets of a server one after the other.
     * @param client number of its node
     * @param server number of the server
     * @param targets with spaces between, as HttpUrlWorkload has them
     * @param start when it starts
     */
    void Load(uint32_t client, uint32_t server, const std::string& targets, ns3::Time start);

    /**
     * @brief Installs a UDP flow from a server to a client.
     * @param server, client their numbers
     * @param rate of the content, bit/s
     * @param bytes content of a packet
     * @param begin, end of the flow
     */
    void Flow(uint32_t server,
              uint32_t client,
              double rate,
              uint32_t bytes,
              ns3::Time begin,
              ns3::Time end);

    /// @brief Content of the flows that has arrived. @return bytes
    uint64_t GetFlowBytes() const;

    /// @brief Runs. @param end when it ends
    void Run(ns3::Time end);

    /// @brief The records' outcomes. @return how often each
    std::map<std::string, uint32_t> CountOutcomes() const;

    ns3::HttpTopologyHelper topology;                     //!< the network
    std::vector<ns3::HttpTransactionRecord> transactions; //!< in the order of their outcomes
    std::vector<uint32_t> sent;                           //!< bytes of its IP packets with TCP
    std::vector<uint32_t> received;                       //!< the same toward it
    uint32_t largest = 0;                                 //!< the largest of both, bytes

  private:
    void OnTransaction(const ns3::HttpTransactionRecord& record);
    void OnSent4(ns3::Ptr<const ns3::Packet> packet, ns3::Ptr<ns3::Ipv4> ip, uint32_t interface);
    void OnReceived4(ns3::Ptr<const ns3::Packet> packet,
                     ns3::Ptr<ns3::Ipv4> ip,
                     uint32_t interface);
    void OnSent6(ns3::Ptr<const ns3::Packet> packet, ns3::Ptr<ns3::Ipv6> ip, uint32_t interface);
    void OnReceived6(ns3::Ptr<const ns3::Packet> packet,
                     ns3::Ptr<ns3::Ipv6> ip,
                     uint32_t interface);
    template <typename H>
    void Add(std::vector<uint32_t>& packets,
             ns3::Ptr<const ns3::Packet> packet,
             uint8_t (H::*getProtocol)() const);

    ns3::HttpTopologySettings m_settings;  //!< what it is
    ns3::ApplicationContainer m_receivers; //!< of the flows
    ns3::ApplicationContainer m_clients;   //!< HTTP clients
    uint16_t m_port = 5000;                //!< of the next flow
};

} // namespace http_test

#endif /* HTTP_TEST_NETWORK_H */
