/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-process.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace ns3
{

namespace
{

/// @brief A file without a name. @param text what it holds @return its descriptor, at its beginning
int
MakeScratch(const std::string& text)
{
    FILE* file = std::tmpfile();
    if (file == nullptr || std::fwrite(text.data(), 1, text.size(), file) != text.size() ||
        std::fflush(file) != 0)
    {
        throw std::runtime_error(std::string("cannot write a temporary file: ") +
                                 std::strerror(errno));
    }
    const int descriptor = dup(fileno(file));
    std::fclose(file);
    lseek(descriptor, 0, SEEK_SET);
    return descriptor;
}

/// @brief Reads a file from its beginning, and closes it. @param descriptor it @return its bytes
std::string
TakeScratch(int descriptor)
{
    std::string text;
    char buffer[65536];
    lseek(descriptor, 0, SEEK_SET);
    for (ssize_t size = 0; (size = read(descriptor, buffer, sizeof(buffer))) > 0;)
    {
        text.append(buffer, static_cast<std::size_t>(size));
    }
    close(descriptor);
    return text;
}

} // namespace

void
ExecuteWords(const std::vector<std::string>& words)
{
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words)
    {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    std::fprintf(stderr, "%s: %s\n", arguments.front(), std::strerror(errno));
    std::_Exit(127);
}

int
GetExitStatus(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

HttpProcessResult
RunProcess(const std::vector<std::string>& words,
           const std::string& input,
           const std::string& folder)
{
    const int descriptors[3] = {MakeScratch(input), MakeScratch(""), MakeScratch("")};
    const pid_t child = fork();
    if (child < 0)
    {
        throw std::runtime_error("cannot start " + words.front() + ": " + std::strerror(errno));
    }
    if (child == 0)
    {
        for (int i = 0; i < 3; ++i)
        {
            dup2(descriptors[i], i);
            close(descriptors[i]);
        }
        if (!folder.empty() && chdir(folder.c_str()) != 0)
        {
            std::perror(folder.c_str());
            std::_Exit(127);
        }
        ExecuteWords(words);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    {
    }
    close(descriptors[0]);
    HttpProcessResult result;
    result.status = GetExitStatus(status);
    result.output = TakeScratch(descriptors[1]);
    result.errors = TakeScratch(descriptors[2]);
    return result;
}

} // namespace ns3
