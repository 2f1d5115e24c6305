/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-inflate.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <zlib.h>

namespace ns3
{

namespace
{

/// The most bytes that a file may have unpacked, 2 GiB: a few packed ones can stand for any number.
constexpr uint64_t MAX_UNPACKED = uint64_t{1} << 31;

} // namespace

std::string
HttpReadFile(const std::string& path, std::string& content)
{
    content.clear();
    errno = 0;
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    int state = file ? Z_OK : Z_ERRNO;
    std::string block(1 << 16, '\0');
    for (int read = 1; state == Z_OK && read > 0;)
    {
        read = gzread(file.get(), &block[0], static_cast<unsigned>(block.size()));
        content.append(block, 0, static_cast<std::size_t>(std::max(read, 0)));
        gzerror(file.get(), &state);
        if (content.size() > MAX_UNPACKED && gzdirect(file.get()) == 0)
        {
            return path + ": it is compressed and larger than 2 GiB";
        }
    }
    switch (state)
    {
    case Z_OK:
        return "";
    case Z_ERRNO:
        return path + ": " + (errno != 0 ? std::strerror(errno) : "cannot be read");
    case Z_BUF_ERROR:
        return path + ": it is compressed and ends too early";
    default:
        return path + ": it is compressed and damaged";
    }
}

std::string
HttpReadLines(const std::string& path, const HttpTakeLine& take)
{
    const std::string_view mark = "\xef\xbb\xbf";
    std::string content;
    std::string problem = HttpReadFile(path, content);
    std::string_view rest = content;
    rest.remove_prefix(rest.substr(0, mark.size()) == mark ? mark.size() : 0);
    std::string_view line;
    for (uint64_t number = 1; problem.empty() && HttpNextLine(rest, line); ++number)
    {
        const std::string_view text = HttpTrim(line);
        if (!text.empty() && text.front() != '#')
        {
            problem = take(text, number);
        }
    }
    return problem;
}

} // namespace ns3
