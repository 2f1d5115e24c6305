/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-framing.h"

#include "http-status.h"

#include <optional>
#include <string>

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

/// @brief What the lines of Transfer-Encoding say together.
struct TransferCodings
{
    std::size_t count = 0;      //!< codings named
    std::size_t chunked = 0;    //!< how many of them are chunked
    bool isLastChunked = false; //!< whether the last one is
};

/// @brief Counts the codings of a line of Transfer-Encoding. @param list its value @param codings
/// gets them
void
CountCodings(std::string_view list, TransferCodings& codings)
{
    while (const auto member = TakeListMember(list))
    {
        codings.isLastChunked = EqualsIgnoreCase(*member, "chunked");
        codings.chunked += codings.isLastChunked ? 1 : 0;
        ++codings.count;
    }
}

/**
 * @brief The framing that transfer codings give (RFC 9112, sections 6.1 and 6.3).
 * @param codings what Transfer-Encoding says
 * @param isRequest whether a request does: it cannot end with its connection
 * @return the framing
 */
Framing
GetCodingFraming(const TransferCodings& codings, bool isRequest)
{
    if (codings.count == 0)
    {
        return MakeError(400, "Transfer-Encoding is empty");
    }
    if (codings.chunked > 1)
    {
        return MakeError(400, "Transfer-Encoding names chunked more than once");
    }
    if (!codings.isLastChunked)
    {
        return isRequest ? MakeError(400, "the last transfer coding is not chunked")
                         : Framing{FramingKind::UntilClose, 0, 0, ""};
    }
    if (codings.count > 1)
    {
        return MakeError(501, "a transfer coding other than chunked alone");
    }
    return {FramingKind::Chunked, 0, 0, ""};
}

/// @brief What the lines of Content-Length say together.
struct AnnouncedLength
{
    bool isThere = false;           //!< whether there is such a line
    std::optional<uint64_t> length; //!< the number
    const char* problem = "";       //!< what is wrong with them
};

/// @brief Reads a line of Content-Length. @param list its value @param announced gets it
void
ReadLength(std::string_view list, AnnouncedLength& announced)
{
    announced.isThere = true;
    std::size_t members = 0;
    while (const auto member = TakeListMember(list))
    {
        const auto number = HttpParseUnsigned(*member);
        if (!number || (announced.length && *announced.length != *number))
        {
            announced.problem = "Content-Length is not one decimal number";
        }
        announced.length = number;
        ++members;
    }
    if (members == 0)
    {
        announced.problem = "Content-Length is empty";
    }
}

/**
 * @brief The framing that Transfer-Encoding and Content-Length give; None if neither is there.
 *
 * A repeated Content-Length, as lines or as a list, counts once if all its numbers are equal.
 * @param version the message's version
 * @param fields the message's fields
 * @param isRequest whether it is a request
 * @return the framing
 */
Framing
GetFieldFraming(Version version, const Fields& fields, bool isRequest)
{
    bool isCoded = false;
    TransferCodings codings;
    AnnouncedLength announced;
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const auto line = fields.GetLine(i);
        if (IsName(line.name, "Transfer-Encoding"))
        {
            isCoded = true;
            CountCodings(line.value, codings);
        }
        else if (IsName(line.name, "Content-Length"))
        {
            ReadLength(line.value, announced);
        }
    }
    if (*announced.problem != '\0')
    {
        return MakeError(400, announced.problem);
    }
    if (!isCoded)
    {
        return announced.length ? Framing{FramingKind::Length, *announced.length, 0, ""}
                                : Framing{};
    }
    if (version == Version::Http10)
    {
        return MakeError(400, "Transfer-Encoding in HTTP/1.0");
    }
    if (announced.isThere)
    {
        return MakeError(400, "both Transfer-Encoding and Content-Length");
    }
    return GetCodingFraming(codings, isRequest);
}

} // namespace

Framing
GetRequestFraming(const RequestHead& head)
{
    return GetFieldFraming(head.version, head.fields, true);
}

bool
HasContent(const RequestHead& head)
{
    const Framing framing = GetRequestFraming(head);
    return framing.kind == FramingKind::Chunked || framing.length > 0;
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
    const Framing framing = GetFieldFraming(head.version, head.fields, false);
    if (framing.kind == FramingKind::None)
    {
        return {FramingKind::UntilClose, 0, 0, ""};
    }
    return framing;
}

bool
IsForwardable(const ResponseHead& head, std::string_view requestMethod)
{
    return GetResponseFraming(head, requestMethod).kind != FramingKind::UntilClose ||
           !head.fields.Get("Transfer-Encoding");
}

void
SetOneContentLength(Fields& fields)
{
    AnnouncedLength announced;
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const auto line = fields.GetLine(i);
        if (IsName(line.name, "Content-Length"))
        {
            ReadLength(line.value, announced);
        }
    }
    if (*announced.problem != '\0')
    {
        fields.Remove("Content-Length");
    }
    else if (announced.isThere)
    {
        fields.Set("Content-Length", std::to_string(*announced.length));
    }
}

bool
IsPersistent(Version version, const Fields& fields)
{
    if (fields.HasToken("Connection", "close"))
    {
        return false;
    }
    return version != Version::Http10 || fields.HasToken("Connection", "keep-alive");
}

} // namespace http
} // namespace ns3
