/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-certificate.h"

#include "http-tls-bytes.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace tls
{

namespace
{

/// Tags of ASN.1 (X.690).
enum Tag : uint8_t
{
    INTEGER = 0x02,
    BIT_STRING = 0x03,
    OCTET_STRING = 0x04,
    NULL_VALUE = 0x05,
    OBJECT = 0x06,
    UTF8 = 0x0c,
    UTC_TIME = 0x17,
    SEQUENCE = 0x30,
    SET = 0x31,
    DNS_NAME = 0x82,   //!< [2] of GeneralName
    VERSION = 0xa0,    //!< [0] of TBSCertificate
    EXTENSIONS = 0xa3, //!< [3] of TBSCertificate
};

/// Object identifiers, as their contents.
constexpr std::string_view COMMON_NAME("\x55\x04\x03", 3);                        // 2.5.4.3
constexpr std::string_view ALT_NAME("\x55\x1d\x11", 3);                           // 2.5.29.17
constexpr std::string_view RSA("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", 9);        // rsaEncryption
constexpr std::string_view RSA_SHA256("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", 9); // with SHA-256
constexpr std::string_view EC("\x2a\x86\x48\xce\x3d\x02\x01", 7);                 // id-ecPublicKey
constexpr std::string_view P256("\x2a\x86\x48\xce\x3d\x03\x01\x07", 8);           // prime256v1
constexpr std::string_view EC_SHA256("\x2a\x86\x48\xce\x3d\x04\x03\x02", 8);      // with SHA-256
constexpr std::string_view ML_DSA("\x60\x86\x48\x01\x65\x03\x04\x03\x11", 9);     // ML-DSA-44
/// 1.3.6.1.4.1.99999.1: an extension of nobody's, which has the rest of the length
constexpr std::string_view REST("\x2b\x06\x01\x04\x01\x86\x8d\x1f\x01", 9);

/// Bytes of serial numbers: most that RFC 5280 allows, and what is common.
constexpr std::size_t SERIAL_MOST = 20;
constexpr std::size_t SERIAL_LEAST = 8;

/// @brief A value with its tag and length (X.690, section 8.1). @param tag, content both @return it
std::string
Der(Tag tag, std::string_view content)
{
    Writer out;
    out.Number(tag, 1);
    const std::size_t size = content.size();
    const std::size_t lengthBytes = size < 0x80 ? 0 : size < 0x100 ? 1 : size < 0x10000 ? 2 : 3;
    if (lengthBytes > 0)
    {
        out.Number(0x80 | lengthBytes, 1);
    }
    out.Number(size, lengthBytes > 0 ? lengthBytes : 1);
    out.Bytes(content);
    return out.Take();
}

/// @brief A bit string of whole bytes. @param content them @return it
std::string
DerBits(const std::string& content)
{
    return Der(BIT_STRING, std::string(1, '\0') + content);
}

/// @brief A positive number that looks random. @param bytes of it @param opaque it @return it
std::string
DerNumber(std::size_t bytes, Opaque& opaque)
{
    std::string number = opaque.Bytes(bytes);
    number.front() = static_cast<char>((number.front() & 0x3f) | 0x40);
    return Der(INTEGER, number);
}

/// @brief A name of one part (RFC 5280, section 4.1.2.4). @param text its common name @return it
std::string
DerName(std::string_view text)
{
    return Der(SEQUENCE, Der(SET, Der(SEQUENCE, Der(OBJECT, COMMON_NAME) + Der(UTF8, text))));
}

/// What keys and signatures are like.
struct Algorithm
{
    uint32_t signatureFrom;                                     //!< least bytes of a signature
    std::string (*makeKey)(uint32_t signature, Opaque& opaque); //!< SubjectPublicKeyInfo
    std::string signer;                                         //!< of the signature
};

/// @brief An RSA key (RFC 8017, appendix A.1.1). @param signature its bytes @param opaque it
/// @return SubjectPublicKeyInfo
std::string
MakeRsaKey(uint32_t signature, Opaque& opaque)
{
    // Its highest bit is set, so that a zero byte stands before it.
    std::string modulus = opaque.Bytes(signature);
    modulus.front() = static_cast<char>(modulus.front() | 0x80);
    const std::string key = Der(SEQUENCE,
                                Der(INTEGER, std::string(1, '\0') + modulus) +
                                    Der(INTEGER, std::string_view("\x01\x00\x01", 3)));
    return Der(SEQUENCE, Der(SEQUENCE, Der(OBJECT, RSA) + Der(NULL_VALUE, "")) + DerBits(key));
}

/// @brief A key on P-256 (RFC 5480, section 2.2). @param opaque it @return SubjectPublicKeyInfo
std::string
MakeEcKey(uint32_t /* signature */, Opaque& opaque)
{
    return Der(SEQUENCE,
               Der(SEQUENCE, Der(OBJECT, EC) + Der(OBJECT, P256)) +
                   DerBits("\x04" + opaque.Bytes(64)));
}

/// @brief A key of ML-DSA-44 (FIPS 204). @param opaque it @return SubjectPublicKeyInfo
std::string
MakeMlDsaKey(uint32_t /* signature */, Opaque& opaque)
{
    return Der(SEQUENCE, Der(SEQUENCE, Der(OBJECT, ML_DSA)) + DerBits(opaque.Bytes(1312)));
}

/// @brief The algorithms, longest signatures first. @return them
const std::array<Algorithm, 3>&
GetAlgorithms()
{
    static const std::array<Algorithm, 3> ALGORITHMS{{
        {1000, MakeMlDsaKey, Der(SEQUENCE, Der(OBJECT, ML_DSA))},
        {100, MakeRsaKey, Der(SEQUENCE, Der(OBJECT, RSA_SHA256) + Der(NULL_VALUE, ""))},
        {0, MakeEcKey, Der(SEQUENCE, Der(OBJECT, EC_SHA256))},
    }};
    return ALGORITHMS;
}

/// @brief A signature. @param algorithm, bytes of which kind and length @param opaque it @return it
std::string
MakeSignature(const Algorithm& algorithm, uint32_t bytes, Opaque& opaque)
{
    // Of ECDSA two numbers (RFC 3279, section 2.2.3)
    return DerBits(algorithm.signatureFrom > 0
                       ? opaque.Bytes(bytes)
                       : Der(SEQUENCE, DerNumber(32, opaque) + DerNumber(32, opaque)));
}

/// @brief A certificate. @param subject, isLeaf as MakeCertificate() @param algorithm, signature
/// of its key and issuer @param serial bytes of its number @param rest bytes of the extension that
/// fills it @return it
std::string
Assemble(std::string_view subject,
         bool isLeaf,
         const Algorithm& algorithm,
         uint32_t signature,
         std::size_t serial,
         std::size_t rest)
{
    constexpr std::string_view ISSUER = "Simulated authority";
    // The same for every connection of a server
    uint64_t seed = rest;
    for (const char c : subject)
    {
        seed = Opaque(seed ^ static_cast<uint8_t>(c)).Next();
    }
    Opaque opaque(seed);
    std::string extensions;
    if (isLeaf)
    {
        extensions +=
            Der(SEQUENCE,
                Der(OBJECT, ALT_NAME) + Der(OCTET_STRING, Der(SEQUENCE, Der(DNS_NAME, subject))));
    }
    extensions += Der(SEQUENCE, Der(OBJECT, REST) + Der(OCTET_STRING, opaque.Bytes(rest)));
    const std::string text =
        Der(SEQUENCE,
            Der(VERSION, Der(INTEGER, "\x02")) + DerNumber(serial, opaque) + algorithm.signer +
                DerName(ISSUER) +
                Der(SEQUENCE, Der(UTC_TIME, "700101000000Z") + Der(UTC_TIME, "491231235959Z")) +
                DerName(isLeaf ? subject : ISSUER) + algorithm.makeKey(signature, opaque) +
                Der(EXTENSIONS, Der(SEQUENCE, extensions)));
    return Der(SEQUENCE, text + algorithm.signer + MakeSignature(algorithm, signature, opaque));
}

} // namespace

std::string
MakeCertificate(uint32_t bytes, std::string_view subject, bool isLeaf, uint32_t signatureBytes)
{
    const std::string_view name = subject.empty() ? "server" : subject;
    for (const Algorithm& algorithm : GetAlgorithms())
    {
        if (signatureBytes < algorithm.signatureFrom)
        {
            continue;
        }
        const std::size_t least =
            Assemble(name, isLeaf, algorithm, signatureBytes, SERIAL_LEAST, 0).size();
        // Where a length takes a byte more, some sizes are skipped: the serial number makes up.
        for (std::size_t serial = SERIAL_LEAST; least <= bytes && serial <= SERIAL_MOST; ++serial)
        {
            std::size_t rest = bytes - least;
            std::string made = Assemble(name, isLeaf, algorithm, signatureBytes, serial, rest);
            if (made.size() > bytes)
            {
                rest -= std::min(rest, made.size() - bytes);
                made = Assemble(name, isLeaf, algorithm, signatureBytes, serial, rest);
            }
            const std::size_t lacking = bytes - std::min<std::size_t>(bytes, made.size());
            if (lacking > 0 && serial + lacking <= SERIAL_MOST)
            {
                made = Assemble(name, isLeaf, algorithm, signatureBytes, serial + lacking, rest);
            }
            if (made.size() == bytes)
            {
                return made;
            }
        }
    }
    return Opaque(bytes).Bytes(bytes);
}

} // namespace tls
} // namespace ns3
