/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RELAY_H
#define HTTP_RELAY_H

#include "http-driver-context.h"

#include "ns3/http-cache.h"
#include "ns3/http-content.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Content that was received and is kept, as the packets that it came in.
 */
class HttpStoredContent : public http::CachedContent
{
  public:
    /**
     * @brief Appends bytes.
     * @param packet a packet that begins with them
     * @param bytes how many
     */
    void Append(const Packet& packet, uint64_t bytes);

    /**
     * @brief Copies a run of bytes.
     * @param offset the first one's place
     * @param length how many; they lie inside
     * @param bytes where they go
     */
    void Read(uint64_t offset, uint64_t length, uint8_t* bytes) const;

    /// @brief Bytes kept. @return their number
    uint64_t GetLength() const;

  private:
    std::map<uint64_t, Ptr<Packet>> m_pieces; //!< packets by the place of their first byte
    uint64_t m_length = 0;                    //!< bytes kept
};

/**
 * @ingroup http
 * @brief Where the bytes of a relay come from.
 */
struct HttpRelaySource
{
    /// @brief What it is.
    enum class Kind : uint8_t
    {
        Request,  //!< a client's connection: the content of its request
        Response, //!< a server's connection: the content of its response
        Tunnel,   //!< either end of a tunnel
    };

    Kind kind = Kind::Request; //!< what it is
    uint32_t key = 0;          //!< the owner's name for it
};

/**
 * @ingroup http
 * @brief Bytes on their way from one connection to another, in their order.
 *
 * What the second connection has not yet taken is held here, as the packets that it came in. When
 * more than a limit is held, the first connection is to pause.
 */
class HttpRelay
{
  public:
    /// @brief Bytes come in. @param packet begins with them @param bytes how many @return them as
    /// content to be appended to the second connection's message, but for the seed
    http::Content Push(const Packet& packet, uint64_t bytes);

    /**
     * @brief Takes the next bytes out.
     * @param content offset and length of the run
     * @param bytes where they go
     */
    void Pull(const http::Content& content, uint8_t* bytes);

    /// @brief Bytes that came in. @return their number
    uint64_t GetPushed() const;

    /// @brief Bytes held. @return their number
    uint64_t GetHeld() const;

    HttpRelaySource source; //!< where they come from
    bool isPaused = false;  //!< the first connection was told to pause

  private:
    std::deque<Ptr<Packet>> m_pieces; //!< what is held, the oldest first
    uint64_t m_pushed = 0;            //!< bytes that came in
    uint64_t m_pulled = 0;            //!< bytes taken out
};

/**
 * @ingroup http
 * @brief The bytes behind contents of kind Relay, by their seeds: relays and stored contents.
 */
class HttpRelayTable : public HttpContentReader
{
  public:
    /// What is called with a relay's number when the second connection has taken bytes.
    using Drained = std::function<void(uint64_t)>;

    /**
     * @brief An empty table.
     * @param drained called when a paused relay holds at most half of the limit again
     * @param limit bytes that a relay holds before the first connection is to pause
     */
    HttpRelayTable(Drained drained, uint64_t limit);

    /// @brief A new relay. @param source where its bytes come from @return its number, the seed of
    /// its contents
    uint64_t Add(const HttpRelaySource& source);

    /// @brief A new number for a stored content. @param content the content @return its number
    uint64_t Add(std::shared_ptr<const HttpStoredContent> content);

    /// @brief Forgets a relay or a content. @param number its number; 0 is ignored
    void Remove(uint64_t number);

    /// @brief A relay. @param number its number @return it, or nullptr
    HttpRelay* Find(uint64_t number);

    /**
     * @brief Bytes come in.
     * @param number the relay's number
     * @param packet a packet that begins with them
     * @param bytes how many
     * @param mustPause told whether the first connection is to pause now
     * @return what to append to the second connection's message
     */
    http::Content Push(uint64_t number, const Packet& packet, uint64_t bytes, bool& mustPause);

    void ReadContent(const http::Content& content, uint8_t* bytes) override;

    /// @brief The most bytes that one relay has held. @return their number
    uint64_t GetMaxHeld() const;

  private:
    Drained m_drained;                      //!< hears of relays that may go on
    uint64_t m_limit;                       //!< bytes held before the first connection pauses
    uint64_t m_last = 0;                    //!< number given last
    uint64_t m_maxHeld = 0;                 //!< the most bytes that one relay has held
    std::map<uint64_t, HttpRelay> m_relays; //!< relays by number
    std::map<uint64_t, std::shared_ptr<const HttpStoredContent>> m_contents; //!< the others
};

} // namespace ns3

#endif /* HTTP_RELAY_H */
