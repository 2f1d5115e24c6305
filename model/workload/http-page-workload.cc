/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-page-workload.h"

#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpPageWorkload);

TypeId
HttpPageWorkload::GetTypeId()
{
    static TypeId tid = AddPageAttributes(
        TypeId("ns3::HttpPageWorkload")
            .SetParent<HttpDrawnPageWorkload>()
            .SetGroupName("Http")
            .AddConstructor<HttpPageWorkload>()
            .AddAttribute("Objects",
                          "Embedded objects of each page, unless ObjectCount is set.",
                          UintegerValue(10),
                          MakeUintegerAccessor(&HttpPageWorkload::m_objects),
                          MakeUintegerChecker<uint32_t>(0, MAX_OBJECTS)),
        {"",
         "ns3::ConstantRandomVariable[Constant=10710]",
         "ns3::ConstantRandomVariable[Constant=7758]",
         "ns3::ConstantRandomVariable[Constant=0.0]",
         "ns3::ConstantRandomVariable[Constant=0.0]",
         false});
    return tid;
}

} // namespace ns3
