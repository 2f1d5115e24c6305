/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-summary.h"

#include "http-batch-means.h"

#include "ns3/http-client.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <limits>
#include <numeric>
#include <sstream>
#include <vector>

namespace ns3
{

namespace
{

/// Width of the column of names.
constexpr int NAME_WIDTH = 21;

/// @brief A mean. @param values the sample @return the mean; NaN if there are no values
double
GetMean(const std::deque<double>& values)
{
    return values.empty() ? std::numeric_limits<double>::quiet_NaN()
                          : std::accumulate(values.begin(), values.end(), 0.0) /
                                static_cast<double>(values.size());
}

/// @brief Whether the end of the run cut something short, so that its time says nothing. @param
/// outcome its outcome @return whether
bool
IsCut(const std::string& outcome)
{
    return outcome == http::GetOutcomeName(http::Outcome::Unfinished);
}

/// @brief Whether a stored response answered. @param record a complete request @return whether; a
/// cache that has none and may not ask answers 504 itself (RFC 9111, section 5.2.1.7)
bool
IsFromCache(const HttpTransactionRecord& record)
{
    return record.attempts == 0 && record.status != 504;
}

/// @brief A time for people. @param seconds the time @return it in seconds or milliseconds
std::string
FormatSeconds(double seconds)
{
    return seconds >= 1 ? FormatHttpNumber(seconds, 3) + " s"
                        : FormatHttpNumber(seconds * 1e3, 1) + " ms";
}

/// @brief A rate for people. @param rate bit/s @return it in Mbit/s or kbit/s
std::string
FormatRate(double rate)
{
    return rate >= 1e6 ? FormatHttpNumber(rate / 1e6, 3) + " Mbit/s of content"
                       : FormatHttpNumber(rate / 1e3, 3) + " kbit/s of content";
}

/**
 * @brief Prints the line of a distribution.
 * @param out where
 * @param name its name
 * @param values the sample, seconds
 */
void
PrintTimes(std::ostream& out, const char* name, const std::deque<double>& values)
{
    if (values.empty())
    {
        return;
    }
    out << "  " << std::left << std::setw(NAME_WIDTH) << name << FormatSeconds(GetMean(values));
    if (values.size() > 1)
    {
        out << " mean, " << FormatSeconds(GetHttpQuantile(values, 0.5)) << " median, "
            << FormatSeconds(GetHttpQuantile(values, 0.95)) << " 95th, "
            << FormatSeconds(GetHttpQuantile(values, 0.99)) << " 99th percentile";
        const double halfWidth = GetHttpBatchMeans(values).halfWidth;
        if (!std::isnan(halfWidth))
        {
            out << "\n  " << std::setw(NAME_WIDTH) << ""
                << "mean +- " << FormatSeconds(halfWidth) << " (95 %, batch means)";
        }
    }
    out << "\n";
}

} // namespace

double
GetHttpQuantile(const std::deque<double>& values, double share)
{
    if (values.empty())
    {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

void
HttpSummary::Watch(const ApplicationContainer& clients)
{
    m_clients.Add(clients);
    for (auto client = clients.Begin(); client != clients.End(); ++client)
    {
        (*client)->TraceConnectWithoutContext("Page", MakeCallback(&HttpSummary::OnPage, this));
        (*client)->TraceConnectWithoutContext("Transaction",
                                              MakeCallback(&HttpSummary::OnTransaction, this));
    }
}

void
HttpSummary::SetWarmUp(Time warmUp)
{
    m_warmUp = warmUp;
}

void
HttpSummary::OnPage(const HttpPageRecord& record)
{
    if (IsCut(record.outcome))
    {
        ++m_cutPages;
        return;
    }
    ++m_pages;
    if (record.started >= m_warmUp)
    {
        m_pageTimes.push_back((record.finished - record.started).GetSeconds());
    }
    m_completePages += record.failed == 0 ? 1 : 0;
}

void
HttpSummary::OnTransaction(const HttpTransactionRecord& record)
{
    ++m_requests;
    m_bytes += record.responseContentBytes;
    m_bytesSent += record.requestEnd.IsStrictlyNegative() ? 0 : record.requestContentBytes;
    m_retried += record.attempts > 1 ? 1 : 0;
    if (record.queued >= m_warmUp)
    {
        if (!IsCut(record.outcome))
        {
            m_times.push_back((record.finished - record.queued).GetSeconds());
        }
        m_shares[{record.node, record.application}] += record.responseContentBytes;
        m_warmBytesSent += record.requestEnd.IsStrictlyNegative() ? 0 : record.requestContentBytes;
        if (!record.firstByte.IsStrictlyNegative())
        {
            m_firstBytes.push_back((record.firstByte - record.queued).GetSeconds());
        }
    }
    const std::string outcome = record.outcome;
    if (outcome == http::GetOutcomeName(http::Outcome::Complete))
    {
        ++m_complete;
        ++m_statuses[record.status];
        m_fromCache += IsFromCache(record) ? 1 : 0;
    }
    else
    {
        ++m_failed[outcome];
    }
}

HttpSummary::Totals
HttpSummary::GetTotals() const
{
    Totals totals;
    for (auto client = m_clients.Begin(); client != m_clients.End(); ++client)
    {
        totals.queued += DynamicCast<HttpClient>(*client)->GetRequestsQueued();
        totals.opened += DynamicCast<HttpClient>(*client)->GetConnectionsOpened();
        totals.left += DynamicCast<HttpClient>(*client)->GetPagesLeft();
    }
    return totals;
}

void
HttpSummary::Print(std::ostream& out, Time end) const
{
    const Totals totals = GetTotals();
    const auto name = [&out](const char* text) -> std::ostream& {
        return out << "  " << std::left << std::setw(NAME_WIDTH) << text;
    };
    const auto nameIfAny = [&name](const char* text, uint64_t count, const char* of) {
        if (count > 0)
        {
            name(text) << FormatHttpCount(count) << of << "\n";
        }
    };
    name("pages") << FormatHttpCount(m_pages) << " finished, " << FormatHttpCount(m_completePages)
                  << " complete\n";
    nameIfAny("  cut short", m_cutPages, " by the end of the run");
    nameIfAny("  not begun", totals.left, " when the run ended");
    name("requests") << FormatHttpCount(totals.queued)
                     << " queued = " << FormatHttpCount(m_complete) << " complete + "
                     << FormatHttpCount(m_requests - m_complete) << " failed\n";
    for (const auto& [outcome, count] : m_failed)
    {
        name("  failed") << FormatHttpCount(count) << " " << outcome << "\n";
    }
    for (const auto& [status, count] : m_statuses)
    {
        if (status < 200 || status > 299)
        {
            name("  status") << FormatHttpCount(count) << " with " << status << "\n";
        }
    }
    nameIfAny("  from the cache", m_fromCache, "");
    nameIfAny("  tried again", m_retried, "");
    name("content read") << FormatHttpCount(m_bytes) << " bytes\n";
    nameIfAny("content sent", m_bytesSent, " bytes");
    name("connections opened") << FormatHttpCount(totals.opened) << "\n";
    PrintTimes(out, "page load time", m_pageTimes);
    PrintTimes(out, "time to first byte", m_firstBytes);
    PrintTimes(out, "time of a request", m_times);
    const std::deque<double> shares = GetShares();
    const double throughput = GetThroughput(end);
    const double sent = GetRate(static_cast<double>(m_warmBytesSent), end);
    if (sent > 0)
    {
        name("throughput sent") << FormatRate(sent) << "\n";
    }
    if (throughput > 0)
    {
        name("throughput") << FormatRate(throughput);
        if (shares.size() > 1)
        {
            out << std::fixed << std::setprecision(3) << ", fairness (Jain) "
                << GetHttpFairness(shares) << std::defaultfloat << std::setprecision(6);
        }
        out << "\n";
    }
}

double
HttpSummary::GetThroughput(Time end) const
{
    const std::deque<double> shares = GetShares();
    return GetRate(std::accumulate(shares.begin(), shares.end(), 0.0), end);
}

double
HttpSummary::GetRate(double bytes, Time end) const
{
    return end > m_warmUp ? 8 * bytes / (end - m_warmUp).GetSeconds()
                          : std::numeric_limits<double>::quiet_NaN();
}

std::deque<double>
HttpSummary::GetShares() const
{
    std::deque<double> shares;
    for (const auto& [client, bytes] : m_shares)
    {
        shares.push_back(static_cast<double>(bytes));
    }
    // Clients that read nothing have no entry.
    shares.resize(std::max<std::size_t>(shares.size(), m_clients.GetN()), 0);
    return shares;
}

std::map<std::string, double>
HttpSummary::GetFigures(Time end) const
{
    const Totals totals = GetTotals();
    return {
        {"pages_loaded", m_pages},
        {"pages_complete", m_completePages},
        {"pages_left", totals.left + m_cutPages},
        {"queued", totals.queued},
        {"requests", m_requests},
        {"complete", m_complete},
        {"failed", m_requests - m_complete},
        {"from_cache", m_fromCache},
        {"retried", m_retried},
        {"bytes", m_bytes},
        {"bytes_sent", m_bytesSent},
        {"connections_opened", totals.opened},
        {"throughput_bps", GetThroughput(end)},
        {"throughput_sent_bps", GetRate(static_cast<double>(m_warmBytesSent), end)},
        {"fairness", GetHttpFairness(GetShares())},
        {"page_mean_s", GetMean(m_pageTimes)},
        {"page_median_s", GetHttpQuantile(m_pageTimes, 0.5)},
        {"page_p95_s", GetHttpQuantile(m_pageTimes, 0.95)},
        {"page_p99_s", GetHttpQuantile(m_pageTimes, 0.99)},
        {"first_byte_mean_s", GetMean(m_firstBytes)},
        {"first_byte_median_s", GetHttpQuantile(m_firstBytes, 0.5)},
        {"first_byte_p95_s", GetHttpQuantile(m_firstBytes, 0.95)},
        {"first_byte_p99_s", GetHttpQuantile(m_firstBytes, 0.99)},
        {"request_mean_s", GetMean(m_times)},
        {"request_median_s", GetHttpQuantile(m_times, 0.5)},
        {"request_p95_s", GetHttpQuantile(m_times, 0.95)},
        {"request_p99_s", GetHttpQuantile(m_times, 0.99)},
    };
}

std::map<std::string, double>
GetHttpProxyFigures(const HttpProxy& proxy)
{
    return {{"proxy_requests", static_cast<double>(proxy.GetRequests())},
            {"proxy_tunnels", static_cast<double>(proxy.GetTunnelsOpened())},
            {"proxy_connections", static_cast<double>(proxy.GetConnectionsOpened())},
            {"cache_hits", static_cast<double>(proxy.GetCacheHits())},
            {"cache_validations", static_cast<double>(proxy.GetCacheValidations())}};
}

void
PrintHttpProxy(std::ostream& out, const std::map<std::string, double>& figures)
{
    out << "  proxy                " << figures.at("proxy_requests") << " requests, "
        << figures.at("cache_hits") << " from the cache, " << figures.at("cache_validations")
        << " validated, " << figures.at("proxy_tunnels") << " tunnels\n"
        << "  proxy to servers     " << figures.at("proxy_connections") << " connections\n";
}

} // namespace ns3
