/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-output-file.h"

#include "http-trace-error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace ns3
{

HttpOutputFile::HttpOutputFile(const std::string& file)
    : m_file(file)
{
    const std::filesystem::path path(file);
    std::error_code error;
    if (path.has_parent_path())
    {
        // Opening the file tells what is wrong with the folder.
        std::filesystem::create_directories(path.parent_path(), error);
    }
    errno = 0;
    m_stream.open(file, std::ios::binary | std::ios::trunc);
    if (!m_stream)
    {
        Fail("make");
    }
}

void
HttpOutputFile::Write(std::string_view text)
{
    if (!m_stream.write(text.data(), static_cast<std::streamsize>(text.size())))
    {
        Fail("write");
    }
}

std::ostream&
HttpOutputFile::GetStream()
{
    return m_stream;
}

void
HttpOutputFile::Close()
{
    m_stream.close();
    if (!m_stream)
    {
        Fail("write");
    }
}

void
HttpOutputFile::Fail(const char* action) const
{
    std::string text = std::string("cannot ") + action + " " + m_file;
    text += errno ? std::string(": ") + std::strerror(errno) : std::string();
    throw HttpTraceError(text);
}

void
CheckHttpOutput(const std::string& file, std::string_view beginning)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
    {
        throw std::invalid_argument(file + ": is a folder; accepted: the name of a file");
    }
    if (!std::filesystem::is_regular_file(file, ignored))
    {
        return;
    }
    std::ifstream old(file, std::ios::binary);
    std::string start(beginning.size(), '\0');
    old.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (old.gcount() > 0 && start != beginning)
    {
        throw std::invalid_argument(file + ": holds something else; accepted: another name");
    }
}

} // namespace ns3
