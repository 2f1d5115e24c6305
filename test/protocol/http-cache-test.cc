/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The rules of RFC 9111 by tables, and the store.

#include "ns3/http-cache.h"
#include "ns3/http-date.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace ns3::http;
using std::chrono::seconds;

namespace
{

/// Field lines.
using Lines = std::vector<std::pair<const char*, const char*>>;

/// When responses come: Sun, 06 Nov 1994 08:49:37 GMT.
constexpr CacheTime NOW = seconds(784111777);

/// @brief A field section. @param lines of it @return it
Fields
MakeFields(const Lines& lines)
{
    Fields fields;
    for (const auto& [name, value] : lines)
    {
        BOOST_REQUIRE(fields.Add(name, value));
    }
    return fields;
}

/// @brief A request. @param lines, method of it @return it
RequestHead
MakeRequest(const Lines& lines, const char* method = "GET")
{
    RequestHead head;
    head.method = method;
    head.fields = MakeFields(lines);
    return head;
}

/// @brief A response. @param lines, status of it @return it
ResponseHead
MakeResponse(const Lines& lines, uint16_t status = 200)
{
    ResponseHead head;
    head.status = status;
    head.fields = MakeFields(lines);
    return head;
}

/// @brief The first line, for messages. @param lines them @return its text
std::string
Describe(const Lines& lines)
{
    std::string text;
    for (const auto& [name, value] : lines)
    {
        text.append(name).append(": ").append(value).append(" | ");
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpCache)

BOOST_AUTO_TEST_CASE(Directives)
{
    const CacheDirectives all = GetCacheDirectives(
        MakeFields({{"Cache-Control", R"(No-Store, private="Set-Cookie, X" , MAX-AGE=60)"},
                    {"cache-control", R"(s-maxage="120", max-age=5, community="UCI")"},
                    {"Pragma", "no-cache"}}));
    BOOST_TEST(all.noStore);
    BOOST_TEST(all.isPrivate);
    BOOST_TEST(!all.noCache);
    BOOST_TEST(all.maxAge.value() == 60);
    BOOST_TEST(all.sMaxAge.value() == 120);
    // RFC 9111, section 1.2.2 and 4.2.1
    BOOST_TEST(GetCacheDirectives(MakeFields({{"Cache-Control", "max-age=99999999999999999999"}}))
                   .maxAge.value() == int64_t{1} << 31);
    BOOST_TEST(GetCacheDirectives(MakeFields({{"Cache-Control", "max-age=-1"}})).maxAge.value() ==
               0);
    BOOST_TEST(GetCacheDirectives(MakeFields({{"Cache-Control", "max-age"}})).maxAge.value() == 0);
    // Section 5.4: Pragma is for requests without Cache-Control.
    BOOST_TEST(!GetCacheDirectives(MakeFields({{"Pragma", "no-cache"}})).noCache);
    BOOST_TEST(GetRequestDirectives(MakeFields({{"Pragma", "no-cache"}})).noCache);
    BOOST_TEST(
        !GetRequestDirectives(MakeFields({{"Pragma", "no-cache"}, {"Cache-Control", "max-age=1"}}))
             .noCache);
    BOOST_TEST(!GetCacheDirectives(MakeFields({})).maxAge);
}

BOOST_AUTO_TEST_CASE(Storable)
{
    const struct
    {
        Lines request;
        uint16_t status;
        Lines response;
        bool shared; // RFC 9111, section 3, for a shared
        bool own;    // and for a private cache
    } cases[] = {
        {{}, 200, {}, true, true},
        {{}, 404, {}, true, true},
        {{}, 302, {}, false, false},
        {{}, 302, {{"Cache-Control", "max-age=1"}}, true, true},
        {{}, 302, {{"Cache-Control", "s-maxage=1"}}, true, false},
        {{}, 302, {{"Expires", "Sun, 06 Nov 1994 08:49:37 GMT"}}, true, true},
        {{}, 500, {{"Cache-Control", "public"}}, true, true},
        {{}, 206, {{"Cache-Control", "max-age=9"}}, false, false},
        {{}, 304, {{"Cache-Control", "max-age=9"}}, false, false},
        {{{"Range", "bytes=0-1"}}, 200, {}, false, false},
        {{}, 200, {{"Cache-Control", "no-store"}}, false, false},
        {{{"Cache-Control", "no-store"}}, 200, {}, false, false},
        {{}, 200, {{"Cache-Control", "private"}}, false, true},
        {{}, 200, {{"Cache-Control", "no-cache"}}, true, true},
        // Section 5.2.2.3: it overrules no-store, of a status that is known.
        {{}, 200, {{"Cache-Control", "must-understand, no-store, max-age=9"}}, true, true},
        {{}, 404, {{"Cache-Control", "no-store, must-understand"}}, true, true},
        {{}, 299, {{"Cache-Control", "must-understand, no-store, max-age=9"}}, false, false},
        {{}, 299, {{"Cache-Control", "must-understand, max-age=9"}}, false, false},
        {{}, 299, {{"Cache-Control", "max-age=9"}}, true, true},
        {{}, 226, {{"Cache-Control", "must-understand, max-age=9"}}, false, false},
        {{{"Cache-Control", "no-store"}},
         200,
         {{"Cache-Control", "must-understand"}},
         false,
         false},
        {{}, 200, {{"Vary", "*"}}, false, false},
        {{}, 200, {{"Vary", "Accept-Language"}}, true, true},
        // Section 3.5
        {{{"Authorization", "Basic x"}}, 200, {{"Cache-Control", "max-age=60"}}, false, true},
        {{{"Authorization", "Basic x"}}, 200, {{"Cache-Control", "public"}}, true, true},
        {{{"Authorization", "Basic x"}}, 200, {{"Cache-Control", "s-maxage=6"}}, true, true},
        {{{"Authorization", "Basic x"}}, 200, {{"Cache-Control", "must-revalidate"}}, true, true},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.status << " " << Describe(c.request) << Describe(c.response))
        {
            const RequestHead request = MakeRequest(c.request);
            const ResponseHead response = MakeResponse(c.response, c.status);
            BOOST_TEST(IsStorable(request, response, {true, 0.1}) == c.shared);
            BOOST_TEST(IsStorable(request, response, {false, 0.1}) == c.own);
        }
    }
    for (const char* method : {"HEAD", "POST", "PUT", "OPTIONS"})
    {
        BOOST_TEST(!IsStorable(MakeRequest({}, method),
                               MakeResponse({{"Cache-Control", "max-age=60"}}),
                               {}),
                   method);
    }
}

BOOST_AUTO_TEST_CASE(FreshnessLifetimes)
{
    const struct
    {
        Lines lines;
        int64_t shared; // seconds; RFC 9111, section 4.2.1 and 4.2.2
        int64_t own;
    } cases[] = {
        {{{"Cache-Control", "max-age=60"}}, 60, 60},
        {{{"Cache-Control", "max-age=60, s-maxage=10"}}, 10, 60},
        {{{"Cache-Control", "s-maxage=10"}}, 10, 0},
        {{{"Cache-Control", "max-age=60"}, {"Expires", "0"}}, 60, 60},
        {{{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Expires", "Sun, 06 Nov 1994 08:50:37 GMT"}},
         60,
         60},
        {{{"Expires", "Sun, 06 Nov 1994 08:50:07 GMT"}}, 30, 30},
        {{{"Expires", "Sun, 06 Nov 1994 08:49:07 GMT"}}, 0, 0},
        {{{"Expires", "0"}, {"Last-Modified", "Sun, 06 Nov 1994 08:32:57 GMT"}}, 0, 0},
        {{{"Last-Modified", "Sun, 06 Nov 1994 08:32:57 GMT"}}, 100, 100},
        {{{"Last-Modified", "Sun, 06 Nov 1994 08:59:37 GMT"}}, 0, 0},
        {{}, 0, 0},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(Describe(c.lines))
        {
            const ResponseHead response = MakeResponse(c.lines);
            const CacheTimes times{NOW, NOW};
            BOOST_TEST(GetFreshnessLifetime(response, times, {true, 0.1}).count() ==
                       CacheTime(seconds(c.shared)).count());
            BOOST_TEST(GetFreshnessLifetime(response, times, {false, 0.1}).count() ==
                       CacheTime(seconds(c.own)).count());
        }
    }
    // The heuristic is for statuses that may be stored without permission, and for public.
    const Lines modified = {{"Last-Modified", "Sun, 06 Nov 1994 08:32:57 GMT"}};
    BOOST_TEST(GetFreshnessLifetime(MakeResponse(modified, 500), {NOW, NOW}, {}).count() == 0);
}

BOOST_AUTO_TEST_CASE(Ages)
{
    const struct
    {
        Lines lines;
        int64_t delay;    // from request to response, seconds
        int64_t resident; // from response to now, seconds
        int64_t expected; // RFC 9111, section 4.2.3
    } cases[] = {
        {{}, 0, 0, 0},
        {{}, 2, 10, 12},
        {{{"Age", "5"}}, 2, 10, 17},
        {{{"Date", "Sun, 06 Nov 1994 08:49:17 GMT"}}, 2, 10, 30},
        {{{"Date", "Sun, 06 Nov 1994 08:49:17 GMT"}, {"Age", "30"}}, 2, 10, 42},
        {{{"Date", "Sun, 06 Nov 1994 08:59:17 GMT"}}, 0, 10, 10},
        {{{"Age", "x"}}, 0, 10, 10},
        {{{"Age", "-7"}}, 0, 10, 10},
        // Section 5.1: the first of several
        {{{"Age", "200, 0"}}, 0, 10, 210},
        {{{"Age", "200"}, {"Age", "0"}}, 0, 10, 210},
        {{{"Age", "0, 200"}}, 0, 10, 10},
        {{{"Date", "sun, 06 nov 1994 08:49:17 gmt"}}, 2, 10, 30},
        {{{"Date", "Sunday, 06-Nov-94 08:49:17 GMT"}}, 2, 10, 30},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(Describe(c.lines))
        {
            const CacheTimes times{NOW - seconds(c.delay), NOW};
            const CacheTime age =
                GetCurrentAge(MakeResponse(c.lines), times, NOW + seconds(c.resident));
            BOOST_TEST(age.count() == CacheTime(seconds(c.expected)).count());
        }
    }
}

BOOST_AUTO_TEST_CASE(Usable)
{
    const struct
    {
        Lines request;
        Lines response;
        int64_t age;
        bool shared; // RFC 9111, sections 4.2.4, 5.2.1 and 5.2.2
        bool own;
    } cases[] = {
        {{}, {{"Cache-Control", "max-age=60"}}, 59, true, true},
        {{}, {{"Cache-Control", "max-age=60"}}, 60, false, false},
        {{}, {}, 0, false, false},
        {{{"Cache-Control", "no-cache"}}, {{"Cache-Control", "max-age=60"}}, 1, false, false},
        {{{"Pragma", "no-cache"}}, {{"Cache-Control", "max-age=60"}}, 1, false, false},
        {{}, {{"Cache-Control", "no-cache, max-age=60"}}, 1, false, false},
        {{{"Cache-Control", "max-age=10"}}, {{"Cache-Control", "max-age=60"}}, 10, true, true},
        {{{"Cache-Control", "max-age=10"}}, {{"Cache-Control", "max-age=60"}}, 11, false, false},
        {{{"Cache-Control", "max-age=0"}}, {{"Cache-Control", "max-age=60"}}, 1, false, false},
        {{{"Cache-Control", "min-fresh=20"}}, {{"Cache-Control", "max-age=60"}}, 40, true, true},
        {{{"Cache-Control", "min-fresh=20"}}, {{"Cache-Control", "max-age=60"}}, 41, false, false},
        {{{"Cache-Control", "max-stale"}}, {{"Cache-Control", "max-age=60"}}, 999, true, true},
        {{{"Cache-Control", "max-stale=10"}}, {{"Cache-Control", "max-age=60"}}, 70, true, true},
        {{{"Cache-Control", "max-stale=10"}}, {{"Cache-Control", "max-age=60"}}, 71, false, false},
        {{{"Cache-Control", "max-stale"}},
         {{"Cache-Control", "max-age=60, must-revalidate"}},
         61,
         false,
         false},
        {{{"Cache-Control", "max-stale"}},
         {{"Cache-Control", "max-age=60, proxy-revalidate"}},
         61,
         false,
         true},
        {{{"Cache-Control", "max-stale"}},
         {{"Cache-Control", "max-age=60, s-maxage=60"}},
         61,
         false,
         true},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(Describe(c.request) << Describe(c.response) << c.age)
        {
            const RequestHead request = MakeRequest(c.request);
            const ResponseHead response = MakeResponse(c.response);
            const CacheTimes times{NOW, NOW};
            const CacheTime now = NOW + seconds(c.age);
            BOOST_TEST(IsUsable(request, response, times, now, {true, 0.1}) == c.shared);
            BOOST_TEST(IsUsable(request, response, times, now, {false, 0.1}) == c.own);
        }
    }
}

BOOST_AUTO_TEST_CASE(Vary)
{
    const struct
    {
        const char* vary;
        Lines stored;
        Lines request;
        bool matches; // RFC 9111, section 4.1
    } cases[] = {
        {"Accept-Language", {{"Accept-Language", "en"}}, {{"Accept-Language", "en"}}, true},
        {"accept-language", {{"Accept-Language", "en"}}, {{"ACCEPT-LANGUAGE", "en"}}, true},
        {"Accept-Language", {{"Accept-Language", "en"}}, {{"Accept-Language", "de"}}, false},
        {"Accept-Language", {{"Accept-Language", "en"}}, {}, false},
        {"Accept-Language", {}, {{"Accept-Language", ""}}, false},
        {"Accept-Language", {}, {}, true},
        {"Accept", {{"Accept", "a"}, {"Accept", "b"}}, {{"Accept", "a ,  b"}}, true},
        {"Accept, X", {{"Accept", "a"}, {"X", "1"}}, {{"Accept", "a"}, {"X", "2"}}, false},
        {"*", {}, {}, false},
        {"", {{"Accept", "a"}}, {{"Accept", "b"}}, true},
    };

    for (const auto& c : cases)
    {
        const Fields vary = MakeFields({{"Vary", c.vary}});
        BOOST_TEST(MatchesVary(vary, MakeFields(c.stored), MakeFields(c.request)) == c.matches,
                   c.vary << ": " << Describe(c.stored) << Describe(c.request));
    }
}

BOOST_AUTO_TEST_CASE(Validation)
{
    ResponseHead stored = MakeResponse({{"ETag", R"("v1")"},
                                        {"Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"},
                                        {"Content-Length", "10"},
                                        {"Content-Type", "text/html"},
                                        {"Date", "Sun, 06 Nov 1994 08:49:37 GMT"},
                                        {"Age", "100"},
                                        {"Cache-Control", "max-age=60"}});
    Fields request = MakeFields({{"Host", "h"}});
    BOOST_TEST(AddConditions(request, stored.fields));
    BOOST_TEST(*request.Get("If-None-Match") == R"("v1")"); // RFC 9111, section 4.3.1
    BOOST_TEST(*request.Get("If-Modified-Since") == "Sun, 06 Nov 1994 08:49:37 GMT");
    Fields none;
    BOOST_TEST(!AddConditions(none, MakeFields({{"Content-Length", "3"}})));
    BOOST_TEST(none.GetSize() == 0U);

    // Section 3.2: Content-Length stays; what the 304 names is replaced, the rest stays.
    UpdateStored(stored,
                 MakeResponse({{"Date", "Sun, 06 Nov 1994 09:49:37 GMT"},
                               {"Content-Length", "999"},
                               {"Connection", "close"},
                               {"Cache-Control", "max-age=90"}},
                              304));
    BOOST_TEST(*stored.fields.Get("Content-Length") == "10");
    BOOST_TEST(*stored.fields.Get("ETag") == R"("v1")");
    BOOST_TEST(*stored.fields.Get("Date") == "Sun, 06 Nov 1994 09:49:37 GMT");
    BOOST_TEST(*stored.fields.Get("Cache-Control") == "max-age=90");
    BOOST_TEST(!stored.fields.Get("Age"));
    BOOST_TEST(!stored.fields.Get("Connection"));
    BOOST_TEST(stored.status == 200);
    UpdateStored(stored,
                 MakeResponse({{"Content-Type", "text/plain"},
                               {"Content-Encoding", "gzip"},
                               {"Content-Range", "bytes 0-1/2"}},
                              304));
    BOOST_TEST(*stored.fields.Get("Content-Type") == "text/plain");
    BOOST_TEST(*stored.fields.Get("Content-Encoding") == "gzip");
    BOOST_TEST(!stored.fields.Get("Content-Range"));

    // Section 4.3.2: Date stands for a missing Last-Modified, or else when the response came.
    const CacheTimes times{NOW, NOW + seconds(1)};
    BOOST_TEST(*GetStoredValidators(stored, times).sent == 784115377);
    BOOST_TEST(*GetStoredValidators(MakeResponse({}), times).sent == 784111778);

    // Section 4.4
    BOOST_TEST(Invalidates("PUT", 200));
    BOOST_TEST(Invalidates("POST", 303));
    BOOST_TEST(Invalidates("REPORT", 204));
    BOOST_TEST(!Invalidates("PUT", 404));
    BOOST_TEST(!Invalidates("GET", 200));
}

BOOST_AUTO_TEST_CASE(EntityTagsOf304)
{
    const struct
    {
        const char* stored;
        const char* response;
        bool expected; // RFC 9111, section 4.3.4
    } cases[] = {
        {R"("1")", nullptr, true},
        {nullptr, nullptr, true},
        {R"("1")", R"("1")", true},
        {R"("1")", R"("2")", false},
        {R"("1")", R"(W/"1")", true},
        {R"("1")", R"(W/"2")", false},
        {R"(W/"1")", R"("1")", false},
        {R"(W/"1")", R"(W/"1")", true},
        {nullptr, R"("1")", false},
    };

    const auto fieldsOf = [](const char* tag) {
        return tag ? MakeFields({{"ETag", tag}}) : MakeFields({});
    };
    for (const auto& c : cases)
    {
        BOOST_TEST(MayUpdate(fieldsOf(c.stored), fieldsOf(c.response)) == c.expected,
                   (c.stored ? c.stored : "none") << " " << (c.response ? c.response : "none"));
    }
}

BOOST_AUTO_TEST_CASE(HeadOfStored)
{
    const Fields stored = MakeFields(
        {{"ETag", R"("1")"}, {"Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"X", "old"}});

    const struct
    {
        Lines lines;
        bool expected; // RFC 9111, section 4.3.5
    } cases[] = {
        {{}, true},
        {{{"ETag", R"("1")"}, {"Content-Length", "10"}}, true},
        {{{"ETag", R"("2")"}}, false},
        {{{"Last-Modified", "Sun, 06 Nov 1994 08:49:38 GMT"}}, false},
        {{{"ETag", R"("1")"}, {"Content-Length", "11"}}, false},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST(MatchesHead(stored, 10, MakeFields(c.lines)) == c.expected, Describe(c.lines));
        Cache cache({{}, 1000, 0});
        CacheEntry entry;
        entry.key = "k";
        entry.contentBytes = 10;
        entry.response.status = 200;
        entry.response.fields = stored;
        entry.times = {NOW, NOW};
        BOOST_REQUIRE(cache.Store(entry));
        Lines lines = c.lines;
        lines.emplace_back("X", "new");
        cache.Compare("k", {}, MakeResponse(lines, 404), {NOW, NOW});
        BOOST_REQUIRE(cache.GetSize() == 1U);
        cache.Compare("k", {}, MakeResponse(lines), {NOW, NOW});
        const CacheLookup found = cache.Find("k", MakeRequest({}), NOW);
        BOOST_TEST((found.entry != nullptr) == c.expected);
        BOOST_TEST((!found.entry || *found.entry->response.fields.Get("X") == "new"));
    }
}

namespace
{

/// @brief An entry. @param key, bytes, lines, request of it @return it
CacheEntry
MakeEntry(const char* key, uint64_t bytes, const Lines& lines = {}, const Lines& request = {})
{
    CacheEntry entry;
    entry.key = key;
    entry.contentBytes = bytes;
    entry.response = MakeResponse(lines);
    entry.request = MakeFields(request);
    entry.times = {NOW, NOW};
    return entry;
}

} // namespace

BOOST_AUTO_TEST_CASE(LeastRecentlyUsedGoesFirst)
{
    CacheOptions options;
    options.maxBytes = 3 * 1004; // three entries of 1000 bytes and a key of 4
    Cache cache(options);
    for (const char* key : {"u/01", "u/02", "u/03"})
    {
        BOOST_TEST(cache.Store(MakeEntry(key, 1000)));
    }
    BOOST_TEST(cache.GetBytes() == options.maxBytes);
    const RequestHead get = MakeRequest({});
    BOOST_TEST(cache.Find("u/01", get, NOW).entry != nullptr);
    BOOST_TEST(cache.Store(MakeEntry("u/04", 1000)));
    BOOST_TEST(cache.Find("u/02", get, NOW).entry == nullptr);
    BOOST_TEST(cache.Find("u/01", get, NOW).entry != nullptr);
    BOOST_TEST(cache.GetEvictions() == 1U);
    // A long one takes the room of two; one that is too long is not stored, and nothing goes.
    BOOST_TEST(cache.Store(MakeEntry("u/05", 2000)));
    BOOST_TEST(cache.GetSize() == 2U);
    BOOST_TEST(cache.Find("u/01", get, NOW).entry != nullptr);
    BOOST_TEST(!cache.Store(MakeEntry("u/06", 4000)));
    BOOST_TEST(cache.GetSize() == 2U);
    // In place of itself it evicts nobody else.
    BOOST_TEST(cache.Store(MakeEntry("u/05", 1500)));
    BOOST_TEST(cache.GetSize() == 2U);
    BOOST_TEST(cache.Remove("u/05") == 1U);
    BOOST_TEST(cache.Remove("u/05") == 0U);
    BOOST_TEST(cache.Remove("u/01") == 1U);
    BOOST_TEST(cache.GetBytes() == 0U);
    BOOST_TEST(cache.GetSize() == 0U);
}

BOOST_AUTO_TEST_CASE(Variants)
{
    Cache cache({{true, 0.1}, 10000, 0});
    const Lines vary = {{"Vary", "Accept-Language"}, {"Cache-Control", "max-age=60"}};
    BOOST_TEST(cache.Store(MakeEntry("u", 10, vary, {{"Accept-Language", "en"}})));
    BOOST_TEST(cache.Store(MakeEntry("u", 20, vary, {{"Accept-Language", "de"}})));
    BOOST_TEST(cache.Store(MakeEntry("u", 21, vary, {{"Accept-Language", "de"}})));
    BOOST_TEST(cache.GetSize() == 2U);
    const CacheLookup english =
        cache.Find("u", MakeRequest({{"Accept-Language", "en"}}), NOW + seconds(1));
    BOOST_REQUIRE(english.entry);
    BOOST_TEST(english.isUsable);
    BOOST_TEST(english.entry->contentBytes == 10U);
    const CacheLookup german =
        cache.Find("u", MakeRequest({{"Accept-Language", "de"}}, "HEAD"), NOW + seconds(60));
    BOOST_REQUIRE(german.entry);
    BOOST_TEST(!german.isUsable);
    BOOST_TEST(german.entry->contentBytes == 21U);
    BOOST_TEST(!cache.Find("u", MakeRequest({}), NOW).entry);
    BOOST_TEST(!cache.Find("u", MakeRequest({{"Accept-Language", "en"}}, "POST"), NOW).entry);

    // A validated entry is fresh again; who still sends the old one keeps it.
    const auto updated = cache.Validate(german.entry,
                                        MakeResponse({{"Cache-Control", "max-age=600"}}, 304),
                                        {NOW + seconds(60), NOW + seconds(60)});
    BOOST_TEST(updated->contentBytes == 21U);
    BOOST_TEST(cache.GetSize() == 2U);
    const RequestHead again = MakeRequest({{"Accept-Language", "de"}});
    BOOST_TEST(cache.Find("u", again, NOW + seconds(600)).isUsable);
    BOOST_TEST(*german.entry->response.fields.Get("Cache-Control") == "max-age=60");
    BOOST_TEST(cache.Remove("u") == 2U);
    // What has left the cache meanwhile does not come back.
    const auto gone = cache.Validate(updated, MakeResponse({}, 304), {NOW, NOW});
    BOOST_TEST(gone->contentBytes == 21U);
    BOOST_TEST(cache.GetSize() == 0U);
}

BOOST_AUTO_TEST_CASE(ValidationsOfAnother)
{
    // RFC 9111, section 4.3.4: the server has another one, so this one is not kept.
    Cache cache({{true, 0.1}, 1000, 0});
    for (const char* key : {"u", "v"})
    {
        CacheEntry entry = MakeEntry(key, 10);
        entry.response.fields.Add("ETag", "\"a\"");
        BOOST_TEST(cache.Store(entry));
    }
    const auto stored = cache.Find("u", MakeRequest({}), NOW).entry;
    const ResponseHead other = MakeResponse({{"ETag", "\"b\""}}, 304);
    BOOST_TEST(!cache.Validate(stored, other, {NOW, NOW}));
    BOOST_TEST(!cache.Find("u", MakeRequest({}), NOW).entry);
    BOOST_TEST(cache.Find("v", MakeRequest({}), NOW).entry);
    // What took its place meanwhile stays.
    BOOST_TEST(cache.Store(MakeEntry("u", 20)));
    BOOST_TEST(!cache.Validate(stored, other, {NOW, NOW}));
    BOOST_TEST(cache.GetSize() == 2U);
}

BOOST_AUTO_TEST_CASE(Acceptance)
{
    Cache cache({{true, 0.1}, 10000, 500});
    const RequestHead get = MakeRequest({});
    BOOST_TEST(cache.Accepts(get, MakeResponse({{"Content-Length", "500"}})));
    BOOST_TEST(!cache.Accepts(get, MakeResponse({{"Content-Length", "501"}})));
    BOOST_TEST(cache.Accepts(get, MakeResponse({{"Transfer-Encoding", "chunked"}})));
    BOOST_TEST(!cache.Accepts(get, MakeResponse({{"Cache-Control", "no-store"}})));
    BOOST_TEST(!cache.Store(MakeEntry("u", 501)));
    // Hop-by-hop fields are not stored (RFC 9111, section 3.1).
    BOOST_TEST(cache.Store(MakeEntry("u", 5, {{"Connection", "X"}, {"X", "1"}, {"Y", "2"}})));
    const CacheLookup found = cache.Find("u", get, NOW);
    BOOST_REQUIRE(found.entry);
    BOOST_TEST(found.entry->response.fields.GetSize() == 1U);
}

BOOST_AUTO_TEST_CASE(Invalidation)
{
    // RFC 9111, section 4.4: the target and, of the same origin, what Location and Content-Location
    // name.
    const struct
    {
        const char* method;
        uint16_t status;
        Lines lines;
        const char* left; // of http://h/a, http://h/b, http://o/b
    } cases[] = {
        {"GET", 200, {{"Location", "/b"}}, "a b o"},
        {"POST", 404, {{"Location", "/b"}}, "a b o"},
        {"POST", 200, {}, "b o"},
        {"POST", 201, {{"Location", "/b"}}, "o"},
        {"PUT", 200, {{"Content-Location", "http://H:80/b"}}, "o"},
        {"DELETE", 204, {{"Location", "b"}}, "o"},
        {"X", 303, {{"Location", "http://o/b"}}, "b o"},
        {"POST", 200, {{"Content-Location", "https://h/b"}}, "b o"},
        {"POST", 200, {{"Location", "http://h:81/b"}}, "b o"},
        {"POST", 200, {{"Location", "//["}}, "b o"},
    };

    for (const auto& c : cases)
    {
        Cache cache({{}, 10000, 0});
        for (const char* key : {"http://h/a", "http://h/b", "http://o/b"})
        {
            BOOST_REQUIRE(cache.Store(MakeEntry(key, 1)));
        }
        const std::size_t removed =
            cache.Invalidate(*ParseUrl("http://h/a"), c.method, MakeResponse(c.lines, c.status));
        std::string left;
        for (const auto& [key, name] : {std::pair{"http://h/a", "a"},
                                        std::pair{"http://h/b", "b"},
                                        std::pair{"http://o/b", "o"}})
        {
            if (cache.Find(key, MakeRequest({}), NOW).entry)
            {
                left.append(left.empty() ? "" : " ").append(name);
            }
        }
        BOOST_TEST(left == c.left, c.method << " " << c.status << " " << Describe(c.lines) << left);
        BOOST_TEST(removed == 3 - cache.GetSize());
    }
}

BOOST_AUTO_TEST_SUITE_END()
