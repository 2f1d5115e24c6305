/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-page.h"

#include "http-report-source.h"

#include <map>
#include <ostream>
#include <string>
#include <string_view>

namespace ns3
{

void
WriteHttpReportPage(const std::vector<HttpReportRun>& runs, std::ostream& out)
{
    const std::string_view frame = HTTP_REPORT_FRAME;
    const std::map<std::string_view, std::string_view> parts = {{"COLOURS", HTTP_REPORT_COLOURS},
                                                                {"STYLE", HTTP_REPORT_STYLE},
                                                                {"SCRIPT", HTTP_REPORT_SCRIPT}};
    std::size_t place = 0;
    while (place < frame.size())
    {
        const std::size_t begin = frame.find("@{", place);
        const std::size_t end = frame.find('}', begin);
        out << frame.substr(place, begin == std::string_view::npos ? begin : begin - place);
        if (begin == std::string_view::npos)
        {
            return;
        }
        const std::string_view name = frame.substr(begin + 2, end - begin - 2);
        if (name == "DATA")
        {
            for (std::size_t run = 0; run < runs.size(); run++)
            {
                std::size_t part = 0;
                for (const std::string& section : runs[run].Pack())
                {
                    out << "<script type=\"text/plain\" class=\"data\" id=\"data-" << run << "-"
                        << part++ << "\">" << section << "</script>\n";
                }
            }
        }
        else
        {
            out << parts.at(name);
        }
        place = end + 1;
    }
}

} // namespace ns3
