/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-transport.h"

#include "http-application.h"

#include "ns3/header.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// Content that waits to be read before no further record is read from below.
constexpr uint64_t MOST_WAITING = 1 << 16;

/// Most bytes that a record adds to its content: header, nonce or inner type, tag.
constexpr uint64_t MOST_ADDED = 29;

/// @brief Bytes in front of a packet, which leave its zeros virtual.
class BytesInFront : public Header
{
  public:
    /// @brief Bytes. @param text them, which must outlive it
    explicit BytesInFront(std::string_view text)
        : m_text(text)
    {
    }

    TypeId GetInstanceTypeId() const override
    {
        return Header::GetTypeId();
    }

    void Print(std::ostream& out) const override
    {
        out << m_text.size() << " bytes of TLS";
    }

    uint32_t GetSerializedSize() const override
    {
        return static_cast<uint32_t>(m_text.size());
    }

    void Serialize(Buffer::Iterator start) const override
    {
        start.Write(reinterpret_cast<const uint8_t*>(m_text.data()), GetSerializedSize());
    }

    uint32_t Deserialize(Buffer::Iterator /* start */) override
    {
        return 0;
    }

  private:
    std::string_view m_text; //!< them
};

/// @brief A packet of bytes. @param text them @return it
Ptr<Packet>
ToPacket(std::string_view text)
{
    return Create<Packet>(reinterpret_cast<const uint8_t*>(text.data()),
                          static_cast<uint32_t>(text.size()));
}

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
                                   HttpTlsOwner& owner,
                                   tls::Options options,
                                   std::string key)
    : HttpTransportLayer(std::move(below)),
      m_tlsOwner(owner),
      m_isClient(options.isClient),
      m_tls(std::move(options)),
      m_key(std::move(key))
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

// Writing

bool
HttpTlsTransport::Write(Ptr<Packet> packet)
{
    if (m_isEarly)
    {
        m_early.push_back(packet);
    }
    m_tls.Send(packet->GetSize(), GetHttpPresent());
    m_written.push_back(std::move(packet));
    WriteFlights();
    if (!m_turn.IsInside() && !m_written.empty())
    {
        SetTimer();
    }
    return true;
}

uint32_t
HttpTlsTransport::GetWritable() const
{
    const uint64_t room = m_rest || !m_isConnected ? 0 : GetBelow().GetWritable();
    if (room <= MOST_ADDED || m_isEarlyOver)
    {
        return 0;
    }
    // Records are made as if there were room for them: what is left of one is kept here.
    const uint64_t records = (room - 1) / (tls::MAX_RECORD_CONTENT + MOST_ADDED) + 1;
    return static_cast<uint32_t>(std::min(m_tls.GetSendable(), records * tls::MAX_RECORD_CONTENT));
}

uint64_t
HttpTlsTransport::GetUnacknowledged() const
{
    return GetBelow().GetUnacknowledged() + (m_rest ? m_rest->GetSize() : 0);
}

void
HttpTlsTransport::WriteFlights()
{
    while (const std::optional<tls::Flight> flight = m_tls.NextFlight(GetHttpPresent()))
    {
        // Records of a handshake that belong together go out in one write, others one by one.
        std::string text;
        for (const tls::Record& record : flight->records)
        {
            Report(true,
                   record.type,
                   record.message,
                   record.GetSize(),
                   record.before.size(),
                   record.content);
            if (record.content > 0)
            {
                WriteContent(record);
                continue;
            }
            text.append(record.before).append(record.behind);
        }
        if (!text.empty())
        {
            WriteBelow(ToPacket(text));
        }
    }
    CloseBelow();
}

void
HttpTlsTransport::WriteBelow(Ptr<Packet> packet)
{
    if (m_rest)
    {
        m_rest->AddAtEnd(packet);
        return;
    }
    m_rest = std::move(packet);
    WriteRest();
}

void
HttpTlsTransport::WriteRest()
{
    if (m_rest)
    {
        const uint32_t room = GetBelow().GetWritable();
        const uint32_t size = m_rest->GetSize();
        if (room < size)
        {
            GetBelow().WatchWritable();
        }
        if (room > 0)
        {
            Ptr<Packet> packet = room < size ? m_rest->CreateFragment(0, room) : m_rest;
            m_rest = room < size ? m_rest->CreateFragment(room, size - room) : nullptr;
            // A transport that takes nothing any more tells so itself.
            GetBelow().Write(packet);
        }
    }
    CloseBelow();
}

void
HttpTlsTransport::WriteContent(const tls::Record& record)
{
    Ptr<Packet> packet = TakeContent(record.content);
    packet->AddHeader(BytesInFront(record.before));
    Ptr<Packet> tail = ToPacket(record.behind);
    // A packet that ends in zeros which it does not hold stays one: ns-3 writes what comes behind
    // such zeros out of its bounds where packets are joined.
    if (packet->GetSerializedSize() < packet->GetSize())
    {
        WriteBelow(std::move(packet));
        WriteBelow(std::move(tail));
        return;
    }
    packet->AddAtEnd(tail);
    WriteBelow(std::move(packet));
}

Ptr<Packet>
HttpTlsTransport::TakeContent(uint32_t bytes)
{
    Ptr<Packet> taken;
    while (bytes > 0)
    {
        Ptr<Packet>& front = m_written.front();
        const uint32_t size = front->GetSize();
        const uint32_t piece = std::min(bytes, size);
        Ptr<Packet> part = piece < size ? front->CreateFragment(0, piece) : front->Copy();
        if (piece < size)
        {
            front = front->CreateFragment(piece, size - piece);
        }
        else
        {
            m_written.erase(m_written.begin());
        }
        bytes -= piece;
        taken ? taken->AddAtEnd(part) : void(taken = part);
    }
    if (m_written.empty())
    {
        m_written = {};
    }
    return taken;
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
    // answered by a reset; nginx sends none.
    if (m_isClient || !m_hasEnded)
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
HttpTlsTransport::Abort()
{
    m_timer.Cancel();
    HttpTransportLayer::Abort();
}

void
HttpTlsTransport::Abandon()
{
    m_timer.Cancel();
    HttpTransportLayer::Abandon();
}

void
HttpTlsTransport::Release()
{
    m_timer.Cancel();
    HttpTransportLayer::Release();
}

// Reading

void
HttpTlsTransport::ReadRecords()
{
    const bool isOpen = m_owner && m_isConnected && !m_isHeld;
    while (isOpen && !m_isBroken && m_arrived < MOST_WAITING && ReadPiece())
    {
    }
}

bool
HttpTlsTransport::ReadPiece()
{
    const uint64_t readable = GetBelow().GetReadable();
    if (!m_header)
    {
        if (readable < tls::RECORD_HEADER_BYTES)
        {
            return false;
        }
        std::array<uint8_t, tls::RECORD_HEADER_BYTES> bytes{};
        GetBelow().Read(bytes.size())->CopyData(bytes.data(), bytes.size());
        m_header =
            tls::ReadRecordHeader({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (!m_header)
        {
            m_tls.Fail(tls::Alert::DecodeError, GetHttpPresent());
            m_isBroken = true;
            return false;
        }
        m_left = m_header->length;
    }
    else if (readable == 0)
    {
        return false;
    }
    while (m_left > 0)
    {
        Ptr<Packet> piece = GetBelow().Read(m_left);
        if (!piece)
        {
            return false;
        }
        m_left -= piece->GetSize();
        m_pieces.push_back(std::move(piece));
    }
    TakeRecord();
    return true;
}

std::string
HttpTlsTransport::CopyRecord(std::size_t begin, std::size_t length) const
{
    std::string text(length, '\0');
    std::size_t at = 0;
    for (const Ptr<Packet>& piece : m_pieces)
    {
        const std::size_t size = piece->GetSize();
        const std::size_t first = std::max(begin, at);
        const std::size_t last = std::min(begin + length, at + size);
        if (first < last)
        {
            const Ptr<Packet> part =
                first == at ? piece
                            : piece->CreateFragment(static_cast<uint32_t>(first - at),
                                                    static_cast<uint32_t>(last - first));
            part->CopyData(reinterpret_cast<uint8_t*>(text.data() + (first - begin)),
                           static_cast<uint32_t>(last - first));
        }
        at += size;
    }
    return text;
}

void
HttpTlsTransport::TakeRecord()
{
    const tls::RecordHeader header = *std::exchange(m_header, std::nullopt);
    std::vector<Ptr<Packet>> pieces;
    // The longest tail is TLS 1.3's: the inner type and the tag.
    const std::size_t tail = std::min<std::size_t>(header.length, 17);
    const auto content = m_tls.Find(header, CopyRecord(header.length - tail, tail));
    if (!content)
    {
        m_tls.Fail(tls::Alert::DecodeError, GetHttpPresent());
        m_isBroken = true;
        return;
    }
    const bool isData = content->type == tls::ContentType::ApplicationData;
    const std::string text = isData ? "" : CopyRecord(content->begin, content->length);
    const bool begins = content->type == tls::ContentType::Handshake && !m_tls.IsInsideMessage();
    const bool isTaken = m_tls.Receive(*content, text, GetHttpPresent());
    Report(false,
           content->type,
           begins ? static_cast<uint8_t>(text.front()) : 0,
           tls::RECORD_HEADER_BYTES + header.length,
           tls::RECORD_HEADER_BYTES + content->begin,
           isTaken ? content->length : 0);
    pieces.swap(m_pieces);
    if (!isTaken)
    {
        return;
    }
    // The content without what stands around it
    std::size_t begin = content->begin;
    std::size_t left = content->length;
    for (const Ptr<Packet>& piece : pieces)
    {
        const std::size_t skipped = std::min<std::size_t>(begin, piece->GetSize());
        const std::size_t taken = std::min<std::size_t>(left, piece->GetSize() - skipped);
        begin -= skipped;
        left -= taken;
        if (taken > 0)
        {
            piece->RemoveAtStart(static_cast<uint32_t>(skipped));
            piece->RemoveAtEnd(static_cast<uint32_t>(piece->GetSize() - taken));
            m_content.push_back(piece);
        }
    }
    m_arrived += content->length;
}

bool
HttpTlsTransport::TakeContentEvents()
{
    bool any = false;
    while (m_tls.HasContent(GetHttpPresent()))
    {
        m_readable += m_tls.NextEvent(GetHttpPresent())->content;
        any = true;
    }
    return any;
}

Ptr<Packet>
HttpTlsTransport::Read(uint32_t maxBytes)
{
    if (m_readable == 0)
    {
        return nullptr;
    }
    Ptr<Packet> packet = m_content.front();
    const auto most = static_cast<uint32_t>(std::min<uint64_t>(maxBytes, m_readable));
    if (packet->GetSize() <= most)
    {
        m_content.erase(m_content.begin());
    }
    else
    {
        packet = packet->CreateFragment(0, most);
        m_content.front()->RemoveAtStart(most);
    }
    const bool wasFull = m_arrived >= MOST_WAITING;
    m_arrived -= packet->GetSize();
    m_readable -= packet->GetSize();
    if (m_content.empty())
    {
        m_content = {};
    }
    if (wasFull && !m_turn.IsInside())
    {
        ReadRecords();
        TakeContentEvents();
        // Whatever else there is to tell is told behind the call.
        m_timer.Cancel();
        m_timer = Simulator::ScheduleNow(&HttpTlsTransport::OnTimer, this);
    }
    return packet;
}

uint64_t
HttpTlsTransport::GetReadable() const
{
    return m_readable;
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
        m_tlsOwner.TlsTicket(m_key, event.session);
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
    if (m_tlsOwner.WantsTlsRecords())
    {
        HttpTlsRecord record;
        record.socket = GetSocketNumber();
        record.local = GetLocal();
        record.remote = GetRemote();
        record.sent = sent;
        record.contentType = GetName(type);
        record.message = tls::GetMessageName(static_cast<tls::MessageType>(message));
        record.streamBegin = stream;
        record.streamEnd = stream + bytes;
        record.plainBegin = plain;
        record.plainEnd = plain + content;
        record.time = Simulator::Now();
        m_tlsOwner.TlsRecord(record);
    }
    if (content > 0 && m_tlsOwner.KeepsTlsRecords())
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
