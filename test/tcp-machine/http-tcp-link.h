/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_LINK_H
#define HTTP_TCP_LINK_H

#include "ns3/http-tcp-connection.h"
#include "ns3/http-tcp-cubic-control.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace ns3
{
namespace tcp
{

/**
 * @brief What a direction of the link does to packets.
 */
struct LinkPlan
{
    double bitRate = 10e6;               //!< bits a second
    Nanoseconds delay = Milliseconds(5); //!< one way
    uint32_t queue = 1000;               //!< packets that wait for the one that is being sent
    std::set<uint64_t> drops;            //!< packets lost, counted from 1 as they reach the link
    double loss = 0;                     //!< share of packets lost
    double duplication = 0;              //!< share of packets that come twice
    double reordering = 0;               //!< share of packets held back
    Nanoseconds hold{0};                 //!< how long they are held
    Nanoseconds outageBegin{0};          //!< everything is lost from then
    Nanoseconds outage{0};               //!< for so long
    Nanoseconds markAbove = NEVER;       //!< capable packets that would wait longer are marked
};

/**
 * @brief Two machines joined by a link, each with an application that writes, reads and closes.
 *
 * The link is that of ns-3's PointToPointNetDevice with a DropTail queue. What must hold for every
 * connection is checked on the way: bytes come once and in order, segments lie in what was written,
 * a connection that ended wants nothing more.
 */
class LinkedPair
{
  public:
    /// Which end
    enum Side
    {
        CLIENT, //!< asks for the connection
        SERVER, //!< grants it
    };

    /// What an end's application does
    struct Plan
    {
        uint64_t write = 0;              //!< bytes to write
        uint32_t rounds = 1;             //!< writes and reads so often
        Nanoseconds gap{0};              //!< between rounds
        uint64_t after = 0;              //!< bytes to read before
        uint64_t readLimit = UINT64_MAX; //!< bytes to read at all; then nothing more is
        bool closes = true;              //!< closes when everything is written and as much is read
        bool closesFirst = false;        //!< closes without waiting for the peer's end
        uint64_t expects = 0;            //!< bytes to read before closing
        Nanoseconds abortAt = NEVER;     //!< resets the connection then
        Nanoseconds pause{0};            //!< reads only so long after data came
        uint64_t piece = UINT64_MAX;     //!< writes at most so much at once
    };

    /// What was seen of an end
    struct Seen
    {
        Nanoseconds established{-1};                    //!< when
        Nanoseconds firstRead{-1};                      //!< first byte read
        Nanoseconds lastRead{-1};                       //!< last byte read
        std::vector<std::array<Nanoseconds, 3>> rounds; //!< begin, first and last byte read of each
        Nanoseconds ended{-1};                          //!< when the connection was over here
        uint64_t written = 0;                           //!< bytes written
        uint64_t read = 0;                              //!< bytes read
        uint64_t packets = 0;                           //!< that reached the link
        uint64_t bytes = 0;                             //!< of IP that reached the link
        uint64_t again = 0;                             //!< segments sent again
        uint64_t queueDrops = 0;                        //!< lost by the queue
        uint64_t lost = 0;                              //!< lost by the link
        bool finished = false;                          //!< the peer's end was told
        bool isClosed = false;                          //!< Close was called
    };

    /// One segment as it reached the link, for those who want to look
    struct Sight
    {
        Nanoseconds time{0};    //!< when
        Side sender = CLIENT;   //!< who sent it
        const Segment& segment; //!< it
        bool isLost = false;    //!< it goes no further
    };

    /**
     * @brief A pair that has not begun.
     * @param settings of each end
     * @param control name of the congestion control: "cubic" or "reno"
     * @param plans of each end's application
     * @param links from each end to the other
     * @param seed for what is drawn
     */
    LinkedPair(std::array<Settings, 2> settings,
               const std::string& control,
               std::array<Plan, 2> plans,
               std::array<LinkPlan, 2> links,
               uint64_t seed = 1);

    /// @brief Runs until nothing is left to happen, or until a time. @param until the time
    void Run(Nanoseconds until = Seconds(100000));

    /// @brief What was seen. @param side which end @return it
    const Seen& GetSeen(Side side) const
    {
        return m_ends[side].seen;
    }

    /// @brief The machine. @param side which end @return it; nullptr before a request came
    Connection* GetConnection(Side side) const
    {
        return m_ends[side].connection.get();
    }

    /// @brief The first thing that must not be. @return empty if all is well
    const std::string& GetError() const
    {
        return m_error;
    }

    /// @brief The time. @return it
    Nanoseconds GetNow() const
    {
        return m_now;
    }

    /// @brief Calls a function at a time. @param time it @param call the function
    void At(Nanoseconds time, std::function<void()> call);

    std::function<void(const Sight&)> onSegment; //!< called for each segment

  private:
    /// One end
    struct EndState
    {
        Settings settings;                      //!< of its machine
        std::unique_ptr<Connection> connection; //!< the machine
        Plan plan;                              //!< what the application does
        LinkPlan link;                          //!< the way to the other end
        Seen seen;                              //!< what was seen
        std::map<Sequence, Sequence> kept;      //!< data that came and was not read: begin, end
        Sequence firstByte = 0;                 //!< where the peer's data begins
        Nanoseconds linkFree{0};                //!< the link is busy until then
        std::multiset<Nanoseconds> waiting;     //!< when packets in the queue begin to be sent
        Nanoseconds deadline = NEVER;           //!< when the machine is to be called
        bool isReading = false;                 //!< a read is planned
        bool isBlocked = false;                 //!< a write was refused
        uint32_t round = 0;                     //!< rounds that have begun
        Nanoseconds roundBegin{0};              //!< when the newest did
        Nanoseconds roundFirst{-1};             //!< when its first byte was read
    };

    void Start();
    void Serve(Side side);
    void Work(Side side);
    void Read(Side side);
    void Keep(Side side);
    void Send(Side side, const Segment& segment);
    void Deliver(Side to, Segment segment);
    void Fail(const std::string& what);
    std::unique_ptr<CongestionControl> MakeControl() const;
    bool Draw(double share);

    std::array<EndState, 2> m_ends;                           //!< client, server
    std::string m_control;                                    //!< congestion control
    std::multimap<Nanoseconds, std::function<void()>> m_todo; //!< what happens
    std::mt19937_64 m_random;                                 //!< what is drawn
    Nanoseconds m_now{0};                                     //!< the time
    std::string m_error;                                      //!< first error
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_LINK_H */
