/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RUN_CONTROL_H
#define HTTP_RUN_CONTROL_H

#include "ns3/application-container.h"
#include "ns3/event-id.h"
#include "ns3/http-page-record.h"
#include "ns3/nstime.h"

#include <chrono>
#include <cstdint>
#include <functional>

namespace ns3
{

/**
 * @ingroup http
 * @brief Runs the simulator until clients have done what they are to do.
 *
 * The run ends at a time, when a number of pages is loaded, or some time after the last client has
 * no further page: so long that connections close and leave TIME-WAIT. SIGINT and SIGTERM end it as
 * if its time were over; when everything is written the program dies of the signal by
 * EndIfInterrupted(), so that shells and loops stop, too.
 */
class HttpRunControl
{
  public:
    Time duration;            //!< simulated time; 0: until the clients have finished
    uint32_t pages = 0;       //!< the run ends with so many pages loaded; 0: no such end
    Time warmUp;              //!< figures begin then
    uint64_t pagesWanted = 0; //!< pages that all clients together load; 0: not known

    /// @brief Follows clients. @param clients the clients
    void Watch(const ApplicationContainer& clients);

    /// @brief Sets what is called when the warm-up is over. @param onWarm called once, if warmUp >
    /// 0
    void SetOnWarm(const std::function<void()>& onWarm);

    /// @brief Sets what is called when the clients have no further page, which the run outlasts if
    /// it has no duration. @param onLoaded called once at most
    void SetOnLoaded(const std::function<void()>& onLoaded);

    /// @brief Runs the simulator. @return wall time, seconds
    double Run();

    /**
     * @brief The end of what rates are told of, which does not hold the time in which connections
     * close.
     * @return the end of the last page if the clients had no further one and there is no duration,
     * the end of the run otherwise; to be called after Run()
     */
    Time GetEnd() const;

    /// @brief Has SIGINT and SIGTERM end the simulation; Run() does so by itself.
    static void CatchSignals();

    /// @brief Whether a signal ended the run. @return whether
    static bool IsInterrupted();

    /// @brief Has the program die of the signal that ended the run, if one did.
    static void EndIfInterrupted();

  private:
    /// @brief A client has no further page.
    void OnFinished();
    /// @brief A page is loaded. @param record the page
    void OnPage(const HttpPageRecord& record);
    /// @brief The warm-up is over.
    void OnWarm();
    /// @brief Shows how far the run is, and comes back.
    void ShowProgress();
    /// @brief How far the run is. @return 0 to 1; negative if that cannot be told
    double GetProgress() const;

    using Clock = std::chrono::steady_clock;

    std::function<void()> m_onWarm;   //!< called when the warm-up is over
    std::function<void()> m_onLoaded; //!< called when the clients have no further page
    uint64_t m_pagesLoaded = 0;       //!< so far
    Time m_lastPage;                  //!< end of the last page
    Time m_end;                       //!< end of the run
    uint32_t m_running = 0;           //!< clients with pages to load
    bool m_isShowing = false;         //!< progress was shown
    Clock::time_point m_start;        //!< when the run began
    Clock::time_point m_shown;        //!< when progress was looked at last
    Time m_step;                      //!< simulated time until it is looked at again
};

} // namespace ns3

#endif /* HTTP_RUN_CONTROL_H */
