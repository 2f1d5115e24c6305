/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_ATTRIBUTE_COPY_H
#define HTTP_TCP_ATTRIBUTE_COPY_H

#include "ns3/attribute.h"
#include "ns3/object.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Copies attributes from one object to many of its type, without looking for them each time.
 */
class HttpTcpAttributeCopy
{
  public:
    /**
     * @brief Gives an object the attributes of another that can be read and written.
     * @param from the other, of the same type
     * @param to the object
     */
    void Copy(const Object& from, Object& to);

  private:
    /// An attribute and where its value is kept on its way.
    struct Attribute
    {
        Ptr<const AttributeAccessor> accessor; //!< reads and writes it
        Ptr<AttributeValue> value;             //!< the value
    };

    /// @brief Finds the attributes of a type. @param type the type
    void Find(TypeId type);

    TypeId m_type;                       //!< whose attributes these are
    std::vector<Attribute> m_attributes; //!< the attributes
};

} // namespace ns3

#endif /* HTTP_TCP_ATTRIBUTE_COPY_H */
