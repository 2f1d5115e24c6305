/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEQUENCE_READER_H
#define HTTP_SEQUENCE_READER_H

#include "http-sequence.h"
#include "http-trace-reader.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief The sequence of a whole connection.
 * @param reader the database
 * @param connection number of the connection
 * @param maxSteps leave out what is beyond
 * @return the sequence; an HttpTraceError if there is no such connection
 */
HttpSequence ReadHttpConnectionSequence(HttpTraceReader& reader,
                                        int64_t connection,
                                        uint64_t maxSteps);

/**
 * @ingroup http
 * @brief The sequence of one transaction on its connection.
 *
 * It begins with the connection if that was opened for it, and goes on to the end of the connection
 * if the transaction was its last.
 * @param reader the database
 * @param transaction number of the transaction
 * @param maxSteps leave out what is beyond
 * @return the sequence; an HttpTraceError if there is no such transaction
 */
HttpSequence ReadHttpTransactionSequence(HttpTraceReader& reader,
                                         int64_t transaction,
                                         uint64_t maxSteps);

} // namespace ns3

#endif /* HTTP_SEQUENCE_READER_H */
