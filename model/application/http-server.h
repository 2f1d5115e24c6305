/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http-application.h"
#include "http-content-bytes.h"
#include "http-driver.h"
#include "http-listeners.h"
#include "http-responder.h"
#include "http-tls.h"
#include "http-traced-application.h"
#include "http-workers.h"

#include "ns3/event-id.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"
#include "ns3/traced-value.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{

class HttpTlsHome;

/**
 * @ingroup http
 * @brief An HTTP/1.1 origin server.
 *
 * Listens on IPv4 and, where the node has it, IPv6, serves as many connections at once as it may,
 * and on each of them one request after the other, pipelined ones in their order. Connections
 * beyond MaxConnections wait in the backlog, requests beyond Workers in a queue.
 */
class HttpServer : public HttpTracedApplication, private HttpDriverOwner
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    HttpServer();
    ~HttpServer() override;

    /// @brief Listens, if it does not: begins to serve, or does so again after Stop().
    void Start();

    /// @brief Listens no more and closes every connection; requests in progress are not answered.
    void Stop();

    /**
     * @brief Puts a layer between HTTP and each connection's socket from now on.
     * @param layer makes it; null: none
     */
    void SetLayer(const HttpTransportLayerFactory& layer);

    /**
     * @brief Lets responses of HTTP/2 be sent in an order of the script's own.
     * @param scheduler makes it, anew for each connection; null: the attribute StreamScheduler's
     */
    void SetStreamScheduler(
        const std::function<std::unique_ptr<http::StreamScheduler>()>& scheduler);

    /// @brief Connections open now, those in the backlog included. @return their number
    uint32_t GetConnections() const;

    /// @brief Connections that wait in the backlog now. @return their number
    uint32_t GetBacklog() const;

    /// @brief Requests for connections dropped so far because the backlog was full. @return their
    /// number
    uint64_t GetDroppedConnections() const;

    /// @brief Requests answered with 503 so far because the queue was full. @return their number
    uint64_t GetRefusedForNow() const;

    /// @brief Who processes requests. @return the workers
    const HttpWorkers& GetWorkers() const;

    /**
     * @brief What contradicts itself among the attributes; the application does not start with it.
     * @return a text that names both and their values, or an empty one
     */
    std::string GetContradiction() const;

    /// @brief Connections accepted so far. @return their number
    uint64_t GetAccepted() const;

    /// @brief Requests received so far, refused ones included. @return their number
    uint64_t GetRequests() const;

    /**
     * @brief What the server would answer to a request now, as far as its attributes say.
     * @param request the request's head
     * @return the answer
     */
    HttpAnswer GetAnswer(const http::RequestHead& request);

    /**
     * @brief Gives the processing delay a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream) HTTP_ASSIGN_STREAMS_OVERRIDE;

  protected:
    void DoDispose() override;

  private:
    /// @brief A request and its response.
    struct Exchange
    {
        http::ExchangeId id = 0;            //!< its number on the connection
        std::string subject;                //!< method and target
        std::unique_ptr<HttpAnswer> answer; //!< until it is handed to the connection
        EventId processing;                 //!< the response is ready
        HttpContentCheck check;             //!< of the request's content
    };

    /// @brief One connection.
    struct Session : HttpAcceptedConnection
    {
        std::vector<Exchange> exchanges; //!< open ones, the oldest first
        uint32_t requests = 0;           //!< received so far
        bool isStalled = false;          //!< nothing more is sent
    };

    /// @brief Adds the attributes about what is answered, and when. @param tid where @return tid
    static TypeId AddResponseAttributes(TypeId tid);

    /// @brief Adds the attributes about connections. @param tid where @return tid
    static TypeId AddConnectionAttributes(TypeId tid);

    /// @brief Adds the attributes about how many there are. @param tid where @return tid
    static TypeId AddLimitAttributes(TypeId tid);

    void StartApplication() override;
    void StopApplication() override;

    std::unique_ptr<http::Session> DriverSession(const HttpDriver& driver) override;
    void DriverEvent(HttpDriver& driver, const http::Event& event) override;
    void DriverContent(HttpDriver& driver,
                       http::ExchangeId exchange,
                       const Packet& packet,
                       uint64_t bytes) override;
    void DriverClosed(HttpDriver& driver, http::Outcome outcome) override;

    /// @brief Sets the responder up as the attributes say.
    void SetResponder();

    /**
     * @brief Callback: a connection was accepted.
     * @param socket its socket
     * @param from the peer's address and port
     */
    void OnAccept(Ptr<Socket> socket, const Address& from);

    /// @brief Puts the layers over a connection's transport. @param below it @param place what they
    /// need to know @return the uppermost, or the transport itself
    Ptr<HttpTransport> MakeLayer(Ptr<HttpTransport> below, const HttpLayerPlace& place);

    /// @brief An open exchange. @param session its connection @param id its number @return it, or
    /// nullptr
    static Exchange* Find(Session& session, http::ExchangeId id);

    /// @brief A name for an exchange among those of all connections. @param session, exchange which
    /// @return the name
    static uint64_t GetKey(const Session& session, const Exchange& exchange);

    /**
     * @brief A request's head is there.
     * @param session its connection
     * @param exchange its exchange
     */
    void OnRequest(Session& session, Exchange& exchange);

    /**
     * @brief The whole request is there, or no more of it will be read: processing begins.
     * @param session its connection
     * @param exchange its exchange; may be gone afterwards
     */
    void Process(Session& session, Exchange& exchange);

    /// @brief The response is ready. @param key name of its exchange
    void Respond(uint64_t key);

    /// @brief An exchange is over. @param session its connection @param exchange it
    void Forget(Session& session, Exchange& exchange);

    /// @brief Whether no other connection can be served now. @return whether
    bool IsFull() const;

    /**
     * @brief Callback: somebody asks for a connection.
     * @param socket the listening socket
     * @param from who
     * @return false if the request is dropped
     */
    bool OnConnectionRequest(Ptr<Socket> socket, const Address& from);

    /**
     * @brief A connection has ended; the next in the backlog is served.
     * @param key its key
     */
    void EndService(uint32_t key);

    /// @brief Serves the connections that have waited longest, as far as possible.
    void ServeWaiting();

    /// @brief Answers with 503: no worker is free and the queue is full. @param session, exchange
    /// where
    void RefuseForNow(Session& session, Exchange& exchange);

    /// @brief Adds the Keep-Alive field to an answer if the connection stays. @param session where
    /// @param answer the answer
    void AddKeepAlive(const Session& session, HttpAnswer& answer) const;

    /**
     * @brief Fails a response of which nothing is to be sent.
     * @param session the connection
     * @param exchange whose
     * @param answer the response
     * @return false if something of it is to be sent first
     */
    bool FailResponse(Session& session, const Exchange& exchange, const HttpAnswer& answer);

    /**
     * @brief Lets a response end before its end; its head is queued, its content is not.
     * @param session the connection
     * @param answer the response
     * @param head bytes of its head
     */
    void CutResponse(Session& session, const HttpAnswer& answer, std::size_t head);

    /**
     * @brief Hands a response to the connection.
     * @param session the connection
     * @param exchange whose
     * @param answer the response
     */
    void Send(Session& session, const Exchange& exchange, const HttpAnswer& answer);

    /**
     * @brief Tells of a step.
     * @param activity the step
     * @param session the connection
     * @param exchange the request
     * @param bytes of the message
     */
    void Report(HttpActivity activity,
                const Session& session,
                const Exchange& exchange,
                uint64_t bytes = 0) const;

    HttpListeners::Place m_place;               //!< attributes of listening
    http::ConnectionOptions m_connection;       //!< attributes of connections
    uint32_t m_maxKeepAliveRequests = 0;        //!< the MaxKeepAliveRequests attribute
    bool m_keepAlive = true;                    //!< the KeepAlive attribute
    bool m_keepAliveField = false;              //!< the KeepAliveField attribute
    uint32_t m_maxConnections = 0;              //!< the MaxConnections attribute
    uint32_t m_backlog = 0;                     //!< the Backlog attribute
    uint32_t m_maxWorkers = 0;                  //!< the Workers attribute
    uint32_t m_maxQueuedRequests = 0;           //!< the MaxQueuedRequests attribute
    Time m_retryAfter;                          //!< the RetryAfter attribute
    Time m_sendTimeout;                         //!< the SendTimeout attribute
    uint32_t m_minResponseRate = 0;             //!< the MinResponseRate attribute
    bool m_http2Allowed = true;                 //!< the Http2 attribute
    std::string m_http2;                        //!< the Http2Settings attribute
    std::string m_scheduler;                    //!< the StreamScheduler attribute
    Time m_resourceAge;                         //!< the ResourceAge attribute
    HttpBodyContent m_body = HTTP_BODY_PATTERN; //!< the BodyContent attribute
    std::string m_documentRoot;                 //!< the DocumentRoot attribute
    Ptr<RandomVariableStream> m_processing;     //!< the ProcessingDelay attribute
    Ptr<HttpServerTls> m_tls;                   //!< the Tls attribute

    HttpTransportLayerFactory m_layer;                //!< makes a layer over each socket, or null
    HttpDriverContext m_context;                      //!< shared by the drivers
    std::unique_ptr<HttpTlsHome> m_tlsHome;           //!< what TLS connections share
    HttpResponder m_responder;                        //!< finds the answers
    HttpDocumentRoot m_root;                          //!< the folder of files
    HttpListeners m_listeners;                        //!< listening sockets
    std::vector<std::unique_ptr<Session>> m_sessions; //!< open connections by key, or nullptr
    std::vector<uint32_t> m_freeKeys;                 //!< keys of m_sessions without connection
    std::deque<uint32_t> m_waiting;     //!< connections in the backlog, the oldest first
    std::map<Address, Time> m_halfOpen; //!< asked for, not established: by whom and since when
    HttpWorkers m_workers;              //!< process requests
    uint32_t m_served = 0;              //!< connections not in the backlog
    uint64_t m_dropped = 0;             //!< requests for connections dropped
    uint64_t m_refusedForNow = 0;       //!< requests answered with 503
    uint64_t m_requests = 0;            //!< requests received so far

    TracedCallback<const Address&> m_droppedTrace; //!< the ConnectionDropped trace source
};

} // namespace ns3

#endif /* HTTP_SERVER_H */
