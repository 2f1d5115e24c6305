#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The sessions of HTTP/1 and HTTP/2 behind real sockets: curl, nghttp and h2load ask our server; our client
# asks nghttpd and nginx. Contents are compared.
#
# Needs: curl nghttp2-client nghttp2-server nginx-light

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
export LC_ALL=C PATH=$PATH:/usr/sbin
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need curl nghttp h2load nghttpd nginx

work=$(mktemp -d)
processes=()
trap 'kill "${processes[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
peers=$HTTP_BUILD_DIR/bin/real-peers
errors=0

complain() {
    echo "  $*"
    errors=$((errors + 1))
}

"$peers" server >"$work/port" &
processes+=($!)
for ((waited = 0; waited < 100; ++waited)); do
    [[ ! -s $work/port ]] || break
    sleep 0.1
done
port=$(<"$work/port")
url=http://127.0.0.1:$port

# curl
head -c 300000 /dev/urandom >"$work/small"
head -c 3000000 /dev/urandom >"$work/large"
for version in --http1.1 --http2-prior-knowledge; do
    echo "curl $version"
    for size in small large; do
        curl -sS --max-time 60 "$version" -T "$work/$size" "$url/$size" || complain "$size is not sent"
        curl -sS --max-time 60 "$version" -o "$work/back" "$url/$size" || complain "$size does not come"
        cmp -s "$work/$size" "$work/back" || complain "$size comes back as something else"
    done
    curl -sS --max-time 60 "$version" -H 'Transfer-Encoding: chunked' -T - "$url/piped" <"$work/small" ||
        complain "content without a length is not sent"
    curl -sS --max-time 60 "$version" -o "$work/back" "$url/piped"
    cmp -s "$work/small" "$work/back" || complain "content without a length comes back as something else"
    [[ $(curl -sS --max-time 60 "$version" -o "$work/back" -w '%{http_code} %{http_version}' "$url/none") == \
        "404 $([[ $version == --http1.1 ]] && echo 1.1 || echo 2)" ]] || complain "what is not there"
    curl -sS --max-time 60 "$version" -I "$url/small" | grep -qi '^content-length: 300000' || complain HEAD
done
# curl 7.88 loses the second request on a connection with prior knowledge, with nghttpd, too.
# Clients that go away in the middle, and what follows them is served.
curl -sS --max-time 60 --http2-prior-knowledge --max-filesize 1000 -o /dev/null "$url/large" 2>/dev/null &&
    complain "curl takes more than it wants"
timeout 0.2 curl -sS --http2-prior-knowledge --limit-rate 1k -o /dev/null "$url/bytes/100000000" || true

echo nghttp
nghttp -n --stat -m 100 "$url/bytes/5000" >"$work/log" 2>&1 || complain "nghttp fails"
[[ $(grep -c ' 200 .* /bytes/5000$' "$work/log") == 100 ]] || { complain "not a hundred"; tail "$work/log"; }

echo h2load
h2load -n 3000 -c 5 -m 100 "$url/bytes/20000" >"$work/log" 2>&1 || complain "h2load fails"
grep -q '^requests: 3000 total, 3000 started, 3000 done, 3000 succeeded, 0 failed' "$work/log" ||
    { complain "not all of h2load's"; cat "$work/log"; }
h2load --h1 -n 500 -c 5 "$url/bytes/20000" >"$work/log" 2>&1 || complain "h2load --h1 fails"
grep -q '500 succeeded, 0 failed' "$work/log" || { complain "not all of HTTP/1.1's"; cat "$work/log"; }

# Files of a real server
mkdir "$work/root"
files=()
for ((i = 0; i < 300; ++i)); do
    head -c $((i * 331 % 70000)) "$work/large" >"$work/root/$i"
    files+=("/$i")
done

# fetch NAME PORT VERSION STREAMS CANCEL: our client asks for all files.
fetch() {
    local name=$1 number=$2 version=$3 streams=$4 cancel=$5 i
    echo "our client, $name, HTTP/$version, $streams at once, one in $cancel given up"
    rm -rf "$work/got"
    mkdir "$work/got"
    timeout 60 "$peers" client "$number" "$version" "$work/got" "$streams" "$cancel" "${files[@]}" ||
        complain "$name: not all have come"
    for ((i = 0; i < 300; ++i)); do
        [[ ! -e $work/got/$i && $cancel != 0 ]] || cmp -s "$work/root/$i" "$work/got/$i" ||
            complain "$name: /$i is something else"
    done
}

# find_port: sets number to a port that is free.
find_port() {
    for ((number = 20000 + RANDOM % 20000; ; ++number)); do
        (: >"/dev/tcp/127.0.0.1/$number") 2>/dev/null || break
    done
}

# start PROGRAM...: starts a server and waits until it listens at the port.
start() {
    local waited
    "$@" >"$work/server" 2>&1 &
    processes+=($!)
    for ((waited = 0; waited < 100; ++waited)); do
        if (: >"/dev/tcp/127.0.0.1/$number") 2>/dev/null; then
            return 0
        fi
        sleep 0.1
    done
    cat "$work/server"
    complain "$1 does not start"
}

find_port
start nghttpd --no-tls -d "$work/root" "$number"
fetch nghttpd "$number" 2 100 0
fetch nghttpd "$number" 2 100 5

# start_nginx OPTION: of its port.
start_nginx() {
    find_port
    local more="access_log off; root $work/root; keepalive_requests 100000; default_type text/plain;
        client_body_temp_path $work/n1; proxy_temp_path $work/n2; fastcgi_temp_path $work/n3;
        uwsgi_temp_path $work/n4; scgi_temp_path $work/n5;"
    [[ $EUID != 0 ]] || chmod -R a+rX "$work"
    cat >"$work/nginx.conf" <<CONF
daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.log;
events { }
http { $more server { listen 127.0.0.1:$number$1; } }
CONF
    start nginx -e "$work/nginx.log" -c "$work/nginx.conf"
}

start_nginx ' http2'
fetch nginx "$number" 2 200 0
fetch nginx "$number" 2 200 7
start_nginx ''
fetch nginx "$number" 1.1 1 0

((errors == 0)) || exit 1
