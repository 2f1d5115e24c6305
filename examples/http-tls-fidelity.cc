/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Compares simulated loads over TLS, and the same in clear, with those measured between curl and
// nginx. The folder given by --data holds single.csv (times of an object alone), bytes.csv (packets
// and bytes of such a connection) and many.csv (many objects at once on six connections).

#include "http-fidelity-cells.h"
#include "http-fidelity-report.h"
#include "http-repeated-request.h"

#include "ns3/core-module.h"
#include "ns3/http-csv.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-summary-file.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// Bytes of the heads, from what was sent in clear: curl's without the size that its target names,
/// and nginx's for a file. With TLS, Host has a port.
constexpr uint32_t REQUEST_HEAD = 79;
constexpr uint32_t HOST_PORT = 0;
constexpr uint32_t RESPONSE_HEAD = 254;

/// A line of a table, by columns.
using Row = std::map<std::string, std::string>;

/// @brief Splits a line of a table. @param line it @return its values
std::vector<std::string>
Split(const std::string& line)
{
    std::vector<std::string> values;
    HttpSplitCsv(line, values);
    return values;
}

/// @brief Reads a table. @param path the file @param rows gets its lines @return an empty text, or
/// what is wrong
std::string
ReadTable(const std::string& path, std::vector<Row>& rows)
{
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
    {
        return "accepted: a folder with single.csv, bytes.csv and many.csv";
    }
    const std::vector<std::string> columns = Split(line);
    for (uint32_t number = 2; std::getline(file, line); ++number)
    {
        const std::vector<std::string> values = Split(line);
        if (values.size() != columns.size())
        {
            return path + ", line " + std::to_string(number) + ": " +
                   std::to_string(columns.size()) + " values expected";
        }
        Row row;
        for (std::size_t i = 0; i < columns.size(); ++i)
        {
            row[columns[i]] = values[i];
        }
        rows.push_back(row);
    }
    return "";
}

/// @brief A number of a line. @param row the line @param column its column @return the number
double
Get(const Row& row, const std::string& column)
{
    const auto value = row.find(column);
    const auto number = value == row.end() ? std::nullopt : HttpParseNumber(value->second);
    return number.value_or(NAN);
}

/// Time that the real hosts take outside of TCP, TLS and the link.
struct HostDelays
{
    Time client; //!< before a connection is asked for
    Time server; //!< before a response
};

/// What a simulation is to be.
struct Plan
{
    bool isSecure = false; //!< with TLS
    bool isHttp2 = false;  //!< with HTTP/2
    double rateMbit = 0;   //!< of the link
    double rttMs = 0;      //!< of the link
    double queue = 1000;   //!< packets
    double loss = 0;       //!< share of packets
    uint32_t objects = 1;  //!< loaded at once
    uint32_t repeats = 1;  //!< times, one after the other
    uint64_t size = 0;     //!< of an object
    uint32_t run = 1;      //!< for random losses
};

/// What one direction carried.
struct Carried
{
    uint64_t packets = 0; //!< IP packets sent
    uint64_t bytes = 0;   //!< their lengths
};

/// @brief One simulation.
class Load
{
  public:
    /**
     * @brief Simulates a load.
     * @param plan what it is to be
     * @param delays the hosts' own time
     * @param endpoint http or stock
     * @return whether everything was complete
     */
    bool Run(const Plan& plan, const HostDelays& delays, const std::string& endpoint);

    std::vector<HttpTransactionRecord> done; //!< the requests in the order of their ends
    Carried up;                              //!< from the client
    Carried down;                            //!< from the server
    double span = 0;                         //!< from the first packet to the last data, s

  private:
    /// @brief A request has its outcome. @param record the request
    void OnTransaction(const HttpTransactionRecord& record)
    {
        done.push_back(record);
    }

    /// @brief The client sends. @param packet the IP packet
    void OnUp(Ptr<const Packet> packet, Ptr<Ipv4> /* stack */, uint32_t /* interface */)
    {
        m_first = m_first.IsNegative() ? Simulator::Now() : m_first;
        ++up.packets;
        up.bytes += packet->GetSize();
    }

    /// @brief The server sends. @param packet the IP packet
    void OnDown(Ptr<const Packet> packet, Ptr<Ipv4> /* stack */, uint32_t /* interface */)
    {
        ++down.packets;
        down.bytes += packet->GetSize();
    }

    /// @brief The client receives. @param packet the IP packet
    void OnArrival(Ptr<const Packet> packet, Ptr<Ipv4> /* stack */, uint32_t /* interface */)
    {
        // IP and TCP headers with the timestamps option take 52 bytes.
        if (packet->GetSize() > 152)
        {
            span = (Simulator::Now() - m_first).GetSeconds();
        }
    }

    /// @brief Makes two hosts and the link. @param plan what they are like
    void BuildNetwork(const Plan& plan);

    NodeContainer m_nodes; //!< client and server
    Time m_first{-1};      //!< the first packet
};

void
Load::BuildNetwork(const Plan& plan)
{
    m_nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate",
                            DataRateValue(DataRate(static_cast<uint64_t>(plan.rateMbit * 1e6))));
    link.SetChannelAttribute("Delay", TimeValue(MicroSeconds(plan.rttMs * 500)));
    link.SetQueue(
        "ns3::DropTailQueue",
        "MaxSize",
        QueueSizeValue(QueueSize(QueueSizeUnit::PACKETS, static_cast<uint32_t>(plan.queue))));
    const NetDeviceContainer devices = link.Install(m_nodes);
    for (uint32_t i = 0; plan.loss > 0 && i < 2; ++i)
    {
        Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
        errors->SetAttribute("ErrorUnit", EnumValue(RateErrorModel::ERROR_UNIT_PACKET));
        errors->SetAttribute("ErrorRate", DoubleValue(plan.loss));
        errors->AssignStreams(100 + i);
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
    }
    InternetStackHelper().Install(m_nodes);
    Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(devices);
    TrafficControlHelper().Uninstall(devices);
}

bool
Load::Run(const Plan& plan, const HostDelays& delays, const std::string& endpoint)
{
    RngSeedManager::SetRun(plan.run);
    BuildNetwork(plan);
    const bool isOwn = endpoint != "stock";
    if (isOwn)
    {
        HttpTcpHelper().Install(m_nodes);
    }
    const TypeIdValue factory(isOwn ? HttpTcpSocketFactory::GetTypeId()
                                    : TcpSocketFactory::GetTypeId());
    HttpServerHelper server(443);
    HttpClientHelper client(std::string(plan.isSecure ? "https" : "http") + "://10.1.0.2:443/");
    server.SetAttribute("SocketFactory", factory);
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("MaxConnectionsPerServer",
                        UintegerValue(plan.objects > 1 && !plan.isHttp2 ? 6 : 1));
    client.SetAttribute("Version", StringValue(plan.isHttp2 ? "HTTP/2" : "HTTP/1.1"));
    // What was measured in clear, nginx had the kernel send (sendfile).
    server.SetAttribute("WriteBytes", UintegerValue(plan.isSecure ? 32768 : 65536));
    // The program ends when it has everything, and its connection with it.
    client.SetAttribute("MaxRequestsPerConnection",
                        UintegerValue(plan.objects > 1 ? 0 : plan.repeats));
    if (plan.isSecure)
    {
        server.SetTls();
    }
    Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    HttpResource resource;
    resource.size = plan.size;
    resource.headBytes = RESPONSE_HEAD;
    resource.delay = delays.server;
    // nginx's, where HTTP/2 is spoken and heads have no given size
    resource.type = "application/octet-stream";
    resource.recorded.Add("last-modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    resource.recorded.Add("etag", "\"6955b900-186a0\"");
    resource.recorded.Add("accept-ranges", "bytes");
    server.SetAttribute("Product", StringValue("nginx/1.22.1"));
    catalogue->Add("/", resource);
    server.SetCatalogue(catalogue);
    server.Install(m_nodes.Get(1));
    Ptr<HttpRepeatedRequest> workload = CreateObject<HttpRepeatedRequest>();
    const auto digits = static_cast<uint32_t>(std::to_string(plan.size).size());
    workload->Set(delays.client, Time(), plan.repeats, REQUEST_HEAD + digits, plan.objects);
    client.SetAttribute("Workload", PointerValue(workload));
    ApplicationContainer clients = client.Install(m_nodes.Get(0));
    clients.Get(0)->TraceConnectWithoutContext("Transaction",
                                               MakeCallback(&Load::OnTransaction, this));
    const Ptr<Ipv4L3Protocol> clientStack = m_nodes.Get(0)->GetObject<Ipv4L3Protocol>();
    clientStack->TraceConnectWithoutContext("Tx", MakeCallback(&Load::OnUp, this));
    clientStack->TraceConnectWithoutContext("Rx", MakeCallback(&Load::OnArrival, this));
    m_nodes.Get(1)->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
        "Tx",
        MakeCallback(&Load::OnDown, this));
    Simulator::Stop(Seconds(600));
    Simulator::Run();
    Simulator::Destroy();
    return done.size() == static_cast<std::size_t>(plan.objects) * plan.repeats &&
           std::all_of(done.begin(), done.end(), [](const HttpTransactionRecord& record) {
               return std::string(record.outcome) == "complete";
           });
}

/// What is judged, and how near it is to come.
struct Goal
{
    const char* kind; //!< what
    double median;    //!< largest median of the errors; 0: not judged
    double worst;     //!< largest error
};

/// What is judged by itself, of HTTP/1.1 and of HTTP/2.
enum Kind
{
    HANDSHAKE,
    HANDSHAKE_2,
    SINGLE,
    SINGLE_2,
    CLEAR,
    BYTES,
    BYTES_2,
    PACKETS,
    PACKETS_2,
    MANY,
    MANY_2,
    LOSS,
    LOSS_2,
};

/// The goals, in the order of the enumeration.
constexpr Goal GOALS[] = {
    {"handshake", 0.01, 0.05},
    {"handshake, h2", 0.01, 0.05},
    {"single objects", 0.01, 0.05},
    {"single, h2", 0.01, 0.05},
    {"in clear", 0.01, 0.05},
    {"payload bytes", 0, 0.02},
    {"bytes, h2", 0, 0.02},
    {"packets", 0, 0.15},
    {"packets, h2", 0, 0.15},
    {"many objects", 0.03, 0.10},
    {"many, h2", 0.03, 0.10},
    {"many with loss", 0, 0.15},
    {"with loss, h2", 0, 0.15},
};

/// @brief Errors by kind.
class Judge
{
  public:
    /**
     * @brief Compares.
     * @param kind index of GOALS
     * @param what a line's beginning
     * @param real, simulated both values
     * @param spread of the real one, for which it is not blamed
     */
    void Compare(std::size_t kind,
                 const std::string& what,
                 double real,
                 double simulated,
                 double low,
                 double high);

    /// @brief Prints a line for each kind. @return whether all goals are met
    bool Print() const;

    /// @brief The figures for programs. @return them
    std::map<std::string, double> GetFigures() const;

  private:
    std::vector<double> m_errors[std::size(GOALS)]; //!< by kind
    uint32_t m_missed[std::size(GOALS)] = {};       //!< cells that miss their goal, by kind
};

void
Judge::Compare(std::size_t kind,
               const std::string& what,
               double real,
               double simulated,
               double low,
               double high)
{
    // Where repetitions form two groups, either counts: the error is that to the nearest of them.
    const double error = std::min({std::abs(simulated / real - 1),
                                   std::abs(simulated / low - 1),
                                   std::abs(simulated / high - 1)});
    m_errors[kind].push_back(error);
    const bool isMissed = error > GOALS[kind].worst;
    const bool isGroup = !isMissed && std::abs(simulated / real - 1) > GOALS[kind].worst;
    m_missed[kind] += isMissed;
    std::cout << std::left << std::setw(15) << GOALS[kind].kind << " " << std::setw(44) << what
              << std::right << std::fixed << std::setprecision(6) << std::setw(14) << real
              << std::setw(14) << simulated << std::setprecision(2) << std::setw(9)
              << 100 * (simulated / real - 1) << "%  "
              << (isMissed  ? "missed"
                  : isGroup ? "met, by a group of the repetitions"
                            : "met")
              << "\n";
}

bool
Judge::Print() const
{
    bool isMet = true;
    std::cout << "\nkind             cells   median    worst   goals\n";
    for (std::size_t kind = 0; kind < std::size(GOALS); ++kind)
    {
        if (m_errors[kind].empty())
        {
            continue;
        }
        const double median = GetHttpMedian(m_errors[kind]);
        const double worst = *std::max_element(m_errors[kind].begin(), m_errors[kind].end());
        const bool isKindMet =
            m_missed[kind] == 0 && (GOALS[kind].median <= 0 || median <= GOALS[kind].median);
        isMet = isMet && isKindMet;
        std::cout << std::left << std::setw(16) << GOALS[kind].kind << std::right << std::setw(6)
                  << m_errors[kind].size() << std::setprecision(3) << std::setw(8) << 100 * median
                  << "%" << std::setw(8) << 100 * worst << "%   "
                  << (isKindMet ? "met" : "MISSED by " + std::to_string(m_missed[kind]))
                  << ": worst " << std::setprecision(0) << 100 * GOALS[kind].worst << "%";
        if (GOALS[kind].median > 0)
        {
            std::cout << ", median " << 100 * GOALS[kind].median << "%";
        }
        std::cout << "\n";
    }
    return isMet;
}

std::map<std::string, double>
Judge::GetFigures() const
{
    std::map<std::string, double> figures;
    for (std::size_t kind = 0; kind < std::size(GOALS); ++kind)
    {
        if (m_errors[kind].empty())
        {
            continue;
        }
        std::string name = GOALS[kind].kind;
        name.erase(std::remove(name.begin(), name.end(), ','), name.end());
        std::replace(name.begin(), name.end(), ' ', '_');
        figures[name + "_cells"] = static_cast<double>(m_errors[kind].size());
        figures[name + "_missed"] = m_missed[kind];
        figures[name + "_median_error"] = GetHttpMedian(m_errors[kind]);
        figures[name + "_worst_error"] =
            *std::max_element(m_errors[kind].begin(), m_errors[kind].end());
    }
    return figures;
}

/// @brief What a line of a table is simulated as. @param row the line @return the plan
Plan
GetPlan(const Row& row)
{
    Plan plan;
    plan.isSecure = row.at("proto") != "http1";
    plan.isHttp2 = row.at("proto") == "tls-http2";
    plan.rateMbit = Get(row, "rate_mbit");
    plan.rttMs = Get(row, "rtt_ms");
    plan.queue = row.count("queue_pkts") > 0 ? Get(row, "queue_pkts") : 1000;
    return plan;
}

/// @brief A line's conditions. @param row the line @return a text
std::string
GetName(const Row& row)
{
    std::string name = row.at("proto") + " " + row.at("rate_mbit") + "M " + row.at("rtt_ms") + "ms";
    for (const char* column : {"size", "set", "loss"})
    {
        name += row.count(column) > 0 ? " " + row.at(column) : "";
    }
    return name;
}

/// @brief Which of two kinds, of HTTP/1.1 and the one behind it of HTTP/2. @param row a line @param
/// kind that of HTTP/1.1 @return the kind
std::size_t
GetKind(const Row& row, std::size_t kind)
{
    return kind + (row.at("proto") == "tls-http2" ? 1 : 0);
}

/**
 * @brief Finds the hosts' own time, from the shortest exchanges in clear.
 * @param rows lines of single.csv
 * @param endpoint as in Load::Run()
 * @return the delays
 */
HostDelays
Calibrate(const std::vector<Row>& rows, const std::string& endpoint)
{
    std::vector<double> client;
    std::vector<double> server;
    for (const Row& row : rows)
    {
        if (row.at("proto") != "http1" || Get(row, "size") != 1000)
        {
            continue;
        }
        Plan plan = GetPlan(row);
        plan.size = 1000;
        plan.repeats = 2;
        Load load;
        load.Run(plan, HostDelays(), endpoint);
        const HttpTransactionRecord& first = load.done[0];
        const HttpTransactionRecord& second = load.done[1];
        if (Get(row, "req_index") == 1)
        {
            client.push_back(Get(row, "connect_s") -
                             (first.connectEnd - first.queued).GetSeconds());
        }
        else
        {
            server.push_back(Get(row, "first_byte_s") -
                             (second.firstByte - second.queued).GetSeconds());
        }
    }
    return {Max(Time(), Seconds(GetHttpMedian(client))),
            Max(Time(), Seconds(GetHttpMedian(server)))};
}

/// @brief Judges the times of objects alone. @param rows lines @param delays the hosts' own time
/// @param endpoint as in Load::Run() @param judge who judges @return whether all was complete
bool
JudgeSingle(const std::vector<Row>& rows,
            const HostDelays& delays,
            const std::string& endpoint,
            Judge& judge)
{
    Load load;
    for (const Row& row : rows)
    {
        const auto request = static_cast<std::size_t>(Get(row, "req_index"));
        if (request == 1)
        {
            Plan plan = GetPlan(row);
            plan.size = static_cast<uint64_t>(Get(row, "size"));
            plan.repeats = 2;
            load = Load();
            if (!load.Run(plan, delays, endpoint))
            {
                return false;
            }
        }
        const HttpTransactionRecord& record = load.done[request - 1];
        // A request begins when the program decides on it, which is before its connection's SYN.
        const Time start = request == 1 ? record.queued - delays.client : record.queued;
        const bool isSecure = row.at("proto") != "http1";
        const std::string name = GetName(row) + " " + row.at("req_index");
        if (isSecure && request == 1)
        {
            const double real = Get(row, "appconnect_s");
            judge.Compare(GetKind(row, HANDSHAKE),
                          name,
                          real,
                          (record.connectEnd - start).GetSeconds(),
                          real,
                          real);
        }
        const std::size_t kind = isSecure ? GetKind(row, SINGLE) : std::size_t{CLEAR};
        const double first = Get(row, "first_byte_s");
        const double total = Get(row, "total_s");
        // What fits one segment is whole when its first byte is there: their groups are the same.
        const bool isOne = Get(row, "size") <= 1000;
        judge.Compare(kind,
                      name + " first byte",
                      first,
                      (record.firstByte - start).GetSeconds(),
                      isOne ? first + Get(row, "total_min_s") - total : first,
                      isOne ? first + Get(row, "total_max_s") - total : first);
        judge.Compare(kind,
                      name + " total",
                      total,
                      (record.finished - start).GetSeconds(),
                      Get(row, "total_min_s"),
                      Get(row, "total_max_s"));
    }
    return true;
}

/// @brief Judges packets and bytes. @param rows lines @param delays, endpoint, judge as above
/// @return whether all was complete
bool
JudgeBytes(const std::vector<Row>& rows,
           const HostDelays& delays,
           const std::string& endpoint,
           Judge& judge)
{
    // IP and TCP headers: with SYN 60 bytes, then 52.
    const auto payload = [](double bytes, double packets) { return bytes - 52 * packets - 8; };
    for (const Row& row : rows)
    {
        Plan plan = GetPlan(row);
        plan.size = static_cast<uint64_t>(Get(row, "size"));
        plan.repeats = 2;
        Load load;
        if (!load.Run(plan, delays, endpoint))
        {
            return false;
        }
        const auto compare = [&](const char* way, const Carried& carried) {
            const double packets = Get(row, std::string("packets_to_") + way);
            const double bytes = payload(Get(row, std::string("bytes_to_") + way), packets);
            const auto simulated = static_cast<double>(carried.packets);
            const std::string name = GetName(row) + " to " + way;
            judge.Compare(GetKind(row, BYTES),
                          name,
                          bytes,
                          payload(static_cast<double>(carried.bytes), simulated),
                          bytes,
                          bytes);
            // The programs' end was counted, not always that of TCP: captures of the same hosts
            // have a packet more each way, the server's FIN and what acknowledges it.
            judge.Compare(GetKind(row, PACKETS), name, packets, simulated, packets, packets + 1);
        };
        compare("server", load.up);
        compare("client", load.down);
    }
    return true;
}

/// @brief Judges many objects at once. @param rows lines @param delays, endpoint, judge as above
/// @param runs simulations of a case with loss @return whether all was complete
bool
JudgeMany(const std::vector<Row>& rows,
          const HostDelays& delays,
          const std::string& endpoint,
          uint32_t runs,
          Judge& judge)
{
    std::vector<std::string> names;
    std::map<std::string, std::vector<double>> spans;
    std::map<std::string, Row> cases;
    for (const Row& row : rows)
    {
        const std::string name = GetName(row);
        if (cases.emplace(name, row).second)
        {
            names.push_back(name);
        }
        spans[name].push_back(Get(row, "span_s"));
    }
    for (const std::string& name : names)
    {
        const Row& row = cases[name];
        Plan plan = GetPlan(row);
        const std::string set = row.at("set");
        const auto times = set.find('x');
        plan.objects = static_cast<uint32_t>(HttpParseUnsigned(set.substr(0, times)).value_or(0));
        plan.size =
            1000 * HttpParseUnsigned(set.substr(times + 1, set.size() - times - 2)).value_or(0);
        plan.loss = Get(row, "loss");
        std::vector<double> simulated;
        for (uint32_t run = 1; run <= (plan.loss > 0 ? runs : 1); ++run)
        {
            plan.run = run;
            Load load;
            if (!load.Run(plan, delays, endpoint))
            {
                return false;
            }
            simulated.push_back(load.span);
        }
        std::vector<double>& real = spans[name];
        std::sort(real.begin(), real.end());
        // The 95 % interval of the real median, by ranks; without loss the extremes.
        const auto count = static_cast<double>(real.size());
        const double reach = plan.loss > 0 ? 0.98 * std::sqrt(count) : count / 2;
        const auto low = static_cast<std::size_t>(std::max(0.0, std::floor(count / 2 - reach)));
        const auto high =
            static_cast<std::size_t>(std::min(count - 1, std::ceil(count / 2 + reach)));
        const double found = GetHttpMedian(simulated);
        const double inside = std::clamp(found, real[low], real[high]);
        judge.Compare(GetKind(row, plan.loss > 0 ? LOSS : MANY),
                      name,
                      GetHttpMedian(real),
                      found,
                      plan.loss > 0 ? inside : real.front(),
                      plan.loss > 0 ? inside : real.back());
    }
    return true;
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string folder = HTTP_SHARED_DATA "/tls";
    std::string out;
    std::string endpoint = "http";
    uint32_t runs = 100;
    HttpOptions options("http-tls-fidelity",
                        "compares simulated loads over TLS with measured ones");
    options.AddText("data", "folder of the measurements", folder);
    options.AddStatistics({"*_cells", "*_missed", "*_median_error", "*_worst_error"});
    options.AddText("tcp-endpoint", "TCP endpoint of both hosts", endpoint, {"http", "stock"});
    options.AddCount("runs", "simulations of each case with loss; 0: none", runs);
    options.AddText("out",
                    "folder for summary.json, and exit status 0 whatever the errors; none: no file",
                    out);
    options.Parse(argc, argv, [] { SetHttpTcpProfile(FindHttpTcpProfile("linux"), 1500, false); });
    std::vector<Row> single;
    std::vector<Row> bytes;
    std::vector<Row> many;
    for (const auto& [name, rows] : {std::make_pair("single.csv", &single),
                                     std::make_pair("bytes.csv", &bytes),
                                     std::make_pair("many.csv", &many)})
    {
        const std::string problem = ReadTable(folder + "/" + name, *rows);
        if (!problem.empty())
        {
            options.Refuse("data", folder, problem);
        }
    }
    const HostDelays delays = Calibrate(single, endpoint);
    std::cout << "host delays: client " << FormatHttpTime(delays.client, Time::MS) << ", server "
              << FormatHttpTime(delays.server, Time::MS) << "\n";
    Judge judge;
    if (runs == 0)
    {
        many.erase(std::remove_if(many.begin(),
                                  many.end(),
                                  [](const Row& row) { return Get(row, "loss") > 0; }),
                   many.end());
    }
    if (!JudgeSingle(single, delays, endpoint, judge) ||
        !JudgeBytes(bytes, delays, endpoint, judge) ||
        !JudgeMany(many, delays, endpoint, runs, judge))
    {
        options.Refuse("data", folder, "a load did not complete");
    }
    const bool isMet = judge.Print();
    if (out.empty())
    {
        return isMet ? 0 : 1;
    }
    HttpSummaryFile(options.MakeFolder(out), true)
        .Write("http-tls-fidelity", options, judge.GetFigures());
    return 0;
}
