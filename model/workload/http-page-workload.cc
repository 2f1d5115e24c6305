/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-page-workload.h"

#include "ns3/http-attributes.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpPageWorkload);

TypeId
HttpPageWorkload::GetTypeId()
{
    static TypeId tid = AddPageAttributes(
        HttpAttributes<HttpDrawnPageWorkload>(
            HttpMakeType<HttpPageWorkload, HttpDrawnPageWorkload>("ns3::HttpPageWorkload"))
            .Add("Objects",
                 "Embedded objects of each page, unless ObjectCount is set.",
                 {&HttpPageWorkload::m_objects, 10, 0, MAX_OBJECTS}),
        {"",
         "ns3::ConstantRandomVariable[Constant=10710]",
         "ns3::ConstantRandomVariable[Constant=7758]",
         "ns3::ConstantRandomVariable[Constant=0.0]",
         "ns3::ConstantRandomVariable[Constant=0.0]",
         false});
    return tid;
}

} // namespace ns3
