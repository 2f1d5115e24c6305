/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpClient and HttpServer delivering the objects, with nobody listening to their trace sources
// but to one event for each page; or with a trace of the run, which is thrown away.

#include "http-bench-run.h"

#include "ns3/http-client-helper.h"
#include "ns3/http-page-record.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-trace-helper.h"
#include "ns3/trace-helper.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>

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

/// @brief What is written about a run: a trace, or ns-3's captures and ASCII trace.
class Writing
{
  public:
    /**
     * @brief Begins to write to a folder in the system's place for temporary files.
     * @param level the trace's level
     * @param capture whether ns-3 writes captures and its ASCII trace
     */
    Writing(const std::string& level, bool capture)
    {
        if (level != "none")
        {
            m_trace = std::make_unique<HttpTraceHelper>(m_folder.GetPath());
            m_trace->SetLevel(level);
            m_trace->EnableDatabase();
        }
        if (capture)
        {
            PointToPointHelper link;
            link.EnablePcapAll(m_folder.GetPath() + "/packets");
            link.EnableAsciiAll(
                AsciiTraceHelper().CreateFileStream(m_folder.GetPath() + "/packets.tr"));
        }
    }

    /// @brief Finishes the trace.
    void Close()
    {
        if (m_trace)
        {
            m_trace->Close();
            std::printf("file_bytes=%llu\n",
                        static_cast<unsigned long long>(
                            std::filesystem::file_size(m_trace->GetDatabaseFile())));
        }
    }

  private:
    HttpBenchFolder m_folder;                 //!< where it goes
    std::unique_ptr<HttpTraceHelper> m_trace; //!< the trace, if there is one
};

} // namespace

int
main(int argc, char* argv[])
{
    HttpBenchRun run;
    uint32_t clients = 1;
    uint32_t pages = 5;
    std::string level = "none";
    bool capture = false;
    bool isSecure = false;
    std::string version = "HTTP/1.1";
    run.options.AddValue("clients", "clients that the connections belong to", clients);
    run.options.AddValue("pages", "pages that the objects of a connection belong to", pages);
    run.options.AddValue("trace", "level of a trace: none, summary, messages, full", level);
    run.options.AddValue("capture", "whether ns-3 writes captures and its ASCII trace", capture);
    run.options.AddValue("tls", "whether there is TLS", isSecure);
    run.options.AddValue("http", "version: HTTP/1.1 or HTTP/2", version);
    run.Build(argc, argv);

    const uint32_t each = run.connections / clients;
    std::ostringstream place;
    place << (isSecure ? "https" : "http") << "://" << run.server << ":80";
    const std::string target = place.str() + "/bytes/" + std::to_string(run.size);
    const TypeIdValue factory(run.GetSocketFactory());
    HttpServerHelper server;
    server.SetAttribute("SocketFactory", factory);
    server.SetAttribute("BodyContent", StringValue(run.content));
    if (isSecure)
    {
        server.SetTls();
    }
    server.Install(run.nodes.Get(1));

    HttpClientHelper client(run.server, 80);
    client.SetAttribute("SocketFactory", factory);
    client.SetAttribute("BodyContent", StringValue(run.content));
    client.SetAttribute("Version", StringValue(version));
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
    Writing writing(level, capture);
    return run.Measure([&writing] { writing.Close(); });
}
