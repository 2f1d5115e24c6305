/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_HELLO_H
#define HTTP_TLS_HELLO_H

#include "http-tls-bytes.h"
#include "http-tls-types.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ns3
{
namespace tls
{

/// @brief Bytes of a client's and a server's key of a group. @param group which @return both; 0 for
/// a group that is not known here
std::pair<std::size_t, std::size_t> GetKeyBytes(Group group);

/// @brief Bytes of a cipher suite's hash: of Finished and of binders. @param cipher which @return
/// the number
std::size_t GetHashBytes(Cipher cipher);

/// @brief The number of a cipher suite on the wire. @param cipher, version which @return it
uint16_t GetSuite(Cipher cipher, Version version);

/// @brief What a server reads in a ClientHello (RFC 8446, section 4.1.2); it stands in the message.
struct ClientHello
{
    std::string_view sessionId;         //!< legacy_session_id
    NumberList suites;                  //!< cipher suites, in order
    NumberList versions;                //!< supported_versions, or legacy_version alone
    std::string_view serverName;        //!< SNI; empty: none
    std::vector<std::string_view> alpn; //!< protocols, in order
    NumberList groups;                  //!< supported_groups, in order
    std::vector<uint16_t> shares;       //!< groups of which a key came
    NumberList compression;             //!< algorithms for certificates
    std::string_view ticket;            //!< identity of pre_shared_key, or session_ticket
    bool hasTicketExtension = false;    //!< session_ticket is there: a new one is welcome
    bool hasEarlyData = false;          //!< early data follows
    bool hasMasterSecret = false;       //!< extended_master_secret
};

/**
 * @brief Writes a ClientHello as a handshake message.
 * @param options of a client
 * @param share the group to send a key of, after a HelloRetryRequest; nothing: as the preset does
 * @param sessionId legacy_session_id
 * @return the message
 */
std::string WriteClientHello(const Options& options,
                             std::optional<Group> share,
                             std::string_view sessionId);

/**
 * @brief Reads a ClientHello.
 * @param body the message without its header, which outlives what is read in it
 * @return what it says, or nothing if it is malformed
 */
std::optional<ClientHello> ReadClientHello(std::string_view body);

/// @brief What a ServerHello says (RFC 8446, section 4.1.3; RFC 5246, section 7.4.1.3).
struct ServerHello
{
    Version version = Version::Tls13;  //!< the version chosen
    Cipher cipher = Cipher::Aes256Gcm; //!< the suite chosen
    Group group = Group::X25519;       //!< of the server's key, or asked for
    bool isRetry = false;              //!< it is a HelloRetryRequest
    bool isResumed = false;            //!< the session is resumed
    std::string sessionId;             //!< TLS 1.3: echoed; TLS 1.2: the session's
    std::string alpn;                  //!< TLS 1.2 only
    bool hasServerName = false;        //!< TLS 1.2 only: the name was used
    bool hasTicket = false;            //!< TLS 1.2 only: a ticket follows
    bool hasMasterSecret = false;      //!< TLS 1.2 only: extended_master_secret
};

/// @brief Writes a ServerHello as a handshake message. @param hello what it says @param seed of
/// what looks random @return the message
std::string WriteServerHello(const ServerHello& hello, uint64_t seed);

/// @brief Reads a ServerHello. @param body the message without its header @return what it says, or
/// nothing if it is malformed or says what is not known here
std::optional<ServerHello> ReadServerHello(std::string_view body);

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_HELLO_H */
