/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_QUEUE_RECORD_H
#define HTTP_QUEUE_RECORD_H

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief The length of a queue, told when it has changed.
 *
 * One record tells all changes of one instant: the length at its end. It comes when something
 * later happens to the node's queues, or at the end of the run.
 */
struct HttpQueueRecord
{
    Time time;              //!< when it changed
    uint32_t node = 0;      //!< id of the node
    uint32_t interface = 0; //!< index of the net device on its node, as in names of captures
    const char* queue = ""; //!< "device" or "queue-disc"; static storage
    uint32_t packets = 0;   //!< packets in it
    uint32_t bytes = 0;     //!< bytes in it

    /// @brief Signature of a trace sink. @param record the length
    typedef void (*TracedCallback)(const HttpQueueRecord& record);
};

} // namespace ns3

#endif /* HTTP_QUEUE_RECORD_H */
