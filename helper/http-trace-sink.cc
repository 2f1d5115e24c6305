/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-sink.h"

#include "http-version.h"

#include "ns3/callback.h"
#include "ns3/config.h"
#include "ns3/http-server.h"
#include "ns3/http-trace-error.h"
#include "ns3/integer.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/names.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/trace-helper.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <type_traits>

namespace ns3
{

namespace
{

/// How the frames of a device are captured.
struct Capture
{
    const char* source;            //!< trace source
    PcapHelper::DataLinkType link; //!< type of the frames
};

/// Devices whose frames are captured; of others, IP packets are.
const std::map<std::string, Capture> CAPTURES = {
    {"ns3::PointToPointNetDevice", {"PromiscSniffer", PcapHelper::DLT_PPP}},
    {"ns3::CsmaNetDevice", {"PromiscSniffer", PcapHelper::DLT_EN10MB}},
};

/// @brief Whether a filter lets a record through; observers have filters of their own.
/// @param filter the filter @param record the record @return true if so
template <typename Record>
bool
IsWanted(const HttpTraceFilter& filter, const Record& record)
{
    const auto has = [&filter](const auto& told, Time first, Time last) {
        return filter.HasTime(first, last) && filter.HasConnection(told.local, told.remote);
    };
    if constexpr (std::is_same_v<Record, HttpSocketCallRecord> ||
                  std::is_same_v<Record, HttpConnectionStateRecord> ||
                  std::is_same_v<Record, HttpTlsRecord> || std::is_same_v<Record, HttpFrameRecord>)
    {
        return has(record, record.time, record.time);
    }
    if constexpr (std::is_same_v<Record, HttpMessageRecord>)
    {
        return has(record, record.first, record.last);
    }
    if constexpr (std::is_same_v<Record, HttpTransactionRecord>)
    {
        return has(record, record.queued, record.finished);
    }
    if constexpr (std::is_same_v<Record, HttpPageRecord>)
    {
        return filter.HasTime(record.started, record.finished);
    }
    return true;
}

/// @brief Writes a frame to a capture. @param file the capture @param frame it
void
WriteFrame(Ptr<HttpCaptureFile> file, Ptr<const Packet> frame)
{
    file->Write(frame);
}

/**
 * @brief Writes an IP packet to a capture.
 * @tparam Ip Ipv4 or Ipv6
 * @param file the capture
 * @param captured the interface that it is of
 * @param packet the packet
 * @param interface the interface that the packet passes
 */
template <typename Ip>
void
WriteIpPacket(Ptr<HttpCaptureFile> file,
              uint32_t captured,
              Ptr<const Packet> packet,
              Ptr<Ip> /* ip */,
              uint32_t interface)
{
    if (interface == captured)
    {
        file->Write(packet);
    }
}

} // namespace

bool
HttpTraceFilter::HasConnection(const Address& local, const Address& remote) const
{
    if (connections.MatchesAll() || local.IsInvalid() || remote.IsInvalid())
    {
        return true;
    }
    return connections.Matches(HttpFourTuple::Make(local, remote));
}

HttpTraceSink::HttpTraceSink(HttpTraceFilter filter)
    : m_filter(std::move(filter))
{
    m_observers.SetLevel(m_filter.level);
    m_observers.SetConnections(m_filter.connectionText);
    m_observers.SetWindow(m_filter.begin, m_filter.end);
}

void
HttpTraceSink::OpenDatabase(const std::string& file, const HttpTraceDatabaseOptions& options)
{
    m_database = std::make_unique<HttpTraceDatabase>(file, options);
    m_database->AddRun("version", GetHttpModuleVersion());
    m_database->AddRun("ns3_version", GetHttpNs3Version());
    m_database->AddRun("seed", std::to_string(RngSeedManager::GetSeed()));
    m_database->AddRun("run", std::to_string(RngSeedManager::GetRun()));
    m_database->AddRun("level", GetHttpTraceLevelName(m_filter.level));
}

void
HttpTraceSink::SetPcap(const std::string& prefix)
{
    m_pcap = prefix;
}

HttpTraceDatabase*
HttpTraceSink::GetDatabase()
{
    return m_database.get();
}

NodeContainer
HttpTraceSink::GetNodes() const
{
    return m_filter.isEveryNode ? NodeContainer::GetGlobal() : m_filter.nodes;
}

void
HttpTraceSink::InstallObservers()
{
    const NodeContainer nodes = GetNodes();
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        if ((*node)->GetObject<Ipv4>() || (*node)->GetObject<Ipv6>())
        {
            m_observers.Install(*node);
        }
    }
}

void
HttpTraceSink::Start()
{
    const NodeContainer nodes = GetNodes();
    m_observers.Install(nodes);
    if (m_isStarted)
    {
        return;
    }
    m_isStarted = true;
    WriteEpoch(nodes);
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        m_nodes.resize(std::max<std::size_t>(m_nodes.size(), (*node)->GetId() + 1));
        m_nodes[(*node)->GetId()] = *node;
        if (m_database)
        {
            WriteHost(*node);
        }
        if (!m_pcap.empty())
        {
            Capture(*node);
        }
        for (uint32_t i = 0; i < (*node)->GetNApplications(); i++)
        {
            ConnectApplication((*node)->GetApplication(i));
        }
        if (!m_filter.isEveryNode)
        {
            Connect(std::to_string((*node)->GetId()));
        }
    }
    if (m_filter.isEveryNode)
    {
        Connect("*");
    }
}

bool
HttpTraceSink::IsGoing(uint32_t node) const
{
    return node < m_nodes.size() && m_nodes[node] && m_nodes[node]->GetNDevices() == 0;
}

template <typename Record>
void
HttpTraceSink::Forward(const Record& record)
{
    if (!m_database || !IsWanted(m_filter, record))
    {
        return;
    }
    if constexpr (std::is_same_v<Record, HttpSocketCallRecord> ||
                  std::is_same_v<Record, HttpConnectionStateRecord>)
    {
        // What is told late, with its own time, counts.
        if (record.time == Simulator::Now() && IsGoing(record.node))
        {
            return;
        }
    }
    if constexpr (std::is_same_v<Record, HttpPacketRecord>)
    {
        if (record.event == HttpPacketEvent::Drop && IsGoing(record.node))
        {
            return;
        }
    }
    m_database->Add(record);
}

template <typename Record>
void
HttpTraceSink::ConnectTo(const std::string& path)
{
    Config::ConnectWithoutContextFailSafe(
        path,
        MakeCallback(&HttpTraceSink::Forward<Record>, Ptr<HttpTraceSink>(this)));
}

template <typename Record>
void
HttpTraceSink::ConnectTo(const Ptr<Application>& application, const char* callback)
{
    for (TypeId type = application->GetInstanceTypeId(); type != Object::GetTypeId();
         type = type.GetParent())
    {
        for (std::size_t i = 0; i < type.GetTraceSourceN(); i++)
        {
            const TypeId::TraceSourceInformation source = type.GetTraceSource(i);
            if (source.callback == callback)
            {
                source.accessor->ConnectWithoutContext(
                    PeekPointer(application),
                    MakeCallback(&HttpTraceSink::Forward<Record>, Ptr<HttpTraceSink>(this)));
            }
        }
    }
}

void
HttpTraceSink::ConnectApplication(const Ptr<Application>& application)
{
    if (m_filter.level >= HttpTraceLevel::Summary)
    {
        ConnectTo<HttpPageRecord>(application, "ns3::HttpPageRecord::TracedCallback");
    }
    if (m_filter.level >= HttpTraceLevel::Messages)
    {
        ConnectTo<HttpTransactionRecord>(application, "ns3::HttpTransactionRecord::TracedCallback");
        ConnectTo<HttpMessageRecord>(application, "ns3::HttpMessageRecord::TracedCallback");
    }
    if (m_filter.level >= HttpTraceLevel::Full)
    {
        ConnectTo<HttpFrameRecord>(application, "ns3::HttpFrameRecord::TracedCallback");
        ConnectTo<HttpTlsRecord>(application, "ns3::HttpTlsRecord::TracedCallback");
    }
}

void
HttpTraceSink::Connect(const std::string& node)
{
    const std::string base = "/NodeList/" + node + "/";
    if (m_filter.level >= HttpTraceLevel::Messages)
    {
        ConnectTo<HttpConnectionRecord>(base + "$ns3::HttpFourTupleTable/Connection");
        ConnectTo<HttpConnectionStateRecord>(base +
                                             "$ns3::HttpConnectionStateObserver/ConnectionState");
    }
    if (m_filter.level >= HttpTraceLevel::Full)
    {
        ConnectTo<HttpSocketCallRecord>(base + "$ns3::HttpSocketCallObserver/SocketCall");
        ConnectTo<HttpSegmentRecord>(base + "$ns3::HttpSegmentObserver/Segment");
        ConnectTo<HttpPacketRecord>(base + "$ns3::HttpPacketObserver/Packet");
        ConnectTo<HttpTcpStateRecord>(base + "$ns3::HttpTcpStateObserver/TcpState");
        ConnectTo<HttpQueueRecord>(base + "$ns3::HttpQueueObserver/Queue");
    }
}

void
HttpTraceSink::WriteEpoch(const NodeContainer& nodes)
{
    if (!m_database)
    {
        return;
    }
    TypeId::AttributeInformation attribute;
    HttpServer::GetTypeId().LookupAttributeByName("Epoch", &attribute);
    IntegerValue own;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        for (uint32_t i = 0; i < (*node)->GetNApplications(); i++)
        {
            if ((*node)->GetApplication(i)->GetAttributeFailSafe("Epoch", own))
            {
                m_database->AddRun("epoch", std::to_string(own.Get()));
                return;
            }
        }
    }
    m_database->AddRun("epoch", attribute.initialValue->SerializeToString(attribute.checker));
}

void
HttpTraceSink::WriteHost(const Ptr<Node>& node)
{
    const std::string name = Names::FindName(node);
    const auto write = [&](const auto& ip, const auto& loopback, auto get) {
        for (uint32_t i = 0; ip && i < ip->GetNInterfaces(); i++)
        {
            for (uint32_t j = 0; j < ip->GetNAddresses(i); j++)
            {
                const auto address = get(ip->GetAddress(i, j));
                std::ostringstream text;
                text << address;
                if (address != loopback)
                {
                    const uint32_t device = ip->GetNetDevice(i)->GetIfIndex();
                    m_database->AddHost(node->GetId(), name, device, text.str());
                }
            }
        }
    };
    write(node->GetObject<Ipv4>(), Ipv4Address::GetLoopback(), [](const Ipv4InterfaceAddress& own) {
        return own.GetLocal();
    });
    write(node->GetObject<Ipv6>(), Ipv6Address::GetLoopback(), [](const Ipv6InterfaceAddress& own) {
        return own.GetAddress();
    });
}

void
HttpTraceSink::Capture(const Ptr<Node>& node)
{
    for (uint32_t i = 0; i < node->GetNDevices(); i++)
    {
        const Ptr<NetDevice> device = node->GetDevice(i);
        const auto capture = CAPTURES.find(device->GetInstanceTypeId().GetName());
        const std::string file = m_pcap + "-" + std::to_string(node->GetId()) + "-" +
                                 std::to_string(device->GetIfIndex()) + ".pcap";
        if (capture != CAPTURES.end())
        {
            m_captures.emplace_back(file, Create<HttpCaptureFile>(file, capture->second.link));
            device->TraceConnectWithoutContext(
                capture->second.source,
                MakeBoundCallback(&WriteFrame, m_captures.back().second));
            continue;
        }
        if (device->GetInstanceTypeId().GetName() != "ns3::LoopbackNetDevice")
        {
            CaptureIp(node->GetObject<Ipv4>(), device, file);
            CaptureIp(node->GetObject<Ipv6>(), device, file + "6");
        }
    }
}

template <typename Ip>
void
HttpTraceSink::CaptureIp(const Ptr<Ip>& ip, const Ptr<NetDevice>& device, const std::string& file)
{
    const int32_t interface = ip ? ip->GetInterfaceForDevice(device) : -1;
    if (interface < 0)
    {
        return;
    }
    m_captures.emplace_back(file, Create<HttpCaptureFile>(file, PcapHelper::DLT_RAW));
    for (const char* source : {"Tx", "Rx"})
    {
        ip->TraceConnectWithoutContext(source,
                                       MakeBoundCallback(&WriteIpPacket<Ip>,
                                                         m_captures.back().second,
                                                         static_cast<uint32_t>(interface)));
    }
}

std::string
HttpTraceSink::CloseCaptures()
{
    std::string failed;
    for (const auto& [name, file] : m_captures)
    {
        failed = !file->Flush() && failed.empty() ? name : failed;
    }
    m_captures.clear();
    return failed;
}

void
HttpTraceSink::Close()
{
    // Once the simulation is destroyed, the observers have told everything themselves.
    const bool isRunning = std::any_of(m_nodes.begin(), m_nodes.end(), [](const Ptr<Node>& node) {
        return node && node->GetNDevices() > 0;
    });
    if (isRunning)
    {
        m_observers.Flush();
    }
    // Nodes hold trace sources, which hold the sink: it must not hold nodes for ever.
    m_observers = HttpObserverHelper();
    m_filter.nodes = NodeContainer();
    m_nodes.clear();
    if (m_database)
    {
        // Gone before it may throw: it is closed either way.
        const auto database = std::move(m_database);
        database->Close();
    }
    if (const std::string failed = CloseCaptures(); !failed.empty())
    {
        throw HttpTraceError("cannot write " + failed);
    }
}

} // namespace ns3
