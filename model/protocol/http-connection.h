/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_H
#define HTTP_CONNECTION_H

#include "http-fifo.h"
#include "http-framing.h"
#include "http-head.h"
#include "http-inbound-half.h"
#include "http-outbound-half.h"
#include "http-session-base.h"
#include "http-stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/// What a client of HTTP/2 sends first as far as it looks like a head (RFC 9113, section 3.4).
constexpr std::string_view HTTP2_PREFACE_HEAD = "PRI * HTTP/2.0\r\n\r\n";

/**
 * @brief One HTTP/1.1 connection as a state machine without input or output (RFC 9112).
 *
 * The same machine serves both ends. Bytes go in (ReceiveText, ReceiveContent, ReceiveEnd), events
 * come out (NextEvent), bytes to send come out (PeekOutput, ConsumeOutput), time comes in as a
 * value. Requests are StartRequest, AppendContent, EndContent on the client's side; responses
 * StartResponse and the same on the server's. The server's machine pauses its input between a
 * request and the end of its response, so pipelined requests are served in order.
 */
class Connection : public SessionBase
{
  public:
    using Role = http::Role; //!< which end

    /**
     * @brief A machine at the start of a connection.
     * @param options limits and times, shared with other machines
     * @param role which end
     * @param now the present: the server's idle time begins here; without it, with the first
     * exchange
     */
    Connection(std::shared_ptr<const ConnectionOptions> options,
               Role role,
               std::optional<Nanoseconds> now = std::nullopt);

    /// @brief A machine with options of its own. @param role, options, now as above
    Connection(Role role,
               const ConnectionOptions& options,
               std::optional<Nanoseconds> now = std::nullopt);

    void BeginAt(uint64_t received, uint64_t sent) override;

    /// @brief From the first byte on, nothing is HTTP; only at the start of a connection.
    void BecomeTunnel();

    std::optional<ExchangeId> StartRequest(const RequestHead& head,
                                           Nanoseconds now,
                                           std::string* text) override;

    std::size_t GetCapacity() const override;
    bool IsInHead() const override;
    bool IsReusable() const override;

    // Adds nothing to the head, save "Connection: close" where the connection must end after it.
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

    std::optional<Nanoseconds> GetDeadline() const override;

    void HandleTimeout(Nanoseconds now) override;

    uint64_t GetReceivedBytes() const override
    {
        return m_in.GetPosition();
    }

    uint64_t GetSentBytes() const override
    {
        return m_out.GetSent();
    }

    std::size_t GetOpenExchanges() const override;

    CloseDemand GetCloseDemand() const override;

    void CloseAfterOpenExchanges() override;

  private:
    /// @brief A request and its response.
    struct Exchange
    {
        /// @brief The methods that the framing of responses depends on.
        enum class Method : uint8_t
        {
            Other,   //!< all others
            Head,    //!< HEAD
            Connect, //!< CONNECT
        };

        ExchangeId id = 0;        //!< its number
        Nanoseconds sentAt{0};    //!< client: when the request's last byte was handed out
        const char* problem = ""; //!< what is wrong with it
        Outcome outcome = Outcome::Complete; //!< server: how it will end
        Method method = Method::Other;       //!< the request's method
        Version version = Version::Http11;   //!< the request's version
        bool persistent = true;              //!< so far, nothing ends the connection after it
        bool upgrades = false;               //!< the request has Upgrade
        bool started = false;  //!< client: first byte out; server: final response begun
        bool heard = false;    //!< client: a byte of the response was taken
        bool sent = false;     //!< the outbound message was handed out
        bool received = false; //!< the inbound message was taken, or has failed
        bool held = false;     //!< client: its content waits for 100
        bool tunnel = false;   //!< it turns the connection into a tunnel
    };

    /// @brief What the server's machine does about a request that it refuses.
    enum class Refusal : uint8_t
    {
        None,      //!< there is none
        Pending,   //!< the owner is to answer
        Answering, //!< the answer is on its way
        Answered,  //!< the answer was handed out
    };

    // Both roles (http-connection.cc, http-connection-streams.cc)
    /// @brief Whether content of an exchange can go out now. @param exchange it @return whether
    bool IsOutbound(ExchangeId exchange) const;
    /// @brief Takes bytes in the states Idle and Head. @param bytes the bytes @return how many were
    /// taken
    std::size_t ReceiveHeadText(std::string_view bytes);
    /// @brief Takes bytes of the chunked coding. @param bytes the bytes @return how many were taken
    std::size_t ReceiveChunkText(std::string_view bytes);
    /// @brief The message that came in is complete.
    void FinishInbound();
    /// @brief Adds its event. @param exchange whose it is
    void ReportMessage(ExchangeId exchange);
    /// @brief Handles the places in the outbound stream that were passed.
    void TakeMarks();
    /// @brief Handles a place in the outbound stream. @param mark it
    void HandleMark(const OutboundHalf::Mark& mark);
    /// @brief Whether a direction may carry another message. @param state its state @return whether
    bool TakesMore(HalfState state) const;
    /// @brief A method as GetResponseFraming() wants it. @param method it @return its name, or
    /// nothing
    static std::string_view GetMethodName(Exchange::Method method);
    /// @brief What a request says of its exchange. @param id, head the request @return the exchange
    static Exchange MakeExchange(ExchangeId id, const RequestHead& head);

    // Client (http-connection-client.cc)
    /// @brief Reads the head of a response. @param text the head
    void ReceiveResponseHead(std::string_view text);
    /// @brief Whether the content held back is that of the oldest request. @return whether
    bool IsHeldRequest() const;
    /// @brief The content that was held back waits no more.
    void ForgetHold();
    /// @brief The response has turned the connection into a tunnel.
    void StartTunnel();
    /// @brief The response came early: the rest of the request stays unsent.
    void StopUnsentRequest();
    /// @brief The response is complete.
    void CompleteResponse();
    /// @brief The oldest exchange is complete; decides whether others follow.
    void CompleteFront();
    /// @brief Ends the oldest exchange. @param outcome, retryable, problem of its event
    void EndFront(Outcome outcome, bool retryable, const char* problem);
    /// @brief What the peer sent cannot be used. @param front outcome of the oldest exchange @param
    /// problem why
    void GiveUp(Outcome front, const char* problem);
    /// @brief Ends the exchanges that will get no response any more, and the output.
    void AbandonOthers();
    /// @brief A request was ended: another may begin, or none.
    void AdvanceRequests();
    /// @brief When a client gives the server up. @return the moment, or nothing
    std::optional<Nanoseconds> GetResponseDeadline() const;
    /// @brief The stream of responses has ended. @param before the state until then
    void ReceiveResponseEnd(HalfState before);

    // Server (http-connection-server.cc)
    /// @brief Reads the head of a request. @param text the head
    void ReceiveRequestHead(std::string_view text);
    /// @brief Refuses the request in progress. @param problem, outcome what is wrong, how its
    /// exchange ends
    void RefuseRequest(const HeadProblem& problem, Outcome outcome);
    /// @brief The request is complete.
    void CompleteRequest();
    /// @brief Ends the exchange if nothing is missing, and decides what follows.
    void CompleteServerExchange();
    /// @brief The stream of requests has ended. @param effect what that means for a request
    void ReceiveRequestEnd(HalfEffect effect);
    /// @brief Whether the connection ends with a response. @param head, framing of it @return
    /// whether
    bool MustCloseAfter(const ResponseHead& head, const Framing& framing) const;

    bool m_cut = false;                //!< client: a request was ended before its end
    bool m_abandoned = false;          //!< client: requests not sent were given up
    Refusal m_refusal = Refusal::None; //!< server: what is done about a refused request
    InboundHalf m_in;                  //!< what comes in
    OutboundHalf m_out;                //!< what goes out
    Fifo<Exchange, 1> m_exchanges;     //!< open exchanges; at most one on the server's side
};

} // namespace http
} // namespace ns3

#endif /* HTTP_CONNECTION_H */
