/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A proxy's tunnels (RFC 9110, section 9.3.6), and how a blind proxy copies bytes.

#include "http-hosts.h"
#include "http-proxy.h"
#include "http-relay.h"

#include "ns3/http-forwarding.h"
#include "ns3/http-head-writer.h"
#include "ns3/http-status.h"

#include <utility>

namespace ns3
{

uint16_t
HttpProxy::FindTarget(const http::RequestHead& request, HttpTunnelOptions& options) const
{
    const bool isConnect = request.method == "CONNECT";
    const std::optional<http::Url> url = isConnect ? http::ParseAuthority(request.target)
                                                   : http::ForwardRequest(request, m_name).url;
    if (!url || url->host.empty())
    {
        return 400;
    }
    options.target = *url;
    if (!m_options.proxy.IsInvalid())
    {
        options.address = m_options.proxy;
        options.isThroughProxy = true;
        return 0;
    }
    const Address address = ResolveHttpHost(GetNode()->GetObject<HttpHosts>(), url->host);
    if (address.IsInvalid())
    {
        return 502;
    }
    options.address = JoinHttpAddress(address, url->port);
    return 0;
}

void
HttpProxy::StartTunnel(Session& session, Exchange& exchange)
{
    const http::RequestHead& request = exchange.request;
    HttpTunnelOptions options;
    options.connection = m_session;
    options.isBlind = m_isBlind && request.method != "CONNECT";
    options.socketFactory = m_place.factory;
    options.connectTimeout = m_options.connectTimeout;
    options.idleTimeout = m_tunnelTimeout;
    uint16_t refusal = FindTarget(request, options);
    if (refusal == 0 && options.isBlind && request.fields.Get("Transfer-Encoding"))
    {
        // The chunks of a request are gone once it is understood, so that it cannot be copied.
        refusal = 501;
    }
    if (refusal != 0)
    {
        SendStatus(exchange, refusal, refusal == 502 ? "failed" : "refused");
        return;
    }
    const uint32_t key = session.driver->GetKey();
    std::unique_ptr<HttpTunnel>& tunnel = m_tunnels[key];
    tunnel = std::make_unique<HttpTunnel>(static_cast<HttpTunnelOwner&>(*this),
                                          m_context,
                                          *m_relays,
                                          session.driver,
                                          options);
    exchange.record.result = options.isBlind ? "blind" : "tunnel";
    if (options.isBlind)
    {
        http::RequestHead head = request;
        head.target = http::ForwardRequest(request, m_name).head.target;
        std::string text;
        http::WriteRequestHead(head, text);
        tunnel->SendText(text);
    }
    tunnel->Open();
}

void
HttpProxy::TunnelOpened(uint32_t key)
{
    ++m_tunnelled;
    Exchange* exchange = FindTunnelled(key);
    if (!exchange || exchange->record.result == std::string_view("blind"))
    {
        return;
    }
    http::ResponseHead head;
    head.status = 200;
    head.reason = http::GetReasonPhrase(200);
    SendHead(*exchange, head);
}

HttpProxy::Exchange*
HttpProxy::FindTunnelled(uint32_t key)
{
    const Session* session = Look(m_sessions, key);
    return !session || session->exchanges.empty() ? nullptr
                                                  : Look(m_exchanges, session->exchanges.front());
}

void
HttpProxy::TunnelRefused(uint32_t key, uint16_t status)
{
    Exchange* exchange = FindTunnelled(key);
    if (!exchange)
    {
        TunnelEnded(key);
        return;
    }
    http::ResponseHead head;
    head.version = http::Version::Http10;
    head.status = status;
    head.reason = http::GetReasonPhrase(status);
    std::string text;
    http::WriteResponseHead(head, text);
    exchange->record.result = "failed";
    exchange->record.status = status;
    if (Look(m_tunnels, key)->AnswerNear(text))
    {
        return;
    }
    TunnelEnded(key);
    // From here on the client's connection is one like any other.
    SendStatus(*exchange, status, "failed");
}

void
HttpProxy::TunnelEnded(uint32_t key)
{
    const auto found = m_tunnels.find(key);
    if (found != m_tunnels.end())
    {
        m_agenda.tunnels.push_back(std::move(found->second));
        m_tunnels.erase(found);
        ScheduleAgenda();
    }
}

} // namespace ns3
