/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fractional-noise.h"

#include "ns3/random-variable-stream.h"

#include <cmath>

namespace ns3
{

HttpFractionalNoise::HttpFractionalNoise(double difference, double whiteShare)
    : m_difference(difference),
      m_whiteScale(std::sqrt(whiteShare)),
      m_past(2 * MEMORY)
{
    // Hosking: variance and first autocorrelation of the process with innovations of variance 1.
    const double d = difference;
    m_variance = std::exp(std::lgamma(1 - 2 * d) - 2 * std::lgamma(1 - d));
    m_processScale = std::sqrt((1 - whiteShare) / (m_variance * (2 + 2 * d / (1 - d))));
    m_weights.reserve(MEMORY);
}

void
HttpFractionalNoise::Lengthen()
{
    // Durbin and Levinson; weights are stored from the oldest value to the newest.
    const std::size_t number = m_weights.size();
    const double partial = m_difference / (static_cast<double>(number) + 1 - m_difference);
    for (std::size_t i = 0, j = number; i < j--; ++i)
    {
        const double left = m_weights[i];
        const double right = m_weights[j];
        m_weights[i] = left - partial * right;
        m_weights[j] = i == j ? m_weights[i] : right - partial * left;
    }
    m_weights.insert(m_weights.begin(), partial);
    m_variance *= 1 - partial * partial;
}

double
HttpFractionalNoise::GetNext(const Ptr<RandomVariableStream>& process,
                             const Ptr<RandomVariableStream>& white)
{
    const bool isFirst = m_end == 0;
    if (!isFirst && m_difference > 0 && m_weights.size() < MEMORY)
    {
        Lengthen();
    }
    // Four sums, because one would wait for itself.
    const std::size_t number = m_weights.size();
    const double* past = m_past.data() + (m_end - number);
    double sums[4] = {0, 0, 0, 0};
    std::size_t i = 0;
    for (; i + 4 <= number; i += 4)
    {
        for (std::size_t k = 0; k < 4; ++k)
        {
            sums[k] += m_weights[i + k] * past[i + k];
        }
    }
    for (; i < number; ++i)
    {
        sums[0] += m_weights[i] * past[i];
    }
    const double value =
        sums[0] + sums[1] + sums[2] + sums[3] + std::sqrt(m_variance) * process->GetValue();
    if (m_end == m_past.size())
    {
        for (std::size_t k = 0; k < MEMORY; ++k)
        {
            m_past[k] = m_past[MEMORY + k];
        }
        m_end = MEMORY;
    }
    m_past[m_end++] = value;
    if (isFirst)
    {
        // The sum needs a neighbour.
        m_last = value;
        return GetNext(process, white);
    }
    const double sum = value + m_last;
    m_last = value;
    return sum * m_processScale + white->GetValue() * m_whiteScale;
}

} // namespace ns3
