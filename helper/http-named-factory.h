/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_NAMED_FACTORY_H
#define HTTP_NAMED_FACTORY_H

#include "ns3/attribute.h"
#include "ns3/object-factory.h"
#include "ns3/type-id.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Ends the program with exit status 2 and one line: a script asked for what does not exist.
 * @param what the line
 */
[[noreturn]] void StopHttpScript(const std::string& what);

/**
 * @ingroup http
 * @brief Ends the program as StopHttpScript() does if a name is none of those that are known.
 * @param who who was given the name, as in SetStrategy
 * @param name the name
 * @param known the names that are known
 */
void RequireHttpName(const std::string& who,
                     const std::string& name,
                     const std::vector<std::string>& known);

/**
 * @ingroup http
 * @brief A factory of a type; ends the program as StopHttpScript() does if there is no such type.
 * @param type name of the type
 * @param base what it must be a kind of
 * @return the factory
 */
ObjectFactory MakeHttpNamedFactory(const std::string& type, TypeId base);

/**
 * @ingroup http
 * @brief Sets an attribute of what a factory makes; ends the program as StopHttpScript() does if
 * there is no such attribute, or it does not take the value.
 * @param factory the factory
 * @param name the attribute
 * @param value its value
 */
void SetHttpNamedAttribute(ObjectFactory& factory,
                           const std::string& name,
                           const AttributeValue& value);

} // namespace ns3

#endif /* HTTP_NAMED_FACTORY_H */
