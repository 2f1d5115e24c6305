/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fuzz.h"

#include "ns3/http2-session.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>

namespace
{

using namespace ns3::http;

/// @brief A session and an owner who does whatever the input says; the peer's bytes are frames.
class Owner
{
  public:
    /// @brief Begins. @param input what to do
    explicit Owner(std::string_view input)
        : m_rest(input),
          m_isServer(TakeByte() % 4 != 0),
          m_session(Http2Session::Make(MakeLimits(),
                                       MakeOptions(),
                                       m_isServer ? Role::Server : Role::Client,
                                       m_now))
    {
    }

    /// @brief Does all the input says; then the connection is lost.
    void Run()
    {
        if (m_isServer && TakeByte() % 8 != 0)
        {
            Receive(HTTP2_PREFACE);
        }
        while (!m_rest.empty())
        {
            m_now += Nanoseconds(1);
            Act();
            TakeEvents();
        }
        m_session->ReceiveAbort(Outcome::ConnectionLost);
        TakeEvents();
        HTTP_FUZZ_CHECK(m_session->GetOpenExchanges() == 0);
        HTTP_FUZZ_CHECK(m_open.empty());
        HTTP_FUZZ_CHECK(!m_session->HasOutput());
        HTTP_FUZZ_CHECK(m_session->GetCapacity() == 0);
        HTTP_FUZZ_CHECK(!m_session->GetDeadline());
    }

  private:
    /// @brief Small limits, so that they are met. @return limits
    static std::shared_ptr<const ConnectionOptions> MakeLimits()
    {
        ConnectionOptions limits;
        limits.maxHeadBytes = 400;
        limits.maxContentBytes = 1000;
        limits.headTimeout = Nanoseconds(50);
        limits.idleTimeout = Nanoseconds(50);
        limits.responseTimeout = Nanoseconds(50);
        limits.continueTimeout = Nanoseconds(20);
        return std::make_shared<const ConnectionOptions>(limits);
    }

    /// @brief Frames are reported. @return options
    static std::shared_ptr<const Http2Options> MakeOptions()
    {
        Http2Options options;
        options.maxConcurrentStreams = 5;
        options.traces = true;
        options.scheduler = "weights";
        options.priorities = Http2PrioritySignal::Chain;
        return std::make_shared<const Http2Options>(options);
    }

    /// @brief Takes a number. @return 0 to 255; 0 at the end
    unsigned TakeByte()
    {
        const std::string_view text = TakeText(1);
        return text.empty() ? 0 : static_cast<unsigned char>(text.front());
    }

    /// @brief Takes bytes. @param most how many @return them; fewer at the end
    std::string_view TakeText(std::size_t most)
    {
        const std::string_view text = m_rest.substr(0, most);
        m_rest.remove_prefix(text.size());
        return text;
    }

    /// @brief One thing.
    void Act()
    {
        switch (TakeByte() % 16)
        {
        case 0:
        case 1:
            Start();
            break;
        case 2:
            m_session->AppendContent(Choose(), {TakeByte() * 7ULL, 1, 0, ContentKind::Pattern});
            break;
        case 3:
            m_session->EndContent(Choose());
            break;
        case 4:
        case 5:
            Send(TakeByte() * 100ULL);
            break;
        case 6:
            m_now += Nanoseconds(TakeByte());
            m_session->HandleTimeout(m_now);
            break;
        case 7:
            ActRarely();
            break;
        case 8:
            Receive(TakeText(TakeByte()));
            break;
        default:
            ReceiveFrame();
            break;
        }
    }

    /// @brief One of the things that end something.
    void ActRarely()
    {
        switch (TakeByte() % 8)
        {
        case 0:
            m_session->ReceiveEnd(m_now);
            HTTP_FUZZ_CHECK(m_session->GetInputDemand().kind == InputKind::Ended);
            break;
        case 1:
            m_session->CloseAfterOpenExchanges();
            HTTP_FUZZ_CHECK(m_session->GetCapacity() == 0);
            break;
        case 2:
            m_session->Ping();
            break;
        default:
            m_session->Cancel(Choose(), Outcome::Stopped);
            break;
        }
    }

    /// @brief An exchange. @return its number
    ExchangeId Choose()
    {
        return TakeByte() % 8;
    }

    /// @brief Begins a message of some kind.
    void Start()
    {
        static constexpr const char* METHODS[] = {"GET", "HEAD", "POST", "CONNECT"};
        static constexpr uint16_t STATUSES[] = {200, 200, 204, 100, 101, 404, 304, 99};
        const unsigned kind = TakeByte();
        RequestHead request;
        ResponseHead response;
        request.method = METHODS[kind % 4];
        response.status = STATUSES[kind % 8];
        request.fields.Add("Host", "a");
        Fields& fields = m_isServer ? response.fields : request.fields;
        if (kind & 16)
        {
            fields.Add("Content-Length", std::to_string(kind));
        }
        if (kind & 32)
        {
            request.fields.Add("Expect", "100-continue");
        }
        if (m_isServer)
        {
            m_session->StartResponse(Choose(), response, m_now, nullptr);
            return;
        }
        const bool hasRoom = m_session->GetCapacity() > 0;
        const auto exchange = m_session->StartRequest(request, m_now, nullptr);
        HTTP_FUZZ_CHECK(!exchange || (hasRoom && *exchange == m_last + 1));
        if (exchange)
        {
            m_last = *exchange;
            m_open.insert(m_last);
        }
    }

    /// @brief Takes bytes to send. @param most how many
    void Send(uint64_t most)
    {
        while (most > 0 && m_session->HasOutput())
        {
            const OutputPiece piece = m_session->PeekOutput();
            uint64_t bytes = piece.text.empty() ? piece.content.length : piece.text.size();
            HTTP_FUZZ_CHECK(bytes > 0 || !m_session->HasOutput());
            bytes = std::min(bytes, most);
            m_session->ConsumeOutput(bytes, m_now);
            most -= bytes;
        }
    }

    /// @brief A frame with a right length, of a known type mostly.
    void ReceiveFrame()
    {
        const unsigned type = TakeByte();
        const std::string_view rest = TakeText(3);
        const std::string_view payload = TakeText(TakeByte());
        std::string frame("\0\0", 2);
        frame.push_back(static_cast<char>(payload.size()));
        frame.push_back(static_cast<char>(type < 240 ? type % 10 : type - 240));
        frame.push_back(rest.empty() ? '\0' : rest[0]);
        frame += std::string("\0\0\0", 3);
        frame.push_back(rest.size() > 1 ? static_cast<char>(rest[1] % 16) : '\1');
        Receive(frame + std::string(payload));
    }

    /// @brief Hands bytes over as the session demands. @param bytes them
    void Receive(std::string_view bytes)
    {
        while (!bytes.empty())
        {
            const InputDemand demand = m_session->GetInputDemand();
            std::size_t taken = 0;
            if (demand.kind == InputKind::Text)
            {
                taken = m_session->ReceiveText(bytes, m_now);
                HTTP_FUZZ_CHECK(taken == bytes.size() ||
                                m_session->GetInputDemand().kind != InputKind::Text);
            }
            else if (demand.kind == InputKind::Content)
            {
                HTTP_FUZZ_CHECK(demand.max > 0 && m_open.count(demand.exchange) == 1);
                taken = static_cast<std::size_t>(std::min<uint64_t>(bytes.size(), demand.max));
                m_session->ReceiveContent(taken, m_now);
            }
            else
            {
                return;
            }
            bytes.remove_prefix(taken);
            TakeEvents();
        }
    }

    /// @brief Takes all events and checks them.
    void TakeEvents()
    {
        while (const auto event = m_session->NextEvent())
        {
            const bool isNew =
                m_isServer &&
                (event->type == EventType::RequestReceived ||
                 (event->type == EventType::RequestRefused && event->exchange == m_last + 1));
            if (isNew)
            {
                HTTP_FUZZ_CHECK(event->exchange == m_last + 1);
                m_last = event->exchange;
                m_open.insert(m_last);
            }
            else if (event->type == EventType::ExchangeEnded)
            {
                HTTP_FUZZ_CHECK(m_open.erase(event->exchange) == 1);
            }
            else if (event->exchange != 0 && event->type != EventType::FrameSent &&
                     event->type != EventType::FrameReceived)
            {
                HTTP_FUZZ_CHECK(m_open.count(event->exchange) == 1);
            }
        }
        HTTP_FUZZ_CHECK(m_session->GetOpenExchanges() == m_open.size());
    }

    std::string_view m_rest;                 //!< what was not taken yet
    bool m_isServer;                         //!< which end
    Nanoseconds m_now{1};                    //!< the present
    std::unique_ptr<Http2Session> m_session; //!< the machine
    ExchangeId m_last = 0;                   //!< exchange begun last
    std::set<ExchangeId> m_open;             //!< exchanges not ended
};

/// @brief Tries an input: an owner's deeds and a peer's frames. @param input it
void
TryInput(std::string_view input)
{
    if (HasHttp2())
    {
        Owner(input).Run();
    }
}

} // namespace

HTTP_FUZZ_PROGRAM(HttpFuzzHttp2, "http2")
