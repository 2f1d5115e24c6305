/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-three-gpp-workload.h"

#include "ns3/http-attributes.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpThreeGppWorkload);

TypeId
HttpThreeGppWorkload::GetTypeId()
{
    static TypeId tid = AddPageAttributes(
        HttpMakeType<HttpThreeGppWorkload, HttpDrawnPageWorkload>("ns3::HttpThreeGppWorkload"),
        {"ns3::HttpParetoRandomVariable[Scale=2|Shape=1.1|Max=55|Redraw=false|Shift=-2]",
         "ns3::HttpLogNormalRandomVariable[Mu=8.346|Sigma=1.366|Min=100|Max=2000000]",
         "ns3::HttpLogNormalRandomVariable[Mu=6.166|Sigma=2.363|Min=50|Max=2000000]",
         "ns3::ExponentialRandomVariable[Mean=0.13]",
         "ns3::ExponentialRandomVariable[Mean=30.0]",
         true});
    return tid;
}

} // namespace ns3
