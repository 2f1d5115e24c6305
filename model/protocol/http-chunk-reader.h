/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CHUNK_READER_H
#define HTTP_CHUNK_READER_H

#include "http-fields.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief Reads the chunked transfer coding (RFC 9112, section 7.1); data is only counted.
 *
 * Chunk extensions are checked for controls and skipped; trailer fields are kept apart from the
 * head's. A line end is CRLF and nothing else.
 */
class ChunkReader
{
  public:
    /// @brief What comes next.
    enum class Need : uint8_t
    {
        Text, //!< bytes of a chunk's head or of the trailer section: ReadText()
        Data, //!< data of a chunk: TakeData()
        None, //!< the message is complete
        Bad,  //!< it is not chunked: GetProblem()
    };

    /**
     * @brief Starts with a new message.
     * @param maxBytes extensions of all chunks, and trailer section: neither may be longer
     */
    void Start(uint32_t maxBytes);

    /// @brief What comes next. @return it
    Need GetNeed() const;

    /**
     * @brief Reads while text is needed.
     * @param bytes the next bytes
     * @return how many were read
     */
    std::size_t ReadText(std::string_view bytes);

    /// @brief Data of the present chunk still to come. @return bytes
    uint64_t GetDataLeft() const;

    /**
     * @brief Takes data.
     * @param bytes how many, at most GetDataLeft()
     */
    void TakeData(uint64_t bytes);

    /// @brief The trailer section, once complete; empty if there was none. @return the fields
    const Fields& GetTrailers() const;

    /// @brief Takes the trailer section out. @return the fields
    Fields ReleaseTrailers();

    /// @brief What is wrong, if Need is Bad. @return a text with static storage
    const char* GetProblem() const;

    /// @brief The status that a server answers, if Need is Bad. @return 400 or 431
    uint16_t GetStatus() const;

  private:
    /// @brief What the next byte belongs to.
    enum class State : uint8_t
    {
        FirstDigit,   //!< first digit of the size
        Digits,       //!< more digits, or what follows
        BlankAfter,   //!< white space after the size
        Extension,    //!< chunk extensions
        SizeLf,       //!< LF after the size and extensions
        Data,         //!< data of the chunk
        DataCr,       //!< CR after the data
        DataLf,       //!< LF after the data
        TrailerFirst, //!< first byte of a trailer line
        TrailerLine,  //!< the rest of it
        TrailerLf,    //!< its LF
        EndLf,        //!< LF of the empty line at the end
        Complete,     //!< all read
        Bad,          //!< not chunked
    };

    /// @brief The trailer section as it grows; few messages have one.
    struct TrailerSection
    {
        std::string line; //!< the line being read
        Fields fields;    //!< the lines read
    };

    /// @brief Takes one byte. @param c the byte
    void ReadByte(char c);
    /// @brief Takes a byte of the size line after the size. @param c the byte
    void ReadExtensionByte(char c);
    /// @brief Takes a digit of the size. @param c the byte @return whether it is one
    bool ReadDigit(char c);
    /// @brief Takes a byte of a trailer line. @param c the byte
    void ReadTrailerByte(char c);
    /// @brief Ends a trailer line.
    void EndTrailerLine();
    /// @brief Expects a byte. @param c the byte @param wanted what it must be @param next state
    /// then
    void Expect(char c, char wanted, State next);
    /// @brief Counts a byte of overhead. @return false if there were too many
    bool CountByte();
    /// @brief Gives up. @param problem why @param status the status to answer with
    void Fail(const char* problem, uint16_t status = 400);

    uint64_t m_left = 0;                        //!< the size read so far; then data to come
    std::unique_ptr<TrailerSection> m_trailers; //!< the trailer section, if any
    const char* m_problem = "";                 //!< what is wrong
    uint32_t m_maxBytes = 0;                    //!< limit of extensions, and of trailers
    uint32_t m_bytes = 0;                       //!< extension bytes so far; then trailer bytes
    uint16_t m_status = 0;                      //!< status for what is wrong
    uint8_t m_digits = 0;                       //!< digits of the size so far
    State m_state = State::Complete;            //!< what the next byte belongs to
};

} // namespace http
} // namespace ns3

#endif /* HTTP_CHUNK_READER_H */
