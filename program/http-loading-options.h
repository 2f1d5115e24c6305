/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LOADING_OPTIONS_H
#define HTTP_LOADING_OPTIONS_H

#include "http-options.h"

#include "ns3/http-origin-helper.h"
#include "ns3/http-topology-settings.h"

#include <iosfwd>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A program's options of how something is loaded: use of connections, versions, TCP, TLS.
 */
class HttpLoadingOptions
{
  public:
    /// @brief Begins their group. @param options where they are added; outlives this object
    void AddTo(HttpOptions& options);

    /**
     * @brief Sets attributes' defaults; attributes on the command line prevail.
     * @param options the options
     * @param network whose packets are to fit
     */
    void SetDefaults(const HttpOptions& options, const HttpTopologySettings& network);

    /// @brief Ends the program if they contradict each other. @param options the options
    void Check(const HttpOptions& options) const;

    /// @brief Ends the program where attributes of TLS are given and no URL has it. @param options
    /// the options @param hasSecure whether any has
    static void CheckTls(const HttpOptions& options, bool hasSecure);

    /// @brief The use of connections. @return the strategy's name
    const std::string& GetStrategy() const;

    /// @brief What URLs are taken for. @return schemes
    HttpSchemes GetSchemes() const;

    /// @brief Whether sockets are ns-3's own. @return whether
    bool IsStock() const;

    /// @brief Prints whose TCP it is. @param out where
    void Print(std::ostream& out) const;

  private:
    /**
     * @brief Ends the program if an attribute is given of a congestion control or socket that is
     * not used.
     * @param options the options
     */
    void CheckControl(const HttpOptions& options) const;

    std::string m_strategy = "persistent-parallel"; //!< use of connections
    std::string m_http = "recorded";                //!< version of HTTP
    std::string m_tcp = "cubic";                    //!< congestion control
    std::string m_profile = "linux";                //!< whose TCP it is
    std::string m_endpoint = "http";                //!< which TCP endpoint
    std::string m_tls = "recorded";                 //!< version of TLS
    std::string m_content = "Pattern";              //!< BodyContent of both ends
};

} // namespace ns3

#endif /* HTTP_LOADING_OPTIONS_H */
