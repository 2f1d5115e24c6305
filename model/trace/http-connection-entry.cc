/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-entry.h"

namespace ns3
{

bool
HttpConnectionEntry::IsLive() const
{
    return state != HttpConnectionState::Closed && state != HttpConnectionState::Listen &&
           state != HttpConnectionState::TimeWait;
}

bool
HttpConnectionEntry::IsWaiting() const
{
    return state == HttpConnectionState::Listen || sent.IsOutstanding();
}

HttpConnectionEnd
HttpConnectionEntry::GetQuietEnd() const
{
    if (!sent.HasFin())
    {
        return HttpConnectionEnd::TimedOut;
    }
    return readsOn ? HttpConnectionEnd::HalfClose : HttpConnectionEnd::FullClose;
}

HttpConnectionRecord
HttpConnectionEntry::MakeRecord(uint32_t node) const
{
    HttpConnectionRecord record;
    record.connection = connection;
    record.tuple = isSource ? key : key.Reversed();
    record.incarnation = incarnation;
    record.node = node;
    record.isSource = isSource;
    record.socket = socket;
    record.inferred = !isTold;
    record.state = state;
    record.opened = opened;
    record.established = established;
    record.segmentsSent = segmentsSent;
    record.segmentsReceived = segmentsReceived;
    record.streamBytesSent = sent.GetStreamBytes();
    record.retransmittedBytes = retransmittedBytes;
    return record;
}

} // namespace ns3
