/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tunnel.h"

#include "http-application.h"
#include "http-relay.h"

#include "ns3/simulator.h"

namespace ns3
{

HttpTunnel::HttpTunnel(HttpTunnelOwner& owner,
                       HttpDriverContext& context,
                       HttpRelayTable& relays,
                       Ptr<HttpDriver> near,
                       const HttpTunnelOptions& options)
    : m_owner(owner),
      m_context(context),
      m_relays(relays),
      m_near(near),
      m_options(options),
      m_key(m_near->GetKey()),
      m_up(relays.Add({HttpRelaySource::Kind::Tunnel, m_key})),
      m_down(relays.Add({HttpRelaySource::Kind::Tunnel, m_key}))
{
}

HttpTunnel::~HttpTunnel()
{
    Discard();
    m_relays.Remove(m_up);
    m_relays.Remove(m_down);
}

void
HttpTunnel::Open()
{
    m_far = Create<HttpDriver>(m_context,
                               static_cast<HttpDriverOwner&>(*this),
                               m_key,
                               http::Role::Client,
                               m_context.MakeTransport(http::Url(), false));
    const http::Outcome outcome = m_far->Connect(
        {m_context.node, m_options.socketFactory, Address(), nullptr, m_options.address},
        m_options.connectTimeout);
    if (outcome != http::Outcome::Complete)
    {
        m_far = nullptr;
        m_owner.TunnelRefused(m_key, 502);
    }
}

bool
HttpTunnel::AnswerNear(std::string_view text)
{
    if (!m_isNearIgnored || !m_near)
    {
        return false;
    }
    Packet packet(reinterpret_cast<const uint8_t*>(text.data()),
                  static_cast<uint32_t>(text.size()));
    bool mustPause = false;
    const http::Content content = m_relays.Push(m_down, packet, text.size(), mustPause);
    m_near->GetSession().AppendContent(0, content);
    End(m_near);
    return true;
}

void
HttpTunnel::Send(Ptr<HttpDriver> end, const http::Content& content)
{
    if (end)
    {
        end->GetSession().AppendContent(0, content);
        end->Run();
    }
}

void
HttpTunnel::End(Ptr<HttpDriver> end)
{
    if (end)
    {
        end->GetSession().EndContent(0);
        end->Run();
    }
}

void
HttpTunnel::Break(Ptr<HttpDriver> end, http::Outcome outcome)
{
    if (!end)
    {
        return;
    }
    if (outcome == http::Outcome::Reset || outcome == http::Outcome::ConnectionLost)
    {
        end->Reset(outcome);
    }
    else
    {
        end->Abort(outcome);
    }
}

void
HttpTunnel::SendText(std::string_view text)
{
    Packet packet(reinterpret_cast<const uint8_t*>(text.data()),
                  static_cast<uint32_t>(text.size()));
    NearContent(packet, text.size());
}

void
HttpTunnel::NearContent(const Packet& packet, uint64_t bytes)
{
    if (m_isNearIgnored || (m_isOpen && !m_far))
    {
        return;
    }
    bool mustPause = false;
    const http::Content content = m_relays.Push(m_up, packet, bytes, mustPause);
    if (mustPause && m_near)
    {
        m_near->Pause(0, true);
    }
    if (m_isOpen)
    {
        RestartIdle();
        Send(m_far, content);
    }
}

void
HttpTunnel::NearEnded()
{
    m_isNearEnded = true;
    if (m_isOpen)
    {
        End(m_far);
    }
}

void
HttpTunnel::NearClosed(http::Outcome outcome)
{
    m_near = nullptr;
    // In order, the far end closes once its last bytes are out: its stream was ended.
    if (m_far && (!m_isOpen || outcome != http::Outcome::Complete))
    {
        Break(m_far, outcome);
    }
    CheckEnd();
}

void
HttpTunnel::RestartIdle()
{
    m_moved = Simulator::Now();
    if (!m_options.idleTimeout.IsZero() && m_look.IsExpired())
    {
        m_look = Simulator::Schedule(m_options.idleTimeout, &HttpTunnel::CheckIdle, this);
    }
}

void
HttpTunnel::CheckIdle()
{
    const Time due = m_moved + m_options.idleTimeout;
    if (Simulator::Now() < due)
    {
        m_look = Simulator::Schedule(due - Simulator::Now(), &HttpTunnel::CheckIdle, this);
        return;
    }
    Break(m_near, http::Outcome::ConnectionLost);
    Break(m_far, http::Outcome::ConnectionLost);
}

void
HttpTunnel::CheckEnd()
{
    if (!m_near && !m_far && !m_isOver)
    {
        m_isOver = true;
        m_look.Cancel();
        m_owner.TunnelEnded(m_key);
    }
}

void
HttpTunnel::IgnoreNear()
{
    if (!m_isNearIgnored && m_near)
    {
        m_isNearIgnored = true;
        m_near->SetSession(m_context.MakeTunnelSession(http::Role::Server, m_options.connection));
    }
}

void
HttpTunnel::Drained(uint64_t relay)
{
    Ptr<HttpDriver> source = relay == m_up ? m_near : m_far;
    if (source)
    {
        source->Pause(0, false);
    }
}

void
HttpTunnel::Stop()
{
    m_isOver = true;
    m_look.Cancel();
    for (Ptr<HttpDriver> end : {std::exchange(m_near, nullptr), std::exchange(m_far, nullptr)})
    {
        if (end)
        {
            end->Abort(http::Outcome::Stopped);
        }
    }
}

void
HttpTunnel::Discard()
{
    m_isOver = true;
    m_look.Cancel();
    m_near = nullptr;
    if (Ptr<HttpDriver> far = std::exchange(m_far, nullptr))
    {
        far->Discard();
    }
}

void
HttpTunnel::OnOpened()
{
    m_isOpen = true;
    RestartIdle();
    const uint64_t held = m_relays.Find(m_up)->GetPushed();
    if (held > 0)
    {
        http::Content content;
        content.kind = http::ContentKind::Relay;
        content.seed = m_up;
        content.length = held;
        m_far->GetSession().AppendContent(0, content);
    }
    if (m_isNearEnded)
    {
        m_far->GetSession().EndContent(0);
    }
    m_owner.TunnelOpened(m_key);
}

std::unique_ptr<http::Session>
HttpTunnel::DriverSession(const HttpDriver& /* driver */)
{
    return m_options.isThroughProxy
               ? m_context.MakeSession(http::Role::Client, "http/1.1", m_options.connection)
               : m_context.MakeTunnelSession(http::Role::Client, m_options.connection);
}

void
HttpTunnel::DriverConnected(HttpDriver& driver)
{
    if (!m_options.isThroughProxy)
    {
        OnOpened();
        return;
    }
    const bool isIpv6 = m_options.target.host.find(':') != std::string::npos;
    http::RequestHead head;
    head.method = "CONNECT";
    head.target = isIpv6 ? "[" + m_options.target.host + "]" : m_options.target.host;
    head.target.append(":").append(std::to_string(m_options.target.port));
    head.fields.Add("Host", head.target);
    driver.GetSession().StartRequest(head, GetHttpPresent(), nullptr);
}

void
HttpTunnel::DriverEvent(HttpDriver& driver, const http::Event& event)
{
    if (m_isOver)
    {
        return;
    }
    if (event.type == http::EventType::TunnelStarted)
    {
        OnOpened();
    }
    else if (event.type == http::EventType::ExchangeEnded &&
             driver.GetSession().GetResponse().status >= 300)
    {
        // The next proxy has refused; its end of the connection follows.
        driver.GetSession().CloseAfterOpenExchanges();
    }
    else if (event.type == http::EventType::PeerEnded && m_isOpen)
    {
        if (m_options.isBlind)
        {
            // The server has closed, which is all that a blind proxy waits for.
            IgnoreNear();
            driver.GetSession().EndContent(0);
        }
        End(m_near);
    }
}

void
HttpTunnel::DriverContent(HttpDriver& driver,
                          http::ExchangeId /* exchange */,
                          const Packet& packet,
                          uint64_t bytes)
{
    if (!m_isOpen || m_isOver || !m_near)
    {
        return;
    }
    if (m_options.isBlind)
    {
        IgnoreNear();
    }
    bool mustPause = false;
    const http::Content content = m_relays.Push(m_down, packet, bytes, mustPause);
    if (mustPause)
    {
        driver.Pause(0, true);
    }
    RestartIdle();
    Send(m_near, content);
}

void
HttpTunnel::DriverClosed(HttpDriver& /* driver */, http::Outcome outcome)
{
    m_far = nullptr;
    if (m_isOver)
    {
        return;
    }
    if (!m_isOpen)
    {
        const bool isTimeout = outcome == http::Outcome::ConnectTimeout;
        if (m_near)
        {
            m_owner.TunnelRefused(m_key, isTimeout ? 504 : 502);
        }
        CheckEnd();
        return;
    }
    // In order, the ends of both streams were carried over already.
    if (outcome != http::Outcome::Complete)
    {
        Break(m_near, outcome);
    }
    CheckEnd();
}

} // namespace ns3
