/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-head.h"

#include "ns3/http-head-writer.h"
#include "ns3/http-status.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace http
{

namespace
{

/// Fields of an HTTP/1 connection, and Host, which is :authority.
constexpr std::array<std::string_view, 7> CONNECTION_FIELDS = {"Connection",
                                                               "Host",
                                                               "HTTP2-Settings",
                                                               "Keep-Alive",
                                                               "Proxy-Connection",
                                                               "Transfer-Encoding",
                                                               "Upgrade"};

/// What a field takes in a list besides its name and value (RFC 9113, section 6.5.2).
constexpr uint64_t LIST_OVERHEAD = 32;

/// @brief Those fields of a head that HTTP/2 has, in lower case. @param fields, host all, and
/// whether Host is among them @return them
Fields
MakeWireFields(const Fields& fields, bool host)
{
    Fields wire;
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const Fields::Line line = fields.GetLine(i);
        if (IsConnectionField(fields, line) && !(host && EqualsIgnoreCase(line.name, "Host")))
        {
            continue;
        }
        std::string name(line.name);
        std::transform(name.begin(), name.end(), name.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        wire.AddChecked(name, line.value);
    }
    return wire;
}

} // namespace

bool
IsConnectionField(const Fields& head, const Fields::Line& line)
{
    const bool isNamed =
        std::any_of(CONNECTION_FIELDS.begin(), CONNECTION_FIELDS.end(), [&line](auto name) {
            return EqualsIgnoreCase(line.name, name);
        });
    return isNamed || (EqualsIgnoreCase(line.name, "TE") && line.value != "trailers") ||
           head.HasToken("Connection", line.name);
}

std::string
WriteHttp2Head(const RequestHead& head)
{
    RequestHead wire;
    wire.method = head.method;
    wire.target = head.target;
    wire.version = Version::Http2;
    wire.fields = MakeWireFields(head.fields, true);
    std::string text;
    WriteRequestHead(wire, text);
    return text;
}

std::string
WriteHttp2Head(const ResponseHead& head)
{
    ResponseHead wire;
    wire.status = head.status;
    wire.reason.clear();
    wire.version = Version::Http2;
    wire.fields = MakeWireFields(head.fields, false);
    std::string text;
    WriteResponseHead(wire, text);
    return text;
}

void
Http2HeadReader::Clear()
{
    m_listBytes = 0;
    m_status = 0;
    for (std::string* text : {&m_method, &m_scheme, &m_authority, &m_path, &m_cookies})
    {
        text->clear();
    }
    m_fields.Clear();
}

void
Http2HeadReader::Take(std::string_view name, std::string_view value)
{
    m_listBytes += name.size() + value.size() + LIST_OVERHEAD;
    if (name.front() != ':')
    {
        if (m_fields.GetSize() == 0 && !m_authority.empty())
        {
            m_fields.AddChecked("Host", m_authority);
        }
        if (name == "cookie")
        {
            // Crumbs are one field again where HTTP/2 ends (RFC 9113, section 8.2.3).
            m_cookies += m_cookies.empty() ? "" : "; ";
            m_cookies += value;
        }
        else if (name != "host" || m_authority.empty())
        {
            m_fields.AddChecked(name, TrimWhiteSpace(value));
        }
        return;
    }
    if (name == ":status" && value.size() == 3)
    {
        m_status = static_cast<uint16_t>((value[0] - '0') * 100 + (value[1] - '0') * 10 +
                                         (value[2] - '0'));
    }
    else if (name == ":method")
    {
        m_method = value;
    }
    else if (name == ":scheme")
    {
        m_scheme = value;
    }
    else if (name == ":authority")
    {
        m_authority = value;
    }
    else if (name == ":path")
    {
        m_path = value;
    }
}

void
Http2HeadReader::DescribeContent(bool hasContent)
{
    if (!m_cookies.empty())
    {
        m_fields.AddChecked("cookie", m_cookies);
    }
    if (hasContent && !m_fields.Get("Content-Length"))
    {
        // What HTTP/1.1 says of the same message; it goes no further than HTTP/1.1.
        m_fields.AddChecked("Transfer-Encoding", "chunked");
    }
}

RequestHead
Http2HeadReader::ReleaseRequest(bool absolute, bool hasContent)
{
    if (m_fields.GetSize() == 0 && !m_authority.empty())
    {
        m_fields.AddChecked("Host", m_authority);
    }
    DescribeContent(hasContent);
    RequestHead head;
    head.version = Version::Http2;
    head.method = std::move(m_method);
    head.fields = std::move(m_fields);
    const bool isConnect = head.method == "CONNECT";
    const std::string host(head.fields.Get("Host").value_or(""));
    head.target = isConnect                                ? m_authority
                  : absolute && m_path.substr(0, 1) == "/" ? m_scheme + "://" + host + m_path
                                                           : m_path;
    Clear();
    return head;
}

ResponseHead
Http2HeadReader::ReleaseResponse(bool hasContent)
{
    DescribeContent(hasContent);
    ResponseHead head;
    head.version = Version::Http2;
    head.status = m_status;
    head.reason = GetReasonPhrase(m_status);
    head.fields = std::move(m_fields);
    Clear();
    return head;
}

Fields
Http2HeadReader::ReleaseFields()
{
    Fields fields = std::move(m_fields);
    Clear();
    return fields;
}

} // namespace http
} // namespace ns3
