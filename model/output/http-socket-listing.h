/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SOCKET_LISTING_H
#define HTTP_SOCKET_LISTING_H

#include "http-trace-reader.h"

#include <cstdint>
#include <iosfwd>

namespace ns3
{

/**
 * @ingroup http
 * @brief Writes every host's table of connections at an instant, as `ss -tan` prints it.
 *
 * Recv-Q is what has arrived in order and was not read; Send-Q what was handed to the socket and is
 * not acknowledged; both are "-" where calls or segments were not traced.
 * @param reader the database
 * @param time the instant, ns; what happens at it has happened
 * @param out where it goes
 */
void WriteHttpSocketListing(HttpTraceReader& reader, int64_t time, std::ostream& out);

} // namespace ns3

#endif /* HTTP_SOCKET_LISTING_H */
