/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// PackMime-HTTP: a million connections against the laws of the model; its long-range dependence
/// against theory.

#include "http-sample-check.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/http-catalogue.h"
#include "ns3/http-fractional-noise.h"
#include "ns3/http-pack-mime-sizes.h"
#include "ns3/http-pack-mime-workload.h"
#include "ns3/random-variable-stream.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

const http::Url BASE{"http", "10.1.1.2", 80, "/"};

Ptr<HttpPackMimeWorkload>
Make(double rate, bool isLongRange)
{
    const Ptr<HttpPackMimeWorkload> workload = CreateObject<HttpPackMimeWorkload>();
    workload->SetAttribute("Connections", UintegerValue(0));
    workload->SetAttribute("Rate", DoubleValue(rate));
    workload->SetAttribute("LongRange", BooleanValue(isLongRange));
    workload->AssignStreams(1);
    return workload;
}

double
GetLogistic(double x)
{
    return 1 / (1 + std::exp(-x));
}

/// The distribution function that belongs to a quantile function.
std::function<double(double)>
Invert(double (*quantile)(double))
{
    std::vector<double> values;
    const int steps = 200000;
    for (int i = 0; i <= steps; ++i)
    {
        values.push_back(quantile(std::clamp(static_cast<double>(i) / steps, 1e-12, 1 - 1e-12)));
    }
    return [values](double x) {
        const auto place = std::upper_bound(values.begin(), values.end(), x);
        if (place == values.begin() || place == values.end())
        {
            return place == values.begin() ? 0.0 : 1.0;
        }
        const double part = (x - *(place - 1)) / (*place - *(place - 1));
        return (static_cast<double>(place - values.begin()) - 1 + part) / steps;
    };
}

/// Mean and standard deviation.
std::pair<double, double>
Describe(const std::vector<double>& values)
{
    double sum = 0;
    double squares = 0;
    for (const double value : values)
    {
        sum += value;
        squares += value * value;
    }
    const auto n = static_cast<double>(values.size());
    return {sum / n, std::sqrt(squares / n - sum / n * sum / n)};
}

/// Mean of a Weibull variable rounded up.
double
GetMeanRoundedUp(double scale, double shape)
{
    double sum = 0;
    for (int n = 0; n < 10000; ++n)
    {
        sum += std::exp(-std::pow(n / scale, shape));
    }
    return sum;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpPackMimeWorkload_)

BOOST_AUTO_TEST_CASE(DrawsConnectionsOfTheModel)
{
    const double rate = 8;
    const Ptr<HttpPackMimeWorkload> workload = Make(rate, false);
    const std::size_t number = 1000000;
    std::vector<double> intervals;
    std::vector<double> requests;
    std::vector<double> delays;
    std::vector<double> persistent;
    std::vector<double> laterSizes;
    double downloads = 0;
    HttpPage page;
    for (std::size_t i = 0; i < number; ++i)
    {
        BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
        BOOST_TEST_REQUIRE((page.isOpen && page.ownConnections && page.thinkTime.IsZero()));
        const HttpPageObject& first = page.objects[0];
        intervals.push_back(page.startDelay.GetSeconds());
        requests.push_back(
            static_cast<double>(first.contentBytes ? 400 + first.contentBytes : first.headBytes));
        BOOST_TEST_REQUIRE((page.objects.back().fields.Get("Connection") == "close"));
        const auto resource = GetResourceFromTarget(first.url.target);
        BOOST_TEST_REQUIRE(resource.has_value());
        const bool isDownload = resource->status == 200;
        downloads += isDownload;
        delays.push_back(resource->delay.GetSeconds());
        if (page.objects.size() > 1)
        {
            persistent.push_back(static_cast<double>(page.objects.size()));
            const auto later = GetResourceFromTarget(page.objects[1].url.target);
            if (isDownload)
            {
                laterSizes.push_back(
                    std::log2(static_cast<double>(later->size + later->headBytes)));
            }
        }
    }

    // Intervals: Weibull, mean 1 / rate.
    const double shape = GetLogistic(0.352 + 0.388 * std::log2(rate));
    const double scale = 1 / rate / std::tgamma(1 + 1 / shape);
    http_test::CheckSample(
        intervals,
        {[=](double x) { return -std::expm1(-std::pow(x / scale, shape)); },
         nullptr,
         [=](int r) { return std::pow(scale, r) * std::tgamma(1 + r / shape); }});

    // Requests are whole bytes, cut: as probable as what lies up to the next byte.
    const auto request = Invert(GetHttpPackMimeRequestSize);
    http_test::CheckSample(
        requests,
        {[&](double x) { return request(x + 1); }, [&](double x) { return request(x); }, nullptr});

    // 1 / delay is Weibull, and no delay exceeds 0.1 s.
    const auto below = [](double x) { return std::exp(-std::pow(305 * x, -0.63)); };
    http_test::CheckSample(delays,
                           {[&](double x) { return x >= 0.1 ? 1 : below(x + 5e-10); },
                            [&](double x) { return below(x - 5e-10); },
                            nullptr});

    // Runs of both kinds.
    const double validation = GetMeanRoundedUp(0.775, GetLogistic(0.718 + 0.357 * std::log2(rate)));
    const double download = GetMeanRoundedUp(3.11, GetLogistic(1.293 + 0.316 * std::log2(rate)));
    BOOST_TEST(std::abs(downloads / number - download / (validation + download)) < 0.004);

    // Persistent connections: 1 page with 1 + G objects, G geometric with mean 2.13, or 1 + H
    // pages, H with mean 1.10, of 1 object with probability 0.69, else 1 + G.
    const double g = 1 / -std::expm1(-1 / 1.578);
    const double h = 1 / -std::expm1(-1 / 0.417);
    const double mean = 0.82 * (1 + g) + 0.18 * (1 + h) * (0.69 + 0.31 * (1 + g));
    const auto several = Describe(persistent);
    const auto count = static_cast<double>(persistent.size());
    // With two pages of one object and more a connection is persistent, too: all have at least 2.
    BOOST_TEST(std::abs(count / number - 0.09) < 4 * std::sqrt(0.09 * 0.91 / number));
    BOOST_TEST(std::abs(several.first - mean) < 4 * several.second / std::sqrt(count),
               several.first << ", not " << mean);

    // Sizes of later responses, binary logarithm: mean 10.62, variance 0.94 + 2.43. Those below 276
    // bytes validate caches and are not cut by the head.
    const auto sizes = Describe(laterSizes);
    const auto sizeCount = static_cast<double>(laterSizes.size());
    BOOST_TEST(std::abs(sizes.first - 10.62) < 4 * std::sqrt(3.37 / sizeCount) + 0.002);
    BOOST_TEST(std::abs(sizes.second - std::sqrt(3.37)) < 0.02);
}

BOOST_AUTO_TEST_CASE(GapsVaryFromConnectionToConnectionAndWithinThem)
{
    const Ptr<HttpPackMimeWorkload> workload = Make(1, false);
    workload->SetAttribute("PersistentProbability", DoubleValue(1));
    workload->SetAttribute("OnePageProbability", DoubleValue(1));
    std::vector<double> first;
    double product = 0;
    double pairs = 0;
    HttpPage page;
    for (int i = 0; i < 30000; ++i)
    {
        BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
        BOOST_TEST_REQUIRE(page.objects.size() >= 2U);
        first.push_back(std::log2(page.objects[1].delay.GetSeconds()));
        if (page.objects.size() > 2)
        {
            const double second = std::log2(page.objects[2].delay.GetSeconds());
            product += (first.back() + 4.15) * (second + 4.15);
            pairs += 1;
        }
    }
    const auto [mean, deviation] = Describe(first);
    BOOST_TEST(std::abs(mean + 4.15) < 4 * std::sqrt(4.69 / 30000));
    BOOST_TEST(std::abs(deviation - std::sqrt(4.69)) < 0.05);
    // Gaps of one connection share its level, whose variance is 3.12.
    BOOST_TEST(std::abs(product / pairs - 3.12) < 4 * 6.0 / std::sqrt(pairs));
}

/// Points of the model's measured quantile functions.
BOOST_AUTO_TEST_CASE(SizesFollowTheMeasuredCurves)
{
    const struct
    {
        double size;
        double expected;
    } cases[] = {
        {GetHttpPackMimeRequestSize(0.5 * 0.50506), 351.6},
        {GetHttpPackMimeRequestSize(0.5 * 0.25255), 294.7},
        {GetHttpPackMimeRequestSize(1 - 0.5 * std::exp2(-2.70081)), std::exp2(9.8393)},
        {GetHttpPackMimeRequestSize(1 - 0.5 * std::exp2(-10.0604)), std::exp2(14.5564)},
        {GetHttpPackMimeResponseSize(0.25, false), 117.7},
        {GetHttpPackMimeResponseSize(0.5051, false), 141.2},
        {GetHttpPackMimeResponseSize(0.89899, false), 248.7},
        {GetHttpPackMimeResponseSize(1 - std::exp2(-0.91986), true), std::exp2(10.9303)},
        {GetHttpPackMimeResponseSize(1 - std::exp2(-2.57236), true), std::exp2(13.6435)},
        {GetHttpPackMimeResponseSize(1 - std::exp2(-6.06098), true), std::exp2(16.0331)},
        {GetHttpPackMimeResponseSize(1 - std::exp2(-11.9365), true), std::exp2(20.8057)},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST(test.size == test.expected, boost::test_tools::tolerance(0.025));
    }
}

BOOST_AUTO_TEST_CASE(NoiseIsLongRangeDependentAsTheorySays)
{
    const double d = 0.33;
    const double white = 0.4;
    HttpFractionalNoise noise(d, white);
    const Ptr<RandomVariableStream> process = CreateObject<NormalRandomVariable>();
    const Ptr<RandomVariableStream> other = CreateObject<NormalRandomVariable>();
    process->SetStream(1);
    other->SetStream(2);
    std::vector<double> values(1000000);
    for (double& value : values)
    {
        value = noise.GetNext(process, other);
    }
    // Hosking: autocorrelation of the fractionally differenced process; the sum of two neighbours
    // averages it.
    std::vector<double> rho{1};
    for (int k = 1; k <= 501; ++k)
    {
        rho.push_back(rho.back() * (k - 1 + d) / (k - d));
    }
    const auto [mean, deviation] = Describe(values);
    BOOST_TEST(std::abs(mean) < 0.04);
    BOOST_TEST(std::abs(deviation - 1) < 0.01);
    for (const std::size_t lag : {1, 2, 5, 20, 100, 400})
    {
        double sum = 0;
        for (std::size_t i = lag; i < values.size(); ++i)
        {
            sum += values[i] * values[i - lag];
        }
        const double expected =
            (1 - white) * (2 * rho[lag] + rho[lag - 1] + rho[lag + 1]) / (2 + 2 * rho[1]);
        BOOST_TEST(std::abs(sum / 1e6 - expected) < 0.02,
                   "lag " << lag << ": " << sum / 1e6 << ", not " << expected);
    }
}

BOOST_AUTO_TEST_CASE(ArrivesAtItsRateWithLongRangeDependence)
{
    for (const double rate : {1.0, 100.0})
    {
        const Ptr<HttpPackMimeWorkload> workload = Make(rate, true);
        double time = 0;
        HttpPage page;
        for (int i = 0; i < 200000; ++i)
        {
            BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
            time += page.startDelay.GetSeconds();
        }
        BOOST_TEST(200000 / time == rate, boost::test_tools::tolerance(0.1));
    }
}

BOOST_AUTO_TEST_SUITE_END()
