#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What http-sim sends as tshark reads it: every request and response is there, none is malformed,
# every checksum is good; and of a recorded page, every target, status and length.
#
# Needs: tshark

set -euo pipefail
: "${HTTP_BUILD_DIR:?}" "${HTTP_SOURCE_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need tshark
export LC_ALL=C
# shellcheck source=lib/tshark.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/tshark.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
errors=0

complain() {
    echo "  $*"
    errors=$((errors + 1))
}

# frames NODE: the name of the table of what the node's own host sees, made where it is missing.
frames() {
    local table=$work/run/frames-$1
    [[ -e $table ]] || read_capture "$work/run/packets-$1-0.pcap" ip.frag_offset \
        ipv6.fraghdr.offset http.request.method http.response_for.uri http.response.code \
        http.content_length_header >"$table"
    printf '%s' "$table"
}

# count NODE CONDITION: frames that meet it.
count() {
    count_frames "$(frames "$1")" "$2"
}

# messages NODE FIELD: messages, of which a frame may end several.
messages() {
    of_frames "$(frames "$1")" "has(\"$2\")" "each(\"$2\")" | wc -l
}

# run OPTION...: simulates with captures.
run() {
    rm -rf "$work/run"
    "$HTTP_BUILD_DIR/bin/http-sim" --trace=messages --csv --pcap --out="$work/run" "$@" >"$work/log" ||
        { cat "$work/log" && exit 1; }
    echo "$*"
}

# summary NAME PLACE: a number of the summary, commas taken out.
summary() {
    sed -n "s/^  $1 *//p" "$work/log" | tr -d , | grep -oE '[0-9]+' | sed -n "$2p"
}

# recorded KIND COLUMN: messages of the kind that have a time there in the simulation's trace.
recorded() {
    awk -F, -v kind="$1" -v wanted="$2" '
        NR == 1 { for (i = 1; i <= NF; ++i) place[$i] = i; next }
        $place["kind"] == kind && $place[wanted] != "" { ++n }
        END { print n + 0 }' "$work/run/message.csv"
}

# check_capture: the last run.
check_capture() {
    local requests bad responses queued complete
    queued=$(summary requests 1)
    complete=$(summary requests 2)
    ((queued > 0 && queued == complete)) || complain "$complete of $queued requests complete"
    # The server's capture has every byte of requests that its TCP took, the client's of responses.
    requests=$(messages 1 http.request.method)
    responses=$(messages 0 http.response.code)
    ((responses == queued)) || complain "tshark sees $responses responses of $queued"
    ((responses == $(recorded response last_received_ns))) ||
        complain "tshark sees $responses responses, the client otherwise"
    # A request that meets a closing connection is sent again on another one; the first may have
    # reached the server's host, but nobody there reads it.
    ((requests >= $(recorded request last_received_ns) &&
        requests <= $(recorded request first_sent_ns))) ||
        complain "tshark sees $requests requests, the server $(recorded request last_received_ns)" \
            "of $(recorded request first_sent_ns)"
    for node in 0 1; do
        bad=$(count "$node" 'has("_ws.malformed")')
        ((bad == 0)) || complain "node $node: $bad malformed frames"
        bad=$(count "$node" "$is_bad")
        ((bad == 0)) || complain "node $node: $bad bad checksums"
        (($(count "$node" 'first("tcp.checksum.status") == "1"') > queued)) ||
            complain "node $node: no checksum was looked at"
    done
    echo "  $requests requests, $responses responses"
}

page=(--workload=page --objects=30 --pages=2)
for options in '' --ipv6 --loss=0.02 '--ipv6 --loss=0.02' --mtu=576 '--ipv6 --mtu=1280' \
    '--mtu=576 --ns3::TcpSocket::SegmentSize=1448 --tcp-endpoint=stock' \
    '--ipv6 --mtu=1280 --ns3::TcpSocket::SegmentSize=1448 --tcp-endpoint=stock' \
    --strategy=serial '--strategy=pipelined --loss=0.02' '--clients=5 --tcp-endpoint=stock'; do
    # shellcheck disable=SC2086 # several words
    run "${page[@]}" $options
    check_capture
    if [[ $options == *SegmentSize* ]]; then
        (($(count 0 'first("ip.frag_offset") > 0 || first("ipv6.fraghdr.offset") > 0') > 0)) ||
            complain "nothing was fragmented"
    fi
done

# The judge must be able to say no: a capture without checksums.
run "${page[@]}" --ChecksumEnabled=false
(($(count 0 'first("tcp.checksum.status") == "0"') > 0)) || complain "missing checksums look good"

# A recorded page. One connection keeps requests and responses in step.
har=$HTTP_SOURCE_DIR/examples/data/ns-3-tcp.har
run --workload="har:$har" --strategy=persistent
check_capture
of_frames "$(frames 0)" 'has("http.response.code")' "$(first_values http.response_for.uri \
    http.response.code http.content_length_header)" | tr , ' ' | sort >"$work/seen"
# The recording writes every value on a line of its own.
awk '/"url": / { gsub(/[",]/, ""); url = $2 }
     /"status": / { gsub(/,/, ""); status = $2 }
     /"response": / { response = 1 }
     /"request": / { response = 0 }
     response && /"bodySize": / { gsub(/,/, ""); print url, status, $2 }' "$har" |
    sort >"$work/recorded"
if ! diff "$work/recorded" "$work/seen" >"$work/diff"; then
    complain "recorded (<) and replayed (>) differ:"
    head -n 10 "$work/diff"
fi
(($(wc -l <"$work/recorded") == 69)) || complain "not 69 entries"

echo "$errors errors"
((errors == 0))
