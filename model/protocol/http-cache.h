/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CACHE_H
#define HTTP_CACHE_H

#include "http-cache-rules.h"
#include "http-head.h"
#include "http-url.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{
namespace http
{

/// @brief The content of a stored response, whose bytes the cache's owner keeps.
class CachedContent
{
  public:
    virtual ~CachedContent() = default;
};

/// @brief A stored response.
struct CacheEntry
{
    std::string key;                              //!< the target URI
    Fields request;                               //!< fields of the request that it was for
    ResponseHead response;                        //!< its head, without hop-by-hop fields
    CacheTimes times;                             //!< when it came, or was validated last
    uint64_t contentBytes = 0;                    //!< bytes of its content
    std::shared_ptr<const CachedContent> content; //!< the content
};

/// @brief What may be varied in a cache.
struct CacheOptions
{
    CacheRules rules;           //!< what may be stored and used
    uint64_t maxBytes = 0;      //!< heads and contents in all
    uint64_t maxEntryBytes = 0; //!< content of one response; 0: maxBytes
};

/// @brief What a cache has for a request.
struct CacheLookup
{
    std::shared_ptr<const CacheEntry> entry; //!< the stored response, or nullptr
    bool isUsable = false;                   //!< it may be used as it is; else validate it first
};

/**
 * @brief Stored responses by target URI and by what Vary names (RFC 9111); when the bytes exceed
 *        their limit, the responses that were used least recently go first.
 *
 * Without clock: moments come in as values. Entries do not change: a validation replaces them, so
 * that one that is being sent stays as it is, even when it has left the cache.
 */
class Cache
{
  public:
    /**
     * @brief An empty cache.
     * @param options what may be varied
     */
    explicit Cache(const CacheOptions& options);

    /**
     * @brief Looks for a stored response; what is found counts as used.
     * @param key the target URI
     * @param request the request
     * @param now the present
     * @return what there is; nothing for methods other than GET and HEAD
     */
    CacheLookup Find(const std::string& key, const RequestHead& request, CacheTime now);

    /**
     * @brief Whether a response may be stored.
     * @param request the request
     * @param response its response
     * @return whether the rules allow it, and the length that it announces, if any
     */
    bool Accepts(const RequestHead& request, const ResponseHead& response) const;

    /**
     * @brief Stores a response in place of those that it could be chosen instead of.
     * @param entry it
     * @return whether it was stored: it is not longer than allowed
     */
    bool Store(CacheEntry entry);

    /**
     * @brief A stored response was validated by a 304, or turned out not to be what the server has:
     *        then it leaves the cache (RFC 9111, section 4.3.4).
     * @param entry the stored response
     * @param response the 304
     * @param times when it was asked for and came
     * @return the response that took its place; nullptr if the 304 may not update it (see
     *         MayUpdate()): the request is to be sent again without the cache's conditions
     */
    std::shared_ptr<const CacheEntry> Validate(const std::shared_ptr<const CacheEntry>& entry,
                                               const ResponseHead& response,
                                               const CacheTimes& times);

    /**
     * @brief A response to HEAD came: a stored response that it tells of is updated, another one
     * that could have been chosen is removed (RFC 9111, section 4.3.5).
     * @param key the target URI
     * @param request the request's fields
     * @param response the response; only a 200 counts
     * @param times when it was asked for and came
     */
    void Compare(const std::string& key,
                 const Fields& request,
                 const ResponseHead& response,
                 const CacheTimes& times);

    /**
     * @brief Removes every response stored for a URI.
     * @param key the target URI
     * @return how many
     */
    std::size_t Remove(const std::string& key);

    /**
     * @brief A response came that may make stored ones invalid: those of the target URI, and those
     * of the same origin that Location and Content-Location name (RFC 9111, section 4.4).
     * @param target the target URI
     * @param method the request's method
     * @param response the response
     * @return how many were removed
     */
    std::size_t Invalidate(const Url& target,
                           std::string_view method,
                           const ResponseHead& response);

    /// @brief Longest content of one response. @return bytes
    uint64_t GetMaxEntryBytes() const;

    /// @brief Bytes of heads and contents. @return the number
    uint64_t GetBytes() const;

    /// @brief Responses stored. @return their number
    std::size_t GetSize() const;

    /// @brief Responses that had to go for others so far. @return their number
    uint64_t GetEvictions() const;

  private:
    using Entries = std::list<std::shared_ptr<const CacheEntry>>;

    /// @brief Bytes that an entry counts. @param entry it @return the number
    static uint64_t GetEntryBytes(const CacheEntry& entry);
    /// @brief Takes an entry out. @param place its place
    void Erase(Entries::iterator place);
    /// @brief The place of the response for a request. @param key, request which @return its
    /// place, or the end
    Entries::iterator FindPlace(const std::string& key, const Fields& request);

    CacheOptions m_options;                                       //!< what may be varied
    Entries m_entries;                                            //!< the one used last first
    std::map<std::string, std::vector<Entries::iterator>> m_keys; //!< places by target URI
    uint64_t m_bytes = 0;                                         //!< bytes stored
    uint64_t m_evictions = 0;                                     //!< entries that had to go
};

} // namespace http
} // namespace ns3

#endif /* HTTP_CACHE_H */
