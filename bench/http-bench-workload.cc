/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/*
 * What drawing a workload's next request costs: nanoseconds of processor time, printed as
 * NAME_ns=VALUE, one workload a line, and as slowest_ns the largest of them.
 *
 * Usage: http-bench-workload [REQUESTS]: requests drawn of each workload, 1000000 by default.
 */

#include "http-bench-process.h"

#include "ns3/http-workload.h"
#include "ns3/object-factory.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace ns3;

namespace
{

/**
 * @brief Draws requests.
 * @param workload the workload
 * @param number how many, about
 * @return nanoseconds for each
 */
double
Measure(HttpWorkload& workload, uint64_t number)
{
    http::Url base;
    base.host = "www.example.com";
    workload.AssignStreams(1);
    HttpPage page;
    // The first one reads files and makes tables.
    workload.NextPage(base, page);
    uint64_t drawn = 0;
    const double begin = GetHttpBenchTime();
    while (drawn < number && workload.NextPage(base, page))
    {
        drawn += page.objects.size();
    }
    return 1e9 * (GetHttpBenchTime() - begin) / static_cast<double>(drawn);
}

} // namespace

int
main(int argc, char* argv[])
{
    const uint64_t number = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000;
    const std::string file = "http-bench-workload.csv";
    std::ofstream csv(file);
    csv << "time,client,url,size\n";
    for (uint64_t i = 0; i <= number; ++i)
    {
        csv << 0.01 * static_cast<double>(i) << ",c" << i % 10 << ",/file/" << i % 1000 << ','
            << i % 1000 << '\n';
    }
    csv.close();

    const struct
    {
        const char* name;
        const char* type;
        const char* attribute;
        std::string value;
    } cases[] = {
        {"page", "ns3::HttpPageWorkload", "Pages", "0"},
        {"three_gpp", "ns3::HttpThreeGppWorkload", "Pages", "0"},
        {"pries", "ns3::HttpPriesWorkload", "Pages", "0"},
        {"surge", "ns3::HttpSurgeWorkload", "Pages", "0"},
        {"packmime", "ns3::HttpPackMimeWorkload", "Connections", "0"},
        {"request", "ns3::HttpRequestWorkload", "Requests", "0"},
        {"csv", "ns3::HttpCsvWorkload", "File", file},
    };

    // Requests are drawn while a simulation runs. Until the first one ns-3 enters every Time in a
    // list, to convert them should the resolution change.
    Simulator::Run();
    double slowest = 0;
    for (const auto& test : cases)
    {
        ObjectFactory factory(test.type);
        factory.Set(test.attribute, StringValue(test.value));
        const double time = Measure(*factory.Create<HttpWorkload>(), number);
        std::printf("%s_ns=%g\n", test.name, time);
        slowest = std::max(slowest, time);
    }
    std::printf("slowest_ns=%g\n", slowest);
    std::remove(file.c_str());
    return 0;
}
