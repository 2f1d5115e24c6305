#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What the observers tell of a host's connections against what tcptrace makes of the host's capture:
# the list of connections, and for what the host sent in each, segments, segments with data, bytes,
# segments and bytes of retransmissions. On ns-3's own sockets and on the module's.
#
# Needs: tcptrace

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need tcptrace
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
errors=0

# sent_by ADDRESS CAPTURE: what a host sent, a line for each connection.
sent_by() {
    tcptrace -l -n --csv "$2" 2>/dev/null | tr -d ' ' | awk -F, -v OFS=, -v host="$1" '
        /^#/ || NF < 10 { next }
        /^conn_#/ { for (i = 1; i <= NF; i++) column[$i] = i; next }
        {
            way = $column["host_a"] == host ? "a2b" : "b2a"
            if (way == "a2b") print $column["port_a"], $column["port_b"], sums(way)
            else print $column["port_b"], $column["port_a"], sums(way)
        }
        function sums(way) {
            return $column["total_packets_" way] "," $column["actual_data_pkts_" way] "," \
                $column["actual_data_bytes_" way] "," $column["rexmt_data_pkts_" way] "," \
                $column["rexmt_data_bytes_" way]
        }' | sort
}

# scenario NAME OPTION...
scenario() {
    on_endpoint stock "$@"
    on_endpoint http "$@"
}

# on_endpoint ENDPOINT NAME OPTION...
on_endpoint() {
    local name="$2 ($1)" node address
    export HTTP_TEST_ENDPOINT=$1
    shift 2
    rm -f "$work"/*
    "$HTTP_BUILD_DIR/bin/trace-records" --out="$work" "$@" >"$work/log" ||
        { cat "$work/log" && errors=$((errors + 1)); }
    for node in 0 3; do
        address=10.1.1.1
        ((node == 0)) || address=10.1.2.2
        sort "$work/$node-connections" >"$work/ours"
        sent_by "$address" "$work/host-$node-1.pcap" >"$work/theirs"
        if ! diff "$work/ours" "$work/theirs" || [[ ! -s $work/ours ]]; then
            echo "$name, host $node: differs from tcptrace (<: ours, >: tcptrace's)"
            errors=$((errors + 1))
        else
            echo "$name, host $node: $(wc -l <"$work/ours") connections equal," \
                "$(awk -F, '{ n += $7 } END { print n }' "$work/ours") bytes retransmitted"
        fi
    done
}

scenario "plain" --closed
scenario "loss" --loss=0.03 --closed
scenario "heavy loss" --loss=0.1 --bytes=100000
scenario "reordering" --reordering
scenario "loss and reordering" --reordering --loss=0.02
scenario "many" --transfers=20 --bytes=50000 --loss=0.01
scenario "small segments and loss" --segment=536 --loss=0.02

echo "$errors errors"
exit $((errors > 0))
