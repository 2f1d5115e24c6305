/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WITHOUT_HTTP2

#include "http2-library.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

// nghttp2's session: how it is set up, and what it calls.

namespace ns3
{
namespace http
{

namespace
{

/// @brief What a frame says of priority. @param spec nghttp2's words @return ours
StreamPriority
MakePriority(const nghttp2_priority_spec& spec)
{
    StreamPriority priority;
    priority.weight = static_cast<uint16_t>(spec.weight);
    priority.parent = static_cast<uint32_t>(spec.stream_id);
    priority.exclusive = spec.exclusive != 0;
    return priority;
}

/// @brief Limits and habits. @param options what they follow @return for nghttp2_option_del()
nghttp2_option*
MakeOption(const Http2Options& options)
{
    nghttp2_option* option = nullptr;
    nghttp2_option_new(&option);
    nghttp2_option_set_max_deflate_dynamic_table_size(option, options.encoderTableBytes);
    nghttp2_option_set_builtin_recv_extension_type(option, NGHTTP2_PRIORITY_UPDATE);
    nghttp2_option_set_no_closed_streams(option, 1);
    // Windows are opened again as content is taken: Consume().
    nghttp2_option_set_no_auto_window_update(option, 1);
#ifdef HTTP_NGHTTP2_RESET_LIMIT
    // nghttp2 measures by the clock on the wall; the session counts resets itself.
    constexpr uint64_t NO_LIMIT = std::numeric_limits<uint64_t>::max() / 2;
    nghttp2_option_set_stream_reset_rate_limit(option, NO_LIMIT, NO_LIMIT);
#endif
    return option;
}

/// @brief Adds a setting unless it is 0. @param settings where @param id which @param value of it
void
AddSetting(std::vector<nghttp2_settings_entry>& settings, int32_t id, uint32_t value)
{
    if (value > 0)
    {
        settings.push_back({id, value});
    }
}

/// @brief What goes into the first SETTINGS frame. @param options, isServer the end @return it
std::vector<nghttp2_settings_entry>
MakeSettings(const Http2Options& options, bool isServer)
{
    std::vector<nghttp2_settings_entry> settings;
    AddSetting(settings, NGHTTP2_SETTINGS_HEADER_TABLE_SIZE, options.headerTableBytes);
    if (!isServer && options.refusesPush)
    {
        settings.push_back({NGHTTP2_SETTINGS_ENABLE_PUSH, 0});
    }
    AddSetting(settings, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, options.maxConcurrentStreams);
    AddSetting(settings, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, options.streamWindow);
    AddSetting(settings, NGHTTP2_SETTINGS_MAX_FRAME_SIZE, options.maxFrameBytes);
    AddSetting(settings, NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, options.maxHeadListBytes);
    return settings;
}

/// @brief Makes the table of callbacks. @return for nghttp2_session_callbacks_del()
template <typename T>
nghttp2_session_callbacks*
MakeCallbacks()
{
    nghttp2_session_callbacks* callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, T::OnBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, T::OnHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, T::OnFrame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, T::OnChunk);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, T::OnStreamClose);
    nghttp2_session_callbacks_set_send_data_callback(callbacks, T::OnSendData);
    nghttp2_session_callbacks_set_data_source_read_length_callback(callbacks, T::GetFrameLimit);
    return callbacks;
}

} // namespace

Http2Library::Http2Library(Http2EngineOwner& o, bool isServer, const Http2Options& options)
    : owner(o),
      frameBytes(options.frameBytes)
{
    nghttp2_option* option = MakeOption(options);
    nghttp2_session_callbacks* callbacks = MakeCallbacks<Http2Library>();
    const auto create = isServer ? nghttp2_session_server_new2 : nghttp2_session_client_new2;
    create(&session, callbacks, this, option);
    nghttp2_session_callbacks_del(callbacks);
    nghttp2_option_del(option);
    const auto settings = MakeSettings(options, isServer);
    nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    if (options.connectionWindow > 0)
    {
        nghttp2_session_set_local_window_size(session,
                                              NGHTTP2_FLAG_NONE,
                                              0,
                                              static_cast<int32_t>(options.connectionWindow));
    }
}

int
Http2Library::OnBeginHeaders(nghttp2_session* /* session */, const nghttp2_frame* frame, void* data)
{
    Get(data).owner.HeadBegins(static_cast<uint32_t>(frame->hd.stream_id));
    return 0;
}

int
Http2Library::OnHeader(nghttp2_session* /* session */,
                       const nghttp2_frame* /* frame */,
                       const uint8_t* name,
                       std::size_t nameSize,
                       const uint8_t* value,
                       std::size_t valueSize,
                       uint8_t /* flags */,
                       void* data)
{
    Get(data).owner.FieldReceived(ViewHttp2Bytes(name, nameSize), ViewHttp2Bytes(value, valueSize));
    return 0;
}

void
Http2Library::TellHead(const nghttp2_frame& frame)
{
    const bool hasSignal = (frame.hd.flags & NGHTTP2_FLAG_PRIORITY) != 0;
    const StreamPriority signal =
        hasSignal ? MakePriority(frame.headers.pri_spec) : StreamPriority();
    owner.HeadReceived(static_cast<uint32_t>(frame.hd.stream_id),
                       (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0,
                       hasSignal ? &signal : nullptr);
}

int
Http2Library::OnFrame(nghttp2_session* /* session */, const nghttp2_frame* frame, void* data)
{
    Http2Library& self = Get(data);
    const auto stream = static_cast<uint32_t>(frame->hd.stream_id);
    const bool isAnswer = (frame->hd.flags & NGHTTP2_FLAG_ACK) != 0;
    switch (frame->hd.type)
    {
    case NGHTTP2_DATA:
        if ((frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0)
        {
            self.owner.ContentEnded(stream);
        }
        break;
    case NGHTTP2_HEADERS:
        self.TellHead(*frame);
        break;
    case NGHTTP2_PRIORITY:
        self.owner.WeightReceived(stream, MakePriority(frame->priority.pri_spec));
        break;
    case NGHTTP2_RST_STREAM:
        self.owner.StreamReset(stream);
        break;
    case NGHTTP2_SETTINGS:
        if (!isAnswer)
        {
            self.owner.SettingsReceived();
        }
        break;
    case NGHTTP2_PING:
        if (isAnswer)
        {
            self.owner.PingAnswered();
        }
        break;
    case NGHTTP2_GOAWAY:
        self.owner.GoAwayReceived();
        break;
    case NGHTTP2_WINDOW_UPDATE:
        self.owner.WindowOpened(stream);
        break;
    case NGHTTP2_PRIORITY_UPDATE: {
        const auto* update = static_cast<nghttp2_ext_priority_update*>(frame->ext.payload);
        self.owner.UrgencyReceived(static_cast<uint32_t>(update->stream_id),
                                   ViewHttp2Bytes(update->field_value, update->field_value_len));
        break;
    }
    default:
        break;
    }
    return 0;
}

int
Http2Library::OnChunk(nghttp2_session* /* session */,
                      uint8_t /* flags */,
                      int32_t stream,
                      const uint8_t* /* bytes */,
                      std::size_t size,
                      void* data)
{
    Get(data).owner.ContentReceived(static_cast<uint32_t>(stream), size);
    return 0;
}

int
Http2Library::OnStreamClose(nghttp2_session* /* session */,
                            int32_t stream,
                            uint32_t code,
                            void* data)
{
    Get(data).owner.StreamClosed(static_cast<uint32_t>(stream), code);
    return 0;
}

int
Http2Library::OnSendData(nghttp2_session* /* session */,
                         nghttp2_frame* /* frame */,
                         const uint8_t* header,
                         std::size_t /* length */,
                         nghttp2_data_source* /* source */,
                         void* data)
{
    Http2Library& self = Get(data);
    std::memcpy(self.header, header, HTTP2_FRAME_HEADER);
    self.made = true;
    // The next frame is made when it is asked for.
    return NGHTTP2_ERR_PAUSE;
}

ssize_t
Http2Library::OnRead(nghttp2_session* session,
                     int32_t stream,
                     uint8_t* /* buffer */,
                     std::size_t length,
                     uint32_t* flags,
                     nghttp2_data_source* /* source */,
                     void* data)
{
    Http2Library& self = Get(data);
    // nghttp2 keeps a word for each stream: whether it waits to be resumed.
    const auto wait = [&] {
        nghttp2_session_set_stream_user_data(session, stream, &self);
        return ssize_t{NGHTTP2_ERR_DEFERRED};
    };
    if (self.chosen != static_cast<uint32_t>(stream))
    {
        return wait();
    }
    const Http2Run run = self.owner.TakeRun(self.chosen, length);
    self.chosen = 0;
    switch (run.kind)
    {
    case Http2Run::Kind::Nothing:
        return wait();
    case Http2Run::Kind::Last:
        *flags |= NGHTTP2_DATA_FLAG_EOF;
        break;
    case Http2Run::Kind::Part:
        break;
    }
    *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
    return static_cast<ssize_t>(run.length);
}

ssize_t
Http2Library::GetFrameLimit(nghttp2_session* /* session */,
                            uint8_t /* type */,
                            int32_t /* stream */,
                            int32_t connectionWindow,
                            int32_t streamWindow,
                            uint32_t maxFrameSize,
                            void* data)
{
    const uint32_t most = std::min(Get(data).frameBytes, maxFrameSize);
    return std::min<int64_t>({connectionWindow, streamWindow, most});
}

} // namespace http
} // namespace ns3

#endif
