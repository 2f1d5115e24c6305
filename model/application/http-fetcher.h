/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FETCHER_H
#define HTTP_FETCHER_H

#include "http-content-bytes.h"
#include "http-driver.h"
#include "http-hosts.h"
#include "http-traced-application.h"
#include "http-transaction.h"

#include "ns3/event-id.h"
#include "ns3/http-activity-record.h"
#include "ns3/http-pool.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

class HttpMessageTracer;

/**
 * @ingroup http
 * @brief What may be varied in a fetcher.
 */
struct HttpFetcherOptions
{
    http::PoolOptions pool;                        //!< limits and use of connections
    http::ConnectionOptions connection;            //!< limits and times of each connection
    http::Version version = http::Version::Http11; //!< version of requests in clear
    bool negotiates = false;                       //!< HTTP/2 where TLS agrees on it
    http::Http2Options http2;                      //!< of connections of HTTP/2
    bool coalesces = false;   //!< HTTP/2: origins of one address and scheme share a connection
    bool keepAlive10 = false; //!< HTTP/1.0: ask for a persistent connection
    std::string product = "ns3-http";                    //!< User-Agent, empty for none
    http::ContentKind kind = http::ContentKind::Pattern; //!< content sent, and expected
    bool checksContent = true;                           //!< whether content received is compared
    TypeId socketFactory;                                //!< type of the socket factory
    Address local;                                       //!< local address and port, or invalid
    Ptr<NetDevice> device;                               //!< device to bind to, or nullptr
    Time connectTimeout;                                 //!< 0: as long as TCP tries
    Time lingerTimeout;              //!< longest wait for a peer's end after ours
    bool gathersWrites = false;      //!< requests of one moment leave in one write
    uint32_t maxRetries = 0;         //!< times that a request is tried again
    bool retriesAll = false;         //!< also those that are not idempotent
    bool heedsKeepAlive = false;     //!< follows the Keep-Alive field of responses
    bool halfCloses = false;         //!< closes the output behind a connection's last request
    uint32_t connectRetries = 0;     //!< times that a connection is asked for again
    Time portWait;                   //!< longest wait for a free local port; 0: none
    Time retryDelay;                 //!< until a connection is asked for again
    Address proxy;                   //!< address and port of a proxy for all requests, or invalid
    HttpTransportLayerFactory layer; //!< makes a layer over each socket, or null
    HttpContentReader* reader = nullptr; //!< gives request content of kind Relay, or nullptr
};

/**
 * @ingroup http
 * @brief Who hears what becomes of requests.
 */
class HttpFetcherOwner
{
  public:
    virtual ~HttpFetcherOwner() = default;

    /// @brief The head of its response was read. @param transaction the request
    virtual void FetchAnswered(HttpTransaction& transaction) = 0;

    /// @brief It has its outcome. @param transaction the request, gone after the call
    virtual void FetchEnded(HttpTransaction& transaction) = 0;

    /**
     * @brief A request is about to be sent.
     * @param transaction the request
     * @param head its head; may be changed
     */
    virtual void FetchHead(HttpTransaction& transaction, http::RequestHead& head);

    /**
     * @brief A request's head was given to its connection; again if it is tried again.
     * @param transaction the request
     * @return whether the owner gives its content piece by piece: AppendContent(), EndContent()
     */
    virtual bool FetchStarted(HttpTransaction& transaction);

    /**
     * @brief The head of an interim (1xx) response was read.
     * @param transaction the request
     * @param head the head
     */
    virtual void FetchInformed(HttpTransaction& transaction, const http::ResponseHead& head);

    /**
     * @brief Bytes of the response's content were read.
     * @param transaction the request
     * @param packet a packet that begins with them
     * @param bytes how many of them
     */
    virtual void FetchContent(HttpTransaction& transaction, const Packet& packet, uint64_t bytes);

    /// @brief The whole response was read. @param transaction the request
    virtual void FetchReceived(HttpTransaction& transaction);
};

/**
 * @ingroup http
 * @brief Turns wishes for resources into requests on connections, and follows them to their
 * outcome.
 *
 * Resolves host names, keeps a pool of connections, sends requests as the pool assigns them, tries
 * idempotent ones again whose connection closed under them (RFC 9112, section 9.3.1), and asks
 * again for connections that could not be made, as its options say.
 */
class HttpFetcher : private HttpDriverOwner
{
  public:
    /**
     * @brief A fetcher without connections.
     * @param owner who hears; must outlive it
     * @param application its application, which tells; must outlive it
     * @param options what may be varied
     */
    HttpFetcher(HttpFetcherOwner& owner,
                const HttpTracedApplication& application,
                const HttpFetcherOptions& options);
    ~HttpFetcher() override;
    HttpFetcher(const HttpFetcher&) = delete;
    HttpFetcher& operator=(const HttpFetcher&) = delete;

    /**
     * @brief Wants a resource.
     * @param request what is asked for; must stay until it has its outcome
     * @param page number of its page
     * @param index its place in the page
     * @return the request's number; it may have its outcome already
     */
    uint64_t Fetch(const HttpPageObject& request, uint64_t page, uint32_t index);

    /**
     * @brief A resource is wanted, but its response is there: the request is complete at once
     *        without being sent.
     * @param request what is asked for; must stay until it has its outcome
     * @param page number of its page
     * @param index its place in the page
     * @param status of the response
     */
    void FetchStored(const HttpPageObject& request, uint64_t page, uint32_t index, uint16_t status);

    /**
     * @brief Appends content to a request that FetchStarted() told of.
     * @param transaction the request's number
     * @param piece what and how much
     */
    void AppendContent(uint64_t transaction, const http::Content& piece);

    /// @brief Ends the content of such a request. @param transaction the request's number
    void EndContent(uint64_t transaction);

    /**
     * @brief Stops reading the content of a response for a while, or goes on.
     * @param transaction the request's number
     * @param isPaused whether it stops
     */
    void Pause(uint64_t transaction, bool isPaused);

    /**
     * @brief A request is not wanted any more; it ends, and its connection with it.
     * @param transaction the request's number; ignored if it has its outcome
     * @param outcome its outcome
     */
    void Cancel(uint64_t transaction, http::Outcome outcome);

    /// @brief Ends every request that has no outcome and closes every connection. @param outcome
    /// theirs
    void Stop(http::Outcome outcome);

    /**
     * @brief Ends every request that has no outcome and lets go of the connections as they are.
     *
     * For the end of the simulation, when the network beneath may be gone already.
     * @param outcome theirs
     */
    void Discard(http::Outcome outcome);

    /// @brief Connections that were established so far. @return their number
    uint64_t GetConnectionsOpened() const;

    /// @brief Requests without outcome. @return their number
    std::size_t GetPending() const;

    /// @brief Times that a connection had to wait because no local port was free. @return how often
    uint64_t GetPortWaits() const;

  private:
    /// @brief A server as clients know it: scheme, host and port; once for each lane.
    struct Origin
    {
        http::Url url;                                 //!< its scheme, host and port
        http::Version version = http::Version::Http11; //!< of its requests in clear
        std::optional<uint32_t> shared;                //!< the origin whose connections it uses
        uint32_t lane = 0;             //!< requests of other lanes have connections of their own
        Address address;               //!< address and port once it is resolved
        bool isResolved = false;       //!< the resolver has answered
        std::vector<uint64_t> waiting; //!< requests that wait for the resolver
    };

    /// @brief A connection.
    struct Connection
    {
        Ptr<HttpDriver> driver;                    //!< moves its bytes
        std::vector<HttpTransaction*> requests;    //!< unanswered, the oldest first
        std::unique_ptr<HttpMessageTracer> tracer; //!< if somebody listens to Message
        uint32_t origin = 0;                       //!< where it leads
        uint32_t connects = 0;                     //!< times that it could not be made
        bool isUsed = false;                       //!< has carried a request
        bool isReady = false;                      //!< the pool knows that it can carry requests
        bool isTunnelling = false;                 //!< asks a proxy for a tunnel
        bool isTunnel = false;                     //!< goes through one
        bool isMultiplexed = false;                //!< its requests go on independently
        bool hasFailed = false;                    //!< a request on it has failed
        uint32_t assigned = 0;                     //!< requests that it was given
        uint64_t answered = 0;                     //!< responses that it has brought
        Time asked;                                //!< when it was wanted
        Time connectStart;                         //!< when it was asked for
        Time connectEnd;                           //!< when it was established
        /// Before it is ready: the next attempt to connect; then: the end of the server's
        /// keep-alive time.
        EventId timer;
    };

    /// @brief Whether and how a request that failed is tried again.
    enum class Retry : uint8_t
    {
        None,     //!< it is not
        TooMany,  //!< it would be, but has been often enough
        Alone,    //!< on a new connection, with no other request before it is answered
        Together, //!< as any other request
    };

    std::unique_ptr<http::Session> DriverSession(const HttpDriver& driver) override;
    void DriverConnected(HttpDriver& driver) override;
    void DriverEvent(HttpDriver& driver, const http::Event& event) override;
    void DriverContent(HttpDriver& driver,
                       http::ExchangeId exchange,
                       const Packet& packet,
                       uint64_t bytes) override;
    void DriverClosed(HttpDriver& driver, http::Outcome outcome) override;

    /**
     * @brief The origin of a URL, new if need be.
     * @param request what is asked for
     * @return its number
     */
    uint32_t GetOrigin(const HttpPageObject& request);

    /// @brief An origin's address is known: which other's connections lead there, too?
    /// @param number the origin's number
    void Coalesce(uint32_t number);

    /// @brief Begins a transaction. @param request, page, index as in Fetch() @return it
    HttpTransaction& Begin(const HttpPageObject& request, uint64_t page, uint32_t index);

    /// @brief Looks an origin's host up. @param origin its number
    void Resolve(uint32_t origin);

    /// @brief The resolver's answer is there. @param origin the origin's number
    void Resolved(uint32_t origin);

    /// @brief Hands a request to the pool. @param transaction the request
    void Submit(HttpTransaction& transaction);

    /// @brief Hands a request to the pool again. @param transaction the request @param isAlone
    /// whether it goes on a new connection and shares it with no other
    void Resubmit(HttpTransaction& transaction, bool isAlone);

    /// @brief Does what the pool wants until it wants nothing more.
    void RunPool();

    /// @brief Opens a connection. @param action the pool's wish
    void Open(const http::PoolAction& action);

    /// @brief Asks for a connection. @param connection the pool's number of it
    void Connect(http::PoolConnectionId connection);

    /**
     * @brief Whether a connection that could not be made is to be asked for again.
     * @param connection it
     * @param outcome why it could not be made
     * @return whether
     */
    bool IsConnectedAgain(const Connection& connection, http::Outcome outcome) const;

    /**
     * @brief Does what the Keep-Alive field of a response says.
     * @param connection its connection
     * @param value the field's value, such as timeout=5, max=100
     */
    void HeedKeepAlive(Connection& connection, std::string_view value);

    /// @brief The server's keep-alive time is over. @param connection the pool's number of it
    void Expire(http::PoolConnectionId connection);

    /**
     * @brief Decides about a request that failed.
     *
     * A request counts an attempt only if it was the oldest on its connection and the connection
     * brought nothing since: those behind it were never looked at.
     * @param connection its connection
     * @param transaction the request
     * @param event how its exchange ended
     * @return what is to be done
     */
    Retry DecideRetry(const Connection& connection,
                      HttpTransaction& transaction,
                      const http::Event& event) const;

    /// @brief Whether a server has refused to answer for a host whose requests were sent to it
    /// along with another's. @param transaction the request @return whether
    bool IsMisdirected(const HttpTransaction& transaction);

    /// @brief A request is about to be sent on a connection. @param connection it @param record
    /// the request's, which gets what is known of the connection
    static void CountAttempt(Connection& connection, HttpTransactionRecord& record);

    /// @brief A connection has closed to further requests in this very moment, or is full.
    /// @param action the pool's wish, which cannot be
    void Return(const http::PoolAction& action);

    /// @brief Sends a request on a connection. @param action the pool's wish
    void Assign(const http::PoolAction& action);

    /// @brief What was assigned to a connection last goes out, now or behind the present moment's
    /// other requests. @param connection it
    void SendAssigned(const Connection& connection);

    /**
     * @brief A connection could not be made: one request that waits for it fails.
     * @param connection the pool's number of it
     * @param origin where it was to lead
     * @param outcome why
     */
    void FailConnecting(http::PoolConnectionId connection, uint32_t origin, http::Outcome outcome);

    /// @brief A proxy is asked for a tunnel to the server. @param connection the connection to it
    void AskForTunnel(Connection& connection);

    /**
     * @brief What the proxy answers to that.
     * @param connection the connection
     * @param event the event
     */
    void OnTunnelEvent(Connection& connection, const http::Event& event);

    /// @brief What a connection takes at once. @param connection it, established @return it
    static http::PoolCapacity GetCapacity(const Connection& connection);

    /// @brief The connection can carry requests. @param connection the pool's number of it
    void Ready(http::PoolConnectionId connection);

    /**
     * @brief The head of a request.
     * @param request what is asked for
     * @param session what carries it
     * @return the head
     */
    http::RequestHead MakeHead(const HttpPageObject& request, const http::Session& session) const;

    /**
     * @brief A final response's head was read.
     * @param connection its connection
     * @param transaction its request
     * @param event the event
     */
    void OnResponse(Connection& connection, HttpTransaction& transaction, const http::Event& event);

    /**
     * @brief An exchange is over.
     * @param connection its connection
     * @param transaction its request
     * @param event the event
     */
    void OnExchangeEnded(Connection& connection,
                         HttpTransaction& transaction,
                         const http::Event& event);

    /**
     * @brief A request has its outcome.
     * @param transaction the request
     * @param outcome the outcome
     * @param problem more about it
     */
    void End(uint64_t transaction, http::Outcome outcome, const char* problem = "");

    /// @brief No timer runs any more, and no request is sent.
    void CancelTimers();

    /// @brief Every request has its outcome. @param outcome of those that had none
    void EndAll(http::Outcome outcome);

    /// @brief The request of a connection's exchange. @param connection the connection
    /// @param exchange the session's name for it @return it, or nullptr
    static HttpTransaction* Find(const Connection& connection, http::ExchangeId exchange);

    /// @brief A request that is on a connection. @param transaction its number @return it, or
    /// nullptr
    HttpTransaction* FindSent(uint64_t transaction);

    /// @brief The driver of a request's connection. @param transaction it, on a connection
    /// @return the driver
    Ptr<HttpDriver> GetDriver(const HttpTransaction& transaction) const;

    /// @brief Tells of a step. @param activity which @param transaction its request @param bytes
    /// of the message
    void Report(HttpActivity activity, const HttpTransaction& transaction, uint64_t bytes = 0);

    HttpFetcherOwner& m_owner;                          //!< who hears
    HttpDriverContext m_context;                        //!< shared by the drivers
    const HttpTracedApplication& m_application;         //!< tells
    HttpFetcherOptions m_options;                       //!< what may be varied
    Ptr<HttpHosts> m_hosts;                             //!< the node's hosts table, or nullptr
    http::Pool m_pool;                                  //!< which request goes where
    EventId m_poolTimer;                                //!< the pool's deadline
    std::vector<EventId> m_lookups;                     //!< lookups under way or done
    std::map<std::string, uint32_t> m_originNumbers;    //!< origins by lane and URL without target
    std::vector<Origin> m_origins;                      //!< origins by number
    uint32_t m_lastOrigin = 0;                          //!< the one found last
    std::deque<Connection> m_connections;               //!< connections by the pool's number
    std::map<uint64_t, HttpTransaction> m_transactions; //!< requests without outcome
    uint64_t m_started = 0;                             //!< requests so far
    uint64_t m_opened = 0;                              //!< connections established so far
    uint64_t m_portWaits = 0;                           //!< waits for a local port
    HttpTurn m_poolTurn;                                //!< inside RunPool()
    bool m_stopped = false;                             //!< Stop() was called
};

} // namespace ns3

#endif /* HTTP_FETCHER_H */
