/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-script.h"

#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/tcp-option-rfc793.h"
#include "ns3/tcp-option-sack-permitted.h"
#include "ns3/tcp-option-sack.h"
#include "ns3/tcp-option-ts.h"

#include <cmath>
#include <sstream>

namespace tcp_test
{

namespace
{

/// The peer: takes every TCP segment and answers none.
class SilentPeer : public IpL4Protocol
{
  public:
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("tcp_test::SilentPeer").SetParent<IpL4Protocol>();
        return tid;
    }

    int GetProtocolNumber() const override
    {
        return 6;
    }

    RxStatus Receive(Ptr<Packet> packet, const Ipv4Header&, Ptr<Ipv4Interface>) override
    {
        tcp::Segment segment;
        ReadHttpTcpSegment(packet, segment);
        m_take(segment);
        return RX_OK;
    }

    RxStatus Receive(Ptr<Packet>, const Ipv6Header&, Ptr<Ipv6Interface>) override
    {
        return RX_OK;
    }

    void SetDownTarget(DownTargetCallback) override
    {
    }

    void SetDownTarget6(DownTargetCallback6) override
    {
    }

    DownTargetCallback GetDownTarget() const override
    {
        return {};
    }

    DownTargetCallback6 GetDownTarget6() const override
    {
        return {};
    }

    std::function<void(const tcp::Segment&)> m_take;
};

/// A segment as the script writes it.
struct Written
{
    double time = 0;
    std::string flags;
    uint32_t sequence = 0;
    uint32_t length = 0;
    int64_t ack = -1;
    int64_t window = -1;
    int64_t mss = -1;
    int64_t port = -1;
    bool sackPermitted = false;
    std::vector<std::pair<uint32_t, uint32_t>> sack;
    std::vector<std::pair<uint32_t, uint32_t>> timestamps;

    std::string Show() const
    {
        std::ostringstream out;
        out << flags << " " << sequence << ":" << length;
        if (ack >= 0)
        {
            out << " ack " << ack;
        }
        if (window >= 0)
        {
            out << " win " << window;
        }
        if (mss >= 0)
        {
            out << " mss " << mss;
        }
        if (port >= 0)
        {
            out << " port " << port;
        }
        return out.str();
    }
};

constexpr std::pair<char, uint8_t> LETTERS[] = {
    {'S', TcpHeader::SYN},
    {'F', TcpHeader::FIN},
    {'R', TcpHeader::RST},
    {'P', TcpHeader::PSH},
    {'.', TcpHeader::ACK},
};

Written
Parse(double time, std::istringstream& in)
{
    Written written;
    written.time = time;
    char colon = 0;
    in >> written.flags >> written.sequence >> colon >> written.length;
    std::string word;
    int64_t number = 0;
    while (in >> word >> number)
    {
        if (word == "sackok")
        {
            written.sackPermitted = true;
        }
        else if (word == "sack" || word == "ts")
        {
            uint32_t second = 0;
            in >> colon >> second;
            (word == "sack" ? written.sack : written.timestamps).emplace_back(number, second);
        }
        else
        {
            (word == "ack"   ? written.ack
             : word == "win" ? written.window
             : word == "mss" ? written.mss
                             : written.port) = number;
        }
    }
    return written;
}

class Script
{
  public:
    explicit Script(const std::string& text)
    {
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1000));
        for (const char* option : {"Timestamp", "Sack", "WindowScaling"})
        {
            Config::SetDefault(std::string("ns3::TcpSocketBase::") + option, BooleanValue(false));
        }
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(10000));
        // Scripts write the times that standards say; those of Linux's timers have a grain.
        Config::SetDefault("ns3::HttpTcpSocket::TimerTick", TimeValue(Time(0)));
        std::istringstream lines(text);
        std::string line;
        while (std::getline(lines, line))
        {
            Schedule(line);
        }
    }

    std::string Run()
    {
        m_nodes.Create(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("100Gbps"));
        link.SetChannelAttribute("Delay", StringValue("0s"));
        NetDeviceContainer devices = link.Install(m_nodes);
        InternetStackHelper().Install(m_nodes);
        Ipv4AddressHelper addresses;
        addresses.SetBase("10.0.0.0", "255.255.255.0");
        addresses.Assign(devices);
        HttpTcpHelper().Install(m_nodes.Get(0));
        Ptr<SilentPeer> peer = CreateObject<SilentPeer>();
        peer->m_take = [this](const tcp::Segment& segment) { See(segment); };
        m_nodes.Get(1)->GetObject<Ipv4>()->Insert(peer);
        m_host.node = m_nodes.Get(0);
        m_host.name = "H";
        double last = 0;
        for (auto& step : m_steps)
        {
            At(step.first, step.second);
            last = step.first;
        }
        Simulator::Stop(Seconds(last + 0.05));
        Simulator::Run();
        for (; m_seen < m_expected.size(); ++m_seen)
        {
            Fail("never sent: " + m_expected[m_seen].Show());
        }
        m_host.socket = nullptr;
        m_host.listener = nullptr;
        Simulator::Destroy();
        return m_errors;
    }

  private:
    void Fail(const std::string& what)
    {
        m_errors += std::to_string(Simulator::Now().GetSeconds()) + " " + what + "\n";
    }

    void Schedule(const std::string& line)
    {
        std::istringstream in(line);
        double time = 0;
        std::string verb;
        if (!(in >> time >> verb))
        {
            return;
        }
        if (verb == ">")
        {
            m_expected.push_back(Parse(time, in));
            // So that the run does not end before it.
            m_steps.emplace_back(time, [] {});
        }
        else if (verb == "<")
        {
            const Written written = Parse(time, in);
            m_steps.emplace_back(time, [this, written] { Inject(written); });
        }
        else if (verb == "set")
        {
            std::string name;
            std::string value;
            in >> name >> value;
            Config::SetDefault("ns3::" + name, StringValue(value));
        }
        else
        {
            std::string argument;
            in >> argument;
            m_steps.emplace_back(time, [this, verb, argument] { Do(verb, argument); });
        }
    }

    void Do(const std::string& verb, const std::string& argument)
    {
        const auto number = static_cast<uint32_t>(std::atoi(argument.c_str()));
        if (verb == "listen")
        {
            m_host.listener = Make();
            m_host.listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), 80));
            m_host.listener->Listen();
            m_host.listener->SetAcceptCallback(
                MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                MakeCallback(&Host::OnAccept, &m_host));
            m_localPort = 80;
            m_remotePort = 49152;
        }
        else if (verb == "connect")
        {
            m_host.Adopt(Make());
            m_host.socket->Connect(InetSocketAddress("10.0.0.2", 80));
        }
        else if (verb == "close")
        {
            (m_host.socket ? m_host.socket : m_host.listener)->Close();
        }
        else if (verb == "close-on-data")
        {
            m_host.onData = [this] { m_host.socket->Close(); };
        }
        else if (verb == "abort")
        {
            DynamicCast<HttpTcpSocket>(m_host.socket)->Abort();
        }
        else if (verb == "shutdown")
        {
            m_host.socket->ShutdownSend();
        }
        else if (verb == "shutdown-receive")
        {
            m_host.socket->ShutdownRecv();
        }
        else if (verb == "reconnect")
        {
            // From the same port to the same place.
            const Ptr<Socket> socket = Make();
            socket->SetAttribute("ReuseAddress", BooleanValue(true));
            socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), m_localPort));
            m_host.Adopt(socket);
            const int result = socket->Connect(InetSocketAddress("10.0.0.2", m_remotePort));
            if (result != (argument == "refused" ? -1 : 0))
            {
                Fail("reconnect returned " + std::to_string(result));
            }
        }
        else if (verb == "listen-and-connect")
        {
            Do("listen", "");
            if (m_host.listener->Connect(InetSocketAddress("10.0.0.2", 80)) != -1)
            {
                Fail("a listening socket connects");
            }
        }
        else if (verb == "send")
        {
            m_host.Send(number);
        }
        else if (verb == "read" || verb == "no-read")
        {
            m_host.read = verb == "read";
            if (m_host.read)
            {
                m_host.Drain();
            }
        }
        else
        {
            Check(verb, argument, number);
        }
    }

    void Check(const std::string& verb, const std::string& argument, uint32_t number)
    {
        std::string is;
        if (verb == "state")
        {
            is = TcpSocket::TcpStateName[m_host.GetState()];
        }
        else if (verb == "end")
        {
            is = m_host.GetEndReason();
        }
        else if (verb == "told")
        {
            is = m_host.told.empty() ? "nothing" : m_host.told.back();
        }
        else if (verb == "received")
        {
            is = std::to_string(m_host.received);
        }
        else if (verb == "connections")
        {
            is = std::to_string(m_host.node->GetObject<HttpTcpDemultiplexer>()->GetConnections());
        }
        else
        {
            is = "not a word of the script language";
        }
        if (is != argument)
        {
            Fail(verb + " is " + is + ", not " + argument);
        }
        (void)number;
    }

    Ptr<Socket> Make() const
    {
        return Socket::CreateSocket(m_host.node, HttpTcpSocketFactory::GetTypeId());
    }

    void Inject(Written written)
    {
        TcpHeader header;
        uint8_t flags = 0;
        for (const auto& letter : LETTERS)
        {
            flags |= written.flags.find(letter.first) != std::string::npos ? letter.second : 0;
        }
        header.SetFlags(flags);
        header.SetSequenceNumber(SequenceNumber32(written.sequence));
        header.SetAckNumber(SequenceNumber32(written.ack < 0 ? 0 : uint32_t(written.ack)));
        header.SetWindowSize(written.window < 0 ? 30000 : static_cast<uint16_t>(written.window));
        header.SetSourcePort(written.port < 0 ? m_remotePort : uint16_t(written.port));
        header.SetDestinationPort(m_localPort);
        if ((flags & TcpHeader::SYN) != 0 && written.mss < 0)
        {
            // Without the option a peer takes 536 bytes (RFC 9293, section 3.7.1).
            written.mss = 1000;
        }
        if (written.mss > 0)
        {
            Ptr<TcpOptionMSS> option = CreateObject<TcpOptionMSS>();
            option->SetMSS(static_cast<uint16_t>(written.mss));
            header.AppendOption(option);
        }
        if (written.sackPermitted)
        {
            header.AppendOption(CreateObject<TcpOptionSackPermitted>());
        }
        for (const auto& [value, echo] : written.timestamps)
        {
            Ptr<TcpOptionTS> option = CreateObject<TcpOptionTS>();
            option->SetTimestamp(value);
            option->SetEcho(echo);
            header.AppendOption(option);
        }
        if (!written.sack.empty())
        {
            Ptr<TcpOptionSack> option = CreateObject<TcpOptionSack>();
            for (const auto& [from, to] : written.sack)
            {
                option->AddSackBlock({SequenceNumber32(from), SequenceNumber32(to)});
            }
            header.AppendOption(option);
        }
        m_nodes.Get(1)->GetObject<TcpL4Protocol>()->SendPacket(Create<Packet>(written.length),
                                                               header,
                                                               Ipv4Address("10.0.0.2"),
                                                               Ipv4Address("10.0.0.1"));
    }

    void See(const tcp::Segment& segment)
    {
        Written is;
        for (const auto& letter : LETTERS)
        {
            if (segment.Has(letter.second))
            {
                is.flags += letter.first;
            }
        }
        is.time = Simulator::Now().GetSeconds();
        is.sequence = segment.header.sequence;
        is.length = segment.length;
        is.ack = segment.Has(TcpHeader::ACK) ? int64_t(segment.header.acknowledgment) : -1;
        is.window = segment.header.window;
        if (m_seen == m_expected.size())
        {
            Fail("sent: " + is.Show());
            return;
        }
        const Written& expected = m_expected[m_seen++];
        is.window = expected.window < 0 ? -1 : is.window;
        is.mss = expected.mss < 0 ? -1 : segment.options.maximumSegmentSize;
        is.port = expected.port < 0 ? -1 : segment.header.destinationPort;
        if (is.Show() != expected.Show() || std::abs(is.time - expected.time) > 0.002)
        {
            Fail("sent: " + is.Show() + ", not at " + std::to_string(expected.time) + ": " +
                 expected.Show());
        }
    }

    NodeContainer m_nodes;
    Host m_host;
    uint16_t m_localPort = 49152;
    uint16_t m_remotePort = 80;
    std::vector<std::pair<double, std::function<void()>>> m_steps;
    std::vector<Written> m_expected;
    std::size_t m_seen = 0;
    std::string m_errors;
};

} // namespace

std::string
RunScript(const std::string& text)
{
    Defaults defaults;
    return Script(text).Run();
}

} // namespace tcp_test
