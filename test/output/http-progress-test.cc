/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-progress.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <unistd.h>

using namespace ns3;

namespace
{

/// @brief What is shown on a standard error that is no terminal. @param wait time until the steps
/// @return it
std::string
GetShown(std::chrono::milliseconds wait)
{
    std::FILE* const file = std::tmpfile();
    const int before = dup(STDERR_FILENO);
    std::fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    {
        HttpProgress progress("things made", 1000);
        std::this_thread::sleep_for(wait);
        for (uint64_t done = 1; done < 1000; ++done)
        {
            progress.Show(done);
        }
    }
    std::fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    std::string shown(200, '\0');
    std::rewind(file);
    shown.resize(std::fread(shown.data(), 1, shown.size(), file));
    std::fclose(file);
    return shown;
}

} // namespace

BOOST_AUTO_TEST_SUITE(Progress)

BOOST_AUTO_TEST_CASE(WhatTakesLongIsToldOnce)
{
    BOOST_TEST(GetShown(std::chrono::milliseconds(2010)) == "things made: 256 of 1000 so far\n");
    BOOST_TEST(GetShown(std::chrono::milliseconds(0)) == "");
}

BOOST_AUTO_TEST_SUITE_END()
