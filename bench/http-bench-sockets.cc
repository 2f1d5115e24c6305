/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The floor: the bytes of an HTTP exchange on bare sockets, as a careful program without a protocol
// would send and count them. It knows both messages beforehand and finds their ends by counting.

#include "http-bench-run.h"

#include "ns3/application.h"
#include "ns3/http-content-bytes.h"
#include "ns3/http-content.h"
#include "ns3/inet-socket-address.h"
#include "ns3/socket.h"

#include <cstring>
#include <map>
#include <vector>

using namespace ns3;

namespace
{

/// Most bytes that one send or read takes.
const uint32_t RUN = HTTP_PATTERN_RUN;

/// @brief A message whose bytes are known: a head and a piece of content.
class Message
{
  public:
    /**
     * @brief A message.
     * @param head its head
     * @param name what the content's pattern is derived from
     * @param size bytes of content
     * @param isZero whether the content is zeros
     */
    Message(const std::string& head, const std::string& name, uint64_t size, bool isZero)
        : m_bytes(head.begin(), head.end()),
          m_head(static_cast<uint32_t>(head.size())),
          m_size(head.size() + size),
          m_isZero(isZero)
    {
        m_content.seed = http::GetContentSeed(name);
        if (!isZero)
        {
            // The head and the first run of content stand together: one piece for most messages.
            m_content.length = std::min<uint64_t>(size, RUN - m_head);
            const uint8_t* pattern = GetHttpPattern(m_content);
            m_bytes.insert(m_bytes.end(), pattern, pattern + m_content.length);
        }
    }

    /// @brief Bytes of the whole message. @return bytes
    uint64_t GetSize() const
    {
        return m_size;
    }

    /**
     * @brief A packet with a piece of the message.
     * @param offset the first byte
     * @param room at most so many bytes
     * @return the packet
     */
    Ptr<Packet> MakePacket(uint64_t offset, uint32_t room) const
    {
        const uint64_t bytes = std::min<uint64_t>({room, RUN, m_size - offset});
        if (m_isZero)
        {
            if (offset >= m_head)
            {
                return Create<Packet>(static_cast<uint32_t>(bytes));
            }
            const uint32_t head = static_cast<uint32_t>(std::min<uint64_t>(bytes, m_head - offset));
            Ptr<Packet> packet = Create<Packet>(m_bytes.data() + offset, head);
            if (bytes > head)
            {
                packet->AddAtEnd(Create<Packet>(static_cast<uint32_t>(bytes - head)));
            }
            return packet;
        }
        uint64_t run = bytes;
        const uint8_t* begin = GetBytes(offset, run);
        return Create<Packet>(begin, static_cast<uint32_t>(run));
    }

    /**
     * @brief Whether a piece of the message is nothing but zeros, which are only counted.
     * @param offset the first byte
     * @param length bytes
     * @return whether it is
     */
    bool IsCounted(uint64_t offset, uint64_t length) const
    {
        return m_isZero && offset >= m_head && offset + length <= m_size;
    }

    /**
     * @brief Whether received bytes are a piece of the message; of zeros it does not ask.
     * @param offset the first byte
     * @param bytes the bytes
     * @param length how many
     * @return whether
     */
    bool Matches(uint64_t offset, const uint8_t* bytes, uint64_t length) const
    {
        if (m_isZero)
        {
            length = offset < m_head ? std::min<uint64_t>(length, m_head - offset) : 0;
        }
        while (length > 0)
        {
            uint64_t run = length;
            const uint8_t* expected = GetBytes(offset, run);
            if (std::memcmp(expected, bytes, run) != 0)
            {
                return false;
            }
            offset += run;
            bytes += run;
            length -= run;
        }
        return true;
    }

  private:
    /**
     * @brief Bytes of the message that lie together.
     * @param offset the first byte
     * @param run how many are wanted; set to how many there are
     * @return the bytes
     */
    const uint8_t* GetBytes(uint64_t offset, uint64_t& run) const
    {
        if (offset < m_bytes.size())
        {
            run = std::min<uint64_t>(run, m_bytes.size() - offset);
            return m_bytes.data() + offset;
        }
        http::Content content = m_content;
        content.offset = offset - m_head;
        return GetHttpPattern(content);
    }

    std::vector<uint8_t> m_bytes; //!< the head and the first run of content
    uint32_t m_head;              //!< bytes of the head
    uint64_t m_size;              //!< bytes of the message
    bool m_isZero;                //!< the content is zeros
    http::Content m_content;      //!< the content's pattern
};

/// @brief One end of a connection: sends one message over and over, and receives another.
class Endpoint : public SimpleRefCount<Endpoint>
{
  public:
    /**
     * @brief An end of a connection.
     * @param run tells of what is delivered
     * @param sent the message that it sends
     * @param received the message that it receives
     * @param times how often the client asks; 0 on the server's side, which answers
     */
    Endpoint(HttpBenchRun& run, const Message& sent, const Message& received, uint32_t times)
        : m_run(run),
          m_sent(sent),
          m_received(received),
          m_left(times),
          m_isClient(times > 0)
    {
    }

    /**
     * @brief Client: asks for a connection.
     * @param node its node
     */
    void Connect(Ptr<Node> node)
    {
        m_socket = Socket::CreateSocket(node, m_run.GetSocketFactory());
        m_socket->Bind();
        m_socket->SetConnectCallback(MakeCallback(&Endpoint::OnConnected, this),
                                     MakeNullCallback<void, Ptr<Socket>>());
        Attach();
        m_socket->Connect(InetSocketAddress(m_run.server, 80));
    }

    /**
     * @brief Server: takes over a connected socket.
     * @param socket the socket
     */
    void Accept(Ptr<Socket> socket)
    {
        m_socket = socket;
        Attach();
    }

  private:
    /// @brief Sets the callbacks of a connection.
    void Attach()
    {
        m_socket->SetRecvCallback(MakeCallback(&Endpoint::OnReceive, this));
        m_socket->SetSendCallback(MakeCallback(&Endpoint::OnSendSpace, this));
    }

    /// @brief Callback: connected. @param socket the socket
    void OnConnected(Ptr<Socket> /* socket */)
    {
        Begin();
    }

    /// @brief Callback: there is room to send. @param socket the socket @param bytes how much
    void OnSendSpace(Ptr<Socket> /* socket */, uint32_t /* bytes */)
    {
        Write();
    }

    /// @brief Callback: there are bytes to read. @param socket the socket
    void OnReceive(Ptr<Socket> /* socket */)
    {
        while (m_socket->GetRxAvailable() > 0)
        {
            Ptr<Packet> packet = m_socket->Recv(RUN, 0);
            const uint32_t size = packet->GetSize();
            const bool isCounted = m_received.IsCounted(m_read, size);
            if (!isCounted)
            {
                packet->CopyData(m_scratch.data(), size);
            }
            for (uint32_t taken = 0; taken < size;)
            {
                const uint64_t bytes =
                    std::min<uint64_t>(size - taken, m_received.GetSize() - m_read);
                if (!isCounted && !m_received.Matches(m_read, m_scratch.data() + taken, bytes))
                {
                    std::fprintf(stderr, "received bytes differ from those sent\n");
                    std::exit(1);
                }
                m_read += bytes;
                taken += static_cast<uint32_t>(bytes);
                if (m_read == m_received.GetSize())
                {
                    m_read = 0;
                    OnMessage();
                }
            }
        }
    }

    /// @brief A whole message was received.
    void OnMessage()
    {
        if (!m_isClient)
        {
            Begin();
            return;
        }
        m_run.Delivered(m_run.size);
        if (--m_left > 0)
        {
            Begin();
        }
    }

    /// @brief Begins to send the message once more.
    void Begin()
    {
        m_toWrite += m_sent.GetSize();
        Write();
    }

    /// @brief Sends what the socket takes.
    void Write()
    {
        while (m_toWrite > 0)
        {
            const uint32_t room = m_socket->GetTxAvailable();
            if (room == 0)
            {
                return;
            }
            Ptr<Packet> packet = m_sent.MakePacket(m_written, room);
            const uint32_t size = packet->GetSize();
            if (m_socket->Send(packet, 0) < 0)
            {
                return;
            }
            m_toWrite -= size;
            m_written = (m_written + size) % m_sent.GetSize();
        }
    }

    static std::vector<uint8_t> m_scratch; //!< bytes read, for the comparison

    HttpBenchRun& m_run;       //!< tells of what is delivered
    const Message& m_sent;     //!< the message that it sends
    const Message& m_received; //!< the message that it receives
    Ptr<Socket> m_socket;      //!< the socket
    uint64_t m_toWrite = 0;    //!< bytes that wait to be sent
    uint64_t m_written = 0;    //!< bytes of the message that were sent
    uint64_t m_read = 0;       //!< bytes of the message that were received
    uint32_t m_left;           //!< times that the client is still to ask
    bool m_isClient;           //!< whether it asks or answers
};

std::vector<uint8_t> Endpoint::m_scratch(RUN);

/// @brief Answers requests.
class FloorServer : public Application
{
  public:
    /**
     * @brief A server.
     * @param run tells of what is delivered
     * @param request the message that it waits for
     * @param response the message that it answers with
     */
    FloorServer(HttpBenchRun& run, const Message& request, const Message& response)
        : m_run(run),
          m_request(request),
          m_response(response)
    {
    }

  private:
    void StartApplication() override
    {
        m_listener = Socket::CreateSocket(GetNode(), m_run.GetSocketFactory());
        m_listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), 80));
        m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&FloorServer::OnAccept, this));
        m_listener->Listen();
    }

    /// @brief Callback: a connection was accepted. @param socket its socket @param from the peer
    void OnAccept(Ptr<Socket> socket, const Address& /* from */)
    {
        m_ends.push_back(Create<Endpoint>(m_run, m_response, m_request, 0));
        m_ends.back()->Accept(socket);
    }

    HttpBenchRun& m_run;               //!< tells of what is delivered
    const Message& m_request;          //!< the message that it waits for
    const Message& m_response;         //!< the message that it answers with
    Ptr<Socket> m_listener;            //!< the listening socket
    std::vector<Ptr<Endpoint>> m_ends; //!< the connections
};

/// @brief Asks again and again on one connection.
class FloorClient : public Application
{
  public:
    /// @brief A client. @param end its end of the connection
    explicit FloorClient(Ptr<Endpoint> end)
        : m_end(end)
    {
    }

  private:
    void StartApplication() override
    {
        m_end->Connect(GetNode());
    }

    Ptr<Endpoint> m_end; //!< its end of the connection
};

} // namespace

int
main(int argc, char* argv[])
{
    HttpBenchRun run;
    run.Build(argc, argv);

    // The heads that HttpClient and HttpServer send for this object.
    const std::string target = "/bytes/" + std::to_string(run.size);
    const Message request("GET " + target +
                              " HTTP/1.1\r\nHost: 10.1.1.2\r\nUser-Agent: ns3-http\r\n\r\n",
                          target,
                          0,
                          run.content == "Zero");
    const Message response(
        "HTTP/1.1 200 OK\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\nServer: ns3-http\r\n"
        "Content-Type: text/html\r\nContent-Length: " +
            std::to_string(run.size) + "\r\n\r\n",
        target,
        run.size,
        run.content == "Zero");

    run.nodes.Get(1)->AddApplication(CreateObject<FloorServer>(run, request, response));
    for (uint32_t i = 0; i < run.connections; ++i)
    {
        Ptr<FloorClient> client =
            CreateObject<FloorClient>(Create<Endpoint>(run, request, response, run.objects));
        client->SetStartTime(run.GetStart(i));
        run.nodes.Get(0)->AddApplication(client);
    }
    return run.Measure();
}
