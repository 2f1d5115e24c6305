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

const char*
HttpAddressTexts::Get(const std::array<uint8_t, 16>& address, bool isIpv6)
{
    const Key key{address, isIpv6};
    Recent& recent = m_recent[(address[3] + address[15]) % m_recent.size()];
    if (recent.text && recent.key == key)
    {
        return recent.text;
    }
    auto found = m_texts.find(key);
    if (found == m_texts.end())
    {
        found = m_texts.emplace(key, FormatHttpAddress(address, isIpv6)).first;
    }
    recent = {key, found->second.c_str()};
    return recent.text;
}

void
HttpAddressTexts::Append(const Address& address, std::string& text)
{
    const HttpFourTuple tuple = HttpFourTuple::Make(address, Address());
    const bool isAny = std::all_of(tuple.sourceAddress.begin(),
                                   tuple.sourceAddress.end(),
                                   [](uint8_t byte) { return byte == 0; });
    if (isAny && tuple.sourcePort == 0)
    {
        return;
    }
    const char* host = Get(tuple.sourceAddress, tuple.isIpv6);
    text += tuple.isIpv6 ? "[" : "";
    text += host;
    text += tuple.isIpv6 ? "]:" : ":";
    text += std::to_string(tuple.sourcePort);
}

} // namespace ns3
