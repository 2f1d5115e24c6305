/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FRAME_TRACER_H
#define HTTP_FRAME_TRACER_H

#include "http-driver.h"

#include "ns3/http-event.h"
#include "ns3/http-frame-record.h"
#include "ns3/traced-callback.h"

#include <cstdint>

namespace ns3
{

/// Where records of frames go.
using HttpFrameSink = TracedCallback<const HttpFrameRecord&>;

/**
 * @ingroup http
 * @brief Reports a frame if an event tells of one.
 * @param sink the trace source
 * @param node id of the application's node
 * @param application index of the application on its node
 * @param isClient whether this end asks
 * @param driver the connection's driver
 * @param event the event
 */
void TraceHttpFrame(const HttpFrameSink& sink,
                    uint32_t node,
                    uint32_t application,
                    bool isClient,
                    const HttpDriver& driver,
                    const http::Event& event);

} // namespace ns3

#endif /* HTTP_FRAME_TRACER_H */
