/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-transmission-tag.h"

#include <array>
#include <cstring>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTransmissionTag);

TypeId
HttpTransmissionTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpTransmissionTag")
                            .SetParent<Tag>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpTransmissionTag>();
    return tid;
}

TypeId
HttpTransmissionTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
HttpTransmissionTag::GetSerializedSize() const
{
    return sizeof(HttpTransmission);
}

void
HttpTransmissionTag::Serialize(TagBuffer buffer) const
{
    std::array<uint8_t, sizeof(HttpTransmission)> bytes;
    std::memcpy(bytes.data(), &transmission, bytes.size());
    // At once; TagBuffer::Write() takes byte by byte.
    buffer.CopyFrom(TagBuffer(bytes.data(), bytes.data() + bytes.size()));
}

void
HttpTransmissionTag::Deserialize(TagBuffer buffer)
{
    std::array<uint8_t, sizeof(HttpTransmission)> bytes;
    buffer.Read(bytes.data(), bytes.size());
    std::memcpy(&transmission, bytes.data(), bytes.size());
}

void
HttpTransmissionTag::Print(std::ostream& os) const
{
    os << "transmission=" << transmission.number << " connection=" << transmission.connection
       << " incarnation=" << transmission.incarnation;
}

bool
HttpTransmissionTag::Read(const Packet& packet)
{
    return Find(packet).isThere;
}

bool
HttpTransmissionTag::Take(Packet& packet)
{
    const Found found = Find(packet);
    if (found.isThere && !found.hasOthers)
    {
        packet.RemoveAllByteTags();
    }
    return found.isThere;
}

HttpTransmissionTag::Found
HttpTransmissionTag::Find(const Packet& packet)
{
    static const TypeId tid = GetTypeId();
    Found found;
    ByteTagIterator i = packet.GetByteTagIterator();
    while (i.HasNext())
    {
        ByteTagIterator::Item item = i.Next();
        if (item.GetTypeId() == tid)
        {
            // Later ones stand behind earlier ones.
            item.GetTag(*this);
            found.isThere = true;
        }
        else
        {
            found.hasOthers = true;
        }
    }
    return found;
}

} // namespace ns3
