#include "trace-scenario.h"

#include <boost/test/unit_test.hpp>
#include <iostream>
BOOST_AUTO_TEST_SUITE(smoke)

BOOST_AUTO_TEST_CASE(s)
{
    for (int v = 0; v < 7; v++)
    {
        TraceScenario s;
        s.hasClosedPort = true;
        s.isIpv6 = v == 1 || v == 5;
        s.loss = v == 2 ? 0.02 : 0;
        s.isReordering = v == 3;
        s.mtu = v == 4 ? 576 : v == 5 ? 1280 : 1500;
        if (v == 6)
            s.queue = "5p";
        s.Run();
        std::map<int, int> ev;
        for (auto& p : s.kept.packets)
        {
            ev[p.node * 10 + (int)p.event]++;
            if ((int)p.event == 3 && !v)
                std::cout << p.ownReason << "\n";
        }
        std::map<std::string, int> why;
        for (auto& p : s.kept.packets)
            if (p.event == ns3::HttpPacketEvent::Drop)
                why[p.ownReason]++;
        std::cout << "== v" << v << " received " << s.received << "/" << s.GetTotal() << " segs "
                  << s.kept.segments.size() << " pkts " << s.kept.packets.size() << " tcp "
                  << s.kept.tcpStates.size() << " q " << s.kept.queues.size() << " viol "
                  << s.kept.violations.size() << "\n";
        for (auto& e : ev)
            std::cout << " node " << e.first / 10 << " "
                      << ns3::GetHttpPacketEventName((ns3::HttpPacketEvent)(e.first % 10)) << " "
                      << e.second << "\n";
        for (auto& w : why)
            std::cout << "  drop " << w.first << ": " << w.second << "\n";
        int re = 0, nt = 0;
        for (auto& g : s.kept.segments)
        {
            re += g.retransmission && g.sent;
            nt += g.transmission == 0;
        }
        std::cout << " retr " << re << " untagged " << nt << "\n";
        for (auto& c : s.kept.connections)
            std::cout << "  conn " << c.connection << " node " << c.node << " src " << c.isSource
                      << " "
                      << ns3::FormatHttpEndpoint(c.tuple.sourceAddress,
                                                 c.tuple.isIpv6,
                                                 c.tuple.sourcePort)
                      << ">"
                      << ns3::FormatHttpEndpoint(c.tuple.destinationAddress,
                                                 c.tuple.isIpv6,
                                                 c.tuple.destinationPort)
                      << " " << ns3::GetHttpConnectionStateName(c.state) << " "
                      << c.opened.GetSeconds() << " " << c.established.GetSeconds() << " "
                      << c.closed.GetSeconds() << " " << c.end << " bytes " << c.streamBytesSent
                      << " re " << c.retransmittedBytes << "\n";
        if (v == 0)
            for (auto& c : s.kept.states)
                std::cout << " " << c.time.GetSeconds() << " n" << c.node << " "
                          << ns3::InetSocketAddress::ConvertFrom(c.local).GetPort() << " "
                          << ns3::GetHttpConnectionStateName(c.oldState) << ">"
                          << ns3::GetHttpConnectionStateName(c.newState) << " " << c.end << "\n";
    }
}
BOOST_AUTO_TEST_SUITE_END()
