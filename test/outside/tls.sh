#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The bytes of each record of a handshake against those of OpenSSL's client and server, as they tell them,
# for the same version, protocols, suite, chain, tickets and groups.
#
# Needs: openssl

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
export LC_ALL=C
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need openssl

work=$(mktemp -d)
server=
trap '[[ ! $server ]] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
errors=0

# make_chain NAME KEY...: NAME.key, NAME.crt and their issuer's certificate; sets certificates.
make_chain() {
    local name=$1
    shift
    {
        openssl req -x509 -newkey "$@" -nodes -keyout "$work/$name-ca.key" -out "$work/$name-ca.crt" \
            -subj '/CN=Issuer of a test' -days 30
        openssl req -newkey "$@" -nodes -keyout "$work/$name.key" -out "$work/$name.csr" \
            -subj /CN=server.test
        openssl x509 -req -in "$work/$name.csr" -CA "$work/$name-ca.crt" -CAkey "$work/$name-ca.key" \
            -CAcreateserial -out "$work/$name.crt" -days 30
    } 2>/dev/null
    certificates=$(der_bytes "$name"),$(der_bytes "$name-ca")
}

# der_bytes NAME: bytes of a certificate.
der_bytes() {
    openssl x509 -in "$work/$1.crt" -outform der | wc -c
}

# start_server NAME OPTION...: sets port. It ends by itself when its input does.
start_server() {
    local name=$1 waited
    shift
    rm -f "$work/server"
    sleep 60 | openssl s_server -accept 0 -cert "$work/$name.crt" -cert_chain "$work/$name-ca.crt" \
        -key "$work/$name.key" "$@" >"$work/server" 2>&1 &
    server=$!
    for ((waited = 0; waited < 100; ++waited)); do
        port=$(sed -n 's/^ACCEPT.*:\([0-9]*\)$/\1/p' "$work/server" 2>/dev/null || true)
        [[ ! $port ]] || return 0
        sleep 0.1
    done
    cat "$work/server"
    return 1
}

# connect OPTION...: a client that closes when the server's tickets are there.
connect() {
    (sleep 0.5 && echo Q) | openssl s_client -connect "localhost:$port" -servername server.test \
        -enable_pha -bugs "$@" 2>&1
}

# records: a line for each direction with the bytes of its records; reads what -msg prints.
records() {
    awk '/RecordHeader/ { way = $1; getline; split($0, b, " ")
             bytes = 5 + 256 * hex(b[4]) + hex(b[5])
             line[way] = line[way] " " bytes }
        END { print ">" line[">>>"]; print "<" line["<<<"] }
        function hex(text) {
            return 16 * (index("0123456789abcdef", substr(text, 1, 1)) - 1) + \
                index("0123456789abcdef", substr(text, 2, 1)) - 1
        }'
}

# compare WHAT NAME SERVER-OPTIONS CLIENT-OPTIONS OURS...
compare() {
    local what=$1 name=$2 resume=
    local -a to_server to_client
    read -ra to_server <<<"$3"
    read -ra to_client <<<"$4"
    shift 4
    [[ " $* " != *" resume=1 "* ]] || resume=1
    start_server "$name" "${to_server[@]}"
    if [[ $resume ]]; then
        connect "${to_client[@]}" -sess_out "$work/session" >"$work/first"
        to_client+=(-sess_in "$work/session")
    fi
    connect "${to_client[@]}" -msg >"$work/client"
    kill "$server" 2>/dev/null || true
    records <"$work/client" >"$work/theirs"
    "$HTTP_BUILD_DIR/bin/tls-flights" "certificates=$certificates" "$@" >"$work/ours"
    # What the server says when the client has gone depends on who is quicker.
    if ! diff "$work/ours" "$work/theirs" || (($(wc -w <"$work/theirs") < 8)); then
        echo "$what: differs from OpenSSL (<: ours, >: OpenSSL's)"
        errors=$((errors + 1))
    else
        echo "$what: $(tr '\n' ' ' <"$work/ours")"
    fi
}

make_chain rsa rsa:2048
new=(min=1.3 max=1.3 signature=256 tickets=2)
old=(min=1.2 max=1.2 signature=256 tickets=1 ticket=176)
compare 'TLS 1.3' rsa '-no_ticket' '-tls1_3' "${new[@]}" ticket=32
compare 'TLS 1.3, HTTP/2' rsa '-no_ticket -alpn h2' '-tls1_3 -alpn h2,http/1.1' "${new[@]}" ticket=32 \
    alpn=h2,http/1.1 server-alpn=h2
compare 'TLS 1.3, ChaCha20' rsa '-no_ticket' '-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256' \
    "${new[@]}" ticket=32 cipher=1303
compare 'both versions offered' rsa '-no_ticket' '' min=1.2 max=1.3 signature=256 tickets=2 ticket=32
compare 'one ticket' rsa '-no_ticket -num_tickets 1' '-tls1_3' min=1.3 max=1.3 signature=256 tickets=1 \
    ticket=32
compare 'another group (HelloRetryRequest)' rsa '-no_ticket -groups P-256' '-tls1_3' "${new[@]}" \
    ticket=32 group=P-256
compare 'a session resumed' rsa '-no_ticket' '-tls1_3' "${new[@]}" ticket=32 resume=1
compare 'TLS 1.2' rsa '' '-tls1_2' "${old[@]}"
compare 'TLS 1.2, HTTP/2' rsa '-alpn h2' '-tls1_2 -alpn h2' "${old[@]}" alpn=h2 server-alpn=h2
compare 'TLS 1.2, ChaCha20' rsa '' '-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305' "${old[@]}" cipher=1303
make_chain large rsa:4096
compare 'larger keys' large '-no_ticket' '-tls1_3' min=1.3 max=1.3 signature=512 tickets=2 ticket=32

echo "$errors errors"
((errors == 0))
