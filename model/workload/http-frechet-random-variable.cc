/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-frechet-random-variable.h"

#include "ns3/double.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpFrechetRandomVariable);

TypeId
HttpFrechetRandomVariable::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpFrechetRandomVariable")
                            .SetParent<HttpBoundedRandomVariable>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpFrechetRandomVariable>()
                            .AddAttribute("Scale",
                                          "The value that 1/e of all do not exceed.",
                                          DoubleValue(1),
                                          MakeDoubleAccessor(&HttpFrechetRandomVariable::m_scale),
                                          MakeDoubleChecker<double>(1e-9))
                            .AddAttribute("Shape",
                                          "Exponent of the tail; the mean is finite above 1.",
                                          DoubleValue(1),
                                          MakeDoubleAccessor(&HttpFrechetRandomVariable::m_shape),
                                          MakeDoubleChecker<double>(1e-3, 1e3));
    return tid;
}

double
HttpFrechetRandomVariable::GetProbability(double value) const
{
    return value > 0 ? std::exp(-std::pow(value / m_scale, -m_shape)) : 0;
}

double
HttpFrechetRandomVariable::GetQuantile(double probability) const
{
    return m_scale * std::pow(-std::log(probability), -1 / m_shape);
}

} // namespace ns3
