/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SOCKET_ATTRIBUTES_H
#define HTTP_SOCKET_ATTRIBUTES_H

#include "ns3/address.h"
#include "ns3/http-default-socket-factory.h"
#include "ns3/net-device.h"
#include "ns3/pointer.h"
#include "ns3/ptr.h"
#include "ns3/type-id.h"
#include "ns3/uinteger.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Adds the attribute SocketFactory, which clients, servers and proxies have alike.
 * @tparam APPLICATION the application's class
 * @param tid the application's TypeId
 * @param factory where the attribute's value goes
 * @return the TypeId
 */
template <typename APPLICATION>
TypeId
AddHttpSocketFactoryAttribute(TypeId tid, TypeId APPLICATION::*factory)
{
    return tid.AddAttribute(
        "SocketFactory",
        "Type of the socket factory that makes sockets. Helpers aggregate the default to the node; "
        "ns3::TcpSocketFactory makes those of ns-3.",
        TypeIdValue(GetHttpDefaultSocketFactory()),
        MakeTypeIdAccessor(factory),
        MakeTypeIdChecker());
}

/**
 * @ingroup http
 * @brief Where the attributes of an application that listens go.
 * @tparam APPLICATION the application's class
 */
template <typename APPLICATION>
struct HttpListenerMembers
{
    Address APPLICATION::*local;         //!< of Local
    uint16_t APPLICATION::*port;         //!< of Port
    Ptr<NetDevice> APPLICATION::*device; //!< of Device
    TypeId APPLICATION::*factory;        //!< of SocketFactory
};

/**
 * @ingroup http
 * @brief Adds the attributes Local, Port, Device and SocketFactory of an application that listens,
 * such as a server or a proxy.
 * @tparam APPLICATION the application's class
 * @param tid the application's TypeId
 * @param port the port where none is set
 * @param members where the attributes' values go
 * @return the TypeId
 */
template <typename APPLICATION>
TypeId
AddHttpListenerAttributes(TypeId tid,
                          uint16_t port,
                          const HttpListenerMembers<APPLICATION>& members)
{
    tid.AddAttribute("Local",
                     "Address and port to listen at; not set: any address and Port.",
                     AddressValue(),
                     MakeAddressAccessor(members.local),
                     MakeAddressChecker())
        .AddAttribute("Port",
                      "Port to listen at if Local is not set.",
                      UintegerValue(port),
                      MakeUintegerAccessor(members.port),
                      MakeUintegerChecker<uint16_t>(1))
        .AddAttribute("Device",
                      "Interface to listen on; not set: every interface.",
                      PointerValue(),
                      MakePointerAccessor(members.device),
                      MakePointerChecker<NetDevice>());
    return AddHttpSocketFactoryAttribute(tid, members.factory);
}

} // namespace ns3

#endif /* HTTP_SOCKET_ATTRIBUTES_H */
