/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_STREAM_H
#define HTTP_STREAM_H

#include "http-content.h"
#include "http-event.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief What the machine can take next from the peer's stream.
enum class InputKind : uint8_t
{
    Paused,  //!< nothing: the response to the last request is not out yet
    Text,    //!< bytes that it must read: ReceiveText()
    Content, //!< bytes that it only counts: ReceiveContent()
    Ended,   //!< nothing ever again: the rest of the stream has no meaning (discard it)
};

/// @brief The next run of input.
struct InputDemand
{
    InputKind kind = InputKind::Text; //!< how to hand it over
    uint64_t max = 0;                 //!< Content: at most so many bytes
    ExchangeId exchange = 0;          //!< Content: whose; 0 where the connection is a tunnel
};

/// @brief Parts of a stream: offsets of each one's first byte and of the byte after its last.
using StreamRanges = std::vector<std::pair<uint64_t, uint64_t>>;

/// @brief A run of bytes to send: text, or else a piece of content.
struct OutputPiece
{
    std::string_view text; //!< bytes of a head or of the chunked coding; valid until consumed
    Content content;       //!< if text is empty: the run of content, its length above 0
    bool flushes = false;  //!< what follows the text goes out in a write of its own
};

} // namespace http
} // namespace ns3

#endif /* HTTP_STREAM_H */
