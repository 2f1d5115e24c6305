/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a server does with the messages of a handshake (RFC 8446, section 2; RFC 5246, section 7.3).

#include "http-tls-connection.h"
#include "http-tls-extensions.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace tls
{

namespace
{

/// @brief Finds the suite that both ends have and the client prefers, as OpenSSL does unless it is
/// told otherwise. @param suites the client's @param ciphers the server's @param version the
/// version
/// @return it, or nothing
std::optional<Cipher>
FindCipher(const NumberList& suites, const std::vector<Cipher>& ciphers, Version version)
{
    for (std::size_t i = 0; i < suites.GetSize(); ++i)
    {
        for (const Cipher cipher : ciphers)
        {
            if (GetSuite(cipher, version) == suites.At(i))
            {
                return cipher;
            }
        }
    }
    return std::nullopt;
}

} // namespace

void
Connection::OnClientHello(std::string_view body, TlsTime now)
{
    const std::optional<ClientHello> hello = ReadClientHello(body);
    if (!hello)
    {
        Fail(Alert::DecodeError, now);
        return;
    }
    if (const std::optional<Alert> alert = Choose(*hello))
    {
        Fail(*alert, now);
        return;
    }
    ChooseSession(*hello, now);
    m_skipsEarly = hello->hasEarlyData && !m_isEarly;
    if (m_hello.isRetry)
    {
        if (m_hasRetried)
        {
            Fail(Alert::HandshakeFailure, now);
            return;
        }
        m_hasRetried = true;
        Flight flight;
        flight.due = now;
        AddText(flight, ContentType::Handshake, WriteServerHello(m_hello, m_opaque.Next()));
        AddChange(flight);
        Queue(std::move(flight));
        return;
    }
    m_compresses = m_options->compression < 1 && hello->compression.Has(BROTLI);
    SendServerFlight(now);
}

std::optional<Alert>
Connection::Choose(const ClientHello& hello)
{
    m_hello = ServerHello();
    const auto isAllowed = [&](Version version) {
        return version >= m_options->minVersion && version <= m_options->maxVersion &&
               hello.versions.Has(static_cast<uint16_t>(version));
    };
    m_hello.version = isAllowed(Version::Tls13) ? Version::Tls13 : Version::Tls12;
    if (!isAllowed(m_hello.version))
    {
        return Alert::ProtocolVersion;
    }
    const auto cipher = FindCipher(hello.suites, m_options->ciphers, m_hello.version);
    if (!cipher || (m_hello.version == Version::Tls13 && !ChooseGroup(hello)))
    {
        return Alert::HandshakeFailure;
    }
    m_hello.cipher = *cipher;
    m_alpn.clear();
    const auto protocol =
        std::find_if(m_options->alpn.begin(), m_options->alpn.end(), [&](const std::string& name) {
            return std::count(hello.alpn.begin(), hello.alpn.end(), name) > 0;
        });
    if (protocol != m_options->alpn.end())
    {
        m_alpn = *protocol;
    }
    else if (!m_options->alpn.empty() && !hello.alpn.empty())
    {
        return Alert::NoApplicationProtocol;
    }
    m_options->serverName = hello.serverName;
    m_hello.hasServerName = m_options->acknowledgesName && !hello.serverName.empty();
    m_hello.hasMasterSecret = hello.hasMasterSecret;
    m_hello.hasTicket = m_options->tickets > 0 && hello.hasTicketExtension;
    m_hello.sessionId = hello.sessionId;
    m_hello.alpn = m_alpn;
    return std::nullopt;
}

bool
Connection::ChooseGroup(const ClientHello& hello)
{
    std::optional<Group> shared;
    std::optional<Group> known;
    for (const Group group : m_options->groups)
    {
        const auto number = static_cast<uint16_t>(group);
        const auto& keys = hello.shares;
        const bool hasKey = std::find(keys.begin(), keys.end(), number) != keys.end();
        known = !known && hello.groups.Has(number) ? group : known;
        shared = !shared && hasKey ? group : shared;
    }
    const bool mustAsk = !shared || (m_options->requiresFirstGroup && shared != known);
    m_hello.isRetry = mustAsk;
    m_hello.group = mustAsk ? known.value_or(Group::X25519) : *shared;
    return known.has_value();
}

void
Connection::ChooseSession(const ClientHello& hello, TlsTime now)
{
    const std::optional<Ticket> ticket =
        hello.ticket.empty() ? std::nullopt : OpenTicket(hello.ticket);
    m_hello.isResumed = ticket && ticket->version == m_hello.version &&
                        now - ticket->issued < m_options->ticketLifetime &&
                        GetHashBytes(ticket->cipher) == GetHashBytes(m_hello.cipher);
    m_isEarly = m_hello.isResumed && hello.hasEarlyData && !m_hello.isRetry &&
                ticket->alpn == m_alpn && ticket->cipher == m_hello.cipher &&
                m_options->maxEarlyData > 0;
    m_earlyLeft = m_isEarly ? m_options->maxEarlyData : 0;
}

void
Connection::SendServerFlight(TlsTime now)
{
    Flight flight;
    flight.due = Work(now);
    if (m_hello.version == Version::Tls12 && !m_hello.isResumed)
    {
        // A session that is resumed by a ticket needs no name.
        m_hello.sessionId = m_opaque.Bytes(m_hello.hasTicket ? 0 : 32);
    }
    AddText(flight, ContentType::Handshake, WriteServerHello(m_hello, m_opaque.Next()));
    if (m_hello.version == Version::Tls13)
    {
        WriteServerFlight13(flight);
    }
    else
    {
        WriteServerFlight12(flight);
    }
    Queue(std::move(flight));
    if (m_isEarly)
    {
        m_maySend = true;
        Tell(Event::Kind::Established, m_busyUntil);
    }
}

void
Connection::WriteServerFlight13(Flight& flight)
{
    if (!m_hello.sessionId.empty())
    {
        AddChange(flight);
    }
    m_write = GetProtection();
    m_read = GetProtection();
    const auto add = [&](const std::string& message) {
        AddText(flight, ContentType::Handshake, message);
    };
    add(WriteEncryptedExtensions(m_alpn, m_hello.hasServerName, m_isEarly));
    if (!m_hello.isResumed)
    {
        add(WriteCertificate(*m_options, m_hello.version, m_compresses, m_opaque));
        add(WriteCertificateVerify(m_options->signatureBytes, m_opaque));
    }
    add(WriteOpaque(MessageType::Finished, GetFinishedBytes(), m_opaque));
    m_phase = m_isEarly ? Phase::EndOfEarlyData : Phase::ClientFinished;
}

void
Connection::WriteServerFlight12(Flight& flight)
{
    const auto add = [&](const std::string& message) {
        AddText(flight, ContentType::Handshake, message);
    };
    if (m_hello.isResumed)
    {
        if (m_hello.hasTicket)
        {
            add(MakeTicket(m_busyUntil));
        }
        WriteFinished12(flight);
        m_phase = Phase::ClientFinished;
        return;
    }
    add(WriteCertificate(*m_options, m_hello.version, false, m_opaque));
    add(WriteServerKeyExchange(m_options->signatureBytes, m_opaque));
    add(WriteOpaque(MessageType::ServerHelloDone, 0, m_opaque));
    m_phase = Phase::ClientKeyExchange;
}

std::string
Connection::MakeTicket(TlsTime now)
{
    Ticket ticket;
    ticket.version = m_hello.version;
    ticket.cipher = m_hello.cipher;
    ticket.maxEarlyData = m_options->maxEarlyData;
    ticket.issued = now;
    ticket.alpn = m_alpn;
    return WriteTicket(ticket, *m_options, m_opaque);
}

void
Connection::OnClientFinished(std::string_view /* body */, TlsTime now)
{
    m_phase = Phase::Connected;
    m_skipsEarly = false;
    const TlsTime done = Work(now, m_options->finishedWork);
    if (m_hello.version == Version::Tls12)
    {
        if (!m_hello.isResumed)
        {
            Flight flight;
            flight.due = done;
            if (m_hello.hasTicket)
            {
                AddText(flight, ContentType::Handshake, MakeTicket(now));
            }
            WriteFinished12(flight);
            Queue(std::move(flight));
        }
        Establish(done);
        return;
    }
    if (m_isEarly)
    {
        // It was told when the early data was taken.
        m_isEarly = false;
    }
    else
    {
        Establish(done);
    }
    // OpenSSL writes each by itself, and gives one for one that was used.
    const uint32_t most = m_hello.isResumed ? 1 : m_options->tickets;
    for (uint32_t i = 0; i < std::min(m_options->tickets, most); ++i)
    {
        Queue(ContentType::Handshake, MakeTicket(now), done);
    }
}

} // namespace tls
} // namespace ns3
