/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-body-tail-random-variable.h"

#include "http-erfc-inverse.h"

#include "ns3/http-attributes.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpBodyTailRandomVariable);

TypeId
HttpBodyTailRandomVariable::GetTypeId()
{
    static TypeId tid = HttpMakeType<HttpBodyTailRandomVariable, HttpBoundedRandomVariable>(
                            "ns3::HttpBodyTailRandomVariable")
                            .Add("Mu",
                                 "Mean of the logarithm in the body.",
                                 {&HttpBodyTailRandomVariable::m_mu, 9.357, -700, 700})
                            .Add("Sigma",
                                 "Standard deviation of the logarithm in the body.",
                                 {&HttpBodyTailRandomVariable::m_sigma, 1.318, 1e-9, 100})
                            .Add("Body",
                                 "Part of the values in the body.",
                                 {&HttpBodyTailRandomVariable::m_body, 0.93, 1e-6, 1})
                            .Add("Scale",
                                 "Where the body ends and the tail begins.",
                                 {&HttpBodyTailRandomVariable::m_scale, 133000, 1e-9})
                            .Add("Shape",
                                 "Exponent of the tail.",
                                 {&HttpBodyTailRandomVariable::m_shape, 1.1, 1e-3, 1e3});
    return tid;
}

double
HttpBodyTailRandomVariable::GetLogNormal(double value) const
{
    return value > 0 ? std::erfc((m_mu - std::log(value)) / (m_sigma * HTTP_SQRT_2)) / 2 : 0;
}

double
HttpBodyTailRandomVariable::GetProbability(double value) const
{
    if (value >= m_scale)
    {
        return 1 - (1 - m_body) * std::pow(m_scale / value, m_shape);
    }
    return m_body * GetLogNormal(value) / GetLogNormal(m_scale);
}

double
HttpBodyTailRandomVariable::GetQuantile(double probability) const
{
    if (probability >= m_body)
    {
        return m_scale * std::pow((1 - m_body) / (1 - probability), 1 / m_shape);
    }
    const double inBody = probability / m_body * GetLogNormal(m_scale);
    return std::exp(m_mu - m_sigma * HTTP_SQRT_2 * HttpErfcInverse(2 * inBody));
}

} // namespace ns3
