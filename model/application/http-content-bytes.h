/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONTENT_BYTES_H
#define HTTP_CONTENT_BYTES_H

#include "ns3/http-content.h"
#include "ns3/packet.h"

#include <cstdint>

namespace ns3
{

/// The most bytes that MakeHttpPatternPacket() puts before a run.
constexpr uint32_t HTTP_PATTERN_LEAD = 1024;

/// The longest run that GetHttpPattern() and IsHttpPattern() take at once, bytes.
constexpr uint32_t HTTP_PATTERN_RUN = 65536;

/**
 * @ingroup http
 * @brief The bytes of a run of pattern content.
 *
 * The pattern of every seed is one fixed sequence that repeats after 65,521 bytes (a prime, so that
 * no segment size divides it), entered at a place that the seed gives.
 * @param content a run of kind Pattern of at most HTTP_PATTERN_RUN bytes
 * @return the first of content.length bytes, with static storage
 */
const uint8_t* GetHttpPattern(const http::Content& content);

/**
 * @ingroup http
 * @brief A packet of a run of pattern content and of bytes before it, such as a message's head.
 *
 * Nothing is put together first: the content is copied once, into the packet.
 * @param lead the bytes before it
 * @param count how many, at most HTTP_PATTERN_LEAD
 * @param content a run of kind Pattern of at most HTTP_PATTERN_RUN bytes
 * @return the packet
 */
Ptr<Packet> MakeHttpPatternPacket(const uint8_t* lead,
                                  uint32_t count,
                                  const http::Content& content);

/**
 * @ingroup http
 * @brief Whether bytes are the ones of a run of pattern content.
 * @param content a run of kind Pattern of at most HTTP_PATTERN_RUN bytes
 * @param bytes content.length bytes
 * @return whether they are equal
 */
bool IsHttpPattern(const http::Content& content, const uint8_t* bytes);

/**
 * @ingroup http
 * @brief Compares the content of a message that comes in with what it is to be.
 */
class HttpContentCheck
{
  public:
    /// @brief Nothing is compared.
    HttpContentCheck() = default;

    /// @brief Compares. @param expected kind Pattern: every byte; of other kinds nothing
    explicit HttpContentCheck(const http::Content& expected);

    /**
     * @brief Takes the next bytes.
     * @param packet a packet that begins with them
     * @param bytes how many, at most HTTP_PATTERN_RUN
     * @param scratch room for as many
     */
    void Compare(const Packet& packet, uint64_t bytes, uint8_t* scratch);

    /// @brief Whether bytes are to be compared. @return whether
    bool IsNeeded() const
    {
        return m_expected.kind == http::ContentKind::Pattern;
    }

    /// @brief Whether bytes differed. @return whether
    bool HasMismatch() const
    {
        return m_mismatch;
    }

  private:
    http::Content m_expected{0, 0, 0, http::ContentKind::File}; //!< what comes next
    bool m_mismatch = false;                                    //!< bytes differed
};

/**
 * @ingroup http
 * @brief The name of a kind of content as traces spell it.
 * @param kind the kind
 * @return "pattern", "zero", "file" or "relay", static storage
 */
const char* GetHttpContentKindName(http::ContentKind kind);

} // namespace ns3

#endif /* HTTP_CONTENT_BYTES_H */
