# shellcheck shell=bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What tests say of the programs that they need; to be sourced. A test's line "# Needs:" names the
# Debian packages, which ./ns3-http test installs.

# skip WORD...: ends the test as one that cannot run here, and says why.
skip() {
    echo "skipped: $*"
    exit 77
}

# need PROGRAM...: skips the test where one of them is missing.
need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || skip "there is no $program"
    done
}
