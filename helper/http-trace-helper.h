/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_HELPER_H
#define HTTP_TRACE_HELPER_H

#include "ns3/http-trace-level.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <memory>
#include <string>

namespace ns3
{

class HttpTraceSink;
struct HttpTraceFilter;

/**
 * @ingroup http
 * @brief Writes what happens in a simulation to a folder.
 *
 * Make it when nodes and applications are there, or before; what is there when the simulation
 * starts is traced. Nodes that have an internet stack when the first output is enabled have their
 * observers from then on, so that a script can connect to them by Config path; others have them
 * when the simulation starts. Close it, or let it go out of scope, after Simulator::Destroy(): only
 * then has every request its outcome.
 *
 * What cannot be written is an HttpTraceError: out of Simulator::Run() where a disk fills up in
 * mid-run, and at once, an HttpTraceRefusal, for a folder that is in use or cannot be written, and
 * for settings that are not accepted. A program that does not catch it ends with one line and
 * status 1, or 2 for a refusal.
 *
 * | file | what |
 * |---|---|
 * | trace.sqlite | the trace database; all others but captures are made from it at the end |
 * | TABLE.csv | the same tables |
 * | trace.har | HTTP archive, HAR 1.2; from level messages |
 * | sequence.txt, sequence.svg | the story of the run, or of its beginning; at level full |
 * | packets-NODE-DEVICE.pcap | captures |
 */
class HttpTraceHelper
{
  public:
    /**
     * @brief A trace into a folder, which is made if there is none.
     * @param folder name of the folder
     */
    explicit HttpTraceHelper(const std::string& folder);

    /// @brief Closes; a failure ends the program with one line and status 1.
    ~HttpTraceHelper();
    HttpTraceHelper(const HttpTraceHelper&) = delete;
    HttpTraceHelper& operator=(const HttpTraceHelper&) = delete;

    /**
     * @brief How much is traced; full if not set. To be called before anything is enabled.
     * @param name none, summary, messages or full; an HttpTraceRefusal if it is something else
     */
    void SetLevel(const std::string& name);

    /// @brief Lets files that exist be replaced. To be called before anything is enabled.
    /// @param force whether they are
    void SetForce(bool force);

    /**
     * @brief Traces only some nodes; all if not set. To be called before anything is enabled.
     * @param nodes the nodes
     */
    void SetNodes(const NodeContainer& nodes);

    /**
     * @brief Traces only some connections, and the messages and packets on them. To be called
     * before anything is enabled.
     * @param patterns see HttpConnectionPattern; an HttpTraceRefusal if it is something else
     */
    void SetConnections(const std::string& patterns);

    /**
     * @brief Traces only what happens in a time window. To be called before anything is enabled.
     * @param begin its start
     * @param end its end, exclusive; an HttpTraceRefusal if it is not after the start
     */
    void SetWindow(Time begin, Time end);

    /**
     * @brief Writes a row of the table run. The seed and the run number are written anyway.
     * @param key name of a parameter or fact
     * @param value its value
     */
    void SetRun(const std::string& key, const std::string& value);

    /// @brief Writes trace.sqlite.
    void EnableDatabase();

    /// @brief Writes the tables as CSV files too.
    void EnableCsv();

    /// @brief Writes trace.har too.
    void EnableHar();

    /// @brief Writes sequence.txt and sequence.svg too.
    void EnableSequence();

    /**
     * @brief Captures the packets of every device: frames on point-to-point and CSMA devices, IP
     * packets on others. Checksums are there if the global value ChecksumEnabled is set.
     */
    void EnablePcap();

    /// @brief Finishes all files; nothing is traced any more.
    void Close();

    /**
     * @brief Has Close() mark the trace as that of a run that was interrupted.
     * @param reached the simulated time that the run had reached
     */
    void SetInterrupted(Time reached);

    /// @brief Name of the folder. @return the name
    const std::string& GetFolder() const;

    /// @brief Name of the database. @return the name
    std::string GetDatabaseFile() const;

  private:
    /// @brief Refuses a setting that comes too late. @param what which
    void RequireNothingEnabled(const char* what) const;

    /// @brief Refuses an output that the level does not allow. @param least the least level
    /// @param what the output
    void RequireLevel(HttpTraceLevel least, const char* what) const;

    /// @brief Makes the sink, unless it is there, and has it started with the simulation.
    void MakeSink();

    /// @brief Writes what the database has to other files.
    void WriteExports() const;

    /// @brief Writes sequence.txt and sequence.svg.
    void WriteSequence() const;

    std::string m_folder;                      //!< where everything goes
    Ptr<HttpTraceSink> m_sink;                 //!< what records go to; null before it is needed
    std::unique_ptr<HttpTraceFilter> m_filter; //!< what is traced
    bool m_force = false;                      //!< replace files
    bool m_hasDatabase = false;                //!< a database is written
    bool m_hasCsv = false;                     //!< CSV files are written
    bool m_hasHar = false;                     //!< an HTTP archive is written
    bool m_hasSequence = false;                //!< the story is written
};

} // namespace ns3

#endif /* HTTP_TRACE_HELPER_H */
