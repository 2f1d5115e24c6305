/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_MESSAGES_H
#define HTTP_TLS_MESSAGES_H

#include "http-tls-bytes.h"
#include "http-tls-types.h"

#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace tls
{

/// @brief The name of a type of messages as the RFCs have it, such as "ClientHello". @param type it
/// @return its name, static storage; empty for what is none
const char* GetMessageName(MessageType type);

/// @brief Reads the protocol that a server has chosen (RFC 7301, section 3.1). @param data of the
/// extension @param name gets it @return false if it is malformed
bool ReadProtocol(std::string_view data, std::string& name);

/// @brief EncryptedExtensions (RFC 8446, section 4.3.1). @param alpn the protocol, or empty @param
/// hasServerName the name was used @param takesEarlyData whether @return the message
std::string WriteEncryptedExtensions(const std::string& alpn,
                                     bool hasServerName,
                                     bool takesEarlyData);

/// @brief What a client reads in EncryptedExtensions.
struct EncryptedExtensions
{
    std::string alpn;            //!< the protocol, or empty
    bool takesEarlyData = false; //!< the server takes it
};

/// @brief Reads EncryptedExtensions. @param body the message without its header @return what it
/// says, or nothing
std::optional<EncryptedExtensions> ReadEncryptedExtensions(std::string_view body);

/**
 * @brief Certificate (RFC 8446, section 4.4.2; RFC 5246, section 7.4.2), or CompressedCertificate
 * (RFC 8879, section 4).
 * @param options a server's
 * @param version the version
 * @param isCompressed whether both ends compress
 * @param opaque what certificates consist of
 * @return the message
 */
std::string WriteCertificate(const Options& options,
                             Version version,
                             bool isCompressed,
                             Opaque& opaque);

/// @brief CertificateVerify (RFC 8446, section 4.4.3). @param bytes of the signature @param opaque
/// it
/// @return the message
std::string WriteCertificateVerify(uint32_t bytes, Opaque& opaque);

/// @brief ServerKeyExchange with ECDHE on X25519 (RFC 8422, section 5.4). @param bytes of the
/// signature
/// @param opaque keys and signature @return the message
std::string WriteServerKeyExchange(uint32_t bytes, Opaque& opaque);

/// @brief ClientKeyExchange with X25519 (RFC 8422, section 5.7). @param opaque the key @return the
/// message
std::string WriteClientKeyExchange(Opaque& opaque);

/// @brief A message of bytes that mean nothing here. @param type its type @param bytes of its body
/// @param opaque them @return the message
std::string WriteOpaque(MessageType type, std::size_t bytes, Opaque& opaque);

/// @brief What a server writes into a ticket and reads in one.
struct Ticket
{
    Version version = Version::Tls13;  //!< the session's version
    Cipher cipher = Cipher::Aes256Gcm; //!< its suite
    uint32_t maxEarlyData = 0;         //!< as told with it
    TlsTime issued{0};                 //!< when it was given
    std::string alpn;                  //!< the session's protocol
};

/// @brief NewSessionTicket (RFC 8446, section 4.6.1; RFC 5077, section 3.3). @param ticket what it
/// holds
/// @param options a server's @param opaque its other bytes @return the message
std::string WriteTicket(const Ticket& ticket, const Options& options, Opaque& opaque);

/// @brief Reads NewSessionTicket. @param body the message without its header @param version the
/// connection's @return what a client remembers, its ticket, lifetime and early data; or nothing
std::optional<Session> ReadTicket(std::string_view body, Version version);

/// @brief Reads what a server wrote into a ticket. @param text it @return it, or nothing if it is
/// not ours
std::optional<Ticket> OpenTicket(std::string_view text);

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_MESSAGES_H */
