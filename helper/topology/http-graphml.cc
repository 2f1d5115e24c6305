/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-map-builder.h"
#include "http-topology-graph.h"

#include "ns3/http-text.h"

#include <cstring>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

namespace ns3
{

namespace
{

/// @brief A text of the library. @param text the text, freed @return it, empty for nullptr
std::string
ReadText(xmlChar* text)
{
    std::string copy = text ? reinterpret_cast<const char*>(text) : "";
    xmlFree(text);
    return copy;
}

/// @brief An attribute. @param node the element @param name its name @return its value, or empty
std::string
GetProperty(xmlNode* node, const char* name)
{
    return ReadText(xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)));
}

/// @brief Whether a node is an element. @param node the node @param name its name @return whether
bool
IsElement(const xmlNode* node, const char* name)
{
    return node->type == XML_ELEMENT_NODE &&
           std::strcmp(reinterpret_cast<const char*>(node->name), name) == 0;
}

/// @brief The first element of a name within another, however deep. @param node the other
/// @param name the name @return the element, or nullptr
xmlNode*
FindWithin(xmlNode* node, const char* name)
{
    for (xmlNode* child = node->children; child; child = child->next)
    {
        xmlNode* const found = IsElement(child, name) ? child : FindWithin(child, name);
        if (found)
        {
            return found;
        }
    }
    return nullptr;
}

/**
 * @brief The data of a graph, a node or an edge.
 * @param element the element
 * @param keys names by key
 * @return values by name; a label that an editor such as yEd draws is one
 */
HttpMapValues
ReadData(xmlNode* element, const std::map<std::string, std::string>& keys)
{
    HttpMapValues values;
    for (xmlNode* child = element->children; child; child = child->next)
    {
        if (!IsElement(child, "data"))
        {
            continue;
        }
        for (const auto& [drawn, name] :
             {std::make_pair("NodeLabel", "label"), {"EdgeLabel", "edgelabel"}})
        {
            if (xmlNode* const label = FindWithin(child, drawn))
            {
                const std::string text = ReadText(xmlNodeGetContent(label));
                values.emplace(name, HttpTrim(text));
            }
        }
        const auto key = keys.find(GetProperty(child, "key"));
        if (key != keys.end() && !key->second.empty())
        {
            values[key->second] = ReadText(xmlNodeGetContent(child));
        }
    }
    return values;
}

/// @brief How often a text stands in another. @param content, text the other, it @return the number
std::size_t
CountElements(std::string_view content, std::string_view text)
{
    std::size_t number = 0;
    for (auto place = content.find(text); place != std::string_view::npos;
         place = content.find(text, place + text.size()))
    {
        ++number;
    }
    return number;
}

/// @brief Reads the elements of a document.
class Reader
{
  public:
    /// @brief A reader. @param graph where it goes
    explicit Reader(HttpTopologyGraph& graph)
        : m_builder(graph)
    {
    }

    /// @brief Reads the document. @param root its root @return what is wrong, or an empty text
    std::string Read(xmlNode* root)
    {
        if (!root || !IsElement(root, "graphml"))
        {
            return "it is not GraphML: there is no element graphml";
        }
        xmlNode* graph = nullptr;
        std::size_t others = 0;
        for (xmlNode* child = root->children; child; child = child->next)
        {
            if (IsElement(child, "key"))
            {
                m_keys[GetProperty(child, "id")] = MakeHttpMapName(GetProperty(child, "attr.name"));
            }
            others += graph && IsElement(child, "graph") ? 1 : 0;
            graph = !graph && IsElement(child, "graph") ? child : graph;
        }
        if (!graph)
        {
            return "it has no element graph";
        }
        m_builder.SetGraph(ReadData(graph, m_keys));
        Collect(graph);
        std::string problem;
        // Nodes first: an edge may stand before its ends.
        for (xmlNode* node : m_nodes)
        {
            problem = problem.empty() ? ReadNode(node) : problem;
        }
        for (xmlNode* edge : m_edges)
        {
            problem = problem.empty() ? m_builder.AddLink(GetProperty(edge, "source"),
                                                          GetProperty(edge, "target"),
                                                          ReadData(edge, m_keys))
                                      : problem;
        }
        m_builder.Note(m_left, "group(s) of nodes left out, their nodes kept");
        m_builder.Note(m_hyperedges, "hyperedge(s) left out: a link has two ends here");
        m_builder.Note(others, "further graph(s) of the file left out");
        return problem;
    }

  private:
    /// @brief Finds the nodes and edges of a graph, and of those within its nodes.
    /// @param graph its element
    void Collect(xmlNode* graph)
    {
        for (xmlNode* child = graph->children; child; child = child->next)
        {
            if (IsElement(child, "node"))
            {
                m_nodes.push_back(child);
                for (xmlNode* inner = child->children; inner; inner = inner->next)
                {
                    if (IsElement(inner, "graph"))
                    {
                        m_groups.insert(child);
                        Collect(inner);
                    }
                }
            }
            else if (IsElement(child, "edge"))
            {
                m_edges.push_back(child);
                m_ends.insert(GetProperty(child, "source"));
                m_ends.insert(GetProperty(child, "target"));
            }
            m_hyperedges += IsElement(child, "hyperedge") ? 1 : 0;
        }
    }

    /// @brief Reads a node. @param element its element @return what is wrong, or an empty text
    std::string ReadNode(xmlNode* element)
    {
        const std::string id = GetProperty(element, "id");
        if (m_groups.count(element) > 0 && m_ends.count(id) == 0)
        {
            // A frame around nodes. Where a link ends at it, it is one itself.
            ++m_left;
            return "";
        }
        const HttpMapValues values = ReadData(element, m_keys);
        return m_builder.AddNode(id, GetHttpMapValue(values, "label"), values);
    }

    HttpMapBuilder m_builder;                  //!< makes the map
    std::map<std::string, std::string> m_keys; //!< names of data by key
    std::vector<xmlNode*> m_nodes;             //!< nodes, in the order of the file
    std::vector<xmlNode*> m_edges;             //!< edges, in the order of the file
    std::set<xmlNode*> m_groups;               //!< nodes that hold a graph
    std::set<std::string> m_ends;              //!< ids at which edges end
    std::size_t m_left = 0;                    //!< groups left out
    std::size_t m_hyperedges = 0;              //!< hyperedges
};

} // namespace

std::string
ReadHttpGraphml(const std::string& content, HttpTopologyGraph& graph)
{
    graph = HttpTopologyGraph();
    // Counted before the library keeps all of them in memory.
    if (CountElements(content, "<edge") > HTTP_MAX_EDGES)
    {
        return "it has more than " + std::to_string(HTTP_MAX_EDGES) + " edges";
    }
    if (CountElements(content, "<node") > HTTP_MAX_ROUTERS)
    {
        return "it has more than " + std::to_string(HTTP_MAX_ROUTERS) + " nodes";
    }
    // Nothing is fetched, no entity is replaced, and the library limits depth and size itself.
    const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
        xmlReadMemory(content.data(),
                      static_cast<int>(content.size()),
                      "topology.graphml",
                      nullptr,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
        xmlFreeDoc);
    if (!document)
    {
        const xmlError* const error = xmlGetLastError();
        const std::string message(HttpTrim(error && error->message ? error->message : "unknown"));
        return "it is not XML: line " + std::to_string(error ? error->line : 0) + ": " +
               message.substr(0, message.find('\n'));
    }
    return Reader(graph).Read(xmlDocGetRootElement(document.get()));
}

} // namespace ns3
