/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Maps from files: what is read out of good ones, and that bad ones end with one line.

#include "http-network.h"

#include "ns3/http-topology-graph.h"
#include "ns3/simulator.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace ns3;
using namespace http_test;

namespace
{

const std::string MAPS = HTTP_SOURCE_DIR "/examples/data/";

/// @brief A folder that goes with its tests.
struct Folder
{
    Folder()
        : path(std::filesystem::temp_directory_path() /
               ("http-topology-" + std::to_string(getpid())))
    {
        std::filesystem::create_directories(path);
    }

    ~Folder()
    {
        std::filesystem::remove_all(path);
    }

    /// @brief Writes a file. @param name, content its name and what it holds @return its full name
    std::string Write(const std::string& name, const std::string& content) const
    {
        const std::filesystem::path file = path / name;
        std::ofstream(file, std::ios::binary) << content;
        return file.string();
    }

    std::filesystem::path path; ///< the folder
};

/// @brief Plans a map. @param file as the option has it @param plan where it goes @return problem
HttpTopologyProblem
Plan(const std::string& file, HttpTopologyPlan& plan)
{
    HttpTopologySettings settings;
    settings.shape = "file";
    settings.file = file;
    HttpTopologyHelper topology(settings);
    const HttpTopologyProblem problem = topology.Plan();
    plan = topology.GetPlan();
    return problem;
}

/// @brief A file and what becomes of it.
struct FileCase
{
    const char* name;      ///< the file's, whose ending says its format
    std::string content;   ///< the file's
    const char* problem;   ///< part of the line, or empty: it loads
    uint32_t routers = 0;  ///< if it loads
    uint32_t links = 0;    ///< between them, if it loads
    const char* note = ""; ///< part of a note, or empty: there is none
};

/// @brief Prints a case. @param out, c stream, case @return the stream
std::ostream&
operator<<(std::ostream& out, const FileCase& c)
{
    return out << c.name << ": " << c.content.substr(0, 100);
}

/// @brief A GraphML document. @param graph what its graph holds @return the document
std::string
Graphml(const std::string& graph)
{
    return "<?xml version=\"1.0\"?><graphml><key id=\"l\" for=\"node\" attr.name=\"label\"/>"
           "<key id=\"x\" for=\"node\" attr.name=\"Latitude\"/>"
           "<key id=\"y\" for=\"node\" attr.name=\"Longitude\"/>"
           "<key id=\"s\" for=\"edge\" attr.name=\"LinkSpeedRaw\"/><graph>" +
           graph + "</graph></graphml>";
}

/// @brief Nodes of GraphML. @param names their ids, one letter each @return elements
std::string
Nodes(const std::string& names)
{
    std::string text;
    for (const char name : names)
    {
        text += std::string("<node id=\"") + name + "\"/>";
    }
    return text;
}

/// @brief Edges of GraphML. @param ends ids of the ends, two letters each @return elements
std::string
Edges(const std::string& ends)
{
    std::string text;
    for (std::size_t i = 0; i + 1 < ends.size(); i += 2)
    {
        text += std::string("<edge source=\"") + ends[i] + "\" target=\"" + ends[i + 1] + "\"/>";
    }
    return text;
}

/// @brief A text many times. @param times how often @param text the text @return all
std::string
Repeat(std::size_t times, const std::string& text)
{
    std::string all;
    all.reserve(times * text.size());
    for (std::size_t i = 0; i < times; ++i)
    {
        all += text;
    }
    return all;
}

/// @brief Two nodes with the same label, one edge. @return GraphML
std::string
SameLabels()
{
    return Graphml("<node id=\"1\"><data key=\"l\">Rome</data></node><node id=\"2\"><data "
                   "key=\"l\">Rome</data></node>" +
                   Edges("12"));
}

/// @brief Places and speeds that are none. @return GraphML
std::string
OddValues()
{
    return Graphml("<node id=\"1\"><data key=\"x\">nan</data><data key=\"y\">1e999</data></node>"
                   "<node id=\"2\"><data key=\"x\">-95</data><data key=\"y\">0</data></node>"
                   "<edge source=\"1\" target=\"2\"><data key=\"s\">-1e300</data></edge>");
}

/// @brief Entities that would grow without end. @return XML
std::string
Laughs()
{
    std::string text = "<?xml version=\"1.0\"?><!DOCTYPE graphml [<!ENTITY a0 \"lol\">";
    for (int i = 1; i < 12; ++i)
    {
        text += "<!ENTITY a" + std::to_string(i) + " \"" +
                Repeat(10, "&a" + std::to_string(i - 1) + ";") + "\">";
    }
    return text + "]><graphml><graph><node id=\"&a11;\"/></graph></graphml>";
}

/// @brief What is tried. @return cases
std::vector<FileCase>
MakeFileCases()
{
    const std::string ring = Graphml(Nodes("abcd") + Edges("abbccdda"));
    return {
        // GraphML
        {"ring.graphml", ring, "", 4, 4},
        {"early.graphml", Graphml(Edges("ab") + Nodes("ab")), "", 2, 1},
        {"labels.graphml", SameLabels(), "", 2, 1},
        {"odd.graphml", OddValues(), "", 2, 1},
        {"parallel.graphml", Graphml(Nodes("ab") + Edges("ababba")), "", 2, 1, "2 parallel"},
        {"loop.graphml", Graphml(Nodes("ab") + Edges("aaab")), "", 2, 1, "1 link(s) of a router"},
        {"parts.graphml", Graphml(Nodes("abcde") + Edges("abcdde")), "", 3, 2, "2 router(s) left"},
        {"one.graphml", Graphml(Nodes("a") + Edges("aa")), "no link between two routers"},
        {"alone.graphml", Graphml(Nodes("abc")), "no link between two routers"},
        {"ids.graphml", Graphml(Nodes("aba") + Edges("ab")), "two nodes have the id a"},
        {"noid.graphml", Graphml("<node/>"), "a node has no id"},
        {"nowhere.graphml", Graphml(Nodes("ab") + Edges("ac")), "\"c\", which is no node"},
        {"noend.graphml", Graphml(Nodes("ab") + "<edge source=\"a\"/>"), "which is no node"},
        {"cut.graphml", ring.substr(0, ring.size() / 2), "it is not XML"},
        {"empty.graphml", "", "it is not XML"},
        {"text.graphml", "0 1\n1 2\n", "it is not XML"},
        {"other.graphml", "<?xml version=\"1.0\"?><svg/>", "no element graphml"},
        {"bare.graphml", "<graphml/>", "no element graph"},
        {"zero.graphml", std::string(1000, '\0'), "it is not XML"},
        {"latin.graphml", "<graphml><graph><node id=\"\xe9\"/></graph></graphml>", "not XML"},
        {"deep.graphml", Repeat(100000, "<graph>"), "it is not XML"},
        {"laughs.graphml", Laughs(), "a"},
        {"edges.graphml",
         Graphml(Nodes("ab") + Repeat(1000000, "<edge source=\"a\" target=\"b\"/>")),
         "more than 50000 edges"},
        {"nodes.graphml", Graphml(Repeat(1000000, "<node id=\"a\"/>")), "more than 20000 nodes"},
        // Inet
        {"ring.inet", "3 3\n0 1 1\n1 2 2\n2 3 3\n0 1 5\n1 2 5\n2 0 5\n", "", 3, 3},
        {"crlf.inet", "2 1\r\n0 1 1\r\n1 2 2\r\n0 1 5\r\n", "", 2, 1},
        {"parts.inet",
         "4 2\n0 1 1\n1 2 2\n2 3 3\n3 4 4\n0 1 5\n2 3 5\n",
         "",
         2,
         1,
         "2 router(s) left"},
        {"cut.inet", "3 3\n0 1 1\n1 2 2\n2 3 3\n0 1 5\n", "promises 3 nodes and 3 links"},
        {"long.inet", "2 1\n0 1 1\n1 2 2\n0 1 5\n1 0 5\n", "promises 2 nodes and 1 links"},
        {"gap.inet", "2 1\n0 1 1\n\n1 2 2\n0 1 5\n", "no empty line"},
        {"words.inet", "2 1\n0 1 1\n1 2 2\n0 one 5\n", "line 4"},
        {"head.inet", "2\n0 1 1\n", "line 1"},
        {"negative.inet", "-2 -1\n0 1 1\n", "line 1"},
        {"huge.inet", "18446744073709551615 1\n0 1 1\n", "promises"},
        {"empty.inet", "", "it"},
        {"edges.inet", "2 1000000\n0 1 1\n1 2 2\n" + Repeat(1000000, "0 1 5\n"), "20000 lines"},
        // Orbis
        {"ring.orbis", "0 1\n1 2\n2 0\n", "", 3, 3},
        {"names.orbis", "a-b,c d@e\nd@e f\n", "", 3, 2},
        {"loop.orbis", "0 0\n0 1\n", "", 2, 1, "1 link(s) of a router"},
        {"cut.orbis", "0 1\n1 2\n2", "line 3"},
        {"three.orbis", "0 1 2\n", "line 1"},
        {"empty.orbis", "\n\n", "it is empty"},
        {"binary.orbis", std::string(5000, '\x01'), "line 1"},
        {"edges.orbis", Repeat(1000000, "0 1\n"), "20000 lines"},
        // Rocketfuel
        {"weights.cch", "a b 1\nb c 2.5\n", "", 3, 2},
        {"map.cch",
         "1 @Here bb (1) -> <2> =one r0\n2 @Here bb (1) -> <1> =two r0\n",
         "",
         2,
         1,
         "1 "},
        {"mixed.cch", "a b 1\n1 @Here bb (1) -> <2> =one r0\n", "line"},
        {"exponent.cch", "a b 1\nb c 1e3\n", "line"},
        {"cut.cch", "1 @Here bb (1) -> <2> =one r0\n2 @Here bb (1) -> <1", "line 2"},
        {"wrong.cch", "1 @Here (x) -> =one r0\n", "it"},
        {"long.cch", "a " + std::string(1000000, 'b') + " 1\n", "4000 bytes"},
        {"edges.cch", Repeat(1000000, "a b 1\n"), "20000 lines"},
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTopologyFile)

BOOST_DATA_TEST_CASE(GoodAndBad, boost::unit_test::data::make(MakeFileCases()), c)
{
    const Folder folder;
    HttpTopologyPlan plan;
    const auto begin = std::chrono::steady_clock::now();
    const HttpTopologyProblem problem = Plan(folder.Write(c.name, c.content), plan);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    BOOST_TEST(time.count() < 5);
    if (*c.problem != '\0')
    {
        BOOST_TEST(problem.option == "topology-file");
        BOOST_TEST(problem.accepted.find(c.problem) != std::string::npos, problem.accepted);
        BOOST_TEST(problem.accepted.find('\n') == std::string::npos);
        BOOST_TEST(problem.accepted.size() < 300U);
        return;
    }
    BOOST_REQUIRE_MESSAGE(!problem, problem.accepted);
    BOOST_TEST(plan.GetNodes(HttpTopologyPlan::Role::Router).size() == c.routers);
    // A client and a server have a link each.
    BOOST_TEST(plan.links.size() == c.links + 2);
    BOOST_TEST(plan.notes.size() == (*c.note == '\0' ? 0U : 1U));
    if (!plan.notes.empty())
    {
        BOOST_TEST(plan.notes[0].rfind(c.note, 0) == 0U, plan.notes[0]);
    }
    const std::vector<uint32_t> parts = plan.GetParts();
    BOOST_TEST(*std::max_element(parts.begin(), parts.end()) == 0U);
}

BOOST_AUTO_TEST_CASE(NoSuchFile)
{
    const Folder folder;
    HttpTopologyPlan plan;
    for (const char* ending : {".graphml", ".inet", ".orbis", ".cch"})
    {
        const HttpTopologyProblem problem = Plan((folder.path / "none").string() + ending, plan);
        BOOST_TEST(problem.option == "topology-file");
        BOOST_TEST(!problem.accepted.empty());
        std::filesystem::create_directory(folder.path / ("folder" + std::string(ending)));
        BOOST_TEST(!!Plan((folder.path / "folder").string() + ending, plan));
    }
    BOOST_TEST(Plan("map.txt", plan).accepted.find("graphml:FILE") != std::string::npos);
    BOOST_TEST(!!Plan("", plan));
}

// Every file with a traffic that goes around its circles.
BOOST_DATA_TEST_CASE(
    Traffic,
    boost::unit_test::data::make({"cities.graphml", "ring.inet", "mesh.orbis", "backbone.cch"}) *
        boost::unit_test::data::make({"static", "nix-vector"}),
    file,
    routing)
{
    HttpTopologySettings settings;
    settings.shape = "file";
    settings.file = MAPS + file;
    settings.routing = routing;
    settings.clients = 6;
    settings.servers = 3;
    settings.clientPlaces = "all";
    Network network(settings);
    network.Serve();
    for (uint32_t client = 0; client < settings.clients; ++client)
    {
        network.Load(client, client % settings.servers, "/bytes/20000", Seconds(0));
    }
    network.Run(Seconds(20));
    BOOST_TEST(network.CountOutcomes()["complete"] == settings.clients);
}

BOOST_AUTO_TEST_CASE(SpeedLabels)
{
    const std::pair<const char*, double> labels[] = {{"10 Gbps", 10e9},
                                                     {"155Mbit/s", 155e6},
                                                     {"2.5 Gb/s", 2.5e9},
                                                     {"64 kbps", 64e3},
                                                     {"64 Kbps", 64e3},
                                                     {"1.2Tbps", 1.2e12},
                                                     {"2 x 10 Gbps", 0},
                                                     {"OC-48", 48 * 51.84e6},
                                                     {"STM-1", 155.52e6},
                                                     {"OC-0", 0},
                                                     {"OC-99999999999", 0},
                                                     {"fibre", 0},
                                                     {"", 0},
                                                     {"10", 0},
                                                     {"10 G", 0},
                                                     {"10 Gold", 0},
                                                     {"1e9bps", 0},
                                                     {"9999999999999999999 Tbps", 0}};
    for (const auto& [label, rate] : labels)
    {
        BOOST_TEST(ReadHttpSpeedLabel(label) == static_cast<uint64_t>(rate), label);
    }
}

BOOST_AUTO_TEST_SUITE_END()
