/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DRAWN_PAGE_WORKLOAD_H
#define HTTP_DRAWN_PAGE_WORKLOAD_H

#include "http-workload.h"

#include "ns3/ptr.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Pages whose parts are drawn: a root object and a number of embedded objects.
 *
 * The targets say what is asked for, /bytes/N?page=P&object=K, with pages counted from 1 and
 * objects from 0 (the root), so that a server answers them without a catalogue. Negative draws
 * count as 0. Each purpose has a random variable, and so a stream, of its own: what one draws does
 * not shift what another does.
 */
class HttpDrawnPageWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpDrawnPageWorkload();

    // Documented in HttpWorkload.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    uint64_t CountPagesLeft(const http::Url& base) override;
    int64_t AssignStreams(int64_t stream) override;

    /// Most embedded objects of a page; larger draws are cut to this.
    static const uint32_t MAX_OBJECTS = 100000;

  protected:
    /// @brief What the attributes' defaults are: random variables as texts.
    struct Defaults
    {
        const char* objectCount; //!< ObjectCount; empty: not set
        const char* rootSize;    //!< RootSize
        const char* objectSize;  //!< ObjectSize
        const char* parseTime;   //!< ParseTime
        const char* thinkTime;   //!< ThinkTime
        bool randomRounding;     //!< RandomRounding
    };

    /**
     * @brief Adds the attributes that all such pages have.
     * @param tid where
     * @param defaults their defaults
     * @return tid
     */
    static TypeId AddPageAttributes(TypeId tid, const Defaults& defaults);

    uint64_t m_pages = 1;   //!< Pages
    uint32_t m_objects = 0; //!< embedded objects of each page unless ObjectCount is set

  private:
    /// @brief Draws the number of embedded objects. @return the number
    uint64_t DrawObjects();

    /**
     * @brief Writes one object of the page.
     * @param base the client's URL
     * @param size variable that its size is drawn from
     * @param index its number in the page
     * @param object the object
     */
    void WriteObject(const http::Url& base,
                     const Ptr<RandomVariableStream>& size,
                     uint64_t index,
                     HttpPageObject& object);

    bool m_firstByteAnchor = false;          //!< FirstByteAnchor
    bool m_randomRounding = false;           //!< RandomRounding
    Ptr<RandomVariableStream> m_objectCount; //!< ObjectCount
    Ptr<RandomVariableStream> m_rootSize;    //!< RootSize
    Ptr<RandomVariableStream> m_objectSize;  //!< ObjectSize
    Ptr<RandomVariableStream> m_parseTime;   //!< ParseTime
    Ptr<RandomVariableStream> m_thinkTime;   //!< ThinkTime
    Ptr<RandomVariableStream> m_startTime;   //!< StartTime
    Ptr<RandomVariableStream> m_rounding;    //!< decides which way a number of objects is rounded
};

} // namespace ns3

#endif /* HTTP_DRAWN_PAGE_WORKLOAD_H */
