/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONDITIONAL_ANSWER_H
#define HTTP_CONDITIONAL_ANSWER_H

#include "http-responder.h"

#include "ns3/http-conditions.h"
#include "ns3/http-head.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Turns a 2xx answer into what the request's conditions and Range ask for: 304, 412, 206 or
 *        416 (RFC 9110, sections 13.2 and 14.2).
 *
 * Range applies to answers to GET of status 200 whose length is known.
 * @param request the request's head
 * @param current the resource's validators
 * @param errorBytes content of an error response
 * @param answer the answer without conditions; changed
 */
void ApplyHttpConditions(const http::RequestHead& request,
                         const http::Validators& current,
                         uint64_t errorBytes,
                         HttpAnswer& answer);

} // namespace ns3

#endif /* HTTP_CONDITIONAL_ANSWER_H */
