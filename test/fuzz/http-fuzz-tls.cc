/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Records of TLS from anybody. The first byte of an input says which end hears them, in which
// version, and after how many flights of a real handshake; then come records.

#include "http-fuzz.h"

#include "ns3/http-tls-connection.h"

#include <cstdint>
#include <optional>
#include <string>

namespace
{

using namespace ns3::tls;

/// The bits of an input's first byte.
constexpr unsigned IS_CLIENT = 1;
constexpr unsigned IS_12 = 2;
constexpr unsigned IS_EARLY = 4;
constexpr unsigned FLIGHTS = 3; // shift of their number

/// @brief What an end is to do. @param isClient, mode which, and the first byte @return options
Options
MakeOptions(bool isClient, unsigned mode)
{
    Options options;
    options.isClient = isClient;
    options.seed = isClient ? 1 : 2;
    options.serverName = "server.test";
    options.alpn = {"h2", "http/1.1"};
    options.maxEarlyData = (mode & IS_EARLY) != 0 ? 16384 : 0;
    options.maxVersion = (mode & IS_12) != 0 ? Version::Tls12 : Version::Tls13;
    return options;
}

/// @brief Gives an end the records of a stream. @param to it @param stream loses them @return false
/// if the end has no use for more
bool
Read(Connection& to, std::string& stream)
{
    while (stream.size() >= RECORD_HEADER_BYTES)
    {
        const auto header = ReadRecordHeader({stream.data(), RECORD_HEADER_BYTES});
        if (!header)
        {
            to.Fail(Alert::DecodeError, TlsTime(1));
            return false;
        }
        HTTP_FUZZ_CHECK(header->length <= MAX_RECORD_CONTENT + 256);
        if (stream.size() < RECORD_HEADER_BYTES + header->length)
        {
            return true;
        }
        const std::string record = stream.substr(RECORD_HEADER_BYTES, header->length);
        stream.erase(0, RECORD_HEADER_BYTES + header->length);
        const auto content = to.Find(*header, record);
        if (!content)
        {
            to.Fail(Alert::DecodeError, TlsTime(1));
            return false;
        }
        HTTP_FUZZ_CHECK(content->begin + content->length <= record.size());
        to.Receive(*content, record.substr(content->begin, content->length), TlsTime(1));
    }
    return true;
}

/// @brief What an end writes. @param from it @return the stream
std::string
Write(Connection& from)
{
    std::string stream;
    while (const auto flight = from.NextFlight(TlsTime::max()))
    {
        HTTP_FUZZ_CHECK(!flight->records.empty());
        std::size_t place = 0;
        for (const Record& record : flight->records)
        {
            stream += flight->text.substr(place, record.before) + std::string(record.content, 'x') +
                      flight->text.substr(place + record.before, record.behind);
            place += record.before + record.behind;
        }
        HTTP_FUZZ_CHECK(place == flight->text.size());
    }
    return stream;
}

/// @brief Tries an input. @param input it
void
TryInput(std::string_view input)
{
    const unsigned mode = input.empty() ? 0 : static_cast<uint8_t>(input.front());
    Connection client(MakeOptions(true, mode));
    Connection server(MakeOptions(false, mode));
    server.Start(TlsTime(0));
    client.Start(TlsTime(0));
    for (unsigned flight = 0; flight < mode >> FLIGHTS && flight < 4; ++flight)
    {
        Connection& from = flight % 2 == 0 ? client : server;
        std::string stream = Write(from);
        HTTP_FUZZ_CHECK(Read(flight % 2 == 0 ? server : client, stream));
    }
    Connection& end = (mode & IS_CLIENT) != 0 ? client : server;
    std::string stream(input.substr(input.empty() ? 0 : 1));
    Read(end, stream);
    // It has failed once at most, and then sends nothing more; else it is told what it can do.
    unsigned failures = 0;
    while (const auto event = end.NextEvent(TlsTime::max()))
    {
        failures += event->kind == Event::Kind::Failed;
        HTTP_FUZZ_CHECK(failures == 0 || event->kind == Event::Kind::Failed);
    }
    HTTP_FUZZ_CHECK(failures <= 1);
    HTTP_FUZZ_CHECK(failures == 0 || end.GetSendable() == 0);
    Write(end);
    if (end.GetSendable() > 0)
    {
        end.Send(1, TlsTime(2));
        end.Close(TlsTime(2));
        HTTP_FUZZ_CHECK(!Write(end).empty());
    }
    HTTP_FUZZ_CHECK(!end.GetDeadline());
}

} // namespace

HTTP_FUZZ_PROGRAM(HttpFuzzTls, "tls")
