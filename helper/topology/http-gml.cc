/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-map-builder.h"
#include "http-topology-graph.h"

#include "ns3/http-text.h"

#include <cctype>
#include <utility>
#include <vector>

namespace ns3
{

namespace
{

/// How deep lists may be nested.
constexpr int MAX_DEPTH = 20;

/// @brief A node or an edge as it stands in the file.
struct Element
{
    bool isNode;          //!< a node, or else an edge
    HttpMapValues values; //!< its values
};

/// @brief Reads GML: keys, each with a number, a text or a list of such pairs between brackets.
class GmlReader
{
  public:
    /// @brief A reader. @param content the file's bytes
    explicit GmlReader(std::string_view content)
        : m_rest(content)
    {
    }

    /// @brief Reads the map. @param graph where it goes @return what is wrong, or an empty text
    std::string Read(HttpTopologyGraph& graph)
    {
        std::string problem = ReadList("", HttpMapValues(), 0);
        if (problem.empty() && m_graphs == 0)
        {
            problem = "it is not GML: there is no list graph";
        }
        HttpMapBuilder builder(graph);
        builder.SetGraph(m_values);
        builder.Note(m_graphs > 1 ? m_graphs - 1 : 0, "further graph(s) left out");
        // Nodes first: an edge may stand before its ends.
        for (const bool wantsNodes : {true, false})
        {
            for (const Element& element : m_elements)
            {
                if (!problem.empty() || element.isNode != wantsNodes)
                {
                    continue;
                }
                const HttpMapValues& values = element.values;
                problem = wantsNodes ? builder.AddNode(GetHttpMapValue(values, "id"),
                                                       GetHttpMapValue(values, "label"),
                                                       values)
                                     : builder.AddLink(GetHttpMapValue(values, "source"),
                                                       GetHttpMapValue(values, "target"),
                                                       values);
            }
        }
        return problem;
    }

  private:
    /// @brief Goes to the next word. @return whether there is one
    bool SkipSpaces()
    {
        while (!m_rest.empty())
        {
            if (m_rest.front() == '#')
            {
                m_rest.remove_prefix(std::min(m_rest.find('\n'), m_rest.size()));
            }
            else if (std::isspace(static_cast<unsigned char>(m_rest.front())) == 0)
            {
                return true;
            }
            else
            {
                m_line += m_rest.front() == '\n' ? 1 : 0;
                m_rest.remove_prefix(1);
            }
        }
        return false;
    }

    /// @brief Takes a word. @return it, up to a space or a bracket
    std::string TakeWord()
    {
        const auto size = std::min(m_rest.find_first_of(" \t\r\n[]\""), m_rest.size());
        std::string word(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
        return word;
    }

    /// @brief Takes a text between quotes. @param text it @return whether it ends
    bool TakeText(std::string& text)
    {
        const auto end = m_rest.find('"', 1);
        if (end == std::string_view::npos)
        {
            return false;
        }
        text = m_rest.substr(1, end - 1);
        for (const char character : text)
        {
            m_line += character == '\n' ? 1 : 0;
        }
        for (const auto& [entity, plain] : {std::make_pair("&quot;", "\""), {"&amp;", "&"}})
        {
            for (auto at = text.find(entity); at != std::string::npos;
                 at = text.find(entity, at + 1))
            {
                text.replace(at, std::string_view(entity).size(), plain);
            }
        }
        m_rest.remove_prefix(end + 1);
        return true;
    }

    /// @brief What is wrong here. @param what it @return the text with the line
    std::string Refuse(const std::string& what) const
    {
        return "line " + std::to_string(m_line) + ": " + what;
    }

    /**
     * @brief Takes a list that has ended.
     * @param path names of the lists around it and its own, each with a dot behind it
     * @param values its values
     * @return an empty text, or what is wrong
     */
    std::string Keep(const std::string& path, const HttpMapValues& values)
    {
        const bool isNode = path == "graph.node.";
        if (path == "graph.")
        {
            m_values = m_graphs == 0 ? values : m_values;
            ++m_graphs;
        }
        else if ((isNode || path == "graph.edge.") && m_graphs == 0)
        {
            if (m_elements.size() >= HTTP_MAX_EDGES + HTTP_MAX_ROUTERS)
            {
                return "it has more than " + std::to_string(HTTP_MAX_EDGES) + " edges and " +
                       std::to_string(HTTP_MAX_ROUTERS) + " nodes";
            }
            m_elements.push_back({isNode, values});
        }
        return "";
    }

    /**
     * @brief Reads pairs up to the end of their list.
     * @param path names of the lists around them, each with a dot behind it
     * @param values none
     * @param depth how many lists are around them
     * @return an empty text, or what is wrong
     */
    std::string ReadList(const std::string& path, HttpMapValues values, int depth)
    {
        while (SkipSpaces())
        {
            if (m_rest.front() == ']')
            {
                m_rest.remove_prefix(1);
                return depth == 0 ? Refuse("a bracket that closes nothing") : Keep(path, values);
            }
            const std::string key = TakeWord();
            if (key.empty() || !SkipSpaces())
            {
                return Refuse("accepted: a key and its value");
            }
            std::string value;
            if (m_rest.front() == '[')
            {
                m_rest.remove_prefix(1);
                const std::string problem =
                    depth >= MAX_DEPTH
                        ? Refuse("more than " + std::to_string(MAX_DEPTH) + " nested lists")
                        : ReadList(path + MakeHttpMapName(key) + ".", HttpMapValues(), depth + 1);
                if (!problem.empty())
                {
                    return problem;
                }
                continue;
            }
            if (m_rest.front() == '"' ? !TakeText(value) : (value = TakeWord()).empty())
            {
                return Refuse("the value of " + key + " does not end, or is none");
            }
            values.emplace(MakeHttpMapName(key), value);
        }
        return depth == 0 ? "" : Refuse("a list that does not end");
    }

    std::string_view m_rest;         //!< what follows
    std::size_t m_line = 1;          //!< number of the line
    std::vector<Element> m_elements; //!< nodes and edges of the first graph
    HttpMapValues m_values;          //!< values of the first graph itself
    std::size_t m_graphs = 0;        //!< graphs that have ended
};

} // namespace

std::string
ReadHttpGml(const std::string& content, HttpTopologyGraph& graph)
{
    graph = HttpTopologyGraph();
    return GmlReader(content).Read(graph);
}

} // namespace ns3
