/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-pack-mime-sizes.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace ns3
{

namespace
{

/// @brief A point of a curve.
struct Knot
{
    double x; //!< where
    double y; //!< how high
};

// The model gives its sizes as measured quantile functions; these are polygons through points of
// them that stay within 2 bytes of the curves for small messages, and within 0.03 of the binary
// logarithm for large ones. The large ones go on in a straight line: a Pareto tail.

/// Responses that validate caches: bytes by probability.
constexpr std::array<Knot, 12> VALIDATION = {{
    {0.0001, 4.645},
    {0.0203, 40.80},
    {0.0405, 61.47},
    {0.1011, 74.81},
    {0.1415, 97.65},
    {0.2021, 112.75},
    {0.6566, 157.29},
    {0.7071, 172.70},
    {0.7576, 200.64},
    {0.8283, 221.93},
    {0.9394, 264.47},
    {1, 272.23},
}};

/// Responses that bring files: binary logarithm of the bytes by that of the exceedance probability.
constexpr std::array<Knot, 12> DOWNLOAD = {{
    {-18.179, 25.877},
    {-5.510, 15.603},
    {-4.959, 15.300},
    {-4.225, 15.098},
    {-3.858, 14.868},
    {-2.940, 13.925},
    {-2.205, 13.344},
    {-1.838, 12.901},
    {-1.471, 12.251},
    {-1.103, 11.413},
    {-0.7363, 10.410},
    {0, 8.105},
}};

/// The smaller half of the requests: bytes by probability within it.
constexpr std::array<Knot, 12> SMALL_REQUEST = {{
    {0, 50.98},
    {0.0101, 93.82},
    {0.0202, 123.30},
    {0.0404, 168.81},
    {0.0505, 184.26},
    {0.0707, 200.04},
    {0.1010, 217.62},
    {0.1414, 253.06},
    {0.1818, 273.75},
    {0.3738, 327.78},
    {0.5758, 362.17},
    {1, 421.79},
}};

/// The larger half: binary logarithm of the bytes by that of the exceedance probability within it.
constexpr std::array<Knot, 8> LARGE_REQUEST = {{
    {-17.779, 19.758},
    {-3.598, 10.209},
    {-3.060, 9.935},
    {-2.162, 9.719},
    {-1.803, 9.547},
    {-1.085, 9.052},
    {-0.7263, 8.882},
    {0, 8.726},
}};

/**
 * @brief Follows a polygon, whose ends go on straight.
 * @tparam N number of its points
 * @param knots its points from left to right
 * @param x where
 * @return how high it is
 */
template <std::size_t N>
double
Follow(const std::array<Knot, N>& knots, double x)
{
    std::size_t i = 1;
    while (i + 1 < N && x > knots[i].x)
    {
        ++i;
    }
    const Knot& left = knots[i - 1];
    const Knot& right = knots[i];
    return left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x);
}

} // namespace

double
GetHttpPackMimeRequestSize(double probability)
{
    if (probability < 0.5)
    {
        return Follow(SMALL_REQUEST, 2 * probability);
    }
    return std::exp2(Follow(LARGE_REQUEST, std::log2(2 * (1 - probability))));
}

double
GetHttpPackMimeResponseSize(double probability, bool isDownload)
{
    if (!isDownload)
    {
        return Follow(VALIDATION, probability);
    }
    return std::exp2(Follow(DOWNLOAD, std::log2(1 - probability)));
}

} // namespace ns3
