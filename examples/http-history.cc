/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A page as in the studies of the nineties: a document and its images over one link, by HTTP/1.0 or
// HTTP/1.1, for the first time or to see whether they have changed.

#include "http-figures.h"
#include "http-one-link.h"
#include "http-page-model.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-network-summary.h"
#include "ns3/http-option-home.h"
#include "ns3/http-options.h"
#include "ns3/http-output-options.h"
#include "ns3/http-run-control.h"
#include "ns3/http-segment-count.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-tcp-socket.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace ns3;

namespace
{

/// Bytes of a TCP and an IP header without options, and of the link's own.
constexpr uint32_t HEADER_BYTES = 40;
constexpr uint32_t LINK_BYTES = 2;

/// Heads on the wire, bytes.
struct Heads
{
    uint32_t request = 190;     //!< a request
    uint32_t conditional = 230; //!< a request with If-None-Match
    uint32_t response = 294;    //!< a response with content, or to HEAD
    uint32_t notModified = 181; //!< a response 304
};

/// What the options say.
struct Settings
{
    std::string sizes = "43008,42x3048"; //!< the document, then what it embeds
    std::vector<uint64_t> objects;       //!< the same, read
    std::string protocol = "persistent"; //!< use of connections
    std::string visit = "first";         //!< first or again
    Time think;                          //!< the client's time for a response
    uint32_t batch = 4;                  //!< requests written together, protocol pipelined
    uint32_t connections = 4;            //!< at once, protocol parallel
    Heads heads;                         //!< bytes of heads
    Time processing;                     //!< the server's time for a request
    uint32_t mss = 1460;                 //!< bytes of a full segment
    uint32_t window = 2;                 //!< initial congestion window, segments
    bool delaysAcks = true;              //!< every second segment is acknowledged
    Time ackDelay = MilliSeconds(200);   //!< longest delay of an acknowledgment
    DataRate rate{"10Mbps"};             //!< of the link, or of full segments' content
    bool isGoodput = false;              //!< whether the rate is that of content
    Time rtt = MilliSeconds(90);         //!< round-trip time
    uint32_t queue = 1000;               //!< packets
    HttpOutputOptions output;            //!< what is written
};

/**
 * @brief Reads sizes such as 43008,42x3048.
 * @param text the sizes
 * @param sizes where they go
 * @return an empty text, or what is accepted
 */
std::string
ReadSizes(const std::string& text, std::vector<uint64_t>& sizes)
{
    sizes.clear();
    std::istringstream words(text);
    for (std::string word; std::getline(words, word, ',');)
    {
        const std::size_t times = word.find('x');
        const std::string count = times == std::string::npos ? "1" : word.substr(0, times);
        const std::string size = times == std::string::npos ? word : word.substr(times + 1);
        const auto number = HttpParseUnsigned(count);
        const auto bytes = HttpParseUnsigned(size);
        if (!number || !bytes || *number > 10000 || *bytes > 1000000000)
        {
            return "accepted: bytes, or up to 10000 x bytes, with commas, as in 43008,42x3048";
        }
        sizes.insert(sizes.end(), *number, *bytes);
    }
    return sizes.empty() ? "accepted: one size at least" : "";
}

/// @brief The document and what it embeds, once.
class PageWorkload : public HttpWorkload
{
  public:
    /// @brief Sets what is loaded. @param page the page
    void Set(const HttpPage& page)
    {
        m_page = page;
    }

    bool NextPage(const http::Url& base, HttpPage& page) override
    {
        if (m_page.objects.empty())
        {
            return false;
        }
        page = std::exchange(m_page, HttpPage());
        for (std::size_t i = 0; i < page.objects.size(); ++i)
        {
            const std::string target = page.objects[i].url.target;
            page.objects[i].url = base;
            page.objects[i].url.target = target;
        }
        return true;
    }

  private:
    HttpPage m_page; //!< the page, until it was asked for
};

/// @brief One simulation.
class Visit
{
  public:
    /// @brief A simulation. @param options, settings what the options say
    Visit(const HttpOptions& options, Settings& settings)
        : m_options(options),
          m_settings(settings)
    {
    }

    /// @brief Runs and writes what is wanted. @return figures by name
    std::map<std::string, double> Run();

  private:
    /// @brief Makes two hosts and the link.
    void BuildNetwork();
    /// @brief What the client asks for. @return the page
    HttpPage MakePage() const;
    /// @brief Says what the request for an image waits for. @param place its place on the page
    /// @param object the request
    void SetAnchor(uint32_t place, HttpPageObject& object) const;
    /// @brief What the server has. @return the catalogue
    Ptr<HttpCatalogue> MakeCatalogue() const;
    /// @brief Installs server and client.
    void InstallApplications();
    /// @brief The page is loaded. @param record it
    void OnPage(const HttpPageRecord& record);
    /// @brief What Heidemann's model says of the page. @param lastOpens whether an object's last
    /// flight opens the window for the next @return seconds
    double GetModelTime(bool lastOpens) const;

    const HttpOptions& m_options;         //!< the options
    Settings& m_settings;                 //!< what they say
    NodeContainer m_nodes;                //!< client, server
    HttpNetworkSummary m_network;         //!< what was sent, and lost
    std::optional<HttpPageRecord> m_page; //!< the page
};

void
Visit::BuildNetwork()
{
    const double share =
        m_settings.isGoodput
            ? static_cast<double>(m_settings.mss + HEADER_BYTES + LINK_BYTES) / m_settings.mss
            : 1;
    const DataRate rate(
        static_cast<uint64_t>(static_cast<double>(m_settings.rate.GetBitRate()) * share));
    m_nodes = HttpOneLink(rate, m_settings.rtt / 2, m_settings.queue).nodes;
    HttpTcpHelper().Install(m_nodes);
    m_network.Watch(m_nodes);
}

HttpPage
Visit::MakePage() const
{
    const bool isAgain = m_settings.visit == "again";
    const bool hasConditions =
        isAgain && (m_settings.protocol == "persistent" || m_settings.protocol == "pipelined");
    HttpPage page;
    for (std::size_t i = 0; i < m_settings.objects.size(); ++i)
    {
        HttpPageObject object;
        object.url.target = "/" + std::to_string(i);
        object.headBytes = m_settings.heads.request;
        if (hasConditions)
        {
            object.fields.Add("If-None-Match", "\"" + std::to_string(i) + "\"");
            object.headBytes = m_settings.heads.conditional;
        }
        else if (isAgain && i > 0)
        {
            object.method = "HEAD";
        }
        if (i > 0)
        {
            SetAnchor(static_cast<uint32_t>(i), object);
        }
        page.objects.push_back(object);
    }
    return page;
}

void
Visit::SetAnchor(uint32_t place, HttpPageObject& object) const
{
    using Anchor = HttpPageObject::Anchor;
    if (m_settings.protocol == "pipelined")
    {
        // Requests are made one after the other, and written when a buffer is full of them.
        const uint32_t made = (place + m_settings.batch - 1) / m_settings.batch * m_settings.batch;
        object.anchor = Anchor::FirstByte;
        object.delay = m_settings.think * static_cast<int64_t>(made);
        return;
    }
    // The next request of a connection comes when the client has dealt with the response before it.
    const uint32_t before = m_settings.protocol == "parallel" ? m_settings.connections : 1;
    const bool isFirst = place < before;
    object.revealedBy = isFirst ? 0 : place - before;
    object.anchor = isFirst && before > 1 ? Anchor::FirstByte : Anchor::LastByte;
    object.delay = m_settings.think;
}

Ptr<HttpCatalogue>
Visit::MakeCatalogue() const
{
    const bool isNotModified =
        m_settings.visit == "again" &&
        (m_settings.protocol == "persistent" || m_settings.protocol == "pipelined");
    Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    for (std::size_t i = 0; i < m_settings.objects.size(); ++i)
    {
        HttpResource resource;
        resource.size = m_settings.objects[i];
        resource.type = i == 0 ? "text/html" : "image/gif";
        resource.delay = m_settings.processing;
        resource.headBytes =
            isNotModified ? m_settings.heads.notModified : m_settings.heads.response;
        resource.fields.Add("ETag", "\"" + std::to_string(i) + "\"");
        catalogue->Add("/" + std::to_string(i), resource);
    }
    return catalogue;
}

void
Visit::InstallApplications()
{
    const TypeIdValue factory(HttpTcpSocketFactory::GetTypeId());
    HttpServerHelper server(80);
    server.SetAttribute("SocketFactory", factory);
    server.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(60)));
    server.SetAttribute("MaxQueuedRequests", UintegerValue(100000));
    server.SetAttribute("GatherWrites", BooleanValue(true));
    server.SetCatalogue(MakeCatalogue());
    server.Install(m_nodes.Get(1));
    HttpClientHelper client("http://10.1.0.2/");
    client.SetAttribute("SocketFactory", factory);
    const bool isOld = m_settings.protocol == "serial" || m_settings.protocol == "parallel";
    const uint32_t connections = m_settings.protocol == "parallel" ? m_settings.connections : 1;
    client.SetAttribute("Version", StringValue(isOld ? "HTTP/1.0" : "HTTP/1.1"));
    client.SetAttribute("Persistent", BooleanValue(!isOld));
    client.SetAttribute("MaxConnectionsPerServer", UintegerValue(connections));
    client.SetAttribute("PipelineDepth",
                        UintegerValue(m_settings.protocol == "pipelined" ? 100000 : 1));
    client.SetAttribute("StallTimeout", TimeValue(Time()));
    client.SetAttribute("GatherWrites", BooleanValue(true));
    ApplicationContainer clients = client.Install(m_nodes.Get(0));
    Ptr<PageWorkload> workload = CreateObject<PageWorkload>();
    workload->Set(MakePage());
    clients.Get(0)->SetAttribute("Workload", PointerValue(workload));
    clients.Get(0)->TraceConnectWithoutContext("Page", MakeCallback(&Visit::OnPage, this));
}

void
Visit::OnPage(const HttpPageRecord& record)
{
    m_page = record;
    // The connections' ends belong to what the page takes.
    Simulator::Stop(Seconds(30));
}

double
Visit::GetModelTime(bool lastOpens) const
{
    HttpPagePath path;
    path.lastOpens = lastOpens;
    path.rtt = m_settings.rtt.GetSeconds();
    path.segmentBytes = m_settings.mss;
    path.headerBytes = HEADER_BYTES + LINK_BYTES;
    const double rate = static_cast<double>(m_settings.rate.GetBitRate()) / 8;
    path.bytesPerSecond =
        m_settings.isGoodput ? rate * (m_settings.mss + path.headerBytes) / m_settings.mss : rate;
    path.initialWindow = m_settings.window;
    path.perAck = m_settings.delaysAcks ? 2 : 1;
    std::vector<HttpPageExchange> exchanges;
    for (const uint64_t size : m_settings.objects)
    {
        exchanges.push_back({static_cast<double>(m_settings.heads.request),
                             static_cast<double>(m_settings.heads.response + size),
                             (m_settings.processing + m_settings.think).GetSeconds()});
    }
    return GetSerialPageTime(path, exchanges, m_settings.protocol == "persistent");
}

std::map<std::string, double>
Visit::Run()
{
    BuildNetwork();
    InstallApplications();
    m_settings.output.Open(m_options, "http-history", m_nodes);
    Simulator::Stop(Hours(10));
    HttpRunControl::CatchSignals();
    Simulator::Run();
    m_network.Stop();
    if (HttpRunControl::IsInterrupted())
    {
        m_settings.output.SetInterrupted(Simulator::Now());
    }
    Simulator::Destroy();
    m_settings.output.Close();
    const HttpSegmentFigures sent = m_network.GetSegments();
    std::map<std::string, double> figures = {
        {"failed", m_page ? m_page->failed : 1},
        {"seconds", m_page ? (m_page->finished - m_page->started).GetSeconds() : NAN},
        {"packets", static_cast<double>(sent.segments)},
        {"bytes", static_cast<double>(sent.payloadBytes)},
        {"connections", static_cast<double>(sent.syns)},
    };
    const bool isModelled = m_settings.protocol == "serial" || m_settings.protocol == "persistent";
    if (isModelled && m_settings.visit == "first")
    {
        figures["model_s"] = GetModelTime(true);
        figures["model_without_last_flight_s"] = GetModelTime(false);
    }
    figures.merge(m_network.GetFigures());
    m_settings.output.WriteSummary(m_options, figures);
    return figures;
}

/// @brief Sets the attributes that the options stand for. @param settings, options the options
void
SetDefaults(Settings& settings, const HttpOptions& options)
{
    settings.output.SetDefaults(options);
    SetHttpTcpProfile(HttpTcpProfile::Rfc);
    SetHttpCongestionControl("NewReno");
    // Hosts of the time: a window that grows by a segment for each acknowledgment (RFC 2001),
    // acknowledgments of every second segment or after a delay, no timestamps, no probes.
    Config::SetDefault("ns3::TcpSocketBase::Timestamp", BooleanValue(false));
    Config::SetDefault("ns3::TcpSocketBase::WindowScaling", BooleanValue(false));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(Seconds(1)));
    Config::SetDefault("ns3::TcpSocket::ConnTimeout", TimeValue(Seconds(3)));
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(settings.mss));
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(settings.window));
    Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(settings.delaysAcks ? 2 : 1));
    Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(settings.ackDelay));
    Config::SetDefault("ns3::HttpTcpSocket::MostAckDelay", TimeValue(settings.ackDelay));
    Config::SetDefault("ns3::HttpTcpSocket::QuickAcks", UintegerValue(0));
    Config::SetDefault("ns3::HttpTcpSocket::TailLossProbe", BooleanValue(false));
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue("Zero"));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue("Zero"));
}

/// @brief Adds the program's options. @param options where @param settings where they go
void
AddOptions(HttpOptions& options, Settings& settings)
{
    options.BeginGroup("The page");
    options.Add("sizes",
                "bytes of the document, then of what it embeds",
                settings.sizes,
                [&settings](const std::string& text) { return ReadSizes(text, settings.objects); });
    options.AddText("protocol",
                    "HTTP/1.0 serial or parallel, HTTP/1.1 persistent or pipelined",
                    settings.protocol,
                    {"serial", "parallel", "persistent", "pipelined"});
    options.AddText("visit",
                    "first visit, or again with all in the cache",
                    settings.visit,
                    {"first", "again"});
    options.AddTime("think", "the client's time between a response and a request", settings.think);
    options.AddCount("batch",
                     "requests written together, protocol pipelined",
                     settings.batch,
                     1,
                     100000);
    options.AddCount("connections", "at once, protocol parallel", settings.connections, 1, 1000);
    options.AddCount("request-head", "bytes of a request", settings.heads.request, 0, 10000);
    options.AddCount("conditional-head",
                     "bytes of a conditional request",
                     settings.heads.conditional,
                     0,
                     10000);
    options.AddCount("response-head",
                     "bytes of a response's head",
                     settings.heads.response,
                     0,
                     10000);
    options.AddCount("not-modified-head",
                     "bytes of a response 304",
                     settings.heads.notModified,
                     0,
                     10000);
    options.AddTime("processing", "the server's time for a request", settings.processing);
    options.BeginGroup("The path");
    options.AddCount("mss", "bytes of a full segment", settings.mss, 100, 1460);
    options.AddCount("window", "initial congestion window, segments", settings.window, 1, 100);
    options.AddFlag("delays-acks", "every second segment is acknowledged", settings.delaysAcks);
    options.AddTime("ack-delay", "longest delay of an acknowledgment", settings.ackDelay);
    options.AddRate("rate", "data rate of the link", settings.rate);
    options.AddFlag("goodput", "the rate is that of what full segments carry", settings.isGoodput);
    options.AddTime("rtt", "round-trip time of the path", settings.rtt);
    options.AddCount("queue", "packets that each end queues", settings.queue, 1, 100000);
    settings.output.AddTo(options);
    options.AddStatistics({"failed",
                           "seconds",
                           "packets",
                           "bytes",
                           "connections",
                           "model_s",
                           "model_without_last_flight_s"});
    options.AddStatistics(GetHttpFigureNames(HttpNetworkSummary().GetFigures()));
    options.Belong({"batch"}, {HttpOptionHome::OneOf("protocol", {"pipelined"})});
    options.Belong({"connections"}, {HttpOptionHome::OneOf("protocol", {"parallel"})});
    options.Belong({"conditional-head", "not-modified-head"},
                   {HttpOptionHome::OneOf("visit", {"again"})});
    options.Belong({"ack-delay"}, {HttpOptionHome::With("delays-acks")});
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-history", "a page as in the studies of the nineties");
    AddOptions(options, settings);
    ReadSizes(settings.sizes, settings.objects);
    options.Parse(argc, argv, [&] { SetDefaults(settings, options); });
    const int status =
        PrintHttpFigures("http-history", [&] { return Visit(options, settings).Run(); });
    HttpRunControl::EndIfInterrupted();
    return status;
}
