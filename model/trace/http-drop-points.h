/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DROP_POINTS_H
#define HTTP_DROP_POINTS_H

#include "ns3/callback.h"
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

/**
 * @ingroup http
 * @brief The places below IP on one node where packets end, connected to one who wants to know.
 *
 * Queue discs, traffic control, ARP, and those trace sources of net devices that have the type
 * Packet::TracedCallback and a name that ends in Drop.
 */
class HttpDropPoints
{
  public:
    /// Who is told: a packet or frame, the index of the net device, and why, in static storage or
    /// that of this object
    using Sink = Callback<void, Ptr<const Packet>, uint32_t, const char*>;

    /// Instead of the index of a net device: that of the packet that IP sent last
    static constexpr uint32_t INTERFACE_OF_LAST_TX = 0xfffffffe;

    /// @brief What the reason begins with where a queue discipline dropped a packet.
    static constexpr const char* QUEUE_DISC = "queue disc: ";
    /// @brief The reason where a device's queue is full.
    static constexpr const char* NOT_QUEUED = "device: not queued";
    /// @brief The reason where the queue of a stopped device was sent to.
    static constexpr const char* QUEUE_STOPPED = "traffic control: device queue stopped";
    /// @brief The reason where an error model has hit a frame.
    static constexpr const char* RECEIVE_ERROR = "device: receive error";
    /// @brief The reason where a point-to-point link does not work.
    static constexpr const char* LINK_DOWN = "device: link down";
    /// @brief The reason where a shared wire was never free.
    static constexpr const char* NOT_TRANSMITTED = "device: not transmitted";
    /// @brief The reason where no neighbour has the address.
    static constexpr const char* NO_ARP_ANSWER = "arp: no answer";

    /**
     * @brief Connects what is not connected yet.
     * @param node the node
     * @param sink who is told
     */
    void Connect(const Ptr<Node>& node, const Sink& sink);

    /// @brief Tells nothing any more.
    void Disconnect();

  private:
    /// One place
    struct Point : public SimpleRefCount<Point>
    {
        Sink sink;                     //!< who is told; null after disposal
        uint32_t interface = 0;        //!< index of the net device
        const char* reason = "";       //!< why packets end here
        bool isReceiving = false;      //!< frames come from the channel
        Address address;               //!< address of the device
        std::set<std::string> reasons; //!< reasons of a queue disc, kept alive
    };

    /// @brief A new place. @param sink who is told @param interface which device
    /// @param reason why @return the place
    Ptr<Point> Add(const Sink& sink, uint32_t interface, const char* reason);

    /// @brief Connects a device's own drops. @param device it @param sink who is told
    void ConnectDevice(const Ptr<NetDevice>& device, const Sink& sink);

    /// @brief Connects a device's transmission queue. @param device it @param sink who is told
    void ConnectQueue(const Ptr<NetDevice>& device, const Sink& sink);

    /// @brief Connects the node's ARP. @param node it @param sink who is told
    void ConnectArp(const Ptr<Node>& node, const Sink& sink);

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
