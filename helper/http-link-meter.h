/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LINK_METER_H
#define HTTP_LINK_METER_H

#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"
#include "ns3/queue-item.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief How much links carry and lose: counts at the devices that send over them.
 */
class HttpLinkMeter
{
  public:
    /// @brief What a link could have sent from one moment to another, in bits.
    typedef std::function<double(Time begin, Time end)> Capacity;

    /**
     * @brief Follows a device.
     * @param name of the link and the direction, for people
     * @param device what sends over it, with trace sources as those of ns-3's PointToPointNetDevice
     * @param capacity of the link
     * @param overhead bytes of each frame that do not count against the capacity
     */
    void Watch(const std::string& name,
               Ptr<NetDevice> device,
               const Capacity& capacity,
               uint32_t overhead = 0);

    /**
     * @brief Follows a device whose rate is constant.
     * @param name of the link and the direction, for people
     * @param device what sends over it
     * @param rate of the link, bit/s
     */
    void Watch(const std::string& name, Ptr<NetDevice> device, double rate);

    /// @brief Forgets what was counted so far: the warm-up is over.
    void Restart();

    /// @brief Counts nothing from now on: what follows is no part of what is measured.
    void Stop();

    /**
     * @brief Prints the line of the link that was busiest.
     * @param out where
     * @param end simulated time at the end of the run, which counts where Stop() was not called
     */
    void Print(std::ostream& out, Time end) const;

    /**
     * @brief The figures of the link that was busiest, by name.
     * @param end as in Print()
     * @return bottleneck_utilisation (NaN if nothing could be sent in the time measured),
     * bottleneck_packets, bottleneck_drops; empty without devices
     */
    std::map<std::string, double> GetFigures(Time end) const;

  private:
    /// @brief What one device did.
    struct Counter : public SimpleRefCount<Counter>
    {
        std::string name;       //!< link and direction
        Capacity capacity;      //!< what could have been sent
        uint32_t overhead = 0;  //!< bytes of a frame that do not count
        uint64_t bytes = 0;     //!< bytes that count of frames whose sending began
        double carried = 0;     //!< bits of the frame that was being sent when counting began
        Time lastBegin;         //!< when sending the latest frame began
        uint32_t lastBytes = 0; //!< its bytes that count
        uint64_t packets = 0;   //!< frames sent
        uint64_t drops = 0;     //!< packets that its queues dropped
        bool isStopped = false; //!< nothing is counted any more

        /// @brief Trace sink: a frame goes out. @param packet the frame
        void OnSent(Ptr<const Packet> packet);
        /// @brief Trace sink: a queue or its discipline dropped a packet. @param item the packet
        template <typename ITEM>
        void OnDrop(Ptr<const ITEM> item);
        /// @brief What is not sent yet of the latest frame. @param now when @return bits
        double GetUnsent(Time now) const;
    };

    /// @brief The busiest. @param end as in Print() @return its counter, or nullptr
    Ptr<Counter> FindBusiest(Time end) const;

    /**
     * @brief How much of what it could have sent a link has sent.
     * @param counter the link
     * @param end as in Print()
     * @return the share; NaN if it could not have sent anything
     */
    double GetUtilisation(const Counter& counter, Time end) const;

    std::vector<Ptr<Counter>> m_counters; //!< by device
    Time m_begin;                         //!< when counting began
    Time m_end = Time::Max();             //!< when it ended
};

} // namespace ns3

#endif /* HTTP_LINK_METER_H */
