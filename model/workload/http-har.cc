/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har.h"

#include "http-har-reader.h"
#include "http-inflate.h"

#include "ns3/http-text.h"

#include <utility>

namespace ns3
{

HttpHar::HttpHar(HttpHarData data)
    : m_data(std::move(data))
{
}

Ptr<const HttpHar>
HttpHar::Load(const std::string& path, std::string& error)
{
    std::string text;
    error = HttpReadFile(path, text);
    if (!error.empty())
    {
        return nullptr;
    }
    const Ptr<const HttpHar> har = Parse(std::move(text), error);
    if (!error.empty())
    {
        error = path + ": " + error;
    }
    return har;
}

Ptr<const HttpHar>
HttpHar::Parse(std::string text, std::string& error)
{
    HttpHarRaw raw;
    error = HttpReadHar(std::move(text), raw);
    if (!error.empty())
    {
        return nullptr;
    }
    HttpHarData data = HttpBuildHar(raw);
    if (data.pages.empty())
    {
        error = "none of its " + std::to_string(data.report.entries) +
                " entries is an http or https request with an answer";
        const std::string reasons = data.report.ToReasons();
        error += reasons.empty() ? "" : ": " + reasons;
        return nullptr;
    }
    return Create<const HttpHar>(std::move(data));
}

const std::vector<HttpPage>&
HttpHar::GetPages() const
{
    return m_data.pages;
}

const std::vector<HttpHarOrigin>&
HttpHar::GetOrigins() const
{
    return m_data.origins;
}

const HttpHarReport&
HttpHar::GetReport() const
{
    return m_data.report;
}

Ptr<HttpCatalogue>
HttpHar::CreateCatalogue(std::optional<Time> roundTrip) const
{
    const Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    for (const HttpHarAnswer& answer : m_data.answers)
    {
        HttpResource resource = answer.resource;
        const Time away = roundTrip.value_or(m_data.origins[answer.origin].roundTrip);
        resource.delay = answer.wait > away ? answer.wait - away : Time(0);
        catalogue->Add(answer.target, resource, answer.authority, answer.method);
    }
    return catalogue;
}

} // namespace ns3
