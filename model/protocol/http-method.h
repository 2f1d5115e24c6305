/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_METHOD_H
#define HTTP_METHOD_H

#include <string_view>

namespace ns3
{
namespace http
{

/// @brief What RFC 9110, section 9.2, says of a method.
struct MethodProperties
{
    std::string_view name;   //!< the method, case-sensitive
    bool safe = false;       //!< essentially read-only (section 9.2.1)
    bool idempotent = false; //!< doing it twice is doing it once (section 9.2.2)
    bool cacheable = false;  //!< its response may be stored (section 9.2.3)
};

/**
 * @brief The properties of a method; those of an extension method are all false.
 * @param method the method
 * @return its properties
 */
MethodProperties GetMethodProperties(std::string_view method);

/**
 * @brief Whether a request may be sent again without asking (RFC 9110, section 9.2.2).
 * @param method the method
 * @return whether it is idempotent
 */
bool IsIdempotent(std::string_view method);

} // namespace http
} // namespace ns3

#endif /* HTTP_METHOD_H */
