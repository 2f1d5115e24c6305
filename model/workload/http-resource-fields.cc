/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-resource-fields.h"

#include "ns3/http-conditions.h"
#include "ns3/http-date.h"
#include "ns3/http-named.h"

#include <array>

namespace ns3
{

namespace
{

/// @brief A property that is a field.
struct Property
{
    std::string_view name;  //!< the property
    std::string_view field; //!< the field
};

constexpr std::array<Property, 6> PROPERTIES = {{
    {"etag", "ETag"},
    {"last-modified", "Last-Modified"},
    {"cache-control", "Cache-Control"},
    {"expires", "Expires"},
    {"vary", "Vary"},
    {"location", "Location"},
}};

} // namespace

bool
HttpIsResourceField(std::string_view name)
{
    return HttpFindNamed(PROPERTIES, name) != nullptr;
}

std::string
HttpSetResourceField(std::string_view name, const std::string& value, http::Fields& fields)
{
    const Property* property = HttpFindNamed(PROPERTIES, name);
    std::string text = value;
    if (name == "etag" && !http::IsEntityTag(value))
    {
        text = '"' + value + '"';
        if (!http::IsEntityTag(text))
        {
            return "an entity tag such as \"v1\" or W/\"v1\"";
        }
    }
    if (name == "last-modified" && !http::ParseHttpDate(value))
    {
        return "a date such as Sun, 06 Nov 1994 08:49:37 GMT";
    }
    return fields.Set(property->field, text) ? "" : "the value of a field";
}

} // namespace ns3
