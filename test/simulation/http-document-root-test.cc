/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// A folder of real files: what is in it is served as it is, and nothing else.

#include "http-raw-peer.h"
#include "http-simulation.h"

#include "ns3/string.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace ns3;
using namespace http_test;

namespace
{

namespace fs = std::filesystem;

/// What lies outside of the folder, and must never be seen.
const std::string SECRET = "the secret";

/// @brief A folder with files, and files outside of it.
class Folder
{
  public:
    Folder()
    {
        std::string name = (fs::temp_directory_path() / "ns3-http-XXXXXX").string();
        BOOST_REQUIRE(mkdtemp(&name[0]) != nullptr);
        m_top = name;
        fs::create_directories(m_top / "root" / "sub");
        fs::create_directories(m_top / "root" / "empty");
        fs::create_directories(m_top / "rooted");
        Write("root/index.html", "<p>index</p>");
        Write("root/a b.txt", "a b");
        Write("root/sub/page.css", std::string(200000, 'c') + "end");
        Write("root/sub/nothing", "");
        Write("secret.txt", SECRET);
        Write("rooted/secret.txt", SECRET);
        fs::create_symlink("../secret.txt", m_top / "root" / "out.txt");
        fs::create_symlink("..", m_top / "root" / "up");
        fs::create_symlink("sub/page.css", m_top / "root" / "in.css");
        fs::create_symlink("loop", m_top / "root" / "loop");
    }

    ~Folder()
    {
        fs::remove_all(m_top);
    }

    /// @brief The folder that is served. @return its path
    std::string GetRoot() const
    {
        return (m_top / "root").string();
    }

    /// @brief The folder around it. @return its path
    const fs::path& GetTop() const
    {
        return m_top;
    }

  private:
    /// @brief Writes a file. @param name, content what
    void Write(const std::string& name, const std::string& content) const
    {
        std::ofstream(m_top / name, std::ios::binary) << content;
    }

    fs::path m_top; //!< the folder around it
};

/// @brief What a server with the folder sends for a target. @param folder, target both
/// @return the whole response
std::string
Get(const Folder& folder, const std::string& target)
{
    Simulation simulation;
    HttpServerHelper server;
    server.SetAttribute("DocumentRoot", StringValue(folder.GetRoot()));
    simulation.Serve(server);
    RawClient raw(simulation.nodes.Get(0),
                  simulation.GetServerAddress(),
                  "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    simulation.Run(Seconds(60));
    BOOST_TEST(raw.closed);
    return raw.received;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpDocumentRoot_)

BOOST_AUTO_TEST_CASE(FilesAsTheyAre)
{
    const Folder folder;

    const struct
    {
        const char* target;
        std::string content;
        const char* type;
    } cases[] = {
        {"/", "<p>index</p>", "text/html"},
        {"/index.html", "<p>index</p>", "text/html"},
        {"/index.html?a=b", "<p>index</p>", "text/html"},
        {"/a%20b.txt", "a b", "text/plain"},
        {"/sub/page.css", std::string(200000, 'c') + "end", "text/css"},
        {"/sub/../sub/./page.css", std::string(200000, 'c') + "end", "text/css"},
        {"/in.css", std::string(200000, 'c') + "end", "text/css"},
        {"/sub/nothing", "", "application/octet-stream"},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.target)
        {
            const std::string response = Get(folder, c.target);
            const auto end = response.find("\r\n\r\n");
            BOOST_REQUIRE(end != std::string::npos);
            const std::string head = response.substr(0, end + 2);
            BOOST_TEST(head.substr(0, 17) == "HTTP/1.1 200 OK\r\n");
            BOOST_TEST((response.substr(end + 4) == c.content));
            BOOST_TEST(
                (head.find("Content-Type: " + std::string(c.type) + "\r\n") != std::string::npos));
        }
    }
}

BOOST_AUTO_TEST_CASE(NothingElse)
{
    const Folder folder;
    for (const std::string& target : {
             std::string("/../secret.txt"),
             std::string("/sub/../../secret.txt"),
             std::string("/%2e%2e/secret.txt"),
             std::string("/%2E%2E%2Fsecret.txt"),
             std::string("/..%2fsecret.txt"),
             std::string("/sub/%2e%2e/%2e%2e/secret.txt"),
             std::string("/../rooted/secret.txt"),
             std::string("/.//..///secret.txt"),
             std::string("/out.txt"),
             std::string("/up/secret.txt"),
             std::string("/up/"),
             std::string("/loop"),
             std::string("/") + (folder.GetTop() / "secret.txt").string(),
             (folder.GetTop() / "secret.txt").string(),
             std::string("//etc/passwd"),
             std::string("/empty"),
             std::string("/sub"),
             std::string("/index.html/"),
             std::string("/a%20b.txt%00.html"),
             std::string("/a%2"),
             std::string("/%zz"),
             std::string("/") + std::string(5000, 'x'),
         })
    {
        BOOST_TEST_CONTEXT(target.substr(0, 100))
        {
            const std::string response = Get(folder, target);
            BOOST_TEST(response.substr(0, 13) == "HTTP/1.1 404 ");
            BOOST_TEST((response.find(SECRET) == std::string::npos));
            BOOST_TEST((response.find("root:") == std::string::npos));
        }
    }
}

BOOST_AUTO_TEST_CASE(BetweenTheModulesOwnEnds)
{
    const Folder folder;
    for (const double loss : {0.0, 0.05})
    {
        Link link;
        link.loss = loss;
        Simulation simulation(link);
        HttpServerHelper server;
        server.SetAttribute("DocumentRoot", StringValue(folder.GetRoot()));
        simulation.Serve(server);
        ClientHelper client;
        client.SetAttribute("BodyContent", StringValue("File"));
        HttpPage page{{simulation.MakeObject("/"),
                       simulation.MakeObject("/sub/page.css"),
                       simulation.MakeObject("/sub/page.css", "HEAD"),
                       simulation.MakeObject("/out.txt"),
                       simulation.MakeObject("/bytes/1000")},
                      Time()};
        simulation.LoadPages({page}, client);
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 5U);
        BOOST_TEST(simulation.pages.at(0).bytes == 12 + 200003 + 0 + 150 + 1000);
    }
}

BOOST_AUTO_TEST_SUITE_END()
