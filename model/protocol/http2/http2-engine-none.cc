/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-engine.h"

#ifdef HTTP_WITHOUT_HTTP2

// What stands here in builds without nghttp2.

namespace ns3
{
namespace http
{

struct Http2Library
{
};

bool
HasHttp2()
{
    return false;
}

Http2Engine::Http2Engine(Http2EngineOwner& /* owner */,
                         bool /* isServer */,
                         const Http2Options& /* options */)
{
}

Http2Engine::~Http2Engine() = default;

uint32_t
Http2Engine::SubmitRequest(const std::vector<Http2Field>& /* fields */,
                           bool /* hasContent */,
                           const StreamPriority* /* weight */)
{
    return 0;
}

bool
Http2Engine::SubmitResponse(uint32_t /* stream */,
                            const std::vector<Http2Field>& /* fields */,
                            bool /* hasContent */)
{
    return false;
}

bool
Http2Engine::SubmitInterim(uint32_t /* stream */, const std::vector<Http2Field>& /* fields */)
{
    return false;
}

void
Http2Engine::Reset(uint32_t /* stream */, uint32_t /* code */)
{
}

void
Http2Engine::Consume(uint32_t /* stream */, uint64_t /* bytes */)
{
}

void
Http2Engine::GoAway(uint32_t /* last */)
{
}

void
Http2Engine::Terminate(uint32_t /* code */)
{
}

void
Http2Engine::Ping()
{
}

bool
Http2Engine::Receive(std::string_view /* bytes */)
{
    return false;
}

bool
Http2Engine::ReceiveContent(uint64_t /* bytes */)
{
    return false;
}

std::string_view
Http2Engine::Send()
{
    return {};
}

bool
Http2Engine::SendContent(uint32_t /* stream */, char* /* header */)
{
    return false;
}

bool
Http2Engine::CanSendContent(uint32_t /* stream */) const
{
    return false;
}

bool
Http2Engine::HasConnectionWindow() const
{
    return false;
}

uint32_t
Http2Engine::GetPeerMaxStreams() const
{
    return 0;
}

bool
Http2Engine::IsAlive() const
{
    return false;
}

} // namespace http
} // namespace ns3

#endif
