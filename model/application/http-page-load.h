/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PAGE_LOAD_H
#define HTTP_PAGE_LOAD_H

#include "ns3/event-id.h"
#include "ns3/http-workload.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <vector>

namespace ns3
{

class HttpPageLoad;

/**
 * @ingroup http
 * @brief Who fetches the objects of a page.
 */
class HttpPageLoadOwner
{
  public:
    virtual ~HttpPageLoadOwner() = default;

    /// @brief An object is wanted now. @param load its page @param index its place there
    virtual void WantObject(HttpPageLoad& load, uint32_t index) = 0;
};

/**
 * @ingroup http
 * @brief The order of one page: which object is wanted when, as others reveal it.
 *
 * An object that waits for another is wanted, too, when that one fails, so that every object of
 * a page is asked for once.
 */
class HttpPageLoad
{
  public:
    /**
     * @brief No page yet.
     * @param owner who fetches
     */
    explicit HttpPageLoad(HttpPageLoadOwner& owner);
    ~HttpPageLoad();
    HttpPageLoad(const HttpPageLoad&) = delete;
    HttpPageLoad& operator=(const HttpPageLoad&) = delete;

    /// @brief The page; fill it, then call Start(). @return the page
    HttpPage& GetPage();

    /// @brief Begins: objects that wait for nothing are wanted after their delay.
    void Start();

    /// @brief The first byte of an object's response was read. @param index its place
    void OnFirstByte(uint32_t index);

    /**
     * @brief An object has its outcome.
     * @param index its place
     */
    void OnFinished(uint32_t index);

    /// @brief Whether every object has its outcome. @return whether
    bool IsFinished() const;

    /// @brief Wants no further object.
    void Stop();

  private:
    /**
     * @brief Objects that wait for that moment of an object become wanted.
     * @param index the object
     * @param anchor the moment
     */
    void Reveal(uint32_t index, HttpPageObject::Anchor anchor);

    /// @brief Wants an object after its delay. @param index its place
    void Schedule(uint32_t index);

    /// @brief Wants an object now. @param index its place
    void Want(uint32_t index);

    HttpPageLoadOwner& m_owner;         //!< who fetches
    HttpPage m_page;                    //!< the page
    std::vector<uint32_t> m_dependants; //!< indices sorted by the object that reveals them
    std::vector<uint32_t> m_begin;      //!< where each object's dependants begin in m_dependants
    std::vector<bool> m_scheduled;      //!< whether it is wanted, or will be after its delay
    std::vector<EventId> m_events;      //!< delays under way
    uint32_t m_finished = 0;            //!< objects with their outcome
};

} // namespace ns3

#endif /* HTTP_PAGE_LOAD_H */
