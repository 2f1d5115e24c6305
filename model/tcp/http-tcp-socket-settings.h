/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SOCKET_SETTINGS_H
#define HTTP_TCP_SOCKET_SETTINGS_H

#include "http-tcp-socket-parent.h"

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief What the attributes of HttpTcpSocket set. A connection copies it from the socket that
 * listens.
 */
class HttpTcpSocketSettings : public HttpTcpSocketParent<HTTP_TCP_INSTANCE_TYPE_ID>
{
  protected:
    Time m_timeWait;         //!< duration of TIME_WAIT
    Time m_finWait2;         //!< longest FIN_WAIT_2 after Close(); zero: for ever
    Time m_linger;           //!< time to linger after Close(); negative: for ever
    uint32_t m_backlog;      //!< most connections in SYN_RCVD
    uint64_t m_isnSecret;    //!< key of RFC 6528's hash
    bool m_rfc6528;          //!< first sequence number from clock and hash; otherwise 0
    bool m_reuseAddress;     //!< Bind may take a port that connections still use
    bool m_idleRestart;      //!< RFC 2861
    uint32_t m_quickAcks;    //!< segments acknowledged at once after start and idle time
    bool m_paws;             //!< RFC 7323, section 5
    bool m_tailLossProbe;    //!< RFC 8985, section 7
    bool m_rack;             //!< RFC 8985, section 6
    bool m_rtoAboveRtt;      //!< the timeout leaves time for delayed acknowledgments
    bool m_windowValidation; //!< the window grows only while it is used
    bool m_mssOption;        //!< MSS option
    bool m_pushFlag;         //!< PSH at the end of each write
    bool m_awaitFinAck;      //!< only its acknowledgment counts for a FIN
    bool m_finAfterData;     //!< the FIN follows data in flight
    bool m_windowUpdate;     //!< reading opens the window at the peer
    bool m_persist;          //!< a small window is probed after one timeout
    bool m_noticeRefusal;    //!< a refused connection fails at once
    bool m_noticeReset;      //!< a reset is an error in every state
    bool m_cleanAbort;       //!< a close that resets leaves the socket closed
    bool m_resetUnknown;     //!< what belongs to no connection is reset
    bool m_resetAfterClose;  //!< data after Close() is reset
    bool m_timeWaitAnswers;  //!< TIME_WAIT acknowledges a FIN
    bool m_timeWaitReuse;    //!< a connection may follow one in TIME_WAIT
    bool m_finBackoff;       //!< a FIN is repeated at growing intervals
    bool m_refuseLateSend;   //!< Send() takes nothing after the end
    bool m_challenge;        //!< RFC 5961
    bool m_finInOrder;       //!< a FIN counts after all data before it
    bool m_resetClosedInput; //!< data after ShutdownRecv() is reset
};

} // namespace ns3

#endif /* HTTP_TCP_SOCKET_SETTINGS_H */
