/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-transport.h"

#include <utility>

namespace ns3
{

void
HttpTransport::SetCorked(bool /* isCorked */)
{
}

void
HttpTransport::Hold()
{
}

void
HttpTransport::EndEarlyData()
{
}

bool
HttpTransport::IsEarly() const
{
    return false;
}

Time
HttpTransport::GetSecureStart() const
{
    return Time(-1);
}

std::string
HttpTransport::GetProtocol() const
{
    return "";
}

HttpTransportLayer::HttpTransportLayer(Ptr<HttpTransport> below)
    : m_below(below)
{
    m_below->SetOwner(*this);
}

HttpTransport&
HttpTransportLayer::GetBelow() const
{
    return *m_below;
}

http::Outcome
HttpTransportLayer::Connect(const HttpConnectPlace& place)
{
    return m_below->Connect(place);
}

void
HttpTransportLayer::TimeOut()
{
    m_below->TimeOut();
}

void
HttpTransport::AddStreamRanges(bool /* isSent */,
                               uint64_t begin,
                               uint64_t end,
                               HttpStreamRanges& ranges) const
{
    if (!ranges.empty() && ranges.back().second == begin)
    {
        ranges.back().second = end;
    }
    else
    {
        ranges.emplace_back(begin, end);
    }
}

void
HttpTransportLayer::AddStreamRanges(bool isSent,
                                    uint64_t begin,
                                    uint64_t end,
                                    HttpStreamRanges& ranges) const
{
    m_below->AddStreamRanges(isSent, begin, end, ranges);
}

void
HttpTransportLayer::Join()
{
    TransportConnected();
}

void
HttpTransportLayer::Accept()
{
    m_below->Accept();
}

void
HttpTransportLayer::Hold()
{
    m_below->Hold();
}

bool
HttpTransportLayer::Write(Ptr<Packet> packet)
{
    return m_below->Write(packet);
}

uint32_t
HttpTransportLayer::GetWritable() const
{
    return m_below->GetWritable();
}

void
HttpTransportLayer::WatchWritable()
{
    m_below->WatchWritable();
}

uint64_t
HttpTransportLayer::GetUnacknowledged() const
{
    return m_below->GetUnacknowledged();
}

Ptr<Packet>
HttpTransportLayer::Read(uint32_t maxBytes)
{
    return m_below->Read(maxBytes);
}

uint64_t
HttpTransportLayer::GetReadable() const
{
    return m_below->GetReadable();
}

void
HttpTransportLayer::ResumeReading()
{
    m_below->ResumeReading();
}

void
HttpTransportLayer::CloseOutput()
{
    m_below->CloseOutput();
}

void
HttpTransportLayer::Close()
{
    m_below->Close();
}

void
HttpTransportLayer::Linger()
{
    m_below->Linger();
}

void
HttpTransportLayer::Leave(HttpFarewell farewell)
{
    m_owner = nullptr;
    m_below->Leave(farewell);
}

HttpTransportEnds
HttpTransportLayer::GetEnds() const
{
    return m_below->GetEnds();
}

void
HttpTransportLayer::EndEarlyData()
{
    m_below->EndEarlyData();
}

bool
HttpTransportLayer::IsEarly() const
{
    return m_below->IsEarly();
}

Time
HttpTransportLayer::GetSecureStart() const
{
    return m_below->GetSecureStart();
}

std::string
HttpTransportLayer::GetProtocol() const
{
    return m_below->GetProtocol();
}

void
HttpTransportLayer::TransportConnected()
{
    m_owner->TransportConnected();
}

void
HttpTransportLayer::TransportReadable()
{
    m_owner->TransportReadable();
}

void
HttpTransportLayer::TransportWritable()
{
    m_owner->TransportWritable();
}

void
HttpTransportLayer::TransportEnded(HttpConnectionEnd end)
{
    m_owner->TransportEnded(end);
}

void
HttpTransportLayer::TransportFailed(HttpConnectionEnd end)
{
    m_owner->TransportFailed(end);
}

} // namespace ns3
