/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ACCESS_LINKS_H
#define HTTP_ACCESS_LINKS_H

#include "http-topology-plan.h"
#include "http-topology-settings.h"

#include "ns3/random-variable-stream.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The links between clients and their routers: all alike, drawn, or from a file.
 *
 * The file has comma-separated values with a heading line. Its columns are rate (as in 10Mbps),
 * delay (as in 20ms) and uplink (a rate), in any order and none of them needed; what is not there
 * is as in the settings. The rows belong to the clients in turn, and begin again after the last.
 */
class HttpAccessLinks
{
  public:
    /**
     * @brief Reads what the settings say.
     * @param settings the settings
     * @param stream first number of the random variables' streams; two are used
     * @return what is wrong
     */
    HttpTopologyProblem Load(const HttpTopologySettings& settings, int64_t stream);

    /**
     * @brief The next client's link; its ends are not set.
     * @return rates and delay
     */
    HttpTopologyPlan::Link Next();

    /// @brief What a draw was cut to, for people. @return notes, usually none
    const std::vector<std::string>& GetNotes() const;

  private:
    /// @brief Reads the CSV file. @param path its name @return what is wrong, or an empty text
    std::string LoadFile(const std::string& path);

    HttpTopologyPlan::Link m_usual;             //!< what the settings say for all
    std::vector<HttpTopologyPlan::Link> m_rows; //!< rows of the file
    Ptr<RandomVariableStream> m_rate;           //!< Mbit/s, or nullptr
    Ptr<RandomVariableStream> m_delay;          //!< seconds, or nullptr
    bool m_hasUplink = false;                   //!< the settings set an uplink of its own
    std::size_t m_next = 0;                     //!< links given so far
    std::vector<std::string> m_notes;           //!< draws that were cut
};

} // namespace ns3

#endif /* HTTP_ACCESS_LINKS_H */
