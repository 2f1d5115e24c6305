/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CLIENT_CACHE_H
#define HTTP_CLIENT_CACHE_H

#include "http-server.h"
#include "http-transaction.h"

#include "ns3/http-cache.h"
#include "ns3/http-workload.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A client's private cache (RFC 9111). It keeps no contents: nobody reads them.
 */
class HttpClientCache
{
  public:
    /// @brief What the cache knows of a request under way.
    struct Pending
    {
        std::shared_ptr<const http::CacheEntry> entry; //!< the stored response, or nullptr
        bool isUsable = false;                         //!< no request need be sent
        bool isRefused = false;                        //!< none may be sent: it is answered by 504
        bool isConditional = false;                    //!< the cache's conditions were added
        bool isOutdated = false;                       //!< it is to be sent again without them
        std::optional<http::CacheEntry> news;          //!< a response to be stored
    };

    /**
     * @brief An empty cache.
     * @param options what may be varied
     * @param epoch Unix time of the simulation's beginning, seconds
     */
    HttpClientCache(const http::CacheOptions& options, int64_t epoch);

    /**
     * @brief From now on, what was never asked for counts as stored before the simulation.
     * @param origin whose answers are stored
     * @param age how long before the simulation's beginning
     */
    void Warm(Ptr<HttpServer> origin, Time age);

    /**
     * @brief Looks for a stored response; makes the request conditional if it must be validated.
     * @param request the request
     * @return what there is
     */
    Pending Find(HttpPageObject& request);

    /**
     * @brief The head of a response was read.
     * @param request its request
     * @param response the head
     * @param transaction when it was sent and answered
     * @param pending what the cache knows of it
     * @return whether it validated the stored response
     */
    bool Receive(const HttpPageObject& request,
                 const http::ResponseHead& response,
                 const HttpTransaction& transaction,
                 Pending& pending);

    /**
     * @brief The response is complete: it is stored if it may be.
     * @param request its request, from which the cache's conditions are removed
     * @param contentBytes bytes of its content
     * @param pending what the cache knows of it
     */
    void Store(HttpPageObject& request, uint64_t contentBytes, Pending& pending);

  private:
    /// @brief A moment as the cache counts it. @param time simulated time @return wall-clock time
    http::CacheTime GetMoment(Time time) const;

    /// @brief Stores what was stored before the simulation. @param key, head of the request
    void Prefill(const std::string& key, const http::RequestHead& head);

    http::Cache m_cache;           //!< the stored responses
    http::CacheTime m_epoch;       //!< the simulation's beginning
    Ptr<HttpServer> m_origin;      //!< whose answers a warm cache holds, or nullptr
    Time m_age;                    //!< how long before the simulation they were stored
    std::set<std::string> m_known; //!< URLs that were looked for in a warm cache
};

} // namespace ns3

#endif /* HTTP_CLIENT_CACHE_H */
