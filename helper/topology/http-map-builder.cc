/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-map-builder.h"

#include <array>

namespace ns3
{

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

HttpMapBuilder::HttpMapBuilder(HttpTopologyGraph& graph)
    : m_graph(graph)
{
    m_graph = HttpTopologyGraph();
}

void
HttpMapBuilder::SetGraph(const HttpMapValues& values)
{
    m_values = values;
}

std::string
HttpMapBuilder::AddNode(const std::string& id,
                        const std::string& label,
                        const HttpMapValues& values)
{
    if (id.empty() || m_graph.index.count(id) > 0)
    {
        return id.empty() ? "a node has no id" : "two nodes have the id " + id;
    }
    if (m_graph.routers.size() >= HTTP_MAX_ROUTERS)
    {
        return "it has more than " + std::to_string(HTTP_MAX_ROUTERS) + " nodes";
    }
    const uint32_t index = m_graph.Find(id, nullptr);
    m_graph.routers[index].name = label.empty() ? id : label;
    m_places.push_back(GetHttpMapPlace(values));
    return "";
}

std::string
HttpMapBuilder::AddLink(const std::string& from, const std::string& to, const HttpMapValues& values)
{
    const std::array<const std::string*, 2> ids = {&from, &to};
    std::array<uint32_t, 2> ends = {0, 0};
    for (std::size_t i = 0; i < ids.size(); ++i)
    {
        const auto found = m_graph.index.find(*ids[i]);
        if (found == m_graph.index.end())
        {
            return std::string("an edge has the ") + (i == 0 ? "source" : "target") + " \"" +
                   *ids[i] + "\", which is no node";
        }
        ends[i] = found->second;
    }
    if (m_graph.edges.size() >= HTTP_MAX_EDGES)
    {
        return "it has more than " + std::to_string(HTTP_MAX_EDGES) + " edges";
    }
    HttpTopologyGraph::Edge edge;
    edge.from = ends[0];
    edge.to = ends[1];
    const std::string problem =
        ReadHttpMapLink(values, m_values, m_places[ends[0]], m_places[ends[1]], edge);
    m_graph.edges.push_back(edge);
    return problem.empty() ? "" : "the edge from " + from + " to " + to + ": " + problem;
}

void
HttpMapBuilder::Note(std::size_t number, const std::string& what)
{
    if (number > 0)
    {
        m_graph.notes.push_back(std::to_string(number) + " " + what);
    }
}

} // namespace ns3
