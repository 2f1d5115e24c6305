/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_SINK_H
#define HTTP_TRACE_SINK_H

#include "http-observer-helper.h"

#include "ns3/application.h"
#include "ns3/http-capture-file.h"
#include "ns3/http-connection-pattern.h"
#include "ns3/http-trace-database.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/simple-ref-count.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What a trace chooses to tell.
 */
struct HttpTraceFilter
{
    HttpTraceLevel level = HttpTraceLevel::Full; //!< how much
    NodeContainer nodes;                         //!< which nodes, unless all
    bool isEveryNode = true;                     //!< all nodes
    std::string connectionText;                  //!< which connections
    HttpConnectionPattern connections;           //!< the same
    Time begin{0};                               //!< start of the time window
    Time end = Time::Max();                      //!< end of the time window, exclusive

    /// @brief Whether a connection is told of. @param local an end @param remote the other end
    /// @return true if so, or if an end is not known
    bool HasConnection(const Address& local, const Address& remote) const;

    /// @brief Whether something lies in the time window. @param first its start @param last its end
    /// @return true if it does, at least in part
    bool HasTime(Time first, Time last) const
    {
        return last >= begin && first < end;
    }
};

/**
 * @ingroup http
 * @brief Takes the records of trace sources and hands those that a filter lets through to a
 * database.
 *
 * Trace sources hold a reference to it, so that it outlives whatever may still fire.
 */
class HttpTraceSink : public SimpleRefCount<HttpTraceSink>
{
  public:
    /**
     * @brief A sink.
     * @param filter what it takes
     */
    explicit HttpTraceSink(HttpTraceFilter filter);

    /// @brief Opens the database. @param file its name @param options how it is written
    void OpenDatabase(const std::string& file, const HttpTraceDatabaseOptions& options);

    /// @brief Captures packets when the simulation starts. @param prefix of the files' names
    void SetPcap(const std::string& prefix);

    /// @brief Installs observers on those nodes that have an internet stack by now.
    void InstallObservers();

    /// @brief Installs observers on what is there, connects, and tells the hosts.
    void Start();

    /// @brief The database. @return the database; nullptr if there is none
    HttpTraceDatabase* GetDatabase();

    /// @brief Has held-back records told, and closes the database.
    void Close();

    /// @brief The nodes that are traced. @return the nodes
    NodeContainer GetNodes() const;

  private:
    /// @brief Connects to the trace sources of all nodes, or of one. @param node * or its id
    void Connect(const std::string& node);

    /// @brief Connects to one kind of trace source. @tparam Record what it tells @param path where
    template <typename Record>
    void ConnectTo(const std::string& path);

    /**
     * @brief Connects to the trace sources of an application that tell records, whatever its type.
     * @param application the application
     */
    void ConnectApplication(const Ptr<Application>& application);

    /**
     * @brief Connects to one kind of trace source of an application.
     * @tparam Record what it tells
     * @param application the application
     * @param callback name of the source's signature
     */
    template <typename Record>
    void ConnectTo(const Ptr<Application>& application, const char* callback);

    /**
     * @brief Whether a node is being disposed of.
     *
     * Its devices go before its applications, whose sockets then have nowhere to send to: what they
     * still say is no part of the run.
     * @param node id of the node
     * @return true if it is
     */
    bool IsGoing(uint32_t node) const;

    /// @brief Takes a record. @tparam Record its kind @param record the record
    template <typename Record>
    void Forward(const Record& record);

    /// @brief Tells the Unix time at which the simulation begins, as the first server has it for
    /// its Date fields. @param nodes where servers may be
    void WriteEpoch(const NodeContainer& nodes);

    /// @brief Tells the addresses of a node. @param node the node
    void WriteHost(const Ptr<Node>& node);

    /// @brief Captures the packets of a node. @param node the node
    void Capture(const Ptr<Node>& node);

    /**
     * @brief Captures the IP packets of a device, if it has an interface.
     * @tparam Ip Ipv4 or Ipv6
     * @param ip the protocol
     * @param device the device
     * @param file the capture's name
     */
    template <typename Ip>
    void CaptureIp(const Ptr<Ip>& ip, const Ptr<NetDevice>& device, const std::string& file);

    /// @brief Ends the captures. @return the name of one that could not be written, or empty
    std::string CloseCaptures();

    HttpTraceFilter m_filter;                      //!< what is told
    std::unique_ptr<HttpTraceDatabase> m_database; //!< where it goes
    std::vector<Ptr<Node>> m_nodes;                //!< nodes that are traced, by id
    std::string m_pcap;                            //!< prefix of captures; empty for none
    std::vector<std::pair<std::string, Ptr<HttpCaptureFile>>> m_captures; //!< names and files
    HttpObserverHelper m_observers;                                       //!< installs observers
    bool m_isStarted = false; //!< the trace sources are connected
};

} // namespace ns3

#endif /* HTTP_TRACE_SINK_H */
