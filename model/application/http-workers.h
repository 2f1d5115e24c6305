/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WORKERS_H
#define HTTP_WORKERS_H

#include "ns3/callback.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <map>

namespace ns3
{

/**
 * @ingroup http
 * @brief The workers of a server: each processes one request at a time, and requests queue for them
 * in the order in which they came.
 */
class HttpWorkers
{
  public:
    /// Hears that a request is processed: its key
    using Done = Callback<void, uint64_t>;

    /**
     * @brief Workers without limits yet.
     * @param done who hears of processed requests
     */
    explicit HttpWorkers(const Done& done);
    ~HttpWorkers();
    HttpWorkers(const HttpWorkers&) = delete;
    HttpWorkers& operator=(const HttpWorkers&) = delete;

    /**
     * @brief Sets how many there are.
     * @param workers their number
     * @param queue requests that may wait for one
     */
    void SetLimits(uint32_t workers, uint32_t queue);

    /**
     * @brief Gives them a request.
     * @param key its name; not among theirs
     * @param work how long it takes one of them
     * @return false if all are busy and the queue is full
     */
    bool Submit(uint64_t key, Time work);

    /// @brief Takes a request back, wherever it is; its worker is free. @param key its name
    void Remove(uint64_t key);

    /// @brief Takes all requests back.
    void Clear();

    /// @brief Workers at work. @return their number
    uint32_t GetBusy() const;

    /// @brief Requests that wait. @return their number
    uint32_t GetQueued() const;

  private:
    /// @brief A request that waits.
    struct Job
    {
        uint64_t key; //!< its name
        Time work;    //!< how long it takes
    };

    /// @brief A worker begins. @param job with what
    void Begin(const Job& job);

    /// @brief A worker has finished. @param key with what
    void Finish(uint64_t key);

    /// @brief Workers that are free take what waits.
    void BeginQueued();

    Done m_done;                          //!< who hears
    uint32_t m_workers = 0;               //!< how many there are
    uint32_t m_maxQueued = 0;             //!< requests that may wait
    std::map<uint64_t, EventId> m_atWork; //!< what is processed, with its end
    std::deque<Job> m_queue;              //!< what waits, the oldest first
};

} // namespace ns3

#endif /* HTTP_WORKERS_H */
