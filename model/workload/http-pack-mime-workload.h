/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PACK_MIME_WORKLOAD_H
#define HTTP_PACK_MIME_WORKLOAD_H

#include "http-fractional-noise.h"
#include "http-workload.h"

#include "ns3/ptr.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Connections of many users as PackMime-HTTP has them: J. Cao, W. Cleveland, Y. Gao,
 * K. Jeffay, F. Smith, M. Weigle, "Stochastic Models for Generating Synthetic HTTP Source Traffic",
 * INFOCOM 2004, with the parameters of its implementation in ns-2.
 *
 * An open loop of connections, each a page whose requests follow one another on a connection of
 * their own, which closes behind the last. Intervals between connections and sizes of requests are
 * long-range dependent, the less so the higher the rate. Runs of responses that validate caches
 * (304) and of downloads alternate. The targets say what is asked for, /bytes/N?... with the
 * server's delay, so that a server answers them without a catalogue.
 */
class HttpPackMimeWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpPackMimeWorkload();

    // Documented in HttpWorkload.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    uint64_t CountPagesLeft(const http::Url& base) override;
    int64_t AssignStreams(int64_t stream) override;

    /// Bytes that the head of a download's response is padded to.
    static const uint32_t RESPONSE_HEAD_BYTES = 200;

    /// Most requests of a connection; larger draws are cut to this.
    static const uint32_t MAX_REQUESTS = 10000;

  private:
    /// @brief What a stream is for.
    enum Purpose : uint8_t
    {
        PERSISTENT,     //!< whether a connection is persistent
        ONE_PAGE,       //!< whether it has one page
        ONE_OBJECT,     //!< whether a page has one object
        RESPONSE_SIZE,  //!< size of a response
        RUN_LENGTH,     //!< responses of one kind in a row
        LATER_LEVEL,    //!< a persistent connection's level of later sizes
        LATER_SPREAD,   //!< spread of these
        LATER_SIZE,     //!< one of these
        WITHIN_LEVEL,   //!< level of the gaps within its pages
        WITHIN_SPREAD,  //!< spread of these
        WITHIN_GAP,     //!< one of these
        BETWEEN_LEVEL,  //!< level of the gaps between its pages
        BETWEEN_SPREAD, //!< spread of these
        BETWEEN_GAP,    //!< one of these
        PURPOSES,       //!< their number
    };

    /// @brief A binary logarithm that varies from connection to connection and within them.
    struct Nested
    {
        double mean;          //!< of the level
        double levelVariance; //!< of the level
        double spreadShape;   //!< of the spread, a Gamma variable with mean 1
        double variance;      //!< of single values around the level, times the spread
        Purpose level;        //!< stream of the level
        Purpose spread;       //!< stream of the spread
        Purpose single;       //!< stream of single values
    };

    /// @brief Such a variable in one connection.
    struct Level
    {
        const Nested* law = nullptr; //!< the variable
        double mean = 0;             //!< the level
        double deviation = 0;        //!< of single values
    };

    static const Nested LATER;   //!< sizes of later responses
    static const Nested WITHIN;  //!< gaps within a page
    static const Nested BETWEEN; //!< gaps between pages

    /// @brief Computes what follows from the rate.
    void Prepare();

    /// @brief A number of a stream. @param purpose the stream's @return 0 to 1, both excluded
    double Draw(Purpose purpose);

    /// @brief A normal value from a number of a stream. @param purpose the stream's @return it
    double DrawNormal(Purpose purpose);

    /// @brief A variable's level in a new connection. @param law the variable @return the level
    Level DrawLevel(const Nested& law);

    /// @brief A single value. @param level the connection's level @return it
    double DrawSingle(const Level& level);

    /// @brief The requests of a connection. @return for each whether it begins a page
    const std::vector<bool>& DrawRequests();

    /// @brief Size of a connection's first response. @return bytes
    double DrawResponse();

    /**
     * @brief Writes a request.
     * @param base the client's URL
     * @param requestBytes bytes of the request
     * @param responseBytes bytes of the response
     * @param object gets the request
     */
    void WriteObject(const http::Url& base,
                     double requestBytes,
                     double responseBytes,
                     HttpPageObject& object);

    double m_rate = 1;                       //!< Rate
    uint64_t m_connections = 1;              //!< Connections
    bool m_longRange = true;                 //!< LongRange
    double m_persistent = 0;                 //!< PersistentProbability
    double m_onePage = 0;                    //!< OnePageProbability
    double m_oneObject = 0;                  //!< OneObjectProbability
    Ptr<RandomVariableStream> m_morePages;   //!< MorePages
    Ptr<RandomVariableStream> m_moreObjects; //!< MoreObjects
    Ptr<RandomVariableStream> m_serverDelay; //!< ServerDelay

    std::array<Ptr<RandomVariableStream>, PURPOSES>
        m_streams; //!< uniform variables, Gamma variables for spreads
    std::array<Ptr<RandomVariableStream>, 4> m_normals;  //!< process and white noise of the
                                                         //!< intervals and of the sizes of requests
    std::unique_ptr<HttpFractionalNoise> m_arrivals;     //!< behind the intervals
    std::unique_ptr<HttpFractionalNoise> m_requestSizes; //!< behind the sizes of requests
    double m_preparedRate = 0;                           //!< the rate that they were made for
    double m_intervalShape = 1;                          //!< Weibull shape of the intervals
    double m_intervalScale = 1;                          //!< Weibull scale, seconds
    std::array<double, 2> m_runShapes{};                 //!< Weibull shapes of the runs' lengths
    bool m_isDownload = false;                           //!< kind of the run under way
    uint64_t m_runLeft = 0;                              //!< responses left in it
    std::vector<bool> m_requests;                        //!< of the connection under way
};

} // namespace ns3

#endif /* HTTP_PACK_MIME_WORKLOAD_H */
