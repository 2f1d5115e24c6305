/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-stream-scheduler.h"

#include "ns3/http-fields.h"
#include "ns3/http-named.h"

#include <algorithm>
#include <array>
#include <map>

namespace ns3
{
namespace http
{

namespace
{

/// @brief The oldest stream until it has nothing to send.
class InOrder : public StreamScheduler
{
  public:
    std::size_t Choose(const std::vector<ReadyStream>& /* ready */) override
    {
        return 0;
    }
};

/// @brief Each stream a frame in turn.
class RoundRobin : public StreamScheduler
{
  public:
    std::size_t Choose(const std::vector<ReadyStream>& ready) override
    {
        const auto next = std::find_if(ready.begin(), ready.end(), [this](const ReadyStream& one) {
            return one.stream > m_last;
        });
        const std::size_t place = next == ready.end() ? 0 : next - ready.begin();
        m_last = ready[place].stream;
        return place;
    }

  private:
    uint32_t m_last = 0; //!< the stream that sent last
};

/// @brief By urgency; the incremental ones of the same urgency in turn (RFC 9218).
class Urgency : public StreamScheduler
{
  public:
    std::size_t Choose(const std::vector<ReadyStream>& ready) override
    {
        const auto first = std::min_element(
            ready.begin(),
            ready.end(),
            [this](const ReadyStream& a, const ReadyStream& b) { return IsBefore(a, b); });
        if (first->priority.incremental)
        {
            m_last = first->stream;
        }
        return first - ready.begin();
    }

  private:
    /// @brief Whether one goes before another. @param a, b they @return whether
    bool IsBefore(const ReadyStream& a, const ReadyStream& b) const
    {
        if (a.priority.urgency != b.priority.urgency)
        {
            return a.priority.urgency < b.priority.urgency;
        }
        if (a.priority.incremental != b.priority.incremental)
        {
            return !a.priority.incremental;
        }
        if (!a.priority.incremental)
        {
            return a.stream < b.stream;
        }
        const bool aIsNext = a.stream > m_last;
        const bool bIsNext = b.stream > m_last;
        return aIsNext != bIsNext ? aIsNext : a.stream < b.stream;
    }

    uint32_t m_last = 0; //!< the incremental stream that sent last
};

/// @brief A stream before those that depend on it; siblings in proportion to their weights.
class Weights : public StreamScheduler
{
  public:
    void Begin(uint32_t stream, const StreamPriority& priority) override
    {
        if (priority.exclusive)
        {
            for (auto& [id, node] : m_nodes)
            {
                const bool isSibling = node.priority.parent == priority.parent && id != stream;
                node.priority.parent = isSibling ? stream : node.priority.parent;
            }
        }
        Node& node = m_nodes[stream];
        node.priority = priority;
        node.turn = std::max(node.turn, m_now);
    }

    void End(uint32_t stream) override
    {
        // Those that depend on it move up to what it depended on.
        const auto ended = m_nodes.find(stream);
        if (ended == m_nodes.end())
        {
            return;
        }
        const uint32_t parent = ended->second.priority.parent;
        m_nodes.erase(ended);
        for (auto& [id, node] : m_nodes)
        {
            node.priority.parent = node.priority.parent == stream ? parent : node.priority.parent;
        }
    }

    std::size_t Choose(const std::vector<ReadyStream>& ready) override
    {
        std::size_t best = ready.size();
        for (std::size_t i = 0; i < ready.size(); ++i)
        {
            if (!HasReadyAncestor(ready, ready[i].stream) &&
                (best == ready.size() || GetTurn(ready[i]) < GetTurn(ready[best])))
            {
                best = i;
            }
        }
        // A circle of dependencies leaves nobody without an ancestor.
        best = best == ready.size() ? 0 : best;
        Node& node = m_nodes[ready[best].stream];
        m_now = std::max(m_now, node.turn);
        node.turn = m_now + STEP / std::max<uint16_t>(1, ready[best].priority.weight);
        return best;
    }

  private:
    static constexpr uint64_t STEP = 1 << 20; //!< between turns of weight 1

    /// @brief What is known of a stream.
    struct Node
    {
        StreamPriority priority; //!< what the client has said of it
        uint64_t turn = 0;       //!< when its turn is, in virtual time
    };

    /// @brief When a stream's turn is. @param one it @return the virtual time
    uint64_t GetTurn(const ReadyStream& one) const
    {
        const auto node = m_nodes.find(one.stream);
        return node == m_nodes.end() ? 0 : std::max(node->second.turn, m_now);
    }

    /// @brief Whether a stream waits for one of these. @param ready them @param stream it @return
    /// whether
    bool HasReadyAncestor(const std::vector<ReadyStream>& ready, uint32_t stream) const
    {
        const auto isReady = [&ready](uint32_t one) {
            const auto place =
                std::lower_bound(ready.begin(),
                                 ready.end(),
                                 one,
                                 [](const ReadyStream& a, uint32_t b) { return a.stream < b; });
            return place != ready.end() && place->stream == one;
        };
        for (std::size_t steps = 0; steps <= m_nodes.size(); ++steps)
        {
            const auto node = m_nodes.find(stream);
            if (node == m_nodes.end() || node->second.priority.parent == 0)
            {
                return false;
            }
            stream = node->second.priority.parent;
            if (isReady(stream))
            {
                return true;
            }
        }
        return true;
    }

    std::map<uint32_t, Node> m_nodes; //!< streams by number
    uint64_t m_now = 0;               //!< virtual time
};

/// @brief Makes an order. @tparam T which @return it
template <typename T>
std::unique_ptr<StreamScheduler>
Make()
{
    return std::make_unique<T>();
}

/// @brief An order that comes along.
struct KnownOrder
{
    const char* name;                             //!< its name
    std::unique_ptr<StreamScheduler> (*create)(); //!< makes it
};

constexpr std::array<KnownOrder, 4> ORDERS{{
    {"in-order", Make<InOrder>},
    {"round-robin", Make<RoundRobin>},
    {"urgency", Make<Urgency>},
    {"weights", Make<Weights>},
}};

} // namespace

void
ReadPriorityField(std::string_view value, StreamPriority& priority)
{
    while (const auto member = TakeListMember(value))
    {
        const std::string_view item = TrimWhiteSpace(member->substr(0, member->find(';')));
        if (item.size() == 3 && item.substr(0, 2) == "u=" && item[2] >= '0' && item[2] <= '7')
        {
            priority.urgency = static_cast<uint8_t>(item[2] - '0');
        }
        else if (item == "i" || item == "i=?1")
        {
            priority.incremental = true;
        }
        else if (item == "i=?0")
        {
            priority.incremental = false;
        }
    }
}

void
StreamScheduler::Begin(uint32_t /* stream */, const StreamPriority& /* priority */)
{
}

void
StreamScheduler::End(uint32_t /* stream */)
{
}

std::unique_ptr<StreamScheduler>
MakeStreamScheduler(std::string_view name)
{
    const KnownOrder* known = HttpFindNamed(ORDERS, name);
    return known ? known->create() : nullptr;
}

const std::vector<std::string>&
GetStreamSchedulerNames()
{
    static const std::vector<std::string> NAMES = HttpListNames(ORDERS);
    return NAMES;
}

} // namespace http
} // namespace ns3
