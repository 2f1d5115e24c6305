/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ATTRIBUTE_CHECK_H
#define HTTP_ATTRIBUTE_CHECK_H

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Whether a text is a time that ns-3 reads, such as 20ms. ns-3 itself aborts on others.
 * @param text the text
 * @return whether it is
 */
bool IsHttpTime(const std::string& text);

/**
 * @ingroup http
 * @brief Whether a text is a data rate that ns-3 reads, such as 10Mbps; ns-3 aborts on others.
 * @param text the text
 * @return whether it is
 */
bool IsHttpDataRate(const std::string& text);

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
 * @brief Sets a global value, as RngRun, without ever aborting.
 * @param name its name
 * @param value the value as text
 * @param isKnown whether there is such a global value
 * @return an empty text, or what is wrong and what would be accepted
 */
std::string SetHttpGlobal(const std::string& name, const std::string& value, bool& isKnown);

} // namespace ns3

#endif /* HTTP_ATTRIBUTE_CHECK_H */
