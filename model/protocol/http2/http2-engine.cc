/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WITHOUT_HTTP2

#include "http2-engine.h"

#include "http2-library.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace http
{

namespace
{

/// What stands for content, which is not looked at.
constexpr std::array<uint8_t, 65536> PAGE{};

/// @brief Fields as nghttp2 wants them. @param fields them @return views of the same
std::vector<nghttp2_nv>
MakeNames(const std::vector<Http2Field>& fields)
{
    const auto bytes = [](std::string_view text) {
        // nghttp2 only reads them.
        return reinterpret_cast<uint8_t*>(const_cast<char*>(text.data()));
    };
    std::vector<nghttp2_nv> names;
    names.reserve(fields.size());
    for (const Http2Field& field : fields)
    {
        names.push_back({bytes(field.name),
                         bytes(field.value),
                         field.name.size(),
                         field.value.size(),
                         NGHTTP2_NV_FLAG_NONE});
    }
    return names;
}

} // namespace

bool
HasHttp2()
{
    return true;
}

Http2Engine::Http2Engine(Http2EngineOwner& owner, bool isServer, const Http2Options& options)
    : m_library(std::make_unique<Http2Library>(owner, isServer, options))
{
}

Http2Engine::~Http2Engine() = default;

uint32_t
Http2Engine::SubmitRequest(const std::vector<Http2Field>& fields,
                           bool hasContent,
                           const StreamPriority* weight)
{
    nghttp2_priority_spec spec;
    if (weight)
    {
        nghttp2_priority_spec_init(&spec,
                                   static_cast<int32_t>(weight->parent),
                                   weight->weight,
                                   weight->exclusive ? 1 : 0);
    }
    const auto names = MakeNames(fields);
    const nghttp2_data_provider provider = Http2Library::GetProvider();
    const int32_t stream = nghttp2_submit_request(m_library->session,
                                                  weight ? &spec : nullptr,
                                                  names.data(),
                                                  names.size(),
                                                  hasContent ? &provider : nullptr,
                                                  nullptr);
    return stream > 0 ? static_cast<uint32_t>(stream) : 0;
}

bool
Http2Engine::SubmitResponse(uint32_t stream, const std::vector<Http2Field>& fields, bool hasContent)
{
    const auto names = MakeNames(fields);
    const nghttp2_data_provider provider = Http2Library::GetProvider();
    return nghttp2_submit_response(m_library->session,
                                   static_cast<int32_t>(stream),
                                   names.data(),
                                   names.size(),
                                   hasContent ? &provider : nullptr) == 0;
}

bool
Http2Engine::SubmitInterim(uint32_t stream, const std::vector<Http2Field>& fields)
{
    const auto names = MakeNames(fields);
    return nghttp2_submit_headers(m_library->session,
                                  NGHTTP2_FLAG_NONE,
                                  static_cast<int32_t>(stream),
                                  nullptr,
                                  names.data(),
                                  names.size(),
                                  nullptr) == 0;
}

void
Http2Engine::Reset(uint32_t stream, uint32_t code)
{
    nghttp2_submit_rst_stream(m_library->session,
                              NGHTTP2_FLAG_NONE,
                              static_cast<int32_t>(stream),
                              code);
}

void
Http2Engine::Consume(uint32_t stream, uint64_t bytes)
{
    if (stream == 0)
    {
        nghttp2_session_consume_connection(m_library->session, bytes);
        return;
    }
    nghttp2_session_consume_stream(m_library->session, static_cast<int32_t>(stream), bytes);
}

void
Http2Engine::GoAway(uint32_t last)
{
    nghttp2_submit_goaway(m_library->session,
                          NGHTTP2_FLAG_NONE,
                          static_cast<int32_t>(last),
                          NGHTTP2_NO_ERROR,
                          nullptr,
                          0);
}

void
Http2Engine::Terminate(uint32_t code)
{
    nghttp2_session_terminate_session(m_library->session, code);
}

void
Http2Engine::Ping()
{
    nghttp2_submit_ping(m_library->session, NGHTTP2_FLAG_NONE, nullptr);
}

bool
Http2Engine::Receive(std::string_view bytes)
{
    const ssize_t taken = nghttp2_session_mem_recv(m_library->session,
                                                   reinterpret_cast<const uint8_t*>(bytes.data()),
                                                   bytes.size());
    if (taken == NGHTTP2_ERR_BAD_CLIENT_MAGIC)
    {
        Terminate(NGHTTP2_PROTOCOL_ERROR);
        return true;
    }
    return taken >= 0;
}

bool
Http2Engine::ReceiveContent(uint64_t bytes)
{
    while (bytes > 0)
    {
        const auto run = static_cast<std::size_t>(std::min<uint64_t>(bytes, PAGE.size()));
        if (!Receive(ViewHttp2Bytes(PAGE.data(), run)))
        {
            return false;
        }
        bytes -= run;
    }
    return true;
}

std::string_view
Http2Engine::Send()
{
    if (nghttp2_session_want_write(m_library->session) == 0)
    {
        return {};
    }
    const uint8_t* bytes = nullptr;
    const ssize_t size = nghttp2_session_mem_send(m_library->session, &bytes);
    return size > 0 ? ViewHttp2Bytes(bytes, static_cast<std::size_t>(size)) : std::string_view();
}

bool
Http2Engine::SendContent(uint32_t stream, char* header)
{
    Http2Library& library = *m_library;
    const auto id = static_cast<int32_t>(stream);
    if (nghttp2_session_get_stream_user_data(library.session, id) != nullptr)
    {
        nghttp2_session_set_stream_user_data(library.session, id, nullptr);
        if (nghttp2_session_resume_data(library.session, id) != 0)
        {
            return false;
        }
    }
    library.chosen = stream;
    library.made = false;
    library.header = header;
    const uint8_t* bytes = nullptr;
    nghttp2_session_mem_send(library.session, &bytes);
    library.chosen = 0;
    return library.made;
}

bool
Http2Engine::CanSendContent(uint32_t stream) const
{
    return nghttp2_session_get_stream_remote_window_size(m_library->session,
                                                         static_cast<int32_t>(stream)) > 0;
}

bool
Http2Engine::HasConnectionWindow() const
{
    return nghttp2_session_get_remote_window_size(m_library->session) > 0;
}

uint32_t
Http2Engine::GetPeerMaxStreams() const
{
    return nghttp2_session_get_remote_settings(m_library->session,
                                               NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS);
}

bool
Http2Engine::IsAlive() const
{
    return nghttp2_session_want_read(m_library->session) != 0 ||
           nghttp2_session_want_write(m_library->session) != 0;
}

} // namespace http
} // namespace ns3

#endif
