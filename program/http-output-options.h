/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OUTPUT_OPTIONS_H
#define HTTP_OUTPUT_OPTIONS_H

#include "http-options.h"
#include "http-summary-file.h"

#include "ns3/http-trace-helper.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"

#include <map>
#include <optional>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief The options of what a program writes, and the writing.
 */
class HttpOutputOptions
{
  public:
    /// @brief Adds the options. @param options where; outlives this object
    void AddTo(HttpOptions& options);

    /// @brief What the trace's level cannot give is off unless it was asked for by name; where
    /// packets are looked at, their checksums are right. @param options the options
    void SetDefaults(const HttpOptions& options);

    /// @brief Whether packets are looked at, so that their checksums must be right. @return whether
    bool WantsPackets() const;

    /**
     * @brief Makes the folder and opens what is written; ends the program if that cannot be.
     * @param options the options
     * @param program the program's name
     * @param nodes the network
     * @return whether anything is written
     */
    bool Open(const HttpOptions& options, const std::string& program, const NodeContainer& nodes);

    /**
     * @brief Has everything that is written tell that the run was interrupted; before Close().
     * @param reached the simulated time that the run had reached
     */
    void SetInterrupted(Time reached);

    /// @brief Closes what was written. After Simulator::Destroy(), when every request has its
    /// outcome.
    void Close();

    /**
     * @brief Writes the figures of the run for programs, if anything is written.
     * @param options the options
     * @param figures the figures by name
     */
    void WriteSummary(const HttpOptions& options,
                      const std::map<std::string, double>& figures) const;

    /// @brief Says where it was written, and how to look at it. @param out where to
    void Print(std::ostream& out) const;

    /// @brief Where it is written. @return the folder; empty: nothing is
    const std::string& GetFolder() const;

    /// @brief Whether ns-3's ASCII trace is wanted, which this room cannot write. @return whether
    bool WantsAscii() const;

  private:
    /**
     * @brief The nodes that --trace-nodes names.
     * @param options the options
     * @param nodes the network
     * @return the nodes
     */
    NodeContainer GetTracedNodes(const HttpOptions& options, const NodeContainer& nodes) const;

    std::string m_out;                            //!< folder for what is written
    std::string m_level = "full";                 //!< level of the trace
    std::string m_nodes;                          //!< nodes traced, empty: all
    std::string m_connections;                    //!< connections traced, empty: all
    Time m_from;                                  //!< start of the time that is traced
    Time m_until;                                 //!< its end; 0: the run's
    bool m_csv = false;                           //!< whether to write the tables as CSV
    bool m_har = true;                            //!< whether to write an HTTP archive
    bool m_sequence = true;                       //!< whether to write the story
    bool m_pcap = true;                           //!< whether to capture packets
    bool m_force = false;                         //!< whether files may be replaced
    bool m_ascii = false;                         //!< whether to write ns-3's ASCII trace
    std::string m_program;                        //!< the program's name
    std::string m_folder;                         //!< what is written goes there
    std::optional<HttpTraceHelper> m_trace;       //!< writes what is traced
    std::optional<Time> m_interrupted;            //!< when a signal ended the run
    std::optional<HttpSummaryFile> m_summaryFile; //!< the figures for programs
};

} // namespace ns3

#endif /* HTTP_OUTPUT_OPTIONS_H */
