/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FRAME_RECORD_H
#define HTTP_FRAME_RECORD_H

#include "ns3/address.h"
#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief One frame of HTTP/2 as one end of its connection saw it; told once by each end.
 */
struct HttpFrameRecord
{
    uint32_t node = 0;        //!< id of the node that tells
    uint32_t application = 0; //!< index of the application on its node
    uint64_t socket = 0;      //!< the socket's number on its node; 0 if not numbered
    Address local;            //!< this end of the connection
    Address remote;           //!< the other end
    bool isClient = true;     //!< this end asks; otherwise it answers
    bool sent = true;         //!< this end sent it; otherwise it received it
    uint32_t stream = 0;      //!< the stream's number; 0: the connection
    const char* type = "";    //!< such as "HEADERS" (RFC 9113, section 6); static storage
    uint8_t flags = 0;        //!< its flags
    uint32_t length = 0;      //!< bytes of its payload
    uint64_t streamBegin = 0; //!< offset of its header's first byte in its direction of the stream
    uint64_t streamEnd = 0;   //!< offset of the byte after its last one
    Time time;                //!< its last byte was handed to the socket, or it was there whole

    /// @brief Signature of a trace sink. @param record the frame
    typedef void (*TracedCallback)(const HttpFrameRecord& record);
};

} // namespace ns3

#endif /* HTTP_FRAME_RECORD_H */
