/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FIDELITY_CELLS_H
#define HTTP_FIDELITY_CELLS_H

// Tables of measured exchanges, and how near a simulation is to come to them.

#include "ns3/http-csv.h"
#include "ns3/http-inflate.h"
#include "ns3/http-module.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/// Most of the relative error that cells of a kind may have, unless their own spread is larger.
struct HttpFidelityGoal
{
    const char* kind; //!< the kind of cells
    double worst;     //!< largest error of a cell; 0: not judged
    double median;    //!< largest median of all errors; 0: not judged
};

/// The kinds of cells, in the order of the summary.
inline constexpr HttpFidelityGoal HTTP_FIDELITY_GOALS[] = {
    {"no loss", 0.03, 0.005},
    {"queue overflow", 0.10, 0},
    {"single loss", 0.10, 0},
    {"default buffers", 0, 0},
};

/// Which goal a cell falls under.
enum HttpFidelityKind
{
    NO_LOSS,
    QUEUE_OVERFLOW,
    SINGLE_LOSS,
    DEFAULT_BUFFERS,
};

/// One line of a table: one measured exchange.
struct HttpFidelityCell
{
    std::string event;         //!< which packet is lost, or what else happens; none: nothing
    std::string control;       //!< congestion control
    uint32_t initialWindow;    //!< segments
    uint32_t rttMs;            //!< round-trip time of the link
    uint32_t rateMbit;         //!< rate of the link
    uint32_t queue;            //!< packets
    uint64_t size;             //!< content of the response
    bool persists;             //!< the connection stays open
    uint32_t request;          //!< number of the request on the connection, from 1
    uint32_t requestHeadBytes; //!< 0: not known
    uint32_t responseHead;     //!< bytes, 0: not known
    uint32_t packetsToClient;  //!< on the whole connection; 0: not known
    double connect;            //!< measured, s
    double firstByte;          //!< measured, s
    double total;              //!< measured, s
    double spread;             //!< largest less smallest total, s
    HttpFidelityKind kind;     //!< the goal
    bool hasHostLoss;          //!< the measuring host itself lost packets
    double simulatedConnect;   //!< simulated, s
    double simulatedFirstByte; //!< simulated, s
    double simulatedTotal;     //!< simulated, s
};

/// @brief Reads the tables of a folder.
class HttpFidelityReader
{
  public:
    /**
     * @brief Reads every file in the folder whose name ends with .csv.
     * @param folder the folder
     * @return an empty text, or one line that says what is wrong
     */
    std::string Read(const std::string& folder);

    /// @brief What was read. @return the cells, in the order of the files' names and lines
    std::vector<HttpFidelityCell>& GetCells();

  private:
    /// @brief Reads a file. @param path its path @return an empty text, or what is wrong
    std::string ReadFile(const std::filesystem::path& path);

    /**
     * @brief A number of the current line.
     * @param column its column
     * @param missing its value if there is no such column
     * @return the number; not a number if it is none
     */
    double Get(const std::string& column, double missing = NAN) const;

    /**
     * @brief A text of the current line.
     * @param column its column
     * @param missing the text if there is no such column
     * @return the text
     */
    std::string GetText(const std::string& column, const std::string& missing) const;

    std::map<std::string, std::string> m_line; //!< the current line by columns
    std::vector<HttpFidelityCell> m_cells;     //!< what was read
};

inline std::string
HttpFidelityReader::Read(const std::string& folder)
{
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    {
        if (entry.path().extension() == ".csv")
        {
            paths.push_back(entry.path());
        }
    }
    if (paths.empty())
    {
        return "accepted: a folder with tables page-timings-*.csv and single-losses.csv";
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths)
    {
        std::string problem = ReadFile(path);
        if (!problem.empty())
        {
            return problem;
        }
    }
    return "";
}

inline std::string
HttpFidelityReader::ReadFile(const std::filesystem::path& path)
{
    std::string content;
    std::string problem = HttpReadFile(path.string(), content);
    if (!problem.empty())
    {
        return problem;
    }
    const bool hasDefaultBuffers = path.filename().string().find("default") != std::string::npos;
    std::istringstream lines(content);
    std::string line;
    std::getline(lines, line);
    std::vector<std::string> columns;
    HttpSplitCsv(line, columns);
    for (uint32_t number = 2; std::getline(lines, line); ++number)
    {
        std::vector<std::string> values;
        HttpSplitCsv(line, values);
        const std::string where = path.filename().string() + ", line " + std::to_string(number);
        if (values.size() != columns.size())
        {
            return where + ": " + std::to_string(columns.size()) + " values expected";
        }
        m_line.clear();
        for (std::size_t i = 0; i < columns.size(); ++i)
        {
            m_line[columns[i]] = values[i];
        }
        HttpFidelityCell cell{};
        cell.event = GetText("case", "none");
        cell.control = GetText("cc", "");
        cell.persists = GetText("conn", "keepalive") == "keepalive";
        const double initialWindow = Get("initcwnd");
        const double rtt = Get("rtt_ms");
        const double rate = Get("rate_mbit");
        const double queue = Get("queue_pkts");
        const double size = Get("size");
        const double request = Get("req_index");
        const double drops = Get("queue_drops_to_client", 0);
        cell.requestHeadBytes = static_cast<uint32_t>(Get("request_head_bytes", 0));
        cell.responseHead = static_cast<uint32_t>(Get("response_head_bytes", 0));
        cell.packetsToClient = static_cast<uint32_t>(Get("packets_to_client", 0));
        cell.connect = Get("connect_s");
        cell.firstByte = Get("first_byte_s");
        cell.total = Get("total_s");
        cell.spread = Get("total_spread_s", 0);
        for (double value : {initialWindow, rate, queue, size, request, cell.total, cell.firstByte})
        {
            if (!(value > 0) || !(rtt >= 0) || !(cell.connect >= 0))
            {
                return where + ": a column is missing or not a number";
            }
        }
        if (cell.control != "reno" && cell.control != "cubic")
        {
            return where + ": cc=" + cell.control + "; accepted: reno, cubic";
        }
        cell.initialWindow = static_cast<uint32_t>(initialWindow);
        cell.rttMs = static_cast<uint32_t>(rtt);
        cell.rateMbit = static_cast<uint32_t>(rate);
        cell.queue = static_cast<uint32_t>(queue);
        cell.size = static_cast<uint64_t>(size);
        cell.request = static_cast<uint32_t>(request);
        cell.kind = hasDefaultBuffers                   ? DEFAULT_BUFFERS
                    : cell.event.rfind("drop_", 0) == 0 ? SINGLE_LOSS
                    : drops > 0                         ? QUEUE_OVERFLOW
                                                        : NO_LOSS;
        m_cells.push_back(cell);
    }
    return "";
}

inline double
HttpFidelityReader::Get(const std::string& column, double missing) const
{
    const auto value = m_line.find(column);
    return value == m_line.end() ? missing : HttpParseNumber(value->second).value_or(NAN);
}

inline std::string
HttpFidelityReader::GetText(const std::string& column, const std::string& missing) const
{
    const auto value = m_line.find(column);
    return value == m_line.end() ? missing : value->second;
}

inline std::vector<HttpFidelityCell>&
HttpFidelityReader::GetCells()
{
    return m_cells;
}

} // namespace ns3

#endif // HTTP_FIDELITY_CELLS_H
