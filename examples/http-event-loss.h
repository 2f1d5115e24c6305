/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_EVENT_LOSS_H
#define HTTP_EVENT_LOSS_H

#include "http-link-segment.h"

#include "ns3/http-text.h"
#include "ns3/network-module.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ns3
{

/// @brief Which packets of a connection are lost, by what they are.
struct HttpLossEvent
{
    /// What counts
    enum Kind
    {
        SYN,  //!< segments with SYN
        ACK,  //!< segments with an acknowledgment alone
        DATA, //!< segments with data that were not there before
        LAST, //!< the segment that ends the data
    };

    bool isUp = false;      //!< toward the server
    Kind kind = SYN;        //!< what counts
    uint32_t first = 1;     //!< number of the first one lost, from 1
    uint32_t last = 1;      //!< number of the last one lost
    bool withAgain = false; //!< and what is sent again of it first

    /// @brief Reads a name. @param name such as drop_data3-5 @return the event if there is such one
    static std::optional<HttpLossEvent> Read(const std::string& name);
};

inline std::optional<HttpLossEvent>
HttpLossEvent::Read(const std::string& name)
{
    struct Named
    {
        const char* name;    //!< how it is called
        HttpLossEvent event; //!< what it is
    };

    static const Named NAMED[] = {
        {"drop_SYN", {true, SYN}},
        {"drop_SYNACK", {false, SYN}},
        {"drop_3rdACK", {true, ACK}},
        {"drop_GET", {true, DATA}},
        {"drop_last_data", {false, LAST}},
    };
    for (const Named& named : NAMED)
    {
        if (name == named.name)
        {
            return named.event;
        }
    }
    const std::string data = "drop_data";
    const std::string again = "_and_rexmit";
    if (name.rfind(data, 0) != 0)
    {
        return std::nullopt;
    }
    std::string numbers = name.substr(data.size());
    HttpLossEvent event{false, DATA};
    if (numbers.size() > again.size() &&
        numbers.compare(numbers.size() - again.size(), again.size(), again) == 0)
    {
        event.withAgain = true;
        numbers.erase(numbers.size() - again.size());
    }
    const auto dash = numbers.find('-');
    event.first = static_cast<uint32_t>(HttpParseUnsigned(numbers.substr(0, dash)).value_or(0));
    event.last =
        dash == std::string::npos
            ? event.first
            : static_cast<uint32_t>(HttpParseUnsigned(numbers.substr(dash + 1)).value_or(0));
    return event.first > 0 && event.last >= event.first ? std::optional(event) : std::nullopt;
}

/// @brief Loses the packets of an event on their way to a device.
class HttpEventLoss : public ErrorModel
{
  public:
    /**
     * @brief Loses them.
     * @param event which
     * @param bytes of data that this direction carries
     */
    HttpEventLoss(const HttpLossEvent& event, uint64_t bytes)
        : m_event(event),
          m_bytes(bytes)
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override;

    void DoReset() override
    {
    }

    HttpLossEvent m_event;     //!< which are lost
    uint64_t m_bytes;          //!< data of the direction
    uint32_t m_seen = 0;       //!< packets that count so far
    bool m_hasBegun = false;   //!< there was data
    SequenceNumber32 m_start;  //!< of the first byte
    uint64_t m_end = 0;        //!< bytes up to the end of the data so far
    uint64_t m_lostBegin = 0;  //!< first byte of the first segment lost
    bool m_isAgainDue = false; //!< it is lost once more
};

inline bool
HttpEventLoss::DoCorrupt(Ptr<Packet> packet)
{
    const HttpLinkSegment segment = ReadHttpLinkSegment(packet);
    const bool isSyn = (segment.header.GetFlags() & TcpHeader::SYN) != 0;
    const bool isFin = (segment.header.GetFlags() & TcpHeader::FIN) != 0;
    bool counts = m_event.kind == HttpLossEvent::SYN   ? isSyn
                  : m_event.kind == HttpLossEvent::ACK ? segment.bytes == 0 && !isSyn && !isFin
                                                       : false;
    if (segment.bytes > 0 && m_event.kind >= HttpLossEvent::DATA)
    {
        m_start = m_hasBegun ? m_start : segment.header.GetSequenceNumber();
        m_hasBegun = true;
        const auto begin = static_cast<uint32_t>(segment.header.GetSequenceNumber() - m_start);
        const uint64_t end = uint64_t{begin} + segment.bytes;
        if (end <= m_end)
        {
            const bool isLost = m_isAgainDue && begin <= m_lostBegin && end > m_lostBegin;
            m_isAgainDue = m_isAgainDue && !isLost;
            return isLost;
        }
        m_end = end;
        counts = m_event.kind == HttpLossEvent::DATA || end >= m_bytes;
        m_lostBegin = counts && m_seen + 1 == m_event.first ? begin : m_lostBegin;
    }
    m_seen += counts ? 1 : 0;
    const bool isLost = counts && m_seen >= m_event.first && m_seen <= m_event.last;
    m_isAgainDue = m_isAgainDue || (isLost && m_event.withAgain && m_seen == m_event.first);
    return isLost;
}

} // namespace ns3

#endif // HTTP_EVENT_LOSS_H
