/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ATTRIBUTE_CHECK_H
#define HTTP_ATTRIBUTE_CHECK_H

#include "ns3/attribute.h"
#include "ns3/type-id.h"

#include <string>

namespace ns3
{

/// What a data rate has to be, for messages.
constexpr const char* HTTP_RATE_FORM =
    "a data rate such as 10Mbps, with its unit (bps, kbps, Mbps or Gbps)";

/**
 * @ingroup http
 * @brief Whether a text is a data rate that ns-3 reads, such as 10Mbps; ns-3 aborts on others.
 * @param text the text
 * @return whether it is
 */
bool IsHttpDataRate(const std::string& text);

/**
 * @ingroup http
 * @brief What is wrong with the name of a type.
 * @param name the name, as in ns3::HttpPageWorkload
 * @param base the type that it must be a kind of, and be made of by name
 * @return an empty text, or that there is no such type, and the nearest
 */
std::string FindHttpTypeProblem(const std::string& name, TypeId base);

/**
 * @ingroup http
 * @brief What is wrong with an attribute, before ns-3 aborts on it.
 * @param tid the type that has it
 * @param name its name
 * @param value its value, which may be a text
 * @return an empty text, or that there is no such attribute, and the nearest, or what is accepted
 */
std::string FindHttpAttributeProblem(TypeId tid,
                                     const std::string& name,
                                     const AttributeValue& value);

/**
 * @ingroup http
 * @brief Whether a text is what an attribute's default is now.
 * @param name type and attribute, as in ns3::TcpSocket::SegmentSize
 * @param value the text
 * @return whether it is; false if there is no such attribute
 */
bool IsHttpAttributeDefault(const std::string& name, const std::string& value);

/**
 * @ingroup http
 * @brief Sets an attribute's default, as in ns3::TcpSocket::SegmentSize, without ever aborting.
 * @param name type and attribute
 * @param value the value as text
 * @return an empty text, or what is wrong and what would be accepted
 */
std::string SetHttpAttributeDefault(const std::string& name, const std::string& value);

/**
 * @ingroup http
 * @brief Sets an attribute of objects, as in /NodeList/0/ApplicationList/0/$ns3::HttpClient/Url,
 * without ever aborting.
 * @param path the objects' path and the attribute
 * @param value the value as text
 * @return an empty text, or what is wrong and what would be accepted
 */
std::string SetHttpAttributePath(const std::string& path, const std::string& value);

/**
 * @ingroup http
 * @brief Sets a global value, as RngRun, without ever aborting.
 * @param name its name
 * @param value the value as text
 * @param isKnown whether there is such a global value
 * @return an empty text, or what is wrong and what would be accepted
 */
std::string SetHttpGlobal(const std::string& name, const std::string& value, bool& isKnown);

} // namespace ns3

#endif /* HTTP_ATTRIBUTE_CHECK_H */
