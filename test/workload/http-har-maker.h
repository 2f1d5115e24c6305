/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_MAKER_H
#define HTTP_HAR_MAKER_H

#include "ns3/http-har.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace http_test
{

/**
 * @brief An entry as a browser writes it: GET http://a.example/, 200, 1000 bytes, changed by a
 * patch.
 * @param patch what differs, as a JSON merge patch (RFC 7396): null removes a member
 * @return the entry
 */
inline nlohmann::json
MakeEntry(const std::string& patch = "{}")
{
    nlohmann::json entry = nlohmann::json::parse(R"({
        "startedDateTime": "2026-01-01T00:00:00.000Z", "time": 100,
        "request": {"method": "GET", "url": "http://a.example/", "httpVersion": "HTTP/1.1",
                    "headers": [{"name": "Host", "value": "a.example"}],
                    "headersSize": 300, "bodySize": 0},
        "response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1",
                     "headers": [{"name": "Content-Type", "value": "text/html"}],
                     "content": {"size": 1000, "mimeType": "text/html"},
                     "redirectURL": "", "headersSize": 250, "bodySize": 1000},
        "cache": {},
        "timings": {"blocked": -1, "dns": -1, "connect": -1, "ssl": -1,
                    "send": 0, "wait": 60, "receive": 40}})");
    entry.merge_patch(nlohmann::json::parse(patch));
    return entry;
}

/**
 * @brief An archive without pages.
 * @param entries its entries
 * @param creator name of the recorder
 * @return the JSON text
 */
inline std::string
MakeHar(const std::vector<nlohmann::json>& entries, const std::string& creator = "test")
{
    nlohmann::json har;
    har["log"]["version"] = "1.2";
    har["log"]["creator"]["name"] = creator;
    har["log"]["entries"] = entries;
    return har.dump();
}

/**
 * @brief Reads an archive that must be good.
 * @param text its text
 * @return the archive
 */
inline ns3::Ptr<const ns3::HttpHar>
ParseHar(const std::string& text)
{
    std::string error;
    const ns3::Ptr<const ns3::HttpHar> har = ns3::HttpHar::Parse(text, error);
    BOOST_TEST_REQUIRE(error == "");
    BOOST_TEST_REQUIRE((har != nullptr));
    return har;
}

/**
 * @brief The answer that a catalogue has for an object of a page, as a server looks it up.
 * @param catalogue the catalogue
 * @param object the object
 * @return the answer, or nullptr
 */
inline const ns3::HttpResource*
FindAnswer(const ns3::HttpCatalogue& catalogue, const ns3::HttpPageObject& object)
{
    const ns3::http::Url url{"http", object.url.host, object.url.port, object.url.target};
    return catalogue.Find(object.method, url.GetAuthority(), url.target);
}

} // namespace http_test

#endif /* HTTP_HAR_MAKER_H */
