/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-pareto-random-variable.h"

#include "ns3/http-attributes.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpParetoRandomVariable);

TypeId
HttpParetoRandomVariable::GetTypeId()
{
    static TypeId tid = HttpMakeType<HttpParetoRandomVariable, HttpBoundedRandomVariable>(
                            "ns3::HttpParetoRandomVariable")
                            .Add("Scale",
                                 "The least value of the law without bounds.",
                                 {&HttpParetoRandomVariable::m_scale, 1, 1e-9})
                            .Add("Shape",
                                 "Exponent of the tail; the mean is finite above 1.",
                                 {&HttpParetoRandomVariable::m_shape, 2, 1e-3, 1e3});
    return tid;
}

double
HttpParetoRandomVariable::GetProbability(double value) const
{
    return value > m_scale ? 1 - std::pow(m_scale / value, m_shape) : 0;
}

double
HttpParetoRandomVariable::GetQuantile(double probability) const
{
    return m_scale * std::pow(1 - probability, -1 / m_shape);
}

} // namespace ns3
