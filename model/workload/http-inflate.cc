/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-inflate.h"

#include "ns3/http-file.h"

#include <cstdint>
#include <zlib.h>

namespace ns3
{

namespace
{

/// The most bytes that a file may have unpacked, 2 GiB: a few packed ones can stand for any number.
constexpr uint64_t MAX_UNPACKED = uint64_t{1} << 31;

/// Bits of the window, and 16 for gzip's head and trailer.
constexpr int WINDOW_BITS = 15 + 16;

} // namespace

std::string
HttpInflate(std::string& content)
{
    if (content.compare(0, 2, "\x1f\x8b") != 0)
    {
        return "";
    }
    z_stream stream{};
    if (inflateInit2(&stream, WINDOW_BITS) != Z_OK)
    {
        return "zlib cannot begin";
    }
    std::string unpacked;
    std::string block(1 << 16, '\0');
    std::string problem;
    stream.next_in = reinterpret_cast<Bytef*>(&content[0]);
    stream.avail_in = static_cast<uInt>(content.size());
    bool isEnded = false;
    while (problem.empty() && !isEnded)
    {
        stream.next_out = reinterpret_cast<Bytef*>(&block[0]);
        stream.avail_out = static_cast<uInt>(block.size());
        const int result = inflate(&stream, Z_NO_FLUSH);
        unpacked.append(block, 0, block.size() - stream.avail_out);
        if (result == Z_STREAM_END)
        {
            // Another member may follow; anything else behind the last one is padding.
            isEnded = stream.avail_in < 2 || stream.next_in[0] != 0x1f || stream.next_in[1] != 0x8b;
            inflateReset(&stream);
        }
        else if (result != Z_OK)
        {
            problem = stream.avail_in == 0 ? "it is compressed and ends too early"
                                           : "it is compressed and damaged";
        }
        if (unpacked.size() > MAX_UNPACKED)
        {
            problem = "it is compressed and larger than 2 GiB";
        }
    }
    inflateEnd(&stream);
    content = problem.empty() ? std::move(unpacked) : content;
    return problem;
}

std::string
HttpReadFile(const std::string& path, std::string& content)
{
    std::string problem = HttpReadBytes(path, content);
    if (problem.empty())
    {
        problem = HttpInflate(content);
        problem = problem.empty() ? "" : path + ": " + problem;
    }
    return problem;
}

} // namespace ns3
