/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PAGE_WORKLOAD_H
#define HTTP_PAGE_WORKLOAD_H

#include "http-workload.h"

#include "ns3/ptr.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Synthetic pages: a root object and a number of embedded objects, of drawn sizes.
 *
 * The targets say what is asked for, /bytes/N?page=P&object=K, with pages counted from 1 and
 * objects from 0 (the root), so that a server answers them without a catalogue. Negative draws
 * count as 0.
 */
class HttpPageWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpPageWorkload();
    ~HttpPageWorkload() override;

    // Documented in HttpWorkload.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    int64_t AssignStreams(int64_t stream) override;

    /// Most embedded objects of a page; larger draws are cut to this.
    static const uint32_t MAX_OBJECTS = 100000;

  protected:
    void DoDispose() override;

  private:
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

    uint32_t m_objects = 10;                 //!< Objects
    uint64_t m_pages = 1;                    //!< Pages
    bool m_firstByteAnchor = false;          //!< FirstByteAnchor
    Ptr<RandomVariableStream> m_objectCount; //!< ObjectCount
    Ptr<RandomVariableStream> m_rootSize;    //!< RootSize
    Ptr<RandomVariableStream> m_objectSize;  //!< ObjectSize
    Ptr<RandomVariableStream> m_parseTime;   //!< ParseTime
    Ptr<RandomVariableStream> m_thinkTime;   //!< ThinkTime

    uint64_t m_next = 0; //!< pages yielded
};

} // namespace ns3

#endif /* HTTP_PAGE_WORKLOAD_H */
