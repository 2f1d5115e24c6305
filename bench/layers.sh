#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What a packet costs, layer by layer: instructions of http-sim's run as it starts, with and without its
# trace, of its packets as UDP datagrams, and of frames between its bare devices.
#
# usage: bench/layers.sh [PROGRAMS]
#
# PROGRAMS is the folder of the measured programs; ./ns3-http bench layers builds them and names it.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
programs=${1:-$here/../build/bin}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Prints the layers of a program's simulation. $1: a name; the rest: the program and its options
profile() {
    local name=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file="$scratch/$name.out" \
        '--toggle-collect=ns3::Simulator::Run()' "$@" >"$scratch/$name.log" 2>&1 || {
        cat "$scratch/$name.log" >&2
        exit 1
    }
    awk -f "$here/layers.awk" "$scratch/$name.out" >"$scratch/$name.layers"
}

profile udp "$programs/http-bench-replay"
profile bare "$programs/http-bench-replay" --bare=true
profile http "$programs/http-sim" --trace=none --force --out="$scratch/http"
profile full "$programs/http-sim" --force --out="$scratch/full"
packets=$(sed -n 's/^packets=//p' "$scratch/udp.log")

awk -F'\t' -v packets="$packets" '
    FNR == 1 { ++run }
    { value[$1, run] = $2 / packets; sum[run] += $2 / packets; names[$1] = 1 }
    END {
        printf "instructions a packet, of %d packets\n", packets
        printf "%-28s %10s %10s %10s %10s\n", "layer", "devices", "UDP", "HTTP", "traced"
        count = split("events,devices and queues,IP,UDP,TCP'"'"'s machine," \
                      "TCP'"'"'s adaptor,HTTP,trace,link and measurement,rest", order, ",")
        for (i = 1; i <= count; ++i)
            if (order[i] in names)
                printf "%-28s %10.0f %10.0f %10.0f %10.0f\n", order[i], value[order[i], 1],
                    value[order[i], 2], value[order[i], 3], value[order[i], 4]
        printf "%-28s %10.0f %10.0f %10.0f %10.0f\n", "all", sum[1], sum[2], sum[3], sum[4]
    }' "$scratch/bare.layers" "$scratch/udp.layers" "$scratch/http.layers" "$scratch/full.layers"
