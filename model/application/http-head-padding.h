/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HEAD_PADDING_H
#define HTTP_HEAD_PADDING_H

#include "ns3/http-head.h"

#include <cstddef>
#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Lengthens a request's head to a size, by a field X-Padding.
 *
 * Where less is missing than that field needs, the product in User-Agent grows instead. A head that
 * is long enough stays as it is.
 * @param head the head
 * @param bytes the size on the wire, 0 for any
 */
void PadHttpHead(http::RequestHead& head, uint32_t bytes);

/**
 * @ingroup http
 * @brief Lengthens a response's head to a size; as for requests, with the product in Server.
 * @param head the head
 * @param bytes the size on the wire, 0 for any
 */
void PadHttpHead(http::ResponseHead& head, uint32_t bytes);

/**
 * @ingroup http
 * @brief Bytes of a request's head on the wire, the empty line included.
 * @param head the head
 * @return bytes
 */
std::size_t GetHttpHeadBytes(const http::RequestHead& head);

/**
 * @ingroup http
 * @brief Bytes of a response's head on the wire, the empty line included.
 * @param head the head
 * @return bytes
 */
std::size_t GetHttpHeadBytes(const http::ResponseHead& head);

} // namespace ns3

#endif /* HTTP_HEAD_PADDING_H */
