/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WIFI_LOSSES_H
#define HTTP_WIFI_LOSSES_H

#include "ns3/http-loss-count.h"
#include "ns3/net-device-container.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Has the losses of Wi-Fi told, which its devices do not tell as others do.
 *
 * A packet is lost where the MAC gives its frame up: after its retries, after its life in the
 * queue, because the queue is full, or because the station is not associated. Nodes that have an
 * HttpPacketObserver by then have it told, too.
 * @param devices devices of Wi-Fi
 * @param losses where they are counted; outlives the devices
 */
void WatchHttpWifiLosses(const NetDeviceContainer& devices, HttpLossCount& losses);

} // namespace ns3

#endif /* HTTP_WIFI_LOSSES_H */
