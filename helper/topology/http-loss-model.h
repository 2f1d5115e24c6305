/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LOSS_MODEL_H
#define HTTP_LOSS_MODEL_H

#include "ns3/error-model.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"
#include "ns3/random-variable-stream.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Loses a share of packets, one by one or in bursts, and packets of given numbers.
 *
 * With MeanBurst 1 every packet is lost or not by itself. Otherwise losses are those of the Gilbert
 * model: bursts have a geometric length of that mean, and the share of lost packets is Rate, which
 * is at most MeanBurst / (MeanBurst + 1).
 */
class HttpLossModel : public ErrorModel
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    HttpLossModel();

    /// @brief Packets that are lost in any case. @param numbers counted from 1, increasing
    void SetPackets(const std::vector<uint64_t>& numbers);

    /**
     * @brief Gives the random variable a fixed stream.
     * @param stream the stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream);

  private:
    bool DoCorrupt(Ptr<Packet> packet) override;
    void DoReset() override;

    double m_rate = 0;                   //!< Rate
    double m_meanBurst = 1;              //!< MeanBurst
    std::vector<uint64_t> m_numbers;     //!< packets lost in any case
    Ptr<UniformRandomVariable> m_choice; //!< one draw for each packet
    uint64_t m_seen = 0;                 //!< packets so far
    bool m_isBurst = false;              //!< the last packet was lost
};

} // namespace ns3

#endif /* HTTP_LOSS_MODEL_H */
