/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ACTIVITY_RECORD_H
#define HTTP_ACTIVITY_RECORD_H

#include "ns3/nstime.h"

#include <cstdint>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief The steps of an HTTP client or server between the socket calls.
 */
enum class HttpActivity : uint8_t
{
    PageStarted,      //!< client: a page begins to load
    ResolveStarted,   //!< client: a host name is looked up
    ResolveFinished,  //!< client: the resolver has answered
    RequestQueued,    //!< client: a request waits for a connection
    ConnectDelayed,   //!< client: a connection could not be made; it is tried again later
    RequestStarted,   //!< client: the first byte of a request goes to the socket
    RequestFinished,  //!< client: the last byte of a request went to the socket
    RequestReceived,  //!< server: a request's head was read
    RequestProcessed, //!< server: the response is ready
    ResponseStarted,  //!< server: the first byte of a response goes to the socket
    ResponseFinished, //!< server: the last byte of a response went to the socket
    ResponseReceived, //!< client: a response's head was read
    ResponseComplete, //!< client: the last byte of a response was read
    RequestEnded,     //!< client: a request has its outcome
    PageFinished,     //!< client: every object of a page has its outcome
};

/**
 * @ingroup http
 * @brief The name of an activity as traces spell it, such as "request-queued".
 * @param activity the activity
 * @return a name with static storage
 */
const char* GetHttpActivityName(HttpActivity activity);

/**
 * @ingroup http
 * @brief One step of an HTTP client or server.
 */
struct HttpActivityRecord
{
    Time time;                                         //!< when
    uint32_t node = 0;                                 //!< id of the application's node
    uint32_t application = 0;                          //!< index of the application on its node
    HttpActivity activity = HttpActivity::PageStarted; //!< which step
    uint64_t socket = 0;      //!< the socket's number on its node; 0 if none, or not numbered
    uint64_t transaction = 0; //!< client: the transaction's number in its application, from 1
    std::string_view subject; //!< URL, host, request or status line; valid during the call only
    uint64_t bytes = 0;       //!< bytes of the message or page where that is known

    /// @brief Signature of a trace sink. @param record the step
    typedef void (*TracedCallback)(const HttpActivityRecord& record);
};

} // namespace ns3

#endif /* HTTP_ACTIVITY_RECORD_H */
