/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_RECORD_H
#define HTTP_TLS_RECORD_H

#include "ns3/address.h"
#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief One record of TLS as one end of its connection wrote or read it; told once by each end.
 *
 * Offsets count from the first byte of the direction's stream: the stream's are those of TCP, the
 * plain ones those of HTTP.
 */
struct HttpTlsRecord
{
    uint32_t node = 0;            //!< id of the node that tells
    uint32_t application = 0;     //!< index of the application on its node
    uint64_t socket = 0;          //!< the socket's number on its node; 0 if not numbered
    Address local;                //!< this end of the connection
    Address remote;               //!< the other end
    bool sent = true;             //!< this end wrote it; otherwise it read it
    const char* contentType = ""; //!< what it carries, such as "handshake"; static storage
    const char* message = "";     //!< handshake message that begins in it, or ""; static storage
    uint64_t streamBegin = 0;     //!< offset of its header's first byte
    uint64_t streamEnd = 0;       //!< offset of the byte after its last one
    uint64_t plainBegin = 0;      //!< offset of its first byte of content
    uint64_t plainEnd = 0;        //!< offset of the byte after its content; plainBegin: it has none
    Time time;                    //!< it was handed to the socket, or was whole

    /// @brief Signature of a trace sink. @param record the record
    typedef void (*TracedCallback)(const HttpTlsRecord& record);
};

} // namespace ns3

#endif /* HTTP_TLS_RECORD_H */
