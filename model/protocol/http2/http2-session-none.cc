/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

// What stands here in builds without nghttp2, which leave the other sources of the session out.

#ifdef HTTP_WITHOUT_HTTP2

namespace ns3
{
namespace http
{

bool
HasHttp2()
{
    return false;
}

std::unique_ptr<Http2Session>
Http2Session::Make(std::shared_ptr<const ConnectionOptions> /* limits */,
                   std::shared_ptr<const Http2Options> /* options */,
                   Role /* role */,
                   std::optional<Nanoseconds> /* now */,
                   std::unique_ptr<StreamScheduler> /* scheduler */)
{
    return nullptr;
}

void
Http2Session::Ping()
{
}

} // namespace http
} // namespace ns3

#endif
