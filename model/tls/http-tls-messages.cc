/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-messages.h"

#include "http-tls-certificate.h"
#include "http-tls-extensions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ns3
{
namespace tls
{

namespace
{

/// How a ticket of ours begins.
constexpr std::string_view TICKET_MARK = "NS3T";

/// rsa_pss_rsae_sha256, for which signatures of other lengths stand as well.
constexpr uint16_t SIGNATURE_SCHEME = 0x0804;

/// Bytes of an X25519 key.
constexpr std::size_t X25519_BYTES = 32;

/// @brief The list of certificates. @param options, version, opaque as WriteCertificate() @param
/// out where to
void
WriteChain(const Options& options, Version version, Opaque& opaque, Writer& out)
{
    out.Vector(3, [&] {
        bool isLeaf = true;
        for (const uint32_t bytes : options.certificates)
        {
            // In TLS 1.3 nobody but the client sees them.
            out.Vector(3, [&] {
                version == Version::Tls13 ? out.Fill(opaque, bytes)
                                          : out.Bytes(MakeCertificate(bytes,
                                                                      options.serverName,
                                                                      isLeaf,
                                                                      options.signatureBytes));
            });
            isLeaf = false;
            if (version == Version::Tls13)
            {
                out.Number(0, 2);
            }
        }
    });
}

/// @brief The name of a type of messages.
struct Name
{
    MessageType type; //!< the type
    const char* text; //!< its name
};

constexpr std::array<Name, 12> NAMES{{
    {MessageType::ClientHello, "ClientHello"},
    {MessageType::ServerHello, "ServerHello"},
    {MessageType::NewSessionTicket, "NewSessionTicket"},
    {MessageType::EndOfEarlyData, "EndOfEarlyData"},
    {MessageType::EncryptedExtensions, "EncryptedExtensions"},
    {MessageType::Certificate, "Certificate"},
    {MessageType::ServerKeyExchange, "ServerKeyExchange"},
    {MessageType::ServerHelloDone, "ServerHelloDone"},
    {MessageType::CertificateVerify, "CertificateVerify"},
    {MessageType::ClientKeyExchange, "ClientKeyExchange"},
    {MessageType::Finished, "Finished"},
    {MessageType::CompressedCertificate, "CompressedCertificate"},
}};

} // namespace

const char*
GetMessageName(MessageType type)
{
    const auto known = std::find_if(NAMES.begin(), NAMES.end(), [type](const Name& name) {
        return name.type == type;
    });
    return known == NAMES.end() ? "" : known->text;
}

bool
ReadProtocol(std::string_view data, std::string& name)
{
    Reader reader(data);
    Reader names(reader.Vector(2));
    name = names.Vector(1);
    return reader.IsGood() && names.IsGood();
}

std::string
WriteEncryptedExtensions(const std::string& alpn, bool hasServerName, bool takesEarlyData)
{
    Writer out;
    out.Message(static_cast<uint8_t>(MessageType::EncryptedExtensions), [&] {
        out.Vector(2, [&] {
            if (hasServerName)
            {
                out.Extension(SERVER_NAME, [] {});
            }
            if (!alpn.empty())
            {
                out.Protocols(ALPN, {alpn});
            }
            if (takesEarlyData)
            {
                out.Extension(EARLY_DATA, [] {});
            }
        });
    });
    return out.Take();
}

std::optional<EncryptedExtensions>
ReadEncryptedExtensions(std::string_view body)
{
    EncryptedExtensions said;
    Reader reader(body);
    const bool isGood = reader.Extensions([&](uint16_t type, std::string_view data) {
        said.takesEarlyData = said.takesEarlyData || type == EARLY_DATA;
        return type != ALPN || ReadProtocol(data, said.alpn);
    });
    return isGood && !reader.HasMore() ? std::optional<EncryptedExtensions>(std::move(said))
                                       : std::nullopt;
}

std::string
WriteCertificate(const Options& options, Version version, bool isCompressed, Opaque& opaque)
{
    std::size_t bytes = 64;
    for (const uint32_t certificate : options.certificates)
    {
        bytes += certificate + 8;
    }
    Writer body(bytes);
    if (version == Version::Tls13)
    {
        // certificate_request_context
        body.Number(0, 1);
    }
    WriteChain(options, version, opaque, body);
    const std::string text = body.Take();
    Writer out(text.size() + 8);
    if (!isCompressed)
    {
        out.Message(static_cast<uint8_t>(MessageType::Certificate), [&] { out.Bytes(text); });
        return out.Take();
    }
    const double left = static_cast<double>(text.size()) * options.compression;
    out.Message(static_cast<uint8_t>(MessageType::CompressedCertificate), [&] {
        out.Number(BROTLI, 2);
        out.Number(text.size(), 3);
        out.Vector(3, [&] { out.Fill(opaque, static_cast<std::size_t>(std::ceil(left))); });
    });
    return out.Take();
}

std::string
WriteCertificateVerify(uint32_t bytes, Opaque& opaque)
{
    Writer out(bytes + 8);
    out.Message(static_cast<uint8_t>(MessageType::CertificateVerify), [&] {
        out.Number(SIGNATURE_SCHEME, 2);
        out.Vector(2, [&] { out.Fill(opaque, bytes); });
    });
    return out.Take();
}

std::string
WriteServerKeyExchange(uint32_t bytes, Opaque& opaque)
{
    Writer out;
    out.Message(static_cast<uint8_t>(MessageType::ServerKeyExchange), [&] {
        // named_curve
        out.Number(3, 1);
        out.Number(static_cast<uint16_t>(Group::X25519), 2);
        out.Vector(1, [&] { out.Fill(opaque, X25519_BYTES); });
        out.Number(SIGNATURE_SCHEME, 2);
        out.Vector(2, [&] { out.Fill(opaque, bytes); });
    });
    return out.Take();
}

std::string
WriteClientKeyExchange(Opaque& opaque)
{
    Writer out;
    out.Message(static_cast<uint8_t>(MessageType::ClientKeyExchange),
                [&] { out.Vector(1, [&] { out.Fill(opaque, X25519_BYTES); }); });
    return out.Take();
}

std::string
WriteOpaque(MessageType type, std::size_t bytes, Opaque& opaque)
{
    Writer out(bytes + 4);
    out.Message(static_cast<uint8_t>(type), [&] { out.Fill(opaque, bytes); });
    return out.Take();
}

std::string
WriteTicket(const Ticket& ticket, const Options& options, Opaque& opaque)
{
    Writer identity(options.ticketBytes + ticket.alpn.size());
    identity.Bytes(TICKET_MARK);
    identity.Number(static_cast<uint16_t>(ticket.version), 2);
    identity.Number(static_cast<uint16_t>(ticket.cipher), 2);
    identity.Number(ticket.maxEarlyData, 4);
    identity.Number(static_cast<uint64_t>(ticket.issued.count()), 8);
    identity.Vector(1, [&] { identity.Bytes(ticket.alpn); });
    std::string text = identity.Take();
    if (text.size() < options.ticketBytes)
    {
        opaque.Append(options.ticketBytes - text.size(), text);
    }
    const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(options.ticketLifetime);
    Writer out(text.size() + 64);
    out.Message(static_cast<uint8_t>(MessageType::NewSessionTicket), [&] {
        out.Number(static_cast<uint64_t>(lifetime.count()), 4);
        if (ticket.version == Version::Tls13)
        {
            // ticket_age_add and ticket_nonce, of eight bytes as OpenSSL has it
            out.Number(opaque.Next(), 4);
            out.Vector(1, [&] { out.Fill(opaque, 8); });
        }
        out.Vector(2, [&] { out.Bytes(text); });
        if (ticket.version == Version::Tls13)
        {
            out.Vector(2, [&] {
                if (ticket.maxEarlyData > 0)
                {
                    out.Extension(EARLY_DATA, [&] { out.Number(ticket.maxEarlyData, 4); });
                }
            });
        }
    });
    return out.Take();
}

std::optional<Session>
ReadTicket(std::string_view body, Version version)
{
    Session session;
    session.version = version;
    Reader reader(body);
    session.lifetime = std::chrono::seconds(reader.Number(4));
    if (version == Version::Tls13)
    {
        reader.Number(4);
        reader.Vector(1);
    }
    session.ticket = reader.Vector(2);
    if (version == Version::Tls13)
    {
        const bool isGood = reader.Extensions([&](uint16_t type, std::string_view data) {
            session.maxEarlyData = type == EARLY_DATA
                                       ? static_cast<uint32_t>(Reader(data).Number(4))
                                       : session.maxEarlyData;
            return true;
        });
        if (!isGood)
        {
            return std::nullopt;
        }
    }
    return reader.IsGood() && !reader.HasMore() ? std::optional<Session>(std::move(session))
                                                : std::nullopt;
}

std::optional<Ticket>
OpenTicket(std::string_view text)
{
    Ticket ticket;
    Reader reader(text);
    const bool isOurs = reader.Take(TICKET_MARK.size()) == TICKET_MARK;
    ticket.version = static_cast<Version>(reader.Number(2));
    ticket.cipher = static_cast<Cipher>(reader.Number(2));
    ticket.maxEarlyData = static_cast<uint32_t>(reader.Number(4));
    ticket.issued = TlsTime(reader.Number(8));
    ticket.alpn = reader.Vector(1);
    return isOurs && reader.IsGood() ? std::optional<Ticket>(std::move(ticket)) : std::nullopt;
}

} // namespace tls
} // namespace ns3
