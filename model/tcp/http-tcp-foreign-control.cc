/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-foreign-control.h"

#include "ns3/simulator.h"
#include "ns3/tcp-rx-buffer.h"

#include <algorithm>
#include <cstdlib>
#include <type_traits>

namespace ns3
{

/**
 * @brief What a control may look up of rates between its calls; ns-3 hands it over from 3.45 on.
 */
class HttpTcpRateTeller : public TcpRateLinux
{
  public:
    /// @brief Takes the newest values. @param sample them @param segment bytes in a segment
    void Set(const tcp::DeliverySample& sample, uint32_t segment);

    /// @brief The newest values. @return them
    const TcpRateConnection& GetConnectionRate() override
    {
        return m_connection;
    }

    /// @brief The newest sample. @return it
    const TcpRateSample& GetSample() const
    {
        return m_sample;
    }

  private:
    TcpRateConnection m_connection; //!< the connection's
    TcpRateSample m_sample;         //!< the newest acknowledgment's
};

void
HttpTcpRateTeller::Set(const tcp::DeliverySample& sample, uint32_t segment)
{
    m_connection.m_delivered = sample.totalDelivered * segment;
    m_connection.m_deliveredTime = Simulator::Now();
    m_connection.m_appLimited = sample.isApplicationLimited ? 1 : 0;
    m_sample = TcpRateSample();
    m_sample.m_ackedSacked = sample.delivered * segment;
    m_sample.m_bytesLoss = sample.lost * segment;
    m_sample.m_priorInFlight = sample.priorInFlight * segment;
    m_sample.m_isAppLimited = sample.isApplicationLimited;
    if (sample.priorTime.count() < 0)
    {
        m_sample.m_delivered = -1;
        return;
    }
    m_sample.m_priorDelivered = static_cast<uint32_t>(sample.priorDelivered * segment);
    m_sample.m_priorTime = NanoSeconds(sample.priorTime.count());
    m_sample.m_sendElapsed = NanoSeconds(sample.sending.count());
    m_sample.m_ackElapsed = NanoSeconds(sample.acknowledging.count());
    m_sample.m_interval = NanoSeconds(sample.interval.count());
    const uint64_t delivered = (sample.totalDelivered - sample.priorDelivered) * segment;
    m_sample.m_delivered = static_cast<int32_t>(delivered);
    if (sample.interval.count() > 0)
    {
        const double seconds = static_cast<double>(sample.interval.count()) / 1e9;
        m_sample.m_deliveryRate =
            DataRate(static_cast<uint64_t>(static_cast<double>(delivered) * 8 / seconds));
    }
}

namespace
{

// Members that TcpSocketState and TcpCongestionOps have in newer versions of ns-3 only.

/// Whether TcpSocketState tells if the window is the limit (from 3.42 on).
template <typename STATE>
auto
SetLimited(STATE& state, bool isLimited, int) -> decltype(state.m_isCwndLimited, void())
{
    state.m_isCwndLimited = isLimited;
}

/// @copydoc SetLimited
template <typename STATE>
void
SetLimited(STATE& /* state */, bool /* isLimited */, long)
{
}

/// The smoothed round-trip time, beside the newest one (from 3.43 on; before, one stands for both).
template <typename STATE>
auto
SetRoundTrip(STATE& state, Time newest, Time smoothed, int) -> decltype(state.m_srtt, void())
{
    state.m_lastRtt = newest;
    state.m_srtt = smoothed;
}

/// @copydoc SetRoundTrip
template <typename STATE>
void
SetRoundTrip(STATE& state, Time /* newest */, Time smoothed, long)
{
    state.m_lastRtt = smoothed;
}

/// Gives the control what tells rates (from 3.45 on).
template <typename CONTROL>
auto
SetRates(CONTROL& control, Ptr<TcpRateOps> rates, int) -> decltype(control.SetRateOps(rates))
{
    control.SetRateOps(rates);
}

/// @copydoc SetRates
template <typename CONTROL>
void
SetRates(CONTROL& /* control */, Ptr<TcpRateOps> /* rates */, long)
{
}

/// Bytes of segments, as far as ns-3 counts.
uint32_t
GetBytes(uint64_t segments, uint32_t segment)
{
    return static_cast<uint32_t>(std::min<uint64_t>(segments * segment, UINT32_MAX));
}

/// A time as ns-3's.
Time
GetTime(tcp::Nanoseconds time)
{
    return NanoSeconds(time.count());
}

} // namespace

HttpTcpForeignControl::HttpTcpForeignControl(Ptr<TcpCongestionOps> control,
                                             Ptr<TcpSocketState> state,
                                             uint32_t initialWindow)
    : m_control(control),
      m_state(state),
      m_name(control->GetName()),
      m_isInCharge(control->HasCongControl())
{
    m_state->m_initialCWnd = initialWindow;
    if (m_isInCharge)
    {
        m_rates = CreateObject<HttpTcpRateTeller>();
        SetRates(*m_control, m_rates, 0);
    }
}

HttpTcpForeignControl::~HttpTcpForeignControl() = default;

const char*
HttpTcpForeignControl::GetName() const
{
    return m_name.c_str();
}

void
HttpTcpForeignControl::Show(const tcp::PathState& path, const tcp::CongestionWindow& window)
{
    TcpSocketState& state = *m_state;
    const uint32_t segment = path.segmentSize;
    const bool isNewSize = state.m_segmentSize != segment;
    state.m_segmentSize = segment;
    // What the machine has changed since counts, and the part of a segment stays where it has not.
    if (isNewSize || state.m_cWnd / segment != window.segments)
    {
        state.m_cWnd = GetBytes(window.segments, segment);
    }
    if (isNewSize || state.m_ssThresh / segment != window.threshold)
    {
        state.m_ssThresh =
            window.threshold == UINT32_MAX ? UINT32_MAX : GetBytes(window.threshold, segment);
    }
    state.m_cWndInfl = state.m_cWnd;
    state.m_congState = static_cast<TcpSocketState::TcpCongState_t>(path.state);
    // TcpSocketBase moves it on when an acknowledgment has been dealt with.
    const SequenceNumber32 acknowledged(static_cast<uint32_t>(path.unacknowledged));
    if (acknowledged != m_acknowledged)
    {
        state.m_lastAckedSeq = m_acknowledged;
        m_acknowledged = acknowledged;
    }
    state.m_highTxMark = SequenceNumber32(static_cast<uint32_t>(path.next));
    state.m_nextTxSequence = SequenceNumber32(static_cast<uint32_t>(path.next));
    state.m_bytesInFlight = GetBytes(path.inFlight, segment);
    if (path.least != tcp::NEVER)
    {
        state.m_minRtt = GetTime(path.least);
    }
    SetRoundTrip(state, GetTime(path.newest), GetTime(path.smoothed), 0);
    SetLimited(state, path.isLimited, 0);
    if (!m_isInCharge)
    {
        state.m_pacingRate = DataRate(path.pacingRate * 8);
    }
}

void
HttpTcpForeignControl::Take(tcp::CongestionWindow& window) const
{
    const uint32_t segment = m_state->m_segmentSize;
    window.segments = std::clamp<uint32_t>(m_state->m_cWnd / segment, 1, window.clamp);
    if (m_state->m_ssThresh == UINT32_MAX || m_state->m_ssThresh / segment != window.threshold)
    {
        window.threshold = m_state->m_ssThresh == UINT32_MAX
                               ? UINT32_MAX
                               : std::max<uint32_t>(m_state->m_ssThresh / segment, 2);
    }
}

void
HttpTcpForeignControl::NoteEstablished(const tcp::PathState& path, tcp::CongestionWindow& window)
{
    m_state->m_initialSsThresh =
        window.threshold == UINT32_MAX ? UINT32_MAX : GetBytes(window.threshold, path.segmentSize);
    Show(path, window);
    m_control->CongestionStateSet(m_state, TcpSocketState::CA_OPEN);
    Take(window);
}

uint32_t
HttpTcpForeignControl::GetThreshold(const tcp::PathState& path, const tcp::CongestionWindow& window)
{
    Show(path, window);
    const uint32_t bytes = m_control->GetSsThresh(m_state, m_state->m_bytesInFlight);
    m_state->m_ssThresh = bytes;
    return std::max<uint32_t>(bytes / path.segmentSize, 2);
}

void
HttpTcpForeignControl::Increase(const tcp::PathState& path,
                                tcp::CongestionWindow& window,
                                uint32_t acknowledged)
{
    if (!path.isLimited)
    {
        return;
    }
    Show(path, window);
    m_control->IncreaseWindow(m_state, acknowledged);
    Take(window);
}

void
HttpTcpForeignControl::NoteAcknowledged(const tcp::PathState& path,
                                        tcp::CongestionWindow& window,
                                        uint32_t acknowledged,
                                        tcp::Nanoseconds roundTrip)
{
    if (acknowledged == 0)
    {
        return;
    }
    Show(path, window);
    const Time sample = roundTrip.count() >= 0 ? GetTime(roundTrip) : m_state->m_lastRtt.Get();
    m_control->PktsAcked(m_state, acknowledged, sample);
    Take(window);
}

void
HttpTcpForeignControl::NoteState(const tcp::PathState& path, tcp::CongestionWindow& window)
{
    Show(path, window);
    m_control->CongestionStateSet(m_state, m_state->m_congState);
    Take(window);
}

void
HttpTcpForeignControl::NoteEvent(const tcp::PathState& path, tcp::CongestionEvent event)
{
    constexpr TcpSocketState::TcpCAEvent_t EVENTS[] = {
        TcpSocketState::CA_EVENT_TX_START,
        TcpSocketState::CA_EVENT_CWND_RESTART,
        TcpSocketState::CA_EVENT_COMPLETE_CWR,
        TcpSocketState::CA_EVENT_LOSS,
    };
    m_state->m_bytesInFlight = GetBytes(path.inFlight, path.segmentSize);
    m_control->CwndEvent(m_state, EVENTS[static_cast<uint8_t>(event)]);
}

bool
HttpTcpForeignControl::IsInCharge() const
{
    return m_isInCharge;
}

void
HttpTcpForeignControl::Control(const tcp::PathState& path,
                               tcp::CongestionWindow& window,
                               const tcp::DeliverySample& sample)
{
    Show(path, window);
    m_state->m_lastAckedSackedBytes = GetBytes(sample.delivered, path.segmentSize);
    m_rates->Set(sample, path.segmentSize);
    m_control->CongControl(m_state, m_rates->GetConnectionRate(), m_rates->GetSample());
    Take(window);
}

uint64_t
HttpTcpForeignControl::GetPacingRate() const
{
    return m_isInCharge && m_state->m_pacing ? m_state->m_pacingRate.Get().GetBitRate() / 8 : 0;
}

void
HttpTcpForeignControl::NoteTimestamps(const wire::TcpOptions& options,
                                      const tcp::Connection& connection)
{
    if (options.echo == 0)
    {
        return;
    }
    // Clocks of milliseconds that begin anywhere: only a constant lies between them, and LEDBAT and
    // LP ask for the least of the differences alone.
    constexpr int64_t FAR = 10000;
    const int64_t ours = options.echo - connection.GetClockOffset();
    const auto difference = static_cast<int32_t>(options.timestamp - options.echo);
    if (!m_hasClockOffset)
    {
        m_hasClockOffset = true;
        m_clockOffset = std::abs(int64_t{difference}) > FAR ? difference : 0;
    }
    const int64_t delay = std::max<int64_t>(difference - m_clockOffset, 0);
    m_state->m_rcvTimestampEchoReply = static_cast<uint32_t>(ours);
    m_state->m_rcvTimestampValue = static_cast<uint32_t>(ours + delay);
}

void
HttpTcpForeignControl::NoteSegment(const tcp::Segment& segment, tcp::Connection& connection)
{
    if (segment.options.hasTimestamps)
    {
        NoteTimestamps(segment.options, connection);
    }
    if (!connection.HasEcn())
    {
        return;
    }
    TcpSocketState& state = *m_state;
    if (state.m_ecnState == TcpSocketState::ECN_DISABLED)
    {
        state.m_ecnState = TcpSocketState::ECN_IDLE;
    }
    if (segment.Has(wire::TCP_ECE))
    {
        state.m_ecnState = TcpSocketState::ECN_ECE_RCVD;
    }
    else if (state.m_ecnState == TcpSocketState::ECN_ECE_RCVD)
    {
        state.m_ecnState = TcpSocketState::ECN_IDLE;
    }
    if (segment.length == 0)
    {
        return;
    }
    // The control may acknowledge what came before, and moves the buffer's number to say what.
    const auto next = static_cast<uint32_t>(connection.GetReceiver().GetNext());
    if (!state.m_rxBuffer)
    {
        state.m_rxBuffer = CreateObject<TcpRxBuffer>();
    }
    state.m_rxBuffer->SetNextRxSequence(SequenceNumber32(next));
    m_control->CwndEvent(m_state,
                         segment.isMarked ? TcpSocketState::CA_EVENT_ECN_IS_CE
                                          : TcpSocketState::CA_EVENT_ECN_NO_CE);
    if (state.m_ecnMode == TcpSocketState::DctcpEcn)
    {
        connection.SetEcho(segment.isMarked);
    }
}

void
HttpTcpForeignControl::NoteData(bool isDelayed)
{
    m_control->CwndEvent(m_state,
                         isDelayed ? TcpSocketState::CA_EVENT_DELAYED_ACK
                                   : TcpSocketState::CA_EVENT_NON_DELAYED_ACK);
}

} // namespace ns3
