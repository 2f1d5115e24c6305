/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PAGE_MODEL_H
#define HTTP_PAGE_MODEL_H

#include <algorithm>
#include <cmath>
#include <vector>

namespace ns3
{

/// @brief What the model of page times knows of a path.
struct HttpPagePath
{
    double rtt = 0;            //!< round-trip time, s
    double bytesPerSecond = 0; //!< of the link
    double segmentBytes = 0;   //!< of a full segment
    double headerBytes = 0;    //!< of headers before each segment
    double initialWindow = 1;  //!< segments
    double perAck = 1;         //!< data segments that an acknowledgment stands for
    bool lastOpens = true;     //!< whether an object's last flight opens the window for the next
};

/// @brief A request and its response.
struct HttpPageExchange
{
    double request = 0;    //!< bytes
    double response = 0;   //!< bytes
    double processing = 0; //!< the server's time, s
};

/**
 * @brief Time of a page whose objects are fetched one after the other, by the model of Heidemann,
 * Obraczka and Touch ("Modeling the performance of HTTP over several transport protocols", 1997):
 * round trips, transmission times, and the stalls of slow start, in which a window has been sent
 * and its first acknowledgment is still on the way.
 * @param path the path
 * @param exchanges the objects
 * @param isPersistent whether one connection carries them all, else each has its own
 * @return seconds
 */
inline double
GetSerialPageTime(const HttpPagePath& path,
                  const std::vector<HttpPageExchange>& exchanges,
                  bool isPersistent)
{
    const auto send = [&path](double bytes) {
        const double segments = std::ceil(bytes / path.segmentBytes);
        return (bytes + segments * path.headerBytes) / path.bytesPerSecond;
    };
    const double segment = send(path.segmentBytes);
    double time = 0;
    double window = path.initialWindow;
    bool isConnected = false;
    for (const HttpPageExchange& exchange : exchanges)
    {
        if (!isConnected || !isPersistent)
        {
            time += path.rtt + 2 * path.headerBytes / path.bytesPerSecond;
            window = path.initialWindow;
            isConnected = true;
        }
        time += path.rtt + send(exchange.request) + exchange.processing + send(exchange.response);
        double left = std::ceil(exchange.response / path.segmentBytes);
        while (left > window)
        {
            // The window is out; its first acknowledgment comes a round trip after its segment.
            const double burst = window * segment;
            const double first = path.rtt + path.perAck * segment;
            time += std::max(0.0, first - burst);
            left -= window;
            if (burst >= first)
            {
                break;
            }
            window += std::floor(window / path.perAck);
        }
        // The acknowledgments of the last segments open the window for the next object.
        window += path.lastOpens ? std::floor(std::min(left, window) / path.perAck) : 0;
    }
    return time;
}

} // namespace ns3

#endif /* HTTP_PAGE_MODEL_H */
