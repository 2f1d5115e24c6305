/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-foreign-attributes.h"

#include "http-tcp-control.h"

#include "ns3/data-rate.h"
#include "ns3/http-attributes.h"
#include "ns3/rtt-estimator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-prr-recovery.h"
#include "ns3/tcp-socket-base.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

namespace ns3
{

namespace
{

using Settings = tcp::Settings;
using Information = TypeId::AttributeInformation;

/// What becomes of an attribute of ns-3's
struct Taken
{
    const char* type;                                        //!< whose
    const char* name;                                        //!< its name
    const char* own;                                         //!< ours that wins; empty: none
    std::function<bool(Settings&, const Information&)> take; //!< takes it, if it can be
};

/// Takes an attribute as a setting of its kind.
template <typename... RANGE, typename U>
auto
As(U Settings::*field, RANGE... least)
{
    const HttpAttribute<Settings> attribute(field, Settings().*field, least...);
    return [attribute](Settings& settings, const Information& info) {
        return attribute.Set(settings, *info.initialValue);
    };
}

/// Takes UseEcn; ns-3's classes for the values of enumerations differ between its versions.
bool
TakeEcn(Settings& settings, const Information& info)
{
    const std::string value = info.initialValue->SerializeToString(info.checker);
    settings.ecn = value == "On";
    settings.grantsEcn = value != "Off";
    return true;
}

/// Takes MaxSegLifetime, half of TIME_WAIT in seconds.
bool
TakeLifetime(Settings& settings, const Information& info)
{
    const auto* const seconds = dynamic_cast<const DoubleValue*>(PeekPointer(info.initialValue));
    settings.timeWait = tcp::Nanoseconds(std::llround(seconds ? seconds->Get() * 2e9 : 0));
    return seconds != nullptr;
}

/// Takes MaxPacingRate.
bool
TakeRate(Settings& settings, const Information& info)
{
    const auto* const rate = dynamic_cast<const DataRateValue*>(PeekPointer(info.initialValue));
    settings.mostPacingRate = rate ? rate->Get().GetBitRate() / 8 : 0;
    return rate != nullptr;
}

/// All that have a meaning here
const std::vector<Taken>&
GetTaken()
{
    const char* const SOCKET = "ns3::TcpSocketBase";
    const char* const STATE = "ns3::TcpSocketState";
    static const std::vector<Taken> TAKEN = {
        {SOCKET, "Sack", "Sack", As(&Settings::sack)},
        {SOCKET, "Timestamp", "Timestamp", As(&Settings::timestamps)},
        {SOCKET, "WindowScaling", "WindowScaling", As(&Settings::windowScaling)},
        {SOCKET, "LimitedTransmit", "LimitedTransmit", As(&Settings::limitedTransmit)},
        {SOCKET, "UseEcn", "Ecn", TakeEcn},
        {SOCKET, "ReTxThreshold", "", As(&Settings::reordering)},
        {SOCKET, "MinRto", "MinRto", As(&Settings::leastRto, tcp::Milliseconds(1))},
        {SOCKET, "MaxSegLifetime", "TimeWaitDuration", TakeLifetime},
        {STATE, "EnablePacing", "Pacing", As(&Settings::pacing)},
        {STATE, "MaxPacingRate", "", TakeRate},
        {STATE, "PacingSsRatio", "", As(&Settings::pacingSlowStart)},
        {STATE, "PacingCaRatio", "", As(&Settings::pacingAvoidance)},
        {STATE, "PaceInitialWindow", "", As(&Settings::paceInitialWindow)},
        {"ns3::RttEstimator", "InitialEstimation", "", As(&Settings::initialRto)},
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
        const Information info = type.GetAttribute(i);
        if (!IsHttpTcpAttributeSet(info))
        {
            continue;
        }
        const auto& all = GetTaken();
        const auto taken = std::find_if(all.begin(), all.end(), [&](const Taken& row) {
            return type.GetName() == row.type && info.name == row.name;
        });
        const bool isTaken =
            taken != all.end() && (IsOwnSet(own, taken->own) || taken->take(settings, info));
        if (!isTaken)
        {
            return Refuse(type.GetName() + "::" + info.name,
                          info.initialValue->SerializeToString(info.checker),
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
