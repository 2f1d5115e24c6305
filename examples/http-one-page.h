/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What programs share that load one page over one link.

#ifndef HTTP_ONE_PAGE_H
#define HTTP_ONE_PAGE_H

#include "http-one-link.h"

#include "ns3/core-module.h"
#include "ns3/http-data-file.h"
#include "ns3/http-module.h"
#include "ns3/http-option-home.h"
#include "ns3/http-options.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <cstdint>
#include <string>

namespace ns3
{

/// Which page it is.
struct HttpOnePage
{
    std::string workload;   //!< har:FILE or page; empty: the page that comes along
    uint32_t objects = 42;  //!< workload page: embedded objects
    bool isStatic = false;  //!< servers take no time
    bool isRecorded = true; //!< versions of HTTP are as recorded
};

/// @brief Adds the options of which page it is. @param options, page where
inline void
AddHttpOnePageOptions(HttpOptions& options, HttpOnePage& page)
{
    options.AddText("workload", "har:FILE or page; none: the page that comes along", page.workload);
    options.AddCount("objects", "workload page: embedded objects", page.objects, 0, 100000);
    options.AddFlag("static", "servers answer at once, whatever was recorded", page.isStatic);
    options.Belong({"objects"}, {HttpOptionHome::OneOf("workload", {"page"}, "har")});
    options.Belong({"static"}, {HttpOptionHome::OneOf("workload", {"har"}, "har")});
}

/// @brief Ends the program if there is no such page. @param options, page what they say
inline void
CheckHttpOnePage(const HttpOptions& options, const HttpOnePage& page)
{
    if (!page.workload.empty() && page.workload != "page" && page.workload.rfind("har:", 0) != 0)
    {
        options.Refuse("workload", page.workload, "accepted: har:FILE | page");
    }
}

/**
 * @brief Sets what the client loads.
 * @param page which page
 * @param client what installs it
 * @return a workload as it has one
 */
inline Ptr<HttpWorkload>
SetHttpOnePage(const HttpOnePage& page, HttpClientHelper& client)
{
    const bool isPage = page.workload == "page";
    const std::string type = isPage ? "ns3::HttpPageWorkload" : "ns3::HttpHarWorkload";
    if (isPage)
    {
        Config::SetDefault(type + "::Objects", UintegerValue(page.objects));
        Config::SetDefault(type + "::Pages", UintegerValue(1));
    }
    else
    {
        const std::string har = page.workload.empty()
                                    ? GetHttpDataFile("examples/data/ns-3-tcp.har")
                                    : page.workload.substr(page.workload.find(':') + 1);
        Config::SetDefault(type + "::File", StringValue(har));
        Config::SetDefault(type + "::RecordedVersions", BooleanValue(page.isRecorded));
        if (page.isStatic)
        {
            // Of a recorded wait nothing is left for the server.
            Config::SetDefault(type + "::ServerRoundTrip", TimeValue(Days(1)));
        }
    }
    client.SetWorkload(type);
    return ObjectFactory(type).Create<HttpWorkload>();
}

/**
 * @brief Installs the page's servers and its client.
 * @param options who refuses a page that cannot be loaded
 * @param page which page
 * @param schemes what becomes of its schemes
 * @param strategy how connections are used
 * @param nodes client and server
 * @return the client
 */
inline Ptr<HttpClient>
InstallHttpOnePage(const HttpOptions& options,
                   const HttpOnePage& page,
                   HttpSchemes schemes,
                   const std::string& strategy,
                   const NodeContainer& nodes)
{
    HttpTcpHelper().Install(nodes);
    http::Url base;
    base.host = "www.example.com";
    HttpClientHelper client(base.ToString());
    const TypeIdValue factory(HttpTcpSocketFactory::GetTypeId());
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("Schemes", EnumValue(schemes));
    client.SetStrategy(strategy);
    const Ptr<HttpWorkload> workload = SetHttpOnePage(page, client);
    const std::string problem = workload->Check(base);
    if (!problem.empty())
    {
        options.Refuse("workload", page.workload, problem);
    }
    HttpServerHelper server(80);
    server.SetAttribute("SocketFactory", factory);
    server.SetCatalogue(workload->GetCatalogue());
    HttpOriginHelper origins;
    origins.SetSchemes(schemes);
    origins.AddServer(nodes.Get(1), 1, false);
    origins.AddOrigins(workload, base);
    HttpServerHelper::AssignStreams(origins.InstallServers(server), 2000);
    origins.InstallHosts(NodeContainer(nodes.Get(0)));
    const ApplicationContainer clients = client.Install(nodes.Get(0));
    HttpClientHelper::AssignStreams(clients, 3000);
    return DynamicCast<HttpClient>(clients.Get(0));
}

} // namespace ns3

#endif /* HTTP_ONE_PAGE_H */
