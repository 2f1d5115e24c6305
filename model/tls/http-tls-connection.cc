/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-connection.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ns3
{
namespace tls
{

namespace
{

/// Longest handshake message: above any chain of certificates that is of use.
constexpr std::size_t MAX_MESSAGE_BYTES = 1 << 18;

/// Bytes of a handshake message's header.
constexpr std::size_t MESSAGE_HEADER_BYTES = 4;

/// Bytes around what a record carries: header, nonce, tag.
constexpr std::size_t MOST_AROUND = 34;

/// Bytes of Finished in TLS 1.2 (RFC 5246, section 7.4.9).
constexpr std::size_t FINISHED_12_BYTES = 12;

/// The level of alerts that end a connection (RFC 5246, section 7.2).
constexpr char FATAL = 2;

/// @brief Takes the first of a list that is due; a list that becomes empty lets go of its memory.
/// @param list it @param now the present @return the first, or nothing
template <typename T>
std::optional<T>
TakeDue(std::vector<T>& list, TlsTime now)
{
    if (list.empty() || list.front().due > now)
    {
        return std::nullopt;
    }
    std::optional<T> first(std::move(list.front()));
    list.erase(list.begin());
    if (list.empty())
    {
        list = {};
    }
    return first;
}

} // namespace

const std::vector<Connection::Step> Connection::STEPS{
    {Phase::ServerHello, MessageType::ServerHello, &Connection::OnServerHello},
    {Phase::EncryptedExtensions,
     MessageType::EncryptedExtensions,
     &Connection::OnEncryptedExtensions},
    {Phase::Certificate, MessageType::Certificate, &Connection::OnOpaqueMessage},
    {Phase::Certificate, MessageType::CompressedCertificate, &Connection::OnOpaqueMessage},
    {Phase::CertificateVerify, MessageType::CertificateVerify, &Connection::OnOpaqueMessage},
    {Phase::KeyExchange, MessageType::ServerKeyExchange, &Connection::OnOpaqueMessage},
    {Phase::HelloDone, MessageType::ServerHelloDone, &Connection::OnServerHelloDone},
    {Phase::ServerFinished, MessageType::NewSessionTicket, &Connection::OnTicket},
    {Phase::ServerFinished, MessageType::Finished, &Connection::OnServerFinished},
    {Phase::Connected, MessageType::NewSessionTicket, &Connection::OnTicket},
    {Phase::ClientHello, MessageType::ClientHello, &Connection::OnClientHello},
    {Phase::EndOfEarlyData, MessageType::EndOfEarlyData, &Connection::OnOpaqueMessage},
    {Phase::ClientKeyExchange, MessageType::ClientKeyExchange, &Connection::OnOpaqueMessage},
    {Phase::ClientFinished, MessageType::Finished, &Connection::OnClientFinished},
};

Connection::Connection(Options options)
    : m_options(std::make_unique<Options>(std::move(options))),
      m_isClient(m_options->isClient),
      m_closing(m_options->closing),
      m_opaque(m_options->seed),
      m_sizer(m_options->records, m_options->segmentBytes)
{
    m_hello.version = m_options->maxVersion;
}

void
Connection::Start(TlsTime now)
{
    if (!m_isClient)
    {
        m_phase = Phase::ClientHello;
        return;
    }
    const Session& session = m_options->session;
    const bool isUsable = !session.ticket.empty() && session.version <= m_options->maxVersion &&
                          session.version >= m_options->minVersion &&
                          now - session.received < session.lifetime;
    if (!isUsable)
    {
        m_options->session.ticket.clear();
    }
    const bool isOffered =
        std::count(m_options->alpn.begin(), m_options->alpn.end(), session.alpn) > 0;
    m_isEarly = m_options->sendsEarlyData && isUsable && session.version == Version::Tls13 &&
                session.maxEarlyData > 0 && (session.alpn.empty() || isOffered);
    m_options->sendsEarlyData = m_isEarly;
    m_alpn = m_isEarly ? session.alpn : "";
    m_earlyLeft = m_isEarly ? session.maxEarlyData : 0;
    if (m_options->maxVersion == Version::Tls13 || isUsable)
    {
        m_clientSessionId = m_opaque.Bytes(32);
    }
    m_phase = Phase::ServerHello;
    SendClientHello(std::nullopt, now);
}

std::optional<RecordContent>
Connection::Find(const RecordHeader& header, std::string_view behind) const
{
    return FindContent(header, behind, m_read);
}

bool
Connection::Receive(const RecordContent& content, std::string_view text, TlsTime now)
{
    if (m_phase == Phase::Over)
    {
        return false;
    }
    switch (content.type)
    {
    case ContentType::ChangeCipherSpec:
        if (m_hello.version == Version::Tls12 && m_phase != Phase::ClientHello &&
            m_phase != Phase::ServerHello)
        {
            m_read = GetProtection();
        }
        break;
    case ContentType::Alert:
        ReceiveAlert(text, now);
        break;
    case ContentType::Handshake:
        ReadMessages(text, now);
        ForgetHandshake();
        break;
    case ContentType::ApplicationData:
        return ReceiveContent(content.length, now);
    }
    return false;
}

void
Connection::ReadMessages(std::string_view text, TlsTime now)
{
    std::string begun;
    if (!m_incoming.empty())
    {
        begun.swap(m_incoming);
        begun.append(text);
        text = begun;
    }
    while (text.size() >= MESSAGE_HEADER_BYTES && m_phase != Phase::Over)
    {
        Reader reader(text);
        const auto type = static_cast<MessageType>(reader.Number(1));
        const std::size_t length = static_cast<std::size_t>(reader.Number(3));
        if (length > MAX_MESSAGE_BYTES)
        {
            Fail(Alert::DecodeError, now);
            return;
        }
        if (text.size() < MESSAGE_HEADER_BYTES + length)
        {
            break;
        }
        const std::string_view body = text.substr(MESSAGE_HEADER_BYTES, length);
        text.remove_prefix(MESSAGE_HEADER_BYTES + length);
        const auto step = std::find_if(STEPS.begin(), STEPS.end(), [&](const Step& known) {
            return known.phase == m_phase && known.message == type;
        });
        if (step == STEPS.end())
        {
            Fail(Alert::UnexpectedMessage, now);
            return;
        }
        (this->*step->handle)(body, now);
    }
    m_incoming = text;
}

void
Connection::ReceiveAlert(std::string_view text, TlsTime now)
{
    if (text.size() != 2)
    {
        Fail(Alert::DecodeError, now);
        return;
    }
    const auto alert = static_cast<Alert>(static_cast<uint8_t>(text[1]));
    if (alert == Alert::CloseNotify)
    {
        Tell(Event::Kind::PeerClosed, m_isClient ? now : now + m_closing);
        return;
    }
    End(alert, now).isFromPeer = true;
}

void
Connection::OnOpaqueMessage(std::string_view /* body */, TlsTime /* now */)
{
    switch (m_phase)
    {
    case Phase::Certificate:
        m_phase = m_hello.version == Version::Tls13 ? Phase::CertificateVerify : Phase::KeyExchange;
        break;
    case Phase::CertificateVerify:
        m_phase = Phase::ServerFinished;
        break;
    case Phase::KeyExchange:
        m_phase = Phase::HelloDone;
        break;
    default:
        m_phase = Phase::ClientFinished;
        break;
    }
}

bool
Connection::ReceiveContent(uint64_t bytes, TlsTime now)
{
    if (m_skipsEarly && (m_phase == Phase::ClientHello || m_phase == Phase::ClientFinished))
    {
        return false;
    }
    if (m_phase == Phase::EndOfEarlyData && bytes <= m_earlyLeft)
    {
        m_earlyLeft -= bytes;
    }
    else if (m_phase != Phase::Connected)
    {
        Fail(Alert::UnexpectedMessage, now);
        return false;
    }
    Tell(Event::Kind::Content, now).content = bytes;
    return true;
}

uint64_t
Connection::GetSendable() const
{
    if (!m_maySend || m_isClosed || m_phase == Phase::Over)
    {
        return 0;
    }
    const bool isWaiting = m_isClient && m_isEarly;
    return isWaiting ? m_earlyLeft : std::numeric_limits<uint64_t>::max();
}

void
Connection::Send(uint64_t bytes, TlsTime now)
{
    if (m_isClient && m_isEarly)
    {
        m_earlyLeft -= bytes;
    }
    Flight flight;
    flight.due = now;
    while (bytes > 0)
    {
        const uint32_t taken = m_sizer.Take(bytes, now);
        flight.records.push_back(
            AppendRecord(ContentType::ApplicationData, {}, taken, m_write, m_opaque, flight.text));
        bytes -= taken;
    }
    Queue(std::move(flight));
}

void
Connection::Close(TlsTime now)
{
    if (m_isClosed || m_phase == Phase::Over)
    {
        return;
    }
    m_isClosed = true;
    Queue(ContentType::Alert, {"\x01\x00", 2}, now);
}

void
Connection::Fail(Alert alert, TlsTime now)
{
    if (m_phase == Phase::Over)
    {
        return;
    }
    Queue(ContentType::Alert, std::string{FATAL, static_cast<char>(alert)}, now);
    End(alert, now);
}

Event&
Connection::End(Alert alert, TlsTime now)
{
    m_phase = Phase::Over;
    m_maySend = false;
    Event& event = Tell(Event::Kind::Failed, now);
    event.alert = alert;
    return event;
}

std::optional<Flight>
Connection::NextFlight(TlsTime now)
{
    return TakeDue(m_flights, now);
}

std::optional<Event>
Connection::NextEvent(TlsTime now)
{
    return TakeDue(m_events, now);
}

bool
Connection::HasContent(TlsTime now) const
{
    return !m_events.empty() && m_events.front().due <= now &&
           m_events.front().kind == Event::Kind::Content;
}

bool
Connection::IsInsideMessage() const
{
    return !m_incoming.empty();
}

std::optional<TlsTime>
Connection::GetDeadline() const
{
    std::optional<TlsTime> deadline;
    if (!m_flights.empty())
    {
        deadline = m_flights.front().due;
    }
    if (!m_events.empty())
    {
        const TlsTime due = m_events.front().due;
        deadline = deadline ? std::min(*deadline, due) : due;
    }
    return deadline;
}

bool
Connection::IsEstablished() const
{
    return m_phase == Phase::Connected;
}

Version
Connection::GetVersion() const
{
    return m_hello.version;
}

const std::string&
Connection::GetAlpn() const
{
    return m_alpn;
}

bool
Connection::IsResumed() const
{
    return m_hello.isResumed;
}

void
Connection::AddText(Flight& flight, ContentType type, std::string_view text)
{
    constexpr std::size_t USUAL = 8; // records of a server's flight, six
    const std::size_t first = flight.records.size();
    flight.records.reserve(first == 0 ? 1 : USUAL);
    flight.text.reserve(flight.text.size() + text.size() + MOST_AROUND);
    const auto message = static_cast<uint8_t>(text.front());
    do
    {
        const std::string_view piece = text.substr(0, MAX_RECORD_CONTENT);
        flight.records.push_back(AppendRecord(type, piece, 0, m_write, m_opaque, flight.text));
        text.remove_prefix(piece.size());
    } while (!text.empty());
    if (type == ContentType::Handshake)
    {
        flight.records[first].message = message;
    }
}

void
Connection::AddChange(Flight& flight)
{
    if (!m_hasChanged)
    {
        m_hasChanged = true;
        flight.records.push_back(AppendRecord(ContentType::ChangeCipherSpec,
                                              {"\x01", 1},
                                              0,
                                              Protection(),
                                              m_opaque,
                                              flight.text));
    }
}

void
Connection::Queue(Flight flight)
{
    flight.due = std::max(flight.due, m_busyUntil);
    m_flights.push_back(std::move(flight));
}

void
Connection::Queue(ContentType type, std::string_view text, TlsTime due)
{
    Flight flight;
    flight.due = due;
    AddText(flight, type, text);
    Queue(std::move(flight));
}

Event&
Connection::Tell(Event::Kind kind, TlsTime due)
{
    Event& event = m_events.emplace_back();
    event.kind = kind;
    event.due = std::max(due, m_busyUntil);
    return event;
}

void
Connection::Establish(TlsTime due)
{
    if (!m_maySend || m_isEarly)
    {
        m_maySend = true;
        m_isEarly = false;
        Tell(Event::Kind::Established, due);
    }
}

Protection
Connection::GetProtection() const
{
    return {true, m_hello.version, m_hello.cipher};
}

std::size_t
Connection::GetFinishedBytes() const
{
    return m_hello.version == Version::Tls13 ? GetHashBytes(m_hello.cipher) : FINISHED_12_BYTES;
}

TlsTime
Connection::Work(TlsTime now)
{
    return Work(now, m_hello.isResumed ? m_options->resumedWork : m_options->work);
}

TlsTime
Connection::Work(TlsTime now, TlsTime work)
{
    const TlsTime begin = std::max(now, m_busyUntil);
    m_busyUntil = m_options->processor ? m_options->processor->Take(begin, work) : begin + work;
    return m_busyUntil;
}

void
Connection::ForgetHandshake()
{
    if (m_phase != Phase::Connected && m_phase != Phase::Over)
    {
        return;
    }
    m_options = nullptr;
    // A text that an empty one is assigned to keeps its memory.
    for (std::string* text : {&m_clientSessionId, &m_hello.sessionId, &m_hello.alpn})
    {
        std::string().swap(*text);
    }
    m_incoming.shrink_to_fit();
}

void
Connection::WriteFinished12(Flight& flight)
{
    AddChange(flight);
    m_write = GetProtection();
    AddText(flight,
            ContentType::Handshake,
            WriteOpaque(MessageType::Finished, GetFinishedBytes(), m_opaque));
}

} // namespace tls
} // namespace ns3
