/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SETTINGS_H
#define HTTP_TCP_SETTINGS_H

#include "http-tcp-units.h"

#include <cstdint>
#include <limits>

namespace ns3
{
namespace tcp
{

constexpr uint32_t UNLIMITED = std::numeric_limits<uint32_t>::max(); //!< no bound

/**
 * @brief How an endpoint behaves: what may differ between kernels, profiles and connections.
 *
 * The defaults are those of Linux 6.18; each names the kernel's own setting or constant.
 */
struct Settings
{
    // Options told in the SYN
    uint32_t segmentSize = 1460;      //!< largest payload without options, from the interface
    uint32_t payloadMost = UNLIMITED; //!< bytes of payload in a segment, whatever the path takes
    bool timestamps = true;           //!< tcp_timestamps (RFC 7323)
    bool sack = true;                 //!< tcp_sack (RFC 2018)
    bool dsack = true;                //!< tcp_dsack (RFC 2883)
    bool windowScaling = true;        //!< tcp_window_scaling (RFC 7323)
    bool ecn = false;                 //!< tcp_ecn = 1: asked for and granted (RFC 3168)
    bool grantsEcn = true;            //!< tcp_ecn = 2: granted where the peer asks
    bool exactEcn = false;            //!< each mark is echoed, as the owner tells (RFC 8257)

    // Timers
    Nanoseconds tick = Milliseconds(4);          //!< CONFIG_HZ 250; 0: timers are exact
    Nanoseconds leastRto = Milliseconds(200);    //!< TCP_RTO_MIN
    Nanoseconds mostRto = Seconds(120);          //!< TCP_RTO_MAX
    Nanoseconds initialRto = Seconds(1);         //!< TCP_TIMEOUT_INIT (RFC 6298)
    Nanoseconds leastTimeout = Milliseconds(2);  //!< TCP_TIMEOUT_MIN_US
    uint32_t synRetries = 6;                     //!< tcp_syn_retries
    uint32_t synLinearRetries = 4;               //!< tcp_syn_linear_timeouts, from Linux 6.5
    uint32_t synAckRetries = 5;                  //!< tcp_synack_retries
    uint32_t retries = 15;                       //!< tcp_retries2; counted as time
    uint32_t orphanRetries = 8;                  //!< tcp_orphan_retries, 0 there
    Nanoseconds finWait2 = Seconds(60);          //!< tcp_fin_timeout
    Nanoseconds timeWait = Seconds(60);          //!< TCP_TIMEWAIT_LEN
    Nanoseconds oddSegments = Milliseconds(500); //!< tcp_invalid_ratelimit (RFC 5961)
    bool keepAlive = false;                      //!< SO_KEEPALIVE
    Nanoseconds keepAliveTime = Seconds(7200);   //!< tcp_keepalive_time
    Nanoseconds keepAliveInterval = Seconds(75); //!< tcp_keepalive_intvl
    uint32_t keepAliveProbes = 9;                //!< tcp_keepalive_probes
    Nanoseconds persist{0};                      //!< first wait at a closed window; 0: the timeout
    Nanoseconds userTimeout{0};                  //!< TCP_USER_TIMEOUT (RFC 5482); 0: none

    // Sending
    uint32_t initialWindow = 10;           //!< TCP_INIT_CWND, segments (RFC 6928)
    uint32_t initialThreshold = UNLIMITED; //!< initial slow start threshold, segments
    uint32_t windowClamp = UNLIMITED;      //!< snd_cwnd_clamp, segments
    bool nagle = false;                    //!< no TCP_NODELAY
    bool cork = false;                     //!< TCP_CORK: part of a segment waits to be filled
    bool slowStartAfterIdle = true;        //!< tcp_slow_start_after_idle (RFC 2861)
    bool windowValidation = true;          //!< the window grows only where it is used
    bool finBeyondWindow = false;          //!< the last segment is sent whatever the window, < 6.10
    bool lossProbe = true;                 //!< tcp_early_retrans (RFC 8985, section 7)
    bool rack = true;                      //!< tcp_recovery (RFC 8985, section 6)
    bool frto = true;                      //!< tcp_frto (RFC 5682)
    bool undo = true;                      //!< spurious reductions are taken back (RFC 4015)
    bool limitedTransmit = true;           //!< RFC 3042
    uint32_t reordering = 3;               //!< tcp_reordering, segments
    uint32_t mostReordering = 300;         //!< tcp_max_reordering, segments
    bool proportional = true;              //!< PRR (RFC 9937); otherwise RFC 6675 alone
    bool paceInitialWindow = false;        //!< the first segments, too
    uint64_t mostPacingRate = UINT64_MAX;  //!< sk_max_pacing_rate, bytes a second
    bool pacing = false;                   //!< SO_MAX_PACING_RATE or a control that paces
    uint32_t pacingSlowStart = 200;        //!< tcp_pacing_ss_ratio, percent
    uint32_t pacingAvoidance = 120;        //!< tcp_pacing_ca_ratio, percent
    uint32_t largestBurst = 65536;         //!< sk_gso_max_size, bytes; 0: segments one by one
    uint32_t burstShift = 10;              //!< sk_pacing_shift: a burst is the rate's part of 1 ms
    uint32_t burstRttShift = 9;            //!< tcp_tso_rtt_log
    uint32_t leastBurst = 2;               //!< tcp_min_tso_segs, segments
    uint32_t burstWindowPart = 3;          //!< tcp_tso_win_divisor
    uint32_t notSentLowWater = UNLIMITED;  //!< tcp_notsent_lowat, bytes

    // Acknowledging
    Nanoseconds leastDelay = Milliseconds(40); //!< TCP_DELACK_MIN, TCP_ATO_MIN
    Nanoseconds mostDelay = Milliseconds(200); //!< TCP_DELACK_MAX
    bool delayedAcks = true;                   //!< acknowledgments may wait (RFC 1122, 4.2.3.2)
    uint32_t quickAcks = 16;                   //!< TCP_MAX_QUICKACKS; 0: none
    uint32_t pingPong = 1;                     //!< tcp_pingpong_thresh, from Linux 6.4
    Nanoseconds sackDelay = Milliseconds(1);   //!< tcp_comp_sack_delay_ns
    uint32_t sackPercent = 33;                 //!< tcp_comp_sack_rtt_percent, from Linux 6.16
    uint32_t sackCount = 44;                   //!< tcp_comp_sack_nr; 0: none is held back

    // Buffers
    uint32_t receiveBuffer = 131072;      //!< tcp_rmem[1], bytes with overhead
    uint32_t mostReceiveBuffer = 6291456; //!< tcp_rmem[2]; what autotuning ends at
    bool tuneReceiveBuffer = true;        //!< tcp_moderate_rcvbuf, and SO_RCVBUF was not set
    uint32_t sendBuffer = 16384;          //!< tcp_wmem[1], bytes with overhead
    uint32_t mostSendBuffer = 4194304;    //!< tcp_wmem[2]; what autotuning ends at
    bool tuneSendBuffer = true;           //!< SO_SNDBUF was not set
    uint32_t socketBufferMost = 212992;   //!< rmem_max, for the window's shift
    uint32_t bufferShare = 128;    //!< TCP_DEFAULT_SCALING_RATIO: of 256, until it is measured
    uint32_t packetOverhead = 856; //!< of a received packet, beyond its payload, bytes
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_SETTINGS_H */
