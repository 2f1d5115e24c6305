/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_SHARED_H
#define HTTP_TRACE_SHARED_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What rows of a table have in common with earlier ones, which then hold it for them.
 *
 * Of each key the latest values are remembered until another key takes their place, so that memory
 * does not grow with the run.
 */
class HttpTraceShared
{
  public:
    /**
     * @brief The row that holds values.
     * @param key what rows that may have values in common have; 0: nothing
     * @param values the values as they are stored
     * @param row the row that they belong to
     * @return the earlier row of the same key whose values are the same, or else this row
     */
    uint64_t Find(uint64_t key, std::string_view values, uint64_t row)
    {
        if (key == 0)
        {
            return row;
        }
        if (m_entries.empty())
        {
            m_entries.resize(REMEMBERED);
        }
        // The upper bits of the product depend on all bits of the key.
        Entry& entry = m_entries[key * 0x9e3779b97f4a7c15 / (UINT64_MAX / REMEMBERED + 1)];
        if (entry.key != key || entry.values != values)
        {
            entry.key = key;
            entry.row = row;
            entry.values = values;
        }
        return entry.row;
    }

  private:
    /// How many keys are remembered: more than segments that are usually on their way.
    static constexpr std::size_t REMEMBERED = 16384;

    /// Values that may be met again.
    struct Entry
    {
        uint64_t key = 0;   //!< their key
        uint64_t row = 0;   //!< the row that holds them
        std::string values; //!< the values
    };

    std::vector<Entry> m_entries; //!< by key
};

} // namespace ns3

#endif /* HTTP_TRACE_SHARED_H */
