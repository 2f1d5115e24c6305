/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_PROCESS_H
#define HTTP_SWEEP_PROCESS_H

#include <string>
#include <sys/types.h>
#include <vector>

namespace ns3
{

/// @brief What a process that has ended leaves.
struct HttpProcessResult
{
    int status = 0; //!< exit status; 128 and the signal's number if one ended it; 127: not there
    std::string output; //!< what it wrote to its standard output
    std::string errors; //!< what it wrote to its standard error
};

/**
 * @brief Runs a program to its end. Throws std::runtime_error where none can be started.
 * @param words the program, looked for as the shell does, and its arguments
 * @param input its standard input
 * @param folder the folder that it starts in; empty: this one
 * @return what it leaves
 */
HttpProcessResult RunProcess(const std::vector<std::string>& words,
                             const std::string& input = "",
                             const std::string& folder = "");

/**
 * @brief Replaces this process by a program; for a child that fork() has made.
 * @param words the program and its arguments; it is not there: exit status 127
 */
[[noreturn]] void ExecuteWords(const std::vector<std::string>& words);

/// @brief Exit status as the shell gives it. @param status from wait() @return 0 to 255
int GetExitStatus(int status);

} // namespace ns3

#endif /* HTTP_SWEEP_PROCESS_H */
