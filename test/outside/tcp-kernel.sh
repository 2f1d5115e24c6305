#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The kernel as the peer of our TCP, over a veth pair in a network namespace of its own: curl, wrk and ab are
# served by a simulated host, and it fetches from nginx, with and without losses both ways, over IPv4 and IPv6;
# peers close half of their connections, reset them, close their windows and stay idle. Every byte is compared,
# tshark's expert finds nothing wrong, and a transfer takes as long as between two kernels.
#
# Needs: apache2-utils curl iproute2 nginx-light python3 tshark wrk

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
export LC_ALL=C PATH=$PATH:/usr/sbin
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need ab curl dumpcap ip nginx nsenter python3 tshark unshare wrk
if [[ ${1:-} != inside ]]; then
    # Root needs no namespace of users, which a changed root would not allow.
    how=-rn
    ((EUID != 0)) || how=-n
    unshare "$how" true 2>/dev/null || skip "network namespaces are not allowed here"
    exec unshare "$how" "$0" inside
fi
host=$HTTP_BUILD_DIR/bin/tcp-kernel
[[ -x $host ]] || skip "this ns-3 has no FdNetDevice"
work=$(mktemp -d)
processes=()
trap 'kill "${processes[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
errors=0
complain() {
    echo "  $*"
    errors=$((errors + 1))
}

ip link set lo up
ip link add kernel type veth peer name simulated 2>/dev/null || skip "veth pairs are not allowed here"
echo 1 >/proc/sys/net/ipv6/conf/simulated/disable_ipv6 2>/dev/null || true
ip address add 10.9.0.1/24 dev kernel
ip link set kernel up
ip link set simulated up
ip route add 10.9.1.0/24 via 10.9.0.2
has_ipv6=1
{ ip address add fd00:9::1/64 dev kernel nodad && ip route add fd00:9:1::/64 via fd00:9::2; } 2>/dev/null ||
    { has_ipv6= && echo "IPv6 is not allowed here"; }
"$host" offload kernel simulated

mkdir "$work/root"
head -c 1000 /dev/urandom >"$work/root/small"
head -c 300000 /dev/urandom >"$work/root/large"
head -c 2000000 /dev/urandom >"$work/root/two"

# begin WORDS: starts a program of the host, $server, that prints a line when it is ready.
begin() {
    exec {ready}< <(exec "$host" "$@")
    server=$!
    processes+=("$server")
    read -r -t 10 -u "$ready" || complain "the host does not start"
}
# finish: ends it.
finish() {
    kill "$server"
    wait "$server" 2>/dev/null || true
    exec {ready}<&-
}

# serve NAME DOWN UP [ADDRESS]: curl gets both files, twice on one connection.
serve() {
    echo "curl, $1"
    begin serve simulated "$work/root" 25 "$2" "$3"
    local address=${4:-10.9.1.2} file got
    for file in small large; do
        curl -gsS --max-time 20 -o "$work/one" "http://$address/$file" \
            -o "$work/two" "http://$address/$file" || complain "curl fails with $file"
        for got in one two; do
            cmp -s "$work/$got" "$work/root/$file" || complain "$file comes as something else"
        done
    done
    # curl's FIN has its acknowledgment.
    sleep 0.5
    finish
}

# fetch NAME DOWN UP [ADDRESS]: the host gets both files from nginx.
fetch() {
    echo "nginx, $1"
    local file
    for file in small large; do
        "$host" fetch simulated "$work/got" "${4:-10.9.0.1}" "/$file" "$2" "$3" >/dev/null ||
            complain "$file does not come"
        cmp -s "$work/got" "$work/root/$file" || complain "$file comes as something else"
    done
}

# What HTTP's usual clients do not do, by several peers at once: each prints what is wrong.
cat >"$work/peers.py" <<'END'
import socket, struct, sys, threading, time

root, errors = sys.argv[1], []
files = {name: open(f"{root}/{name}", "rb").read() for name in ("small", "large")}


def connect(buffer=None, port=0):
    peer = socket.socket()
    peer.bind(("", port))
    if buffer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    peer.settimeout(15)
    peer.connect(("10.9.1.2", 80))
    return peer


def ask(peer, name, last=True):
    end = "Connection: close\r\n" if last else ""
    peer.sendall(f"GET /{name} HTTP/1.1\r\nHost: 10.9.1.2\r\n{end}\r\n".encode())


def read(peer, name):
    """A response: its head, then as much as the file has."""
    got = b""
    while b"\r\n\r\n" not in got or len(got) - got.index(b"\r\n\r\n") - 4 < len(files[name]):
        part = peer.recv(65536)
        if not part:
            break
        got += part
    return got[got.find(b"\r\n\r\n") + 4:] == files[name]


def half_close():
    peer = connect()
    ask(peer, "large")
    peer.shutdown(socket.SHUT_WR)
    return read(peer, "large") and peer.recv(1) == b""


def reset():
    peer = connect()
    ask(peer, "large")
    peer.recv(1000)
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()
    return True


def zero_window():
    peer = connect(4096, 9999)
    ask(peer, "large")
    time.sleep(2)
    return read(peer, "large") and peer.recv(1) == b""


def idle():
    peer = connect()
    ask(peer, "large", False)
    first = read(peer, "large")
    time.sleep(3)
    ask(peer, "small")
    return first and read(peer, "small") and peer.recv(1) == b""


def run(what):
    try:
        if not what():
            errors.append(f"{what.__name__}: something else comes")
    except OSError as error:
        errors.append(f"{what.__name__}: {error}")


threads = [threading.Thread(target=run, args=(what,)) for what in (half_close, reset, zero_window, idle)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("\n".join(errors), end="")
END

# load: wrk and ab, and the peers above; none of them sees an error.
load() {
    echo "wrk, ab, and peers of other manners"
    begin serve simulated "$work/root" 25 "" ""
    local told
    told=$(python3 "$work/peers.py" "$work/root" 2>&1) || complain "the peers fail"
    [[ -z $told ]] || complain "$told"
    # With its port: without, wrk looks its number up in /etc/services, which a bare system lacks.
    told=$(wrk -t1 -c8 -d2s --timeout 2s http://10.9.1.2:80/small 2>&1) || complain "wrk fails"
    grep -qE '^ *[1-9][0-9]+ requests in' <<<"$told" || complain "wrk tells: $told"
    ! grep -qE 'Socket errors|Non-2xx' <<<"$told" || complain "wrk tells: $told"
    told=$(ab -q -n 60 -c 6 http://10.9.1.2/small 2>&1) || complain "ab fails: $told"
    grep -qE '^Complete requests: +60$' <<<"$told" || complain "ab tells: $told"
    grep -qE '^Failed requests: +0$' <<<"$told" || complain "ab tells: $told"
    told=$(ab -q -k -n 60 -c 6 http://10.9.1.2/small 2>&1) || complain "ab fails: $told"
    grep -qE '^Failed requests: +0$' <<<"$told" || complain "ab tells: $told"
    finish
}

# configure NAME ADDRESS...: what an nginx of that name reads to listen there.
configure() {
    cat <<END
daemon off; master_process off; user root; pid $work/$1.pid; error_log stderr crit;
events { worker_connections 64; }
http { access_log off; client_body_temp_path $work/body; proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi; uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
    server { $(printf 'listen %s:80; ' "${@:2}") root $work/root; } }
END
}
configure nginx 10.9.0.1 ${has_ipv6:+"[fd00:9::1]"} >"$work/nginx.conf"
nginx -c "$work/nginx.conf" &
processes+=($!)

# kernel NAME ADDRESS NETWORK: another kernel, a namespace that waits, at the other end of a device NAME; the
# network is behind its gateway. ${kernels[NAME]} is its process.
kernel() {
    unshare -n sleep 120 &
    local waiting=$! i
    processes+=("$waiting")
    for ((i = 0; i < 50; i++)); do
        [[ $(readlink "/proc/$waiting/ns/net") == $(readlink /proc/self/ns/net) ]] || break
        sleep 0.1
    done
    ip link add "$1" type veth peer name "$1-end"
    ip link set "$1-end" netns "$waiting"
    ip link set "$1" up
    kernels[$1]=$waiting
    # What a kernel keeps of a connection would change the next one's start.
    nsenter -t "$waiting" -n sh -ec "echo 1 >/proc/sys/net/ipv4/tcp_no_metrics_save; ip address add $2.1/24 dev $1-end
        ip link set $1-end up; ip route add $3 via $2.2; '$host' offload $1-end"
    "$host" offload "$1"
}

# measure NAME PROGRAM...: runs it three times, $work/NAME has the seconds that it prints.
measure() {
    local name=$1 i
    shift
    for ((i = 0; i < 3; i++)); do
        "$@" >>"$work/$name" || echo "$name fails"
    done
}

# compare: 2 MB over the link of 10 Mb/s and 20 ms take our server and our client as long as another kernel
# behind the link, within 5 %; the least of three, for a busy machine only adds.
compare() (
    # Its own processes end with it.
    # shellcheck disable=SC2030
    local kind ours theirs ask running=() processes=()
    local -A kernels
    trap 'kill "${processes[@]}" 2>/dev/null || true' EXIT
    kernel near 10.9.0 10.9.2.0/24
    kernel far 10.9.2 10.9.0.0/24
    kernel served 10.9.0 10.9.1.0/24
    kernel fetched 10.9.0 10.9.1.0/24
    configure far 10.9.2.1 >"$work/far.conf"
    configure fetched 10.9.0.1 >"$work/fetched.conf"
    for kind in far fetched; do
        nsenter -t "${kernels[$kind]}" -n nginx -c "$work/$kind.conf" &
        processes+=($!)
    done
    begin join near far 60
    begin serve served "$work/root" 60 "" ""
    # nginx listens.
    sleep 0.5
    ask=(curl -sSf --max-time 10 -w '%{time_total}\n')
    measure kernel nsenter -t "${kernels[near]}" -n "${ask[@]}" -o "$work/got-kernel" http://10.9.2.1/two &
    running+=($!)
    measure server nsenter -t "${kernels[served]}" -n "${ask[@]}" -o "$work/got-server" http://10.9.1.2/two &
    running+=($!)
    measure client "$host" fetch fetched "$work/got-client" 10.9.0.1 /two "" "" &
    running+=($!)
    wait "${running[@]}"
    theirs=$(sort -g "$work/kernel" | sed -n 1p)
    for kind in server client; do
        ours=$(sort -g "$work/$kind" | sed -n 1p)
        echo "another kernel: $theirs s, our $kind: $ours s"
        cmp -s "$work/got-$kind" "$work/root/two" || complain "the file comes as something else"
        awk -v ours="$ours" -v theirs="$theirs" \
            'BEGIN { exit !(ours > 0.95 * theirs && ours < 1.05 * theirs) }' || complain "another time"
    done
    ((errors == 0))
)

# record: captures what passes.
record() {
    dumpcap -q -i kernel -w "$work/capture.pcapng" >/dev/null 2>"$work/recorder" &
    recorder=$!
    # shellcheck disable=SC2031
    processes+=("$recorder")
    for ((i = 0; i < 50; i++)); do
        ! grep -q '^File:' "$work/recorder" || break
        sleep 0.1
    done
}

# judge FLAGS: the capture has whole packets and right sums; of what tshark's analysis remarks, FLAGS are right.
judge() {
    sleep 0.2
    kill -INT "$recorder"
    wait "$recorder" 2>/dev/null || true
    # Acknowledgments that are delayed while little is under way, as of the peer with the small buffer, let probes
    # of the tail (RFC 8985, section 7) come too early, as Linux's do.
    local wrong flag probes="tcp.analysis.retransmission || tcp.analysis.spurious_retransmission"
    local flags="tcp.analysis.flags && !(tcp.port == 9999 && ($probes || tcp.analysis.duplicate_ack))"
    for flag in $1; do
        flags+=" && !tcp.analysis.$flag"
    done
    # The kernel writes 0xffff where a sum is 0. Contents are no matter of TCP's: files of random bytes look like
    # what they are not.
    wrong=$(tshark -r "$work/capture.pcapng" -d tcp.port==80,data \
        -o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE \
        -Y "_ws.malformed || _ws.expert.severity == error || ip.checksum.status == 0 ||
        tcp.checksum.status == 0 && tcp.checksum != 0xffff || ($flags)" 2>/dev/null) || complain "tshark fails"
    [[ -z $wrong ]] || { complain "tshark finds"; head -5 <<<"$wrong"; }
    [[ $(tshark -r "$work/capture.pcapng" -Y 'tcp.flags.fin == 1' 2>/dev/null) ]] || complain "nothing is captured"
}

record
serve "no loss" "" ""
fetch "no loss" "" ""
if [[ $has_ipv6 ]]; then
    serve "no loss, IPv6" "" "" "[fd00:9:1::2]"
    fetch "no loss, IPv6" "" "" fd00:9::1
fi
judge window_update
# Beside the cases with losses, for what a busy machine delays is retransmitted.
compare >"$work/times" 2>&1 &
comparison=$!
processes+=("$comparison")
record
serve "losses both ways" 3,6,11,60,61,90 1,9,20
fetch "losses both ways" 2,8,15,40 3,7,12,60,61
if [[ $has_ipv6 ]]; then
    serve "losses both ways, IPv6" 3,6,11,60,61,90 1,9,20 "[fd00:9:1::2]"
    fetch "losses both ways, IPv6" 2,8,15,40 3,7,12,60,61 fd00:9::1
fi
judge "window_update window_full retransmission fast_retransmission out_of_order lost_segment duplicate_ack"
wait "$comparison" || complain "the times differ"
cat "$work/times"
# Last, for what its connections leave would count among the packets that are lost.
record
load
# Probes of a window that is closed look like keep-alives.
judge "window_update zero_window window_full keep_alive keep_alive_ack"
((errors == 0)) || exit 1
