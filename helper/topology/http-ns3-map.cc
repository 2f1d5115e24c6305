/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-ns3-map.h"

#include "ns3/http-text.h"
#include "ns3/names.h"
#include "ns3/node-container.h"
#include "ns3/node-list.h"
#include "ns3/topology-reader-helper.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <unistd.h>

namespace ns3
{

namespace
{

/// The longest line, bytes.
constexpr std::size_t MAX_LINE = 4000;
/// Most lines for ns-3's readers, one of which takes time in the square of it.
constexpr std::size_t MAX_LINES = 20000;

/**
 * @brief Whether a line is as Inet 3.0 writes it.
 * @param words the line's words
 * @param number of the line, from 0
 * @param counts numbers of nodes and links as the first line says
 * @return an empty text, or what is accepted
 */
std::string
CheckInet(const std::vector<std::string>& words, std::size_t number, uint64_t (&counts)[2])
{
    if (number == 0)
    {
        for (std::size_t i = 0; i < 2; ++i)
        {
            counts[i] = HttpParseUnsigned(words.size() == 2 ? words[i] : "").value_or(0);
        }
        return counts[0] > 0 && counts[1] > 0 ? "" : "the numbers of nodes and links";
    }
    const bool isNumber = std::all_of(words.begin(), words.end(), [](const std::string& word) {
        return HttpParseNumber(word).has_value();
    });
    return words.size() == 3 && isNumber ? "" : "three numbers";
}

/**
 * @brief The links that a line of Rocketfuel's names, in its weights or its maps.
 * @param words its words
 * @return their number; nothing: it is no such line
 */
std::optional<uint64_t>
CountRocketfuel(const std::vector<std::string>& words)
{
    if (words.size() == 3)
    {
        const bool isWeight = words[2].find_first_not_of("0123456789.") == std::string::npos;
        return isWeight ? std::optional<uint64_t>(1) : std::nullopt;
    }
    const auto arrow = std::find(words.begin(), words.end(), "->");
    const bool isMap = words.size() > 3 && words[1].front() == '@' && words.back().size() == 2 &&
                       words.back().front() == 'r' && arrow != words.end();
    if (!isMap)
    {
        return std::nullopt;
    }
    return static_cast<uint64_t>(std::count_if(arrow, words.end(), [](const std::string& word) {
        return word.front() == '<' && word.back() == '>';
    }));
}

/// @brief Looks at the lines of a file before ns-3 reads them.
class LineCheck
{
  public:
    /// @brief Nothing read so far. @param format inet, orbis or rocketfuel
    explicit LineCheck(const std::string& format)
        : m_format(format)
    {
    }

    /// @brief Looks at a file. @param content its bytes @return what is wrong, or an empty text
    std::string Check(std::string_view content)
    {
        std::string_view line;
        for (std::size_t number = 1; HttpNextLine(content, line); ++number)
        {
            const std::string accepted = CheckLine(line);
            if (!accepted.empty())
            {
                return "line " + std::to_string(number) + "; accepted: " + accepted;
            }
            if (m_lines > MAX_LINES)
            {
                return "it has more than " + std::to_string(MAX_LINES) + " lines";
            }
        }
        if (m_format == "inet" && m_lines != 1 + m_counts[0] + m_counts[1])
        {
            return "its first line promises " + std::to_string(m_counts[0]) + " nodes and " +
                   std::to_string(m_counts[1]) + " links, but " +
                   std::to_string(m_lines == 0 ? 0 : m_lines - 1) + " lines follow";
        }
        return m_lines == 0 ? "it is empty" : "";
    }

    /// @brief The links that ns-3 should find. @return their number
    uint64_t GetLinks() const
    {
        return m_links;
    }

    /// @brief Lines that list a link again, from its other end. @return their number
    uint64_t GetReversed() const
    {
        return m_reversed;
    }

  private:
    /// @brief Looks at a line. @param line the line @return what is accepted, or an empty text
    std::string CheckLine(std::string_view line)
    {
        if (line.size() > MAX_LINE)
        {
            return "lines up to " + std::to_string(MAX_LINE) + " bytes";
        }
        const std::vector<std::string> words = HttpSplitWords(line);
        if (words.empty())
        {
            m_hasGap = true;
            return "";
        }
        if (m_format == "inet")
        {
            // ns-3 counts lines here.
            const std::string accepted = CheckInet(words, m_lines, m_counts);
            m_links = m_counts[1];
            ++m_lines;
            return m_hasGap ? "no empty line before the last one" : accepted;
        }
        ++m_lines;
        if (m_format == "orbis")
        {
            ++m_links;
            return words.size() == 2 ? "" : "two names";
        }
        if (words[0][0] == '-')
        {
            // A router outside of the map.
            return "";
        }
        const auto links = CountRocketfuel(words);
        if (words.size() == 3 && m_weighted.count(words[1] + ' ' + words[0]) > 0)
        {
            // ns-3's reader keeps the line that comes first.
            ++m_reversed;
            return links ? "" : "from, to and weight, or a router of a map";
        }
        if (words.size() == 3)
        {
            m_weighted.insert(words[0] + ' ' + words[1]);
        }
        m_links += links.value_or(0);
        return links ? "" : "from, to and weight, or a router of a map";
    }

    std::string m_format;             //!< inet, orbis or rocketfuel
    uint64_t m_counts[2] = {0, 0};    //!< nodes and links as Inet's first line says
    std::size_t m_lines = 0;          //!< lines that are not empty
    uint64_t m_links = 0;             //!< links that they name
    uint64_t m_reversed = 0;          //!< links that they name again, from the other end
    std::set<std::string> m_weighted; //!< ends of links with weights, as lines name them
    bool m_hasGap = false;            //!< an empty line was seen
};

/**
 * @brief Gives nodes that have a name in ns-3's Names another one. Since 3.38 ns-3's readers call
 * nodes as their file does, in one space for all that a program reads, and a second file with one
 * of these names ends it.
 * @param first index of the first of the nodes in ns-3's list, the rest of which it takes
 */
void
FreeNames(uint32_t first)
{
    for (uint32_t i = first; i < NodeList::GetNNodes(); ++i)
    {
        const std::string name = Names::FindName(NodeList::GetNode(i));
        std::string other = name;
        for (uint32_t number = 1; !other.empty() && Names::Find<Object>(other); ++number)
        {
            other = name + "." + std::to_string(number);
        }
        if (!name.empty())
        {
            Names::Rename(name, other);
        }
    }
}

/**
 * @brief Reads a file by one of ns-3's readers.
 * @param type the reader's name in ns-3
 * @param content the file's bytes
 * @param graph the map, overwritten
 * @return an empty text, or what is wrong
 */
std::string
ReadByNs3(const std::string& type, const std::string& content, HttpTopologyGraph& graph)
{
    // The reader takes a file's name and knows no compression: it reads what was read here.
    std::string path = (std::filesystem::temp_directory_path() / "ns3-http-XXXXXX").string();
    const int handle = mkstemp(path.data());
    if (handle < 0)
    {
        return path + ": " + std::strerror(errno);
    }
    close(handle);
    std::ofstream file(path, std::ios::binary);
    file << content;
    file.close();
    const std::string problem = file ? "" : path + ": " + std::strerror(errno);
    TopologyReaderHelper helper;
    helper.SetFileName(path);
    helper.SetFileType(type);
    Ptr<TopologyReader> reader = helper.GetTopologyReader();
    const uint32_t nodes = NodeList::GetNNodes();
    std::string stopped;
    try
    {
        reader->Read();
    }
    catch (const std::exception& error)
    {
        stopped = std::string("ns-3's reader stops with ") + error.what();
    }
    FreeNames(nodes);
    std::remove(path.c_str());
    if (!problem.empty() || !stopped.empty())
    {
        return problem + stopped;
    }
    for (auto link = reader->LinksBegin(); link != reader->LinksEnd(); ++link)
    {
        const uint32_t from = graph.Find(link->GetFromNodeName(), link->GetFromNode());
        const uint32_t to = graph.Find(link->GetToNodeName(), link->GetToNode());
        HttpTopologyGraph::Edge edge;
        edge.from = from;
        edge.to = to;
        graph.edges.push_back(edge);
    }
    return "";
}

} // namespace

std::string
ReadHttpNs3Map(const std::string& format,
               const std::string& type,
               const std::string& content,
               HttpTopologyGraph& graph)
{
    LineCheck check(format);
    std::string problem = check.Check(content);
    if (problem.empty())
    {
        problem = ReadByNs3(type, content, graph);
    }
    const uint64_t reversed = check.GetReversed();
    if (reversed > 0)
    {
        graph.notes.push_back(std::to_string(reversed) +
                              " link(s) listed from both ends, taken once");
    }
    if (problem.empty() && graph.edges.size() != check.GetLinks() &&
        graph.edges.size() != check.GetLinks() + reversed)
    {
        problem = "ns-3's reader finds " + std::to_string(graph.edges.size()) + " of its " +
                  std::to_string(check.GetLinks()) + " links: a line is not as it has them";
    }
    return problem;
}

} // namespace ns3
