/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_QUEUE_OBSERVER_H
#define HTTP_QUEUE_OBSERVER_H

#include "http-observer.h"

#include "ns3/http-queue-record.h"
#include "ns3/simple-ref-count.h"
#include "ns3/traced-callback.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Tells the length of each device queue and root queue disc of its node, when it changes.
 *
 * Aggregated to a node. Queues are looked for when the node starts: the attribute TxQueue of net
 * devices, and the queue discs of traffic control.
 */
class HttpQueueObserver : public HttpObserver
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /// @brief Tells what has changed last. To be called at the end of a run.
    void Flush();

  protected:
    void DoInitialize() override;
    void DoDispose() override;

  private:
    /// One queue
    struct Watched : public SimpleRefCount<Watched>
    {
        HttpQueueObserver* observer = nullptr; //!< who tells; null after disposal
        bool isChanged = false;                //!< changed and not yet looked at
        HttpQueueRecord now;                   //!< as it is
        HttpQueueRecord told;                  //!< as it was told last

        /// @brief Packets change. @param before value before @param value value from now on
        void SetPackets(uint32_t before, uint32_t value);
        /// @brief Bytes change. @param before value before @param value value from now on
        void SetBytes(uint32_t before, uint32_t value);
    };

    /// @brief Watches a queue. @param queue a device queue or queue disc
    /// @param interface index of its net device @param kind which
    void Watch(const Ptr<Object>& queue, uint32_t interface, const char* kind);

    /// @brief A length is about to change. @param watched whose
    void Change(Watched& watched);

    std::vector<Ptr<Watched>> m_watched;            //!< all queues
    std::vector<Ptr<Watched>> m_changed;            //!< changed in the instant m_changedAt
    Time m_changedAt;                               //!< when
    TracedCallback<const HttpQueueRecord&> m_queue; //!< the Queue trace source
};

} // namespace ns3

#endif /* HTTP_QUEUE_OBSERVER_H */
