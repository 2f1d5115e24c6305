/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-url-workload.h"

#include "http-inflate.h"
#include "http-web-url.h"

#include "ns3/fatal-error.h"
#include "ns3/http-attributes.h"
#include "ns3/http-text.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpUrlWorkload);

TypeId
HttpUrlWorkload::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpUrlWorkload, HttpWorkload>("ns3::HttpUrlWorkload")
            .Add("Urls",
                 "URLs, or references relative to the client's URL, separated by spaces "
                 "or commas; a method may stand before each, as in POST:5000 /form.",
                 {&HttpUrlWorkload::m_urls, ""})
            .Add("File",
                 "File with such a URL or reference on each line; empty lines and lines "
                 "that begin with # are skipped. They follow those of Urls.",
                 {&HttpUrlWorkload::m_file, ""})
            .Add("Fields",
                 "Fields of every request, separated by |, as in Expect: 100-continue | "
                 "Range: bytes=0-99.",
                 {&HttpUrlWorkload::m_fieldTexts, ""})
            .Add("Repeat",
                 "How many times the list is gone through; 0: for ever.",
                 {&HttpUrlWorkload::m_repeat, 1})
            .Add("Together",
                 "The list is one page whose objects are all asked for at once; "
                 "otherwise each URL is a page.",
                 {&HttpUrlWorkload::m_together, false})
            .Add("ThinkTime",
                 "Seconds from a page's end to the next page's start.",
                 {&HttpUrlWorkload::m_thinkTime, "ns3::ConstantRandomVariable[Constant=0.0]"});
    return tid;
}

std::string
HttpUrlWorkload::ReadEntries(std::string_view text,
                             const http::Url& base,
                             std::string_view separators,
                             std::vector<Entry>& list)
{
    Entry entry{{}, "GET", 0};
    std::string_view pending;
    while (true)
    {
        const auto begin = text.find_first_not_of(separators);
        if (begin == std::string_view::npos)
        {
            // A method at the end stands before nothing.
            return std::string(pending);
        }
        text.remove_prefix(begin);
        const std::string_view word = text.substr(0, text.find_first_of(separators));
        text.remove_prefix(word.size());
        const std::string_view method = word.substr(0, word.find(':'));
        if (pending.empty() &&
            method.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos)
        {
            const bool hasBytes = method.size() < word.size();
            const auto bytes =
                hasBytes ? HttpParseUnsigned(std::string(word.substr(method.size() + 1))) : 0;
            if (method.empty() || !bytes)
            {
                return std::string(word);
            }
            entry.method = method;
            entry.contentBytes = *bytes;
            pending = word;
            continue;
        }
        const auto url = HttpResolveWebUrl(base, word);
        if (!url)
        {
            return std::string(word);
        }
        entry.url = *url;
        list.push_back(entry);
        entry = Entry{{}, "GET", 0};
        pending = {};
    }
}

std::string
HttpUrlWorkload::ReadFields()
{
    m_fields.Clear();
    std::string_view rest = m_fieldTexts;
    while (!rest.empty())
    {
        const auto end = rest.find('|');
        const std::string_view line = HttpTrim(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos ||
            !m_fields.Add(line.substr(0, colon), line.substr(colon + 1)))
        {
            return "ns3::HttpUrlWorkload::Fields has \"" + std::string(line) +
                   "\"; accepted: Name: value, with | between several";
        }
    }
    return "";
}

std::string
HttpUrlWorkload::Resolve(const http::Url& base)
{
    if (!m_list.empty())
    {
        return "";
    }
    std::vector<Entry> list;
    const char* const accepted = "; accepted: an http or https URL, or a path such as /index.html";
    std::string wrongFields = ReadFields();
    if (!wrongFields.empty())
    {
        return wrongFields;
    }
    const std::string wrong = ReadEntries(m_urls, base, " ,\t\r\n", list);
    if (!wrong.empty())
    {
        return "ns3::HttpUrlWorkload::Urls has \"" + wrong + '"' + accepted;
    }

    if (!m_file.empty())
    {
        const std::string attribute = "ns3::HttpUrlWorkload::File is \"" + m_file + "\"; ";
        const std::string problem =
            HttpReadLines(m_file, [&](std::string_view line, uint64_t number) {
                return ReadEntries(line, base, " \t", list).empty()
                           ? ""
                           : m_file + ':' + std::to_string(number) + ": \"" + std::string(line) +
                                 '"' + accepted;
            });
        if (!problem.empty())
        {
            return attribute + problem;
        }
        if (list.empty())
        {
            return attribute + "it names no URL" + accepted;
        }
    }

    if (list.empty())
    {
        list.push_back({base, "GET", 0});
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
    for (const Entry& entry : m_list)
    {
        http::Url url = entry.url;
        url.target = "/";
        if (known.insert(url.ToString()).second)
        {
            servers.push_back(std::move(url));
        }
    }
    return servers;
}

uint64_t
HttpUrlWorkload::CountPagesLeft(const http::Url& base)
{
    Resolve(base);
    return GetRest(m_repeat * (m_together ? 1 : m_list.size()));
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
    if (!BeginPage(m_repeat * pages, page))
    {
        return false;
    }
    const std::size_t first = m_together ? 0 : (m_yielded - 1) % pages;
    page.objects.resize(m_together ? m_list.size() : 1);
    for (std::size_t i = 0; i < page.objects.size(); i++)
    {
        page.objects[i] = HttpPageObject();
        const Entry& entry = m_list[first + i];
        page.objects[i].url = entry.url;
        page.objects[i].method = entry.method;
        page.objects[i].contentBytes = entry.contentBytes;
        page.objects[i].fields = m_fields;
    }
    page.thinkTime = HttpDrawTime(m_thinkTime);
    return true;
}

int64_t
HttpUrlWorkload::AssignStreams(int64_t stream)
{
    return SetStreams({m_thinkTime}, stream);
}

} // namespace ns3
