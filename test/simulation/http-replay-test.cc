/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Recorded pages between client and server, and what a large object costs.

#include "http-simulation.h"
#include "workload/http-temporary-file.h"

#include "ns3/address.h"
#include "ns3/config.h"
#include "ns3/http-har-workload.h"
#include "ns3/http-origin-helper.h"
#include "ns3/http-proxy-helper.h"
#include "ns3/http-proxy.h"
#include "ns3/http-url-workload.h"
#include "ns3/ipv4.h"
#include "ns3/object-factory.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

using namespace ns3;
using namespace http_test;

namespace
{

/// A time between requests that leaves some undone.
const char* const THINK = "ns3::ConstantRandomVariable[Constant=0.1]";

/// @brief A page as its recording tells, without the module's own reader. @param path the file
/// @return its entries
nlohmann::json
ReadEntries(const std::string& path)
{
    std::ifstream file(path);
    return nlohmann::json::parse(file).at("log").at("entries");
}

/**
 * @brief Replays a recorded page.
 * @param simulation where
 * @param path the file
 * @param client how
 * @return the workload
 */
Ptr<HttpHarWorkload>
Replay(Simulation& simulation, const std::string& path, HttpClientHelper client)
{
    Ptr<HttpHarWorkload> sample = CreateObject<HttpHarWorkload>();
    sample->SetAttribute("File", StringValue(path));
    BOOST_REQUIRE(sample->Check().empty());
    client.SetWorkload("ns3::HttpHarWorkload", "File", StringValue(path));
    HttpOriginHelper origins;
    origins.AddServer(simulation.nodes.Get(1), 1, false);
    origins.AddOrigins(sample, http::Url());
    HttpServerHelper server;
    server.SetCatalogue(sample->GetCatalogue());
    origins.InstallServers(server);
    origins.InstallHosts(NodeContainer(simulation.nodes.Get(0)));
    simulation.Load(client);
    return sample;
}

/// @brief The most memory that this process has had, and forgets it. @return kB
uint64_t
TakePeakMemory()
{
    std::ifstream status("/proc/self/status");
    uint64_t peak = 0;
    for (std::string line; std::getline(status, line);)
    {
        if (line.rfind("VmHWM:", 0) == 0)
        {
            peak = std::stoull(line.substr(6));
        }
    }
    std::ofstream("/proc/self/clear_refs") << "5";
    return peak;
}

/// @brief Loads one object of zeros. @param bytes its size @return the most memory meanwhile, kB
uint64_t
LoadZeros(uint64_t bytes)
{
    Link link;
    link.rate = "1Gbps";
    link.queue = 1000;
    link.delay = MilliSeconds(1);
    Simulation simulation(link);
    HttpServerHelper server;
    server.SetAttribute("BodyContent", StringValue("Zero"));
    simulation.Serve(server);
    ClientHelper client;
    client.SetAttribute("BodyContent", StringValue("Zero"));
    simulation.LoadTargets({"/bytes/" + std::to_string(bytes)}, client);
    TakePeakMemory();
    simulation.Run();
    const uint64_t peak = TakePeakMemory();
    BOOST_REQUIRE(simulation.transactions.size() == 1U);
    BOOST_TEST(simulation.transactions[0].outcome == std::string("complete"));
    BOOST_TEST(simulation.transactions[0].responseContentBytes == bytes);
    return peak;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpReplay)

BOOST_AUTO_TEST_CASE(ShippedPageEntryByEntry)
{
    const std::string path = HTTP_SOURCE_DIR "/examples/data/ns-3-tcp.har";
    using Entry = std::tuple<std::string, int, uint64_t, uint64_t, uint64_t, uint64_t>;
    std::map<std::string, Entry> recorded;
    for (const nlohmann::json& entry : ReadEntries(path))
    {
        const nlohmann::json& request = entry.at("request");
        const nlohmann::json& response = entry.at("response");
        recorded[request.at("url").get<std::string>()] =
            Entry{request.at("method").get<std::string>(),
                  response.at("status").get<int>(),
                  request.at("headersSize").get<uint64_t>(),
                  request.at("bodySize").get<uint64_t>(),
                  response.at("headersSize").get<uint64_t>(),
                  response.at("bodySize").get<uint64_t>()};
    }
    for (const double loss : {0.0, 0.03})
    {
        for (const std::string& strategy : HttpClientHelper::GetStrategies())
        {
            BOOST_TEST_CONTEXT(strategy << " loss " << loss)
            {
                Link link;
                link.loss = loss;
                Simulation simulation(link);
                ClientHelper client;
                client.SetStrategy(strategy);
                Replay(simulation, path, client);
                simulation.Run();
                BOOST_TEST(simulation.transactions.size() == recorded.size());
                // What such a connection adds to the recorded response.
                const bool isPersistent = strategy != "serial" && strategy != "parallel";
                const std::size_t added = isPersistent ? 0 : std::strlen("Connection: close\r\n");
                for (const SeenTransaction& t : simulation.transactions)
                {
                    BOOST_TEST_CONTEXT(t.ownUrl)
                    {
                        BOOST_REQUIRE(recorded.count(t.ownUrl) == 1U);
                        Entry seen{t.ownMethod,
                                   t.status,
                                   t.requestHeadBytes,
                                   t.requestContentBytes,
                                   t.responseHeadBytes - added,
                                   t.responseContentBytes};
                        if (strategy == "multiplexed")
                        {
                            // HTTP/2 compresses heads, which are not padded then.
                            std::get<2>(seen) = std::get<2>(recorded[t.ownUrl]);
                            std::get<4>(seen) = std::get<4>(recorded[t.ownUrl]);
                        }
                        BOOST_TEST((seen == recorded[t.ownUrl]),
                                   "head " << t.requestHeadBytes << " " << t.responseHeadBytes
                                           << " content " << t.responseContentBytes);
                        BOOST_TEST(t.outcome == std::string("complete"));
                    }
                }
                BOOST_REQUIRE(simulation.pages.size() == 1U);
                BOOST_TEST(simulation.pages[0].bytes == 905921U);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(SharedPages)
{
    for (const char* name : {"github.har", "enorm-magazin.har", "bbc.har"})
    {
        const std::string path = std::string(HTTP_SHARED_DATA "/har/") + name;
        if (!std::filesystem::exists(path))
        {
            BOOST_TEST_MESSAGE("skipped: there is no " << path);
            continue;
        }
        BOOST_TEST_CONTEXT(name)
        {
            // Sizes of what the recording has once only, and whose size it knows.
            std::map<std::string, int> times;
            std::map<std::string, uint64_t> sizes;
            uint32_t web = 0;
            for (const nlohmann::json& entry : ReadEntries(path))
            {
                const nlohmann::json& request = entry.at("request");
                const nlohmann::json& response = entry.at("response");
                std::string url = request.at("url").get<std::string>();
                web += url.rfind("http", 0) == 0 ? 1 : 0;
                url.erase(std::min(url.find('#'), url.size()));
                ++times[url];
                if (request.at("method") == "GET" && response.value("bodySize", -1) > 0 &&
                    response.value("status", 0) == 200)
                {
                    sizes[url] = response.at("bodySize").get<uint64_t>();
                }
            }
            Link link;
            link.rate = "100Mbps";
            Simulation simulation(link);
            Ptr<HttpHarWorkload> workload = Replay(simulation, path, ClientHelper());
            const HttpHarReport report = workload->GetReport();
            BOOST_TEST(report.httpEntries == web);
            BOOST_TEST(report.replayed >= 0.95 * web);
            simulation.Run();
            BOOST_TEST(simulation.transactions.size() == report.replayed);
            for (const SeenTransaction& t : simulation.transactions)
            {
                // A POST that meets the server's idle close on a used connection is not tried again
                // (RFC 9112, section 9.3.1).
                const bool isRace =
                    t.ownMethod == "POST" && t.reused && t.outcome == std::string("peer-closed");
                BOOST_TEST_CONTEXT(t.ownMethod << " " << t.ownUrl)
                {
                    BOOST_TEST((isRace || t.outcome == std::string("complete")));
                }
            }
            uint32_t compared = 0;
            for (const SeenTransaction& t : simulation.transactions)
            {
                if (times[t.ownUrl] == 1 && sizes.count(t.ownUrl) == 1)
                {
                    ++compared;
                    BOOST_TEST(t.responseContentBytes == sizes[t.ownUrl], t.ownUrl);
                }
            }
            BOOST_TEST(compared > 0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(RecordedHostsThatAreAddresses)
{
    // Private, loopback, the server's own, nobody's, of the other IP version: in a recording each
    // is the name of a host. Those of many hosts lead nowhere.
    constexpr std::size_t OF_MANY = 3;
    const char* const hosts[] = {"192.168.0.10",
                                 "127.0.0.1:8080",
                                 "127.0.0.1:8081",
                                 "224.0.0.5",
                                 "255.255.255.255",
                                 "0.0.0.0:3000",
                                 "10.1.1.2",
                                 "10.1.1.1",
                                 "[2001:db8::1]:81",
                                 "[::1]",
                                 "[fe80::1]",
                                 "[ff02::1]",
                                 "localhost:3000"};
    nlohmann::json har = nlohmann::json::parse(R"({"log": {"entries": []}})");
    for (const char* host : hosts)
    {
        nlohmann::json entry = nlohmann::json::parse(
            R"({"request": {"method": "GET"}, "response": {"status": 200, "bodySize": 500},
                "timings": {"wait": 1}, "time": 5})");
        entry["request"]["url"] = "http://" + std::string(host) + "/x";
        har["log"]["entries"].push_back(entry);
    }
    const TemporaryFile file(har.dump());
    for (const bool isRepaired : {true, false})
    {
        Link link;
        link.isRepaired = isRepaired;
        Simulation simulation(link);
        Replay(simulation, file.GetPath(), ClientHelper());
        simulation.Run();
        BOOST_TEST(simulation.transactions.size() == std::size(hosts));
        BOOST_TEST(simulation.CountOutcomes()["complete"] == std::size(hosts) - OF_MANY);
        for (const SeenTransaction& t : simulation.transactions)
        {
            const bool isOfMany = t.ownUrl.find("//224.") != std::string::npos ||
                                  t.ownUrl.find("//255.") != std::string::npos ||
                                  t.ownUrl.find("//[ff02:") != std::string::npos;
            BOOST_TEST(t.responseContentBytes == (isOfMany ? 0U : 500U), t.ownUrl);
        }
    }
}

BOOST_AUTO_TEST_CASE(AddressesInListsOfUrls)
{
    // An address that a node has is that node; any other is mapped as in a recording.
    const struct
    {
        const char* host;
        bool isMapped;
        const char* outcome;
    } cases[] = {
        {"10.1.1.2", false, "complete"},
        {"10.1.1.2:8081", false, "complete"},
        {"10.1.1.1", false, "refused"},
        {"192.0.2.9", true, "complete"},
        {"127.0.0.1:8080", true, "complete"},
        {"224.0.0.5", false, "no-route"},
        {"[2001:db8::1]", true, "complete"},
        {"www.example.com", false, "complete"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.host)
        {
            const std::string url = "http://" + std::string(test.host) + "/bytes/10";
            Simulation simulation;
            Ptr<HttpUrlWorkload> sample = CreateObject<HttpUrlWorkload>();
            sample->SetAttribute("Urls", StringValue(url));
            HttpOriginHelper origins;
            origins.AddServer(simulation.nodes.Get(1), 1, false);
            origins.AddOrigins(sample, http::Url());
            BOOST_TEST(origins.GetHosts() == (std::string(test.outcome) == "no-route" ? 0U : 1U));
            BOOST_TEST(origins.GetMapped() == (test.isMapped ? 1U : 0U));
            origins.InstallServers(HttpServerHelper());
            origins.InstallHosts(NodeContainer(simulation.nodes.Get(0)));
            ClientHelper client;
            client.SetWorkload("ns3::HttpUrlWorkload", "Urls", StringValue(url));
            simulation.Load(client);
            simulation.Run();
            BOOST_TEST(simulation.CountOutcomes()[test.outcome] == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(CountsWhatTheEndLeavesUndone)
{
    const TemporaryFile csv("time,url\n0,/bytes/1\n1,/bytes/2\n20,/bytes/3\n30,/bytes/4\n");
    const std::string page = HTTP_SOURCE_DIR "/examples/data/ns-3-tcp.har";

    const struct
    {
        const char* type;
        std::vector<std::pair<std::string, std::string>> attributes;
        uint64_t pages; // all of them; 0: no end
    } cases[] = {
        {"Csv", {{"File", csv.GetPath()}}, 4},
        {"Har", {{"File", page}, {"Repeat", "500"}}, 500},
        {"Har", {{"File", page}, {"Repeat", "0"}}, 0},
        {"Url", {{"Urls", "/bytes/1 /bytes/2"}, {"Repeat", "400"}}, 800},
        {"Url", {{"Urls", "/bytes/1"}, {"Repeat", "0"}}, 0},
        {"Page", {{"Pages", "50"}}, 50},
        {"ThreeGpp", {{"Pages", "50"}}, 50},
        {"Pries", {{"Pages", "50"}}, 50},
        {"Surge", {{"Pages", "50"}}, 50},
        {"PackMime", {{"Connections", "50"}}, 50},
        {"Request", {{"Requests", "50"}, {"Open", "true"}}, 50},
        {"Request", {{"Requests", "50"}, {"Open", "false"}, {"ThinkTime", THINK}}, 50},
        {"Request", {{"Requests", "0"}}, 0},
    };

    for (const auto& test : cases)
    {
        for (const bool isBegun : {true, false})
        {
            BOOST_TEST_CONTEXT(test.type << ' ' << test.pages << ' ' << isBegun)
            {
                Simulation simulation;
                HttpClientHelper client(simulation.GetUrl());
                Ptr<HttpWorkload> workload =
                    ObjectFactory("ns3::Http" + std::string(test.type) + "Workload")
                        .Create<HttpWorkload>();
                for (const auto& [name, value] : test.attributes)
                {
                    workload->SetAttribute(name, StringValue(value));
                }
                HttpServerHelper server;
                server.SetCatalogue(workload->GetCatalogue());
                simulation.Serve(server);
                client.SetAttribute("Workload", PointerValue(workload));
                Ptr<HttpClient> application = simulation.Load(client);
                application->SetStartTime(isBegun ? Time(0) : Seconds(100));
                simulation.Run(Seconds(2));
                const uint64_t begun = simulation.pages.size();
                BOOST_TEST((test.pages == 0 || begun < test.pages));
                BOOST_TEST((begun > 0) == isBegun);
                const uint64_t left = application->GetPagesLeft();
                // Of a workload without end, the page that was drawn and had not begun may be left.
                BOOST_TEST((test.pages == 0 ? left <= 1 : left == test.pages - begun), left);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(CachesHeedRecordedFields)
{
    // Two visits to a page with a proxy's cache between: what may be stored and is fresh comes from
    // it, what must be validated is, what varies by a field of the request is chosen by it.
    const TemporaryFile file(R"({"log": {"entries": [
        {"request": {"method": "GET", "url": "http://a.example/"},
         "response": {"status": 200, "bodySize": 1000, "headers": [
             {"name": "Cache-Control", "value": "no-store"}]}, "timings": {"wait": 1}},
        {"request": {"method": "GET", "url": "http://a.example/fresh"},
         "response": {"status": 200, "bodySize": 2000, "headers": [
             {"name": "Cache-Control", "value": "max-age=600"}]}, "timings": {"wait": 1}},
        {"request": {"method": "GET", "url": "http://a.example/expires"},
         "response": {"status": 200, "bodySize": 3000, "headers": [
             {"name": "Date", "value": "Sun, 06 Nov 1994 08:00:00 GMT"},
             {"name": "Expires", "value": "Sun, 06 Nov 1994 09:00:00 GMT"}]}, "timings": {"wait": 1}},
        {"request": {"method": "GET", "url": "http://a.example/old"},
         "response": {"status": 200, "bodySize": 4000, "headers": [
             {"name": "Date", "value": "Sun, 06 Nov 1994 08:00:00 GMT"},
             {"name": "Expires", "value": "0"},
             {"name": "ETag", "value": "\"v1\""}]}, "timings": {"wait": 1}},
        {"request": {"method": "GET", "url": "http://a.example/vary",
                     "headers": [{"name": "Accept-Encoding", "value": "gzip"}]},
         "response": {"status": 200, "bodySize": 5000, "headers": [
             {"name": "Vary", "value": "Accept-Encoding"},
             {"name": "Cache-Control", "value": "max-age=600"}]}, "timings": {"wait": 1}}]}})");
    Simulation simulation;
    HttpProxyHelper proxy;
    proxy.SetAttribute("CacheBytes", UintegerValue(1000000));
    Ptr<HttpProxy> application =
        DynamicCast<HttpProxy>(proxy.Install(simulation.nodes.Get(1)).Get(0));
    Config::SetDefault("ns3::HttpHarWorkload::Repeat", UintegerValue(2));
    ClientHelper client;
    client.SetAttribute("Proxy", AddressValue(simulation.GetServerAddress(3128)));
    HttpOriginHelper origins;
    Ptr<HttpHarWorkload> sample = CreateObject<HttpHarWorkload>();
    sample->SetAttribute("File", StringValue(file.GetPath()));
    client.SetWorkload("ns3::HttpHarWorkload", "File", StringValue(file.GetPath()));
    origins.AddServer(simulation.nodes.Get(1), 1, false);
    origins.AddOrigins(sample, http::Url());
    HttpServerHelper server;
    server.SetCatalogue(sample->GetCatalogue());
    origins.InstallServers(server);
    origins.InstallHosts(simulation.nodes);
    simulation.Load(client);
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 10U);
    BOOST_TEST(application->GetCacheHits() == 3U);
    BOOST_TEST(application->GetCacheValidations() == 1U);
}

BOOST_AUTO_TEST_CASE(LargeObjectInLittleMemory)
{
    LoadZeros(1000000);
    const uint64_t small = LoadZeros(1000000);
    const uint64_t large = LoadZeros(50000000);
    BOOST_TEST(small > 0U);
    BOOST_TEST(large < small + 1500, small << " kB for 1 MB, " << large << " kB for 50 MB");
}

BOOST_AUTO_TEST_CASE(GigabyteInLittleMemory, *boost::unit_test::label("long"))
{
    LoadZeros(1000000);
    const uint64_t small = LoadZeros(1000000);
    const uint64_t large = LoadZeros(1000000000);
    BOOST_TEST(large < small + 1500, small << " kB for 1 MB, " << large << " kB for 1 GB");
}

BOOST_AUTO_TEST_SUITE_END()
