/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_MESSAGE_PATH_H
#define HTTP_MESSAGE_PATH_H

#include "http-trace-reader.h"

#include <cstdint>
#include <iosfwd>

namespace ns3
{

/**
 * @ingroup http
 * @brief Writes how a message went over the network: its segments and retransmissions, and of each
 * segment the packets hop by hop.
 *
 * Segments and packets are known where they were traced, at level full.
 * @param reader the database
 * @param message number of the message; an HttpTraceError if there is none
 * @param out where it goes
 */
void WriteHttpMessagePath(HttpTraceReader& reader, int64_t message, std::ostream& out);

} // namespace ns3

#endif /* HTTP_MESSAGE_PATH_H */
