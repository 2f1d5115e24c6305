/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BENCH_MEMORY_H
#define HTTP_BENCH_MEMORY_H

#include <fstream>
#include <unistd.h>

namespace ns3
{

/// @brief Resident memory of the process now. @return bytes
inline double
GetHttpBenchMemory()
{
    std::ifstream file("/proc/self/statm");
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

} // namespace ns3

#endif // HTTP_BENCH_MEMORY_H
