#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Long check: what one waits for: first page, second call, building, tests
#
# usage: check/times.sh [first] [build] [second] [tests] [optimized]
#
#   first    ./ns3-http run on a Debian 12 that has nothing else, packages and all: at most 120 s
#   build    what ./ns3-http run compiles, from nothing and without a compiler's cache: at most 60 s
#   second   ./ns3-http run once more, the median of nine: at most 0.5 s
#   tests    ./ns3-http test from nothing: building at most 240 s, the tests at most 300 s
#   optimized  http-sim on the ns-3 of ./ns3-http setup optimized-ns3, which has to be there, against the
#              installed one: the same bytes, at least 1.55 times as fast, 1.3 times with a full trace
#
# The limits are those of two cores that do nothing else. Where processor time is told beside, other work
# on the machine lengthens it less than the wait: half of it is what two quiet cores take at least.
#
# Needs: mmdebstrap git mount sqlite3

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CCACHE_DISABLE=1 NS3_HTTP_SKIP_PACKAGES=1
unset NS3_HTTP_BUILD
all=(first build second tests)
known=("${all[@]}" optimized)
missed=0

say() { printf 'times: %s\n' "$*"; }

# judge WHAT SECONDS LIMIT [MORE]: prints a figure with its limit.
judge() {
    local verdict=met
    if awk -v a="$2" -v b="$3" 'BEGIN { exit !(a > b) }'; then
        verdict=MISSED
        missed=$((missed + 1))
    fi
    printf '%-40s %8.2f   at most %6.1f   %-7s %s\n' "$1" "$2" "$3" "$verdict" "${4:-}"
}

# timed COMMAND...: sets elapsed and processor to the seconds that it takes.
timed() {
    local TIMEFORMAT='%R %U %S' figures
    figures=$({ time "$@" >"$work/log" 2>&1; } 2>&1) || {
        tail -n 20 "$work/log" >&2
        say "$* failed"
        exit 1
    }
    read -r elapsed user system <<<"$figures"
    processor=$(awk -v a="$user" -v b="$system" 'BEGIN { print a + b }')
}

measure_first() {
    local seconds
    check/bare.sh run >"$work/bare" 2>&1 || {
        tail -n 20 "$work/bare" >&2
        say "check/bare.sh failed"
        exit 1
    }
    seconds=$(sed -nE 's/^run +passed +([0-9]+) s.*/\1/p' "$work/bare")
    judge "first page on a bare machine" "$seconds" 120
}

# configure_new FOLDER [OPTION...]: a build folder with nothing in it.
configure_new() {
    rm -rf "$1"
    cmake -S . -B "$@" -G Ninja >/dev/null
}

measure_build() {
    configure_new "$work/build"
    timed ninja -C "$work/build" -j 2 http-sim
    judge "building http-sim" "$elapsed" 60 "processor time $processor s"
}

measure_second() {
    local times=()
    export NS3_HTTP_BUILD=$work/build
    timed ./ns3-http run --out="$work/results"
    for _ in 1 2 3 4 5 6 7 8 9; do
        rm -rf "$work/results"
        timed ./ns3-http run --out="$work/results"
        times+=("$elapsed")
    done
    elapsed=$(printf '%s\n' "${times[@]}" | sort -n | sed -n 5p)
    judge "second call" "$elapsed" 0.5
}

measure_tests() {
    configure_new "$work/all"
    timed ninja -C "$work/all" -j 2
    judge "building for the tests" "$elapsed" 240 "processor time $processor s"
    timed env NS3_HTTP_BUILD="$work/all" ./ns3-http test
    judge "the tests" "$elapsed" 300
}

# fastest BUILD [OPTION...]: sets processor to the least of seven runs, and leaves results in $work/BUILD.
fastest() {
    local build=$1 times=()
    shift
    for _ in 1 2 3 4 5 6 7; do
        rm -rf "$work/out"
        timed "$work/$build/bin/http-sim" --clients=20 --pages=5 --topology=dumbbell --out="$work/out" "$@"
        times+=("$processor")
    done
    rm -rf "${work:?}/$build.results"
    mv "$work/out" "$work/$build.results"
    processor=$(printf '%s\n' "${times[@]}" | sort -n | head -n 1)
}

measure_optimized() {
    local trace limit slow ratio
    [[ -e build-ns3/complete ]] || { say "call ./ns3-http setup optimized-ns3 first" && exit 2; }
    for trace in installed optimized; do
        timed env NS3_HTTP_BUILD="$work/$trace" NS3_HTTP_NS3="$trace" ./ns3-http run --out="$work/out"
        rm -rf "$work/out"
    done
    for trace in none full; do
        fastest installed "--trace=$trace"
        slow=$processor
        fastest optimized "--trace=$trace"
        limit=$([[ $trace == none ]] && echo 1.55 || echo 1.3)
        ratio=$(awk -v a="$slow" -v b="$processor" 'BEGIN { printf "%.2f", a / b }')
        # A run tells how long it took, where it wrote and which ns-3 it ran on; nothing else differs.
        if [[ $trace == full ]] && ! diff <(digest "$work/installed.results") \
            <(digest "$work/optimized.results"); then
            say "results differ"
            missed=$((missed + 1))
        fi
        judge "installed by optimized, trace $trace" "$(awk -v a="$limit" -v b="$ratio" \
            'BEGIN { print a / b }')" 1 "$ratio times as fast, goal $limit"
    done
}

# digest FOLDER: prints the rows of its trace but those that tell of the machine.
digest() {
    local table
    for table in $(sqlite3 "$1/trace.sqlite" "SELECT name FROM sqlite_master WHERE type = 'table'"); do
        [[ $table == run ]] || sqlite3 "$1/trace.sqlite" "SELECT '$table', * FROM \"$table\""
    done
}

work=$(mktemp -d "${TMPDIR:-/var/tmp}/ns3-http-times.XXXXXX")
trap 'rm -rf "$work"' EXIT
for what in "${@:-${all[@]}}"; do
    [[ " ${known[*]} " == *" $what "* ]] || { say "$what; accepted: ${known[*]}" && exit 2; }
done
for what in "${@:-${all[@]}}"; do
    "measure_$what"
done
((missed == 0))
