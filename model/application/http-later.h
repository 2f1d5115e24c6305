/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LATER_H
#define HTTP_LATER_H

#include "ns3/event-id.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Lets what causes itself happen one after the other: who is asked in the middle of his turn
 *        goes on with it once more at its end.
 *
 * @code
 * if (turn.Begin())
 * {
 *     do { ... } while (turn.IsWantedAgain());
 *     turn.End();
 * }
 * @endcode
 */
class HttpTurn
{
  public:
    /// @brief Begins, or asks for another round of what has begun. @return whether it begins
    bool Begin()
    {
        if (m_state != State::Outside)
        {
            m_state = State::Again;
            return false;
        }
        m_state = State::Inside;
        return true;
    }

    /// @brief Asks for another round, inside a turn.
    void Repeat()
    {
        m_state = State::Again;
    }

    /// @brief Whether somebody has asked for another round, which begins then. @return whether
    bool IsWantedAgain()
    {
        const bool isAgain = m_state == State::Again;
        m_state = State::Inside;
        return isAgain;
    }

    /// @brief Ends.
    void End()
    {
        m_state = State::Outside;
    }

    /// @brief Whether a turn is under way. @return whether
    bool IsInside() const
    {
        return m_state != State::Outside;
    }

  private:
    /// @brief Where it is.
    enum class State : uint8_t
    {
        Outside, //!< nothing is under way
        Inside,  //!< a turn is
        Again,   //!< and another round was asked for
    };

    State m_state = State::Outside; //!< where it is
};

/**
 * @ingroup http
 * @brief What an application puts off until the present event is over, since it would act on
 *        somebody who may be in the middle of his own work.
 *
 * Tasks are done at the same simulated time, in the order in which they were put off, each as an
 * event of its own. What is kept lives until then at least: so does a driver whose owner lets go of
 * it while it is telling of its end.
 */
class HttpLater
{
  public:
    HttpLater() = default;
    ~HttpLater();
    HttpLater(const HttpLater&) = delete;
    HttpLater& operator=(const HttpLater&) = delete;

    /// @brief Puts a task off. @param task what is done then
    void Do(std::function<void()> task);

    /**
     * @brief Keeps something until the present event is over, and goes when something is kept in a
     *        later one: an event for that alone would be one for every connection.
     * @param holder holds it; is not called
     */
    void Keep(std::function<void()> holder);

    /// @brief Forgets what was put off, and what was kept.
    void Clear();

  private:
    /// @brief Something to be done.
    struct Task
    {
        EventId event;              //!< when
        std::function<void()> task; //!< what
    };

    /// @brief Does what was put off first.
    void Next();

    std::deque<Task> m_tasks;                  //!< what was put off, the oldest first
    std::vector<std::function<void()>> m_kept; //!< what is kept
    uint64_t m_keptIn = 0;                     //!< number of the event that it was kept in
};

} // namespace ns3

#endif /* HTTP_LATER_H */
