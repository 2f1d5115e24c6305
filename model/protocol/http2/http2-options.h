/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_OPTIONS_H
#define HTTP2_OPTIONS_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief How a client tells a server what it wants first.
enum class Http2PrioritySignal : uint8_t
{
    None,  //!< not at all, save by a Priority field that a request has anyway (RFC 9218)
    Chain, //!< each stream exclusively behind those as urgent or more (as Chromium does)
};

/**
 * @brief What an end of an HTTP/2 connection says of itself and how it sends; 0 in a setting: it is
 *        not sent, so that RFC 9113's initial value holds.
 */
struct Http2Options
{
    uint32_t headerTableBytes = 0;     //!< SETTINGS_HEADER_TABLE_SIZE
    uint32_t maxConcurrentStreams = 0; //!< SETTINGS_MAX_CONCURRENT_STREAMS
    uint32_t streamWindow = 0;         //!< SETTINGS_INITIAL_WINDOW_SIZE, bytes
    uint32_t maxFrameBytes = 0;        //!< SETTINGS_MAX_FRAME_SIZE
    uint32_t maxHeadListBytes = 0;     //!< SETTINGS_MAX_HEADER_LIST_SIZE
    uint32_t connectionWindow = 0;     //!< bytes that may be under way to us on all streams
    uint32_t frameBytes = 16384;       //!< most content of one DATA frame that we send
    uint32_t encoderTableBytes = 4096; //!< dynamic table of our encoder; 0: literals only
    uint32_t mostStreams = 100; //!< client: requests open at once, whatever the server allows
    uint32_t resetBurst = 1000; //!< server: streams reset by the client at once
    uint32_t resetRate = 33;    //!< server: and per second
    bool refusesPush = true;    //!< client: SETTINGS_ENABLE_PUSH 0
    /// What begins a connection goes out by itself: a client's preface and settings, a server's
    /// settings with the first head.
    bool flushesStart = false;
    bool saysGoAway = true;                                     //!< client: GOAWAY before it closes
    Http2PrioritySignal priorities = Http2PrioritySignal::None; //!< client: what requests say
    std::string scheme = "http";                                //!< client: the scheme of requests
    bool absoluteTargets = false;      //!< server: targets in absolute form, as a proxy wants them
    bool traces = false;               //!< events FrameSent and FrameReceived; ranges of messages
    std::string scheduler = "urgency"; //!< the order of streams: see MakeStreamScheduler()

    /// @brief Whether others say the same. @param other they @return whether
    bool operator==(const Http2Options& other) const;
};

/**
 * @brief The options of a well-known program.
 *
 * - nginx: a server (1.22): frames of 8 kB, 128 streams, response fields as literals
 * - curl: a client (7.88): windows of 32 MB
 * - chromium: a client: table of 64 kB, windows of 6 MB and 15 MB, streams as a chain
 * - plain: either end, nothing but RFC 9113's initial values
 * @param name its name
 * @return the options, or nothing if there is no such program
 */
std::optional<Http2Options> FindHttp2Preset(std::string_view name);

/// @brief Names of all presets. @return them
const std::vector<std::string>& GetHttp2PresetNames();

} // namespace http
} // namespace ns3

#endif /* HTTP2_OPTIONS_H */
