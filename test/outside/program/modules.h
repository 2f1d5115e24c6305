/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MODULES_H
#define MODULES_H

#include "ns3/point-to-point-layout-module.h"

/// @brief Makes a star. @param spokes its nodes but the hub @return how many it has
inline uint32_t
MakeStar(uint32_t spokes)
{
    const ns3::PointToPointStarHelper star(spokes, ns3::PointToPointHelper());
    return star.SpokeCount();
}

#endif // MODULES_H
