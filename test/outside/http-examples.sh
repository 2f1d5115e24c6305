#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What the studies among the examples print agrees with what is known of their subjects: the order
# of the ways to use connections (Nielsen, Gettys et al., 1997; Padmanabhan and Mogul, 1995), ports
# over TIME-WAIT (HTTP: The Definitive Guide, 4.2), rounds of slow start (Dukkipati et al., 2010),
# and arithmetic.
#
# Needs: gnuplot-nox fonts-dejavu-core

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
: "${HTTP_SOURCE_DIR:?}"
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
errors=0
checked=0

# run PROGRAM OPTION...: its table goes to the file table, and its plot must be there.
run() {
    local program=$1 image
    shift
    title="$program $*"
    if ! "$HTTP_BUILD_DIR/bin/$program" "$@" >table 2>errors || [[ -s errors ]]; then
        echo "$title: failed"
        cat table errors
        errors=$((errors + 1))
        return 1
    fi
    while read -r image; do
        # What both formats have near their beginning, the PNG's in its first chunk.
        if ! head -c 1000 "$image" | grep -qaE '<svg|IHDR'; then
            echo "$title: no plot in $image"
            errors=$((errors + 1))
        fi
    done < <(sed -n 's/^plot: //p' table)
}

# value ROW COLUMN: the word in that column of the row that begins with ROW.
value() {
    awk -v row="$1" -v column="$2" '$1 == row { gsub(/^\+/, "", $column); print $column }' table
}

# cell NETWORK STRATEGY COLUMN: the same of the row that begins with both.
cell() {
    awk -v network="$1" -v strategy="$2" -v column="$3" \
        '$1 == network && $2 == strategy { print $column }' table
}

# holds WHAT EXPRESSION: an expression of awk must hold.
holds() {
    checked=$((checked + 1))
    if ! awk "BEGIN { exit !($2) }"; then
        echo "$title: does not hold: $1: $2"
        cat table
        errors=$((errors + 1))
    fi
}

# strategies OPTION...: what holds of every page with many objects on a path with some delay.
strategies() {
    run http-strategies "$@" || return 0
    local name column serial parallel persistent both pipelined
    for column in 2 5; do
        serial=$(value serial $column)
        parallel=$(value parallel $column)
        persistent=$(value persistent $column)
        both=$(value persistent-parallel $column)
        pipelined=$(value pipelined $column)
        if ((column == 2)); then
            for name in "$serial" "$parallel" "$persistent" "$both"; do
                holds 'pipelined is best' "$pipelined < $name"
            done
            holds 'one connection after the other is worst' \
                "$serial > $parallel && $serial > $persistent"
            holds 'connections that persist gain' "$both < $parallel"
        else
            holds 'each connection takes packets of its own' \
                "$pipelined < $parallel && $persistent < $parallel && $both < $parallel"
            holds 'pipelined takes the fewest packets' "$pipelined <= $persistent"
        fi
    done
    holds 'a handshake a connection' \
        "$(value serial 3) <= $(value serial 4) && $(value pipelined 3) <= $(value pipelined 4)"
}

strategies
holds 'persistent alone is slower than parallel' "$(value persistent 2) > $(value parallel 2)"
holds 'one connection' "$(value pipelined 3) == 1 && $(value persistent 3) == 1"
holds 'a connection a request' "$(value serial 3) == 69 && $(value parallel 3) == 69"

# The page of Nielsen et al.: 42 images, each of 3 kB, on their WAN. They saw 2.64 times as many
# packets with parallel connections as with pipelining, and persistent 1.59 times as slow as parallel.
strategies --workload=page --objects=42 \
    --ns3::HttpPageWorkload::RootSize='ns3::ConstantRandomVariable[Constant=42000]' \
    --ns3::HttpPageWorkload::ObjectSize='ns3::ConstantRandomVariable[Constant=2976]'
holds 'persistent alone is slower than parallel' "$(value persistent 2) > $(value parallel 2)"
holds 'more than twice the packets without pipelining' "$(value parallel 5) > 2 * $(value pipelined 5)"

# Pages as browsers recorded them, over TLS where they were, from servers that answer at once: those that
# take long hold up what is behind them in a pipeline. Where a page comes from dozens of hosts each has few
# objects to put into one. What a pipeline asks for at once can overrun the queue, and what is lost at its
# end waits for a timeout, so that it need not be the best; every request completes, though.
for har in "${HTTP_SHARED_DATA:-}"/har/*.har; do
    if [[ -e $har ]]; then
        run http-strategies --workload="har:$har" --static --ns3::HttpHarWorkload::MaxPages=1
        holds 'pipelined is better than serial' "$(value pipelined 2) < $(value serial 2)"
        for name in serial parallel persistent-parallel; do
            holds 'pipelined takes fewer packets' "$(value pipelined 5) < 1.02 * $(value $name 5)"
        done
    fi
done

# 1000 ports, 4 s of TIME-WAIT.
run http-time-wait
for rate in 50 125 200; do
    holds 'all are opened below the limit' "$(value $rate 2) > $rate - 1 && $(value $rate 3) == 0"
done
for rate in 300 375 500; do
    # The first 1000 are free at the beginning: 20 s hold five lots of ports.
    holds 'no more than there are ports' "$(value $rate 2) <= 1000 * 5 / 20"
    holds 'the others fail' "$(value $rate 3) > 0 && $(value $rate 4) <= 1000"
done

# Round trips of 50 ms at a rate at which nothing else takes time.
run http-delays --rate=100Gbps --sizes=100,14480,43440,144800
holds 'a handshake is a round trip' \
    "$(value 100 3) == 50 && $(value 144800 3) == 50"
# With a response of S segments besides its head: ceil(log2(S + 1)) rounds from a window of 1.
holds 'slow start takes rounds' \
    "$(value 100 4) == 0 && $(value 14480 4) == 150 && $(value 43440 4) == 200 && $(value 144800 4) == 300"
holds 'the first segment waits for a delayed acknowledgment' \
    "$(value 100 5) == 0 && $(value 14480 5) >= 200"
run http-delays --rate=100Gbps --sizes=14480,43440,144800 --initial-window=10
holds 'rounds from a window of 10' \
    "$(value 14480 4) == 50 && $(value 43440 4) == 100 && $(value 144800 4) == 150"

# The page that comes along has 905,921 bytes in 69 objects; servers are 10 ms behind each network.
run http-access-networks --static --out=access
[[ -s access/access-networks.png && -s access/access-networks.svg ]] || {
    echo "$title: not both plots"
    errors=$((errors + 1))
}
bytes=905921
while read -r network rate rtt; do
    for strategy in persistent persistent-parallel pipelined; do
        holds 'not faster than the line' \
            "$(cell "$network" $strategy 3) > 8 * $bytes / $rate && $(cell "$network" $strategy 3) < 100"
        holds 'two round trips to the first byte' \
            "$(cell "$network" $strategy 6) >= 2 * $rtt && $(cell "$network" $strategy 6) < 2 * $rtt + 40"
        holds 'nothing is random' "$(cell "$network" $strategy 4) == $(cell "$network" $strategy 5)"
        holds 'a packet for each 1448 bytes at least' "$(cell "$network" $strategy 8) > $bytes / 1448"
    done
    holds 'a round trip for each object' "$(cell "$network" persistent 3) > 69 * $rtt / 1000"
    # Where the page takes longer than KeepAliveTimeout, 5 s, a server may end a connection whose last
    # response it has written, but not yet sent: one more is opened then.
    holds 'connections' "$(cell "$network" persistent 7) == 1 && $(cell "$network" pipelined 7) == 1 && \
        $(cell "$network" persistent-parallel 7) >= 6 && $(cell "$network" persistent-parallel 7) < 8 && \
        ($(cell "$network" persistent-parallel 7) == 6 || $(cell "$network" persistent-parallel 3) > 5)"
done <<'EOF'
fibre 20e6 24
DSL 1.5e6 70
satellite 25e6 578
EOF
for strategy in persistent persistent-parallel pipelined; do
    holds 'the trace is elsewhere in each run' "$(cell LTE $strategy 4) < $(cell LTE $strategy 5)"
    holds 'Wi-Fi adds to the line behind it' \
        "$(cell Wi-Fi $strategy 3) > $(cell fibre $strategy 3) && $(cell Wi-Fi $strategy 6) > 48"
    holds 'the round trip decides' \
        "$(cell satellite $strategy 3) > 2 * $(cell fibre $strategy 3)"
done
for network in fibre DSL LTE satellite Wi-Fi; do
    holds 'persistent alone is slowest' \
        "$(cell $network persistent 3) > $(cell $network persistent-parallel 3) && \
        $(cell $network persistent 3) > $(cell $network pipelined 3)"
done

# Pages of 3GPP2: 5.64 embedded objects, of which ns-3's own model has 3.92; four standard errors.
run http-moments --pages=100000
holds 'embedded objects of 3GPP2' "$(value objects_mean 2) > 5.51 && $(value objects_mean 2) < 5.77"
holds 'at most 53' "$(value objects_max 2) == 53"
run http-moments --pages=100000 --model=ns-3
holds "embedded objects of ns-3's" "$(value objects_mean 2) > 3.80 && $(value objects_mean 2) < 4.04"

# http-versions: TLS costs at least a round trip; one connection that multiplexes gains on long paths
# (draft-white-httpbis-spdy-analysis, section 3), and loses to six where packets are lost (de Saxce et al., 2015).
# A row is named by its round trip here: rate and loss are one.
versions() {
    run http-versions --rates=20Mbps --round-trips=20ms,100ms "$@" || return 1
    sed -i 's/^20Mbps *//' table
}
if versions --losses=0; then
    holds 'TLS costs a round trip' "$(value 100ms 4) - $(value 100ms 3) > 0.1"
    holds 'HTTP/2 gains on a long path' "$(value 100ms 5) < 0.7 * $(value 100ms 4)"
    holds 'and more than on a short one' "$(value 100ms 6) > $(value 20ms 6)"
fi
if versions --losses=0.03 --runs=5; then
    holds 'six connections stand losses better' "$(value 100ms 5) > $(value 100ms 4)"
fi


# refuses TEXT OPTION...: exit status 2 and one line with TEXT.
refuses() {
    local text=$1 status=0
    shift
    checked=$((checked + 1))
    "$HTTP_BUILD_DIR/bin/$1" "${@:2}" >table 2>errors || status=$?
    if ((status != 2)) || [[ $(wc -l <errors) != 1 ]] || ! grep -qF -- "$text" errors; then
        echo "$*: exit status $status, and:"
        cat errors
        errors=$((errors + 1))
    fi
}
refuses --workload=film http-strategies --workload=film
refuses --rates=2 http-versions --rates=2
refuses --round-trips=20ms,, http-versions --round-trips=20ms,,
refuses --losses=0,2 http-versions --losses=0,2
refuses --runs=3 http-versions --losses=0 --runs=3
refuses --tls=1.1 http-versions --tls=1.1
refuses nowhere.har http-strategies --workload=har:nowhere.har
refuses --lifetime=0 http-time-wait --lifetime=0s
refuses --ports=0 http-time-wait --ports=0
refuses --model=film http-moments --model=film
refuses --pages=1 http-moments --pages=1
refuses --sizes=many http-delays --sizes=many
refuses --sizes= http-delays --sizes=
refuses --har=nowhere.har http-access-networks --har=nowhere.har
refuses --strategies=serial,slow http-access-networks --strategies=serial,slow
refuses --lte-link-trace=nowhere http-access-networks --lte-link-trace=nowhere
refuses --wifi=802.11z http-access-networks --wifi=802.11z
refuses --ending=never http-endings --ending=never

echo "$checked statements, $errors errors"
((errors == 0))
