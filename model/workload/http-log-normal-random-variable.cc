/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-log-normal-random-variable.h"

#include "http-erfc-inverse.h"

#include "ns3/http-attributes.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpLogNormalRandomVariable);

TypeId
HttpLogNormalRandomVariable::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpLogNormalRandomVariable, HttpBoundedRandomVariable>(
            "ns3::HttpLogNormalRandomVariable")
            .Add("Mu", "Mean of the logarithm.", {&HttpLogNormalRandomVariable::m_mu, 0, -700, 700})
            .Add("Sigma",
                 "Standard deviation of the logarithm.",
                 {&HttpLogNormalRandomVariable::m_sigma, 1, 1e-9, 100});
    return tid;
}

double
HttpLogNormalRandomVariable::GetProbability(double value) const
{
    return value > 0 ? std::erfc((m_mu - std::log(value)) / (m_sigma * HTTP_SQRT_2)) / 2 : 0;
}

double
HttpLogNormalRandomVariable::GetQuantile(double probability) const
{
    return std::exp(m_mu - m_sigma * HTTP_SQRT_2 * HttpErfcInverse(2 * probability));
}

} // namespace ns3
