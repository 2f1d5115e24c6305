/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a script asks for by name, and what does not exist: one line with the nearest name, exit
// status 2.

#include "http-apart.h"

#include "ns3/application-container.h"
#include "ns3/config.h"
#include "ns3/http-client-helper.h"
#include "ns3/http-client.h"
#include "ns3/http-proxy-helper.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-profile.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/socket.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>

using namespace ns3;

namespace
{

/// @brief The URL of what a helper installs. @param helper the helper @return the URL
std::string
GetUrl(const HttpClientHelper& helper)
{
    Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper().Install(node);
    StringValue url;
    helper.Install(node).Get(0)->GetAttribute("Url", url);
    return url.Get();
}

} // namespace

BOOST_AUTO_TEST_SUITE(HelperNames)

// What a script has set of ns-3's TCP and the module's socket cannot do ends the script when it
// asks for such a socket; ns-3's own socket takes it.
BOOST_AUTO_TEST_CASE(WhatTheEndpointCannotDoStopsAScript)
{
    for (const char* factory : {"ns3::HttpTcpSocketFactory", "ns3::TcpSocketFactory"})
    {
        const Ending ending = DoApart([factory] {
            Config::SetDefault("ns3::TcpSocketBase::MaxWindowSize", UintegerValue(1000));
            const Ptr<Node> node = CreateObject<Node>();
            InternetStackHelper().Install(node);
            HttpTcpHelper().Install(node);
            Socket::CreateSocket(node, TypeId::LookupByName(factory));
        });
        const bool isOwn = std::string(factory) == "ns3::HttpTcpSocketFactory";
        const std::string line = "ns3::TcpSocketBase::MaxWindowSize=1000: accepted with "
                                 "ns3::HttpTcpSocket: 65535";
        BOOST_TEST(ending.status == (isOwn ? -1 : 0));
        BOOST_TEST((ending.told.find(line) != std::string::npos) == isOwn, ending.told);
    }
}

BOOST_AUTO_TEST_CASE(WhatDoesNotExistStopsTheProgram)
{
    struct Case
    {
        const char* name;
        std::function<void()> what;
        const char* told;
    };

    const Case cases[] = {
        {"workload",
         [] { HttpClientHelper("http://a/").SetWorkload("ns3::HttpPagWorkload"); },
         "there is no kind of ns3::HttpWorkload named ns3::HttpPagWorkload; the nearest is "
         "ns3::HttpPageWorkload"},
        {"another kind of type",
         [] { HttpClientHelper("http://a/").SetWorkload("ns3::HttpServer"); },
         "named ns3::HttpServer; the nearest is ns3::HttpHarWorkload"},
        {"attribute of a workload",
         [] {
             HttpClientHelper("http://a/")
                 .SetWorkload("ns3::HttpPageWorkload", "Object", UintegerValue(3));
         },
         "ns3::HttpPageWorkload has no attribute Object; the nearest is Objects"},
        {"strategy",
         [] { HttpClientHelper("http://a/").SetStrategy("piplined"); },
         "strategy: there is no piplined; the nearest is pipelined"},
        {"default strategy",
         [] { HttpClientHelper::SetDefaultStrategy("serail"); },
         "strategy: there is no serail; the nearest is serial"},
        {"attribute of a client",
         [] { HttpClientHelper("http://a/").SetAttribute("PipelineDept", UintegerValue(2)); },
         "ns3::HttpClient has no attribute PipelineDept; the nearest is PipelineDepth"},
        {"value of another type",
         [] { HttpClientHelper("http://a/").SetAttribute("PipelineDepth", TimeValue(Time(1))); },
         "ns3::HttpClient::PipelineDepth: accepted: uint32_t 1:"},
        {"value out of range",
         [] { HttpClientHelper("http://a/").SetAttribute("PipelineDepth", UintegerValue(0)); },
         "ns3::HttpClient::PipelineDepth: accepted: uint32_t 1:"},
        {"time without a unit",
         [] { HttpClientHelper("http://a/").SetAttribute("StallTimeout", StringValue("30")); },
         "ns3::HttpClient::StallTimeout=30: accepted: a time such as 20ms"},
        {"attribute of a server",
         [] { HttpServerHelper(80).SetAttribute("KeepAliv", StringValue("true")); },
         "ns3::HttpServer has no attribute KeepAliv; the nearest is KeepAlive"},
        {"attribute of a proxy",
         [] { HttpProxyHelper(80).SetAttribute("CacheByte", UintegerValue(1)); },
         "ns3::HttpProxy has no attribute CacheByte; the nearest is CacheBytes"},
        {"congestion control",
         [] { SetHttpCongestionControl("NewRino"); },
         "congestion control: there is no NewRino; the nearest is NewReno"},
        {"host and port",
         [] { HttpClientHelper("10.1.1.2:80", 80); },
         "HttpClientHelper: the server is \"10.1.1.2:80\"; accepted: an address"},
        {"URL and port",
         [] { HttpClientHelper("http://10.1.1.2/", 80); },
         "HttpClientHelper: the server is \"http://10.1.1.2/\"; accepted: an address"},
    };
    for (const Case& test : cases)
    {
        BOOST_TEST_CONTEXT(test.name)
        {
            const Ending ending = DoApart(test.what);
            BOOST_TEST(ending.status == 2);
            BOOST_TEST(ending.told.find(test.told) != std::string::npos, ending.told);
            BOOST_TEST(ending.told.find('\n') + 1 == ending.told.size(), ending.told);
        }
    }
}

BOOST_AUTO_TEST_CASE(WhatExistsIsTaken)
{
    const Ending ending = DoApart([] {
        HttpClientHelper client("http://a/");
        client.SetWorkload("ns3::HttpPageWorkload", "Objects", UintegerValue(3));
        client.SetStrategy("pipelined");
        client.SetAttribute("StallTimeout", StringValue("30s"));
        SetHttpCongestionControl("NewReno");
    });
    BOOST_TEST(ending.status == 0);
    BOOST_TEST(ending.told == "");
}

BOOST_AUTO_TEST_CASE(ServersByTextAndPort)
{
    BOOST_TEST(GetUrl(HttpClientHelper("10.1.1.2", 80)) == "http://10.1.1.2:80/");
    BOOST_TEST(GetUrl(HttpClientHelper("2001:db8::2", 8080)) == "http://[2001:db8::2]:8080/");
    BOOST_TEST(GetUrl(HttpClientHelper("[2001:db8::2]", 80)) == "http://[2001:db8::2]:80/");
    BOOST_TEST(GetUrl(HttpClientHelper("www.example.com", 80)) == "http://www.example.com:80/");
    const Ipv4Address address("10.1.1.2");
    BOOST_TEST(GetUrl(HttpClientHelper(address, 80)) == "http://10.1.1.2:80/");
}

BOOST_AUTO_TEST_SUITE_END()
