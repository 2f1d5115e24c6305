/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_SIZE_H
#define HTTP_HAR_SIZE_H

#include "http-har-filter.h"
#include "http-har-reader.h"
#include "http-har-report.h"

#include "ns3/http-url.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Bytes of the four parts of a recorded exchange.
 */
struct HttpHarSizes
{
    uint32_t requestHead = 0;     //!< request line, fields and empty line
    uint64_t requestContent = 0;  //!< content of the request
    uint32_t responseHead = 0;    //!< status line, fields and empty line
    uint64_t responseContent = 0; //!< content of the response as it was on the wire
};

/// Head taken where a recording tells neither its size nor its fields.
const uint32_t HTTP_HAR_DEFAULT_HEAD_BYTES = 400;

/// Content of an answer where a recording has no responses at all.
const uint64_t HTTP_HAR_DEFAULT_CONTENT_BYTES = 1000;

/// Larger heads are cut to this.
const uint32_t HTTP_HAR_MAX_HEAD_BYTES = 65536;

/// Larger contents are cut to this, 2^50.
const uint64_t HTTP_HAR_MAX_CONTENT_BYTES = uint64_t{1} << 50;

/**
 * @ingroup http
 * @brief Finds the sizes of an exchange as far as the recording tells.
 *
 * Recorders differ in what their figures mean; the first of these that is known is taken.
 * Heads: headersSize; the fields written as HTTP/1.1 does; HTTP_HAR_DEFAULT_HEAD_BYTES.
 * Request's content: bodySize, Content-Length, the posted text or parameters, 0.
 * Response's content: none for HEAD, 204 and 304; bodySize; Content-Length; _transferSize or
 * _bytesIn without the head, and where the head's size is estimated the size of content that was
 * kept and agrees; _objectSize; content.size less compression; content.size; 0.
 * A bodySize that Content-Length contradicts has a third figure decide, and one of 0 yields to any
 * figure that is not.
 * @param entry the recording
 * @param url the request's URL
 * @param recorder what wrote it
 * @param report counts what was adapted
 * @return the sizes
 */
HttpHarSizes HttpGetHarSizes(const HttpHarRawEntry& entry,
                             const http::Url& url,
                             const HttpHarRecorder& recorder,
                             HttpHarReport& report);

} // namespace ns3

#endif /* HTTP_HAR_SIZE_H */
