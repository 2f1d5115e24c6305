/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fuzz.h"

#include "ns3/http-chunk-reader.h"

#include <algorithm>
#include <string>

namespace
{

using namespace ns3::http;

constexpr uint32_t MAX_BYTES = 64;

/// @brief What a reader made of an input.
struct Reading
{
    ChunkReader reader;    //!< the reader
    std::string data;      //!< data read
    std::size_t taken = 0; //!< bytes taken
};

/// @brief Reads an input in pieces. @param input it @param most longest piece @param reading told
void
Read(std::string_view input, std::size_t most, Reading& reading)
{
    reading.reader.Start(MAX_BYTES);
    while (reading.taken < input.size())
    {
        const std::string_view piece = input.substr(reading.taken, most);
        std::size_t taken = 0;
        if (reading.reader.GetNeed() == ChunkReader::Need::Text)
        {
            taken = reading.reader.ReadText(piece);
        }
        else if (reading.reader.GetNeed() == ChunkReader::Need::Data)
        {
            HTTP_FUZZ_CHECK(reading.reader.GetDataLeft() > 0);
            taken = static_cast<std::size_t>(
                std::min<uint64_t>(piece.size(), reading.reader.GetDataLeft()));
            reading.data += piece.substr(0, taken);
            reading.reader.TakeData(taken);
        }
        else
        {
            return;
        }
        HTTP_FUZZ_CHECK(taken > 0);
        reading.taken += taken;
    }
}

/// @brief Tries an input: a chunked message. @param input it
void
TryInput(std::string_view input)
{
    Reading whole;
    Read(input, input.size(), whole);
    for (const std::size_t most : {1U, 2U, 7U})
    {
        Reading pieces;
        Read(input, most, pieces);
        HTTP_FUZZ_CHECK(pieces.reader.GetNeed() == whole.reader.GetNeed());
        HTTP_FUZZ_CHECK(pieces.data == whole.data);
        HTTP_FUZZ_CHECK(pieces.taken == whole.taken);
        HTTP_FUZZ_CHECK(pieces.reader.GetStatus() == whole.reader.GetStatus());
        const Fields& trailers = pieces.reader.GetTrailers();
        HTTP_FUZZ_CHECK(trailers.GetSize() == whole.reader.GetTrailers().GetSize());
        HTTP_FUZZ_CHECK(trailers.GetWireBytes() <= 4 * MAX_BYTES);
    }
}

} // namespace

HTTP_FUZZ_PROGRAM(HttpFuzzChunk, "chunk")
