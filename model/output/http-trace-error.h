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
 */
class HttpTraceError : public std::runtime_error
{
  public:
    /// @brief An error. @param text one line without a final dot
    explicit HttpTraceError(const std::string& text)
        : std::runtime_error(text)
    {
    }
};

} // namespace ns3

#endif /* HTTP_TRACE_ERROR_H */
