/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-address-texts.h"

#include "ns3/http-four-tuple.h"

#include <algorithm>

namespace ns3
{

const std::string&
HttpAddressTexts::Get(const std::array<uint8_t, 16>& address, bool isIpv6)
{
    const Key key{address, isIpv6};
    Recent& recent = m_recent[(address[3] + address[15]) % m_recent.size()];
    if (recent.text && recent.key == key)
    {
        return *recent.text;
    }
    auto found = m_texts.find(key);
    if (found == m_texts.end())
    {
        found = m_texts.emplace(key, FormatHttpAddress(address, isIpv6)).first;
    }
    recent = {key, &found->second};
    return found->second;
}

const std::string&
HttpAddressTexts::Get(const Address& address)
{
    std::array<uint8_t, Address::MAX_SIZE> bytes;
    const uint32_t size = address.CopyTo(bytes.data());
    // The port stands last but for one byte at most, the host's part of the address before it.
    std::size_t place = 0;
    for (uint32_t i = size - std::min(size, 4U); i < size; i++)
    {
        place = place * 31 + bytes[i];
    }
    RecentEnd& recent = m_recentEnds[place % m_recentEnds.size()];
    if (recent.address != address)
    {
        recent.address = address;
        recent.text = Format(address);
    }
    return recent.text;
}

std::string
HttpAddressTexts::Format(const Address& address)
{
    const HttpFourTuple tuple = HttpFourTuple::Make(address, Address());
    const bool isAny = std::all_of(tuple.sourceAddress.begin(),
                                   tuple.sourceAddress.end(),
                                   [](uint8_t byte) { return byte == 0; });
    if (isAny && tuple.sourcePort == 0)
    {
        return "";
    }
    const std::string& host = Get(tuple.sourceAddress, tuple.isIpv6);
    return (tuple.isIpv6 ? "[" + host + "]:" : host + ":") + std::to_string(tuple.sourcePort);
}

} // namespace ns3
