/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_CERTIFICATE_H
#define HTTP_TLS_CERTIFICATE_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ns3
{
namespace tls
{

/**
 * @brief A certificate of a given length that analysers decode (RFC 5280, section 4.1): version,
 * serial number, names, validity, a key and a signature of their algorithm's length. Keys and
 * signatures look random; what is left is filled by an extension.
 *
 * The same arguments give the same bytes.
 * @param bytes its length; what is too short for a certificate (some 400 bytes) looks random
 * @param subject the name that it is for; of a leaf also its subjectAltName
 * @param isLeaf whether it is the server's own, not an issuer's
 * @param signatureBytes of a signature: which algorithms there are follows from it, as far as they
 * fit: ML-DSA-44 from 1000 on, RSA from 100 on, else ECDSA on P-256
 * @return the certificate in DER
 */
std::string MakeCertificate(uint32_t bytes,
                            std::string_view subject,
                            bool isLeaf,
                            uint32_t signatureBytes);

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_CERTIFICATE_H */
