/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-workload-options.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/double.h"
#include "ns3/http-csv-workload.h"
#include "ns3/http-har-workload.h"
#include "ns3/http-log-normal-random-variable.h"
#include "ns3/http-random-variable.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/object-factory.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/type-id.h"
#include "ns3/uinteger.h"

#include <array>
#include <iomanip>
#include <map>
#include <ostream>
#include <sstream>

namespace ns3
{

namespace
{

/// @brief A workload that can be chosen.
struct Choice
{
    const char* name;   //!< as on the command line
    const char* type;   //!< of the workload
    const char* repeat; //!< attribute of how many pages there are, or how often it is gone through
    const char* file;   //!< attribute of the file behind the colon; empty: there is none
};

constexpr std::array<Choice, 10> CHOICES = {{
    {"har", "ns3::HttpHarWorkload", "Repeat", "File"},
    {"csv", "ns3::HttpCsvWorkload", "", "File"},
    {"page", "ns3::HttpPageWorkload", "Pages", ""},
    {"urls", "ns3::HttpUrlWorkload", "Repeat", ""},
    {"three-gpp", "ns3::HttpThreeGppWorkload", "Pages", ""},
    {"pries", "ns3::HttpPriesWorkload", "Pages", ""},
    {"surge", "ns3::HttpSurgeWorkload", "Pages", ""},
    {"packmime", "ns3::HttpPackMimeWorkload", "Connections", ""},
    {"poisson", "ns3::HttpRequestWorkload", "Requests", ""},
    {"closed", "ns3::HttpRequestWorkload", "Requests", ""},
}};

/// @brief What is accepted. @return the names with bars between
std::string
DescribeChoices()
{
    std::string text;
    for (const Choice& choice : CHOICES)
    {
        text +=
            (text.empty() ? "" : " | ") + std::string(choice.name) + (*choice.file ? ":FILE" : "");
    }
    return text;
}

/**
 * @brief Finds a workload.
 * @param text NAME or NAME:FILE
 * @param file the file, if there is one
 * @return the workload, or nullptr
 */
const Choice*
FindChoice(const std::string& text, std::string& file)
{
    const auto colon = text.find(':');
    const std::string name = text.substr(0, colon);
    for (const Choice& choice : CHOICES)
    {
        const bool takesFile = *choice.file != '\0';
        if (name == choice.name && takesFile == (colon != std::string::npos))
        {
            file = takesFile ? text.substr(colon + 1) : "";
            return &choice;
        }
    }
    return nullptr;
}

/// @brief A time as a random variable of seconds. @param time the time @return its text
std::string
MakeConstant(Time time)
{
    std::ostringstream text;
    text << std::setprecision(17) << "ns3::ConstantRandomVariable[Constant=" << time.GetSeconds()
         << "]";
    return text.str();
}

} // namespace

HttpWorkloadOptions::HttpWorkloadOptions(const std::string& shippedPage)
    : m_shippedPage(shippedPage)
{
}

void
HttpWorkloadOptions::AddTo(HttpOptions& options)
{
    options.BeginGroup("What is loaded");
    options.AddText("workload", DescribeChoices(), m_workload);
    options.AddCount("objects", "workload page: embedded objects", m_objects, 0, 1000000);
    options.AddText("urls", "workload urls: URLs or targets, separated by spaces", m_urls);
    options.AddCount("pages",
                     "pages of each client, or how often it goes through it; 0: no end",
                     m_pages,
                     0);
    options.AddText("think", "from page to page: a time, or a random variable of seconds", m_think);
    options.AddNumber(
        "request-rate",
        "workloads poisson and packmime: requests, or connections, per second of each "
        "client",
        m_requestRate,
        1e-6,
        1e6);
    RestrictOptions(options);
}

void
HttpWorkloadOptions::RestrictOptions(HttpOptions& options)
{
    std::vector<std::string> paged;
    std::vector<std::string> thinking;
    std::map<std::string, std::vector<std::string>> names;
    for (const Choice& choice : CHOICES)
    {
        TypeId::AttributeInformation information;
        const bool thinks =
            TypeId::LookupByName(choice.type).LookupAttributeByName("ThinkTime", &information);
        // An open loop has its interval instead.
        if (thinks && std::string(choice.name) != "poisson")
        {
            thinking.emplace_back(choice.name);
        }
        if (*choice.repeat)
        {
            paged.emplace_back(choice.name);
        }
        names[choice.type].emplace_back(choice.name);
    }
    const auto belong = [&](const std::string& name, const std::vector<std::string>& workloads) {
        options.Belong({name}, {HttpOptionHome::OneOf("workload", workloads, "har")});
    };
    belong("objects", {"page"});
    belong("urls", {"urls"});
    belong("request-rate", {"poisson", "packmime"});
    belong("pages", paged);
    belong("think", thinking);
    for (const auto& [type, workloads] : names)
    {
        belong(type + "::", workloads);
    }
}

void
HttpWorkloadOptions::SetDefaults(const HttpOptions& options) const
{
    std::string problem;
    const auto constant = HttpParseTime(m_think);
    if (!m_think.empty() && !MakeHttpTimeVariable(m_think, problem))
    {
        options.Refuse("think", m_think, problem);
    }
    for (const Choice& choice : CHOICES)
    {
        const std::string type = std::string(choice.type) + "::";
        if (*choice.repeat)
        {
            Config::SetDefault(type + choice.repeat, UintegerValue(m_pages));
        }
        TypeId::AttributeInformation information;
        if (!m_think.empty() &&
            TypeId::LookupByName(choice.type).LookupAttributeByName("ThinkTime", &information))
        {
            Config::SetDefault(type + "ThinkTime",
                               StringValue(constant ? MakeConstant(*constant) : m_think));
        }
    }
    Config::SetDefault("ns3::HttpPageWorkload::Objects", UintegerValue(m_objects));
    std::ostringstream interval;
    interval << std::setprecision(17) << "ns3::ExponentialRandomVariable[Mean=" << 1 / m_requestRate
             << ']';
    Config::SetDefault("ns3::HttpRequestWorkload::Interval", StringValue(interval.str()));
    Config::SetDefault("ns3::HttpPackMimeWorkload::Rate", DoubleValue(m_requestRate));
    Config::SetDefault("ns3::HttpRequestWorkload::Open", BooleanValue(m_workload != "closed"));
    Config::SetDefault("ns3::HttpUrlWorkload::Urls", StringValue(m_urls));
}

void
HttpWorkloadOptions::Choose(const HttpOptions& options, const http::Url& base)
{
    const std::string text = m_workload.empty() ? "har:" + m_shippedPage : m_workload;
    std::string file;
    const Choice* const choice = FindChoice(text, file);
    if (!choice)
    {
        options.Refuse("workload", text, "accepted: " + DescribeChoices());
    }
    if (*choice->file)
    {
        Config::SetDefault(std::string(choice->type) + "::" + choice->file, StringValue(file));
    }
    // Bounds may be given as defaults of the type of all laws, too, one by one.
    options.RefuseContradiction("ns3::HttpBoundedRandomVariable",
                                CreateObject<HttpLogNormalRandomVariable>()->GetContradiction());
    m_type = choice->type;
    ObjectFactory factory(m_type);
    m_sample = factory.Create<HttpWorkload>();
    const bool isUrls = text == "urls";
    const std::string problem = m_sample->Check(base);
    if (!problem.empty())
    {
        options.Refuse(isUrls ? "urls" : "workload", isUrls ? m_urls : text, problem);
    }
    const std::string type = std::string(choice->type) + "::";
    if (isUrls && m_urls.empty() && !options.IsGiven(type + "Urls") &&
        !options.IsGiven(type + "File"))
    {
        options.Refuse("workload", text, "accepted with --urls, which says what is loaded");
    }
    m_pagesOfEach = m_sample->CountPagesLeft(base);
    if (m_pagesOfEach == 1 && !HttpTrim(m_think).empty())
    {
        options.Refuse("think",
                       m_think,
                       "accepted where a client loads more than one page; it does nothing with " +
                           std::string("--pages=") + std::to_string(m_pages));
    }
}

void
HttpWorkloadOptions::SetWorkload(uint32_t client, uint32_t clients, HttpClientHelper& helper) const
{
    helper.SetWorkload(m_type, "Client", UintegerValue(client), "Clients", UintegerValue(clients));
}

Ptr<HttpWorkload>
HttpWorkloadOptions::GetSample() const
{
    return m_sample;
}

uint64_t
HttpWorkloadOptions::GetPages() const
{
    return m_pagesOfEach;
}

void
HttpWorkloadOptions::PrintNotes(std::ostream& out) const
{
    if (Ptr<HttpHarWorkload> har = DynamicCast<HttpHarWorkload>(m_sample))
    {
        out << har->GetReport().ToString();
    }
    if (Ptr<HttpCsvWorkload> csv = DynamicCast<HttpCsvWorkload>(m_sample))
    {
        out << "requests: " << csv->GetRequests()->Get().requests.size()
            << ", clients in the file: " << csv->GetRequests()->Get().clients << "\n";
        const Time shift = csv->GetRequests()->Get().shift;
        if (shift.IsStrictlyPositive())
        {
            out << "note: the file's times begin above ten days; " << std::fixed
                << std::setprecision(3) << shift.GetSeconds() << std::defaultfloat
                << " s taken off each of them\n";
        }
    }
}

std::map<std::string, double>
HttpWorkloadOptions::GetFigures() const
{
    const Ptr<HttpCsvWorkload> csv = DynamicCast<HttpCsvWorkload>(m_sample);
    return csv ? std::map<std::string, double>{{"times_shifted_s",
                                                csv->GetRequests()->Get().shift.GetSeconds()}}
               : std::map<std::string, double>{};
}

} // namespace ns3
