/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-data-file.h"

#include <filesystem>

namespace ns3
{

std::string
GetHttpDataFile(const std::string& name)
{
#ifdef HTTP_DATA_FROM_PROGRAM
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path folder = (program.parent_path() / HTTP_DATA_FROM_PROGRAM).lexically_normal();
    if (!error && fs::is_directory(folder, error))
    {
        return (folder / name).string();
    }
#endif
    return HTTP_SOURCE_DIR "/" + name;
}

} // namespace ns3
