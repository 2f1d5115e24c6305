/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_LOAD_H
#define HTTP_TLS_LOAD_H

// One load between a client like curl and a server like nginx, over TLS or in clear, simulated.

#include "http-one-link.h"
#include "http-repeated-request.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// Bytes of the heads, from what was sent in clear: curl's without the size that its target names,
/// and nginx's for a file. Of curl's head, target and Host have 16 bytes and the size's digits: in
/// HTTP/2 they go by what they say.
constexpr uint32_t HTTP_CURL_HEAD = 79;
constexpr uint32_t HTTP_NGINX_HEAD = 254;
constexpr uint16_t HTTP_TLS_PORT = 8443;

/// Time that the real hosts take outside of TCP, TLS and the link.
struct HttpHostDelays
{
    Time client; //!< before a connection is asked for
    Time server; //!< before a response
};

/// What a simulation is to be.
struct HttpTlsPlan
{
    bool isSecure = false; //!< with TLS
    bool isHttp2 = false;  //!< with HTTP/2
    double rateMbit = 0;   //!< of the link
    double rttMs = 0;      //!< of the link
    double queue = 1000;   //!< packets
    double loss = 0;       //!< share of packets
    uint32_t objects = 1;  //!< loaded at once
    uint32_t repeats = 1;  //!< times, one after the other
    uint64_t size = 0;     //!< of an object
    uint32_t run = 1;      //!< for random losses
};

/// What one direction carried.
struct HttpCarried
{
    uint64_t packets = 0; //!< IP packets sent
    uint64_t bytes = 0;   //!< their lengths
};

/// @brief One simulation.
class HttpTlsLoad
{
  public:
    /**
     * @brief Simulates a load.
     * @param plan what it is to be
     * @param delays the hosts' own time
     * @param endpoint http or stock
     * @return whether everything was complete
     */
    bool Run(const HttpTlsPlan& plan, const HttpHostDelays& delays, const std::string& endpoint);

    std::vector<HttpTransactionRecord> done; //!< the requests in the order of their ends
    HttpCarried up;                          //!< from the client
    HttpCarried down;                        //!< from the server
    double span = 0;                         //!< from the first packet to the last data, s

  private:
    /// @brief What is asked for. @param plan its size @return the target
    static std::string GetTarget(const HttpTlsPlan& plan)
    {
        return "/o/" + std::to_string(plan.size);
    }

    /// @brief A request has its outcome. @param record the request
    void OnTransaction(const HttpTransactionRecord& record)
    {
        done.push_back(record);
    }

    /// @brief The client sends. @param packet the IP packet
    void OnUp(Ptr<const Packet> packet, Ptr<Ipv4> /* stack */, uint32_t /* interface */)
    {
        m_first = m_first.IsNegative() ? Simulator::Now() : m_first;
        ++up.packets;
        up.bytes += packet->GetSize();
    }

    /// @brief The server sends. @param packet the IP packet
    void OnDown(Ptr<const Packet> packet, Ptr<Ipv4> /* stack */, uint32_t /* interface */)
    {
        ++down.packets;
        down.bytes += packet->GetSize();
    }

    /// @brief The client receives. @param packet the IP packet
    void OnArrival(Ptr<const Packet> packet, Ptr<Ipv4> /* stack */, uint32_t /* interface */)
    {
        // IP and TCP headers with the timestamps option take 52 bytes.
        if (packet->GetSize() > 152)
        {
            span = (Simulator::Now() - m_first).GetSeconds();
        }
    }

    /// @brief Makes a server like nginx. @param plan what is asked for @param delay before a
    /// response @param factory of its sockets
    void InstallServer(const HttpTlsPlan& plan, Time delay, const TypeIdValue& factory);

    /// @brief Makes a client like curl. @param plan what it asks for @param delay before the first
    /// connection @param factory of its sockets
    void InstallClient(const HttpTlsPlan& plan, Time delay, const TypeIdValue& factory);

    /// @brief Makes two hosts and the link. @param plan what they are like
    void BuildNetwork(const HttpTlsPlan& plan);

    NodeContainer m_nodes; //!< client and server
    Time m_first{-1};      //!< the first packet
};

inline void
HttpTlsLoad::BuildNetwork(const HttpTlsPlan& plan)
{
    const HttpOneLink link(DataRate(static_cast<uint64_t>(plan.rateMbit * 1e6)),
                           MicroSeconds(plan.rttMs * 500),
                           static_cast<uint32_t>(plan.queue));
    m_nodes = link.nodes;
    for (uint32_t i = 0; plan.loss > 0 && i < 2; ++i)
    {
        link.SetLoss(i, plan.loss, 100 + i);
    }
}

inline void
HttpTlsLoad::InstallServer(const HttpTlsPlan& plan, Time delay, const TypeIdValue& factory)
{
    HttpServerHelper server(HTTP_TLS_PORT);
    server.SetAttribute("SocketFactory", factory);
    // What was measured in clear, nginx had the kernel send (sendfile, tcp_nopush).
    server.SetAttribute("Cork", BooleanValue(!plan.isSecure));
    server.SetAttribute("WriteBytes", UintegerValue(plan.isSecure ? 32768 : 65536));
    if (plan.isSecure)
    {
        server.SetTls();
    }
    HttpResource resource;
    resource.size = plan.size;
    resource.headBytes = HTTP_NGINX_HEAD;
    resource.delay = delay;
    // nginx's, where HTTP/2 is spoken and heads have no given size
    resource.type = "application/octet-stream";
    resource.recorded.Add("last-modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    resource.recorded.Add("etag", "\"6955b900-186a0\"");
    resource.recorded.Add("accept-ranges", "bytes");
    server.SetAttribute("Product", StringValue("nginx/1.22.1"));
    Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    catalogue->Add(GetTarget(plan), resource);
    server.SetCatalogue(catalogue);
    server.Install(m_nodes.Get(1));
    m_nodes.Get(1)->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
        "Tx",
        MakeCallback(&HttpTlsLoad::OnDown, this));
}

inline void
HttpTlsLoad::InstallClient(const HttpTlsPlan& plan, Time delay, const TypeIdValue& factory)
{
    HttpClientHelper client(std::string(plan.isSecure ? "https" : "http") +
                            "://10.1.0.2:" + std::to_string(HTTP_TLS_PORT) + GetTarget(plan));
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("MaxConnectionsPerServer",
                        UintegerValue(plan.objects > 1 && !plan.isHttp2 ? 6 : 1));
    client.SetAttribute("Version", StringValue(plan.isHttp2 ? "HTTP/2" : "HTTP/1.1"));
    // The program ends when it has everything, and its connection with it.
    client.SetAttribute("MaxRequestsPerConnection",
                        UintegerValue(plan.objects > 1 ? 0 : plan.repeats));
    Ptr<HttpRepeatedRequest> workload = CreateObject<HttpRepeatedRequest>();
    const auto digits = static_cast<uint32_t>(std::to_string(plan.size).size());
    workload->Set(delay, Time(), plan.repeats, HTTP_CURL_HEAD + digits, plan.objects);
    client.SetAttribute("Workload", PointerValue(workload));
    client.Install(m_nodes.Get(0))
        .Get(0)
        ->TraceConnectWithoutContext("Transaction",
                                     MakeCallback(&HttpTlsLoad::OnTransaction, this));
    const Ptr<Ipv4L3Protocol> stack = m_nodes.Get(0)->GetObject<Ipv4L3Protocol>();
    stack->TraceConnectWithoutContext("Tx", MakeCallback(&HttpTlsLoad::OnUp, this));
    stack->TraceConnectWithoutContext("Rx", MakeCallback(&HttpTlsLoad::OnArrival, this));
}

inline bool
HttpTlsLoad::Run(const HttpTlsPlan& plan, const HttpHostDelays& delays, const std::string& endpoint)
{
    RngSeedManager::SetRun(plan.run);
    BuildNetwork(plan);
    const bool isOwn = endpoint != "stock";
    if (isOwn)
    {
        HttpTcpHelper().Install(m_nodes);
    }
    const TypeIdValue factory(isOwn ? HttpTcpSocketFactory::GetTypeId()
                                    : TcpSocketFactory::GetTypeId());
    InstallServer(plan, delays.server, factory);
    InstallClient(plan, delays.client, factory);
    Simulator::Stop(Seconds(600));
    Simulator::Run();
    Simulator::Destroy();
    return done.size() == static_cast<std::size_t>(plan.objects) * plan.repeats &&
           std::all_of(done.begin(), done.end(), [](const HttpTransactionRecord& record) {
               return std::string(record.outcome) == "complete";
           });
}

} // namespace ns3

#endif // HTTP_TLS_LOAD_H
