/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RESOURCE_FIELDS_H
#define HTTP_RESOURCE_FIELDS_H

#include "ns3/http-fields.h"

#include <string>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief Whether a property of a resource is a field of its responses: etag, last-modified,
 *        cache-control, expires, vary or location.
 * @param name the property's name
 * @return whether it is
 */
bool HttpIsResourceField(std::string_view name);

/**
 * @ingroup http
 * @brief Sets such a property.
 * @param name the property's name
 * @param value its value; an etag may stand without its quotes
 * @param fields gets the field
 * @return an empty text, or what is accepted
 */
std::string HttpSetResourceField(std::string_view name,
                                 const std::string& value,
                                 http::Fields& fields);

} // namespace ns3

#endif /* HTTP_RESOURCE_FIELDS_H */
