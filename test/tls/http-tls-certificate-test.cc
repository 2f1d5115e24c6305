/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Certificates of given lengths; tshark decodes them in test/outside/http2.sh.

#include "ns3/http-tls-bytes.h"
#include "ns3/http-tls-certificate.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace ns3::tls;

namespace
{

/// @brief Splits what stands in a value of ASN.1 (X.690, section 8.1). @param text values one
/// behind the other @return their contents; nothing if a length is wrong
std::vector<std::string_view>
Split(std::string_view text)
{
    std::vector<std::string_view> values;
    Reader reader(text);
    while (reader.HasMore())
    {
        reader.Number(1);
        const uint64_t first = reader.Number(1);
        const uint64_t length = first < 0x80 ? first : reader.Number(first & 0x7f);
        values.push_back(reader.Take(length));
    }
    return reader.IsGood() ? values : std::vector<std::string_view>();
}

} // namespace

BOOST_AUTO_TEST_SUITE(TlsCertificate)

// Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue } (RFC 5280, 4.1)
BOOST_AUTO_TEST_CASE(EveryLength)
{
    for (const uint32_t signature : {72U, 256U, 512U, 2420U})
    {
        for (uint32_t bytes = 450; bytes < 6000; bytes += bytes < 2000 ? 1 : 97)
        {
            for (const bool isLeaf : {true, false})
            {
                const std::string text =
                    MakeCertificate(bytes, "www.example.org", isLeaf, signature);
                const auto outer = Split(text);
                BOOST_TEST_REQUIRE(text.size() == bytes);
                BOOST_TEST_REQUIRE(outer.size() == 1U);
                const auto parts = Split(outer[0]);
                BOOST_TEST_REQUIRE(parts.size() == 3U);
                // version, serialNumber, signature, issuer, validity, subject, key, extensions
                const auto fields = Split(parts[0]);
                BOOST_TEST_REQUIRE(fields.size() == 8U);
                const bool hasName = fields[5].find("www.example.org") != std::string_view::npos;
                BOOST_TEST_REQUIRE(hasName == isLeaf);
                BOOST_TEST_REQUIRE(
                    (text == MakeCertificate(bytes, "www.example.org", isLeaf, signature)));
            }
        }
    }
}

// What cannot be a certificate has the length all the same.
BOOST_AUTO_TEST_CASE(TooShort)
{
    for (const uint32_t bytes : {1U, 50U, 200U})
    {
        BOOST_TEST(MakeCertificate(bytes, "www.example.org", true, 256).size() == bytes);
    }
}

BOOST_AUTO_TEST_SUITE_END()
