/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-date.h"

#include "http-text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace ns3
{
namespace http
{

namespace
{

constexpr std::array<std::string_view, 7> WEEKDAYS{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

constexpr std::array<std::string_view, 7>
    LONG_WEEKDAYS{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

constexpr std::array<std::string_view, 12>
    MONTHS{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr int64_t SECONDS_PER_DAY = 86400;

/// @brief A moment in its parts. @param unixTime it, s @return them, UTC
std::tm
Split(int64_t unixTime)
{
    const auto moment = static_cast<std::time_t>(unixTime);
    std::tm parts{};
    gmtime_r(&moment, &parts);
    return parts;
}

/**
 * @brief The beginning of a day of the proleptic Gregorian calendar.
 * @param year, month, day the day; a month and a day that do not exist are those that they run
 * over to, and are that then
 * @return seconds since 1970-01-01 00:00:00 UTC
 */
int64_t
Join(int year, int& month, int& day)
{
    std::tm parts{};
    parts.tm_year = year - 1900;
    parts.tm_mon = month - 1;
    parts.tm_mday = day;
    const int64_t moment = timegm(&parts);
    month = parts.tm_mon + 1;
    day = parts.tm_mday;
    return moment;
}

/// @brief Prints numbers and words. @param format, values as for std::printf @return the text
template <typename... VALUES>
std::string
Print(const char* format, VALUES... values)
{
    std::array<char, 128> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

/// @brief Reads a date piece by piece; once something is not as expected, it stays failed.
class DateReader
{
  public:
    /// @brief Starts at the beginning. @param text the text
    explicit DateReader(std::string_view text)
        : m_rest(text)
    {
    }

    /// @brief Takes a literal text. @param literal the text
    void Expect(std::string_view literal)
    {
        m_good = m_good && EqualsIgnoreCase(m_rest.substr(0, literal.size()), literal);
        m_rest.remove_prefix(m_good ? literal.size() : 0);
    }

    /**
     * @brief Takes a number.
     * @param digits how many digits
     * @param spaced whether the first digit may be a space
     * @return the number
     */
    int TakeNumber(std::size_t digits, bool spaced = false)
    {
        int number = 0;
        m_good = m_good && m_rest.size() >= digits;
        for (std::size_t i = 0; m_good && i < digits; ++i)
        {
            const char c = (spaced && i == 0 && m_rest[0] == ' ') ? '0' : m_rest[i];
            m_good = c >= '0' && c <= '9';
            number = number * 10 + (c - '0');
        }
        m_rest.remove_prefix(m_good ? digits : 0);
        return number;
    }

    /**
     * @brief Takes one of several words.
     * @param words the words
     * @return the place of the word
     */
    template <std::size_t N>
    int TakeWord(const std::array<std::string_view, N>& words)
    {
        for (std::size_t i = 0; m_good && i < N; ++i)
        {
            if (EqualsIgnoreCase(m_rest.substr(0, words[i].size()), words[i]))
            {
                m_rest.remove_prefix(words[i].size());
                return static_cast<int>(i);
            }
        }
        m_good = false;
        return 0;
    }

    /// @brief Takes hours, minutes and seconds.
    void TakeTime()
    {
        m_hour = TakeNumber(2);
        Expect(":");
        m_minute = TakeNumber(2);
        Expect(":");
        m_second = TakeNumber(2);
        // 60 is a leap second.
        m_good = m_good && m_hour < 24 && m_minute < 60 && m_second <= 60;
    }

    /**
     * @brief The moment, if the whole text was read and the day exists.
     * @param year, month, day the day
     * @return seconds since 1970-01-01 00:00:00 UTC
     */
    std::optional<int64_t> Finish(int year, int month, int day) const
    {
        int realMonth = month;
        int realDay = day;
        const int64_t midnight = Join(year, realMonth, realDay);
        if (!m_good || !m_rest.empty() || realMonth != month || realDay != day)
        {
            return std::nullopt;
        }
        return midnight + m_hour * 3600 + m_minute * 60 + m_second;
    }

  private:
    std::string_view m_rest; //!< what was not read yet
    bool m_good = true;      //!< whether everything was as expected
    int m_hour = 0;          //!< 0 to 23
    int m_minute = 0;        //!< 0 to 59
    int m_second = 0;        //!< 0 to 60
};

/// @brief Reads IMF-fixdate. @param text the text @return the moment, or nothing
std::optional<int64_t>
ParseFixdate(std::string_view text, int64_t /* now */)
{
    DateReader reader(text);
    reader.TakeWord(WEEKDAYS);
    reader.Expect(", ");
    const int day = reader.TakeNumber(2);
    reader.Expect(" ");
    const int month = reader.TakeWord(MONTHS) + 1;
    reader.Expect(" ");
    const int year = reader.TakeNumber(4);
    reader.Expect(" ");
    reader.TakeTime();
    reader.Expect(" GMT");
    return reader.Finish(year, month, day);
}

/// @brief Reads the form of RFC 850. @param text, now the text and the present @return the moment,
/// or nothing
std::optional<int64_t>
ParseRfc850(std::string_view text, int64_t now)
{
    DateReader reader(text);
    reader.TakeWord(LONG_WEEKDAYS);
    reader.Expect(", ");
    const int day = reader.TakeNumber(2);
    reader.Expect("-");
    const int month = reader.TakeWord(MONTHS) + 1;
    reader.Expect("-");
    const int year = reader.TakeNumber(2);
    reader.Expect(" ");
    reader.TakeTime();
    reader.Expect(" GMT");
    // 50 years of the Gregorian calendar, which has 146097 days in 400 of them.
    const int64_t latest = now + 146097 / 8 * SECONDS_PER_DAY;
    const int century = (Split(latest).tm_year + 1900) / 100 * 100;
    const auto moment = reader.Finish(century + year, month, day);
    return moment && *moment <= latest ? moment : reader.Finish(century - 100 + year, month, day);
}

/// @brief Reads the form of asctime. @param text the text @return the moment, or nothing
std::optional<int64_t>
ParseAsctime(std::string_view text, int64_t /* now */)
{
    DateReader reader(text);
    reader.TakeWord(WEEKDAYS);
    reader.Expect(" ");
    const int month = reader.TakeWord(MONTHS) + 1;
    reader.Expect(" ");
    const int day = reader.TakeNumber(2, true);
    reader.Expect(" ");
    reader.TakeTime();
    reader.Expect(" ");
    const int year = reader.TakeNumber(4);
    return reader.Finish(year, month, day);
}

/// @brief Reads year, month, day, hour, minute and second. @param text loses them @param numbers
/// where they go @return whether they are there and in range
bool
ReadDateTimeNumbers(std::string_view& text, std::array<int64_t, 6>& numbers)
{
    // Where each begins, its digits, its range, and what follows it.
    const struct
    {
        std::size_t begin;
        std::size_t digits;
        uint64_t min;
        uint64_t max;
        std::string_view next;
    } parts[] = {{0, 4, 1970, 2261, "-"},
                 {5, 2, 1, 12, "-"},
                 {8, 2, 1, 31, "Tt "},
                 {11, 2, 0, 24, ":"},
                 {14, 2, 0, 59, ":"},
                 {17, 2, 0, 60, ".,Zz+-"}};

    if (text.size() < 19)
    {
        return false;
    }
    for (std::size_t i = 0; i < numbers.size(); i++)
    {
        const auto number = HttpParseUnsigned(text.substr(parts[i].begin, parts[i].digits));
        const std::size_t end = parts[i].begin + parts[i].digits;
        if (!number || *number < parts[i].min || *number > parts[i].max ||
            (end < text.size() && parts[i].next.find(text[end]) == std::string_view::npos))
        {
            return false;
        }
        numbers[i] = static_cast<int64_t>(*number);
    }
    text.remove_prefix(19);
    return true;
}

/// @brief Reads a fraction of a second, if there is one. @param text loses it @return nanoseconds
int64_t
ReadFraction(std::string_view& text)
{
    int64_t fraction = 0;
    if (!text.empty() && (text.front() == '.' || text.front() == ','))
    {
        int64_t unit = 100000000;
        text.remove_prefix(1);
        for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; unit /= 10)
        {
            fraction += unit * (text.front() - '0');
            text.remove_prefix(1);
        }
    }
    return fraction;
}

/// @brief Reads a time zone. @param text the zone, or nothing @return minutes ahead of UTC, or
/// nothing if it is none
std::optional<int64_t>
ReadZone(std::string_view text)
{
    if (text.empty() || text == "Z" || text == "z")
    {
        return 0;
    }
    const std::string_view rest = text.substr(1);
    const bool colon = rest.size() == 5 && rest[2] == ':';
    const auto hours = HttpParseUnsigned(rest.substr(0, 2));
    const auto minutes = HttpParseUnsigned(
        rest.size() == 2 ? "00" : rest.substr(std::min<std::size_t>(rest.size(), colon ? 3 : 2)));
    if ((text.front() != '+' && text.front() != '-') || !hours || !minutes || *hours > 23 ||
        *minutes > 59)
    {
        return std::nullopt;
    }
    return static_cast<int64_t>(*hours * 60 + *minutes) * (text.front() == '-' ? -1 : 1);
}

} // namespace

std::string
FormatHttpDate(int64_t unixTime)
{
    const std::tm parts = Split(unixTime);
    return Print("%s, %02d %s %04d %02d:%02d:%02d GMT",
                 WEEKDAYS[static_cast<std::size_t>(parts.tm_wday)].data(),
                 parts.tm_mday,
                 MONTHS[static_cast<std::size_t>(parts.tm_mon)].data(),
                 parts.tm_year + 1900,
                 parts.tm_hour,
                 parts.tm_min,
                 parts.tm_sec);
}

std::optional<int64_t>
ParseHttpDate(std::string_view text, int64_t now)
{
    for (const auto parse : {ParseFixdate, ParseRfc850, ParseAsctime})
    {
        if (const auto moment = parse(text, now))
        {
            return moment;
        }
    }
    return std::nullopt;
}

std::string
FormatDateTime(int64_t unixTime, uint32_t microseconds)
{
    const std::tm parts = Split(unixTime);
    return Print("%04d-%02d-%02dT%02d:%02d:%02d.%06uZ",
                 parts.tm_year + 1900,
                 parts.tm_mon + 1,
                 parts.tm_mday,
                 parts.tm_hour,
                 parts.tm_min,
                 parts.tm_sec,
                 microseconds);
}

std::optional<int64_t>
ParseDateTime(std::string_view text)
{
    text = HttpTrim(text);
    std::array<int64_t, 6> numbers{};
    if (!ReadDateTimeNumbers(text, numbers))
    {
        return std::nullopt;
    }
    const int64_t fraction = ReadFraction(text);
    const std::optional<int64_t> zoneMinutes = ReadZone(text);
    if (!zoneMinutes)
    {
        return std::nullopt;
    }
    int month = static_cast<int>(numbers[1]);
    int day = static_cast<int>(numbers[2]);
    const int64_t midnight = Join(static_cast<int>(numbers[0]), month, day);
    const int64_t seconds =
        midnight + numbers[3] * 3600 + (numbers[4] - *zoneMinutes) * 60 + numbers[5];
    return seconds * 1000000000 + fraction;
}

} // namespace http
} // namespace ns3
