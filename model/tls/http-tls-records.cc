/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-records.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace tls
{

namespace
{

/// Bytes of the tag of each suite.
constexpr std::size_t TAG_BYTES = 16;

/// What is sent in small records, and the silence after which they begin again, with
/// RecordPolicy::Small: the figures that servers with growing records have in common.
constexpr uint64_t SMALL_BYTES = 1 << 20;
constexpr TlsTime SILENCE = std::chrono::seconds(1);

/// @brief Whether a number is a content type. @param type it @return whether
bool
IsContentType(uint64_t type)
{
    return type >= static_cast<uint64_t>(ContentType::ChangeCipherSpec) &&
           type <= static_cast<uint64_t>(ContentType::ApplicationData);
}

} // namespace

std::optional<RecordHeader>
ReadRecordHeader(std::string_view text)
{
    Reader reader(text);
    const uint64_t type = reader.Number(1);
    const uint64_t version = reader.Number(2);
    const uint64_t length = reader.Number(2);
    if (!reader.IsGood() || !IsContentType(type) || version >> 8 != 3 ||
        length > MAX_RECORD_CONTENT + 256)
    {
        return std::nullopt;
    }
    return RecordHeader{static_cast<ContentType>(type), static_cast<uint32_t>(length)};
}

std::size_t
Protection::GetBefore() const
{
    return isOn && version == Version::Tls12 && cipher != Cipher::ChaCha20 ? 8 : 0;
}

std::size_t
Protection::GetBehind() const
{
    return isOn ? TAG_BYTES + (version == Version::Tls13 ? 1 : 0) : 0;
}

Record
AppendRecord(ContentType type,
             std::string_view text,
             uint32_t content,
             const Protection& protection,
             Opaque& opaque,
             std::string& out)
{
    const bool isHidden = protection.isOn && protection.version == Version::Tls13;
    const std::size_t nonce = protection.GetBefore();
    const std::size_t behind = protection.GetBehind();
    const std::size_t length = nonce + text.size() + content + behind;
    const auto version = static_cast<uint16_t>(Version::Tls12);
    const std::array<char, RECORD_HEADER_BYTES> header{
        static_cast<char>(isHidden ? ContentType::ApplicationData : type),
        static_cast<char>(version >> 8),
        static_cast<char>(version),
        static_cast<char>(length >> 8),
        static_cast<char>(length)};
    out.append(header.data(), header.size());
    opaque.Append(nonce, out);
    out.append(text);
    opaque.Append(behind, out);
    if (isHidden)
    {
        out[out.size() - behind] = static_cast<char>(type);
    }
    Record record;
    record.type = type;
    record.before = static_cast<uint32_t>(header.size() + nonce + text.size());
    record.content = content;
    record.behind = static_cast<uint32_t>(behind);
    return record;
}

std::optional<RecordContent>
FindContent(const RecordHeader& header, std::string_view behind, const Protection& protection)
{
    const bool is13 = protection.isOn && protection.version == Version::Tls13;
    if (is13 && header.type != ContentType::ApplicationData)
    {
        // ChangeCipherSpec, and alerts of a peer that has no keys yet
        return RecordContent{header.type, 0, header.length};
    }
    const std::size_t added = protection.GetBefore() + protection.GetBehind();
    if (header.length < added || behind.size() < protection.GetBehind())
    {
        return std::nullopt;
    }
    RecordContent content;
    content.type = header.type;
    content.begin = protection.GetBefore();
    content.length = header.length - added;
    if (is13)
    {
        const auto inner = static_cast<uint8_t>(behind[behind.size() - protection.GetBehind()]);
        if (!IsContentType(inner))
        {
            return std::nullopt;
        }
        content.type = static_cast<ContentType>(inner);
    }
    return content;
}

RecordSizer::RecordSizer(RecordPolicy policy, uint32_t segmentBytes)
    : m_policy(policy),
      m_segmentBytes(segmentBytes)
{
}

uint32_t
RecordSizer::Take(uint64_t waiting, TlsTime now)
{
    if (now - m_last >= SILENCE)
    {
        m_sent = 0;
    }
    const bool isSmall = m_policy == RecordPolicy::Small && m_sent < SMALL_BYTES;
    const uint64_t most = isSmall ? m_segmentBytes : MAX_RECORD_CONTENT;
    const uint64_t taken = std::min(waiting, most);
    m_sent += taken;
    m_last = now;
    return static_cast<uint32_t>(taken);
}

} // namespace tls
} // namespace ns3
