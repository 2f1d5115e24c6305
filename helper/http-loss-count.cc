/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-loss-count.h"

#include "ns3/http-drop-points.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"

#include <numeric>
#include <string>

namespace ns3
{

namespace
{

/// How a cause is called.
struct CauseNames
{
    const char* name; //!< in statistics
    const char* text; //!< for people
};

/// In the order of HttpLossCount::Cause.
constexpr std::array<CauseNames, HttpLossCount::CAUSES> NAMES = {{
    {"queue", "queue"},
    {"error_model", "error model"},
    {"link_down", "link down"},
    {"medium", "shared medium"},
    {"neighbour", "no neighbour"},
    {"ip", "IP"},
}};

/// @brief The cause that a reason belongs to. @param reason as HttpDropPoints tells it
/// @return the cause
HttpLossCount::Cause
FindCause(const std::string& reason)
{
    using Cause = HttpLossCount::Cause;
    if (reason == HttpDropPoints::RECEIVE_ERROR)
    {
        return Cause::ErrorModel;
    }
    if (reason == HttpDropPoints::LINK_DOWN)
    {
        return Cause::LinkDown;
    }
    if (reason == HttpDropPoints::NO_ARP_ANSWER)
    {
        return Cause::Neighbour;
    }
    const bool isQueue = reason == HttpDropPoints::NOT_QUEUED ||
                         reason == HttpDropPoints::QUEUE_STOPPED ||
                         reason.rfind(HttpDropPoints::QUEUE_DISC, 0) == 0;
    return isQueue ? Cause::Queue : Cause::Medium;
}

} // namespace

HttpLossCount::HttpLossCount() = default;

HttpLossCount::~HttpLossCount()
{
    for (HttpDropPoints& points : m_points)
    {
        points.Disconnect();
    }
}

void
HttpLossCount::Watch(const NodeContainer& nodes)
{
    const auto watch = [](const auto& ip, const auto& sink) {
        if (ip)
        {
            ip->TraceConnectWithoutContext("Drop", sink);
        }
    };
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        m_points.emplace_back();
        m_points.back().Connect(*node, MakeCallback(&HttpLossCount::OnDrop, this));
        watch((*node)->GetObject<Ipv4L3Protocol>(),
              MakeCallback(&HttpLossCount::OnIpDrop<Ipv4Header, Ipv4L3Protocol::DropReason, Ipv4>,
                           this));
        watch((*node)->GetObject<Ipv6L3Protocol>(),
              MakeCallback(&HttpLossCount::OnIpDrop<Ipv6Header, Ipv6L3Protocol::DropReason, Ipv6>,
                           this));
    }
}

void
HttpLossCount::Report(Cause cause)
{
    m_counts[static_cast<std::size_t>(cause)] += m_isStopped ? 0 : 1;
}

void
HttpLossCount::Stop()
{
    m_isStopped = true;
}

uint64_t
HttpLossCount::Get(Cause cause) const
{
    return m_counts[static_cast<std::size_t>(cause)];
}

uint64_t
HttpLossCount::GetAll() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), uint64_t{0});
}

const char*
HttpLossCount::GetName(Cause cause)
{
    return NAMES[static_cast<std::size_t>(cause)].name;
}

const char*
HttpLossCount::GetText(Cause cause)
{
    return NAMES[static_cast<std::size_t>(cause)].text;
}

void
HttpLossCount::OnDrop(Ptr<const Packet> /* packet */, uint32_t /* interface */, const char* reason)
{
    Report(FindCause(reason));
}

template <typename HEADER, typename REASON, typename IP>
void
HttpLossCount::OnIpDrop(const HEADER& /* header */,
                        Ptr<const Packet> /* packet */,
                        REASON /* reason */,
                        Ptr<IP> /* ip */,
                        uint32_t /* interface */)
{
    Report(Cause::Ip);
}

} // namespace ns3
