/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEQUENCE_H
#define HTTP_SEQUENCE_H

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief One line of a sequence: something that happens at an end, or a segment between the ends.
 */
struct HttpSequenceStep
{
    int64_t time = 0;              //!< when it happens, or the segment leaves, ns
    bool isSource = true;          //!< it happens at, or leaves, the end that opened the connection
    bool isSegment = false;        //!< a segment; otherwise something at one end
    std::string text;              //!< what
    std::string carries;           //!< segment: the messages that it carries bytes of
    int64_t received = -1;         //!< segment: when it arrives, ns; -1 if it does not
    std::string loss;              //!< segment that does not arrive: where and why
    bool isRetransmission = false; //!< segment: carries what was sent before
    bool isMessage = false;        //!< a message is sent or received; otherwise a call or a state
    int rank = 0;                  //!< place among the steps of one instant, causes before effects
};

/**
 * @ingroup http
 * @brief What passes between the two ends of a connection, in the order of time.
 */
struct HttpSequence
{
    std::vector<std::string> title;      //!< lines above it
    std::string source;                  //!< what the end that opened the connection is called
    std::string destination;             //!< what the other end is called
    std::vector<HttpSequenceStep> steps; //!< in the order of time
    uint64_t omitted = 0;                //!< steps that were left out at the end

    /// @brief Leaves out what is beyond a number of steps. @param maxSteps the number
    void Shorten(uint64_t maxSteps);

    /// @brief Which part it tells. @return as in "lines 1 to 400 of 900, until 83.215 ms"; empty if
    /// it tells all
    std::string GetPart() const;
};

/**
 * @ingroup http
 * @brief Writes a sequence as text: two columns of what the ends do, arrows between them.
 * @param sequence the sequence
 * @param out where it goes
 */
void WriteHttpSequenceText(const HttpSequence& sequence, std::ostream& out);

/**
 * @ingroup http
 * @brief Draws a sequence as SVG: two lines of life, slanted arrows between them.
 * @param sequence the sequence
 * @param out where it goes
 */
void WriteHttpSequenceSvg(const HttpSequence& sequence, std::ostream& out);

/**
 * @ingroup http
 * @brief A time as sequences and explanations print it: milliseconds with three decimals.
 * @param ns the time, ns; negative if there is none
 * @return the text; "-" if there is none
 */
std::string FormatHttpMilliseconds(int64_t ns);

/**
 * @ingroup http
 * @brief Cuts a text that is too long.
 * @param text the text
 * @param width the most characters
 * @return the text, ending in dots if it was cut
 */
std::string HttpCutText(const std::string& text, std::size_t width);

} // namespace ns3

#endif /* HTTP_SEQUENCE_H */
