/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP2_SESSION_H
#define HTTP2_SESSION_H

#include "http-stream-scheduler.h"
#include "http2-frame.h"
#include "http2-head.h"
#include "http2-options.h"

#include "ns3/http-fifo.h"
#include "ns3/http-session-base.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct nghttp2_session;

namespace ns3
{
namespace http
{

/// @brief Whether this build has HTTP/2. @return false if it was made without nghttp2
bool HasHttp2();

/**
 * @brief One HTTP/2 connection as a state machine without input or output (RFC 9113).
 *
 * The same machine serves both ends. Exchanges are streams; their contents share the connection in
 * the order that a scheduler chooses, frame by frame, each frame only when it is about to be sent.
 * Frames and the compression of heads are nghttp2's; contents are only counted.
 *
 * There is no server push (browsers have given it up, and a client refuses it by its settings), no
 * CONNECT (RST_STREAM with HTTP_1_1_REQUIRED), and no upgrade from HTTP/1.1.
 */
class Http2Session : public SessionBase
{
  public:
    /**
     * @brief A machine at the start of a connection.
     * @param limits limits and times, as of HTTP/1; chunkBytes does not matter
     * @param options settings and habits
     * @param role which end
     * @param now the present: the server's idle time begins here; without it, with the first
     *        exchange
     * @param scheduler the order of streams; null: the one that the options name
     * @return it; null unless HasHttp2()
     */
    static std::unique_ptr<Http2Session> Make(std::shared_ptr<const ConnectionOptions> limits,
                                              std::shared_ptr<const Http2Options> options,
                                              Role role,
                                              std::optional<Nanoseconds> now = std::nullopt,
                                              std::unique_ptr<StreamScheduler> scheduler = nullptr);

    std::size_t GetCapacity() const override;
    bool IsReusable() const override;
    bool IsMultiplexed() const override;
    std::optional<ExchangeId> StartRequest(const RequestHead& head,
                                           Nanoseconds now,
                                           std::string* text) override;
    bool StartResponse(ExchangeId exchange,
                       const ResponseHead& head,
                       Nanoseconds now,
                       std::string* text) override;
    bool AppendContent(ExchangeId exchange, const Content& piece) override;
    bool EndContent(ExchangeId exchange) override;
    bool Cancel(ExchangeId exchange, Outcome outcome) override;
    bool HasOutput() const override;
    OutputPiece PeekOutput() override;
    void ConsumeOutput(uint64_t bytes, Nanoseconds now) override;
    InputDemand GetInputDemand() const override;
    std::size_t ReceiveText(std::string_view bytes, Nanoseconds now) override;
    void ReceiveContent(uint64_t bytes, Nanoseconds now) override;
    void ReceiveEnd(Nanoseconds now) override;
    void ReceiveAbort(Outcome outcome) override;
    std::optional<Event> NextEvent() override;
    std::optional<Nanoseconds> GetDeadline() const override;
    void HandleTimeout(Nanoseconds now) override;
    uint64_t GetReceivedBytes() const override;
    uint64_t GetSentBytes() const override;
    void BeginAt(uint64_t received, uint64_t sent) override;
    std::size_t GetOpenExchanges() const override;
    CloseDemand GetCloseDemand() const override;
    void CloseAfterOpenExchanges() override;

    /// @brief Asks the peer for a sign of life (RFC 9113, section 6.7).
    void Ping();

    /// @brief Signs of life asked for and not answered. @return their number
    uint32_t GetUnansweredPings() const
    {
        return m_pings;
    }

    bool Pause(ExchangeId exchange, bool isPaused) override;
    uint32_t GetStream(ExchangeId exchange) const override;

    /// @brief As documented in Session; only where the options say that this is traced.
    StreamRanges GetRanges(ExchangeId exchange, bool isSent) const override;

  private:
    /// @brief A request and its response.
    struct Stream
    {
        uint32_t id = 0;                     //!< the stream's number
        ExchangeId exchange = 0;             //!< the exchange's number
        StreamPriority priority;             //!< its place among the others
        bool hasHead = false;                //!< the inbound (final) head is there
        bool heard = false;                  //!< something of the inbound message is there
        bool received = false;               //!< the inbound message is whole
        bool started = false;                //!< the outbound (final) message was begun
        bool takesContent = false;           //!< content of it may be appended
        bool hasLength = false;              //!< Content-Length says how much
        bool ended = false;                  //!< nothing more will be appended
        bool cut = false;                    //!< it ends before its end
        bool lastMade = false;               //!< its last frame was made
        bool sent = false;                   //!< its last frame was handed out
        bool held = false;                   //!< its content waits for 100 (Continue)
        bool isHead = false;                 //!< the request is HEAD
        bool refused = false;                //!< server: the request is refused
        bool resetByPeer = false;            //!< the peer has reset it
        bool closed = false;                 //!< closed, but for what is not handed out yet
        bool interimOpen = false;            //!< the head being made is interim
        bool paused = false;                 //!< content that comes does not open its window
        bool deferred = false;               //!< nghttp2 waits to be told of its content
        Outcome outcome = Outcome::Complete; //!< how it ends if nothing else happens
        const char* problem = "";            //!< what is wrong with it
        uint16_t status = 0;                 //!< of the head sent last
        uint64_t headBegin = 0;              //!< where that head begins
        uint64_t left = 0;                   //!< hasLength: content that may still be appended
        uint64_t unsent = 0;                 //!< content appended and not in a frame
        uint64_t contentSent = 0;            //!< content in frames
        uint64_t contentReceived = 0;        //!< content that came
        uint64_t withheld = 0;               //!< of it, what has not opened the window again
        Nanoseconds since{0};                //!< server: its begin; client: when it was sent
        Fifo<Content, 1> contents;           //!< what is to be sent
        Fifo<uint16_t, 1> statuses;          //!< of the heads to be sent
    };

    /// @brief Where the messages of an exchange lie in one direction.
    struct Places
    {
        std::vector<std::pair<unsigned, StreamRanges::value_type>> ranges; //!< by message
        unsigned begun = 0; //!< messages of which something is there
        unsigned told = 0;  //!< messages whose event was taken
    };

    /// How long a server waits with its settings for the answer that it is about to give: they go
    /// out with it, as where a program handles what it has read before it writes.
    static constexpr Nanoseconds SILENCE = std::chrono::milliseconds(2);

    /// @brief A place in the outbound stream that an event is made of.
    struct Mark
    {
        uint64_t offset;        //!< bytes of the stream before it
        EventType type;         //!< SendStarted, SendFinished or FrameSent
        bool isMessageEnd;      //!< SendFinished: of the message, not of an interim response
        uint16_t status;        //!< the response's status
        uint32_t headBytes;     //!< SendStarted: bytes of the head's frames
        ExchangeId exchange;    //!< the exchange
        Http2FrameHeader frame; //!< FrameSent: the frame
    };

    /// @brief What nghttp2 calls when something has come or goes out.
    struct Callbacks;
    /// @brief What nghttp2 calls for content.
    struct ContentSource;

    /// @brief A machine. @param limits, options, role, now, scheduler as in Make()
    Http2Session(std::shared_ptr<const ConnectionOptions> limits,
                 std::shared_ptr<const Http2Options> options,
                 Role role,
                 std::optional<Nanoseconds> now,
                 std::unique_ptr<StreamScheduler> scheduler);

    // nghttp2 (http2-session-library.cc)
    /// @brief Sets nghttp2 up; its settings are to be sent.
    void StartLibrary();
    /// @brief Hands it bytes of the peer's. @param bytes them
    void Feed(std::string_view bytes);
    /// @brief Ends a stream at once. @param id which @param code why
    void ResetStream(uint32_t id, uint32_t code);
    /// @brief Makes a DATA frame: its header, and its content. @param stream of it @return false if
    /// there is nothing to send, or it may not be sent
    bool SendContent(Stream& stream);

    // What it finds in the peer's frames (http2-session-messages.cc)
    /// @brief A head begins.
    void BeginHead();
    /// @brief A field of the head that began last. @param name, value the field
    void ReceiveField(std::string_view name, std::string_view value);
    /// @brief The head that began last is whole. @param id its stream @param ends whether the
    /// message ends with it @param priority what its HEADERS frame says of it
    void ReceiveHead(uint32_t id, bool ends, const StreamPriority& priority);
    /// @brief Content came. @param id its stream @param bytes how many
    void ConsumeContent(uint32_t id, uint64_t bytes);
    /// @brief The peer has reset a stream; CloseStream() follows. @param stream it, or null
    void ReceiveReset(Stream* stream);
    /// @brief A stream is closed. @param id it @param code NO_ERROR, or why
    void CloseStream(uint32_t id, uint32_t code);
    /// @brief The peer's settings came.
    void ReceiveSettings();
    /// @brief The client has said something of a stream's place. @param stream it
    void UpdatePriority(Stream& stream);

    // Streams and events (http2-session.cc)
    /// @brief Finds an open exchange. @param exchange its number @return its stream, or null
    Stream* Find(ExchangeId exchange) const;
    /// @brief Finds an open stream. @param id its number @return it, or null
    Stream* FindStream(uint32_t id) const;
    /// @brief Begins an exchange. @param id its stream @return it
    Stream& AddStream(uint32_t id);
    /// @brief Ends an exchange. @param stream it @param outcome, retryable, problem of its event
    void EndExchange(Stream& stream, Outcome outcome, bool retryable, const char* problem);
    /// @brief Ends all exchanges. @param outcome, problem of their events
    void EndAll(Outcome outcome, const char* problem);
    /// @brief The connection cannot go on. @param problem why
    void Break(const char* problem);
    /// @brief The owner hears of an exchange. @param exchange it
    void Tell(ExchangeId exchange);
    /// @brief Forgets the exchanges that the owner has not heard of. @return the last stream that
    /// it has heard of
    uint32_t ForgetUntold();
    /// @brief What became of a closed stream. @param stream it @param code why it was closed
    void FinishClosed(Stream& stream, uint32_t code);
    /// @brief Refuses a request. @param stream it @param problem, outcome why
    void Refuse(Stream& stream, const HeadProblem& problem, Outcome outcome);

    // Heads (http2-session-heads.cc, http2-session-messages.cc)
    /// @brief A request's head is whole. @param id its stream @param ends whether it is all
    /// @param priority what its HEADERS frame says of it
    void ReceiveRequest(uint32_t id, bool ends, const StreamPriority& priority);
    /// @brief A response's head is whole. @param stream its exchange @param ends whether it is all
    void ReceiveResponse(Stream& stream, bool ends);
    /// @brief A message is whole. @param stream its exchange @param trailers its trailer section
    void FinishInbound(Stream& stream, Fields&& trailers = {});

    /// @brief Bytes of the head that has come. @return the number
    uint64_t GetHeadBytes() const
    {
        return m_reader.GetFrameEnd() - m_headBegin;
    }

    /// @brief What a request says of its place. @param head, stream the request
    void SetPriority(const RequestHead& head, Stream& stream) const;
    /// @brief The weight that goes with a request. @param stream it @return it
    StreamPriority GetWeight(const Stream& stream) const;

    // Bytes (http2-session-input.cc, http2-session-output.cc)
    /// @brief Takes bytes that are looked at. @param bytes part of a frame
    void FeedText(std::string_view bytes);
    /// @brief The header of a frame is there.
    void BeginFrame();
    /// @brief Reports the frame that has come in, if it is whole.
    void ReportFrame();
    /// @brief After something came in: looks for floods, takes what is to be sent.
    void AfterInput();
    /// @brief Takes the frames that are not DATA from nghttp2.
    void TakeFrames();
    /// @brief Notes a frame that is to be sent. @param frame it @param payload of a GOAWAY
    void AddFrame(const Http2FrameHeader& frame, std::string_view payload);
    /// @brief Notes a frame of a head. @param stream its exchange @param frame it
    void AddHeadFrame(Stream& stream, const Http2FrameHeader& frame);
    /// @brief Content for a DATA frame. @param stream of it @param most at most so much @return
    /// bytes
    uint64_t TakeContent(Stream& stream, uint64_t most);
    /// @brief Makes a DATA frame. @return whether there was something for it
    bool MakeDataFrame();
    /// @brief Puts a stream where it belongs: among those ready to send, or not. @param stream it
    void UpdateReady(const Stream& stream);
    /// @brief Reports the places that were passed.
    void TakeMarks();
    /// @brief Reports a place. @param mark it
    void HandleMark(const Mark& mark);

    /// @brief Which of an exchange's messages are asked for. @param event taken last
    void TellPlaces(const Event& event);
    /// @brief Notes a part of a message. @param exchange, isSent whose @param isBegin whether the
    /// message begins with it @param range it
    void AddRange(ExchangeId exchange,
                  bool isSent,
                  bool isBegin,
                  const StreamRanges::value_type& range);

    // Time
    /// @brief When something of an exchange is due. @param stream it @return the moment, or nothing
    std::optional<Nanoseconds> GetStreamDeadline(const Stream& stream) const;
    /// @brief What is due of an exchange is done. @param stream it
    void TimeOut(Stream& stream);

    /// @brief Whether a server's settings wait: for the client's, and for the answer to what came
    /// with them, if it is about to begin. @return whether
    bool IsSilent() const;

    std::shared_ptr<const Http2Options> m_options;        //!< settings and habits
    bool m_hasStarted = false;                            //!< something of the peer's is there
    bool m_isAsked = false;                               //!< server: with it came a request
    bool m_isStartKnown = false;                          //!< the place below is
    uint64_t m_startEnd = 0;                              //!< where what is flushed at first ends
    Nanoseconds m_started{0};                             //!< when something came first
    bool m_goneAway = false;                              //!< we have said so
    bool m_broken = false;                                //!< the connection has failed
    uint32_t m_pings = 0;                                 //!< pings without an answer
    uint64_t m_headBegin = 0;                             //!< where the head begins
    uint64_t m_usefulBytes = 0;                           //!< of what came: heads and content
    double m_resetsLeft;                                  //!< resets that the client may still make
    Nanoseconds m_resetsAt{0};                            //!< when that was
    ExchangeId m_frameExchange = 0;                       //!< whose the frame is that comes in
    ExchangeId m_told = 0;                                //!< server: the last one heard of
    uint32_t m_toldStream = 0;                            //!< its stream
    ExchangeId m_ended = 0;                               //!< exchange whose end was taken last
    std::vector<std::unique_ptr<Stream>> m_streams;       //!< open ones, by number
    std::unique_ptr<StreamScheduler> m_scheduler;         //!< their order
    std::vector<ReadyStream> m_ready;                     //!< those with content to send
    Http2FrameReader m_reader;                            //!< where the peer's stream stands
    Http2HeadReader m_headReader;                         //!< the head that comes in
    bool m_headTooLong = false;                           //!< it is longer than allowed
    uint64_t m_queued = 0;                                //!< bytes before the end of what is made
    uint64_t m_sent = 0;                                  //!< bytes handed out
    std::string m_text;                                   //!< frames that are not DATA
    std::size_t m_textBegin = 0;                          //!< bytes of it handed out
    std::array<char, HTTP2_FRAME_HEADER> m_dataHeader{};  //!< of the DATA frame in progress
    uint32_t m_dataHeaderLeft = 0;                        //!< bytes of it not handed out
    Fifo<Content> m_data;                                 //!< its content
    Fifo<Mark> m_marks;                                   //!< places not passed
    std::map<ExchangeId, std::array<Places, 2>> m_places; //!< received, sent; if traced
    std::map<ExchangeId, uint32_t> m_numbers;             //!< streams of exchanges; if traced
    uint32_t m_chosen = 0;                                //!< whose content may be sent
    std::unique_ptr<nghttp2_session, void (*)(nghttp2_session*)> m_library{nullptr, nullptr};
};

} // namespace http
} // namespace ns3

#endif /* HTTP2_SESSION_H */
