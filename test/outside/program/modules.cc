/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Someone else's simulation with modules of ns-3 that nobody names but it: by module, by header,
/// and by way of a header of its own.

#include "modules.h"

#include "ns3/core-module.h"
#include "ns3/flow-monitor-helper.h"
#include "ns3/http-module.h"
#include "ns3/http-topology-helper.h"
#include "ns3/lte-helper.h"
#include "ns3/wifi-module.h"

using namespace ns3;

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    const Ptr<LteHelper> lte = CreateObject<LteHelper>();
    FlowMonitorHelper flows;
    const Ptr<FlowMonitor> monitor = flows.GetMonitor();
    const WifiHelper wifi;
    const HttpTopologyHelper topology((HttpTopologySettings()));
    const bool isThere = lte && monitor && MakeStar(3) == 3;
    Simulator::Destroy();
    return isThere ? 0 : 1;
}
