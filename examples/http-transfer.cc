/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Responses that a server sends over new connections on a path that loses packets: rounds, slow
// start, latency and rate, beside what the published models of TCP say.

#include "http-figures.h"
#include "http-link-segment.h"
#include "http-one-link.h"
#include "http-tcp-models.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-network-summary.h"
#include "ns3/http-option-home.h"
#include "ns3/http-options.h"
#include "ns3/http-output-options.h"
#include "ns3/http-run-control.h"
#include "ns3/http-segment-observer.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-tcp-socket.h"
#include "ns3/http-tcp-state-observer.h"
#include "ns3/http-url-workload.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace ns3;

namespace
{

/// Bytes of a response's head. With the content it makes whole segments.
constexpr uint32_t HEAD_BYTES = 400;

/// Losses after which slow start is forgotten, and the rate of a long transfer is measured.
constexpr uint32_t LOSSES_TO_FORGET = 10;

/// What the options say.
struct Settings
{
    uint32_t segments = 30;        //!< size of a response
    uint32_t count = 1;            //!< responses, each on a connection of its own
    uint32_t window = 10;          //!< initial congestion window, segments
    uint32_t mss = 1460;           //!< bytes of a full segment
    DataRate rate{"10Gbps"};       //!< of the link
    Time delay = MilliSeconds(50); //!< of the link, one way
    double loss = 0;               //!< share of packets lost on the way to the client
    bool losesRequests = false;    //!< the same share on the way to the server
    bool delaysAcks = false;       //!< every second segment is acknowledged
    std::string tcp = "reno";      //!< congestion control
    Time synTimeout = Seconds(3);  //!< first timeout of a connection request
    Time minTimeout = Seconds(1);  //!< least timeout of data
    HttpOutputOptions output;      //!< what is written
};

/// @brief Sums of a figure.
class Mean
{
  public:
    /// @brief Adds a value. @param value it
    void Add(double value)
    {
        m_sum += value;
        ++m_count;
    }

    /// @brief The mean. @return it; not a number without values
    double Get() const
    {
        return m_sum / static_cast<double>(m_count);
    }

    /// @brief Number of values. @return it
    double GetCount() const
    {
        return static_cast<double>(m_count);
    }

  private:
    double m_sum = 0;     //!< of the values
    uint64_t m_count = 0; //!< how many
};

/// @brief What is seen of one response at the server.
struct Response
{
    uint64_t connection = 0;        //!< number of its connection
    Time begin;                     //!< its first segment is sent
    int64_t sent = 0;               //!< bytes sent once
    int64_t acknowledged = 0;       //!< bytes acknowledged
    int64_t roundBegin = 0;         //!< offset that the round began with
    uint32_t rounds = 0;            //!< rounds
    std::vector<Time> times;        //!< when each segment was sent first
    bool isDone = false;            //!< all of it is acknowledged
    uint32_t losses = 0;            //!< segments lost so far
    Time steadyAt;                  //!< when slow start was forgotten
    int64_t acknowledgedBefore = 0; //!< bytes acknowledged then
};

/// @brief One simulation.
class Transfer
{
  public:
    /// @brief A simulation. @param options, settings what the options say
    Transfer(const HttpOptions& options, Settings& settings)
        : m_options(options),
          m_settings(settings)
    {
    }

    /// @brief Runs and writes what is wanted. @return figures by name
    std::map<std::string, double> Run();

    /// @brief What came of it so far. @return figures by name
    std::map<std::string, double> GetFigures() const;

  private:
    /// @brief Makes two hosts and the path between them.
    void BuildNetwork();
    /// @brief Installs server and client.
    void InstallApplications();
    /// @brief The server sends or receives a segment. @param record it
    void OnSegment(const HttpSegmentRecord& record);
    /// @brief The server sends a segment of the response. @param record it
    void OnData(const HttpSegmentRecord& record);
    /// @brief All of the response is acknowledged.
    void OnDone();
    /// @brief A packet to the client is lost. @param packet it
    void OnLoss(Ptr<const Packet> packet);
    /// @brief TCP's state at the server has changed. @param record it
    void OnState(const HttpTcpStateRecord& record);
    /// @brief A request has its outcome. @param record it
    void OnTransaction(const HttpTransactionRecord& record);
    /// @brief Adds what the models say. @param figures the figures
    void AddModels(std::map<std::string, double>& figures) const;

    const HttpOptions& m_options;   //!< the options
    Settings& m_settings;           //!< what they say
    NodeContainer m_nodes;          //!< client, server
    HttpNetworkSummary m_network;   //!< what was sent, and lost
    HttpObserverHelper m_observers; //!< of the server
    Response m_response;            //!< the response under way
    Mean m_connect;                 //!< duration of the handshake, s
    Mean m_total;                   //!< from the connection request to the last byte, s
    Mean m_latency;                 //!< from the first segment to the last acknowledgment, s
    Mean m_rounds;                  //!< rounds
    Mean m_slowStartSegments;       //!< segments up to the first lost one, this included
    Mean m_slowStart;               //!< duration of slow start, s
    Mean m_rate;                    //!< segments a second, slow start apart
    Mean m_rtt;                     //!< round-trip time that TCP saw, s
    Mean m_timeout;                 //!< retransmission timeout, not backed off, s
    uint64_t m_sent = 0;            //!< data segments sent
    uint64_t m_lost = 0;            //!< those lost
    uint64_t m_timeouts = 0;        //!< times that the timeout passed
    uint64_t m_failed = 0;          //!< responses that are not complete
    bool m_isLossState = false;     //!< TCP's congestion state is loss
};

void
Transfer::BuildNetwork()
{
    const HttpOneLink link(m_settings.rate, m_settings.delay, 100000);
    m_nodes = link.nodes;
    HttpTcpHelper().Install(m_nodes);
    m_network.Watch(m_nodes);
    link.devices.Get(0)->TraceConnectWithoutContext("PhyRxDrop",
                                                    MakeCallback(&Transfer::OnLoss, this));
    for (uint32_t i = 0; i < (m_settings.losesRequests ? 2U : 1U); ++i)
    {
        link.SetLoss(i, m_settings.loss, 1000 + i);
    }
}

void
Transfer::InstallApplications()
{
    const TypeIdValue factory(HttpTcpSocketFactory::GetTypeId());
    Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    HttpResource resource;
    resource.headBytes = HEAD_BYTES;
    resource.size = static_cast<uint64_t>(m_settings.segments) * m_settings.mss - HEAD_BYTES;
    catalogue->Add("/", resource);
    HttpServerHelper server(80);
    server.SetAttribute("SocketFactory", factory);
    server.SetCatalogue(catalogue);
    server.Install(m_nodes.Get(1));
    HttpClientHelper client("http://10.1.0.2/");
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("StallTimeout", TimeValue(Time()));
    // A connection ends when it is idle, and has ended before the next response is wanted. (The
    // field Connection: close would make the head longer, and segments no longer full.)
    client.SetAttribute("IdleTimeout", TimeValue(Seconds(1)));
    client.SetWorkload("ns3::HttpUrlWorkload",
                       "Urls",
                       StringValue("/"),
                       "Repeat",
                       UintegerValue(m_settings.count),
                       "ThinkTime",
                       StringValue("ns3::ConstantRandomVariable[Constant=5]"));
    ApplicationContainer clients = client.Install(m_nodes.Get(0));
    clients.Get(0)->TraceConnectWithoutContext("Transaction",
                                               MakeCallback(&Transfer::OnTransaction, this));
    m_observers.Install(m_nodes.Get(1));
    m_nodes.Get(1)->GetObject<HttpSegmentObserver>()->TraceConnectWithoutContext(
        "Segment",
        MakeCallback(&Transfer::OnSegment, this));
    m_nodes.Get(1)->GetObject<HttpTcpStateObserver>()->TraceConnectWithoutContext(
        "TcpState",
        MakeCallback(&Transfer::OnState, this));
}

void
Transfer::OnSegment(const HttpSegmentRecord& record)
{
    if (record.sent && record.payloadBytes > 0)
    {
        OnData(record);
    }
    if (!record.sent && record.connection == m_response.connection &&
        (record.flags & HttpTcpFlag::ACK) != 0)
    {
        // The first sequence number is 0, and SYN takes it.
        const int64_t acknowledged = static_cast<int64_t>(record.acknowledgmentNumber) - 1;
        m_response.acknowledged = std::max(m_response.acknowledged, acknowledged);
        const int64_t whole = static_cast<int64_t>(m_settings.segments) * m_settings.mss;
        if (m_response.acknowledged >= whole && !m_response.isDone)
        {
            OnDone();
        }
    }
}

void
Transfer::OnData(const HttpSegmentRecord& record)
{
    if (record.connection != m_response.connection)
    {
        m_response = Response();
        m_response.connection = record.connection;
        m_response.begin = record.time;
        m_response.roundBegin = -1;
    }
    ++m_sent;
    if (record.retransmission)
    {
        return;
    }
    m_response.sent = record.streamBegin + record.payloadBytes;
    m_response.times.push_back(record.time);
    if (m_response.acknowledged > m_response.roundBegin)
    {
        // What the round began with has come back.
        m_response.roundBegin = record.streamBegin;
        ++m_response.rounds;
    }
}

void
Transfer::OnDone()
{
    const Time now = Simulator::Now();
    Response& response = m_response;
    response.isDone = true;
    m_latency.Add((now - response.begin).GetSeconds());
    m_rounds.Add(response.rounds);
    if (response.losses == 0)
    {
        m_slowStartSegments.Add(m_settings.segments);
        m_slowStart.Add((now - response.begin).GetSeconds());
    }
    else if (response.losses >= LOSSES_TO_FORGET && now > response.steadyAt)
    {
        m_rate.Add(static_cast<double>(response.acknowledged - response.acknowledgedBefore) /
                   m_settings.mss / (now - response.steadyAt).GetSeconds());
    }
}

void
Transfer::OnLoss(Ptr<const Packet> packet)
{
    const HttpLinkSegment segment = ReadHttpLinkSegment(packet);
    if (segment.bytes == 0)
    {
        return;
    }
    ++m_lost;
    if (++m_response.losses == LOSSES_TO_FORGET)
    {
        m_response.steadyAt = Simulator::Now();
        m_response.acknowledgedBefore = m_response.acknowledged;
    }
    if (m_response.losses > 1)
    {
        return;
    }
    const std::size_t place = (segment.header.GetSequenceNumber().GetValue() - 1) / m_settings.mss;
    m_slowStartSegments.Add(static_cast<double>(place + 1));
    // Its round is over when it would have been acknowledged.
    m_slowStart.Add((m_response.times[std::min(place, m_response.times.size() - 1)] -
                     m_response.begin + 2 * m_settings.delay)
                        .GetSeconds());
}

void
Transfer::OnState(const HttpTcpStateRecord& record)
{
    const bool isLoss = std::string_view(record.congestionState) == "loss";
    m_timeouts += isLoss && !m_isLossState ? 1 : 0;
    m_isLossState = isLoss;
    if (!isLoss && record.rto.IsPositive())
    {
        m_timeout.Add(record.rto.GetSeconds());
    }
    if (record.rtt.IsStrictlyPositive())
    {
        m_rtt.Add(record.rtt.GetSeconds());
    }
}

void
Transfer::OnTransaction(const HttpTransactionRecord& record)
{
    if (std::string_view(record.outcome) != "complete")
    {
        ++m_failed;
        return;
    }
    m_connect.Add((record.connectEnd - record.connectStart).GetSeconds());
    m_total.Add((record.finished - record.connectStart).GetSeconds());
}

void
Transfer::AddModels(std::map<std::string, double>& figures) const
{
    HttpTcpModelPath path;
    path.rtt = 2 * m_settings.delay.GetSeconds();
    path.timeout = m_timeout.Get();
    path.handshake = m_settings.synTimeout.GetSeconds();
    path.loss = m_settings.loss;
    path.initialWindow = m_settings.window;
    path.perAck = m_settings.delaysAcks ? 2 : 1;
    figures["model_rounds"] = GetSlowStartRounds(path, m_settings.segments);
    figures["cardwell_connect_s"] = GetHandshakeTime(path);
    figures["cardwell_slow_start_segments"] = GetSlowStartSegments(path, m_settings.segments);
    figures["cardwell_slow_start_s"] = GetSlowStartTime(path, m_settings.segments);
    figures["cardwell_latency_s"] = GetTransferTime(path, m_settings.segments);
    path.rtt = m_rtt.Get();
    const double bits = 8e-3 * m_settings.mss;
    figures["mathis_kbps"] = GetMathisRate(path) * bits;
    figures["padhye_kbps"] = GetPadhyeRate(path) * bits;
}

std::map<std::string, double>
Transfer::Run()
{
    BuildNetwork();
    InstallApplications();
    m_settings.output.Open(m_options, "http-transfer", m_nodes);
    HttpRunControl::CatchSignals();
    Simulator::Run();
    m_network.Stop();
    if (HttpRunControl::IsInterrupted())
    {
        m_settings.output.SetInterrupted(Simulator::Now());
    }
    m_observers.Flush();
    Simulator::Destroy();
    m_settings.output.Close();
    std::map<std::string, double> figures = GetFigures();
    m_settings.output.WriteSummary(m_options, figures);
    return figures;
}

std::map<std::string, double>
Transfer::GetFigures() const
{
    std::map<std::string, double> figures = {
        {"responses", m_latency.GetCount()},
        {"failed", static_cast<double>(m_failed)},
        {"connect_s", m_connect.Get()},
        {"total_s", m_total.Get()},
        {"latency_s", m_latency.Get()},
        {"rounds", m_rounds.Get()},
        {"slow_start_segments", m_slowStartSegments.Get()},
        {"slow_start_s", m_slowStart.Get()},
        {"rate_kbps", m_rate.Get() * 8e-3 * m_settings.mss},
        {"rtt_s", m_rtt.Get()},
        {"timeout_s", m_timeout.Get()},
        {"timeouts", static_cast<double>(m_timeouts)},
        {"segments_sent", static_cast<double>(m_sent)},
        {"segments_lost", static_cast<double>(m_lost)},
    };
    AddModels(figures);
    figures.merge(m_network.GetFigures());
    return figures;
}

/// @brief Sets the attributes that the options stand for. @param settings, options the options
void
SetDefaults(Settings& settings, const HttpOptions& options)
{
    settings.output.SetDefaults(options);
    SetHttpTcpProfile(HttpTcpProfile::Linux);
    SetHttpCongestionControl(settings.tcp);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(settings.mss));
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(settings.window));
    Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(settings.delaysAcks ? 2 : 1));
    Config::SetDefault("ns3::TcpSocket::ConnTimeout", TimeValue(settings.synTimeout));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1 << 24));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1 << 24));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(settings.minTimeout));
    // What the models do not know: options in segments, what TCP has learnt since.
    Config::SetDefault("ns3::TcpSocketBase::Timestamp", BooleanValue(false));
    Config::SetDefault("ns3::HttpTcpSocket::QuickAcks", UintegerValue(settings.delaysAcks ? 1 : 0));
    Config::SetDefault("ns3::HttpTcpSocket::TailLossProbe", BooleanValue(false));
    Config::SetDefault("ns3::HttpTcpSocket::TimeWaitDuration", TimeValue(MilliSeconds(1)));
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue("Zero"));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue("Zero"));
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-transfer", "responses over a path with loss, beside TCP's models");
    options.AddCount("segments",
                     "size of a response, full segments",
                     settings.segments,
                     1,
                     1000000);
    options.AddCount("count", "responses, each on a new connection", settings.count, 1, 1000000);
    options.AddCount("window", "initial congestion window, segments", settings.window, 1, 1000);
    options.AddCount("mss", "bytes of a full segment", settings.mss, 500, 1460);
    options.AddRate("rate", "data rate of the link", settings.rate);
    options.AddTime("delay", "one-way delay of the link", settings.delay);
    options.AddNumber("loss", "share of packets lost to the client", settings.loss, 0, 0.4);
    options.AddFlag("loses-requests",
                    "the same share is lost to the server",
                    settings.losesRequests);
    options.AddFlag("delays-acks", "every second segment is acknowledged", settings.delaysAcks);
    options.AddText("tcp", "congestion control", settings.tcp, GetHttpCongestionControls());
    options.AddTime("syn-timeout", "first timeout of a connection request", settings.synTimeout);
    options.AddTime("min-timeout", "least retransmission timeout", settings.minTimeout);
    settings.output.AddTo(options);
    // Whoever has done nothing has the same figures as whoever has.
    options.AddStatistics(GetHttpFigureNames(Transfer(options, settings).GetFigures()));
    options.Belong({"loses-requests"}, {HttpOptionHome::With("loss")});
    options.Parse(argc, argv, [&] { SetDefaults(settings, options); });
    const int status =
        PrintHttpFigures("http-transfer", [&] { return Transfer(options, settings).Run(); });
    HttpRunControl::EndIfInterrupted();
    return status;
}
