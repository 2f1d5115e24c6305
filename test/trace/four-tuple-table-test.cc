/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The connection table of a host, driven by segments that a script names. Expected states are
/// those of RFC 9293, figure 5 and section 3.10; times follow from the script and the attributes.

#include "ns3/core-module.h"
#include "ns3/http-connection-state-observer.h"
#include "ns3/http-four-tuple-table.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/node.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// A table alone on its node, and what it tells
class Host
{
  public:
    Host()
        : m_node(CreateObject<Node>()),
          m_table(CreateObject<HttpFourTupleTable>()),
          m_states(CreateObject<HttpConnectionStateObserver>())
    {
        m_table->SetAttribute("TimeWait", TimeValue(Seconds(60)));
        m_node->AggregateObject(m_states);
        m_node->AggregateObject(m_table);
        m_states->TraceConnectWithoutContext("ConnectionState",
                                             MakeCallback(&Host::TakeState, this));
        m_table->TraceConnectWithoutContext("Connection",
                                            MakeCallback(&Host::TakeConnection, this));
        m_table->TraceConnectWithoutContext("Violation", MakeCallback(&Host::TakeViolation, this));
    }

    ~Host()
    {
        Simulator::Destroy();
    }

    /**
     * Plays a script; its lines are TIME > FLAGS SEQUENCE ACKNOWLEDGMENT BYTES for what the host
     * sends, with < for what it receives, or TIME = OLD NEW SOCKET for what a socket tells.
     */
    void Play(const std::string& script, double end)
    {
        std::istringstream lines(script);
        std::string line;
        while (std::getline(lines, line, ';'))
        {
            double time = 0;
            std::istringstream(line) >> time;
            Simulator::Schedule(Seconds(time), &Host::Step, this, line);
        }
        Simulator::Stop(Seconds(end));
        Simulator::Run();
        m_table->Flush();
    }

    std::string states;                            //!< transitions: first state, then each next one
    std::string times;                             //!< when, in seconds
    std::vector<HttpConnectionRecord> connections; //!< what was told
    std::vector<HttpConnectionRecord> violations;  //!< what was told
    std::vector<HttpSegmentRecord> segments;       //!< the script's, with what the table set
    std::string printed;                           //!< the table, printed at every "!"

    Ptr<HttpFourTupleTable> GetTable() const
    {
        return m_table;
    }

  private:
    void Step(std::string line)
    {
        std::istringstream words(line);
        double time = 0;
        char way = 0;
        words >> time >> way;
        if (way == '=')
        {
            Tell(words);
            return;
        }
        if (way == '!')
        {
            std::ostringstream text;
            m_table->Print(text);
            printed += text.str();
            return;
        }
        HttpSegmentRecord segment;
        std::string flags;
        words >> flags >> segment.sequenceNumber >> segment.acknowledgmentNumber >>
            segment.payloadBytes;
        segment.time = Simulator::Now();
        segment.sent = way == '>';
        for (char flag : flags)
        {
            segment.flags |= flag == 'S'   ? HttpTcpFlag::SYN
                             : flag == 'A' ? HttpTcpFlag::ACK
                             : flag == 'F' ? HttpTcpFlag::FIN
                             : flag == 'R' ? HttpTcpFlag::RST
                                           : 0;
        }
        segment.tuple = HttpFourTuple::Make(m_local, m_remote);
        if (segment.sent)
        {
            m_table->ObserveSent(segment);
        }
        else
        {
            segment.tuple = segment.tuple.Reversed();
            m_table->ObserveReceived(segment, nullptr);
        }
        segments.push_back(segment);
    }

    void Tell(std::istringstream& words)
    {
        HttpConnectionStateRecord record;
        int before = 0;
        int after = 0;
        words >> before >> after >> record.socket;
        record.time = Simulator::Now();
        record.local = m_local;
        record.remote = m_remote;
        record.oldState = static_cast<HttpConnectionState>(before);
        record.newState = static_cast<HttpConnectionState>(after);
        m_states->Report(record);
    }

    void TakeState(const HttpConnectionStateRecord& record)
    {
        if (states.empty())
        {
            states = GetHttpConnectionStateName(record.oldState);
        }
        states += std::string(" ") + GetHttpConnectionStateName(record.newState);
        states += record.inferred ? "" : "*";
        std::ostringstream text;
        text << record.time.GetSeconds() << " ";
        times += text.str();
    }

    void TakeConnection(const HttpConnectionRecord& record)
    {
        connections.push_back(record);
    }

    void TakeViolation(const HttpConnectionRecord& record)
    {
        violations.push_back(record);
    }

    Ptr<Node> m_node;                          //!< the host
    Ptr<HttpFourTupleTable> m_table;           //!< its table
    Ptr<HttpConnectionStateObserver> m_states; //!< where its states are told
    Address m_local = InetSocketAddress(Ipv4Address("10.1.1.1"), 49153); //!< this end
    Address m_remote = InetSocketAddress(Ipv4Address("10.1.1.2"), 80);   //!< the other end
};

/// One life of a connection
struct Life
{
    const char* name;
    const char* script;
    double until;
    const char* states;
    const char* end;
};

const std::vector<Life> LIVES = {
    {"opens, sends, closes first",
     "0 > S 100 0 0; 1 < SA 300 101 0; 1 > A 101 301 0; 2 > A 101 301 50; 3 < A 301 151 0;"
     "4 > FA 151 301 0; 5 < A 301 152 0; 6 < FA 301 152 0; 6 > A 152 302 0",
     100,
     "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED",
     "full-close"},
    {"accepts, closes last",
     "0 < S 300 0 0; 0 > SA 100 301 0; 1 < A 301 101 0; 2 < FA 301 101 0; 2 > A 101 302 0;"
     "3 > FA 101 302 0; 4 < A 302 102 0",
     100,
     "LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED",
     "full-close"},
    {"both close at once",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 > FA 101 301 0; 3 < FA 301 101 0; 3 > A 102 302 0;"
     "4 < A 302 102 0",
     100,
     "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED",
     "full-close"},
    {"both open at once",
     "0 > S 100 0 0; 1 < S 300 0 0; 1 > SA 100 301 0; 2 < SA 300 101 0",
     3,
     "CLOSED SYN-SENT SYN-RECEIVED ESTABLISHED",
     ""},
    {"the peer's FIN acknowledges ours",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 > FA 101 301 0; 3 < FA 301 102 0; 3 > A 102 302 0",
     100,
     "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED",
     "full-close"},
    {"closes its output and reads on",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 > FA 101 301 10; 3 < A 301 112 0; 4 < A 301 112 500;"
     "4 > A 112 801 0; 5 < FA 801 112 0; 5 > A 112 802 0",
     100,
     "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED",
     "half-close"},
    {"a FIN that overtakes data",
     "0 < S 300 0 0; 0 > SA 100 301 0; 1 < A 301 101 0; 2 < FA 401 101 0; 3 < A 301 101 100;"
     "3 > A 101 402 0; 4 > FA 101 402 0; 5 < A 402 102 0",
     100,
     "LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED",
     "full-close"},
    {"is refused", "0 > S 100 0 0; 1 < RA 0 101 0", 100, "CLOSED SYN-SENT CLOSED", "refused"},
    {"a reset that does not answer the SYN",
     "0 > S 100 0 0; 1 < RA 0 55 0; 2 < SA 300 101 0",
     3,
     "CLOSED SYN-SENT ESTABLISHED",
     ""},
    {"is reset",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 < R 301 0 0",
     100,
     "CLOSED SYN-SENT ESTABLISHED CLOSED",
     "reset"},
    {"resets",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 > RA 101 301 0",
     100,
     "CLOSED SYN-SENT ESTABLISHED CLOSED",
     "aborted"},
    {"is reset in TIME-WAIT",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 > FA 101 301 0; 3 < FA 301 102 0; 3 > A 102 302 0;"
     "4 < R 302 0 0",
     100,
     "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED",
     "full-close"},
    {"nobody answers",
     "0 > S 100 0 0; 3 > S 100 0 0; 9 > S 100 0 0",
     300,
     "CLOSED SYN-SENT CLOSED",
     "timed-out"},
    {"nobody answers any more",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 > A 101 301 50; 4 > A 101 301 50",
     300,
     "CLOSED SYN-SENT ESTABLISHED CLOSED",
     "timed-out"},
    {"is idle for long",
     "0 > S 100 0 0; 1 < SA 300 101 0; 2 > A 101 301 50; 3 < A 301 151 0; 900 > A 151 301 50",
     901,
     "CLOSED SYN-SENT ESTABLISHED",
     ""},
    {"a port where nobody listens", "0 < S 300 0 0; 0 > RA 0 301 0", 10, "", nullptr},
    {"a socket tells, and counts",
     "0 = 0 2 7; 0 > S 100 0 0; 1 < SA 300 101 0; 1 = 2 4 7; 2 < R 301 0 0; 3 = 4 0 7",
     10,
     "CLOSED SYN-SENT* ESTABLISHED* CLOSED*",
     "reset"},
    {"a socket tells after its segment",
     "0 > S 100 0 0; 0 = 0 2 7; 1 < SA 300 101 0; 1 = 2 4 7; 2 > FA 101 301 0; 2 = 4 5 7",
     10,
     "CLOSED SYN-SENT* ESTABLISHED* FIN-WAIT-1*",
     ""},
};

} // namespace

BOOST_AUTO_TEST_SUITE(four_tuple_table)

// Socket addresses are read byte by byte; expected values: what ns-3's own classes read.
BOOST_AUTO_TEST_CASE(SocketAddressesAreSplit)
{
    const std::array<uint8_t, 16> none{};
    for (const uint16_t port : {0, 1, 80, 255, 256, 49153, 65535})
    {
        const InetSocketAddress ipv4(Ipv4Address("10.1.2.3"), port);
        const Inet6SocketAddress ipv6(Ipv6Address("2001:db8::fe"), port);
        const Address addresses[] = {ipv4, ipv6, Address()};
        for (const Address& address : addresses)
        {
            std::array<uint8_t, 16> bytes{};
            uint16_t expected = 0;
            if (InetSocketAddress::IsMatchingType(address))
            {
                InetSocketAddress::ConvertFrom(address).GetIpv4().Serialize(bytes.data());
                expected = InetSocketAddress::ConvertFrom(address).GetPort();
            }
            else if (Inet6SocketAddress::IsMatchingType(address))
            {
                Inet6SocketAddress::ConvertFrom(address).GetIpv6().Serialize(bytes.data());
                expected = Inet6SocketAddress::ConvertFrom(address).GetPort();
            }
            const HttpFourTuple source = HttpFourTuple::Make(address, Address());
            BOOST_TEST(source.sourceAddress == bytes, boost::test_tools::per_element());
            BOOST_TEST(source.sourcePort == expected);
            BOOST_TEST(source.destinationAddress == none, boost::test_tools::per_element());
            const HttpFourTuple destination = HttpFourTuple::Make(Address(), address);
            BOOST_TEST(destination.destinationAddress == bytes, boost::test_tools::per_element());
            BOOST_TEST(destination.destinationPort == expected);
            BOOST_TEST(destination.isIpv6 == Inet6SocketAddress::IsMatchingType(address));
        }
    }
}

BOOST_AUTO_TEST_CASE(lives)
{
    for (const Life& life : LIVES)
    {
        BOOST_TEST_CONTEXT(life.name)
        {
            Host host;
            host.Play(life.script, life.until);
            BOOST_TEST(host.states == life.states);
            BOOST_TEST(host.violations.empty());
            BOOST_REQUIRE(host.connections.empty() == (life.end == nullptr));
            if (life.end != nullptr)
            {
                BOOST_TEST(GetHttpConnectionEndName(host.connections.back().end) ==
                           std::string(life.end));
                BOOST_TEST(host.connections.back().closed.IsStrictlyNegative() ==
                           (life.end[0] == '\0'));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(times_of_what_the_clock_brings)
{
    // TIME-WAIT from 6 s for 60 s (set), silence after 200 s (default); told later, timed right.
    {
        Host host;
        host.Play(LIVES[0].script, 100);
        BOOST_TEST(host.times == "0 1 4 5 6 66 ");
        BOOST_TEST(host.connections.back().closed == Seconds(66));
        BOOST_TEST(host.GetTable()->GetSize() == 0U);
    }
    Host host;
    host.Play("0 > S 100 0 0; 3 > S 100 0 0; 9 > S 100 0 0", 300);
    BOOST_TEST(host.times == "0 209 ");
}

BOOST_AUTO_TEST_CASE(streams)
{
    // Places in the stream are sequence number - ISN - 1 (design), over the wrap at 2^32.
    Host host;
    host.Play("0 > S 4294967290 0 0; 1 < SA 4294967295 4294967291 0; 1 > A 4294967291 0 0;"
              "2 > A 4294967291 0 1000; 2 > A 995 0 1000; 3 > A 4294967291 0 1000;"
              "4 > A 500 0 1000; 5 < A 0 1995 20; 6 < A 0 1995 20; 7 < A 10 1995 20;"
              "8 > FA 1995 0 5; 9 > FA 1995 0 5",
              10);

    struct Expected
    {
        int64_t begin;
        bool again;
        uint32_t bytes;
    };

    const std::vector<Expected> expected = {{0, false, 0},
                                            {0, false, 0},
                                            {0, false, 0},
                                            {0, false, 0},
                                            {1000, false, 0},
                                            {0, true, 1000},
                                            {505, true, 1000},
                                            {0, false, 0},
                                            {0, true, 20},
                                            {10, true, 10},
                                            {2000, false, 0},
                                            {2000, true, 5}};
    BOOST_REQUIRE(host.segments.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); i++)
    {
        BOOST_TEST_CONTEXT("segment " << i)
        {
            BOOST_TEST(host.segments[i].streamBegin == expected[i].begin);
            BOOST_TEST(host.segments[i].retransmission == expected[i].again);
            BOOST_TEST(host.segments[i].retransmittedBytes == expected[i].bytes);
        }
    }
    BOOST_TEST(host.connections.back().streamBytesSent == 2005U);
    BOOST_TEST(host.connections.back().retransmittedBytes == 2005U);
}

BOOST_AUTO_TEST_CASE(four_values_used_again)
{
    // After TIME-WAIT, in TIME-WAIT (RFC 9293, section 3.10.7.4), and after a refusal.
    const std::string closing = "4 > FA 101 301 0; 5 < FA 301 102 0; 5 > A 102 302 0;";

    struct Case
    {
        const char* name;
        std::string script;
        uint32_t incarnation;
    };

    const std::vector<Case> cases = {
        {"after TIME-WAIT",
         "0 > S 100 0 0; 1 < SA 300 101 0;" + closing + "70 > S 100 0 0; 71 < SA 300 101 0",
         2},
        {"in TIME-WAIT",
         "0 > S 100 0 0; 1 < SA 300 101 0;" + closing + "10 > S 9000 0 0; 11 < SA 300 9001 0",
         2},
        {"in TIME-WAIT of the accepting end",
         "0 < S 300 0 0; 0 > SA 100 301 0; 1 < A 301 101 0;" + closing +
             "10 < S 7000 0 0; 10 > SA 500 7001 0",
         2},
        {"asked again after a refusal", "0 > S 100 0 0; 1 < RA 0 101 0; 3 > S 100 0 0", 1},
        {"another one after a refusal", "0 > S 100 0 0; 1 < RA 0 101 0; 3 > S 900 0 0", 2},
    };
    for (const Case& c : cases)
    {
        BOOST_TEST_CONTEXT(c.name)
        {
            Host host;
            host.Play(c.script, 80);
            BOOST_TEST(host.violations.empty());
            BOOST_TEST(host.connections.back().incarnation == c.incarnation);
            BOOST_TEST(host.segments.back().incarnation == c.incarnation);
            BOOST_TEST(host.connections.back().connection == c.incarnation);
            BOOST_TEST(host.GetTable()->GetSize() == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(two_live_connections_with_the_same_values)
{
    const std::vector<std::string> scripts = {
        "0 > S 100 0 0; 1 < SA 300 101 0; 2 > S 100 0 0",
        "0 > S 100 0 0; 1 > S 900 0 0",
        "0 < S 300 0 0; 0 > SA 100 301 0; 1 < A 301 101 0; 2 > SA 100 301 0",
        "0 = 0 2 7; 1 = 0 2 8",
    };
    for (const std::string& script : scripts)
    {
        BOOST_TEST_CONTEXT(script)
        {
            Host host;
            host.Play(script, 10);
            BOOST_REQUIRE(host.violations.size() == 1U);
            BOOST_TEST(host.GetTable()->GetViolations() == 1U);
            BOOST_TEST(std::string(host.violations[0].problem) != "");
            BOOST_TEST(host.violations[0].incarnation == 1U);
            BOOST_TEST(host.connections.back().incarnation == 2U);
        }
    }
}

BOOST_AUTO_TEST_CASE(printed_like_ss)
{
    Host host;
    host.Play("0 > S 100 0 0; 0.5 !; 1 < SA 300 101 0; 2 > A 101 301 50; 3 !", 4);
    // Columns and names of states of ss(8) -tan.
    BOOST_TEST(host.printed ==
               "State      Recv-Q Send-Q       Local Address:Port       Peer Address:Port\n"
               "SYN-SENT   -      1                10.1.1.1:49153             10.1.1.2:80\n"
               "State      Recv-Q Send-Q       Local Address:Port       Peer Address:Port\n"
               "ESTAB      -      50               10.1.1.1:49153             10.1.1.2:80\n");
}

BOOST_AUTO_TEST_SUITE_END()
