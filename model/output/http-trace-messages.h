/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_MESSAGES_H
#define HTTP_TRACE_MESSAGES_H

#include "ns3/http-message-record.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <list>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A message as its two ends told of it: a row of the table message.
 */
struct HttpTraceMessage
{
    uint64_t id = 0;              //!< number in the database
    uint64_t transaction = 0;     //!< number of its transaction in the database; 0 if not known
    uint32_t stream = 0;          //!< HTTP/2: number of its stream; else 0
    bool isRequest = true;        //!< request or response
    bool isSentTold = false;      //!< its sender told of it
    bool isReceivedTold = false;  //!< its receiver told of it
    bool isWritten = false;       //!< its row holds all that is known
    std::string head;             //!< the head's bytes
    uint32_t headBytes = 0;       //!< bytes of the head on the wire
    uint64_t bodyBytes = 0;       //!< bytes of content
    const char* contentKind = ""; //!< kind of the content; empty if there is none
    uint64_t contentSeed = 0;     //!< which pattern
    uint64_t streamBegin = 0;     //!< offset of its first byte
    uint64_t streamEnd = 0;       //!< offset of the byte after the last one
    HttpStreamRanges ranges;      //!< where it lies between them; empty: everywhere
    Time firstSent{-1};           //!< first byte handed to the socket
    Time lastSent{-1};            //!< last byte handed to the socket
    Time firstReceived{-1};       //!< first byte read from the socket
    Time lastReceived{-1};        //!< last byte read from the socket
    const char* outcome = "";     //!< "complete", or why not

    /**
     * @brief Takes over what one end tells. What the sender tells of the message stands.
     * @param record the end's record
     */
    void Merge(const HttpMessageRecord& record);

    /// @brief Becomes a message that nobody has told of; keeps its storage.
    void Clear();
};

/**
 * @ingroup http
 * @brief The messages of one direction of a connection that one end alone has told of.
 *
 * Both ends tell of messages in the order of their ends, so that those that ended before the begin
 * of one that the second end tells of will not be told of any more.
 */
class HttpTraceMessages
{
  public:
    /// How many wait for their second end; beyond, the oldest waits no longer.
    static constexpr std::size_t WAITING = 4096;

    /**
     * @brief Joins an end's record with the other's.
     * @param record the record
     * @param id the number of the message if it is new; counted up then
     * @return the message as far as it is known; valid until the next call
     */
    HttpTraceMessage& Join(const HttpMessageRecord& record, uint64_t& id);

    /**
     * @brief Has the messages written whose rows do not hold all that is known.
     * @tparam Write takes a message
     * @param write writes it
     */
    template <typename Write>
    void WriteRest(Write write)
    {
        // What is written may end a batch, which has the rest written, too.
        std::list<HttpTraceMessage> passed;
        passed.swap(m_passed);
        for (std::list<HttpTraceMessage>* messages : {&passed, &m_waiting})
        {
            for (HttpTraceMessage& message : *messages)
            {
                if (!message.isWritten)
                {
                    message.isWritten = true;
                    write(message);
                }
            }
        }
    }

    /// @brief Whether messages wait to be written that nobody will tell more of. @return true if so
    bool HasPassed() const
    {
        return !m_passed.empty();
    }

  private:
    /**
     * @brief The first waiting message that does not begin before an offset.
     * @param offset the offset in the stream
     * @param fromEnd look from the end: the message is likely to be there
     * @return the message's place
     */
    std::list<HttpTraceMessage>::iterator FindPlace(uint64_t offset, bool fromEnd);

    /// @brief Messages that ended before an offset wait no more. @param offset the offset
    void PassBefore(uint64_t offset);

    std::list<HttpTraceMessage> m_waiting;  //!< told of by one end, in the order of the stream
    std::list<HttpTraceMessage> m_passed;   //!< waited for their second end in vain
    std::list<HttpTraceMessage> m_complete; //!< the last one that both ends told of; storage later
};

} // namespace ns3

#endif /* HTTP_TRACE_MESSAGES_H */
