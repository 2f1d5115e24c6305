/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The sessions of HTTP/1 and HTTP/2 behind real sockets of the loopback, without ns-3.
// real-peers server: prints its port; a client that begins with HTTP/2's preface gets HTTP/2. PUT
//   stores content under its target, GET gives it again, GET /bytes/N gives N bytes.
// real-peers client PORT VERSION FOLDER STREAMS CANCEL TARGET...: asks for all targets on one
//   connection, STREAMS at once, writes contents to FOLDER/NUMBER and gives each CANCEL-th up.

#include "ns3/http-connection.h"
#include "ns3/http2-session.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace
{

using namespace ns3::http;

/// Most bytes of one call of the system.
constexpr std::size_t RUN = 65536;

/// @brief The present. @return it
Nanoseconds
Now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return Nanoseconds(time.tv_sec * 1'000'000'000LL + time.tv_nsec);
}

/// @brief Stops the program. @param what why
[[noreturn]] void
Fail(const std::string& what)
{
    std::cerr << "real-peers: " << what << ": " << std::strerror(errno) << '\n';
    std::exit(1);
}

/// @brief One end of a connection: a socket and a session.
class Peer
{
  public:
    /// @brief A socket whose session is not known yet. @param socket it
    explicit Peer(int socket)
        : m_socket(socket)
    {
        fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    }

    virtual ~Peer()
    {
        close(m_socket);
    }

    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    /// @brief Reads, writes and does what follows. @return false once the connection is over
    bool Work()
    {
        Read();
        if (m_session)
        {
            m_session->HandleTimeout(Now());
        }
        while (Feed() || Write())
        {
        }
        return !m_over;
    }

    /// @brief What the socket waits for. @return flags of epoll
    uint32_t GetInterest() const
    {
        return EPOLLIN | (m_out.empty() ? 0U : uint32_t{EPOLLOUT});
    }

    int GetSocket() const
    {
        return m_socket;
    }

    /// @brief How long the session can wait. @return milliseconds, rounded up; -1: for ever
    int GetWait() const
    {
        constexpr int64_t MILLISECOND = 1'000'000;
        const auto deadline = m_session ? m_session->GetDeadline() : std::nullopt;
        const int64_t left = deadline ? (*deadline - Now()).count() : -1;
        return deadline
                   ? static_cast<int>((std::max<int64_t>(0, left) + MILLISECOND - 1) / MILLISECOND)
                   : -1;
    }

  protected:
    /// @brief Makes the session when the first bytes are there. @param bytes them
    virtual void Begin(std::string_view bytes) = 0;
    /// @brief Something happened. @param event it
    virtual void Handle(const Event& event) = 0;
    /// @brief Content came. @param exchange whose @param bytes it
    virtual void Take(ExchangeId exchange, std::string_view bytes) = 0;
    /// @brief Makes content. @param content which @return its bytes
    virtual std::string Make(const Content& content) = 0;

    std::unique_ptr<Session> m_session; //!< the protocol

  private:
    /// @brief Reads all that is there.
    void Read()
    {
        char bytes[RUN];
        for (;;)
        {
            const ssize_t count = recv(m_socket, bytes, RUN, 0);
            if (count > 0)
            {
                m_in.append(bytes, static_cast<std::size_t>(count));
                continue;
            }
            const bool isLater = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
            m_ended = m_ended || !isLater;
            m_lost = m_lost || (count < 0 && !isLater);
            return;
        }
    }

    /// @brief Hands the session what it takes. @return whether anything moved
    bool Feed()
    {
        if (!m_session && !m_in.empty())
        {
            Begin(m_in);
        }
        if (!m_session)
        {
            m_over = m_ended;
            return false;
        }
        std::size_t begin = 0;
        while (begin < m_in.size())
        {
            const std::string_view rest = std::string_view(m_in).substr(begin);
            const InputDemand demand = m_session->GetInputDemand();
            if (demand.kind == InputKind::Paused)
            {
                break;
            }
            std::size_t taken = rest.size();
            if (demand.kind == InputKind::Text)
            {
                taken = m_session->ReceiveText(rest, Now());
            }
            else if (demand.kind == InputKind::Content)
            {
                taken = std::min<uint64_t>(rest.size(), demand.max);
                Take(demand.exchange, rest.substr(0, taken));
                m_session->ReceiveContent(taken, Now());
            }
            begin += taken;
            PassEvents();
        }
        m_in.erase(0, begin);
        bool moved = begin > 0;
        if (m_lost)
        {
            m_session->ReceiveAbort(Outcome::Reset);
            m_over = true;
        }
        else if (m_ended && m_in.empty() && !m_toldEnd)
        {
            m_toldEnd = true;
            moved = true;
            m_session->ReceiveEnd(Now());
        }
        return PassEvents() || moved;
    }

    bool PassEvents()
    {
        bool any = false;
        while (const auto event = m_session->NextEvent())
        {
            any = true;
            Handle(*event);
        }
        return any;
    }

    /// @brief Sends what the session has and the socket takes. @return whether anything moved
    bool Write()
    {
        if (!m_session || m_over)
        {
            return false;
        }
        while (m_session->HasOutput() && m_out.size() < RUN)
        {
            const OutputPiece piece = m_session->PeekOutput();
            Content run = piece.content;
            run.length = std::min<uint64_t>(run.length, RUN);
            m_out += piece.text.empty() ? Make(run) : std::string(piece.text);
            m_session->ConsumeOutput(piece.text.empty() ? run.length : piece.text.size(), Now());
        }
        const ssize_t sent = send(m_socket, m_out.data(), m_out.size(), MSG_NOSIGNAL);
        if (sent > 0)
        {
            m_out.erase(0, static_cast<std::size_t>(sent));
        }
        else if (sent < 0 && errno != EAGAIN)
        {
            m_over = true;
        }
        const CloseDemand demand = m_session->GetCloseDemand();
        if (demand == CloseDemand::Abort)
        {
            m_over = true;
        }
        else if (demand != CloseDemand::None && m_out.empty() && !m_session->HasOutput())
        {
            shutdown(m_socket, SHUT_WR);
            m_over = m_ended || m_over;
        }
        return PassEvents() || sent > 0;
    }

    int m_socket;           //!< the socket
    bool m_ended = false;   //!< the peer has ended its output
    bool m_lost = false;    //!< the connection is broken
    bool m_toldEnd = false; //!< the session knows that
    bool m_over = false;    //!< nothing happens any more
    std::string m_in;       //!< bytes that the session does not take yet
    std::string m_out;      //!< bytes that the socket does not take yet
};

/// What PUT has stored, by target.
std::map<std::string, std::string> g_stored;

/// @brief The server's end.
class ServerPeer : public Peer
{
  public:
    using Peer::Peer;

  private:
    /// @brief What is known of a request.
    struct Request
    {
        RequestHead head;    //!< its head
        std::string content; //!< its content
    };

    void Begin(std::string_view bytes) override
    {
        const auto limits = std::make_shared<const ConnectionOptions>();
        const std::size_t known = std::min(bytes.size(), HTTP2_PREFACE.size());
        if (bytes.substr(0, known) == HTTP2_PREFACE.substr(0, known))
        {
            m_session =
                Http2Session::Make(limits,
                                   std::make_shared<const Http2Options>(*FindHttp2Preset("nginx")),
                                   Connection::Role::Server,
                                   Now());
            return;
        }
        m_session = std::make_unique<Connection>(limits, Connection::Role::Server, Now());
    }

    void Handle(const Event& event) override
    {
        switch (event.type)
        {
        case EventType::RequestReceived:
            m_requests[event.exchange].head = m_session->GetRequest();
            break;
        case EventType::MessageReceived:
            Answer(event.exchange, m_requests[event.exchange]);
            break;
        case EventType::RequestRefused:
            Send(event.exchange, event.status, {}, false);
            break;
        case EventType::ExchangeEnded:
            m_requests.erase(event.exchange);
            break;
        default:
            break;
        }
    }

    void Take(ExchangeId exchange, std::string_view bytes) override
    {
        m_requests[exchange].content.append(bytes);
    }

    /// @brief Answers. @param exchange, request what
    void Answer(ExchangeId exchange, const Request& request)
    {
        const std::string& target = request.head.target;
        const bool isHead = request.head.method == "HEAD";
        if (request.head.method == "PUT")
        {
            g_stored[target] = request.content;
            Send(exchange, 201, {}, false);
            return;
        }
        Content content;
        const auto stored = g_stored.find(target);
        if (stored != g_stored.end())
        {
            m_names.push_back(target);
            content = {stored->second.size(), m_names.size() - 1, 0, ContentKind::File};
        }
        else if (target.rfind("/bytes/", 0) == 0)
        {
            content = {std::strtoull(target.c_str() + 7, nullptr, 10), 0, 0, ContentKind::Pattern};
        }
        else
        {
            Send(exchange, 404, {}, isHead);
            return;
        }
        Send(exchange, 200, content, isHead);
    }

    /// @brief Sends a response. @param exchange, status, content, isHead what
    void Send(ExchangeId exchange, uint16_t status, const Content& content, bool isHead)
    {
        ResponseHead head;
        head.status = status;
        head.fields.Add("Server", "real-peers");
        head.fields.Add("Content-Length", std::to_string(content.length));
        if (!m_session->StartResponse(exchange, head, Now(), nullptr))
        {
            return;
        }
        if (content.length > 0 && !isHead)
        {
            m_session->AppendContent(exchange, content);
        }
        m_session->EndContent(exchange);
    }

    std::string Make(const Content& content) override
    {
        if (content.kind == ContentKind::File)
        {
            return g_stored[m_names.at(content.seed)].substr(content.offset, content.length);
        }
        std::string bytes;
        for (uint64_t i = 0; i < content.length; ++i)
        {
            bytes.push_back(static_cast<char>((content.offset + i) % 251));
        }
        return bytes;
    }

    std::map<ExchangeId, Request> m_requests; //!< open ones
    std::vector<std::string> m_names;         //!< stored contents on their way
};

/// @brief The client's end.
class ClientPeer : public Peer
{
  public:
    /// @brief Begins to ask. @param socket, version, folder, streams, cancel, targets as called
    ClientPeer(int socket,
               const std::string& version,
               std::string folder,
               std::size_t streams,
               std::size_t cancel,
               std::vector<std::string> targets)
        : Peer(socket),
          m_folder(std::move(folder)),
          m_streams(streams),
          m_cancel(cancel),
          m_targets(std::move(targets))
    {
        const auto limits = std::make_shared<const ConnectionOptions>();
        if (version == "2")
        {
            m_session = Http2Session::Make(
                limits,
                std::make_shared<const Http2Options>(*FindHttp2Preset("chromium")),
                Connection::Role::Client);
        }
        else
        {
            m_session = std::make_unique<Connection>(limits, Connection::Role::Client);
        }
        Ask();
    }

    /// @brief Prints how it went. @return whether every exchange has ended as it was to
    bool Report() const
    {
        std::cout << "complete " << m_complete << " cancelled " << m_cancelled << " refused "
                  << m_refused << " failed " << m_failed << '\n';
        return m_failed == 0 && m_complete + m_cancelled == m_targets.size();
    }

  private:
    void Begin(std::string_view /* bytes */) override
    {
    }

    void Ask()
    {
        while (m_session->GetOpenExchanges() < m_streams &&
               (!m_waiting.empty() || m_next < m_targets.size()) && m_session->GetCapacity() > 0)
        {
            const std::size_t index = m_waiting.empty() ? m_next : m_waiting.back();
            RequestHead head;
            head.target = m_targets[index];
            head.fields.Add("Host", "localhost");
            head.fields.Add("User-Agent", "real-peers");
            const auto exchange = m_session->StartRequest(head, Now(), nullptr);
            if (!exchange)
            {
                return;
            }
            m_session->EndContent(*exchange);
            m_indices[*exchange] = index;
            if (m_waiting.empty())
            {
                ++m_next;
            }
            else
            {
                m_waiting.pop_back();
            }
        }
        if (m_next == m_targets.size() && m_waiting.empty() && m_session->GetOpenExchanges() == 0)
        {
            m_session->CloseAfterOpenExchanges();
        }
    }

    void Handle(const Event& event) override
    {
        if (event.type == EventType::ResponseReceived && m_session->GetResponse().status != 200)
        {
            ++m_failed;
        }
        else if (event.type == EventType::ContentReceived && m_cancel > 0 &&
                 (m_indices[event.exchange] + 1) % m_cancel == 0)
        {
            m_session->Cancel(event.exchange, Outcome::Stopped);
        }
        else if (event.type == EventType::ExchangeEnded)
        {
            const std::size_t index = m_indices[event.exchange];
            if (event.outcome == Outcome::Complete)
            {
                ++m_complete;
                std::ofstream(m_folder + "/" + std::to_string(index), std::ios::binary)
                    << m_contents[event.exchange];
            }
            else if (event.outcome == Outcome::Stopped)
            {
                ++m_cancelled;
            }
            else if (event.unprocessed)
            {
                ++m_refused;
                m_waiting.push_back(index);
            }
            else
            {
                std::cerr << m_targets[index] << ": " << GetOutcomeName(event.outcome) << ' '
                          << event.problem << '\n';
                ++m_failed;
            }
            m_contents.erase(event.exchange);
            Ask();
        }
    }

    void Take(ExchangeId exchange, std::string_view bytes) override
    {
        m_contents[exchange].append(bytes);
    }

    std::string Make(const Content& content) override
    {
        return std::string(content.length, '\0');
    }

    std::string m_folder;                         //!< where contents go
    std::size_t m_streams;                        //!< exchanges at once
    std::size_t m_cancel;                         //!< each so-many-th is given up
    std::vector<std::string> m_targets;           //!< what to ask for
    std::size_t m_next = 0;                       //!< the next one
    std::vector<std::size_t> m_waiting;           //!< those to be asked for again
    std::map<ExchangeId, std::size_t> m_indices;  //!< which exchange asks for which
    std::map<ExchangeId, std::string> m_contents; //!< what came
    std::size_t m_complete = 0;                   //!< how many came whole
    std::size_t m_cancelled = 0;                  //!< how many were given up
    std::size_t m_refused = 0;                    //!< how often the server refused a stream
    std::size_t m_failed = 0;                     //!< how many failed
};

/// @brief An address of the loopback. @param port of it @return it
sockaddr_in
GetLoopback(uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// @brief Serves until it is killed.
void
Serve()
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address = GetLoopback(0);
    socklen_t size = sizeof(address);
    if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener, 500) != 0 ||
        getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    {
        Fail("listen");
    }
    std::cout << ntohs(address.sin_port) << std::endl;
    const int poll = epoll_create1(0);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = listener;
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    std::map<int, std::unique_ptr<Peer>> peers;
    for (;;)
    {
        int wait = -1;
        for (const auto& [number, peer] : peers)
        {
            const int own = peer->GetWait();
            wait = own >= 0 && (wait < 0 || own < wait) ? own : wait;
        }
        const int count = epoll_wait(poll, &event, 1, wait);
        if (count == 0)
        {
            // Whose time has come; what it then has to send is sent.
            for (auto peer = peers.begin(); peer != peers.end();)
            {
                const bool isDue = peer->second->GetWait() == 0;
                peer = isDue && !peer->second->Work() ? peers.erase(peer) : std::next(peer);
            }
        }
        if (count < 1)
        {
            continue;
        }
        if (event.data.fd == listener)
        {
            const int socket = accept(listener, nullptr, nullptr);
            if (socket >= 0)
            {
                peers[socket] = std::make_unique<ServerPeer>(socket);
                event.events = EPOLLIN;
                event.data.fd = socket;
                epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
            }
            continue;
        }
        const int socket = event.data.fd;
        Peer& peer = *peers[socket];
        if (!peer.Work())
        {
            peers.erase(socket);
            continue;
        }
        event.events = peer.GetInterest();
        epoll_ctl(poll, EPOLL_CTL_MOD, socket, &event);
    }
}

/// @brief Asks. @param words the command's words behind "client" @return the exit status
int
Ask(const std::vector<std::string>& words)
{
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = GetLoopback(static_cast<uint16_t>(std::stoul(words[0])));
    if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
    {
        Fail("connect");
    }
    ClientPeer peer(connection,
                    words[1],
                    words[2],
                    std::stoul(words[3]),
                    std::stoul(words[4]),
                    {words.begin() + 5, words.end()});
    const int poll = epoll_create1(0);
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT;
    epoll_ctl(poll, EPOLL_CTL_ADD, connection, &event);
    while (peer.Work())
    {
        event.events = peer.GetInterest();
        epoll_ctl(poll, EPOLL_CTL_MOD, connection, &event);
        if (epoll_wait(poll, &event, 1, 20000) == 0)
        {
            std::cerr << "real-peers: nothing happened for 20 s\n";
            peer.Report();
            return 1;
        }
    }
    return peer.Report() ? 0 : 1;
}

} // namespace

int
main(int argc, char* argv[])
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 1 && words[0] == "server")
    {
        Serve();
    }
    if (words.size() < 7 || words[0] != "client")
    {
        std::cerr << "usage: real-peers server\n"
                     "       real-peers client PORT VERSION FOLDER STREAMS CANCEL TARGET...\n";
        return 2;
    }
    return Ask({words.begin() + 1, words.end()});
}
