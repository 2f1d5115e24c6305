/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-random-variable.h"

#include "ns3/double.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/object-factory.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/type-id.h"

#include <sstream>

namespace ns3
{

namespace
{

/// A random variable, for messages.
const std::string EXAMPLE = "ns3::UniformRandomVariable[Min=0|Max=1]";

/// What is accepted where no random variable is given.
const std::string ACCEPTED = "accepted: a number or a random variable such as " + EXAMPLE;

/**
 * @brief Sets one attribute of the variable to be made.
 * @param text as in Min=0
 * @param tid its type
 * @param factory what makes it
 * @return an empty text, or what is wrong
 */
std::string
SetOne(const std::string& text, TypeId tid, ObjectFactory& factory)
{
    const std::string::size_type equals = text.find('=');
    const std::string name = text.substr(0, equals);
    TypeId::AttributeInformation information;
    if (equals == std::string::npos || !tid.LookupAttributeByName(name, &information))
    {
        return tid.GetName() + " has no attribute " + name +
               "; --PrintAttributes=" + tid.GetName() + " lists what it has";
    }
    const std::string value = text.substr(equals + 1);
    const std::string type = information.checker->GetValueTypeName();
    const bool isNumber =
        type == "ns3::DoubleValue" || type == "ns3::UintegerValue" || type == "ns3::IntegerValue";
    if ((isNumber && !HttpParseNumber(value)) ||
        !information.checker->CreateValidValue(StringValue(value)))
    {
        return "attribute " + name + " does not take " + value;
    }
    factory.Set(name, StringValue(value));
    return "";
}

/**
 * @brief Checks that a variable's bounds are in order.
 * @param variable the variable
 * @return an empty text, or what is wrong
 */
std::string
CheckBounds(const Ptr<RandomVariableStream>& variable)
{
    DoubleValue min;
    DoubleValue max;
    if (!variable->GetAttributeFailSafe("Min", min) ||
        !variable->GetAttributeFailSafe("Max", max) || !(min.Get() > max.Get()))
    {
        return "";
    }
    std::ostringstream text;
    text << "attribute Min " << min.Get() << " is above Max " << max.Get();
    return text.str();
}

/// @brief A random variable that always is the same. @param value what it is @return the variable
Ptr<RandomVariableStream>
MakeConstant(double value)
{
    Ptr<ConstantRandomVariable> constant = CreateObject<ConstantRandomVariable>();
    constant->SetAttribute("Constant", DoubleValue(value));
    return constant;
}

} // namespace

Ptr<RandomVariableStream>
MakeHttpRandomVariable(const std::string& text, std::string& problem)
{
    problem.clear();
    if (const auto number = HttpParseNumber(text))
    {
        return MakeConstant(*number);
    }
    const std::string::size_type bracket = text.find('[');
    const bool hasAttributes = bracket != std::string::npos;
    TypeId tid;
    if (!TypeId::LookupByNameFailSafe(text.substr(0, bracket), &tid) ||
        !tid.IsChildOf(RandomVariableStream::GetTypeId()) || !tid.HasConstructor() ||
        (hasAttributes && text.back() != ']'))
    {
        problem = ACCEPTED;
        return nullptr;
    }
    ObjectFactory factory;
    factory.SetTypeId(tid);
    std::istringstream attributes(
        hasAttributes ? text.substr(bracket + 1, text.size() - bracket - 2) : "");
    for (std::string attribute; std::getline(attributes, attribute, '|');)
    {
        problem = SetOne(attribute, tid, factory);
        if (!problem.empty())
        {
            return nullptr;
        }
    }
    Ptr<RandomVariableStream> variable = factory.Create<RandomVariableStream>();
    problem = CheckBounds(variable);
    return problem.empty() ? variable : nullptr;
}

Ptr<RandomVariableStream>
MakeHttpQuantityVariable(const std::string& text,
                         const std::optional<double>& quantity,
                         const std::string& accepted,
                         std::string& problem)
{
    problem.clear();
    if (quantity)
    {
        return MakeConstant(*quantity);
    }
    // A number alone would be taken for a variable, but has no unit.
    const bool isNumber = HttpParseNumber(text).has_value();
    Ptr<RandomVariableStream> variable = isNumber ? nullptr : MakeHttpRandomVariable(text, problem);
    if (isNumber || problem == ACCEPTED)
    {
        problem = "accepted: " + accepted + " such as " + EXAMPLE;
    }
    return variable;
}

Ptr<RandomVariableStream>
MakeHttpTimeVariable(const std::string& text, std::string& problem)
{
    const std::optional<Time> time = HttpParseTime(text);
    return MakeHttpQuantityVariable(text,
                                    time ? std::optional(time->GetSeconds()) : std::nullopt,
                                    std::string(HTTP_TIME_FORM) +
                                        "; or a random variable of seconds",
                                    problem);
}

} // namespace ns3
