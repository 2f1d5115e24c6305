/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRANSACTION_H
#define HTTP_TRANSACTION_H

#include "http-content-bytes.h"

#include "ns3/http-event.h"
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
    http::ExchangeId exchange = 0;           //!< the session's name for it there
    uint64_t answeredBefore = 0;             //!< the connection's answers when it was assigned
    HttpContentCheck check;                  //!< of the response's content
    bool isEarly = false;                    //!< it went as early data
    bool isWantedAgain = false; //!< the server wants it again, not as early data (RFC 8470)
    bool isRepeatable = true;   //!< its content, if any, can be sent again
    bool isTooEarly = false;    //!< a server did not take it as early data (RFC 8470)
    const http::ResponseHead* response = nullptr; //!< while FetchAnswered() is called: the head
    http::Outcome outcome = http::Outcome::Unfinished; //!< how it ended, once it has
    HttpTransactionRecord record; //!< what is known of it; url and method are set when it is told
};

} // namespace ns3

#endif /* HTTP_TRANSACTION_H */
