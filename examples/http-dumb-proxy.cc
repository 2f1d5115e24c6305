/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Two pages, one after the other, through a proxy that passes Connection: Keep-Alive on without
// understanding it, and through one that does: the story of HTTP: The Definitive Guide, section
// 4.5.4. Between the blind proxy and the server the connection stays open, because both ends of the
// field's way agree; the proxy waits for it to close, and looks at nothing else that the client
// sends.

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-text-table.h"
#include "ns3/http-url-workload.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// A way to ask.
struct Way
{
    const char* name;    //!< what it is
    const char* version; //!< the client's
    bool persistent;     //!< the client asks for a persistent connection
    const char* field;   //!< further field of the requests
    bool hasProxy;       //!< by way of a proxy
    bool isBlind;        //!< which is blind
};

const Way WAYS[] = {
    {"no proxy, Keep-Alive", "HTTP/1.0", true, "", false, false},
    {"blind proxy, no Keep-Alive", "HTTP/1.0", false, "", true, true},
    {"blind proxy, Keep-Alive", "HTTP/1.0", true, "", true, true},
    {"blind proxy, Proxy-Connection",
     "HTTP/1.0",
     false,
     "Proxy-Connection: Keep-Alive",
     true,
     true},
    {"proxy, Keep-Alive", "HTTP/1.0", true, "", true, false},
    {"proxy, HTTP/1.1", "HTTP/1.1", true, "", true, false},
};

/// What the options say.
struct Settings
{
    Time timeout = Seconds(15);    //!< the server's KeepAliveTimeout
    Time delay = MilliSeconds(10); //!< of each link, one way
    bool tell = false;             //!< tells the story of the blind proxy
};

/// One run.
class Run
{
  public:
    /**
     * @brief Runs.
     * @param settings how
     * @param way which way
     * @param isTold whether its messages are printed
     * @return the cells of the table
     */
    std::vector<std::string> Execute(const Settings& settings, const Way& way, bool isTold);

  private:
    /// @brief A request has its outcome. @param record it
    void OnTransaction(const HttpTransactionRecord& record);
    /// @brief A message has been sent or received. @param record it
    void OnMessage(const HttpMessageRecord& record);

    std::vector<Time> m_times; //!< of the requests
};

std::vector<std::string>
Run::Execute(const Settings& settings, const Way& way, bool isTold)
{
    NodeContainer nodes(3);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
    link.SetChannelAttribute("Delay", TimeValue(settings.delay));
    NetDeviceContainer near = link.Install(nodes.Get(0), nodes.Get(1));
    NetDeviceContainer far = link.Install(nodes.Get(1), nodes.Get(2));
    InternetStackHelper().Install(nodes);
    Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(near);
    Ipv4AddressHelper("10.1.2.0", "255.255.255.0").Assign(far);
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();

    HttpServerHelper server(80);
    server.SetAttribute("KeepAliveTimeout", TimeValue(settings.timeout));
    Ptr<HttpServer> origin = DynamicCast<HttpServer>(server.Install(nodes.Get(2)).Get(0));
    HttpProxyHelper proxy(3128);
    proxy.SetAttribute("Blind", BooleanValue(way.isBlind));
    ApplicationContainer applications = proxy.Install(nodes.Get(1));

    HttpClientHelper client("http://10.1.2.2/");
    client.SetAttribute("Version", StringValue(way.version));
    client.SetAttribute("Persistent", BooleanValue(way.persistent));
    client.SetAttribute("StallTimeout", TimeValue(Seconds(0)));
    if (way.hasProxy)
    {
        client.SetAttribute("Proxy", AddressValue(InetSocketAddress("10.1.1.2", 3128)));
    }
    client.SetWorkload("ns3::HttpUrlWorkload",
                       "Urls",
                       StringValue("/bytes/3000 /bytes/500"),
                       "Fields",
                       StringValue(way.field));
    applications.Add(client.Install(nodes.Get(0)));
    applications.Get(1)->TraceConnectWithoutContext("Transaction",
                                                    MakeCallback(&Run::OnTransaction, this));
    applications.Add(origin);
    if (isTold)
    {
        for (uint32_t i = 0; i < applications.GetN(); ++i)
        {
            applications.Get(i)->TraceConnectWithoutContext("Message",
                                                            MakeCallback(&Run::OnMessage, this));
        }
    }
    Simulator::Stop(settings.timeout + settings.timeout + Seconds(60));
    Simulator::Run();
    Simulator::Destroy();

    std::vector<std::string> cells{way.name};
    for (const Time& time : m_times)
    {
        cells.push_back(FormatHttpNumber(time.GetSeconds() * 1e3, 1));
    }
    cells.resize(3, "never");
    cells.push_back(std::to_string(origin->GetAccepted()));
    return cells;
}

void
Run::OnTransaction(const HttpTransactionRecord& record)
{
    m_times.push_back(record.finished - record.queued);
}

void
Run::OnMessage(const HttpMessageRecord& record)
{
    static const char* const PLACES[] = {"client", "proxy", "server"};
    const std::string head(record.head);
    const std::size_t field = head.find("Connection: ");
    std::cout << std::setw(9) << FormatHttpNumber(record.last.GetSeconds() * 1e3, 1) << "  "
              << std::left << std::setw(6) << PLACES[record.node]
              << (record.sent ? " sent     " : " received ") << head.substr(0, head.find("\r\n"));
    if (field != std::string::npos)
    {
        std::cout << "  [" << head.substr(field, head.find("\r\n", field) - field) << "]";
    }
    std::cout << std::right << "\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-dumb-proxy",
                        "a proxy that passes Connection: Keep-Alive on blindly, and hangs");
    options.AddTime("timeout",
                    "the server closes a connection that is idle for so long",
                    settings.timeout);
    options.AddTime("delay", "of each link, one way", settings.delay);
    options.AddFlag("tell", "print the messages of the run that hangs", settings.tell);
    options.Parse(argc, argv, [] { SetHttpTcpProfile(HttpTcpProfile::Linux); });
    if (settings.timeout.IsZero())
    {
        options.Refuse("timeout", "0s", "accepted: a time above 0");
    }
    HttpTextTable table({"way", "first page (ms)", "second (ms)", "connections at the server"});
    for (const Way& way : WAYS)
    {
        table.Add(Run().Execute(settings, way, settings.tell && way.isBlind && way.persistent));
    }
    table.Write(std::cout);
    return 0;
}
