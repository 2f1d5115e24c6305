/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fractional-noise.h"

#include "ns3/random-variable-stream.h"

#include <array>
#include <cmath>

namespace ns3
{

namespace
{

/// Sums side by side: one would wait for itself at each step, and these fill the registers.
constexpr std::size_t LANES = 16;

/**
 * @brief The scalar product of weights and values.
 * @param weights the weights
 * @param values as many values
 * @return the product
 */
double
Multiply(const std::vector<double>& weights, const double* values)
{
    std::array<double, LANES> sums{};
    const double* const factors = weights.data();
    const std::size_t whole = weights.size() / LANES * LANES;
    for (std::size_t i = 0; i < whole; i += LANES)
    {
        for (std::size_t k = 0; k < LANES; ++k)
        {
            sums[k] += factors[i + k] * values[i + k];
        }
    }
    for (std::size_t i = whole; i < weights.size(); ++i)
    {
        sums[i - whole] += factors[i] * values[i];
    }
    for (std::size_t number = LANES / 2; number > 0; number /= 2)
    {
        for (std::size_t k = 0; k < number; ++k)
        {
            sums[k] += sums[k + number];
        }
    }
    return sums[0];
}

} // namespace

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
    const double* past = m_past.data() + (m_end - m_weights.size());
    const double value = Multiply(m_weights, past) + std::sqrt(m_variance) * process->GetValue();
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
