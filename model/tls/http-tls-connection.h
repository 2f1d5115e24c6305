/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_CONNECTION_H
#define HTTP_TLS_CONNECTION_H

#include "http-tls-hello.h"
#include "http-tls-messages.h"
#include "http-tls-records.h"
#include "http-tls-types.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{
namespace tls
{

/// @brief What happened on a connection.
struct Event
{
    /// @brief What it is.
    enum class Kind : uint8_t
    {
        Established,      //!< the handshake is over, or so far that this end may send
        EarlyDataAllowed, //!< client: content may be sent early, see GetSendable()
        EarlyDataRefused, //!< what was sent early is lost and must be sent again
        Content,          //!< a record of the application's content came
        Ticket,           //!< a session that may be resumed
        PeerClosed,       //!< close_notify came: nothing follows
        Failed,           //!< the connection is over: by an alert, or because it was malformed
    };

    Kind kind = Kind::Failed;         //!< what it is
    TlsTime due{0};                   //!< when it may be told: after the work that it takes
    uint64_t content = 0;             //!< Content: its bytes
    Session session;                  //!< Ticket: the session
    Alert alert = Alert::CloseNotify; //!< Failed: why
    bool isFromPeer = false;          //!< Failed: the peer's alert told so
};

/// @brief What goes out in one write.
struct Flight
{
    TlsTime due{0};              //!< not before
    std::string text;            //!< bytes of all records, but for the application's content
    std::vector<Record> records; //!< in order
};

/**
 * @ingroup http
 * @brief One end of a TLS connection: TLS 1.3 (RFC 8446) or 1.2 (RFC 5246) with the lengths and
 * flights of real ones and without cryptography.
 *
 * Sans-IO: whole records and moments go in; flights, events and one deadline come out. Hellos are
 * well formed, so that analysers read them; what real hosts encrypt or sign is as long as theirs
 * and depends on the seed alone. The application's content is not looked at.
 */
class Connection
{
  public:
    /// @brief A connection before its first byte. @param options what it is to do
    explicit Connection(Options options);

    /// @brief The stream below is there: a client says hello. @param now the present
    void Start(TlsTime now);

    /// @brief Where what a record carries stands. @param header, behind as FindContent() @return
    /// it, or nothing if the record cannot be read: call Fail()
    std::optional<RecordContent> Find(const RecordHeader& header, std::string_view behind) const;

    /**
     * @brief A whole record came.
     * @param content what it carries, from Find()
     * @param text its bytes; not needed for the application's content
     * @param now the present
     * @return whether it is content that an event tells of; other content is to be thrown away
     */
    bool Receive(const RecordContent& content, std::string_view text, TlsTime now);

    /// @brief Bytes of content that may be sent now. @return how many: 0, what is left of early
    /// data, or any number
    uint64_t GetSendable() const;

    /// @brief Sends content. @param bytes how many, not more than GetSendable() @param now the
    /// present
    void Send(uint64_t bytes, TlsTime now);

    /// @brief Sends close_notify; nothing may follow. @param now the present
    void Close(TlsTime now);

    /// @brief Ends the connection with an alert. @param alert which @param now the present
    void Fail(Alert alert, TlsTime now);

    /// @brief What is to be written now. @param now the present @return the next write, or nothing
    std::optional<Flight> NextFlight(TlsTime now);

    /// @brief What happened. @param now the present @return the next event, or nothing
    std::optional<Event> NextEvent(TlsTime now);

    /// @brief Whether NextEvent() tells of content. @param now the present @return whether
    bool HasContent(TlsTime now) const;

    /// @brief Whether a handshake message has begun to come and is not whole. @return whether
    bool IsInsideMessage() const;

    /// @brief When a flight or an event is due. @return the moment, or nothing
    std::optional<TlsTime> GetDeadline() const;

    /// @brief Whether the handshake is over at this end. @return whether
    bool IsEstablished() const;

    /// @brief The version agreed on. @return it; before, the newest allowed
    Version GetVersion() const;

    /// @brief The protocol agreed on (RFC 7301). @return it, or an empty text
    const std::string& GetAlpn() const;

    /// @brief Whether a session was resumed. @return whether
    bool IsResumed() const;

  private:
    /// @brief What is waited for.
    enum class Phase : uint8_t
    {
        Idle,                //!< before Start()
        ServerHello,         //!< client: an answer to its hello
        EncryptedExtensions, //!< client
        Certificate,         //!< client: in both versions
        CertificateVerify,   //!< client
        KeyExchange,         //!< client, TLS 1.2
        HelloDone,           //!< client, TLS 1.2
        ServerFinished,      //!< client, or a ticket before it in TLS 1.2
        ClientHello,         //!< server
        EndOfEarlyData,      //!< server
        ClientKeyExchange,   //!< server, TLS 1.2
        ClientFinished,      //!< server
        Connected,           //!< both: the handshake is over
        Over,                //!< failed, or closed by this end
    };

    /// @brief A message that is allowed in a phase, and what it does.
    struct Step
    {
        Phase phase;                                                    //!< the phase
        MessageType message;                                            //!< the message
        void (Connection::*handle)(std::string_view body, TlsTime now); //!< what it does
    };

    static const std::vector<Step> STEPS; //!< every message that is allowed

    /// @name What messages do
    /// @{
    void OnServerHello(std::string_view body, TlsTime now);
    void OnEncryptedExtensions(std::string_view body, TlsTime now);
    void OnOpaqueMessage(std::string_view body, TlsTime now);
    void OnServerHelloDone(std::string_view body, TlsTime now);
    void OnServerFinished(std::string_view body, TlsTime now);
    void OnTicket(std::string_view body, TlsTime now);
    void OnClientHello(std::string_view body, TlsTime now);
    void OnClientFinished(std::string_view body, TlsTime now);
    /// @}

    /// @brief Reads the messages that are whole. @param text what came @param now the present
    void ReadMessages(std::string_view text, TlsTime now);
    /// @brief An alert came. @param text it @param now the present
    void ReceiveAlert(std::string_view text, TlsTime now);
    /// @brief Content came. @param bytes how many @param now the present @return whether it counts
    bool ReceiveContent(uint64_t bytes, TlsTime now);

    /// @brief Sends what a client says first. @param share as WriteClientHello() @param now the
    /// present
    void SendClientHello(std::optional<Group> share, TlsTime now);
    /// @brief What was sent early is lost. @param now the present
    void RefuseEarlyData(TlsTime now);
    /// @brief Writes a client's last flight in TLS 1.3. @param flight where to
    void WriteClientFinished13(Flight& flight);
    /// @brief Chooses what a server answers. @param hello the client's @return why not, or nothing
    std::optional<Alert> Choose(const ClientHello& hello);
    /// @brief Chooses the group of the keys. @param hello the client's @return false: there is none
    bool ChooseGroup(const ClientHello& hello);
    /// @brief Looks whether the client's session is resumed. @param hello the client's @param now
    /// the present
    void ChooseSession(const ClientHello& hello, TlsTime now);
    /// @brief Sends a server's first flight. @param now the present
    void SendServerFlight(TlsTime now);
    /// @brief Writes a server's flight behind the hello. @param flight where to
    void WriteServerFlight13(Flight& flight);
    /// @brief Writes a server's flight behind the hello in TLS 1.2. @param flight where to
    void WriteServerFlight12(Flight& flight);
    /// @brief Writes ChangeCipherSpec and Finished of TLS 1.2. @param flight where to
    void WriteFinished12(Flight& flight);
    /// @brief A ticket of this connection. @param now the present @return the message
    std::string MakeTicket(TlsTime now);

    /// @brief Adds records that carry a text. @param flight where to @param type, text what
    void AddText(Flight& flight, ContentType type, std::string_view text);
    /// @brief Adds ChangeCipherSpec. @param flight where to
    void AddChange(Flight& flight);
    /// @brief Queues a flight. @param flight it
    void Queue(Flight flight);
    /// @brief Queues a flight of records that carry a text. @param type, text what @param due not
    /// before
    void Queue(ContentType type, std::string_view text, TlsTime due);
    /// @brief Queues an event. @param kind which @param due when @return it
    Event& Tell(Event::Kind kind, TlsTime due);
    /// @brief The connection is over. @param alert why @param now the present @return the event
    /// that tells of it
    Event& End(Alert alert, TlsTime now);
    /// @brief How records are protected from now on. @return both directions' protection
    Protection GetProtection() const;
    /// @brief This end may send content from now on. @param due when it may know
    void Establish(TlsTime due);
    /// @brief Bytes of Finished's body. @return the number
    std::size_t GetFinishedBytes() const;
    /// @brief When what begins now is done, by this end's processor. @param now the present
    /// @return the moment
    TlsTime Work(TlsTime now);
    /// @brief The same of some work. @param now the present @param work how long @return the moment
    TlsTime Work(TlsTime now, TlsTime work);

    /// @brief Lets go of what the handshake needed, once it is over.
    void ForgetHandshake();

    std::unique_ptr<Options> m_options; //!< what to do; nullptr once the handshake is over
    bool m_isClient;                    //!< which end
    TlsTime m_closing;                  //!< as in Options
    Phase m_phase = Phase::Idle;        //!< what is waited for
    Opaque m_opaque;                    //!< what looks random
    RecordSizer m_sizer;                //!< length of records
    Protection m_read;                  //!< of what comes
    Protection m_write;                 //!< of what goes
    ServerHello m_hello;                //!< what was agreed on
    std::string m_alpn;                 //!< the protocol
    std::string m_clientSessionId;      //!< legacy_session_id
    std::string m_incoming;             //!< handshake messages not read yet
    std::vector<Flight> m_flights;      //!< to be written
    std::vector<Event> m_events;        //!< to be told
    TlsTime m_busyUntil{0};             //!< when the work so far is done
    uint64_t m_earlyLeft = 0;           //!< bytes of early data that may be sent or taken
    bool m_isEarly = false;             //!< early data is under way
    bool m_skipsEarly = false;          //!< server: early data that it did not take may come
    bool m_hasRetried = false;          //!< a HelloRetryRequest was sent or received
    bool m_maySend = false;             //!< content may be sent
    bool m_compresses = false;          //!< certificates are compressed
    bool m_hasChanged = false;          //!< ChangeCipherSpec was sent
    bool m_isClosed = false;            //!< close_notify was sent
};

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_CONNECTION_H */
