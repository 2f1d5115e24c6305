/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BOUNDED_RANDOM_VARIABLE_H
#define HTTP_BOUNDED_RANDOM_VARIABLE_H

#include "ns3/random-variable-stream.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A random variable whose law has a lower and an upper bound.
 *
 * Values are drawn by inverting the distribution function, each from one number of the stream, so
 * that runs which differ in a law's parameters draw values that correspond (common random numbers).
 * With Redraw the law is truncated, as if values outside the bounds were drawn again; without, it
 * is censored: they become the bound.
 */
class HttpBoundedRandomVariable : public RandomVariableStream
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    // Documented in RandomVariableStream.
    double GetValue() override;
    uint32_t GetInteger() override;

    /**
     * @brief Whether the bounds contradict each other; values are not drawn then.
     * @return an empty text, or Min, its value, and what is wrong
     */
    std::string GetContradiction() const;

    /**
     * @brief The distribution function without bounds.
     * @param value the value
     * @return probability of at most that value, 0 to 1
     */
    virtual double GetProbability(double value) const = 0;

    /**
     * @brief The inverse of the distribution function without bounds.
     * @param probability 0 to 1, both excluded
     * @return the value
     */
    virtual double GetQuantile(double probability) const = 0;

  private:
    double m_min = 0;     //!< Min
    double m_max = 0;     //!< Max
    double m_shift = 0;   //!< Shift
    bool m_redraw = true; //!< Redraw
};

} // namespace ns3

#endif /* HTTP_BOUNDED_RANDOM_VARIABLE_H */
