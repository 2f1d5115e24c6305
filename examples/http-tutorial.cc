/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A program of one's own, with options, a summary and traces, as sweeps run it: see
// doc/tutorial.rst.

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-network-summary.h"
#include "ns3/http-options.h"
#include "ns3/http-output-options.h"
#include "ns3/http-page-workload.h"
#include "ns3/http-run-control.h"
#include "ns3/http-summary.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iostream>

using namespace ns3;

int
main(int argc, char* argv[])
{
    HttpOptions options("http-tutorial", "one client loads pages over one link");
    uint32_t objects = 10;
    Time delay = MilliSeconds(20);
    DataRate rate("10Mbps");
    HttpRunControl control;
    HttpOutputOptions output;
    options.BeginGroup("The run");
    options.AddCount("objects", "objects that a page embeds", objects, 0, 1000);
    options.AddTime("delay", "one-way delay", delay);
    options.AddRate("rate", "data rate", rate);
    options.AddTime("duration", "simulated time; 0: until the page is loaded", control.duration);
    output.AddTo(options);
    options.Parse(argc, argv, [&] {
        SetHttpTcpProfile(HttpTcpProfile::Linux);
        output.SetDefaults(options);
    });

    NodeContainer nodes(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(rate));
    link.SetChannelAttribute("Delay", TimeValue(delay));
    InternetStackHelper().Install(nodes);
    Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(link.Install(nodes));
    HttpServerHelper(80).Install(nodes.Get(1));
    HttpClientHelper client("http://10.1.1.2/");
    client.SetWorkload("ns3::HttpPageWorkload", "Objects", UintegerValue(objects));
    const ApplicationContainer clients = client.Install(nodes.Get(0));

    HttpSummary summary;
    summary.Watch(clients);
    HttpNetworkSummary network;
    network.Watch(nodes);
    control.Watch(clients);
    output.Open(options, "http-tutorial", nodes);
    control.Run();
    network.Stop();
    if (HttpRunControl::IsInterrupted())
    {
        output.SetInterrupted(Simulator::Now());
    }
    Simulator::Destroy();
    output.Close();

    std::map<std::string, double> figures = summary.GetFigures(control.GetEnd());
    figures.merge(network.GetFigures());
    output.WriteSummary(options, figures);
    summary.Print(std::cout, control.GetEnd());
    network.Print(std::cout);
    output.Print(std::cout);
    HttpRunControl::EndIfInterrupted();
    return 0;
}
