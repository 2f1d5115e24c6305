/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_ORDER_H
#define HTTP_HAR_ORDER_H

#include "http-har-moment.h"
#include "http-har-report.h"
#include "http-workload.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Finds for each exchange of a page the earlier one that revealed it.
 *
 * The first of these rules that finds an exchange which started strictly earlier: the redirect to
 * its URL; the recorded initiator; the object that its Referer field names; the page's first
 * object. No rule guesses from times alone. A request waits for the end of what revealed it where
 * it started after that end, or where that is a redirect or a script; otherwise for the first byte.
 * @param page the exchanges in the order of their starts
 * @param report counts the rules used
 * @param objects their requests, which are told what they wait for; the first waits for the page's
 * start
 */
void HttpOrderHarPage(const std::vector<HttpHarMoment>& page,
                      HttpHarReport& report,
                      std::vector<HttpPageObject>& objects);

} // namespace ns3

#endif /* HTTP_HAR_ORDER_H */
