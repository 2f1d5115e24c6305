/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-head-parser.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <array>
#include <cstddef>
#include <limits>
#include <new>
#include <tuple>
#include <utility>

namespace ns3
{
namespace http
{

namespace
{

namespace beast = boost::beast::http;

/**
 * @brief Memory for one head on the stack; what does not fit comes from the heap.
 *
 * Beast allocates every field line on its own, and all of them go at once.
 */
class Arena
{
  public:
    /// @brief Takes memory. @param bytes how much @return it, aligned for everything
    void* Allocate(std::size_t bytes)
    {
        bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (bytes > m_block.size() - m_used)
        {
            return ::operator new(bytes);
        }
        void* memory = m_block.data() + m_used;
        m_used += bytes;
        return memory;
    }

    /// @brief Gives memory back. @param memory what Allocate() gave
    void Deallocate(void* memory)
    {
        const auto* address = static_cast<std::byte*>(memory);
        const std::less<const std::byte*> isBefore;
        if (isBefore(address, m_block.data()) || !isBefore(address, m_block.data() + m_block.size()))
        {
            ::operator delete(memory);
        }
    }

  private:
    static constexpr std::size_t ALIGNMENT = alignof(std::max_align_t);
    static constexpr std::size_t BLOCK_BYTES = 4096;

    alignas(std::max_align_t) std::array<std::byte, BLOCK_BYTES> m_block; //!< the memory
    std::size_t m_used = 0;                                             //!< bytes taken from it
};

/**
 * @brief The arena as the standard library wants an allocator.
 * @tparam T what is allocated
 */
template <typename T>
class ArenaAllocator
{
  public:
    using value_type = T; // NOLINT: the name that the standard library asks for

    /// @brief An allocator on an arena. @param arena the arena; outlives everything allocated
    explicit ArenaAllocator(Arena& arena)
        : m_arena(&arena)
    {
    }

    /// @brief The same arena for another type. @param other the other allocator
    template <typename U>
    ArenaAllocator(const ArenaAllocator<U>& other)
        : m_arena(&other.GetArena())
    {
    }

    // NOLINTBEGIN(readability-identifier-naming): the names that the standard library asks for
    /// @brief Takes memory. @param count the number of objects @return it
    T* allocate(std::size_t count)
    {
        return static_cast<T*>(m_arena->Allocate(count * sizeof(T)));
    }

    /// @brief Gives memory back. @param memory what allocate() gave
    void deallocate(T* memory, std::size_t /* count */)
    {
        m_arena->Deallocate(memory);
    }

    // NOLINTEND(readability-identifier-naming)

    /// @brief The arena. @return it
    Arena& GetArena() const
    {
        return *m_arena;
    }

    /// @brief Whether two allocators share an arena. @param other the other @return whether
    template <typename U>
    bool operator==(const ArenaAllocator<U>& other) const
    {
        return m_arena == &other.GetArena();
    }

    /// @brief Whether two allocators share no arena. @param other the other @return whether
    template <typename U>
    bool operator!=(const ArenaAllocator<U>& other) const
    {
        return !(*this == other);
    }

  private:
    Arena* m_arena; //!< where the memory comes from
};

template <bool isRequest>
using BeastParser = beast::parser<isRequest, beast::empty_body, ArenaAllocator<char>>;

/// @brief What an error of Beast means.
struct ErrorText
{
    beast::error error; //!< the error
    const char* text;   //!< what is wrong
};

constexpr std::array<ErrorText, 11> ERROR_TEXTS{{
    {beast::error::bad_line_ending, "a line does not end with CRLF"},
    {beast::error::bad_method, "the method is not a token"},
    {beast::error::bad_target, "the request target is not valid"},
    {beast::error::bad_version, "the version is not valid"},
    {beast::error::bad_status, "the status is not valid"},
    {beast::error::bad_reason, "the reason phrase is not valid"},
    {beast::error::bad_field, "a field name is not valid"},
    {beast::error::bad_value, "a field value is not valid"},
    {beast::error::bad_content_length, "Content-Length is not one decimal number"},
    {beast::error::bad_transfer_encoding, "Transfer-Encoding is repeated or not alone"},
    {beast::error::header_limit, "a folded field line is too long"},
}};

/// @brief The text for an error of Beast. @param error it @return the text
const char*
GetErrorText(const boost::system::error_code& error)
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

/// @brief Whether a field line goes on in the next line (RFC 9112, 5.2). @param text the head @return whether
bool
HasFoldedLine(std::string_view text)
{
    for (std::size_t end = text.find('\n'); end + 1 < text.size(); end = text.find('\n', end + 1))
    {
        if (text[end + 1] == ' ' || text[end + 1] == '\t')
        {
            return true;
        }
    }
    return false;
}

/**
 * @brief Whether the first line ends with a version of HTTP that is well written.
 * @param text the head of a request
 * @return whether it does: then the version is one that we do not speak
 */
bool
NamesVersion(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view line = text.substr(0, text.find("\r\n"));
    const std::string_view version = line.substr(line.rfind(' ') + 1);
    return version.size() == 8 && version.substr(0, 5) == "HTTP/" && isDigit(version[5]) &&
           version[6] == '.' && isDigit(version[7]);
}

/**
 * @brief Copies field lines.
 * @param from Beast's fields, in the order in which they came
 * @param to ours
 */
template <typename BeastFields>
void
CopyFields(const BeastFields& from, Fields& to)
{
    to.Clear();
    std::size_t lines = 0;
    std::size_t bytes = 0;
    for (const auto& line : from)
    {
        ++lines;
        bytes += line.name_string().size() + line.value().size();
    }
    to.Reserve(lines, bytes);
    for (const auto& line : from)
    {
        const auto name = line.name_string();
        const auto value = line.value();
        to.AddChecked({name.data(), name.size()}, {value.data(), value.size()});
    }
}

/**
 * @brief Runs Beast over a head.
 * @param parser the parser
 * @param text the head
 * @return Beast's error, if any
 */
template <bool isRequest>
boost::system::error_code
RunParser(BeastParser<isRequest>& parser, std::string_view text)
{
    parser.skip(true);
    parser.header_limit(std::numeric_limits<uint32_t>::max());
    parser.body_limit(boost::none);
    boost::system::error_code error;
    const std::size_t taken = parser.put(boost::asio::const_buffer(text.data(), text.size()), error);
    if (!error && (!parser.is_header_done() || taken != text.size()))
    {
        error = beast::error::need_more;
    }
    return error;
}

/// @brief Beast's number for a version as ours. @param version 10 or 11 @return ours
Version
ToVersion(unsigned version)
{
    return version == 10 ? Version::Http10 : Version::Http11;
}

} // namespace

HeadProblem
ParseRequestHead(std::string_view text, RequestHead& head)
{
    Arena arena;
    BeastParser<true> parser(std::piecewise_construct,
                             std::tuple<>(),
                             std::make_tuple(ArenaAllocator<char>(arena)));
    const auto error = RunParser(parser, text);
    if (error)
    {
        if (error == beast::error::bad_version && NamesVersion(text))
        {
            return {505, "a version other than HTTP/1.0 and HTTP/1.1"};
        }
        return {400, GetErrorText(error)};
    }
    if (HasFoldedLine(text))
    {
        return {400, "a folded field line"};
    }
    const auto& message = parser.get();
    head.method.assign(message.method_string().data(), message.method_string().size());
    head.target.assign(message.target().data(), message.target().size());
    head.version = ToVersion(message.version());
    CopyFields(message.base(), head.fields);
    return FindProblem(head);
}

HeadProblem
ParseResponseHead(std::string_view text, ResponseHead& head)
{
    Arena arena;
    BeastParser<false> parser(std::piecewise_construct,
                              std::tuple<>(),
                              std::make_tuple(ArenaAllocator<char>(arena)));
    const auto error = RunParser(parser, text);
    if (error)
    {
        return {502, GetErrorText(error)};
    }
    const auto& message = parser.get();
    head.status = static_cast<uint16_t>(message.result_int());
    head.reason.assign(message.reason().data(), message.reason().size());
    head.version = ToVersion(message.version());
    CopyFields(message.base(), head.fields);
    return FindProblem(head);
}

} // namespace http
} // namespace ns3
