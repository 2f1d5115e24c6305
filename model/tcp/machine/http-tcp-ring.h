/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_RING_H
#define HTTP_TCP_RING_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace ns3
{
namespace tcp
{

/**
 * @brief A queue in one block of memory whose entries have numbers that do not change.
 *
 * The first entry ever pushed has number 0. Every operation costs the same however many entries
 * there are, but for the growth of the block. An empty ring holds no block.
 * @tparam T what is queued; it can be copied and has a default value
 */
template <typename T>
class Ring
{
  public:
    /// @brief Whether nothing is queued. @return whether
    bool IsEmpty() const
    {
        return m_first == m_end;
    }

    /// @brief How many entries there are. @return the number
    size_t GetSize() const
    {
        return m_end - m_first;
    }

    /// @brief Number of the first entry. @return the number; that of the next one if it is empty
    uint64_t GetFirst() const
    {
        return m_first;
    }

    /// @brief One more than the number of the last entry. @return the number
    uint64_t GetEnd() const
    {
        return m_end;
    }

    /// @brief An entry. @param number of one that is queued @return it
    T& operator[](uint64_t number)
    {
        return m_block[number & (m_capacity - 1)];
    }

    /// @copydoc operator[]
    const T& operator[](uint64_t number) const
    {
        return m_block[number & (m_capacity - 1)];
    }

    /// @brief The first entry, of a ring that is not empty. @return it
    T& Front()
    {
        return (*this)[m_first];
    }

    /// @copydoc Front
    const T& Front() const
    {
        return (*this)[m_first];
    }

    /// @brief The last entry, of a ring that is not empty. @return it
    const T& Back() const
    {
        return (*this)[m_end - 1];
    }

    /// @brief Adds an entry. @param value it @return its number
    uint64_t Push(T value)
    {
        if (GetSize() == m_capacity)
        {
            Grow();
        }
        (*this)[m_end] = std::move(value);
        return m_end++;
    }

    /// @brief Removes the first entry, of a ring that is not empty; the last one frees the block.
    void Pop()
    {
        ++m_first;
        if (IsEmpty() && m_capacity > KEPT)
        {
            m_block.reset();
            m_capacity = 0;
        }
    }

  private:
    static constexpr size_t KEPT = 8; //!< a block of so many entries stays when it is empty

    /// @brief Makes room for more.
    void Grow()
    {
        const size_t capacity = m_capacity == 0 ? 4 : m_capacity * 2;
        std::unique_ptr<T[]> block(new T[capacity]);
        for (uint64_t i = m_first; i != m_end; ++i)
        {
            block[i & (capacity - 1)] = std::move((*this)[i]);
        }
        m_block = std::move(block);
        m_capacity = capacity;
    }

    std::unique_ptr<T[]> m_block; //!< the entries, each at its number modulo the capacity
    size_t m_capacity = 0;        //!< a power of two, or 0
    uint64_t m_first = 0;         //!< number of the first entry
    uint64_t m_end = 0;           //!< one more than that of the last
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_RING_H */
