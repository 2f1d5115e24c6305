/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LOSS_COUNT_H
#define HTTP_LOSS_COUNT_H

#include "ns3/node-container.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>

namespace ns3
{

class HttpDropPoints;

/**
 * @ingroup http
 * @brief Counts the packets that a network loses, by cause. It costs nothing while none is lost.
 *
 * Causes are told by IP, by queue disciplines and by net devices; what a medium tells in a way of
 * its own, as Wi-Fi does, is told by Report(). Packets of every kind count, each fragment by
 * itself.
 */
class HttpLossCount
{
  public:
    /// Why a packet is lost.
    enum class Cause : uint8_t
    {
        Queue,      //!< a queue was full, or its discipline dropped it
        ErrorModel, //!< an error model of the receiving device, such as that of a link's loss
        LinkDown,   //!< the link did not work
        Medium,     //!< a shared medium was not free in time, or the frame was sent in vain
        Neighbour,  //!< no neighbour had the address
        Ip,         //!< no route, time to live exceeded and the like
    };

    /// How many causes there are.
    static constexpr std::size_t CAUSES = 6;

    HttpLossCount();
    HttpLossCount(const HttpLossCount&) = delete;
    HttpLossCount& operator=(const HttpLossCount&) = delete;
    ~HttpLossCount();

    /**
     * @brief Watches nodes with all that they have by then: stack, devices, queue disciplines.
     * @param nodes the nodes
     */
    void Watch(const NodeContainer& nodes);

    /// @brief A packet is lost. @param cause why
    void Report(Cause cause);

    /// @brief Counts nothing from now on.
    void Stop();

    /// @brief Packets lost. @param cause why @return their number
    uint64_t Get(Cause cause) const;

    /// @brief Packets lost, whatever the cause. @return their number
    uint64_t GetAll() const;

    /// @brief A cause as statistics spell it. @param cause it @return as in link_down
    static const char* GetName(Cause cause);

    /// @brief A cause for people. @param cause it @return as in "link down"
    static const char* GetText(Cause cause);

  private:
    /// @brief Trace sink: a packet ends below IP. @param packet it @param interface where
    /// @param reason why
    void OnDrop(Ptr<const Packet> packet, uint32_t interface, const char* reason);

    /// @brief Trace sink: IP drops a packet. @param header not used @param packet not used
    /// @param reason not used @param ip not used @param interface not used
    template <typename HEADER, typename REASON, typename IP>
    void OnIpDrop(const HEADER& header,
                  Ptr<const Packet> packet,
                  REASON reason,
                  Ptr<IP> ip,
                  uint32_t interface);

    std::list<HttpDropPoints> m_points;      //!< places below IP, by node
    std::array<uint64_t, CAUSES> m_counts{}; //!< packets by cause
    bool m_isStopped = false;                //!< nothing is counted any more
};

} // namespace ns3

#endif /* HTTP_LOSS_COUNT_H */
