/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-output-options.h"

#include "ns3/boolean.h"
#include "ns3/global-value.h"
#include "ns3/http-results-folder.h"
#include "ns3/node-list.h"

#include <sstream>
#include <utility>
#include <vector>

namespace ns3
{

void
HttpOutputOptions::AddTo(HttpOptions& options)
{
    options.BeginGroup("What is written");
    options.AddText("out", "folder; none: a new results/PROGRAM-N", m_out);
    options.AddFlag("force", "replace what stands in the folder", m_force);
    options.AddText("trace",
                    "what the database holds",
                    m_level,
                    {"none", "summary", "messages", "full"});
    options.AddText("trace-nodes", "nodes traced, as in 0,3; none: all", m_nodes);
    options.AddText("trace-connections",
                    "connections traced, as in 10.1.0.1:*-*:80; none: all",
                    m_connections);
    options.AddTime("trace-from", "begin of the time that is traced", m_from);
    options.AddTime("trace-until", "its end; 0: the run's", m_until);
    options.AddFlag("csv", "the database's tables as CSV files too", m_csv);
    options.AddFlag("har", "an HTTP archive; needs trace messages or full", m_har);
    options.AddFlag("sequence", "the story of the connections; needs trace full", m_sequence);
    options.AddFlag("pcap", "captures of every node's packets; off with trace none", m_pcap);
    options.AddFlag("ascii", "ns-3's ASCII trace", m_ascii);
    using Home = HttpOptionHome;
    options.Belong({"force"}, {Home::With("out")});
    options.Belong({"csv", "trace-from", "trace-until"},
                   {Home::OneOf("trace", {"summary", "messages", "full"})});
    options.Belong({"trace-nodes"},
                   {Home::OneOf("trace", {"summary", "messages", "full"}), Home::Named("pcap")});
    options.Belong({"trace-connections", "har"}, {Home::OneOf("trace", {"messages", "full"})});
    options.Belong({"sequence"}, {Home::OneOf("trace", {"full"})});
}

void
HttpOutputOptions::SetDefaults(const HttpOptions& options)
{
    const bool hasMessages = m_level == "messages" || m_level == "full";
    m_har = m_har && (hasMessages || options.IsGiven("har"));
    m_sequence = m_sequence && (m_level == "full" || options.IsGiven("sequence"));
    m_pcap = m_pcap && (m_level != "none" || options.IsGiven("pcap"));
    if (WantsPackets())
    {
        // Captures and tables show real checksums.
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
    }
}

bool
HttpOutputOptions::WantsPackets() const
{
    return m_pcap || m_ascii || m_level != "none";
}

bool
HttpOutputOptions::WantsAscii() const
{
    return m_ascii;
}

const std::string&
HttpOutputOptions::GetFolder() const
{
    return m_folder;
}

bool
HttpOutputOptions::Open(const HttpOptions& options,
                        const std::string& program,
                        const NodeContainer& nodes)
{
    if (!WantsPackets() && m_out.empty())
    {
        return false;
    }
    const std::string problem = MakeHttpResultsFolder(program, m_out, m_folder);
    if (!problem.empty())
    {
        options.Refuse("out", m_folder, problem);
    }
    m_program = program;
    m_summaryFile.emplace(m_folder, m_force);
    m_trace.emplace(m_folder);
    m_trace->SetLevel(m_level);
    m_trace->SetForce(m_force);
    m_trace->SetNodes(GetTracedNodes(options, nodes));
    m_trace->SetConnections(m_connections);
    m_trace->SetWindow(m_from, m_until.IsZero() ? Time::Max() : m_until);
    const std::vector<std::pair<bool, void (HttpTraceHelper::*)()>> outputs = {
        {m_level != "none", &HttpTraceHelper::EnableDatabase},
        {m_csv, &HttpTraceHelper::EnableCsv},
        {m_har, &HttpTraceHelper::EnableHar},
        {m_sequence, &HttpTraceHelper::EnableSequence},
        {m_pcap, &HttpTraceHelper::EnablePcap},
    };
    for (const auto& [isWanted, enable] : outputs)
    {
        if (isWanted)
        {
            ((*m_trace).*enable)();
        }
    }
    if (m_level != "none")
    {
        m_trace->SetRun("command_line", options.GetCommandLine());
        for (const auto& [name, value] : options.GetValues())
        {
            m_trace->SetRun(name, value);
        }
    }
    m_summaryFile->Begin(program, options);
    return true;
}

NodeContainer
HttpOutputOptions::GetTracedNodes(const HttpOptions& options, const NodeContainer& nodes) const
{
    if (m_nodes.empty())
    {
        return nodes;
    }
    NodeContainer traced;
    std::istringstream list(m_nodes);
    for (std::string word; std::getline(list, word, ',');)
    {
        const bool isNumber = !word.empty() && word.size() < 9 &&
                              word.find_first_not_of("0123456789") == std::string::npos;
        const auto id = isNumber ? static_cast<uint32_t>(std::stoul(word)) : UINT32_MAX;
        if (id >= NodeList::GetNNodes())
        {
            options.Refuse("trace-nodes",
                           m_nodes,
                           "accepted: node numbers from 0 to " +
                               std::to_string(NodeList::GetNNodes() - 1) + " with commas");
        }
        traced.Add(NodeList::GetNode(id));
    }
    return traced;
}

void
HttpOutputOptions::WriteSummary(const HttpOptions& options,
                                const std::map<std::string, double>& figures) const
{
    if (m_summaryFile)
    {
        m_summaryFile->Write(m_program, options, figures, m_interrupted);
    }
}

void
HttpOutputOptions::SetInterrupted(Time reached)
{
    m_interrupted = reached;
    if (m_trace)
    {
        m_trace->SetInterrupted(reached);
    }
}

void
HttpOutputOptions::Print(std::ostream& out) const
{
    if (m_folder.empty())
    {
        return;
    }
    out << "  written to           " << m_folder << "\n";
    if (m_level != "none")
    {
        out << "  look at it           ./ns3-http show " << m_folder << "\n";
    }
}

void
HttpOutputOptions::Close()
{
    if (m_trace)
    {
        m_trace->Close();
    }
}

} // namespace ns3
