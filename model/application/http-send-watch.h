/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEND_WATCH_H
#define HTTP_SEND_WATCH_H

#include "http-driver.h"

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Watches whether a client takes what is sent to it, and resets the connection if not.
 */
class HttpSendWatch
{
  public:
    HttpSendWatch() = default;
    ~HttpSendWatch();
    HttpSendWatch(const HttpSendWatch&) = delete;
    HttpSendWatch& operator=(const HttpSendWatch&) = delete;

    /**
     * @brief Begins, unless it watches already; ends by itself when everything is acknowledged.
     * @param driver the connection's driver
     * @param timeout between two looks, above 0
     * @param minRate bytes/s to be acknowledged between two looks at least; 0: one byte
     */
    void Start(const Ptr<HttpDriver>& driver, Time timeout, uint32_t minRate);

    /// @brief Watches no more.
    void Stop();

  private:
    /// @brief Looks what was acknowledged since the last look.
    void CheckProgress();

    Ptr<HttpDriver> m_driver;    //!< the connection's driver
    Time m_timeout;              //!< between two looks
    double m_least = 1;          //!< bytes to be acknowledged between two looks
    uint64_t m_acknowledged = 0; //!< at the last look
    EventId m_look;              //!< the next look
};

} // namespace ns3

#endif /* HTTP_SEND_WATCH_H */
