/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/*
 * What the protocol room costs: heads of 200 bytes parsed a second, nanoseconds an exchange between
 * two connection machines, bytes an idle machine holds, nanoseconds a request in the pool. The
 * figures are printed as name=value, one a line.
 *
 * Usage: http-bench-protocol [SECONDS]: processor time for each measurement, 1 by default.
 */

#include "ns3/http-connection.h"
#include "ns3/http-head-parser.h"
#include "ns3/http-pool.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>
#include <string>
#include <vector>

namespace
{

std::size_t g_allocations = 0;    // calls of operator new
std::size_t g_allocatedBytes = 0; // bytes allocated and not freed

} // namespace

// Counts what is allocated; the size stands in front of the block.

void*
operator new(std::size_t bytes)
{
    constexpr std::size_t FRONT = alignof(std::max_align_t);
    auto* block = static_cast<std::size_t*>(std::malloc(bytes + FRONT));
    if (block == nullptr)
    {
        throw std::bad_alloc();
    }
    *block = bytes;
    ++g_allocations;
    g_allocatedBytes += bytes;
    return reinterpret_cast<std::byte*>(block) + FRONT;
}

void
operator delete(void* memory) noexcept
{
    if (memory != nullptr)
    {
        constexpr std::size_t FRONT = alignof(std::max_align_t);
        void* block = static_cast<std::byte*>(memory) - FRONT;
        g_allocatedBytes -= *static_cast<std::size_t*>(block);
        std::free(block);
    }
}

void
operator delete(void* memory, std::size_t /* bytes */) noexcept
{
    operator delete(memory);
}

namespace
{

using namespace ns3::http;

// 200 bytes each, as browsers and servers write them.
const std::string REQUEST_HEAD = "GET /images/logo.png?version=12 HTTP/1.1\r\n"
                                 "Host: www.example.com\r\n"
                                 "User-Agent: Mozilla/5.0 (X11; Linux)\r\n"
                                 "Accept: image/avif,image/webp,*/*;q=0.8\r\n"
                                 "Accept-Encoding: gzip, deflate, br\r\n"
                                 "Accept-Language: en-US\r\n"
                                 "\r\n";
const std::string RESPONSE_HEAD = "HTTP/1.1 200 OK\r\n"
                                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                                  "Server: ns3-http/1.0\r\n"
                                  "Content-Type: text/html; charset=utf-8\r\n"
                                  "Content-Length: 10000\r\n"
                                  "Cache-Control: max-age=3600\r\n"
                                  "ETag: \"5d8c72a5edda8d6a\"\r\n"
                                  "\r\n";

/**
 * @brief Repeats something for a while; the best of five parts counts, the others were disturbed.
 * @param seconds how long in all
 * @param repeat does it the given number of times
 * @param batch that number
 * @return nanoseconds for one time
 */
template <typename Repeat>
double
Measure(double seconds, Repeat repeat, int batch = 1000)
{
    constexpr int PARTS = 5;
    double best = 1e18;
    for (int part = 0; part < PARTS; ++part)
    {
        std::size_t times = 0;
        const std::clock_t begin = std::clock();
        double elapsed = 0;
        do
        {
            repeat(batch);
            times += static_cast<std::size_t>(batch);
            elapsed = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        } while (elapsed < seconds / PARTS);
        best = std::min(best, elapsed * 1e9 / static_cast<double>(times));
    }
    return best;
}

/**
 * @brief Prints a figure.
 * @param name its name
 * @param value it
 */
void
Report(const char* name, double value)
{
    std::printf("%s=%.1f\n", name, value);
}

/// @brief Hands over what one machine has to say. @param from, to the machines @param now the
/// present
void
Carry(Connection& from, Connection& to, Nanoseconds now)
{
    while (from.HasOutput())
    {
        const OutputPiece piece = from.PeekOutput();
        const InputDemand demand = to.GetInputDemand();
        uint64_t bytes = 0;
        if (!piece.text.empty())
        {
            bytes = to.ReceiveText(piece.text, now);
        }
        else
        {
            bytes = std::min(piece.content.length, demand.max);
            to.ReceiveContent(bytes, now);
        }
        if (bytes == 0)
        {
            return;
        }
        from.ConsumeOutput(bytes, now);
    }
}

/// @brief A client and a server that run one exchange after the other.
class Pair
{
  public:
    /// @brief Nothing sent yet.
    Pair()
        : m_client(Connection::Role::Client, ConnectionOptions()),
          m_server(Connection::Role::Server, ConnectionOptions())
    {
        ParseRequestHead(REQUEST_HEAD, m_request);
        ParseResponseHead(RESPONSE_HEAD, m_response);
    }

    /// @brief One exchange.
    void Run()
    {
        m_now += Nanoseconds(1);
        m_client.EndContent(*m_client.StartRequest(m_request, m_now, nullptr));
        Carry(m_client, m_server, m_now);
        while (const auto event = m_server.NextEvent())
        {
            if (event->type == EventType::MessageReceived)
            {
                m_server.StartResponse(event->exchange, m_response, m_now, nullptr);
                m_server.AppendContent(event->exchange, {10000, 1, 0, ContentKind::Pattern});
                m_server.EndContent(event->exchange);
            }
        }
        Carry(m_server, m_client, m_now);
        while (const auto event = m_client.NextEvent())
        {
            m_complete +=
                event->type == EventType::ExchangeEnded && event->outcome == Outcome::Complete;
        }
        while (m_server.NextEvent())
        {
        }
    }

    /// @brief Exchanges completed. @return their number
    std::size_t GetComplete() const
    {
        return m_complete;
    }

  private:
    Connection m_client;        //!< one end
    Connection m_server;        //!< the other end
    RequestHead m_request;      //!< each request
    ResponseHead m_response;    //!< each response
    Nanoseconds m_now{0};       //!< time goes on with each exchange
    std::size_t m_complete = 0; //!< exchanges completed
};

/// @brief A pool of connections to one origin, which open at once, and its owner.
class PoolOwner
{
  public:
    /// @brief A pool. @param connections how many it opens @param depth requests that one takes
    PoolOwner(uint32_t connections, uint32_t depth)
        : m_pool(MakeOptions(connections)),
          m_depth(depth)
    {
    }

    /// @brief Submits requests. @param requests how many
    void Submit(std::size_t requests)
    {
        for (std::size_t i = 0; i < requests; ++i)
        {
            m_pool.Submit(++m_last, 0, true);
        }
    }

    /// @brief Answers a request. @param connection that carries it
    void Finish(PoolConnectionId connection)
    {
        m_pool.Finished(connection, true, NOW);
    }

    /// @brief Does what the pool wants.
    void Drain()
    {
        while (const auto action = m_pool.NextAction(NOW))
        {
            if (action->type == PoolAction::Type::Open)
            {
                m_pool.Opened(action->connection, {m_depth}, NOW);
            }
            else if (action->type == PoolAction::Type::Assign)
            {
                busy.push_back(action->connection);
            }
        }
    }

    std::vector<PoolConnectionId> busy; //!< a connection for each request that it carries

  private:
    static constexpr Nanoseconds NOW{1}; //!< the present

    /// @brief What the pool may open. @param connections how many @return its options
    static PoolOptions MakeOptions(uint32_t connections)
    {
        PoolOptions options;
        options.maxConnectionsPerServer = connections;
        return options;
    }

    Pool m_pool;          //!< the pool
    uint32_t m_depth;     //!< requests that a connection takes
    RequestId m_last = 0; //!< the last request
};

/**
 * @brief Runs requests through a pool whose owner answers at once.
 * @param connections connections to one origin
 * @param queued requests that wait all the time
 * @param depth requests that a connection takes
 * @param seconds how long
 * @return nanoseconds for one request
 */
double
MeasurePool(uint32_t connections, std::size_t queued, uint32_t depth, double seconds)
{
    PoolOwner owner(connections, depth);
    owner.Submit(queued + std::size_t{connections} * depth);
    owner.Drain();
    std::vector<PoolConnectionId>& busy = owner.busy;
    std::size_t place = 0;
    return Measure(seconds, [&](int times) {
        for (int i = 0; i < times; ++i)
        {
            // A prime step, so that the connections finish in no particular order.
            place = (place + 7919) % busy.size();
            const PoolConnectionId connection = busy[place];
            busy[place] = busy.back();
            busy.pop_back();
            owner.Submit(1);
            owner.Finish(connection);
            owner.Drain();
        }
    });
}

/**
 * @brief Runs lots of requests through a pool: all are submitted, then all are answered.
 * @param connections connections to one origin
 * @param lot requests in a lot, a divisor of 100,000
 * @param seconds how long
 * @return nanoseconds for one request
 */
double
MeasureLots(uint32_t connections, std::size_t lot, double seconds)
{
    PoolOwner owner(connections, 1);
    const auto run = [&] {
        owner.Submit(lot);
        owner.Drain();
        for (std::size_t i = 0; i < owner.busy.size(); ++i)
        {
            owner.Finish(owner.busy[i]);
            owner.Drain();
        }
        owner.busy.clear();
    };
    // The first lot opens the connections.
    run();
    constexpr int LARGEST = 100000;
    return Measure(
        seconds,
        [&](int times) {
            for (std::size_t done = 0; done < static_cast<std::size_t>(times); done += lot)
            {
                run();
            }
        },
        LARGEST);
}

/// @brief What a connection's machine takes of memory between requests. @return bytes
double
MeasureIdle()
{
    constexpr std::size_t PAIRS = 1000;
    const std::size_t before = g_allocatedBytes;
    std::vector<Pair> pairs(PAIRS);
    const std::size_t heads = g_allocatedBytes - before;
    for (auto& each : pairs)
    {
        each.Run();
    }
    const std::size_t grown = g_allocatedBytes - before - heads;
    return static_cast<double>(sizeof(Connection)) + static_cast<double>(grown) / (2.0 * PAIRS);
}

} // namespace

int
main(int argc, char* argv[])
{
    const double seconds = argc > 1 ? std::atof(argv[1]) : 1;
    if (seconds <= 0)
    {
        std::fprintf(stderr,
                     "http-bench-protocol: SECONDS is %s; a number above 0 is accepted\n",
                     argv[1]);
        return 2;
    }
    RequestHead request;
    const double requestTime = Measure(seconds, [&](int times) {
        for (int i = 0; i < times; ++i)
        {
            ParseRequestHead(REQUEST_HEAD, request);
        }
    });
    ResponseHead response;
    const double responseTime = Measure(seconds, [&](int times) {
        for (int i = 0; i < times; ++i)
        {
            ParseResponseHead(RESPONSE_HEAD, response);
        }
    });
    Report("request_heads_per_s", 1e9 / requestTime);
    Report("response_heads_per_s", 1e9 / responseTime);

    Pair pair;
    pair.Run();
    const std::size_t before = g_allocations;
    const std::size_t completeBefore = pair.GetComplete();
    const double exchangeTime = Measure(seconds, [&](int times) {
        for (int i = 0; i < times; ++i)
        {
            pair.Run();
        }
    });
    const auto exchanges = static_cast<double>(pair.GetComplete() - completeBefore);
    Report("exchange_ns", exchangeTime);
    Report("exchange_beyond_parsing_ns", exchangeTime - requestTime - responseTime);
    Report("exchange_allocations", static_cast<double>(g_allocations - before) / exchanges);

    Report("idle_machine_bytes", MeasureIdle());
    Report("pool_6_connections_ns", MeasurePool(6, 100, 1, seconds));
    Report("pool_1000_connections_ns", MeasurePool(1000, 100, 1, seconds));
    Report("pool_100000_waiting_ns", MeasurePool(1000, 100000, 1, seconds));
    Report("pool_lots_of_100_ns", MeasureLots(1000, 100, seconds));
    Report("pool_lots_of_100000_ns", MeasureLots(1000, 100000, seconds));
    Report("pool_1000_pipelines_ns", MeasurePool(1000, 100000, 8, seconds));
    return 0;
}
