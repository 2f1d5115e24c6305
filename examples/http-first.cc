/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The shortest program: one client loads one page from one server over one link.

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-page-workload.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iostream>

using namespace ns3;

/// @brief Prints what became of a request. @param t the request
static void
PrintTransaction(const HttpTransactionRecord& t)
{
    std::cout << FormatHttpTime(t.finished, Time::MS) << "  " << t.method << " " << t.url << "  "
              << t.status << "  " << t.responseContentBytes << " bytes  " << t.outcome << "\n";
}

int
main(int argc, char* argv[])
{
    HttpOptions("http-first", "one client loads one page over one link").Parse(argc, argv);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));

    NodeContainer nodes(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
    link.SetChannelAttribute("Delay", StringValue("20ms"));
    NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper().Install(nodes);
    Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(devices);

    HttpServerHelper server(80);
    server.Install(nodes.Get(1));

    HttpClientHelper client("http://10.1.1.2/");
    client.SetWorkload("ns3::HttpPageWorkload", "Objects", UintegerValue(5));
    ApplicationContainer clients = client.Install(nodes.Get(0));
    clients.Get(0)->TraceConnectWithoutContext("Transaction", MakeCallback(&PrintTransaction));

    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
