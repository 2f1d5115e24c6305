/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_REASSEMBLY_H
#define HTTP_TCP_REASSEMBLY_H

#include "http-tcp-units.h"

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace ns3
{
namespace tcp
{

/// Sequence numbers from a first to the one after a last
using Range = std::pair<Sequence, Sequence>;

/**
 * @brief What of a stream has come, in order and not, and what of it to tell the peer (RFC 2018,
 * section 4; RFC 2883).
 */
class Reassembly
{
  public:
    static constexpr size_t BLOCKS_MOST = 4; //!< blocks that are remembered to be told

    /// @brief Nothing has come. @param next RCV.NXT
    void Begin(Sequence next)
    {
        m_next = next;
    }

    /**
     * @brief Takes data.
     * @param range what came, above RCV.NXT at its end
     * @param fresh set to what of it was not here before, in order
     */
    void Add(Range range, std::vector<Range>& fresh);

    /// @brief RCV.NXT passes a FIN.
    void PassFin()
    {
        ++m_next;
    }

    /// @brief RCV.NXT. @return the number
    Sequence GetNext() const
    {
        return m_next;
    }

    /// @brief Whether something has come behind a hole. @return whether
    bool HasHeld() const
    {
        return !m_held.empty();
    }

    /// @brief Bytes that have come behind a hole. @return how many
    uint64_t GetHeldBytes() const
    {
        return m_heldBytes;
    }

    /// @brief End of the highest that has come. @return the number; 0 if nothing is held
    Sequence GetHeldEnd() const
    {
        return m_held.empty() ? 0 : m_held.rbegin()->second;
    }

    /// @brief Remembers that something came twice. @param range what
    void NoteDuplicate(Range range)
    {
        m_duplicate = range;
    }

    /**
     * @brief The blocks to tell, a duplicate first, the newest before the others.
     * @param blocks set to them
     * @param most how many there may be
     * @return how many there are
     */
    size_t TakeBlocks(std::array<Range, BLOCKS_MOST>& blocks, size_t most);

    /// @brief How many blocks there are to tell. @return the number
    size_t CountBlocks() const;

    /// @brief The block told first, without a duplicate. @return it; empty if there is none
    Range GetNewest() const
    {
        return m_count > 0 ? m_recent[0] : Range();
    }

  private:
    /// @brief Puts a block in front of the others. @param range it
    void Remember(Range range);

    /// @brief Forgets blocks that RCV.NXT has passed.
    void Forget();

    Sequence m_next = 0;                       //!< RCV.NXT
    std::map<Sequence, Sequence> m_held;       //!< behind holes: begin, end
    uint64_t m_heldBytes = 0;                  //!< bytes in m_held
    std::array<Range, BLOCKS_MOST> m_recent{}; //!< blocks, the newest first
    uint8_t m_count = 0;                       //!< how many of them there are
    Range m_duplicate{0, 0};                   //!< what came twice; empty for nothing
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_REASSEMBLY_H */
