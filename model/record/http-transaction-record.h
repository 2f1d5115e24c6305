/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRANSACTION_RECORD_H
#define HTTP_TRANSACTION_RECORD_H

#include "ns3/address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief One request of a client and what came of it; told once, when it has its outcome.
 *
 * A time that was not reached is negative. Times of the last attempt where there were several.
 */
struct HttpTransactionRecord
{
    uint64_t id = 0;          //!< number in its application, from 1, in order of queueing
    uint64_t page = 0;        //!< number of its page in the application, from 1
    uint64_t initiator = 0;   //!< number of the transaction that revealed it; 0: none did
    uint32_t node = 0;        //!< id of the client's node
    uint32_t application = 0; //!< index of the client on its node
    uint64_t socket = 0;      //!< number of the last socket on its node; 0 if none, or not numbered
    Address local;            //!< client's end of the last connection
    Address remote;           //!< server's end of the last connection
    bool reused = false;      //!< the connection had carried a request before
    uint32_t attempts = 0;    //!< times that it was handed to a connection
    uint32_t stream = 0;      //!< HTTP/2: number of its last stream; else 0
    uint16_t status = 0;      //!< status of the final response, 0 if there was none
    std::string_view method;  //!< method; valid during the call only
    std::string_view url;     //!< URL; valid during the call only
    Time queued{-1};          //!< the client wants it
    Time resolved{-1};        //!< the server's address is known
    Time connectStart{-1};    //!< its connection was asked for; unset if the connection was reused
    Time secureStart{-1};     //!< TLS began on it; unset if there is none, or it was reused
    Time connectEnd{-1};      //!< its connection could be used; unset if it was reused
    Time requestStart{-1};    //!< first byte of the request handed to the socket
    Time requestEnd{-1};      //!< last byte of the request handed to the socket
    Time firstByte{-1};       //!< first byte of the response read
    Time finished{-1};        //!< it has its outcome
    uint32_t requestHeadBytes = 0;     //!< bytes of the request's head on the wire
    uint64_t requestContentBytes = 0;  //!< bytes of the request's content
    uint32_t responseHeadBytes = 0;    //!< bytes of the response's head on the wire
    uint64_t responseContentBytes = 0; //!< bytes of the response's content that were read
    const char* outcome = "";          //!< "complete", or why not; static storage
    const char* problem = ""; //!< more about an outcome that is not complete; static storage

    /// @brief Signature of a trace sink. @param record the transaction
    typedef void (*TracedCallback)(const HttpTransactionRecord& record);
};

} // namespace ns3

#endif /* HTTP_TRANSACTION_RECORD_H */
