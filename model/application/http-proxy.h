/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PROXY_H
#define HTTP_PROXY_H

#include "http-application.h"
#include "http-fetcher.h"
#include "http-listeners.h"
#include "http-responder.h"
#include "http-traced-application.h"
#include "http-tunnel.h"

#include "ns3/event-id.h"
#include "ns3/http-cache.h"
#include "ns3/http-framing.h"
#include "ns3/http-proxy-record.h"
#include "ns3/http-transaction-record.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace ns3
{

class HttpRelayTable;
class HttpStoredContent;

/**
 * @ingroup http
 * @brief An HTTP/1.1 proxy (RFC 9110, section 7.6), with a shared cache if it is given room
 *        (RFC 9111).
 *
 * Takes requests in absolute form, forwards them on connections of its own and the responses back;
 * passes contents on as they come, so that what it holds of a content has a limit; opens tunnels
 * for CONNECT. A blind proxy copies what it gets without understanding it, Connection: Keep-Alive
 * included, and waits for the server to close.
 *
 * What happens on one connection acts on others only behind the present event, so that no
 * connection ends while it is telling of something.
 */
class HttpProxy : public HttpTracedApplication,
                  private HttpDriverOwner,
                  private HttpFetcherOwner,
                  private HttpTunnelOwner
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    HttpProxy();
    ~HttpProxy() override;

    /// @brief Connections of clients open now. @return their number
    uint32_t GetConnections() const;

    /// @brief Requests and tunnels that are not over. @return their number
    std::size_t GetPending() const;

    /// @brief Connections of clients accepted so far. @return their number
    uint64_t GetAccepted() const;

    /// @brief Connections to servers established so far, tunnels left out. @return their number
    uint64_t GetConnectionsOpened() const;

    /// @brief Tunnels opened so far. @return their number
    uint64_t GetTunnelsOpened() const;

    /// @brief Requests received so far, refused ones included. @return their number
    uint64_t GetRequests() const;

    /// @brief Requests answered from the cache without asking the server. @return their number
    uint64_t GetCacheHits() const;

    /// @brief Stored responses that a server found unchanged (304). @return their number
    uint64_t GetCacheValidations() const;

    /// @brief Bytes in the cache, heads included. @return their number
    uint64_t GetCacheBytes() const;

    /// @brief Responses that had to leave the cache for others. @return their number
    uint64_t GetCacheEvictions() const;

    /// @brief The most bytes of one content that were held on their way at once. @return their
    /// number
    uint64_t GetMaxHeldBytes() const;

    /**
     * @brief What contradicts itself among the attributes.
     * @return a text that names both attributes and their values, or an empty one
     */
    std::string GetContradiction() const;

  protected:
    void DoDispose() override;

  private:
    /// @brief A client's request: forwarded, tunnelled, refused, or answered from the cache.
    struct Exchange
    {
        uint32_t number = 0;     //!< its number
        int64_t session = -1;    //!< key of the client's connection; -1: over for the client
        http::ExchangeId id = 0; //!< its number on that connection
        HttpProxyRecord record;  //!< what is told of it, but for texts
        http::FramingKind framing = http::FramingKind::None; //!< of the response to the client
        HttpPageObject object;       //!< the request as the fetcher knows it
        http::RequestHead request;   //!< the request as received
        http::RequestHead head;      //!< the request as forwarded
        uint64_t transaction = 0;    //!< the fetcher's number of it; 0: not known yet, or none
        uint64_t up = 0;             //!< relay of the request's content
        uint64_t down = 0;           //!< relay or stored content of the response's; 0: none
        bool isFetching = false;     //!< the fetcher has it
        bool isSent = false;         //!< the request is on a connection, or was
        bool isRequestWhole = false; //!< the whole request was received
        bool isAnswered = false;     //!< the head of a response went to the client
        bool isResponseOver = false; //!< the client gets nothing more of the server's response
        bool isConditional = false;  //!< the cache's own conditions were added
        bool isOutdated = false;     //!< the request is to be sent again without them
        std::shared_ptr<const http::CacheEntry> stored; //!< the stored response, or nullptr
        std::unique_ptr<http::CacheEntry> news;         //!< the response to be stored, or nullptr
        std::shared_ptr<HttpStoredContent> content;     //!< its content
    };

    /// @brief One client's connection.
    struct Session : HttpAcceptedConnection
    {
        Address client;                  //!< the peer's address and port
        std::vector<uint32_t> exchanges; //!< open ones, the oldest first
    };

    /// @brief What is to be done behind the present event.
    struct Agenda
    {
        std::set<uint32_t> sessions;     //!< clients to be sent something
        std::map<uint32_t, bool> broken; //!< exchanges that end before their end; by reset?
        std::set<uint32_t> cancelled;    //!< exchanges that nobody wants any more
        std::set<uint64_t> drained;      //!< relays whose sources may go on
        std::vector<std::unique_ptr<HttpTunnel>> tunnels; //!< those that have ended
        bool isDue = false;                               //!< it is to be gone through
    };

    void StartApplication() override;
    void StopApplication() override;

    std::unique_ptr<http::Session> DriverSession(const HttpDriver& driver) override;
    void DriverEvent(HttpDriver& driver, const http::Event& event) override;
    void DriverContent(HttpDriver& driver,
                       http::ExchangeId exchange,
                       const Packet& packet,
                       uint64_t bytes) override;
    void DriverClosed(HttpDriver& driver, http::Outcome outcome) override;

    void FetchHead(HttpTransaction& transaction, http::RequestHead& head) override;
    bool FetchStarted(HttpTransaction& transaction) override;
    void FetchInformed(HttpTransaction& transaction, const http::ResponseHead& head) override;
    void FetchAnswered(HttpTransaction& transaction) override;
    void FetchContent(HttpTransaction& transaction, const Packet& packet, uint64_t bytes) override;
    void FetchReceived(HttpTransaction& transaction) override;
    void FetchEnded(HttpTransaction& transaction) override;

    void TunnelOpened(uint32_t key) override;
    void TunnelRefused(uint32_t key, uint16_t status) override;
    void TunnelEnded(uint32_t key) override;

    // Attributes (http-proxy-attributes.cc)
    /// @brief Adds the attributes that only proxies have. @param tid where @return the same
    static TypeId AddOwnAttributes(TypeId tid);
    /// @brief Stops the program if attributes are wrong.
    void CheckAttributes() const;
    /// @brief What follows from other attributes goes into the options.
    void CompleteOptions();

    /// @brief What a table has under a key. @param table, key which @return it, or nullptr
    template <typename T>
    static T* Look(const std::map<uint32_t, std::unique_ptr<T>>& table, uint32_t key)
    {
        const auto found = table.find(key);
        return found == table.end() ? nullptr : found->second.get();
    }

    // Clients' connections (http-proxy-sessions.cc)
    /// @brief Callback: a connection was accepted. @param socket its socket @param from its peer
    void OnAccept(Ptr<Socket> socket, const Address& from);
    /// @brief The exchange of an event. @param session, id its connection, its number there
    /// @return it, or nullptr
    Exchange* Find(const Session& session, http::ExchangeId id);
    /// @brief A client asks for something. @param session, id its connection, its number there
    /// @return the exchange
    Exchange& AddExchange(Session& session, http::ExchangeId id);
    /// @brief A client's request's head was read. @param session, exchange which
    void OnRequest(Session& session, Exchange& exchange);
    /// @brief A client's request was read to its end. @param session, exchange which
    void OnMessageReceived(Session& session, Exchange& exchange);
    /// @brief A client's stream has ended. @param session its connection
    void OnPeerEnded(Session& session);
    /// @brief What a client has asked for is over. @param session, exchange which; the exchange may
    /// be gone afterwards @param isComplete whether the client has the whole response
    void EndRequest(Session& session, Exchange& exchange, bool isComplete);
    /// @brief All that a client has asked for is over. @param session, isComplete as above
    void EndRequests(Session& session, bool isComplete);
    /// @brief Answers without content. @param exchange what @param status the status @param result
    /// as HttpProxyRecord has it
    void SendStatus(Exchange& exchange, uint16_t status, const char* result);
    /// @brief Begins the response to a client. @param exchange to what @param head its head @return
    /// whether a response was due and the head can be sent
    bool SendHead(Exchange& exchange, const http::ResponseHead& head);
    /// @brief Appends to the response to a client. @param exchange whose @param content what
    void SendContent(Exchange& exchange, const http::Content& content);
    /// @brief Reports a step if somebody listens. @param activity, session, exchange which, and
    /// whose
    void Report(HttpActivity activity, const Session& session, const Exchange& exchange);

    // What is done behind the present event (http-proxy.cc)
    /// @brief Sees to it that the agenda is gone through.
    void ScheduleAgenda();
    /// @brief Goes through the agenda.
    void RunAgenda();
    /// @brief The source of a relay may go on. @param relay the relay's number
    void Resume(uint64_t relay);

    // Forwarding (http-proxy-exchange.cc)
    /// @brief Forwards a request, or answers it from the cache. @param exchange it
    void Forward(Exchange& exchange);
    /// @brief Hands a request to the fetcher. @param exchange it; may be over afterwards
    void Fetch(Exchange& exchange);
    /// @brief Answers TRACE that may go no further. @param exchange the request
    void Reflect(Exchange& exchange);
    /// @brief The client gets nothing of the server's response any more. @param exchange whose
    void LeaveServer(Exchange& exchange);
    /// @brief Forgets an exchange unless the client or the server is still busy with it. @param
    /// exchange it
    void CheckExchange(Exchange& exchange);
    /// @brief Nobody wants the server's response any more. @param exchange whose
    void CancelLater(const Exchange& exchange);
    /// @brief The client's connection of an exchange. @param exchange it @return it, or nullptr
    Session* FindSession(const Exchange& exchange);
    /// @brief Passes the head of the server's response on. @param exchange whose @param response
    /// the head as received
    void PassHead(Exchange& exchange, const http::ResponseHead& response);
    /// @brief Ends the response to the client as the server's has ended. @param exchange whose
    /// @param outcome how
    void FinishResponse(Exchange& exchange, http::Outcome outcome);

    // The cache (http-proxy-cache.cc)
    /// @brief The present as caches count it. @return wall-clock time
    http::CacheTime GetMoment() const;
    /// @brief The present as Date has it. @return Unix time, seconds
    int64_t GetSecond() const;
    /// @brief A simulated time as caches count it. @param time it @return wall-clock time
    http::CacheTime GetMoment(Time time) const;
    /// @brief Answers from the cache, or makes the request a validation. @param exchange the
    /// request
    /// @return whether it was answered
    bool AnswerFromCache(Exchange& exchange);
    /// @brief Answers with a stored response. @param exchange the request @param entry the response
    /// @param result as HttpProxyRecord has it
    void SendStored(Exchange& exchange, const http::CacheEntry& entry, const char* result);
    /// @brief Answers with content that is there as a whole. @param exchange the request @param
    /// answer, content the answer, whose content is a part of it
    void SendAnswer(Exchange& exchange,
                    HttpAnswer& answer,
                    std::shared_ptr<const HttpStoredContent> content);
    /// @brief What a response means for the cache. @param exchange the request @param response its
    /// response @param times when it came @return whether the client does not get this response
    bool UseResponse(Exchange& exchange,
                     const http::ResponseHead& response,
                     const http::CacheTimes& times);
    /// @brief Sends a request once more, without the cache's conditions (RFC 9111, section 4.3.4).
    /// @param exchange the request
    void AskAgain(Exchange& exchange);
    /// @brief Keeps content for the cache. @param exchange whose @param packet begins with it
    /// @param bytes how much
    void KeepContent(Exchange& exchange, const Packet& packet, uint64_t bytes);
    /// @brief The response is whole: it goes into the cache. @param exchange whose
    void StoreResponse(Exchange& exchange);
    /// @brief What the client is told of a request that has failed. @param exchange whose @param
    /// outcome how @return the status
    uint16_t GetFailureStatus(const Exchange& exchange, http::Outcome outcome) const;

    // Tunnels (http-proxy-tunnels.cc)
    /// @brief Opens a tunnel, or copies blindly. @param session, exchange the request for it
    void StartTunnel(Session& session, Exchange& exchange);
    /// @brief The request that a tunnel was opened for. @param key of the client's connection
    /// @return it, or nullptr
    Exchange* FindTunnelled(uint32_t key);
    /// @brief Where a tunnel leads. @param request the request for it @param options gets target
    /// and address @return 0, or the status to refuse with
    uint16_t FindTarget(const http::RequestHead& request, HttpTunnelOptions& options) const;

    HttpFetcherOptions m_options;      //!< attributes of what servers are asked
    HttpListeners::Place m_place;      //!< attributes of listening
    http::ConnectionOptions m_session; //!< attributes of clients' connections
    http::CacheOptions m_cacheOptions; //!< attributes of the cache
    std::string m_pseudonym;           //!< the Pseudonym attribute
    bool m_isBlind = false;            //!< the Blind attribute
    Time m_sendTimeout;                //!< the SendTimeout attribute
    Time m_tunnelTimeout;              //!< the TunnelTimeout attribute
    uint64_t m_relayBytes = 0;         //!< the RelayBytes attribute
    double m_heuristicFraction = 0;    //!< the HeuristicFraction attribute
    int64_t m_epoch = 0;               //!< the Epoch attribute

    HttpDriverContext m_context;              //!< shared by the drivers of clients and tunnels
    std::unique_ptr<HttpRelayTable> m_relays; //!< contents on their way
    std::unique_ptr<HttpFetcher> m_fetcher;   //!< asks the servers
    std::unique_ptr<http::Cache> m_cache;     //!< stored responses, or nullptr
    HttpListeners m_listeners;                //!< listening sockets
    std::map<uint32_t, std::unique_ptr<Session>> m_sessions;   //!< clients' connections by key
    std::map<uint32_t, std::unique_ptr<Exchange>> m_exchanges; //!< requests by number
    std::map<uint32_t, std::unique_ptr<HttpTunnel>> m_tunnels; //!< tunnels by their clients' keys
    Agenda m_agenda;             //!< what is to be done behind the present event
    std::string m_name;          //!< its name in Via
    uint32_t m_lastKey = 0;      //!< key given last
    uint32_t m_lastExchange = 0; //!< number given last
    uint64_t m_opened = 0;       //!< connections opened by fetchers that are gone
    uint64_t m_tunnelled = 0;    //!< tunnels opened so far
    uint64_t m_requests = 0;     //!< requests received so far
    uint64_t m_hits = 0;         //!< requests answered from the cache
    uint64_t m_validations = 0;  //!< stored responses found unchanged

    TracedCallback<const HttpProxyRecord&> m_requestTrace;           //!< Request
    TracedCallback<const HttpTransactionRecord&> m_transactionTrace; //!< Transaction
};

} // namespace ns3

#endif /* HTTP_PROXY_H */
