/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-method.h"

#include "ns3/http-named.h"

#include <array>

namespace ns3
{
namespace http
{

namespace
{

/// RFC 9110, section 9.3, and PATCH from RFC 5789.
constexpr std::array<MethodProperties, 9> METHODS{{
    // name, safe, idempotent, cacheable
    {"GET", true, true, true},
    {"HEAD", true, true, true},
    {"POST", false, false, true},
    {"PUT", false, true, false},
    {"DELETE", false, true, false},
    {"CONNECT", false, false, false},
    {"OPTIONS", true, true, false},
    {"TRACE", true, true, false},
    {"PATCH", false, false, false},
}};

} // namespace

MethodProperties
GetMethodProperties(std::string_view method)
{
    const MethodProperties* known = HttpFindNamed(METHODS, method);
    return known ? *known : MethodProperties{method, false, false, false};
}

bool
IsIdempotent(std::string_view method)
{
    return GetMethodProperties(method).idempotent;
}

} // namespace http
} // namespace ns3
