/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_ENGINE_H
#define HTTP2_ENGINE_H

#include "http-stream-scheduler.h"
#include "http2-engine-owner.h"
#include "http2-frame.h"
#include "http2-head.h"
#include "http2-options.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief Whether this build has HTTP/2. @return false if it was made without nghttp2
bool HasHttp2();

/// @brief nghttp2's session, its types hidden.
struct Http2Library;

/**
 * @brief The frames of HTTP/2 and the compression of heads: nghttp2, its types hidden.
 *
 * Content is neither copied nor looked at. Frames other than DATA come out as text, in the order in
 * which they were asked for; each DATA frame is made when it is asked for.
 */
class Http2Engine
{
  public:
    /**
     * @brief At the beginning of a connection; its settings are to be sent.
     * @param owner who hears of what comes in; must outlive it
     * @param isServer which end
     * @param options settings, windows and limits
     */
    Http2Engine(Http2EngineOwner& owner, bool isServer, const Http2Options& options);
    ~Http2Engine();
    Http2Engine(const Http2Engine&) = delete;
    Http2Engine& operator=(const Http2Engine&) = delete;

    /**
     * @brief Client: asks for something.
     * @param fields the head
     * @param hasContent whether content follows
     * @param weight what the HEADERS frame says of priority, or null
     * @return the stream, 0 if there is none any more
     */
    uint32_t SubmitRequest(const std::vector<Http2Field>& fields,
                           bool hasContent,
                           const StreamPriority* weight);

    /**
     * @brief Server: answers.
     * @param stream the request's
     * @param fields the head
     * @param hasContent whether content follows
     * @return whether the stream can be answered
     */
    bool SubmitResponse(uint32_t stream, const std::vector<Http2Field>& fields, bool hasContent);

    /// @brief Server: sends an interim response. @param stream, fields as above @return as above
    bool SubmitInterim(uint32_t stream, const std::vector<Http2Field>& fields);

    /// @brief Ends a stream at once. @param stream which @param code why
    void Reset(uint32_t stream, uint32_t code);

    /**
     * @brief Content that came has been taken: the peer may send as much again.
     * @param stream of which stream; 0: of the connection, whoever's it is
     * @param bytes how many
     */
    void Consume(uint32_t stream, uint64_t bytes);

    /// @brief Tells the peer that no further stream is taken. @param last the last one that was
    void GoAway(uint32_t last);

    /// @brief Ends the connection. @param code why
    void Terminate(uint32_t code);

    /// @brief Asks the peer for a sign of life.
    void Ping();

    /**
     * @brief Takes bytes of the peer's.
     * @param bytes the bytes
     * @return false if the connection cannot go on
     */
    bool Receive(std::string_view bytes);

    /**
     * @brief Takes content of a DATA frame by number.
     * @param bytes how many
     * @return as Receive()
     */
    bool ReceiveContent(uint64_t bytes);

    /**
     * @brief The next frame that is not DATA, or the client's preface.
     * @return its bytes, valid until the next call; empty if there is none
     */
    std::string_view Send();

    /**
     * @brief Makes a DATA frame; the content is asked of the owner.
     * @param stream of which stream
     * @param header where the frame's header goes, HTTP2_FRAME_HEADER bytes
     * @return false if the stream has nothing to send or may not
     */
    bool SendContent(uint32_t stream, char* header);

    /// @brief Whether the peer's window and stream allow content. @param stream which @return
    /// whether
    bool CanSendContent(uint32_t stream) const;

    /// @brief Whether the connection's window allows content. @return whether
    bool HasConnectionWindow() const;

    /// @brief Client: streams that the server allows at once. @return the number
    uint32_t GetPeerMaxStreams() const;

    /// @brief Whether something can come or go. @return whether
    bool IsAlive() const;

  private:
    std::unique_ptr<Http2Library> m_library; //!< nghttp2's session
};

} // namespace http
} // namespace ns3

#endif /* HTTP2_ENGINE_H */
