/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Someone else's simulation: it sees the module's headers, and the library brings its types.

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/network-module.h"

#include <iostream>

using namespace ns3;

int
main(int argc, char* argv[])
{
    CommandLine cmd(__FILE__);
    cmd.Parse(argc, argv);

    NodeContainer nodes;
    nodes.Create(1);
    int applications = 0;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); i++)
    {
        TypeId type = TypeId::GetRegistered(i);
        if (type.GetGroupName() == "Http" && type.IsChildOf(Application::GetTypeId()))
        {
            ObjectFactory factory(type.GetName());
            nodes.Get(0)->AddApplication(factory.Create<Application>());
            std::cout << type.GetName() << std::endl;
            applications++;
        }
    }
    Simulator::Stop(Seconds(1));
    Simulator::Destroy();
    return applications > 0 ? 0 : 1;
}
