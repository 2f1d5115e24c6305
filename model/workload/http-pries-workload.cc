/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-pries-workload.h"

#include "ns3/http-attributes.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpPriesWorkload);

TypeId
HttpPriesWorkload::GetTypeId()
{
    static TypeId tid = AddPageAttributes(
        HttpMakeType<HttpPriesWorkload, HttpDrawnPageWorkload>("ns3::HttpPriesWorkload"),
        {"ns3::ExponentialRandomVariable[Mean=31.9291]",
         "ns3::HttpWeibullRandomVariable[Scale=19104.9|Shape=0.771807]",
         "ns3::HttpLogNormalRandomVariable[Mu=8.91365|Sigma=1.24816]",
         "ns3::ConstantRandomVariable[Constant=0.0]",
         "ns3::HttpLogNormalRandomVariable[Mu=-0.495204|Sigma=2.7731|Max=10000]",
         true});
    return tid;
}

} // namespace ns3
