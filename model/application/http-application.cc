/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-application.h"

#include "ns3/simulator.h"

namespace ns3
{

Ptr<const AttributeChecker>
MakeHttpBodyContentChecker()
{
    return MakeEnumChecker(HTTP_BODY_PATTERN,
                           "Pattern",
                           HTTP_BODY_ZERO,
                           "Zero",
                           HTTP_BODY_FILE,
                           "File");
}

http::ContentKind
GetHttpContentKind(HttpBodyContent body)
{
    return body == HTTP_BODY_ZERO ? http::ContentKind::Zero : http::ContentKind::Pattern;
}

http::Nanoseconds
ToHttpNanoseconds(Time time)
{
    return http::Nanoseconds(time.GetNanoSeconds());
}

http::Nanoseconds
GetHttpPresent()
{
    return ToHttpNanoseconds(Simulator::Now());
}

} // namespace ns3
