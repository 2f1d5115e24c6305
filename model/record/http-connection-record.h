/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_RECORD_H
#define HTTP_CONNECTION_RECORD_H

#include "http-connection-state-record.h"
#include "http-four-tuple.h"

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief One connection as one of its two hosts saw it: an entry of the host's connection table.
 *
 * A host tells it when it is opened, when it is established, and when it has ended. The two hosts'
 * records of a connection have the same number, four values and incarnation.
 */
struct HttpConnectionRecord
{
    /**
     * The connection's number, from 1; given by the host that opened it and known to the other by
     * the tag of its segments: node x 10^12 plus the count of connections of that node. Where the
     * opening host is not observed, the accepting host gives it.
     */
    uint64_t connection = 0;
    HttpFourTuple tuple;      //!< the four values; the source is the end that opened it
    uint32_t incarnation = 1; //!< the how-manieth connection of these four values, from 1
    uint32_t node = 0;        //!< id of the host that tells
    bool isSource = true;     //!< the host that tells is the source
    uint64_t socket = 0;      //!< the socket's number on that node; 0 if not known
    bool inferred = true;     //!< states concluded from segments; otherwise a socket told them
    HttpConnectionState state = HttpConnectionState::Closed; //!< state at this host
    Time opened{-1};                                         //!< left CLOSED or LISTEN at this host
    Time established{-1}; //!< became ESTABLISHED at this host; negative if it did not
    Time closed{-1};      //!< became CLOSED at this host; negative if it is still open
    HttpConnectionEnd end = HttpConnectionEnd::None; //!< how this host's end ended
    uint64_t segmentsSent = 0;                       //!< segments that this host sent
    uint64_t segmentsReceived = 0;                   //!< segments that this host received
    uint64_t streamBytesSent = 0;    //!< bytes of the stream that it sent, each counted once
    uint64_t retransmittedBytes = 0; //!< bytes of the stream that it sent again
    const char* problem = ""; //!< what must not be, such as two connections with the same values

    /// @brief Signature of a trace sink. @param record the connection
    typedef void (*TracedCallback)(const HttpConnectionRecord& record);
};

} // namespace ns3

#endif /* HTTP_CONNECTION_RECORD_H */
