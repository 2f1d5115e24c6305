/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// An accepted connection has the congestion control of the socket that listened, with all of its
/// attributes. (Copies of ns-3's TcpCubic leave one to chance from 3.42 on, those of TcpLinuxReno
/// two in 3.48.)

#include "http-tcp-net.h"

#include <boost/test/unit_test.hpp>
#include <map>

namespace tcp_test
{

namespace
{

/// Another value of an attribute than its initial one; null if none is known to be accepted.
Ptr<const AttributeValue>
MakeOther(const TypeId::AttributeInformation& attribute)
{
    const AttributeValue* initial = PeekPointer(attribute.initialValue);
    Ptr<AttributeValue> other;
    if (const auto boolean = dynamic_cast<const BooleanValue*>(initial))
    {
        other = Create<BooleanValue>(!boolean->Get());
    }
    else if (const auto number = dynamic_cast<const UintegerValue*>(initial))
    {
        other = Create<UintegerValue>(number->Get() + 1);
    }
    else if (const auto real = dynamic_cast<const DoubleValue*>(initial))
    {
        other = Create<DoubleValue>(real->Get() * 0.75);
    }
    else if (const auto time = dynamic_cast<const TimeValue*>(initial))
    {
        other = Create<TimeValue>(time->Get() + MilliSeconds(1));
    }
    return other && attribute.checker->Check(*other) ? other : nullptr;
}

/// Attributes by name, as text, of the congestion control that a socket has.
std::map<std::string, std::string>
GetAttributes(Ptr<const Socket> socket)
{
    std::map<std::string, std::string> values;
    PointerValue control;
    socket->GetAttribute("CongestionOps", control);
    const Ptr<Object> object = control.GetObject();
    const TypeId type = object->GetInstanceTypeId();
    values["TypeId"] = type.GetName();
    for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
    {
        const TypeId::AttributeInformation attribute = type.GetAttribute(i);
        if (attribute.accessor->HasGetter() && attribute.accessor->HasSetter())
        {
            StringValue value;
            object->GetAttribute(attribute.name, value);
            values[attribute.name] = value.Get();
        }
    }
    return values;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_fork)

BOOST_AUTO_TEST_CASE(congestion_control_of_an_accepted_connection)
{
    for (const std::string name : {"ns3::TcpCubic", "ns3::HttpTcpCubic", "ns3::TcpLinuxReno"})
    {
        Defaults defaults;
        const TypeId type = TypeId::LookupByName(name);
        Config::SetDefault("ns3::TcpL4Protocol::SocketType", TypeIdValue(type));
        for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
        {
            const TypeId::AttributeInformation attribute = type.GetAttribute(i);
            if (const auto other = MakeOther(attribute))
            {
                Config::SetDefault(name + "::" + attribute.name, *other);
            }
        }
        Net net(true);
        net.Listen();
        At(1, [&] { net.Connect(); });
        net.Run(2);
        BOOST_TEST_CONTEXT(name)
        {
            BOOST_TEST_REQUIRE(net.server.socket);
            const auto listener = GetAttributes(net.server.listener);
            BOOST_TEST(listener.at("TypeId") == name);
            for (const auto& [attribute, value] : GetAttributes(net.server.socket))
            {
                BOOST_TEST(value == listener.at(attribute), attribute << " is " << value);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
