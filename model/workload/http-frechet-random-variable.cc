/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-frechet-random-variable.h"

#include "ns3/http-attributes.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpFrechetRandomVariable);

TypeId
HttpFrechetRandomVariable::GetTypeId()
{
    static TypeId tid = HttpMakeType<HttpFrechetRandomVariable, HttpBoundedRandomVariable>(
                            "ns3::HttpFrechetRandomVariable")
                            .Add("Scale",
                                 "The value that 1/e of all do not exceed.",
                                 {&HttpFrechetRandomVariable::m_scale, 1, 1e-9})
                            .Add("Shape",
                                 "Exponent of the tail; the mean is finite above 1.",
                                 {&HttpFrechetRandomVariable::m_shape, 1, 1e-3, 1e3});
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
