/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TEMPORARY_FILE_H
#define HTTP_TEMPORARY_FILE_H

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace http_test
{

/// @brief A file that exists as long as this object.
class TemporaryFile
{
  public:
    /// @brief Writes the file. @param content its bytes
    explicit TemporaryFile(const std::string& content)
    {
        std::string name = (std::filesystem::temp_directory_path() / "ns3-http-XXXXXX").string();
        const int descriptor = mkstemp(&name[0]);
        if (descriptor >= 0)
        {
            close(descriptor);
        }
        m_path = name;
        std::ofstream(m_path, std::ios::binary) << content;
    }

    ~TemporaryFile()
    {
        std::filesystem::remove(m_path);
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    /// @brief Where it is. @return the path
    const std::string& GetPath() const
    {
        return m_path;
    }

  private:
    std::string m_path; //!< where it is
};

} // namespace http_test

#endif /* HTTP_TEMPORARY_FILE_H */
