/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_FOREIGN_CONTROL_H
#define HTTP_TCP_FOREIGN_CONTROL_H

#include "ns3/http-tcp-connection.h"
#include "ns3/ptr.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-rate-ops.h"
#include "ns3/tcp-socket-state.h"

namespace ns3
{

class HttpTcpRateTeller;

/**
 * @ingroup http
 * @brief A congestion control of ns-3 behind the machine's interface.
 *
 * It keeps a TcpSocketState as TcpSocketBase would, and calls the control when TcpSocketBase would.
 * Windows are bytes there and segments in the machine; parts of a segment are remembered.
 */
class HttpTcpForeignControl : public tcp::CongestionControl
{
  public:
    /**
     * @brief A control of one connection.
     * @param control ns-3's
     * @param state what it reads and writes; the control's Init() has seen it
     * @param initialWindow segments
     */
    HttpTcpForeignControl(Ptr<TcpCongestionOps> control,
                          Ptr<TcpSocketState> state,
                          uint32_t initialWindow);
    ~HttpTcpForeignControl() override;

    /**
     * @brief A segment has come, and the machine does not have it yet.
     * @param segment it
     * @param connection the machine
     */
    void NoteSegment(const tcp::Segment& segment, tcp::Connection& connection);

    /// @brief The machine has a segment with data. @param isDelayed its acknowledgment waits
    void NoteData(bool isDelayed);

    const char* GetName() const override;
    void NoteEstablished(const tcp::PathState& path, tcp::CongestionWindow& window) override;
    uint32_t GetThreshold(const tcp::PathState& path, const tcp::CongestionWindow& window) override;
    void Increase(const tcp::PathState& path,
                  tcp::CongestionWindow& window,
                  uint32_t acknowledged) override;
    void NoteAcknowledged(const tcp::PathState& path,
                          tcp::CongestionWindow& window,
                          uint32_t acknowledged,
                          tcp::Nanoseconds roundTrip) override;
    void NoteState(const tcp::PathState& path, tcp::CongestionWindow& window) override;
    void NoteEvent(const tcp::PathState& path, tcp::CongestionEvent event) override;
    bool IsInCharge() const override;
    void Control(const tcp::PathState& path,
                 tcp::CongestionWindow& window,
                 const tcp::DeliverySample& sample) override;
    uint64_t GetPacingRate() const override;

  private:
    /// @brief Shows the control how things are. @param path the path @param window the window
    void Show(const tcp::PathState& path, const tcp::CongestionWindow& window);

    /// @brief Takes what the control has set. @param window the window
    void Take(tcp::CongestionWindow& window) const;

    /// @brief The delay that LEDBAT and LP take timestamps for. @param options the segment's
    /// @param connection the machine
    void NoteTimestamps(const wire::TcpOptions& options, const tcp::Connection& connection);

    Ptr<TcpCongestionOps> m_control;    //!< ns-3's control
    Ptr<TcpSocketState> m_state;        //!< what it sees
    Ptr<HttpTcpRateTeller> m_rates;     //!< where a control looks rates up
    std::string m_name;                 //!< its name
    SequenceNumber32 m_acknowledged{0}; //!< SND.UNA when the control was last called
    int64_t m_clockOffset = 0;          //!< of the peer's clock to ours, milliseconds
    bool m_hasClockOffset = false;      //!< it is known
    bool m_isInCharge;                  //!< the control sets the window in recovery, too
};

} // namespace ns3

#endif /* HTTP_TCP_FOREIGN_CONTROL_H */
