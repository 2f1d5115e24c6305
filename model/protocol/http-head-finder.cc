/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-head-finder.h"

namespace ns3
{
namespace http
{

HeadFinder::Result
HeadFinder::Find(std::string_view text)
{
    for (;;)
    {
        const std::size_t end = text.find('\n', m_scanned);
        if (end == std::string_view::npos)
        {
            m_scanned = static_cast<uint32_t>(text.size());
            return Result::NeedMore;
        }
        m_scanned = static_cast<uint32_t>(end + 1);
        if (end == m_lineBegin || text[end - 1] != '\r')
        {
            return Result::BadLine;
        }
        const bool isEmpty = end == m_lineBegin + std::size_t{1};
        m_lineBegin = static_cast<uint32_t>(end + 1);
        if (isEmpty)
        {
            return Result::Complete;
        }
    }
}

} // namespace http
} // namespace ns3
