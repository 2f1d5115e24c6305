/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_RECEIVER_H
#define HTTP_TCP_RECEIVER_H

#include "http-tcp-reassembly.h"
#include "http-tcp-receive-window.h"
#include "http-tcp-settings.h"

namespace ns3
{
namespace tcp
{

/**
 * @brief The half of a connection that receives data, and decides when to acknowledge it.
 */
class Receiver
{
  public:
    /// @brief Nothing has come. @param settings kept by the owner
    explicit Receiver(const Settings& settings);

    /// @brief The peer's numbers are known. @param next RCV.NXT
    void Begin(Sequence next);

    /**
     * @brief The connection is established.
     * @param now the time
     * @param shift of the windows told to the peer
     * @param segmentSize largest payload that either end sends
     * @param sack selective acknowledgments are used
     */
    void Establish(Nanoseconds now, uint8_t shift, uint32_t segmentSize, bool sack);

    /// A segment that takes sequence numbers
    struct Arrival
    {
        Range data{0, 0};          //!< its data; empty for a FIN alone
        bool fin = false;          //!< with FIN behind the data
        bool push = false;         //!< with PSH
        Nanoseconds roundTrip{-1}; //!< since what it echoes was sent; negative if not known
        uint32_t echo = 0;         //!< the echo itself, to count each once
        Nanoseconds timeout{0};    //!< the sender half's timeout
        Nanoseconds smoothed{0};   //!< the sender half's smoothed round-trip time
    };

    /**
     * @brief Takes data.
     * @param now the time
     * @param arrival a segment that lies in the window in part
     * @param fresh set to what of it is to be kept
     */
    void Take(Nanoseconds now, const Arrival& arrival, std::vector<Range>& fresh);

    /// @brief A segment told nothing new, or came out of the window. @param range what it holds
    void NoteUseless(Range range);

    /// @brief RCV.NXT passes the peer's FIN, which is acknowledged as data is.
    void TakeFin();

    /**
     * @brief The application has read.
     * @param now the time
     * @param bytes how many
     * @return whether an acknowledgment is to be sent now
     */
    bool Read(Nanoseconds now, uint64_t bytes);

    /**
     * @brief After a segment: whether to acknowledge now; sets the timer otherwise.
     * @param now the time
     * @return whether
     */
    bool CheckAck(Nanoseconds now);

    /// @brief An acknowledgment has gone out, alone or with data.
    void NoteAckSent();

    /// @brief Data goes out: an answer, if something came shortly before. @param now the time
    void NoteDataSent(Nanoseconds now);

    /// @brief Acknowledgments do not wait for some segments to come. @param now the time
    void EnterQuickMode();

    /// @brief When HandleDeadline wants to be called. @return the moment, or NEVER
    Nanoseconds GetDeadline() const;

    /// @brief A deadline is here. @param now the time @return whether to acknowledge now
    bool HandleDeadline(Nanoseconds now);

    /// @brief The window to tell. @return as it stands in the header
    uint16_t Advertise();

    /// @brief Bytes in the buffer that the application may read. @return how many
    uint64_t GetUnread() const
    {
        return GetDataEnd() - m_read;
    }

    /// @brief RCV.NXT. @return the number
    Sequence GetNext() const
    {
        return m_stream.GetNext();
    }

    /// @brief How much the peer may still send. @return bytes
    uint64_t GetWindowLeft() const
    {
        return m_window.GetLeft(GetNext());
    }

    /// @brief What has come. @return it
    Reassembly& GetStream()
    {
        return m_stream;
    }

    /// @brief The window and the buffer. @return them
    ReceiveWindow& GetWindow()
    {
        return m_window;
    }

  private:
    /// @brief End of the data in order. @return the number
    Sequence GetDataEnd() const
    {
        return m_stream.GetNext() - (m_finTaken ? 1 : 0);
    }

    /// @brief Bytes in the buffer. @return how many
    uint64_t GetOccupied() const
    {
        return GetUnread() + m_stream.GetHeldBytes();
    }

    /// @brief Learns the usual length of segments. @param arrival the segment @return is full
    bool MeasureSegment(const Arrival& arrival);

    /// @brief Learns how far apart segments come. @param now the time @param timeout the sender's
    void MeasureInterval(Nanoseconds now, Nanoseconds timeout);

    /// @brief Holds an acknowledgment back. @param now the time
    void Delay(Nanoseconds now);

    /// @brief Holds an acknowledgment of data behind a hole back. @param now the time
    /// @return whether to send it now
    bool Compress(Nanoseconds now);

    /// @brief Whether acknowledgments do not wait. @return whether
    bool IsQuick() const
    {
        return m_quick > 0 && !IsPingPong();
    }

    /// @brief Whether data goes both ways. @return whether
    bool IsPingPong() const
    {
        return m_pingPong >= m_settings->pingPong;
    }

    /// @brief Lets so many segments be acknowledged at once. @param most the number
    void AddQuick(uint32_t most);

    const Settings* m_settings;      //!< how it behaves
    Reassembly m_stream;             //!< what has come
    ReceiveWindow m_window;          //!< how much may come
    Sequence m_read = 0;             //!< copied_seq: what the application has read
    Sequence m_compressedNext = 0;   //!< compressed_ack_rcv_nxt
    Nanoseconds m_interval{0};       //!< icsk_ack.ato; 0: no data yet
    Nanoseconds m_lastData{0};       //!< icsk_ack.lrcvtime
    Nanoseconds m_smoothed{0};       //!< the sender half's round-trip time
    Nanoseconds m_timeout{0};        //!< the sender half's timeout
    Nanoseconds m_delayed{NEVER};    //!< delayed acknowledgment due
    Nanoseconds m_compressed{NEVER}; //!< compressed acknowledgment due
    uint32_t m_segment = 536;        //!< icsk_ack.rcv_mss
    uint32_t m_lastShort = 0;        //!< icsk_ack.last_seg_size
    uint32_t m_lastEcho = 0;         //!< rcv_rtt_last_tsecr
    uint32_t m_quick = 0;            //!< icsk_ack.quick
    uint32_t m_pingPong = 0;         //!< icsk_ack.pingpong
    uint32_t m_repeats = 0;          //!< dup_ack_counter
    uint32_t m_held = 0;             //!< compressed_ack
    bool m_isScheduled = false;      //!< ICSK_ACK_SCHED
    bool m_isNow = false;            //!< ICSK_ACK_NOW
    bool m_isPushed = false;         //!< ICSK_ACK_PUSHED
    bool m_isPushedTwice = false;    //!< ICSK_ACK_PUSHED2
    bool m_hasSack = false;          //!< selective acknowledgments are used
    bool m_finTaken = false;         //!< the peer's FIN was taken
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_RECEIVER_H */
