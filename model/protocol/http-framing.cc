/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-framing.h"

#include "http-status.h"

#include <limits>
#include <optional>

namespace ns3
{
namespace http
{

namespace
{

/// @brief A framing that allows no safe answer. @param status, problem what and why @return it
Framing
MakeError(uint16_t status, const char* problem)
{
    return {FramingKind::Error, 0, status, problem};
}

/// @brief Whether a field has that name; most differ in length. @param name, wanted both @return
/// whether
bool
IsName(std::string_view name, std::string_view wanted)
{
    return name.size() == wanted.size() && EqualsIgnoreCase(name, wanted);
}

/// @brief Reads a decimal number (RFC 9110, section 8.6). @param text it @return it, or nothing
std::optional<uint64_t>
ParseLength(std::string_view text)
{
    constexpr uint64_t LARGEST = std::numeric_limits<uint64_t>::max();
    if (text.empty())
    {
        return std::nullopt;
    }
    uint64_t length = 0;
    for (const char c : text)
    {
        if (c < '0' || c > '9')
        {
            return std::nullopt;
        }
        const auto digit = static_cast<uint64_t>(c - '0');
        if (length > (LARGEST - digit) / 10)
        {
            return std::nullopt;
        }
        length = length * 10 + digit;
    }
    return length;
}

/**
 * @brief The framing that Transfer-Encoding and Content-Length give; None if neither is there.
 *
 * A repeated Content-Length, as lines or as a list, counts once if all its numbers are equal.
 * @param version the message's version
 * @param fields the message's fields
 * @return the framing
 */
Framing
GetFieldFraming(Version version, const Fields& fields)
{
    std::size_t codings = 0;
    bool chunked = false;
    std::size_t lengths = 0;
    std::optional<uint64_t> length;
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const auto line = fields.GetLine(i);
        if (IsName(line.name, "Transfer-Encoding"))
        {
            ++codings;
            chunked = EqualsIgnoreCase(line.value, "chunked");
        }
        else if (IsName(line.name, "Content-Length"))
        {
            ++lengths;
            std::string_view list = line.value;
            std::size_t members = 0;
            while (const auto member = TakeListMember(list))
            {
                const auto number = ParseLength(*member);
                if (!number || (length && *length != *number))
                {
                    return MakeError(400, "Content-Length is not one decimal number");
                }
                length = number;
                ++members;
            }
            if (members == 0)
            {
                return MakeError(400, "Content-Length is empty");
            }
        }
    }
    if (codings == 0)
    {
        return length ? Framing{FramingKind::Length, *length, 0, ""} : Framing{};
    }
    if (version == Version::Http10)
    {
        return MakeError(400, "Transfer-Encoding in HTTP/1.0");
    }
    if (lengths > 0)
    {
        return MakeError(400, "both Transfer-Encoding and Content-Length");
    }
    if (codings > 1 || !chunked)
    {
        return MakeError(501, "a transfer coding other than chunked alone");
    }
    return {FramingKind::Chunked, 0, 0, ""};
}

} // namespace

Framing
GetRequestFraming(const RequestHead& head)
{
    return GetFieldFraming(head.version, head.fields);
}

Framing
GetResponseFraming(const ResponseHead& head, std::string_view requestMethod)
{
    const bool success = head.status >= 200 && head.status <= 299;
    if (head.status == 101 || (success && requestMethod == "CONNECT"))
    {
        return {FramingKind::Tunnel, 0, 0, ""};
    }
    if (HasNoContent(head.status) || requestMethod == "HEAD")
    {
        return {};
    }
    const Framing framing = GetFieldFraming(head.version, head.fields);
    if (framing.kind == FramingKind::None)
    {
        return {FramingKind::UntilClose, 0, 0, ""};
    }
    return framing;
}

bool
IsPersistent(Version version, const Fields& fields)
{
    if (fields.HasToken("Connection", "close"))
    {
        return false;
    }
    return version == Version::Http11 || fields.HasToken("Connection", "keep-alive");
}

} // namespace http
} // namespace ns3
