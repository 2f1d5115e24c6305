/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_READER_H
#define HTTP_HAR_READER_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief One entry of an HTTP Archive as it stands in the file, before anything is made of it.
 *
 * Names follow the HTTP Archive 1.2 format; names that begin with an underscore there are custom
 * fields of the recorders named here. A number that is missing, or no number, is nothing.
 */
struct HttpHarRawEntry
{
    /// @brief Fields in the order of the file: name and value.
    typedef std::vector<std::pair<std::string, std::string>> FieldList;

    /// @brief What requests and responses have in common.
    struct Message
    {
        std::string version;        //!< httpVersion
        FieldList fields;           //!< headers
        std::optional<double> head; //!< headersSize
        std::optional<double> body; //!< bodySize
    };

    uint32_t number = 0;              //!< place in the file, from 1
    bool wellFormed = false;          //!< it has a request with a method and a URL
    bool hasResponse = false;         //!< it has a response of any kind
    bool hasError = false;            //!< a recorder says why there was no answer (_error)
    std::string priority;             //!< _priority (Chromium)
    bool fromCache = false;           //!< the recorder says that no network was used
    bool describesCache = false;      //!< cache says what the browser's cache holds
    bool hasPeer = false;             //!< an address of the server or a connection is recorded
    std::string pageref;              //!< which page it belongs to
    std::string initiatorUrls;        //!< URLs of _initiator, the nearest first, one a line
    std::optional<int64_t> startedNs; //!< startedDateTime, nanoseconds since 1970

    Message request;                     //!< request
    std::string method;                  //!< request.method
    std::string url;                     //!< request.url
    std::optional<double> postDataBytes; //!< bytes of request.postData.text or of its params

    Message response;                   //!< response
    std::optional<double> status;       //!< response.status
    std::string reason;                 //!< response.statusText
    std::string redirectUrl;            //!< response.redirectURL
    std::string mimeType;               //!< response.content.mimeType
    std::optional<double> transferSize; //!< response._transferSize (Chrome)
    std::optional<double> contentSize;  //!< response.content.size
    std::optional<double> compression;  //!< response.content.compression
    std::optional<double> bytesIn;      //!< _bytesIn (WebPageTest)
    std::optional<double> objectSize;   //!< _objectSize (WebPageTest)

    std::optional<double> time;      //!< time, milliseconds, as all that follow
    std::optional<double> blocked;   //!< timings.blocked
    std::optional<double> dns;       //!< timings.dns
    std::optional<double> connect;   //!< timings.connect, TLS included
    std::optional<double> ssl;       //!< timings.ssl
    std::optional<double> send;      //!< timings.send
    std::optional<double> wait;      //!< timings.wait
    std::optional<double> receive;   //!< timings.receive
    std::optional<double> loadStart; //!< _load_start (WebPageTest): the request is sent
    std::optional<double> allStart;  //!< _all_start (WebPageTest): its connection is begun
    std::optional<double> serverRtt; //!< _server_rtt (WebPageTest)
};

/**
 * @ingroup http
 * @brief An HTTP Archive as it stands in the file.
 */
struct HttpHarRaw
{
    std::string creator;                  //!< name of the recorder
    bool repaired = false;                //!< the file was not UTF-8 and was converted
    bool hasAnswers = false;              //!< a response with a status was recorded, or a failure
    bool hasPeers = false;                //!< addresses of servers were recorded
    std::vector<std::string> pages;       //!< ids of log.pages, in their order
    std::vector<HttpHarRawEntry> entries; //!< log.entries, in their order
};

/**
 * @ingroup http
 * @brief Reads the JSON text of an HTTP Archive.
 *
 * A byte order mark, UTF-16, bytes that are no UTF-8, numbers written as text, missing and unknown
 * members are accepted; the recorded content is not kept.
 * @param text the file's bytes
 * @param raw what it holds
 * @return an empty text, or one line that says why it cannot be read
 */
std::string HttpReadHar(std::string text, HttpHarRaw& raw);

} // namespace ns3

#endif /* HTTP_HAR_READER_H */
