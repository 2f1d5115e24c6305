/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_APPLICATION_HELPER_H
#define HTTP_APPLICATION_HELPER_H

#include "http-tcp-helper.h"

#include "ns3/address.h"
#include "ns3/application-container.h"
#include "ns3/node-container.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"
#include "ns3/pointer.h"
#include "ns3/uinteger.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief What the helpers of clients, servers and proxies have in common.
 * @tparam APPLICATION what they install: HttpClient, HttpServer or HttpProxy
 */
template <typename APPLICATION>
class HttpApplicationHelper
{
  public:
    /**
     * @brief What contradicts itself among the attributes set here and the defaults.
     * @return a text that names both attributes and their values, or an empty one
     */
    std::string GetContradiction() const
    {
        const Ptr<APPLICATION> application = Make();
        std::string contradiction = application->GetContradiction();
        application->Dispose();
        return contradiction;
    }

    /**
     * @brief Installs an application on a node.
     * @param node the node
     * @return the application
     */
    ApplicationContainer Install(Ptr<Node> node) const
    {
        return Add(node, Make());
    }

    /**
     * @brief Installs an application on each node.
     * @param nodes the nodes
     * @return the applications, in the nodes' order
     */
    ApplicationContainer Install(const NodeContainer& nodes) const
    {
        ApplicationContainer applications;
        for (auto node = nodes.Begin(); node != nodes.End(); ++node)
        {
            applications.Add(Install(*node));
        }
        return applications;
    }

    /**
     * @brief Gives the random variables of applications fixed streams; proxies have none.
     * @param applications those of the type count
     * @param stream the first stream number
     * @return the number of streams used
     */
    static int64_t AssignStreams(const ApplicationContainer& applications, int64_t stream)
    {
        int64_t used = 0;
        for (auto place = applications.Begin(); place != applications.End(); ++place)
        {
            if (const Ptr<APPLICATION> application = DynamicCast<APPLICATION>(*place))
            {
                used += application->AssignStreams(stream + used);
            }
        }
        return used;
    }

  protected:
    /// @brief Makes applications of the type.
    HttpApplicationHelper()
    {
        m_factory.SetTypeId(APPLICATION::GetTypeId());
    }

    /// @brief They listen at a port of every address of their node. @param port the port
    explicit HttpApplicationHelper(uint16_t port)
        : HttpApplicationHelper()
    {
        m_factory.Set("Port", UintegerValue(port));
    }

    /// @brief They listen at one address. @param local address and port
    explicit HttpApplicationHelper(const Address& local)
        : HttpApplicationHelper()
    {
        m_factory.Set("Local", AddressValue(local));
    }

    /// @brief Makes an application. @return it
    Ptr<APPLICATION> Make() const
    {
        const Ptr<APPLICATION> application = m_factory.Create<APPLICATION>();
        if (m_tls.IsTypeIdSet())
        {
            application->SetAttribute("Tls", PointerValue(m_tls.Create()));
        }
        return application;
    }

    /// @brief Installs an application. @param node where @param application it @return it
    static ApplicationContainer Add(const Ptr<Node>& node, const Ptr<APPLICATION>& application)
    {
        HttpTcpHelper::Prepare(node, application);
        node->AddApplication(application);
        return ApplicationContainer(application);
    }

    ObjectFactory m_factory; //!< makes them
    ObjectFactory m_tls;     //!< makes how their TLS behaves; without type: as the defaults say
};

} // namespace ns3

#endif /* HTTP_APPLICATION_HELPER_H */
