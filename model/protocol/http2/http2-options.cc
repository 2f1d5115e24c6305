/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-options.h"

#include "ns3/http-named.h"

#include <array>
#include <tuple>

namespace ns3
{
namespace http
{

namespace
{

/// Largest window (RFC 9113, section 6.9.1).
constexpr uint32_t LARGEST_WINDOW = 0x7fffffff;

/// Largest frame (RFC 9113, section 4.2).
constexpr uint32_t LARGEST_FRAME = 16777215;

/// @brief nginx 1.22 as its module of HTTP/2 sets a connection up. @return the options
Http2Options
MakeNginx()
{
    Http2Options options;
    options.maxConcurrentStreams = 128;
    options.streamWindow = 65536;
    options.maxFrameBytes = LARGEST_FRAME;
    options.connectionWindow = LARGEST_WINDOW;
    options.frameBytes = 8192;
    options.encoderTableBytes = 0;
    options.flushesStart = true;
    return options;
}

/// @brief curl 7.88 with nghttp2. @return the options
Http2Options
MakeCurl()
{
    Http2Options options;
    options.maxConcurrentStreams = 100;
    options.streamWindow = 32 * 1024 * 1024;
    options.connectionWindow = 32 * 1024 * 1024;
    options.flushesStart = true;
    options.saysGoAway = false;
    return options;
}

/// @brief Chromium. @return the options
Http2Options
MakeChromium()
{
    Http2Options options;
    options.headerTableBytes = 65536;
    options.streamWindow = 6 * 1024 * 1024;
    options.maxHeadListBytes = 262144;
    options.connectionWindow = 15 * 1024 * 1024;
    options.encoderTableBytes = 65536;
    options.priorities = Http2PrioritySignal::Chain;
    return options;
}

/// @brief A well-known program.
struct Preset
{
    const char* name;         //!< its name
    Http2Options (*create)(); //!< makes its options
};

constexpr std::array<Preset, 4> PRESETS{{
    {"chromium", MakeChromium},
    {"curl", MakeCurl},
    {"nginx", MakeNginx},
    {"plain", [] { return Http2Options(); }},
}};

} // namespace

bool
Http2Options::operator==(const Http2Options& other) const
{
    const auto tie = [](const Http2Options& o) {
        return std::tie(o.headerTableBytes,
                        o.maxConcurrentStreams,
                        o.streamWindow,
                        o.maxFrameBytes,
                        o.maxHeadListBytes,
                        o.connectionWindow,
                        o.frameBytes,
                        o.encoderTableBytes,
                        o.mostStreams,
                        o.resetBurst,
                        o.resetRate,
                        o.refusesPush,
                        o.flushesStart,
                        o.saysGoAway,
                        o.priorities,
                        o.scheme,
                        o.absoluteTargets,
                        o.traces,
                        o.scheduler);
    };
    return tie(*this) == tie(other);
}

std::optional<Http2Options>
FindHttp2Preset(std::string_view name)
{
    const Preset* known = HttpFindNamed(PRESETS, name);
    return known ? std::optional<Http2Options>(known->create()) : std::nullopt;
}

const std::vector<std::string>&
GetHttp2PresetNames()
{
    static const std::vector<std::string> NAMES = HttpListNames(PRESETS);
    return NAMES;
}

} // namespace http
} // namespace ns3
