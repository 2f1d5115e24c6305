/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_RUN_H
#define HTTP_REPORT_RUN_H

#include "http-report-table.h"

#include "ns3/http-trace-reader.h"

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ns3
{

/// @brief Which part of a run is shown.
struct HttpReportChoice
{
    int64_t from = 0;                                    //!< first instant, ns
    int64_t until = std::numeric_limits<int64_t>::max(); //!< last instant, ns
    std::vector<int64_t> connections;                    //!< only these; none: all
    std::vector<int64_t> pages;                          //!< only these; none: all
    int64_t segments = 1'000'000;                        //!< at most about so many segments
};

/**
 * @brief What a report shows of one run, taken from its database: the tables as columns, and beside
 * them what pictures are made of (where each bar begins and ends), so that every drawing shows the
 * same. Times are nanoseconds.
 */
class HttpReportRun
{
  public:
    /// Beyond so many packets their headers are left out.
    static constexpr int64_t MAX_HEADERS = 100'000;

    /**
     * @brief Reads a run.
     * @param file name of its database
     * @param name what it is called
     * @param choice which part of it
     */
    HttpReportRun(const std::string& file, const std::string& name, const HttpReportChoice& choice);

    /// @brief The run as a page holds it. @return sections in base 64: what is small, then
    /// segments, then packets
    std::vector<std::string> Pack() const;

    /// @brief A table. @param name its name @return the table
    const HttpReportTable& Get(const std::string& name) const;

    /// @brief A text by its number. @param number the number; -1: an empty one @return the text
    const std::string& GetText(int64_t number) const;

    /// @brief The last instant that anything is known of. @return the time, ns
    int64_t GetEnd() const;

  private:
    /// @brief Notes which rows the choice takes. @param reader the database
    void Choose(HttpTraceReader& reader);

    /// @brief Reads the tables that are small. @param reader the database
    void ReadTables(HttpTraceReader& reader);

    /// @brief Reads the segments, each with its sending and its arrival. @param reader the database
    void ReadSegments(HttpTraceReader& reader);

    /// @brief Reads the packets. @param reader the database
    void ReadPackets(HttpTraceReader& reader);

    /// @brief Makes the headers small, or leaves them out and says so. @return what a page holds
    std::string PackHeaders();

    /// @brief Leaves out segments where there are too many, and says so.
    void ReduceSegments();

    /// @brief Makes the phases of transactions and the lives of connections.
    void MakeSpans();

    HttpReportChoice m_choice;              //!< what is shown
    nlohmann::json m_description;           //!< what the run is
    HttpReportTexts m_texts;                //!< all texts
    std::vector<HttpReportTable> m_tables;  //!< what is small
    std::vector<HttpReportTable> m_large;   //!< segments and their selective acknowledgments
    std::vector<HttpReportTable> m_packets; //!< packets
    std::vector<std::string> m_headers;     //!< headers of packets, in the order of their numbers
    std::string m_packedHeaders;            //!< the same as the page holds them
    int64_t m_end = 0;                      //!< last instant, ns
};

/**
 * @brief The phases of transactions, as bars of a waterfall: a row each with transaction (row),
 * kind, begin and end.
 * @param transactions the table of transactions
 * @param end the last instant of the run, ns
 * @param texts where names go
 * @return the table phase
 */
HttpReportTable MakeHttpReportPhases(const HttpReportTable& transactions,
                                     int64_t end,
                                     HttpReportTexts& texts);

/**
 * @brief The states of connections, as bars: a row each with connection (its number), end (0: the
 * one that opened it), state, begin and end.
 * @param states the table of changes
 * @param connections the table of connections
 * @param end the last instant of the run, ns
 * @param texts where names go
 * @return the table life
 */
HttpReportTable MakeHttpReportLives(const HttpReportTable& states,
                                    const HttpReportTable& connections,
                                    int64_t end,
                                    HttpReportTexts& texts);

/**
 * @brief What connections were used for, as bars: a row each with connection (its number),
 * transaction (row), lane, begin and end. Bars of a lane do not overlap.
 * @param transactions the table of transactions
 * @param end the last instant of the run, ns
 * @return the table use
 */
HttpReportTable MakeHttpReportUses(const HttpReportTable& transactions, int64_t end);

} // namespace ns3

#endif /* HTTP_REPORT_RUN_H */
