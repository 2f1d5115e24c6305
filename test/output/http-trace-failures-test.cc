/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What goes wrong: folders, files and disks. Expected texts are those of the system's errors.

#include "http-handmade-run.h"

#include "ns3/http-har-writer.h"
#include "ns3/http-output-file.h"
#include "ns3/http-sequence-reader.h"
#include "ns3/http-trace-csv.h"
#include "ns3/http-trace-error.h"

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <sys/resource.h>

using namespace ns3;
using namespace ns3::test;

namespace
{

/// Lets no file grow beyond a size, as a full disk would.
class SmallDisk
{
  public:
    /// @brief Sets the limit. @param bytes the size
    explicit SmallDisk(rlim_t bytes)
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const struct rlimit limit = {bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
    }

    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

  private:
    struct rlimit m_before = {};      //!< the limit before
    void (*m_handler)(int) = nullptr; //!< the signal's handler before
};

/// @brief The text of the error that a call throws. @param call the call @return the text
template <typename Call>
std::string
GetError(Call call)
{
    try
    {
        call();
    }
    catch (const HttpTraceError& error)
    {
        return error.what();
    }
    return "";
}

} // namespace

BOOST_AUTO_TEST_SUITE(trace_failures)

BOOST_AUTO_TEST_CASE(FolderThatCannotBeMade)
{
    const Folder folder("cannot");
    std::ofstream(folder / "file") << "x";
    const std::string file = folder / "file/sub/trace.sqlite";
    const std::string error = GetError([&file] { HttpTraceDatabase database(file); });
    BOOST_TEST(error == "cannot make the folder " + (folder / "file/sub") + ": Not a directory");
    BOOST_TEST(GetError([&file] { HttpOutputFile output(file); }) ==
               "cannot make " + file + ": Not a directory");
}

BOOST_AUTO_TEST_CASE(ExistingFileIsKeptUnlessForced)
{
    const Folder folder("exists");
    const std::string file = folder / "trace.sqlite";
    std::ofstream(file) << "precious";
    const std::string error = GetError([&file] { HttpTraceDatabase database(file); });
    BOOST_TEST(error.find(file + " exists") == 0U);
    BOOST_TEST(ReadBytes(file) == "precious");
    HttpTraceDatabaseOptions options;
    options.force = true;
    HttpTraceDatabase(file, options).Close();
    BOOST_TEST(Rows(file, "PRAGMA user_version").at(0) == "2");
}

BOOST_AUTO_TEST_CASE(OtherFilesAreNotTraceDatabases)
{
    const Folder folder("other");
    std::ofstream(folder / "text") << std::string(5000, 'x');
    BOOST_TEST(GetError([&folder] { HttpTraceReader reader(folder / "text"); }) ==
               (folder / "text") + " is not a trace database");
    BOOST_TEST(
        GetError([&folder] { HttpTraceReader reader(folder / "none"); }).find("cannot open") == 0U);
    HttpSqlConnection(folder / "sql", HttpSqlConnection::Mode::Create)
        .Execute("CREATE TABLE t(x); PRAGMA user_version = 1");
    BOOST_TEST(GetError([&folder] { HttpTraceReader reader(folder / "sql"); }) ==
               (folder / "sql") + " is not a trace database");
    HttpTraceDatabase(folder / "new").Close();
    HttpSqlConnection(folder / "new", HttpSqlConnection::Mode::Create)
        .Execute("PRAGMA user_version = 99");
    BOOST_TEST(GetError([&folder] { HttpTraceReader reader(folder / "new"); }) ==
               (folder / "new") + " has version 99 of the schema; this program reads version 2");
}

// The disk is full in mid-run: an error at once, later records are dropped, and the file opens with
// all rows of the batches before.
BOOST_AUTO_TEST_CASE(FullDiskKeepsWholeBatches)
{
    constexpr uint32_t BATCH = 1000;
    const Folder folder("full");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabaseOptions options;
    options.batchRows = BATCH;
    HttpQueueRecord queue;
    queue.queue = "device";
    uint64_t written = 0;
    std::string error;
    {
        const SmallDisk disk(512 * 1024);
        HttpTraceDatabase database(file, options);
        error = GetError([&] {
            for (int i = 0; i < 1000000; i++)
            {
                database.Add(queue);
                written = database.GetRows();
            }
        });
        database.Add(queue);
        BOOST_TEST(database.GetRows() <= written + 1);
        database.Close();
    }
    BOOST_TEST_MESSAGE(error);
    BOOST_TEST(error.find("cannot write " + file + ": ") == 0U);
    BOOST_TEST(Rows(file, "PRAGMA integrity_check").at(0) == "ok");
    const uint64_t kept = std::stoull(Rows(file, "SELECT count(*) FROM queue").at(0));
    BOOST_TEST(kept > 0U);
    BOOST_TEST(kept % BATCH == 0U);
    BOOST_TEST(written - kept <= BATCH);
    // And it can be read as any other.
    HttpTraceReader reader(file);
    BOOST_TEST(reader.CountRows("queue") == static_cast<int64_t>(kept));
}

// The disk is full when the last batch is written: all rows of the batches before are there.
BOOST_AUTO_TEST_CASE(FullDiskAtTheEndKeepsWholeBatches)
{
    const Folder folder("end");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabaseOptions options;
    options.batchRows = 100;
    HttpTraceDatabase database(file, options);
    HandmadeRun(database).Tell();
    std::string error;
    {
        const SmallDisk disk(std::filesystem::file_size(file));
        HttpMessageRecord message;
        const std::string head(1000000, 'x');
        message.head = head;
        database.Add(message);
        error = GetError([&database] { database.Close(); });
    }
    BOOST_TEST(error.find("cannot write " + file) == 0U);
    BOOST_TEST(Rows(file, "PRAGMA integrity_check").at(0) == "ok");
    BOOST_TEST(Rows(file, "SELECT count(*) FROM packet").at(0) != "0");
    BOOST_TEST(Rows(file, "SELECT count(*) FROM message WHERE length(head) > 9999").at(0) == "0");
    BOOST_TEST(Rows(file, "SELECT value FROM run WHERE key = 'state'").at(0) == "running");
    const std::string warning = HttpTraceReader(file).GetWarning();
    BOOST_TEST(warning.find("the run has not ended") == 0U, warning);
    BOOST_TEST(warning.find("the trace reaches to ") != std::string::npos, warning);
}

// Who reads a trace is told whether its run came to its end, and how far it came.
BOOST_AUTO_TEST_CASE(RunsThatDidNotEndSaySo)
{
    const Folder folder("ending");
    const std::string file = folder / "trace.sqlite";
    {
        HttpTraceDatabase database(file);
        BOOST_TEST(
            HttpTraceReader(file).GetWarning() ==
            "the run has not ended: it still goes on, or it was killed, or the disk was full; "
            "nothing of it was written");
        HandmadeRun(database).Tell();
        database.SetInterrupted(MilliSeconds(1250));
    }
    HttpTraceReader interrupted(file);
    const std::string warning = interrupted.GetWarning();
    BOOST_TEST(warning == "the run was interrupted at 1.25 s of simulated time, before its end");
    std::ostringstream archive;
    HttpHarWriter::Write(interrupted, archive);
    BOOST_TEST(nlohmann::json::parse(archive.str())["log"]["comment"] == warning);
    std::ostringstream story;
    WriteHttpSequenceText(ReadHttpConnectionSequence(interrupted, 1, 500), story);
    BOOST_TEST(story.str().find("warning: " + warning) != std::string::npos);

    HttpTraceDatabaseOptions options;
    options.force = true;
    HttpTraceDatabase database(file, options);
    HandmadeRun(database).Tell();
    database.Close();
    HttpTraceReader complete(file);
    BOOST_TEST(complete.GetWarning() == "");
    archive.str("");
    HttpHarWriter::Write(complete, archive);
    BOOST_TEST(!nlohmann::json::parse(archive.str())["log"].contains("comment"));
}

// Indices are made by the first reader; where the disk is full it does without them.
BOOST_AUTO_TEST_CASE(IndicesAreMadeWhenTheyAreWanted)
{
    const std::string count = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND "
                              "sql IS NOT NULL";
    const Folder folder("indices");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabase database(file);
    HandmadeRun(database).Tell();
    HttpTraceReader(file).CountRows("packet");
    BOOST_TEST(Rows(file, count).at(0) == "0");
    database.Close();
    BOOST_TEST(Rows(file, count).at(0) == "0");
    {
        const SmallDisk disk(std::filesystem::file_size(file));
        BOOST_TEST(HttpTraceReader(file).CountRows("packet") == 51);
        BOOST_TEST(Rows(file, count).at(0) == "0");
    }
    BOOST_TEST(HttpTraceReader(file).CountRows("packet") == 51);
    BOOST_TEST(Rows(file, count).at(0) == "11");
}

BOOST_AUTO_TEST_CASE(FullDiskIsToldForTextsToo)
{
    const Folder folder("texts");
    HttpTraceDatabase database(folder / "trace.sqlite");
    HandmadeRun(database).Tell();
    database.Close();
    HttpTraceReader reader(folder / "trace.sqlite");
    const SmallDisk disk(1024);
    const std::string error = GetError([&] { HttpTraceCsv::Write(reader, folder / "csv"); });
    BOOST_TEST(error.find("cannot write " + (folder / "csv/")) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
