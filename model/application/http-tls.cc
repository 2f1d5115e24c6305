/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls.h"

#include "http-application.h"

#include "ns3/http-attributes.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTls);
NS_OBJECT_ENSURE_REGISTERED(HttpClientTls);
NS_OBJECT_ENSURE_REGISTERED(HttpServerTls);

namespace
{

/// Least bytes of a ticket: what is written into one here.
constexpr uint32_t LEAST_TICKET = 32;

/// Most bytes of a chain: what fits a handshake message here, with every certificate's length.
constexpr double MOST_CHAIN = 250000;

/// @brief The checker of both version attributes. @return it
Ptr<const AttributeChecker>
MakeVersionChecker()
{
    return MakeEnumChecker(HttpTls::TLS_1_2, "1.2", HttpTls::TLS_1_3, "1.3");
}

} // namespace

http::Url
GetHttpSecured(http::Url url)
{
    if (url.scheme == "http")
    {
        url.scheme = "https";
        url.port = url.port == 80 ? 443 : url.port;
    }
    return url;
}

TypeId
HttpTls::GetTypeId()
{
    static TypeId tid =
        HttpAttributes<HttpTls>(TypeId("ns3::HttpTls").SetParent<Object>().SetGroupName("Http"))
            .Add("Version",
                 "The newest version of TLS.",
                 {&HttpTls::m_newest, EnumValue(TLS_1_3), MakeVersionChecker()})
            .Add("MinVersion",
                 "The oldest version of TLS.",
                 {&HttpTls::m_oldest, EnumValue(TLS_1_2), MakeVersionChecker()})
            .Add("Cipher",
                 "The only cipher suite; Any: whichever the client prefers. They differ "
                 "in what they add to a record of TLS 1.2, and in Finished.",
                 {&HttpTls::m_cipher,
                  EnumValue(ANY_CIPHER),
                  MakeEnumChecker(ANY_CIPHER,
                                  "Any",
                                  AES_128,
                                  "AES-128-GCM",
                                  AES_256,
                                  "AES-256-GCM",
                                  CHACHA20,
                                  "ChaCha20-Poly1305")})
            .Add("Records",
                 "Length of records: Full, 16384 bytes of content (OpenSSL, nginx); "
                 "Small, SmallRecordBytes for the first megabyte and after each second of "
                 "silence.",
                 {&HttpTls::m_records,
                  EnumValue(FULL_RECORDS),
                  MakeEnumChecker(FULL_RECORDS, "Full", SMALL_RECORDS, "Small")})
            .Add("Alpn",
                 "Whether the protocol above is negotiated (RFC 7301).",
                 {&HttpTls::m_hasAlpn, true})
            .In(&HttpTls::m_options)
            .Add("SmallRecordBytes",
                 "Content of a small record.",
                 {&tls::Options::segmentBytes, 1400, 1, 16384});
    return tid;
}

TypeId
HttpTls::AddTimes(TypeId tid, Time full, Time resumed)
{
    return HttpAttributes<HttpTls>(tid)
        .In(&HttpTls::m_options)
        .Add("HandshakeTime",
             "Processor time that a full handshake takes this end.",
             {&tls::Options::work, full})
        .Add("ResumedTime",
             "Processor time that the handshake of a resumed session takes this end.",
             {&tls::Options::resumedWork, resumed});
}

std::string
HttpTls::GetContradiction() const
{
    if (m_oldest > m_newest)
    {
        return "Version 1.2 needs MinVersion 1.2, which is 1.3";
    }
    return "";
}

bool
HttpTls::HasAlpn() const
{
    return m_hasAlpn;
}

tls::Options
HttpTls::GetCommonOptions() const
{
    tls::Options options = m_options;
    options.maxVersion = static_cast<tls::Version>(m_newest);
    options.minVersion = static_cast<tls::Version>(m_oldest);
    if (m_cipher != ANY_CIPHER)
    {
        options.ciphers = {static_cast<tls::Cipher>(m_cipher)};
    }
    options.records = static_cast<tls::RecordPolicy>(m_records);
    return options;
}

TypeId
HttpClientTls::GetTypeId()
{
    static TypeId tid =
        HttpAttributes<HttpClientTls>(AddTimes(TypeId("ns3::HttpClientTls")
                                                   .SetParent<HttpTls>()
                                                   .SetGroupName("Http")
                                                   .AddConstructor<HttpClientTls>(),
                                               MicroSeconds(1000),
                                               MicroSeconds(300)))
            .Add("Hello",
                 "Whose ClientHello is sent: OpenSSL (as curl), or Chromium (with the key "
                 "of X25519MLKEM768, so that it takes two segments).",
                 {&HttpClientTls::m_hello,
                  EnumValue(OPENSSL_HELLO),
                  MakeEnumChecker(OPENSSL_HELLO, "OpenSSL", CHROMIUM_HELLO, "Chromium")})
            .Add("Resumption",
                 "Whether sessions are resumed, whose tickets a client keeps for each "
                 "origin.",
                 {&HttpClientTls::m_resumes, true})
            .Add("EarlyData",
                 "Whether safe requests are sent as early data where the resumed session "
                 "allows it (RFC 8470).",
                 {&HttpClientTls::m_sendsEarlyData, false});
    return tid;
}

tls::Options
HttpClientTls::GetOptions() const
{
    tls::Options options = GetCommonOptions();
    options.isClient = true;
    options.preset = static_cast<tls::ClientPreset>(m_hello);
    options.asksForTicket =
        m_resumes && m_hello == OPENSSL_HELLO && options.maxVersion == tls::Version::Tls12;
    options.sendsEarlyData = m_sendsEarlyData;
    return options;
}

bool
HttpClientTls::Resumes() const
{
    return m_resumes;
}

TypeId
HttpServerTls::GetTypeId()
{
    static TypeId tid =
        HttpAttributes<HttpServerTls>(
            AddOptions(AddCertificates(AddTimes(TypeId("ns3::HttpServerTls")
                                                    .SetParent<HttpTls>()
                                                    .SetGroupName("Http")
                                                    .AddConstructor<HttpServerTls>(),
                                                MicroSeconds(1500),
                                                MicroSeconds(300)))))
            .Add("HandshakeTimeout",
                 "Longest handshake; a client that needs longer is left. 0: no limit.",
                 {&HttpServerTls::m_handshakeTimeout, Seconds(60)})
            .Add("Cores",
                 "Processor cores that work on handshakes, one after the other each; 0: "
                 "no handshake waits for another.",
                 {&HttpServerTls::m_cores, 1});
    return tid;
}

TypeId
HttpServerTls::AddCertificates(TypeId tid)
{
    return HttpAttributes<HttpServerTls>(tid)
        .Add("ChainBytes",
             "Bytes of a host's chain of certificates; drawn once for each address "
             "that the server is reached at.",
             {&HttpServerTls::m_chainBytes, "ns3::ConstantRandomVariable[Constant=1553]"})
        .Add("Certificates",
             "Certificates in a chain, which share its bytes.",
             {&HttpServerTls::m_certificates, 2, 1, 10})
        .Add("Group",
             "The group whose key the server wants; a client that sent none of it is "
             "asked again (HelloRetryRequest). Any: one of those that it sent.",
             {&HttpServerTls::m_group,
              EnumValue(ANY_GROUP),
              MakeEnumChecker(ANY_GROUP,
                              "Any",
                              X25519_MLKEM,
                              "X25519MLKEM768",
                              X25519,
                              "X25519",
                              SECP256R1,
                              "secp256r1")})
        .Add("TicketLifetime",
             "How long a session may be resumed.",
             {&HttpServerTls::m_ticketLifetime, Hours(2), Seconds(1), Days(7)})
        .Add("RefuseEarlyRequests",
             "Whether requests that came as early data are answered with 425 (Too "
             "Early).",
             {&HttpServerTls::m_refusesEarly, false});
}

TypeId
HttpServerTls::AddOptions(TypeId tid)
{
    return HttpAttributes<HttpTls>(tid)
        .In(&HttpServerTls::m_options)
        .Add("SignatureBytes",
             "Bytes of a signature: 256 with RSA-2048, 72 at most with ECDSA P-256, "
             "2420 with ML-DSA-44.",
             {&tls::Options::signatureBytes, 256, 1, 65535})
        .Add("CertificateCompression",
             "What is left of a chain's bytes where the client takes compressed "
             "ones (RFC 8879); 1: nothing is compressed.",
             {&tls::Options::compression, 1, 0.01, 1})
        .Add("Tickets",
             "Session tickets behind a full handshake; in TLS 1.2 one at most.",
             {&tls::Options::tickets, 2, 0, 10})
        .Add("TicketBytes",
             "Bytes of a ticket: 32 is a name, under which the server has the session "
             "itself; more if it holds the session.",
             {&tls::Options::ticketBytes, LEAST_TICKET, LEAST_TICKET, 16000})
        .Add("MaxEarlyData",
             "Bytes of early data that are taken with a resumed session; 0: none.",
             {&tls::Options::maxEarlyData, 0})
        .Add("FinishedTime",
             "Processor time behind the client's Finished, before tickets go and content is "
             "read.",
             {&tls::Options::finishedWork, MicroSeconds(300)})
        .Add("CloseTime",
             "Until a client's close_notify is answered by closing, whose FIN is mostly there "
             "then.",
             {&tls::Options::closing, MicroSeconds(150)});
}

tls::Options
HttpServerTls::GetOptions() const
{
    tls::Options options = GetCommonOptions();
    options.ticketLifetime = ToHttpNanoseconds(m_ticketLifetime);
    if (m_group != ANY_GROUP)
    {
        options.groups = {static_cast<tls::Group>(m_group)};
    }
    return options;
}

std::vector<uint32_t>
HttpServerTls::DrawChain() const
{
    const double least = m_certificates;
    const double drawn = std::clamp(std::round(m_chainBytes->GetValue()), least, MOST_CHAIN);
    const auto bytes = static_cast<uint32_t>(drawn);
    std::vector<uint32_t> chain(m_certificates, bytes / m_certificates);
    chain.front() += bytes % m_certificates;
    return chain;
}

uint32_t
HttpServerTls::GetCores() const
{
    return m_cores;
}

Time
HttpServerTls::GetHandshakeTimeout() const
{
    return m_handshakeTimeout;
}

bool
HttpServerTls::RefusesEarlyRequests() const
{
    return m_refusesEarly;
}

int64_t
HttpServerTls::AssignStreams(int64_t stream)
{
    m_chainBytes->SetStream(stream);
    return 1;
}

} // namespace ns3
