/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-client-presets.h"

#include "http-tls-extensions.h"

namespace ns3
{
namespace tls
{

namespace
{

/// What OpenSSL 3.0 sends for curl, read off a capture.
const HelloPreset OPENSSL{
    false,
    false,
    {0x1302, 0x1303, 0x1301},
    {0xc02c, 0xc030, 0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b, 0xc02f, 0x009e,
     0xc024, 0xc028, 0x006b, 0xc023, 0xc027, 0x0067, 0xc00a, 0xc014, 0x0039,
     0xc009, 0xc013, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f},
    {0x00ff},
    {0x001d, 0x0017, 0x001e, 0x0019, 0x0018, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104},
    {0x001d, 0x0017, 0x001e, 0x0019, 0x0018},
    {0x001d},
    {0x0403,
     0x0503,
     0x0603,
     0x0807,
     0x0808,
     0x0809,
     0x080a,
     0x080b,
     0x0804,
     0x0805,
     0x0806,
     0x0401,
     0x0501,
     0x0601},
    {0x0303, 0x0301, 0x0302, 0x0402, 0x0502, 0x0602},
    {"\x00\x01\x02", 3},
    {SERVER_NAME,
     EC_POINT_FORMATS,
     SUPPORTED_GROUPS,
     SESSION_TICKET,
     ALPN,
     ENCRYPT_THEN_MAC,
     EXTENDED_MASTER_SECRET,
     POST_HANDSHAKE_AUTH,
     SIGNATURE_ALGORITHMS,
     SUPPORTED_VERSIONS,
     PSK_KEY_EXCHANGE_MODES,
     KEY_SHARE}};

/// What Chromium 156 sends, read off a capture.
const HelloPreset CHROMIUM{
    true,
    true,
    {0x1301, 0x1302, 0x1303},
    {0xc02b,
     0xc02f,
     0xc02c,
     0xc030,
     0xcca9,
     0xcca8,
     0xc013,
     0xc014,
     0x009c,
     0x009d,
     0x002f,
     0x0035},
    {},
    {0x11ec, 0x001d, 0x0017, 0x0018},
    {0x001d, 0x0017, 0x0018},
    {0x11ec, 0x001d},
    {0x0904, 0x0905, 0x0906, 0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601},
    {},
    {"\x00", 1},
    {SERVER_NAME,
     EXTENDED_MASTER_SECRET,
     RENEGOTIATION_INFO,
     SUPPORTED_GROUPS,
     EC_POINT_FORMATS,
     SESSION_TICKET,
     ALPN,
     STATUS_REQUEST,
     SIGNATURE_ALGORITHMS,
     SIGNED_CERTIFICATE_TIMESTAMP,
     KEY_SHARE,
     PSK_KEY_EXCHANGE_MODES,
     SUPPORTED_VERSIONS,
     COMPRESS_CERTIFICATE,
     APPLICATION_SETTINGS,
     TRUST_ANCHORS,
     ENCRYPTED_CLIENT_HELLO}};

} // namespace

const HelloPreset&
GetHelloPreset(ClientPreset preset)
{
    return preset == ClientPreset::Chromium ? CHROMIUM : OPENSSL;
}

} // namespace tls
} // namespace ns3
