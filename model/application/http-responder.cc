/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-responder.h"

#include "http-head-padding.h"

#include "ns3/http-conditions.h"
#include "ns3/http-date.h"
#include "ns3/http-forwarding.h"
#include "ns3/http-status.h"
#include "ns3/http-url.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

namespace ns3
{

namespace
{

/// The methods that a resource answers unless the catalogue says otherwise (RFC 9110, section 9.3).
constexpr std::array<std::string_view, 6> METHODS =
    {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};

/// Value of the Allow field.
constexpr std::string_view ALLOW = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

/// The port of origins of the scheme https, whose Host field does not name it.
constexpr uint16_t HTTPS_PORT = 443;

/**
 * @brief The request's authority as catalogues spell it: without the port if it is 80.
 * @param request the request's head
 * @param port the port that the request came to
 * @return the authority
 */
std::string
GetAuthority(const http::RequestHead& request, uint16_t port)
{
    std::string authority(request.fields.Get("Host").value_or(""));
    const std::string::size_type colon = authority.rfind(':');
    const bool hasPort = colon != std::string::npos && authority.back() != ']';
    if (hasPort && authority.compare(colon, std::string::npos, ":80") == 0)
    {
        authority.erase(colon);
    }
    else if (!hasPort && port == HTTPS_PORT)
    {
        authority += ":443";
    }
    return authority;
}

/**
 * @brief Says what the content is.
 *
 * An analyser that reads the type believes it: a pattern declared as an image is a broken image. So
 * only text is declared as what it stands for; of the rest X-Content-Type tells.
 * @param fields where
 * @param type the resource's type, empty for none
 * @param kind what the bytes are
 */
void
AddContentType(http::Fields& fields, const std::string& type, http::ContentKind kind)
{
    static constexpr std::array<std::string_view, 4> TEXTS = {"text/html",
                                                              "text/css",
                                                              "text/plain",
                                                              "text/javascript"};
    if (type.empty())
    {
        return;
    }
    const std::string_view media = std::string_view(type).substr(0, type.find(';'));
    if (kind == http::ContentKind::File ||
        std::find(TEXTS.begin(), TEXTS.end(), media) != TEXTS.end())
    {
        fields.Add("Content-Type", type);
        return;
    }
    fields.Add("Content-Type", "application/octet-stream");
    fields.Add("X-Content-Type", type);
}

} // namespace

HttpAnswer
HttpResponder::Answer(const http::RequestHead& request)
{
    std::string absolute;
    std::string_view target = request.target;
    std::string authority = GetAuthority(request, port);
    if (const std::optional<http::Url> url =
            target.front() == '/' ? std::nullopt : http::ParseUrl(target))
    {
        // A server accepts the absolute form, whose authority overrides Host (RFC 9112, 3.2.2).
        absolute = http::GetOriginForm(target);
        target = absolute;
        authority = url->port == 80 ? url->host : url->host + ":" + std::to_string(url->port);
    }
    const HttpResource* known =
        catalogue ? catalogue->Find(request.method, authority, target) : nullptr;
    if (!known && catalogue && port == HTTPS_PORT)
    {
        // What a catalogue has at port 80 may be asked for as https (HTTP_SCHEMES_SECURE).
        const std::string::size_type colon = authority.rfind(":443");
        known = catalogue->Find(request.method, authority.substr(0, colon), target);
    }
    if (known)
    {
        return Serve(request, target, *known, kind);
    }
    if (std::find(METHODS.begin(), METHODS.end(), request.method) == METHODS.end())
    {
        return Refuse(501, target);
    }
    if (request.method == "OPTIONS")
    {
        HttpAnswer answer = Refuse(204, target);
        answer.head.fields.Add("Allow", ALLOW);
        return answer;
    }
    if (root)
    {
        if (const std::optional<HttpDocumentRoot::File> file = root->Find(target))
        {
            HttpResource resource;
            resource.size = file->size;
            resource.type = file->type;
            HttpAnswer answer = Serve(request, target, resource, http::ContentKind::File);
            answer.content.seed = file->id;
            return answer;
        }
    }
    const std::optional<HttpResource> described = GetResourceFromTarget(target);
    return described ? Serve(request, target, *described, kind) : Refuse(404, target);
}

HttpAnswer
HttpResponder::Refuse(uint16_t status, std::string_view target)
{
    HttpResource resource;
    resource.status = status;
    // Without a target the client could not know which content to expect.
    resource.size = target.empty() ? 0 : errorBytes;
    return Serve(http::RequestHead(), target, resource, kind);
}

HttpAnswer
HttpResponder::Serve(const http::RequestHead& request,
                     std::string_view target,
                     const HttpResource& resource,
                     http::ContentKind contentKind)
{
    HttpAnswer answer;
    answer.delay = resource.delay;
    answer.end = resource.end;
    answer.cut = resource.cut;
    answer.head.status = resource.status;
    answer.head.reason = http::GetReasonPhrase(resource.status);
    answer.content.kind = contentKind;
    answer.content.seed = http::GetContentSeed(target);
    http::Fields& fields = answer.head.fields;
    AddServerFields(answer.head);
    if (!http::HasNoContent(resource.status))
    {
        AddContentType(fields, resource.type, contentKind);
        const bool isHead = request.method == "HEAD";
        answer.content.length = isHead ? 0 : resource.size;
        if (!resource.chunked)
        {
            fields.Add("Content-Length", std::to_string(resource.size));
        }
        else if (request.version != http::Version::Http10)
        {
            fields.Add("Transfer-Encoding", "chunked");
        }
    }
    for (std::size_t i = 0; i < resource.fields.GetSize(); ++i)
    {
        fields.Add(resource.fields.GetLine(i).name, resource.fields.GetLine(i).value);
    }
    AddDates(resource, fields);
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    if (resource.status == 200 && isRead)
    {
        AddCacheFields(target, resource.size, fields);
    }
    http::Fields current = isRead ? fields : resource.fields;
    if (!isRead)
    {
        AddDates(resource, current);
        AddCacheFields(target, resource.size, current);
    }
    ApplyHttpConditions(request, http::GetValidators(current), errorBytes, answer);
    if (request.version != http::Version::Http2)
    {
        PadHttpHead(answer.head, resource.headBytes);
        return answer;
    }
    for (std::size_t i = 0; i < resource.recorded.GetSize(); ++i)
    {
        answer.head.fields.Add(resource.recorded.GetLine(i).name,
                               resource.recorded.GetLine(i).value);
    }
    return answer;
}

void
HttpResponder::AddCacheFields(std::string_view target, uint64_t size, http::Fields& fields) const
{
    if (validators)
    {
        if (!fields.Get("ETag"))
        {
            std::ostringstream etag;
            etag << '"' << std::hex << http::GetContentSeed(target) << '-' << size << '"';
            fields.Add("ETag", etag.str());
        }
        if (!fields.Get("Last-Modified"))
        {
            fields.Add("Last-Modified", http::FormatHttpDate(modified));
        }
        if (fields.Get("Content-Length"))
        {
            fields.Add("Accept-Ranges", "bytes");
        }
    }
    if (!cacheControl.empty() && !fields.Get("Cache-Control"))
    {
        fields.Add("Cache-Control", cacheControl);
    }
}

void
HttpResponder::AddDates(const HttpResource& resource, http::Fields& fields) const
{
    if (resource.modifiedBefore)
    {
        const int64_t time = std::max<int64_t>(0, epoch - *resource.modifiedBefore);
        fields.Add("Last-Modified", http::FormatHttpDate(time));
    }
    if (resource.expiresAfter)
    {
        const int64_t time = std::max<int64_t>(0, m_dateSecond + *resource.expiresAfter);
        fields.Add("Expires", http::FormatHttpDate(time));
    }
}

void
HttpResponder::AddServerFields(http::ResponseHead& head)
{
    const int64_t second = epoch + static_cast<int64_t>(Simulator::Now().GetSeconds());
    if (second != m_dateSecond)
    {
        m_dateSecond = second;
        m_date = http::FormatHttpDate(second);
    }
    head.fields.Add("Date", m_date);
    if (!product.empty())
    {
        head.fields.Add("Server", product);
    }
}

} // namespace ns3
