/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-pair.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace tls
{

namespace
{

/// @brief Texts with spaces between. @param texts them @return one text
std::string
Join(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts)
    {
        all.append(all.empty() ? "" : " ").append(text);
    }
    return all;
}

/// @brief An event as text. @param event it @return the text
std::string
ToText(const Event& event)
{
    switch (event.kind)
    {
    case Event::Kind::Established:
        return "est";
    case Event::Kind::EarlyDataAllowed:
        return "early";
    case Event::Kind::EarlyDataRefused:
        return "refused";
    case Event::Kind::Content:
        return "content=" + std::to_string(event.content);
    case Event::Kind::Ticket:
        return "ticket";
    case Event::Kind::PeerClosed:
        return "closed";
    case Event::Kind::Failed:
        break;
    }
    return (event.isFromPeer ? "peer=" : "fail=") + std::to_string(static_cast<int>(event.alert));
}

} // namespace

Pair::Pair(Options clientOptions, Options serverOptions)
    : client((clientOptions.isClient = true, std::move(clientOptions))),
      server((serverOptions.isClient = false, std::move(serverOptions)))
{
    server.Start(now);
    client.Start(now);
}

void
Pair::Write(Connection& from, bool isClient)
{
    Way& way = isClient ? m_up : m_down;
    while (auto flight = from.NextFlight(now))
    {
        isBusy = true;
        std::string bytes;
        std::string sizes(isClient ? ">" : "<");
        std::size_t place = 0;
        for (const Record& record : flight->records)
        {
            sizes += (sizes.size() > 1 ? "+" : "") + std::to_string(record.GetSize());
            bytes += flight->text.substr(place, record.before) + std::string(record.content, 'x') +
                     flight->text.substr(place + record.before, record.behind);
            place += record.before + record.behind;
        }
        for (const Change& change : m_changes)
        {
            if (change.isFromClient == isClient && change.write == way.writes)
            {
                bytes[change.place] = change.value;
            }
        }
        ++way.writes;
        way.bytes += bytes.size();
        way.stream += bytes;
        m_writes.push_back(sizes);
    }
}

void
Pair::Read(Connection& to, Way& way)
{
    while (way.stream.size() >= RECORD_HEADER_BYTES)
    {
        const auto header = ReadRecordHeader(way.stream.substr(0, RECORD_HEADER_BYTES));
        if (!header)
        {
            to.Fail(Alert::DecodeError, now);
            way.stream.clear();
            return;
        }
        if (way.stream.size() < RECORD_HEADER_BYTES + header->length)
        {
            return;
        }
        isBusy = true;
        const std::string record = way.stream.substr(RECORD_HEADER_BYTES, header->length);
        way.stream.erase(0, RECORD_HEADER_BYTES + header->length);
        const auto content = to.Find(*header, record);
        if (!content)
        {
            to.Fail(Alert::DecodeError, now);
            return;
        }
        to.Receive(*content, record.substr(content->begin, content->length), now);
    }
}

void
Pair::Tell(Connection& of, std::vector<std::string>& told)
{
    while (auto event = of.NextEvent(now))
    {
        isBusy = true;
        told.push_back(ToText(*event));
        if (event->kind == Event::Kind::Ticket)
        {
            sessions.push_back(event->session);
        }
    }
}

void
Pair::Run()
{
    do
    {
        isBusy = false;
        Write(client, true);
        Read(server, m_up);
        Tell(server, m_up.told);
        Write(server, false);
        Read(client, m_down);
        Tell(client, m_down.told);
        if (!isBusy)
        {
            const auto first = client.GetDeadline();
            const auto second = server.GetDeadline();
            if (first || second)
            {
                now = std::min(first.value_or(TlsTime::max()), second.value_or(TlsTime::max()));
                isBusy = true;
            }
        }
    } while (isBusy);
}

std::string
Pair::GetWrites() const
{
    return Join(m_writes);
}

uint64_t
Pair::GetBytes(bool isClient) const
{
    return isClient ? m_up.bytes : m_down.bytes;
}

std::string
Pair::GetEvents(bool isClient) const
{
    return Join(isClient ? m_down.told : m_up.told);
}

void
Pair::Corrupt(bool isFromClient, std::size_t write, std::size_t place, char value)
{
    m_changes.push_back({isFromClient, write, place, value});
}

} // namespace tls
} // namespace ns3
