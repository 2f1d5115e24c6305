/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HTTP2_ATTRIBUTES_H
#define HTTP_HTTP2_ATTRIBUTES_H

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief What is wrong with a value of Http2Settings that names no settings.
 * @param value the value
 * @return a text that says what is accepted
 */
std::string GetHttp2SettingsProblem(const std::string& value);

/**
 * @ingroup http
 * @brief What is wrong with a value of StreamScheduler that names none.
 * @param value the value
 * @return a text that says what is accepted
 */
std::string GetStreamSchedulerProblem(const std::string& value);

} // namespace ns3

#endif /* HTTP_HTTP2_ATTRIBUTES_H */
