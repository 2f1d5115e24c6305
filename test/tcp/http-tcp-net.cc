/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-net.h"

#include "ns3/http-tcp-socket-factory.h"

#include <sstream>

namespace tcp_test
{

namespace
{

/// An event that calls a function.
class FunctionEvent : public EventImpl
{
  public:
    explicit FunctionEvent(std::function<void()> function)
        : m_function(std::move(function))
    {
    }

  private:
    void Notify() override
    {
        m_function();
    }

    std::function<void()> m_function;
};

} // namespace

void
At(double seconds, std::function<void()> function)
{
    Simulator::Schedule(Seconds(seconds) - Simulator::Now(),
                        Ptr<EventImpl>(new FunctionEvent(std::move(function)), false));
}

std::string
ToString(const Crossing& crossing)
{
    const tcp::Segment& s = crossing.segment;
    std::ostringstream out;
    out << crossing.time << (crossing.fromClient ? " C>" : " <S") << (crossing.dropped ? "x " : " ")
        << TcpHeader::FlagsToString(s.header.flags) << " " << s.header.sequence << "+" << s.length
        << " ack " << s.header.acknowledgment << " win " << s.header.window;
    return out.str();
}

TypeId
Tap::GetTypeId()
{
    static TypeId tid = TypeId("tcp_test::Tap").SetParent<ErrorModel>().AddConstructor<Tap>();
    return tid;
}

bool
Tap::DoCorrupt(Ptr<Packet> packet)
{
    Ptr<Packet> copy = packet->Copy();
    copy->RemoveAtStart(2);
    Ipv4Header header;
    copy->RemoveHeader(header);
    const bool isFirst = header.GetFragmentOffset() == 0;
    const bool isFragment = !isFirst || !header.IsLastFragment();
    Crossing crossing{Simulator::Now().GetSeconds(), m_fromClient, false, isFragment, {}};
    if (header.GetProtocol() != 6 ||
        (isFirst && ReadHttpTcpSegment(copy, crossing.segment) != nullptr))
    {
        return false;
    }
    crossing.dropped = *m_drop && (*m_drop)(crossing.segment);
    if (*m_keepLog)
    {
        m_log->push_back(crossing);
    }
    return crossing.dropped;
}

void
Tap::DoReset()
{
}

bool
Host::WasTold(const std::string& what) const
{
    return ToldAt(what) >= 0;
}

double
Host::ToldAt(const std::string& what) const
{
    for (std::size_t i = 0; i < told.size(); ++i)
    {
        if (told[i] == what)
        {
            return toldAt[i];
        }
    }
    return -1;
}

void
Host::Push()
{
    while (toSend > 0 && socket && socket->GetTxAvailable() > 0)
    {
        const uint32_t size = std::min({toSend, socket->GetTxAvailable(), 1448U});
        const int result = socket->Send(Create<Packet>(size));
        if (result <= 0)
        {
            toSend = 0;
            return;
        }
        toSend -= result;
    }
    if (toSend == 0 && closeAfter && socket)
    {
        closeAfter = false;
        socket->Close();
    }
}

void
Host::Drain()
{
    while (socket)
    {
        Ptr<Packet> packet = socket->Recv();
        if (!packet || packet->GetSize() == 0)
        {
            break;
        }
        received += packet->GetSize();
    }
}

int
Host::Send(uint32_t bytes)
{
    return socket->Send(Create<Packet>(bytes));
}

void
Host::Adopt(Ptr<Socket> adopted)
{
    socket = adopted;
    states.clear();
    socket->TraceConnectWithoutContext("State", MakeCallback(&Host::OnState, this));
    socket->SetConnectCallback(MakeCallback(&Host::OnTold, this).Bind(std::string("connected")),
                               MakeCallback(&Host::OnTold, this).Bind(std::string("failed")));
    socket->SetCloseCallbacks(MakeCallback(&Host::OnTold, this).Bind(std::string("closed")),
                              MakeCallback(&Host::OnTold, this).Bind(std::string("error")));
    socket->SetRecvCallback(MakeCallback(&Host::OnReceive, this));
    socket->SetSendCallback(MakeCallback(&Host::OnSend, this));
}

TcpSocket::TcpStates_t
Host::GetState() const
{
    return states.empty() ? TcpSocket::CLOSED : states.back();
}

std::string
Host::GetEndReason() const
{
    StringValue reason;
    return socket->GetAttributeFailSafe("EndReason", reason) ? reason.Get() : "";
}

void
Host::OnTold(std::string what, Ptr<Socket> from)
{
    told.push_back(what);
    toldAt.push_back(Simulator::Now().GetSeconds());
    if (what == "closed" && closeOnFin && from == socket && toSend == 0)
    {
        socket->Close();
    }
}

void
Host::OnReceive(Ptr<Socket> from)
{
    if (from == socket && read)
    {
        Drain();
    }
    if (onData)
    {
        onData();
    }
}

void
Host::OnSend(Ptr<Socket> from, uint32_t)
{
    if (from == socket)
    {
        Push();
    }
}

void
Host::OnAccept(Ptr<Socket> accepting, const Address&)
{
    ++accepted;
    Adopt(accepting);
    states.push_back(TcpSocket::ESTABLISHED);
}

void
Host::OnState(TcpSocket::TcpStates_t, TcpSocket::TcpStates_t newState)
{
    states.push_back(newState);
}

Net::Net(bool ownSockets, std::string rate, std::string delay)
    : own(ownSockets)
{
    nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue(rate));
    link.SetChannelAttribute("Delay", StringValue(delay));
    devices = link.Install(nodes);
    InternetStackHelper stack;
    stack.Install(nodes);
    Ipv4AddressHelper addresses;
    addresses.SetBase("10.0.0.0", "255.255.255.0");
    Ipv4InterfaceContainer interfaces = addresses.Assign(devices);
    clientAddress = interfaces.GetAddress(0);
    serverAddress = interfaces.GetAddress(1);
    if (own)
    {
        HttpTcpHelper().Install(nodes);
    }
    client.name = "C";
    server.name = "S";
    client.node = nodes.Get(0);
    server.node = nodes.Get(1);
    std::function<bool(const tcp::Segment&)>* drops[] = {&dropToClient, &dropToServer};
    for (uint32_t i = 0; i < 2; ++i)
    {
        Ptr<Tap> tap = CreateObject<Tap>();
        tap->m_log = &log;
        tap->m_keepLog = &keepLog;
        tap->m_fromClient = i == 1;
        tap->m_drop = drops[i];
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(tap));
    }
}

Net::~Net()
{
    client.socket = nullptr;
    server.socket = nullptr;
    server.listener = nullptr;
    Simulator::Destroy();
}

Ptr<Socket>
Net::NewSocket(const Host& host) const
{
    return Socket::CreateSocket(host.node,
                                own ? HttpTcpSocketFactory::GetTypeId()
                                    : TcpSocketFactory::GetTypeId());
}

void
Net::Listen(uint16_t port)
{
    server.listener = NewSocket(server);
    server.listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), port));
    server.listener->Listen();
    server.listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                       MakeCallback(&Host::OnAccept, &server));
}

int
Net::Connect(uint16_t port, uint16_t localPort)
{
    Ptr<Socket> socket = NewSocket(client);
    client.Adopt(socket);
    if (localPort != 0 && socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), localPort)) != 0)
    {
        return -1;
    }
    return socket->Connect(InetSocketAddress(serverAddress, port));
}

void
Net::Inject(bool fromClient, TcpHeader header, uint32_t size)
{
    const Host& host = fromClient ? client : server;
    const Ipv4Address source = fromClient ? clientAddress : serverAddress;
    const Ipv4Address destination = fromClient ? serverAddress : clientAddress;
    host.node->GetObject<TcpL4Protocol>()->SendPacket(Create<Packet>(size),
                                                      header,
                                                      source,
                                                      destination);
}

void
Net::Run(double seconds)
{
    Simulator::Stop(Seconds(seconds) - Simulator::Now());
    Simulator::Run();
}

std::vector<Crossing>
Net::Find(std::function<bool(const Crossing&)> pick) const
{
    std::vector<Crossing> found;
    for (const auto& crossing : log)
    {
        if (pick(crossing))
        {
            found.push_back(crossing);
        }
    }
    return found;
}

std::string
Net::Tell() const
{
    std::string text = own ? "own sockets\n" : "ns-3's sockets\n";
    for (const auto& crossing : log)
    {
        text += ToString(crossing) + "\n";
        if (text.size() > 60000)
        {
            return text + "...\n";
        }
    }
    return text;
}

std::function<bool(const tcp::Segment&)>
DropNth(uint32_t count, std::function<bool(const tcp::Segment&)> pick)
{
    auto left = std::make_shared<uint32_t>(count);
    return [left, pick](const tcp::Segment& segment) { return pick(segment) && (*left)-- == 0; };
}

Defaults::Defaults()
{
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
}

Defaults::~Defaults()
{
    Config::Reset();
}

} // namespace tcp_test
