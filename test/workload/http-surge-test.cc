/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// SURGE: popularity, temporal locality, pages and the files that all clients share.

#include "http-sample-check.h"

#include "ns3/double.h"
#include "ns3/http-surge-workload.h"
#include "ns3/http-text.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

const http::Url BASE{"http", "10.1.1.2", 80, "/"};

const uint32_t FILES = 2000;

Ptr<HttpSurgeWorkload>
Make(double locality, double exponent = 1, int64_t stream = 1)
{
    const Ptr<HttpSurgeWorkload> workload = CreateObject<HttpSurgeWorkload>();
    workload->SetAttribute("Pages", UintegerValue(0));
    workload->SetAttribute("Locality", DoubleValue(locality));
    workload->SetAttribute("Exponent", DoubleValue(exponent));
    workload->AssignStreams(stream);
    return workload;
}

/// Ranks of the files of a number of requests, from 1.
std::vector<double>
DrawRanks(HttpWorkload& workload, std::size_t number)
{
    std::vector<double> ranks;
    ranks.reserve(number + 1000);
    HttpPage page;
    while (ranks.size() < number)
    {
        BOOST_TEST_REQUIRE(workload.NextPage(BASE, page));
        for (const HttpPageObject& object : page.objects)
        {
            const auto rank = HttpParseUnsigned(object.url.target.substr(7));
            ranks.push_back(static_cast<double>(rank.value()));
        }
    }
    ranks.resize(number);
    return ranks;
}

/// Zipf's law: the sum of r^-s f(r), r from 1 to last.
template <typename F>
double
Sum(double exponent, uint32_t last, F f)
{
    double sum = 0;
    for (uint32_t rank = 1; rank <= last; ++rank)
    {
        sum += std::pow(rank, -exponent) * f(rank);
    }
    return sum;
}

double
One(double /* rank */)
{
    return 1;
}

/// The exponent that makes a sample most likely: that with its mean of log r.
double
FitExponent(const std::vector<double>& ranks)
{
    double mean = 0;
    for (const double rank : ranks)
    {
        mean += std::log(rank) / static_cast<double>(ranks.size());
    }
    double low = 0;
    double high = 5;
    for (int i = 0; i < 50; ++i)
    {
        const double middle = (low + high) / 2;
        const double expected = Sum(middle, FILES, [](double rank) { return std::log(rank); }) /
                                Sum(middle, FILES, One);
        (expected > mean ? low : high) = middle;
    }
    return low;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpSurgeWorkload_)

BOOST_AUTO_TEST_CASE(AsksForFilesByZipfsLaw)
{
    std::vector<double> cumulated(FILES + 1);
    for (uint32_t rank = 1; rank <= FILES; ++rank)
    {
        cumulated[rank] = cumulated[rank - 1] + 1.0 / rank;
    }
    const auto probability = [&](double rank) {
        return cumulated[static_cast<std::size_t>(std::clamp(rank, 0.0, 1.0 * FILES))] /
               cumulated[FILES];
    };
    std::vector<double> ranks = DrawRanks(*Make(0), 1000000);
    // The maximum-likelihood exponent has a standard error of 1 / sqrt(n Var log r), 0.00045.
    BOOST_TEST(std::abs(FitExponent(ranks) - 1) < 4 * 0.00045);
    http_test::CheckSample(
        ranks,
        {probability,
         [&](double rank) { return probability(rank - 1); },
         [&](int r) {
             return Sum(1, FILES, [r](double rank) { return std::pow(rank, r); }) /
                    cumulated[FILES];
         }});
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(KeepsThePopularityWhateverTheLocality)
{
    // Requests come in families of three on average, so that the errors are some two times as
    // large as those of independent ones.
    for (const double exponent : {0.6, 1.0, 1.4})
    {
        const double fitted = FitExponent(DrawRanks(*Make(0.65, exponent), 1000000));
        BOOST_TEST(std::abs(fitted - exponent) < 0.01, fitted << ", not " << exponent);
    }
    Simulator::Destroy();
}

/// The stack distance of a request is the number of different files since the last one for the same
/// file, itself included; its median in SURGE is exp(1.5) = 4.5.
BOOST_AUTO_TEST_CASE(RepeatsFilesAtStackDistancesOfTheModel)
{
    const struct
    {
        double locality;
        double least;
        double most;
    } cases[] = {{0.65, 4, 5}, {0, 20, 1000}};

    for (const auto& test : cases)
    {
        std::vector<double> stack;
        std::vector<double> distances;
        for (const double rank : DrawRanks(*Make(test.locality), 100000))
        {
            const auto place = std::find(stack.rbegin(), stack.rend(), rank);
            if (place != stack.rend())
            {
                distances.push_back(static_cast<double>(place - stack.rbegin()) + 1);
                stack.erase(std::next(place).base());
            }
            stack.push_back(rank);
        }
        std::sort(distances.begin(), distances.end());
        const double median = distances[distances.size() / 2];
        BOOST_TEST(median >= test.least, test.locality << ": " << median);
        BOOST_TEST(median <= test.most, test.locality << ": " << median);
    }
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(FetchesAPagesFilesOneAfterTheOther)
{
    const Ptr<HttpSurgeWorkload> workload = Make(0.65);
    const int pages = 200000;
    double files = 0;
    HttpPage page;
    for (int i = 0; i < pages; ++i)
    {
        BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
        files += static_cast<double>(page.objects.size());
        for (std::size_t k = 1; k < page.objects.size(); ++k)
        {
            BOOST_TEST_REQUIRE((page.objects[k].anchor == HttpPageObject::Anchor::LastByte));
            BOOST_TEST_REQUIRE(page.objects[k].revealedBy == k - 1);
            BOOST_TEST_REQUIRE(page.objects[k].delay.GetSeconds() <= 1);
        }
        BOOST_TEST_REQUIRE(page.thinkTime.GetSeconds() >= 1);
    }
    // Pareto, exponent 2.43: mean a / (a - 1), variance a / ((a - 1)^2 (a - 2)), and at most 1/4
    // from rounding.
    const double variance = 2.43 / (1.43 * 1.43 * 0.43) + 0.25;
    BOOST_TEST(std::abs(files / pages - 2.43 / 1.43) < 4 * std::sqrt(variance / pages));
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(SharesTheFilesOfTheServer)
{
    const auto one = Make(0.65, 1, 1);
    const auto other = Make(0.65, 1, 77);
    BOOST_TEST((one->GetCatalogue() == other->GetCatalogue()));
    BOOST_TEST(one->GetCatalogue()->GetSize() == FILES);
    const uint64_t size = one->GetCatalogue()->Find("GET", "any", "/surge/1234")->size;
    BOOST_TEST(size > 0U);
    BOOST_TEST((one->GetCatalogue()->Find("GET", "any", "/surge/2001") == nullptr));

    const auto another = CreateObject<HttpSurgeWorkload>();
    another->SetAttribute("Population", StringValue("90001"));
    BOOST_TEST((another->GetCatalogue() != other->GetCatalogue()));
    BOOST_TEST(another->GetCatalogue()->Find("GET", "any", "/surge/1234")->size != size);

    // The files are the same in the next simulation, whoever asks first.
    Simulator::Destroy();
    BOOST_TEST(Make(0, 1, 5)->GetCatalogue()->Find("GET", "any", "/surge/1234")->size == size);
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(OneStreamsChangeDoesNotShiftTheOthers)
{
    const auto list = [](HttpWorkload& workload) {
        std::vector<std::string> purposes(4);
        HttpPage page;
        for (int i = 0; i < 300; ++i)
        {
            workload.NextPage(BASE, page);
            for (const HttpPageObject& object : page.objects)
            {
                purposes[0] += object.url.target;
                purposes[1] += std::to_string(object.delay.GetNanoSeconds()) + ' ';
            }
            purposes[2] += std::to_string(page.objects.size()) + ' ';
            purposes[3] += std::to_string(page.thinkTime.GetNanoSeconds()) + ' ';
        }
        return purposes;
    };
    const std::vector<std::string> before = list(*Make(0.65));

    const struct
    {
        const char* attribute;
        const char* value;
        std::vector<bool> stays;
    } cases[] = {
        {"ThinkTime", "ns3::ConstantRandomVariable[Constant=2]", {true, true, true, false}},
        {"Distance", "ns3::ConstantRandomVariable[Constant=2]", {false, true, true, true}},
        {"ActiveOff", "ns3::UniformRandomVariable[Min=0|Max=1]", {true, false, true, true}},
        {"FileSize", "ns3::ConstantRandomVariable[Constant=9]", {true, true, true, true}},
    };

    for (const auto& test : cases)
    {
        Simulator::Destroy();
        const auto changed = Make(0.65);
        changed->SetAttribute(test.attribute, StringValue(test.value));
        changed->AssignStreams(1);
        const std::vector<std::string> after = list(*changed);
        for (std::size_t i = 0; i < before.size(); ++i)
        {
            BOOST_TEST((before[i] == after[i]) == test.stays[i], test.attribute << ' ' << i);
        }
    }
    Simulator::Destroy();
}

BOOST_AUTO_TEST_SUITE_END()
