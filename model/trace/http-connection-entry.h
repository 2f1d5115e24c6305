/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_ENTRY_H
#define HTTP_CONNECTION_ENTRY_H

#include "http-connection-inference.h"
#include "http-sequence-space.h"

#include "ns3/http-connection-record.h"
#include "ns3/http-segment-record.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief One end of one connection in the connection table of its host.
 */
struct HttpConnectionEntry
{
    HttpFourTuple key;        //!< the four values; the source is this host
    uint64_t connection = 0;  //!< the connection's number
    uint32_t incarnation = 0; //!< of the four values
    bool isSource = false;    //!< this host asked for the connection
    bool isTold = false;      //!< a socket tells its states
    uint64_t socket = 0;      //!< the socket's number; 0 if not known
    HttpConnectionState state = HttpConnectionState::Closed; //!< state
    HttpConnectionEnd end = HttpConnectionEnd::None;         //!< how this end ended
    bool readsOn = false;            //!< it received more of the stream after its own FIN
    Time opened{-1};                 //!< left CLOSED or LISTEN
    Time established{-1};            //!< became ESTABLISHED
    Time lastSent{-1};               //!< its last segment that takes sequence space
    Time deadline{-1};               //!< when its silence is looked at; negative if it is not
    bool isFinRepeated = false;      //!< what came last is the peer's FIN again, in TIME-WAIT
    HttpSequenceSpace sent;          //!< this host's sequence space
    HttpSequenceSpace received;      //!< the peer's sequence space
    uint64_t segmentsSent = 0;       //!< segments sent
    uint64_t segmentsReceived = 0;   //!< segments received
    uint64_t retransmittedBytes = 0; //!< bytes of the stream sent again
    uint64_t nextConnection = 0;     //!< number of a connection that a SYN in TIME-WAIT asks for
    uint32_t nextIncarnation = 0;    //!< its incarnation

    /// @brief Whether it is an end of a connection that lives. @return true if so
    bool IsLive() const;

    /// @brief Whether the host waits for an answer to something. @return true if so
    bool IsWaiting() const;

    /// @brief How this end ends if it becomes CLOSED now without a reset. @return the end
    HttpConnectionEnd GetQuietEnd() const;

    /**
     * @brief What stands in the table.
     * @param node id of the host
     * @return the record, without closed and end
     */
    HttpConnectionRecord MakeRecord(uint32_t node) const;
};

} // namespace ns3

#endif /* HTTP_CONNECTION_ENTRY_H */
