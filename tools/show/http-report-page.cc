/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-page.h"

#include "http-report-section.h"
#include "http-report-source.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// @brief Writes the frame with what belongs into it. @param data sections by their names
/// @param out where it goes
void
WriteFrame(const std::vector<std::pair<std::string, std::string>>& data, std::ostream& out)
{
    const std::string_view frame = HTTP_REPORT_FRAME;
    const std::map<std::string_view, std::string_view> parts = {{"COLOURS", HTTP_REPORT_COLOURS},
                                                                {"STYLE", HTTP_REPORT_STYLE},
                                                                {"SCRIPT", HTTP_REPORT_SCRIPT}};
    for (std::size_t place = 0; place < frame.size();)
    {
        const std::size_t begin = std::min(frame.find("@{", place), frame.size());
        const std::size_t end = std::min(frame.find('}', begin), frame.size());
        out << frame.substr(place, begin - place);
        place = end + 1;
        const std::string_view name =
            frame.substr(begin).substr(0, end - begin).substr(begin == frame.size() ? 0 : 2);
        if (name == "DATA")
        {
            for (const auto& [id, section] : data)
            {
                out << "<script type=\"text/plain\" class=\"data\" id=\"data-" << id << "\">"
                    << section << "</script>\n";
            }
        }
        else if (!name.empty())
        {
            out << parts.at(name);
        }
    }
}

} // namespace

void
WriteHttpReportPage(const std::vector<HttpReportRun>& runs, std::ostream& out)
{
    std::vector<std::pair<std::string, std::string>> data;
    for (std::size_t run = 0; run < runs.size(); run++)
    {
        std::size_t part = 0;
        for (std::string& section : runs[run].Pack())
        {
            data.emplace_back(std::to_string(run) + "-" + std::to_string(part++),
                              std::move(section));
        }
    }
    WriteFrame(data, out);
}

void
WriteHttpReportPage(const nlohmann::json& sweep, std::ostream& out)
{
    WriteFrame({{"sweep", HttpReportSection(sweep).Pack()}}, out);
}

} // namespace ns3
