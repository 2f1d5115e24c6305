/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WORKLOAD_H
#define HTTP_WORKLOAD_H

#include "http-catalogue.h"

#include "ns3/http-fields.h"
#include "ns3/http-head.h"
#include "ns3/http-url.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/ptr.h"
#include "ns3/random-variable-stream.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief One request that a page makes.
 */
struct HttpPageObject
{
    /// @brief What of the revealing object the request waits for.
    enum class Anchor : uint8_t
    {
        PageStart, //!< nothing: the page's start
        FirstByte, //!< the first byte of the revealing object's response
        LastByte,  //!< the revealing object's outcome
    };

    http::Url url;                        //!< where it goes
    std::string method = "GET";           //!< the method
    http::Fields fields;                  //!< fields beside those that the client sets itself
    uint32_t headBytes = 0;               //!< the head is padded to so many bytes; 0: as it is
    uint64_t contentBytes = 0;            //!< content of the request
    Anchor anchor = Anchor::PageStart;    //!< what it waits for
    uint32_t revealedBy = 0;              //!< index of the revealing object, below its own
    Time delay;                           //!< from the anchor to the request
    std::optional<http::Version> version; //!< of HTTP; not set: the client's own
    std::string priority;                 //!< value of its Priority field where HTTP/2 is spoken
    http::Fields recorded;                //!< further fields where HTTP/2 is spoken, not padded
    uint32_t lane = 0; //!< requests of different lanes share no connection; set by the client
};

/**
 * @ingroup http
 * @brief A root object and what it embeds.
 */
struct HttpPage
{
    std::vector<HttpPageObject>
        objects;         //!< in an order in which each is revealed by an earlier one
    Time thinkTime;      //!< from this page's end to the moment that the next page is asked for
    Time startDelay{};   //!< from the moment that the page was asked for to its start
    bool isOpen = false; //!< thinkTime begins at this page's start: its end is not waited for
    bool ownConnections = false; //!< it shares no connection with other pages under way
};

/**
 * @ingroup http
 * @brief Makes an object a plain GET that waits for nothing; texts keep their storage.
 * @param url the URL, all but the target of which is taken over
 * @param object the object; its target is emptied
 */
void HttpResetObject(const http::Url& url, HttpPageObject& object);

/**
 * @ingroup http
 * @brief What a client asks for: page after page.
 */
class HttpWorkload : public Object
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief Describes the next page.
     * @param base the client's Url attribute, for workloads that name no server themselves
     * @param page the page, overwritten
     * @return false if there is no further page
     */
    virtual bool NextPage(const http::Url& base, HttpPage& page) = 0;

    /**
     * @brief What NextPage has not yielded yet.
     * @param base the client's Url attribute
     * @return the number of pages; 0 also where there is no end of them, or no telling
     */
    virtual uint64_t CountPagesLeft(const http::Url& base);

    /**
     * @brief Whether the attributes describe something that can be asked for, told before the run.
     *
     * Without this call, NextPage stops the program where something is wrong.
     * @param base the client's Url attribute
     * @return an empty text, or one line that names the attribute, its value and what is accepted
     */
    virtual std::string Check(const http::Url& base);

    /**
     * @brief The servers that the workload's requests go to.
     * @param base the client's Url attribute
     * @return a URL of each, in a fixed order, each scheme, host and port once
     */
    virtual std::vector<http::Url> GetServers(const http::Url& base);

    /**
     * @brief Whether the hosts of its URLs are those of a recording: an address among them is then
     * that of a host somewhere else, even where a node of the simulation has the same.
     * @return whether they are
     */
    virtual bool HasRecordedHosts() const;

    /**
     * @brief What servers must know to answer this workload.
     * @return a catalogue, or nullptr if the targets describe themselves
     */
    virtual Ptr<HttpCatalogue> GetCatalogue();

    /**
     * @brief Gives every random variable a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    virtual int64_t AssignStreams(int64_t stream);

  protected:
    /// @brief Which of the clients this one's is. @return its number, below GetClients()
    uint32_t GetClient() const;

    /// @brief How many clients share the load. @return their number, at least 1
    uint32_t GetClients() const;

    /**
     * @brief What is left of a number of pages.
     * @param total the number; 0: there is no end of them
     * @return pages left, as CountPagesLeft() counts
     */
    uint64_t GetRest(uint64_t total) const;

    /**
     * @brief Begins a page, which starts at once and whose end is waited for.
     * @param total number of pages; 0: there is no end of them
     * @param page the page; its objects are left
     * @return false if all have been yielded
     */
    bool BeginPage(uint64_t total, HttpPage& page);

    /**
     * @brief Gives random variables streams in their order. One that is not set keeps its number,
     * so that setting it does not move the streams of the others.
     * @param variables one for each purpose
     * @param stream the first stream number
     * @return the number of streams used
     */
    static int64_t SetStreams(const std::vector<Ptr<RandomVariableStream>>& variables,
                              int64_t stream);

    uint64_t m_yielded = 0; //!< pages yielded, the one that was begun last included

  private:
    uint32_t m_client = 0;  //!< Client
    uint32_t m_clients = 1; //!< Clients
};

/**
 * @ingroup http
 * @brief Draws a length of time.
 * @param seconds the random variable, in seconds; nullptr stands for 0
 * @return the time, rounded to nanoseconds; 0 for a negative value, cut to what Time can hold
 */
Time HttpDrawTime(const Ptr<RandomVariableStream>& seconds);

/// The most bytes that a workload asks for at once: sums of them stay numbers.
constexpr uint64_t HTTP_MOST_BYTES = uint64_t{1} << 62;

/**
 * @ingroup http
 * @brief Draws a number of things or bytes.
 * @param variable the random variable; nullptr stands for 0
 * @param max the largest number returned
 * @return the value rounded to the nearest whole number, cut to 0 and max
 */
uint64_t HttpDrawCount(const Ptr<RandomVariableStream>& variable, uint64_t max);

} // namespace ns3

#endif /* HTTP_WORKLOAD_H */
