/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-workers.h"

#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{

HttpWorkers::HttpWorkers(const Done& done)
    : m_done(done)
{
}

HttpWorkers::~HttpWorkers()
{
    Clear();
}

void
HttpWorkers::SetLimits(uint32_t workers, uint32_t queue)
{
    m_workers = workers;
    m_maxQueued = queue;
}

bool
HttpWorkers::Submit(uint64_t key, Time work)
{
    if (m_atWork.size() < m_workers)
    {
        Begin({key, work});
        return true;
    }
    if (m_queue.size() >= m_maxQueued)
    {
        return false;
    }
    m_queue.push_back({key, work});
    return true;
}

void
HttpWorkers::Remove(uint64_t key)
{
    const auto place = m_atWork.find(key);
    if (place == m_atWork.end())
    {
        const auto isIt = [key](const Job& job) { return job.key == key; };
        m_queue.erase(std::remove_if(m_queue.begin(), m_queue.end(), isIt), m_queue.end());
        return;
    }
    place->second.Cancel();
    m_atWork.erase(place);
    BeginQueued();
}

void
HttpWorkers::Clear()
{
    m_queue.clear();
    for (auto& [key, end] : m_atWork)
    {
        end.Cancel();
    }
    m_atWork.clear();
}

uint32_t
HttpWorkers::GetBusy() const
{
    return static_cast<uint32_t>(m_atWork.size());
}

uint32_t
HttpWorkers::GetQueued() const
{
    return static_cast<uint32_t>(m_queue.size());
}

void
HttpWorkers::Begin(const Job& job)
{
    m_atWork[job.key] = Simulator::Schedule(job.work, &HttpWorkers::Finish, this, job.key);
}

void
HttpWorkers::Finish(uint64_t key)
{
    m_atWork.erase(key);
    BeginQueued();
    m_done(key);
}

void
HttpWorkers::BeginQueued()
{
    while (!m_queue.empty() && m_atWork.size() < m_workers)
    {
        const Job job = m_queue.front();
        m_queue.pop_front();
        Begin(job);
    }
}

} // namespace ns3
