/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-capture-file.h"

#include "ns3/boolean.h"
#include "ns3/pcap-file-wrapper.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// Bytes that are written at once.
const size_t CAPTURE_BUFFER = 32768;

/// What a file begins with, in the order of this machine: its times are microseconds, or
/// nanoseconds.
const uint32_t CAPTURE_MAGIC = 0xa1b2c3d4;
const uint32_t CAPTURE_MAGIC_NANO = 0xa1b23c4d;

/// Version 2.4, as two numbers of 16 bits.
const uint16_t CAPTURE_VERSION[] = {2, 4};

} // namespace

HttpCaptureFile::HttpCaptureFile(const std::string& file, uint32_t link)
    : m_file(file, std::ios::binary)
{
    // What scripts set of ns-3's captures holds for these.
    const Ptr<PcapFileWrapper> settings = CreateObject<PcapFileWrapper>();
    UintegerValue length;
    settings->GetAttribute("CaptureSize", length);
    m_length = static_cast<uint32_t>(length.Get());
    BooleanValue isNano;
    settings->GetAttribute("NanosecMode", isNano);
    m_unit = NanoSeconds(isNano.Get() ? 1 : 1000);
    m_buffer.reserve(CAPTURE_BUFFER);
    Append({isNano.Get() ? CAPTURE_MAGIC_NANO : CAPTURE_MAGIC});
    const auto* version = reinterpret_cast<const uint8_t*>(CAPTURE_VERSION);
    m_buffer.insert(m_buffer.end(), version, version + sizeof(CAPTURE_VERSION));
    // The time zone is UTC, and times are exact.
    Append({0, 0, m_length, link});
}

HttpCaptureFile::~HttpCaptureFile()
{
    Flush();
}

void
HttpCaptureFile::Write(const Ptr<const Packet>& packet)
{
    const uint32_t size = packet->GetSize();
    const uint32_t kept = std::min(size, m_length);
    const int64_t second = Seconds(1).GetNanoSeconds();
    const int64_t now = Simulator::Now().GetNanoSeconds();
    Append({static_cast<uint32_t>(now / second),
            static_cast<uint32_t>(now % second / m_unit.GetNanoSeconds()),
            kept,
            size});
    const size_t begin = m_buffer.size();
    m_buffer.resize(begin + kept);
    packet->CopyData(m_buffer.data() + begin, kept);
    if (m_buffer.size() >= CAPTURE_BUFFER)
    {
        m_file.write(reinterpret_cast<const char*>(m_buffer.data()),
                     static_cast<std::streamsize>(m_buffer.size()));
        m_buffer.clear();
    }
}

bool
HttpCaptureFile::Flush()
{
    m_file.write(reinterpret_cast<const char*>(m_buffer.data()),
                 static_cast<std::streamsize>(m_buffer.size()));
    m_buffer.clear();
    return static_cast<bool>(m_file.flush());
}

void
HttpCaptureFile::Append(std::initializer_list<uint32_t> numbers)
{
    const auto* bytes = reinterpret_cast<const uint8_t*>(numbers.begin());
    m_buffer.insert(m_buffer.end(), bytes, bytes + numbers.size() * sizeof(uint32_t));
}

} // namespace ns3
