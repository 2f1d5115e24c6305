/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-page-load.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <numeric>

namespace ns3
{

HttpPageLoad::HttpPageLoad(HttpPageLoadOwner& owner)
    : m_owner(owner)
{
}

HttpPageLoad::~HttpPageLoad()
{
    Stop();
}

HttpPage&
HttpPageLoad::GetPage()
{
    return m_page;
}

void
HttpPageLoad::Start()
{
    const auto count = static_cast<uint32_t>(m_page.objects.size());
    m_finished = 0;
    m_events.clear();
    m_scheduled.assign(count, false);
    m_begin.assign(count + 1, 0);
    for (const HttpPageObject& object : m_page.objects)
    {
        if (object.anchor != HttpPageObject::Anchor::PageStart)
        {
            ++m_begin[object.revealedBy + 1];
        }
    }
    std::partial_sum(m_begin.begin(), m_begin.end(), m_begin.begin());
    m_dependants.resize(m_begin.back());
    std::vector<uint32_t> place(m_begin.begin(), m_begin.end() - 1);
    for (uint32_t i = 0; i < count; ++i)
    {
        if (m_page.objects[i].anchor != HttpPageObject::Anchor::PageStart)
        {
            m_dependants[place[m_page.objects[i].revealedBy]++] = i;
        }
    }
    for (uint32_t i = 0; i < count; ++i)
    {
        if (m_page.objects[i].anchor == HttpPageObject::Anchor::PageStart)
        {
            Schedule(i);
        }
    }
}

void
HttpPageLoad::OnFirstByte(uint32_t index)
{
    Reveal(index, HttpPageObject::Anchor::FirstByte);
}

void
HttpPageLoad::OnFinished(uint32_t index)
{
    ++m_finished;
    Reveal(index, HttpPageObject::Anchor::FirstByte);
    Reveal(index, HttpPageObject::Anchor::LastByte);
}

bool
HttpPageLoad::IsFinished() const
{
    return m_finished == m_page.objects.size();
}

void
HttpPageLoad::Stop()
{
    for (EventId& event : m_events)
    {
        event.Cancel();
    }
    m_events.clear();
}

void
HttpPageLoad::Reveal(uint32_t index, HttpPageObject::Anchor anchor)
{
    for (uint32_t i = m_begin[index]; i < m_begin[index + 1]; ++i)
    {
        const uint32_t dependant = m_dependants[i];
        if (m_page.objects[dependant].anchor == anchor && !m_scheduled[dependant])
        {
            Schedule(dependant);
        }
    }
}

void
HttpPageLoad::Schedule(uint32_t index)
{
    m_scheduled[index] = true;
    const Time delay = m_page.objects[index].delay;
    if (delay.IsStrictlyPositive())
    {
        m_events.push_back(Simulator::Schedule(delay, &HttpPageLoad::Want, this, index));
    }
    else
    {
        Want(index);
    }
}

void
HttpPageLoad::Want(uint32_t index)
{
    m_owner.WantObject(*this, index);
}

} // namespace ns3
