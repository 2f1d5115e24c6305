/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OUTPUT_FILE_H
#define HTTP_OUTPUT_FILE_H

#include <fstream>
#include <string>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief A text file that is written from its beginning. Every failure is an HttpTraceError.
 */
class HttpOutputFile
{
  public:
    /**
     * @brief Makes the file, and its folder if there is none; replaces a file that exists.
     * @param file name of the file
     */
    explicit HttpOutputFile(const std::string& file);

    /// @brief Writes. @param text what
    void Write(std::string_view text);

    /// @brief The stream itself; Close finds its errors. @return the stream
    std::ostream& GetStream();

    /// @brief Writes what is left and closes the file.
    void Close();

  private:
    /// @brief Throws an HttpTraceError. @param action what failed
    [[noreturn]] void Fail(const char* action) const;

    std::string m_file;     //!< the file's name
    std::ofstream m_stream; //!< the open file
};

/**
 * @ingroup http
 * @brief Refuses to replace what is something else: throws std::invalid_argument if the file is a
 * folder, or holds something that does not begin as what would be written. What is no file, such as
 * a pipe, is taken.
 * @param file name of the file
 * @param beginning how what would be written begins
 */
void CheckHttpOutput(const std::string& file, std::string_view beginning);

} // namespace ns3

#endif /* HTTP_OUTPUT_FILE_H */
