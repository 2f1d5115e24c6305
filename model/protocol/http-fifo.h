/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FIFO_H
#define HTTP_FIFO_H

#include <cstddef>
#include <utility>
#include <vector>

namespace ns3
{
namespace http
{

/**
 * @brief A queue in one block of memory, made for the few entries that a connection has.
 *
 * An empty std::deque takes more than 500 bytes; this takes 32, and its storage is reused.
 * @tparam T what is queued
 * @tparam FIRST room for so many entries is made with the first one
 */
template <typename T, std::size_t FIRST = 2>
class Fifo
{
  public:
    /// @brief Whether nothing is queued. @return whether
    bool IsEmpty() const
    {
        return m_first == m_items.size();
    }

    /// @brief Number of entries. @return the number
    std::size_t GetSize() const
    {
        return m_items.size() - m_first;
    }

    /**
     * @brief Adds an entry at the end.
     * @param item the entry
     */
    void Push(T item)
    {
        MakeRoom();
        m_items.push_back(std::move(item));
    }

    /// @brief Adds an entry as it is made at the end. @return it
    T& Add()
    {
        MakeRoom();
        return m_items.emplace_back();
    }

    /// @brief The oldest entry; only if there is one. @return the entry
    T& Front()
    {
        return m_items[m_first];
    }

    /// @brief The oldest entry; only if there is one. @return the entry
    const T& Front() const
    {
        return m_items[m_first];
    }

    /// @brief The youngest entry; only if there is one. @return the entry
    T& Back()
    {
        return m_items.back();
    }

    /// @brief The youngest entry; only if there is one. @return the entry
    const T& Back() const
    {
        return m_items.back();
    }

    /**
     * @brief One entry.
     * @param index its place, 0 for the oldest
     * @return the entry
     */
    T& At(std::size_t index)
    {
        return m_items[m_first + index];
    }

    /**
     * @brief One entry.
     * @param index its place, 0 for the oldest
     * @return the entry
     */
    const T& At(std::size_t index) const
    {
        return m_items[m_first + index];
    }

    /// @brief Removes the oldest entry; only if there is one.
    void Pop()
    {
        ++m_first;
        if (m_first == m_items.size())
        {
            m_items.clear();
            m_first = 0;
        }
    }

    /// @brief Removes every entry; the storage stays.
    void Clear()
    {
        m_items.clear();
        m_first = 0;
    }

    /// @brief Removes every entry and gives the storage back.
    void Release()
    {
        std::vector<T>().swap(m_items);
        m_first = 0;
    }

  private:
    /// @brief Makes room for another entry: in place of those that were removed, if there are any.
    void MakeRoom()
    {
        if (m_first > 0 && m_items.size() == m_items.capacity())
        {
            m_items.erase(m_items.begin(), m_items.begin() + static_cast<std::ptrdiff_t>(m_first));
            m_first = 0;
        }
        else if (m_items.capacity() == 0)
        {
            m_items.reserve(FIRST);
        }
    }

    std::vector<T> m_items;  //!< the entries, those already removed in front
    std::size_t m_first = 0; //!< place of the oldest entry
};

} // namespace http
} // namespace ns3

#endif /* HTTP_FIFO_H */
