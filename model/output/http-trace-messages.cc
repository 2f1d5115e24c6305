/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-messages.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// @brief Whether an outcome says that all is well. @param outcome the outcome @return true if so
bool
IsComplete(const char* outcome)
{
    return std::string_view(outcome) == "complete";
}

} // namespace

void
HttpTraceMessage::Clear()
{
    std::string bytes = std::move(head);
    *this = HttpTraceMessage();
    head = std::move(bytes);
    head.clear();
}

void
HttpTraceMessage::Merge(const HttpMessageRecord& record)
{
    const bool isFirst = !isSentTold && !isReceivedTold;
    if (isFirst || record.sent)
    {
        isRequest = record.isRequest;
        head = record.head;
        headBytes = record.headBytes;
        stream = record.stream;
        bodyBytes = record.contentBytes;
        contentKind = record.contentKind;
        contentSeed = record.contentSeed;
        streamBegin = record.streamBegin;
        streamEnd = record.streamEnd;
        ranges = record.ranges;
    }
    if (isFirst || IsComplete(outcome))
    {
        outcome = record.outcome;
    }
    isWritten = false;
    (record.sent ? isSentTold : isReceivedTold) = true;
    (record.sent ? firstSent : firstReceived) = record.first;
    (record.sent ? lastSent : lastReceived) = record.last;
}

std::list<HttpTraceMessage>::iterator
HttpTraceMessages::FindPlace(uint64_t offset, bool fromEnd)
{
    if (!fromEnd)
    {
        return std::find_if(m_waiting.begin(), m_waiting.end(), [offset](const auto& message) {
            return message.streamBegin >= offset;
        });
    }
    auto place = m_waiting.end();
    while (place != m_waiting.begin() && std::prev(place)->streamBegin >= offset)
    {
        --place;
    }
    return place;
}

void
HttpTraceMessages::PassBefore(uint64_t offset)
{
    for (auto message = m_waiting.begin();
         message != m_waiting.end() && message->streamBegin < offset;)
    {
        const auto ended = message++;
        if (ended->streamEnd <= offset)
        {
            m_passed.splice(m_passed.end(), m_waiting, ended);
        }
    }
}

HttpTraceMessage&
HttpTraceMessages::Join(const HttpMessageRecord& record, uint64_t& id)
{
    auto place = FindPlace(record.streamBegin, record.sent);
    const bool isTold = place != m_waiting.end() && place->streamBegin == record.streamBegin &&
                        !(record.sent ? place->isSentTold : place->isReceivedTold);
    if (isTold)
    {
        m_complete.clear();
        m_complete.splice(m_complete.end(), m_waiting, place);
        PassBefore(record.streamBegin);
        m_complete.front().Merge(record);
        return m_complete.front();
    }
    if (m_complete.empty())
    {
        place = m_waiting.emplace(place);
    }
    else
    {
        // The storage of the last one, its head's too.
        const auto reused = m_complete.begin();
        m_waiting.splice(place, m_complete, reused);
        place = reused;
        place->Clear();
    }
    place->id = ++id;
    place->Merge(record);
    if (m_waiting.size() > WAITING)
    {
        // The new one is returned, so that the oldest of the others goes.
        m_passed.splice(m_passed.end(),
                        m_waiting,
                        place == m_waiting.begin() ? std::next(place) : m_waiting.begin());
    }
    return *place;
}

} // namespace ns3
