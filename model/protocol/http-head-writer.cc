/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-head-writer.h"

#include "http-head-rules.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace ns3
{
namespace http
{

namespace
{

/// @brief A version as the start line spells it. @param version it @return its text
std::string_view
GetVersionText(Version version)
{
    static constexpr std::array<std::string_view, 3> TEXTS = {"HTTP/1.0", "HTTP/1.1", "HTTP/2"};
    return TEXTS[static_cast<std::size_t>(version)];
}

/// @brief Writes into a text that was made large enough before.
class Pen
{
  public:
    /// @brief Makes room behind a text. @param text the text @param bytes the most to be written
    Pen(std::string& text, std::size_t bytes)
        : m_text(text)
    {
        const std::size_t size = text.size();
        if (size == 0)
        {
            text.reserve(bytes);
        }
        text.resize(size + bytes);
        m_next = text.data() + size;
    }

    /// @brief Cuts off the room that was not needed.
    void Finish()
    {
        m_text.resize(static_cast<std::size_t>(m_next - m_text.data()));
    }

    /// @brief Writes a text. @param text it
    void Write(std::string_view text)
    {
        m_next = std::copy(text.begin(), text.end(), m_next);
    }

    /// @brief Writes a character. @param c it
    void Write(char c)
    {
        *m_next++ = c;
    }

    /// @brief Writes a field line. @param line it
    void Write(const Fields::Line& line)
    {
        Write(line.name);
        Write(": ");
        Write(line.value);
        Write(LINE_END);
    }

    /// @brief Writes the field lines and the end of the head, and finishes. @param fields them
    void WriteFields(const Fields& fields)
    {
        for (std::size_t i = 0; i < fields.GetSize(); ++i)
        {
            Write(fields.GetLine(i));
        }
        Write(LINE_END);
        Finish();
    }

    /// @brief Writes a status line. @param head the head
    void WriteStatusLine(const ResponseHead& head)
    {
        Write(GetVersionText(head.version));
        Write(' ');
        Write(static_cast<char>('0' + head.status / 100));
        Write(static_cast<char>('0' + head.status / 10 % 10));
        Write(static_cast<char>('0' + head.status % 10));
        Write(' ');
        Write(head.reason);
        Write(LINE_END);
    }

  private:
    static constexpr std::string_view LINE_END = "\r\n";

    std::string& m_text;    //!< the text
    char* m_next = nullptr; //!< where the next character goes
};

} // namespace

bool
WriteRequestHead(const RequestHead& head, std::string& text)
{
    if (FindProblem(head))
    {
        return false;
    }
    Pen pen(text, head.method.size() + head.target.size() + 14 + head.fields.GetWireBytes());
    pen.Write(head.method);
    pen.Write(' ');
    pen.Write(head.target);
    pen.Write(' ');
    pen.Write(GetVersionText(head.version));
    pen.Write("\r\n");
    pen.WriteFields(head.fields);
    return true;
}

bool
WriteResponseHead(const ResponseHead& head, std::string& text)
{
    if (FindProblem(head))
    {
        return false;
    }
    Pen pen(text, head.reason.size() + 17 + head.fields.GetWireBytes());
    pen.WriteStatusLine(head);
    pen.WriteFields(head.fields);
    return true;
}

bool
WriteClosingResponseHead(const ResponseHead& head, std::string& text)
{
    if (head.fields.HasToken("Connection", "close"))
    {
        return WriteResponseHead(head, text);
    }
    ResponseHead closing = head;
    std::string options = "close";
    for (const std::string_view member : head.fields.GetMembers("Connection"))
    {
        if (!EqualsIgnoreCase(member, "keep-alive"))
        {
            options.append(", ").append(member);
        }
    }
    closing.fields.Remove("Keep-Alive");
    closing.fields.Set("Connection", options);
    return WriteResponseHead(closing, text);
}

} // namespace http
} // namespace ns3
