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
 * event of its own. What a task holds lives until then: so does a driver whose owner lets go of it
 * while it is telling of its end.
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

    /// @brief Forgets what was put off.
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

    std::deque<Task> m_tasks; //!< what was put off, the oldest first
};

} // namespace ns3

#endif /* HTTP_LATER_H */
