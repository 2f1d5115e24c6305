/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_TRANSPORT_H
#define HTTP_TLS_TRANSPORT_H

#include "http-later.h"
#include "http-traced-application.h"
#include "http-transport.h"

#include "ns3/event-id.h"
#include "ns3/http-tls-connection.h"
#include "ns3/http-tls-record.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief TLS over another transport: its flights, records and lengths, without cryptography.
 *
 * What is written goes out in records; what arrives can be read once its record is whole, which at
 * low rates is what delays a first byte. The handshake comes before TransportConnected(), unless
 * early data may be sent: then what is written before it is over is sent again if the server did
 * not take it. Content is not looked at, and zeros that are carried without being stored stay so.
 */
class HttpTlsTransport : public HttpTransportLayer
{
  public:
    /// Hears of a session that may be resumed.
    using SessionCallback = std::function<void(tls::Session)>;

    /**
     * @brief TLS before its first byte.
     * @param below the transport under it
     * @param application tells of records; must outlive it
     * @param options what this end is to do
     * @param onSession hears of a session that the server has given and that may be resumed; null:
     * nobody does
     */
    HttpTlsTransport(Ptr<HttpTransport> below,
                     const HttpTracedApplication& application,
                     tls::Options options,
                     SessionCallback onSession);
    ~HttpTlsTransport() override;

    /**
     * @brief The streams below have carried something before: offsets count from there.
     * @param received, sent bytes so far
     */
    void BeginAt(uint64_t received, uint64_t sent);

    void Hold() override;
    bool Write(Ptr<Packet> packet) override;
    uint32_t GetWritable() const override;
    uint64_t GetUnacknowledged() const override;
    Ptr<Packet> Read(uint32_t maxBytes) override;
    uint64_t GetReadable() const override;
    void ResumeReading() override;
    void CloseOutput() override;
    void Close() override;
    void Linger() override;
    void Leave(HttpFarewell farewell) override;
    void EndEarlyData() override;
    bool IsEarly() const override;
    Time GetSecureStart() const override;
    std::string GetProtocol() const override;
    void AddStreamRanges(bool isSent,
                         uint64_t begin,
                         uint64_t end,
                         HttpStreamRanges& ranges) const override;

  private:
    /// @brief How the transport below is to be closed once everything is written.
    enum class Closing : uint8_t
    {
        None,   //!< not at all
        Output, //!< its output
        Whole,  //!< input and output
    };

    void TransportConnected() override;
    void TransportReadable() override;
    void TransportWritable() override;
    void TransportEnded(HttpConnectionEnd end) override;
    void TransportFailed(HttpConnectionEnd end) override;

    /// @brief Does what is to be done now, tells what has happened, and sets the timer.
    void Turn();
    /// @brief The timer has expired.
    void OnTimer();
    /// @brief Sets the timer to what is due first.
    void SetTimer();
    /// @brief Writes the flights that are due.
    void WriteFlights();
    /// @brief Writes what was left, as far as the transport below takes it.
    void WriteRest();
    /// @brief Hands bytes to the transport below. @param packet them
    void WriteBelow(Ptr<Packet> packet);
    /// @brief Sends close_notify where the peer may still read it.
    void SayGoodbye();
    /// @brief Closes the transport below if that is wanted and nothing is left to be written.
    void CloseBelow();
    /// @brief Writes a record with content. @param record it @param around the bytes before and
    /// behind its content
    void WriteContent(const tls::Record& record, std::string_view around);
    /// @brief Takes bytes of what was written and is in no record yet. @param bytes how many
    /// @return them
    Ptr<Packet> TakeContent(uint32_t bytes);
    /// @brief Reads the records that are whole, as long as little waits to be read.
    void ReadRecords();
    /// @brief Reads of the record under way. @return false if nothing more can be done now
    bool ReadPiece();
    /// @brief The record under way is whole.
    void TakeRecord();
    /// @brief Copies bytes of what was read. @param begin, length which @return them
    std::string CopyRecord(std::size_t begin, std::size_t length) const;
    /// @brief Takes the first bytes of what was read. @param bytes how many @param to gets them, or
    /// null
    void TakePieces(std::size_t bytes, std::vector<Ptr<Packet>>* to);
    /// @brief Content may be read. @return whether there was any
    bool TakeContentEvents();
    /// @brief Tells the owner what has happened.
    void TellEvents();
    /// @brief Tells one thing. @param event it
    void TellEvent(const tls::Event& event);
    /// @brief The handshake is over.
    void OnEstablished();
    /// @brief Tells of a record. @param sent, type, message as in HttpTlsRecord @param bytes,
    /// before, content of it, of what stands before its content, of that
    void Report(bool sent,
                tls::ContentType type,
                uint8_t message,
                uint64_t bytes,
                uint64_t before,
                uint64_t content);

    /// Content that waits to be read before no further record is read from below.
    static constexpr uint64_t MOST_WAITING = 1 << 16;

    /// @brief Where a record's content lies.
    struct Place
    {
        uint64_t plain;  //!< offset of its first byte
        uint64_t stream; //!< offset of that byte in the stream below
        uint64_t bytes;  //!< how much
    };

    const HttpTracedApplication& m_application; //!< tells of records
    bool m_isClient;                            //!< which end
    bool m_isCurl;                              //!< a client that ends HTTP/2 as curl does
    tls::Connection m_tls;                      //!< this end
    SessionCallback m_onSession;                //!< hears of sessions
    std::vector<Ptr<Packet>> m_written;         //!< content that is in no record yet
    std::vector<Ptr<Packet>> m_early;           //!< content that was written early
    Ptr<Packet> m_rest;                         //!< what the transport below did not take yet
    std::vector<Ptr<Packet>> m_pieces;          //!< read from below, from the record under way on
    std::vector<Ptr<Packet>> m_content;         //!< content that arrived
    std::optional<tls::RecordHeader> m_header;  //!< of the record under way
    uint64_t m_ahead = 0;                       //!< bytes in m_pieces
    uint64_t m_arrived = 0;                     //!< bytes in m_content
    uint64_t m_readable = 0;                    //!< those of them that may be read
    uint64_t m_streamRead = 0;                  //!< offset of the record under way
    uint64_t m_streamWritten = 0;               //!< offset of the next record
    uint64_t m_plainRead = 0;                   //!< offset of its content
    uint64_t m_plainWritten = 0;                //!< offset of the next record's
    std::vector<Place> m_placesRead;            //!< of records read, if they are kept
    std::vector<Place> m_placesWritten;         //!< of records written
    EventId m_timer;                            //!< what is due next
    Time m_start{-1};                           //!< the handshake began
    Closing m_closing = Closing::None;          //!< what becomes of the transport below
    bool m_isHeld = false;                      //!< the handshake may not begin yet
    bool m_isSpoken = false;                    //!< what arrives are records
    bool m_isBroken = false;                    //!< what arrives are no records
    bool m_isConnected = false;                 //!< the transport below is
    bool m_isTold = false;                      //!< the owner knows that it may write
    bool m_isEarly = false;                     //!< the handshake is not over, but content goes
    bool m_isEarlyOver = false;                 //!< the rest waits for the end of the handshake
    bool m_isRefused = false;                   //!< content written early is to be sent again
    bool m_isLingering = false;                 //!< only the end below is of interest
    bool m_hasEnded = false;     //!< the owner knows that the peer's stream has ended
    bool m_isBelowEnded = false; //!< the stream below has ended
    HttpTurn m_turn;             //!< inside Turn()
};

} // namespace ns3

#endif /* HTTP_TLS_TRANSPORT_H */
