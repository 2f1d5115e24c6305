/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_CUBIC_CONTROL_H
#define HTTP_TCP_CUBIC_CONTROL_H

#include "http-tcp-congestion.h"

namespace ns3
{
namespace tcp
{

/// What of CUBIC may be set; parameters of Linux's module tcp_cubic
struct CubicParameters
{
    uint32_t beta = 717;         //!< beta: what a loss leaves of the window, of 1024
    uint32_t cube = 410;         //!< bic_scale times 10: C of RFC 9438, of 1024
    bool hyStart = true;         //!< hystart: slow start may end before a loss
    bool fastConvergence = true; //!< fast_convergence (RFC 9438, section 4.7)
};

/**
 * @brief CUBIC (RFC 9438) with HyStart, in the integers and ticks of Linux's tcp_cubic.c.
 */
class Cubic : public CongestionControl
{
  public:
    /// @brief A control without a history. @param parameters what may be set
    explicit Cubic(const CubicParameters& parameters = CubicParameters());

    const char* GetName() const override;
    uint32_t GetThreshold(const PathState& path, const CongestionWindow& window) override;
    void NoteAcknowledged(const PathState& path,
                          CongestionWindow& window,
                          uint32_t acknowledged,
                          Nanoseconds roundTrip) override;
    void NoteState(const PathState& path, CongestionWindow& window) override;
    void NoteEvent(const PathState& path, CongestionEvent event) override;

  private:
    void Avoid(const PathState& path, CongestionWindow& window, uint32_t acknowledged) override;

    /// @brief Begins a round of HyStart. @param path the path
    void BeginRound(const PathState& path);

    /**
     * @brief Whether slow start is to end now.
     * @param path the path
     * @param window the window
     * @param delay round-trip time of the newest acknowledged segment
     * @return whether
     */
    bool IsSlowStartOver(const PathState& path, const CongestionWindow& window, Nanoseconds delay);

    /// @brief How long a train of acknowledgments may last. @param path the path @return the time
    Nanoseconds GetTrainLimit(const PathState& path) const;

    /**
     * @brief How many segments must be acknowledged for the window to grow by one.
     * @param path the path
     * @param window the window, segments
     * @param acknowledged newly delivered
     */
    void Update(const PathState& path, uint32_t window, uint32_t acknowledged);

    /// @brief Begins a period of congestion avoidance. @param path the path @param window segments
    void BeginEpoch(const PathState& path, uint32_t window);

    /// @brief The curve's value one round trip ahead. @param path the path @return segments
    int64_t GetTarget(const PathState& path) const;

    CubicParameters m_parameters;    //!< what may be set
    bool m_hasEpoch = false;         //!< epoch_start is set
    bool m_found = false;            //!< HyStart has ended slow start
    uint32_t m_pace = 1;             //!< cnt: acknowledged segments for one of growth
    uint32_t m_windowMax = 0;        //!< last_max_cwnd: W_max, segments; 0 before the first loss
    uint32_t m_lastWindow = 0;       //!< window of the last update
    uint32_t m_origin = 0;           //!< bic_origin_point, segments
    uint32_t m_k = 0;                //!< time from the epoch's start to the origin, 1/1024 s
    uint32_t m_acknowledged = 0;     //!< ack_cnt: credit of the estimate
    uint32_t m_estimate = 0;         //!< W_est, the window that Reno would have, segments
    uint32_t m_samples = 0;          //!< round-trip times in HyStart's round
    Nanoseconds m_epoch{0};          //!< start of congestion avoidance
    Nanoseconds m_lastUpdate{-1};    //!< when the pace was last computed
    Nanoseconds m_least{0};          //!< delay_min; 0: none yet
    Nanoseconds m_roundStart{0};     //!< start of HyStart's round
    Nanoseconds m_lastAck{0};        //!< last acknowledgment of the train
    Nanoseconds m_roundLeast{NEVER}; //!< least round-trip time of the round
    Sequence m_roundEnd = 0;         //!< the round ends when this is acknowledged
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_CUBIC_CONTROL_H */
