/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-foreign-attributes.h"

#include "http-tcp-control.h"

#include "ns3/boolean.h"
#include "ns3/data-rate.h"
#include "ns3/double.h"
#include "ns3/nstime.h"
#include "ns3/rtt-estimator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-prr-recovery.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/uinteger.h"

#include <cmath>
#include <vector>

namespace ns3
{

namespace
{

/// The value of an attribute as a text; ns-3's classes of values differ between its versions.
struct Text
{
    std::string text;             //!< the value
    Ptr<const AttributeValue> at; //!< the value itself

    /// @brief The value of a switch. @return it
    bool IsOn() const
    {
        return text == "true";
    }

    /// @brief The value of a number. @return it
    uint32_t GetNumber() const
    {
        return static_cast<uint32_t>(std::stoul(text));
    }

    /// @brief The value of a time. @return it
    tcp::Nanoseconds GetPeriod() const
    {
        const auto* const time = dynamic_cast<const TimeValue*>(PeekPointer(at));
        return tcp::Nanoseconds(time ? time->Get().GetNanoSeconds() : 0);
    }
};

using Settings = tcp::Settings;

/// What becomes of an attribute of ns-3's
struct Taken
{
    const char* type;                              //!< whose
    const char* name;                              //!< its name
    const char* own;                               //!< ours that wins; empty if there is none
    void (*take)(Settings& settings, const Text&); //!< what it does
};

/// All that have a meaning here
const std::vector<Taken>&
GetTaken()
{
    static const std::vector<Taken> TAKEN = {
        {"ns3::TcpSocketBase",
         "Sack",
         "Sack",
         [](Settings& s, const Text& t) { s.sack = t.IsOn(); }},
        {"ns3::TcpSocketBase",
         "Timestamp",
         "Timestamp",
         [](Settings& s, const Text& t) { s.timestamps = t.IsOn(); }},
        {"ns3::TcpSocketBase",
         "WindowScaling",
         "WindowScaling",
         [](Settings& s, const Text& t) { s.windowScaling = t.IsOn(); }},
        {"ns3::TcpSocketBase",
         "LimitedTransmit",
         "LimitedTransmit",
         [](Settings& s, const Text& t) { s.limitedTransmit = t.IsOn(); }},
        {"ns3::TcpSocketBase",
         "UseEcn",
         "Ecn",
         [](Settings& s, const Text& t) {
             s.ecn = t.text == "On";
             s.grantsEcn = t.text != "Off";
         }},
        {"ns3::TcpSocketBase",
         "ReTxThreshold",
         "",
         [](Settings& s, const Text& t) { s.reordering = t.GetNumber(); }},
        {"ns3::TcpSocketBase",
         "MinRto",
         "MinRto",
         [](Settings& s, const Text& t) { s.leastRto = t.GetPeriod(); }},
        {"ns3::TcpSocketBase",
         "MaxSegLifetime",
         "TimeWaitDuration",
         [](Settings& s, const Text& t) {
             s.timeWait = tcp::Nanoseconds(std::llround(std::stod(t.text) * 2e9));
         }},
        {"ns3::TcpSocketState",
         "EnablePacing",
         "Pacing",
         [](Settings& s, const Text& t) { s.pacing = t.IsOn(); }},
        {"ns3::TcpSocketState",
         "MaxPacingRate",
         "",
         [](Settings& s, const Text& t) {
             const auto* const rate = dynamic_cast<const DataRateValue*>(PeekPointer(t.at));
             s.mostPacingRate = rate ? rate->Get().GetBitRate() / 8 : s.mostPacingRate;
         }},
        {"ns3::TcpSocketState",
         "PacingSsRatio",
         "",
         [](Settings& s, const Text& t) { s.pacingSlowStart = t.GetNumber(); }},
        {"ns3::TcpSocketState",
         "PacingCaRatio",
         "",
         [](Settings& s, const Text& t) { s.pacingAvoidance = t.GetNumber(); }},
        {"ns3::TcpSocketState",
         "PaceInitialWindow",
         "",
         [](Settings& s, const Text& t) { s.paceInitialWindow = t.IsOn(); }},
        {"ns3::RttEstimator",
         "InitialEstimation",
         "",
         [](Settings& s, const Text& t) { s.initialRto = t.GetPeriod(); }},
    };
    return TAKEN;
}

/// Whether the type's own attribute is set.
bool
IsOwnSet(TypeId own, const std::string& name)
{
    TypeId::AttributeInformation info;
    return !name.empty() && own.LookupAttributeByName(name, &info) && IsHttpTcpAttributeSet(info);
}

/// The line that refuses a value.
std::string
Refuse(const std::string& name, const std::string& value, const std::string& accepted)
{
    return name + "=" + value + ": accepted with ns3::HttpTcpSocket: " + accepted +
           "; ns3::TcpSocketFactory as SocketFactory takes others";
}

/// Takes the attributes of a type. Returns what has no meaning here, or an empty text.
std::string
TakeType(TypeId type, TypeId own, Settings& settings)
{
    for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
    {
        const TypeId::AttributeInformation info = type.GetAttribute(i);
        if (!IsHttpTcpAttributeSet(info))
        {
            continue;
        }
        const std::string value = info.initialValue->SerializeToString(info.checker);
        bool isKnown = false;
        for (const Taken& taken : GetTaken())
        {
            if (type.GetName() == taken.type && info.name == taken.name)
            {
                isKnown = true;
                if (!IsOwnSet(own, taken.own))
                {
                    taken.take(settings, {value, info.initialValue});
                }
            }
        }
        if (!isKnown)
        {
            return Refuse(type.GetName() + "::" + info.name,
                          value,
                          info.originalInitialValue->SerializeToString(info.checker));
        }
    }
    return "";
}

} // namespace

bool
IsHttpTcpAttributeSet(const TypeId::AttributeInformation& info)
{
    static const std::set<std::string> TIMES = {"ConnTimeout",
                                                "DelAckTimeout",
                                                "MaxSegLifetime",
                                                "MinRto"};
    return info.initialValue != info.originalInitialValue &&
           (TIMES.count(info.name) == 1 ||
            info.initialValue->SerializeToString(info.checker) !=
                info.originalInitialValue->SerializeToString(info.checker));
}

std::string
TakeHttpTcpForeignAttributes(Ptr<const TcpL4Protocol> tcp, TypeId own, Settings& settings)
{
    TypeIdValue estimator;
    tcp->GetAttribute("RttEstimatorType", estimator);
    if (estimator.Get() != RttMeanDeviation::GetTypeId())
    {
        return Refuse("ns3::TcpL4Protocol::RttEstimatorType",
                      estimator.Get().GetName(),
                      "ns3::RttMeanDeviation");
    }
    TypeIdValue recovery;
    tcp->GetAttribute("RecoveryType", recovery);
    const std::string name = recovery.Get().GetName();
    if (name != "ns3::TcpPrrRecovery" && name != "ns3::TcpClassicRecovery")
    {
        return Refuse("ns3::TcpL4Protocol::RecoveryType",
                      name,
                      "ns3::TcpPrrRecovery, ns3::TcpClassicRecovery");
    }
    settings.proportional = name == "ns3::TcpPrrRecovery";
    for (const TypeId& type : {TcpSocketBase::GetTypeId(),
                               TcpSocketState::GetTypeId(),
                               RttEstimator::GetTypeId(),
                               RttMeanDeviation::GetTypeId(),
                               TcpPrrRecovery::GetTypeId()})
    {
        std::string problem = TakeType(type, own, settings);
        if (!problem.empty())
        {
            return problem;
        }
    }
    return "";
}

std::string
GetHttpTcpProblem()
{
    const Ptr<TcpL4Protocol> tcp = CreateObject<TcpL4Protocol>();
    tcp::Settings settings;
    std::string problem =
        TakeHttpTcpForeignAttributes(tcp, TypeId::LookupByName("ns3::HttpTcpSocket"), settings);
    tcp->Dispose();
    return problem;
}

TypeId
GetHttpTcpControlType(Ptr<const TcpL4Protocol> tcp)
{
    TypeIdValue type;
    tcp->GetAttribute("SocketType", type);
    TypeId::AttributeInformation info;
    TcpL4Protocol::GetTypeId().LookupAttributeByName("SocketType", &info);
    const auto* const first =
        dynamic_cast<const TypeIdValue*>(PeekPointer(info.originalInitialValue));
    const bool isUntouched =
        info.initialValue == info.originalInitialValue && first && first->Get() == type.Get();
    return isUntouched ? HttpTcpCubic::GetTypeId() : type.Get();
}

} // namespace ns3
