/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-url-workload.h"

#include "http-text.h"

#include "ns3/boolean.h"
#include "ns3/fatal-error.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpUrlWorkload);

TypeId
HttpUrlWorkload::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpUrlWorkload")
            .SetParent<HttpWorkload>()
            .SetGroupName("Http")
            .AddConstructor<HttpUrlWorkload>()
            .AddAttribute("Urls",
                          "URLs, or references relative to the client's URL, separated by spaces "
                          "or commas.",
                          StringValue(""),
                          MakeStringAccessor(&HttpUrlWorkload::m_urls),
                          MakeStringChecker())
            .AddAttribute("File",
                          "File with a URL or reference on each line; empty lines and lines that "
                          "begin with # are skipped. They follow those of Urls.",
                          StringValue(""),
                          MakeStringAccessor(&HttpUrlWorkload::m_file),
                          MakeStringChecker())
            .AddAttribute("Repeat",
                          "How many times the list is gone through; 0: for ever.",
                          UintegerValue(1),
                          MakeUintegerAccessor(&HttpUrlWorkload::m_repeat),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("Together",
                          "The list is one page whose objects are all asked for at once; "
                          "otherwise each URL is a page.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&HttpUrlWorkload::m_together),
                          MakeBooleanChecker())
            .AddAttribute("ThinkTime",
                          "Seconds from a page's end to the next page's start.",
                          StringValue("ns3::ConstantRandomVariable[Constant=0.0]"),
                          MakePointerAccessor(&HttpUrlWorkload::m_thinkTime),
                          MakePointerChecker<RandomVariableStream>());
    return tid;
}

HttpUrlWorkload::HttpUrlWorkload() = default;

HttpUrlWorkload::~HttpUrlWorkload() = default;

void
HttpUrlWorkload::DoDispose()
{
    m_thinkTime = nullptr;
    HttpWorkload::DoDispose();
}

std::string
HttpUrlWorkload::Resolve(const http::Url& base)
{
    if (!m_list.empty())
    {
        return "";
    }
    std::vector<http::Url> list;
    const auto add = [&base, &list](std::string_view text) {
        auto url = http::ResolveUrl(base, text);
        if (url)
        {
            list.push_back(std::move(*url));
        }
        return url.has_value();
    };
    const char* const accepted = "; accepted: an http or https URL, or a path such as /index.html";

    std::string_view rest = m_urls;
    while (true)
    {
        const auto begin = rest.find_first_not_of(" ,\t\r\n");
        if (begin == std::string_view::npos)
        {
            break;
        }
        rest.remove_prefix(begin);
        const std::string_view text = rest.substr(0, rest.find_first_of(" ,\t\r\n"));
        if (!add(text))
        {
            return "ns3::HttpUrlWorkload::Urls has \"" + std::string(text) + '"' + accepted;
        }
        rest.remove_prefix(text.size());
    }

    if (!m_file.empty())
    {
        const std::string attribute = "ns3::HttpUrlWorkload::File is \"" + m_file + "\"; ";
        std::string content;
        const std::string problem = HttpReadFile(m_file, content);
        if (!problem.empty())
        {
            return attribute + problem;
        }
        rest = content;
        if (rest.substr(0, 3) == "\xef\xbb\xbf")
        {
            rest.remove_prefix(3);
        }
        std::string_view line;
        for (uint64_t number = 1; HttpNextLine(rest, line); number++)
        {
            const std::string_view text = HttpTrim(line);
            if (!text.empty() && text.front() != '#' && !add(text))
            {
                return attribute + m_file + ':' + std::to_string(number) + ": \"" +
                       std::string(text) + '"' + accepted;
            }
        }
        if (list.empty())
        {
            return attribute + "it names no URL" + accepted;
        }
    }

    if (list.empty())
    {
        list.push_back(base);
    }
    m_list = std::move(list);
    return "";
}

std::string
HttpUrlWorkload::Check(const http::Url& base)
{
    return Resolve(base);
}

std::vector<http::Url>
HttpUrlWorkload::GetServers(const http::Url& base)
{
    Resolve(base);
    std::vector<http::Url> servers;
    std::set<std::string> known;
    for (http::Url url : m_list)
    {
        url.target = "/";
        if (known.insert(url.ToString()).second)
        {
            servers.push_back(std::move(url));
        }
    }
    return servers;
}

bool
HttpUrlWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    const std::string problem = Resolve(base);
    if (!problem.empty())
    {
        NS_FATAL_ERROR(problem);
    }
    const uint64_t pages = m_together ? 1 : m_list.size();
    if (m_repeat > 0 && m_next >= m_repeat * pages)
    {
        return false;
    }
    const std::size_t first = m_together ? 0 : m_next % pages;
    m_next++;
    page.objects.resize(m_together ? m_list.size() : 1);
    for (std::size_t i = 0; i < page.objects.size(); i++)
    {
        page.objects[i] = HttpPageObject();
        page.objects[i].url = m_list[first + i];
    }
    page.thinkTime = HttpDrawTime(m_thinkTime);
    return true;
}

int64_t
HttpUrlWorkload::AssignStreams(int64_t stream)
{
    if (m_thinkTime)
    {
        m_thinkTime->SetStream(stream);
    }
    return 1;
}

} // namespace ns3
