/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_H
#define HTTP_TLS_H

#include "ns3/address.h"
#include "ns3/http-tls-types.h"
#include "ns3/http-url.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/random-variable-stream.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What becomes of the schemes of URLs.
 *
 * Not scoped, because ns-3's EnumValue takes an int before 3.41.
 */
enum HttpSchemes
{
    HTTP_SCHEMES_AS_GIVEN, //!< https has TLS, http has not
    HTTP_SCHEMES_CLEAR,    //!< nothing has TLS; https keeps its ports
    HTTP_SCHEMES_SECURE,   //!< http becomes https, port 80 becomes 443
};

/**
 * @ingroup http
 * @brief A URL under HTTP_SCHEMES_SECURE.
 * @param url an http or https URL
 * @return the same as https
 */
http::Url GetHttpSecured(http::Url url);

/**
 * @ingroup http
 * @brief How an application's end of TLS connections behaves: what clients and servers have in
 * common.
 */
class HttpTls : public Object
{
  public:
    /// @brief Versions of TLS. Not scoped, as EnumValue wants it.
    enum TlsVersion
    {
        TLS_1_2 = static_cast<int>(tls::Version::Tls12), //!< RFC 5246
        TLS_1_3 = static_cast<int>(tls::Version::Tls13), //!< RFC 8446
    };

    /// @brief Cipher suites by what they add to a record.
    enum TlsCipher
    {
        ANY_CIPHER,                                         //!< whichever the client prefers
        AES_128 = static_cast<int>(tls::Cipher::Aes128Gcm), //!< AES-128-GCM with SHA-256
        AES_256 = static_cast<int>(tls::Cipher::Aes256Gcm), //!< AES-256-GCM with SHA-384
        CHACHA20 = static_cast<int>(tls::Cipher::ChaCha20), //!< ChaCha20-Poly1305 with SHA-256
    };

    /// @brief How long records become.
    enum TlsRecords
    {
        FULL_RECORDS = static_cast<int>(tls::RecordPolicy::Full),   //!< as long as is allowed
        SMALL_RECORDS = static_cast<int>(tls::RecordPolicy::Small), //!< at first, and after a
                                                                    //!< second of silence, such
                                                                    //!< that they fit a segment
    };

    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief What contradicts itself among the attributes.
     * @return a text that names both and their values, or an empty one
     */
    std::string GetContradiction() const;

    /// @brief Whether protocols above are negotiated (ALPN). @return the Alpn attribute
    bool HasAlpn() const;

  protected:
    /**
     * @brief Adds the attributes about processor time, whose defaults differ.
     * @param tid where
     * @param full, resumed the defaults
     * @return tid
     */
    static TypeId AddTimes(TypeId tid, Time full, Time resumed);

    /// @brief The attributes as a connection takes them. @return the options
    tls::Options GetCommonOptions() const;

    tls::Options m_options; //!< the attributes that have the same form there

  private:
    TlsVersion m_newest = TLS_1_3;       //!< the Version attribute
    TlsVersion m_oldest = TLS_1_2;       //!< the MinVersion attribute
    TlsCipher m_cipher = ANY_CIPHER;     //!< the Cipher attribute
    TlsRecords m_records = FULL_RECORDS; //!< the Records attribute
    bool m_hasAlpn = true;               //!< the Alpn attribute
};

/**
 * @ingroup http
 * @brief How a client's end of TLS connections behaves.
 */
class HttpClientTls : public HttpTls
{
  public:
    /// @brief Programs whose hello may be sent.
    enum TlsHello
    {
        OPENSSL_HELLO = static_cast<int>(tls::ClientPreset::OpenSsl),   //!< 3.0, as curl uses it
        CHROMIUM_HELLO = static_cast<int>(tls::ClientPreset::Chromium), //!< Chromium
    };

    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /// @brief What a connection is to do, but for name, protocols and session. @return the options
    tls::Options GetOptions() const;

    /// @brief Whether sessions are resumed. @return the Resumption attribute
    bool Resumes() const;

  private:
    TlsHello m_hello = OPENSSL_HELLO; //!< the Hello attribute
    bool m_resumes = true;            //!< the Resumption attribute
    bool m_sendsEarlyData = false;    //!< the EarlyData attribute
};

/**
 * @ingroup http
 * @brief How a server's end of TLS connections behaves.
 */
class HttpServerTls : public HttpTls
{
  public:
    /// @brief Groups of which keys are exchanged.
    enum TlsGroup
    {
        ANY_GROUP, //!< the first of those that the client has sent a key of
        X25519_MLKEM = static_cast<int>(tls::Group::X25519MlKem768), //!< X25519MLKEM768
        X25519 = static_cast<int>(tls::Group::X25519),               //!< X25519
        SECP256R1 = static_cast<int>(tls::Group::Secp256r1),         //!< secp256r1
    };

    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief What a connection is to do, but for its certificates and protocols.
     * @return the options
     */
    tls::Options GetOptions() const;

    /// @brief Draws the chain of a host. @return bytes of each certificate
    std::vector<uint32_t> DrawChain() const;

    /// @brief Cores that work on handshakes; 0: as many as are needed. @return the Cores attribute
    uint32_t GetCores() const;

    /// @brief Longest handshake; 0: no limit. @return the HandshakeTimeout attribute
    Time GetHandshakeTimeout() const;

    /// @brief Whether requests that came as early data are answered with 425. @return the
    /// RefuseEarlyRequests attribute
    bool RefusesEarlyRequests() const;

    /**
     * @brief Gives the chain's random variable a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream);

  private:
    /// @brief Adds the attributes about certificates, keys and sessions. @param tid where
    /// @return tid
    static TypeId AddCertificates(TypeId tid);

    /// @brief Adds those that have the same form in a connection's options. @param tid where
    /// @return tid
    static TypeId AddOptions(TypeId tid);

    Ptr<RandomVariableStream> m_chainBytes; //!< the ChainBytes attribute
    uint32_t m_certificates = 0;            //!< the Certificates attribute
    TlsGroup m_group = ANY_GROUP;           //!< the Group attribute
    Time m_ticketLifetime;                  //!< the TicketLifetime attribute
    bool m_refusesEarly = false;            //!< the RefuseEarlyRequests attribute
    Time m_handshakeTimeout;                //!< the HandshakeTimeout attribute
    uint32_t m_cores = 0;                   //!< the Cores attribute
};

} // namespace ns3

#endif /* HTTP_TLS_H */
