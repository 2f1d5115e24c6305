/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_EXTENSIONS_H
#define HTTP_TLS_EXTENSIONS_H

#include <cstdint>

namespace ns3
{
namespace tls
{

/// Numbers of extensions (IANA, "TLS ExtensionType Values").
enum ExtensionType : uint16_t
{
    SERVER_NAME = 0,
    STATUS_REQUEST = 5,
    SUPPORTED_GROUPS = 10,
    EC_POINT_FORMATS = 11,
    SIGNATURE_ALGORITHMS = 13,
    ALPN = 16,
    SIGNED_CERTIFICATE_TIMESTAMP = 18,
    PADDING = 21,
    ENCRYPT_THEN_MAC = 22,
    EXTENDED_MASTER_SECRET = 23,
    COMPRESS_CERTIFICATE = 27,
    SESSION_TICKET = 35,
    PRE_SHARED_KEY = 41,
    EARLY_DATA = 42,
    SUPPORTED_VERSIONS = 43,
    PSK_KEY_EXCHANGE_MODES = 45,
    POST_HANDSHAKE_AUTH = 49,
    KEY_SHARE = 51,
    APPLICATION_SETTINGS = 17613,
    TRUST_ANCHORS = 51764,
    ENCRYPTED_CLIENT_HELLO = 65037,
    RENEGOTIATION_INFO = 65281,
};

/// The algorithm that compresses certificates: brotli (RFC 8879, section 3).
constexpr uint16_t BROTLI = 2;

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_EXTENSIONS_H */
