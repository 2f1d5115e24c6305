/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-later.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

HttpLater::~HttpLater()
{
    Clear();
}

void
HttpLater::Do(std::function<void()> task)
{
    m_tasks.push_back({Simulator::ScheduleNow(&HttpLater::Next, this), std::move(task)});
}

void
HttpLater::Keep(std::function<void()> holder)
{
    const uint64_t event = Simulator::GetEventCount();
    if (event != m_keptIn)
    {
        const auto old = std::exchange(m_kept, {});
    }
    m_keptIn = event;
    m_kept.push_back(std::move(holder));
}

void
HttpLater::Clear()
{
    m_kept.clear();
    // What a task holds may put something off in its end.
    while (!m_tasks.empty())
    {
        m_tasks.front().event.Cancel();
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
    }
}

void
HttpLater::Next()
{
    const Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    task.task();
}

} // namespace ns3
