/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What packets cost before TCP does anything: the packets of a download, two of them answered by
// one as an acknowledgment answers, as UDP datagrams over the same stack or as frames between bare
// devices.

#include "http-bench-run.h"

#include "ns3/data-rate.h"
#include "ns3/inet-socket-address.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

using namespace ns3;

namespace
{

/// Bytes of an IPv4 header.
const uint32_t IP_HEADER = 20;
/// Bytes of a TCP header with timestamps.
const uint32_t TCP_HEADER = 32;
/// Bytes of a UDP header.
const uint32_t UDP_HEADER = 8;
/// Bytes of PPP's header.
const uint32_t PPP_HEADER = 2;
/// EtherType of IPv4: PPP carries no others.
const uint16_t PROTOCOL = 0x0800;

/// @brief Sends the packets of a download and their answers.
class Floor
{
  public:
    /**
     * @brief A download.
     * @param run its options and nodes
     * @param isBare whether devices send frames; otherwise sockets datagrams
     */
    Floor(HttpBenchRun& run, bool isBare)
        : m_run(run),
          m_left(run.size),
          m_isBare(isBare)
    {
        const uint32_t packet = run.segment + TCP_HEADER + IP_HEADER + PPP_HEADER;
        m_interval = DataRate(run.rate).CalculateBytesTxTime(packet);
        for (uint32_t i = 0; i < 2; ++i)
        {
            Ptr<Node> node = run.nodes.Get(i);
            m_devices[i] = node->GetDevice(0);
            if (isBare)
            {
                m_devices[i]->SetReceiveCallback(MakeCallback(&Floor::OnFrame, this));
                continue;
            }
            m_sockets[i] = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
            m_sockets[i]->Bind(InetSocketAddress(Ipv4Address::GetAny(), 80));
            m_sockets[i]->SetRecvCallback(MakeCallback(&Floor::OnReadable, this));
        }
        if (!isBare)
        {
            m_sockets[0]->Connect(InetSocketAddress(run.server, 80));
        }
        Simulator::ScheduleNow(&Floor::SendNext, this);
    }

  private:
    /// @brief Sends the next piece, and the one after it when the link is free.
    void SendNext()
    {
        const auto bytes = static_cast<uint32_t>(std::min<uint64_t>(m_left, m_run.segment));
        m_left -= bytes;
        Send(0, bytes);
        if (m_left > 0)
        {
            Simulator::Schedule(m_interval, &Floor::SendNext, this);
        }
    }

    /// @brief Sends a packet as long as TCP's. @param from the node @param bytes of content
    void Send(uint32_t from, uint32_t bytes)
    {
        if (m_isBare)
        {
            m_devices[from]->Send(Create<Packet>(bytes + TCP_HEADER + IP_HEADER),
                                  m_devices[1 - from]->GetAddress(),
                                  PROTOCOL);
            return;
        }
        Ptr<Packet> packet = Create<Packet>(bytes + TCP_HEADER - UDP_HEADER);
        if (from == 0)
        {
            m_sockets[0]->Send(packet);
        }
        else
        {
            m_sockets[1]->SendTo(packet, 0, m_peer);
        }
    }

    /// @brief Bytes arrived at a node. @param node which @param size of the packet, from its TCP
    /// header
    void OnPacket(uint32_t node, uint32_t size)
    {
        const uint32_t bytes = size - TCP_HEADER;
        if (node == 0)
        {
            return;
        }
        if (++m_received % 2 == 0)
        {
            Send(1, 0);
        }
        m_arrived += bytes;
        if (m_arrived == m_run.size)
        {
            m_run.Delivered(m_run.size, uint64_t{m_run.connections} * m_run.objects);
        }
    }

    /// @brief Callback: datagrams arrived. @param socket where
    void OnReadable(Ptr<Socket> socket)
    {
        Address from;
        while (Ptr<Packet> packet = socket->RecvFrom(from))
        {
            const uint32_t node = socket == m_sockets[1] ? 1 : 0;
            m_peer = node == 1 ? from : m_peer;
            OnPacket(node, packet->GetSize() + UDP_HEADER);
        }
    }

    /// @brief Callback: a frame arrived. @param device where @param packet its content @return true
    bool OnFrame(Ptr<NetDevice> device,
                 Ptr<const Packet> packet,
                 uint16_t /* protocol */,
                 const Address& /* from */)
    {
        OnPacket(device == m_devices[1] ? 1 : 0, packet->GetSize() - IP_HEADER);
        return true;
    }

    HttpBenchRun& m_run;         //!< options and nodes
    uint64_t m_left;             //!< content that is still to be sent
    bool m_isBare;               //!< devices send frames
    Time m_interval;             //!< what a packet takes on the link
    Ptr<NetDevice> m_devices[2]; //!< of the sender and the receiver
    Ptr<Socket> m_sockets[2];    //!< theirs, too
    Address m_peer;              //!< the sender's, as the receiver knows it
    uint64_t m_received = 0;     //!< packets that arrived
    uint64_t m_arrived = 0;      //!< content that arrived
};

} // namespace

int
main(int argc, char* argv[])
{
    HttpBenchRun run;
    bool isBare = false;
    run.connections = 1;
    run.objects = 1;
    run.options.AddValue("bare", "frames between devices instead of datagrams", isBare);
    run.Build(argc, argv);
    Floor floor(run, isBare);
    return run.Measure();
}
