/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-head-padding.h"

#include <string>
#include <string_view>

namespace ns3
{

namespace
{

/// Bytes of "HTTP/1.1" in a start line.
constexpr std::size_t VERSION_BYTES = 8;

/// The field that pads.
constexpr std::string_view PADDING = "X-Padding";

/**
 * @brief Adds bytes to a field section.
 * @param fields the section
 * @param missing how many
 * @param product the field whose value may grow
 */
void
Pad(http::Fields& fields, std::size_t missing, std::string_view product)
{
    const std::size_t frame = PADDING.size() + 4; // ": " and CRLF
    if (missing > frame)
    {
        fields.Add(PADDING, std::string(missing - frame, '.'));
        return;
    }
    const std::string value = std::string(fields.Get(product).value_or(""));
    if (!value.empty())
    {
        fields.Set(product, value + std::string(missing, '.'));
    }
}

} // namespace

std::size_t
GetHttpHeadBytes(const http::RequestHead& head)
{
    // Two spaces, the line's end and the empty line.
    return head.method.size() + head.target.size() + VERSION_BYTES + 6 + head.fields.GetWireBytes();
}

std::size_t
GetHttpHeadBytes(const http::ResponseHead& head)
{
    // Three digits, two spaces, the line's end and the empty line.
    return VERSION_BYTES + 3 + head.reason.size() + 6 + head.fields.GetWireBytes();
}

void
PadHttpHead(http::RequestHead& head, uint32_t bytes)
{
    const std::size_t size = bytes == 0 ? 0 : GetHttpHeadBytes(head);
    if (size < bytes)
    {
        Pad(head.fields, bytes - size, "User-Agent");
    }
}

void
PadHttpHead(http::ResponseHead& head, uint32_t bytes)
{
    const std::size_t size = bytes == 0 ? 0 : GetHttpHeadBytes(head);
    if (size < bytes)
    {
        Pad(head.fields, bytes - size, "Server");
    }
}

} // namespace ns3
