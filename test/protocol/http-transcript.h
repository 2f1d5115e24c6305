/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRANSCRIPT_H
#define HTTP_TRANSCRIPT_H

#include "ns3/http-connection.h"

#include <string>
#include <string_view>
#include <vector>

namespace ns3
{
namespace http
{

/**
 * @brief A connection machine that reads raw bytes, and what it says of them as one text.
 *
 * Words are separated by "; ". A server answers each request with 204, each refusal with its
 * status.
 */
class Transcript
{
  public:
    /**
     * @brief A machine at the start of a connection.
     * @param role which end
     * @param options its options
     */
    explicit Transcript(Connection::Role role, const ConnectionOptions& options = {});

    /**
     * @brief Client: sends requests without content, one after the other.
     * @param methods their methods; "X-UPGRADE" stands for a GET with Upgrade
     */
    void Request(const std::vector<std::string>& methods);

    /// @brief The peer sent bytes. @param bytes the bytes
    void Receive(std::string_view bytes);

    /// @brief The peer's stream ended.
    void ReceiveEnd();

    /// @brief All that was said so far, and what the machine demands now. @return the text
    std::string GetText() const;

    /// @brief Bytes that the machine has sent; content as dots. @return the bytes
    const std::string& GetSent() const
    {
        return m_sent;
    }

    /// @brief The machine. @return it
    Connection& GetConnection()
    {
        return m_connection;
    }

  private:
    /// @brief Takes events and output until there are none.
    void Settle();
    /// @brief Adds a word. @param word it
    void Say(const std::string& word);
    /// @brief Says what an event says. @param event it
    void Say(const Event& event);

    Connection m_connection; //!< the machine
    Connection::Role m_role; //!< which end it is
    Nanoseconds m_now{0};    //!< goes on with each call
    uint64_t m_content = 0;  //!< content received and not said yet
    std::string m_text;      //!< what was said
    std::string m_sent;      //!< what was sent
};

} // namespace http
} // namespace ns3

#endif /* HTTP_TRANSCRIPT_H */
