/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Compares simulated exchanges with the same exchanges measured between real hosts. The folder
// given by --data holds tables in CSV, one measured exchange a line.

#include "http-drop-one.h"
#include "http-fidelity-cells.h"
#include "http-fidelity-report.h"
#include "http-repeated-request.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-summary-file.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// Buffers of both ends: what the measured hosts had (tcp_rmem and tcp_wmem, 4 MiB).
constexpr uint32_t BUFFER_BYTES = 4194304;

/// Time that the real hosts take outside of TCP and the link.
struct HostDelays
{
    Time client; //!< before a connection is asked for
    Time server; //!< before a response
};

/// @brief The exchanges of one connection.
class Exchange
{
  public:
    /**
     * @brief Simulates the exchanges of a connection.
     * @param cells the connection's cells; their simulated times are set
     * @param delays the hosts' own time
     * @param endpoint http, next or stock
     * @return an empty text, or one line that says what is wrong
     */
    std::string Run(const std::vector<HttpFidelityCell*>& cells,
                    const HostDelays& delays,
                    const std::string& endpoint);

  private:
    /// @brief Makes two hosts and the link. @param cell what they are like
    void BuildNetwork(const HttpFidelityCell& cell);

    /**
     * @brief Arranges what happens on the way.
     * @param event the event
     * @param pause time between requests, set
     * @return whether there is such an event
     */
    bool SetEvent(const std::string& event, Time& pause);

    /// @brief A request has its outcome. @param record the request
    void OnTransaction(const HttpTransactionRecord& record);

    NodeContainer m_nodes;                     //!< client and server
    NetDeviceContainer m_devices;              //!< the link's ends
    std::vector<HttpTransactionRecord> m_done; //!< the requests in order
};

void
Exchange::BuildNetwork(const HttpFidelityCell& cell)
{
    const std::string control = cell.control == "reno" ? "ns3::TcpLinuxReno" : "ns3::HttpTcpCubic";
    Config::SetDefault("ns3::TcpL4Protocol::SocketType",
                       TypeIdValue(TypeId::LookupByName(control)));
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(cell.initialWindow));
    m_nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(DataRate(cell.rateMbit * 1000000ULL)));
    link.SetChannelAttribute("Delay", TimeValue(MicroSeconds(cell.rttMs * 500ULL)));
    link.SetQueue("ns3::DropTailQueue",
                  "MaxSize",
                  QueueSizeValue(QueueSize(QueueSizeUnit::PACKETS, cell.queue)));
    m_devices = link.Install(m_nodes);
    InternetStackHelper().Install(m_nodes);
    Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(m_devices);
    // The link's queue is the only one, as it was where the cells were measured.
    TrafficControlHelper().Uninstall(m_devices);
}

bool
Exchange::SetEvent(const std::string& event, Time& pause)
{
    struct Drop
    {
        const char* name; //!< event
        uint32_t at;      //!< node where the packet is lost
        bool isData;      //!< segments with data are counted, otherwise those with SYN
    };

    constexpr Drop DROPS[] = {
        {"drop_SYN", 1, false},
        {"drop_SYNACK", 0, false},
        {"drop_GET", 1, true},
        {"drop_data", 0, true},
    };
    if (event == "none" || event == "initcwnd")
    {
        return true;
    }
    if (event.rfind("idle", 0) == 0 && event.find('s') != std::string::npos)
    {
        const auto seconds = HttpParseNumber(event.substr(4, event.find('s') - 4));
        pause = Seconds(seconds.value_or(0));
        return pause.IsStrictlyPositive() && event.find("_ssai1") != std::string::npos;
    }
    for (const Drop& drop : DROPS)
    {
        const std::string number =
            event.rfind(drop.name, 0) == 0 ? event.substr(std::string(drop.name).size()) : "none";
        const auto count = number.empty() ? 1 : HttpParseUnsigned(number).value_or(0);
        if (count > 0)
        {
            m_devices.Get(drop.at)->SetAttribute(
                "ReceiveErrorModel",
                PointerValue(CreateObject<HttpDropOne>(drop.isData, static_cast<uint32_t>(count))));
            return true;
        }
    }
    return false;
}

void
Exchange::OnTransaction(const HttpTransactionRecord& record)
{
    m_done.push_back(record);
}

std::string
Exchange::Run(const std::vector<HttpFidelityCell*>& cells,
              const HostDelays& delays,
              const std::string& endpoint)
{
    const HttpFidelityCell& cell = *cells.front();
    BuildNetwork(cell);
    Time pause;
    if (!SetEvent(cell.event, pause))
    {
        return "case " + cell.event +
               "; accepted: none, initcwnd, idle<seconds>s_ssai1, drop_SYN, drop_SYNACK, drop_GET, "
               "drop_data<number>";
    }
    HttpServerHelper server(80);
    HttpClientHelper client("http://10.1.0.2/");
    const bool isOwn = endpoint != "stock";
    if (endpoint == "next")
    {
        Config::SetDefault("ns3::HttpTcpSocketFactory::SocketType",
                           StringValue("ns3::HttpTcpMachineSocket"));
    }
    if (isOwn)
    {
        HttpTcpHelper().Install(m_nodes);
    }
    const TypeIdValue factory(isOwn ? HttpTcpSocketFactory::GetTypeId()
                                    : TcpSocketFactory::GetTypeId());
    server.SetAttribute("SocketFactory", factory);
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("Persistent", BooleanValue(cell.persists));
    Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    HttpResource resource;
    resource.size = cell.size;
    resource.headBytes = cell.responseHead;
    resource.delay = delays.server;
    catalogue->Add("/", resource);
    server.SetCatalogue(catalogue);
    server.Install(m_nodes.Get(1));

    uint32_t requests = 0;
    for (const HttpFidelityCell* other : cells)
    {
        requests = std::max(requests, other->request);
    }
    Ptr<HttpRepeatedRequest> workload = CreateObject<HttpRepeatedRequest>();
    workload->Set(delays.client, pause, requests, cell.requestHeadBytes);
    client.SetAttribute("Workload", PointerValue(workload));
    ApplicationContainer clients = client.Install(m_nodes.Get(0));
    clients.Get(0)->TraceConnectWithoutContext("Transaction",
                                               MakeCallback(&Exchange::OnTransaction, this));
    Simulator::Stop(Seconds(600));
    Simulator::Run();
    Simulator::Destroy();
    for (HttpFidelityCell* other : cells)
    {
        if (m_done.size() < other->request ||
            std::string(m_done[other->request - 1].outcome) != "complete")
        {
            return "the exchange did not complete";
        }
        const HttpTransactionRecord& record = m_done[other->request - 1];
        // A request begins when the program decides on it, which is before its connection's SYN.
        const Time start = other->request == 1 ? record.queued - delays.client : record.queued;
        other->simulatedConnect =
            other->request == 1 ? (record.connectEnd - start).GetSeconds() : 0;
        other->simulatedFirstByte = (record.firstByte - start).GetSeconds();
        other->simulatedTotal = (record.finished - start).GetSeconds();
    }
    return "";
}

/**
 * @brief Groups cells by their connections: what differs by the request's number only is one.
 * @param cells the cells
 * @return the groups, in order
 */
std::vector<std::vector<HttpFidelityCell*>>
GroupByConnection(std::vector<HttpFidelityCell>& cells)
{
    std::vector<std::vector<HttpFidelityCell*>> groups;
    for (HttpFidelityCell& cell : cells)
    {
        if (groups.empty() || cell.request != groups.back().back()->request + 1)
        {
            groups.emplace_back();
        }
        groups.back().push_back(&cell);
    }
    return groups;
}

/**
 * @brief Whether the measuring hosts themselves lost packets of a connection.
 *
 * Their interfaces' queues overflow where a large window goes out at once, which the link's queue
 * does not see. It shows in the number of packets that reached the client.
 * @param cells the cells of the connection
 * @return true if there were more than the responses need
 */
bool
HasHostLoss(const std::vector<HttpFidelityCell*>& cells)
{
    constexpr uint64_t SEGMENT_BYTES = 1448;
    constexpr uint64_t ACKS = 1;    // of each request
    constexpr uint64_t CONTROL = 3; // SYN|ACK, FIN, acknowledgment of the client's FIN
    uint64_t expected = CONTROL;
    for (const HttpFidelityCell* cell : cells)
    {
        const uint64_t bytes = cell->size + cell->responseHead;
        expected += (bytes + SEGMENT_BYTES - 1) / SEGMENT_BYTES + ACKS;
    }
    return cells.front()->kind == NO_LOSS && cells.front()->responseHead > 0 &&
           cells.front()->packetsToClient > expected;
}

/// @brief Marks the cells that the measuring hosts' own losses may have disturbed.
/// @param connections the cells by connection
void
MarkHostLosses(const std::vector<std::vector<HttpFidelityCell*>>& connections)
{
    for (const std::vector<HttpFidelityCell*>& cells : connections)
    {
        // Only a reused connection begins with a window that is large enough.
        const bool hasHostLoss = HasHostLoss(cells);
        for (HttpFidelityCell* cell : cells)
        {
            cell->hasHostLoss = hasHostLoss && cell->request > 1;
        }
    }
}

/**
 * @brief Finds the hosts' own time: what the shortest exchanges took longer than simulated.
 * @param cells cells that were simulated without such delays
 * @return the delays
 */
HostDelays
Calibrate(const std::vector<HttpFidelityCell>& cells)
{
    constexpr uint64_t SIZE = 1000;
    std::vector<double> client;
    std::vector<double> server;
    for (const HttpFidelityCell& cell : cells)
    {
        if (cell.kind != NO_LOSS || cell.size != SIZE || !cell.persists || cell.event != "none")
        {
            continue;
        }
        if (cell.request == 1)
        {
            client.push_back(cell.connect - cell.simulatedConnect);
        }
        else
        {
            server.push_back(cell.firstByte - cell.simulatedFirstByte);
        }
    }
    HostDelays delays;
    if (!client.empty() && !server.empty())
    {
        delays.client = Max(Time(), Seconds(GetHttpMedian(client)));
        delays.server = Max(Time(), Seconds(GetHttpMedian(server)));
    }
    return delays;
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string folder = HTTP_SHARED_DATA "/linux";
    std::string out;
    std::string endpoint = "http";
    HttpOptions options("http-fidelity", "compares simulated exchanges with measured ones");
    options.AddText("data", "folder of the measurements", folder);
    options.AddStatistics({"*_cells", "*_missed", "*_median_error", "*_worst_error"});
    options.AddText("tcp-endpoint",
                    "TCP endpoint of both hosts",
                    endpoint,
                    {"http", "next", "stock"});
    options.AddText("out",
                    "folder for summary.json, and exit status 0 whatever the errors; none: no file",
                    out);
    options.Parse(argc, argv, [] {
        SetHttpTcpDefaults(1500, false);
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(BUFFER_BYTES));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(BUFFER_BYTES));
    });
    HttpFidelityReader reader;
    const std::string problem = reader.Read(folder);
    if (!problem.empty())
    {
        options.Refuse("data", folder, problem);
    }
    std::vector<HttpFidelityCell>& cells = reader.GetCells();
    const std::vector<std::vector<HttpFidelityCell*>> connections = GroupByConnection(cells);
    MarkHostLosses(connections);
    HostDelays delays;
    for (const bool isCalibrated : {false, true})
    {
        for (const std::vector<HttpFidelityCell*>& connection : connections)
        {
            const std::string failure = Exchange().Run(connection, delays, endpoint);
            if (!failure.empty())
            {
                options.Refuse("data", folder, failure);
            }
        }
        if (!isCalibrated)
        {
            delays = Calibrate(cells);
        }
    }
    std::cout << "host delays: client " << FormatHttpTime(delays.client, Time::MS) << ", server "
              << FormatHttpTime(delays.server, Time::MS) << "\n";
    PrintHttpFidelityCells(cells);
    const bool isMet = PrintHttpFidelityKinds(cells);
    PrintHttpFidelityHostLosses(cells);
    if (out.empty())
    {
        return isMet ? 0 : 1;
    }
    HttpSummaryFile(options.MakeFolder(out), true)
        .Write("http-fidelity", options, GetHttpFidelityFigures(cells));
    return 0;
}
