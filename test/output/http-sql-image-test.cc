/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Rows that are put together here are what SQLite reads. Expected values: what was put in; sizes
// and numbers around the limits of SQLite's file format (https://www.sqlite.org/fileformat2.html).

#include "http-handmade-run.h"

#include "ns3/http-sql-image.h"

#include <boost/test/unit_test.hpp>
#include <limits>

using namespace ns3;
using namespace ns3::test;

namespace
{

/// An image that SQLite has opened.
class OpenImage
{
  public:
    /// @brief Opens an image. @param image the image
    explicit OpenImage(HttpSqlImage& image)
        : m_connection(":memory:", HttpSqlConnection::Mode::Create)
    {
        m_connection.Execute("ATTACH ':memory:' AS image");
        uint64_t size = 0;
        uint8_t* bytes = image.Finish(size);
        m_connection.Replace("image", bytes, size);
    }

    /// @brief A query. @param sql its text @return the query
    HttpSqlQuery Query(const std::string& sql)
    {
        return HttpSqlQuery(m_connection, sql);
    }

    /// @brief The only value of a query. @param sql its text @return the value as text
    std::string Get(const std::string& sql)
    {
        HttpSqlQuery query(m_connection, sql);
        return query.Next() ? query.Text(0) : "nothing";
    }

    /// @brief Whether SQLite finds a fault; the page of a table that has one only is there twice.
    /// @return the first fault, or "ok"
    std::string GetFault()
    {
        HttpSqlQuery query(m_connection, "PRAGMA image.integrity_check");
        while (query.Next())
        {
            std::string text = query.Text(0);
            const std::size_t line = text.rfind('\n');
            if (text.find("is never used", line == std::string::npos ? 0 : line) ==
                std::string::npos)
            {
                return text;
            }
        }
        return "ok";
    }

  private:
    HttpSqlConnection m_connection; //!< SQLite
};

/// @brief Bytes that differ. @param size how many @return them
std::string
MakeBytes(std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; i++)
    {
        bytes[i] = static_cast<char>(i * 7 + i / 251);
    }
    return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(sql_image)

BOOST_AUTO_TEST_CASE(EveryNumber)
{
    std::vector<int64_t> numbers = {0, 1, -1, 2, std::numeric_limits<int64_t>::min()};
    for (int bits = 6; bits < 63; bits++)
    {
        for (const int64_t delta : {-1, 0, 1})
        {
            numbers.push_back((int64_t{1} << bits) + delta);
            numbers.push_back(-(int64_t{1} << bits) + delta);
        }
    }
    numbers.push_back(std::numeric_limits<int64_t>::max());
    HttpSqlImage image;
    HttpSqlRow row;
    uint64_t id = 0;
    for (const int64_t number : numbers)
    {
        row.Begin().Key(++id).Integer(number).Null().IntegerOrNull(0).Label("").Text("").Label(
            "queue");
        image.Append(HttpTraceTable::Queue, row);
    }
    OpenImage open(image);
    BOOST_TEST(open.GetFault() == "ok");
    HttpSqlQuery rows = open.Query("SELECT * FROM image.queue ORDER BY id");
    for (const int64_t number : numbers)
    {
        BOOST_TEST_REQUIRE(rows.Next());
        BOOST_TEST(rows.Integer(1) == number);
        BOOST_TEST(rows.IsNull(2));
        BOOST_TEST(rows.IsNull(3));
        BOOST_TEST(rows.IsNull(4));
        BOOST_TEST(rows.IsText(5));
        BOOST_TEST(rows.Text(5).empty());
        BOOST_TEST(rows.Text(6) == "queue");
    }
    BOOST_TEST(!rows.Next());
}

BOOST_AUTO_TEST_CASE(EverySize)
{
    // A record stays in its page up to 65501 bytes; the pages behind it hold 65532 bytes each.
    std::vector<std::size_t> sizes = {0, 1, 56, 57, 58, 8185, 8186, 8187, 65400};
    for (std::size_t size = 65460; size < 65540; size++)
    {
        sizes.push_back(size);
    }
    for (const std::size_t size : {73716, 73717, 73718, 131000, 139250, 200000, 1000000})
    {
        sizes.push_back(size);
    }
    HttpSqlImage image;
    HttpSqlRow row;
    uint64_t id = 0;
    for (const std::size_t size : sizes)
    {
        row.Begin().Key(++id).Integer(static_cast<int64_t>(size)).Null().Null();
        row.Blob(MakeBytes(size));
        for (int i = 5; i < 15; i++)
        {
            row.Null();
        }
        image.Append(HttpTraceTable::Message, row);
    }
    OpenImage open(image);
    BOOST_TEST(open.GetFault() == "ok");
    HttpSqlQuery rows = open.Query("SELECT http_transaction, head FROM image.message ORDER BY id");
    for (const std::size_t size : sizes)
    {
        BOOST_TEST_REQUIRE(rows.Next());
        BOOST_TEST(rows.Integer(0) == static_cast<int64_t>(size));
        BOOST_TEST((rows.Blob(1) == MakeBytes(size)));
    }
    BOOST_TEST(!rows.Next());
}

// Rows go on after the image was completed, and it is as new after it was cleared.
BOOST_AUTO_TEST_CASE(ManyRows)
{
    HttpSqlImage image;
    HttpSqlRow row;
    for (int round = 0; round < 2; round++)
    {
        int64_t count = 0;
        for (const int64_t rows : {1, 10, 3000, 100000})
        {
            for (; count < rows; count++)
            {
                row.Begin().Key(static_cast<uint64_t>(7 + 3 * count)).Integer(count);
                row.Integer(2).Integer(3).Label("tx");
                for (int i = 5; i < 27; i++)
                {
                    i == 22 ? row.Null() : row.Integer(i);
                }
                image.Append(HttpTraceTable::Segment, row);
            }
            OpenImage open(image);
            BOOST_TEST(open.GetFault() == "ok");
            BOOST_TEST(open.Get("SELECT count(*) FROM image.segment WHERE id = 7 + 3 * time_ns "
                                "AND transmission = 26") == std::to_string(rows));
            BOOST_TEST(open.Get("SELECT count(*) FROM image.packet") == "0");
            BOOST_TEST((image.GetFilled() == std::vector<HttpTraceTable>{HttpTraceTable::Segment}));
        }
        image.Clear();
        BOOST_TEST(image.GetFilled().empty());
    }
}

// Rows that come in any order stand in that of their keys, whenever the image was completed before;
// of those with the same key, the last one does.
BOOST_AUTO_TEST_CASE(AnyOrder)
{
    constexpr uint64_t ROWS = 3000;
    HttpSqlImage image;
    HttpSqlRow row;
    for (int round = 1; round <= 3; round++)
    {
        for (uint64_t i = 0; i < ROWS * static_cast<uint64_t>(round); i++)
        {
            // 7919 is a prime number and meets every key once.
            const uint64_t key = 1 + i * 7919 % (ROWS * static_cast<uint64_t>(round));
            row.Begin().Key(key).Label("10.1.1.1").Integer(round).Label("10.1.1.2");
            for (int column = 4; column < 9; column++)
            {
                row.Integer(static_cast<int64_t>(key) * column);
            }
            row.Label("full close").Label(std::to_string(key)).Null().Null();
            image.Append(HttpTraceTable::Connection, row);
            row.Begin().Integer(static_cast<int64_t>(i)).Null().Null().Null();
            image.Append(HttpTraceTable::Host, row);
        }
        OpenImage open(image);
        BOOST_TEST(open.GetFault() == "ok");
        const std::string rows = std::to_string(ROWS * static_cast<uint64_t>(round));
        BOOST_TEST(open.Get("SELECT count(*) FROM image.connection") == rows);
        BOOST_TEST(open.Get("SELECT count(*) FROM image.connection WHERE id <= " + rows +
                            " AND source_port = " + std::to_string(round) +
                            " AND closed_ns = 8 * id AND destination_end = id") == rows);
        BOOST_TEST(open.Get("SELECT count(DISTINCT rowid) FROM image.host") ==
                   std::to_string(ROWS * static_cast<uint64_t>(round * (round + 1) / 2)));
    }
    image.Clear();
    BOOST_TEST(image.GetFilled().empty());
}

BOOST_AUTO_TEST_SUITE_END()
