/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Shows the Boost.Test suites to ns-3's own test runner; built only inside an ns-3 tree.

#define BOOST_TEST_NO_MAIN
#include "ns3/abort.h"
#include "ns3/test.h"

#include <boost/test/included/unit_test.hpp>
#include <cstdlib>
#include <string>

using namespace ns3;
namespace but = boost::unit_test;

namespace
{
/// One top-level suite of Boost.Test.
class BoostSuiteTestCase : public TestCase
{
  public:
    /**
     * @brief Show a suite.
     * @param suite the suite, registered with Boost.Test
     * @param suitesRun counts the suites that had a test to run
     */
    BoostSuiteTestCase(const but::test_unit& suite, unsigned int& suitesRun)
        : TestCase(suite.full_name()),
          m_suite(suite.p_id),
          m_suitesRun(suitesRun)
    {
    }

  private:
    void DoRun() override
    {
        try
        {
            but::framework::run(m_suite);
        }
        catch (const but::framework::setup_error& error)
        {
            // A suite of which nothing is selected, such as one of long tests only.
            const bool empty = std::string(error.what()).find("no test cases") == 0;
            NS_TEST_EXPECT_MSG_EQ(empty, true, error.what());
            return;
        }
        ++m_suitesRun;
        NS_TEST_EXPECT_MSG_EQ(but::results_collector.results(m_suite).passed(), true, GetName());
    }

    but::test_unit_id m_suite; ///< Boost's name for it
    unsigned int& m_suitesRun; ///< suites that had a test to run
};

/// All suites, without the tests labelled "long". BOOST_TEST_RUN_FILTERS in the environment selects
/// others, by their names inside a suite.
class HttpTestSuite : public TestSuite, private but::test_tree_visitor
{
  public:
    HttpTestSuite()
        : TestSuite("http", TestSuite::Type::UNIT)
    {
    }

  private:
    /// Not earlier than this: only now do all static objects of the library exist.
    void DoSetup() override
    {
        char program[] = "http";
        char color[] = "--color_output=no";
        char filter[] = "--run_test=!@long";
        char* arguments[] = {program, color, filter, nullptr};
        // On the command line the filter would take precedence over the environment.
        const int count = std::getenv("BOOST_TEST_RUN_FILTERS") ? 2 : 3;
        but::framework::init([](int, char**) -> but::test_suite* { return nullptr; },
                             count,
                             arguments);
        but::framework::finalize_setup_phase();
        but::traverse_test_tree(but::framework::master_test_suite(), *this, true);
    }

    void DoTeardown() override
    {
        NS_ABORT_MSG_IF(m_suitesRun == 0, "no test was selected, or there is none");
    }

    bool test_suite_start(const but::test_suite& suite) override
    {
        if (suite.p_id == but::framework::master_test_suite().p_id)
        {
            return true;
        }
        AddTestCase(new BoostSuiteTestCase(suite, m_suitesRun));
        return false;
    }

    unsigned int m_suitesRun = 0; ///< suites that had a test to run
};

HttpTestSuite g_httpTestSuite; ///< found by ns-3's test runner
} // namespace
