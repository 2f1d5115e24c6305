/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Compares simulated exchanges with the same exchanges measured between real hosts. The folder
// given by --data holds tables in CSV, one measured exchange a line.

#include "http-fidelity-cells.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
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

/// @brief Drops one packet of those that arrive at a device.
class DropOne : public ErrorModel
{
  public:
    /**
     * @brief Drops the packet of a number.
     * @param isData count only segments with data, otherwise those with SYN
     * @param number the number, from 1
     */
    DropOne(bool isData, uint32_t number)
        : m_isData(isData),
          m_left(number)
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        constexpr uint32_t PPP_BYTES = 2;
        Ptr<Packet> copy = packet->Copy();
        copy->RemoveAtStart(PPP_BYTES);
        Ipv4Header ip;
        copy->RemoveHeader(ip);
        TcpHeader tcp;
        copy->RemoveHeader(tcp);
        const bool counts = m_isData ? copy->GetSize() > 0 : (tcp.GetFlags() & TcpHeader::SYN) != 0;
        return counts && m_left > 0 && --m_left == 0;
    }

    void DoReset() override
    {
    }

    bool m_isData;   //!< data is counted, otherwise SYN
    uint32_t m_left; //!< packets up to the one that is dropped; 0: none any more
};

/// @brief Asks for the same resource several times.
class RepeatedRequest : public HttpWorkload
{
  public:
    RepeatedRequest() = default;

    /**
     * @brief Says what is asked for.
     * @param first delay before the first request
     * @param pause time between requests
     * @param count requests
     * @param headBytes bytes of a request's head
     */
    void Set(Time first, Time pause, uint32_t count, uint32_t headBytes)
    {
        m_first = first;
        m_pause = pause;
        m_left = count;
        m_headBytes = headBytes;
    }

    bool NextPage(const http::Url& base, HttpPage& page) override
    {
        if (m_left == 0)
        {
            return false;
        }
        --m_left;
        page.objects.assign(1, HttpPageObject());
        page.objects[0].url = base;
        page.objects[0].headBytes = m_headBytes;
        page.objects[0].delay = m_first;
        page.thinkTime = m_pause;
        m_first = Time();
        return true;
    }

  private:
    Time m_first;             //!< delay before the first request
    Time m_pause;             //!< time between requests
    uint32_t m_left = 0;      //!< requests still to come
    uint32_t m_headBytes = 0; //!< bytes of a request's head
};

/// @brief The exchanges of one connection.
class Exchange
{
  public:
    /**
     * @brief Simulates the exchanges of a connection.
     * @param cells the connection's cells; their simulated times are set
     * @param delays the hosts' own time
     * @param endpoint http or stock
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
                PointerValue(CreateObject<DropOne>(drop.isData, static_cast<uint32_t>(count))));
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
    if (endpoint == "http")
    {
        HttpTcpHelper().Install(m_nodes);
    }
    const TypeIdValue factory(endpoint == "http" ? HttpTcpSocketFactory::GetTypeId()
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
    Ptr<RepeatedRequest> workload = CreateObject<RepeatedRequest>();
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

/// @brief The middle of several values. @param values them, at least one @return the median
double
GetMedian(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
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
        delays.client = Max(Time(), Seconds(GetMedian(client)));
        delays.server = Max(Time(), Seconds(GetMedian(server)));
    }
    return delays;
}

/**
 * @brief Says what a missed cell, or one that may be disturbed, is due to.
 * @param cells the cells
 * @param missed whether each of them missed its goal
 */
void
ReportHostLosses(const std::vector<HttpFidelityCell>& cells, const std::vector<bool>& missed)
{
    uint32_t lossy = 0;
    uint32_t lossyMissed = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
    {
        lossy += cells[i].hasHostLoss;
        lossyMissed += cells[i].hasHostLoss && missed[i];
    }
    const auto all = std::count(missed.begin(), missed.end(), true);
    if (lossy == 0)
    {
        return;
    }
    std::cout
        << "\n! " << lossy << " cells where more packets reached the client than the responses "
        << "need: the measuring host lost some in its own interface\n  queue, which is no part "
        << "of the link and is not simulated. They are judged like the others: " << lossyMissed
        << " of the " << all << " missed cells.\n";
}

/**
 * @brief Prints every cell and the summary.
 * @param cells the cells
 * @return whether all goals are met
 */
bool
Report(const std::vector<HttpFidelityCell>& cells)
{
    std::vector<double> errors[std::size(HTTP_FIDELITY_GOALS)];
    std::vector<double> excess[std::size(HTTP_FIDELITY_GOALS)];
    std::vector<bool> missed;
    std::cout << "case          cc     iw  rtt  rate queue     size conn  req   first byte s       "
                 "error   total s            error   goal\n"
              << std::fixed;
    for (const HttpFidelityCell& cell : cells)
    {
        const double first = cell.simulatedFirstByte / cell.firstByte - 1;
        const double total = cell.simulatedTotal / cell.total - 1;
        const double worst = std::max(std::abs(first), std::abs(total));
        const double tolerance =
            std::max(HTTP_FIDELITY_GOALS[cell.kind].worst, cell.spread / cell.total);
        const bool isJudged = HTTP_FIDELITY_GOALS[cell.kind].worst > 0;
        errors[cell.kind].push_back(std::abs(first));
        errors[cell.kind].push_back(std::abs(total));
        excess[cell.kind].push_back(worst - tolerance);
        missed.push_back(isJudged && worst > tolerance);
        std::cout << std::left << std::setw(13) << cell.event << " " << std::setw(5) << cell.control
                  << std::right << std::setw(4) << cell.initialWindow << std::setw(5) << cell.rttMs
                  << std::setw(6) << cell.rateMbit << std::setw(6) << cell.queue << std::setw(9)
                  << cell.size << (cell.persists ? " keep " : " close") << std::setw(4)
                  << cell.request << std::setprecision(6) << std::setw(10) << cell.firstByte
                  << std::setw(10) << cell.simulatedFirstByte << std::setprecision(2)
                  << std::setw(7) << 100 * first << "%" << std::setprecision(6) << std::setw(10)
                  << cell.total << std::setw(10) << cell.simulatedTotal << std::setprecision(2)
                  << std::setw(7) << 100 * total << "%  "
                  << (!isJudged       ? "-"
                      : missed.back() ? "missed"
                                      : "met")
                  << (cell.hasHostLoss ? " !" : "") << "\n";
    }
    bool isMet = true;
    std::cout << "\nkind              cells   median    worst   goals\n";
    for (std::size_t kind = 0; kind < std::size(HTTP_FIDELITY_GOALS); ++kind)
    {
        if (errors[kind].empty())
        {
            continue;
        }
        const HttpFidelityGoal& goal = HTTP_FIDELITY_GOALS[kind];
        const double median = GetMedian(errors[kind]);
        const double worst = *std::max_element(errors[kind].begin(), errors[kind].end());
        const double over = *std::max_element(excess[kind].begin(), excess[kind].end());
        const bool isKindMet =
            (goal.worst <= 0 || over <= 0) && (goal.median <= 0 || median <= goal.median);
        isMet = isMet && isKindMet;
        std::cout << std::left << std::setw(17) << goal.kind << std::right << std::setw(6)
                  << excess[kind].size() << std::setprecision(3) << std::setw(8) << 100 * median
                  << "%" << std::setw(8) << 100 * worst << "%   ";
        if (goal.worst <= 0)
        {
            std::cout << "not judged\n";
            continue;
        }
        const auto count = std::count_if(excess[kind].begin(), excess[kind].end(), [](double over) {
            return over > 0;
        });
        std::cout << (isKindMet ? "met" : "MISSED by " + std::to_string(count)) << ": worst "
                  << std::setprecision(1) << 100 * goal.worst << "% or the cell's spread";
        if (goal.median > 0)
        {
            std::cout << ", median " << 100 * goal.median << "%";
        }
        std::cout << "\n";
    }
    ReportHostLosses(cells, missed);
    return isMet;
}

/**
 * @brief The errors for programs.
 * @param cells the cells
 * @return of each kind: cells, median and largest error, cells whose error is above the goal
 */
std::map<std::string, double>
GetFigures(const std::vector<HttpFidelityCell>& cells)
{
    std::map<std::string, double> figures;
    for (std::size_t kind = 0; kind < std::size(HTTP_FIDELITY_GOALS); ++kind)
    {
        std::vector<double> errors;
        double missed = 0;
        for (const HttpFidelityCell& cell : cells)
        {
            if (cell.kind != static_cast<HttpFidelityKind>(kind))
            {
                continue;
            }
            const double first = std::abs(cell.simulatedFirstByte / cell.firstByte - 1);
            const double total = std::abs(cell.simulatedTotal / cell.total - 1);
            errors.insert(errors.end(), {first, total});
            const double tolerance =
                std::max(HTTP_FIDELITY_GOALS[kind].worst, cell.spread / cell.total);
            missed += std::max(first, total) > tolerance ? 1 : 0;
        }
        if (errors.empty())
        {
            continue;
        }
        std::string name = HTTP_FIDELITY_GOALS[kind].kind;
        std::replace(name.begin(), name.end(), ' ', '_');
        figures[name + "_cells"] = static_cast<double>(errors.size()) / 2;
        figures[name + "_missed"] = missed;
        figures[name + "_median_error"] = GetMedian(errors);
        figures[name + "_worst_error"] = *std::max_element(errors.begin(), errors.end());
    }
    return figures;
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
    options.AddText("tcp-endpoint", "TCP endpoint of both hosts", endpoint, {"http", "stock"});
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
    for (const std::vector<HttpFidelityCell*>& connection : GroupByConnection(cells))
    {
        // Only a reused connection begins with a window that is large enough.
        const bool hasHostLoss = HasHostLoss(connection);
        for (HttpFidelityCell* cell : connection)
        {
            cell->hasHostLoss = hasHostLoss && cell->request > 1;
        }
    }
    HostDelays delays;
    for (const bool isCalibrated : {false, true})
    {
        for (const std::vector<HttpFidelityCell*>& connection : GroupByConnection(cells))
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
    const bool isMet = Report(cells);
    if (out.empty())
    {
        return isMet ? 0 : 1;
    }
    std::string made;
    const std::string failure = MakeHttpResultsFolder("http-fidelity", out, made);
    if (!failure.empty())
    {
        options.Refuse("out", out, failure);
    }
    HttpSummaryFile(made, true).Write("http-fidelity", options, GetFigures(cells));
    return 0;
}
