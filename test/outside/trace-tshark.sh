#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What the observers tell of a host against what tshark reads in the host's capture: every field of
# every packet and segment, and which segments are retransmissions. On ns-3's own sockets and on the
# module's.
#
# Needs: tshark

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need tshark
export LC_ALL=C
# shellcheck source=lib/tshark.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/tshark.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
errors=0

# compare WHAT OURS THEIRS: sorted files must be equal and not empty.
compare() {
    local count
    count=$(wc -l <"$2")
    if ! diff "$2" "$3" >"$work/diff"; then
        echo "$1: differs from tshark (<: ours, >: tshark's)"
        head -n 10 "$work/diff"
        errors=$((errors + 1))
    elif ((count == 0)) && [[ $1 != *retransmissions* ]]; then
        echo "$1: nothing was compared"
        errors=$((errors + 1))
    else
        echo "$1: $count equal"
    fi
}

ipv4=(ip.version ip.hdr_len ip.dsfield ip.len ip.id ip.flags ip.frag_offset ip.ttl ip.proto
    ip.checksum ip.src ip.dst)
ipv6=(ipv6.version ipv6.tclass ipv6.plen ipv6.nxt ipv6.hlim ipv6.flow ipv6.fraghdr.offset
    ipv6.fraghdr.more ipv6.fraghdr.ident ipv6.src ipv6.dst)
tcp=(tcp.srcport tcp.dstport tcp.seq_raw tcp.ack_raw tcp.hdr_len tcp.flags tcp.window_size_value
    tcp.checksum tcp.urgent_pointer tcp.options tcp.len)

# ns-3 hands the packets of IPv6 neighbour discovery straight to the interface or the device.
only_comparable() {
    grep -v ',58,255,.*,ff02:' || true
}

# In an ICMPv6 error, tshark gives the fragment header of the packet that is quoted.
outer_fragment_fields() {
    awk -F, -v OFS=, 'NF == 11 && $4 != 44 { $7 = $8 = $9 = "" } { print }'
}

# compare_host NAME NODE ADDRESS
compare_host() {
    local name="$1, host $2" node=$2 address=$3 capture ip=ip fields=("${ipv4[@]}")
    capture=$work/host-$node-1.pcap
    if [[ $address == *:* ]]; then
        ip=ipv6
        fields=("${ipv6[@]}")
    fi

    read_capture "$capture" "${fields[@]}" "${tcp[@]}" tcp.analysis.retransmission \
        tcp.analysis.out_of_order >"$work/table"

    # What was dropped below IP never reached the capture.
    comm -23 <(sort "$work/$node-sent") <(sort "$work/$node-dropped") | sort | only_comparable \
        >"$work/ours"
    of_frames "$work/table" "has(\"$ip.version\")" "$(first_values "${fields[@]}")" |
        outer_fragment_fields | only_comparable | sort >"$work/frames"
    awk -F, -v host="$address" '$(NF - 1) == host' "$work/frames" >"$work/theirs"
    compare "$name, packets sent" "$work/ours" "$work/theirs"
    only_comparable <"$work/$node-received" | sort >"$work/ours"
    awk -F, -v host="$address" '$(NF - 1) != host' "$work/frames" >"$work/theirs"
    compare "$name, packets received" "$work/ours" "$work/theirs"

    # Segments of which something was dropped below IP are not whole in the capture.
    [[ -s $work/$node-dropped ]] && return
    of_frames "$work/table" "$is_segment" "$(first_values "$ip.src" "$ip.dst" "${tcp[@]}")" |
        sort >"$work/frames"
    sort "$work/$node-segments-sent" >"$work/ours"
    awk -F, -v host="$address" '$1 == host' "$work/frames" >"$work/theirs"
    compare "$name, segments sent" "$work/ours" "$work/theirs"
    sort "$work/$node-segments-received" >"$work/ours"
    awk -F, -v host="$address" '$1 != host' "$work/frames" >"$work/theirs"
    compare "$name, segments received" "$work/ours" "$work/theirs"

    # In a sender's capture, what tshark takes for out of order was sent before.
    sort "$work/$node-retransmitted" >"$work/ours"
    of_frames "$work/table" "$is_segment && first(\"$ip.src\") == \"$address\" &&
        (has(\"tcp.analysis.retransmission\") || has(\"tcp.analysis.out_of_order\"))" \
        "$(first_values tcp.srcport tcp.dstport tcp.seq_raw tcp.len)" | sort >"$work/theirs"
    compare "$name, retransmissions" "$work/ours" "$work/theirs"
    if [[ $1 != *without* ]] && (($(count_frames "$work/table" "!($is_error) && ($is_bad)") > 0)); then
        echo "$name: wrong checksums in the capture"
        errors=$((errors + 1))
    fi
}

# scenario NAME OPTION...
scenario() {
    on_endpoint stock "$@"
    on_endpoint http "$@"
}

# on_endpoint ENDPOINT NAME OPTION...
on_endpoint() {
    local name="$2 ($1)" left=10.1.1.1 right=10.1.2.2
    export HTTP_TEST_ENDPOINT=$1
    shift 2
    rm -f "$work"/*
    "$HTTP_BUILD_DIR/bin/trace-records" --out="$work" "$@" >"$work/log" ||
        { cat "$work/log" && errors=$((errors + 1)); }
    if [[ " $* " == *" --ipv6 "* ]]; then
        left=2001:1::200:ff:fe00:1
        right=2001:1:0:1:200:ff:fe00:4
    fi
    compare_host "$name" 0 "$left"
    compare_host "$name" 3 "$right"
}

scenario "plain" --closed
scenario "without checksums" --checksums=0 --closed
scenario "loss" --loss=0.03 --closed
scenario "reordering" --reordering
scenario "loss and reordering" --reordering --loss=0.02
scenario "fragments" --mtu=576 --closed
scenario "fragments and loss" --mtu=576 --loss=0.01
scenario "a full queue disc" --slow --bytes=1000000
scenario "IPv6" --ipv6 --closed
scenario "IPv6 and loss" --ipv6 --loss=0.03
scenario "IPv6 fragments" --ipv6 --mtu=1280
scenario "IPv6 fragments and loss" --ipv6 --mtu=1280 --loss=0.01

echo "$errors errors"
exit $((errors > 0))
