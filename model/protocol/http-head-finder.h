/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HEAD_FINDER_H
#define HTTP_HEAD_FINDER_H

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief Finds the end of a head in a text that grows, and looks at no byte twice.
 *
 * Lines end with CRLF; a line that ends with LF alone is an error, so that no reader of the same
 * stream can see another end (RFC 9112, section 2.2).
 */
class HeadFinder
{
  public:
    /// @brief What is known of the head's end.
    enum class Result : uint8_t
    {
        NeedMore, //!< not there yet
        Complete, //!< GetSize() says where
        BadLine,  //!< a line ends with LF alone
    };

    /**
     * @brief Goes on with the search.
     * @param text the head's bytes from its first one on: those of the last call and more; less
     *        than 4 GB
     * @return what is known now
     */
    Result Find(std::string_view text);

    /// @brief Bytes of the head, the empty line included; once it is complete. @return bytes
    std::size_t GetSize() const
    {
        return m_lineBegin;
    }

    /// @brief Starts anew, with the next head.
    void Reset()
    {
        *this = HeadFinder();
    }

  private:
    uint32_t m_lineBegin = 0; //!< first byte of the line that is not known to be complete
    uint32_t m_scanned = 0;   //!< bytes known to hold no further line end
};

} // namespace http
} // namespace ns3

#endif /* HTTP_HEAD_FINDER_H */
