/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Lengths of flights against those of real hosts, read off captures: curl 7.88.1 with
/// OpenSSL 3.0.19, and Chromium 156, from nginx 1.22.1 with a chain of 691 and 777 bytes, RSA-2048,
/// SNI "server.test".

#include "http-tls-pair.h"

#include <boost/test/unit_test.hpp>
#include <limits>
#include <string>

using namespace ns3::tls;

namespace
{

using Protocols = std::vector<std::string>;

/// @brief A client as in the captures. @param alpn its protocols @param newest the only version
/// @return it
Options
MakeClient(const Protocols& alpn, Version newest = Version::Tls13)
{
    Options options;
    options.isClient = true;
    options.seed = 1;
    options.alpn = alpn;
    options.serverName = "server.test";
    // curl --tlsv1.3, --tls-max 1.2
    options.minVersion = newest;
    options.maxVersion = newest;
    return options;
}

/// @brief A server as in the captures. @param alpn its protocols @return it
Options
MakeServer(const Protocols& alpn)
{
    Options options;
    options.seed = 2;
    options.alpn = alpn;
    options.certificates = {691, 777};
    return options;
}

} // namespace

BOOST_AUTO_TEST_SUITE(TlsConnection)

BOOST_AUTO_TEST_CASE(FlightsOfRealHosts)
{
    const struct
    {
        const char* what;
        Protocols client;
        Protocols server;
        Version newest;
        Cipher cipher;
        const char* writes;
    } cases[] = {
        {"TLS 1.3, HTTP/1.1",
         {"http/1.1"},
         {"http/1.1"},
         Version::Tls13,
         Cipher::Aes256Gcm,
         ">260 <127+6+47+1508+286+74 >6+74 <79 <79"},
        {"TLS 1.3, HTTP/2",
         {"h2", "http/1.1"},
         {"h2", "http/1.1"},
         Version::Tls13,
         Cipher::Aes256Gcm,
         ">517 <127+6+41+1508+286+74 >6+74 <79 <79"},
        {"TLS 1.2, HTTP/1.1",
         {"http/1.1"},
         {"http/1.1"},
         Version::Tls12,
         Cipher::Aes256Gcm,
         ">219 <117+1486+305+9 >42+6+45 <6+45"},
        {"TLS 1.2, HTTP/2",
         {"h2", "http/1.1"},
         {"h2", "http/1.1"},
         Version::Tls12,
         Cipher::Aes256Gcm,
         ">222 <111+1486+305+9 >42+6+45 <6+45"},
    };

    for (const auto& c : cases)
    {
        Pair pair(MakeClient(c.client, c.newest), MakeServer(c.server));
        pair.Run();
        BOOST_TEST(pair.GetWrites() == c.writes, c.what << ": " << pair.GetWrites());
        BOOST_TEST(pair.server.GetAlpn() == c.server.front());
        BOOST_TEST(pair.client.GetAlpn() == c.server.front());
        BOOST_TEST(pair.client.IsEstablished());
        BOOST_TEST(pair.server.IsEstablished());
        BOOST_TEST((pair.client.GetVersion() == c.newest));
    }
}

BOOST_AUTO_TEST_CASE(Chromium)
{
    // Its hello had 1914 or 1978 bytes, as ECH's GREASE falls.
    Options client = MakeClient({"h2", "http/1.1"});
    client.minVersion = Version::Tls12;
    client.preset = ClientPreset::Chromium;
    Options server = MakeServer({"h2"});
    server.groups = {Group::X25519};
    for (uint64_t seed = 0; seed < 20; ++seed)
    {
        client.seed = seed;
        Pair pair(client, server);
        pair.Run();
        const std::string writes = pair.GetWrites();
        const std::string hello = writes.substr(1, writes.find(' ') - 1);
        const int length = std::stoi(hello) - 5;
        BOOST_TEST((length - 1914) % 32 == 0);
        BOOST_TEST((length >= 1914 && length <= 1914 + 96), length);
        BOOST_TEST(writes.substr(writes.find(' ') + 1) == "<127+6+41+1508+286+58 >6+58 <79 <79");
    }
    server.groups = {Group::X25519MlKem768, Group::X25519};
    Pair pair(client, server);
    pair.Run();
    // The key has 1120 bytes in the place of 32.
    BOOST_TEST(pair.GetWrites().find(" <1215+6+") != std::string::npos, pair.GetWrites());
}

BOOST_AUTO_TEST_CASE(ContentAndClose)
{
    const struct
    {
        Version newest;
        Cipher cipher;
        const char* writes; // of 40,000 bytes and close_notify
    } cases[] = {
        {Version::Tls13, Cipher::Aes256Gcm, "<16406+16406+7254 <24"},
        {Version::Tls12, Cipher::Aes256Gcm, "<16413+16413+7261 <31"},
        {Version::Tls12, Cipher::ChaCha20, "<16405+16405+7253 <23"},
    };

    for (const auto& c : cases)
    {
        Options client = MakeClient({}, c.newest);
        client.ciphers = {c.cipher};
        Options server = MakeServer({});
        server.ciphers = {c.cipher};
        Pair pair(client, server);
        BOOST_TEST(pair.server.GetSendable() == 0U);
        pair.Run();
        BOOST_TEST(pair.server.GetSendable() == std::numeric_limits<uint64_t>::max());
        const std::size_t before = pair.GetWrites().size();
        pair.server.Send(40000, pair.now);
        pair.server.Close(pair.now);
        BOOST_TEST(pair.server.GetSendable() == 0U);
        pair.Run();
        BOOST_TEST(pair.GetWrites().substr(before + 1) == c.writes);
        const std::string events = pair.GetEvents(true);
        const std::string last = "content=16384 content=16384 content=7232 closed";
        BOOST_TEST(events.substr(events.size() - std::min(events.size(), last.size())) == last);
    }
}

BOOST_AUTO_TEST_CASE(Resumption)
{
    Options client = MakeClient({"h2", "http/1.1"});
    Options server = MakeServer({"h2"});
    Pair first(client, server);
    first.Run();
    BOOST_REQUIRE(first.sessions.size() == 2U);
    client.session = first.sessions.front();
    Pair second(client, server);
    second.Run();
    BOOST_TEST(second.client.IsResumed());
    BOOST_TEST(second.server.IsResumed());
    // No certificate: ServerHello with pre_shared_key, EncryptedExtensions, Finished.
    BOOST_TEST(second.GetWrites() == ">517 <133+6+41+74 >6+74 <79");

    // A session that is too old is not offered.
    client.session.lifetime = std::chrono::seconds(0);
    Pair late(client, server);
    late.Run();
    BOOST_TEST(!late.client.IsResumed());

    // TLS 1.2 by ticket (RFC 5077)
    client = MakeClient({"h2"}, Version::Tls12);
    client.asksForTicket = true;
    Pair third(client, server);
    third.Run();
    BOOST_REQUIRE(third.sessions.size() == 1U);
    client.session = third.sessions.front();
    Pair fourth(client, server);
    fourth.Run();
    BOOST_TEST(fourth.client.IsResumed());
    BOOST_TEST(fourth.client.IsEstablished());
    BOOST_TEST(fourth.server.IsEstablished());
}

BOOST_AUTO_TEST_CASE(EarlyData)
{
    Options client = MakeClient({"h2"});
    Options server = MakeServer({"h2"});
    server.maxEarlyData = 16384;
    Pair first(client, server);
    first.Run();
    client.session = first.sessions.front();
    client.sendsEarlyData = true;
    BOOST_TEST(client.session.maxEarlyData == 16384U);

    Pair taken(client, server);
    BOOST_TEST(taken.client.GetSendable() == 16384U);
    taken.client.Send(100, taken.now);
    BOOST_TEST(taken.client.GetSendable() == 16284U);
    taken.Run();
    BOOST_TEST(taken.GetEvents(true) == "early est ticket");
    BOOST_TEST(taken.GetEvents(false) == "est content=100");
    BOOST_TEST(taken.client.IsEstablished());
    BOOST_TEST(taken.server.IsEstablished());

    // RFC 8446, section 4.2.10: a server that does not take it skips it.
    server.maxEarlyData = 0;
    Pair refused(client, server);
    refused.client.Send(100, refused.now);
    refused.Run();
    BOOST_TEST(refused.GetEvents(true) == "early refused est ticket");
    BOOST_TEST(refused.GetEvents(false) == "est");
    BOOST_TEST(refused.client.GetSendable() == std::numeric_limits<uint64_t>::max());
}

BOOST_AUTO_TEST_CASE(HelloRetryRequest)
{
    Options client = MakeClient({"h2"});
    client.sendsEarlyData = true;
    Options server = MakeServer({"h2"});
    server.groups = {Group::Secp256r1};
    Pair pair(client, server);
    pair.Run();
    BOOST_TEST(pair.client.IsEstablished());
    BOOST_TEST(pair.server.IsEstablished());
    // A key of 65 bytes in the place of 32 makes the hello one that is padded to 512 bytes (RFC
    // 7685); ChangeCipherSpec is sent once by each end.
    BOOST_TEST(pair.GetWrites() == ">254 <93+6 >6+517 <160+41+1508+286+74 >74 <79 <79");
    server.groups = {};
    Pair none(client, server);
    none.Run();
    BOOST_TEST(none.GetEvents(true) == "peer=40");
    BOOST_TEST(none.GetEvents(false) == "fail=40");
}

BOOST_AUTO_TEST_CASE(CompressedCertificates)
{
    Options client = MakeClient({"h2"});
    client.preset = ClientPreset::Chromium;
    Options server = MakeServer({"h2"});
    server.compression = 0.5;
    Pair pair(client, server);
    pair.Run();
    // Of 1482 bytes half, and eight of RFC 8879.
    BOOST_TEST(pair.GetWrites().find("+" + std::to_string(741 + 8 + 4 + 22) + "+") !=
                   std::string::npos,
               pair.GetWrites());
    // OpenSSL 3.0 does not compress.
    client.preset = ClientPreset::OpenSsl;
    Pair plain(client, server);
    plain.Run();
    BOOST_TEST(plain.GetWrites().find("+1508+") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(FalseStart)
{
    // RFC 7918: Chromium may send before the server's Finished.
    Options client = MakeClient({"h2"}, Version::Tls12);
    client.preset = ClientPreset::Chromium;
    Options server = MakeServer({"h2"});
    Pair pair(client, server);
    pair.Run();
    BOOST_TEST(pair.GetEvents(true) == "est ticket");
    BOOST_TEST(pair.client.IsEstablished());
}

BOOST_AUTO_TEST_CASE(Work)
{
    Options client = MakeClient({"h2"});
    client.work = std::chrono::milliseconds(3);
    Options server = MakeServer({"h2"});
    server.work = std::chrono::milliseconds(5);
    Pair pair(client, server);
    pair.Run();
    BOOST_TEST(pair.now.count() == TlsTime(std::chrono::milliseconds(8)).count());
}

BOOST_AUTO_TEST_CASE(NoAgreement)
{
    // RFC 8446, section 6.2; RFC 7301, section 3.2
    Options client = MakeClient({"h2"});
    Pair protocols(client, MakeServer({"http/1.1"}));
    protocols.Run();
    BOOST_TEST(protocols.GetEvents(true) == "peer=120");
    client.minVersion = Version::Tls13;
    Options old = MakeServer({"h2"});
    old.maxVersion = Version::Tls12;
    Pair versions(client, old);
    versions.Run();
    BOOST_TEST(versions.GetEvents(true) == "peer=70");
    Options ciphers = MakeServer({"h2"});
    ciphers.ciphers = {};
    Pair suites(client, ciphers);
    suites.Run();
    BOOST_TEST(suites.GetEvents(true) == "peer=40");
}

BOOST_AUTO_TEST_CASE(ChangedBytes)
{
    // Any byte of the hellos changed: both ends come to an end, and nothing else happens.
    const Options client = MakeClient({"h2"});
    const Options server = MakeServer({"h2"});
    for (const bool isFromClient : {true, false})
    {
        for (std::size_t place = 0; place < 133; ++place)
        {
            for (const char value : {'\0', '\x16', '\x17', '\x7f', '\xff'})
            {
                Pair pair(client, server);
                pair.Corrupt(isFromClient, 0, place, value);
                pair.Run();
                const bool isEstablished =
                    pair.client.IsEstablished() && pair.server.IsEstablished();
                const std::string events = pair.GetEvents(true) + pair.GetEvents(false);
                const bool hasFailed = events.find("fail=") != std::string::npos;
                // A length that became larger waits for bytes that do not come.
                const bool isWaiting = events.empty();
                BOOST_TEST((isEstablished || hasFailed || isWaiting),
                           isFromClient << " " << place << " " << int{value} << ": " << events);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(SmallRecords)
{
    RecordSizer sizer(RecordPolicy::Small, 1400);
    TlsTime now(0);
    uint64_t sent = 0;
    while (sent < 1 << 20)
    {
        const uint32_t taken = sizer.Take(100000, now);
        BOOST_REQUIRE(taken == 1400U);
        sent += taken;
    }
    BOOST_TEST(sizer.Take(100000, now) == 16384U);
    now += std::chrono::seconds(1);
    BOOST_TEST(sizer.Take(100000, now) == 1400U);
    BOOST_TEST(sizer.Take(7, now) == 7U);
    RecordSizer full(RecordPolicy::Full, 1400);
    BOOST_TEST(full.Take(100000, now) == 16384U);
}

BOOST_AUTO_TEST_SUITE_END()
