/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRANSACTION_H
#define HTTP_TRANSACTION_H

#include "ns3/http-head.h"
#include "ns3/http-outcome.h"
#include "ns3/http-transaction-record.h"
#include "ns3/http-url.h"
#include "ns3/http-workload.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A request under way, from the wish to the outcome.
 */
struct HttpTransaction
{
    const HttpPageObject* request = nullptr; //!< what is asked for, in its page
    uint32_t index = 0;                      //!< the object's place in its page
    uint32_t origin = 0;                     //!< number of its origin
    uint32_t retries = 0;                    //!< times that it was tried again
    int64_t connection = -1;                 //!< the pool's number of its connection, or -1
    bool isRepeatable = true;                //!< its content, if any, can be sent again
    bool isTooEarly = false;                 //!< a server did not take it as early data (RFC 8470)
    const http::ResponseHead* response = nullptr; //!< while FetchAnswered() is called: the head
    http::Outcome outcome = http::Outcome::Unfinished; //!< how it ended, once it has
    HttpTransactionRecord record; //!< what is known of it; url and method are set when it is told
};

} // namespace ns3

#endif /* HTTP_TRANSACTION_H */
