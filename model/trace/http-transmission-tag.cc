/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-transmission-tag.h"

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
    return 29;
}

void
HttpTransmissionTag::Serialize(TagBuffer buffer) const
{
    buffer.WriteU64(transmission);
    buffer.WriteU64(connection);
    buffer.WriteU32(incarnation);
    buffer.WriteU32(retransmittedBytes);
    buffer.WriteU8(retransmission ? 1 : 0);
    buffer.WriteU16(sourcePort);
    buffer.WriteU16(destinationPort);
}

void
HttpTransmissionTag::Deserialize(TagBuffer buffer)
{
    transmission = buffer.ReadU64();
    connection = buffer.ReadU64();
    incarnation = buffer.ReadU32();
    retransmittedBytes = buffer.ReadU32();
    retransmission = buffer.ReadU8() != 0;
    sourcePort = buffer.ReadU16();
    destinationPort = buffer.ReadU16();
}

void
HttpTransmissionTag::Print(std::ostream& os) const
{
    os << "transmission=" << transmission << " connection=" << connection
       << " incarnation=" << incarnation << " retransmission=" << retransmission;
}

bool
HttpTransmissionTag::Read(const Packet& packet)
{
    static const TypeId tid = GetTypeId();
    bool isThere = false;
    ByteTagIterator i = packet.GetByteTagIterator();
    while (i.HasNext())
    {
        ByteTagIterator::Item item = i.Next();
        if (item.GetTypeId() == tid)
        {
            // Later ones stand behind earlier ones.
            item.GetTag(*this);
            isThere = true;
        }
    }
    return isThere;
}

} // namespace ns3
