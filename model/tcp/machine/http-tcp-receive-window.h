/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_RECEIVE_WINDOW_H
#define HTTP_TCP_RECEIVE_WINDOW_H

#include "http-tcp-settings.h"
#include "http-tcp-units.h"

namespace ns3
{
namespace tcp
{

/**
 * @brief How much a receiver lets its peer send, and the buffer behind it, tuned as Linux does:
 * the window opens with the segments that come (rcv_ssthresh), and the buffer grows to twice what
 * the application reads in a round trip (tcp_rcv_space_adjust()).
 *
 * A buffer holds packets with their overhead; which share of it data can use is measured from the
 * packets that come.
 */
class ReceiveWindow
{
  public:
    /// @brief A buffer as settings say. @param settings kept by the owner
    explicit ReceiveWindow(const Settings& settings);

    /**
     * @brief The window that a SYN tells.
     * @param segmentSize it is a multiple of
     * @return bytes, at most 65,535
     */
    uint32_t Begin(uint32_t segmentSize);

    /// @brief The shift to tell in the SYN (RFC 7323). @return at most 14
    uint8_t GetOfferedShift() const;

    /**
     * @brief The connection is established.
     * @param now the time
     * @param next RCV.NXT
     * @param shift of the windows told to the peer, 0 if it takes none
     * @param segmentSize largest payload that the peer may send
     */
    void Establish(Nanoseconds now, Sequence next, uint8_t shift, uint32_t segmentSize);

    /**
     * @brief A segment of data is here.
     * @param length bytes
     * @param isFull it is as long as the longest so far
     * @param occupied bytes in the buffer
     * @return whether the window is growing, so that acknowledgments should not wait
     */
    bool NoteArrival(uint32_t length, bool isFull, uint64_t occupied);

    /// @brief A round-trip time as the receiver sees it. @param sample the time
    /// @param isIdle everything that came before was read; otherwise only a shorter time counts
    void NoteRoundTrip(Nanoseconds sample, bool isIdle);

    /// @brief A round trip from window to window, for peers without timestamps.
    /// @param now the time @param next RCV.NXT
    void MeasureByWindow(Nanoseconds now, Sequence next);

    /**
     * @brief The application has read.
     * @param now the time
     * @param read the first byte that it has not read
     * @param next RCV.NXT
     * @param heldEnd end of what has come out of order; 0 if nothing has
     */
    void NoteRead(Nanoseconds now, Sequence read, Sequence next, Sequence heldEnd);

    /// @brief Data has come behind a hole: the buffer has room for it.
    /// @param next RCV.NXT @param heldEnd end of what has come
    void NoteHeld(Sequence next, Sequence heldEnd)
    {
        GrowBuffer(m_copied, heldEnd - next);
    }

    /**
     * @brief The window that could be told now.
     * @param occupied bytes in the buffer
     * @param receivedSegment the usual length of segments
     * @return bytes
     */
    uint64_t GetOffer(uint64_t occupied, uint32_t receivedSegment) const;

    /**
     * @brief Tells a window; it never shrinks.
     * @param next RCV.NXT
     * @param occupied bytes in the buffer
     * @param receivedSegment the usual length of segments
     * @return what stands in the header, scaled
     */
    uint16_t Advertise(Sequence next, uint64_t occupied, uint32_t receivedSegment);

    /// @brief The window that the peer knows of. @param next RCV.NXT @return bytes left of it
    uint64_t GetLeft(Sequence next) const
    {
        return m_edge > next ? m_edge - next : 0;
    }

    /// @brief The window as it was last told. @return bytes
    uint64_t GetTold() const
    {
        return m_told;
    }

    /// @brief RCV.NXT when the window was last told. @return the number
    Sequence GetToldAt() const
    {
        return m_toldAt;
    }

    /// @brief The buffer. @return bytes with overhead
    uint64_t GetBufferSize() const
    {
        return m_buffer;
    }

    /// @brief Changes the buffer, as SO_RCVBUF does; it is no longer tuned. @param bytes its size
    void SetBufferSize(uint64_t bytes);

    /// @brief What the buffer takes of data. @return bytes
    uint64_t GetSpace() const
    {
        return ToWindow(m_buffer);
    }

    /// @brief Round-trip time as the receiver sees it. @return it; 0 if not known
    Nanoseconds GetRoundTrip() const
    {
        return m_roundTrip;
    }

    /// @brief No window is told above this. @return bytes
    uint64_t GetClamp() const
    {
        return m_clamp;
    }

  private:
    /// @brief What data can use of a buffer. @param space bytes with overhead @return bytes
    uint64_t ToWindow(uint64_t space) const
    {
        return space * m_share >> 8;
    }

    /// @brief The buffer that a window needs. @param window bytes @return bytes with overhead
    uint64_t ToSpace(uint64_t window) const
    {
        return (window << 8) / m_share;
    }

    /// @brief Grows the buffer. @param copied bytes read in a round trip @param held beyond RCV.NXT
    void GrowBuffer(uint64_t copied, uint64_t held);

    /// @brief By how much a segment opens the window where data uses little of its packet.
    /// @param length bytes of the segment @return bytes
    uint64_t GetSmallGrowth(uint32_t length) const;

    const Settings* m_settings;    //!< how it behaves
    uint64_t m_buffer;             //!< sk_rcvbuf
    uint64_t m_clamp = 0;          //!< window_clamp
    uint64_t m_open = 0;           //!< rcv_ssthresh: what may be told so far
    uint64_t m_told = 0;           //!< rcv_wnd
    Sequence m_toldAt = 0;         //!< rcv_wup
    Sequence m_edge = 0;           //!< end of the window that the peer knows
    uint64_t m_copied = 0;         //!< rcvq_space.space: most bytes read in a round trip
    Sequence m_copiedFrom = 0;     //!< rcvq_space.seq
    Nanoseconds m_copiedSince{0};  //!< rcvq_space.time
    Nanoseconds m_roundTrip{0};    //!< rcv_rtt_est.rtt_us
    Nanoseconds m_windowSince{-1}; //!< rcv_rtt_est.time; negative: not measuring
    Sequence m_windowEnd = 0;      //!< rcv_rtt_est.seq
    uint32_t m_segmentSize = 536;  //!< advmss
    uint32_t m_share;              //!< scaling_ratio, of 256
    uint8_t m_shift = 0;           //!< rcv_wscale
    bool m_isTuned;                //!< the buffer may grow
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_RECEIVE_WINDOW_H */
