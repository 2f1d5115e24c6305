/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "http-application.h"
#include "http-client-cache.h"
#include "http-fetcher.h"
#include "http-page-load.h"
#include "http-tls.h"
#include "http-traced-application.h"

#include "ns3/event-id.h"
#include "ns3/http-page-record.h"
#include "ns3/http-redirect.h"
#include "ns3/http-workload.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

class HttpTlsHome;

/**
 * @ingroup http
 * @brief An HTTP/1.1 client that loads pages as its workload describes them.
 *
 * Every request that it queues has exactly one outcome, told by the Transaction trace source, at
 * the latest when the application stops or is disposed of.
 */
class HttpClient : public HttpTracedApplication, private HttpFetcherOwner, private HttpPageLoadOwner
{
  public:
    /// @brief Versions of HTTP that requests may have. Not scoped, as EnumValue wants it.
    enum RequestVersion
    {
        HTTP_1_0,        //!< HTTP/1.0
        HTTP_1_1,        //!< HTTP/1.1
        HTTP_2,          //!< HTTP/2
        HTTP_NEGOTIATED, //!< HTTP/2 where TLS agrees on it (ALPN), else HTTP/1.1
    };

    /// @brief What a cache holds at the start. Not scoped, as EnumValue wants it.
    enum CacheState
    {
        CACHE_NONE, //!< there is no cache
        CACHE_COLD, //!< nothing
        CACHE_WARM, //!< everything that may be stored
    };

    /// @brief Signature of a sink of the Finished trace source.
    typedef void (*FinishedTracedCallback)();

    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    HttpClient();
    ~HttpClient() override;

    /**
     * @brief Puts a layer between HTTP and each connection's socket; before the application starts.
     * @param layer makes it; null: none
     */
    void SetLayer(const HttpTransportLayerFactory& layer);

    /// @brief Connections established so far. @return their number
    uint64_t GetConnectionsOpened() const;

    /// @brief Requests queued so far. @return their number
    uint64_t GetRequestsQueued() const;

    /// @brief Pages that the workload had and that were not begun when the simulation ended; known
    /// once the client is disposed of. @return their number
    uint64_t GetPagesLeft() const;

    /// @brief Times that a connection had to wait because no local port was free. @return how often
    uint64_t GetPortWaits() const;

    /**
     * @brief What contradicts itself among the attributes; the application does not start with it.
     * @return a text that names both and their values, or an empty one
     */
    std::string GetContradiction() const;

    /// @brief Pages whose objects all have their outcome. @return their number
    uint64_t GetPagesFinished() const;

    /// @brief Requests answered from the cache without asking the server. @return their number
    uint64_t GetCacheHits() const;

    /// @brief Stored responses that a server found unchanged (304). @return their number
    uint64_t GetCacheValidations() const;

    /**
     * @brief Gives every random variable of the workload a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream) HTTP_ASSIGN_STREAMS_OVERRIDE;

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// @brief An object that is being fetched, through its redirections.
    struct Load
    {
        HttpPageObject request;                 //!< the request under way
        std::optional<http::Redirect> redirect; //!< where its response leads
        uint32_t redirects = 0;                 //!< redirections followed
        uint64_t transaction = 0;               //!< number of the last one that was answered
        HttpClientCache::Pending cached;        //!< what the cache knows of it
    };

    /// @brief A page that is loading.
    struct Page : HttpPageLoad
    {
        using HttpPageLoad::HttpPageLoad;

        HttpPageRecord record;          //!< what is known of it
        std::map<uint32_t, Load> loads; //!< objects being fetched, by place in the page
        uint32_t lane = 0;              //!< lane of its requests
    };

    void WantObject(HttpPageLoad& load, uint32_t index) override;

    void FetchAnswered(HttpTransaction& transaction) override;
    void FetchEnded(HttpTransaction& transaction) override;

    /// @brief Adds the attributes about the use of connections. @param tid where @return tid
    static TypeId AddConnectionAttributes(TypeId tid);

    /// @brief Adds the attributes about what is asked for, and how. @param tid where @return tid
    static TypeId AddRequestAttributes(TypeId tid);

    /// @brief Adds the attributes of the cache. @param tid where @return tid
    static TypeId AddCacheAttributes(TypeId tid);

    /// @brief What follows from other attributes goes into the options.
    void CompleteOptions();

    /// @brief Puts the layers over a connection's transport. @param below it @param place what they
    /// need to know @return the uppermost, or the transport itself
    Ptr<HttpTransport> MakeLayer(Ptr<HttpTransport> below, const HttpLayerPlace& place);

    /// @brief Makes the cache that the attributes describe.
    void MakeCache();

    /// @brief Asks for an object, or finds it in the cache. @param page its page @param index its
    /// place there
    void Ask(Page& page, uint32_t index);

    /**
     * @brief An object is redirected.
     * @param load the object
     * @return whether another request follows
     */
    bool Follow(Load& load) const;

    /// @brief Asks the workload for its next page, and begins it when it is due.
    void NextPage();

    /**
     * @brief How long the next page waits behind this one: the page's thinkTime, or longer where a
     * second page in a row took no time: a millisecond, a second where it failed.
     * @param page the page that ended, or the one that began if pages overlap
     * @return the pause
     */
    Time GetPause(Page& page);
    /// @brief The page that was asked for begins.
    void StartPage();

    /// @brief The page's objects all have their outcome. @param page the page; not to be used
    /// afterwards
    void FinishPage(Page& page);

    /// @brief The lowest lane that no page under way has to itself. @return the lane, above 0
    uint32_t FindLane() const;

    /**
     * @brief The URL that a page is known by.
     * @param page the page
     * @return that of its first object
     */
    std::string GetPageUrl(Page& page) const;

    std::string m_url;                             //!< the Url attribute
    HttpFetcherOptions m_options;                  //!< attributes of connections and requests
    Ptr<HttpWorkload> m_workload;                  //!< the Workload attribute
    RequestVersion m_version = HTTP_1_1;           //!< the Version attribute
    std::string m_http2;                           //!< the Http2Settings attribute
    HttpBodyContent m_body = HTTP_BODY_PATTERN;    //!< the BodyContent attribute
    Ptr<HttpClientTls> m_tls;                      //!< the Tls attribute
    HttpSchemes m_schemes = HTTP_SCHEMES_AS_GIVEN; //!< the Schemes attribute
    uint32_t m_maxRedirects = 0;                   //!< the MaxRedirects attribute
    CacheState m_cacheState = CACHE_NONE;          //!< the Cache attribute
    uint64_t m_cacheBytes = 0;                     //!< the CacheBytes attribute
    Time m_cacheAge;                               //!< the CacheAge attribute
    Ptr<HttpServer> m_cacheOrigin;                 //!< the CacheOrigin attribute
    int64_t m_epoch = 0;                           //!< the Epoch attribute

    HttpTransportLayerFactory m_layer;      //!< makes a layer over each socket, or null
    std::unique_ptr<HttpTlsHome> m_tlsHome; //!< what TLS connections share
    std::unique_ptr<HttpFetcher>
        m_fetcher; //!< fetches the objects; made when the application starts
    std::unique_ptr<HttpClientCache> m_cache;          //!< stored responses, if any
    std::optional<http::Url> m_base;                   //!< Url in its parts
    std::map<uint64_t, std::unique_ptr<Page>> m_pages; //!< pages that are loading, by number
    std::vector<std::unique_ptr<Page>> m_spares; //!< pages to be used again, with their storage
    std::unique_ptr<Page> m_upcoming;            //!< the page that begins next
    uint64_t m_pagesLeft = 0;                    //!< pages not begun at the end
    EventId m_nextPage;                          //!< it begins, or is asked for
    uint64_t m_started = 0;                      //!< pages so far
    uint64_t m_queued = 0;                       //!< requests queued so far
    uint64_t m_opened = 0;    //!< connections established before the application was disposed of
    uint64_t m_portWaits = 0; //!< waits for a port before the application was disposed of
    uint64_t m_pagesFinished = 0;    //!< pages whose objects all have their outcome
    uint64_t m_cacheHits = 0;        //!< requests answered from the cache
    uint64_t m_cacheValidations = 0; //!< stored responses found unchanged
    Time m_lastStart{-1};            //!< when the last page began that another one followed
    bool m_isExhausted = false;      //!< the workload has no further page

    TracedCallback<> m_finishedTrace;                  //!< the Finished trace source
    TracedCallback<const HttpPageRecord&> m_pageTrace; //!< the Page trace source
    TracedCallback<const HttpTransactionRecord&>
        m_transactionTrace; //!< the Transaction trace source
};

} // namespace ns3

#endif /* HTTP_CLIENT_H */
