/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_ERROR_H
#define HTTP_SWEEP_ERROR_H

#include <cstdint>
#include <stdexcept>
#include <string>

namespace ns3
{

/// @brief Where something stands in a sweep file.
struct HttpSweepPlace
{
    std::string file;    //!< name of the file
    uint32_t line = 0;   //!< from 1; 0: nowhere in particular
    uint32_t column = 0; //!< from 1
};

/// @brief What is asked for cannot be done; found before the first run. Exit status 2.
class HttpSweepError : public std::invalid_argument
{
  public:
    /// @brief An error. @param text one line without a final dot
    explicit HttpSweepError(const std::string& text)
        : std::invalid_argument(text)
    {
    }

    /**
     * @brief An error in a sweep file.
     * @param place where
     * @param text one line without a final dot
     */
    HttpSweepError(const HttpSweepPlace& place, const std::string& text)
        : std::invalid_argument(
              place.file + ":" + (place.line == 0 ? "" : std::to_string(place.line) + ":") +
              (place.column == 0 ? "" : std::to_string(place.column) + ":") + " " + text)
    {
    }
};

} // namespace ns3

#endif /* HTTP_SWEEP_ERROR_H */
