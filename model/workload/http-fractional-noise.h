/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FRACTIONAL_NOISE_H
#define HTTP_FRACTIONAL_NOISE_H

#include "ns3/ptr.h"

#include <cstddef>
#include <vector>

namespace ns3
{

class RandomVariableStream;

/**
 * @ingroup http
 * @brief Normal values with long-range dependence: fractional sum-difference noise.
 *
 * The sum of two neighbours of a fractionally differenced process (1 - B)^-d e, and white noise, in
 * proportions that make the variance 1: J. Cao, W. Cleveland, Y. Gao, K. Jeffay, F. Smith,
 * M. Weigle, "Stochastic Models for Generating Synthetic HTTP Source Traffic", INFOCOM 2004. The
 * process is drawn from its partial autocorrelations, exact from the first value on (J. Hosking,
 * "Modeling Persistence in Hydrological Time Series Using Fractional Differencing", Water Resources
 * Research 20(12), 1984); those beyond MEMORY are left out.
 */
class HttpFractionalNoise
{
  public:
    /// Values that a value depends on.
    static const std::size_t MEMORY = 500;

    /**
     * @brief A noise without values yet.
     * @param difference d, 0 to 0.5, 0.5 excluded; 0 is white noise
     * @param whiteShare part of the variance that is white noise, 0 to 1
     */
    HttpFractionalNoise(double difference, double whiteShare);

    /**
     * @brief The next value.
     * @param process normal variable, mean 0 and variance 1, for the process
     * @param white another for the white noise
     * @return the value, normal with mean 0 and variance 1
     */
    double GetNext(const Ptr<RandomVariableStream>& process,
                   const Ptr<RandomVariableStream>& white);

  private:
    /// @brief Takes one more value into account.
    void Lengthen();

    double m_difference;           //!< d
    double m_processScale = 0;     //!< factor of the sum of two neighbours
    double m_whiteScale = 0;       //!< factor of the white noise
    double m_variance = 0;         //!< of the process given its past
    std::vector<double> m_weights; //!< of the past values, the oldest first
    std::vector<double> m_past;    //!< past values twice in a ring, so that they stand in a row
    std::size_t m_end = 0;         //!< behind the newest value in m_past
    double m_last = 0;             //!< the newest value
};

} // namespace ns3

#endif /* HTTP_FRACTIONAL_NOISE_H */
