/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-pack-mime-workload.h"

#include "http-erfc-inverse.h"
#include "http-pack-mime-sizes.h"
#include "http-time-text.h"

#include "ns3/double.h"
#include "ns3/http-attributes.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpPackMimeWorkload);

namespace
{

/// Largest message, in bytes.
const double MAX_BYTES = 4e18;

/// Longer requests are a head and content.
const uint64_t MAX_REQUEST_HEAD = 8192;
const uint32_t POST_HEAD_BYTES = 400;

/// d of the intervals between connections, and of the sizes of requests.
const double ARRIVAL_DIFFERENCE = 0.33;
const double REQUEST_DIFFERENCE = 0.31;

/// Weibull scales of the lengths of runs, of validations and of downloads.
const double RUN_SCALES[] = {0.775, 3.11};

/**
 * @brief The logistic function of a line over the binary logarithm of the rate.
 * @param intercept the line's value at 1 connection per second
 * @param slope what it gains when the rate doubles
 * @param rate connections per second
 * @return 0 to 1
 */
double
GetLogistic(double intercept, double slope, double rate)
{
    return 1 / (1 + std::exp(-(intercept + slope * std::log2(rate))));
}

} // namespace

const HttpPackMimeWorkload::Nested HttpPackMimeWorkload::LATER =
    {10.62, 0.94, 3.22, 2.43, LATER_LEVEL, LATER_SPREAD, LATER_SIZE};
const HttpPackMimeWorkload::Nested HttpPackMimeWorkload::WITHIN =
    {-4.15, 3.12, 2.35, 1.57, WITHIN_LEVEL, WITHIN_SPREAD, WITHIN_GAP};
const HttpPackMimeWorkload::Nested HttpPackMimeWorkload::BETWEEN =
    {3.22, 0.73, 1.85, 1.21, BETWEEN_LEVEL, BETWEEN_SPREAD, BETWEEN_GAP};

TypeId
HttpPackMimeWorkload::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpPackMimeWorkload, HttpWorkload>("ns3::HttpPackMimeWorkload")
            .Add("Rate",
                 "New connections per second.",
                 {&HttpPackMimeWorkload::m_rate, 1, 1e-6, 1e6})
            .Add("Connections",
                 "Number of connections; 0: without end.",
                 {&HttpPackMimeWorkload::m_connections, 1})
            .Add("LongRange",
                 "Intervals and sizes of requests are long-range dependent; otherwise "
                 "independent, with the same laws.",
                 {&HttpPackMimeWorkload::m_longRange, true})
            .Add("PersistentProbability",
                 "Probability that a connection is persistent; the others carry one "
                 "request.",
                 {&HttpPackMimeWorkload::m_persistent, 0.09, 0, 1})
            .Add("OnePageProbability",
                 "Probability that a persistent connection has one page.",
                 {&HttpPackMimeWorkload::m_onePage, 0.82, 0, 1})
            .Add("MorePages",
                 "Pages beyond the first where there are several, rounded up.",
                 {&HttpPackMimeWorkload::m_morePages,
                  "ns3::HttpWeibullRandomVariable[Scale=0.417|Shape=1]"})
            .Add("OneObjectProbability",
                 "Probability that a page has one object, if there are several pages.",
                 {&HttpPackMimeWorkload::m_oneObject, 0.69, 0, 1})
            .Add("MoreObjects",
                 "Objects of a page beyond the first where there are several, rounded up.",
                 {&HttpPackMimeWorkload::m_moreObjects,
                  "ns3::HttpWeibullRandomVariable[Scale=1.578|Shape=1]"})
            .Add("ServerDelay",
                 "Seconds that the server takes before it answers.",
                 {&HttpPackMimeWorkload::m_serverDelay,
                  "ns3::HttpFrechetRandomVariable[Scale=0.003278688524590164|"
                  "Shape=0.63|Max=0.1|Redraw=false]"});
    return tid;
}

HttpPackMimeWorkload::HttpPackMimeWorkload()
{
    for (Ptr<RandomVariableStream>& stream : m_streams)
    {
        stream = CreateObject<UniformRandomVariable>();
    }
    for (const Nested* const law : {&LATER, &WITHIN, &BETWEEN})
    {
        const Ptr<GammaRandomVariable> spread = CreateObject<GammaRandomVariable>();
        spread->SetAttribute("Alpha", DoubleValue(law->spreadShape));
        spread->SetAttribute("Beta", DoubleValue(1 / law->spreadShape));
        m_streams[law->spread] = spread;
    }
    for (Ptr<RandomVariableStream>& normal : m_normals)
    {
        normal = CreateObject<NormalRandomVariable>();
    }
}

void
HttpPackMimeWorkload::Prepare()
{
    if (m_preparedRate == m_rate)
    {
        return;
    }
    m_preparedRate = m_rate;
    m_arrivals =
        std::make_unique<HttpFractionalNoise>(m_longRange ? ARRIVAL_DIFFERENCE : 0,
                                              m_longRange ? GetLogistic(0.333, 0.414, m_rate) : 1);
    m_requestSizes =
        std::make_unique<HttpFractionalNoise>(m_longRange ? REQUEST_DIFFERENCE : 0,
                                              m_longRange ? GetLogistic(0.123, 0.494, m_rate) : 1);
    m_intervalShape = GetLogistic(0.352, 0.388, m_rate);
    m_intervalScale = std::exp(-std::lgamma(1 + 1 / m_intervalShape)) / m_rate;
    m_runShapes = {GetLogistic(0.718, 0.357, m_rate), GetLogistic(1.293, 0.316, m_rate)};
}

double
HttpPackMimeWorkload::Draw(Purpose purpose)
{
    return std::clamp(m_streams[purpose]->GetValue(), 1e-15, 1 - 1e-15);
}

double
HttpPackMimeWorkload::DrawNormal(Purpose purpose)
{
    return -HTTP_SQRT_2 * HttpErfcInverse(2 * Draw(purpose));
}

HttpPackMimeWorkload::Level
HttpPackMimeWorkload::DrawLevel(const Nested& law)
{
    const double mean = law.mean + std::sqrt(law.levelVariance) * DrawNormal(law.level);
    const double spread = m_streams[law.spread]->GetValue();
    return {&law, mean, std::sqrt(spread * law.variance)};
}

double
HttpPackMimeWorkload::DrawSingle(const Level& level)
{
    return std::exp2(level.mean + level.deviation * DrawNormal(level.law->single));
}

const std::vector<bool>&
HttpPackMimeWorkload::DrawRequests()
{
    m_requests.assign(1, true);
    if (Draw(PERSISTENT) >= m_persistent)
    {
        return m_requests;
    }
    const auto drawMore = [](const Ptr<RandomVariableStream>& variable) {
        const double more = variable ? std::ceil(variable->GetValue()) : 1;
        return static_cast<uint32_t>(std::clamp(more, 1.0, static_cast<double>(MAX_REQUESTS)));
    };
    const uint32_t pages = Draw(ONE_PAGE) < m_onePage ? 1 : 1 + drawMore(m_morePages);
    for (uint32_t page = 0; page < pages && m_requests.size() < MAX_REQUESTS; ++page)
    {
        if (page > 0)
        {
            m_requests.push_back(true);
        }
        const bool hasOne = pages > 1 && Draw(ONE_OBJECT) < m_oneObject;
        m_requests.resize(m_requests.size() + (hasOne ? 0 : drawMore(m_moreObjects)), false);
    }
    return m_requests;
}

double
HttpPackMimeWorkload::DrawResponse()
{
    if (m_runLeft == 0)
    {
        m_isDownload = !m_isDownload;
        const double length = RUN_SCALES[m_isDownload] *
                              std::pow(-std::log(Draw(RUN_LENGTH)), 1 / m_runShapes[m_isDownload]);
        m_runLeft = static_cast<uint64_t>(std::clamp(std::ceil(length), 1.0, 1e9));
    }
    --m_runLeft;
    return GetHttpPackMimeResponseSize(Draw(RESPONSE_SIZE), m_isDownload);
}

void
HttpPackMimeWorkload::WriteObject(const http::Url& base,
                                  double requestBytes,
                                  double responseBytes,
                                  HttpPageObject& object)
{
    HttpResetObject(base, object);
    const auto whole = static_cast<uint64_t>(std::clamp(responseBytes, 1.0, MAX_BYTES));
    const bool isDownload = responseBytes > HTTP_PACK_MIME_CUTOFF;
    std::string& target = object.url.target;
    target = "/bytes/";
    HttpAppendNumber(isDownload ? whole - RESPONSE_HEAD_BYTES : 0, target);
    target += isDownload ? "?head=" : "?status=304&head=";
    HttpAppendNumber(isDownload ? RESPONSE_HEAD_BYTES : whole, target);
    const Time delay = HttpDrawTime(m_serverDelay);
    if (delay.IsStrictlyPositive())
    {
        target += "&delay=";
        HttpAppendNumber(static_cast<uint64_t>(delay.GetNanoSeconds()), target);
        target += "ns";
    }
    const auto request = static_cast<uint64_t>(std::clamp(requestBytes, 1.0, MAX_BYTES));
    object.headBytes = static_cast<uint32_t>(request);
    if (request > MAX_REQUEST_HEAD)
    {
        object.method = "POST";
        object.headBytes = POST_HEAD_BYTES;
        object.contentBytes = request - POST_HEAD_BYTES;
    }
}

uint64_t
HttpPackMimeWorkload::CountPagesLeft(const http::Url& /* base */)
{
    return GetRest(m_connections);
}

bool
HttpPackMimeWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    if (!BeginPage(m_connections, page))
    {
        return false;
    }
    Prepare();
    const auto getProbability = [](double normal) { return std::erfc(-normal / HTTP_SQRT_2) / 2; };
    const double arrival = m_arrivals->GetNext(m_normals[0], m_normals[1]);
    const double interval =
        m_intervalScale * std::pow(-std::log(getProbability(-arrival)), 1 / m_intervalShape);
    const double size = m_requestSizes->GetNext(m_normals[2], m_normals[3]);
    const double requestBytes =
        GetHttpPackMimeRequestSize(std::clamp(getProbability(size), 1e-15, 1 - 1e-15));
    const double first = DrawResponse();
    const std::vector<bool>& requests = DrawRequests();

    page.objects.resize(requests.size());
    WriteObject(base, requestBytes, first, page.objects[0]);
    if (requests.size() > 1)
    {
        const Level later = DrawLevel(LATER);
        const Level within = DrawLevel(WITHIN);
        const Level between = DrawLevel(BETWEEN);
        for (std::size_t i = 1; i < requests.size(); ++i)
        {
            HttpPageObject& object = page.objects[i];
            WriteObject(base,
                        requestBytes,
                        first > HTTP_PACK_MIME_CUTOFF ? DrawSingle(later) : first,
                        object);
            object.anchor = HttpPageObject::Anchor::LastByte;
            object.revealedBy = static_cast<uint32_t>(i - 1);
            object.delay =
                HttpTimeFromNanoseconds(1e9 * DrawSingle(requests[i] ? between : within));
        }
    }
    page.objects.back().fields.Add("Connection", "close");
    page.startDelay = HttpTimeFromNanoseconds(1e9 * interval);
    page.isOpen = true;
    page.ownConnections = true;
    return true;
}

int64_t
HttpPackMimeWorkload::AssignStreams(int64_t stream)
{
    std::vector<Ptr<RandomVariableStream>> variables = {m_morePages, m_moreObjects, m_serverDelay};
    variables.insert(variables.end(), m_streams.begin(), m_streams.end());
    variables.insert(variables.end(), m_normals.begin(), m_normals.end());
    return SetStreams(variables, stream);
}

} // namespace ns3
