/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-transport.h"

#include "http-application.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ns3
{

namespace
{

/// @brief The name of a content type. @param type it @return its name, static storage
const char*
GetName(tls::ContentType type)
{
    static constexpr std::array<const char*, 4> NAMES{"change_cipher_spec",
                                                      "alert",
                                                      "handshake",
                                                      "application_data"};
    return NAMES[static_cast<std::size_t>(type) -
                 static_cast<std::size_t>(tls::ContentType::ChangeCipherSpec)];
}

} // namespace

HttpTlsTransport::HttpTlsTransport(Ptr<HttpTransport> below,
                                   const HttpTracedApplication& application,
                                   tls::Options options,
                                   SessionCallback onSession)
    : HttpTransportLayer(below),
      m_application(application),
      m_isClient(options.isClient),
      m_isCurl(options.isClient && options.preset == tls::ClientPreset::OpenSsl),
      m_tls(std::move(options)),
      m_onSession(std::move(onSession))
{
}

HttpTlsTransport::~HttpTlsTransport()
{
    m_timer.Cancel();
}

void
HttpTlsTransport::BeginAt(uint64_t received, uint64_t sent)
{
    m_streamRead = received;
    m_plainRead = received;
    m_streamWritten = sent;
    m_plainWritten = sent;
}

void
HttpTlsTransport::Hold()
{
    m_isHeld = true;
    HttpTransportLayer::Hold();
}

void
HttpTlsTransport::TransportConnected()
{
    m_isConnected = true;
    if (!m_isHeld)
    {
        m_start = Simulator::Now();
        m_tls.Start(GetHttpPresent());
        Turn();
    }
}

void
HttpTlsTransport::ResumeReading()
{
    if (!m_isHeld)
    {
        Turn();
        HttpTransportLayer::ResumeReading();
        return;
    }
    m_isHeld = false;
    if (m_isConnected)
    {
        TransportConnected();
    }
}

void
HttpTlsTransport::TransportReadable()
{
    Turn();
}

void
HttpTlsTransport::TransportWritable()
{
    WriteRest();
    if (m_owner && m_isTold && GetWritable() > 0)
    {
        m_owner->TransportWritable();
    }
}

void
HttpTlsTransport::TransportEnded(HttpConnectionEnd end)
{
    if (end == HttpConnectionEnd::Reset)
    {
        m_owner->TransportEnded(end);
        return;
    }
    m_isBelowEnded = true;
    Turn();
}

void
HttpTlsTransport::TransportFailed(HttpConnectionEnd end)
{
    // What is whole can still be read.
    ReadRecords();
    TakeContentEvents();
    m_owner->TransportFailed(end);
}

void
HttpTlsTransport::Turn()
{
    if (!m_turn.Begin())
    {
        return;
    }
    Ptr<HttpTlsTransport> self(this);
    do
    {
        ReadRecords();
        WriteFlights();
        TellEvents();
    } while (m_turn.IsWantedAgain() && m_owner);
    m_turn.End();
    if (!m_owner)
    {
        return;
    }
    const bool isReadOut = !m_tls.GetDeadline() && (m_isBroken || m_arrived < MOST_WAITING);
    if (m_isBelowEnded && (m_isLingering || (!m_hasEnded && isReadOut)))
    {
        // Without close_notify anybody may have cut the stream off (RFC 8446, section 6.1).
        const bool isWhole = m_hasEnded || m_isLingering;
        m_hasEnded = true;
        m_isBelowEnded = false;
        isWhole    ? m_owner->TransportEnded(HttpConnectionEnd::FullClose)
        : m_isTold ? m_owner->TransportEnded(HttpConnectionEnd::TlsFailed)
                   : m_owner->TransportFailed(HttpConnectionEnd::TlsFailed);
        return;
    }
    SetTimer();
}

void
HttpTlsTransport::OnTimer()
{
    m_timer = EventId();
    Turn();
}

void
HttpTlsTransport::SetTimer()
{
    const std::optional<tls::TlsTime> deadline = m_tls.GetDeadline();
    if (!deadline)
    {
        return;
    }
    const Time at = std::max(NanoSeconds(deadline->count()), Simulator::Now());
    if (m_timer.PeekEventImpl() && m_timer.GetTs() <= static_cast<uint64_t>(at.GetTimeStep()))
    {
        return;
    }
    m_timer.Cancel();
    m_timer = Simulator::Schedule(at - Simulator::Now(), &HttpTlsTransport::OnTimer, this);
}

void
HttpTlsTransport::CloseOutput()
{
    m_closing = std::max(m_closing, Closing::Output);
    SayGoodbye();
}

void
HttpTlsTransport::Close()
{
    m_closing = Closing::Whole;
    SayGoodbye();
}

void
HttpTlsTransport::SayGoodbye()
{
    // A client has closed its socket when its close_notify is here, so an answer to it would be
    // answered by a reset; nginx sends none. curl sends none on a connection of HTTP/2.
    const bool isSilent = m_isClient ? m_isCurl && m_tls.GetAlpn() == "h2" : m_hasEnded;
    if (!isSilent)
    {
        m_tls.Close(GetHttpPresent());
    }
    WriteFlights();
}

void
HttpTlsTransport::CloseBelow()
{
    if (m_rest || !m_written.empty())
    {
        return;
    }
    if (m_isLingering)
    {
        GetBelow().Linger();
    }
    if (m_closing == Closing::None)
    {
        return;
    }
    const Closing closing = std::exchange(m_closing, Closing::None);
    closing == Closing::Whole ? GetBelow().Close() : GetBelow().CloseOutput();
}

void
HttpTlsTransport::Linger()
{
    // Not below while room there is waited for.
    m_isLingering = true;
    CloseBelow();
}

void
HttpTlsTransport::Leave(HttpFarewell farewell)
{
    m_timer.Cancel();
    HttpTransportLayer::Leave(farewell);
}

// What happens

void
HttpTlsTransport::TellEvents()
{
    while (m_owner)
    {
        if (TakeContentEvents())
        {
            m_owner->TransportReadable();
            continue;
        }
        const std::optional<tls::Event> event = m_tls.NextEvent(GetHttpPresent());
        if (!event)
        {
            return;
        }
        TellEvent(*event);
    }
}

void
HttpTlsTransport::TellEvent(const tls::Event& event)
{
    switch (event.kind)
    {
    case tls::Event::Kind::EarlyDataAllowed:
        m_isEarly = true;
        m_isTold = true;
        m_owner->TransportConnected();
        break;
    case tls::Event::Kind::EarlyDataRefused:
        m_isRefused = true;
        break;
    case tls::Event::Kind::Established:
        OnEstablished();
        break;
    case tls::Event::Kind::Ticket:
        if (m_onSession)
        {
            m_onSession(event.session);
        }
        break;
    case tls::Event::Kind::PeerClosed:
        if (!m_hasEnded && !m_isLingering)
        {
            m_hasEnded = true;
            m_owner->TransportEnded(HttpConnectionEnd::FullClose);
        }
        break;
    case tls::Event::Kind::Failed:
        WriteFlights();
        m_owner->TransportFailed(HttpConnectionEnd::TlsFailed);
        break;
    case tls::Event::Kind::Content:
        break;
    }
}

void
HttpTlsTransport::OnEstablished()
{
    const bool wasTold = std::exchange(m_isTold, true);
    m_isEarly = false;
    m_isEarlyOver = false;
    std::vector<Ptr<Packet>> early;
    early.swap(m_early);
    if (!wasTold)
    {
        m_owner->TransportConnected();
        return;
    }
    if (std::exchange(m_isRefused, false))
    {
        for (const Ptr<Packet>& packet : early)
        {
            m_plainWritten -= packet->GetSize();
        }
        for (const Ptr<Packet>& packet : early)
        {
            Write(packet);
        }
    }
    m_owner->TransportWritable();
}

void
HttpTlsTransport::EndEarlyData()
{
    m_isEarlyOver = m_isEarly;
}

bool
HttpTlsTransport::IsEarly() const
{
    // A server reads early data from the moment when it may answer.
    return m_isEarly || (!m_isClient && m_isTold && !m_tls.IsEstablished());
}

Time
HttpTlsTransport::GetSecureStart() const
{
    return m_start;
}

std::string
HttpTlsTransport::GetProtocol() const
{
    return m_tls.GetAlpn();
}

void
HttpTlsTransport::Report(bool sent,
                         tls::ContentType type,
                         uint8_t message,
                         uint64_t bytes,
                         uint64_t before,
                         uint64_t content)
{
    uint64_t& stream = sent ? m_streamWritten : m_streamRead;
    uint64_t& plain = sent ? m_plainWritten : m_plainRead;
    if (m_application.TracesTlsRecords())
    {
        HttpTlsRecord record;
        GetEnds().Tell(record);
        record.sent = sent;
        record.contentType = GetName(type);
        record.message = tls::GetMessageName(static_cast<tls::MessageType>(message));
        record.streamBegin = stream;
        record.streamEnd = stream + bytes;
        record.plainBegin = plain;
        record.plainEnd = plain + content;
        record.time = Simulator::Now();
        m_application.TraceTlsRecord(record);
    }
    if (content > 0 && m_application.TracesPlaces())
    {
        (sent ? m_placesWritten : m_placesRead).push_back({plain, stream + before, content});
    }
    stream += bytes;
    plain += content;
}

void
HttpTlsTransport::AddStreamRanges(bool isSent,
                                  uint64_t begin,
                                  uint64_t end,
                                  HttpStreamRanges& ranges) const
{
    const std::vector<Place>& places = isSent ? m_placesWritten : m_placesRead;
    auto place = std::partition_point(places.begin(), places.end(), [begin](const Place& known) {
        return known.plain + known.bytes <= begin;
    });
    for (; place != places.end() && place->plain < end; ++place)
    {
        const uint64_t first = std::max(begin, place->plain);
        const uint64_t last = std::min(end, place->plain + place->bytes);
        GetBelow().AddStreamRanges(isSent,
                                   place->stream + (first - place->plain),
                                   place->stream + (last - place->plain),
                                   ranges);
    }
}

} // namespace ns3
