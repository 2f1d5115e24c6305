/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What TCP adds to the time of a request, delay by delay: the handshake, slow start, delayed
// acknowledgments, Nagle's algorithm. Each column is what its delay adds to those on its left.

#include "http-one-link.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-plot.h"
#include "ns3/http-tcp-socket.h"
#include "ns3/http-text-table.h"
#include "ns3/http-url-workload.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <array>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// The delays, in the order in which they are added.
constexpr std::array<const char*, 4> DELAYS = {"handshake", "slow start", "delayed ACK", "Nagle"};

/// A congestion window that no response of this program fills, segments.
constexpr uint32_t LARGE_WINDOW = 100000;

/// Buffers of both ends and the link's queue: none of them bounds what is sent.
constexpr uint32_t LARGE_BUFFER = 64 << 20;

/// Longest response, so that it fits into them.
constexpr uint64_t MAX_SIZE = 10000000;

/// What the options say.
struct Settings
{
    std::string sizes = "1000,5000,10000,50000,100000,500000"; //!< of responses, bytes
    DataRate rate{"10Mbps"};                                   //!< of the link
    Time delay = MilliSeconds(25);                             //!< of the link, one way
    uint32_t initialWindow = 1;                                //!< segments
    Time delayedAck = MilliSeconds(200);                       //!< longest delay of one
    uint32_t quickAcks = 0;                                    //!< at a connection's beginning
    std::string out;                                           //!< folder of the plot
};

/// One request.
class Run
{
  public:
    /**
     * @brief Makes the request.
     * @param settings the link and the limits
     * @param size bytes of the response's content
     * @param delays how many of DELAYS there are
     * @return from the wish for the resource to its last byte
     */
    Time Execute(const Settings& settings, uint64_t size, std::size_t delays)
    {
        SetTcp(settings, delays);
        const HttpOneLink link(settings.rate, settings.delay, 1000000);

        HttpServerHelper(80).Install(link.nodes.Get(1));
        HttpClientHelper client("http://10.1.0.2/");
        // Without the handshake: on a connection that another request has opened a second before.
        const std::string warmUp = delays == 0 ? "/bytes/1 " : "";
        client.SetWorkload("ns3::HttpUrlWorkload",
                           "Urls",
                           StringValue(warmUp + "/bytes/" + std::to_string(size)),
                           "ThinkTime",
                           StringValue("ns3::ConstantRandomVariable[Constant=1]"));
        ApplicationContainer clients = client.Install(link.nodes.Get(0));
        clients.Get(0)->TraceConnectWithoutContext("Transaction",
                                                   MakeCallback(&Run::OnTransaction, this));
        clients.Get(0)->TraceConnectWithoutContext("Finished",
                                                   MakeCallback(&Run::OnFinished, this));
        Simulator::Stop(Days(1));
        Simulator::Run();
        Simulator::Destroy();
        return m_took;
    }

  private:
    /// @brief Sets TCP up for some of the delays. @param settings, delays as in Execute()
    static void SetTcp(const Settings& settings, std::size_t delays)
    {
        const bool hasSlowStart = delays >= 2;
        const bool hasDelayedAck = delays >= 3;
        const bool hasNagle = delays >= 4;
        Config::SetDefault("ns3::TcpSocket::InitialCwnd",
                           UintegerValue(hasSlowStart ? settings.initialWindow : LARGE_WINDOW));
        Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(hasDelayedAck ? 2 : 1));
        Config::SetDefault("ns3::TcpSocket::TcpNoDelay", BooleanValue(!hasNagle));
    }

    /// @brief A request has its outcome. @param record it
    void OnTransaction(const HttpTransactionRecord& record)
    {
        m_took = record.finished - record.queued;
    }

    /// @brief All are done.
    void OnFinished()
    {
        Simulator::Stop();
    }

    Time m_took; //!< the last request took so long
};

/// @brief A time in milliseconds. @param time it @return the text
std::string
Format(Time time)
{
    return FormatHttpNumber(time.GetSeconds() * 1e3, 1);
}

/// @brief Reads the options. @param options, settings where @param argc, argv the command line
/// @return the sizes
std::vector<uint64_t>
Parse(HttpOptions& options, Settings& settings, int argc, char* argv[])
{
    options.AddText("sizes", "bytes of the responses, commas between them", settings.sizes);
    options.AddRate("rate", "data rate of the link", settings.rate);
    options.AddTime("delay", "one-way delay of the link", settings.delay);
    options.AddCount("initial-window",
                     "congestion window of a new connection, segments",
                     settings.initialWindow,
                     1,
                     1000);
    options.AddTime("delayed-ack", "longest delay of an acknowledgment", settings.delayedAck);
    options.AddCount("quick-acks",
                     "segments of a new connection that are acknowledged without delay",
                     settings.quickAcks,
                     0,
                     1000);
    options.AddText("out", "folder of the plot; none: a new results/http-delays-N", settings.out);
    options.Parse(argc, argv, [&] {
        SetHttpTcpProfile(HttpTcpProfile::Linux);
        SetHttpCongestionControl("reno");
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(LARGE_BUFFER));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(LARGE_BUFFER));
        Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(settings.delayedAck));
        Config::SetDefault("ns3::HttpTcpSocket::QuickAcks", UintegerValue(settings.quickAcks));
        // Nothing is lost, so nothing is to be sent again while an acknowledgment is delayed.
        Config::SetDefault("ns3::TcpSocketBase::MinRto",
                           TimeValue(Seconds(1) + settings.delayedAck));
        Config::SetDefault("ns3::HttpTcpSocket::TailLossProbe", BooleanValue(false));
    });
    return options.ReadList<uint64_t>(
        "sizes",
        settings.sizes,
        [](const std::string& word) {
            const std::optional<uint64_t> size = HttpParseUnsigned(word);
            return size && *size <= MAX_SIZE ? size : std::nullopt;
        },
        "accepted: whole numbers up to " + std::to_string(MAX_SIZE) + " with commas between them");
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    HttpOptions options("http-delays", "what TCP adds to the time of a request, delay by delay");
    const std::vector<uint64_t> sizes = Parse(options, settings, argc, argv);
    const std::string folder = options.MakeFolder(settings.out);

    HttpTextTable::Row columns = {"bytes", "link (ms)"};
    columns.insert(columns.end(), DELAYS.begin(), DELAYS.end());
    columns.emplace_back("all (ms)");
    HttpTextTable table(columns);
    std::vector<std::string> names;
    std::array<std::vector<double>, DELAYS.size() + 1> parts;
    for (const uint64_t size : sizes)
    {
        HttpTextTable::Row row = {std::to_string(size)};
        Time before;
        for (std::size_t delays = 0; delays <= DELAYS.size(); ++delays)
        {
            const Time took = Run().Execute(settings, size, delays);
            const std::string more = Format(took - before);
            row.push_back((delays > 0 && more.front() != '-' ? "+" : "") + more);
            parts[delays].push_back((took - before).GetSeconds() * 1e3);
            before = took;
        }
        row.push_back(Format(before));
        table.Add(row);
        names.push_back(row.front());
    }
    table.Write(std::cout);

    HttpPlot plot("One request, " + FormatHttpRate(settings.rate) + ", round trip " +
                      FormatHttpTime(settings.delay + settings.delay, Time::MS),
                  "content of the response (bytes)",
                  "time of the request (ms)",
                  HttpPlot::Style::Stacked);
    plot.SetNames(names);
    plot.AddHeights("link", parts[0]);
    for (std::size_t i = 0; i < DELAYS.size(); ++i)
    {
        plot.AddHeights(DELAYS[i], parts[i + 1]);
    }
    return plot.WriteAndTell(folder + "/delays", {"svg"}, std::cout) ? 0 : 1;
}
