/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_HOME_H
#define HTTP_TLS_HOME_H

#include "http-tls-transport.h"
#include "http-tls.h"
#include "http-traced-application.h"

#include "ns3/address.h"
#include "ns3/http-tls-types.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What the TLS connections of one application share: their processor, a client's sessions
 * that may be resumed, a server's chains of certificates.
 */
class HttpTlsHome
{
  public:
    /// @brief No connection yet. @param application whose they are; must outlive them
    explicit HttpTlsHome(const HttpTracedApplication& application);

    /**
     * @brief A client's end of TLS.
     * @param below what carries it
     * @param settings how it behaves
     * @param place where it leads
     * @param protocols what is offered above TLS, by preference
     * @return the transport over it
     */
    Ptr<HttpTlsTransport> MakeClient(Ptr<HttpTransport> below,
                                     const HttpClientTls& settings,
                                     const HttpLayerPlace& place,
                                     std::vector<std::string> protocols);

    /**
     * @brief A server's end of TLS.
     * @param below what carries it
     * @param settings how it behaves
     * @param protocols what is chosen from above TLS, by preference
     * @return the transport over it
     */
    Ptr<HttpTlsTransport> MakeServer(Ptr<HttpTransport> below,
                                     const HttpServerTls& settings,
                                     std::vector<std::string> protocols);

  private:
    /// @brief Keeps a session that may be resumed. @param origin where @param session it
    void AddSession(const std::string& origin, tls::Session session);

    /**
     * @brief What a connection is to do, whichever end of it.
     * @param options as its settings say
     * @param settings how it behaves
     * @param cores of the processor that works on handshakes; 0: none waits for another
     * @param protocols above TLS, by preference
     * @return the options
     */
    tls::Options Complete(tls::Options options,
                          const HttpTls& settings,
                          uint32_t cores,
                          std::vector<std::string> protocols);

    const HttpTracedApplication& m_application;                  //!< whose connections they are
    uint64_t m_made = 0;                                         //!< transports so far
    std::shared_ptr<tls::Processor> m_processor;                 //!< works on handshakes
    std::map<std::string, std::vector<tls::Session>> m_sessions; //!< by origin, the oldest first
    std::map<Address, std::vector<uint32_t>> m_chains;           //!< by the server's address
};

} // namespace ns3

#endif /* HTTP_TLS_HOME_H */
