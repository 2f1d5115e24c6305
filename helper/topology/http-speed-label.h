/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SPEED_LABEL_H
#define HTTP_SPEED_LABEL_H

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief The speed of a link as a label of a map tells it.
 */
struct HttpSpeedLabel
{
    uint64_t rate = 0;    //!< bit/s; 0: the label says none
    bool isRange = false; //!< it gives a range, the lower end of which was taken
};

/**
 * @ingroup http
 * @brief Reads the speed of a link out of a label.
 *
 * Numbers with a unit (10 Gbps, 155Mbit/s, 622M, 2.5 Gb/s, 10GE, 100GbE), ranges of them, levels of
 * the synchronous hierarchies (OC-48, OC192, STM-16), carriers (DS3, and where the label is about
 * speed T1, T3, E1, E3, J1), names of Ethernet (GigE, Fast Ethernet), and a number of times one of
 * these (2x10Gb/s, 4 x STM-1, 10G x 2). Bytes (GB/s) are not read: on maps they mean bits as often.
 * @param label the label
 * @param isAboutSpeed it says nothing else, so that T1 or E1 is no name of a link
 * @return the speed
 */
HttpSpeedLabel ReadHttpSpeedLabel(const std::string& label, bool isAboutSpeed = true);

} // namespace ns3

#endif /* HTTP_SPEED_LABEL_H */
