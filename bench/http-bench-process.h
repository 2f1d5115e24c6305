/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BENCH_PROCESS_H
#define HTTP_BENCH_PROCESS_H

// What measured programs ask the system for.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace ns3
{

/// @brief Processor time of the process so far. @return seconds
inline double
GetHttpBenchTime()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

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

/// @brief The folder of this program. @return its path
inline std::filesystem::path
GetHttpBenchPrograms()
{
    return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

/// @brief A folder in the system's place for temporary files, as long as this object lives.
class HttpBenchFolder
{
  public:
    /// @brief Makes it, or ends the program.
    HttpBenchFolder()
        : m_path((std::filesystem::temp_directory_path() / "http-bench-XXXXXX").string())
    {
        if (mkdtemp(m_path.data()) == nullptr)
        {
            std::perror(m_path.c_str());
            std::exit(1);
        }
    }

    ~HttpBenchFolder()
    {
        std::filesystem::remove_all(m_path);
    }

    HttpBenchFolder(const HttpBenchFolder&) = delete;
    HttpBenchFolder& operator=(const HttpBenchFolder&) = delete;

    /// @brief Where it is. @return its name
    const std::string& GetPath() const
    {
        return m_path;
    }

  private:
    std::string m_path; //!< its name
};

} // namespace ns3

#endif /* HTTP_BENCH_PROCESS_H */
