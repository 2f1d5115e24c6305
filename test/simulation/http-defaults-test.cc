/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What the types, and so the manual, call a default is what a script gets that sets nothing.

#include "ns3/http-client-helper.h"
#include "ns3/http-proxy-helper.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

using namespace ns3;

namespace
{

/// What constructors are told, and what the simulation itself fills in.
const std::set<std::string> TOLD = {"Url", "Local", "Port", "StartTime", "StopTime"};

/**
 * @brief Holds every attribute of an object against its type.
 * @param object an object that nobody has set anything of
 * @return how many were compared
 */
uint32_t
CheckDefaults(const Ptr<Object>& object)
{
    uint32_t checked = 0;
    for (TypeId type = object->GetInstanceTypeId(); type.GetName().rfind("ns3::Http", 0) == 0;
         type = type.GetParent())
    {
        for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
        {
            const TypeId::AttributeInformation attribute = type.GetAttribute(i);
            const Ptr<AttributeValue> value = attribute.checker->Create();
            const bool isGot = (attribute.flags & TypeId::ATTR_CONSTRUCT) != 0 &&
                               (attribute.flags & TypeId::ATTR_GET) != 0 &&
                               attribute.accessor->HasGetter() &&
                               attribute.accessor->Get(PeekPointer(object), *value);
            // Objects that are pointed to have no text but an address.
            const bool isPointer = attribute.checker->GetValueTypeName() == "ns3::PointerValue";
            if (!isGot || isPointer || TOLD.count(attribute.name) > 0)
            {
                continue;
            }
            ++checked;
            BOOST_TEST(value->SerializeToString(attribute.checker) ==
                           attribute.initialValue->SerializeToString(attribute.checker),
                       type.GetName()
                           << "::" << attribute.name << " is "
                           << value->SerializeToString(attribute.checker) << ", and its default "
                           << attribute.initialValue->SerializeToString(attribute.checker));
        }
    }
    return checked;
}

} // namespace

BOOST_AUTO_TEST_SUITE(defaults)

BOOST_AUTO_TEST_CASE(ScriptsGetWhatTypesSay)
{
    NodeContainer nodes(1);
    InternetStackHelper().Install(nodes);
    const Ptr<Node> node = nodes.Get(0);
    BOOST_TEST(CheckDefaults(HttpServerHelper().Install(node).Get(0)) > 20);
    BOOST_TEST(CheckDefaults(HttpClientHelper("http://10.1.1.1/").Install(node).Get(0)) > 20);
    BOOST_TEST(CheckDefaults(HttpProxyHelper().Install(node).Get(0)) > 20);
    BOOST_TEST(CheckDefaults(node->GetObject<HttpTcpDemultiplexer>()) > 0);
    BOOST_TEST(CheckDefaults(Socket::CreateSocket(node, HttpTcpSocketFactory::GetTypeId())) > 10);
    Simulator::Destroy();
}

BOOST_AUTO_TEST_SUITE_END()
