/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PROXY_RECORD_H
#define HTTP_PROXY_RECORD_H

#include "ns3/address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief One request that a proxy has received, and what it did about it; told when the client has
 *        its response, or cannot get it any more.
 */
struct HttpProxyRecord
{
    uint32_t node = 0;        //!< id of the proxy's node
    uint32_t application = 0; //!< index of the proxy on its node
    Address client;           //!< address and port that the request came from
    std::string_view method;  //!< method; valid during the call only
    std::string_view target;  //!< request target as received; valid during the call only
    /// What was done, static storage: "hit" (from the cache alone), "validated" (from the cache,
    /// which a 304 allowed), "forwarded" (the server's response), "tunnel", "blind", "refused" (the
    /// proxy's own response), "failed" (the same, because of the server), or "" if the client went
    /// before anything was done
    const char* result = "";
    uint16_t status = 0;      //!< of the response; 0 if none was begun
    uint64_t bytes = 0;       //!< content of the response that was given to the connection
    uint64_t transaction = 0; //!< number of the request to the server in this proxy; 0 if none
    Time received;            //!< the request's head was read
    Time finished;            //!< the response's last byte was handed to the socket, or the end
    bool isComplete = false;  //!< the whole response was handed to the socket

    /// @brief Signature of a trace sink. @param record the request
    typedef void (*TracedCallback)(const HttpProxyRecord& record);
};

} // namespace ns3

#endif /* HTTP_PROXY_RECORD_H */
