/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-bounded-random-variable.h"

#include "ns3/abort.h"
#include "ns3/http-attributes.h"
#include "ns3/rng-stream.h"

#include <algorithm>
#include <limits>
#include <sstream>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpBoundedRandomVariable);

namespace
{

/// Stands for no upper bound.
const double UNBOUNDED = std::numeric_limits<double>::max();

/// Quantiles are asked for between this and its complement; a stream's numbers are 2^-32 apart.
const double LEAST_PROBABILITY = 1e-15;

} // namespace

TypeId
HttpBoundedRandomVariable::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpBoundedRandomVariable, RandomVariableStream>(
            "ns3::HttpBoundedRandomVariable")
            .Add("Min", "The least value.", {&HttpBoundedRandomVariable::m_min, 0, 0})
            .Add("Max",
                 "The greatest value; not below Min.",
                 {&HttpBoundedRandomVariable::m_max, UNBOUNDED, 0})
            .Add("Redraw",
                 "Values outside the bounds are drawn again (a truncated law); otherwise "
                 "they become the bound (a censored law).",
                 {&HttpBoundedRandomVariable::m_redraw, true})
            .Add("Shift", "Added to every value.", {&HttpBoundedRandomVariable::m_shift, 0});
    return tid;
}

std::string
HttpBoundedRandomVariable::GetContradiction() const
{
    if (m_min <= m_max)
    {
        return "";
    }
    std::ostringstream text;
    text << "Min " << m_min << " is above Max " << m_max;
    return text.str();
}

double
HttpBoundedRandomVariable::GetValue()
{
    NS_ABORT_MSG_IF(m_min > m_max, GetInstanceTypeId().GetName() << ": " << GetContradiction());
    const double uniform = Peek()->RandU01();
    double probability = IsAntithetic() ? 1 - uniform : uniform;
    if (m_redraw)
    {
        const double low = m_min > 0 ? GetProbability(m_min) : 0;
        const double high = m_max < UNBOUNDED ? GetProbability(m_max) : 1;
        probability = low + probability * (high - low);
    }
    const double value =
        GetQuantile(std::clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY));
    return std::max(m_min, std::min(value, m_max)) + m_shift;
}

uint32_t
HttpBoundedRandomVariable::GetInteger()
{
    return static_cast<uint32_t>(GetValue());
}

} // namespace ns3
