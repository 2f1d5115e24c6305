/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SENDER_H
#define HTTP_TCP_SENDER_H

#include "http-tcp-congestion.h"
#include "http-tcp-rack.h"
#include "http-tcp-ring.h"
#include "http-tcp-round-trip.h"
#include "http-tcp-scoreboard.h"
#include "http-tcp-settings.h"

#include <array>
#include <memory>

namespace ns3
{
namespace tcp
{

/**
 * @brief What a segment tells the sender of data.
 */
struct Acknowledgment
{
    Sequence number = 0;    //!< SEG.ACK
    Sequence segment = 0;   //!< SEG.SEQ
    uint64_t window = 0;    //!< SEG.WND, scaled, bytes
    Nanoseconds echoed{-1}; //!< when the echoed timestamp was sent; negative without one
    bool hasData = false;   //!< the segment takes sequence numbers
    bool isMarked = false;  //!< ECN-Echo (RFC 3168)
    uint8_t blocks = 0;     //!< blocks in sacks
    std::array<std::pair<Sequence, Sequence>, 4> sacks{}; //!< selective acknowledgments
};

/**
 * @brief What the sender wants to be sent.
 */
struct Transmission
{
    Sequence begin = 0;       //!< SEG.SEQ
    uint32_t length = 0;      //!< bytes of data
    bool fin = false;         //!< with FIN behind the data
    bool push = false;        //!< with PSH
    bool again = false;       //!< it was sent before
    bool reduced = false;     //!< with CWR (RFC 3168)
    bool isLossProbe = false; //!< again, by the loss probe's timer (RFC 8985, section 7)
};

/// What became of an acknowledgment
enum class AckVerdict : uint8_t
{
    Taken,  //!< it was used
    Old,    //!< below SND.UNA, only its blocks were read
    TooOld, //!< so far below SND.UNA that it is not the peer's (RFC 5961, section 5)
    Unsent, //!< above SND.NXT
};

/**
 * @brief The half of a connection that sends data: a stream of written bytes and a FIN behind it.
 *
 * Bytes are numbers only. Acknowledgments, writes and deadlines go in with the time; transmissions
 * come out of TakeTransmission. The functions follow Linux's net/ipv4/tcp_input.c, tcp_output.c,
 * tcp_timer.c and tcp_recovery.c in what they decide; the names of its variables stand beside ours.
 */
class Sender
{
  public:
    /**
     * @brief Nothing to send.
     * @param settings kept by the owner
     * @param control the congestion control
     */
    Sender(const Settings& settings, std::unique_ptr<CongestionControl> control);

    /// @brief The numbers begin. @param first sequence number of the first byte
    void Begin(Sequence first);

    /// What the handshake agreed on
    struct Agreement
    {
        uint32_t segmentSize = 536; //!< payload of a full segment, bytes
        uint64_t window = 0;        //!< SND.WND, bytes
        Sequence windowSegment = 0; //!< SND.WL1
        Nanoseconds roundTrip{-1};  //!< of the handshake; negative if not measured
        bool sack = false;          //!< both ends take selective acknowledgments
        bool timestamps = false;    //!< both ends tell timestamps
        bool isRetried = false;     //!< SYN or SYN|ACK was sent more than once again
        Nanoseconds fallback{0};    //!< the timeout if the round trip was not measured
    };

    /// @brief The connection is established. @param now the time @param agreement what was agreed
    void Establish(Nanoseconds now, const Agreement& agreement);

    /**
     * @brief Writes.
     * @param now the time
     * @param bytes how many
     * @param ends a record ends with them: nothing shares their last segment (MSG_EOR)
     * @return how many were taken; what the buffer has no room for is left
     */
    uint64_t Write(Nanoseconds now, uint64_t bytes, bool ends = false);

    /// @brief Room in the send buffer. @return bytes that Write takes now
    uint64_t GetRoom() const;

    /// @brief The send buffer. @return bytes
    uint64_t GetBufferSize() const
    {
        return m_bufferSize;
    }

    /// @brief The send buffer is set, SO_SNDBUF: what it holds already stays. @param bytes how
    /// large
    void SetBufferSize(uint64_t bytes)
    {
        m_bufferSize = bytes;
    }

    /// @brief The owner waits for room, though Write took everything.
    void WantRoom()
    {
        m_noSpace = true;
        m_hasRoom = false;
    }

    /// @brief Whether Write was refused bytes since and has room again; asks once. @return whether
    bool TakeWritable();

    /// @brief Nothing more will be written: a FIN follows the last byte.
    void Finish();

    /// @brief The application is gone: the connection is given up sooner.
    void SetOrphan()
    {
        m_isOrphan = true;
    }

    /// @brief Takes an acknowledgment. @param now the time @param ack it @return what became of it
    AckVerdict Acknowledge(Nanoseconds now, const Acknowledgment& ack);

    /// @brief Sends what may be sent. @param now the time
    void Push(Nanoseconds now);

    /// @brief When HandleDeadline wants to be called. @return the moment, or NEVER
    Nanoseconds GetDeadline() const;

    /// @brief A deadline is here. @param now the time @return false if the connection is given up
    bool HandleDeadline(Nanoseconds now);

    /// @brief The next transmission. @param transmission set to it @return false if there is none
    bool TakeTransmission(Transmission& transmission);

    /// @brief The path takes smaller segments only. @param now the time
    /// @param segmentSize bytes of payload; what was too long is sent again
    void ReduceSegmentSize(Nanoseconds now, uint32_t segmentSize);

    /// @brief Names of values that an observer may want.
    struct View
    {
        const CongestionWindow& window; //!< the window
        const RoundTrip& roundTrip;     //!< round-trip times
        const Scoreboard& board;        //!< segments on their way
        CongestionState state;          //!< state
        uint32_t segmentSize;           //!< bytes
        uint64_t pacingRate;            //!< bytes a second
        uint64_t peerWindow;            //!< SND.WND, bytes
        Sequence unacknowledged;        //!< SND.UNA
        Sequence next;                  //!< SND.NXT
        Sequence written;               //!< end of what was written
    };

    /// @brief What can be seen. @return it
    View GetView() const;

    /// @brief SND.UNA. @return the number
    Sequence GetUnacknowledged() const
    {
        return m_unacknowledged;
    }

    /// @brief SND.NXT. @return the number
    Sequence GetNext() const
    {
        return m_next;
    }

    /// @brief Whether the FIN was acknowledged. @return whether
    bool IsFinAcknowledged() const
    {
        return m_finQueued && m_unacknowledged == m_written + 1;
    }

    /// @brief End of what was written. @return the number behind the last byte
    Sequence GetWritten() const
    {
        return m_written;
    }

  private:
    static constexpr Sequence NOWHERE = UINT64_MAX; //!< no sequence number

    /// What the one timer waits for (icsk_pending)
    enum class Timer : uint8_t
    {
        None,           //!< nothing
        Retransmission, //!< the retransmission timeout
        LossProbe,      //!< a tail loss probe
        Reordering,     //!< RACK's reordering window
        WindowProbe,    //!< a probe of a closed window
    };

    /// What was written stands in pieces that one burst can take (a struct sk_buff)
    struct Piece
    {
        Sequence begin = 0; //!< first byte
        Sequence end = 0;   //!< behind the last one
        bool push = false;  //!< the last byte is sent with PSH
        bool ends = false;  //!< nothing is added to it any more
    };

    /// How the limits of sending apply
    enum class PushKind : uint8_t
    {
        Normal,  //!< all do
        NoNagle, //!< all but Nagle's
        One,     //!< all but Nagle's, and for one burst only
        Probe,   //!< one segment, whatever the congestion window is
    };

    /// What to send after an acknowledgment
    enum class Resend : uint8_t
    {
        None, //!< nothing
        Lost, //!< what is lost
        New,  //!< something new first (F-RTO)
    };

    /// What one acknowledgment brings, while it is taken
    struct Progress
    {
        Nanoseconds now{0};               //!< the time
        Sequence priorUnacknowledged = 0; //!< SND.UNA before
        Sequence priorHighest = 0;        //!< end of the highest segment that had arrived
        Sequence highest = 0;             //!< end of the highest that has, as blocks are read
        uint64_t priorDelivered = 0;      //!< segments delivered before
        uint64_t priorLost = 0;           //!< segments lost before
        DeliveryStamp sample;             //!< of the newest one acknowledged
        uint32_t priorInFlight = 0;       //!< segments in the network before
        Nanoseconds sampleSent{-1};       //!< when that was
        Sequence reordered = NOWHERE;     //!< the lowest that was overtaken
        Nanoseconds firstAcked{-1};       //!< when the first acknowledged one was sent
        Nanoseconds lastAcked{-1};        //!< when the last one was
        Nanoseconds firstSacked{-1};      //!< when the first that arrived out of order was sent
        Nanoseconds lastSacked{-1};       //!< when the last one was
        uint32_t removed = 0;             //!< segments that left the scoreboard
        bool isAdvanced = false;          //!< SND.UNA moves
        bool isAcked = false;             //!< segments are acknowledged
        bool isSacked = false;            //!< segments arrived behind a hole
        bool isAgainAcked = false;        //!< one that was sent again is acknowledged
        bool isOriginal = false;          //!< one is that was sent once, before the timeout
        bool isDuplicate = false;         //!< the peer had something twice (RFC 2883)
        bool isProbeDuplicate = false;    //!< it was the tail loss probe
        bool isWindowUpdate = false;      //!< it tells a window
        bool hasData = false;             //!< the segment has data
        bool isMarked = false;            //!< ECN-Echo
        bool isAgainLost = false;         //!< what was sent again is lost again
        bool setsTimer = false;           //!< the timer starts anew
        bool reneged = false;             //!< the peer discarded what it had reported
        Resend resend = Resend::None;     //!< what to send
    };

    // http-tcp-sender.cc
    void Emit(Nanoseconds now, Transmission out);
    bool HasUnsent() const;
    bool WriteOut(Nanoseconds now, PushKind kind);
    uint32_t GetQuota() const;
    uint32_t GetBurst() const;
    bool IsBeyondWindow() const;
    Sequence GetPieceEnd() const;
    uint64_t GetPieceMost() const;
    uint64_t GetTailRoom() const;
    uint64_t GetMemory() const;
    bool TakePiece(Nanoseconds now, bool isPromised);
    void MarkPush();
    bool IsDeferred(Nanoseconds now, uint32_t burst, bool& isLimited) const;
    bool IsNagled(uint64_t length, PushKind kind) const;
    bool IsPartHeld(PushKind kind) const;
    uint64_t GetBurstLength(uint32_t segments, PushKind kind) const;
    uint32_t SendNew(Nanoseconds now, uint64_t length);
    void SendAgain(Nanoseconds now, uint64_t number, bool isProbe);
    void SendLost(Nanoseconds now);
    void Validate(Nanoseconds now, bool isLimited);
    bool IsWindowLimited() const;
    void NoteUnused(Nanoseconds now);
    void RestartAfterIdle(Nanoseconds now);
    bool IsPacedOut(Nanoseconds now);
    void Pace(Nanoseconds now, uint64_t bytes);
    void UpdatePacingRate();
    void GrowSendBuffer();
    /// @brief Bytes that can follow in the piece that is filled, as others of it go out at once;
    /// tcp_push_one(). @return their number
    uint64_t GetRefill() const;
    /// @brief Looks whether there is room for who waits for it.
    void LookForRoom();
    PathState GetPath(Nanoseconds now) const;
    DeliveryStamp GetDeliveryStamp() const;
    bool IsPaced() const;
    void NoteTooLittle();

    // http-tcp-sender-acknowledgment.cc
    void TakeSacks(const Acknowledgment& ack, Progress& progress);
    void TakeDuplicate(std::pair<Sequence, Sequence> block, Progress& progress);
    void NoteSacked(const SentSegment& segment, Progress& progress);
    void NoteAcked(const SentSegment& segment, Progress& progress);
    void NoteSample(const SentSegment& segment, Progress& progress);
    void NoteReordering(Sequence lowest);
    void RemoveAcknowledged(const Acknowledgment& ack, Progress& progress);
    void RemoveWithoutSack(const Progress& progress);
    void TakeRoundTrip(const Acknowledgment& ack, Progress& progress, Nanoseconds controlSample);
    bool TakeWindow(const Acknowledgment& ack, Progress& progress);
    void NoteProbeAnswer(const Acknowledgment& ack, const Progress& progress);
    bool IsDubious(const Progress& progress) const;
    void SteerWindow(const Progress& progress);
    DeliverySample GetDeliverySample(const Progress& progress) const;
    void SendWhatFollows(const Progress& progress);
    void TakeOld(const Acknowledgment& ack, Progress& progress);
    Sequence GetHighestSacked() const;

    // http-tcp-sender-recovery.cc
    void SetState(Nanoseconds now, CongestionState state);
    bool IsUnharmed() const;
    bool IsRecovering() const;
    bool IsReducing() const;
    uint32_t GetCurrentThreshold() const;
    bool LeaveState(const Progress& progress);
    void Alert(Progress& progress, bool isRepeat);
    void AlertInRecovery(Progress& progress, bool isRepeat);
    void RecoverLosses(Progress& progress);
    void TryKeepOpen(Nanoseconds now);
    void TryOpen(const Progress& progress);
    void EnterRecovery(Nanoseconds now, bool isMarked);
    void EnterCwr(Nanoseconds now);
    void BeginReduction(Nanoseconds now);
    void Reduce(uint32_t delivered, bool isProgress, uint32_t lost);
    void EndReduction(Nanoseconds now);

    // http-tcp-sender-losses.cc
    void FindLosses(Progress& progress);
    Nanoseconds DetectByTime(Nanoseconds now);
    void MarkFirstLost(bool isAdvanced);
    void CountWithoutSack(bool isAdvanced, bool isRepeat);
    void EnterLoss(Nanoseconds now);
    void MarkLostByTimeout(Nanoseconds now);
    bool AlertInLoss(Progress& progress, bool isRepeat);

    // http-tcp-sender-undo.cc
    bool IsAnyAgain() const;
    void ClearAgainStamp();
    void BeginUndo();
    bool IsDelayed() const;
    bool MayUndo() const;
    void Undo(Nanoseconds now, bool unmarks);
    bool TryUndoRecovery(Nanoseconds now);
    bool TryUndoDuplicates(Nanoseconds now);
    bool TryUndoLoss(Nanoseconds now, bool isSpurious);
    bool TryUndoPartial(Progress& progress);

    // http-tcp-sender-timers.cc
    void Arm(Nanoseconds now, Timer timer, Nanoseconds wait);
    void Disarm();
    Nanoseconds GetTimeoutLeft(Nanoseconds now) const;
    void ArmRetransmission(Nanoseconds now);
    bool ArmLossProbe(Nanoseconds now, bool isAdvancing);
    void SendLossProbe(Nanoseconds now);
    void HandleReordering(Nanoseconds now);
    bool HandleRetransmission(Nanoseconds now);
    bool IsGivenUp(Nanoseconds now) const;
    bool HandleWindowProbe(Nanoseconds now);
    Nanoseconds GetModelTimeout(uint32_t retries) const;
    Nanoseconds GetProbeWait() const;
    void NoteWindowAnswer(Nanoseconds now);

    const Settings* m_settings;                   //!< how it behaves
    std::unique_ptr<CongestionControl> m_control; //!< who steers the window
    Scoreboard m_board;                           //!< segments on their way
    RoundTrip m_roundTrip;                        //!< round-trip times
    Rack m_rack;                                  //!< what tells losses
    CongestionWindow m_window;                    //!< the congestion window
    Ring<Transmission> m_out;                     //!< to be sent
    Ring<Piece> m_pieces;                         //!< what was written and is not all sent

    Sequence m_unacknowledged = 0; //!< SND.UNA
    Sequence m_next = 0;           //!< SND.NXT
    Sequence m_written = 0;        //!< end of what was written
    Sequence m_pushed = 0;         //!< pushed_seq: end of the newest piece with PSH
    Sequence m_first = 0;          //!< first byte of the stream
    Sequence m_smallEnd = 0;       //!< snd_sml: end of the last small segment (Minshall)
    Sequence m_windowSegment = 0;  //!< SND.WL1
    uint64_t m_peerWindow = 0;     //!< SND.WND
    uint64_t m_mostPeerWindow = 0; //!< max_window
    uint64_t m_bufferSize = 0;     //!< sk_sndbuf
    uint32_t m_bursts = 0;         //!< pieces on their way, each as it was sent
    uint32_t m_segmentSize = 536;  //!< mss_cache

    uint64_t m_delivered = 1;       //!< delivered
    uint64_t m_lostTotal = 0;       //!< lost
    uint64_t m_tooLittle = 0;       //!< app_limited: until so many are delivered; 0: enough to send
    Nanoseconds m_deliveredTime{0}; //!< delivered_mstamp
    Nanoseconds m_deliveredSent{0}; //!< first_tx_mstamp
    uint64_t m_againTotal = 0;      //!< total_retrans
    uint64_t m_duplicates = 0;      //!< dsack_dups
    uint64_t m_sentTotal = 0;       //!< data_segs_out

    CongestionState m_state = CongestionState::Open; //!< icsk_ca_state
    Sequence m_highest = 0;                          //!< high_seq: SND.NXT when the state began
    Sequence m_undoMarker = 0;                       //!< undo_marker; 0: nothing to undo
    int32_t m_undoAgain = 0;                         //!< undo_retrans
    Nanoseconds m_againStamp{-1};                    //!< retrans_stamp; negative: none
    Nanoseconds m_echoed{-1};        //!< rcv_tsecr: when what is echoed was sent; negative: none
    uint32_t m_priorThreshold = 0;   //!< prior_ssthresh; 0: none
    uint32_t m_priorWindow = 0;      //!< prior_cwnd
    uint32_t m_reducedDelivered = 0; //!< prr_delivered
    uint32_t m_reducedOut = 0;       //!< prr_out
    uint32_t m_reordering = 3;       //!< reordering
    Sequence m_probeEnd = 0;         //!< tlp_high_seq; 0: no probe is out
    bool m_probeIsAgain = false;     //!< tlp_retrans
    bool m_frto = false;             //!< frto
    bool m_cwrQueued = false;        //!< the next segment tells that the window was reduced

    uint32_t m_mostOut = 0;     //!< max_packets_out
    Sequence m_usageEnd = 0;    //!< cwnd_usage_seq
    uint32_t m_used = 0;        //!< snd_cwnd_used
    Nanoseconds m_usedStamp{0}; //!< snd_cwnd_stamp
    bool m_isLimited = false;   //!< is_cwnd_limited

    Nanoseconds m_lastSent{0};    //!< lsndtime
    Nanoseconds m_lastWrite{0};   //!< tcp_wstamp_ns: when something was sent last
    Nanoseconds m_paceUntil{0};   //!< paced: when the next may be sent
    uint64_t m_pacingRate = 0;    //!< sk_pacing_rate, bytes a second; 0: not known
    bool m_isPaceWaiting = false; //!< something waits for m_paceUntil

    Timer m_timer = Timer::None;   //!< what the timer waits for
    Nanoseconds m_deadline{NEVER}; //!< until when
    uint32_t m_retries = 0;        //!< icsk_retransmits
    uint32_t m_probes = 0;         //!< icsk_probes_out
    uint32_t m_probeBackOff = 0;   //!< how often the wait for a probe has doubled
    Nanoseconds m_probeStart{-1};  //!< icsk_probes_tstamp; negative: none

    bool m_hasSack = false;       //!< selective acknowledgments are used
    bool m_hasTimestamps = false; //!< timestamps are used
    bool m_isEstablished = false; //!< Establish was called
    bool m_finQueued = false;     //!< a FIN follows
    bool m_isOrphan = false;      //!< the application is gone
    bool m_hasRoom = false;       //!< it has room again, and nobody was told
    bool m_noSpace = false;       //!< SOCK_NOSPACE: Write has refused bytes
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_SENDER_H */
