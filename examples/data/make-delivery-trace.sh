#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Makes a trace of delivery opportunities, as mahimahi reads it, of a link whose rate wanders as that
# of a mobile network does: every 100 ms its logarithm takes a step back to the mean and a step at
# random. Prints milliseconds, one a line and one for each 1504 bytes.
#
#   ./make-delivery-trace.sh MEAN_MBPS SECONDS SEED

set -euo pipefail
awk -v mean="${1:-12}" -v seconds="${2:-10}" -v seed="${3:-1}" '
    # Park and Miller: the same numbers with every awk.
    function uniform() { return (seed = (seed * 16807) % 2147483647) / 2147483647 }
    BEGIN {
        level = 0
        for (ms = 1; ms <= seconds * 1000; ms++) {
            if (ms % 100 == 1) {
                normal = 0
                for (i = 0; i < 12; i++) normal += uniform()
                level = 0.9 * level + 0.25 * (normal - 6)
            }
            due += mean * exp(level - 0.16) * 1e3 / (8 * 1504)
            for (; due >= 1; due--) print ms
        }
        # The trace begins again after its last line.
        if (due > 0) print ms - 1
    }'
