/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fuzz.h"

#include "ns3/http-framing.h"
#include "ns3/http-head-finder.h"
#include "ns3/http-head-parser.h"
#include "ns3/http-head-writer.h"

#include <string>

namespace
{

using namespace ns3::http;

/// @brief Both have the same lines. @param a, b both
void
CheckSame(const Fields& a, const Fields& b)
{
    HTTP_FUZZ_CHECK(a.GetSize() == b.GetSize());
    HTTP_FUZZ_CHECK(a.GetWireBytes() == b.GetWireBytes());
    for (std::size_t i = 0; i < a.GetSize(); ++i)
    {
        HTTP_FUZZ_CHECK(a.GetLine(i).name == b.GetLine(i).name);
        HTTP_FUZZ_CHECK(a.GetLine(i).value == b.GetLine(i).value);
        // What was read may be written.
        Fields copy;
        HTTP_FUZZ_CHECK(copy.Add(a.GetLine(i).name, a.GetLine(i).value));
    }
}

/// @brief A request that is read can be written, and reads the same again. @param text the bytes
void
TryRequest(std::string_view text)
{
    RequestHead head;
    if (ParseRequestHead(text, head))
    {
        return;
    }
    GetRequestFraming(head);
    IsPersistent(head.version, head.fields);
    std::string written;
    HTTP_FUZZ_CHECK(WriteRequestHead(head, written));
    RequestHead again;
    HTTP_FUZZ_CHECK(!ParseRequestHead(written, again));
    HTTP_FUZZ_CHECK(again.method == head.method);
    HTTP_FUZZ_CHECK(again.target == head.target);
    HTTP_FUZZ_CHECK(again.version == head.version);
    CheckSame(again.fields, head.fields);
}

/// @brief The same for a response. @param text the bytes
void
TryResponse(std::string_view text)
{
    ResponseHead head;
    if (ParseResponseHead(text, head))
    {
        return;
    }
    HTTP_FUZZ_CHECK(head.status >= 100 && head.status <= 599);
    for (const char* method : {"GET", "HEAD", "CONNECT"})
    {
        GetResponseFraming(head, method);
    }
    std::string written;
    HTTP_FUZZ_CHECK(WriteResponseHead(head, written));
    ResponseHead again;
    HTTP_FUZZ_CHECK(!ParseResponseHead(written, again));
    HTTP_FUZZ_CHECK(again.status == head.status);
    HTTP_FUZZ_CHECK(again.reason == head.reason);
    CheckSame(again.fields, head.fields);
    written.clear();
    HTTP_FUZZ_CHECK(WriteClosingResponseHead(head, written));
    HTTP_FUZZ_CHECK(!ParseResponseHead(written, again));
    HTTP_FUZZ_CHECK(!IsPersistent(again.version, again.fields));
}

/// @brief Tries an input: the bytes of a head. @param input it
void
TryInput(std::string_view input)
{
    HeadFinder whole;
    const HeadFinder::Result result = whole.Find(input);
    HeadFinder slow;
    HeadFinder::Result slowResult = HeadFinder::Result::NeedMore;
    for (std::size_t i = 1; i <= input.size() && slowResult == HeadFinder::Result::NeedMore; ++i)
    {
        slowResult = slow.Find(input.substr(0, i));
    }
    HTTP_FUZZ_CHECK(slowResult == result);
    if (result == HeadFinder::Result::Complete)
    {
        HTTP_FUZZ_CHECK(slow.GetSize() == whole.GetSize());
        TryRequest(input.substr(0, whole.GetSize()));
        TryResponse(input.substr(0, whole.GetSize()));
    }
    // Whatever the finder says, the parser must bear it.
    TryRequest(input);
    TryResponse(input);
}

} // namespace

HTTP_FUZZ_PROGRAM(HttpFuzzHead, "head")
