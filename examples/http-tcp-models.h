/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_MODELS_H
#define HTTP_TCP_MODELS_H

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace ns3
{

/// @brief What the published models of TCP's speed know of a path and of its ends.
struct HttpTcpModelPath
{
    double rtt = 0;           //!< round-trip time, s
    double timeout = 0;       //!< first retransmission timeout of data, s (T0)
    double handshake = 0;     //!< first timeout of a connection request, s (Ts)
    double loss = 0;          //!< probability that a data segment is lost (p)
    double initialWindow = 1; //!< segments (w1)
    double perAck = 1;        //!< data segments that an acknowledgment stands for (b)
};

/// @brief Growth of the congestion window in a round of slow start. @param path the path
/// @return gamma: 1 + 1/b
inline double
GetSlowStartGrowth(const HttpTcpModelPath& path)
{
    return 1 + 1 / path.perAck;
}

/**
 * @brief Rounds that slow start takes without loss (Dukkipati et al., "An argument for increasing
 * TCP's initial congestion window", 2010).
 * @param path the path
 * @param segments size of the response
 * @return the rounds, a whole number
 */
inline double
GetSlowStartRounds(const HttpTcpModelPath& path, double segments)
{
    const double growth = GetSlowStartGrowth(path);
    const double rounds =
        std::log(segments * (growth - 1) / path.initialWindow + 1) / std::log(growth);
    return std::ceil(rounds - 1e-9);
}

/**
 * @brief Expected duration of the handshake (Cardwell, Savage and Anderson, "Modeling TCP latency",
 * 2000).
 * @param path the path; its loss holds in both directions
 * @return seconds
 */
inline double
GetHandshakeTime(const HttpTcpModelPath& path)
{
    const double tries = (1 - path.loss) / (1 - 2 * path.loss);
    return path.rtt + path.handshake * (2 * tries - 2);
}

/**
 * @brief Expected number of data segments up to the first loss in slow start (the same).
 * @param path the path
 * @param segments size of the response
 * @return the segments
 */
inline double
GetSlowStartSegments(const HttpTcpModelPath& path, double segments)
{
    return path.loss > 0 ? (1 - std::pow(1 - path.loss, segments)) * (1 - path.loss) / path.loss + 1
                         : segments;
}

/**
 * @brief Expected duration of slow start (the same), with a window that only loss limits.
 * @param path the path
 * @param segments size of the response
 * @return seconds
 */
inline double
GetSlowStartTime(const HttpTcpModelPath& path, double segments)
{
    const double growth = GetSlowStartGrowth(path);
    const double sent = GetSlowStartSegments(path, segments);
    return path.rtt * std::log(sent * (growth - 1) / path.initialWindow + 1) / std::log(growth);
}

/**
 * @brief Rate of a long transfer that only loss by triple duplicate acknowledgments limits (Mathis,
 * Semke, Mahdavi and Ott, "The macroscopic behavior of the TCP congestion avoidance algorithm",
 * 1997).
 * @param path the path
 * @return segments a second
 */
inline double
GetMathisRate(const HttpTcpModelPath& path)
{
    return std::sqrt(3 / (2 * path.perAck * path.loss)) / path.rtt;
}

/**
 * @brief Rate of a long transfer with timeouts (Padhye, Firoiu, Towsley and Kurose, "Modeling TCP
 * throughput", 1998, equation 30), with a window that only loss limits.
 * @param path the path
 * @return segments a second
 */
inline double
GetPadhyeRate(const HttpTcpModelPath& path)
{
    const double p = path.loss;
    const double timeouts =
        std::min(1.0, 3 * std::sqrt(3 * path.perAck * p / 8)) * p * (1 + 32 * p * p);
    return 1 / (path.rtt * std::sqrt(2 * path.perAck * p / 3) + path.timeout * timeouts);
}

/**
 * @brief Expected duration of a transfer of any length (Cardwell, Savage and Anderson): slow start,
 * the first loss, then the rate of Padhye et al. for what is left.
 * @param path the path
 * @param segments size of the response
 * @return seconds from the first segment to the last acknowledgment
 */
inline double
GetTransferTime(const HttpTcpModelPath& path, double segments)
{
    const double p = path.loss;
    if (p <= 0)
    {
        return GetSlowStartTime(path, segments);
    }
    const double growth = GetSlowStartGrowth(path);
    const double sent = GetSlowStartSegments(path, segments);
    const double window = sent * (growth - 1) / growth + path.initialWindow / growth;
    const double anyLoss = 1 - std::pow(1 - p, segments);
    // Probability that a loss in a window of so many segments ends in a timeout
    const double kept = std::pow(1 - p, 3);
    const double rest = window > 3 ? 1 - std::pow(1 - p, window - 3) : 0;
    const double isTimeout =
        std::min(1.0, (1 + kept * rest) / ((1 - std::pow(1 - p, window)) / (1 - kept)));
    const double backoff = 1 + p + 2 * p * p + 4 * std::pow(p, 3) + 8 * std::pow(p, 4) +
                           16 * std::pow(p, 5) + 32 * std::pow(p, 6);
    const double timeout = backoff * path.timeout / (1 - p);
    const double recovery = anyLoss * (isTimeout * timeout + (1 - isTimeout) * path.rtt);
    const double left = std::max(0.0, segments - sent);
    return GetSlowStartTime(path, segments) + recovery + left / GetPadhyeRate(path);
}

} // namespace ns3

#endif /* HTTP_TCP_MODELS_H */
