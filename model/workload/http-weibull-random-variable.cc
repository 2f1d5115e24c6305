/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-weibull-random-variable.h"

#include "ns3/http-attributes.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpWeibullRandomVariable);

TypeId
HttpWeibullRandomVariable::GetTypeId()
{
    static TypeId tid = HttpMakeType<HttpWeibullRandomVariable, HttpBoundedRandomVariable>(
                            "ns3::HttpWeibullRandomVariable")
                            .Add("Scale",
                                 "The value that 1/e of all exceed.",
                                 {&HttpWeibullRandomVariable::m_scale, 1, 1e-9})
                            .Add("Shape",
                                 "Exponent; 1 is the exponential law.",
                                 {&HttpWeibullRandomVariable::m_shape, 1, 1e-3, 1e3});
    return tid;
}

double
HttpWeibullRandomVariable::GetProbability(double value) const
{
    return value > 0 ? -std::expm1(-std::pow(value / m_scale, m_shape)) : 0;
}

double
HttpWeibullRandomVariable::GetQuantile(double probability) const
{
    return m_scale * std::pow(-std::log1p(-probability), 1 / m_shape);
}

} // namespace ns3
