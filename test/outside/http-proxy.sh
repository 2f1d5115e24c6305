#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Both sides of a proxy as tshark reads them, and as the trace database and the HTTP archive have them:
# what the client asks in absolute form the server is asked in origin form, with Via and without the
# fields of the connection; contents are as long on both sides; nothing is malformed.
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
# shellcheck disable=SC2034 # read by read_capture
tshark_options=(-d 'tcp.port==3128,http')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
errors=0

complain() {
    echo "  $*"
    errors=$((errors + 1))
}

# run OPTION...: nodes 0 (client), 1 (server), 2 (proxy).
run() {
    rm -rf "$work/run"
    "$HTTP_BUILD_DIR/bin/http-sim" --proxy --trace=full --csv --har --pcap --out="$work/run" "$@" \
        >"$work/log" || { cat "$work/log" && exit 1; }
    echo "$*"
}

# frames SIDE: the name of the table of what passed this device, made where it is missing.
frames() {
    local table=$work/run/frames-$1
    [[ -e $table ]] || read_capture "$work/run/$1" http.request.method http.request.full_uri \
        http.request.uri http.request.line http.response.code http.response.line \
        http.content_length_header >"$table"
    printf '%s' "$table"
}

# count SIDE CONDITION: frames that meet it.
count() {
    count_frames "$(frames "$1")" "$2"
}

# table NAME COLUMN...: the columns of a table, "-" for what is not known; its rows sorted.
table() {
    local name=$1
    shift
    awk -F, -v wanted="$*" '
        NR == 1 { n = split(wanted, names, " ")
                  for (i = 1; i <= NF; ++i) place[$i] = i; next }
        { line = ""
          for (i = 1; i <= n; ++i) line = line (i > 1 ? " " : "") \
              ($place[names[i]] == "" ? "-" : $place[names[i]])
          print line }' "$work/run/$name.csv" | sort
}

# same WHAT A B: two files that are to be equal.
same() {
    if ! diff "$2" "$3" >"$work/diff"; then
        complain "$1 differ:"
        head -n 10 "$work/diff"
    fi
}

# Device 0 of the proxy leads to the client, device 1 to the server.
near=packets-2-0.pcap
far=packets-2-1.pcap

for options in '' --ipv6 --tcp-endpoint=stock --loss=0.02; do
    # shellcheck disable=SC2086 # several words
    run --workload=page --objects=20 --pages=1 --strategy=persistent $options
    for side in "$near" "$far"; do
        of_frames "$(frames "$side")" 'has("http.request.method")' \
            "$(first_values http.request.method http.request.full_uri)" | sort >"$work/asked-$side"
    done
    [[ $(wc -l <"$work/asked-$near") -eq 21 ]] ||
        complain "$(wc -l <"$work/asked-$near") requests of 21"
    # tshark joins the origin form and Host to the same URI.
    same "what is asked and what is forwarded" "$work/asked-$near" "$work/asked-$far"
    [[ $(count "$near" 'first("http.request.uri") ~ "^http://"') -eq 21 ]] ||
        complain "not every request to the proxy is in absolute form"
    [[ $(count "$far" 'first("http.request.uri") ~ "^/"') -eq 21 ]] ||
        complain "not every request to the server is in origin form"
    [[ $(count "$far" 'each("http.request.line") ~ "Via: 1.1 proxy2"') -eq 21 ]] || complain "not every request has Via"
    [[ $(count "$near" 'each("http.response.line") ~ "Via: 1.1 proxy2"') -eq 21 ]] || complain "not every response has Via"
    for side in "$near" "$far"; do
        of_frames "$(frames "$side")" 'has("http.response.code")' \
            "$(first_values http.response.code http.content_length_header)" |
            sort >"$work/responses-$side"
        bad=$(count "$side" "has(\"_ws.malformed\") || $is_bad")
        ((bad == 0)) || complain "$side: $bad bad frames"
    done
    same "responses on both sides" "$work/responses-$near" "$work/responses-$far"
    # The database: every message on both connections, each told of by both its ends.
    for kind in request response; do
        seen=$(table message kind connection first_sent_ns last_received_ns |
            awk -v kind="$kind" '$1 == kind && $3 != "-" && $4 != "-" { ++n[$2] }
                END { for (i in n) { sum += n[i]; ++all } print sum, all }')
        [[ $seen == '42 2' ]] || complain "database: ${kind}s, connections: $seen, not 42 2"
    done
    seen=$(table http_transaction node page | uniq -c | awk '{ print $1, $2, $3 }')
    [[ $seen == $'21 0 1\n21 2 -' ]] || complain "database: transactions: $seen"
    seen=$(grep -o '"serverIPAddress"' "$work/run/trace.har" | wc -l)
    ((seen == 42)) || complain "archive: $seen entries of 42"
done

# A tunnel: tshark sees who it is to.
run --workload=urls --urls=https://www.example.com:443/bytes/5000 --strategy=persistent
[[ $(of_frames "$(frames "$near")" 'first("http.request.method") == "CONNECT"' \
    'first("http.request.uri")') == www.example.com:443 ]] ||
    complain "no CONNECT"
grep -q '1 tunnels' "$work/log" || complain "no tunnel: $(grep proxy "$work/log")"

echo "$errors errors"
((errors == 0))
