/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpClient and HttpServer delivering the objects, with nobody listening to their trace sources
// but to one event for each page.

#include "http-bench-run.h"

#include "ns3/http-client-helper.h"
#include "ns3/http-page-record.h"
#include "ns3/http-server-helper.h"
#include "ns3/tcp-socket-factory.h"

using namespace ns3;

namespace
{

/**
 * @brief Trace sink: a page is complete.
 * @param run the measurement
 * @param page the page
 */
void
OnPage(HttpBenchRun* run, const HttpPageRecord& page)
{
    run->Delivered(page.bytes, page.objects - page.failed);
}

/**
 * @brief A list of URLs.
 * @param target the target that each has
 * @param number how many
 * @return the list
 */
std::string
MakeList(const std::string& target, uint32_t number)
{
    std::string list;
    list.reserve((target.size() + 1) * number);
    for (uint32_t i = 0; i < number; ++i)
    {
        list += target + " ";
    }
    return list;
}

} // namespace

int
main(int argc, char* argv[])
{
    HttpBenchRun run;
    uint32_t clients = 1;
    uint32_t pages = 5;
    run.options.AddValue("clients", "clients that the connections belong to", clients);
    run.options.AddValue("pages", "pages that the objects of a connection belong to", pages);
    run.Build(argc, argv);

    const uint32_t each = run.connections / clients;
    const std::string target = "/bytes/" + std::to_string(run.size);
    // Bare sockets, which it is compared with, are ns-3's own.
    const TypeIdValue factory(TcpSocketFactory::GetTypeId());
    HttpServerHelper server;
    server.SetAttribute("SocketFactory", factory);
    server.SetAttribute("BodyContent", StringValue(run.content));
    server.Install(run.nodes.Get(1));

    HttpClientHelper client(run.server, 80);
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("BodyContent", StringValue(run.content));
    client.SetAttribute("MaxConnectionsPerServer", UintegerValue(each));
    client.SetWorkload("ns3::HttpUrlWorkload",
                       "Urls",
                       StringValue(MakeList(target, each * run.objects / pages)),
                       "Together",
                       StringValue("true"),
                       "Repeat",
                       UintegerValue(pages));
    for (uint32_t i = 0; i < clients; ++i)
    {
        Ptr<Application> application = client.Install(run.nodes.Get(0)).Get(0);
        application->SetStartTime(run.GetStart(i));
        application->TraceConnectWithoutContext("Page", MakeBoundCallback(&OnPage, &run));
    }
    return run.Measure();
}
