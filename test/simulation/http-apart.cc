/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-apart.h"

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

Ending
DoApart(const std::function<void()>& what)
{
    int ends[2];
    BOOST_REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0)
    {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        // What the parent has begun, the test's log among it, is not the child's to end.
        on_exit([](int status, void*) { _exit(status); }, nullptr);
        // Boost's handler would go on with the tests.
        std::signal(SIGABRT, SIG_DFL);
        what();
        _exit(0);
    }
    close(ends[1]);
    Ending ending;
    char letter = 0;
    while (read(ends[0], &letter, 1) == 1)
    {
        ending.told += letter;
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ending.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ending;
}
