/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRANSMISSION_TAG_H
#define HTTP_TRANSMISSION_TAG_H

#include "ns3/packet.h"
#include "ns3/tag.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief What the observer of the sending host knows of a segment.
 *
 * It is copied as it stands, because it never leaves the program.
 */
struct HttpTransmission
{
    uint64_t number = 0;             //!< the transmission's number, see HttpSegmentRecord
    uint64_t connection = 0;         //!< the connection's number; 0 if none
    uint32_t incarnation = 0;        //!< the connection's incarnation; 0 if none
    uint32_t retransmittedBytes = 0; //!< bytes of the stream that were sent before
    uint16_t sourcePort = 0;         //!< for fragments that carry no TCP header
    uint16_t destinationPort = 0;    //!< for fragments that carry no TCP header
    uint32_t retransmission = 0;     //!< 1 if it carries what was sent before, 2 by a loss probe
};

/**
 * @ingroup http
 * @brief What the observer of the sending host writes on a segment, and observers on its way read.
 *
 * It is a byte tag, because those stay on every fragment. Nothing in the model reads it.
 */
class HttpTransmissionTag : public Tag
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer buffer) const override;
    void Deserialize(TagBuffer buffer) override;
    void Print(std::ostream& os) const override;

    /**
     * @brief Reads the tag that was last written on a packet.
     *
     * A host that sends on what it has received, such as a proxy, sends bytes with older tags.
     * @param packet the packet
     * @return true if there was one
     */
    bool Read(const Packet& packet);

    /**
     * @brief Reads the tag that was last written on a packet, and takes the tags off a packet that
     * has no other byte tags.
     *
     * A receiving TCP joins packets, and with them their tags: lists that grow so long that they
     * cost more than all that is written on them.
     * @param packet the packet
     * @return true if there was one
     */
    bool Take(Packet& packet);

    HttpTransmission transmission; //!< what is written

  private:
    /// What byte tags a packet has
    struct Found
    {
        bool isThere = false;   //!< at least one of these
        bool hasOthers = false; //!< at least one of another kind
    };

    /// @brief Reads the last of these tags. @param packet the packet @return what was found
    Found Find(const Packet& packet);
};

} // namespace ns3

#endif /* HTTP_TRANSMISSION_TAG_H */
