/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a client does with the messages of a handshake (RFC 8446, section 2; RFC 5246, section 7.3).

#include "http-tls-connection.h"

#include <utility>

namespace ns3
{
namespace tls
{

void
Connection::SendClientHello(std::optional<Group> share, TlsTime now)
{
    Flight flight;
    flight.due = now;
    m_write = Protection();
    if (share)
    {
        AddChange(flight);
    }
    AddText(flight, ContentType::Handshake, WriteClientHello(*m_options, share, m_clientSessionId));
    if (!share)
    {
        // The first record says TLS 1.0 (RFC 8446, section 5.1).
        flight.text[2] = 1;
    }
    if (m_isEarly)
    {
        AddChange(flight);
        m_write = {true, Version::Tls13, m_options->session.cipher};
        m_maySend = true;
    }
    Queue(std::move(flight));
    if (m_isEarly)
    {
        Tell(Event::Kind::EarlyDataAllowed, now);
    }
}

void
Connection::OnServerHello(std::string_view body, TlsTime now)
{
    const std::optional<ServerHello> hello = ReadServerHello(body);
    if (!hello)
    {
        Fail(Alert::DecodeError, now);
        return;
    }
    if (hello->version < m_options->minVersion || hello->version > m_options->maxVersion)
    {
        Fail(Alert::ProtocolVersion, now);
        return;
    }
    if (hello->isRetry)
    {
        if (m_hasRetried)
        {
            Fail(Alert::UnexpectedMessage, now);
            return;
        }
        m_hasRetried = true;
        RefuseEarlyData(now);
        m_options->sendsEarlyData = false;
        SendClientHello(hello->group, now);
        return;
    }
    m_hello = *hello;
    if (m_hello.version == Version::Tls13)
    {
        m_read = GetProtection();
        m_phase = Phase::EncryptedExtensions;
        return;
    }
    if (m_isEarly && m_hello.alpn != m_alpn)
    {
        Fail(Alert::HandshakeFailure, now);
        return;
    }
    RefuseEarlyData(now);
    m_alpn = m_hello.alpn;
    m_hello.isResumed = m_options->session.version == Version::Tls12 &&
                        !m_options->session.ticket.empty() &&
                        m_hello.sessionId == m_clientSessionId;
    m_phase = m_hello.isResumed ? Phase::ServerFinished : Phase::Certificate;
}

void
Connection::RefuseEarlyData(TlsTime now)
{
    if (m_isEarly)
    {
        m_isEarly = false;
        m_maySend = false;
        Tell(Event::Kind::EarlyDataRefused, now);
    }
}

void
Connection::OnEncryptedExtensions(std::string_view body, TlsTime now)
{
    const std::optional<EncryptedExtensions> said = ReadEncryptedExtensions(body);
    if (!said)
    {
        Fail(Alert::DecodeError, now);
        return;
    }
    if (m_isEarly && said->alpn != m_alpn)
    {
        // What was sent early is of another protocol, and cannot be sent again.
        Fail(Alert::HandshakeFailure, now);
        return;
    }
    m_alpn = said->alpn;
    if (!said->takesEarlyData)
    {
        RefuseEarlyData(now);
    }
    m_phase = m_hello.isResumed ? Phase::ServerFinished : Phase::Certificate;
}

void
Connection::OnServerHelloDone(std::string_view /* body */, TlsTime now)
{
    Flight flight;
    flight.due = Work(now);
    AddText(flight, ContentType::Handshake, WriteClientKeyExchange(m_opaque));
    WriteFinished12(flight);
    Queue(std::move(flight));
    m_phase = Phase::ServerFinished;
    if (m_options->preset == ClientPreset::Chromium && !m_alpn.empty())
    {
        // False start (RFC 7918)
        Establish(m_busyUntil);
    }
}

void
Connection::OnServerFinished(std::string_view /* body */, TlsTime now)
{
    m_phase = Phase::Connected;
    if (m_hello.version == Version::Tls13 || m_hello.isResumed)
    {
        Flight flight;
        flight.due = Work(now);
        if (m_hello.version == Version::Tls12)
        {
            WriteFinished12(flight);
        }
        else
        {
            WriteClientFinished13(flight);
        }
        Queue(std::move(flight));
    }
    Establish(m_busyUntil);
}

void
Connection::WriteClientFinished13(Flight& flight)
{
    if (m_isEarly)
    {
        AddText(flight,
                ContentType::Handshake,
                WriteOpaque(MessageType::EndOfEarlyData, 0, m_opaque));
    }
    AddChange(flight);
    m_write = GetProtection();
    AddText(flight,
            ContentType::Handshake,
            WriteOpaque(MessageType::Finished, GetFinishedBytes(), m_opaque));
}

void
Connection::OnTicket(std::string_view body, TlsTime now)
{
    std::optional<Session> session = ReadTicket(body, m_hello.version);
    if (!session)
    {
        Fail(Alert::DecodeError, now);
        return;
    }
    session->cipher = m_hello.cipher;
    session->alpn = m_alpn;
    session->received = now;
    Tell(Event::Kind::Ticket, now).session = std::move(*session);
}

} // namespace tls
} // namespace ns3
