/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-head-parser.h"

#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>

namespace ns3
{
namespace http
{

namespace
{

namespace beast = boost::beast::http;

using BeastError = boost::beast::error_code;
using BeastText = boost::beast::string_view;

/// @brief Beast's text as the standard library's. @param text it @return the same
std::string_view
ToView(BeastText text)
{
    return {text.data(), text.size()};
}

/// @brief Beast's number for a version as ours. @param version 10 or 11 @return ours
Version
ToVersion(int version)
{
    return version == 10 ? Version::Http10 : Version::Http11;
}

/**
 * @brief Beast's parser, used for one head; it writes straight into our fields.
 *
 * Beast's own container allocates each line, looks its place up in a tree and has to be copied
 * afterwards, which takes longer than parsing. The parser never sees content.
 * @tparam isRequest whether the head is a request's
 * @tparam Head RequestHead or ResponseHead
 */
template <bool isRequest, typename Head>
class HeadParser : public beast::basic_parser<isRequest>
{
  public:
    /**
     * @brief Ready for a head.
     * @param read the bytes that Beast reads
     * @param text the same bytes but for what hides a field from Beast: what the head is made of
     * @param head where it goes
     */
    HeadParser(std::string_view read, std::string_view text, Head& head)
        : m_read(read),
          m_text(text),
          m_head(head)
    {
        m_head.fields.Clear();
        this->skip(true);
        this->header_limit(std::numeric_limits<uint32_t>::max());
        this->body_limit(boost::none);
    }

    /// @brief Reads the head. @return Beast's error, if any
    BeastError Run()
    {
        BeastError error;
        const std::size_t taken =
            this->put(boost::asio::const_buffer(m_read.data(), m_read.size()), error);
        if (!error && (!this->is_header_done() || taken != m_read.size()))
        {
            error = beast::error::need_more;
        }
        return error;
    }

    /// @brief Whether a field line went on in the next line (RFC 9112, section 5.2). @return
    /// whether
    bool HasFoldedLine() const
    {
        return m_folded;
    }

  private:
    // NOLINTBEGIN(readability-identifier-naming): the names that Beast asks for
    void on_request_impl(beast::verb /* method */,
                         BeastText method,
                         BeastText target,
                         int version,
                         BeastError& /* error */) override
    {
        if constexpr (isRequest)
        {
            m_head.method.assign(method.data(), method.size());
            m_head.target.assign(target.data(), target.size());
            m_head.version = ToVersion(version);
        }
    }

    void on_response_impl(int status,
                          BeastText reason,
                          int version,
                          BeastError& /* error */) override
    {
        if constexpr (!isRequest)
        {
            m_head.status = static_cast<uint16_t>(status);
            m_head.reason.assign(reason.data(), reason.size());
            m_head.version = ToVersion(version);
        }
    }

    void on_field_impl(beast::field /* known */,
                       BeastText name,
                       BeastText value,
                       BeastError& /* error */) override
    {
        if (m_section.empty())
        {
            const auto begin = static_cast<std::size_t>(name.data() - m_read.data());
            m_section = m_read.substr(begin);
            m_head.fields.SetText(m_text.substr(begin));
        }
        const std::size_t nameBegin = GetPlace(name);
        const std::size_t nameEnd = nameBegin + name.size();
        // Beast joins the parts of a folded value elsewhere, unless only one of them has text.
        const std::size_t valueBegin = GetPlace(value);
        if (valueBegin > m_section.size())
        {
            m_folded = true;
            m_head.fields.AddChecked(ToView(name), ToView(value));
            return;
        }
        for (std::size_t i = nameEnd; i < valueBegin; ++i)
        {
            m_folded = m_folded || m_section[i] == '\n';
        }
        m_head.fields.AddSpan(nameBegin, name.size(), valueBegin, value.size());
    }

    void on_header_impl(BeastError& /* error */) override
    {
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& /* length */,
                           BeastError& /* error */) override
    {
    }

    std::size_t on_body_impl(BeastText body, BeastError& /* error */) override
    {
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t /* size */,
                              BeastText /* extensions */,
                              BeastError& /* error */) override
    {
    }

    std::size_t on_chunk_body_impl(std::uint64_t /* left */,
                                   BeastText body,
                                   BeastError& /* error */) override
    {
        return body.size();
    }

    void on_finish_impl(BeastError& /* error */) override
    {
    }

    // NOLINTEND(readability-identifier-naming)

    /// @brief Where a text lies in the section. @param text it @return beyond its end if elsewhere
    std::size_t GetPlace(BeastText text) const
    {
        const std::less<const char*> isBefore;
        if (isBefore(text.data(), m_section.data()) ||
            isBefore(m_section.data() + m_section.size(), text.data()))
        {
            return std::numeric_limits<std::size_t>::max();
        }
        return static_cast<std::size_t>(text.data() - m_section.data());
    }

    std::string_view m_read;    //!< the head as Beast reads it
    std::string_view m_text;    //!< the head as it came
    std::string_view m_section; //!< the field section as Beast reads it
    Head& m_head;               //!< where it goes
    bool m_folded = false;      //!< whether there was a folded line
};

/// @brief What an error of Beast means.
struct ErrorText
{
    beast::error error; //!< the error
    const char* text;   //!< what is wrong
};

constexpr std::array<ErrorText, 9> ERROR_TEXTS{{
    {beast::error::bad_line_ending, "a line does not end with CRLF"},
    {beast::error::bad_method, "the method is not a token"},
    {beast::error::bad_target, "the request target is not valid"},
    {beast::error::bad_version, "the version is not valid"},
    {beast::error::bad_status, "the status is not valid"},
    {beast::error::bad_reason, "the reason phrase is not valid"},
    {beast::error::bad_field, "a field name is not valid"},
    {beast::error::bad_value, "a field value is not valid"},
    {beast::error::header_limit, "a folded field line is too long"},
}};

/// @brief The text for an error of Beast. @param error it @return the text
const char*
GetErrorText(const BeastError& error)
{
    for (const auto& known : ERROR_TEXTS)
    {
        if (error == known.error)
        {
            return known.text;
        }
    }
    return "the head is not valid";
}

/**
 * @brief A head whose framing fields Beast takes for others, so that they are judged in one place:
 * GetRequestFraming() and GetResponseFraming().
 * @param text the head
 * @return a text of the same length
 */
std::string
HideFraming(std::string_view text)
{
    std::string hidden(text);
    for (std::size_t line = text.find('\n'); line != std::string_view::npos;
         line = text.find('\n', line + 1))
    {
        for (const std::string_view name : {"Content-Length", "Transfer-Encoding"})
        {
            if (EqualsIgnoreCase(text.substr(line + 1, name.size()), name))
            {
                hidden[line + 1] = 'X';
            }
        }
    }
    return hidden;
}

/**
 * @brief Reads a head.
 * @param text its bytes
 * @param head where it goes
 * @param hasFoldedLine whether a field line went on in the next line
 * @return Beast's error, if any; none about framing
 */
template <bool isRequest, typename Head>
BeastError
ReadHead(std::string_view text, Head& head, bool& hasFoldedLine)
{
    HeadParser<isRequest, Head> parser(text, text, head);
    BeastError error = parser.Run();
    hasFoldedLine = parser.HasFoldedLine();
    if (error == beast::error::bad_content_length || error == beast::error::bad_transfer_encoding)
    {
        const std::string hidden = HideFraming(text);
        HeadParser<isRequest, Head> again(hidden, text, head = {});
        error = again.Run();
        hasFoldedLine = again.HasFoldedLine();
    }
    return error;
}

/// @brief What a version that Beast does not accept means.
enum class OtherVersion : uint8_t
{
    None,  //!< it is not well written
    Minor, //!< HTTP/1.2 to 1.9
    Major, //!< not HTTP/1
};

/**
 * @brief Looks at a version that Beast does not accept.
 * @param version what stands where a version should be
 * @return what it means
 */
OtherVersion
ReadVersion(std::string_view version)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || !isDigit(version[5]) ||
        version[6] != '.' || !isDigit(version[7]))
    {
        return OtherVersion::None;
    }
    if (version[5] != '1')
    {
        return OtherVersion::Major;
    }
    return version[7] > '1' ? OtherVersion::Minor : OtherVersion::None;
}

/**
 * @brief Where a request names its version.
 * @param text the head of the request
 * @return the place of the last word in its first line
 */
std::size_t
FindVersion(std::string_view text)
{
    return text.substr(0, text.find("\r\n")).rfind(' ') + 1;
}

/**
 * @brief A head of HTTP/1.2 to 1.9 as one of HTTP/1.1, as RFC 9110, section 2.5, wants it read.
 * @param text the head
 * @param place of its version
 * @return the head with the other version
 */
std::string
ToHttp11(std::string_view text, std::size_t place)
{
    std::string copy(text);
    copy[place + 7] = '1';
    return copy;
}

} // namespace

HeadProblem
ParseRequestHead(std::string_view text, RequestHead& head)
{
    bool hasFoldedLine = false;
    if (const BeastError error = ReadHead<true>(text, head, hasFoldedLine))
    {
        const std::size_t place = FindVersion(text);
        const OtherVersion version =
            error == beast::error::bad_version
                ? ReadVersion(text.substr(0, text.find("\r\n")).substr(place))
                : OtherVersion::None;
        if (version == OtherVersion::Minor)
        {
            return ParseRequestHead(ToHttp11(text, place), head = {});
        }
        if (version == OtherVersion::Major)
        {
            return {505, "a version other than HTTP/1"};
        }
        return {400, GetErrorText(error)};
    }
    if (hasFoldedLine)
    {
        return {400, "a folded field line"};
    }
    return FindProblem(head);
}

HeadProblem
ParseResponseHead(std::string_view text, ResponseHead& head)
{
    bool hasFoldedLine = false;
    if (const BeastError error = ReadHead<false>(text, head, hasFoldedLine))
    {
        if (error == beast::error::bad_version &&
            ReadVersion(text.substr(0, 8)) == OtherVersion::Minor)
        {
            return ParseResponseHead(ToHttp11(text, 0), head = {});
        }
        return {502, GetErrorText(error)};
    }
    return FindProblem(head);
}

} // namespace http
} // namespace ns3
