/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_NUMBERS_H
#define HTTP_TRACE_NUMBERS_H

#include <cstdint>
#include <deque>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup http
 * @brief Numbers things of applications through the whole run, from 1, in the order of mention.
 *
 * Transactions and pages have numbers in their application. Memory is bounded: of what is over,
 * only the latest are remembered, for records that come late.
 */
class HttpTraceNumbers
{
  public:
    /// How many of those that are over are remembered.
    static constexpr std::size_t REMEMBERED = 1024;

    /**
     * @brief The number of a thing; a new one if it was not mentioned before.
     * @param node id of the application's node
     * @param application index of the application on its node
     * @param id number in the application; 0: none
     * @return the number; 0 for none
     */
    uint64_t Get(uint32_t node, uint32_t application, uint64_t id);

    /**
     * @brief The number of a thing that was mentioned before.
     * @param node id of the application's node
     * @param application index of the application on its node
     * @param id number in the application
     * @return the number; 0 if it was not mentioned, or is long over
     */
    uint64_t Find(uint32_t node, uint32_t application, uint64_t id) const;

    /**
     * @brief The thing is over and will not be mentioned for long.
     * @param node id of the application's node
     * @param application index of the application on its node
     * @param id number in the application
     */
    void End(uint32_t node, uint32_t application, uint64_t id);

  private:
    /// What names a thing.
    struct Key
    {
        uint64_t application; //!< node and application
        uint64_t id;          //!< number in the application

        /// @brief Whether both are equal. @param other the other @return true if so
        bool operator==(const Key& other) const
        {
            return application == other.application && id == other.id;
        }
    };

    /// Hash of a name; nothing is ever listed in its order.
    struct Hash
    {
        /// @brief The hash. @param key the name @return the hash
        std::size_t operator()(const Key& key) const
        {
            return std::hash<uint64_t>()(key.application * 0x9e3779b97f4a7c15 + key.id);
        }
    };

    std::unordered_map<Key, uint64_t, Hash> m_numbers; //!< the numbers of those remembered
    std::deque<Key> m_ended;                           //!< those that are over, the oldest first
    uint64_t m_count = 0;                              //!< numbers given
};

} // namespace ns3

#endif /* HTTP_TRACE_NUMBERS_H */
