/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_CONGESTION_H
#define HTTP_TCP_CONGESTION_H

#include "http-tcp-units.h"

#include <algorithm>
#include <cstdint>
#include <memory>

namespace ns3
{
namespace tcp
{

/// States of a connection's congestion control (Linux's tcp_ca_state)
enum class CongestionState : uint8_t
{
    Open,     //!< nothing unusual
    Disorder, //!< segments arrive out of order, or twice
    Cwr,      //!< the window shrinks after a mark or a probe
    Recovery, //!< segments are sent again, the window shrinks
    Loss,     //!< a retransmission timeout
};

/// What else a congestion control is told
enum class CongestionEvent : uint8_t
{
    TransmissionStart, //!< something is sent while nothing is on its way
    WindowRestart,     //!< slow start begins again after idleness
    ReductionComplete, //!< the window has shrunk
    Loss,              //!< a retransmission timeout
};

/**
 * @brief What a congestion control may know of the path.
 */
struct PathState
{
    Nanoseconds now{0};          //!< the time
    Nanoseconds tick{0};         //!< between ticks of the host's clock; 0 for an exact one
    Nanoseconds smoothed{0};     //!< smoothed round-trip time; 0 if not known
    Nanoseconds newest{0};       //!< newest round-trip time; 0 if not known
    Nanoseconds least{NEVER};    //!< least round-trip time
    Nanoseconds lastSent{0};     //!< when something was sent last
    Sequence unacknowledged = 0; //!< SND.UNA
    Sequence next = 0;           //!< SND.NXT
    uint32_t segmentSize = 0;    //!< payload of a full segment, bytes
    uint32_t inFlight = 0;       //!< segments in the network
    uint64_t pacingRate = 0;     //!< bytes a second; 0 if not known
    uint32_t largestBurst = 0;   //!< bytes
    bool isPaced = false;        //!< segments are spread in time
    bool isLimited = false;      //!< the window is what holds the connection back
    CongestionState state = CongestionState::Open; //!< the connection's state
};

/**
 * @brief The window that a congestion control steers, in segments.
 */
struct CongestionWindow
{
    uint32_t segments = 10;          //!< snd_cwnd
    uint32_t threshold = UINT32_MAX; //!< snd_ssthresh
    uint32_t credit = 0;             //!< acknowledged segments on the way to the next growth
    uint32_t clamp = UINT32_MAX;     //!< the window never exceeds this

    /// @brief Whether the window is below the threshold. @return whether
    bool IsSlowStart() const
    {
        return segments < threshold;
    }

    /**
     * @brief Grows by what is acknowledged, up to the threshold (RFC 5681, 3.1).
     * @param acknowledged segments
     * @return what is left of them
     */
    uint32_t SlowStart(uint32_t acknowledged);

    /**
     * @brief Grows by one for so many acknowledged segments.
     * @param pace the number, at least 1
     * @param acknowledged segments
     */
    void Grow(uint32_t pace, uint32_t acknowledged);
};

/**
 * @brief How fast segments were delivered until the newest one that an acknowledgment covers
 * (draft-cardwell-iccrg-bbr-congestion-control-02, section 4.1; Linux's rate_sample).
 */
struct DeliverySample
{
    Nanoseconds interval{0};           //!< the longer of the next two; 0: no sample
    Nanoseconds sending{0};            //!< how long it took to send them
    Nanoseconds acknowledging{0};      //!< how long it took to hear of them
    Nanoseconds priorTime{-1};         //!< when priorDelivered was reached; negative: no sample
    uint64_t priorDelivered = 0;       //!< segments delivered when the newest one was sent
    uint64_t totalDelivered = 0;       //!< segments delivered so far
    uint32_t delivered = 0;            //!< segments newly delivered
    uint32_t lost = 0;                 //!< segments newly taken for lost
    uint32_t priorInFlight = 0;        //!< segments in the network before
    bool isApplicationLimited = false; //!< there was too little to send
};

/**
 * @brief A congestion control, as RFC 9743 and Linux's tcp_congestion_ops divide it.
 */
class CongestionControl
{
  public:
    virtual ~CongestionControl();

    /// @brief The connection is established, and its first round-trip time is known where it can
    /// be. @param path the path @param window the window
    virtual void NoteEstablished(const PathState& path, CongestionWindow& window);

    /// @brief The name that users know it by, such as "cubic". @return static storage
    virtual const char* GetName() const = 0;

    /**
     * @brief The threshold after a loss.
     * @param path the path
     * @param window the window at the loss
     * @return segments, at least 2
     */
    virtual uint32_t GetThreshold(const PathState& path, const CongestionWindow& window) = 0;

    /**
     * @brief Grows the window where it is the limit: by slow start up to the threshold, then by
     * Avoid().
     * @param path the path
     * @param window the window
     * @param acknowledged segments newly delivered
     */
    virtual void Increase(const PathState& path, CongestionWindow& window, uint32_t acknowledged);

    /**
     * @brief Learns of an acknowledgment, before the window changes.
     * @param path the path
     * @param window the window
     * @param acknowledged segments that left the scoreboard
     * @param roundTrip that of the newest segment acknowledged; negative if there is none
     */
    virtual void NoteAcknowledged(const PathState& path,
                                  CongestionWindow& window,
                                  uint32_t acknowledged,
                                  Nanoseconds roundTrip);

    /// @brief Learns of a new state. @param path the path, with it @param window the window
    virtual void NoteState(const PathState& path, CongestionWindow& window);

    /// @brief Learns of an event. @param path the path @param event it
    virtual void NoteEvent(const PathState& path, CongestionEvent event);

    /**
     * @brief The window after a reduction that was taken back.
     * @param window the window now
     * @param prior the window before the reduction, segments
     * @return segments
     */
    virtual uint32_t GetUndoneWindow(const CongestionWindow& window, uint32_t prior) const;

    /// @brief Whether it sets window and rate by itself, in recovery too. @return whether
    virtual bool IsInCharge() const;

    /// @brief Sets window and rate, if it is in charge. @param path the path @param window the
    /// window @param sample how fast segments were delivered
    virtual void Control(const PathState& path,
                         CongestionWindow& window,
                         const DeliverySample& sample);

    /// @brief The rate at which it wants segments to be sent. @return bytes a second; 0 if the
    /// connection is to compute it
    virtual uint64_t GetPacingRate() const;

  private:
    /// @brief Grows the window in congestion avoidance. @param path the path @param window the
    /// window @param acknowledged segments that slow start has left
    virtual void Avoid(const PathState& path, CongestionWindow& window, uint32_t acknowledged);
};

/**
 * @brief Reno (RFC 5681).
 */
class Reno : public CongestionControl
{
  public:
    const char* GetName() const override;
    uint32_t GetThreshold(const PathState& path, const CongestionWindow& window) override;

  private:
    void Avoid(const PathState& path, CongestionWindow& window, uint32_t acknowledged) override;
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_CONGESTION_H */
