/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FIELDS_H
#define HTTP_FIELDS_H

#include "ns3/http-text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{
namespace http
{

/**
 * @brief The field section of a message: an ordered list of field lines (RFC 9110, section 5).
 *
 * Names compare without regard to case; order and spelling are kept, because both are on the wire.
 * The lines live in one text block, so that a copy costs two allocations whatever their number.
 */
class Fields
{
  public:
    /// @brief One field line, viewed inside the section; valid until the section changes.
    struct Line
    {
        std::string_view name;  //!< the field name, spelt as received or added
        std::string_view value; //!< the field value without surrounding white space
    };

    /**
     * @brief Appends a field line.
     * @param name the field name: a token (RFC 9110, section 5.6.2)
     * @param value the field value; control characters other than HTAB are refused (RFC 9110,
     *        section 5.5), white space around it is cut off
     * @return false, and nothing is added, if the name or the value is not allowed
     */
    bool Add(std::string_view name, std::string_view value);

    /**
     * @brief Appends a field line that is known to be allowed: one that a parser has checked.
     * @param name the field name
     * @param value the field value without surrounding white space
     */
    void AddChecked(std::string_view name, std::string_view value);

    /**
     * @brief Begins a section that views a text: a parser's, which has checked it.
     *
     * The text is copied as a whole; lines are then told by AddSpan().
     * @param text the text that the lines lie in, less than 4 GB
     */
    void SetText(std::string_view text);

    /**
     * @brief Appends a line that lies in the text given to SetText().
     * @param nameBegin first byte of the name in that text
     * @param nameSize bytes of the name
     * @param valueBegin first byte of the value in that text
     * @param valueSize bytes of the value
     */
    void AddSpan(std::size_t nameBegin,
                 std::size_t nameSize,
                 std::size_t valueBegin,
                 std::size_t valueSize)
    {
        m_spans.push_back({static_cast<uint32_t>(nameBegin),
                           static_cast<uint32_t>(nameSize),
                           static_cast<uint32_t>(valueBegin),
                           static_cast<uint32_t>(valueSize)});
    }

    /**
     * @brief Replaces every line of that name by one, which stands where the first one stood.
     * @param name the field name
     * @param value the field value
     * @return false, and nothing changes, if the name or the value is not allowed
     */
    bool Set(std::string_view name, std::string_view value);

    /**
     * @brief Removes every line of that name.
     * @param name the field name
     * @return the number of lines removed
     */
    std::size_t Remove(std::string_view name);

    /// @brief Removes every line and keeps the storage for the next message.
    void Clear();

    /**
     * @brief The value of the first line of that name.
     * @param name the field name
     * @return the value, or nothing if there is no such line
     */
    std::optional<std::string_view> Get(std::string_view name) const;

    /**
     * @brief How many lines have that name.
     * @param name the field name
     * @return the number of lines
     */
    std::size_t Count(std::string_view name) const;

    /**
     * @brief Whether a member of a comma-separated list field equals a token, whatever its case.
     *
     * Every line of that name counts as one list (RFC 9110, section 5.6.1); parameters after a
     * semicolon are ignored.
     * @param name the field name, such as Connection
     * @param token the member looked for, such as close
     * @return whether it is there
     */
    bool HasToken(std::string_view name, std::string_view token) const;

    /**
     * @brief The members of a list field: every line of that name counts as one list (RFC 9110,
     *        section 5.6.1).
     * @param name the field name
     * @return views of them, valid until the section changes
     */
    std::vector<std::string_view> GetMembers(std::string_view name) const;

    /// @brief Number of field lines. @return the number
    std::size_t GetSize() const
    {
        return m_spans.size();
    }

    /**
     * @brief One field line.
     * @param index its place, 0 to GetSize() - 1
     * @return a view of it
     */
    Line GetLine(std::size_t index) const
    {
        const Span& span = m_spans[index];
        return {{m_text.data() + span.nameBegin, span.nameSize},
                {m_text.data() + span.valueBegin, span.valueSize}};
    }

    /// @brief Bytes of the section on the wire, each line's ": " and CRLF included. @return bytes
    std::size_t GetWireBytes() const;

  private:
    /// @brief Where a line's name and value lie in the text block.
    struct Span
    {
        uint32_t nameBegin;  //!< first byte of the name
        uint32_t nameSize;   //!< bytes of the name
        uint32_t valueBegin; //!< first byte of the value
        uint32_t valueSize;  //!< bytes of the value
    };

    /// @brief Whether a line has that name. @param span the line @param name the name @return
    /// whether
    bool HasName(const Span& span, std::string_view name) const;

    std::string m_text;        //!< what names and values are parts of
    std::vector<Span> m_spans; //!< the lines in order
};

/**
 * @brief Whether a text is a token (RFC 9110, section 5.6.2).
 * @param text the text
 * @return whether it is
 */
bool IsToken(std::string_view text);

/**
 * @brief Whether a text may stand in a field value or a reason phrase: no control character but
 * HTAB (RFC 9110, section 5.5).
 * @param text the text
 * @return whether it may
 */
bool IsFieldText(std::string_view text);

/**
 * @brief Cuts off spaces and tabs on both sides (OWS, RFC 9110, section 5.6.3).
 * @param text the text
 * @return what is between them
 */
std::string_view TrimWhiteSpace(std::string_view text);

/**
 * @brief Takes the next member off a comma-separated list; empty members are skipped (RFC 9110,
 *        section 5.6.1). Commas inside quoted strings do not separate.
 * @param list the list; shortened by what was read
 * @return the member without surrounding white space, or nothing at the end of the list
 */
std::optional<std::string_view> TakeListMember(std::string_view& list);

} // namespace http
} // namespace ns3

#endif /* HTTP_FIELDS_H */
