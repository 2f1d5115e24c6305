/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Compares simulated exchanges with the same exchanges measured between real hosts. The folder
// given by --data holds tables in CSV, one measured exchange a line. The network and the hosts are
// those of http-sim; only what a cell says of itself is set.

#include "http-event-loss.h"
#include "http-fidelity-cells.h"
#include "http-fidelity-report.h"
#include "http-outage-queue.h"
#include "http-repeated-request.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-summary-file.h"
#include "ns3/http-tcp-control.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-tcp-socket.h"
#include "ns3/http-topology-helper.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// Buffers of both ends in tables of large ones (tcp_rmem and tcp_wmem).
constexpr uint32_t LARGE_BUFFER = 4194304;

/// ns-3's own buffers, which for our endpoint mean that nobody chose: it tunes them as Linux does.
constexpr uint32_t DEFAULT_BUFFER = 131072;

/// Bytes of a response's head where a table does not say it: nginx's.
constexpr uint32_t HEAD_BYTES = 262;

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
     * @brief The exchanges of a connection.
     * @param cells the connection's cells; their simulated times are set
     * @param endpoint name of the endpoint
     */
    Exchange(const std::vector<HttpFidelityCell*>& cells, const std::string& endpoint);

    /**
     * @brief Simulates them.
     * @param delays the hosts' own time
     * @return an empty text, or one line that says what is wrong
     */
    std::string Run(const HostDelays& delays);

  private:
    /// @brief Sets what the cell says of its hosts.
    void SetDefaults() const;

    /// @brief The network of the cell. @return what http-sim's options would say
    HttpTopologySettings GetNetwork() const;

    /// @brief Reads what happens. @return whether there is such an event
    bool ReadEvent();

    /// @brief Installs server and client. @param topology the network @param delays the hosts' time
    void InstallHosts(const HttpTopologyHelper& topology, const HostDelays& delays);

    /// @brief Writes down what was simulated. @param delays the hosts' time
    void Take(const HostDelays& delays);

    /// @brief A request has its outcome. @param record the request
    void OnTransaction(const HttpTransactionRecord& record)
    {
        m_done.push_back(record);
    }

    /// @brief A packet reaches the link. @param packets the direction's count @param packet it
    void OnPacket(uint64_t* packets, Ptr<const Packet> /* packet */)
    {
        ++*packets;
    }

    std::vector<HttpFidelityCell*> m_cells;    //!< what is simulated
    const HttpFidelityCell& m_cell;            //!< the first of them
    std::string m_endpoint;                    //!< http or stock
    Time m_pause;                              //!< between requests
    bool m_restartsSlowly = true;              //!< slow start after idleness
    std::optional<HttpLossEvent> m_loss;       //!< which packets are lost by what they are
    std::vector<HttpTransactionRecord> m_done; //!< the requests in order
    uint64_t m_up = 0;                         //!< packets toward the server
    uint64_t m_down = 0;                       //!< packets toward the client
};

Exchange::Exchange(const std::vector<HttpFidelityCell*>& cells, const std::string& endpoint)
    : m_cells(cells),
      m_cell(*cells.front()),
      m_endpoint(endpoint)
{
}

void
Exchange::SetDefaults() const
{
    SetHttpTcpProfile(HttpTcpProfile::Linux);
    SetHttpCongestionControl(m_cell.control, m_endpoint == "stock");
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(m_cell.initialWindow));
    // Also where they are the default: an earlier cell may have set large ones.
    const uint32_t buffer = m_cell.hasLargeBuffers ? LARGE_BUFFER : DEFAULT_BUFFER;
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(buffer));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(buffer));
    Config::SetDefault("ns3::HttpTcpSocket::SlowStartAfterIdle", BooleanValue(m_restartsSlowly));
    RngSeedManager::SetRun(m_cell.repetition + 1);
}

HttpTopologySettings
Exchange::GetNetwork() const
{
    HttpTopologySettings network;
    network.rate = DataRate(static_cast<uint64_t>(m_cell.rateMbit * 1e6));
    network.delay = MicroSeconds(m_cell.rttMs * 500ULL);
    network.queue = m_cell.queue;
    network.lossList = m_cell.drops;
    network.reorder = m_cell.reorder;
    network.reorderDelay = MicroSeconds(static_cast<uint64_t>(m_cell.holdMs * 1e3));
    return network;
}

bool
Exchange::ReadEvent()
{
    const std::string& event = m_cell.event;
    if (event == "none" || event == "initcwnd")
    {
        return true;
    }
    const auto end = event.find("s_ssai");
    if (event.rfind("idle", 0) == 0 && end != std::string::npos)
    {
        const auto seconds = HttpParseNumber(event.substr(4, end - 4));
        const std::string restarts = event.substr(end + 6);
        m_pause = Seconds(seconds.value_or(0));
        m_restartsSlowly = restarts != "0";
        return m_pause.IsStrictlyPositive() && (restarts == "0" || restarts == "1");
    }
    m_loss = HttpLossEvent::Read(event);
    return m_loss.has_value();
}

void
Exchange::InstallHosts(const HttpTopologyHelper& topology, const HostDelays& delays)
{
    HttpServerHelper server(80);
    HttpClientHelper client(topology.GetServerAddress(0), 80);
    if (m_endpoint == "stock")
    {
        const TypeIdValue factory(TcpSocketFactory::GetTypeId());
        server.SetAttribute("SocketFactory", factory);
        client.SetAttribute("SocketFactory", factory);
    }
    client.SetAttribute("Persistent", BooleanValue(m_cell.persists));
    server.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(75))); // nginx's default
    Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    HttpResource resource;
    resource.size = m_cell.size;
    resource.headBytes = m_cell.responseHead > 0 ? m_cell.responseHead : HEAD_BYTES;
    resource.delay = delays.server;
    catalogue->Add("/", resource);
    server.SetCatalogue(catalogue);
    server.Install(topology.GetServers().Get(0));
    uint32_t requests = 0;
    for (const HttpFidelityCell* cell : m_cells)
    {
        requests = std::max(requests, cell->request);
    }
    Ptr<HttpRepeatedRequest> workload = CreateObject<HttpRepeatedRequest>();
    workload->Set(delays.client, m_pause, requests, m_cell.requestHeadBytes);
    client.SetAttribute("Workload", PointerValue(workload));
    if (m_loss)
    {
        const NodeContainer ends = m_loss->isUp ? topology.GetServers() : topology.GetClients();
        ends.Get(0)->GetDevice(0)->SetAttribute(
            "ReceiveErrorModel",
            PointerValue(CreateObject<HttpEventLoss>(*m_loss, resource.size + resource.headBytes)));
    }
    ApplicationContainer clients = client.Install(topology.GetClients().Get(0));
    clients.Get(0)->TraceConnectWithoutContext("Transaction",
                                               MakeCallback(&Exchange::OnTransaction, this));
}

std::string
Exchange::Run(const HostDelays& delays)
{
    if (!ReadEvent())
    {
        return "case " + m_cell.event +
               "; accepted: none, initcwnd, idle<seconds>s_ssai<0|1>, drop_SYN, drop_SYNACK, "
               "drop_3rdACK, drop_GET, drop_data<n>, drop_data<n>-<m>, drop_data<n>_and_rexmit, "
               "drop_last_data";
    }
    SetDefaults();
    HttpTopologyHelper topology(GetNetwork());
    const HttpTopologyProblem problem = topology.Plan();
    if (problem)
    {
        return problem.option + "=" + problem.value + "; " + problem.accepted;
    }
    topology.Build();
    topology.AssignStreams(1000);
    InstallHosts(topology, delays);
    for (const HttpMainLink& link : topology.GetMainLinks())
    {
        const bool isUp = link.device->GetNode() == topology.GetClients().Get(0);
        if (m_cell.outage > 0)
        {
            // Where the cells were measured the outage stood before the queue.
            Ptr<HttpOutageQueue> queue =
                Create<HttpOutageQueue>(Seconds(m_cell.outageAt), Seconds(m_cell.outage));
            queue->SetMaxSize(QueueSize(QueueSizeUnit::PACKETS, m_cell.queue));
            DynamicCast<PointToPointNetDevice>(link.device)->SetQueue(queue);
        }
        link.device->TraceConnectWithoutContext(
            "MacTx",
            MakeCallback(&Exchange::OnPacket, this).Bind(isUp ? &m_up : &m_down));
    }
    Simulator::Stop(Seconds(1200));
    Simulator::Run();
    Simulator::Destroy();
    Take(delays);
    return "";
}

void
Exchange::Take(const HostDelays& delays)
{
    for (HttpFidelityCell* cell : m_cells)
    {
        if (m_done.size() < cell->request ||
            std::string(m_done[cell->request - 1].outcome) != "complete")
        {
            cell->isBroken = true;
            continue;
        }
        const HttpTransactionRecord& record = m_done[cell->request - 1];
        // A request begins when the program decides on it, which is before its connection's SYN.
        const Time start = cell->request == 1 ? record.queued - delays.client : record.queued;
        cell->simulatedConnect = cell->request == 1 ? (record.connectEnd - start).GetSeconds() : 0;
        cell->simulatedFirstByte = (record.firstByte - start).GetSeconds();
        cell->simulatedTotal = (record.finished - start).GetSeconds();
        cell->simulatedData = static_cast<double>(m_down);
        cell->simulatedAcks = static_cast<double>(m_up);
    }
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

/// A table's rate: exchanges of several are measured on one occasion, by hosts that have as much
/// else to do.
using Occasion = std::pair<std::string, double>;

/// @brief When a cell was measured. @param cell it @return the occasion
Occasion
GetOccasion(const HttpFidelityCell& cell)
{
    return {cell.table, cell.rateMbit};
}

/// The occasion of cells whose own one has no exchange to calibrate by.
const Occasion ANY = {"", 0};

/// @brief Whether a cell shows the hosts' own time. @param cell it @return whether
bool
Calibrates(const HttpFidelityCell& cell)
{
    constexpr uint64_t SIZE = 1000;
    return cell.kind < QUEUE_OVERFLOW && cell.size == SIZE && cell.persists && cell.event == "none";
}

/**
 * @brief Finds the hosts' own time: what the shortest exchanges took longer than simulated.
 * @param cells cells that were simulated without such delays
 * @return the delays by occasion
 */
std::map<Occasion, HostDelays>
Calibrate(const std::vector<HttpFidelityCell>& cells)
{
    std::map<Occasion, std::array<std::vector<double>, 2>> measured;
    for (const HttpFidelityCell& cell : cells)
    {
        if (!Calibrates(cell))
        {
            continue;
        }
        const bool isFirst = cell.request == 1;
        const double delay = isFirst ? cell.connect - cell.simulatedConnect
                                     : cell.firstByte - cell.simulatedFirstByte;
        measured[GetOccasion(cell)][isFirst ? 0 : 1].push_back(delay);
        measured[ANY][isFirst ? 0 : 1].push_back(delay);
    }
    std::map<Occasion, HostDelays> delays;
    delays[ANY] = HostDelays();
    for (const auto& [occasion, times] : measured)
    {
        if (!times[0].empty() && !times[1].empty())
        {
            delays[occasion] = {Max(Time(), Seconds(GetHttpMedian(times[0]))),
                                Max(Time(), Seconds(GetHttpMedian(times[1])))};
        }
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
    options.AddStatistics(
        {"*_cells", "*_missed", "*_median_error", "*_worst_error", "*_data_error", "*_ack_error"});
    options.AddText("tcp-endpoint", "TCP endpoint of both hosts", endpoint, {"http", "stock"});
    options.AddText("out",
                    "folder for summary.json, and exit status 0 whatever the errors; none: no file",
                    out);
    options.Parse(argc, argv, [] {});
    HttpFidelityReader reader;
    const std::string problem = reader.Read(folder);
    if (!problem.empty())
    {
        options.Refuse("data", folder, problem);
    }
    std::vector<HttpFidelityCell>& cells = reader.GetCells();
    std::map<Occasion, HostDelays> delays = {{ANY, HostDelays()}};
    for (const bool isCalibrated : {false, true})
    {
        for (const std::vector<HttpFidelityCell*>& connection : GroupByConnection(cells))
        {
            // Only the exchanges that calibrate are needed twice.
            const HttpFidelityCell& cell = *connection.front();
            if (!isCalibrated && !Calibrates(cell))
            {
                continue;
            }
            const auto own = delays.find(GetOccasion(cell));
            const std::string failure =
                Exchange(connection, endpoint).Run(own == delays.end() ? delays[ANY] : own->second);
            if (!failure.empty())
            {
                options.Refuse("data", folder, failure);
            }
        }
        delays = isCalibrated ? delays : Calibrate(cells);
    }
    for (const auto& [occasion, own] : delays)
    {
        std::cout << "host delays, " << (occasion == ANY ? "all" : occasion.first) << " ";
        occasion == ANY ? std::cout : std::cout << occasion.second << " Mb/s";
        std::cout << ": client " << FormatHttpTime(own.client, Time::MS) << ", server "
                  << FormatHttpTime(own.server, Time::MS) << "\n";
    }
    PrintHttpFidelityCells(cells);
    const bool isMet = PrintHttpFidelityKinds(cells);
    if (out.empty())
    {
        return isMet ? 0 : 1;
    }
    HttpSummaryFile(options.MakeFolder(out), true)
        .Write("http-fidelity", options, GetHttpFidelityFigures(cells));
    return 0;
}
