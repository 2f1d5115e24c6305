/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Prints the bytes of every record of a handshake and of both ends' close_notify, a line for each
/// direction, client's first: what test/outside/tls.sh compares with real hosts.
///
/// Arguments NAME=VALUE: min, max (1.2 or 1.3), alpn (protocols with commas), server-alpn, cipher
/// (of the client; 1301, 1302, 1303), certificates (bytes with commas), signature (bytes), tickets,
/// ticket (bytes), group (of the server: P-256), resume (a session of a handshake before).

#include "tls/http-tls-pair.h"

#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3::tls;

namespace
{

using Arguments = std::map<std::string, std::string>;

/// @brief Parts between commas. @param text them @return the parts
std::vector<std::string>
Split(const std::string& text)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');)
    {
        parts.push_back(part);
    }
    return parts;
}

/// @brief A version. @param text 1.2 or 1.3 @return it
Version
ToVersion(const std::string& text)
{
    return text == "1.2" ? Version::Tls12 : Version::Tls13;
}

/// @brief A client's options. @param arguments the program's @return them
Options
MakeClient(Arguments& arguments)
{
    Options options;
    options.isClient = true;
    options.seed = 1;
    options.serverName = "server.test";
    options.minVersion = ToVersion(arguments["min"]);
    options.maxVersion = ToVersion(arguments["max"]);
    options.alpn = Split(arguments["alpn"]);
    options.asksForTicket = true;
    if (!arguments["cipher"].empty())
    {
        options.ciphers = {static_cast<Cipher>(std::stoul(arguments["cipher"], nullptr, 16))};
    }
    return options;
}

/// @brief A server's options. @param arguments the program's @return them
Options
MakeServer(Arguments& arguments)
{
    Options options;
    options.seed = 2;
    options.alpn = Split(arguments["server-alpn"]);
    // OpenSSL's s_server looks at no name.
    options.acknowledgesName = false;
    options.certificates.clear();
    for (const std::string& bytes : Split(arguments["certificates"]))
    {
        options.certificates.push_back(static_cast<uint32_t>(std::stoul(bytes)));
    }
    options.signatureBytes = static_cast<uint32_t>(std::stoul(arguments["signature"]));
    options.tickets = static_cast<uint32_t>(std::stoul(arguments["tickets"]));
    options.ticketBytes = static_cast<uint32_t>(std::stoul(arguments["ticket"]));
    if (arguments["group"] == "P-256")
    {
        options.groups = {Group::Secp256r1};
    }
    return options;
}

} // namespace

int
main(int argc, char* argv[])
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i)
    {
        const std::string argument = argv[i];
        const std::size_t equals = argument.find('=');
        arguments[argument.substr(0, equals)] = argument.substr(equals + 1);
    }
    Options client = MakeClient(arguments);
    const Options server = MakeServer(arguments);
    if (arguments.count("resume") > 0)
    {
        Pair first(client, server);
        first.Run();
        client.session = first.sessions.at(0);
    }
    Pair pair(client, server);
    pair.Run();
    pair.client.Close(pair.now);
    pair.Run();
    for (const char direction : {'>', '<'})
    {
        std::istringstream writes(pair.GetWrites());
        std::string line(1, direction);
        for (std::string write; writes >> write;)
        {
            if (write.front() != direction)
            {
                continue;
            }
            for (char& c : write)
            {
                c = c == '+' || c == direction ? ' ' : c;
            }
            line += write;
        }
        std::cout << line << "\n";
    }
    return 0;
}
