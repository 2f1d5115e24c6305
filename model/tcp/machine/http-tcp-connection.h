/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_CONNECTION_H
#define HTTP_TCP_CONNECTION_H

#include "http-tcp-receiver.h"
#include "http-tcp-ring.h"
#include "http-tcp-sender.h"
#include "http-tcp-settings.h"
#include "http-tcp-state.h"

#include "ns3/http-wire-tcp.h"

#include <memory>
#include <vector>

namespace ns3
{
namespace tcp
{

/**
 * @brief A segment: its header and what of the stream it holds, without the bytes.
 */
struct Segment
{
    wire::TcpHeader header;   //!< without ports, length and checksum, which the owner sets
    wire::TcpOptions options; //!< options
    uint32_t length = 0;      //!< bytes of data
    Sequence begin = 0;       //!< of one to be sent: place of the first byte in the stream
    bool again = false;       //!< of one to be sent: its data was sent before
    bool isLossProbe = false; //!< of one to be sent: again, by the loss probe's timer
    bool isCapable = false;   //!< of one to be sent: ECT(0) in the IP header
    bool isMarked = false;    //!< of one that came: CE in the IP header

    /// @brief Whether a control bit is set. @param flag the bit @return whether
    bool Has(uint8_t flag) const
    {
        return (header.flags & flag) != 0;
    }

    /// @brief Sequence numbers that it takes: data, SYN and FIN. @return SEG.LEN
    uint32_t GetSequenceLength() const
    {
        return length + (Has(wire::TCP_SYN) ? 1 : 0) + (Has(wire::TCP_FIN) ? 1 : 0);
    }
};

/**
 * @brief The answer to a segment that belongs to no connection (RFC 9293, section 3.10.7.1).
 * @param segment it
 * @param answer set to a reset
 * @return false if there is none, since the segment is a reset
 */
bool AnswerStray(const Segment& segment, Segment& answer);

/// What a connection tells its owner
enum class Event : uint8_t
{
    Established,  //!< both ends agree
    Received,     //!< there is data to read
    PeerFinished, //!< the peer will send no more, and everything before was told
    Writable,     //!< there is room for a write that was refused
    Acknowledged, //!< data was acknowledged, so that bytes before SND.UNA may be forgotten
    StateChanged, //!< see TakeState
    Ended,        //!< the connection is over, see GetEnd
};

/// How a connection ended
enum class End : uint8_t
{
    None,        //!< it has not
    Closed,      //!< both ends have finished
    Aborted,     //!< this end has reset it
    Reset,       //!< the peer has
    Refused,     //!< the peer has, before it was established
    TimedOut,    //!< no answer came
    Unreachable, //!< no answer came, and the network said why
};

/**
 * @brief A TCP connection as a machine (RFC 9293): calls, segments and time go in; segments, events
 * and one deadline come out.
 *
 * After every call the owner takes segments and events until there are none, and asks for the
 * deadline. Bytes stay with the owner: it keeps what was written until it is acknowledged, cuts
 * segments out of it by their place, and keeps of segments that come what TakeKept names. Times
 * never go backwards.
 */
class Connection
{
  public:
    /**
     * @brief A connection that is not open.
     * @param settings how it behaves; kept by the owner for as long as the connection lives
     * @param control the congestion control
     * @param initial the initial sequence number
     */
    Connection(const Settings& settings,
               std::unique_ptr<CongestionControl> control,
               uint32_t initial);

    ~Connection();

    /// @name Calls
    /// @{

    /// @brief Asks for a connection. @param now the time
    void Open(Nanoseconds now);

    /// @brief Answers a request. @param now the time @param syn the peer's SYN
    void Accept(Nanoseconds now, const Segment& syn);

    /**
     * @brief Writes, from the moment the connection is asked for until Finish.
     * @param now the time
     * @param bytes how many
     * @param ends nothing shares their last segment (MSG_EOR)
     * @return how many were taken
     */
    uint64_t Write(Nanoseconds now, uint64_t bytes, bool ends = false);

    /// @brief Reads. @param now the time @param bytes at most GetReadable() of them
    void Read(Nanoseconds now, uint64_t bytes);

    /// @brief Nothing more will be written. @param now the time
    void Finish(Nanoseconds now);

    /// @brief Nothing more will be read: what comes is taken and dropped.
    void StopReading()
    {
        m_isReadStopped = true;
    }

    /// @brief The application is gone; what was written is still sent. With unread data the
    /// connection is reset (RFC 2525, section 2.17). @param now the time
    void Close(Nanoseconds now);

    /// @brief Resets the connection. @param now the time
    void Abort(Nanoseconds now);

    /// @}
    /// @name The network
    /// @{

    /// @brief Takes a segment that is well formed. @param now the time @param segment it
    void Receive(Nanoseconds now, const Segment& segment);

    /// @brief ICMP says that the peer cannot be reached; that alone ends only what is not yet
    /// established. @param now the time @param isHard no later try can succeed
    void NoteUnreachable(Nanoseconds now, bool isHard);

    /// @brief ICMP says that segments are too long. @param now the time
    /// @param segmentSize the largest payload with options that passes
    void NoteTooLong(Nanoseconds now, uint32_t segmentSize);

    /// @brief Whether acknowledgments echo a mark, where exactEcn leaves it to the owner.
    /// @param echoes whether
    void SetEcho(bool echoes)
    {
        m_echoesMark = echoes && m_hasEcn;
    }

    /// @brief Acknowledges, at once, what had come before (RFC 8257, section 3.2).
    /// @param number SEG.ACK @param echoes whether with ECN-Echo
    void SendEarlierAck(uint32_t number, bool echoes);

    /// @brief What the clock of our timestamps shows at time 0 (RFC 7323, section 5.4).
    /// @return milliseconds
    uint32_t GetClockOffset() const
    {
        return static_cast<uint32_t>(m_initial) + 1;
    }

    /// @brief Whether acknowledgments echo a mark. @return whether
    bool IsEchoing() const
    {
        return m_echoesMark;
    }

    /// @brief Whether congestion marks are used. @return whether both ends agreed
    bool HasEcn() const
    {
        return m_hasEcn;
    }

    /// @brief When HandleDeadline wants to be called. @return the moment, or NEVER
    Nanoseconds GetDeadline() const;

    /// @brief A deadline is here. @param now the time
    void HandleDeadline(Nanoseconds now);

    /// @brief The next segment to send. @param segment set to it @return false if there is none
    bool TakeSegment(Segment& segment);

    /// @brief The next event. @param event set to it @return false if there is none
    bool TakeEvent(Event& event);

    /// @brief The state after the change that the event StateChanged tells. @return it
    State TakeState();

    /// @brief What to keep of the segment that Receive was called with last. @return ranges
    const std::vector<Range>& GetKept() const
    {
        return m_kept;
    }

    /// @}
    /// @name What can be seen
    /// @{

    /// @brief The state. @return it
    State GetState() const
    {
        return m_state;
    }

    /// @brief How it ended. @return it
    End GetEnd() const
    {
        return m_end;
    }

    /// @brief Bytes that may be read. @return how many
    uint64_t GetReadable() const
    {
        return m_receiver.GetUnread();
    }

    /// @brief Bytes that Write takes. @return how many
    uint64_t GetWritable() const
    {
        return m_sender.GetRoom();
    }

    /// @brief The sending half. @return it
    Sender& GetSender()
    {
        return m_sender;
    }

    /// @brief The receiving half. @return it
    Receiver& GetReceiver()
    {
        return m_receiver;
    }

    /// @brief Whether a request may take the place of this connection in TIME-WAIT (RFC 6191).
    /// @param syn it @return whether
    bool IsReplacedBy(const Segment& syn) const;

    /// @}

  private:
    // http-tcp-connection.cc
    void Change(Cause cause);
    void Tell(Event event);
    void EndAs(End end);
    void GiveUp();
    void Flush();
    void SendEmpty(uint8_t flags, Sequence sequence);
    void SendAck();
    void SendReset();
    void SendLimitedAck();
    void FillOptions(Segment& segment, bool isSyn, size_t payload);
    void FillHeader(Segment& segment, uint8_t flags, Sequence sequence);
    uint32_t GetClock(Nanoseconds time) const;
    Nanoseconds GetEchoed(const wire::TcpOptions& options) const;

    // http-tcp-connection-open.cc
    void SendSyn();
    void ReceiveInSynSent(const Segment& segment);
    void TakePeerOptions(const wire::TcpOptions& options);
    void Establish(uint64_t window, Sequence segment, Nanoseconds roundTrip);
    void HandleSynDeadline();
    Nanoseconds GetSynWait() const;

    // http-tcp-connection-receive.cc
    bool IsAcceptable(const Segment& segment, Sequence begin);
    bool IsOutdated(const Segment& segment, Sequence begin) const;
    bool IsRepeatedSyn(const Segment& segment, Sequence begin) const;
    void TakeReset(Sequence begin);
    bool TakeAcknowledgment(const Segment& segment, Sequence begin);
    bool IsSynAcknowledged(const Segment& segment);
    void TakeData(const Segment& segment, Sequence begin);
    void TakeFinWhenDue();
    void NoteFinAcknowledged();
    void TakeMark(const Segment& segment);
    void EnterTimeWait();
    void HandleTimer();
    void HandleKeepAlive();
    void ReceiveInTimeWait(const Segment& segment, Sequence begin);

    const Settings* m_settings;    //!< how it behaves
    Sender m_sender;               //!< what is sent
    Receiver m_receiver;           //!< what is received
    Ring<Segment> m_segments;      //!< to be sent
    Ring<Event> m_events;          //!< to be told
    Ring<State> m_states;          //!< those that StateChanged tells
    std::vector<Range> m_kept;     //!< what to keep of the newest segment
    Nanoseconds m_now{0};          //!< the time of the newest call
    Nanoseconds m_timer{NEVER};    //!< SYN, FIN-WAIT-2, TIME-WAIT or keep-alive
    Nanoseconds m_synSent{0};      //!< when SYN or SYN|ACK was sent last
    Nanoseconds m_lastHeard{0};    //!< when a segment came last
    Nanoseconds m_lastOdd{-1};     //!< when an odd segment was last answered
    Sequence m_initial;            //!< ISS
    Sequence m_peerFin = 0;        //!< number of the peer's FIN; 0: not known
    uint32_t m_recent = 0;         //!< TS.Recent
    uint32_t m_synTries = 0;       //!< retransmissions of SYN or SYN|ACK
    uint32_t m_keepAlives = 0;     //!< probes without an answer
    uint32_t m_peerSegment = 536;  //!< largest payload that the peer takes
    uint8_t m_shift = 0;           //!< of our windows
    uint8_t m_peerShift = 0;       //!< of the peer's windows
    State m_state = State::Closed; //!< state
    End m_end = End::None;         //!< how it ended
    bool m_hasTimestamps = false;  //!< timestamps are used
    bool m_hasSack = false;        //!< selective acknowledgments are used
    bool m_hasScaling = false;     //!< windows are scaled
    bool m_hasEcn = false;         //!< congestion marks are used
    bool m_echoesMark = false;     //!< ECE until the peer says CWR
    bool m_isActive = false;       //!< this end asked for the connection
    bool m_isReadStopped = false;  //!< what comes is dropped
    bool m_isClosed = false;       //!< the application is gone
    bool m_isFinishing = false;    //!< Finish was called
    bool m_finTaken = false;       //!< the peer's FIN was taken
    bool m_softError = false;      //!< the network said that the peer cannot be reached
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_CONNECTION_H */
