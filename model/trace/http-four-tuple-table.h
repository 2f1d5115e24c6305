/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FOUR_TUPLE_TABLE_H
#define HTTP_FOUR_TUPLE_TABLE_H

#include "http-connection-entry.h"
#include "http-observer.h"
#include "http-transmission-tag.h"

#include "ns3/callback.h"
#include "ns3/http-connection-record.h"
#include "ns3/http-connection-state-observer.h"
#include "ns3/http-segment-record.h"
#include "ns3/traced-callback.h"

#include <ostream>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The connections of one host, told apart by their four values.
 *
 * Aggregated to a node. It concludes the state of each connection from the host's segments, which
 * HttpSegmentObserver shows it, and passes it to the node's HttpConnectionStateObserver; as soon as
 * a socket reports a connection's state there, the socket's word counts for that connection and
 * nothing is concluded any more. A connection that was opened before the table was there is not
 * known. What has ended is told and dropped; an end in TIME-WAIT stays until that is over.
 *
 * What is due by the clock (the end of TIME-WAIT, a peer's silence) is told with the right time at
 * the host's next segment, or by Flush().
 */
class HttpFourTupleTable : public HttpObserver
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpFourTupleTable();

    /**
     * @brief Takes a segment in that this host sends.
     * @param record the segment; its connection, stream and retransmission are set here
     */
    void ObserveSent(HttpSegmentRecord& record);

    /**
     * @brief Takes a segment in that this host receives.
     * @param record the segment; its connection, stream and retransmission are set here
     * @param tag what its sender's observer wrote on it; null if the sender is not observed
     */
    void ObserveReceived(HttpSegmentRecord& record, const HttpTransmission* tag);

    /**
     * @brief The connection of four values.
     * @param tuple the four values; the source is this host
     * @return its record; its number is 0 if there is none
     */
    HttpConnectionRecord Find(const HttpFourTuple& tuple) const;

    /**
     * @brief All connections now, in order of their four values.
     * @return their records; listening sockets have destination port 0
     */
    std::vector<HttpConnectionRecord> GetSnapshot();

    /**
     * @brief Prints all connections now as ss(8) does with -tan.
     *
     * Recv-Q cannot be seen from outside a socket and is printed as -; Send-Q is what was sent and
     * is not acknowledged.
     * @param os where to
     */
    void Print(std::ostream& os);

    /**
     * @brief Has every connection told to another observer of this node, whatever the filters.
     * @param listener called when a connection is opened, is established or has ended
     */
    void SetListener(Callback<void, const HttpConnectionRecord&> listener);

    /// @brief How many entries there are, those in TIME-WAIT included. @return how many
    std::size_t GetSize() const;

    /// @brief How often two live connections had the same four values. @return how often
    uint64_t GetViolations() const;

    /**
     * @brief Tells everything that is due, and the connections that are still open.
     *
     * To be called at the end of a run, before the sinks are gone.
     */
    void Flush();

  protected:
    void NotifyNewAggregate() override;
    void DoDispose() override;

  private:
    using Entry = HttpConnectionEntry;                                           //!< short
    using Entries = std::unordered_map<HttpFourTuple, Entry, HttpFourTupleHash>; //!< short

    /// When an entry is to be looked at
    struct Deadline
    {
        Time time;           //!< when
        HttpFourTuple key;   //!< its four values
        uint64_t connection; //!< its number

        /// @brief Order by time, then by number. @param other another @return true if later
        bool operator>(const Deadline& other) const
        {
            return time != other.time ? time > other.time : connection > other.connection;
        }
    };

    /// The last segment received, which the next one sent may answer
    struct LastReceived
    {
        Time time{-1};            //!< when
        HttpFourTuple key;        //!< the four values; the source is this host
        uint64_t connection = 0;  //!< the connection's number
        uint32_t incarnation = 0; //!< its incarnation
    };

    /// @brief The entry of four values. @param key them @return the entry, or null
    Entry* FindEntry(const HttpFourTuple& key);

    /// @brief Makes an entry without a number. @param key the four values @return the entry
    Entry& Insert(const HttpFourTuple& key);

    /**
     * @brief Makes an entry of a connection.
     * @param key the four values
     * @param connection its number; 0 for a new one
     * @param incarnation its incarnation; 0 for the next one
     * @return the entry
     */
    Entry& Insert(const HttpFourTuple& key, uint64_t connection, uint32_t incarnation);

    /// @brief This host asks for a connection. @param record the SYN @return its entry
    Entry& TakeSynSent(const HttpSegmentRecord& record);

    /// @brief This host agrees to a connection. @param record the SYN|ACK @return its entry
    Entry& TakeSynAckSent(const HttpSegmentRecord& record);

    /**
     * @brief This host is asked for a connection.
     * @param entry the entry of its four values, or null
     * @param key the four values
     * @param record the SYN
     * @param tag the sender's tag, or null
     * @return the entry that the SYN belongs to; null if it belongs to none that is there
     */
    Entry* TakeSynReceived(Entry* entry,
                           const HttpFourTuple& key,
                           const HttpSegmentRecord& record,
                           const HttpTransmission* tag);

    /// @brief Draws conclusions from a received segment. @param entry its entry @param record it
    void ConcludeReceived(Entry& entry, const HttpSegmentRecord& record);

    /// @brief Ends an entry whose four values are used again. @param entry it @param now when
    void Replace(Entry& entry, Time now);

    /// @brief A sign was seen. @param entry where @param sign which @param now when
    /// @return false if the entry is gone
    bool Conclude(Entry& entry, HttpConnectionSign sign, Time now);

    /// @brief An entry passes to another state. @param entry it @param state the state
    /// @param now when @return false if the entry is gone
    bool SetState(Entry& entry, HttpConnectionState state, Time now);

    /// @brief An entry has become CLOSED. @param entry it @param end how @param now when
    /// @return false if the entry is gone
    bool Close(Entry& entry, HttpConnectionEnd end, Time now);

    /// @brief Has an entry's silence looked at. @param entry it @param time when
    void Watch(Entry& entry, Time time);

    /// @brief Tells what is due before an instant. @param now the instant
    void Advance(Time now);

    /// @brief Looks at an entry that may be due. @param deadline which
    void LookAt(const Deadline& deadline);

    /// @brief Tells states that are pending.
    void TellPending();

    /// @brief Tells a connection. @param record it
    void Tell(const HttpConnectionRecord& record);

    /// @brief A socket tells a state. @param record the transition
    void TakeTold(const HttpConnectionStateRecord& record);

    /// @brief Two live connections. @param entry the one that was there @param problem which rule
    void Violate(const Entry& entry, const char* problem);

    /// @brief How long TIME-WAIT lasts. @return how long
    Time GetTimeWait() const;

    Entries m_entries; //!< the table; never iterated over in output
    std::unordered_map<HttpFourTuple, uint32_t, HttpFourTupleHash> m_incarnations;    //!< so far
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> m_deadlines; //!< due
    std::vector<HttpConnectionStateRecord> m_pending; //!< concluded in this instant, not yet told
    LastReceived m_lastReceived;                      //!< the last segment received
    Callback<void, const HttpConnectionRecord&> m_listener;   //!< another observer of this node
    Ptr<HttpConnectionStateObserver> m_states;                //!< where states go to and come from
    uint64_t m_opened = 0;                                    //!< connections numbered so far
    uint64_t m_violations = 0;                                //!< violations so far
    Time m_timeWait;                                          //!< the TimeWait attribute
    Time m_silence;                                           //!< the Silence attribute
    TracedCallback<const HttpConnectionRecord&> m_connection; //!< the Connection trace source
    TracedCallback<const HttpConnectionRecord&> m_violation;  //!< the Violation trace source
};

} // namespace ns3

#endif /* HTTP_FOUR_TUPLE_TABLE_H */
