/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tunnel.h"

#include "http-application.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

HttpTunnel::HttpTunnel(HttpTunnelOwner& owner,
                       HttpDriverContext& context,
                       HttpRelayTable& relays,
                       Ptr<HttpSocketDriver> near,
                       const HttpTunnelOptions& options)
    : m_owner(owner),
      m_context(context),
      m_relays(relays),
      m_near(std::move(near)),
      m_options(options),
      m_up(relays.Add()),
      m_down(relays.Add())
{
}

HttpTunnel::~HttpTunnel()
{
    m_isOver = true;
    if (m_far)
    {
        Ptr<HttpSocketDriver> far = std::exchange(m_far, nullptr);
        far->Abort(http::Outcome::Stopped);
    }
    m_relays.Remove(m_up);
    m_relays.Remove(m_down);
}

void
HttpTunnel::Open()
{
    m_far = Ptr<HttpSocketDriver>(new HttpSocketDriver(m_context,
                                                       *this,
                                                       m_near->GetKey(),
                                                       http::Connection::Role::Client,
                                                       m_options.connection),
                                  false);
    if (!m_options.isThroughProxy)
    {
        m_far->GetMachine().BecomeTunnel();
    }
    const http::Outcome outcome = m_far->Connect(m_options.socketFactory,
                                                 Address(),
                                                 nullptr,
                                                 m_options.address,
                                                 m_options.connectTimeout);
    if (outcome != http::Outcome::Complete)
    {
        m_far = nullptr;
        m_owner.TunnelRefused(m_near->GetKey(), 502);
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
    if (m_isNearIgnored)
    {
        return;
    }
    bool mustPause = false;
    const http::Content content = m_relays.Push(m_up, packet, bytes, mustPause);
    if (mustPause)
    {
        m_near->Pause(true);
    }
    if (m_isOpen && m_far)
    {
        Ptr<HttpSocketDriver> far = m_far;
        far->GetMachine().AppendContent(content);
        far->Run();
    }
}

void
HttpTunnel::NearEnded()
{
    m_isNearEnded = true;
    if (m_isOpen && m_far)
    {
        Ptr<HttpSocketDriver> far = m_far;
        far->GetMachine().EndContent();
        far->Run();
    }
}

void
HttpTunnel::IgnoreNear()
{
    m_isNearIgnored = true;
    m_near->StartInside(m_options.connection);
    m_near->GetMachine().BecomeTunnel();
}

bool
HttpTunnel::Drained(uint64_t relay)
{
    if (relay != m_up && relay != m_down)
    {
        return false;
    }
    Ptr<HttpSocketDriver> source = relay == m_up ? m_near : m_far;
    if (source)
    {
        source->Pause(false);
    }
    return true;
}

void
HttpTunnel::Discard()
{
    m_isOver = true;
    if (m_far)
    {
        m_far->Discard();
        m_far = nullptr;
    }
}

void
HttpTunnel::BeOpen()
{
    m_isOpen = true;
    const uint64_t held = m_relays.Find(m_up)->GetPushed();
    http::Connection& machine = m_far->GetMachine();
    if (held > 0)
    {
        http::Content content;
        content.kind = http::ContentKind::Relay;
        content.seed = m_up;
        content.length = held;
        machine.AppendContent(content);
    }
    if (m_isNearEnded)
    {
        machine.EndContent();
    }
    m_owner.TunnelOpened(m_near->GetKey());
}

void
HttpTunnel::DriverConnected(HttpSocketDriver& driver)
{
    if (!m_options.isThroughProxy)
    {
        BeOpen();
        return;
    }
    const bool isIpv6 = m_options.target.host.find(':') != std::string::npos;
    http::RequestHead head;
    head.method = "CONNECT";
    head.target = isIpv6 ? "[" + m_options.target.host + "]" : m_options.target.host;
    head.target.append(":").append(std::to_string(m_options.target.port));
    head.fields.Add("Host", head.target);
    driver.GetMachine().StartRequest(head, ToHttpNanoseconds(Simulator::Now()));
}

void
HttpTunnel::DriverEvent(HttpSocketDriver& driver, const http::Event& event)
{
    if (m_isOver)
    {
        return;
    }
    if (event.type == http::EventType::TunnelStarted)
    {
        BeOpen();
    }
    else if (event.type == http::EventType::ExchangeEnded &&
             driver.GetMachine().GetResponse().status >= 300)
    {
        // The next proxy has refused; its end of the connection follows.
        driver.GetMachine().CloseAfterOpenExchanges();
    }
    else if (event.type == http::EventType::PeerEnded && m_isOpen)
    {
        Ptr<HttpSocketDriver> near = m_near;
        near->GetMachine().EndContent();
        near->Run();
    }
}

void
HttpTunnel::DriverContent(HttpSocketDriver& driver, const Packet& packet, uint64_t bytes)
{
    if (!m_isOpen || m_isOver)
    {
        return;
    }
    if (m_options.isBlind && !m_isNearIgnored)
    {
        IgnoreNear();
    }
    bool mustPause = false;
    const http::Content content = m_relays.Push(m_down, packet, bytes, mustPause);
    if (mustPause)
    {
        driver.Pause(true);
    }
    // Last: the near end may close, and take this tunnel along.
    Ptr<HttpSocketDriver> near = m_near;
    near->GetMachine().AppendContent(content);
    near->Run();
}

void
HttpTunnel::DriverClosed(HttpSocketDriver& /* driver */, http::Outcome outcome)
{
    if (m_isOver)
    {
        return;
    }
    m_far = nullptr;
    if (!m_isOpen)
    {
        m_isOver = true;
        const bool isTimeout = outcome == http::Outcome::ConnectTimeout;
        m_owner.TunnelRefused(m_near->GetKey(), isTimeout ? 504 : 502);
        return;
    }
    // In order, the ends of both streams were carried over already.
    if (outcome != http::Outcome::Complete)
    {
        Ptr<HttpSocketDriver> near = m_near;
        near->Abort(outcome);
    }
}

} // namespace ns3
