/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_TABLE_H
#define HTTP_CONNECTION_TABLE_H

#include <cstddef>
#include <cstdint>

namespace ns3
{
namespace http
{

/**
 * @brief Where one direction of a connection stands: the stream of messages that one end sends.
 *
 * Neither the states nor the table know of client and server, or of who reads and who writes: the
 * same rules hold for the stream that goes out and for the one that comes in.
 */
enum class HalfState : uint8_t
{
    Idle,       //!< between two messages, and another may begin
    Head,       //!< inside a head
    Content,    //!< inside content whose end the message itself shows
    UntilClose, //!< inside content that ends with the stream
    Done,       //!< a message has ended; whether another may begin is not decided
    MustClose,  //!< no message may begin any more
    Ended,      //!< the stream has ended in order
    Tunnel,     //!< the bytes are not HTTP any more
    Error,      //!< the stream means nothing any more
};

/// @brief What happens to one direction of a connection.
enum class HalfEvent : uint8_t
{
    Begin,    //!< the first byte of a head
    Interim,  //!< the head of an interim (1xx) response is complete
    Empty,    //!< a head is complete, and no content follows
    Framed,   //!< a head is complete, and content follows whose end the message shows
    Unframed, //!< a head is complete, and the rest of the stream is content
    Switch,   //!< the bytes that follow are not HTTP
    Finish,   //!< the last byte of the content
    Next,     //!< another message may begin
    Last,     //!< no other message may begin
    End,      //!< the stream ends in order
    Fail,     //!< the stream cannot be understood, or is given up
};

/// @brief What an event means for the message in progress.
enum class HalfEffect : uint8_t
{
    None,     //!< nothing
    Began,    //!< a message began
    Finished, //!< the message is complete
    Cut,      //!< the message ends before its end
    Illegal,  //!< this cannot happen in this state; the state stays
};

/// @brief One cell of the table.
struct Transition
{
    HalfState next;    //!< the state afterwards
    HalfEffect effect; //!< what it means for the message
};

constexpr std::size_t HALF_STATES = 9;  //!< number of states
constexpr std::size_t HALF_EVENTS = 11; //!< number of events

/**
 * @brief The cell for a state and an event; every one is defined.
 * @param state the state
 * @param event the event
 * @return the cell
 */
Transition GetTransition(HalfState state, HalfEvent event);

/// @brief A state's name, for diagrams and messages. @param state it @return its name
const char* GetName(HalfState state);

/// @brief An event's name, for diagrams and messages. @param event it @return its name
const char* GetName(HalfEvent event);

} // namespace http
} // namespace ns3

#endif /* HTTP_CONNECTION_TABLE_H */
