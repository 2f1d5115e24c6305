/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_CUBIC_H
#define HTTP_TCP_CUBIC_H

#include "ns3/nstime.h"
#include "ns3/sequence-number.h"
#include "ns3/tcp-congestion-ops.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief CUBIC (RFC 9438) with HyStart as real hosts run it.
 *
 * ns-3's TcpCubic leaves slow start by an acknowledgment train only after a whole round-trip time,
 * takes the smoothed round-trip time for the delay of a packet, and has no Reno-friendly region in
 * its older versions. This one leaves slow start where Linux does: when a train of acknowledgments
 * has lasted for half of the least round-trip time (nothing is paced), or when the least
 * round-trip time of a round has risen by an eighth (4 to 16 ms).
 *
 * With HttpTcpSocket it gets the exact round-trip time of each acknowledged segment.
 */
class HttpTcpCubic : public TcpCongestionOps
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpTcpCubic();

    /// @brief Copies the attributes for another socket. @param cubic the one to copy
    HttpTcpCubic(const HttpTcpCubic& cubic);

    ~HttpTcpCubic() override;

    /**
     * @brief Takes the round-trip time of the newest segment that the next acknowledgment covers.
     * @param rtt the time; zero if that segment had been retransmitted
     */
    void NoteRtt(Time rtt);

    std::string GetName() const override;
    uint32_t GetSsThresh(Ptr<const TcpSocketState> tcb, uint32_t bytesInFlight) override;
    void IncreaseWindow(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked) override;
    void PktsAcked(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked, const Time& rtt) override;
    void CongestionStateSet(Ptr<TcpSocketState> tcb,
                            const TcpSocketState::TcpCongState_t newState) override;
    void CwndEvent(Ptr<TcpSocketState> tcb, const TcpSocketState::TcpCAEvent_t event) override;
    Ptr<TcpCongestionOps> Fork() override;

  private:
    /**
     * @brief Begins a round of HyStart.
     * @param tcb the connection's state
     */
    void BeginRound(Ptr<const TcpSocketState> tcb);

    /**
     * @brief Whether slow start is to end now.
     * @param tcb the connection's state
     * @param rtt round-trip time of the newest acknowledged segment
     * @return true if it is
     */
    bool IsSlowStartOver(Ptr<const TcpSocketState> tcb, Time rtt);

    /**
     * @brief How many segments must be acknowledged for the window to grow by one.
     * @param window the window, segments
     * @param segmentsAcked newly acknowledged
     * @return the number, at least 2
     */
    uint32_t GetPace(uint32_t window, uint32_t segmentsAcked);

    double m_c = 0.4;              //!< RFC 9438's C, segments per cubic second
    double m_beta = 0.7;           //!< RFC 9438's multiplicative decrease
    bool m_fastConvergence = true; //!< RFC 9438, section 4.7
    bool m_hystart = true;         //!< whether slow start may end before a loss

    double m_windowMax = 0;    //!< W_max, segments; 0 before the first loss
    double m_origin = 0;       //!< window where the curve is flat, segments
    double m_k = 0;            //!< time from the epoch's start to there, s
    double m_estimate = 0;     //!< W_est, the window that Reno would have, segments
    uint32_t m_credit = 0;     //!< segments acknowledged towards the next growth
    Time m_epoch{-1};          //!< start of congestion avoidance; negative: none yet
    Time m_lastAcked{-1};      //!< when an acknowledgment came last
    Time m_leastRtt{-1};       //!< least round-trip time; negative: none yet
    Time m_exactRtt{-1};       //!< what NoteRtt told; negative: it was not called
    bool m_found = false;      //!< HyStart has ended slow start
    Time m_roundStart;         //!< start of HyStart's round
    Time m_trainEnd;           //!< last acknowledgment of the train
    Time m_roundRtt{-1};       //!< least round-trip time of the round; negative: none yet
    uint32_t m_samples = 0;    //!< round-trip times in the round
    SequenceNumber32 m_endSeq; //!< the round ends when this is acknowledged
    bool m_inRound = false;    //!< a round has begun
};

} // namespace ns3

#endif /* HTTP_TCP_CUBIC_H */
