/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-head-writer.h"

#include "http-head-rules.h"

#include <string_view>

namespace ns3
{
namespace http
{

namespace
{

/// @brief A version as the start line spells it. @param version it @return its text
std::string_view
GetVersionText(Version version)
{
    return version == Version::Http10 ? "HTTP/1.0" : "HTTP/1.1";
}

/// @brief Appends a field line. @param line it @param text where to
void
AppendLine(const Fields::Line& line, std::string& text)
{
    text.append(line.name);
    text.append(": ");
    text.append(line.value);
    text.append("\r\n");
}

/// @brief Appends a status line. @param head the head @param text where to
void
AppendStatusLine(const ResponseHead& head, std::string& text)
{
    text.append(GetVersionText(head.version));
    text.push_back(' ');
    text.push_back(static_cast<char>('0' + head.status / 100));
    text.push_back(static_cast<char>('0' + head.status / 10 % 10));
    text.push_back(static_cast<char>('0' + head.status % 10));
    text.push_back(' ');
    text.append(head.reason);
    text.append("\r\n");
}

/// @brief Makes room for a head. @param text where @param bytes how many
void
ReserveMore(std::string& text, std::size_t bytes)
{
    if (text.capacity() - text.size() < bytes && text.empty())
    {
        text.reserve(bytes);
    }
}

} // namespace

bool
WriteRequestHead(const RequestHead& head, std::string& text)
{
    if (FindProblem(head))
    {
        return false;
    }
    ReserveMore(text, head.method.size() + head.target.size() + 14 + head.fields.GetWireBytes());
    text.append(head.method);
    text.push_back(' ');
    text.append(head.target);
    text.push_back(' ');
    text.append(GetVersionText(head.version));
    text.append("\r\n");
    for (std::size_t i = 0; i < head.fields.GetSize(); ++i)
    {
        AppendLine(head.fields.GetLine(i), text);
    }
    text.append("\r\n");
    return true;
}

bool
WriteResponseHead(const ResponseHead& head, std::string& text)
{
    if (FindProblem(head))
    {
        return false;
    }
    ReserveMore(text, head.reason.size() + 17 + head.fields.GetWireBytes());
    AppendStatusLine(head, text);
    for (std::size_t i = 0; i < head.fields.GetSize(); ++i)
    {
        AppendLine(head.fields.GetLine(i), text);
    }
    text.append("\r\n");
    return true;
}

bool
WriteClosingResponseHead(const ResponseHead& head, std::string& text)
{
    if (head.fields.HasToken("Connection", "close"))
    {
        return WriteResponseHead(head, text);
    }
    if (FindProblem(head))
    {
        return false;
    }
    ReserveMore(text, head.reason.size() + 36 + head.fields.GetWireBytes());
    AppendStatusLine(head, text);
    bool written = false;
    for (std::size_t i = 0; i < head.fields.GetSize(); ++i)
    {
        const auto line = head.fields.GetLine(i);
        if (EqualsIgnoreCase(line.name, "Keep-Alive"))
        {
            continue;
        }
        if (!EqualsIgnoreCase(line.name, "Connection"))
        {
            AppendLine(line, text);
            continue;
        }
        if (!written)
        {
            text.append("Connection: close");
            written = true;
            std::string_view list = line.value;
            while (const auto member = TakeListMember(list))
            {
                if (!EqualsIgnoreCase(*member, "keep-alive"))
                {
                    text.append(", ");
                    text.append(*member);
                }
            }
            text.append("\r\n");
        }
        else if (!EqualsIgnoreCase(line.value, "keep-alive"))
        {
            AppendLine(line, text);
        }
    }
    text.append(written ? "\r\n" : "Connection: close\r\n\r\n");
    return true;
}

} // namespace http
} // namespace ns3
