/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_APPLICATION_H
#define HTTP_APPLICATION_H

#include "ns3/enum.h"
#include "ns3/http-content.h"
#include "ns3/http-session.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>

#if __has_include("ns3/application-helper.h")
/// From 3.42 on Application::AssignStreams is virtual; before, each application only has its own.
#define HTTP_ASSIGN_STREAMS_OVERRIDE override
#else
/// From 3.42 on Application::AssignStreams is virtual; before, each application only has its own.
#define HTTP_ASSIGN_STREAMS_OVERRIDE
#endif

namespace ns3
{

/**
 * @ingroup http
 * @brief What an application sends and expects as content; values of the BodyContent attributes.
 *
 * Not scoped, because ns-3's EnumValue takes an int before 3.41.
 */
enum HttpBodyContent
{
    HTTP_BODY_PATTERN, //!< a repeatable pattern, checked byte by byte
    HTTP_BODY_ZERO,    //!< zeros that are carried without being stored; only counted
    HTTP_BODY_FILE,    //!< real files where there are some; only counted
};

/// @ingroup http
/// @brief What an attribute of kinds of content may be. @return the checker
Ptr<const AttributeChecker> MakeHttpBodyContentChecker();

/**
 * @ingroup http
 * @brief The kind of content that an attribute value stands for.
 * @param body the attribute's value
 * @return the kind; Pattern for files, which are a kind of their own resource by resource
 */
http::ContentKind GetHttpContentKind(HttpBodyContent body);

/**
 * @ingroup http
 * @brief A time as the protocol room knows it.
 * @param time the time
 * @return the same in nanoseconds
 */
http::Nanoseconds ToHttpNanoseconds(Time time);

/// @ingroup http
/// @brief The present as the machines count it. @return simulated time since the beginning
http::Nanoseconds GetHttpPresent();

} // namespace ns3

#endif /* HTTP_APPLICATION_H */
