#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Some seeds of the soak under valgrind: nothing is lost, nothing is read that was not written or is
# gone already.
#
# Needs: valgrind

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
export LC_ALL=C

# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need valgrind
# Sanitizers find the same, and do not run under valgrind.
if grep -q '^HTTP_SANITIZE:STRING=.' "$HTTP_BUILD_DIR/CMakeCache.txt"; then
    exit 77
fi
export HTTP_SOAK_SEEDS=${HTTP_SOAK_SEEDS:-1-8}
valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect \
    --errors-for-leak-kinds=definite,indirect --error-exitcode=9 \
    "$HTTP_BUILD_DIR/bin/test-simulation" --run_test=HttpSoak/TwoHundredSeeds
