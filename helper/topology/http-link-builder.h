/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LINK_BUILDER_H
#define HTTP_LINK_BUILDER_H

#include "http-delivery-gate.h"
#include "http-impaired-channel.h"
#include "http-loss-model.h"
#include "http-topology-plan.h"
#include "http-topology-settings.h"

#include "ns3/net-device-container.h"
#include "ns3/queue-disc-container.h"
#include "ns3/wifi-helper.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Makes the devices and channels of links.
 */
class HttpLinkBuilder
{
  public:
    /// @brief A builder. @param settings what main links do; checked, and outliving the builder
    explicit HttpLinkBuilder(const HttpTopologySettings& settings);

    /**
     * @brief Makes the devices of a link.
     *
     * The nodes have no Internet stack yet, so that devices are numbered from 0 and the loopback
     * comes last, as ns-3's own examples have it.
     * @param plan the network; its nodes exist, and it outlives the builder
     * @param link index of the link
     * @return the devices in the order of the link's ends
     */
    std::vector<Ptr<NetDevice>> Build(const HttpTopologyPlan& plan, uint32_t link);

    /// @brief Puts queue disciplines before the devices made; their nodes have a stack by now.
    void AddQueueDiscs();

    /**
     * @brief Lets a link fail or work again.
     * @param link index of the link, point-to-point
     * @param isUp whether it works
     */
    void SetUp(uint32_t link, bool isUp);

    /**
     * @brief Gives every random variable a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream);

    /**
     * @brief The jitter that a text describes.
     * @param text a time (uniform from 0 to it) or a random variable of seconds
     * @return the variable, or nullptr if the text describes none
     */
    static Ptr<RandomVariableStream> MakeJitter(const std::string& text);

  private:
    /// @brief One end of a main link, and what draws at random there.
    struct MainEnd
    {
        Ptr<NetDevice> device;            //!< what sends there
        Ptr<HttpLossModel> loss;          //!< which packets toward it are lost, or nullptr
        Ptr<HttpImpairedChannel> channel; //!< the link's, at its first end, or nullptr
    };

    /// @brief A device that is to get a queue discipline.
    struct Awaiting
    {
        Ptr<NetDevice> device;              //!< the device
        const HttpTopologyPlan::Link* link; //!< its link
        std::string trace;                  //!< file of a trace that rules it, or empty
    };

    /**
     * @brief Makes a point-to-point link.
     * @param link the link
     * @param index its index
     * @param nodes its ends
     * @return the devices
     */
    std::vector<Ptr<NetDevice>> BuildPointToPoint(const HttpTopologyPlan::Link& link,
                                                  uint32_t index,
                                                  const std::vector<Ptr<Node>>& nodes);

    /// @brief Makes a shared wire. @param link the link @param nodes its ends @return the devices
    std::vector<Ptr<NetDevice>> BuildCsma(const HttpTopologyPlan::Link& link,
                                          const std::vector<Ptr<Node>>& nodes);

    /// @brief Makes a cell of Wi-Fi. @param nodes access point and stations @return the devices
    std::vector<Ptr<NetDevice>> BuildWifi(const std::vector<Ptr<Node>>& nodes);

    /// @brief Makes the channel of a main link. @return the channel
    Ptr<HttpImpairedChannel> MakeImpairedChannel() const;

    /**
     * @brief Puts a queue discipline before a device of a main link.
     * @param device the device
     * @param link the link
     */
    void AddQueueDisc(Ptr<NetDevice> device, const HttpTopologyPlan::Link& link) const;

    /**
     * @brief Lets a device of a main link lose packets.
     * @param device the device, which they reach
     * @param isUp they are on their way to the servers
     * @return what chooses them; nullptr if none are to be lost
     */
    Ptr<HttpLossModel> MakeLoss(Ptr<NetDevice> device, bool isUp) const;

    /**
     * @brief Lets a trace rule when a device sends.
     * @param device the device
     * @param file the trace
     */
    void AddGate(Ptr<NetDevice> device, const std::string& file) const;

    const HttpTopologySettings& m_s;                  //!< what main links do
    std::vector<Ptr<HttpImpairedChannel>> m_channels; //!< by link, or nullptr
    std::vector<MainEnd> m_ends;                      //!< in the order of their making
    std::vector<Awaiting> m_awaiting;                 //!< devices without their disciplines
    NetDeviceContainer m_wifi;                        //!< the cell's devices
    NetDeviceContainer m_csma;                        //!< the wire's devices
};

/// @ingroup http
/// @brief The standards of Wi-Fi. @return their names
std::vector<std::string> GetHttpWifiStandards();

/**
 * @ingroup http
 * @brief When stations are associated with their access point.
 * @param stations their number
 * @return the time
 */
Time GetHttpWifiReadyTime(uint32_t stations);

} // namespace ns3

#endif /* HTTP_LINK_BUILDER_H */
