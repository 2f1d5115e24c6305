/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// One request over one connection, told step by step: what the client does, what the server does,
// and when. Every line is a recorded event: a socket call, a socket's callback, the resolver's
// answer, or a step of HTTP between them.

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <array>
#include <iomanip>
#include <iostream>
#include <string>

using namespace ns3;

namespace
{

/// Widths of the columns of the table.
constexpr int TIME_WIDTH = 12;
constexpr int CLIENT_WIDTH = 46;

/// @brief What a socket call does, in the words of a book. @param call the call @return the words
const char*
Describe(HttpSocketCall call)
{
    static constexpr std::array<const char*, 14> WORDS = {
        "create new socket",
        "bind socket to",
        "permit socket connections",
        "connect to",
        "connection successful",
        "connection failed",
        "application notified of connection from",
        "write",
        "read",
        "close output",
        "close input",
        "close connection",
        "peer has closed",
        "connection broken",
    };
    return WORDS[static_cast<std::size_t>(call)];
}

/// @brief What a step of HTTP is. @param activity the step @return the words
const char*
Describe(HttpActivity activity)
{
    static constexpr std::array<const char*, 15> WORDS = {
        "wants",
        "look up",
        "got the address of",
        "request waits for a connection",
        "connection could not be made, will try again",
        "send HTTP request",
        "wait for HTTP response",
        "process HTTP request message",
        "response is ready",
        "send back HTTP response",
        "response handed over",
        "process HTTP response",
        "response complete",
        "request has its outcome",
        "page is loaded",
    };
    return WORDS[static_cast<std::size_t>(activity)];
}

/// @brief Prints the table, event by event.
class Story
{
  public:
    /**
     * @brief Prints the table's heading.
     * @param client the client's node
     */
    explicit Story(uint32_t client)
        : m_client(client)
    {
        std::cout << std::left << std::setw(TIME_WIDTH) << "time (ms)" << std::setw(CLIENT_WIDTH)
                  << "client"
                  << "server\n";
    }

    /// @brief What comes from now on is not told any more.
    void End()
    {
        m_isOver = true;
    }

    /// @brief A socket call. @param record the call
    void OnSocketCall(const HttpSocketCallRecord& record)
    {
        std::string line = Describe(record.call);
        switch (record.call)
        {
        case HttpSocketCall::Bind:
            line += " " + FormatHttpAddress(record.local);
            break;
        case HttpSocketCall::Connect:
        case HttpSocketCall::Accept:
            line += " " + FormatHttpAddress(record.remote);
            break;
        case HttpSocketCall::Send:
        case HttpSocketCall::Receive:
            line += " " + std::to_string(record.bytes) + " bytes";
            break;
        default:
            break;
        }
        line += std::string("  (") + GetHttpSocketCallName(record.call) + ", socket " +
                std::to_string(record.socket) + ")";
        Print(record.time, record.node, line);
    }

    /// @brief A step of HTTP. @param record the step
    void OnActivity(const HttpActivityRecord& record)
    {
        Print(record.time,
              record.node,
              std::string(Describe(record.activity)) + ": " + std::string(record.subject));
    }

  private:
    /**
     * @brief Prints one line in the column of its node.
     * @param time when
     * @param node where
     * @param text what
     */
    void Print(Time time, uint32_t node, const std::string& text) const
    {
        if (m_isOver)
        {
            return;
        }
        std::cout << std::left << std::fixed << std::setprecision(3) << std::setw(TIME_WIDTH)
                  << time.GetSeconds() * 1e3
                  << std::string(node == m_client ? 0 : CLIENT_WIDTH, ' ') << text << "\n";
    }

    uint32_t m_client;     //!< the client's node
    bool m_isOver = false; //!< the story has been told
};

/// What the options say.
struct Settings
{
    DataRate rate{"10Mbps"};           //!< of the link
    Time delay = MilliSeconds(20);     //!< of the link, one way
    Time lookup = MilliSeconds(15);    //!< that the resolver takes
    Time processing = MilliSeconds(5); //!< that the server takes
    uint32_t size = 5000;              //!< bytes of the response's content
};

/// @brief Reads the options. @param argc, argv the command line @return what they say
Settings
Parse(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-connection", "one request over one connection, step by step");
    options.BeginGroup("The link");
    options.AddRate("rate", "data rate", settings.rate);
    options.AddTime("delay", "one-way delay", settings.delay);
    options.BeginGroup("The request");
    options.AddTime("lookup", "time that the resolver takes", settings.lookup);
    options.AddTime("processing", "time that the server takes", settings.processing);
    options.AddCount("size", "bytes of the response's content", settings.size, 0, 100000000);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    options.Parse(argc, argv);
    return settings;
}

} // namespace

int
main(int argc, char* argv[])
{
    const Settings settings = Parse(argc, argv);
    NodeContainer nodes(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(settings.rate));
    link.SetChannelAttribute("Delay", TimeValue(settings.delay));
    NetDeviceContainer devices = link.Install(nodes);
    Ipv4AddressHelper address("10.1.1.0", "255.255.255.0");
    InternetStackHelper stack;
    stack.SetIpv6StackInstall(false);
    stack.Install(nodes);
    Ipv4InterfaceContainer interfaces = address.Assign(devices);

    Ptr<HttpHosts> hosts = CreateObject<HttpHosts>();
    hosts->Add("www.joes-hardware.com", interfaces.GetAddress(1));
    hosts->SetAttribute("LookupDelay",
                        StringValue("ns3::ConstantRandomVariable[Constant=" +
                                    std::to_string(settings.lookup.GetSeconds()) + "]"));
    nodes.Get(0)->AggregateObject(hosts);

    Story story(nodes.Get(0)->GetId());
    for (uint32_t i = 0; i < nodes.GetN(); ++i)
    {
        Ptr<HttpSocketCallObserver> observer = CreateObject<HttpSocketCallObserver>();
        observer->TraceConnectWithoutContext("SocketCall",
                                             MakeCallback(&Story::OnSocketCall, &story));
        nodes.Get(i)->AggregateObject(observer);
    }

    Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    HttpResource tools;
    tools.size = settings.size;
    tools.delay = settings.processing;
    catalogue->Add("/power-tools.html", tools);
    HttpServerHelper server(80);
    server.SetCatalogue(catalogue);
    ApplicationContainer applications = server.Install(nodes.Get(1));

    HttpClientHelper client("http://www.joes-hardware.com/power-tools.html");
    // One request a connection, so that both ends close when it is done.
    client.SetAttribute("Persistent", BooleanValue(false));
    applications.Add(client.Install(nodes.Get(0)));
    for (uint32_t i = 0; i < applications.GetN(); ++i)
    {
        applications.Get(i)->TraceConnectWithoutContext("Activity",
                                                        MakeCallback(&Story::OnActivity, &story));
    }

    Simulator::Stop(Seconds(60));
    Simulator::Run();
    // The server still listens; that it is taken down with the simulation is not part of the story.
    story.End();
    Simulator::Destroy();
    return 0;
}
