/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-graph.h"

#include "ns3/http-text.h"

#include <cmath>
#include <cstring>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <memory>
#include <optional>

namespace ns3
{

namespace
{

/// Light in fibre, m/s.
constexpr double FIBRE_SPEED = 2e8;
/// The Earth's mean radius, m.
constexpr double EARTH_RADIUS = 6371e3;

/// Values of a node or an edge by name.
using Values = std::map<std::string, std::string>;

/// @brief A text of the library. @param text the text, freed @return it, empty for nullptr
std::string
Take(xmlChar* text)
{
    const std::string copy = text ? reinterpret_cast<const char*>(text) : "";
    xmlFree(text);
    return copy;
}

/// @brief An attribute. @param node the element @param name its name @return its value, or empty
std::string
GetProperty(xmlNode* node, const char* name)
{
    return Take(xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)));
}

/// @brief Whether a node is an element. @param node the node @param name its name @return whether
bool
IsElement(const xmlNode* node, const char* name)
{
    return node->type == XML_ELEMENT_NODE &&
           std::strcmp(reinterpret_cast<const char*>(node->name), name) == 0;
}

/**
 * @brief The data of a node or an edge.
 * @param element the element
 * @param keys names by key
 * @return values by name
 */
Values
ReadData(xmlNode* element, const Values& keys)
{
    Values values;
    for (xmlNode* child = element->children; child; child = child->next)
    {
        if (IsElement(child, "data"))
        {
            const auto key = keys.find(GetProperty(child, "key"));
            if (key != keys.end())
            {
                values[key->second] = Take(xmlNodeGetContent(child));
            }
        }
    }
    return values;
}

/// @brief A value. @param values all @param name its name @return the value, or empty
std::string
Get(const Values& values, const char* name)
{
    const auto found = values.find(name);
    return found == values.end() ? "" : found->second;
}

/// @brief The speed of an edge. @param values its data @return bit/s, or 0
uint64_t
GetSpeed(const Values& values)
{
    const auto raw = HttpParseNumber(Get(values, "LinkSpeedRaw"));
    if (raw && *raw >= 1 && *raw <= 1e15)
    {
        return static_cast<uint64_t>(*raw);
    }
    const std::string speed = Get(values, "LinkSpeed");
    uint64_t rate = ReadHttpSpeedLabel(speed + Get(values, "LinkSpeedUnits") + "bps");
    for (const char* name : {"LinkLabel", "label"})
    {
        rate = rate > 0 ? rate : ReadHttpSpeedLabel(Get(values, name));
    }
    return rate;
}

/// A place on Earth: latitude and longitude, rad.
using Place = std::optional<std::pair<double, double>>;

/// @brief The place of a node. @param values its data @return the place, if it is known
Place
GetPlace(const Values& values)
{
    const auto latitude = HttpParseNumber(Get(values, "Latitude"));
    const auto longitude = HttpParseNumber(Get(values, "Longitude"));
    if (!latitude || !longitude || std::fabs(*latitude) > 90 || std::fabs(*longitude) > 360)
    {
        return std::nullopt;
    }
    return std::make_pair(*latitude * M_PI / 180, *longitude * M_PI / 180);
}

/// @brief Delay of a fibre along the great circle. @param a, b its ends @return s, -1: not known
double
GetDelay(const Place& a, const Place& b)
{
    if (!a || !b)
    {
        return -1;
    }
    const double lat = std::sin((b->first - a->first) / 2);
    const double lon = std::sin((b->second - a->second) / 2);
    const double h = lat * lat + std::cos(a->first) * std::cos(b->first) * lon * lon;
    return 2 * EARTH_RADIUS * std::asin(std::sqrt(std::min(1.0, h))) / FIBRE_SPEED;
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

/// @brief Reads the elements of a graph.
class Reader
{
  public:
    /// @brief A reader. @param graph where it goes
    explicit Reader(HttpTopologyGraph& graph)
        : m_graph(graph)
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
        for (xmlNode* child = root->children; child; child = child->next)
        {
            if (IsElement(child, "key"))
            {
                m_keys[GetProperty(child, "id")] = GetProperty(child, "attr.name");
            }
            graph = !graph && IsElement(child, "graph") ? child : graph;
        }
        std::string problem = graph ? "" : "it has no element graph";
        // Nodes first: an edge may stand before its ends.
        for (const bool wantsNodes : {true, false})
        {
            for (xmlNode* child = graph ? graph->children : nullptr; child && problem.empty();
                 child = child->next)
            {
                if (IsElement(child, wantsNodes ? "node" : "edge"))
                {
                    problem = wantsNodes ? ReadNode(child) : ReadEdge(child);
                }
            }
        }
        return problem;
    }

  private:
    /// @brief Reads a node. @param element its element @return what is wrong, or an empty text
    std::string ReadNode(xmlNode* element)
    {
        const std::string id = GetProperty(element, "id");
        if (id.empty() || m_graph.index.count(id) > 0)
        {
            return id.empty() ? "a node has no id" : "two nodes have the id " + id;
        }
        if (m_graph.routers.size() >= HTTP_MAX_ROUTERS)
        {
            return "it has more than " + std::to_string(HTTP_MAX_ROUTERS) + " nodes";
        }
        const Values values = ReadData(element, m_keys);
        const uint32_t index = m_graph.Find(id, nullptr);
        const std::string label(HttpTrim(Get(values, "label")));
        m_graph.routers[index].name = label.empty() ? id : label;
        m_places.push_back(GetPlace(values));
        return "";
    }

    /// @brief Reads an edge. @param element its element @return what is wrong, or an empty text
    std::string ReadEdge(xmlNode* element)
    {
        uint32_t ends[2] = {0, 0};
        const char* const names[2] = {"source", "target"};
        for (int i = 0; i < 2; ++i)
        {
            const std::string id = GetProperty(element, names[i]);
            const auto found = m_graph.index.find(id);
            if (found == m_graph.index.end())
            {
                return std::string("an edge has the ") + names[i] + " \"" + id +
                       "\", which is no node";
            }
            ends[i] = found->second;
        }
        if (m_graph.edges.size() >= HTTP_MAX_EDGES)
        {
            return "it has more than " + std::to_string(HTTP_MAX_EDGES) + " edges";
        }
        const Values values = ReadData(element, m_keys);
        m_graph.edges.push_back(
            {ends[0], ends[1], GetSpeed(values), GetDelay(m_places[ends[0]], m_places[ends[1]])});
        return "";
    }

    HttpTopologyGraph& m_graph;  //!< where it goes
    Values m_keys;               //!< names of data by key
    std::vector<Place> m_places; //!< of the routers
};

} // namespace

uint32_t
HttpTopologyGraph::Find(const std::string& name, Ptr<Node> node)
{
    const auto [place, isNew] = index.emplace(name, static_cast<uint32_t>(routers.size()));
    if (isNew)
    {
        routers.push_back({name, node});
    }
    return place->second;
}

uint64_t
ReadHttpSpeedLabel(const std::string& label)
{
    // Synchronous hierarchies: multiples of a basic rate.
    for (const auto& [name, rate] : {std::make_pair("OC-", 51.84e6), {"STM-", 155.52e6}})
    {
        const auto place = label.find(name);
        if (place != std::string::npos)
        {
            const int times = std::atoi(label.c_str() + place + std::strlen(name));
            if (times > 0 && times <= 768)
            {
                return static_cast<uint64_t>(times * rate);
            }
        }
    }
    const auto digit = label.find_first_of("0123456789");
    if (digit == std::string::npos)
    {
        return 0;
    }
    const auto end = std::min(label.find_first_not_of("0123456789.", digit), label.size());
    const auto number = HttpParseNumber(label.substr(digit, end - digit));
    const auto unit = label.find_first_not_of(' ', end);
    if (!number || unit == std::string::npos || unit + 1 >= label.size())
    {
        return 0;
    }
    const char* const units = "kMGT";
    const char letter = label[unit] == 'K' ? 'k' : label[unit];
    const char* const found = std::strchr(units, letter);
    if (!found || label[unit + 1] != 'b')
    {
        return 0;
    }
    const double rate = *number * std::pow(1000, found - units + 1);
    return rate >= 1 && rate <= 1e15 ? static_cast<uint64_t>(rate) : 0;
}

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
