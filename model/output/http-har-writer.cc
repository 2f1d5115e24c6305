/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-writer.h"

#include "http-har-resource.h"
#include "http-output-file.h"

#include "ns3/http-date.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <ctime>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

namespace ns3
{

namespace
{

/// Members in the order in which the specification lists them.
using Json = nlohmann::ordered_json;

/// @brief A duration in milliseconds. @param ns the duration @return it; -1 for one that is not
/// known
double
ToMilliseconds(int64_t ns)
{
    return ns < 0 ? -1 : static_cast<double>(ns) / 1e6;
}

/**
 * @brief A simulated time as a date and time of ISO 8601.
 * @param ns the time
 * @param epoch Unix time at which the simulation begins, s
 * @return the text
 */
std::string
MakeDate(int64_t ns, int64_t epoch)
{
    return http::FormatDateTime(epoch + ns / 1000000000,
                                static_cast<uint32_t>(ns % 1000000000 / 1000));
}

/// A head in its parts.
struct Head
{
    std::string startLine;       //!< request line or status line
    Json fields = Json::array(); //!< fields as HAR's headers
    std::string version;         //!< HTTP version
    std::string reason;          //!< reason phrase of a status line

    /// @brief A field's value. @param name its name @return the value, or empty
    std::string Get(const std::string& name) const;
};

std::string
Head::Get(const std::string& name) const
{
    for (const Json& field : fields)
    {
        if (http::EqualsIgnoreCase(field["name"].get_ref<const std::string&>(), name))
        {
            return field["value"];
        }
    }
    return "";
}

/// @brief Splits a head. @param text its bytes @return its parts
Head
SplitHead(const std::string& text)
{
    Head head;
    std::size_t begin = 0;
    while (begin < text.size())
    {
        const std::size_t end = std::min(text.find("\r\n", begin), text.size());
        const std::string line = text.substr(begin, end - begin);
        begin = end + 2;
        const std::size_t colon = line.find(':');
        if (head.startLine.empty())
        {
            head.startLine = line;
        }
        else if (colon != std::string::npos)
        {
            const std::size_t value = line.find_first_not_of(" \t", colon + 1);
            head.fields.push_back(
                {{"name", line.substr(0, colon)},
                 {"value", value == std::string::npos ? std::string() : line.substr(value)}});
        }
    }
    const bool isStatus = head.startLine.compare(0, 5, "HTTP/") == 0;
    const std::size_t space = isStatus ? head.startLine.find(' ') : head.startLine.rfind(' ');
    if (space != std::string::npos)
    {
        head.version =
            isStatus ? head.startLine.substr(0, space) : head.startLine.substr(space + 1);
        const std::size_t reason =
            isStatus ? head.startLine.find(' ', space + 1) : std::string::npos;
        head.reason = reason == std::string::npos ? "" : head.startLine.substr(reason + 1);
    }
    return head;
}

/// @brief The name and value pairs of a query. @param url the URL @return HAR's queryString
Json
SplitQuery(const std::string& url)
{
    Json pairs = Json::array();
    const std::size_t begin = url.find('?');
    const std::string query =
        begin == std::string::npos ? "" : url.substr(begin + 1, url.find('#') - begin - 1);
    std::size_t at = 0;
    while (at < query.size())
    {
        const std::size_t end = std::min(query.find('&', at), query.size());
        const std::string pair = query.substr(at, end - at);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        pairs.push_back({{"name", pair.substr(0, equals)},
                         {"value", equals < pair.size() ? pair.substr(equals + 1) : ""}});
        at = end + 1;
    }
    return pairs;
}

/// @brief HAR's timings of a transaction, in ns. @param t the transaction @return the timings
std::map<std::string, int64_t>
GetTimings(const HttpTraceReader::Transaction& t)
{
    const auto between = [](int64_t begin, int64_t end) {
        return begin < 0 || end < 0 ? int64_t{-1} : std::max<int64_t>(0, end - begin);
    };
    std::map<std::string, int64_t> timings;
    timings["dns"] = t.resolved > t.queued ? t.resolved - t.queued : -1;
    timings["connect"] = between(t.connectStart, t.connectEnd);
    timings["send"] = std::max<int64_t>(0, between(t.requestStart, t.requestEnd));
    timings["wait"] = std::max<int64_t>(0, between(t.requestEnd, t.firstByte));
    timings["receive"] = std::max<int64_t>(0, between(t.firstByte, t.finished));
    timings["blocked"] = 0;
    int64_t known = 0;
    for (const auto& timing : timings)
    {
        known += std::max<int64_t>(0, timing.second);
    }
    // Where the response began before the request had ended, the two overlap.
    const int64_t whole = between(t.queued, t.finished);
    int64_t surplus = std::max<int64_t>(0, known - std::max<int64_t>(0, whole));
    for (const char* name : {"send", "connect", "dns", "wait", "receive"})
    {
        const int64_t cut = std::min(surplus, std::max<int64_t>(0, timings[name]));
        timings[name] -= cut;
        surplus -= cut;
    }
    timings["blocked"] = std::max<int64_t>(0, whole - known);
    // It is contained in connect (HAR 1.2).
    timings["ssl"] = std::min(between(t.tlsStart, t.connectEnd), timings["connect"]);
    return timings;
}

/// @brief HAR's request. @param t the transaction @param message the request, if it was sent
/// @return the object
Json
MakeRequest(const HttpTraceReader::Transaction& t, const HttpTraceReader::Message* message)
{
    const Head head = SplitHead(message ? message->head : "");
    Json request;
    request["method"] = t.method;
    request["url"] = t.url;
    request["httpVersion"] = head.version.empty() ? "HTTP/1.1" : head.version;
    request["cookies"] = Json::array();
    request["headers"] = head.fields;
    request["queryString"] = SplitQuery(t.url);
    if (message && message->bodyBytes > 0)
    {
        const std::string type = head.Get("content-type");
        request["postData"] = {{"mimeType", type.empty() ? "application/octet-stream" : type},
                               {"text", ""}};
    }
    request["headersSize"] = message ? message->headBytes : -1;
    request["bodySize"] = message ? message->bytes - message->headBytes : 0;
    return request;
}

/// @brief The media type of a response's content. @param head its head @return what the content
/// stands for where the head tells both that and what it is
std::string
GetMediaType(const Head& head)
{
    const std::string type = head.Get("x-content-type");
    return type.empty() ? head.Get("content-type") : type;
}

/// @brief HAR's response. @param t the transaction @param message the response, if there was one
/// @return the object
Json
MakeResponse(const HttpTraceReader::Transaction& t, const HttpTraceReader::Message* message)
{
    const Head head = SplitHead(message ? message->head : "");
    const std::string type = GetMediaType(head);
    Json response;
    response["status"] = t.status;
    response["statusText"] = head.reason;
    response["httpVersion"] = head.version;
    response["cookies"] = Json::array();
    response["headers"] = head.fields;
    response["content"] = {{"size", message ? message->bodyBytes : 0},
                           {"mimeType", type.empty() ? "x-unknown" : type}};
    response["redirectURL"] = head.Get("location");
    response["headersSize"] = message ? message->headBytes : -1;
    response["bodySize"] = message ? message->bytes - message->headBytes : -1;
    if (t.outcome != "complete")
    {
        response["_error"] = t.outcome;
    }
    return response;
}

/// @brief Who revealed a transaction. @param reader the database @param t the transaction
/// @return Chrome's _initiator
Json
MakeInitiator(HttpTraceReader& reader, const HttpTraceReader::Transaction& t)
{
    const auto initiator = t.initiator > 0 ? reader.FindTransaction(t.initiator) : std::nullopt;
    if (!initiator)
    {
        return {{"type", "other"}};
    }
    std::string type;
    for (const auto& message : reader.GetMessagesOfTransaction(initiator->id))
    {
        type = message.isRequest ? type : GetMediaType(SplitHead(message.head));
    }
    return {{"type", FindHttpHarResource(type, false).initiates}, {"url", initiator->url}};
}

/// @brief Adds what Chrome's and WebPageTest's archives have beside the specification.
/// @param reader the database @param t the transaction @param response its response, if there was
/// one @param origin what times of chunks count from, ns @param entry where
void
AddExtras(HttpTraceReader& reader,
          const HttpTraceReader::Transaction& t,
          const HttpTraceReader::Message* response,
          int64_t origin,
          Json& entry)
{
    const HttpHarResource resource = FindHttpHarResource(entry["response"]["content"]["mimeType"],
                                                         t.page > 0 && t.initiator == 0);
    entry["_initiator"] = MakeInitiator(reader, t);
    entry["_priority"] = resource.priority;
    entry["_resourceType"] = resource.type;
    if (!response)
    {
        return;
    }
    Json chunks = Json::array();
    for (const HttpHarChunk& chunk : ReadHttpHarChunks(reader, *response, t.node))
    {
        chunks.push_back({{"ts", ToMilliseconds(std::max<int64_t>(0, chunk.time - origin))},
                          {"bytes", chunk.bytes}});
    }
    if (!chunks.empty())
    {
        entry["_chunks"] = std::move(chunks);
    }
}

/// What all entries have in common.
struct Origins
{
    int64_t epoch = 0;                //!< Unix time at which the simulation begins, s
    std::map<int64_t, int64_t> pages; //!< when pages began, ns
};

/// @brief HAR's entry. @param reader the database @param t the transaction @param origins what
/// times count from @return the object
Json
MakeEntry(HttpTraceReader& reader, const HttpTraceReader::Transaction& t, const Origins& origins)
{
    // Of several attempts the last one counts; of several responses the final one.
    const auto messages = reader.GetMessagesOfTransaction(t.id);
    const HttpTraceReader::Message* request = nullptr;
    const HttpTraceReader::Message* response = nullptr;
    for (const auto& message : messages)
    {
        (message.isRequest ? request : response) = &message;
    }
    const auto timings = GetTimings(t);
    Json entry;
    if (t.page > 0)
    {
        entry["pageref"] = "page_" + std::to_string(t.page);
    }
    entry["startedDateTime"] = MakeDate(std::max<int64_t>(0, t.queued), origins.epoch);
    entry["time"] = ToMilliseconds(std::max<int64_t>(0, t.finished - t.queued));
    entry["request"] = MakeRequest(t, request);
    entry["response"] = MakeResponse(t, t.status ? response : nullptr);
    entry["cache"] = Json::object();
    // A cache that has nothing and may not ask answers 504 itself (RFC 9111, section 5.2.1.7).
    if (t.attempts == 0 && t.outcome == "complete" && t.status != 504)
    {
        // As browsers mark what they did not ask for; the specification has no member for it.
        entry["_fromCache"] = "memory";
        entry["response"]["bodySize"] = 0;
    }
    for (const char* name : {"blocked", "dns", "connect", "ssl", "send", "wait", "receive"})
    {
        entry["timings"][name] = ToMilliseconds(timings.at(name));
    }
    if (const auto connection = reader.FindConnection(t.connection))
    {
        entry["serverIPAddress"] = connection->destination.address;
        entry["connection"] = connection->source.endpoint + "-" + connection->destination.endpoint;
    }
    const auto page = origins.pages.find(t.page);
    AddExtras(reader,
              t,
              t.status && t.attempts > 0 ? response : nullptr,
              page == origins.pages.end() ? 0 : page->second,
              entry);
    return entry;
}

/// @brief Writes an object as an element of an array. @param json the object @param isFirst
/// whether it is the first @param out where it goes
void
WriteElement(const Json& json, bool isFirst, std::ostream& out)
{
    // What is not UTF-8 in a head becomes a replacement character: JSON cannot hold it.
    out << (isFirst ? "\n" : ",\n") << json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// @brief Writes HAR's pages. @param reader the database @param origins where their beginnings go
/// @param out where it goes
void
WritePages(HttpTraceReader& reader, Origins& origins, std::ostream& out)
{
    // A page that was still loading at the end has no row of its own.
    HttpSqlQuery rows = reader.Query(
        "SELECT id, url, started_ns, finished_ns FROM page UNION ALL SELECT page, min(url), "
        "min(queued_ns), NULL FROM http_transaction WHERE page IS NOT NULL AND page NOT IN (SELECT "
        "id FROM page) GROUP BY page ORDER BY 3, 1");
    bool isFirst = true;
    while (rows.Next())
    {
        Json page;
        page["startedDateTime"] = MakeDate(rows.Integer(2), origins.epoch);
        origins.pages[rows.Integer(0)] = rows.Integer(2);
        page["id"] = "page_" + std::to_string(rows.Integer(0));
        page["title"] = rows.Text(1);
        page["pageTimings"] = {
            {"onContentLoad", -1},
            {"onLoad", ToMilliseconds(rows.IsNull(3) ? -1 : rows.Integer(3) - rows.Integer(2))}};
        WriteElement(page, isFirst, out);
        isFirst = false;
    }
}

} // namespace

void
HttpHarWriter::Write(HttpTraceReader& reader, std::ostream& out)
{
    std::string version;
    HttpSqlQuery run = reader.Query("SELECT value FROM run WHERE key = 'version'");
    if (run.Next())
    {
        version = run.Text(0);
    }
    const Json creator = {{"name", "ns3-http"}, {"version", version}};
    const std::string warning = reader.GetWarning();
    out << "{\"log\":{\"version\":\"1.2\",\"creator\":" << creator.dump();
    if (!warning.empty())
    {
        out << ",\"comment\":" << Json(warning).dump();
    }
    out << ",\"pages\":[";
    Origins origins;
    HttpSqlQuery epoch = reader.Query("SELECT CAST(value AS INTEGER) FROM run WHERE key = 'epoch'");
    origins.epoch = epoch.Next() ? epoch.Integer(0) : 0;
    WritePages(reader, origins, out);
    out << "],\n\"entries\":[";
    HttpSqlQuery order = reader.Query("SELECT id FROM http_transaction ORDER BY queued_ns, id");
    bool isFirst = true;
    while (order.Next())
    {
        WriteElement(MakeEntry(reader, *reader.FindTransaction(order.Integer(0)), origins),
                     isFirst,
                     out);
        isFirst = false;
    }
    out << "]}}\n";
}

void
HttpHarWriter::Write(HttpTraceReader& reader, const std::string& file)
{
    HttpOutputFile har(file);
    Write(reader, har.GetStream());
    har.Close();
}

} // namespace ns3
