/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OBSERVER_H
#define HTTP_OBSERVER_H

#include "http-connection-pattern.h"

#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What the observers of one node have in common: their node and what they tell of.
 *
 * An observer is aggregated to a node. It adds no event to the simulation and draws no random
 * number, so that a run is the same with and without it.
 */
class HttpObserver : public Object
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief Sets the connections that are told of.
     * @param text see HttpConnectionPattern; anything else ends the program
     */
    void SetConnections(std::string text);

    /// @brief The connections that are told of. @return the text that was set
    std::string GetConnections() const;

  protected:
    void NotifyNewAggregate() override;
    void DoDispose() override;

    /// @brief Called once, when the node is known.
    virtual void NotifyNode();

    /// @brief The node. @return the node; null before it is known and after disposal
    Ptr<Node> GetNode() const;

    /// @brief Whether a time is inside the time window. @param time it @return true if it is
    bool IsInWindow(Time time) const
    {
        return time >= m_begin && time < m_end;
    }

    /// @brief Whether a connection is told of. @param tuple its four values @return true if it is
    bool IsSelected(const HttpFourTuple& tuple) const
    {
        return m_isEveryConnection || m_patterns.Matches(tuple);
    }

    uint32_t m_nodeId = 0; //!< id of the node

  private:
    Ptr<Node> m_node;                 //!< the node
    Time m_begin;                     //!< start of the time window
    Time m_end;                       //!< end of the time window, exclusive
    std::string m_connections;        //!< the patterns' text
    HttpConnectionPattern m_patterns; //!< which connections
    bool m_isEveryConnection = true;  //!< there are no patterns
};

/**
 * @ingroup http
 * @brief Indices of a node's net devices by the indices of its IP interfaces.
 */
class HttpInterfaceMap
{
  public:
    static constexpr uint32_t NONE = 0xffffffff; //!< no device

    /**
     * @brief The index of an interface's net device.
     * @tparam Ip Ipv4 or Ipv6
     * @param ip the IP stack
     * @param interface index of the interface
     * @return index of the net device on its node, or NONE
     */
    template <typename Ip>
    uint32_t Get(const Ptr<Ip>& ip, uint32_t interface)
    {
        if (interface < m_devices.size())
        {
            return m_devices[interface];
        }
        if (interface >= ip->GetNInterfaces())
        {
            return NONE;
        }
        for (uint32_t i = m_devices.size(); i <= interface; i++)
        {
            m_devices.push_back(ip->GetNetDevice(i)->GetIfIndex());
        }
        return m_devices[interface];
    }

  private:
    std::vector<uint32_t> m_devices; //!< indices of devices
};

} // namespace ns3

#endif /* HTTP_OBSERVER_H */
