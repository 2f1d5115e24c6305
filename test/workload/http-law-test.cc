/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The laws that workloads draw from, a million draws each, against their theory. Distribution
/// functions come from Boost.Math, moments from closed forms.

#include "http-sample-check.h"

#include "ns3/double.h"
#include "ns3/http-bounded-random-variable.h"
#include "ns3/http-log-normal-random-variable.h"
#include "ns3/http-random-variable.h"
#include "ns3/random-variable-stream.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/string.h"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;

namespace
{

const double NO_BOUND = std::numeric_limits<double>::infinity();

/// Bounds on a distribution function.
std::function<double(double)>
Truncate(const std::function<double(double)>& law, double min, double max)
{
    const double low = min > 0 ? law(min) : 0;
    const double high = max < NO_BOUND ? law(max) : 1;
    return [=](double x) { return x < min ? 0 : x >= max ? 1 : (law(x) - low) / (high - low); };
}

http_test::Theory
LogNormal(double mu, double sigma, double min = 0, double max = NO_BOUND)
{
    const boost::math::lognormal law(mu, sigma);
    const auto normal = [=](double x, double shift) {
        return x <= 0          ? 0
               : x == NO_BOUND ? 1
                               : std::erfc((mu + shift - std::log(x)) / sigma / M_SQRT2) / 2;
    };
    return {Truncate([=](double x) { return x <= 0 ? 0 : boost::math::cdf(law, x); }, min, max),
            nullptr,
            [=](int r) {
                const double shift = r * sigma * sigma;
                return std::exp(r * mu + r * shift / 2) *
                       (normal(max, shift) - normal(min, shift)) /
                       (normal(max, 0) - normal(min, 0));
            }};
}

http_test::Theory
Weibull(double scale, double shape)
{
    const boost::math::weibull law(shape, scale);
    return {[=](double x) { return boost::math::cdf(law, x); },
            nullptr,
            [=](int r) { return std::pow(scale, r) * std::tgamma(1 + r / shape); }};
}

http_test::Theory
TruncatedWeibull(double scale, double shape, double max)
{
    const boost::math::weibull law(shape, scale);
    // The lower incomplete gamma function gives the moments; here by Simpson's rule over x = max
    // t^8, which makes the integrand smooth at 0.
    return {Truncate([=](double x) { return boost::math::cdf(law, x); }, 0, max),
            nullptr,
            [=](int r) {
                const int steps = 20000;
                double sum = 0;
                for (int i = 1; i < steps; ++i)
                {
                    const double t = static_cast<double>(i) / steps;
                    const double x = max * std::pow(t, 8);
                    sum += (i % 2 ? 4 : 2) * std::pow(x, r) * boost::math::pdf(law, x) * 8 * max *
                           std::pow(t, 7);
                }
                sum += std::pow(max, r) * boost::math::pdf(law, max) * 8 * max;
                return sum / 3 / steps / boost::math::cdf(law, max);
            }};
}

http_test::Theory
Exponential(double mean)
{
    return Weibull(mean, 1);
}

http_test::Theory
Pareto(double scale, double shape)
{
    const boost::math::pareto law(scale, shape);
    return {[=](double x) { return x < scale ? 0 : boost::math::cdf(law, x); }, nullptr, nullptr};
}

/// All beyond max becomes max; then shift is added.
http_test::Theory
CensoredPareto(double scale, double shape, double max, double shift)
{
    const boost::math::pareto law(scale, shape);
    const auto below = [=](double x) {
        return x - shift < scale ? 0 : boost::math::cdf(law, x - shift);
    };
    return {[=](double x) { return x - shift >= max ? 1 : below(x); },
            below,
            [=](int r) {
                // E (X + s)^r = (k + s)^r + integral of r (x + s)^(r - 1) (k / x)^a from k to max.
                double sum = std::pow(scale + shift, r);
                const double binomials[4][4] = {{1}, {1, 1}, {1, 2, 1}, {1, 3, 3, 1}};
                for (int j = 0; j < r; ++j)
                {
                    const double power = j + 1 - shape;
                    sum += r * binomials[r - 1][j] * std::pow(shift, r - 1 - j) *
                           std::pow(scale, shape) *
                           (std::pow(max, power) - std::pow(scale, power)) / power;
                }
                return sum;
            }};
}

http_test::Theory
BodyTail(double mu, double sigma, double body, double scale, double shape)
{
    const boost::math::lognormal inBody(mu, sigma);
    const boost::math::pareto inTail(scale, shape);
    return {[=](double x) {
                return x < scale ? x <= 0 ? 0
                                          : body * boost::math::cdf(inBody, x) /
                                                boost::math::cdf(inBody, scale)
                                 : body + (1 - body) * boost::math::cdf(inTail, x);
            },
            nullptr,
            nullptr};
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpLaws)

BOOST_AUTO_TEST_CASE(AreWhatTheirTheorySays)
{
    const struct
    {
        const char* variable;
        http_test::Theory theory;
    } cases[] = {
        // 3GPP2 and NGMN
        {"ns3::HttpLogNormalRandomVariable[Mu=8.346|Sigma=1.366|Min=100|Max=2000000]",
         LogNormal(8.346, 1.366, 100, 2e6)},
        {"ns3::HttpLogNormalRandomVariable[Mu=6.166|Sigma=2.363|Min=50|Max=2000000]",
         LogNormal(6.166, 2.363, 50, 2e6)},
        {"ns3::HttpParetoRandomVariable[Scale=2|Shape=1.1|Max=55|Redraw=false|Shift=-2]",
         CensoredPareto(2, 1.1, 55, -2)},
        {"ns3::ExponentialRandomVariable[Mean=30]", Exponential(30)},
        // Pries, Magyari, Tran-Gia
        {"ns3::HttpWeibullRandomVariable[Scale=19104.9|Shape=0.771807]",
         Weibull(19104.9, 0.771807)},
        {"ns3::HttpLogNormalRandomVariable[Mu=8.91365|Sigma=1.24816]", LogNormal(8.91365, 1.24816)},
        {"ns3::HttpLogNormalRandomVariable[Mu=-0.495204|Sigma=2.7731|Max=10000]",
         LogNormal(-0.495204, 2.7731, 0, 10000)},
        // SURGE
        {"ns3::HttpBodyTailRandomVariable", BodyTail(9.357, 1.318, 0.93, 133000, 1.1)},
        {"ns3::HttpParetoRandomVariable[Scale=1|Shape=2.43]", Pareto(1, 2.43)},
        {"ns3::HttpParetoRandomVariable[Scale=1|Shape=1.5]", Pareto(1, 1.5)},
        {"ns3::HttpWeibullRandomVariable[Scale=1.46|Shape=0.382|Max=1]",
         TruncatedWeibull(1.46, 0.382, 1)},
        {"ns3::HttpLogNormalRandomVariable[Mu=1.5|Sigma=0.8]", LogNormal(1.5, 0.8)},
    };

    int64_t stream = 1;
    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.variable)
        {
            std::string problem;
            const Ptr<RandomVariableStream> variable =
                MakeHttpRandomVariable(test.variable, problem);
            BOOST_TEST_REQUIRE(problem == "");
            variable->SetStream(stream++);
            std::vector<double> sample(1000000);
            for (double& value : sample)
            {
                value = variable->GetValue();
            }
            http_test::CheckSample(sample, test.theory);
        }
    }
}

BOOST_AUTO_TEST_CASE(StayWithinTheirBounds)
{
    const struct
    {
        const char* variable;
        double min;
        double max;
    } cases[] = {
        // Bounds far in a tail, at one point, and below what the law gives.
        {"ns3::HttpLogNormalRandomVariable[Mu=0|Sigma=1|Min=1e6|Max=2e6]", 1e6, 2e6},
        {"ns3::HttpLogNormalRandomVariable[Mu=0|Sigma=1|Min=7|Max=7]", 7, 7},
        {"ns3::HttpParetoRandomVariable[Scale=5|Max=4|Redraw=false]", 4, 4},
        {"ns3::HttpParetoRandomVariable[Scale=5|Shape=0.001|Max=1e9]", 5, 1e9},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.variable)
        {
            std::string problem;
            const Ptr<RandomVariableStream> variable =
                MakeHttpRandomVariable(test.variable, problem);
            BOOST_TEST_REQUIRE(problem == "");
            variable->SetStream(1);
            for (int i = 0; i < 1000; ++i)
            {
                const double value = variable->GetValue();
                BOOST_TEST_REQUIRE(value >= test.min);
                BOOST_TEST_REQUIRE(value <= test.max);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(RefuseParametersOutOfRange)
{
    for (const char* const variable : {"ns3::HttpLogNormalRandomVariable[Sigma=0]",
                                       "ns3::HttpLogNormalRandomVariable[Mu=1000]",
                                       "ns3::HttpParetoRandomVariable[Shape=-1]",
                                       "ns3::HttpWeibullRandomVariable[Scale=0]",
                                       "ns3::HttpBodyTailRandomVariable[Body=1.1]",
                                       "ns3::HttpWeibullRandomVariable[Min=-1]"})
    {
        std::string problem;
        BOOST_TEST((MakeHttpRandomVariable(variable, problem) == nullptr), variable);
        BOOST_TEST(problem.find("does not take") != std::string::npos, problem);
    }
}

BOOST_AUTO_TEST_CASE(RefuseBoundsThatContradictEachOther)
{
    const std::pair<const char*, const char*> cases[] = {
        {"ns3::HttpWeibullRandomVariable[Min=9|Max=3]", "attribute Min 9 is above Max 3"},
        {"ns3::HttpParetoRandomVariable[Max=3|Redraw=false|Min=4]",
         "attribute Min 4 is above Max 3"},
        {"ns3::UniformRandomVariable[Min=2]", "attribute Min 2 is above Max 1"},
        {"ns3::UniformRandomVariable[Min=1]", ""},
    };
    for (const auto& [variable, wanted] : cases)
    {
        std::string problem;
        BOOST_TEST((MakeHttpRandomVariable(variable, problem) == nullptr) == (*wanted != '\0'));
        BOOST_TEST(problem == wanted);
    }
    // A program that sets them itself ends at the first value, with the same words.
    Ptr<HttpBoundedRandomVariable> variable = CreateObject<HttpLogNormalRandomVariable>();
    variable->SetAttribute("Min", DoubleValue(9));
    variable->SetAttribute("Max", DoubleValue(3));
    BOOST_TEST(variable->GetContradiction() == "Min 9 is above Max 3");
    variable->SetAttribute("Max", DoubleValue(9));
    BOOST_TEST(variable->GetContradiction() == "");
}

/// Two laws on the same stream draw values that correspond: common random numbers.
BOOST_AUTO_TEST_CASE(TakeOneNumberForEachValue)
{
    std::string problem;
    const auto one =
        MakeHttpRandomVariable("ns3::HttpLogNormalRandomVariable[Mu=8|Sigma=1|Min=100|Max=20000]",
                               problem);
    const auto other =
        MakeHttpRandomVariable("ns3::HttpLogNormalRandomVariable[Mu=8.1|Sigma=1.1]", problem);
    one->SetStream(7);
    other->SetStream(7);
    std::vector<std::pair<double, double>> pairs(10000);
    for (auto& [left, right] : pairs)
    {
        left = one->GetValue();
        right = other->GetValue();
    }
    std::sort(pairs.begin(), pairs.end());
    BOOST_TEST(std::is_sorted(pairs.begin(), pairs.end(), [](const auto& left, const auto& right) {
        return left.second < right.second;
    }));
}

BOOST_AUTO_TEST_SUITE_END()
