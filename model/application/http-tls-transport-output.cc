/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTlsTransport writes.

#include "http-application.h"
#include "http-tls-transport.h"

#include "ns3/header.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// Most bytes that a record adds to its content: header, nonce or inner type, tag.
constexpr uint64_t MOST_ADDED = 29;

/// @brief Bytes in front of a packet, which leave its zeros virtual.
class BytesInFront : public Header
{
  public:
    /// @brief No bytes: what ns-3 makes where it prints a packet.
    BytesInFront() = default;

    /// @brief Bytes. @param text them, which must outlive it
    explicit BytesInFront(std::string_view text)
        : m_text(text)
    {
    }

    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("ns3::HttpTlsBytes")
                                .SetParent<Header>()
                                .SetGroupName("Http")
                                .HideFromDocumentation()
                                .AddConstructor<BytesInFront>();
        return tid;
    }

    TypeId GetInstanceTypeId() const override
    {
        return GetTypeId();
    }

    void Print(std::ostream& out) const override
    {
        out << "TLS";
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

} // namespace

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
        std::string_view text = flight->text;
        bool hasContent = false;
        for (const tls::Record& record : flight->records)
        {
            Report(true,
                   record.type,
                   record.message,
                   record.GetSize(),
                   record.before,
                   record.content);
            if (record.content > 0)
            {
                hasContent = true;
                WriteContent(record, text.substr(0, record.before + record.behind));
                text.remove_prefix(record.before + record.behind);
            }
        }
        if (!hasContent)
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
    m_rest = packet;
    WriteRest();
}

void
HttpTlsTransport::WriteRest()
{
    // Until the transport below is full, as a program writes that waits for room only then.
    while (m_rest)
    {
        const uint32_t room = GetBelow().GetWritable();
        const uint32_t size = m_rest->GetSize();
        if (room < size)
        {
            GetBelow().WatchWritable();
        }
        if (room == 0)
        {
            break;
        }
        Ptr<Packet> packet = room < size ? m_rest->CreateFragment(0, room) : m_rest;
        m_rest = room < size ? m_rest->CreateFragment(room, size - room) : nullptr;
        // A transport that takes nothing any more tells so itself.
        if (!GetBelow().Write(packet))
        {
            break;
        }
    }
    CloseBelow();
}

void
HttpTlsTransport::WriteContent(const tls::Record& record, std::string_view around)
{
    Ptr<Packet> packet = TakeContent(record.content);
    packet->AddHeader(BytesInFront(around.substr(0, record.before)));
    Ptr<Packet> tail = ToPacket(around.substr(record.before));
    // A packet that ends in zeros which it does not hold stays one: ns-3 writes what comes behind
    // such zeros out of its bounds where packets are joined.
    if (packet->GetSerializedSize() < packet->GetSize())
    {
        WriteBelow(packet);
        WriteBelow(tail);
        return;
    }
    packet->AddAtEnd(tail);
    WriteBelow(packet);
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

} // namespace ns3
