/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WINDOW_LISTING_H
#define HTTP_WINDOW_LISTING_H

#include "http-trace-reader.h"

#include <cstdint>
#include <iosfwd>

namespace ns3
{

/**
 * @ingroup http
 * @brief Writes the congestion windows of a connection, a line for each change at each of its ends:
 * window, threshold, round-trip time, retransmission timeout, bytes in flight and the congestion
 * state, with a bar as long as the window is wide.
 *
 * They are known where they were traced, at level full.
 * @param reader the database
 * @param connection number of the connection; an HttpTraceError if there is none
 * @param out where it goes
 */
void WriteHttpWindowListing(HttpTraceReader& reader, int64_t connection, std::ostream& out);

} // namespace ns3

#endif /* HTTP_WINDOW_LISTING_H */
