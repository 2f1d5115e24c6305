/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-error.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

namespace ns3
{

namespace
{

/// @brief Ends the program with the line of an error. @param error it @param status exit status
[[noreturn]] void
End(const HttpTraceError& error, int status)
{
    // What the program has printed comes before.
    std::cout.flush();
    std::fflush(nullptr);
    std::cerr << program_invocation_short_name << ": " << error.what() << std::endl;
    // In the middle of an event, a simulation cannot be taken apart.
    std::_Exit(status);
}

/// @brief What was done with exceptions that nobody catches before ours were. @return the handler
std::terminate_handler GetPreviousHandler();

/// @brief Called for an exception that nobody catches.
void
OnUncaught()
{
    if (const std::exception_ptr uncaught = std::current_exception())
    {
        try
        {
            std::rethrow_exception(uncaught);
        }
        catch (const HttpTraceRefusal& error)
        {
            End(error, 2);
        }
        catch (const HttpTraceError& error)
        {
            End(error, 1);
        }
        catch (...)
        {
            // Not ours
        }
    }
    GetPreviousHandler()();
}

std::terminate_handler
GetPreviousHandler()
{
    static const std::terminate_handler PREVIOUS = std::set_terminate(&OnUncaught);
    return PREVIOUS;
}

} // namespace

HttpTraceError::HttpTraceError(const std::string& text)
    : std::runtime_error(text)
{
    GetPreviousHandler();
}

} // namespace ns3
