/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-application.h"

#include "ns3/node.h"
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

uint32_t
GetHttpApplicationIndex(const Application& application)
{
    Ptr<Node> node = application.GetNode();
    for (uint32_t i = 0; i < node->GetNApplications(); ++i)
    {
        if (PeekPointer(node->GetApplication(i)) == &application)
        {
            return i;
        }
    }
    return node->GetNApplications();
}

HttpActivityRecord
MakeHttpActivityRecord(HttpActivity activity, uint32_t node, uint32_t application)
{
    HttpActivityRecord record;
    record.time = Simulator::Now();
    record.node = node;
    record.application = application;
    record.activity = activity;
    return record;
}

} // namespace ns3
