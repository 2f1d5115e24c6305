/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-erfc-inverse.h"

#include <boost/math/special_functions/erf.hpp>

namespace ns3
{

double
HttpErfcInverse(double value)
{
    // By default Boost calculates with long double, which takes longer.
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    return boost::math::erfc_inv(value, Policy());
}

} // namespace ns3
