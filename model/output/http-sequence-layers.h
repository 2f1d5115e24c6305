/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEQUENCE_LAYERS_H
#define HTTP_SEQUENCE_LAYERS_H

#include "http-trace-reader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief What an end does between its messages and its socket.
struct HttpLayerStep
{
    int64_t time = 0;  //!< when, ns
    int64_t node = -1; //!< where
    bool sent = false; //!< it goes out; otherwise it has come in
    std::string text;  //!< what, each with its bytes
};

/**
 * @brief The records of TLS and the frames of HTTP/2 on a connection.
 * @param reader the database
 * @param connection number of the connection
 * @return the steps, frames before records where they go out, behind them where they come in
 */
std::vector<HttpLayerStep> ReadHttpLayerSteps(HttpTraceReader& reader, int64_t connection);

/// @brief A frame or a record that carries a part of a message.
struct HttpLayerPiece
{
    std::string name;      //!< which, as in "frame 12"
    std::string text;      //!< what it is
    int64_t begin = 0;     //!< first byte in its direction's stream of TCP
    int64_t end = 0;       //!< the byte after its last one
    int64_t sent = -1;     //!< it was handed to the socket, ns
    int64_t received = -1; //!< it was whole at the other end; -1: never
};

/**
 * @brief What carries a message.
 * @param reader the database
 * @param message the message
 * @return frames of HTTP/2, then records of TLS
 */
std::vector<HttpLayerPiece> ReadHttpMessageLayers(HttpTraceReader& reader,
                                                  const HttpTraceReader::Message& message);

} // namespace ns3

#endif /* HTTP_SEQUENCE_LAYERS_H */
