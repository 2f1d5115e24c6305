/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Maps from files: what is read out of good ones, and that bad ones end with one line.

#include "http-network.h"

#include "ns3/http-speed-label.h"
#include "ns3/http-topology-graph.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
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
    HttpTopologyProblem problem = topology.Plan();
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
    // Beside what the file does not say of its links.
    std::vector<std::string> notes;
    std::copy_if(
        plan.notes.begin(),
        plan.notes.end(),
        std::back_inserter(notes),
        [](const std::string& note) { return note.find(" in the file: ") == std::string::npos; });
    BOOST_TEST(notes.size() == (*c.note == '\0' ? 0U : 1U));
    if (!notes.empty())
    {
        BOOST_TEST(notes[0].rfind(c.note, 0) == 0U, notes[0]);
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
    // Rates of the synchronous hierarchies by ANSI T1.105 and ITU-T G.707, of carriers by G.702, of
    // Ethernet by IEEE 802.3.
    const struct
    {
        const char* label;
        double rate;
        bool isRange = false;
    } cases[] = {
        {"10 Gbps", 10e9},
        {"155Mbit/s", 155e6},
        {"2.5 Gb/s", 2.5e9},
        {"2,5 Gbit/s", 2.5e9},
        {"1,000 Mbps", 1e9},
        {"64 kbps", 64e3},
        {"64 Kbps", 64e3},
        {"1.2Tbps", 1.2e12},
        {"622M", 622e6},
        {"10G", 10e9},
        {"10 G", 10e9},
        {"512k", 512e3},
        {"100mbps", 100e6},
        {"100 Mbits/s", 100e6},
        {"9600 bps", 9600},
        {"9600 bit/s", 9600},
        {">= 10 Gbps", 10e9},
        {"~100Mbps (leased)", 100e6},
        {"Fibre, 10 Gbps", 10e9},
        {"OC-48", 48 * 51.84e6},
        {"OC192", 192 * 51.84e6},
        {"OC 12", 12 * 51.84e6},
        {"oc-3c", 3 * 51.84e6},
        {"OC192/STM64", 192 * 51.84e6},
        {"STM-1", 155.52e6},
        {"STM64", 64 * 155.52e6},
        {"STM-0", 51.84e6},
        {"STS-3", 3 * 51.84e6},
        {"T1", 1.544e6},
        {"T3", 44.736e6},
        {"DS3", 44.736e6},
        {"DS-1", 1.544e6},
        {"E1", 2.048e6},
        {"E3", 34.368e6},
        {"J1", 1.544e6},
        {"10GE", 10e9},
        {"10 GigE", 10e9},
        {"100GbE", 100e9},
        {"10GBASE-LR", 10e9},
        {"100BASE-TX", 100e6},
        {"10 Gigabit Ethernet", 10e9},
        {"100 Megabit", 100e6},
        {"GigE", 1e9},
        {"Gigabit Ethernet", 1e9},
        {"Fast Ethernet", 100e6},
        {"Ethernet", 10e6},
        {"2 x 10 Gbps", 20e9},
        {"2x10Gb/s", 20e9},
        {"2 \xc3\x97 10G", 20e9},
        {"4*STM-1", 4 * 155.52e6},
        {"3xE1", 3 * 2.048e6},
        {"10G x 2", 20e9},
        {"n x E1", 2.048e6},
        {"1-2.5 Gb/s", 1e9, true},
        {"1 - 2.5 Gb/s", 1e9, true},
        {"100 Mbps - 1 Gbps", 100e6, true},
        {"34\xe2\x80\x93"
         "155 Mbps",
         34e6,
         true},
        {"OC-0", 0},
        {"OC-99999999999", 0},
        {"fibre", 0},
        {"", 0},
        {"10", 0},
        {"10 Gold", 0},
        {"10 m", 0},
        {"1550nm", 0},
        {"10 GB/s", 0},
        {"100 MBps", 0},
        {"1e9bps", 0},
        {"T9", 0},
        {"9999999999999999999 Tbps", 0},
        {"x", 0},
        {"2x", 0},
        {"-", 0},
    };

    for (const auto& test : cases)
    {
        const HttpSpeedLabel read = ReadHttpSpeedLabel(test.label);
        BOOST_TEST(read.rate == static_cast<uint64_t>(test.rate), test.label << ": " << read.rate);
        BOOST_TEST(read.isRange == test.isRange, test.label);
    }
    // The label of a link that may be about anything: E1 is the link's name there.
    BOOST_TEST(ReadHttpSpeedLabel("E1", false).rate == 0U);
    BOOST_TEST(ReadHttpSpeedLabel("T1", false).rate == 0U);
    BOOST_TEST(ReadHttpSpeedLabel("OC-3", false).rate == 155520000U);
}

/// @brief A map of two nodes, a and b, and one link. @param format graphml or gml @param keys names
/// of what the link has, with its values @param graph of what the graph has @return the file
std::string
MakeMap(const std::string& format,
        const std::vector<std::pair<std::string, std::string>>& keys,
        const std::vector<std::pair<std::string, std::string>>& graph)
{
    if (format == "gml")
    {
        const auto list = [](const auto& values) {
            std::string text;
            for (const auto& [name, value] : values)
            {
                text += "  " + name + " \"" + value + "\"\n";
            }
            return text;
        };
        return "# a map\nCreator \"x [ y\"\ngraph [\n directed 0\n" + list(graph) +
               " node [ id 1 label \"a\" graphics [ x 1.0 y 2 ] ]\n node [ id 2 label \"b\" ]\n"
               " edge [ source 1 target 2\n" +
               list(keys) + " ]\n]\n";
    }
    std::string head;
    const auto list = [&head](const auto& values, const std::string& kind) {
        std::string data;
        for (const auto& [name, value] : values)
        {
            head += "<key id=\"" + kind + name + "\" for=\"" + kind + "\" attr.name=\"" + name +
                    "\" attr.type=\"string\"/>";
            data += "<data key=\"" + kind + name + "\">" + value + "</data>";
        }
        return data;
    };
    const std::string link = list(keys, "edge");
    const std::string own = list(graph, "graph");
    return "<graphml>" + head + "<graph>" + own +
           "<node id=\"a\"/><node id=\"b\"/><edge source=\"a\" target=\"b\">" + link +
           "</edge></graph></graphml>";
}

BOOST_AUTO_TEST_CASE(FactsOfLinks)
{
    using Values = std::vector<std::pair<std::string, std::string>>;

    const struct
    {
        Values link;
        Values graph;
        double rate;         // bit/s; 0: the default
        double milliseconds; // negative: the default
        std::string problem; // part of it
    } cases[] = {
        {{}, {}, 0, -1, ""},
        {{{"LinkSpeedRaw", "10000000000"}}, {}, 10e9, -1, ""},
        {{{"LinkSpeedRaw", "1e9"}}, {}, 1e9, -1, ""},
        {{{"LinkSpeed", "10"}, {"LinkSpeedUnits", "G"}}, {}, 10e9, -1, ""},
        {{{"LinkSpeed", "1-2.5"}, {"LinkSpeedUnits", "G"}}, {}, 1e9, -1, ""},
        {{{"LinkSpeed", "155 Mbps"}}, {}, 155e6, -1, ""},
        {{{"LinkLabel", "OC192/STM64"}}, {}, 192 * 51.84e6, -1, ""},
        {{{"LinkNote", "2x10Gb/s"}}, {}, 20e9, -1, ""},
        {{{"LinkType", "GigE"}}, {}, 1e9, -1, ""},
        {{{"label", "STM-4"}}, {}, 4 * 155.52e6, -1, ""},
        {{{"label", "E1"}}, {}, 0, -1, ""},
        {{{"bandwidth", "100Mbps"}, {"delay", "5ms"}}, {}, 100e6, 5, ""},
        {{{"Bandwidth", "100 Mbit"}, {"Latency", "5 ms"}}, {}, 100e6, 5, ""},
        {{{"capacity", "40"}, {"delay", "2"}},
         {{"capacity_unit", "Mbps"}, {"delay_unit", "ms"}},
         40e6,
         2,
         ""},
        {{{"capacity", "40"}, {"capacityUnits", "Gbit/s"}}, {}, 40e9, -1, ""},
        {{{"bandwidth_mbps", "40"}, {"delay_ms", "2.5"}}, {}, 40e6, 2.5, ""},
        {{{"capacityGbps", "1"}, {"latency_us", "800"}}, {}, 1e9, 0.8, ""},
        {{{"bandwidth", "1000000"}, {"latency", "0"}}, {}, 1e6, 0, ""},
        {{{"bw", "n/a"}, {"delay", "unknown"}}, {}, 0, -1, ""},
        {{{"bandwidth", "-1"}, {"delay_ms", "-1"}}, {}, 0, -1, ""},
        {{{"bandwidth", "40"}},
         {},
         0,
         -1,
         "its bandwidth is \"40\", which has no unit; accepted: 40Mbps, a key named "
         "bandwidth_mbps"},
        {{{"delay", "5"}},
         {},
         0,
         -1,
         "its delay is \"5\", which has no unit; accepted: 5ms, a key named delay_ms"},
        {{{"latency", "0.5"}}, {}, 0, -1, "its latency is \"0.5\", which has no unit"},
    };

    const Folder folder;
    int number = 0;
    for (const auto& test : cases)
    {
        for (const std::string format : {"graphml", "gml"})
        {
            const std::string map = MakeMap(format, test.link, test.graph);
            BOOST_TEST_CONTEXT(map)
            {
                HttpTopologyPlan plan;
                const std::string name = std::to_string(++number) + "." + format;
                const HttpTopologyProblem problem = Plan(folder.Write(name, map), plan);
                if (!test.problem.empty())
                {
                    BOOST_TEST(problem.accepted.find(test.problem) != std::string::npos,
                               problem.accepted);
                    continue;
                }
                BOOST_TEST_REQUIRE(problem.accepted == "");
                BOOST_TEST(plan.links[0].down.GetBitRate() ==
                           static_cast<uint64_t>(test.rate > 0 ? test.rate : 10e6));
                BOOST_TEST(plan.links[0].delay.GetMicroSeconds() ==
                           std::llround(test.milliseconds >= 0 ? test.milliseconds * 1e3 : 20e3));
                std::string notes;
                for (const std::string& note : plan.notes)
                {
                    notes += note + "\n";
                }
                const std::string rate =
                    "1 of 1 link(s) without a rate in the file: 10Mbps taken\n";
                const std::string delay =
                    "1 of 1 link(s) without a delay in the file: 20ms taken\n";
                BOOST_TEST((notes.find(rate) != std::string::npos) == (test.rate == 0), notes);
                BOOST_TEST((notes.find(delay) != std::string::npos) == (test.milliseconds < 0),
                           notes);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(WhatIsLeftOutIsTold)
{
    const std::string editor =
        "<graphml xmlns:y=\"http://www.yworks.com/xml/graphml\">"
        "<key id=\"d5\" for=\"node\" yfiles.type=\"nodegraphics\"/>"
        "<key id=\"d9\" for=\"edge\" yfiles.type=\"edgegraphics\"/><graph edgedefault=\"directed\">"
        "<node id=\"n0\" yfiles.foldertype=\"group\"><data key=\"d5\"><y:ProxyAutoBoundsNode>"
        "<y:Realizers active=\"0\"><y:GroupNode><y:NodeLabel>Site 1</y:NodeLabel></y:GroupNode>"
        "</y:Realizers></y:ProxyAutoBoundsNode></data><graph id=\"n0:\" edgedefault=\"directed\">"
        "<node id=\"n0::n0\"><data key=\"d5\"><y:ShapeNode><y:NodeLabel>Rome</y:NodeLabel>"
        "</y:ShapeNode></data></node><node id=\"n0::n1\"/>"
        "<edge id=\"n0::e0\" source=\"n0::n0\" target=\"n0::n1\"><data key=\"d9\">"
        "<y:PolyLineEdge><y:EdgeLabel> 10 Gbps </y:EdgeLabel></y:PolyLineEdge></data></edge>"
        "</graph></node><node id=\"n1\"/><edge source=\"n0::n1\" target=\"n1\"/>";
    const std::string end = "</graph></graphml>";

    const struct
    {
        const char* name;
        std::string content;
        std::size_t nodes;
        std::size_t links;
        const char* note;
    } cases[] = {
        {"group.graphml", editor + end, 3, 2, "1 group(s) of nodes left out, their nodes kept"},
        {"linked.graphml",
         editor + "<edge source=\"n0\" target=\"n1\"/>" + end,
         4,
         3,
         "2 of 3 link(s) without a rate"},
        {"hyper.graphml",
         Graphml(Nodes("abc") + Edges("abbc") +
                 "<hyperedge><endpoint node=\"a\"/><endpoint node=\"c\"/></hyperedge>"),
         3,
         2,
         "1 hyperedge(s) left out"},
        {"two.graphml",
         "<graphml><graph>" + Nodes("ab") + Edges("ab") + "</graph><graph/><graph/></graphml>",
         2,
         1,
         "2 further graph(s) of the file left out"},
        {"two.gml",
         "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ] graph [ ]",
         2,
         1,
         "1 further graph(s) left out"},
        {"both.weights",
         "A B 2\nB A 2\nB C 1.5\nC B 3\n",
         3,
         2,
         "2 link(s) listed from both ends, taken once"},
        {"twice.weights", "A B 1\nB A 3\nA B 2\nB C 2\n", 3, 2, "1 link(s) listed from both ends"},
    };

    const Folder folder;
    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.name)
        {
            HttpTopologyPlan plan;
            const std::string file = folder.Write(test.name, test.content);
            const bool isWeights = std::string(test.name).find(".weights") != std::string::npos;
            const HttpTopologyProblem problem = Plan((isWeights ? "rocketfuel:" : "") + file, plan);
            BOOST_TEST_REQUIRE(problem.accepted == "");
            // Beside a client and a server, each with a link of its own.
            BOOST_TEST(plan.nodes.size() == test.nodes + 2);
            BOOST_TEST(plan.links.size() == test.links + 2);
            const bool isTold =
                std::any_of(plan.notes.begin(), plan.notes.end(), [&](const std::string& note) {
                    return note.find(test.note) != std::string::npos;
                });
            BOOST_TEST(isTold, test.note);
        }
    }
    HttpTopologyPlan plan;
    Plan(folder.Write("names.graphml", editor + end), plan);
    BOOST_TEST_REQUIRE(plan.nodes.size() == 5U);
    BOOST_TEST(plan.nodes[0].name == "Rome");
    BOOST_TEST(plan.links[0].down.GetBitRate() == 10000000000U);
}

BOOST_AUTO_TEST_CASE(BadGml)
{
    const std::pair<std::string, const char*> cases[] = {
        {"", "it is not GML"},
        {"graph", "line 1: accepted: a key and its value"},
        {"node [ id 1 ]", "it is not GML"},
        {"graph [\n node [ id 1 ]\n", "line 3: a list that does not end"},
        {"graph [ ] ]", "a bracket that closes nothing"},
        {"graph [ node [ label \"x ] ]", "the value of label does not end"},
        {"graph [ node [ id 1 ] edge [ source 1 target 2 ] ]", "target \"2\", which is no node"},
        {"graph [ node [ label \"x\" ] ]", "a node has no id"},
        {"graph [ node [ id 1 ] node [ id 1 ] ]", "two nodes have the id 1"},
        {Repeat(1000, "graph [ "), "more than 20 nested lists"},
    };
    const Folder folder;
    for (const auto& [content, accepted] : cases)
    {
        HttpTopologyPlan plan;
        const HttpTopologyProblem problem = Plan(folder.Write("bad.gml", content), plan);
        BOOST_TEST(problem.accepted.find(accepted) != std::string::npos, problem.accepted);
    }
}

BOOST_AUTO_TEST_SUITE_END()
