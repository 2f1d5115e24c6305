/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-date.h"

#include "http-text.h"

#include <algorithm>
#include <array>

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

/// @brief A day of the proleptic Gregorian calendar.
struct Day
{
    int64_t year; //!< the year
    int month;    //!< 1 to 12
    int day;      //!< 1 to 31
};

/**
 * @brief Days from 1970-01-01; the year is taken to begin in March, so that leap days come last.
 * @param date the day
 * @return the number of days, negative before
 */
int64_t
CountDays(const Day& date)
{
    const int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const int64_t era = (year >= 0 ? year : year - 399) / 400;
    const int64_t yearOfEra = year - era * 400;
    const int64_t monthFromMarch = (date.month + 9) % 12;
    const int64_t dayOfYear = (153 * monthFromMarch + 2) / 5 + date.day - 1;
    const int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + dayOfEra - 719468;
}

/**
 * @brief The inverse of CountDays.
 * @param days days from 1970-01-01
 * @return the day
 */
Day
FindDay(int64_t days)
{
    days += 719468;
    const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const int64_t dayOfEra = days - era * 146097;
    const int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int64_t monthFromMarch = (5 * dayOfYear + 2) / 153;
    const int day = static_cast<int>(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    const int month =
        static_cast<int>(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
    return {yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

/**
 * @brief Appends a number with leading zeros.
 * @param text where to
 * @param number the number, not negative
 * @param digits how many digits
 */
void
AppendDigits(std::string& text, int64_t number, int digits)
{
    std::string reversed;
    for (int i = 0; i < digits; ++i)
    {
        reversed.push_back(static_cast<char>('0' + number % 10));
        number /= 10;
    }
    text.append(reversed.rbegin(), reversed.rend());
}

/// @brief Days that are over at a moment. @param unixTime it, s @return days from 1970-01-01
int64_t
CountWholeDays(int64_t unixTime)
{
    return unixTime / SECONDS_PER_DAY - (unixTime % SECONDS_PER_DAY < 0 ? 1 : 0);
}

/// @brief Appends the time of a day. @param text where to @param second of the day
void
AppendTime(std::string& text, int64_t second)
{
    AppendDigits(text, second / 3600, 2);
    text += ':';
    AppendDigits(text, second / 60 % 60, 2);
    text += ':';
    AppendDigits(text, second % 60, 2);
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
     * @param date the day
     * @return seconds since 1970-01-01 00:00:00 UTC
     */
    std::optional<int64_t> Finish(const Day& date) const
    {
        if (!m_good || !m_rest.empty())
        {
            return std::nullopt;
        }
        const int64_t days = CountDays(date);
        const Day back = FindDay(days);
        if (back.year != date.year || back.month != date.month || back.day != date.day)
        {
            return std::nullopt;
        }
        return days * SECONDS_PER_DAY + m_hour * 3600 + m_minute * 60 + m_second;
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
    return reader.Finish({year, month, day});
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
    Day date{FindDay(latest / SECONDS_PER_DAY).year / 100 * 100 + year, month, day};
    const auto moment = reader.Finish(date);
    if (moment && *moment <= latest)
    {
        return moment;
    }
    date.year -= 100;
    return reader.Finish(date);
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
    return reader.Finish({year, month, day});
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
    const int64_t days = CountWholeDays(unixTime);
    const Day date = FindDay(days);
    // 1970-01-01 was a Thursday.
    const int64_t weekday = ((days + 4) % 7 + 7) % 7;
    std::string text(WEEKDAYS[static_cast<std::size_t>(weekday)]);
    text += ", ";
    AppendDigits(text, date.day, 2);
    text += ' ';
    text += MONTHS[static_cast<std::size_t>(date.month - 1)];
    text += ' ';
    AppendDigits(text, date.year, 4);
    text += ' ';
    AppendTime(text, unixTime - days * SECONDS_PER_DAY);
    text += " GMT";
    return text;
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
    const int64_t days = CountWholeDays(unixTime);
    const Day date = FindDay(days);
    std::string text;
    AppendDigits(text, date.year, 4);
    text += '-';
    AppendDigits(text, date.month, 2);
    text += '-';
    AppendDigits(text, date.day, 2);
    text += 'T';
    AppendTime(text, unixTime - days * SECONDS_PER_DAY);
    text += '.';
    AppendDigits(text, microseconds, 6);
    return text + "Z";
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
    const auto& [year, month, day, hour, minute, second] = numbers;
    const int64_t days = CountDays({year, static_cast<int>(month), static_cast<int>(day)});
    const int64_t seconds =
        days * SECONDS_PER_DAY + hour * 3600 + (minute - *zoneMinutes) * 60 + second;
    return seconds * 1000000000 + fraction;
}

} // namespace http
} // namespace ns3
