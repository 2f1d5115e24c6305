#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# HTTP/2 in clear as tshark reads it, and as the trace database and the HTTP archive have it: the same
# frames, requests, statuses and contents; nothing is malformed. Under TLS tshark sees what is offered (ALPN),
# and frames lie in records.
#
# Needs: tshark sqlite3 jq

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
: "${HTTP_SOURCE_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need tshark sqlite3 jq
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
errors=0

complain() {
    echo "  $*"
    errors=$((errors + 1))
}

# each FIELD: all values of a field in the client's capture, a line each.
each() {
    tshark -r "$work/run/packets-0-0.pcap" -Y http2 -T fields -e "$1" -E occurrence=a -E aggregator=/s \
        -o tcp.desegment_tcp_streams:TRUE -o tcp.reassemble_out_of_order:TRUE -d 'tcp.port==3128,http' \
        2>/dev/null | tr ' ' '\n' | sed '/^$/d'
}

# ask QUERY: what the database answers.
ask() {
    sqlite3 "$work/run/trace.sqlite" "$1"
}

# same WHAT A B: two texts must be equal.
same() {
    [[ $2 == "$3" ]] || complain "$1: $2 and $3"
}

for options in '' '--loss=0.02 --delay=50ms' '--workload=page --objects=100 --ipv6' '--proxy'; do
    # shellcheck disable=SC2086 # words
    "$HTTP_BUILD_DIR/bin/http-sim" --http=2 --trace=full --har --pcap --out="$work/run" $options \
        >"$work/log" || { cat "$work/log" && exit 1; }
    echo "http-sim --http=2 $options"
    [[ -z $(tshark -r "$work/run/packets-0-0.pcap" -Y _ws.malformed 2>/dev/null) ]] ||
        complain "something is malformed"
    # What the client's node has sent and received: numbers of the types, in RFC 9113's order.
    types='CASE type WHEN "DATA" THEN 0 WHEN "HEADERS" THEN 1 WHEN "RST_STREAM" THEN 3 WHEN "SETTINGS" THEN 4
        WHEN "PING" THEN 6 WHEN "GOAWAY" THEN 7 WHEN "WINDOW_UPDATE" THEN 8 ELSE 99 END'
    same frames "$(each http2.type | sort -n | uniq -c | tr -s ' \n' ' ')" \
        "$(ask "SELECT $types FROM http2_frame WHERE node = 0" | sort -n | uniq -c | tr -s ' \n' ' ')"
    same requests "$(each http2.headers.method | grep -c GET)" \
        "$(ask 'SELECT count(*) FROM http_transaction WHERE stream IS NOT NULL')"
    same statuses "$(each http2.headers.status | sort | uniq -c | tr -s ' \n' ' ')" \
        "$(ask 'SELECT status FROM http_transaction WHERE stream IS NOT NULL' | sort | uniq -c |
            tr -s ' \n' ' ')"
    same streams "$(each http2.streamid | sort -nu | tail -1)" \
        "$(ask 'SELECT max(stream) FROM http_transaction')"
    # Frames of a message add up to its ranges, and those to its head and content.
    same ranges 0 "$(ask 'SELECT count(*) FROM message m WHERE stream IS NOT NULL AND outcome = "complete" AND
        head_bytes + body_bytes > (SELECT sum(stream_end - stream_begin) FROM message_range
                                   WHERE message = m.id)')"
    same segments 0 "$(ask 'SELECT count(*) FROM message m WHERE stream IS NOT NULL AND
        NOT EXISTS (SELECT 1 FROM message_segment WHERE message = m.id)')"
    grep -q '"httpVersion":"HTTP/2"' "$work/run/trace.har" || complain "the archive has no HTTP/2"
    if [[ $options == --proxy ]]; then
        # Behind the proxy it is HTTP/1.1.
        [[ -z $(tshark -r "$work/run/packets-1-0.pcap" -Y http2 2>/dev/null) ]] ||
            complain "the server gets HTTP/2"
        [[ -n $(tshark -r "$work/run/packets-1-0.pcap" -Y http.request 2>/dev/null) ]] ||
            complain "the server gets no HTTP/1.1"
    fi
    rm -rf "$work/run"
done

# Under TLS: what is agreed on is h2 whether the option, the client or a recording asks for it, and every
# frame lies in records, at the same place of TCP's stream for both ends.
cat >"$work/recorded.jq" <<'END'
.log.entries |= map(.request.url |= sub("^http:"; "https:")
    | .request.httpVersion = "h2" | .response.httpVersion = "h2")
END
jq -c -f "$work/recorded.jq" "$HTTP_SOURCE_DIR/examples/data/ns-3-tcp.har" >"$work/recorded.har"
for options in '--tls=1.3 --http=2' '--tls=1.2 --http=2' '--tls=1.3 --http=2 --loss=0.02 --delay=50ms' \
    '--tls=1.3 --ns3::HttpClient::Version=Negotiated --http=1.1' "--workload=har:$work/recorded.har"; do
    # shellcheck disable=SC2086 # words
    "$HTTP_BUILD_DIR/bin/http-sim" --trace=full --har --pcap --out="$work/run" $options \
        >"$work/log" || { cat "$work/log" && exit 1; }
    echo "http-sim $options"
    ! grep -E '^adapted, .*(HTTP|https|TLS)' "$work/log" || complain "a recording was adapted"
    grep -q '69 queued = 69 complete' "$work/log" || complain "not all 69 are complete"
    capture=$work/run/packets-0-0.pcap
    reassembled=(-o tcp.desegment_tcp_streams:TRUE -o tcp.reassemble_out_of_order:TRUE)
    [[ -z $(tshark -r "$capture" "${reassembled[@]}" -Y _ws.malformed 2>/dev/null) ]] ||
        complain "something is malformed"
    # The drawing and the path of a message have them, too.
    "$HTTP_BUILD_DIR/bin/explain" "$work/run" sequence 1 >"$work/sequence"
    for step in 'TLS ClientHello, ' 'TLS application_data, ' 'HTTP/2 SETTINGS, ' 'HTTP/2 HEADERS 1, '; do
        (($(grep -cF "$step" "$work/sequence") >= 2)) || complain "the sequence has no '$step' at both ends"
    done
    "$HTTP_BUILD_DIR/bin/explain" "$work/run" message 2 | sed -nE \
        's/^ *(frame|record|segment|packet) .*/\1/p' | uniq | head -n 4 >"$work/path"
    same 'path of a message' "$(printf '%s ' frame record segment packet)" "$(tr '\n' ' ' <"$work/path")"
    if [[ $options == --tls=1.2* ]]; then
        # Certificates are seen: each leaf has the name of its server, in its subject and beside it.
        tshark -r "$capture" "${reassembled[@]}" -Y 'tls.handshake.type == 11' -T fields -e x509ce.dNSName \
            -e x509sat.uTF8String 2>/dev/null | tr , '\t' | cut -f 1,3 | sort -u >"$work/seen"
        tshark -r "$capture" "${reassembled[@]}" -Y 'tls.handshake.type == 1' -T fields \
            -e tls.handshake.extensions_server_name 2>/dev/null | sed 's/.*/&\t&/' | sort -u >"$work/asked"
        if [[ ! -s $work/asked ]] || ! diff "$work/asked" "$work/seen"; then
            complain "certificates of other names (>)"
        fi
    fi
    same 'offers of h2' "$(ask 'SELECT count(*) FROM tls_record WHERE node = 0 AND message = "ClientHello"')" \
        "$(tshark -r "$capture" "${reassembled[@]}" -Y 'tls.handshake.type == 1' -T fields \
            -e tls.handshake.extensions_alpn_str 2>/dev/null | grep -c '^h2,http/1.1$')"
    same 'requests without a stream' 0 "$(ask 'SELECT count(*) FROM http_transaction WHERE stream IS NULL')"
    ranges='SELECT connection, node, direction, stream_begin, stream_end FROM'
    same 'frames outside records' 0 "$(ask "SELECT count(*) FROM ($ranges http2_frame) f WHERE NOT EXISTS (
        SELECT 1 FROM ($ranges tls_record WHERE plain_end > plain_begin) r WHERE r.connection = f.connection AND
            r.node = f.node AND r.direction = f.direction AND
            f.stream_begin > r.stream_begin AND f.stream_begin < r.stream_end)")"
    same 'frames of two places' 0 "$(ask "SELECT count(*) FROM (SELECT connection, stream_begin, stream_end FROM
        http2_frame WHERE direction = 'rx' EXCEPT SELECT connection, stream_begin, stream_end FROM http2_frame
        WHERE direction = 'tx')")"
    same segments 0 "$(ask 'SELECT count(*) FROM message m WHERE NOT EXISTS (
        SELECT 1 FROM message_segment WHERE message = m.id)')"
    rm -rf "$work/run"
done

((errors == 0)) || exit 1
