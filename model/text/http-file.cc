/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace ns3
{

std::string
HttpReadBytes(const std::string& path, std::string& content)
{
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file)
    {
        return path + ": " + (errno != 0 ? std::strerror(errno) : "cannot be opened");
    }
    content.clear();
    std::string block(1 << 16, '\0');
    do
    {
        file.read(&block[0], static_cast<std::streamsize>(block.size()));
        content.append(block, 0, static_cast<std::size_t>(file.gcount()));
    } while (file);
    if (!file.eof())
    {
        return path + ": " + (errno != 0 ? std::strerror(errno) : "cannot be read");
    }
    return "";
}

std::string
ReadWholeFile(const std::string& name)
{
    std::string text;
    const std::string problem = HttpReadBytes(name, text);
    if (!problem.empty())
    {
        throw std::runtime_error("cannot read " + problem);
    }
    return text;
}

void
WriteWholeFile(const std::string& name, const std::string& text)
{
    const std::string unfinished = name + ".part";
    errno = 0;
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file || std::rename(unfinished.c_str(), name.c_str()) != 0)
    {
        throw std::runtime_error("cannot write " + name +
                                 (errno ? std::string(": ") + std::strerror(errno) : ""));
    }
}

} // namespace ns3
