/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LOSS_PROBE_TAG_H
#define HTTP_LOSS_PROBE_TAG_H

#include "ns3/tag.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Says of a segment that a tail loss probe is why it is sent again (RFC 8985, section 7).
 *
 * Segments alone do not tell it from a retransmission timeout. It is a packet tag, which ends where
 * the packet is cut; observers at the sending host read it, the model never does.
 */
class HttpLossProbeTag : public Tag
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer buffer) const override;
    void Deserialize(TagBuffer buffer) override;
    void Print(std::ostream& os) const override;
};

} // namespace ns3

#endif /* HTTP_LOSS_PROBE_TAG_H */
