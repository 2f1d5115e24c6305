/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-engine.h"

#ifndef HTTP_WITHOUT_HTTP2

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <nghttp2/nghttp2.h>

namespace ns3
{
namespace http
{

namespace
{

/// What stands for content, which is not looked at.
constexpr std::array<uint8_t, 65536> PAGE{};

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

/// @brief Bytes as text. @param bytes, size them @return a view of them
std::string_view
View(const uint8_t* bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), size};
}

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

/// @brief nghttp2's session and its callbacks, which get the library as their data.
struct Http2Engine::Library
{
    Library(Http2EngineOwner& o, bool isServer, const Http2Options& options);

    ~Library()
    {
        nghttp2_session_del(session);
    }

    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    /// @brief The library that a callback was given. @param data it @return it
    static Library& Get(void* data)
    {
        return *static_cast<Library*>(data);
    }

    static int OnBeginHeaders(nghttp2_session* session, const nghttp2_frame* frame, void* data);
    static int OnHeader(nghttp2_session* session,
                        const nghttp2_frame* frame,
                        const uint8_t* name,
                        std::size_t nameSize,
                        const uint8_t* value,
                        std::size_t valueSize,
                        uint8_t flags,
                        void* data);
    static int OnFrame(nghttp2_session* session, const nghttp2_frame* frame, void* data);
    static int OnChunk(nghttp2_session* session,
                       uint8_t flags,
                       int32_t stream,
                       const uint8_t* bytes,
                       std::size_t size,
                       void* data);
    static int OnStreamClose(nghttp2_session* session, int32_t stream, uint32_t code, void* data);
    static int OnSendData(nghttp2_session* session,
                          nghttp2_frame* frame,
                          const uint8_t* header,
                          std::size_t length,
                          nghttp2_data_source* source,
                          void* data);
    static ssize_t OnRead(nghttp2_session* session,
                          int32_t stream,
                          uint8_t* buffer,
                          std::size_t length,
                          uint32_t* flags,
                          nghttp2_data_source* source,
                          void* data);
    static ssize_t GetFrameLimit(nghttp2_session* session,
                                 uint8_t type,
                                 int32_t stream,
                                 int32_t connectionWindow,
                                 int32_t streamWindow,
                                 uint32_t maxFrameSize,
                                 void* data);

    /// @brief Tells the owner of a HEADERS frame. @param frame it
    void TellHead(const nghttp2_frame& frame);

    /// @brief What nghttp2 asks for content. @return it
    static nghttp2_data_provider GetProvider()
    {
        nghttp2_data_provider provider;
        provider.source.ptr = nullptr;
        provider.read_callback = OnRead;
        return provider;
    }

    Http2EngineOwner& owner;            //!< who hears
    nghttp2_session* session = nullptr; //!< nghttp2's
    uint32_t frameBytes;                //!< most content of a frame
    uint32_t chosen = 0;                //!< the stream whose content may be sent
    bool made = false;                  //!< a DATA frame was made
    char* header = nullptr;             //!< where its header goes
};

namespace
{

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

Http2Engine::Library::Library(Http2EngineOwner& o, bool isServer, const Http2Options& options)
    : owner(o),
      frameBytes(options.frameBytes)
{
    nghttp2_option* option = MakeOption(options);
    nghttp2_session_callbacks* callbacks = MakeCallbacks<Library>();
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
Http2Engine::Library::OnBeginHeaders(nghttp2_session* /* session */,
                                     const nghttp2_frame* frame,
                                     void* data)
{
    Get(data).owner.HeadBegins(static_cast<uint32_t>(frame->hd.stream_id));
    return 0;
}

int
Http2Engine::Library::OnHeader(nghttp2_session* /* session */,
                               const nghttp2_frame* /* frame */,
                               const uint8_t* name,
                               std::size_t nameSize,
                               const uint8_t* value,
                               std::size_t valueSize,
                               uint8_t /* flags */,
                               void* data)
{
    Get(data).owner.FieldReceived(View(name, nameSize), View(value, valueSize));
    return 0;
}

void
Http2Engine::Library::TellHead(const nghttp2_frame& frame)
{
    const bool hasSignal = (frame.hd.flags & NGHTTP2_FLAG_PRIORITY) != 0;
    const StreamPriority signal =
        hasSignal ? MakePriority(frame.headers.pri_spec) : StreamPriority();
    owner.HeadReceived(static_cast<uint32_t>(frame.hd.stream_id),
                       (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0,
                       hasSignal ? &signal : nullptr);
}

int
Http2Engine::Library::OnFrame(nghttp2_session* /* session */,
                              const nghttp2_frame* frame,
                              void* data)
{
    Library& self = Get(data);
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
                                   View(update->field_value, update->field_value_len));
        break;
    }
    default:
        break;
    }
    return 0;
}

int
Http2Engine::Library::OnChunk(nghttp2_session* /* session */,
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
Http2Engine::Library::OnStreamClose(nghttp2_session* /* session */,
                                    int32_t stream,
                                    uint32_t code,
                                    void* data)
{
    Get(data).owner.StreamClosed(static_cast<uint32_t>(stream), code);
    return 0;
}

int
Http2Engine::Library::OnSendData(nghttp2_session* /* session */,
                                 nghttp2_frame* /* frame */,
                                 const uint8_t* header,
                                 std::size_t /* length */,
                                 nghttp2_data_source* /* source */,
                                 void* data)
{
    Library& self = Get(data);
    std::memcpy(self.header, header, HTTP2_FRAME_HEADER);
    self.made = true;
    // The next frame is made when it is asked for.
    return NGHTTP2_ERR_PAUSE;
}

ssize_t
Http2Engine::Library::OnRead(nghttp2_session* session,
                             int32_t stream,
                             uint8_t* /* buffer */,
                             std::size_t length,
                             uint32_t* flags,
                             nghttp2_data_source* /* source */,
                             void* data)
{
    Library& self = Get(data);
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
Http2Engine::Library::GetFrameLimit(nghttp2_session* /* session */,
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

bool
HasHttp2()
{
    return true;
}

Http2Engine::Http2Engine(Http2EngineOwner& owner, bool isServer, const Http2Options& options)
    : m_library(std::make_unique<Library>(owner, isServer, options))
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
    const nghttp2_data_provider provider = Library::GetProvider();
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
    const nghttp2_data_provider provider = Library::GetProvider();
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
        if (!Receive(View(PAGE.data(), run)))
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
    return size > 0 ? View(bytes, static_cast<std::size_t>(size)) : std::string_view();
}

bool
Http2Engine::SendContent(uint32_t stream, char* header)
{
    Library& library = *m_library;
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
