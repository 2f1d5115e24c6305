/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ONE_LINK_H
#define HTTP_ONE_LINK_H

#include "ns3/core-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <cstdint>

namespace ns3
{

/// Client and server, at 10.1.0.1 and 10.1.0.2, with a link between them.
struct HttpOneLink
{
    /// @brief Builds them. @param rate of the link @param delay one way @param queue packets that
    /// wait at each end
    HttpOneLink(DataRate rate, Time delay, uint32_t queue = 100)
        : nodes(2)
    {
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", DataRateValue(rate));
        link.SetChannelAttribute("Delay", TimeValue(delay));
        link.SetQueue("ns3::DropTailQueue",
                      "MaxSize",
                      QueueSizeValue(QueueSize(QueueSizeUnit::PACKETS, queue)));
        devices = link.Install(nodes);
        InternetStackHelper stack;
        stack.SetIpv6StackInstall(false);
        stack.Install(nodes);
        Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(devices);
        // Packets wait in the devices' queues alone.
        TrafficControlHelper().Uninstall(devices);
    }

    /// @brief Loses packets on their way to an end. @param end 0: the client; 1: the server
    /// @param share of packets @param stream of random numbers
    void SetLoss(uint32_t end, double share, int64_t stream) const
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(share));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        loss->AssignStreams(stream);
        devices.Get(end)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }

    NodeContainer nodes;        //!< client, server
    NetDeviceContainer devices; //!< of the link, in the same order
};

} // namespace ns3

#endif /* HTTP_ONE_LINK_H */
