/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-speed-label.h"

#include "ns3/http-named.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <string_view>

namespace ns3
{

namespace
{

/// The fastest rate that is believed, bit/s.
constexpr double MAX_RATE = 1e15;

/// The largest number in the name of a level, as in OC-768.
constexpr uint64_t MAX_LEVEL = 3072;

/// @brief Levels whose rate is a multiple, as in OC-48.
struct Hierarchy
{
    std::string_view name; //!< before the number
    double rate;           //!< of the first level, bit/s
    double zero;           //!< of level 0, bit/s; 0: there is none
};

constexpr std::array<Hierarchy, 3> HIERARCHIES = {{
    {"oc", 51.84e6, 0},
    {"stm", 155.52e6, 51.84e6},
    {"sts", 51.84e6, 0},
}};

/// @brief Levels that each have a rate of their own, as in DS3 (ITU-T G.702).
struct Carrier
{
    std::string_view name;       //!< before the number
    std::array<double, 6> rates; //!< by number, bit/s; 0: there is none
    bool isAmbiguous;            //!< it may be the name of a link
};

constexpr std::array<Carrier, 4> CARRIERS = {{
    {"ds", {64e3, 1.544e6, 6.312e6, 44.736e6, 274.176e6, 0}, false},
    {"t", {0, 1.544e6, 6.312e6, 44.736e6, 274.176e6, 0}, true},
    {"e", {64e3, 2.048e6, 8.448e6, 34.368e6, 139.264e6, 565.148e6}, true},
    {"j", {64e3, 1.544e6, 6.312e6, 32.064e6, 97.728e6, 0}, true},
}};

/// @brief A name of a rate.
struct Name
{
    std::string_view name; //!< in lower case, without spaces and hyphens
    double rate;           //!< bit/s
};

constexpr std::array<Name, 8> NAMES = {{
    {"gige", 1e9},
    {"gbe", 1e9},
    {"ge", 1e9},
    {"gigabitethernet", 1e9},
    {"gigabit", 1e9},
    {"fastethernet", 100e6},
    {"ethernet", 10e6},
    {"fddi", 100e6},
}};

/// What follows the first letter of a unit, in lower case; none: the letter alone.
constexpr std::array<std::string_view, 18> UNIT_ENDS = {"b",
                                                        "bit",
                                                        "bits",
                                                        "bps",
                                                        "bitps",
                                                        "bitsps",
                                                        "e",
                                                        "be",
                                                        "ige",
                                                        "ig",
                                                        "iga",
                                                        "igabit",
                                                        "igabits",
                                                        "igabitethernet",
                                                        "egabit",
                                                        "egabits",
                                                        "ilobit",
                                                        "base"};

bool
IsLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool
IsDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// @brief Reads a label from its beginning to its end.
class LabelReader
{
  public:
    /**
     * @brief Nothing read so far.
     * @param label the label
     * @param isAboutSpeed as for ReadHttpSpeedLabel()
     */
    LabelReader(const std::string& label, bool isAboutSpeed)
        : m_text(label),
          m_isAboutSpeed(isAboutSpeed)
    {
        // The sign of multiplication, and dashes, as their plain characters.
        Replace("\xc3\x97", "x");
        Replace("\xe2\x80\x93", "-");
        Replace("\xe2\x80\x94", "-");
    }

    /// @brief Reads the label. @return the first speed in it
    HttpSpeedLabel Read()
    {
        HttpSpeedLabel speed;
        for (std::size_t i = 0; i < m_text.size(); ++i)
        {
            const char before = i == 0 ? ' ' : m_text[i - 1];
            if (IsLetter(before) || IsDigit(before) || before == '.')
            {
                continue;
            }
            std::size_t at = i;
            const double rate = ReadProduct(at, speed.isRange);
            if (rate >= 1 && rate <= MAX_RATE)
            {
                speed.rate = static_cast<uint64_t>(rate);
                return speed;
            }
            speed.isRange = false;
        }
        return speed;
    }

  private:
    /// @brief Replaces a text everywhere. @param from, to the text and what comes instead
    void Replace(const std::string& from, const std::string& to)
    {
        for (auto at = m_text.find(from); at != std::string::npos; at = m_text.find(from))
        {
            m_text.replace(at, from.size(), to);
        }
    }

    /// @brief A character. @param at where @return it; a zero byte behind the end
    char Get(std::size_t at) const
    {
        return at < m_text.size() ? m_text[at] : '\0';
    }

    /// @brief Goes over spaces. @param at where
    void SkipSpaces(std::size_t& at) const
    {
        while (Get(at) == ' ')
        {
            ++at;
        }
    }

    /// @brief Goes over the sign of a product. @param at where @return whether it is there
    bool SkipTimes(std::size_t& at) const
    {
        std::size_t next = at;
        SkipSpaces(next);
        if (Get(next) != 'x' && Get(next) != 'X' && Get(next) != '*')
        {
            return false;
        }
        ++next;
        SkipSpaces(next);
        at = next;
        return true;
    }

    /// @brief Reads a number. @param at where; behind it then @return the number, if there is one
    std::optional<double> ReadNumber(std::size_t& at) const
    {
        std::size_t end = at;
        std::string digits;
        while (IsDigit(Get(end)) || (Get(end) == '.' && IsDigit(Get(end + 1))) ||
               (Get(end) == ',' && IsDigit(Get(end + 1)) && !digits.empty()))
        {
            // 1,000 has its thousands apart, 2,5 is a fraction.
            const bool isThousands = Get(end) == ',' && IsDigit(Get(end + 2)) &&
                                     IsDigit(Get(end + 3)) && !IsDigit(Get(end + 4));
            digits += isThousands ? "" : std::string(1, Get(end) == ',' ? '.' : Get(end));
            ++end;
        }
        const auto number = HttpParseNumber(digits);
        at = number ? end : at;
        return number;
    }

    /// @brief Reads a word of letters. @param at where; behind it then @return it in lower case
    std::string ReadWord(std::size_t& at) const
    {
        std::string word;
        for (; IsLetter(Get(at)); ++at)
        {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(Get(at))));
        }
        return word;
    }

    /// @brief Reads a unit. @param at where; behind it then @return bit/s, 0 if there is none
    double ReadUnit(std::size_t& at) const
    {
        std::size_t end = at;
        SkipSpaces(end);
        const std::size_t begin = end;
        const std::string word = ReadWord(end);
        if (word.empty() || IsDigit(Get(end)))
        {
            return 0;
        }
        if (word == "bps" || word == "bit" || word == "bits" || (word == "b" && Get(end) == '/'))
        {
            at = end;
            return Get(begin) == 'B' ? 0 : 1;
        }
        if (word == "base")
        {
            at = end;
            return 1e6;
        }
        const std::string_view prefixes = "kmgt";
        const auto prefix = prefixes.find(word[0]);
        if (prefix == std::string_view::npos)
        {
            return 0;
        }
        const std::string_view rest = std::string_view(word).substr(1);
        // A small m or t alone is no unit of rates.
        const bool isAlone = rest.empty() && Get(begin) != 'm' && Get(begin) != 't';
        const bool isBytes =
            rest.substr(0, 1) == "b" && Get(begin + 1) == 'B' && (rest == "b" || rest == "bps");
        const bool isKnown = std::find(UNIT_ENDS.begin(), UNIT_ENDS.end(), rest) != UNIT_ENDS.end();
        if ((!isAlone && !isKnown) || isBytes || (rest == "e" && word[0] != 'g'))
        {
            return 0;
        }
        at = end;
        return std::pow(1000, static_cast<double>(prefix) + 1);
    }

    /// @brief Goes over "/s". @param at where
    void SkipPerSecond(std::size_t& at) const
    {
        at += Get(at) == '/' && (Get(at + 1) == 's' || Get(at + 1) == 'S') ? 2 : 0;
    }

    /**
     * @brief Reads a number with a unit, or a range of such.
     * @param at where; behind it then
     * @param isRange set if it is a range
     * @return bit/s, 0 if there is none
     */
    double ReadQuantity(std::size_t& at, bool& isRange) const
    {
        std::size_t end = at;
        const auto number = ReadNumber(end);
        if (!number)
        {
            return 0;
        }
        const double unit = ReadUnit(end);
        SkipPerSecond(end);
        std::size_t next = end;
        SkipSpaces(next);
        const bool isDash = Get(next) == '-';
        next += isDash ? 1 : 0;
        SkipSpaces(next);
        const auto upper = isDash ? ReadNumber(next) : std::nullopt;
        const double upperUnit = upper ? ReadUnit(next) : 0;
        if (upperUnit > 0)
        {
            SkipPerSecond(next);
            isRange = true;
            at = next;
            return std::min(*number * (unit > 0 ? unit : upperUnit), *upper * upperUnit);
        }
        at = unit > 0 ? end : at;
        return *number * unit;
    }

    /// @brief Reads a name of a rate. @param at where; behind it then @return bit/s, 0: none
    double ReadName(std::size_t& at) const
    {
        std::size_t end = at;
        std::string word = ReadWord(end);
        std::size_t digits = end;
        digits += Get(digits) == '-' || Get(digits) == ' ' ? 1 : 0;
        const std::size_t begin = digits;
        while (IsDigit(Get(digits)))
        {
            ++digits;
        }
        const auto level = HttpParseUnsigned(m_text.substr(begin, digits - begin));
        for (const Hierarchy& hierarchy : HIERARCHIES)
        {
            if (word == hierarchy.name && level && *level <= MAX_LEVEL)
            {
                // A c behind the level says that it is one channel.
                at = digits + (Get(digits) == 'c' ? 1 : 0);
                return *level == 0 ? hierarchy.zero : hierarchy.rate * static_cast<double>(*level);
            }
        }
        for (const Carrier& carrier : CARRIERS)
        {
            const bool isMeant = !carrier.isAmbiguous || (m_isAboutSpeed && Get(end) != ' ');
            if (word == carrier.name && level && *level < carrier.rates.size() && isMeant &&
                !IsLetter(Get(digits)) && Get(digits) != '.')
            {
                at = digits;
                return carrier.rates[*level];
            }
        }
        if ((Get(end) == ' ' || Get(end) == '-') && IsLetter(Get(end + 1)))
        {
            std::size_t second = end + 1;
            const std::string both = word + ReadWord(second);
            const bool isLonger = HttpFindNamed(NAMES, both) != nullptr;
            word = isLonger ? both : word;
            end = isLonger ? second : end;
        }
        const Name* const name = HttpFindNamed(NAMES, word);
        at = name ? end : at;
        return name ? name->rate : 0;
    }

    /**
     * @brief Reads a rate, or a number of times one.
     * @param at where; behind it then
     * @param isRange set if the rate is a range
     * @return bit/s, 0 if there is none
     */
    double ReadProduct(std::size_t& at, bool& isRange) const
    {
        std::size_t next = at;
        const auto times = ReadNumber(next);
        double factor = 1;
        if (times && SkipTimes(next))
        {
            factor = *times;
            at = next;
        }
        double rate = ReadQuantity(at, isRange);
        rate = rate > 0 ? rate : ReadName(at);
        next = at;
        if (rate > 0 && factor == 1 && SkipTimes(next))
        {
            factor = ReadNumber(next).value_or(1);
        }
        return rate * factor;
    }

    std::string m_text;  //!< the label
    bool m_isAboutSpeed; //!< T1 and the like are carriers
};

} // namespace

HttpSpeedLabel
ReadHttpSpeedLabel(const std::string& label, bool isAboutSpeed)
{
    return LabelReader(label, isAboutSpeed).Read();
}

} // namespace ns3
