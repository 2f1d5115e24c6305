/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Moments of what a model of web pages draws: objects of a page, their sizes, times of reading and
// parsing; nothing is simulated.

#include "http-figures.h"

#include "ns3/core-module.h"
#include "ns3/http-module.h"
#include "ns3/http-options.h"
#include "ns3/http-pries-workload.h"
#include "ns3/http-summary-file.h"
#include "ns3/http-three-gpp-workload.h"
#include "ns3/three-gpp-http-variables.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

using namespace ns3;

namespace
{

/// Random variables of ns-3's own model have streams from here on.
constexpr int64_t STREAM = 1000;

/// @brief Moments of a sample, by Welford's method.
class Moments
{
  public:
    /// @brief Adds a value. @param value it
    void Add(double value)
    {
        ++m_count;
        const double before = value - m_mean;
        m_mean += before / m_count;
        m_squares += before * (value - m_mean);
        m_min = std::min(m_min, value);
        m_max = std::max(m_max, value);
    }

    /// @brief Adds the moments to figures. @param name what was drawn @param figures where
    void AddTo(const std::string& name, std::map<std::string, double>& figures) const
    {
        figures[name + "_mean"] = m_count > 0 ? m_mean : std::nan("");
        figures[name + "_sd"] = std::sqrt(m_squares / (m_count - 1));
        figures[name + "_min"] = m_min;
        figures[name + "_max"] = m_max;
    }

  private:
    double m_count = 0;                                     //!< values
    double m_mean = 0;                                      //!< of them
    double m_squares = 0;                                   //!< sum of squares about the mean
    double m_min = std::numeric_limits<double>::infinity(); //!< the smallest
    double m_max = -m_min;                                  //!< the largest
};

/// @brief What the pages of a model are made of.
struct Pages
{
    Moments objects;     //!< embedded objects of a page
    Moments rootBytes;   //!< bytes of a root object
    Moments objectBytes; //!< bytes of an embedded object
    Moments reading;     //!< seconds from a page's end to the next page
    Moments parsing;     //!< seconds from the root object to the requests of the embedded ones
};

/// @brief Bytes that a target of a drawn page asks for. @param target as in /bytes/100?page=1
/// @return the bytes
double
GetBytes(const std::string& target)
{
    const std::size_t begin = std::string("/bytes/").size();
    const auto bytes = HttpParseUnsigned(target.substr(begin, target.find('?') - begin));
    return static_cast<double>(bytes.value());
}

/// @brief Draws pages of a workload. @param type its type @param number of pages
/// @return what they are made of
Pages
DrawWorkload(const std::string& type, uint32_t number)
{
    ObjectFactory factory(type);
    factory.Set("Pages", UintegerValue(number));
    const Ptr<HttpWorkload> workload = factory.Create<HttpWorkload>();
    workload->AssignStreams(STREAM);
    const http::Url base{"http", "10.1.1.2", 80, "/"};
    Pages pages;
    HttpPage page;
    while (workload->NextPage(base, page))
    {
        pages.objects.Add(static_cast<double>(page.objects.size() - 1));
        pages.rootBytes.Add(GetBytes(page.objects[0].url.target));
        for (std::size_t i = 1; i < page.objects.size(); ++i)
        {
            pages.objectBytes.Add(GetBytes(page.objects[i].url.target));
        }
        if (page.objects.size() > 1)
        {
            pages.parsing.Add(page.objects[1].delay.GetSeconds());
        }
        pages.reading.Add(page.thinkTime.GetSeconds());
    }
    workload->Dispose();
    return pages;
}

/// @brief Draws pages of ns-3's own model. @param number of pages @return what they are made of
Pages
DrawNs3(uint32_t number)
{
    const Ptr<ThreeGppHttpVariables> variables = CreateObject<ThreeGppHttpVariables>();
    variables->Initialize();
    variables->AssignStreams(STREAM);
    Pages pages;
    for (uint32_t i = 0; i < number; ++i)
    {
        const uint32_t objects = variables->GetNumOfEmbeddedObjects();
        pages.objects.Add(objects);
        pages.rootBytes.Add(variables->GetMainObjectSize());
        for (uint32_t k = 0; k < objects; ++k)
        {
            pages.objectBytes.Add(variables->GetEmbeddedObjectSize());
        }
        pages.parsing.Add(variables->GetParsingTime().GetSeconds());
        pages.reading.Add(variables->GetReadingTime().GetSeconds());
    }
    variables->Dispose();
    return pages;
}

/**
 * @brief A moment about zero of a lognormal variable that is drawn again outside its bounds.
 * @param order of the moment
 * @param mu, sigma mean and standard deviation of its logarithm
 * @param min, max the bounds
 * @return the moment
 */
double
GetBoundedMoment(int order, double mu, double sigma, double min, double max)
{
    const auto normal = [](double x) { return std::erfc(-x / std::sqrt(2)) / 2; };
    const double low = (std::log(min) - mu) / sigma;
    const double high = (std::log(max) - mu) / sigma;
    const double shift = order * sigma;
    return std::exp(order * mu + shift * shift / 2) * (normal(high - shift) - normal(low - shift)) /
           (normal(high) - normal(low));
}

/**
 * @brief Adds mean and standard deviation of a published lognormal law within its published bounds.
 * @param name what it describes
 * @param mean, deviation the published ones, of the law without bounds
 * @param min, max the published bounds
 * @param figures where they go
 */
void
AddBoundedLaw(const std::string& name,
              double mean,
              double deviation,
              double min,
              double max,
              std::map<std::string, double>& figures)
{
    const double variance = std::log(1 + deviation * deviation / (mean * mean));
    const double mu = std::log(mean) - variance / 2;
    const double first = GetBoundedMoment(1, mu, std::sqrt(variance), min, max);
    const double second = GetBoundedMoment(2, mu, std::sqrt(variance), min, max);
    figures["three_gpp_" + name + "_mean"] = first;
    figures["three_gpp_" + name + "_sd"] = std::sqrt(second - first * first);
}

/// @brief Draws pages. @param model which @param number of them @return figures by name
std::map<std::string, double>
Draw(const std::string& model, uint32_t number)
{
    const Pages pages = model == "ns-3"    ? DrawNs3(number)
                        : model == "pries" ? DrawWorkload("ns3::HttpPriesWorkload", number)
                                           : DrawWorkload("ns3::HttpThreeGppWorkload", number);
    std::map<std::string, double> figures;
    pages.objects.AddTo("objects", figures);
    pages.rootBytes.AddTo("root_bytes", figures);
    pages.objectBytes.AddTo("object_bytes", figures);
    pages.reading.AddTo("reading_s", figures);
    pages.parsing.AddTo("parsing_s", figures);
    // 3GPP2 C.R1002-0; NGMN, annex A
    AddBoundedLaw("root_bytes", 10710, 25032, 100, 2e6, figures);
    AddBoundedLaw("object_bytes", 7758, 126168, 50, 2e6, figures);
    return figures;
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string model = "three-gpp";
    uint32_t number = 100000;
    std::string out;
    HttpOptions options("http-moments", "moments of what a model of web pages draws");
    options.AddText("model",
                    "three-gpp, pries, or ns-3: its own of three-gpp",
                    model,
                    {"three-gpp", "pries", "ns-3"});
    options.AddCount("pages", "pages that are drawn", number, 2, 1000000000);
    options.AddText("out", "folder for summary.json; none: no file", out);
    options.AddStatistics({"*_mean", "*_sd", "*_min", "*_max"});
    options.Parse(argc, argv);
    const std::string folder = out.empty() ? "" : options.MakeFolder(out);
    const std::map<std::string, double> figures = Draw(model, number);
    PrintHttpFigures(figures);
    if (!out.empty())
    {
        HttpSummaryFile(folder, true).Write("http-moments", options, figures);
    }
    return 0;
}
