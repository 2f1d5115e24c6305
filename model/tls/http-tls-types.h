/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_TYPES_H
#define HTTP_TLS_TYPES_H

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{
namespace tls
{

/// A moment or a length of time; moments count from any beginning that both ends share.
using TlsTime = std::chrono::nanoseconds;

/// @brief A version of TLS, by its number on the wire.
enum class Version : uint16_t
{
    Tls12 = 0x0303, //!< RFC 5246
    Tls13 = 0x0304, //!< RFC 8446
};

/// @brief Content types of records (RFC 8446, section 5.1).
enum class ContentType : uint8_t
{
    ChangeCipherSpec = 20, //!< of no meaning in TLS 1.3
    Alert = 21,            //!< alerts
    Handshake = 22,        //!< handshake messages
    ApplicationData = 23,  //!< what the application sends; in TLS 1.3 all that is protected
};

/// @brief Types of handshake messages (RFC 8446, section 4; RFC 5246, section 7.4; RFC 8879).
enum class MessageType : uint8_t
{
    ClientHello = 1,
    ServerHello = 2,
    NewSessionTicket = 4,
    EndOfEarlyData = 5,
    EncryptedExtensions = 8,
    Certificate = 11,
    ServerKeyExchange = 12,
    ServerHelloDone = 14,
    CertificateVerify = 15,
    ClientKeyExchange = 16,
    Finished = 20,
    CompressedCertificate = 25,
};

/// @brief Alerts that occur here (RFC 8446, section 6).
enum class Alert : uint8_t
{
    CloseNotify = 0,
    UnexpectedMessage = 10,
    HandshakeFailure = 40,
    DecodeError = 50,
    ProtocolVersion = 70,
    NoApplicationProtocol = 120,
};

/// @brief Cipher suites by what they cost on the wire.
enum class Cipher : uint16_t
{
    Aes128Gcm = 0x1301, //!< TLS_AES_128_GCM_SHA256, and 0xc02f in TLS 1.2
    Aes256Gcm = 0x1302, //!< TLS_AES_256_GCM_SHA384, and 0xc030
    ChaCha20 = 0x1303,  //!< TLS_CHACHA20_POLY1305_SHA256, and 0xcca8
};

/// @brief Groups for the exchange of keys (RFC 8446, section 4.2.7).
enum class Group : uint16_t
{
    Secp256r1 = 0x0017,      //!< 65 bytes each way
    X25519 = 0x001d,         //!< 32 bytes each way
    X25519MlKem768 = 0x11ec, //!< 1,216 bytes from the client, 1,120 from the server
};

/// @brief Which program's ClientHello is sent.
enum class ClientPreset : uint8_t
{
    OpenSsl,  //!< OpenSSL 3.0, as curl uses it: fixed order, padded to 512 bytes (RFC 7685)
    Chromium, //!< Chromium 156 (BoringSSL): GREASE, permuted extensions, X25519MLKEM768
};

/// @brief How long a record may become.
enum class RecordPolicy : uint8_t
{
    Full,  //!< as long as is allowed: 16,384 bytes of content (OpenSSL, nginx)
    Small, //!< the first megabyte of a connection, and after a second of silence, in records that
           //!< fit a segment; then as long as allowed
};

/// @brief What a client remembers of a session, to resume it (RFC 8446, section 4.6.1).
struct Session
{
    Version version = Version::Tls13;  //!< its version
    Cipher cipher = Cipher::Aes256Gcm; //!< its cipher suite
    std::string alpn;                  //!< its protocol, for early data
    std::string ticket;                //!< what the server gave
    uint32_t maxEarlyData = 0;         //!< bytes of early data that the server takes
    TlsTime received{0};               //!< when the ticket came
    TlsTime lifetime{0};               //!< how long it may be used
};

/// @brief What works for the handshakes of one program: one after the other on each core.
class Processor
{
  public:
    /// @brief Idle cores. @param cores how many, at least one
    explicit Processor(std::size_t cores)
        : m_busyUntil(cores)
    {
    }

    /// @brief Works on the core that is free first. @param now the present @param work how long
    /// @return when it is done
    TlsTime Take(TlsTime now, TlsTime work)
    {
        TlsTime& core = *std::min_element(m_busyUntil.begin(), m_busyUntil.end());
        core = std::max(core, now) + work;
        return core;
    }

  private:
    std::vector<TlsTime> m_busyUntil; //!< when each core is free
};

/// @brief What one end of a connection is to do.
struct Options
{
    bool isClient = false;               //!< which end
    uint64_t seed = 0;                   //!< of everything that looks random
    Version minVersion = Version::Tls12; //!< oldest version
    Version maxVersion = Version::Tls13; //!< newest version
    /// Suites that are allowed; a client's by preference, which decides. OpenSSL's hello has its
    /// own list where all three are.
    std::vector<Cipher> ciphers{Cipher::Aes256Gcm, Cipher::ChaCha20, Cipher::Aes128Gcm};
    std::vector<std::string> alpn;             //!< protocols by preference, such as h2
    RecordPolicy records = RecordPolicy::Full; //!< length of records
    uint32_t segmentBytes = 1400;              //!< content of a small record
    TlsTime work{0};                      //!< processor time that a full handshake takes this end
    TlsTime finishedWork{0};              //!< server: the same behind the client's Finished
    TlsTime resumedWork{0};               //!< the same where a session is resumed
    TlsTime closing{0};                   //!< server: until it closes behind a close_notify
    std::shared_ptr<Processor> processor; //!< who does the work; nullptr: nobody else waits for it

    ClientPreset preset = ClientPreset::OpenSsl; //!< client: whose hello
    std::string serverName;                      //!< client: SNI; empty: none. Server: the client's
    Session session;                             //!< client: to be resumed if it has a ticket
    bool sendsEarlyData = false;                 //!< client: with the session, where it allows it
    bool asksForTicket =
        false; //!< client: OpenSSL's hello has session_ticket, which curl's has not

    std::vector<uint32_t> certificates{778,
                                       775}; //!< server: bytes of each certificate of the chain
    uint32_t signatureBytes = 256;           //!< server: RSA-2048
    double compression = 1; //!< server: bytes of the chain left where both ends compress (RFC 8879)
    std::vector<Group> groups{Group::X25519MlKem768,
                              Group::X25519,
                              Group::Secp256r1}; //!< server:
                                                 //!< groups that it knows, by preference
    bool acknowledgesName = true;    //!< server: says that it used the SNI, as nginx does
    bool requiresFirstGroup = false; //!< server: a HelloRetryRequest asks for the first group that
                                     //!< the client knows, even if it sent a key of another one
    uint32_t tickets = 2;      //!< server: session tickets that it sends; in TLS 1.2 one at most
    uint32_t ticketBytes = 32; //!< server: bytes of a ticket, at least 32
    uint32_t maxEarlyData = 0; //!< server: bytes of early data that it takes
    TlsTime ticketLifetime = std::chrono::hours(2); //!< server: of a ticket
};

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_TYPES_H */
