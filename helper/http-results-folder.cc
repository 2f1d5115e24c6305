/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-results-folder.h"

#include <filesystem>
#include <fstream>

namespace ns3
{

std::string
MakeHttpResultsFolder(const std::string& program, const std::string& out, std::string& folder)
{
    std::error_code error;
    folder = out;
    if (out.empty())
    {
        std::filesystem::create_directories("results", error);
        // create_directory says whether it was this process that made it, so that runs at the same
        // time never share a folder.
        for (int number = 1; !error; ++number)
        {
            folder = "results/" + program + "-" + std::to_string(number);
            if (std::filesystem::create_directory(folder, error))
            {
                return "";
            }
        }
        return "results: " + error.message();
    }
    std::filesystem::create_directories(folder, error);
    if (error)
    {
        return error.message();
    }
    if (!std::filesystem::is_directory(folder))
    {
        return "is not a folder";
    }
    const std::string probe = folder + "/.writable";
    const bool isWritable = std::ofstream(probe).put('\n').flush().good();
    std::filesystem::remove(probe, error);
    return isWritable ? "" : "cannot be written";
}

} // namespace ns3
