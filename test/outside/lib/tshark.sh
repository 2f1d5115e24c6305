#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What tests ask of tshark.

# read_fields CAPTURE FILTER FIELD...: a line for each frame.
read_fields() {
    local capture=$1 filter=$2 field arguments=()
    shift 2
    for field in "$@"; do
        arguments+=(-e "$field")
    done
    tshark -r "$capture" -Y "$filter" -T fields -E separator=, -E occurrence=f "${arguments[@]}" \
        -o ip.defragment:TRUE -o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE \
        -o tcp.relative_sequence_numbers:FALSE 2>/dev/null
}
