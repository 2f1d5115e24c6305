/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_PATTERN_H
#define HTTP_CONNECTION_PATTERN_H

#include "ns3/http-four-tuple.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Which connections an observer tells of: a list of patterns of the four values.
 *
 * A pattern is END or END-END, where END is ADDRESS or ADDRESS:PORT, each of them or * for any; an
 * IPv6 address with a port stands in brackets. A list is separated by commas. A pattern of one end
 * fits a connection with that end on either side; one of two ends fits in either direction. An
 * empty list fits all. Examples: "10.1.1.2:80", "*:80", "10.1.1.1:49153-10.1.1.2:80",
 * "[2001:db8::1]:80".
 */
class HttpConnectionPattern
{
  public:
    /**
     * @brief Reads a list of patterns.
     * @param text the list
     * @param patterns where they go; not touched if the text is wrong
     * @return empty, or what is wrong and what is accepted, in one line
     */
    static std::string Parse(const std::string& text, HttpConnectionPattern& patterns);

    /**
     * @brief Whether a connection, or a segment of it, is meant.
     * @param tuple the four values
     * @return true if it is
     */
    bool Matches(const HttpFourTuple& tuple) const;

    /// @brief Whether every connection is meant. @return true if so
    bool MatchesAll() const;

  private:
    /// One end; what is not set fits anything.
    struct End
    {
        bool hasAddress = false;           //!< the address counts
        bool hasPort = false;              //!< the port counts
        bool isIpv6 = false;               //!< the address is IPv6
        uint16_t port = 0;                 //!< port
        std::array<uint8_t, 16> address{}; //!< address, network byte order

        /// @brief Whether an end fits. @param a address @param p port @param v6 version
        /// @return true if it does
        bool Fits(const std::array<uint8_t, 16>& a, uint16_t p, bool v6) const;
    };

    /// Two ends; an end that was not given fits anything.
    struct Pattern
    {
        End one;     //!< one end
        End another; //!< the other end
    };

    /// @brief Reads one end. @param text the text @param end where it goes @return true if right
    static bool ParseEnd(const std::string& text, End& end);

    /// @brief Reads a port. @param text the text @param end where it goes @return true if right
    static bool ParsePort(const std::string& text, End& end);

    std::vector<Pattern> m_patterns; //!< any of them may fit
};

} // namespace ns3

#endif /* HTTP_CONNECTION_PATTERN_H */
