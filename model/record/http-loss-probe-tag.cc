/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-loss-probe-tag.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpLossProbeTag);

TypeId
HttpLossProbeTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpLossProbeTag")
                            .SetParent<Tag>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpLossProbeTag>();
    return tid;
}

TypeId
HttpLossProbeTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
HttpLossProbeTag::GetSerializedSize() const
{
    return 0;
}

void
HttpLossProbeTag::Serialize(TagBuffer /* buffer */) const
{
}

void
HttpLossProbeTag::Deserialize(TagBuffer /* buffer */)
{
}

void
HttpLossProbeTag::Print(std::ostream& os) const
{
    os << "loss probe";
}

} // namespace ns3
