/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_READER_H
#define HTTP_TRACE_READER_H

#include "http-sql-connection.h"
#include "http-sql-query.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads a trace database.
 *
 * A database that is still being written, or whose run broke off, can be read as far as it goes;
 * GetWarning() tells that.
 * The first reader of a complete one gives it its indices, if it may write it.
 * Every failure is an HttpTraceError. Times are nanoseconds; -1 stands for null.
 */
class HttpTraceReader
{
  public:
    /// One end of a connection.
    struct End
    {
        std::string address;  //!< address
        uint16_t port = 0;    //!< port
        std::string endpoint; //!< both, as in socket_call
        int64_t node = -1;    //!< id of its node; -1 if not known
        std::string how;      //!< how it ended; empty if it has not
    };

    /// A row of the table connection.
    struct Connection
    {
        int64_t id = 0;           //!< number
        End source;               //!< the end that opened it
        End destination;          //!< the other end
        int64_t incarnation = 1;  //!< the how-manieth of its four values
        int64_t opened = -1;      //!< when it was opened
        int64_t established = -1; //!< when it was established
        int64_t closed = -1;      //!< when it was closed
    };

    /// A row of the table message.
    struct Message
    {
        int64_t id = 0;             //!< number
        int64_t transaction = 0;    //!< number of its transaction; 0 if not known
        int64_t connection = 0;     //!< number of its connection
        bool isRequest = true;      //!< request or response
        std::string head;           //!< the head's bytes
        int64_t headBytes = 0;      //!< bytes of the head
        int64_t bodyBytes = 0;      //!< bytes of the content
        std::string content;        //!< kind and seed of the content
        int64_t streamBegin = 0;    //!< offset of its first byte
        int64_t streamEnd = 0;      //!< offset of the byte after the last one
        int64_t bytes = 0;          //!< its bytes in the stream, without others between them
        int64_t firstSent = -1;     //!< first byte handed to the socket
        int64_t lastSent = -1;      //!< last byte handed to the socket
        int64_t firstReceived = -1; //!< first byte read
        int64_t lastReceived = -1;  //!< last byte read
        std::string outcome;        //!< complete, or why not

        /// @brief The first line of the head. @return the line without its end
        std::string GetStartLine() const;
    };

    /// A row of the table http_transaction.
    struct Transaction
    {
        int64_t id = 0;            //!< number
        int64_t page = 0;          //!< number of its page; 0 if not known
        int64_t node = 0;          //!< id of the client's node
        int64_t connection = 0;    //!< number of its last connection; 0 if it had none
        bool isReused = false;     //!< the connection had carried a request before
        int64_t attempts = 0;      //!< times that it was handed to a connection
        std::string method;        //!< method
        std::string url;           //!< URL
        int64_t status = 0;        //!< status; 0 if there was no response
        int64_t queued = -1;       //!< the client wants it
        int64_t resolved = -1;     //!< the server's address is known
        int64_t connectStart = -1; //!< the connection was asked for
        int64_t tlsStart = -1;     //!< TLS began on it; -1: there is none
        int64_t connectEnd = -1;   //!< the connection could be used
        int64_t requestStart = -1; //!< first byte of the request
        int64_t requestEnd = -1;   //!< last byte of the request
        int64_t firstByte = -1;    //!< first byte of the response
        int64_t finished = -1;     //!< it has its outcome
        std::string outcome;       //!< complete, or why not
        int64_t initiator = 0;     //!< number of the transaction that revealed it; 0: none
    };

    /**
     * @brief Opens a database.
     * @param file its name
     */
    explicit HttpTraceReader(const std::string& file);

    /**
     * @brief Prepares a query of one's own.
     * @param sql the query
     * @return the query
     */
    HttpSqlQuery Query(const std::string& sql);

    /**
     * @brief What whoever reads a database must know first: that its run did not come to its end.
     * @return one sentence, with the simulated time that is reached; empty if the run ended
     */
    std::string GetWarning();

    /// @brief A connection. @param id its number @return the connection, or nothing
    std::optional<Connection> FindConnection(int64_t id);

    /// @brief Numbers of all connections, in their order. @return the numbers
    std::vector<int64_t> GetConnections();

    /// @brief A message. @param id its number @return the message, or nothing
    std::optional<Message> FindMessage(int64_t id);

    /// @brief Messages of a connection, by direction and offset. @param connection its number
    /// @return the messages
    std::vector<Message> GetMessages(int64_t connection);

    /// @brief Messages of a transaction, by number. @param transaction its number
    /// @return the messages
    std::vector<Message> GetMessagesOfTransaction(int64_t transaction);

    /// @brief A transaction. @param id its number @return the transaction, or nothing
    std::optional<Transaction> FindTransaction(int64_t id);

    /// @brief Transactions of a connection, by number. @param connection its number
    /// @return the transactions
    std::vector<Transaction> GetTransactions(int64_t connection);

    /// @brief Rows of a table or view. @param table its name @return their number
    int64_t CountRows(const std::string& table);

    /**
     * @brief What a node is called: its name, or "node N".
     * @param node id of the node
     * @return the name
     */
    std::string GetNodeName(int64_t node);

    /// @brief The database itself. @return the database
    HttpSqlConnection& GetDatabase();

  private:
    /// @brief A parameter or fact of the run. @param key its name @return its value, or nothing
    std::optional<std::string> FindRun(const std::string& key);

    /// @brief The time of the last row. @return simulated time, ns; -1 if there is none
    int64_t FindLastTime();

    /// @brief Makes the indices of a closed database that has none yet.
    void MakeIndices();

    /// @brief Reads the table host.
    void ReadHosts();

    HttpSqlConnection m_database;                   //!< the open file
    std::map<int64_t, std::string> m_names;         //!< names of nodes
    std::map<std::string, int64_t> m_nodeOfAddress; //!< nodes of addresses
};

} // namespace ns3

#endif /* HTTP_TRACE_READER_H */
