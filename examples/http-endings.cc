/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Every way that a connection ends: the socket calls of both sides, the segments that open and end
// it, and what becomes of the request.

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-segment-observer.h"
#include "ns3/http-url-workload.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// The link: 10 Mb/s, 10 ms each way.
const Time DELAY = MilliSeconds(10);

/// A response or request of 400,000 bytes is in its middle then.
const Time MIDDLE = MilliSeconds(50);

/// An interrupted link or server is back then.
const Time BACK = Seconds(2);

/// What an ending is made of.
struct Scene
{
    HttpClientHelper& client;          //!< installs the client
    HttpServerHelper& server;          //!< installs the server
    std::string urls = "/bytes/4000";  //!< what is asked for
    Time think = Seconds(0);           //!< between two requests
    NetDeviceContainer devices = {};   //!< both ends of the link
    Ptr<HttpServer> running = nullptr; //!< the server once it is installed
    Ptr<Application> asking = nullptr; //!< the client once it is installed
};

/// A way that a connection ends.
struct Ending
{
    const char* name;                  //!< its name
    const char* text;                  //!< what happens
    void (*prepare)(Scene&);           //!< before the applications are installed
    void (*disturb)(Scene&) = nullptr; //!< when they are installed, if anything
};

/// @brief Loses packets from now on. @param devices where @param share of them
void
SetLoss(const NetDeviceContainer& devices, double share)
{
    for (uint32_t i = 0; i < devices.GetN(); ++i)
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(share));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
}

/// The endings.
const Ending ENDINGS[] = {
    {"server-closes",
     "the server closes behind each response",
     [](Scene& s) { s.server.SetAttribute("KeepAlive", BooleanValue(false)); }},
    {"client-closes",
     "the client closes behind one response",
     [](Scene& s) { s.client.SetAttribute("MaxRequestsPerConnection", UintegerValue(1)); }},
    {"half-close",
     "the client closes its output behind its request and reads on",
     [](Scene& s) {
         s.client.SetAttribute("MaxRequestsPerConnection", UintegerValue(1));
         s.client.SetAttribute("HalfClose", BooleanValue(true));
     }},
    {"closed-input",
     "the server wants no more of the request and does not linger",
     [](Scene& s) {
         s.urls = "POST:300000 /bytes/4000";
         s.server.SetAttribute("MaxContentBytes", UintegerValue(1000));
         s.server.SetAttribute("LingerTimeout", TimeValue(Time(0)));
     }},
    {"lingering",
     "the same server reads what still comes, and drops it",
     [](Scene& s) {
         s.urls = "POST:300000 /bytes/4000";
         s.server.SetAttribute("MaxContentBytes", UintegerValue(1000));
     }},
    {"reset",
     "the server resets the connection inside the response",
     [](Scene& s) { s.urls = "/bytes/4000?end=reset&cut=2000"; }},
    {"reset-retried",
     "the server resets the connection before the response, again and again",
     [](Scene& s) {
         s.urls = "/bytes/4000?end=reset";
         s.client.SetAttribute("MaxRetries", UintegerValue(2));
     }},
    {"server-idle",
     "the server closes a connection that is not used",
     [](Scene& s) {
         s.server.SetAttribute("KeepAliveTimeout", TimeValue(MilliSeconds(500)));
         s.urls = "/bytes/4000 /bytes/4000";
         s.think = Seconds(1);
     }},
    {"client-idle",
     "the client closes a connection that is not used",
     [](Scene& s) {
         s.client.SetAttribute("IdleTimeout", TimeValue(MilliSeconds(500)));
         s.urls = "/bytes/4000 /bytes/4000";
         s.think = Seconds(1);
     }},
    {"race",
     "the server closes an unused connection while a request is on its way to it",
     [](Scene& s) {
         s.server.SetAttribute("KeepAliveTimeout", TimeValue(MilliSeconds(500)));
         s.urls = "/bytes/4000 /bytes/4000";
         // The response has taken the way back, the request takes the way there.
         s.think = MilliSeconds(485);
     }},
    {"race-post",
     "the same, but the request is not idempotent",
     [](Scene& s) {
         s.server.SetAttribute("KeepAliveTimeout", TimeValue(MilliSeconds(500)));
         s.urls = "/bytes/4000 POST:100 /bytes/4000";
         s.think = MilliSeconds(485);
     }},
    {"truncated",
     "the server closes before the end that Content-Length says",
     [](Scene& s) { s.urls = "/bytes/4000?end=close&cut=3000"; }},
    {"truncated-chunk",
     "the server closes inside a chunk",
     [](Scene& s) { s.urls = "/bytes/4000?chunked=1&end=close&cut=3000"; }},
    {"refused", "nobody listens at the port", [](Scene& s) { s.urls = "http://10.1.0.2:81/"; }},
    {"no-route", "no route leads to the host", [](Scene& s) { s.urls = "http://192.0.2.1/"; }},
    {"connect-timeout",
     "nobody answers the connection request",
     [](Scene& s) { s.client.SetAttribute("ConnectTimeout", TimeValue(Seconds(4))); },
     [](Scene& s) { SetLoss(s.devices, 1); }},
    {"response-timeout",
     "the response does not come",
     [](Scene& s) {
         s.urls = "/bytes/4000?end=stall";
         s.client.SetAttribute("ResponseTimeout", TimeValue(Seconds(4)));
     }},
    {"server-stops",
     "the server stops inside the response, and starts again",
     [](Scene& s) {
         s.urls = "/bytes/400000 /bytes/4000";
         s.think = Seconds(3);
     },
     [](Scene& s) {
         Simulator::Schedule(MIDDLE, &HttpServer::Stop, s.running);
         Simulator::Schedule(BACK, &HttpServer::Start, s.running);
     }},
    {"link-down",
     "the link is down for two seconds inside the response",
     [](Scene& s) { s.urls = "/bytes/400000"; },
     [](Scene& s) {
         Simulator::Schedule(MIDDLE, &SetLoss, s.devices, 1.0);
         Simulator::Schedule(BACK, &SetLoss, s.devices, 0.0);
     }},
    {"link-lost",
     "the link goes down inside the request, for ever",
     [](Scene& s) { s.urls = "POST:400000 /bytes/4000"; },
     [](Scene& s) { Simulator::Schedule(MIDDLE, &SetLoss, s.devices, 1.0); }},
    {"client-stops",
     "the client's application stops inside the response",
     [](Scene& s) { s.urls = "/bytes/400000"; },
     [](Scene& s) { s.asking->SetStopTime(MIDDLE); }},
};

/// A list of words, in which what repeats is counted.
class Words
{
  public:
    /// @brief Adds a word. @param word it
    void Add(const std::string& word)
    {
        if (!m_words.empty() && m_words.back().first == word)
        {
            ++m_words.back().second;
            return;
        }
        m_words.emplace_back(word, 1);
    }

    /// @brief Prints the list. @param heading what stands in front, the first time
    void Print(const std::string& heading) const
    {
        constexpr std::size_t WIDTH = 100;
        constexpr int INDENT = 12;
        std::string line;
        bool isFirst = true;
        const auto flush = [&] {
            std::cout << std::left << std::setw(INDENT) << (isFirst ? "  " + heading : "") << line
                      << "\n";
            isFirst = false;
            line.clear();
        };
        for (const auto& [word, times] : m_words)
        {
            const std::string text = word + (times > 1 ? " x" + std::to_string(times) : "");
            if (!line.empty() && INDENT + line.size() + 2 + text.size() > WIDTH)
            {
                line += ",";
                flush();
            }
            line += (line.empty() ? "" : ", ") + text;
        }
        flush();
    }

  private:
    std::vector<std::pair<std::string, uint32_t>> m_words; //!< the words and how often each came
};

/// One run.
class Run
{
  public:
    /// @brief Runs. @param ending which @param isStock whether with ns-3's own sockets
    void Execute(const Ending& ending, bool isStock)
    {
        NodeContainer nodes(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        link.SetChannelAttribute("Delay", TimeValue(DELAY));
        HttpServerHelper server(80);
        HttpClientHelper client("http://10.1.0.2/");
        Scene scene{client, server};
        scene.devices = link.Install(nodes);
        InternetStackHelper stack;
        stack.SetIpv6StackInstall(false);
        stack.Install(nodes);
        Ipv4AddressHelper("10.1.0.0", "255.255.0.0").Assign(scene.devices);
        if (isStock)
        {
            const TypeIdValue factory(TcpSocketFactory::GetTypeId());
            client.SetAttribute("SocketFactory", factory);
            server.SetAttribute("SocketFactory", factory);
        }
        ending.prepare(scene);
        client.SetWorkload("ns3::HttpUrlWorkload",
                           "Urls",
                           StringValue(scene.urls),
                           "ThinkTime",
                           StringValue("ns3::ConstantRandomVariable[Constant=" +
                                       std::to_string(scene.think.GetSeconds()) + "]"));
        Watch(nodes);
        scene.running = DynamicCast<HttpServer>(server.Install(nodes.Get(1)).Get(0));
        scene.asking = client.Install(nodes.Get(0)).Get(0);
        scene.asking->TraceConnectWithoutContext("Transaction",
                                                 MakeCallback(&Run::OnTransaction, this));
        if (ending.disturb)
        {
            ending.disturb(scene);
        }
        // Long enough for every wait of TCP; a link that is lost takes longest.
        Simulator::Stop(Minutes(20));
        Simulator::Run();
        m_isOver = true;
        Simulator::Destroy();
        std::cout << ending.name << ": " << ending.text << "\n";
        m_calls[0].Print("client");
        m_calls[1].Print("server");
        m_segments.Print("segments");
        m_outcomes.Print("outcome");
    }

  private:
    /// @brief Follows the calls and segments. @param nodes of the client and the server
    void Watch(const NodeContainer& nodes)
    {
        for (uint32_t i = 0; i < nodes.GetN(); ++i)
        {
            Ptr<HttpSocketCallObserver> calls = CreateObject<HttpSocketCallObserver>();
            calls->TraceConnectWithoutContext("SocketCall", MakeCallback(&Run::OnSocketCall, this));
            nodes.Get(i)->AggregateObject(calls);
        }
        m_client = nodes.Get(0)->GetId();
        HttpObserverHelper().Install(nodes);
        for (uint32_t i = 0; i < nodes.GetN(); ++i)
        {
            nodes.Get(i)->GetObject<HttpSegmentObserver>()->TraceConnectWithoutContext(
                "Segment",
                MakeCallback(&Run::OnSegment, this));
        }
    }

    /// @brief A socket call. @param record it
    void OnSocketCall(const HttpSocketCallRecord& record)
    {
        const bool isSetUp = record.call == HttpSocketCall::Create ||
                             record.call == HttpSocketCall::Bind ||
                             record.call == HttpSocketCall::Listen;
        if (isSetUp || m_isOver)
        {
            return;
        }
        std::string word = GetHttpSocketCallName(record.call);
        if (record.detail[0] != '\0')
        {
            word += std::string(" (") + record.detail + ")";
        }
        m_calls[record.node == m_client ? 0 : 1].Add(word);
    }

    /// @brief A segment. @param record it
    void OnSegment(const HttpSegmentRecord& record)
    {
        constexpr uint8_t ENDS = HttpTcpFlag::SYN | HttpTcpFlag::FIN | HttpTcpFlag::RST;
        if (!record.sent || (record.flags & ENDS) == 0)
        {
            return;
        }
        const std::string name = (record.flags & HttpTcpFlag::RST)   ? "RST"
                                 : (record.flags & HttpTcpFlag::FIN) ? "FIN"
                                                                     : "SYN";
        m_segments.Add(name + (record.node == m_client ? " >" : " <"));
    }

    /// @brief A request has its outcome. @param record it
    void OnTransaction(const HttpTransactionRecord& record)
    {
        std::string word = std::string(record.method) + ": " + record.outcome;
        if (record.problem[0] != '\0')
        {
            word += std::string(" (") + record.problem + ")";
        }
        if (record.status > 0)
        {
            word += ", status " + std::to_string(record.status);
        }
        if (record.attempts > 1)
        {
            word += ", " + std::to_string(record.attempts) + " attempts";
        }
        m_outcomes.Add(word);
    }

    uint32_t m_client = 0; //!< the client's node
    bool m_isOver = false; //!< what is taken down with the simulation is not part of it
    Words m_calls[2];      //!< of the client and of the server
    Words m_segments;      //!< those that open and end connections
    Words m_outcomes;      //!< of the requests
};

} // namespace

int
main(int argc, char* argv[])
{
    std::string chosen = "all";
    std::string endpoint = "http";
    std::vector<std::string> names = {"all"};
    for (const Ending& ending : ENDINGS)
    {
        names.emplace_back(ending.name);
    }
    HttpOptions options("http-endings", "every way that a connection ends, with its socket calls");
    options.AddText("ending", "which", chosen, names);
    options.AddText("tcp-endpoint",
                    "http: the module's own TCP endpoint; stock: ns-3's",
                    endpoint,
                    {"http", "stock"});
    options.Parse(argc, argv, [] { SetHttpTcpProfile(HttpTcpProfile::Linux); });
    for (const Ending& ending : ENDINGS)
    {
        if (chosen == "all" || chosen == ending.name)
        {
            Run().Execute(ending, endpoint == "stock");
        }
    }
    return 0;
}
