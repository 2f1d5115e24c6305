/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How an HTTP Archive becomes a replay.

#include "http-har-fields.h"
#include "http-har-filter.h"
#include "http-har-moment.h"
#include "http-har-order.h"
#include "http-har-reader.h"
#include "http-har-size.h"
#include "http-har.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace ns3
{

namespace
{

/// Longer media types are left out.
const std::size_t MAX_TYPE_BYTES = 200;

/// @brief An entry that is replayed.
struct Exchange
{
    const HttpHarRawEntry* raw; //!< the entry
    http::Url url;              //!< its URL as recorded
    http::Url asked;            //!< the URL that the replay asks for
    HttpHarSizes sizes;         //!< its sizes
    uint32_t page;              //!< its page
    HttpHarMoment moment;       //!< its times, and what it tells of who caused it
};

/// @brief Whether fields are the same. @param a, b two sections @return whether they are
bool
AreEqual(const http::Fields& a, const http::Fields& b)
{
    bool areEqual = a.GetSize() == b.GetSize();
    for (std::size_t i = 0; areEqual && i < a.GetSize(); i++)
    {
        areEqual =
            a.GetLine(i).name == b.GetLine(i).name && a.GetLine(i).value == b.GetLine(i).value;
    }
    return areEqual;
}

/// @brief Makes the parts of a replay, one after the other.
class Builder
{
  public:
    /// @brief Keeps the archive. @param raw the archive
    explicit Builder(const HttpHarRaw& raw);

    /// @brief Makes everything. @return the replay
    HttpHarData Build();

  private:
    /// @brief Chooses the entries that are replayed.
    void ChooseEntries();

    /// @brief Gives each exchange its page.
    void AssignPages();

    /// @brief Gives each exchange its times.
    void AssignTimes();

    /// @brief Lists the servers and their round trips.
    void ListOrigins();

    /// @brief Writes the answers and tells equal requests apart.
    void WriteAnswers();

    /**
     * @brief The answer of an exchange.
     * @param exchange the exchange
     * @return the answer
     */
    HttpHarAnswer MakeAnswer(const Exchange& exchange);

    /// @brief Writes the pages.
    void WritePages();

    /**
     * @brief Writes one page.
     * @param exchanges its exchanges in the order of their starts
     */
    void WritePage(const std::vector<Exchange*>& exchanges);

    const HttpHarRaw& m_raw;                        //!< the archive
    HttpHarData m_data;                             //!< what is made of it
    std::vector<Exchange> m_exchanges;              //!< replayed entries in the order of the file
    std::map<std::string, uint32_t> m_originPlaces; //!< scheme, host and port to index
    uint32_t m_pages = 0;                           //!< number of pages
};

Builder::Builder(const HttpHarRaw& raw)
    : m_raw(raw)
{
}

HttpHarData
Builder::Build()
{
    m_data.report.entries = static_cast<uint32_t>(m_raw.entries.size());
    if (m_raw.repaired)
    {
        m_data.report.Add(HttpHarNote::TextRepaired);
    }
    ChooseEntries();
    AssignPages();
    AssignTimes();
    ListOrigins();
    WriteAnswers();
    WritePages();
    return std::move(m_data);
}

void
Builder::ChooseEntries()
{
    const HttpHarRecorder recorder = HttpGetHarRecorder(m_raw);
    for (const HttpHarRawEntry& entry : m_raw.entries)
    {
        HttpWebUrl read;
        const HttpHarNote reason = HttpFilterHarEntry(entry, recorder, read);
        // The first reasons are those of entries that are no HTTP.
        m_data.report.httpEntries += reason > HttpHarNote::OtherScheme ? 1 : 0;
        if (reason != HttpHarNote::Count)
        {
            m_data.report.Add(reason);
            continue;
        }
        Exchange exchange{&entry, *read.url, *read.url, {}, 0, {}};
        exchange.sizes = HttpGetHarSizes(entry, *read.url, recorder, m_data.report);
        HttpCountHarAdaptations(entry, read, recorder, m_data.report);
        m_exchanges.push_back(std::move(exchange));
    }
    m_data.report.replayed = static_cast<uint32_t>(m_exchanges.size());
}

void
Builder::AssignPages()
{
    std::map<std::string, uint32_t> places;
    for (const std::string& id : m_raw.pages)
    {
        if (places.emplace(id, m_pages).second)
        {
            m_pages++;
        }
    }
    const uint32_t declared = m_pages;
    for (Exchange& exchange : m_exchanges)
    {
        const auto [it, isNew] = places.emplace(exchange.raw->pageref, m_pages);
        exchange.page = it->second;
        if (isNew)
        {
            m_pages++;
        }
        if (declared > 0 && it->second >= declared)
        {
            m_data.report.Add(HttpHarNote::NoPage);
        }
    }
}

void
Builder::AssignTimes()
{
    int64_t latest = std::numeric_limits<int64_t>::max();
    for (const Exchange& exchange : m_exchanges)
    {
        latest = std::min(latest, exchange.raw->startedNs.value_or(latest));
    }
    latest = latest == std::numeric_limits<int64_t>::max() ? 0 : latest;
    for (Exchange& exchange : m_exchanges)
    {
        if (!exchange.raw->startedNs)
        {
            m_data.report.Add(HttpHarNote::NoStart);
        }
        latest = exchange.raw->startedNs.value_or(latest);
        bool cut = false;
        exchange.moment = HttpGetHarMoment(*exchange.raw, exchange.url, latest, cut);
        if (cut)
        {
            m_data.report.Add(HttpHarNote::NumberCut);
        }
    }
}

void
Builder::ListOrigins()
{
    for (const Exchange& exchange : m_exchanges)
    {
        const http::Url& url = exchange.url;
        const std::string key = url.scheme + ' ' + url.host + ' ' + std::to_string(url.port);
        const auto place = static_cast<uint32_t>(m_data.origins.size());
        const auto [it, isNew] = m_originPlaces.emplace(key, place);
        if (isNew)
        {
            m_data.origins.push_back({url.scheme, url.host, url.port, 0, Time(0)});
        }
        m_data.origins[it->second].requests++;
    }

    // The shortest set-up of a connection without TLS is the closest to the path's round trip.
    std::map<std::string, double> byConnect;
    std::map<std::string, double> byRecorder;
    const auto lower = [](std::map<std::string, double>& map, const std::string& host, double ms) {
        if (ms > 0)
        {
            const auto [it, isNew] = map.emplace(host, ms);
            it->second = std::min(it->second, ms);
        }
    };
    for (const Exchange& exchange : m_exchanges)
    {
        const HttpHarRawEntry& entry = *exchange.raw;
        const double setUp = entry.connect.value_or(0) - std::max(0.0, entry.ssl.value_or(0));
        lower(byConnect, exchange.url.host, setUp);
        lower(byConnect, "", setUp);
        lower(byRecorder, exchange.url.host, entry.serverRtt.value_or(0));
    }
    for (HttpHarOrigin& origin : m_data.origins)
    {
        for (const auto& [map, host] : {std::make_pair(&byConnect, origin.host),
                                        std::make_pair(&byRecorder, origin.host),
                                        std::make_pair(&byConnect, std::string())})
        {
            const auto it = map->find(host);
            if (it != map->end())
            {
                origin.roundTrip = NanoSeconds(HttpGetHarNanoseconds(it->second));
                break;
            }
        }
    }
}

HttpHarAnswer
Builder::MakeAnswer(const Exchange& exchange)
{
    const HttpHarRawEntry& entry = *exchange.raw;
    const http::Url& url = exchange.url;
    HttpHarAnswer answer;
    answer.method = entry.method;
    answer.authority = HttpGetCatalogueAuthority(url);
    answer.target = url.target;
    answer.origin = m_originPlaces.at(url.scheme + ' ' + url.host + ' ' + std::to_string(url.port));
    if (!entry.wait || !(*entry.wait >= 0))
    {
        m_data.report.Add(HttpHarNote::WaitUnknown);
    }
    answer.wait = NanoSeconds(HttpGetHarNanoseconds(entry.wait));
    if (entry.wait >= 0.0 && answer.wait < m_data.origins[answer.origin].roundTrip)
    {
        m_data.report.Add(HttpHarNote::WaitBelowRoundTrip);
    }
    HttpResource& resource = answer.resource;
    const double status = HttpHasHarStatus(entry) ? *entry.status : 200;
    resource.status = static_cast<uint16_t>(status > 599 ? 500 : status);
    resource.size = exchange.sizes.responseContent;
    resource.headBytes = exchange.sizes.responseHead;
    const auto type = HttpFindHarField(entry.response.fields, "Content-Type");
    HttpSetRecordedFields(entry, resource);
    if (HttpIsHarHttp2(entry))
    {
        resource.recorded = HttpGetRecordedAnswerRest(entry);
    }
    resource.type = HttpTrim(type ? *type : std::string_view(entry.mimeType));
    if (!HttpIsFieldText(resource.type) || resource.type.size() > MAX_TYPE_BYTES ||
        resource.type == "x-unknown")
    {
        resource.type.clear();
    }
    return answer;
}

void
Builder::WriteAnswers()
{
    const auto getKey = [](const HttpHarAnswer& answer) {
        return answer.method + ' ' + answer.authority + answer.target;
    };
    const auto areEqual = [](const HttpHarAnswer& a, const HttpHarAnswer& b) {
        return a.wait == b.wait && a.resource.status == b.resource.status &&
               a.resource.size == b.resource.size && a.resource.type == b.resource.type &&
               a.resource.headBytes == b.resource.headBytes &&
               a.resource.modifiedBefore == b.resource.modifiedBefore &&
               a.resource.expiresAfter == b.resource.expiresAfter &&
               AreEqual(a.resource.fields, b.resource.fields);
    };
    std::vector<HttpHarAnswer> wanted;
    std::unordered_set<std::string> taken;
    for (const Exchange& exchange : m_exchanges)
    {
        wanted.push_back(MakeAnswer(exchange));
        taken.insert(getKey(wanted.back()));
    }
    std::unordered_map<std::string, std::vector<uint32_t>> written;
    for (std::size_t i = 0; i < wanted.size(); i++)
    {
        HttpHarAnswer& answer = wanted[i];
        std::vector<uint32_t>& equals = written[getKey(answer)];
        const auto same = std::find_if(equals.begin(), equals.end(), [&](uint32_t place) {
            return areEqual(m_data.answers[place], answer);
        });
        if (same != equals.end())
        {
            m_exchanges[i].asked.target = m_data.answers[*same].target;
            if (same != equals.begin())
            {
                m_data.report.Add(HttpHarNote::ToldApart);
            }
            continue;
        }
        if (!equals.empty())
        {
            m_data.report.Add(HttpHarNote::ToldApart);
            do
            {
                answer.target += answer.target.find('?') == std::string::npos ? '?' : '&';
                answer.target += "har-entry=" + std::to_string(m_exchanges[i].raw->number);
            } while (!taken.insert(getKey(answer)).second);
        }
        equals.push_back(static_cast<uint32_t>(m_data.answers.size()));
        m_exchanges[i].asked.target = answer.target;
        m_data.answers.push_back(std::move(answer));
    }
}

void
Builder::WritePages()
{
    std::vector<std::vector<Exchange*>> pages(m_pages);
    for (Exchange& exchange : m_exchanges)
    {
        pages[exchange.page].push_back(&exchange);
    }
    const auto empty = [](const auto& page) { return page.empty(); };
    m_data.report.emptyPages =
        static_cast<uint32_t>(std::count_if(pages.begin(), pages.end(), empty));
    pages.erase(std::remove_if(pages.begin(), pages.end(), empty), pages.end());
    const auto earlier = [](const Exchange* a, const Exchange* b) {
        return a->moment.startNs < b->moment.startNs;
    };
    for (auto& page : pages)
    {
        std::stable_sort(page.begin(), page.end(), earlier);
    }
    std::stable_sort(pages.begin(), pages.end(), [&earlier](const auto& a, const auto& b) {
        return earlier(a.front(), b.front());
    });
    for (const auto& page : pages)
    {
        WritePage(page);
    }
    m_data.report.pages = static_cast<uint32_t>(pages.size());
}

void
Builder::WritePage(const std::vector<Exchange*>& exchanges)
{
    std::vector<HttpHarMoment> moments;
    const int64_t first = exchanges.front()->moment.startNs;
    for (const Exchange* exchange : exchanges)
    {
        moments.push_back(exchange->moment);
        HttpHarMoment& moment = moments.back();
        if (moment.startNs - first > HTTP_HAR_MAX_NANOSECONDS)
        {
            m_data.report.Add(HttpHarNote::NumberCut);
            const int64_t excess = moment.startNs - first - HTTP_HAR_MAX_NANOSECONDS;
            moment.startNs -= excess;
            moment.firstByteNs -= excess;
            moment.endNs -= excess;
        }
    }
    HttpPage page;
    page.objects.resize(exchanges.size());
    HttpOrderHarPage(moments, m_data.report, page.objects);
    for (std::size_t i = 0; i < exchanges.size(); i++)
    {
        const Exchange& exchange = *exchanges[i];
        HttpPageObject& object = page.objects[i];
        object.url = exchange.asked;
        object.method = exchange.raw->method;
        object.headBytes = exchange.sizes.requestHead;
        object.fields = HttpGetRecordedChoice(*exchange.raw);
        object.contentBytes = exchange.sizes.requestContent;
        object.version =
            HttpIsHarHttp2(*exchange.raw) ? http::Version::Http2 : http::Version::Http11;
        if (object.version == http::Version::Http2)
        {
            object.recorded = HttpGetRecordedRest(*exchange.raw);
            object.priority = HttpGetRecordedPriority(exchange.raw->priority);
        }
    }
    m_data.pages.push_back(std::move(page));
}

} // namespace

HttpHarData
HttpBuildHar(const HttpHarRaw& raw)
{
    return Builder(raw).Build();
}

} // namespace ns3
