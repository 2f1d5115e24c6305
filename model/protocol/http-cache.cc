/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-cache.h"

#include "http-forwarding.h"
#include "http-framing.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3
{
namespace http
{

Cache::Cache(const CacheOptions& options)
    : m_options(options)
{
    if (m_options.maxEntryBytes == 0 || m_options.maxEntryBytes > m_options.maxBytes)
    {
        m_options.maxEntryBytes = m_options.maxBytes;
    }
}

uint64_t
Cache::GetEntryBytes(const CacheEntry& entry)
{
    return entry.contentBytes + entry.key.size() + entry.request.GetWireBytes() +
           entry.response.fields.GetWireBytes();
}

Cache::Entries::iterator
Cache::FindPlace(const std::string& key, const Fields& request)
{
    const auto found = m_keys.find(key);
    if (found == m_keys.end())
    {
        return m_entries.end();
    }
    for (const Entries::iterator place : found->second)
    {
        if (MatchesVary((*place)->response.fields, (*place)->request, request))
        {
            return place;
        }
    }
    return m_entries.end();
}

CacheLookup
Cache::Find(const std::string& key, const RequestHead& request, CacheTime now)
{
    if (request.method != "GET" && request.method != "HEAD")
    {
        return {};
    }
    const Entries::iterator place = FindPlace(key, request.fields);
    if (place == m_entries.end())
    {
        return {};
    }
    m_entries.splice(m_entries.begin(), m_entries, place);
    const CacheEntry& entry = **place;
    return {*place, IsUsable(request, entry.response, entry.times, now, m_options.rules)};
}

bool
Cache::Accepts(const RequestHead& request, const ResponseHead& response) const
{
    const Framing framing = GetResponseFraming(response, request.method);
    return IsForwardable(response, request.method) &&
           IsStorable(request, response, m_options.rules) &&
           (framing.kind != FramingKind::Length || framing.length <= m_options.maxEntryBytes);
}

bool
Cache::Store(CacheEntry entry)
{
    RemoveHopByHopFields(entry.response.fields);
    const uint64_t bytes = GetEntryBytes(entry);
    if (entry.contentBytes > m_options.maxEntryBytes || bytes > m_options.maxBytes)
    {
        return false;
    }
    for (auto place = FindPlace(entry.key, entry.request); place != m_entries.end();
         place = FindPlace(entry.key, entry.request))
    {
        Erase(place);
    }
    while (m_bytes + bytes > m_options.maxBytes)
    {
        Erase(std::prev(m_entries.end()));
        ++m_evictions;
    }
    m_bytes += bytes;
    m_entries.push_front(std::make_shared<const CacheEntry>(std::move(entry)));
    // The newest first: of several that match it is the one to be chosen (RFC 9111, section 4.1).
    std::vector<Entries::iterator>& places = m_keys[m_entries.front()->key];
    places.insert(places.begin(), m_entries.begin());
    return true;
}

std::shared_ptr<const CacheEntry>
Cache::Validate(const std::shared_ptr<const CacheEntry>& entry,
                const ResponseHead& response,
                const CacheTimes& times)
{
    const auto place = FindPlace(entry->key, entry->request);
    const bool isThere = place != m_entries.end() && *place == entry;
    if (!MayUpdate(entry->response.fields, response.fields))
    {
        if (isThere)
        {
            Erase(place);
        }
        return nullptr;
    }
    CacheEntry updated = *entry;
    UpdateStored(updated.response, response);
    updated.times = times;
    if (!isThere || !Store(updated))
    {
        return std::make_shared<const CacheEntry>(std::move(updated));
    }
    return m_entries.front();
}

void
Cache::Compare(const std::string& key,
               const Fields& request,
               const ResponseHead& response,
               const CacheTimes& times)
{
    const auto place = FindPlace(key, request);
    if (response.status != 200 || place == m_entries.end())
    {
        return;
    }
    CacheEntry updated = **place;
    Erase(place);
    if (MatchesHead(updated.response.fields, updated.contentBytes, response.fields))
    {
        UpdateStored(updated.response, response);
        updated.times = times;
        Store(std::move(updated));
    }
}

std::size_t
Cache::Remove(const std::string& key)
{
    const auto found = m_keys.find(key);
    if (found == m_keys.end())
    {
        return 0;
    }
    const std::vector<Entries::iterator> places = found->second;
    for (const Entries::iterator place : places)
    {
        Erase(place);
    }
    return places.size();
}

std::size_t
Cache::Invalidate(const Url& target, std::string_view method, const ResponseHead& response)
{
    if (!Invalidates(method, response.status))
    {
        return 0;
    }
    std::size_t removed = Remove(target.ToString());
    for (const std::string_view name : {"Location", "Content-Location"})
    {
        const auto reference = response.fields.Get(name);
        const auto url = reference ? ResolveUrl(target, *reference) : std::nullopt;
        if (url && url->scheme == target.scheme && url->GetAuthority() == target.GetAuthority())
        {
            removed += Remove(url->ToString());
        }
    }
    return removed;
}

void
Cache::Erase(Entries::iterator place)
{
    const auto found = m_keys.find((*place)->key);
    std::vector<Entries::iterator>& places = found->second;
    places.erase(std::find(places.begin(), places.end(), place));
    if (places.empty())
    {
        m_keys.erase(found);
    }
    m_bytes -= GetEntryBytes(**place);
    m_entries.erase(place);
}

uint64_t
Cache::GetMaxEntryBytes() const
{
    return m_options.maxEntryBytes;
}

uint64_t
Cache::GetBytes() const
{
    return m_bytes;
}

std::size_t
Cache::GetSize() const
{
    return m_entries.size();
}

uint64_t
Cache::GetEvictions() const
{
    return m_evictions;
}

} // namespace http
} // namespace ns3
