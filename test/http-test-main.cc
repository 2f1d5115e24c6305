/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The main function that every test program shares.

#define BOOST_TEST_MODULE http
#include <boost/test/unit_test.hpp>
