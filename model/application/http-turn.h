/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TURN_H
#define HTTP_TURN_H

#include <cstdint>

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

} // namespace ns3

#endif /* HTTP_TURN_H */
