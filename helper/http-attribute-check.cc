/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-attribute-check.h"

#include "http-random-variable.h"

#include "ns3/attribute.h"
#include "ns3/config.h"
#include "ns3/global-value.h"
#include "ns3/http-named.h"
#include "ns3/http-nearest-word.h"
#include "ns3/http-text.h"
#include "ns3/object.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"
#include "ns3/type-id.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

namespace
{

/// What a number may have behind its digits.
enum class Digits : uint8_t
{
    Whole,    //!< nothing
    Fraction, //!< a point and further digits
    Exponent, //!< an exponent, too
};

/// A type of attribute value whose texts ns-3 aborts on, or reads only in part, if they are wrong.
struct TextForm
{
    const char* name;     //!< the type
    Digits digits;        //!< what its number may have
    bool hasSign;         //!< whether its number may have a sign
    const char* units;    //!< what may follow the number, with bars around each; empty: nothing
    bool needsUnit;       //!< whether a unit must follow a number that is not 0
    bool takesZero;       //!< whether 0 needs none
    const char* accepted; //!< the same in words; empty: the checker's range says it
};

/// The largest seed of ns-3's generator, whose second component has the modulus 4294944443; it
/// aborts on larger ones and on 0.
constexpr uint64_t MOST_SEED = 4294944442;

/// An attribute that was there once.
struct Gone
{
    const char* type; //!< whose
    const char* name; //!< its name
    const char* hint; //!< what to do instead
};

/// What only turned repairs of ns-3's socket off has no place in one that is not ns-3's.
constexpr const char* REPAIR = "it turned off a repair of ns-3's socket; ns3::TcpSocketFactory as "
                               "SocketFactory is that socket as it is";

/// Those that scripts may still name.
constexpr std::array<Gone, 20> GONE = {{
    {"ns3::HttpTcpSocket", "RtoAboveRtt", "use MinRto, which counts above the round trip"},
    {"ns3::HttpTcpSocket", "Paws", "use Timestamp"},
    {"ns3::HttpTcpSocket", "PersistFromRto", "use PersistWait"},
    {"ns3::HttpTcpSocket", "AwaitFinAcknowledgment", REPAIR},
    {"ns3::HttpTcpSocket", "ChallengeAck", REPAIR},
    {"ns3::HttpTcpSocket", "CleanAbort", REPAIR},
    {"ns3::HttpTcpSocket", "FinAfterDataInFlight", REPAIR},
    {"ns3::HttpTcpSocket", "FinBackoff", REPAIR},
    {"ns3::HttpTcpSocket", "FinInOrder", REPAIR},
    {"ns3::HttpTcpSocket", "MssOption", REPAIR},
    {"ns3::HttpTcpSocket", "NoticeRefusal", REPAIR},
    {"ns3::HttpTcpSocket", "NoticeReset", REPAIR},
    {"ns3::HttpTcpSocket", "PushFlag", REPAIR},
    {"ns3::HttpTcpSocket", "RefuseLateSend", REPAIR},
    {"ns3::HttpTcpSocket", "ResetAfterClose", REPAIR},
    {"ns3::HttpTcpSocket", "ResetClosedInput", REPAIR},
    {"ns3::HttpTcpSocket", "ResetUnknown", REPAIR},
    {"ns3::HttpTcpSocket", "TimeWaitAnswers", REPAIR},
    {"ns3::HttpTcpSocket", "WindowUpdate", REPAIR},
    {"ns3::HttpClient", "TlsRoundTrips", "TLS takes its own round trips; use Tls"},
}};

/// The types that need a look before ns-3 reads their texts. There is no std::regex here: its code
/// would be found in place of the one that ns-3's own libraries were built with.
constexpr std::array<TextForm, 5> FORMS = {{
    {"ns3::TimeValue",
     Digits::Exponent,
     true,
     "|y|d|h|min|s|ms|us|ns|ps|fs|",
     true,
     true,
     HTTP_TIME_FORM},
    {"ns3::DataRateValue",
     Digits::Fraction,
     false,
     "|bps|b/s|Bps|B/s|kbps|kb/s|kBps|kB/s|Kbps|Kb/s|KBps|KB/s|Mbps|Mb/s|MBps|MB/s|Gbps|Gb/s|GBps|"
     "GB/s|Tbps|Tb/s|TBps|TB/s|Kibps|Kib/s|KiBps|KiB/s|kibps|kib/s|kiBps|kiB/s|Mibps|Mib/s|MiBps|"
     "MiB/s|Gibps|Gib/s|GiBps|GiB/s|Tibps|Tib/s|TiBps|TiB/s|",
     true,
     false,
     HTTP_RATE_FORM},
    {"ns3::UintegerValue", Digits::Whole, false, "", false, true, ""},
    {"ns3::IntegerValue", Digits::Whole, true, "", false, true, ""},
    {"ns3::DoubleValue", Digits::Exponent, true, "", false, true, ""},
}};

/**
 * @brief Skips a number.
 * @param form what it may have
 * @param text the text
 * @param place where the number ends
 * @return whether there is one
 */
bool
SkipNumber(const TextForm& form, const std::string& text, std::size_t& place)
{
    constexpr const char* DIGITS = "0123456789";
    const bool isSigned = form.hasSign && !text.empty() && (text[0] == '+' || text[0] == '-');
    const std::string number = text.substr(isSigned ? 1 : 0);
    std::size_t size = std::min(number.find_first_not_of(DIGITS), number.size());
    const bool hasPoint = number.rfind('.', 0) == 0;
    if (form.digits != Digits::Whole && number.find_first_of(DIGITS) == (hasPoint ? 1 : 0))
    {
        const auto format =
            form.digits == Digits::Exponent ? std::chars_format::general : std::chars_format::fixed;
        double value = 0;
        const char* const begin = number.data();
        size = std::from_chars(begin, begin + number.size(), value, format).ptr - begin;
    }
    place = text.size() - number.size() + size;
    return size > 0;
}

/**
 * @brief Whether a text has the form that a type of value needs.
 * @param type the type
 * @param text the text
 * @return whether; true for types without a form of their own
 */
bool
HasForm(const std::string& type, const std::string& text)
{
    if (type == "ns3::BooleanValue")
    {
        return text == "true" || text == "false" || text == "t" || text == "f" || text == "1" ||
               text == "0";
    }
    const TextForm* form = HttpFindNamed(FORMS, type);
    if (!form)
    {
        return true;
    }
    std::size_t place = 0;
    if (!SkipNumber(*form, text, place))
    {
        return false;
    }
    const std::string unit = text.substr(place);
    if (unit.empty())
    {
        const bool isZero = text.find_first_of("123456789") == std::string::npos;
        return !form->needsUnit || (form->takesZero && isZero);
    }
    const bool isWord = unit.find('|') == std::string::npos;
    return isWord && std::string(form->units).find("|" + unit + "|") != std::string::npos;
}

/// @brief The type that a checker checks. @param checker it @return as in ns3::TimeValue; ns-3
/// leaves the namespace out of some
std::string
GetValueType(const AttributeChecker& checker)
{
    const std::string type = checker.GetValueTypeName();
    return type.rfind("ns3::", 0) == 0 ? type : "ns3::" + type;
}

/**
 * @brief What a checker accepts, in words.
 * @param checker the checker
 * @return the type and its range, or the names of an enumeration
 */
std::string
Describe(const AttributeChecker& checker)
{
    const std::string type = GetValueType(checker);
    if (type == "ns3::BooleanValue")
    {
        return "true | false";
    }
    const TextForm* form = HttpFindNamed(FORMS, type);
    if (form && *form->accepted)
    {
        return form->accepted;
    }
    const std::string range =
        checker.HasUnderlyingTypeInformation() ? checker.GetUnderlyingTypeInformation() : "";
    return range.empty() ? type : range;
}

/**
 * @brief Whether a checker takes a text, never calling what would abort on it.
 * @param checker the checker
 * @param value the text
 * @return whether
 */
bool
Takes(const AttributeChecker& checker, const std::string& value)
{
    const std::string type = GetValueType(checker);
    if (!HasForm(type, value))
    {
        return false;
    }
    if (type == "ns3::TypeIdValue")
    {
        TypeId tid;
        return TypeId::LookupByNameFailSafe(value, &tid);
    }
    if (type == "ns3::PointerValue" || type == "ns3::ObjectFactoryValue")
    {
        TypeId tid;
        return TypeId::LookupByNameFailSafe(value.substr(0, value.find('[')), &tid);
    }
    return checker.CreateValidValue(StringValue(value)) != nullptr;
}

/**
 * @brief What is wrong with the text of a random variable, on which ns-3 would abort.
 * @param text the text of any value
 * @return an empty text, or what is wrong; empty also where the text is no random variable's
 */
std::string
FindVariableProblem(const std::string& text)
{
    TypeId tid;
    std::string problem;
    if (TypeId::LookupByNameFailSafe(text.substr(0, text.find('[')), &tid) &&
        tid.IsChildOf(RandomVariableStream::GetTypeId()))
    {
        MakeHttpRandomVariable(text, problem);
    }
    return problem;
}

/// @brief Whether ns-3's generator takes a seed. @param value its text @return whether
bool
IsSeed(const std::string& value)
{
    const std::optional<uint64_t> seed = HttpParseUnsigned(value);
    return seed && *seed >= 1 && *seed <= MOST_SEED;
}

/// @brief Names of types. @param base what they are kinds of @return the names
std::vector<std::string>
GetTypes(TypeId base = Object::GetTypeId())
{
    std::vector<std::string> names;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); ++i)
    {
        const TypeId tid = TypeId::GetRegistered(i);
        if (tid.IsChildOf(base) && tid.HasConstructor())
        {
            names.push_back(tid.GetName());
        }
    }
    return names;
}

/**
 * @brief What is wrong with a type's name, since ns-3 makes any type without asking of which kind
 * it is.
 * @param usual the type that stands there if nobody sets another
 * @param value the name
 * @return an empty text, or what would be accepted; empty also where nothing is known of the kind
 */
std::string
FindKindProblem(const std::string& usual, const std::string& value)
{
    // ns-3 registers TcpCubic as a socket.
    const bool isCubic = usual == "ns3::TcpCubic";
    TypeId kind;
    if (value == usual ||
        !TypeId::LookupByNameFailSafe(isCubic ? "ns3::TcpNewReno" : usual, &kind) ||
        kind == Object::GetTypeId())
    {
        return "";
    }
    while (kind.HasParent() && kind.GetParent() != Object::GetTypeId())
    {
        kind = kind.GetParent();
    }
    std::vector<std::string> names = GetTypes(kind);
    if (kind.HasConstructor())
    {
        names.push_back(kind.GetName());
    }
    if (isCubic)
    {
        names.push_back(usual);
    }
    return std::find(names.begin(), names.end(), value) != names.end()
               ? ""
               : "accepted: " + HttpJoin(names, ", ");
}

/// @brief The nearest name, for messages. @param name what was written @param known the names
/// @return as in "; the nearest is NAME", or an empty text if none is known
std::string
NameNearest(const std::string& name, const std::vector<std::string>& known)
{
    return known.empty() ? "" : "; the nearest is " + FindHttpNearestWord(name, known);
}

} // namespace

std::string
FindHttpTypeProblem(const std::string& name, TypeId base)
{
    TypeId tid;
    if (TypeId::LookupByNameFailSafe(name, &tid) && tid.IsChildOf(base) && tid.HasConstructor())
    {
        return "";
    }
    return "there is no kind of " + base.GetName() + " named " + name +
           NameNearest(name, GetTypes(base));
}

std::string
FindHttpAttributeProblem(TypeId tid, const std::string& name, const AttributeValue& value)
{
    TypeId::AttributeInformation information;
    if (!tid.LookupAttributeByName(name, &information))
    {
        for (const Gone& gone : GONE)
        {
            if (tid.GetName() == gone.type && name == gone.name)
            {
                return tid.GetName() + " has " + name + " no more: " + gone.hint;
            }
        }
        std::vector<std::string> known;
        for (TypeId type = tid;; type = type.GetParent())
        {
            for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
            {
                known.push_back(type.GetAttribute(i).name);
            }
            if (type.GetParent() == type)
            {
                break;
            }
        }
        return tid.GetName() + " has no attribute " + name + NameNearest(name, known) +
               ", and --PrintAttributes=" + tid.GetName() + " lists all";
    }
    const auto* const text = dynamic_cast<const StringValue*>(&value);
    const std::string type = GetValueType(*information.checker);
    if (text && type == "ns3::PointerValue")
    {
        std::string problem = FindVariableProblem(text->Get());
        if (!problem.empty())
        {
            return problem;
        }
    }
    const bool isTaken = text ? Takes(*information.checker, text->Get())
                              : information.checker->CreateValidValue(value) != nullptr;
    if (isTaken && text && type == "ns3::TypeIdValue")
    {
        return FindKindProblem(
            information.originalInitialValue->SerializeToString(information.checker),
            text->Get());
    }
    return isTaken ? "" : "accepted: " + Describe(*information.checker);
}

bool
IsHttpDataRate(const std::string& text)
{
    return HasForm("ns3::DataRateValue", text);
}

bool
IsHttpAttributeDefault(const std::string& name, const std::string& value)
{
    const std::string::size_type colons = name.rfind("::");
    TypeId tid;
    TypeId::AttributeInformation information;
    return colons != std::string::npos &&
           TypeId::LookupByNameFailSafe(name.substr(0, colons), &tid) &&
           tid.LookupAttributeByName(name.substr(colons + 2), &information) &&
           information.initialValue->SerializeToString(information.checker) == value;
}

std::string
SetHttpAttributeDefault(const std::string& name, const std::string& value)
{
    const std::string::size_type colons = name.rfind("::");
    const std::string type = name.substr(0, colons);
    TypeId tid;
    if (!TypeId::LookupByNameFailSafe(type, &tid))
    {
        return "there is no type " + type + NameNearest(type, GetTypes());
    }
    std::string problem =
        FindHttpAttributeProblem(tid, name.substr(colons + 2), StringValue(value));
    if (problem.empty() && !Config::SetDefaultFailSafe(name, StringValue(value)))
    {
        problem = "it cannot be set";
    }
    return problem;
}

std::string
SetHttpAttributePath(const std::string& path, const std::string& value)
{
    const std::string::size_type slash = path.rfind('/');
    const std::string name = path.substr(slash + 1);
    const Config::MatchContainer objects = Config::LookupMatches(path.substr(0, slash));
    if (slash == std::string::npos || objects.GetN() == 0)
    {
        return "there is no such object";
    }
    for (auto object = objects.Begin(); object != objects.End(); ++object)
    {
        std::string problem =
            FindHttpAttributeProblem((*object)->GetInstanceTypeId(), name, StringValue(value));
        if (!problem.empty())
        {
            return problem;
        }
        if (!(*object)->SetAttributeFailSafe(name, StringValue(value)))
        {
            return "it cannot be set now";
        }
    }
    return "";
}

std::string
SetHttpGlobal(const std::string& name, const std::string& value, bool& isKnown)
{
    isKnown = false;
    for (auto global = GlobalValue::Begin(); global != GlobalValue::End(); ++global)
    {
        if ((*global)->GetName() == name)
        {
            isKnown = true;
            StringValue usual;
            (*global)->GetValue(usual);
            std::string problem = FindKindProblem(usual.Get(), value);
            if (problem.empty() &&
                (!Takes(*(*global)->GetChecker(), value) || (name == "RngSeed" && !IsSeed(value)) ||
                 !Config::SetGlobalFailSafe(name, StringValue(value))))
            {
                problem = "accepted: " + (name == "RngSeed" ? "1 to " + std::to_string(MOST_SEED)
                                                            : Describe(*(*global)->GetChecker()));
            }
            return problem;
        }
    }
    return "";
}

} // namespace ns3
