/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_MACHINE_SCRIPT_H
#define HTTP_TCP_MACHINE_SCRIPT_H

#include "ns3/http-tcp-state.h"

#include <string>

namespace ns3
{
namespace tcp
{

/**
 * @brief Runs a script of segments and calls against one machine, in the manner of packetdrill.
 *
 * Each line has a time in seconds and one of
 *
 *     < FLAGS SEQ:LEN [ack N] [win N] [mss N] [ws N] [sackok] [ts VALUE:ECHO] [sack FROM:TO]...
 *                              this segment reaches the machine; the first one is a request
 *     > FLAGS SEQ:LEN [ack N] [win N] [echo N]
 *                              the machine sends this segment now
 *     connect                  the machine asks for a connection
 *     write N [eor], taken N   bytes are written, so many at most were taken of the last write
 *     read, finish, close      everything is read, nothing more is written, the application goes
 *     cwnd N, ssthresh N, state NAME, buffer N
 *                              what the machine's window, threshold, state or send buffer is
 *     set NAME VALUE           a setting, before the first segment: segment (bytes with options),
 *                              window, threshold (initial ones, segments),
 *                              slow-start-after-idle, tick (ms), user-timeout (s), nagle, cork,
 * ecn, quick-acks, ack-delay (longest, ms), fin-beyond-window
 *
 * FLAGS are letters of SAFRPEW and "." for ACK. Numbers begin with the machine's and the peer's SYN
 * as 0. Every segment that the machine sends must be in the script, in its order and within 2 ms of
 * its time. Timers are exact unless a tick is set; windows are compared as the header has them.
 * @param text the script
 * @return what went wrong, one line each; empty if nothing
 */
std::string RunMachineScript(const std::string& text);

/// @brief The name of a state as RFC 9293 spells it. @param state it @return the name
std::string GetStateName(State state);

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_MACHINE_SCRIPT_H */
