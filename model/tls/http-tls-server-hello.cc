/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-bytes.h"
#include "http-tls-extensions.h"
#include "http-tls-hello.h"
#include "http-tls-messages.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace tls
{

namespace
{

/// @brief A group and its keys.
struct GroupKeys
{
    Group group;                               //!< the group
    std::pair<std::size_t, std::size_t> bytes; //!< of the client's and the server's key
};

/// RFC 8446, section 4.2.8.2; draft-ietf-tls-ecdhe-mlkem, section 4.
constexpr std::array<GroupKeys, 3> GROUPS{{
    {Group::Secp256r1, {65, 65}},
    {Group::X25519, {32, 32}},
    {Group::X25519MlKem768, {1216, 1120}},
}};

/// @brief A cipher suite and its numbers.
struct Suite
{
    Cipher cipher;         //!< the suite
    uint16_t number12;     //!< its number in TLS 1.2, with ECDHE and RSA
    std::size_t hashBytes; //!< of its hash
};

constexpr std::array<Suite, 3> SUITES{{
    {Cipher::Aes128Gcm, 0xc02f, 32},
    {Cipher::Aes256Gcm, 0xc030, 48},
    {Cipher::ChaCha20, 0xcca8, 32},
}};

/// The random number of a HelloRetryRequest (RFC 8446, section 4.1.3).
constexpr std::string_view RETRY{"\xcf\x21\xad\x74\xe5\x9a\x61\x11\xbe\x1d\x8c\x02\x1e\x65\xb8\x91"
                                 "\xc2\xa2\x11\x16\x7a\xbb\x8c\x5e\x07\x9e\x09\xe2\xc8\xa8\x33\x9c",
                                 32};

/// @brief Finds a suite. @param cipher which @return its row
const Suite&
FindSuite(Cipher cipher)
{
    return *std::find_if(SUITES.begin(), SUITES.end(), [cipher](const Suite& suite) {
        return suite.cipher == cipher;
    });
}

/// @brief Writes the extensions of TLS 1.3. @param hello what they say @param opaque keys @param
/// out where to
void
WriteExtensions13(const ServerHello& hello, Opaque& opaque, Writer& out)
{
    out.Extension(SUPPORTED_VERSIONS,
                  [&] { out.Number(static_cast<uint16_t>(Version::Tls13), 2); });
    out.Extension(KEY_SHARE, [&] {
        out.Number(static_cast<uint16_t>(hello.group), 2);
        if (!hello.isRetry)
        {
            out.Vector(2, [&] { out.Fill(opaque, GetKeyBytes(hello.group).second); });
        }
    });
    if (hello.isResumed)
    {
        out.Extension(PRE_SHARED_KEY, [&] { out.Number(0, 2); });
    }
}

/// @brief Writes the extensions of TLS 1.2. @param hello what they say @param out where to
void
WriteExtensions12(const ServerHello& hello, Writer& out)
{
    out.Extension(RENEGOTIATION_INFO, [&] { out.Number(0, 1); });
    if (hello.hasServerName)
    {
        out.Extension(SERVER_NAME, [] {});
    }
    if (!hello.isResumed)
    {
        out.Extension(EC_POINT_FORMATS, [&] { out.Number(0x03000102, 4); });
    }
    if (hello.hasTicket)
    {
        out.Extension(SESSION_TICKET, [] {});
    }
    if (!hello.alpn.empty())
    {
        out.Protocols(ALPN, {hello.alpn});
    }
    if (hello.hasMasterSecret)
    {
        out.Extension(EXTENDED_MASTER_SECRET, [] {});
    }
}

/// @brief Reads one extension. @param type, data it @param hello gets what it says @return whether
/// it is well formed
bool
ReadExtension(uint16_t type, std::string_view data, ServerHello& hello)
{
    Reader reader(data);
    switch (type)
    {
    case SUPPORTED_VERSIONS:
        hello.version = static_cast<Version>(reader.Number(2));
        break;
    case KEY_SHARE:
        hello.group = static_cast<Group>(reader.Number(2));
        break;
    case PRE_SHARED_KEY:
        hello.isResumed = true;
        break;
    case ALPN:
        return ReadProtocol(data, hello.alpn);
    case SERVER_NAME:
        hello.hasServerName = true;
        break;
    case SESSION_TICKET:
        hello.hasTicket = true;
        break;
    case EXTENDED_MASTER_SECRET:
        hello.hasMasterSecret = true;
        break;
    default:
        break;
    }
    return reader.IsGood();
}

} // namespace

std::pair<std::size_t, std::size_t>
GetKeyBytes(Group group)
{
    for (const GroupKeys& known : GROUPS)
    {
        if (known.group == group)
        {
            return known.bytes;
        }
    }
    return {0, 0};
}

std::size_t
GetHashBytes(Cipher cipher)
{
    return FindSuite(cipher).hashBytes;
}

uint16_t
GetSuite(Cipher cipher, Version version)
{
    return version == Version::Tls13 ? static_cast<uint16_t>(cipher) : FindSuite(cipher).number12;
}

std::string
WriteServerHello(const ServerHello& hello, uint64_t seed)
{
    Opaque opaque(seed);
    Writer out(160 + GetKeyBytes(hello.group).second);
    out.Message(static_cast<uint8_t>(MessageType::ServerHello), [&] {
        out.Number(static_cast<uint16_t>(Version::Tls12), 2);
        const std::string random = opaque.Bytes(32);
        out.Bytes(hello.isRetry ? RETRY : std::string_view(random));
        out.Vector(1, [&] { out.Bytes(hello.sessionId); });
        out.Number(GetSuite(hello.cipher, hello.version), 2);
        out.Number(0, 1);
        out.Vector(2, [&] {
            if (hello.version == Version::Tls13)
            {
                WriteExtensions13(hello, opaque, out);
            }
            else
            {
                WriteExtensions12(hello, out);
            }
        });
    });
    return out.Take();
}

std::optional<ServerHello>
ReadServerHello(std::string_view body)
{
    ServerHello hello;
    Reader reader(body);
    hello.version = static_cast<Version>(reader.Number(2));
    hello.isRetry = reader.Take(32) == RETRY;
    hello.sessionId = reader.Vector(1);
    const auto number = static_cast<uint16_t>(reader.Number(2));
    reader.Number(1);
    const bool isGood = reader.Extensions(
        [&](uint16_t type, std::string_view data) { return ReadExtension(type, data, hello); });
    const auto* const suite = std::find_if(SUITES.begin(), SUITES.end(), [&](const Suite& known) {
        return GetSuite(known.cipher, hello.version) == number;
    });
    const bool isKnown = suite != SUITES.end() &&
                         (hello.version == Version::Tls12 ||
                          (hello.version == Version::Tls13 && GetKeyBytes(hello.group).first > 0));
    if (!isKnown || !isGood || reader.HasMore())
    {
        return std::nullopt;
    }
    hello.cipher = suite->cipher;
    return hello;
}

} // namespace tls
} // namespace ns3
