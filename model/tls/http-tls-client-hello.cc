/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-bytes.h"
#include "http-tls-client-presets.h"
#include "http-tls-extensions.h"
#include "http-tls-hello.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace tls
{

namespace
{

/// Extensions that a hello has only where TLS 1.3 is allowed.
constexpr std::array<uint16_t, 5> ONLY_13{POST_HANDSHAKE_AUTH,
                                          SUPPORTED_VERSIONS,
                                          PSK_KEY_EXCHANGE_MODES,
                                          KEY_SHARE,
                                          COMPRESS_CERTIFICATE};

/// Bytes of the extension of trust anchors in the capture.
constexpr std::size_t TRUST_ANCHOR_BYTES = 186;

/// @brief Writes one ClientHello.
class HelloWriter
{
  public:
    /// @brief Ready to write. @param options, share, sessionId as WriteClientHello()
    HelloWriter(const Options& options, std::optional<Group> share, std::string_view sessionId)
        : m_options(options),
          m_hello(GetHelloPreset(options.preset)),
          m_share(share),
          m_sessionId(sessionId),
          m_is13(options.maxVersion == Version::Tls13),
          m_opaque(options.seed)
    {
        for (uint16_t& grease : m_grease)
        {
            grease = static_cast<uint16_t>(0x0a0a + 0x1010 * (m_opaque.Next() % 16));
        }
        // No extension may be there twice.
        if (m_grease[3] == m_grease[2])
        {
            m_grease[3] = static_cast<uint16_t>(m_grease[3] ^ 0x1010);
        }
    }

    /// @brief Writes it. @return the handshake message
    std::string Write()
    {
        m_out.Message(static_cast<uint8_t>(MessageType::ClientHello), [this] {
            m_out.Number(static_cast<uint16_t>(Version::Tls12), 2);
            m_out.Fill(m_opaque, 32);
            m_out.Vector(1, [this] { m_out.Bytes(m_sessionId); });
            m_out.Vector(2, [this] { WriteSuites(); });
            m_out.Vector(1, [this] { m_out.Number(0, 1); });
            m_out.Vector(2, [this] { WriteExtensions(); });
        });
        return m_out.Take();
    }

  private:
    /// @brief Writes numbers of two bytes. @param numbers them
    void WriteNumbers(const std::vector<uint16_t>& numbers)
    {
        for (const uint16_t number : numbers)
        {
            m_out.Number(number, 2);
        }
    }

    /// @brief Writes the cipher suites.
    void WriteSuites()
    {
        WriteGrease(0);
        // OpenSSL is configured with versions and suites, Chromium offers what it has.
        const bool isFixed = m_options.preset == ClientPreset::Chromium;
        const bool isChosen = !isFixed && m_options.ciphers.size() < Options().ciphers.size();
        if (m_is13)
        {
            isChosen ? WriteChosen(Version::Tls13) : WriteNumbers(m_hello.suites13);
        }
        if (isFixed || m_options.minVersion == Version::Tls12)
        {
            isChosen ? WriteChosen(Version::Tls12) : WriteNumbers(m_hello.suites12);
        }
        WriteNumbers(m_hello.lastSuites);
    }

    /// @brief Writes the suites that were asked for. @param version of them
    void WriteChosen(Version version)
    {
        for (const Cipher cipher : m_options.ciphers)
        {
            m_out.Number(GetSuite(cipher, version), 2);
        }
    }

    /// @brief Writes all extensions.
    void WriteExtensions()
    {
        std::vector<uint16_t> order = m_hello.extensions;
        if (m_hello.isPermuted)
        {
            for (std::size_t i = order.size(); i > 1; --i)
            {
                std::swap(order[i - 1], order[m_opaque.Next() % i]);
            }
            order.insert(order.begin(), GREASE_FIRST);
            order.push_back(GREASE_LAST);
        }
        for (const uint16_t type : order)
        {
            WriteExtension(type);
        }
        const bool hasTicket = !m_options.session.ticket.empty() && m_is13 &&
                               m_options.session.version == Version::Tls13;
        if (hasTicket && m_options.sendsEarlyData)
        {
            m_out.Extension(EARLY_DATA, [] {});
        }
        WritePadding(hasTicket ? GetPreSharedKeyBytes() : 0);
        if (hasTicket)
        {
            WritePreSharedKey();
        }
    }

    /// @brief OpenSSL leaves no hello of 256 to 511 bytes (RFC 7685). @param behind bytes of what
    /// follows
    void WritePadding(std::size_t behind)
    {
        // m_out began with the message's header.
        const std::size_t size = m_out.GetSize() + behind;
        if (m_options.preset == ClientPreset::OpenSsl && size > 255 && size < 512)
        {
            const std::size_t missing = 512 - size;
            m_out.Extension(PADDING, [this, missing] {
                m_out.Bytes(std::string(missing > 4 ? missing - 4 : 0, '\0'));
            });
        }
    }

    /// @brief Bytes of pre_shared_key. @return the number
    std::size_t GetPreSharedKeyBytes() const
    {
        return 4 + 2 + 2 + m_options.session.ticket.size() + 4 + 2 + 1 +
               GetHashBytes(m_options.session.cipher);
    }

    /// @brief Writes pre_shared_key, which stands last (RFC 8446, section 4.2.11).
    void WritePreSharedKey()
    {
        const Session& session = m_options.session;
        m_out.Extension(PRE_SHARED_KEY, [this, &session] {
            m_out.Vector(2, [this, &session] {
                m_out.Vector(2, [this, &session] { m_out.Bytes(session.ticket); });
                m_out.Number(m_opaque.Next(), 4);
            });
            m_out.Vector(2, [this, &session] {
                m_out.Vector(1, [this, &session] {
                    m_out.Fill(m_opaque, GetHashBytes(session.cipher));
                });
            });
        });
    }

    /// @brief Writes one extension, if this hello has it. @param type which
    void WriteExtension(uint16_t type)
    {
        if (!m_is13 && std::find(ONLY_13.begin(), ONLY_13.end(), type) != ONLY_13.end())
        {
            return;
        }
        switch (type)
        {
        case GREASE_FIRST:
            m_out.Extension(m_grease[2], [] {});
            break;
        case GREASE_LAST:
            m_out.Extension(m_grease[3], [this] { m_out.Number(0, 1); });
            break;
        case SERVER_NAME:
            WriteServerName();
            break;
        case ALPN:
            WriteProtocols(type, m_options.alpn);
            break;
        case APPLICATION_SETTINGS:
            if (std::count(m_options.alpn.begin(), m_options.alpn.end(), "h2") > 0)
            {
                WriteProtocols(type, {"h2"});
            }
            break;
        case SESSION_TICKET:
            WriteTicket();
            break;
        case KEY_SHARE:
            m_out.Extension(type, [this] { m_out.Vector(2, [this] { WriteShares(); }); });
            break;
        default:
            WriteFixedExtension(type);
        }
    }

    /// @brief Writes an extension that has the same form in each hello. @param type which
    void WriteFixedExtension(uint16_t type)
    {
        const auto numbers = [this, type](std::size_t lengthBytes, auto fill) {
            m_out.Extension(type, [this, lengthBytes, fill] { m_out.Vector(lengthBytes, fill); });
        };
        switch (type)
        {
        case SUPPORTED_GROUPS:
            numbers(2, [this] {
                WriteGrease(1);
                WriteNumbers(m_is13 ? m_hello.groups13 : m_hello.groups12);
            });
            break;
        case SIGNATURE_ALGORITHMS:
            numbers(2, [this] {
                WriteGrease(4);
                WriteNumbers(m_hello.signatures13);
                if (!m_is13 || m_options.minVersion == Version::Tls12)
                {
                    WriteNumbers(m_hello.signatures12);
                }
            });
            break;
        case SUPPORTED_VERSIONS:
            numbers(1, [this] {
                WriteGrease(1);
                m_out.Number(static_cast<uint16_t>(Version::Tls13), 2);
                if (m_options.minVersion == Version::Tls12)
                {
                    m_out.Number(static_cast<uint16_t>(Version::Tls12), 2);
                }
            });
            break;
        case EC_POINT_FORMATS:
            numbers(1, [this] { m_out.Bytes(m_hello.pointFormats); });
            break;
        case COMPRESS_CERTIFICATE:
            // brotli
            numbers(1, [this] { m_out.Number(2, 2); });
            break;
        case PSK_KEY_EXCHANGE_MODES:
            // psk_dhe_ke
            numbers(1, [this] { m_out.Number(1, 1); });
            break;
        case RENEGOTIATION_INFO:
            m_out.Extension(type, [this] { m_out.Number(0, 1); });
            break;
        case STATUS_REQUEST:
            // OCSP, with two empty lists
            m_out.Extension(type, [this] { m_out.Number(uint64_t{1} << 32, 5); });
            break;
        case TRUST_ANCHORS:
            m_out.Extension(type, [this] { m_out.Fill(m_opaque, TRUST_ANCHOR_BYTES); });
            break;
        case ENCRYPTED_CLIENT_HELLO:
            WriteGreaseEch();
            break;
        default:
            m_out.Extension(type, [] {});
        }
    }

    /// @brief A value that must be ignored. @param which of the hello's
    void WriteGrease(std::size_t which)
    {
        if (m_hello.hasGrease)
        {
            m_out.Number(m_grease[which], 2);
        }
    }

    /// @brief Writes SNI (RFC 6066, section 3), which names hosts only.
    void WriteServerName()
    {
        if (m_options.serverName.empty())
        {
            return;
        }
        m_out.Extension(SERVER_NAME, [this] {
            m_out.Vector(2, [this] {
                m_out.Number(0, 1);
                m_out.Vector(2, [this] { m_out.Bytes(m_options.serverName); });
            });
        });
    }

    /// @brief Writes session_ticket (RFC 5077), which asks for a ticket of TLS 1.2 or brings one
    /// back.
    void WriteTicket()
    {
        const bool isBack = m_options.session.version == Version::Tls12;
        if (m_options.asksForTicket || m_options.preset == ClientPreset::Chromium)
        {
            m_out.Extension(SESSION_TICKET,
                            [&] { m_out.Bytes(isBack ? m_options.session.ticket : ""); });
        }
    }

    /// @brief Writes a list of protocols (RFC 7301). @param type the extension @param names them
    void WriteProtocols(uint16_t type, const std::vector<std::string>& names)
    {
        if (!names.empty())
        {
            m_out.Protocols(type, names);
        }
    }

    /// @brief Writes the client's keys.
    void WriteShares()
    {
        std::vector<uint16_t> groups = m_hello.shares;
        if (m_share)
        {
            groups = {static_cast<uint16_t>(*m_share)};
        }
        else if (m_hello.hasGrease)
        {
            m_out.Number(m_grease[1], 2);
            m_out.Vector(2, [this] { m_out.Number(0, 1); });
        }
        for (const uint16_t group : groups)
        {
            m_out.Number(group, 2);
            m_out.Vector(2, [this, group] {
                m_out.Fill(m_opaque, GetKeyBytes(static_cast<Group>(group)).first);
            });
        }
    }

    /// @brief Chromium's Encrypted Client Hello where the server has no key for one (RFC 9849,
    /// section 6.2): of one of four lengths.
    void WriteGreaseEch()
    {
        m_out.Extension(ENCRYPTED_CLIENT_HELLO, [this] {
            m_out.Number(0, 1);
            m_out.Number(1, 2);
            m_out.Number(1, 2);
            m_out.Number(m_opaque.Next(), 1);
            m_out.Vector(2, [this] { m_out.Fill(m_opaque, 32); });
            m_out.Vector(2, [this] { m_out.Fill(m_opaque, 144 + 32 * (m_opaque.Next() % 4)); });
        });
    }

    const Options& m_options;           //!< the client's
    const HelloPreset& m_hello;         //!< what it consists of
    std::optional<Group> m_share;       //!< the group that a HelloRetryRequest asked for
    std::string_view m_sessionId;       //!< legacy_session_id
    bool m_is13;                        //!< TLS 1.3 is allowed
    Opaque m_opaque;                    //!< random numbers
    std::array<uint16_t, 5> m_grease{}; //!< suite, group, extensions, signature
    Writer m_out{640};                  //!< the message
};

/// @brief Reads one extension. @param type, data it @param hello gets what it says @return whether
/// it is well formed
bool
ReadExtension(uint16_t type, std::string_view data, ClientHello& hello)
{
    Reader reader(data);
    switch (type)
    {
    case SERVER_NAME: {
        Reader names(reader.Vector(2));
        names.Number(1);
        hello.serverName = names.Vector(2);
        return reader.IsGood() && names.IsGood();
    }
    case ALPN:
        for (Reader names(reader.Vector(2)); names.HasMore();)
        {
            hello.alpn.emplace_back(names.Vector(1));
        }
        break;
    case SUPPORTED_GROUPS:
        hello.groups = NumberList(reader.Vector(2));
        break;
    case SUPPORTED_VERSIONS:
        hello.versions = NumberList(reader.Vector(1));
        break;
    case COMPRESS_CERTIFICATE:
        hello.compression = NumberList(reader.Vector(1));
        break;
    case KEY_SHARE: {
        Reader shares(reader.Vector(2));
        while (shares.HasMore())
        {
            hello.shares.push_back(static_cast<uint16_t>(shares.Number(2)));
            shares.Vector(2);
        }
        return reader.IsGood() && shares.IsGood();
    }
    case PRE_SHARED_KEY: {
        Reader identities(reader.Vector(2));
        hello.ticket = identities.Vector(2);
        return reader.IsGood() && identities.IsGood();
    }
    case SESSION_TICKET:
        hello.hasTicketExtension = true;
        hello.ticket = hello.ticket.empty() ? data : hello.ticket;
        break;
    case EARLY_DATA:
        hello.hasEarlyData = true;
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

std::string
WriteClientHello(const Options& options, std::optional<Group> share, std::string_view sessionId)
{
    return HelloWriter(options, share, sessionId).Write();
}

std::optional<ClientHello>
ReadClientHello(std::string_view body)
{
    ClientHello hello;
    Reader reader(body);
    hello.versions = NumberList(reader.Take(2));
    reader.Take(32);
    hello.sessionId = reader.Vector(1);
    hello.suites = NumberList(reader.Vector(2));
    reader.Vector(1);
    const bool isGood = reader.Extensions(
        [&](uint16_t type, std::string_view data) { return ReadExtension(type, data, hello); });
    return isGood && !reader.HasMore() ? std::optional<ClientHello>(std::move(hello))
                                       : std::nullopt;
}

} // namespace tls
} // namespace ns3
