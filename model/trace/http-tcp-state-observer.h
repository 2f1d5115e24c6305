/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_STATE_OBSERVER_H
#define HTTP_TCP_STATE_OBSERVER_H

#include "http-four-tuple-table.h"
#include "http-observer.h"

#include "ns3/http-tcp-state-record.h"
#include "ns3/object-ptr-container.h"
#include "ns3/simple-ref-count.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/traced-callback.h"

#include <unordered_map>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Tells congestion window, slow-start threshold, RTT, RTO, bytes in flight and congestion
 * state of each connection of its host, when they change.
 *
 * Aggregated to a node, beside an HttpFourTupleTable. It finds the sockets itself, whoever made
 * them: those that are introduced to the node's HttpConnectionStateObserver; a listening socket's
 * by the Tx trace source, which an accepted socket inherits; the others in the list of
 * TcpL4Protocol when their connection is opened or established. That list is copied for each look,
 * which costs time in proportion to the sockets of the node.
 */
class HttpTcpStateObserver : public HttpObserver
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief Observes a socket that is connected or is being connected.
     *
     * Whoever has a socket spares the search for it.
     * @param socket the socket; ignored if it is not a TcpSocket
     */
    void Observe(Ptr<Socket> socket);

    /// @brief Tells what has changed last. To be called at the end of a run.
    void Flush();

  protected:
    void NotifyNewAggregate() override;
    void DoDispose() override;

  private:
    /// One connection's socket
    struct Watched : public SimpleRefCount<Watched>
    {
        HttpTcpStateObserver* observer = nullptr; //!< who tells; null when it is over
        const Socket* socket = nullptr;           //!< whose values; only to be compared
        bool isChanged = false;                   //!< changed and not yet told
        HttpTcpStateRecord record;                //!< the values now

        /// @brief cwnd changes. @param before value before @param now value from now on
        void SetCongestionWindow(uint32_t before, uint32_t now);
        /// @brief ssthresh changes. @param before value before @param now value from now on
        void SetSlowStartThreshold(uint32_t before, uint32_t now);
        /// @brief Bytes in flight change. @param before value before @param now value from now on
        void SetBytesInFlight(uint32_t before, uint32_t now);
        /// @brief RTT changes. @param before value before @param now value from now on
        void SetRtt(Time before, Time now);
        /// @brief RTO changes. @param before value before @param now value from now on
        void SetRto(Time before, Time now);
        /// @brief The congestion state changes. @param before value before @param now from now on
        void SetCongestionState(TcpSocketState::TcpCongState_t before,
                                TcpSocketState::TcpCongState_t now);
    };

    /// @brief A connection was opened, is established or has ended. @param record it
    void TakeConnection(const HttpConnectionRecord& record);

    /// @brief Looks for the sockets of the connections that have none yet.
    void Search();

    /// @brief Watches for what listening sockets make. @param sockets all sockets of the node
    void WatchWaiting(const ObjectPtrContainerValue& sockets);

    /// @brief Connects to a socket's values. @param socket it @param key its four values
    void Watch(const Ptr<TcpSocket>& socket, const HttpFourTuple& key);

    /// @brief The four values of a socket. @param socket it @return them; ports 0 if not connected
    static HttpFourTuple GetTuple(const Ptr<const TcpSocket>& socket);

    /// @brief A listening socket, or one that it has made, sends. @param packet segment
    /// @param header its TCP header @param socket the socket
    void TakeTx(Ptr<const Packet> packet, const TcpHeader& header, Ptr<const TcpSocketBase> socket);

    /// @brief A value is about to change. @param watched whose
    void Change(Watched& watched);

    Ptr<TcpL4Protocol> m_tcp;                  //!< TCP
    Ptr<HttpFourTupleTable> m_table;           //!< the host's connections
    Ptr<HttpConnectionStateObserver> m_states; //!< shows sockets that TCP does not list
    std::unordered_map<HttpFourTuple, Ptr<Watched>, HttpFourTupleHash> m_watched; //!< sockets
    std::vector<HttpFourTuple> m_wanted;       //!< connections without a socket yet
    std::vector<Ptr<TcpSocketBase>> m_waiting; //!< sockets that are not connected, with Tx sink
    std::vector<Ptr<Watched>> m_changed;       //!< changed in the instant m_changedAt
    bool m_isAccepting = false;                //!< a listening socket is not watched yet
    Time m_changedAt;                          //!< when
    std::size_t m_listLength = 0;              //!< sockets of the node at the last search
    TracedCallback<const HttpTcpStateRecord&> m_tcpState; //!< the TcpState trace source
};

} // namespace ns3

#endif /* HTTP_TCP_STATE_OBSERVER_H */
