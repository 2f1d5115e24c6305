/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FORWARDING_H
#define HTTP_FORWARDING_H

#include "http-head.h"
#include "http-url.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief Removes what concerns one connection alone (RFC 9110, section 7.6.1): Connection, the
 *        fields that it names, Keep-Alive, Proxy-Connection, TE, Trailer, Transfer-Encoding and
 *        Upgrade.
 *
 * Host, Content-Length and Cache-Control stay even if Connection names them: that is never right,
 * and without them the message would be another one.
 * @param fields the fields
 */
void RemoveHopByHopFields(Fields& fields);

/**
 * @brief Adds an intermediary to Via (RFC 9110, section 7.6.3).
 * @param fields the fields of a message to be forwarded
 * @param received the version that the message was received with
 * @param pseudonym the intermediary's name, a token
 */
void AddVia(Fields& fields, Version received, std::string_view pseudonym);

/**
 * @brief Whether an intermediary has forwarded a message already.
 * @param fields the message's fields
 * @param pseudonym the intermediary's name
 * @return whether Via names it
 */
bool HasVia(const Fields& fields, std::string_view pseudonym);

/**
 * @brief Path and query of a request target as they came: nothing that forwards a request may
 * rewrite them (RFC 9110, section 7.7).
 * @param target the target in origin, absolute or asterisk form
 * @return them; "/" for an empty path and for the asterisk
 */
std::string GetOriginForm(std::string_view target);

/**
 * @brief The content of the answer to TRACE: the request as it came, without what is secret (RFC
 * 9110, section 9.3.8).
 * @param request the request
 * @return its head
 */
std::string GetReflectedRequest(const RequestHead& request);

/// @brief What a proxy makes of a request.
struct ForwardedRequest
{
    uint16_t refusal = 0; //!< the status to answer with in place of forwarding; 0: forward
    Url url;              //!< the target URI
    RequestHead head;     //!< the request to send, its target in origin form, as it came
};

/**
 * @brief What a proxy makes of a request other than CONNECT (RFC 9112, section 3.2.2; RFC 9110,
 *        section 7.6).
 *
 * The target URI is the absolute form, or is put together from Host. Hop-by-hop fields go, Via is
 * added, Max-Forwards is counted down. Refused are: a request that has passed this proxy before
 * (508), one without a usable target URI (400), TRACE and OPTIONS with Max-Forwards 0 (200: the
 * proxy is the final recipient).
 * @param request the request as received, with a valid framing
 * @param pseudonym the proxy's name
 * @return what to do
 */
ForwardedRequest ForwardRequest(const RequestHead& request, std::string_view pseudonym);

/**
 * @brief What a proxy makes of a response.
 * @param response the response as received
 * @param pseudonym the proxy's name
 * @return the response to send, without a framing if it was chunked
 */
ResponseHead ForwardResponse(const ResponseHead& response, std::string_view pseudonym);

/**
 * @brief Reads the target of CONNECT: host and port (RFC 9110, section 9.3.6).
 * @param target the request target in authority form
 * @return a URL with that host and port, or nothing
 */
std::optional<Url> ParseAuthority(std::string_view target);

} // namespace http
} // namespace ns3

#endif /* HTTP_FORWARDING_H */
