/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls.h"

#include "http-application.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

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

/// @brief A version as a connection knows it. @param version it @return the same
tls::Version
ToVersion(HttpTls::TlsVersion version)
{
    return version == HttpTls::TLS_1_2 ? tls::Version::Tls12 : tls::Version::Tls13;
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
        TypeId("ns3::HttpTls")
            .SetParent<Object>()
            .SetGroupName("Http")
            .AddAttribute("Version",
                          "The newest version of TLS.",
                          EnumValue(TLS_1_3),
                          MakeHttpEnumAccessor<TlsVersion>(0, &HttpTls::m_newest),
                          MakeVersionChecker())
            .AddAttribute("MinVersion",
                          "The oldest version of TLS.",
                          EnumValue(TLS_1_2),
                          MakeHttpEnumAccessor<TlsVersion>(0, &HttpTls::m_oldest),
                          MakeVersionChecker())
            .AddAttribute("Cipher",
                          "The only cipher suite; Any: whichever the client prefers. They differ "
                          "in what they add to a record of TLS 1.2, and in Finished.",
                          EnumValue(ANY_CIPHER),
                          MakeHttpEnumAccessor<TlsCipher>(0, &HttpTls::m_cipher),
                          MakeEnumChecker(ANY_CIPHER,
                                          "Any",
                                          AES_128,
                                          "AES-128-GCM",
                                          AES_256,
                                          "AES-256-GCM",
                                          CHACHA20,
                                          "ChaCha20-Poly1305"))
            .AddAttribute("Records",
                          "Length of records: Full, 16384 bytes of content (OpenSSL, nginx); "
                          "Small, SmallRecordBytes for the first megabyte and after each second of "
                          "silence.",
                          EnumValue(FULL_RECORDS),
                          MakeHttpEnumAccessor<TlsRecords>(0, &HttpTls::m_records),
                          MakeEnumChecker(FULL_RECORDS, "Full", SMALL_RECORDS, "Small"))
            .AddAttribute("SmallRecordBytes",
                          "Content of a small record.",
                          UintegerValue(1400),
                          MakeUintegerAccessor(&HttpTls::m_smallRecordBytes),
                          MakeUintegerChecker<uint32_t>(1, 16384))
            .AddAttribute("Alpn",
                          "Whether the protocol above is negotiated (RFC 7301).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&HttpTls::m_hasAlpn),
                          MakeBooleanChecker());
    return tid;
}

TypeId
HttpTls::AddTimes(TypeId tid, Time full, Time resumed)
{
    return tid
        .AddAttribute("HandshakeTime",
                      "Processor time that a full handshake takes this end.",
                      TimeValue(full),
                      MakeTimeAccessor(&HttpTls::m_handshakeTime),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("ResumedTime",
                      "Processor time that the handshake of a resumed session takes this end.",
                      TimeValue(resumed),
                      MakeTimeAccessor(&HttpTls::m_resumedTime),
                      MakeTimeChecker(Time(0)));
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

HttpTls::TlsVersion
HttpTls::GetVersion() const
{
    return m_newest;
}

bool
HttpTls::HasAlpn() const
{
    return m_hasAlpn;
}

tls::Options
HttpTls::GetCommonOptions() const
{
    tls::Options options;
    options.maxVersion = ToVersion(m_newest);
    options.minVersion = ToVersion(m_oldest);
    switch (m_cipher)
    {
    case ANY_CIPHER:
        break;
    case AES_128:
        options.ciphers = {tls::Cipher::Aes128Gcm};
        break;
    case AES_256:
        options.ciphers = {tls::Cipher::Aes256Gcm};
        break;
    case CHACHA20:
        options.ciphers = {tls::Cipher::ChaCha20};
        break;
    }
    options.records =
        m_records == FULL_RECORDS ? tls::RecordPolicy::Full : tls::RecordPolicy::Small;
    options.segmentBytes = m_smallRecordBytes;
    options.work = ToHttpNanoseconds(m_handshakeTime);
    options.resumedWork = ToHttpNanoseconds(m_resumedTime);
    return options;
}

TypeId
HttpClientTls::GetTypeId()
{
    static TypeId tid =
        AddTimes(TypeId("ns3::HttpClientTls").SetParent<HttpTls>(),
                 MicroSeconds(1000),
                 MicroSeconds(300))
            .SetGroupName("Http")
            .AddConstructor<HttpClientTls>()
            .AddAttribute("Hello",
                          "Whose ClientHello is sent: OpenSSL (as curl), or Chromium (with the key "
                          "of X25519MLKEM768, so that it takes two segments).",
                          EnumValue(OPENSSL_HELLO),
                          MakeHttpEnumAccessor<TlsHello>(0, &HttpClientTls::m_hello),
                          MakeEnumChecker(OPENSSL_HELLO, "OpenSSL", CHROMIUM_HELLO, "Chromium"))
            .AddAttribute("Resumption",
                          "Whether sessions are resumed, whose tickets a client keeps for each "
                          "origin.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&HttpClientTls::m_resumes),
                          MakeBooleanChecker())
            .AddAttribute("EarlyData",
                          "Whether safe requests are sent as early data where the resumed session "
                          "allows it (RFC 8470).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&HttpClientTls::m_sendsEarlyData),
                          MakeBooleanChecker());
    return tid;
}

tls::Options
HttpClientTls::GetOptions() const
{
    tls::Options options = GetCommonOptions();
    options.isClient = true;
    options.preset =
        m_hello == OPENSSL_HELLO ? tls::ClientPreset::OpenSsl : tls::ClientPreset::Chromium;
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

bool
HttpClientTls::UsesTicketsOnce() const
{
    return m_hello == CHROMIUM_HELLO;
}

TypeId
HttpServerTls::GetTypeId()
{
    static TypeId tid =
        AddTimes(TypeId("ns3::HttpServerTls").SetParent<HttpTls>(),
                 MicroSeconds(1500),
                 MicroSeconds(300))
            .SetGroupName("Http")
            .AddConstructor<HttpServerTls>()
            .AddAttribute("ChainBytes",
                          "Bytes of a host's chain of certificates; drawn once for each address "
                          "that the server is reached at.",
                          StringValue("ns3::ConstantRandomVariable[Constant=1553]"),
                          MakePointerAccessor(&HttpServerTls::m_chainBytes),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("Certificates",
                          "Certificates in a chain, which share its bytes.",
                          UintegerValue(2),
                          MakeUintegerAccessor(&HttpServerTls::m_certificates),
                          MakeUintegerChecker<uint32_t>(1, 10))
            .AddAttribute("SignatureBytes",
                          "Bytes of a signature: 256 with RSA-2048, 72 at most with ECDSA P-256, "
                          "2420 with ML-DSA-44.",
                          UintegerValue(256),
                          MakeUintegerAccessor(&HttpServerTls::m_signatureBytes),
                          MakeUintegerChecker<uint32_t>(1, 65535))
            .AddAttribute("CertificateCompression",
                          "What is left of a chain's bytes where the client takes compressed "
                          "ones (RFC 8879); 1: nothing is compressed.",
                          DoubleValue(1),
                          MakeDoubleAccessor(&HttpServerTls::m_compression),
                          MakeDoubleChecker<double>(0.01, 1))
            .AddAttribute("Group",
                          "The group whose key the server wants; a client that sent none of it is "
                          "asked again (HelloRetryRequest). Any: one of those that it sent.",
                          EnumValue(ANY_GROUP),
                          MakeHttpEnumAccessor<TlsGroup>(0, &HttpServerTls::m_group),
                          MakeEnumChecker(ANY_GROUP,
                                          "Any",
                                          X25519_MLKEM,
                                          "X25519MLKEM768",
                                          X25519,
                                          "X25519",
                                          SECP256R1,
                                          "secp256r1"))
            .AddAttribute("Tickets",
                          "Session tickets behind a full handshake; in TLS 1.2 one at most.",
                          UintegerValue(2),
                          MakeUintegerAccessor(&HttpServerTls::m_tickets),
                          MakeUintegerChecker<uint32_t>(0, 10))
            .AddAttribute("TicketBytes",
                          "Bytes of a ticket: 32 is a name, under which the server has the session "
                          "itself; more if it holds the session.",
                          UintegerValue(LEAST_TICKET),
                          MakeUintegerAccessor(&HttpServerTls::m_ticketBytes),
                          MakeUintegerChecker<uint32_t>(LEAST_TICKET, 16000))
            .AddAttribute("TicketLifetime",
                          "How long a session may be resumed.",
                          TimeValue(Hours(2)),
                          MakeTimeAccessor(&HttpServerTls::m_ticketLifetime),
                          MakeTimeChecker(Seconds(1), Days(7)))
            .AddAttribute("MaxEarlyData",
                          "Bytes of early data that are taken with a resumed session; 0: none.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&HttpServerTls::m_maxEarlyData),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("RefuseEarlyRequests",
                          "Whether requests that came as early data are answered with 425 (Too "
                          "Early).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&HttpServerTls::m_refusesEarly),
                          MakeBooleanChecker())
            .AddAttribute("HandshakeTimeout",
                          "Longest handshake; a client that needs longer is left. 0: no limit.",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&HttpServerTls::m_handshakeTimeout),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("FinishedTime",
                          "Processor time behind the client's Finished, before tickets go and "
                          "content is read.",
                          TimeValue(MicroSeconds(300)),
                          MakeTimeAccessor(&HttpServerTls::m_finishedTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("Cores",
                          "Processor cores that work on handshakes, one after the other each; 0: "
                          "no handshake waits for another.",
                          UintegerValue(1),
                          MakeUintegerAccessor(&HttpServerTls::m_cores),
                          MakeUintegerChecker<uint32_t>());
    return tid;
}

tls::Options
HttpServerTls::GetOptions() const
{
    tls::Options options = GetCommonOptions();
    options.signatureBytes = m_signatureBytes;
    options.compression = m_compression;
    options.tickets = m_tickets;
    options.ticketBytes = m_ticketBytes;
    options.finishedWork = ToHttpNanoseconds(m_finishedTime);
    options.ticketLifetime = ToHttpNanoseconds(m_ticketLifetime);
    options.maxEarlyData = m_maxEarlyData;
    switch (m_group)
    {
    case ANY_GROUP:
        break;
    case X25519_MLKEM:
        options.groups = {tls::Group::X25519MlKem768};
        break;
    case X25519:
        options.groups = {tls::Group::X25519};
        break;
    case SECP256R1:
        options.groups = {tls::Group::Secp256r1};
        break;
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
