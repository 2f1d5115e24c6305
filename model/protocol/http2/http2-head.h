/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_HEAD_H
#define HTTP2_HEAD_H

#include "ns3/http-head.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief Whether a field speaks of an HTTP/1 connection and does not go into HTTP/2 (RFC 9113,
 *        section 8.2.2).
 * @param head the fields that it is one of, whose Connection may name it
 * @param line the field
 * @return whether
 */
bool IsConnectionField(const Fields& head, const Fields::Line& line);

/// @brief A head as it looks on HTTP/2's wire, written out. @param head it @return the text
std::string WriteHttp2Head(const RequestHead& head);

/// @brief A head as it looks on HTTP/2's wire, written out. @param head it @return the text
std::string WriteHttp2Head(const ResponseHead& head);

/// @brief A head that comes in, field by field.
class Http2HeadReader
{
  public:
    /// @brief Begins anew.
    void Clear();

    /**
     * @brief Takes a field.
     * @param name its name, in lower case
     * @param value its value
     */
    void Take(std::string_view name, std::string_view value);

    /// @brief Size of the list so far (RFC 9113, section 6.5.2). @return bytes
    uint64_t GetListBytes() const
    {
        return m_listBytes;
    }

    /// @brief The status that was said, 0 if none was. @return the status
    uint16_t GetStatus() const
    {
        return m_status;
    }

    /**
     * @brief Makes a request's head of what was taken.
     * @param absolute whether the target is to have the absolute form
     * @param hasContent whether content follows
     * @return the head
     */
    RequestHead ReleaseRequest(bool absolute, bool hasContent);

    /// @brief Makes a response's head of what was taken. @param hasContent whether content follows
    /// @return the head
    ResponseHead ReleaseResponse(bool hasContent);

    /// @brief The fields alone: trailers. @return them
    Fields ReleaseFields();

  private:
    /// @brief Says of content without a length that it ends with the message.
    void DescribeContent(bool hasContent);

    uint64_t m_listBytes = 0; //!< size of the list
    uint16_t m_status = 0;    //!< :status
    std::string m_method;     //!< :method
    std::string m_scheme;     //!< :scheme
    std::string m_authority;  //!< :authority
    std::string m_path;       //!< :path
    std::string m_cookies;    //!< the crumbs of Cookie, joined
    Fields m_fields;          //!< the others
};

} // namespace http
} // namespace ns3

#endif /* HTTP2_HEAD_H */
