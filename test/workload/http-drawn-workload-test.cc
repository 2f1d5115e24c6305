/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Workloads that are drawn: what their pages are made of, and that each purpose has a stream.

#include "http-sample-check.h"

#include "ns3/boolean.h"
#include "ns3/http-request-workload.h"
#include "ns3/http-text.h"
#include "ns3/http-workload.h"
#include "ns3/object-factory.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/math/distributions/pareto.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

const http::Url DRAWN_BASE{"http", "10.1.1.2", 80, "/"};

/// Bytes that a target asks for.
double
GetSize(const HttpPageObject& object)
{
    const std::string& target = object.url.target;
    const std::size_t begin = std::string("/bytes/").size();
    const auto size = HttpParseUnsigned(target.substr(begin, target.find('?') - begin));
    return static_cast<double>(size.value());
}

Ptr<HttpWorkload>
Make(const std::string& type, const std::string& count)
{
    ObjectFactory factory(type);
    factory.Set(count, UintegerValue(0));
    const Ptr<HttpWorkload> workload = factory.Create<HttpWorkload>();
    workload->AssignStreams(1000);
    return workload;
}

/// What one purpose draws in each of a number of pages.
using Purposes = std::map<std::string, std::vector<double>>;

Purposes
Draw(HttpWorkload& workload, int pages)
{
    Purposes purposes;
    HttpPage page;
    for (int i = 0; i < pages; ++i)
    {
        BOOST_TEST_REQUIRE(workload.NextPage(DRAWN_BASE, page));
        purposes["count"].push_back(static_cast<double>(page.objects.size()));
        purposes["root"].push_back(GetSize(page.objects[0]));
        purposes["content"].push_back(static_cast<double>(page.objects[0].contentBytes));
        for (std::size_t k = 1; k < page.objects.size(); ++k)
        {
            purposes["object"].push_back(GetSize(page.objects[k]));
        }
        if (page.objects.size() > 1)
        {
            purposes["parse"].push_back(page.objects[1].delay.GetSeconds());
        }
        purposes["start"].push_back(page.startDelay.GetSeconds());
        purposes["think"].push_back(page.thinkTime.GetSeconds());
    }
    return purposes;
}

double
GetMean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
    {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpDrawnWorkloads)

/// The number of objects is floor(y + u), y the censored Pareto variable less 2, u uniform: its
/// mean is that of y, 5.64.
BOOST_AUTO_TEST_CASE(ThreeGppPagesEmbedAsManyObjectsAsTheStandardSays)
{
    const Ptr<HttpWorkload> workload = Make("ns3::HttpThreeGppWorkload", "Pages");
    // The sizes do not matter here.
    workload->SetAttribute("RootSize", StringValue("ns3::ConstantRandomVariable[Constant=1]"));
    workload->SetAttribute("ObjectSize", StringValue("ns3::ConstantRandomVariable[Constant=1]"));
    std::vector<double> counts(1000000);
    std::map<int, double> shares;
    HttpPage page;
    for (double& count : counts)
    {
        BOOST_TEST_REQUIRE(workload->NextPage(DRAWN_BASE, page));
        count = static_cast<double>(page.objects.size()) - 1;
        shares[static_cast<int>(count)] += 1.0 / static_cast<double>(counts.size());
    }

    // P(count <= n) = the integral of F over the unit interval above n, by Simpson's rule; F jumps
    // to 1 at 53 only.
    const boost::math::pareto law(2, 1.1);
    const auto probability = [&](double x) {
        const double n = std::floor(x);
        if (n < 0 || n >= 53)
        {
            return n < 0 ? 0.0 : 1.0;
        }
        double sum = 0;
        const int steps = 200;
        for (int i = 0; i <= steps; ++i)
        {
            const double y = 2 + n + static_cast<double>(i) / steps;
            sum += (i == 0 || i == steps ? 1
                    : i % 2              ? 4
                                         : 2) *
                   (y <= 2 ? 0 : boost::math::cdf(law, y));
        }
        return sum / 3 / steps;
    };
    const auto moment = [&](int r) {
        double sum = 0;
        for (int n = 1; n <= 53; ++n)
        {
            sum += (std::pow(n, r) - std::pow(n - 1, r)) * (1 - probability(n - 1));
        }
        return sum;
    };
    BOOST_TEST(moment(1) == 5.6417, boost::test_tools::tolerance(1e-4));
    http_test::CheckSample(counts,
                           {probability, [&](double x) { return probability(x - 1); }, moment});
    BOOST_TEST(shares.rbegin()->first == 53);
}

/// Means of thirty thousand pages against those of the laws, within 4 standard errors.
BOOST_AUTO_TEST_CASE(PagesHaveTheMeansOfTheirModels)
{
    // Truncation lowers a lognormal mean: the factor is the law's share of mass within the bounds
    // after a shift by sigma^2, over its share before.
    const auto normal = [](double z) { return std::erfc(-z / M_SQRT2) / 2; };
    const auto truncated = [&](double mu, double sigma, double min, double max) {
        const auto share = [&](double shift) {
            return normal((std::log(max) - mu - shift) / sigma) -
                   (min > 0 ? normal((std::log(min) - mu - shift) / sigma) : 0);
        };
        return std::exp(mu + sigma * sigma / 2) * share(sigma * sigma) / share(0);
    };

    const struct
    {
        const char* type;
        const char* purpose;
        double mean;
        double deviation;
    } cases[] = {
        {"ns3::HttpThreeGppWorkload", "root", truncated(8.346, 1.366, 100, 2e6), 25100},
        {"ns3::HttpThreeGppWorkload", "object", truncated(6.166, 2.363, 50, 2e6), 48000},
        {"ns3::HttpThreeGppWorkload", "think", 30, 30},
        {"ns3::HttpThreeGppWorkload", "parse", 0.13, 0.13},
        {"ns3::HttpPriesWorkload", "count", 32.9291, 31.94},
        {"ns3::HttpPriesWorkload", "root", 19104.9 * std::tgamma(1 + 1 / 0.771807), 29200},
        {"ns3::HttpPriesWorkload", "object", std::exp(8.91365 + 1.24816 * 1.24816 / 2), 29800},
        {"ns3::HttpPriesWorkload", "think", truncated(-0.495204, 2.7731, 0, 10000), 280},
    };

    std::map<std::string, Purposes> drawn;
    for (const char* const type : {"ns3::HttpThreeGppWorkload", "ns3::HttpPriesWorkload"})
    {
        drawn[type] = Draw(*Make(type, "Pages"), 30000);
    }
    for (const auto& test : cases)
    {
        const std::vector<double>& values = drawn[test.type][test.purpose];
        const double error = 4 * test.deviation / std::sqrt(static_cast<double>(values.size()));
        BOOST_TEST(std::abs(GetMean(values) - test.mean) < error,
                   test.type << ' ' << test.purpose << ' ' << GetMean(values) << ", not "
                             << test.mean);
    }
}

BOOST_AUTO_TEST_CASE(RequestsOfAnOpenLoopAreAPoissonProcess)
{
    const Ptr<HttpWorkload> workload = Make("ns3::HttpRequestWorkload", "Requests");
    workload->SetAttribute("Interval", StringValue("ns3::ExponentialRandomVariable[Mean=0.25]"));
    workload->AssignStreams(1);
    std::vector<double> intervals(1000000);
    HttpPage page;
    for (double& interval : intervals)
    {
        BOOST_TEST_REQUIRE(workload->NextPage(DRAWN_BASE, page));
        BOOST_TEST_REQUIRE(page.isOpen);
        BOOST_TEST_REQUIRE(page.thinkTime.IsZero());
        interval = page.startDelay.GetSeconds();
    }
    // Successive intervals are independent: their correlation is 0 within 4 / sqrt(n).
    double correlation = 0;
    for (std::size_t i = 1; i < intervals.size(); ++i)
    {
        correlation += (intervals[i] / 0.25 - 1) * (intervals[i - 1] / 0.25 - 1) / 1e6;
    }
    BOOST_TEST(std::abs(correlation) < 4e-3);
    http_test::CheckSample(intervals,
                           {[](double x) { return -std::expm1(-x / 0.25); },
                            nullptr,
                            [](int r) { return std::pow(0.25, r) * std::tgamma(r + 1); }});
}

BOOST_AUTO_TEST_CASE(RequestsOfAClosedLoopWaitForTheResponse)
{
    const Ptr<HttpWorkload> workload = CreateObject<HttpRequestWorkload>();
    workload->SetAttribute("Open", BooleanValue(false));
    workload->SetAttribute("Requests", UintegerValue(2));
    workload->SetAttribute("ThinkTime", StringValue("ns3::ConstantRandomVariable[Constant=3]"));
    workload->SetAttribute("Size", StringValue("ns3::ConstantRandomVariable[Constant=20.4]"));
    workload->SetAttribute("RequestSize", StringValue("ns3::ConstantRandomVariable[Constant=7]"));
    HttpPage page;
    for (const char* const target : {"/bytes/20?request=1", "/bytes/20?request=2"})
    {
        BOOST_TEST_REQUIRE(workload->NextPage(DRAWN_BASE, page));
        BOOST_TEST(page.objects.size() == 1U);
        BOOST_TEST(page.objects[0].url.target == target);
        BOOST_TEST(page.objects[0].method == "POST");
        BOOST_TEST(page.objects[0].contentBytes == 7U);
        BOOST_TEST(!page.isOpen);
        BOOST_TEST(page.startDelay.IsZero());
        BOOST_TEST(page.thinkTime.GetSeconds() == 3);
    }
    BOOST_TEST(!workload->NextPage(DRAWN_BASE, page));
}

/// One purpose gets another law; what the others draw stays.
BOOST_AUTO_TEST_CASE(OneStreamsChangeDoesNotShiftTheOthers)
{
    const struct
    {
        const char* type;
        const char* count;
        const char* attribute;
        const char* purpose;
    } cases[] = {
        {"ns3::HttpThreeGppWorkload", "Pages", "RootSize", "root"},
        {"ns3::HttpThreeGppWorkload", "Pages", "ObjectSize", "object"},
        {"ns3::HttpThreeGppWorkload", "Pages", "ThinkTime", "think"},
        {"ns3::HttpThreeGppWorkload", "Pages", "ParseTime", "parse"},
        {"ns3::HttpThreeGppWorkload", "Pages", "StartTime", "start"},
        {"ns3::HttpPriesWorkload", "Pages", "RootSize", "root"},
        {"ns3::HttpPageWorkload", "Pages", "ThinkTime", "think"},
        {"ns3::HttpRequestWorkload", "Requests", "Interval", "start"},
        {"ns3::HttpRequestWorkload", "Requests", "Size", "root"},
        {"ns3::HttpRequestWorkload", "Requests", "RequestSize", "content"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.type << ' ' << test.attribute)
        {
            const Purposes before = Draw(*Make(test.type, test.count), 500);
            const Ptr<HttpWorkload> changed = Make(test.type, test.count);
            changed->SetAttribute(test.attribute,
                                  StringValue("ns3::NormalRandomVariable[Mean=900|Variance=9]"));
            changed->AssignStreams(1000);
            const Purposes after = Draw(*changed, 500);
            for (const auto& [purpose, values] : before)
            {
                BOOST_TEST((values == after.at(purpose)) == (purpose != test.purpose), purpose);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(SameStreamsDrawTheSamePages)
{
    for (const char* const type : {"ns3::HttpThreeGppWorkload", "ns3::HttpPriesWorkload"})
    {
        BOOST_TEST((Draw(*Make(type, "Pages"), 100) == Draw(*Make(type, "Pages"), 100)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
