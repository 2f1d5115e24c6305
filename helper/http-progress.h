/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PROGRESS_H
#define HTTP_PROGRESS_H

#include <chrono>
#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Shows on standard error how far something is that takes long: on a terminal every half
 * second in one line that goes away at the end, elsewhere once, in a line of its own. What is over
 * within a second or two shows nothing.
 */
class HttpProgress
{
  public:
    /**
     * @brief Begins.
     * @param what what is done, as in "clients installed"
     * @param total how many there are
     */
    HttpProgress(const std::string& what, uint64_t total);

    /// @brief Takes the line away.
    ~HttpProgress();
    HttpProgress(const HttpProgress&) = delete;
    HttpProgress& operator=(const HttpProgress&) = delete;

    /// @brief So many are done. @param done how many
    void Show(uint64_t done);

  private:
    using Clock = std::chrono::steady_clock;

    std::string m_what;       //!< what is done
    uint64_t m_total;         //!< how many there are
    bool m_isTerminal;        //!< standard error is one
    bool m_isShown = false;   //!< something was shown
    Clock::time_point m_next; //!< when something is shown next
};

} // namespace ns3

#endif /* HTTP_PROGRESS_H */
