/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PACK_MIME_SIZES_H
#define HTTP_PACK_MIME_SIZES_H

namespace ns3
{

/// Responses of up to so many bytes validate caches, PackMime says.
const double HTTP_PACK_MIME_CUTOFF = 275;

/**
 * @ingroup http
 * @brief Quantile of PackMime's requests.
 * @param probability 0 to 1, both excluded
 * @return bytes of the request
 */
double GetHttpPackMimeRequestSize(double probability);

/**
 * @ingroup http
 * @brief Quantile of PackMime's responses.
 * @param probability 0 to 1, both excluded
 * @param isDownload whether the response brings a file; otherwise it validates a cache
 * @return bytes of the response
 */
double GetHttpPackMimeResponseSize(double probability, bool isDownload);

} // namespace ns3

#endif /* HTTP_PACK_MIME_SIZES_H */
