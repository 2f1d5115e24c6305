/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SIMULATION_H
#define HTTP_SIMULATION_H

#include "ns3/error-model.h"
#include "ns3/http-client-helper.h"
#include "ns3/http-client.h"
#include "ns3/http-page-record.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-server.h"
#include "ns3/http-transaction-record.h"
#include "ns3/http-workload.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace http_test
{

/// @brief The link between the two nodes.
struct Link
{
    std::string rate = "10Mbps";             //!< data rate
    ns3::Time delay = ns3::MilliSeconds(10); //!< one way
    uint32_t queue = 100;                    //!< packets in the queue at each end
    double loss = 0;                         //!< share of packets lost, each way
    uint32_t mtu = 1500;                     //!< bytes
    bool isIpv6 = false;                     //!< IP version
    bool isRepaired = true;                  //!< the module's own TCP endpoint, not ns-3's
};

/**
 * @brief The endpoint of a link's nodes, as GetTestSocketFactory() takes it.
 * @param link the link
 * @return TypeId of the module's or of ns-3's socket factory
 */
ns3::TypeId GetSocketFactory(const Link& link);

/// @brief How a Link prints, for the messages of failed tests. @param out, link both @return out
std::ostream& operator<<(std::ostream& out, const Link& link);

/// @brief A helper for clients whose workloads name their servers themselves.
struct ClientHelper : ns3::HttpClientHelper
{
    ClientHelper()
        : HttpClientHelper("http://127.0.0.1/")
    {
    }
};

/// @brief A helper for servers of a scheme at port 443. @param scheme http, or https: with TLS
/// @return it
ns3::HttpServerHelper MakeServerHelper(const std::string& scheme);

/// @brief A transaction record with strings of its own.
struct SeenTransaction : ns3::HttpTransactionRecord
{
    std::string ownMethod; //!< method
    std::string ownUrl;    //!< URL
};

/// @brief A page record with a string of its own.
struct SeenPage : ns3::HttpPageRecord
{
    std::string ownUrl; //!< URL
};

/// @brief A workload that goes through given pages once.
class PageListWorkload : public ns3::HttpWorkload
{
  public:
    /// @brief Adds a page. @param page the page
    void Add(const ns3::HttpPage& page);
    bool NextPage(const ns3::http::Url& base, ns3::HttpPage& page) override;

  private:
    std::vector<ns3::HttpPage> m_pages; //!< the pages
    std::size_t m_next = 0;             //!< those begun
};

/// @brief Loses nothing; flips a bit of the last byte of chosen packets and lets them pass.
class BitFlipper : public ns3::ErrorModel
{
  public:
    /**
     * @brief Which packets.
     * @param minBytes packets below this size are left alone
     * @param first number of the first packet to be changed among the others, from 1
     */
    BitFlipper(uint32_t minBytes, uint32_t first);
    /// @brief Packets changed. @return their number
    uint32_t GetFlipped() const;

  private:
    bool DoCorrupt(ns3::Ptr<ns3::Packet> packet) override;
    void DoReset() override;

    uint32_t m_minBytes;    //!< least size
    uint32_t m_first;       //!< which of them
    uint32_t m_seen = 0;    //!< packets of that size seen
    uint32_t m_flipped = 0; //!< packets changed
};

/**
 * @brief Two nodes, node 0 for clients and node 1 for servers, joined by one link.
 *
 * Ends with everything that it has set in ns-3 reset.
 */
class Simulation
{
  public:
    /// @brief Builds the network. @param link the link
    explicit Simulation(const Link& link = Link());
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    /// @brief Loses packets from now on, at both ends of the link. @param share of them, 1: all
    void SetLoss(double share);

    /// @brief Takes the client's interface down, or up again. @param isUp which
    void SetInterface(bool isUp);

    /// @brief What makes the sockets. @return TypeId of the factory
    ns3::TypeId GetSocketFactory() const;

    /// @brief A URL at the server. @param target its target @param port its port @return the URL
    std::string GetUrl(const std::string& target = "/", uint16_t port = 80) const;

    /// @brief The server's address and a port. @param port the port @return both
    ns3::Address GetServerAddress(uint16_t port = 80) const;

    /// @brief Installs a server. @param helper how @return it
    ns3::Ptr<ns3::HttpServer> Serve(ns3::HttpServerHelper helper = ns3::HttpServerHelper());

    /// @brief Installs a client and follows its records. @param helper how @return it
    ns3::Ptr<ns3::HttpClient> Load(ns3::HttpClientHelper helper);

    /**
     * @brief Installs a client that goes through targets of the server.
     * @param targets the targets
     * @param helper how
     * @param together as one page, all at once; otherwise one after the other
     * @return the client
     */
    ns3::Ptr<ns3::HttpClient> LoadTargets(const std::vector<std::string>& targets,
                                          ns3::HttpClientHelper helper = ClientHelper(),
                                          bool together = false);

    /**
     * @brief Installs a client that loads pages.
     * @param pages the pages
     * @param helper how
     * @return the client
     */
    ns3::Ptr<ns3::HttpClient> LoadPages(const std::vector<ns3::HttpPage>& pages,
                                        const ns3::HttpClientHelper& helper = ClientHelper());

    /**
     * @brief A page object at the server.
     * @param target its target
     * @param method the method
     * @param contentBytes content of the request
     * @return the object
     */
    ns3::HttpPageObject MakeObject(const std::string& target,
                                   const std::string& method = "GET",
                                   uint64_t contentBytes = 0) const;

    /**
     * @brief Runs to the end, destroys the simulator, and checks that queued = outcomes.
     * @param limit the longest simulated time
     */
    void Run(ns3::Time limit = ns3::Hours(2));

    /// @brief Transactions by outcome. @return the counts
    std::map<std::string, uint32_t> CountOutcomes() const;

    /// @brief Every record of every client and server, as text, in order. @return lines
    const std::string& GetLog() const;

    ns3::NodeContainer nodes;                       //!< client's and server's node
    ns3::NetDeviceContainer devices;                //!< their ends of the link
    std::vector<SeenTransaction> transactions;      //!< in the order of their outcomes
    std::vector<SeenPage> pages;                    //!< in the order of their ends
    std::vector<ns3::Ptr<ns3::HttpClient>> clients; //!< the clients
    std::vector<ns3::Ptr<ns3::HttpServer>> servers; //!< the servers
    ns3::Time end;                                  //!< when the simulation ended

  private:
    void OnTransaction(const ns3::HttpTransactionRecord& record);
    void OnPage(const ns3::HttpPageRecord& record);
    void OnMessage(const ns3::HttpMessageRecord& record);
    void OnActivity(const ns3::HttpActivityRecord& record);

    ns3::Address m_serverAddress; //!< the server's Ipv4Address or Ipv6Address
    ns3::TypeId m_factory;        //!< what makes the sockets
    std::string m_log;            //!< every record
};

} // namespace http_test

#endif /* HTTP_SIMULATION_H */
