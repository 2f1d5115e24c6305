/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <nghttp2/nghttp2.h>
#include <vector>

// nghttp2 under the HTTP/2 machine: how it is set up, and what it calls.

namespace ns3
{
namespace http
{

namespace
{

/// @brief Bytes as text. @param bytes, size them @return a view of them
std::string_view
ToView(const uint8_t* bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), size};
}

/// @brief Reads what a frame says of priority. @param spec nghttp2's words @param priority where it
/// goes
void
ReadWeight(const nghttp2_priority_spec& spec, StreamPriority& priority)
{
    priority.weight = static_cast<uint16_t>(spec.weight);
    priority.parent = static_cast<uint32_t>(spec.stream_id);
    priority.exclusive = spec.exclusive != 0;
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
    // Windows are opened again as content is taken: ConsumeContent().
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

} // namespace

bool
HasHttp2()
{
    return true;
}

/// @brief What nghttp2 calls; the parameters are those that nghttp2.h names, the last is the
/// session.
struct Http2Session::Callbacks
{
    /// @brief The session that a callback was given. @param data it @return it
    static Http2Session& Get(void* data)
    {
        return *static_cast<Http2Session*>(data);
    }

    /// @brief A head begins. @return 0
    static int OnBeginHeaders(nghttp2_session* /* library */,
                              const nghttp2_frame* /* frame */,
                              void* data)
    {
        Get(data).BeginHead();
        return 0;
    }

    /// @brief A field of the head that began last has come. @return 0
    static int OnHeader(nghttp2_session* /* library */,
                        const nghttp2_frame* /* frame */,
                        const uint8_t* name,
                        std::size_t nameSize,
                        const uint8_t* value,
                        std::size_t valueSize,
                        uint8_t /* flags */,
                        void* data)
    {
        Get(data).ReceiveField(ToView(name, nameSize), ToView(value, valueSize));
        return 0;
    }

    /// @brief Content has come. @return 0
    static int OnChunk(nghttp2_session* /* library */,
                       uint8_t /* flags */,
                       int32_t stream,
                       const uint8_t* /* bytes */,
                       std::size_t size,
                       void* data)
    {
        Get(data).ConsumeContent(stream, size);
        return 0;
    }

    /// @brief A frame has come whole. @return 0
    static int OnFrame(nghttp2_session* /* library */, const nghttp2_frame* frame, void* data)
    {
        Http2Session& self = Get(data);
        const uint8_t flags = frame->hd.flags;
        const auto findStream = [&] { return self.FindStream(frame->hd.stream_id); };
        switch (frame->hd.type)
        {
        case NGHTTP2_DATA:
            if (Stream* stream = (flags & NGHTTP2_FLAG_END_STREAM) != 0 ? findStream() : nullptr;
                stream && !stream->received)
            {
                self.FinishInbound(*stream);
            }
            break;
        case NGHTTP2_HEADERS: {
            StreamPriority priority;
            if ((flags & NGHTTP2_FLAG_PRIORITY) != 0)
            {
                ReadWeight(frame->headers.pri_spec, priority);
            }
            self.ReceiveHead(frame->hd.stream_id, (flags & NGHTTP2_FLAG_END_STREAM) != 0, priority);
            break;
        }
        case NGHTTP2_PRIORITY:
            if (Stream* stream = findStream())
            {
                ReadWeight(frame->priority.pri_spec, stream->priority);
                self.UpdatePriority(*stream);
            }
            break;
        case NGHTTP2_RST_STREAM:
            self.ReceiveReset(findStream());
            break;
        case NGHTTP2_SETTINGS:
            if ((flags & NGHTTP2_FLAG_ACK) == 0)
            {
                self.ReceiveSettings();
            }
            break;
        case NGHTTP2_PING:
            self.m_pings -= (flags & NGHTTP2_FLAG_ACK) != 0 && self.m_pings > 0 ? 1 : 0;
            break;
        case NGHTTP2_GOAWAY:
            self.m_closing = true;
            break;
        case NGHTTP2_WINDOW_UPDATE:
            if (const Stream* stream = findStream())
            {
                self.UpdateReady(*stream);
            }
            break;
        case NGHTTP2_PRIORITY_UPDATE:
            OnPriorityUpdate(*static_cast<nghttp2_ext_priority_update*>(frame->ext.payload), self);
            break;
        default:
            break;
        }
        return 0;
    }

    /// @brief The client says how urgent a stream is (RFC 9218, section 7.1). @param update it
    /// @param self the session
    static void OnPriorityUpdate(const nghttp2_ext_priority_update& update, Http2Session& self)
    {
        if (Stream* stream = self.FindStream(update.stream_id))
        {
            stream->priority.urgency = StreamPriority().urgency;
            stream->priority.incremental = StreamPriority().incremental;
            ReadPriorityField(ToView(update.field_value, update.field_value_len), stream->priority);
            self.UpdatePriority(*stream);
        }
    }

    /// @brief A stream has ended. @return 0
    static int OnStreamClose(nghttp2_session* /* library */,
                             int32_t stream,
                             uint32_t code,
                             void* data)
    {
        Get(data).CloseStream(stream, code);
        return 0;
    }

    /// @brief The largest DATA frame. @return bytes
    static ssize_t GetFrameLimit(nghttp2_session* /* library */,
                                 uint8_t /* type */,
                                 int32_t /* stream */,
                                 int32_t connectionWindow,
                                 int32_t streamWindow,
                                 uint32_t maxFrameSize,
                                 void* data)
    {
        const uint32_t most = std::min(Get(data).m_options->frameBytes, maxFrameSize);
        return std::min<int64_t>({connectionWindow, streamWindow, most});
    }

    /// @brief The header of a DATA frame is made. @return that the next frame is made when it is
    /// asked for
    static int OnSendData(nghttp2_session* /* library */,
                          nghttp2_frame* /* frame */,
                          const uint8_t* header,
                          std::size_t /* length */,
                          nghttp2_data_source* /* source */,
                          void* data)
    {
        Http2Session& self = Get(data);
        std::memcpy(self.m_dataHeader.data(), header, HTTP2_FRAME_HEADER);
        self.m_dataHeaderLeft = HTTP2_FRAME_HEADER;
        return NGHTTP2_ERR_PAUSE;
    }

    /// @brief Makes the table of them. @return for nghttp2_session_callbacks_del()
    static nghttp2_session_callbacks* Make()
    {
        nghttp2_session_callbacks* callbacks = nullptr;
        nghttp2_session_callbacks_new(&callbacks);
        nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, OnBeginHeaders);
        nghttp2_session_callbacks_set_on_header_callback(callbacks, OnHeader);
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, OnFrame);
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, OnChunk);
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, OnStreamClose);
        nghttp2_session_callbacks_set_send_data_callback(callbacks, OnSendData);
        nghttp2_session_callbacks_set_data_source_read_length_callback(callbacks, GetFrameLimit);
        return callbacks;
    }
};

void
Http2Session::StartLibrary()
{
    const bool isServer = m_role == Role::Server;
    nghttp2_option* option = MakeOption(*m_options);
    nghttp2_session_callbacks* callbacks = Callbacks::Make();
    const auto create = isServer ? nghttp2_session_server_new2 : nghttp2_session_client_new2;
    nghttp2_session* library = nullptr;
    create(&library, callbacks, this, option);
    m_library = {library, nghttp2_session_del};
    nghttp2_session_callbacks_del(callbacks);
    nghttp2_option_del(option);
    const auto settings = MakeSettings(*m_options, isServer);
    nghttp2_submit_settings(library, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    if (m_options->connectionWindow > 0)
    {
        nghttp2_session_set_local_window_size(library,
                                              NGHTTP2_FLAG_NONE,
                                              0,
                                              static_cast<int32_t>(m_options->connectionWindow));
    }
}

void
Http2Session::Feed(std::string_view bytes)
{
    const ssize_t taken = nghttp2_session_mem_recv(m_library.get(),
                                                   reinterpret_cast<const uint8_t*>(bytes.data()),
                                                   bytes.size());
    if (taken == NGHTTP2_ERR_BAD_CLIENT_MAGIC)
    {
        nghttp2_session_terminate_session(m_library.get(), NGHTTP2_PROTOCOL_ERROR);
    }
    else if (taken < 0)
    {
        Break("the peer floods the connection");
        m_abort = true;
    }
}

void
Http2Session::ResetStream(uint32_t id, uint32_t code)
{
    nghttp2_submit_rst_stream(m_library.get(), NGHTTP2_FLAG_NONE, static_cast<int32_t>(id), code);
}

bool
Http2Session::SendContent(Stream& stream)
{
    if (stream.deferred)
    {
        stream.deferred = false;
        if (nghttp2_session_resume_data(m_library.get(), static_cast<int32_t>(stream.id)) != 0)
        {
            return false;
        }
    }
    m_chosen = stream.id;
    const uint8_t* bytes = nullptr;
    nghttp2_session_mem_send(m_library.get(), &bytes);
    m_chosen = 0;
    return m_dataHeaderLeft > 0;
}

} // namespace http
} // namespace ns3
