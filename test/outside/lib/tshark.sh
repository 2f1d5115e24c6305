#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What tests ask of tshark. It takes longer to start than to read a capture: each capture is read once,
# into a table that answers every question.

# Options for the dissectors that a test adds.
tshark_options=()

# read_capture CAPTURE FIELD...: a line for each frame; the first line names the columns, which are the
# fields and a few that are always there. Values of one field in one frame are parted by the character US.
read_capture() {
    local capture=$1 field arguments=()
    shift
    for field in frame.protocols _ws.malformed ip.checksum.status tcp.checksum.status "$@"; do
        arguments+=(-e "$field")
    done
    tshark -r "$capture" -2 -T fields -E header=y -E separator=/t -E occurrence=a \
        -E aggregator=$'\x1f' "${arguments[@]}" -o ip.defragment:TRUE -o tcp.check_checksum:TRUE \
        -o ip.check_checksum:TRUE -o tcp.relative_sequence_numbers:FALSE \
        -o tcp.desegment_tcp_streams:TRUE -o tcp.reassemble_out_of_order:TRUE \
        "${tshark_options[@]}" 2>/dev/null
}

# of_frames TABLE CONDITION [WHAT...]: a line for each frame that meets the condition; WHATs are parted by
# commas there, and the frame's line in the table is the default. Both are expressions of awk, with
# has("FIELD"), first("FIELD"), which is its first value, and each("FIELD"), all its values, a line each.
of_frames() {
    local table=$1 condition=$2 what
    shift 2
    what=$(printf ', %s' "${@:-FNR}")
    awk -F '\t' -v OFS=, '
        function column(name) {
            if (name in c) return c[name]
            print "the table has no " name >"/dev/stderr"
            exit 1
        }
        function has(name) { return $column(name) != "" }
        function first(name, values) { split($column(name), values, "\037"); return values[1] }
        function each(name, values) { values = $column(name); gsub("\037", "\n", values); return values }
        NR == 1 { for (i = 1; i <= NF; ++i) c[$i] = i; next }
        '"$condition { print ${what:2} }" "$table"
}

# count_frames TABLE CONDITION
count_frames() {
    of_frames "$@" | wc -l
}

# first_values FIELD...: the expression for the first value of each field.
first_values() {
    local all
    all=$(printf ', first("%s")' "$@")
    printf '%s' "${all:2}"
}

# The conditions that tests share.
# shellcheck disable=SC2034 # read by the tests
{
    is_error='first("frame.protocols") ~ /:icmp/'
    is_segment="has(\"tcp.srcport\") && !($is_error)"
    is_bad='first("tcp.checksum.status") == "0" || first("ip.checksum.status") == "0"'
}
