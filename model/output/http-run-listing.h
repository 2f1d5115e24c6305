/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RUN_LISTING_H
#define HTTP_RUN_LISTING_H

#include "http-trace-reader.h"

#include <iosfwd>

namespace ns3
{

/**
 * @ingroup http
 * @brief Writes a line for each connection: its four values, when and how each side ended, and how
 * many requests it carried.
 * @param reader the database
 * @param out where it goes; one line that says so if there are no connections
 */
void WriteHttpConnectionListing(HttpTraceReader& reader, std::ostream& out);

/**
 * @ingroup http
 * @brief Writes a line for each page: when it began and how long it took, its objects and bytes.
 * @param reader the database
 * @param out where it goes; one line that says so if there are no pages
 */
void WriteHttpPageListing(HttpTraceReader& reader, std::ostream& out);

/**
 * @ingroup http
 * @brief Writes a line for each transaction: its connection, its times and its outcome.
 * @param reader the database
 * @param out where it goes; one line that says so if there are no transactions
 */
void WriteHttpTransactionListing(HttpTraceReader& reader, std::ostream& out);

} // namespace ns3

#endif /* HTTP_RUN_LISTING_H */
