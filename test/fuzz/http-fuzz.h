/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FUZZ_H
#define HTTP_FUZZ_H

/*
 * A fuzz target is a function TryInput() that stops the program where something does not hold. With
 * HTTP_FUZZ_TARGET defined it becomes a program of libFuzzer, else a test that tries the inputs
 * kept in corpus/. run.sh builds and runs the programs.
 */

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// Stops the program if a condition does not hold, whatever the build.
#define HTTP_FUZZ_CHECK(condition)                                                                 \
    do                                                                                             \
    {                                                                                              \
        if (!(condition))                                                                          \
        {                                                                                          \
            std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);    \
            std::abort();                                                                          \
        }                                                                                          \
    } while (false)

#ifdef HTTP_FUZZ_TARGET

#define HTTP_FUZZ_PROGRAM(suite, folder)                                                           \
    extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)                   \
    {                                                                                              \
        TryInput({reinterpret_cast<const char*>(data), size});                                     \
        return 0;                                                                                  \
    }

#else

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#define HTTP_FUZZ_PROGRAM(suite, folder)                                                           \
    BOOST_AUTO_TEST_SUITE(suite)                                                                   \
    BOOST_AUTO_TEST_CASE(Corpus)                                                                   \
    {                                                                                              \
        const auto inputs = ns3::http::ReadCorpus(folder);                                         \
        BOOST_TEST(inputs.size() > 0U);                                                            \
        for (const auto& input : inputs)                                                           \
        {                                                                                          \
            TryInput(input);                                                                       \
        }                                                                                          \
    }                                                                                              \
    BOOST_AUTO_TEST_SUITE_END()

namespace ns3
{
namespace http
{

/// @brief The inputs kept for a target. @param folder its folder @return them, in order of names
inline std::vector<std::string>
ReadCorpus(const std::string& folder)
{
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(HTTP_SOURCE_DIR "/test/fuzz/corpus/" + folder))
    {
        paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> inputs;
    for (const auto& path : paths)
    {
        std::ifstream file(path, std::ios::binary);
        inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return inputs;
}

} // namespace http
} // namespace ns3

#endif

#endif /* HTTP_FUZZ_H */
