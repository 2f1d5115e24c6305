/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HEAD_RULES_H
#define HTTP_HEAD_RULES_H

#include "http-head.h"

#include <cstdint>

namespace ns3
{
namespace http
{

/// @brief What is wrong with a head, and how a server answers it.
struct HeadProblem
{
    uint16_t status = 0;   //!< the status that a server answers; 0 if nothing is wrong
    const char* text = ""; //!< what is wrong, static storage

    /// @brief Whether something is wrong. @return whether
    explicit operator bool() const
    {
        return status != 0;
    }
};

/**
 * @brief The rules for a request's head that concern the method, the target and Host.
 *
 * Exactly one Host on HTTP/1.1, at most one on HTTP/1.0 (RFC 9112, section 3.2); the form of the
 * target fits the method. What the fields say of the framing is GetRequestFraming()'s.
 * @param head the head
 * @return what is wrong with it
 */
HeadProblem FindProblem(const RequestHead& head);

/**
 * @brief The rules for a response's head: status from 100 to 599, a reason phrase without controls.
 * @param head the head
 * @return what is wrong with it
 */
HeadProblem FindProblem(const ResponseHead& head);

/**
 * @brief Whether the connection stays open after an exchange, for both ends alike (RFC 9112, 9.3).
 *
 * To an HTTP/1.0 request, only a response that says keep-alive keeps it open.
 * @param requestVersion the request's version
 * @param requestPersistent what IsPersistent() says of the request
 * @param response the response's head
 * @return whether it stays open
 */
bool KeepsOpen(Version requestVersion, bool requestPersistent, const ResponseHead& response);

} // namespace http
} // namespace ns3

#endif /* HTTP_HEAD_RULES_H */
