/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-document-root.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <utility>

namespace ns3
{

namespace
{

namespace fs = std::filesystem;

/// Media types by file name ending.
constexpr std::array<std::pair<std::string_view, const char*>, 18> MEDIA_TYPES = {{
    {".html", "text/html"},
    {".htm", "text/html"},
    {".css", "text/css"},
    {".js", "text/javascript"},
    {".mjs", "text/javascript"},
    {".json", "application/json"},
    {".txt", "text/plain"},
    {".csv", "text/csv"},
    {".xml", "application/xml"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".woff2", "font/woff2"},
    {".pdf", "application/pdf"},
}};

/**
 * @brief Decodes the path of a request target.
 * @param target the target in origin form
 * @return the path, or nothing if an encoding is broken or a NUL is in it
 */
std::optional<std::string>
DecodePath(std::string_view target)
{
    const std::string_view path = target.substr(0, target.find('?'));
    std::string decoded;
    for (std::size_t i = 0; i < path.size(); ++i)
    {
        char c = path[i];
        if (c == '%')
        {
            const int high = i + 2 < path.size() ? HttpGetHexValue(path[i + 1]) : -1;
            const int low = i + 2 < path.size() ? HttpGetHexValue(path[i + 2]) : -1;
            if (high < 0 || low < 0)
            {
                return std::nullopt;
            }
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
        {
            return std::nullopt;
        }
        decoded += c;
    }
    return decoded;
}

} // namespace

std::string
GetHttpMediaType(std::string_view name)
{
    for (const auto& [ending, type] : MEDIA_TYPES)
    {
        if (HttpEndsWith(name, ending))
        {
            return type;
        }
    }
    return "application/octet-stream";
}

std::string
HttpDocumentRoot::Open(const std::string& folder)
{
    std::error_code error;
    const fs::path root = fs::canonical(folder, error);
    if (error)
    {
        return folder + ": " + error.message();
    }
    if (!fs::is_directory(root))
    {
        return folder + ": not a folder";
    }
    m_root = root.string();
    return "";
}

std::optional<HttpDocumentRoot::File>
HttpDocumentRoot::Find(std::string_view target)
{
    const std::optional<std::string> path = DecodePath(target);
    if (!path || path->empty() || path->front() != '/')
    {
        return std::nullopt;
    }
    std::error_code error;
    fs::path file = fs::canonical(fs::path(m_root) / path->substr(1), error);
    if (!error && fs::is_directory(file))
    {
        file = fs::canonical(file / "index.html", error);
    }
    if (error || !fs::is_regular_file(file))
    {
        return std::nullopt;
    }
    // The path is canonical, so a common beginning proves that the file lies inside.
    const std::string inside = m_root.back() == '/' ? m_root : m_root + "/";
    if (file.string().compare(0, inside.size(), inside) != 0)
    {
        return std::nullopt;
    }
    const auto [entry, isNew] = m_numbers.emplace(file.string(), m_paths.size());
    if (isNew)
    {
        m_paths.push_back(file.string());
    }
    const uint64_t size = fs::file_size(file, error);
    if (error)
    {
        return std::nullopt;
    }
    return File{entry->second, size, GetHttpMediaType(file.string())};
}

void
HttpDocumentRoot::ReadContent(const http::Content& content, uint8_t* bytes)
{
    if (!m_stream.is_open() || m_streamFile != content.seed)
    {
        m_stream.close();
        m_stream.clear();
        m_stream.open(m_paths.at(content.seed), std::ios::binary);
        m_streamFile = content.seed;
    }
    m_stream.clear();
    m_stream.seekg(static_cast<std::streamoff>(content.offset));
    m_stream.read(reinterpret_cast<char*>(bytes), static_cast<std::streamsize>(content.length));
    // A file that became shorter while it was sent: the announced length must still be filled.
    const auto got = static_cast<uint64_t>(std::max<std::streamsize>(m_stream.gcount(), 0));
    std::memset(bytes + got, 0, content.length - got);
}

} // namespace ns3
