/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_STATE_RECORD_H
#define HTTP_TCP_STATE_RECORD_H

#include "http-four-tuple.h"

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief What one end's TCP holds of a connection, told when any of it has changed.
 *
 * One record tells all changes of one instant: the values at its end. It comes when something
 * later happens on the node, or at the end of the run.
 */
struct HttpTcpStateRecord
{
    Time time;                        //!< when it changed
    uint32_t node = 0;                //!< id of the node at this end
    HttpFourTuple tuple;              //!< the source is this end
    uint64_t connection = 0;          //!< the connection's number; 0 if not known
    uint32_t incarnation = 0;         //!< of the four values; 0 if not known
    uint32_t congestionWindow = 0;    //!< cwnd, bytes
    uint32_t slowStartThreshold = 0;  //!< ssthresh, bytes; the largest value means none yet
    Time rtt{-1};                     //!< last round-trip time estimate; negative if none
    Time rto{-1};                     //!< retransmission timeout; negative if not yet told
    uint32_t bytesInFlight = 0;       //!< bytes sent and neither acknowledged nor thought lost
    const char* congestionState = ""; //!< open, disorder, cwr, recovery, loss; static storage

    /// @brief Signature of a trace sink. @param record the state
    typedef void (*TracedCallback)(const HttpTcpStateRecord& record);
};

} // namespace ns3

#endif /* HTTP_TCP_STATE_RECORD_H */
