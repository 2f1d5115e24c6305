/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_REPORT_H
#define HTTP_HAR_REPORT_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief What can happen to an entry of an HTTP Archive on its way into a replay.
enum class HttpHarNote : uint8_t
{
    // Why an entry is not replayed.
    Malformed,        //!< no object, or without a method or a URL
    DataUrl,          //!< data: URL
    BlobUrl,          //!< blob: URL
    AboutUrl,         //!< about: URL
    ExtensionUrl,     //!< URL of a browser's extension
    WebSocketUrl,     //!< ws: or wss: URL
    OtherScheme,      //!< another scheme
    BadUrl,           //!< an http or https URL that is none
    BadMethod,        //!< the method is no token
    Connect,          //!< CONNECT: a proxy's tunnel
    SwitchedProtocol, //!< an interim status is the last one: the connection left HTTP
    FromCache,        //!< no network was used: a cache of the browser answered
    Aborted,          //!< there was no answer

    // What was changed in an entry that is replayed.
    Http2,              //!< HTTP/2 or HTTP/3 as HTTP/1.1
    Http3,              //!< HTTP/3 as HTTP/2
    Http10,             //!< HTTP/1.0 as HTTP/1.1
    ToldApart,          //!< a query parameter added to tell it from an equal request
    UrlEscaped,         //!< characters of its URL percent-encoded
    Credentials,        //!< user and password of its URL left out
    OtherLetters,       //!< its host, in other letters than ASCII's, as DNS has it
    HeadWithoutEnd,     //!< two bytes added to its heads, for the empty line
    RequestHeadMade,    //!< size of the request's head computed from its fields
    ResponseHeadMade,   //!< size of the response's head computed from its fields
    ContentDerived,     //!< size of the content from other figures than bodySize
    ContentEstimated,   //!< size of the content is that before the content coding
    ContentUnknown,     //!< size of the content unknown, 0 taken
    ContentCut,         //!< fewer bytes than the recorded Content-Length
    ContentDisputed,    //!< recorded sizes contradict each other, the likeliest taken
    DefaultAnswer,      //!< no response recorded anywhere in the file, a default one given
    StatusReplaced,     //!< status outside 200 to 599: 200 if none was recorded, else 500
    NumberCut,          //!< a size or time out of range, cut to the range
    NoStart,            //!< no start time, the previous entry's taken
    NoPage,             //!< its page is not declared
    WaitUnknown,        //!< no wait time, 0 taken
    WaitBelowRoundTrip, //!< waited less than a round trip, no think time
    TextRepaired,       //!< the file is not in UTF-8 (once a file)

    // What a replayed entry waits for.
    ByRedirect,  //!< a redirect
    ByInitiator, //!< the recorded initiator
    ByReferer,   //!< the object in its Referer field
    ByRoot,      //!< the page's first object

    Count, //!< number of notes
};

/**
 * @ingroup http
 * @brief What became of the entries of an HTTP Archive: how many, what was adapted, what skipped.
 */
class HttpHarReport
{
  public:
    /// @brief One kind of adaptation, of reason to skip, or of dependency, that was met.
    struct Item
    {
        HttpHarNote note; //!< which
        const char* what; //!< in words
        uint32_t count;   //!< entries
    };

    /// @brief Counts one more. @param note what happened
    void Add(HttpHarNote note);

    /**
     * @brief How often something happened.
     * @param note what
     * @return entries
     */
    uint32_t GetCount(HttpHarNote note) const;

    /// @brief Entries are replayed over the HTTP that was recorded: only HTTP/3 is another one.
    void FollowVersions();

    /// @brief Why entries are not replayed; kinds that did not occur are left out. @return the list
    std::vector<Item> GetSkipped() const;

    /// @brief What was changed in entries; kinds that did not occur are left out. @return the list
    std::vector<Item> GetAdapted() const;

    /// @brief What replayed entries wait for. @return the list; page starts are not in it
    std::vector<Item> GetRevealed() const;

    /// @brief Why entries are not replayed, in one line. @return reasons and numbers, or nothing
    std::string ToReasons() const;

    /// @brief The whole report, one line each. @return lines, each with its LF
    std::string ToString() const;

    uint32_t entries = 0;     //!< entries of the file
    uint32_t httpEntries = 0; //!< those with an http or https URL
    uint32_t replayed = 0;    //!< those that are replayed
    uint32_t pages = 0;       //!< pages that they make
    uint32_t http3 = 0;       //!< of those that are replayed, HTTP/3's
    uint32_t emptyPages = 0;  //!< declared pages of which nothing is left to replay

  private:
    /**
     * @brief The notes in a range that occurred.
     * @param first the first one
     * @param end the one after the last
     * @return the list
     */
    std::vector<Item> GetItems(HttpHarNote first, HttpHarNote end) const;

    std::array<uint32_t, static_cast<std::size_t>(HttpHarNote::Count)> m_counts{}; //!< by note
};

} // namespace ns3

#endif /* HTTP_HAR_REPORT_H */
