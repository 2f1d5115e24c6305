/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-frame-tracer.h"

#include "ns3/http2-frame.h"
#include "ns3/simulator.h"

namespace ns3
{

void
TraceHttpFrame(const HttpFrameSink& sink,
               uint32_t node,
               uint32_t application,
               bool isClient,
               const HttpDriver& driver,
               const http::Event& event)
{
    const bool isSent = event.type == http::EventType::FrameSent;
    if (sink.IsEmpty() || (!isSent && event.type != http::EventType::FrameReceived))
    {
        return;
    }
    HttpFrameRecord record;
    record.node = node;
    record.application = application;
    record.socket = driver.GetTransport().GetSocketNumber();
    record.local = driver.GetTransport().GetLocal();
    record.remote = driver.GetTransport().GetRemote();
    record.isClient = isClient;
    record.sent = isSent;
    record.stream = event.stream;
    record.type = http::GetHttp2FrameName(event.frameType);
    record.flags = event.frameFlags;
    record.length = static_cast<uint32_t>(event.length) - http::HTTP2_FRAME_HEADER;
    HttpStreamRanges places;
    driver.GetTransport().AddStreamRanges(isSent,
                                          event.streamOffset,
                                          event.streamOffset + event.length,
                                          places);
    record.streamBegin = places.empty() ? event.streamOffset : places.front().first;
    record.streamEnd = places.empty() ? event.streamOffset + event.length : places.back().second;
    record.time = Simulator::Now();
    sink(record);
}

} // namespace ns3
