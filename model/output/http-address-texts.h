/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ADDRESS_TEXTS_H
#define HTTP_ADDRESS_TEXTS_H

#include "ns3/address.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup http
 * @brief The texts of IP addresses, each made once.
 */
class HttpAddressTexts
{
  public:
    /**
     * @brief An address as text, such as 10.1.1.2 or 2001:db8::1.
     * @param address the address, network byte order; IPv4 in the first four bytes
     * @param isIpv6 whether it is IPv6
     * @return the text, valid as long as the object
     */
    const std::string& Get(const std::array<uint8_t, 16>& address, bool isIpv6);

    /**
     * @brief A socket address as text, such as 10.1.1.2:80; empty if it is not known.
     * @param address an InetSocketAddress or Inet6SocketAddress
     * @return the text, valid until the next one is asked for
     */
    const std::string& Get(const Address& address);

  private:
    /// An address and its version.
    struct Key
    {
        std::array<uint8_t, 16> address; //!< the address
        bool isIpv6;                     //!< its version

        /// @brief Whether both are equal. @param other the other @return true if so
        bool operator==(const Key& other) const
        {
            return address == other.address && isIpv6 == other.isIpv6;
        }
    };

    /// Hash of an address; nothing is ever listed in its order.
    struct Hash
    {
        /// @brief The hash. @param key the address @return the hash
        std::size_t operator()(const Key& key) const
        {
            std::array<char, 16> bytes;
            std::memcpy(bytes.data(), key.address.data(), bytes.size());
            return std::hash<std::string_view>()(std::string_view(bytes.data(), bytes.size()));
        }
    };

    /// A text that was asked for lately.
    struct Recent
    {
        Key key{};                         //!< the address
        const std::string* text = nullptr; //!< its text; null for none
    };

    /// A socket address whose text was asked for lately.
    struct RecentEnd
    {
        Address address;  //!< the address
        std::string text; //!< its text
    };

    /// @brief A socket address as text. @param address it @return the text; empty if not known
    std::string Format(const Address& address);

    std::unordered_map<Key, std::string, Hash> m_texts; //!< the texts; their places never change
    std::array<Recent, 64> m_recent{};                  //!< by the address's last byte
    std::array<RecentEnd, 1024> m_recentEnds;           //!< by the socket address's last bytes
};

} // namespace ns3

#endif /* HTTP_ADDRESS_TEXTS_H */
