/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DROP_POINTS_H
#define HTTP_DROP_POINTS_H

#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/queue-item.h"
#include "ns3/simple-ref-count.h"

#include <set>
#include <string>
#include <vector>

namespace ns3
{

class HttpPacketObserver;

/**
 * @ingroup http
 * @brief The places below IP on one node where packets end, connected to a packet observer.
 *
 * Queue discs, traffic control, ARP, and those trace sources of net devices that have the type
 * Packet::TracedCallback and a name that ends in Drop.
 */
class HttpDropPoints
{
  public:
    /**
     * @brief Connects what is not connected yet.
     * @param node the node
     * @param observer who is told
     */
    void Connect(const Ptr<Node>& node, HttpPacketObserver* observer);

    /// @brief Tells nothing any more.
    void Disconnect();

  private:
    /// One place
    struct Point : public SimpleRefCount<Point>
    {
        HttpPacketObserver* observer = nullptr; //!< who is told; null after disposal
        uint32_t interface = 0;                 //!< index of the net device
        const char* reason = "";                //!< why packets end here
        bool isReceiving = false;               //!< frames come from the channel
        Address address;                        //!< address of the device
        std::set<std::string> reasons;          //!< reasons of a queue disc, kept alive
    };

    /// @brief A new place. @param observer who is told @param interface which device
    /// @param reason why @return the place
    Ptr<Point> Add(HttpPacketObserver* observer, uint32_t interface, const char* reason);

    /// @brief Connects a device's own drops. @param device it @param observer who is told
    void ConnectDevice(const Ptr<NetDevice>& device, HttpPacketObserver* observer);

    /// @brief Connects a device's transmission queue. @param device it @param observer who is told
    void ConnectQueue(const Ptr<NetDevice>& device, HttpPacketObserver* observer);

    /// @brief Connects the node's ARP. @param node it @param observer who is told
    void ConnectArp(const Ptr<Node>& node, HttpPacketObserver* observer);

    /// @brief A frame or packet ends. @param point where @param packet it
    static void DropPacket(Ptr<Point> point, Ptr<const Packet> packet);

    /// @brief A packet ends in a queue disc. @param point where @param item it @param reason why
    static void DropItem(Ptr<Point> point, Ptr<const QueueDiscItem> item, const char* reason);

    std::vector<Ptr<Point>> m_points; //!< all places
    std::size_t m_devices = 0;        //!< devices that are connected
    bool m_isNodeConnected = false;   //!< what belongs to no device is connected
};

} // namespace ns3

#endif /* HTTP_DROP_POINTS_H */
