/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_RESOURCE_H
#define HTTP_HAR_RESOURCE_H

#include "http-trace-reader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What a browser would call a resource, in the words of Chrome's archives.
 */
struct HttpHarResource
{
    const char* type = "other";   //!< as in _resourceType
    const char* priority = "Low"; //!< with which Chrome asks for it, as in _priority
    const char* initiates = "";   //!< as in _initiator.type of what it reveals
};

/**
 * @ingroup http
 * @brief The kind of a resource.
 * @param mimeType its media type, with or without parameters
 * @param isRoot whether it is a page's root object
 * @return its kind
 */
HttpHarResource FindHttpHarResource(const std::string& mimeType, bool isRoot);

/**
 * @ingroup http
 * @brief A piece of content as it came.
 */
struct HttpHarChunk
{
    int64_t time = 0;  //!< when it was there, and all before it, ns
    int64_t bytes = 0; //!< its bytes
};

/**
 * @ingroup http
 * @brief The pieces in which the content of a response came, by the segments of a full trace.
 * @param reader the database
 * @param response the response
 * @param node id of the client's node
 * @return the pieces in the order of time; none without segments
 */
std::vector<HttpHarChunk> ReadHttpHarChunks(HttpTraceReader& reader,
                                            const HttpTraceReader::Message& response,
                                            int64_t node);

} // namespace ns3

#endif /* HTTP_HAR_RESOURCE_H */
