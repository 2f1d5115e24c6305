/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-quote.h"

namespace ns3
{

std::string
HttpQuoteShell(std::string_view word)
{
    const char* const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "_-+=./:,@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos)
    {
        return std::string(word);
    }
    std::string quoted = "'";
    for (const char character : word)
    {
        quoted += character == '\'' ? "'\\''" : std::string(1, character);
    }
    return quoted + "'";
}

std::string
HttpQuote(std::string_view text)
{
    std::string quoted = "\"";
    for (const char character : text)
    {
        quoted += character == '"' || character == '\\' ? "\\" : "";
        quoted += character;
    }
    return quoted + "\"";
}

std::string
HttpEscapeXml(std::string_view text)
{
    std::string escaped;
    for (const char character : text)
    {
        escaped += character == '&'                             ? "&amp;"
                   : character == '<'                           ? "&lt;"
                   : character == '>'                           ? "&gt;"
                   : character == '"'                           ? "&quot;"
                   : static_cast<unsigned char>(character) < 32 ? " "
                                                                : std::string(1, character);
    }
    return escaped;
}

} // namespace ns3
