/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_ERROR_H
#define HTTP_TRACE_ERROR_H

#include <stdexcept>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A trace could not be written or read; its text is one line that says which and why.
 *
 * A program that catches none of these ends with that line and status 1.
 */
class HttpTraceError : public std::runtime_error
{
  public:
    /// @brief An error. @param text one line without a final dot
    explicit HttpTraceError(const std::string& text);
};

/**
 * @ingroup http
 * @brief A trace is refused before anything of it is written: a folder in use, or one that cannot
 * be made, or settings that are not accepted.
 *
 * A program that catches none of these ends with that line and status 2.
 */
class HttpTraceRefusal : public HttpTraceError
{
  public:
    using HttpTraceError::HttpTraceError;
};

} // namespace ns3

#endif /* HTTP_TRACE_ERROR_H */
