/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "workload/http-temporary-file.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/http-capture-file.h"
#include "ns3/packet.h"
#include "ns3/pcap-file-wrapper.h"
#include "ns3/simulator.h"
#include "ns3/trace-helper.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// @brief What a file holds. @param file its name @return the bytes
std::string
ReadCapture(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// @brief Writes a packet twice. @param expected to ns-3's capture @param capture to ours @param
/// packet it
void
WriteToBoth(Ptr<PcapFileWrapper> expected, Ptr<HttpCaptureFile> capture, Ptr<Packet> packet)
{
    expected->Write(Simulator::Now(), packet);
    capture->Write(packet);
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpCaptureFiles)

// ns-3's writer of captures is the witness: packets of bytes, of zeros that are never made, and
// both; more than is written at once.
BOOST_AUTO_TEST_CASE(TheSameBytesAsOfNs3)
{
    const struct
    {
        uint32_t length;
        bool isNano;
    } cases[] = {{65535, false}, {65535, true}, {96, false}};

    for (const auto& c : cases)
    {
        Config::SetDefault("ns3::PcapFileWrapper::CaptureSize", UintegerValue(c.length));
        Config::SetDefault("ns3::PcapFileWrapper::NanosecMode", BooleanValue(c.isNano));
        const http_test::TemporaryFile theirs("");
        const http_test::TemporaryFile ours("");
        Ptr<PcapFileWrapper> expected =
            PcapHelper().CreateFile(theirs.GetPath(), std::ios::out, PcapHelper::DLT_PPP);
        Ptr<HttpCaptureFile> capture = Create<HttpCaptureFile>(ours.GetPath(), PcapHelper::DLT_PPP);
        std::vector<uint8_t> bytes(1500);
        std::iota(bytes.begin(), bytes.end(), 0);
        for (uint32_t i = 0; i < 200; i++)
        {
            Ptr<Packet> packet = Create<Packet>(bytes.data(), 7 * i);
            packet->AddAtEnd(Create<Packet>(i % 3 == 0 ? 0 : 11 * i));
            Simulator::Schedule(MilliSeconds(17 * i) + NanoSeconds(999 * i),
                                &WriteToBoth,
                                expected,
                                capture,
                                packet);
        }
        Simulator::Run();
        expected->Close();
        BOOST_TEST(capture->Flush());
        Simulator::Destroy();
        const std::string text = ReadCapture(ours.GetPath());
        BOOST_TEST(text.size() > 200 * (16 + std::min<size_t>(c.length, 80)));
        // Not as texts, which a failure would print.
        BOOST_TEST((text == ReadCapture(theirs.GetPath())));
    }
    Config::Reset();
}

BOOST_AUTO_TEST_CASE(WhatCannotBeWrittenIsTold)
{
    BOOST_TEST(!Create<HttpCaptureFile>("/dev/full", PcapHelper::DLT_RAW)->Flush());
    BOOST_TEST(!Create<HttpCaptureFile>("/no/such/folder/x.pcap", PcapHelper::DLT_RAW)->Flush());
}

BOOST_AUTO_TEST_SUITE_END()
