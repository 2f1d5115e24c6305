/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_CONTROL_H
#define HTTP_TCP_CONTROL_H

#include "ns3/http-tcp-cubic-control.h"
#include "ns3/nstime.h"
#include "ns3/tcp-congestion-ops.h"

#include <memory>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A congestion control of the TCP machine, offered to ns-3.
 *
 * HttpTcpSocket runs the control itself. ns-3's own sockets run it through this class, as far as
 * their interface goes: they tell smoothed round-trip times, and no moment at which a segment was
 * sent last.
 */
class HttpTcpControl : public TcpCongestionOps
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpTcpControl();

    /// @brief Copies the attributes for another socket. @param control the one to copy
    HttpTcpControl(const HttpTcpControl& control);

    ~HttpTcpControl() override;

    /// @brief The machine's control with these attributes. @return a new one
    virtual std::unique_ptr<tcp::CongestionControl> MakeControl() const = 0;

    uint32_t GetSsThresh(Ptr<const TcpSocketState> tcb, uint32_t bytesInFlight) override;
    void IncreaseWindow(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked) override;
    void PktsAcked(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked, const Time& rtt) override;
    void CongestionStateSet(Ptr<TcpSocketState> tcb,
                            const TcpSocketState::TcpCongState_t newState) override;
    void CwndEvent(Ptr<TcpSocketState> tcb, const TcpSocketState::TcpCAEvent_t event) override;

  private:
    /// @brief Makes path and window of what a socket of ns-3 holds. @param tcb it
    void Show(Ptr<const TcpSocketState> tcb);
    /// @brief Gives the window to a socket of ns-3. @param tcb it
    void Give(Ptr<TcpSocketState> tcb) const;

    std::unique_ptr<tcp::CongestionControl> m_control; //!< made at the first call
    tcp::PathState m_path;                             //!< of the newest call
    tcp::CongestionWindow m_window;                    //!< of the newest call
};

/**
 * @ingroup http
 * @brief CUBIC with HyStart (RFC 9438) as Linux runs it; attributes are what its module's
 * parameters are.
 */
class HttpTcpCubic : public HttpTcpControl
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    std::unique_ptr<tcp::CongestionControl> MakeControl() const override;
    std::string GetName() const override;
    Ptr<TcpCongestionOps> Fork() override;

  private:
    double m_c = 0.4;                  //!< RFC 9438's C, segments per cubic second
    double m_beta = 0.7;               //!< RFC 9438's multiplicative decrease
    tcp::CubicParameters m_parameters; //!< the machine's; the two above go into them
};

/**
 * @ingroup http
 * @brief Reno (RFC 5681) as Linux runs it.
 */
class HttpTcpReno : public HttpTcpControl
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    std::unique_ptr<tcp::CongestionControl> MakeControl() const override;
    std::string GetName() const override;
    Ptr<TcpCongestionOps> Fork() override;
};

} // namespace ns3

#endif /* HTTP_TCP_CONTROL_H */
