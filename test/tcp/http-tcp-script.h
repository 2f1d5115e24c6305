/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SCRIPT_H
#define HTTP_TCP_SCRIPT_H

#include "http-tcp-net.h"

#include <boost/test/unit_test.hpp>
#include <string>

/**
 * Scripts of segments and calls, in the manner of packetdrill. One host with the socket under test
 * faces a peer that only does what the script says. Each line has a time in seconds and one of
 *
 *     > FLAGS SEQ:LEN [ack N] [win N] [mss N] [port N]
 *                                         the host sends this segment now (to this port)
 *     < FLAGS SEQ:LEN [ack N] [win N] [mss N] [port N] [sackok 1] [sack FROM:TO]...
 *       [ts VALUE:ECHO]                   this segment reaches the host now (from this port)
 *     listen, connect, close, abort, shutdown, shutdown-receive, send N, read, no-read
 *     close-on-data                       close as soon as data has been read
 *     reconnect [refused]                 a new socket connects from the same port to the same
 *                                         place; the call succeeds, or not
 *     listen-and-connect                  listen, and the same socket cannot connect
 *     state NAME, end REASON, told WHAT, received N, connections N
 *     set NAME VALUE                      an attribute of the socket, before it is made
 *
 * FLAGS are letters of SAFRP and "." for ACK, as in tcpdump. Every segment that the host sends must
 * be in the script, at its time (within 2 ms) and in its order; ports are 80 for the host that
 * listens, and 49152 and 80 for one that connects. Options are off unless they are set; those that
 * the host sends are not compared.
 */
namespace tcp_test
{

/// Runs a script. @param text the script @return what went wrong, one line each; empty if nothing
std::string RunScript(const std::string& text);

/// A script with a name.
struct ScriptRow
{
    const char* name; //!< what happens
    std::string text; //!< the script
};

/**
 * Runs scripts, and fails the test of each that goes wrong.
 * @param rows the scripts
 * @param begin what all of them begin with
 */
template <std::size_t N>
void
RunScripts(const ScriptRow (&rows)[N], const std::string& begin)
{
    for (const ScriptRow& row : rows)
    {
        const std::string errors = RunScript(begin + row.text);
        BOOST_TEST(errors.empty(), row.name << ":\n" << errors);
    }
}

} // namespace tcp_test

#endif /* HTTP_TCP_SCRIPT_H */
