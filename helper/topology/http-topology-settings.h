/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_SETTINGS_H
#define HTTP_TOPOLOGY_SETTINGS_H

#include "ns3/data-rate.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief What is wrong with a setting.
 */
struct HttpTopologyProblem
{
    std::string option;   //!< the setting's name on a command line, without dashes
    std::string value;    //!< its value
    std::string accepted; //!< what is accepted, or what is wrong; empty: all is well

    /// @brief Whether something is wrong. @return whether
    explicit operator bool() const
    {
        return !accepted.empty();
    }
};

/**
 * @ingroup http
 * @brief A network, described by its shape and by what its links do.
 *
 * Every shape has one or more main links, which the studies are about (the bottleneck of a
 * dumbbell, the links between the routers of a chain or of a file), and access links, which join
 * hosts to routers. What disturbs traffic is on the main links. Random variables are texts as
 * ns-3's attributes have them, such as ns3::UniformRandomVariable[Min=0|Max=0.005].
 */
struct HttpTopologySettings
{
    std::string shape = "point-to-point"; //!< name of a shape, see HttpTopologyShape
    uint32_t clients = 1;                 //!< client nodes (point-to-point has one for all)
    uint32_t servers = 1;                 //!< server nodes
    bool hasProxy = false;                //!< a node for a proxy
    std::string proxyPlace;               //!< its router; empty: the first client's
    uint32_t hostsPerServer = 1;          //!< addresses that a server's link must have room for
    bool isIpv6 = false;                  //!< IP version
    std::string routing = "static";       //!< static, global or nix-vector
    std::string clientPlaces;             //!< routers of the clients; empty: as the shape has them
    std::string serverPlaces;             //!< routers of the servers; empty: as the shape has them

    DataRate rate{"10Mbps"};            //!< of a main link, from servers to clients
    DataRate uplink{0};                 //!< the other way; 0: the same
    Time delay{-1};                     //!< of a main link, one way; negative: the shape's own
    uint32_t mtu = 1500;                //!< of every link, bytes
    uint32_t queue = 100;               //!< packets that wait at each end of a main link
    std::string queueDisc = "DropTail"; //!< DropTail, RED, CoDel, FqCoDel or PIE
    std::string jitter;                 //!< further delay: a time (0 to it) or a variable, seconds
    double loss = 0;                    //!< share of packets lost, each way
    double lossBurst = 1;               //!< mean number of packets lost in a row
    std::string lossList;       //!< packets toward clients lost, counted from 1, with commas
    std::string uplinkLossList; //!< the same toward the servers
    double reorder = 0;         //!< share of packets held back
    Time reorderDelay = MilliSeconds(10); //!< how long they are held back
    std::string failures;                 //!< LINK\@BEGIN+LENGTH with commas; LINK is main or A-B
    std::string linkTrace;                //!< file of delivery opportunities toward the clients
    std::string uplinkTrace;              //!< the same toward the servers

    DataRate accessRate{"1Gbps"};       //!< of a host's own link, toward the host
    DataRate accessUplink{0};           //!< the other way; 0: the same
    Time accessDelay = MilliSeconds(1); //!< of a host's own link, one way
    std::string accessRates;            //!< of clients: random variable, Mbit/s; empty: accessRate
    std::string accessDelays; //!< of clients: random variable, seconds; empty: accessDelay
    std::string accessFile;   //!< of clients: CSV file, see HttpAccessLinks

    uint32_t fanout = 10;             //!< tree: links from a router toward the clients
    uint32_t routers = 3;             //!< chain: number of routers
    std::string rates;                //!< chain: rates of the main links in turn, with commas
    std::string delays;               //!< chain: their delays in turn, with commas
    DataRate coreRate{"10Gbps"};      //!< tree: of links between routers
    Time coreDelay = MilliSeconds(1); //!< tree: of links between routers
    std::string wifi = "802.11g";     //!< wifi: the standard, 802.11a, b, g, n, ac or ax
    double wifiDistance = 5;          //!< wifi: metres from the access point to each station
    std::string file;                 //!< file: FORMAT:NAME, or NAME with a known ending

    uint32_t bulk = 0;           //!< background: TCP connections that never end
    uint32_t onOff = 0;          //!< background: UDP flows, on and off
    DataRate onOffRate{"1Mbps"}; //!< rate of each while on
    std::string onTime = "ns3::ExponentialRandomVariable[Mean=0.5]";  //!< seconds
    std::string offTime = "ns3::ExponentialRandomVariable[Mean=0.5]"; //!< seconds
};

/**
 * @ingroup http
 * @brief The one-way delay of main links: what the settings say, or what suits the shape.
 * @param settings the settings
 * @return their delay; if it is negative 20 ms, and 1 us on the shared wire of a lan, which nothing
 * else can use until a frame has reached its ends
 */
inline Time
GetHttpMainDelay(const HttpTopologySettings& settings)
{
    if (!settings.delay.IsStrictlyNegative())
    {
        return settings.delay;
    }
    return settings.shape == "lan" ? MicroSeconds(1) : MilliSeconds(20);
}

} // namespace ns3

#endif /* HTTP_TOPOLOGY_SETTINGS_H */
