/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-reader.h"

#include "http-utf8.h"

#include "ns3/http-date.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace ns3
{

namespace
{

using Json = nlohmann::json;

/// Every member that is read, wherever it stands.
const char* const MEMBERS[] = {
    "_all_start",    "_bytesIn",        "_error",        "_fetchType", "_fromCache",
    "_initiator",    "_load_start",     "_objectSize",   "_priority",  "_server_rtt",
    "_transferSize", "afterRequest",    "beforeRequest", "connection", "serverIPAddress",
    "blocked",       "bodySize",        "cache",         "callFrames", "compression",
    "connect",       "content",         "creator",       "dns",        "entries",
    "headers",       "headersSize",     "httpVersion",   "id",         "log",
    "method",        "mimeType",        "name",          "pageref",    "pages",
    "params",        "parent",          "postData",      "receive",    "redirectURL",
    "request",       "response",        "send",          "size",       "ssl",
    "stack",         "startedDateTime", "status",        "statusText", "text",
    "time",          "timings",         "url",           "value",      "wait",
};

/// The longest chain of asynchronous calls that is followed to find who asked for an object.
const int MAX_STACKS = 100;

/**
 * @brief A member of an object.
 * @param json the object, or anything else
 * @param name the member's name
 * @return the member, or null if there is none
 */
const Json&
Member(const Json& json, const char* name)
{
    static const Json none;
    if (!json.is_object())
    {
        return none;
    }
    const auto it = json.find(name);
    return it == json.end() ? none : *it;
}

/**
 * @brief A member that is a number, or a text that reads as one.
 * @param json the object
 * @param name the member's name
 * @return the number
 */
std::optional<double>
Number(const Json& json, const char* name)
{
    const Json& member = Member(json, name);
    if (member.is_number())
    {
        return member.get<double>();
    }
    return member.is_string() ? HttpParseNumber(HttpTrim(member.get_ref<const std::string&>()))
                              : std::nullopt;
}

/**
 * @brief A member that is a text.
 * @param json the object
 * @param name the member's name
 * @return the text, or an empty one
 */
std::string
Text(const Json& json, const char* name)
{
    const Json& member = Member(json, name);
    return member.is_string() ? member.get<std::string>() : std::string();
}

/**
 * @brief What requests and responses have in common.
 * @param json request or response
 * @return what it says
 */
HttpHarRawEntry::Message
ReadMessage(const Json& json)
{
    HttpHarRawEntry::Message message;
    message.version = Text(json, "httpVersion");
    message.head = Number(json, "headersSize");
    message.body = Number(json, "bodySize");
    const Json& list = Member(json, "headers");
    if (list.is_array())
    {
        for (const Json& line : list)
        {
            std::string name = Text(line, "name");
            if (!name.empty())
            {
                message.fields.emplace_back(std::move(name), Text(line, "value"));
            }
        }
    }
    return message;
}

/**
 * @brief Who made the browser ask, by _initiator: a URL, or an object with a URL or a call stack.
 * @param initiator the member
 * @return URLs, the nearest first, one a line
 */
std::string
ReadInitiator(const Json& initiator)
{
    if (initiator.is_string())
    {
        return initiator.get<std::string>();
    }
    std::string urls = Text(initiator, "url");
    const Json* stack = &Member(initiator, "stack");
    for (int depth = 0; stack->is_object() && depth < MAX_STACKS; depth++)
    {
        const Json& frames = Member(*stack, "callFrames");
        if (frames.is_array())
        {
            for (const Json& frame : frames)
            {
                urls += '\n' + Text(frame, "url");
            }
        }
        stack = &Member(*stack, "parent");
    }
    return urls;
}

/**
 * @brief Bytes of what a request posts.
 * @param postData the member
 * @return bytes of its text, or of its parameters; nothing if it has neither
 */
std::optional<double>
ReadPostDataBytes(const Json& postData)
{
    const Json& text = Member(postData, "text");
    if (text.is_string() && !text.get_ref<const std::string&>().empty())
    {
        return static_cast<double>(text.get_ref<const std::string&>().size());
    }
    const Json& parameters = Member(postData, "params");
    if (!parameters.is_array() || parameters.empty())
    {
        return std::nullopt;
    }
    std::size_t bytes = parameters.size() - 1;
    for (const Json& parameter : parameters)
    {
        bytes += Text(parameter, "name").size() + 1 + Text(parameter, "value").size();
    }
    return static_cast<double>(bytes);
}

/**
 * @brief Whether a recorder says that no network was used.
 * @param entry the entry
 * @return whether Chrome says so by _fromCache, or Safari by _fetchType
 */
bool
IsFromCache(const Json& entry)
{
    const Json& flag = Member(entry, "_fromCache");
    const std::string type = Text(entry, "_fetchType");
    static const char* const WITHOUT_NETWORK[] = {"Memory Cache",
                                                  "Disk Cache",
                                                  "Service Worker",
                                                  "Inspector Override"};
    return (flag.is_string() && !flag.get_ref<const std::string&>().empty()) || flag == true ||
           std::find(std::begin(WITHOUT_NETWORK), std::end(WITHOUT_NETWORK), type) !=
               std::end(WITHOUT_NETWORK);
}

/// @brief Whether a member says something. @param json, name the object, the member @return whether
bool
IsFilled(const Json& json, const char* name)
{
    const Json& member = Member(json, name);
    return member.is_string() ? !HttpTrim(member.get_ref<const std::string&>()).empty()
                              : !member.is_null() && !member.empty();
}

/**
 * @brief Reads one entry.
 * @param json the entry
 * @param entry what it says
 */
void
ReadEntry(const Json& json, HttpHarRawEntry& entry)
{
    const Json& request = Member(json, "request");
    const Json& response = Member(json, "response");
    const Json& content = Member(response, "content");
    const Json& timings = Member(json, "timings");

    entry.pageref = Text(json, "pageref");
    entry.startedNs = http::ParseDateTime(Text(json, "startedDateTime"));
    entry.initiatorUrls = ReadInitiator(Member(json, "_initiator"));
    const Json& cache = Member(json, "cache");
    entry.hasResponse = response.is_object() && !response.empty();
    entry.hasError = IsFilled(response, "_error") || IsFilled(json, "_error");
    entry.priority = Text(json, "_priority");
    entry.fromCache = IsFromCache(json);
    entry.describesCache =
        Member(cache, "beforeRequest").is_object() || Member(cache, "afterRequest").is_object();
    entry.hasPeer = IsFilled(json, "serverIPAddress") || IsFilled(json, "connection");

    entry.method = Text(request, "method");
    entry.url = Text(request, "url");
    entry.wellFormed = !entry.method.empty() && !entry.url.empty();
    entry.request = ReadMessage(request);
    entry.postDataBytes = ReadPostDataBytes(Member(request, "postData"));

    entry.status = Number(response, "status");
    entry.reason = Text(response, "statusText");
    entry.response = ReadMessage(response);
    entry.redirectUrl = Text(response, "redirectURL");
    entry.mimeType = Text(content, "mimeType");
    entry.transferSize = Number(response, "_transferSize");
    entry.contentSize = Number(content, "size");
    entry.compression = Number(content, "compression");
    entry.bytesIn = Number(json, "_bytesIn");
    entry.objectSize = Number(json, "_objectSize");

    entry.time = Number(json, "time");
    entry.blocked = Number(timings, "blocked");
    entry.dns = Number(timings, "dns");
    entry.connect = Number(timings, "connect");
    entry.ssl = Number(timings, "ssl");
    entry.send = Number(timings, "send");
    entry.wait = Number(timings, "wait");
    entry.receive = Number(timings, "receive");
    entry.loadStart = Number(json, "_load_start");
    entry.allStart = Number(json, "_all_start");
    entry.serverRtt = Number(json, "_server_rtt");
}

/**
 * @brief Parses JSON, keeping only the members that are read.
 *
 * The recorded content can be most of the file, and custom members most of the rest.
 * @param text the text
 * @return the value
 */
Json
Parse(const std::string& text)
{
    const std::unordered_set<std::string> kept(std::begin(MEMBERS), std::end(MEMBERS));
    bool inContent = false;
    return Json::parse(text, [&](int, Json::parse_event_t event, Json& parsed) {
        if (event != Json::parse_event_t::key)
        {
            return true;
        }
        const std::string& name = parsed.get_ref<const std::string&>();
        inContent = name == "content" || (inContent && name != "postData");
        return kept.count(name) > 0 && !(inContent && name == "text");
    });
}

/**
 * @brief The reason of a JSON error in one line.
 * @param what what the library says
 * @return the line, without the library's own numbers
 */
std::string
Shorten(std::string what)
{
    const auto bracket = what.find("] ");
    what.erase(0, bracket == std::string::npos ? 0 : bracket + 2);
    for (char& character : what)
    {
        if (static_cast<unsigned char>(character) < ' ')
        {
            character = ' ';
        }
    }
    return what.size() > 200 ? what.substr(0, 200) + "..." : what;
}

} // namespace

std::string
HttpReadHar(std::string text, HttpHarRaw& raw)
{
    raw = HttpHarRaw();
    if (HttpTrim(text).empty())
    {
        return "the file is empty";
    }
    try
    {
        raw.repaired = HttpRepairUtf8(text);
        const Json json = Parse(text);
        text.clear();
        text.shrink_to_fit();
        const Json& log = Member(json, "log");
        const Json& entries = Member(log, "entries");
        if (!entries.is_array())
        {
            return "not an HTTP Archive: it has no array log.entries";
        }
        raw.creator = Text(Member(log, "creator"), "name");
        const Json& pages = Member(log, "pages");
        if (pages.is_array())
        {
            for (const Json& page : pages)
            {
                raw.pages.push_back(Text(page, "id"));
            }
        }
        raw.entries.resize(entries.size());
        for (std::size_t i = 0; i < entries.size(); i++)
        {
            raw.entries[i].number = static_cast<uint32_t>(i + 1);
            HttpHarRawEntry& entry = raw.entries[i];
            ReadEntry(entries[i], entry);
            raw.hasPeers = raw.hasPeers || entry.hasPeer;
            raw.hasAnswers = raw.hasAnswers || entry.status > 0.0 || entry.hasError ||
                             (entry.hasResponse && entry.time > 0.0);
        }
    }
    catch (const std::exception& exception)
    {
        return "not JSON: " + Shorten(exception.what());
    }
    return "";
}

} // namespace ns3
