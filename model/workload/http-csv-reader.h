/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CSV_READER_H
#define HTTP_CSV_READER_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads a file of comma-separated values (RFC 4180) line by line. Blank lines and those that
 * begin with # are passed over, as is a byte order mark.
 */
class HttpCsvReader
{
  public:
    HttpCsvReader() = default;
    HttpCsvReader(const HttpCsvReader&) = delete;
    HttpCsvReader& operator=(const HttpCsvReader&) = delete;

    /// @brief Reads a file. @param path its path @return an empty text, or why it cannot be read
    std::string Load(const std::string& path);

    /**
     * @brief Goes to the next line.
     * @param values its values
     * @param wrong an empty text, or why it has none
     * @return false if there is no further line
     */
    bool Next(std::vector<std::string>& values, std::string& wrong);

    /// @brief Number of the line in the file. @return from 1
    uint64_t GetNumber() const;

  private:
    std::string m_content;   //!< the file
    std::string_view m_rest; //!< what follows the line
    uint64_t m_number = 0;   //!< number of the line
};

} // namespace ns3

#endif /* HTTP_CSV_READER_H */
