/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_BUILDER_H
#define HTTP_HAR_BUILDER_H

#include "http-har-reader.h"
#include "http-har.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Makes a replay of what an HTTP Archive holds.
 *
 * Entries that were never on the wire as HTTP are skipped: other schemes, tunnels, cache hits,
 * requests without an answer. Everything else is replayed, and what had to be changed is counted.
 * @param raw the archive as it stands in the file
 * @return pages, answers, servers and the report; no pages if nothing can be replayed
 */
HttpHarData HttpBuildHar(const HttpHarRaw& raw);

} // namespace ns3

#endif /* HTTP_HAR_BUILDER_H */
