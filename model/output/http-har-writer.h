/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_WRITER_H
#define HTTP_HAR_WRITER_H

#include "http-trace-reader.h"

#include <iosfwd>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Writes the transactions of a trace database as an HTTP archive, HAR 1.2.
 *
 * Simulated time 0 is the instant that servers' Date fields begin at (the attribute Epoch,
 * 2020-01-01T00:00:00Z unless set). Times are milliseconds; entries are ordered by the
 * instant at which they were queued, and their timings add up to their time:
 * - dns: until the server's address was known; -1 if it was known at once
 * - connect: asking for a connection until it was established; -1 on one that was there already
 * - send, wait, receive: request, then until the first byte of the response, then until the end
 * - blocked: what is left, which is waiting for a connection
 *
 * `connection` is the four-tuple, `serverIPAddress` the destination address. A transaction without
 * a response has status 0 and its outcome in `_error`.
 *
 * Members of Chrome's and WebPageTest's archives, as viewers read them: `_resourceType` by the
 * media type, `_priority` with which Chrome asks for such a resource (the simulation sends requests
 * in the order of wanting them), `_initiator` with the URL of what revealed it, and `_chunks`, the
 * pieces of content as they came, in milliseconds from the start of the page; these at trace level
 * full. A pattern is declared as application/octet-stream on the wire: `mimeType` is what it stands
 * for (X-Content-Type).
 */
class HttpHarWriter
{
  public:
    /**
     * @brief Writes the archive.
     * @param reader the database
     * @param file name of the file; an HttpTraceError if it cannot be written
     */
    static void Write(HttpTraceReader& reader, const std::string& file);

    /**
     * @brief Writes the archive to a stream.
     * @param reader the database
     * @param out where it goes
     */
    static void Write(HttpTraceReader& reader, std::ostream& out);
};

} // namespace ns3

#endif /* HTTP_HAR_WRITER_H */
