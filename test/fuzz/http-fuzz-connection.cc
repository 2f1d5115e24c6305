/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fuzz.h"

#include "ns3/http-connection.h"

#include <algorithm>
#include <map>
#include <string>

namespace
{

using namespace ns3::http;

/// @brief Takes an input apart: what to do, and with which bytes.
class Source
{
  public:
    /// @brief At the beginning. @param input it
    explicit Source(std::string_view input)
        : m_rest(input)
    {
    }

    /// @brief Whether all was taken. @return whether
    bool IsEmpty() const
    {
        return m_rest.empty();
    }

    /// @brief Takes a number. @return 0 to 255; 0 at the end
    unsigned TakeByte()
    {
        return static_cast<unsigned char>(TakeText(1).empty() ? 0 : m_last.front());
    }

    /// @brief Takes bytes. @param most how many @return them; fewer at the end
    std::string_view TakeText(std::size_t most)
    {
        m_last = m_rest.substr(0, most);
        m_rest.remove_prefix(m_last.size());
        return m_last;
    }

  private:
    std::string_view m_rest; //!< what was not taken yet
    std::string_view m_last; //!< what was taken last
};

/// @brief A machine and an owner who does whatever the input says.
class Owner
{
  public:
    /// @brief Begins. @param input what to do
    explicit Owner(std::string_view input)
        : m_source(input),
          m_role(m_source.TakeByte() % 2 == 0 ? Connection::Role::Client
                                              : Connection::Role::Server),
          m_machine(m_role, MakeOptions())
    {
    }

    /// @brief Does all the input says; then the connection is lost.
    void Run()
    {
        while (!m_source.IsEmpty())
        {
            m_now += Nanoseconds(1);
            Act();
            if (m_source.TakeByte() % 4 != 0)
            {
                TakeEvents();
            }
        }
        m_machine.ReceiveAbort(Outcome::ConnectionLost);
        TakeEvents();
        HTTP_FUZZ_CHECK(m_machine.GetOpenExchanges() == 0);
        HTTP_FUZZ_CHECK(m_open.empty());
        HTTP_FUZZ_CHECK(!m_machine.HasOutput());
        HTTP_FUZZ_CHECK(!m_machine.IsReusable());
        HTTP_FUZZ_CHECK(!m_machine.GetDeadline());
    }

  private:
    /// @brief Small limits, so that they are met. @return options
    static ConnectionOptions MakeOptions()
    {
        ConnectionOptions options;
        options.maxHeadBytes = 200;
        options.maxContentBytes = 1000;
        options.chunkBytes = 16;
        options.headTimeout = Nanoseconds(50);
        options.idleTimeout = Nanoseconds(50);
        options.responseTimeout = Nanoseconds(50);
        options.continueTimeout = Nanoseconds(20);
        return options;
    }

    /// @brief One thing.
    void Act()
    {
        switch (m_source.TakeByte() % 16)
        {
        case 8:
        case 9:
            Start();
            break;
        case 10:
            m_machine.AppendContent(GetExchange(),
                                    {m_source.TakeByte() * 7ULL, 1, 0, ContentKind::Pattern});
            break;
        case 11:
            m_machine.EndContent(GetExchange());
            break;
        case 12:
            Send(m_source.TakeByte());
            break;
        case 13:
            Send(100000);
            break;
        case 14:
            m_now += Nanoseconds(m_source.TakeByte());
            m_machine.HandleTimeout(m_now);
            HTTP_FUZZ_CHECK(!m_machine.GetDeadline() || *m_machine.GetDeadline() > m_now ||
                            m_machine.GetOpenExchanges() > 0);
            break;
        case 15:
            ActRarely();
            break;
        default:
            Receive(m_source.TakeText(m_source.TakeByte()));
            break;
        }
    }

    /// @brief One of the things that end a connection.
    void ActRarely()
    {
        switch (m_source.TakeByte() % 8)
        {
        case 0:
            m_machine.ReceiveEnd(m_now);
            HTTP_FUZZ_CHECK(m_machine.GetInputDemand().kind == InputKind::Ended);
            break;
        case 1:
            m_machine.CloseAfterOpenExchanges();
            HTTP_FUZZ_CHECK(!m_machine.IsReusable());
            break;
        case 2:
            m_machine.ReceiveAbort(Outcome::Reset);
            HTTP_FUZZ_CHECK(m_machine.GetOpenExchanges() == 0);
            break;
        default:
            break;
        }
    }

    /// @brief Begins a message of some kind.
    void Start()
    {
        static constexpr const char* METHODS[] = {"GET", "HEAD", "POST", "CONNECT"};
        static constexpr uint16_t STATUSES[] = {200, 200, 204, 100, 101, 404, 304, 99};
        const unsigned kind = m_source.TakeByte();
        const unsigned framing = m_source.TakeByte();
        RequestHead request;
        ResponseHead response;
        request.method = METHODS[kind % 4];
        request.target = request.method == "CONNECT" ? "a:80" : "/";
        request.version = kind % 32 == 31 ? Version::Http10 : Version::Http11;
        response.status = STATUSES[kind % 8];
        request.fields.Add("Host", "a");
        Fields& fields = m_role == Connection::Role::Client ? request.fields : response.fields;
        if (framing % 4 == 1)
        {
            fields.Add("Content-Length", std::to_string(framing));
        }
        else if (framing % 4 == 2)
        {
            fields.Add("Transfer-Encoding", "chunked");
        }
        if (framing % 32 >= 24)
        {
            fields.Add("Connection", framing % 32 >= 28 ? "close" : "upgrade, keep-alive");
            fields.Add("Upgrade", "x");
        }
        if (kind % 16 >= 12)
        {
            request.fields.Add("Expect", "100-continue");
        }
        if (m_role == Connection::Role::Server)
        {
            m_machine.StartResponse(GetExchange(), response, m_now, nullptr);
            return;
        }
        const bool reusable = m_machine.IsReusable();
        const auto exchange = m_machine.StartRequest(request, m_now, nullptr);
        HTTP_FUZZ_CHECK(!exchange || (reusable && *exchange == m_last + 1));
        if (exchange)
        {
            m_last = *exchange;
            m_open[m_last] = true;
        }
    }

    /// @brief The exchange that acts are about. @return its number
    ExchangeId GetExchange() const
    {
        return m_machine.GetOpenExchanges() > 0 ? m_last : 0;
    }

    /// @brief Takes bytes to send. @param most how many
    void Send(uint64_t most)
    {
        while (most > 0 && m_machine.HasOutput())
        {
            const OutputPiece piece = m_machine.PeekOutput();
            uint64_t bytes = piece.text.empty() ? piece.content.length : piece.text.size();
            HTTP_FUZZ_CHECK(bytes > 0);
            bytes = std::min(bytes, most);
            m_machine.ConsumeOutput(bytes, m_now);
            most -= bytes;
        }
    }

    /// @brief Hands bytes over as the machine demands. @param bytes them
    void Receive(std::string_view bytes)
    {
        while (!bytes.empty())
        {
            const InputDemand demand = m_machine.GetInputDemand();
            std::size_t taken = 0;
            if (demand.kind == InputKind::Text)
            {
                taken = m_machine.ReceiveText(bytes, m_now);
                HTTP_FUZZ_CHECK(taken == bytes.size() ||
                                m_machine.GetInputDemand().kind != InputKind::Text);
            }
            else if (demand.kind == InputKind::Content)
            {
                HTTP_FUZZ_CHECK(demand.max > 0);
                taken = static_cast<std::size_t>(std::min<uint64_t>(bytes.size(), demand.max));
                m_machine.ReceiveContent(taken, m_now);
            }
            else
            {
                HTTP_FUZZ_CHECK(m_machine.ReceiveText(bytes, m_now) == 0);
                return;
            }
            bytes.remove_prefix(taken);
        }
    }

    /// @brief Takes all events and checks them.
    void TakeEvents()
    {
        while (const auto event = m_machine.NextEvent())
        {
            if (event->type == EventType::RequestReceived)
            {
                HTTP_FUZZ_CHECK(event->exchange == m_last + 1);
                m_last = event->exchange;
                m_open[m_last] = true;
                HTTP_FUZZ_CHECK(!m_machine.GetRequest().method.empty());
            }
            else if (event->type == EventType::ExchangeEnded)
            {
                HTTP_FUZZ_CHECK(m_open.erase(event->exchange) == 1);
            }
            else if (event->exchange != 0 && event->type != EventType::TunnelStarted)
            {
                HTTP_FUZZ_CHECK(m_open.count(event->exchange) == 1);
            }
        }
        HTTP_FUZZ_CHECK(m_machine.GetOpenExchanges() == m_open.size());
    }

    Source m_source;                   //!< what to do
    Connection::Role m_role;           //!< which end
    Connection m_machine;              //!< the machine
    Nanoseconds m_now{1};              //!< the present
    ExchangeId m_last = 0;             //!< exchange begun last
    std::map<ExchangeId, bool> m_open; //!< exchanges not ended
};

/// @brief Tries an input: an owner's deeds and a peer's bytes. @param input it
void
TryInput(std::string_view input)
{
    Owner(input).Run();
}

} // namespace

HTTP_FUZZ_PROGRAM(HttpFuzzConnection, "connection")
