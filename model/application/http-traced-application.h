/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACED_APPLICATION_H
#define HTTP_TRACED_APPLICATION_H

#include "ns3/application.h"
#include "ns3/http-activity-record.h"
#include "ns3/http-event.h"
#include "ns3/http-frame-record.h"
#include "ns3/http-message-record.h"
#include "ns3/http-tls-record.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <string_view>

namespace ns3
{

class HttpDriver;

/**
 * @ingroup http
 * @brief What clients, servers and proxies tell alike: their trace sources, and which application
 *        it is that tells.
 *
 * What is public here is for the parts of an application, such as its connections.
 */
class HttpTracedApplication : public Application
{
  public:
    /// @brief Its index among the applications of its node, from its start on. @return the index
    uint32_t GetIndex() const;

    /// @brief Whether it is asked for where in its streams things are. @return whether
    bool TracesPlaces() const;

    /// @brief Whether somebody listens to TlsRecord. @return whether
    bool TracesTlsRecords() const;

    /// @brief Whether somebody listens to Activity. @return whether
    bool TracesSteps() const;

    /// @brief Whether somebody listens to Message. @return whether
    bool TracesMessages() const;

    /// @brief Tells of a message. @param record it, but for node and application
    void TraceMessage(HttpMessageRecord& record) const;

    /// @brief Tells of a frame if somebody listens and an event tells of one. @param driver the
    /// connection's driver @param event the event @param isClient whether this end asks
    void TraceFrame(const HttpDriver& driver, const http::Event& event, bool isClient) const;

    /// @brief Tells of a record of TLS. @param record it, but for node and application
    void TraceTlsRecord(HttpTlsRecord& record) const;

    /**
     * @brief Tells of a step that is done now, if somebody listens.
     * @param activity which
     * @param subject what it is about
     * @param bytes of the message or page
     * @param socket the socket's number, or 0
     * @param transaction a client's number of the transaction, or 0
     */
    void TraceStep(HttpActivity activity,
                   std::string_view subject,
                   uint64_t bytes,
                   uint64_t socket = 0,
                   uint64_t transaction = 0) const;

  protected:
    /**
     * @brief Adds the trace sources.
     * @param tid where
     * @param message what Message tells of
     * @param activity what Activity tells of
     * @param hasTls whether there is TlsRecord
     * @return tid
     */
    static TypeId AddTraceSources(TypeId tid,
                                  const char* message,
                                  const char* activity,
                                  bool hasTls);

    /// @brief Finds its index, at its start.
    void FindIndex();

  private:
    /// @brief Tells of something. @param source who listens @param record it, but for node and
    /// application
    template <typename RECORD>
    void Tell(const TracedCallback<const RECORD&>& source, RECORD& record) const;

    uint32_t m_index = 0; //!< index of this application on its node

    TracedCallback<const HttpMessageRecord&> m_messageTrace;   //!< the Message trace source
    TracedCallback<const HttpFrameRecord&> m_frameTrace;       //!< the Frame trace source
    TracedCallback<const HttpTlsRecord&> m_tlsRecordTrace;     //!< the TlsRecord trace source
    TracedCallback<const HttpActivityRecord&> m_activityTrace; //!< the Activity trace source
};

} // namespace ns3

#endif /* HTTP_TRACED_APPLICATION_H */
