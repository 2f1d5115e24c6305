/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_LIBRARY_H
#define HTTP2_LIBRARY_H

#include "http2-engine-owner.h"
#include "http2-frame.h"
#include "http2-options.h"

#include <cstddef>
#include <cstdint>
#include <nghttp2/nghttp2.h>
#include <string_view>

// What http2-engine.cc and http2-library.cc know of nghttp2; nobody else includes it.

namespace ns3
{
namespace http
{

/// @brief Bytes as text. @param bytes, size them @return a view of them
inline std::string_view
ViewHttp2Bytes(const uint8_t* bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), size};
}

/// @brief nghttp2's session and its callbacks, which get the library as their data.
struct Http2Library
{
    /// @brief A session. @param o who hears of it @param isServer which end @param options its
    /// settings
    Http2Library(Http2EngineOwner& o, bool isServer, const Http2Options& options);

    ~Http2Library()
    {
        nghttp2_session_del(session);
    }

    Http2Library(const Http2Library&) = delete;
    Http2Library& operator=(const Http2Library&) = delete;

    /// @brief The library that a callback was given. @param data it @return it
    static Http2Library& Get(void* data)
    {
        return *static_cast<Http2Library*>(data);
    }

    // Parameters of the callbacks are those that nghttp2.h names.

    /// @brief A head begins. @param session, frame, data as said @return 0
    static int OnBeginHeaders(nghttp2_session* session, const nghttp2_frame* frame, void* data);
    /// @brief A field has come. @param session, frame, name, nameSize, value, valueSize, flags,
    /// data as said @return 0
    static int OnHeader(nghttp2_session* session,
                        const nghttp2_frame* frame,
                        const uint8_t* name,
                        std::size_t nameSize,
                        const uint8_t* value,
                        std::size_t valueSize,
                        uint8_t flags,
                        void* data);
    /// @brief A frame has come whole. @param session, frame, data as said @return 0
    static int OnFrame(nghttp2_session* session, const nghttp2_frame* frame, void* data);
    /// @brief Content has come. @param session, flags, stream, bytes, size, data as said @return 0
    static int OnChunk(nghttp2_session* session,
                       uint8_t flags,
                       int32_t stream,
                       const uint8_t* bytes,
                       std::size_t size,
                       void* data);
    /// @brief A stream has ended. @param session, stream, code, data as said @return 0
    static int OnStreamClose(nghttp2_session* session, int32_t stream, uint32_t code, void* data);
    /// @brief Content is sent without a copy. @param session, frame, header, length, source, data
    /// as said
    /// @return 0
    static int OnSendData(nghttp2_session* session,
                          nghttp2_frame* frame,
                          const uint8_t* header,
                          std::size_t length,
                          nghttp2_data_source* source,
                          void* data);
    /// @brief Asks how much of a content may be sent. @param session, stream, buffer, length,
    /// flags, source, data as said @return bytes, or why there are none
    static ssize_t OnRead(nghttp2_session* session,
                          int32_t stream,
                          uint8_t* buffer,
                          std::size_t length,
                          uint32_t* flags,
                          nghttp2_data_source* source,
                          void* data);
    /// @brief The largest DATA frame. @param session, type, stream, connectionWindow, streamWindow,
    /// maxFrameSize, data as said @return bytes
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

} // namespace http
} // namespace ns3

#endif /* HTTP2_LIBRARY_H */
