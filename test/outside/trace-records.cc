/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Runs one scenario with captures and writes what the observers of its two hosts tell, as tshark
/// spells it.

#include "trace-scenario.h"

#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>

using namespace ns3;

namespace
{

/// @brief A number in hexadecimal as tshark prints it. @param value it @param digits how many
/// @return the text
std::string
Hex(uint64_t value, int digits)
{
    std::ostringstream text;
    text << "0x" << std::hex << std::setfill('0') << std::setw(digits) << value;
    return text.str();
}

/// @brief Bytes in hexadecimal. @param bytes them @return the text
std::string
HexBytes(const std::string& bytes)
{
    std::ostringstream text;
    for (unsigned char byte : bytes)
    {
        text << std::hex << std::setfill('0') << std::setw(2) << unsigned{byte};
    }
    return text.str();
}

/// @brief Fields of an IP header. @param p the packet @return a line
std::string
FormatPacket(const RecordKeeper::Packet& p)
{
    std::ostringstream line;
    const bool isIpv6 = p.version == 6;
    if (isIpv6)
    {
        line << unsigned{p.version} << ',' << Hex(p.typeOfService, 8) << ',' << p.totalLength - 40
             << ',' << unsigned{p.protocol} << ',' << unsigned{p.timeToLive} << ','
             << Hex(p.flowLabel, 6) << ',';
        if (p.isFragment)
        {
            line << p.fragmentOffset << ',' << (p.flags & 1) << ',' << Hex(p.identification, 8);
        }
        else
        {
            line << ",,";
        }
    }
    else
    {
        line << unsigned{p.version} << ',' << unsigned{p.headerLength} << ','
             << Hex(p.typeOfService, 2) << ',' << p.totalLength << ',' << Hex(p.identification, 4)
             << ',' << Hex(unsigned{p.flags}, 2) << ',' << p.fragmentOffset << ','
             << unsigned{p.timeToLive} << ',' << unsigned{p.protocol} << ','
             << Hex(p.headerChecksum, 4);
    }
    line << ',' << FormatHttpAddress(p.source, isIpv6) << ','
         << FormatHttpAddress(p.destination, isIpv6);
    return line.str();
}

/// @brief Fields of a TCP header. @param s the segment @return a line
std::string
FormatSegment(const RecordKeeper::Segment& s)
{
    std::ostringstream line;
    line << FormatHttpAddress(s.tuple.sourceAddress, s.tuple.isIpv6) << ','
         << FormatHttpAddress(s.tuple.destinationAddress, s.tuple.isIpv6) << ','
         << s.tuple.sourcePort << ',' << s.tuple.destinationPort << ',' << s.sequenceNumber << ','
         << s.acknowledgmentNumber << ',' << unsigned{s.headerLength} << ','
         << Hex((unsigned{s.reserved} << 8) | s.flags, 4) << ',' << s.window << ','
         << Hex(s.checksum, 4) << ',' << s.urgentPointer << ',' << HexBytes(s.ownOptions) << ','
         << s.payloadBytes;
    return line.str();
}

/// @brief Where a segment stands in its stream. @param s it @return a line
std::string
FormatPlace(const RecordKeeper::Segment& s)
{
    std::ostringstream line;
    line << s.tuple.sourcePort << ',' << s.tuple.destinationPort << ',' << s.sequenceNumber << ','
         << s.payloadBytes;
    return line.str();
}

/// Sums of what one end of a connection sent
struct Sum
{
    uint64_t segments = 0;              //!< segments
    uint64_t dataSegments = 0;          //!< of these, with payload
    uint64_t dataBytes = 0;             //!< payload
    uint64_t retransmittedSegments = 0; //!< segments with something that was sent before
    uint64_t retransmittedBytes = 0;    //!< what was sent before, SYN and FIN included
    bool hasFin = false;                //!< FIN was sent
};

/// @brief Writes the files of a host. @param scenario what ran @param node the host
/// @param folder where to
void
Write(const TraceScenario& scenario, uint32_t node, const std::string& folder)
{
    const std::string prefix = folder + "/" + std::to_string(node) + "-";
    std::ofstream sent(prefix + "sent");
    std::ofstream dropped(prefix + "dropped");
    std::ofstream received(prefix + "received");
    for (const auto& packet : scenario.kept.packets)
    {
        const bool isBelowIp =
            packet.event == HttpPacketEvent::Drop && packet.ownReason.compare(0, 4, "ip: ") != 0;
        if (packet.node != node)
        {
            continue;
        }
        if (packet.event == HttpPacketEvent::Tx)
        {
            sent << FormatPacket(packet) << "\n";
        }
        else if (packet.event == HttpPacketEvent::Rx)
        {
            received << FormatPacket(packet) << "\n";
        }
        else if (isBelowIp)
        {
            dropped << FormatPacket(packet) << "\n";
        }
    }

    std::ofstream segmentsSent(prefix + "segments-sent");
    std::ofstream segmentsReceived(prefix + "segments-received");
    std::ofstream retransmitted(prefix + "retransmitted");
    std::map<std::string, Sum> sums;
    for (const auto& segment : scenario.kept.segments)
    {
        if (segment.node != node)
        {
            continue;
        }
        (segment.sent ? segmentsSent : segmentsReceived) << FormatSegment(segment) << "\n";
        if (!segment.sent)
        {
            continue;
        }
        if (segment.retransmission)
        {
            retransmitted << FormatPlace(segment) << "\n";
        }
        Sum& sum = sums[std::to_string(segment.tuple.sourcePort) + "," +
                        std::to_string(segment.tuple.destinationPort)];
        sum.segments++;
        sum.dataSegments += segment.payloadBytes > 0;
        sum.dataBytes += segment.payloadBytes;
        sum.retransmittedSegments += segment.retransmission;
        sum.retransmittedBytes += segment.retransmittedBytes;
        // tcptrace counts SYN and FIN as a byte each.
        const bool hasSyn = segment.flags & HttpTcpFlag::SYN;
        const bool hasFin = segment.flags & HttpTcpFlag::FIN;
        sum.retransmittedBytes += (hasSyn && segment.retransmission) + (hasFin && sum.hasFin);
        sum.hasFin = sum.hasFin || hasFin;
    }
    std::ofstream connections(prefix + "connections");
    for (const auto& item : sums)
    {
        const Sum& sum = item.second;
        connections << item.first << ',' << sum.segments << ',' << sum.dataSegments << ','
                    << sum.dataBytes << ',' << sum.retransmittedSegments << ','
                    << sum.retransmittedBytes << "\n";
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    TraceScenario scenario;
    std::string folder = ".";
    CommandLine command(__FILE__);
    command.AddValue("out", "folder for captures and records", folder);
    command.AddValue("ipv6", "IPv6", scenario.isIpv6);
    command.AddValue("mtu", "MTU between the routers", scenario.mtu);
    command.AddValue("loss", "share of packets lost between the routers", scenario.loss);
    command.AddValue("reordering", "two paths of different delay", scenario.isReordering);
    command.AddValue("slow", "host 0 has a slow link and a small queue disc", scenario.isHostSlow);
    command.AddValue("closed", "a client asks a closed port", scenario.hasClosedPort);
    command.AddValue("checksums", "ChecksumEnabled", scenario.isChecksumOn);
    command.AddValue("segment", "SegmentSize", scenario.segmentSize);
    command.AddValue("transfers", "transfers in each direction", scenario.transfers);
    command.AddValue("bytes", "bytes of each transfer", scenario.bytes);
    command.Parse(argc, argv);
    scenario.pcap = folder + "/host";
    scenario.Run();
    Write(scenario, 0, folder);
    Write(scenario, 3, folder);
    std::cout << scenario.received << " of " << scenario.GetTotal() << " bytes arrived\n";
    return scenario.received == scenario.GetTotal() ? 0 : 1;
}
