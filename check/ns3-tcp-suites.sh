#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Long check: ns-3's own TCP test suites, on ns-3's socket and on HttpTcpSocket
#
# usage: check/ns3-tcp-suites.sh [FOLDER]
#
# Takes the test suites of ns-3's internet module from Debian's source package ns3, which it fetches
# into FOLDER (default: build/in-tree, as the check in-tree does) if it is not there, and builds those
# that make TCP sockets twice: as they are, and with HttpTcpSocket where they name a socket type. Both
# are linked to the installed ns-3 and to the module in HTTP_BUILD_DIR (default: build), which has to
# be built before. Prints the outcome of each suite on both sockets, and what differs if the mechanisms
# of real hosts or the repairs are turned off. Fails where a suite passes on ns-3's socket and on
# HttpTcpSocket neither as it is nor with these turned off, other than where that is known.
#
# Needs: dpkg-dev

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${HTTP_BUILD_DIR:-$root/build}
folder=${1:-$build/in-tree}
jobs=${NS3_HTTP_JOBS:-$(nproc)}

say() { printf 'ns3-tcp-suites: %s\n' "$*"; }

# shellcheck source=lib/debian-ns3.sh
source "$root/check/lib/debian-ns3.sh"

# What real hosts do and ns-3's socket does not, and the repairs: off for the second and third run.
mechanisms=(Rack TailLossProbe RtoAboveRtt WindowValidation SlowStartAfterIdle Paws)
repairs=(AwaitFinAcknowledgment FinAfterDataInFlight WindowUpdate PersistFromRto NoticeRefusal
    NoticeReset CleanAbort ResetUnknown ResetAfterClose TimeWaitAnswers TimeWaitReuse FinBackoff
    RefuseLateSend ChallengeAck FinInOrder ResetClosedInput MssOption PushFlag)
# Expects the first segment to be acknowledged at once and the later ones in pairs, as no setting does.
known=' tcp-linux-reno-test '

# Prints defaults for NS_ATTRIBUTE_DEFAULT that turn attributes off.
off() {
    local name text='ns3::HttpTcpSocket::QuickAcks=0'
    for name in "$@"; do
        text+=";ns3::HttpTcpSocket::$name=false"
    done
    printf '%s' "$text"
}

# Copies the suites that make TCP sockets to folder $1.
copy_suites() {
    local source
    mkdir -p "$1"
    cp "$tests"/tcp-general-test.h "$tests"/tcp-error-model.h "$tests"/tcp-error-model.cc "$1"
    for source in "$tests"/tcp-*.cc; do
        if grep -q 'tcp-general-test\.h\|TcpSocketFactory' "$source"; then
            cp "$source" "$1"
        fi
    done
    cp "$tests/../../../utils/test-runner.cc" "$1"
}

# Puts HttpTcpSocket into the suites in folder $1, where they say which socket they make.
take_socket() {
    local file
    sed -i -e 's/\(class TcpSocketMsgBase : public ns3::\)TcpSocketBase/\1HttpTcpSocket/' \
        -e 's/^\( *: \)TcpSocketBase(/\1HttpTcpSocket(/' \
        -e 's|^#include "ns3/tcp-socket-base.h"|&\n#include "ns3/http-tcp-socket.h"|' \
        "$1/tcp-general-test.h"
    sed -i -e 's/SetParent<TcpSocketBase>/SetParent<HttpTcpSocket>/' \
        -e 's/^    TcpSocketBase::\([A-Z]\)/    HttpTcpSocket::\1/' \
        -e 's/^    socket->SetNode(node);/    HttpTcpHelper().Install(node);\n&/' \
        "$1/tcp-general-test.cc"
    for file in "$1"/tcp-*.cc; do
        sed -i -e 's/TcpSocketFactory::GetTypeId()/Http&/' \
            -e 's/GetObject<TcpSocketFactory>/GetObject<HttpTcpSocketFactory>/' \
            -e 's/^    Ptr<Socket> \(sink\|source\|socket\) = Socket::CreateSocket(\([a-z]*\),/    HttpTcpHelper().Install(\2);\n&/' \
            -e 's/^    node->AggregateObject(tcp);/&\n    HttpTcpHelper().Install(node);/' \
            "$file"
        sed -i '1i #include "ns3/http-tcp-helper.h"\n#include "ns3/http-tcp-socket-factory.h"' "$file"
    done
}

# Builds the suites in folder $1.
build_suites() {
    cat >"$1/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.13)
project(suites LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 17)
find_package(ns3 REQUIRED)
include("$root/cmake/ns3-http-repair-ns3.cmake")
file(GLOB sources *.cc)
add_executable(suites \${sources})
target_compile_definitions(suites PRIVATE NS3_LOG_ENABLE)
target_include_directories(suites PRIVATE "$build/include" "$build/module")
target_link_libraries(suites PRIVATE "$build/lib/libns3-http.so" ns3::libinternet
  ns3::libapplications ns3::libpoint-to-point ns3::libtraffic-control ns3::libnetwork ns3::libcore)
EOF
    local launcher=()
    if command -v ccache >/dev/null; then
        launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    cmake -S "$1" -B "$1/build" -G Ninja -DCMAKE_BUILD_TYPE=Release "${launcher[@]}" >"$1/cmake.log" ||
        { cat "$1/cmake.log" && return 1; }
    ninja -C "$1/build" -j "$jobs" >"$1/build.log" || { tail -n 40 "$1/build.log" && return 1; }
}

# Runs suite $2 of the program in folder $1; $3: default attributes. Prints "pass", or how many of its
# test cases fail.
run_suite() {
    local failed
    if NS_ATTRIBUTE_DEFAULT=${3:-} timeout 300 "$1/build/suites" --suite="$2" --verbose \
        >"$1/$2.txt" 2>&1; then
        printf 'pass'
        return
    fi
    failed=$(grep -c '^ \+FAIL' "$1/$2.txt" || true)
    if ((failed > 0)); then
        printf 'FAIL %d' "$failed"
    else
        printf 'FAIL'
    fi
}

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
[[ -e $build/lib/libns3-http.so ]] || { say "no module in $build; build it first" && exit 2; }
tests=$(need_ns3_source "$folder")/src/internet/test
work=$build/ns3-tcp-suites
rm -rf "$work"
copy_suites "$work/stock"
copy_suites "$work/own"
take_socket "$work/own"
say "building"
build_suites "$work/stock"
build_suites "$work/own"

printf '%-34s %-12s %-14s %-14s %-14s\n' suite "ns-3's" HttpTcpSocket "no mechanisms" "nor repairs"
status=0
while read -r suite; do
    stock=$(run_suite "$work/stock" "$suite")
    own=$(run_suite "$work/own" "$suite")
    plain='' bare=''
    if [[ $own != pass ]]; then
        plain=$(run_suite "$work/own" "$suite" "$(off "${mechanisms[@]}")")
        bare=$(run_suite "$work/own" "$suite" "$(off "${mechanisms[@]}" "${repairs[@]}")")
    fi
    printf '%-34s %-12s %-14s %-14s %-14s\n' "$suite" "$stock" "$own" "$plain" "$bare"
    if [[ $stock == pass && $own$plain$bare != *pass* && $known != *" $suite "* ]]; then
        status=1
    fi
done < <("$work/own/build/suites" --list)
exit "$status"
