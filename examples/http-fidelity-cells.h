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
#include <tuple>
#include <vector>

namespace ns3
{

/// How near the cells of a kind have to come.
struct HttpFidelityGoal
{
    const char* kind; //!< the kind of cells
    double worst;     //!< largest error of a cell, unless its own spread is larger; 0: not judged
    double median;    //!< largest median of errors; 0: not judged
    bool isPath;      //!< errors are those of ratios with their sign, and packets are counted
};

/// Which goal a cell falls under.
enum HttpFidelityKind
{
    NO_LOSS,
    NO_LOSS_ROUNDS,
    DEFAULT_BUFFERS,
    DEFAULT_BUFFERS_ROUNDS,
    QUEUE_OVERFLOW,
    SINGLE_LOSS,
    PIPE,
    LOSS_LIST,
    REORDER,
    OUTAGE,
    OTHER_CONTROL,
};

/// The kinds of cells, in the order of the enumeration. Those with "rounds" take more than a tenth
/// longer than the link needs: their time is that of round trips.
inline constexpr HttpFidelityGoal HTTP_FIDELITY_GOALS[] = {
    {"no loss", 0.03, 0.005, false},
    {"no loss, rounds", 0.03, 0.005, false},
    {"default buffers", 0.05, 0.005, false},
    {"default buffers, rounds", 0.05, 0.005, false},
    {"queue overflow", 0.10, 0, false},
    {"single loss", 0.10, 0, false},
    {"pipe", 0.03, 0, true},
    {"loss list", 0, 0.05, true},
    {"reorder", 0, 0.05, true},
    {"outage", 0, 0.10, true},
    {"BBR", 0, 0, true},
};

/// Packets of paths: largest median error of those with data, and of acknowledgments.
constexpr double HTTP_FIDELITY_DATA = 0.02;
constexpr double HTTP_FIDELITY_ACKS = 0.15;

/// One line of a table: one measured exchange; of paths that are alike, several.
struct HttpFidelityCell
{
    std::string table;         //!< file that it stands in
    std::string event;         //!< which packet is lost, or what else happens; none: nothing
    std::string control;       //!< congestion control
    uint32_t initialWindow;    //!< segments
    uint32_t rttMs;            //!< round-trip time of the link
    double rateMbit;           //!< rate of the link
    uint32_t queue;            //!< packets
    uint64_t size;             //!< content of the response
    bool hasLargeBuffers;      //!< buffers of 4 MiB, not tuned ones
    bool persists;             //!< the connection stays open
    uint32_t request;          //!< number of the request on the connection, from 1
    uint32_t requestHeadBytes; //!< 0: not known
    uint32_t responseHead;     //!< bytes, 0: not known
    std::string drops;         //!< numbers of packets lost toward the client, with commas
    double reorder;            //!< share of packets held back
    double holdMs;             //!< how long they are
    double outage;             //!< nothing comes through for so long, s
    double outageAt;           //!< from then on, s
    uint32_t repetition;       //!< number of the draw of what is held back
    double connect;            //!< measured, s
    double firstByte;          //!< measured, s
    double total;              //!< measured, s
    double spread;             //!< largest less smallest total, s
    double data;               //!< packets toward the client, measured; 0: not known
    double acks;               //!< packets toward the server, measured; 0: not known
    HttpFidelityKind kind;     //!< the goal
    double simulatedConnect;   //!< simulated, s
    double simulatedFirstByte; //!< simulated, s
    double simulatedTotal;     //!< simulated, s
    double simulatedData;      //!< packets toward the client
    double simulatedAcks;      //!< packets toward the server
    bool isBroken;             //!< the simulated exchange did not complete
};

/// @brief The middle of several values. @param values them, at least one @return the median
inline double
GetHttpMedian(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

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
     * @brief Makes a cell of the current line.
     * @param name of the file
     * @return an empty text, or what is wrong
     */
    std::string ReadCell(const std::string& name);

    /// @brief What kind a cell is that is no path's. @param cell what was read of it @return the
    /// kind
    HttpFidelityKind GetKind(const HttpFidelityCell& cell) const;

    /**
     * @brief Reads what only paths have.
     * @param kind the value of column kind
     * @param cell set
     * @return an empty text, or what is wrong
     */
    std::string ReadPath(const std::string& kind, HttpFidelityCell& cell) const;

    /// @brief Joins paths that are alike: their times are medians.
    void JoinRepetitions();

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
        return "accepted: a folder with tables page-timings-*.csv, single-losses.csv and paths.csv";
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
    JoinRepetitions();
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
    std::istringstream lines(content);
    std::string line;
    std::getline(lines, line);
    std::vector<std::string> columns;
    HttpSplitCsv(line, columns);
    for (uint32_t number = 2; std::getline(lines, line); ++number)
    {
        std::vector<std::string> values;
        HttpSplitCsv(line, values);
        std::string where = path.filename().string() + ", line " + std::to_string(number);
        if (values.size() != columns.size())
        {
            return where + ": " + std::to_string(columns.size()) + " values expected";
        }
        m_line.clear();
        for (std::size_t i = 0; i < columns.size(); ++i)
        {
            m_line[columns[i]] = values[i];
        }
        problem = ReadCell(path.filename().string());
        if (!problem.empty())
        {
            return where.append(": ").append(problem);
        }
    }
    return "";
}

inline std::string
HttpFidelityReader::ReadCell(const std::string& name)
{
    const bool isPath = m_line.count("kind") > 0;
    HttpFidelityCell cell{};
    cell.table = name;
    cell.event = GetText("case", "none");
    cell.control = GetText("cc", "");
    cell.persists = GetText("conn", "keepalive") == "keepalive";
    // Other files do not say what buffers there were; downloads by paths had those of the kernel.
    cell.hasLargeBuffers = !isPath && name.find("default") == std::string::npos;
    cell.rateMbit = Get("rate_mbit");
    cell.connect = Get("connect_s");
    cell.firstByte = Get("first_byte_s");
    cell.total = Get("total_s");
    cell.spread = Get("total_spread_s", 0);
    const double initialWindow = Get("initcwnd", 10);
    const double rtt = Get("rtt_ms");
    const double queue = Get("queue_pkts");
    const double size = Get("size");
    const double request = Get("req_index", 1);
    for (double value :
         {initialWindow, cell.rateMbit, queue, size, request, cell.total, cell.firstByte})
    {
        if (!(value > 0) || !(rtt >= 0) || !(cell.connect >= 0))
        {
            return "a column is missing or not a number";
        }
    }
    cell.requestHeadBytes = static_cast<uint32_t>(Get("request_head_bytes", 0));
    cell.responseHead = static_cast<uint32_t>(Get("response_head_bytes", 0));
    cell.initialWindow = static_cast<uint32_t>(initialWindow);
    cell.rttMs = static_cast<uint32_t>(rtt);
    cell.queue = static_cast<uint32_t>(queue);
    cell.size = static_cast<uint64_t>(size);
    cell.request = static_cast<uint32_t>(request);
    if (isPath)
    {
        std::string problem = ReadPath(GetText("kind", ""), cell);
        if (!problem.empty())
        {
            return problem;
        }
    }
    else
    {
        cell.kind = GetKind(cell);
    }
    cell.kind = cell.control == "bbr" ? OTHER_CONTROL : cell.kind;
    for (const char* control : {"reno", "cubic", "bbr"})
    {
        if (cell.control == control)
        {
            m_cells.push_back(cell);
            return "";
        }
    }
    return "cc=" + cell.control + "; accepted: reno, cubic, bbr";
}

inline HttpFidelityKind
HttpFidelityReader::GetKind(const HttpFidelityCell& cell) const
{
    constexpr double FLOOR = 1.1; // a time above so many of the link's is one of round trips
    const double link =
        (cell.request == 1 ? 2 : 1) * Get("rtt_ms") / 1e3 + Get("size") * 8e-6 / cell.rateMbit;
    const int rounds = cell.total > FLOOR * link ? 1 : 0;
    return cell.event.rfind("drop_", 0) == 0     ? SINGLE_LOSS
           : Get("queue_drops_to_client", 0) > 0 ? QUEUE_OVERFLOW
           : cell.hasLargeBuffers                ? static_cast<HttpFidelityKind>(NO_LOSS + rounds)
                                  : static_cast<HttpFidelityKind>(DEFAULT_BUFFERS + rounds);
}

inline std::string
HttpFidelityReader::ReadPath(const std::string& kind, HttpFidelityCell& cell) const
{
    const std::map<std::string, HttpFidelityKind> kinds = {
        {"pipe", PIPE},
        {"loss-list", LOSS_LIST},
        {"reorder", REORDER},
        {"outage", OUTAGE},
    };
    const auto found = kinds.find(kind);
    if (found == kinds.end())
    {
        return "kind=" + kind + "; accepted: pipe, loss-list, reorder, outage";
    }
    cell.kind = found->second;
    cell.drops = GetText("drop_list", "");
    std::replace(cell.drops.begin(), cell.drops.end(), ' ', ',');
    cell.reorder = Get("reorder", 0);
    cell.holdMs = Get("hold_ms", 0);
    cell.outage = Get("outage_s", 0);
    cell.outageAt = Get("outage_at_s", 0);
    cell.data = Get("pkts_s2c", 0);
    cell.acks = Get("pkts_c2s", 0);
    cell.repetition = cell.kind == REORDER ? static_cast<uint32_t>(Get("rep", 1)) : 0;
    return cell.reorder >= 0 && cell.holdMs >= 0 && cell.outage >= 0 && cell.outageAt >= 0
               ? ""
               : "a column of a path is not a number";
}

inline void
HttpFidelityReader::JoinRepetitions()
{
    const auto key = [](const HttpFidelityCell& cell) {
        return std::make_tuple(cell.kind,
                               cell.control,
                               cell.rateMbit,
                               cell.rttMs,
                               cell.queue,
                               cell.drops,
                               cell.reorder,
                               cell.holdMs,
                               cell.outage,
                               cell.outageAt,
                               cell.size,
                               cell.repetition);
    };
    std::vector<HttpFidelityCell> joined;
    std::map<decltype(key(m_cells.front())), std::vector<HttpFidelityCell>> alike;
    for (const HttpFidelityCell& cell : m_cells)
    {
        if (cell.kind < PIPE)
        {
            joined.push_back(cell);
            continue;
        }
        alike[key(cell)].push_back(cell);
    }
    const auto median = [](const std::vector<HttpFidelityCell>& cells,
                           double HttpFidelityCell::*member) {
        std::vector<double> values;
        values.reserve(cells.size());
        for (const HttpFidelityCell& cell : cells)
        {
            values.push_back(cell.*member);
        }
        return GetHttpMedian(values);
    };
    for (const auto& [path, cells] : alike)
    {
        HttpFidelityCell cell = cells.front();
        const auto [least, most] = std::minmax_element(
            cells.begin(),
            cells.end(),
            [](const HttpFidelityCell& a, const HttpFidelityCell& b) { return a.total < b.total; });
        cell.spread = most->total - least->total;
        for (double HttpFidelityCell::*member : {&HttpFidelityCell::connect,
                                                 &HttpFidelityCell::firstByte,
                                                 &HttpFidelityCell::total,
                                                 &HttpFidelityCell::data,
                                                 &HttpFidelityCell::acks})
        {
            cell.*member = median(cells, member);
        }
        joined.push_back(cell);
    }
    m_cells = joined;
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
