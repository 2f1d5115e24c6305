/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-receive-window.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

namespace
{

constexpr uint64_t SYN_WINDOW_MOST = 65535; //!< a SYN's window is not scaled
constexpr uint8_t SHIFT_MOST = 14;          //!< RFC 7323, section 2.3
constexpr uint32_t SHORTEST_GROWING = 128;  //!< segments below this do not open the window

/// A number rounded up to a multiple of a power of two.
uint64_t
Align(uint64_t number, uint8_t shift)
{
    const uint64_t unit = uint64_t{1} << shift;
    return (number + unit - 1) / unit * unit;
}

} // namespace

ReceiveWindow::ReceiveWindow(const Settings& settings)
    : m_settings(&settings),
      m_buffer(settings.receiveBuffer),
      m_share(settings.bufferShare),
      m_isTuned(settings.tuneReceiveBuffer)
{
}

uint8_t
ReceiveWindow::GetOfferedShift() const
{
    const uint64_t most = std::max<uint64_t>(
        {ToWindow(m_buffer), m_settings->mostReceiveBuffer, m_settings->socketBufferMost});
    uint8_t shift = 0;
    while (shift < SHIFT_MOST && most >> shift > SYN_WINDOW_MOST)
    {
        ++shift;
    }
    return shift;
}

uint32_t
ReceiveWindow::Begin(uint32_t segmentSize)
{
    const uint64_t space = ToWindow(m_buffer);
    m_told = space > segmentSize ? space / segmentSize * segmentSize : space;
    m_open = m_told;
    m_clamp = SYN_WINDOW_MOST << SHIFT_MOST;
    // The SYN tells as much of it as its field holds.
    return static_cast<uint32_t>(std::min(m_told, SYN_WINDOW_MOST));
}

void
ReceiveWindow::Establish(Nanoseconds now, Sequence next, uint8_t shift, uint32_t segmentSize)
{
    m_shift = shift;
    m_segmentSize = segmentSize;
    m_toldAt = next;
    m_edge = next + m_told;
    m_clamp = std::min(m_clamp, SYN_WINDOW_MOST << shift);
    m_clamp = std::min(m_clamp, ToWindow(m_buffer));
    if (m_clamp > 2 * segmentSize && m_clamp + segmentSize > ToWindow(m_buffer))
    {
        m_clamp = std::max<uint64_t>(2 * segmentSize, ToWindow(m_buffer) - segmentSize);
    }
    m_open = std::min(m_open, m_clamp);
    m_copied = std::min({m_open, m_told, uint64_t{10} * segmentSize});
    m_copiedFrom = next;
    m_copiedSince = now;
}

void
ReceiveWindow::SetBufferSize(uint64_t bytes)
{
    m_buffer = bytes;
    m_share = m_settings->bufferShare;
    m_isTuned = false;
    m_clamp = std::min(ToWindow(bytes), SYN_WINDOW_MOST << m_shift);
    m_open = std::min(m_open, m_clamp);
}

bool
ReceiveWindow::NoteArrival(uint32_t length, bool isFull, uint64_t occupied)
{
    const uint64_t packet = length + m_settings->packetOverhead;
    if (isFull)
    {
        const auto share = static_cast<uint32_t>((uint64_t{length} << 8) / packet);
        if (share != m_share)
        {
            m_share = std::max(share, 1U);
            m_clamp = std::min(ToWindow(m_buffer), SYN_WINDOW_MOST << m_shift);
            m_copied = std::min(m_copied, m_clamp);
        }
    }
    const uint64_t space = GetSpace() - std::min(GetSpace(), occupied);
    const uint64_t most = std::min(m_clamp, space);
    if (length < SHORTEST_GROWING || most <= m_open)
    {
        return false;
    }
    const bool isDense = ToWindow(packet) <= length;
    uint64_t growth = isDense ? 2 * m_segmentSize : GetSmallGrowth(length);
    if (growth == 0)
    {
        return false;
    }
    growth = std::max<uint64_t>(growth, 2 * length);
    m_open += std::min(most - m_open, growth);
    return true;
}

uint64_t
ReceiveWindow::GetSmallGrowth(uint32_t length) const
{
    uint64_t packet = ToWindow(length + m_settings->packetOverhead) / 2;
    uint64_t window = ToWindow(m_settings->mostReceiveBuffer) / 2;
    while (m_open <= window)
    {
        if (packet <= length)
        {
            return 2 * length;
        }
        packet /= 2;
        window /= 2;
    }
    return 0;
}

void
ReceiveWindow::NoteRoundTrip(Nanoseconds sample, bool isIdle)
{
    sample = std::max<Nanoseconds>(sample, Microseconds(1));
    if (m_roundTrip.count() == 0 || sample < m_roundTrip)
    {
        m_roundTrip = sample;
    }
    else if (isIdle)
    {
        m_roundTrip += sample / 8 - m_roundTrip / 8;
    }
}

void
ReceiveWindow::MeasureByWindow(Nanoseconds now, Sequence next)
{
    if (m_windowSince.count() >= 0)
    {
        if (next < m_windowEnd)
        {
            return;
        }
        // A sender that has nothing to send makes this too long: only the least counts.
        NoteRoundTrip(now - m_windowSince, false);
    }
    m_windowEnd = next + m_told;
    m_windowSince = now;
}

void
ReceiveWindow::NoteRead(Nanoseconds now, Sequence read, Sequence next, Sequence heldEnd)
{
    if (m_roundTrip.count() == 0 || now - m_copiedSince < m_roundTrip)
    {
        return;
    }
    const uint64_t copied = read - m_copiedFrom;
    const uint64_t unread = next - read;
    if (copied > unread && copied - unread > m_copied)
    {
        GrowBuffer(copied - unread, heldEnd > next ? heldEnd - next : 0);
    }
    m_copiedFrom = read;
    m_copiedSince = now;
}

void
ReceiveWindow::GrowBuffer(uint64_t copied, uint64_t held)
{
    const uint64_t before = std::max<uint64_t>(m_copied, 1);
    m_copied = copied;
    if (!m_isTuned)
    {
        return;
    }
    // What is measured is a round trip old, and a sender in slow start doubles its rate in one.
    uint64_t window = copied * 2;
    window += window * (copied - before) / before * 2;
    window += held;
    const uint64_t buffer = std::min<uint64_t>(ToSpace(window), m_settings->mostReceiveBuffer);
    if (buffer > m_buffer)
    {
        m_buffer = buffer;
        m_clamp = std::min(ToWindow(buffer), SYN_WINDOW_MOST << m_shift);
    }
}

uint64_t
ReceiveWindow::GetOffer(uint64_t occupied, uint32_t receivedSegment) const
{
    const uint64_t allowed = GetSpace();
    const uint64_t full = std::min(m_clamp, allowed);
    const uint64_t segment = std::min<uint64_t>(receivedSegment, full);
    uint64_t space = allowed - std::min(allowed, occupied);
    if (space < full / 2)
    {
        space = space >> m_shift << m_shift;
        // A window that is nearly closed is told as closed (RFC 9293, section 3.8.6.2.2).
        if (space < allowed / 16 || space < segment)
        {
            return 0;
        }
    }
    space = std::min(space, m_open);
    if (m_shift > 0)
    {
        return Align(space, m_shift);
    }
    uint64_t window = m_told;
    if (window + segment <= space || window > space)
    {
        window = segment > 0 ? space / segment * segment : space;
    }
    else if (segment == full && space > window + full / 2)
    {
        window = space;
    }
    return window;
}

uint16_t
ReceiveWindow::Advertise(Sequence next, uint64_t occupied, uint32_t receivedSegment)
{
    const uint64_t left = GetLeft(next);
    uint64_t window = GetOffer(occupied, receivedSegment);
    if (window < left)
    {
        window = Align(left, m_shift);
    }
    window = std::min(window, SYN_WINDOW_MOST << m_shift);
    m_told = window;
    m_toldAt = next;
    m_edge = std::max(m_edge, next + window);
    return static_cast<uint16_t>(window >> m_shift);
}

} // namespace tcp
} // namespace ns3
