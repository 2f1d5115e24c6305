/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPEATED_REQUEST_H
#define HTTP_REPEATED_REQUEST_H

#include "ns3/core-module.h"
#include "ns3/http-module.h"

#include <cstdint>

namespace ns3
{

/// @brief Asks for the same resource several times.
class HttpRepeatedRequest : public HttpWorkload
{
  public:
    HttpRepeatedRequest() = default;

    /**
     * @brief Says what is asked for.
     * @param first delay before the first request
     * @param pause time between requests
     * @param count requests
     * @param headBytes bytes of a request's head
     * @param objects how often at once
     */
    void Set(Time first, Time pause, uint32_t count, uint32_t headBytes, uint32_t objects = 1)
    {
        m_objects = objects;
        m_first = first;
        m_pause = pause;
        m_left = count;
        m_headBytes = headBytes;
    }

    bool NextPage(const http::Url& base, HttpPage& page) override
    {
        if (m_left == 0)
        {
            return false;
        }
        --m_left;
        HttpPageObject object;
        object.url = base;
        object.headBytes = m_headBytes;
        // curl's, where HTTP/2 is spoken and heads have no given size
        object.recorded.Add("user-agent", "curl/7.88.1");
        object.recorded.Add("accept", "*/*");
        object.delay = m_first;
        page.objects.assign(m_objects, object);
        page.thinkTime = m_pause;
        m_first = Time();
        return true;
    }

  private:
    Time m_first;             //!< delay before the first request
    Time m_pause;             //!< time between requests
    uint32_t m_left = 0;      //!< requests still to come
    uint32_t m_headBytes = 0; //!< bytes of a request's head
    uint32_t m_objects = 1;   //!< requests at once
};

} // namespace ns3

#endif // HTTP_REPEATED_REQUEST_H
