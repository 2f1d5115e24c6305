/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-attribute-copy.h"

namespace ns3
{

void
HttpTcpAttributeCopy::Copy(const Object& from, Object& to)
{
    if (from.GetInstanceTypeId() != m_type)
    {
        Find(from.GetInstanceTypeId());
    }
    for (const Attribute& attribute : m_attributes)
    {
        attribute.accessor->Get(&from, *attribute.value);
        attribute.accessor->Set(&to, *attribute.value);
    }
}

void
HttpTcpAttributeCopy::Find(TypeId type)
{
    m_type = type;
    m_attributes.clear();
    for (bool isLast = false; !isLast; type = type.GetParent())
    {
        for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
        {
            const TypeId::AttributeInformation attribute = type.GetAttribute(i);
            if (attribute.accessor->HasGetter() && attribute.accessor->HasSetter())
            {
                m_attributes.push_back({attribute.accessor, attribute.checker->Create()});
            }
        }
        isLast = !type.HasParent();
    }
}

} // namespace ns3
