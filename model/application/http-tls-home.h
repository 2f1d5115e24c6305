/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_HOME_H
#define HTTP_TLS_HOME_H

#include "http-frame-tracer.h"
#include "http-message-tracer.h"
#include "http-tls-transport.h"
#include "http-tls.h"

#include "ns3/node.h"
#include "ns3/traced-callback.h"

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
class HttpTlsHome : public HttpTlsOwner
{
  public:
    /// The trace source that records go to.
    using Sink = TracedCallback<const HttpTlsRecord&>;

    /**
     * @brief No connection yet.
     * @param node the application's node
     * @param application index of the application on its node
     * @param records the trace source; must outlive it
     * @param messages, frames the trace sources of messages and of frames, which are found by their
     * records
     */
    HttpTlsHome(const Ptr<Node>& node,
                uint32_t application,
                const Sink& records,
                const HttpMessageTracer::Sink& messages,
                const HttpFrameSink& frames);

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

    void TlsTicket(const std::string& key, tls::Session session) override;
    bool WantsTlsRecords() const override;
    bool KeepsTlsRecords() const override;
    void TlsRecord(HttpTlsRecord& record) override;

  private:
    /// @brief What looks random on the next connection. @return a seed
    uint64_t NextSeed();

    uint32_t m_node;                                             //!< id of the application's node
    uint32_t m_application;                                      //!< index of the application
    const Sink& m_records;                                       //!< where records go
    const HttpMessageTracer::Sink& m_messages;                   //!< where messages go
    const HttpFrameSink& m_frames;                               //!< where frames go
    uint64_t m_made = 0;                                         //!< transports so far
    std::shared_ptr<tls::Processor> m_processor;                 //!< works on handshakes
    std::map<std::string, std::vector<tls::Session>> m_sessions; //!< by origin, the oldest first
    std::map<Address, std::vector<uint32_t>> m_chains;           //!< by the server's address
};

} // namespace ns3

#endif /* HTTP_TLS_HOME_H */
