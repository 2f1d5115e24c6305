/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PAGE_RECORD_H
#define HTTP_PAGE_RECORD_H

#include "ns3/nstime.h"

#include <cstdint>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief One page of a client: a root object and what it embeds; told when all have their outcome.
 */
struct HttpPageRecord
{
    uint64_t id = 0;          //!< number in its application, from 1
    uint32_t node = 0;        //!< id of the client's node
    uint32_t application = 0; //!< index of the client on its node
    std::string_view url;     //!< URL of its first object; valid during the call only
    Time started;             //!< its first object was wanted
    Time finished;            //!< its last object has its outcome
    uint32_t objects = 0;     //!< objects that it has
    uint32_t failed = 0;      //!< objects whose outcome is not complete
    uint64_t bytes = 0;       //!< content read
    const char* outcome = ""; //!< "complete", or the first failed object's outcome; static storage

    /// @brief Signature of a trace sink. @param record the page
    typedef void (*TracedCallback)(const HttpPageRecord& record);
};

} // namespace ns3

#endif /* HTTP_PAGE_RECORD_H */
