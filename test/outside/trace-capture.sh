#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Whole runs of http-sim against their own captures, over one link and over many: at each device of
# each node, every field of every packet; at hosts, every field of every segment, retransmissions,
# requests and responses. And of each segment, that its journey has no gap: what was sent on a link
# was received at its other end or dropped, what a router received it sent on or dropped, and it met
# as many routers as its time to live says.
#
# Needs: tshark

# The programs of awk stand in single quotes.
# shellcheck disable=SC2016
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

complain() {
    echo "  $*"
    errors=$((errors + 1))
}

# table NAME PROGRAM [VARIABLE=VALUE...]: awk over a table of the run; its columns go by name: c["id"].
# Texts of this database have no commas but drop reasons and such, which stand in the last column.
table() {
    local file=$work/run/$1.csv program=$2 arguments=() value
    shift 2
    for value in "$@"; do
        arguments+=(-v "$value")
    done
    tr -d '\r' <"$file" | awk -F, -v OFS=, "${arguments[@]}" '
        NR == 1 { for (i = 1; i <= NF; ++i) c[$i] = i; next }
        '"$program"
}

# decimal COLUMNS: hexadecimal numbers in these columns become decimal.
decimal() {
    awk -F, -v OFS=, -v columns="$1" '
        function number(text, i, value) {
            value = 0
            for (i = 3; i <= length(text); ++i)
                value = 16 * value + index("0123456789abcdef", substr(text, i, 1)) - 1
            return value
        }
        BEGIN { n = split(columns, list, " ") }
        { for (i = 1; i <= n; ++i) if ($list[i] ~ /^0x/) $list[i] = number($list[i]); print }'
}

# compare WHAT OURS THEIRS: sorted files must be equal and not empty.
compare() {
    local count
    count=$(wc -l <"$2")
    if ! diff "$2" "$3" >"$work/diff"; then
        complain "$1: differs from tshark (<: ours, >: tshark's)"
        head -n 6 "$work/diff"
    elif ((count == 0)) && [[ $1 != *retransmissions* ]]; then
        complain "$1: nothing was compared"
    fi
    compared=$((compared + count))
}

ipv4=(ip.version ip.hdr_len ip.dsfield ip.len ip.id ip.flags ip.frag_offset ip.ttl ip.proto
    ip.checksum ip.src ip.dst)
ipv6=(ipv6.version ipv6.tclass ipv6.plen ipv6.nxt ipv6.hlim ipv6.flow ipv6.src ipv6.dst)
tcp=(tcp.srcport tcp.dstport tcp.seq_raw tcp.ack_raw tcp.hdr_len tcp.flags tcp.window_size_value
    tcp.checksum tcp.urgent_pointer tcp.options tcp.len)

# frames NODE INTERFACE: the name of the table of what passed a device, made where it is missing.
frames() {
    local table=$work/run/frames-$1-$2
    [[ -e $table ]] || read_capture "$work/run/packets-$1-$2.pcap" "${ipv4[@]}" "${ipv6[@]}" \
        "${tcp[@]}" tcp.analysis.retransmission tcp.analysis.out_of_order http.request.method \
        http.response.code >"$table"
    printf '%s' "$table"
}

# compare_device NODE INTERFACE: every packet that passed a device.
compare_device() {
    local table
    table=$(frames "$1" "$2")
    # What was dropped above the device is told twice: as sent and as dropped.
    if [[ $family == ip ]]; then
        table packet '
            $c["node"] == node && $c["interface"] == interface && $c["version"] == 4 {
                line = $c["version"] "," $c["header_length"] "," $c["type_of_service"] "," \
                    $c["total_length"] "," $c["identification"] "," $c["flags"] "," \
                    $c["fragment_offset"] "," $c["time_to_live"] "," $c["protocol"] "," \
                    $c["header_checksum"] "," $c["source"] "," $c["destination"]
                if ($c["event"] != "drop") n[line]++
                else if ($c["drop_reason"] !~ /^(ip: |device: receive)/) n[line]--
            }
            END { for (line in n) for (i = 0; i < n[line]; ++i) print line }' \
            "node=$1" "interface=$2" | sort >"$work/ours"
        of_frames "$table" 'has("ip.version")' "$(first_values "${ipv4[@]}")" | decimal "3 5 6 10" | sort >"$work/theirs"
    else
        # ns-3 hands the packets of neighbour discovery straight to the interface or the device.
        table packet '
            $c["node"] == node && $c["interface"] == interface && $c["protocol"] != 58 {
                line = $c["version"] "," $c["type_of_service"] "," $c["total_length"] - 40 "," \
                    $c["protocol"] "," $c["time_to_live"] "," $c["flow_label"] "," \
                    $c["source"] "," $c["destination"]
                if ($c["event"] != "drop") n[line]++
                else if ($c["drop_reason"] !~ /^(ip: |device: receive)/) n[line]--
            }
            END { for (line in n) for (i = 0; i < n[line]; ++i) print line }' \
            "node=$1" "interface=$2" | sort >"$work/ours"
        of_frames "$table" "has(\"ipv6.version\") && !($is_error)" "$(first_values "${ipv6[@]}")" |
            decimal "2 6" | sort >"$work/theirs"
    fi
    compare "node $1, device $2, packets" "$work/ours" "$work/theirs"
}

# compare_host NODE: the segments of a host with one device, and what they carry.
compare_host() {
    local table address drops
    table=$(frames "$1" 0)
    address=$(table host '$c["node"] == node && $c["address"] !~ /^fe80/ { print $c["address"]; exit }' \
        "node=$1")
    drops=$(table packet '
        $c["node"] == node && $c["event"] == "drop" && $c["drop_reason"] !~ /^(ip: |device: receive)/ {
            n++ }
        END { print n + 0 }' "node=$1")
    # Segments of which something was dropped below IP are not whole in the capture.
    ((drops == 0)) || return 0
    # The receiver's SYN flag is bit 1, and so on; reserved bits stand above them.
    table segment '
        $c["node"] == node {
            flags = $c["reserved"] * 256 + $c["cwr"] * 128 + $c["ece"] * 64 + $c["urg"] * 32 + \
                $c["ack"] * 16 + $c["psh"] * 8 + $c["rst"] * 4 + $c["syn"] * 2 + $c["fin"]
            print $c["direction"], $c["source_port"], $c["destination_port"], \
                $c["sequence_number"], $c["acknowledgment_number"], $c["header_length"], flags, \
                $c["window"], $c["checksum"], $c["urgent_pointer"], $c["options"], \
                $c["payload_bytes"]
        }' "node=$1" | sort >"$work/ours"
    of_frames "$table" 'has("tcp.srcport")' "$(first_values "$family.src" "${tcp[@]}")" |
        awk -F, -v OFS=, -v host="$address" '{ $1 = $1 == host ? "tx" : "rx"; print }' |
        decimal "7 9" | sort >"$work/theirs"
    compare "host $1, segments" "$work/ours" "$work/theirs"

    # In a sender's capture, what tshark takes for out of order was sent before.
    table segment '$c["node"] == node && $c["direction"] == "tx" && $c["retransmission"] > 0 {
            print $c["source_port"], $c["destination_port"], $c["sequence_number"], \
                $c["payload_bytes"] }' "node=$1" | sort >"$work/ours"
    of_frames "$table" "first(\"$family.src\") == \"$address\" &&
        (has(\"tcp.analysis.retransmission\") || has(\"tcp.analysis.out_of_order\"))" \
        "$(first_values tcp.srcport tcp.dstport tcp.seq_raw tcp.len)" | sort >"$work/theirs"
    compare "host $1, retransmissions" "$work/ours" "$work/theirs"
    retransmitted=$((retransmitted + $(wc -l <"$work/ours")))
}

# count_messages NODE FIELD: messages, of which a frame may end several.
count_messages() {
    of_frames "$(frames "$1" 0)" "has(\"$2\")" "each(\"$2\")" | wc -l
}

# check_messages: responses as clients' captures show them, requests as servers' do.
check_messages() {
    local node kind seen recorded
    for kind in request response; do
        seen=0
        for node in $hosts; do
            if table http_transaction '$c["node"] == node { n++ } END { exit !n }' "node=$node"; then
                [[ $kind == response ]] || continue
                seen=$((seen + $(count_messages "$node" http.response.code)))
            elif [[ $kind == request ]]; then
                seen=$((seen + $(count_messages "$node" http.request.method)))
            fi
        done
        # Heads hold commas, but in hexadecimal digits.
        recorded=$(table message '
            $c["kind"] == kind && $c["last_received_ns"] != "" { n++ } END { print n + 0 }' "kind=$kind")
        ((seen == recorded && seen > 0)) || complain "tshark sees $seen ${kind}s, the trace $recorded"
        compared=$((compared + seen))
    done
}

# check_journeys: every segment, over every link and router on its way.
check_journeys() {
    table packet '
        $c["protocol"] == 6 {
            s = $c["segment"]
            if (s == "") { lost++; next }
            seen[s] = 1
            e = $c["event"]
            isIp = $c["drop_reason"] ~ /^ip: /
            if (e == "tx" || e == "forward") onLink[s]++
            if (e == "rx" || (e == "drop" && !isIp)) onLink[s]--
            if (e == "rx") inNode[s]++
            if (e == "forward" || (e == "drop" && isIp)) inNode[s]--
            if (e == "tx") { ttl[s] = $c["time_to_live"]; at[s] = $c["node"] }
            if (e == "forward") routers[s]++
            # A hop begins where the one before has ended.
            if (e == "forward" && at[s] != $c["node"]) gaps++
            if (e == "rx") { at[s] = $c["node"]; left[s] = $c["time_to_live"] }
        }
        END {
            for (s in seen) {
                ++n
                if (onLink[s] != 0) ++links
                # It ends in the host that receives it, or before.
                if (inNode[s] != 0 && inNode[s] != 1) ++nodes
                if (inNode[s] == 1 && ttl[s] - left[s] != routers[s]) ++hops
                if (inNode[s] == 1 && routers[s] > most) most = routers[s]
            }
            printf "%d segments over up to %d routers\n", n, most
            if (lost) print lost " packets of no segment"
            if (links) print links " segments sent over a link and neither received nor dropped"
            if (nodes) print nodes " segments received by a router and neither sent on nor dropped"
            if (hops) print hops " segments whose time to live tells of other routers"
            if (gaps) print gaps " hops that begin elsewhere than the last one ended"
        }' >"$work/journeys"
    sed 's/^/  /' "$work/journeys"
    (($(wc -l <"$work/journeys") == 1)) || complain "journeys have gaps"
    if [[ -n $wanted ]] && ! grep -q "up to $wanted routers" "$work/journeys"; then
        complain "not $wanted routers"
    fi
}

# run ROUTERS OPTION...: simulates and compares.
run() {
    local file node interface
    wanted=$1 compared=0 retransmitted=0 family=ip
    shift
    rm -rf "$work/run"
    echo "$*"
    "$HTTP_BUILD_DIR/bin/http-sim" --csv --out="$work/run" "$@" >"$work/log" ||
        { cat "$work/log" && exit 1; }
    [[ " $* " != *" --ipv6 "* ]] || family=ipv6
    grep -q ' + 0 failed' "$work/log" || complain "requests failed"
    for file in "$work"/run/packets-*.pcap; do
        file=${file##*/packets-}
        node=${file%-*}
        interface=${file#*-}
        compare_device "$node" "${interface%.pcap}"
    done
    hosts=$(table segment '{ n[$c["node"]] } END { for (node in n) print node }' | sort -n)
    for node in $hosts; do
        compare_host "$node"
    done
    check_messages
    check_journeys
    echo "  $compared equal, $retransmitted retransmissions"
    if [[ " $* " == *--loss* ]] && ((retransmitted == 0)); then
        complain "nothing was retransmitted"
    fi
}

page=(--workload=page --objects=10)
run 0 --loss=0.01
run 0 "${page[@]}" --loss=0.03 --tcp-endpoint=stock
run 3 "${page[@]}" --loss=0.02 --topology=chain --clients=2
run 5 "${page[@]}" --loss=0.01 --topology=chain --routers=5 --ipv6
run 2 "${page[@]}" --loss=0.02 --topology=tree --clients=3 --servers=2
run 2 "${page[@]}" --topology=dumbbell --clients=4 --strategy=pipelined --queue-disc=CoDel --rate=2Mbps --queue=20
run 3 "${page[@]}" --topology=chain --queue=5 --rate=2Mbps

# The judge must be able to say no: a packet that the capture has and the table has not.
grep -v ',tx,' "$work/run/packet.csv" >"$work/less" && mv "$work/less" "$work/run/packet.csv"
before=$errors
compare_device 3 0 >"$work/log"
if ((errors > before)); then
    errors=$before
else
    complain "missing packets were not noticed"
fi

echo "$errors errors"
((errors == 0))
