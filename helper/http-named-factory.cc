/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-named-factory.h"

#include "http-attribute-check.h"

#include "ns3/http-nearest-word.h"
#include "ns3/http-text.h"
#include "ns3/string.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace ns3
{

void
StopHttpScript(const std::string& what)
{
    std::cerr << what << std::endl;
    std::exit(2);
}

void
RequireHttpName(const std::string& who,
                const std::string& name,
                const std::vector<std::string>& known)
{
    if (std::find(known.begin(), known.end(), name) != known.end())
    {
        return;
    }
    StopHttpScript(who + ": there is no " + name + "; the nearest is " +
                   FindHttpNearestWord(name, known) + ", and accepted are " +
                   HttpJoin(known, ", "));
}

ObjectFactory
MakeHttpNamedFactory(const std::string& type, TypeId base)
{
    const std::string problem = FindHttpTypeProblem(type, base);
    if (!problem.empty())
    {
        StopHttpScript(problem);
    }
    ObjectFactory factory;
    factory.SetTypeId(type);
    return factory;
}

void
SetHttpNamedAttribute(ObjectFactory& factory, const std::string& name, const AttributeValue& value)
{
    const std::string problem = FindHttpAttributeProblem(factory.GetTypeId(), name, value);
    if (!problem.empty())
    {
        const auto* const text = dynamic_cast<const StringValue*>(&value);
        StopHttpScript(factory.GetTypeId().GetName() + "::" + name +
                       (text ? "=" + text->Get() : "") + ": " + problem);
    }
    factory.Set(name, value);
}

} // namespace ns3
