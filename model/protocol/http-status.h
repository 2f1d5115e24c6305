/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_STATUS_H
#define HTTP_STATUS_H

#include <cstdint>

namespace ns3
{
namespace http
{

/**
 * @brief The reason phrase that the IANA registry gives to a status code (RFC 9110, section 15).
 * @param status the status code
 * @return the phrase with static storage; empty if the code is not registered
 */
const char* GetReasonPhrase(uint16_t status);

/**
 * @brief Whether a response with that status never has content (RFC 9112, section 6.3): 1xx, 204,
 * 304.
 * @param status the status code
 * @return whether it never has
 */
bool HasNoContent(uint16_t status);

} // namespace http
} // namespace ns3

#endif /* HTTP_STATUS_H */
