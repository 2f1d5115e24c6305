/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_APART_H
#define HTTP_APART_H

#include <functional>
#include <string>

/// How a process ended.
struct Ending
{
    int status = 0;   //!< exit status; -1: it died by a signal
    std::string told; //!< what it told on standard error
};

/// @brief Does something in a process of its own. @param what it @return how that ended
Ending DoApart(const std::function<void()>& what);

#endif /* HTTP_APART_H */
