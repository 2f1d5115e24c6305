/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-helper.h"

#include "http-results-folder.h"
#include "http-trace-sink.h"

#include "ns3/http-har-writer.h"
#include "ns3/http-output-file.h"
#include "ns3/http-sequence-reader.h"
#include "ns3/http-trace-csv.h"
#include "ns3/http-trace-error.h"
#include "ns3/http-trace-reader.h"
#include "ns3/simulator.h"

#include <exception>
#include <filesystem>

namespace ns3
{

namespace
{

/// The story tells at most so many steps; a larger run's is told up to there.
constexpr uint64_t STORY = 5000;

/// The drawing shows at most so many steps.
constexpr uint64_t DRAWING = 400;

/// How the names of captures begin.
const char* const CAPTURES = "packets";

/// @brief A capture that is there already. @param folder where @return its path, the first in order
/// of names; empty if there is none
std::string
FindCapture(const std::string& folder)
{
    std::string first;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
    {
        const std::string path = entry.path().string();
        if (entry.path().filename().string().rfind(CAPTURES, 0) == 0 &&
            entry.path().extension() == ".pcap" && (first.empty() || path < first))
        {
            first = path;
        }
    }
    return first;
}

} // namespace

HttpTraceHelper::HttpTraceHelper(const std::string& folder)
    : m_folder(folder),
      m_filter(std::make_unique<HttpTraceFilter>())
{
    const std::string problem =
        folder.empty() ? "a folder needs a name" : MakeHttpResultsFolder("", folder, m_folder);
    if (!problem.empty())
    {
        throw HttpTraceRefusal(folder + ": " + problem);
    }
}

HttpTraceHelper::~HttpTraceHelper()
{
    try
    {
        Close();
    }
    catch (const HttpTraceError&)
    {
        // Results that are not whole end the program as an error that nobody catches does.
        std::terminate();
    }
}

void
HttpTraceHelper::RequireNothingEnabled(const char* what) const
{
    if (m_sink)
    {
        throw HttpTraceRefusal(std::string("HttpTraceHelper: ") + what +
                               " comes after an output was enabled; accepted: before");
    }
}

void
HttpTraceHelper::RequireLevel(HttpTraceLevel least, const char* what) const
{
    if (m_filter->level < least)
    {
        throw HttpTraceRefusal(std::string("HttpTraceHelper: ") + what + " at trace level " +
                               GetHttpTraceLevelName(m_filter->level) + "; accepted: from level " +
                               GetHttpTraceLevelName(least));
    }
}

void
HttpTraceHelper::SetLevel(const std::string& name)
{
    RequireNothingEnabled("SetLevel");
    const std::string problem = ParseHttpTraceLevel(name, m_filter->level);
    if (!problem.empty())
    {
        throw HttpTraceRefusal(problem);
    }
}

void
HttpTraceHelper::SetForce(bool force)
{
    RequireNothingEnabled("SetForce");
    m_force = force;
}

void
HttpTraceHelper::SetNodes(const NodeContainer& nodes)
{
    RequireNothingEnabled("SetNodes");
    m_filter->nodes = nodes;
    m_filter->isEveryNode = false;
}

void
HttpTraceHelper::SetConnections(const std::string& patterns)
{
    RequireNothingEnabled("SetConnections");
    const std::string problem = HttpConnectionPattern::Parse(patterns, m_filter->connections);
    if (!problem.empty())
    {
        throw HttpTraceRefusal(problem);
    }
    m_filter->connectionText = patterns;
}

void
HttpTraceHelper::SetWindow(Time begin, Time end)
{
    RequireNothingEnabled("SetWindow");
    if (begin.IsNegative() && !begin.IsZero())
    {
        throw HttpTraceRefusal("HttpTraceHelper: the time window begins before 0");
    }
    if (end <= begin)
    {
        throw HttpTraceRefusal("HttpTraceHelper: the time window ends before it begins");
    }
    m_filter->begin = begin;
    m_filter->end = end;
}

void
HttpTraceHelper::SetRun(const std::string& key, const std::string& value)
{
    EnableDatabase();
    if (m_sink && m_sink->GetDatabase())
    {
        m_sink->GetDatabase()->AddRun(key, value);
    }
}

void
HttpTraceHelper::EnableDatabase()
{
    if (m_filter->level == HttpTraceLevel::None || m_hasDatabase)
    {
        return;
    }
    MakeSink();
    HttpTraceDatabaseOptions options;
    options.level = m_filter->level;
    options.force = m_force;
    m_sink->OpenDatabase(GetDatabaseFile(), options);
    m_hasDatabase = true;
}

void
HttpTraceHelper::EnableCsv()
{
    EnableDatabase();
    m_hasCsv = m_hasDatabase;
}

void
HttpTraceHelper::EnableHar()
{
    RequireLevel(HttpTraceLevel::Messages, "EnableHar");
    EnableDatabase();
    m_hasHar = true;
}

void
HttpTraceHelper::EnableSequence()
{
    RequireLevel(HttpTraceLevel::Full, "EnableSequence");
    EnableDatabase();
    m_hasSequence = true;
}

void
HttpTraceHelper::EnablePcap()
{
    if (const std::string capture = FindCapture(m_folder); !m_force && !capture.empty())
    {
        throw HttpTraceRefusal(capture +
                               " exists; name another folder, or allow to replace it (force)");
    }
    MakeSink();
    m_sink->SetPcap(m_folder + "/" + CAPTURES);
}

void
HttpTraceHelper::MakeSink()
{
    if (m_sink)
    {
        return;
    }
    m_sink = Create<HttpTraceSink>(*m_filter);
    // At once where it can be, so that a script finds their trace sources by their Config paths.
    m_sink->InstallObservers();
    // Applications and devices may still come; all are there when the simulation starts.
    Simulator::ScheduleNow(&HttpTraceSink::Start, m_sink);
}

void
HttpTraceHelper::SetInterrupted(Time reached)
{
    if (m_sink && m_sink->GetDatabase())
    {
        m_sink->GetDatabase()->SetInterrupted(reached);
    }
}

void
HttpTraceHelper::Close()
{
    const bool isWhole = m_sink && m_sink->GetDatabase() && m_sink->GetDatabase()->IsOpen();
    if (m_sink)
    {
        m_sink->Close();
    }
    // Where the disk was full, there is no room for more.
    if (isWhole)
    {
        WriteExports();
    }
}

void
HttpTraceHelper::WriteExports() const
{
    if (!m_hasCsv && !m_hasHar && !m_hasSequence)
    {
        return;
    }
    HttpTraceReader reader(GetDatabaseFile());
    if (m_hasCsv)
    {
        HttpTraceCsv::Write(reader, m_folder);
    }
    if (m_hasHar)
    {
        HttpHarWriter::Write(reader, m_folder + "/trace.har");
    }
    if (m_hasSequence)
    {
        WriteSequence();
    }
}

void
HttpTraceHelper::WriteSequence() const
{
    HttpTraceReader reader(GetDatabaseFile());
    HttpOutputFile text(m_folder + "/sequence.txt");
    uint64_t told = 0;
    uint64_t left = 0;
    bool isFirst = true;
    for (const int64_t connection : reader.GetConnections())
    {
        if (told >= STORY)
        {
            left++;
            continue;
        }
        HttpSequence sequence = ReadHttpConnectionSequence(reader, connection, STORY - told);
        WriteHttpSequenceText(sequence, text.GetStream());
        text.Write("\n\n");
        told += sequence.steps.size();
        if (isFirst)
        {
            HttpOutputFile drawing(m_folder + "/sequence.svg");
            sequence.Shorten(DRAWING);
            const std::size_t connections = reader.GetConnections().size();
            if (connections > 1 || sequence.omitted > 0)
            {
                sequence.title.push_back("connection 1 of " + std::to_string(connections) +
                                         "; others, and more of it: ./ns3-http explain " +
                                         m_folder + " sequence connection N --svg FILE");
            }
            WriteHttpSequenceSvg(sequence, drawing.GetStream());
            drawing.Close();
            isFirst = false;
        }
    }
    if (left > 0)
    {
        text.Write("and " + std::to_string(left) + " more connections: ./ns3-http explain " +
                   m_folder + " sequence connection N\n");
    }
    text.Close();
}

const std::string&
HttpTraceHelper::GetFolder() const
{
    return m_folder;
}

std::string
HttpTraceHelper::GetDatabaseFile() const
{
    return m_folder + "/trace.sqlite";
}

} // namespace ns3
