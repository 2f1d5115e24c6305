/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_RECORDS_H
#define HTTP_TLS_RECORDS_H

#include "http-tls-bytes.h"
#include "http-tls-types.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{
namespace tls
{

/// Bytes of a record's header.
constexpr std::size_t RECORD_HEADER_BYTES = 5;

/// The most that a record may hold of what it carries (RFC 8446, section 5.1).
constexpr uint32_t MAX_RECORD_CONTENT = 16384;

/// @brief A record's header.
struct RecordHeader
{
    ContentType type = ContentType::Handshake; //!< the outer type
    uint32_t length = 0;                       //!< bytes behind the header
};

/// @brief Reads a record's header. @param text five bytes @return it, or nothing if it is none: an
/// unknown type, a version that is not 3, a length above 2^14 + 256 (RFC 8446, section 5.2)
std::optional<RecordHeader> ReadRecordHeader(std::string_view text);

/// @brief How a direction of a connection is protected.
struct Protection
{
    bool isOn = false;                 //!< records are protected
    Version version = Version::Tls13;  //!< the version
    Cipher cipher = Cipher::Aes256Gcm; //!< the suite

    /// @brief Bytes before the content: TLS 1.2's nonce with AES-GCM (RFC 5288). @return the number
    std::size_t GetBefore() const;

    /// @brief Bytes behind the content: TLS 1.3's inner type, and the tag. @return the number
    std::size_t GetBehind() const;
};

/// @brief One record as it goes out: bytes of ours, content that somebody else has, bytes of ours.
struct Record
{
    ContentType type = ContentType::Handshake; //!< what it carries
    uint8_t message = 0;  //!< type of the handshake message that begins in it, or 0
    uint32_t before = 0;  //!< bytes of header, nonce, and content if it is ours
    uint32_t content = 0; //!< bytes of the application's content
    uint32_t behind = 0;  //!< bytes of inner type and tag

    /// @brief Bytes on the wire. @return their number
    std::size_t GetSize() const
    {
        return std::size_t{before} + content + behind;
    }
};

/**
 * @brief Makes one record.
 * @param type what it carries
 * @param text its content, unless that is the application's
 * @param content bytes of the application's content, if it is
 * @param protection how it is protected
 * @param opaque what stands for what is encrypted
 * @param out gets its bytes, but for the application's content, behind what it holds
 * @return the record
 */
Record AppendRecord(ContentType type,
                    std::string_view text,
                    uint32_t content,
                    const Protection& protection,
                    Opaque& opaque,
                    std::string& out);

/// @brief Where in a record what it carries stands.
struct RecordContent
{
    ContentType type = ContentType::Handshake; //!< what it is
    std::size_t begin = 0;                     //!< first byte behind the header
    std::size_t length = 0;                    //!< bytes
};

/**
 * @brief Finds what a whole record carries.
 * @param header its header
 * @param behind its last bytes, at least as many as the protection adds
 * @param protection how the direction is protected
 * @return where it stands, or nothing if the record is shorter than its protection
 */
std::optional<RecordContent> FindContent(const RecordHeader& header,
                                         std::string_view behind,
                                         const Protection& protection);

/// @brief Decides how long records become.
class RecordSizer
{
  public:
    /// @brief Begins. @param policy, segmentBytes as in Options
    RecordSizer(RecordPolicy policy, uint32_t segmentBytes);

    /// @brief The next record's content. @param waiting bytes that wait @param now the present
    /// @return how many of them
    uint32_t Take(uint64_t waiting, TlsTime now);

  private:
    RecordPolicy m_policy;   //!< as in Options
    uint32_t m_segmentBytes; //!< as in Options
    uint64_t m_sent = 0;     //!< bytes since the last silence
    TlsTime m_last{0};       //!< when they were sent
};

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_RECORDS_H */
