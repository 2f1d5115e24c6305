/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_MESSAGE_RECORD_H
#define HTTP_MESSAGE_RECORD_H

#include "ns3/address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace ns3
{

/// @ingroup http
/// Parts of a stream: offsets of each one's first byte and of the byte after its last.
using HttpStreamRanges = std::vector<std::pair<uint64_t, uint64_t>>;

/**
 * @ingroup http
 * @brief One HTTP message as one end of its connection saw it; told once by each end.
 *
 * The two ends' records of a message are joined by the connection's four values, the direction and
 * streamBegin.
 */
struct HttpMessageRecord
{
    uint32_t node = 0;         //!< id of the node that tells
    uint32_t application = 0;  //!< index of the application on its node
    uint64_t transaction = 0;  //!< client: the transaction's number in its application; else 0
    uint64_t socket = 0;       //!< the socket's number on its node; 0 if not numbered
    Address local;             //!< this end of the connection
    Address remote;            //!< the other end
    uint32_t stream = 0;       //!< HTTP/2: number of its stream; else 0
    bool isRequest = true;     //!< request or response
    bool sent = true;          //!< this end sent it; otherwise it received it
    std::string_view head;     //!< the head's bytes; valid during the call only
    uint32_t headBytes = 0;    //!< bytes of the head on the wire
    uint64_t contentBytes = 0; //!< bytes of content, without the chunked coding
    const char* contentKind =
        "";                   //!< "pattern", "zero", "file", "relay", or "" if there is no content
    uint64_t contentSeed = 0; //!< which pattern
    uint64_t streamBegin = 0; //!< offset of the first byte in its direction's stream
    uint64_t streamEnd = 0;   //!< offset of the byte after the last one
    HttpStreamRanges ranges;  //!< where it lies between them if other bytes do, too; else empty
    Time first;               //!< first byte handed to the socket, or read from it
    Time last;                //!< last byte handed to the socket, or read from it
    const char* outcome = ""; //!< "complete", or why not; static storage

    /// @brief Signature of a trace sink. @param record the message
    typedef void (*TracedCallback)(const HttpMessageRecord& record);
};

} // namespace ns3

#endif /* HTTP_MESSAGE_RECORD_H */
