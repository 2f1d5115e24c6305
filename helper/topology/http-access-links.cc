/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-access-links.h"

#include "ns3/http-attribute-check.h"
#include "ns3/http-csv-reader.h"
#include "ns3/http-random-variable.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/http-workload.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

namespace
{

/// The least rate that a draw may give, bit/s.
constexpr uint64_t LEAST_RATE = 1000;

/// The columns of a file.
const HttpCsvColumns COLUMNS = {{"rate", "delay", "uplink"}, 0, true, "rate,delay,uplink", "", ""};

/**
 * @brief Sets one value of a row.
 * @param column rate, delay or uplink
 * @param value the value
 * @param link the link
 * @return an empty text, or what is accepted
 */
std::string
SetColumn(const std::string& column, const std::string& value, HttpTopologyPlan::Link& link)
{
    if (column == "delay")
    {
        const auto delay = HttpParseTime(value);
        link.delay = delay.value_or(Time(0));
        return delay ? "" : HTTP_TIME_FORM;
    }
    if (!IsHttpDataRate(value) || DataRate(value).GetBitRate() == 0)
    {
        return "a data rate above 0, such as 10Mbps";
    }
    (column == "rate" ? link.down : link.up) = DataRate(value);
    return "";
}

} // namespace

HttpTopologyProblem
HttpAccessLinks::Load(const HttpTopologySettings& settings, int64_t stream)
{
    m_hasUplink = settings.accessUplink.GetBitRate() > 0;
    m_usual.down = settings.accessRate;
    m_usual.up = m_hasUplink ? settings.accessUplink : settings.accessRate;
    m_usual.delay = settings.accessDelay;
    std::string problem;
    if (!settings.accessRates.empty())
    {
        const std::string& text = settings.accessRates;
        std::optional<double> megabits;
        if (IsHttpDataRate(text))
        {
            megabits = static_cast<double>(DataRate(text).GetBitRate()) / 1e6;
        }
        m_rate =
            MakeHttpQuantityVariable(text,
                                     megabits,
                                     "a data rate such as 10Mbps, or a random variable of Mbit/s",
                                     problem);
        if (!m_rate)
        {
            return {"access-rates", settings.accessRates, problem};
        }
        m_rate->SetStream(stream);
    }
    if (!settings.accessDelays.empty())
    {
        m_delay = MakeHttpTimeVariable(settings.accessDelays, problem);
        if (!m_delay)
        {
            return {"access-delays", settings.accessDelays, problem};
        }
        m_delay->SetStream(stream + 1);
    }
    const std::string& file = settings.accessFile;
    return {"access-file", file, file.empty() ? "" : LoadFile(file)};
}

std::string
HttpAccessLinks::LoadFile(const std::string& path)
{
    HttpCsvReader file(COLUMNS);
    std::string problem = file.Read(path, "line ", [this](const HttpCsvReader::Row& row) {
        HttpTopologyPlan::Link link = m_usual;
        link.up = m_hasUplink ? m_usual.up : DataRate(0);
        for (std::size_t i = 0; i < row.size(); ++i)
        {
            const std::string& column = COLUMNS.names[i];
            const std::string accepted = row[i].empty() ? "" : SetColumn(column, row[i], link);
            if (!accepted.empty())
            {
                return std::string(column)
                    .append(" is \"")
                    .append(row[i])
                    .append("\"; accepted: ")
                    .append(accepted);
            }
        }
        link.up = link.up.GetBitRate() > 0 ? link.up : link.down;
        m_rows.push_back(link);
        return std::string();
    });
    if (!problem.empty())
    {
        return problem;
    }
    return m_rows.empty() ? "it has no row; accepted: a heading rate,delay,uplink and rows" : "";
}

HttpTopologyPlan::Link
HttpAccessLinks::Next()
{
    HttpTopologyPlan::Link link = m_rows.empty() ? m_usual : m_rows[m_next % m_rows.size()];
    if (m_rate)
    {
        const double rate = std::round(m_rate->GetValue() * 1e6);
        const bool isCut = !(rate >= LEAST_RATE && rate <= 1e12);
        if (isCut)
        {
            m_notes.push_back("access link " + std::to_string(m_next) + ": a rate of " +
                              std::to_string(rate) + " bit/s was drawn and cut");
        }
        link.down = DataRate(static_cast<uint64_t>(
            isCut ? std::clamp(std::isnan(rate) ? 0.0 : rate, double{LEAST_RATE}, 1e12) : rate));
        link.up = m_hasUplink ? link.up : link.down;
    }
    if (m_delay)
    {
        link.delay = HttpDrawTime(m_delay);
    }
    ++m_next;
    return link;
}

const std::vector<std::string>&
HttpAccessLinks::GetNotes() const
{
    return m_notes;
}

} // namespace ns3
