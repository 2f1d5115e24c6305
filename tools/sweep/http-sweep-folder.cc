/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-folder.h"

#include "ns3/http-file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <sys/file.h>
#include <unistd.h>

namespace ns3
{

namespace fs = std::filesystem;

namespace
{

/// @brief Opens a file that only locks are put on. @param file its name @return descriptor
int
OpenLock(const std::string& file)
{
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0)
    {
        throw std::runtime_error("cannot write " + file + ": " + std::strerror(errno));
    }
    return descriptor;
}

/// @brief Name of the first line that differs, for messages. @param a a list @param b another
/// @return as in "run 3"
std::string
FindDifference(const std::string& a, const std::string& b)
{
    std::size_t line = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i)
    {
        line += a[i] == '\n' ? 1 : 0;
    }
    return line == 0 ? "the program or the parameters" : "run " + std::to_string(line);
}

} // namespace

HttpSweepFolder::HttpSweepFolder(const std::string& path)
    : m_path(fs::absolute(path).lexically_normal().string())
{
    if (m_path.size() > 1 && m_path.back() == '/')
    {
        m_path.pop_back();
    }
}

const std::string&
HttpSweepFolder::GetPath() const
{
    return m_path;
}

std::string
HttpSweepFolder::GetFile(const std::string& name) const
{
    return m_path + "/" + name;
}

std::string
HttpSweepFolder::GetRunFolder(uint32_t number) const
{
    return m_path + "/runs/" + std::to_string(number);
}

bool
HttpSweepFolder::IsDone(uint32_t number) const
{
    return access((GetRunFolder(number) + "/run.json").c_str(), R_OK) == 0;
}

bool
HttpSweepFolder::IsFailed(uint32_t number) const
{
    return access((GetRunFolder(number) + "/failure.json").c_str(), R_OK) == 0;
}

bool
HttpSweepFolder::Lock()
{
    m_lock = OpenLock(GetFile(".sweep"));
    return flock(m_lock, LOCK_EX | LOCK_NB) == 0;
}

void
HttpSweepFolder::HoldRun() const
{
    const int descriptor = OpenLock(GetFile(".runs"));
    if (flock(descriptor, LOCK_SH) != 0)
    {
        throw std::runtime_error("cannot lock " + GetFile(".runs") + ": " + std::strerror(errno));
    }
}

bool
HttpSweepFolder::HasSweep(const HttpSweepFile& sweep, const std::vector<HttpSweepRun>& runs) const
{
    std::error_code error;
    const std::string list = GetFile("runs.txt");
    const bool isOld = fs::exists(list, error);
    if (fs::exists(m_path, error) && !isOld && !fs::is_empty(m_path, error))
    {
        throw HttpSweepError(m_path + " holds something else than a sweep; --out=FOLDER names "
                                      "another folder");
    }
    if (isOld)
    {
        const std::string found = ReadWholeFile(list);
        const std::string wanted = ListSweepRuns(sweep, runs);
        if (found != wanted)
        {
            throw HttpSweepError(m_path + " holds the results of another sweep, different from " +
                                 FindDifference(found, wanted) +
                                 " on; --out=FOLDER names another folder");
        }
    }
    return isOld;
}

void
HttpSweepFolder::Open(const HttpSweepFile& sweep, const std::vector<HttpSweepRun>& runs)
{
    const bool isOld = HasSweep(sweep, runs);
    std::error_code error;
    fs::create_directories(m_path + "/runs", error);
    if (error)
    {
        throw HttpSweepError("cannot make " + m_path + ": " + error.message());
    }
    if (!Lock())
    {
        throw HttpSweepError(m_path + " is being worked on by another sweep command");
    }
    const int left = OpenLock(GetFile(".runs"));
    if (flock(left, LOCK_EX | LOCK_NB) != 0)
    {
        std::cerr << "sweep: waiting for the last runs of an interrupted sweep" << std::endl;
        flock(left, LOCK_EX);
    }
    close(left);
    if (!isOld)
    {
        WriteWholeFile(GetFile("runs.txt"), ListSweepRuns(sweep, runs));
    }
    WriteWholeFile(GetFile("sweep.toml"), ReadWholeFile(sweep.file));
}

} // namespace ns3
