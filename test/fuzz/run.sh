#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Fuzzes the rooms that know nothing of ns-3 with libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer.
# Usage: test/fuzz/run.sh [SECONDS [TARGET...]]: time for each target (60), targets head chunk connection
# tcp http2 tls
# Targets run side by side, one on each core. What is new goes to the folder named by HTTP_FUZZ_DIR
# (fuzz/ in the build folder), findings and logs, too.
#
# Needs: clang-14 libclang-rt-14-dev

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
shift || true
targets=("$@")
((${#targets[@]} > 0)) || targets=(head chunk connection tcp http2 tls)
if ! [[ $seconds =~ ^[1-9][0-9]*$ ]]; then
    echo "run.sh: SECONDS is $seconds; a whole number above 0 is accepted" >&2
    exit 2
fi
compiler=${HTTP_FUZZ_CXX:-clang++-14}
command -v "$compiler" >/dev/null || {
    echo "run.sh: $compiler is not installed (Debian package clang-14)" >&2
    exit 77
}
folder=${HTTP_FUZZ_DIR:-${NS3_HTTP_BUILD:-$PWD/build}/fuzz}
rm -rf "$folder/include"
mkdir -p "$folder/include/ns3"
rooms=(model/text model/protocol model/protocol/http2 model/wire model/tcp/machine model/tls)
for room in "${rooms[@]}"; do
    ln -s "$PWD/$room"/*.h "$folder/include/ns3/"
done
flags=(-std=c++17 -O1 -g -fno-omit-frame-pointer "-fsanitize=address,undefined"
    -fno-sanitize-recover=all -DHTTP_FUZZ_TARGET -DHTTP_NGHTTP2_RESET_LIMIT -I"$folder/include" -Itest/fuzz)
launcher=()
command -v ccache >/dev/null && launcher=(ccache)

jobs=${NS3_HTTP_JOBS:-$(nproc 2>/dev/null || echo 2)}
plain=()
for room in "${rooms[@]}"; do
    plain+=("$room"/*.cc)
done
sources=("${plain[@]}")
for target in "${targets[@]}"; do
    sources+=("test/fuzz/http-fuzz-$target.cc")
done
compile() {
    "${launcher[@]}" "$compiler" "${flags[@]}" -fsanitize=fuzzer-no-link -c "$1" \
        -o "$folder/$(basename "$1" .cc).o"
}
# at_once FUNCTION WORD...: calls it for each word, so many at once as there are cores.
at_once() {
    local function=$1 status=0 running=0 word
    shift
    for word in "$@"; do
        if ((running >= jobs)); then
            wait -n || status=1
            running=$((running - 1))
        fi
        "$function" "$word" &
        running=$((running + 1))
    done
    while ((running > 0)); do
        wait -n || status=1
        running=$((running - 1))
    done
    return "$status"
}
at_once compile "${sources[@]}"

objects=()
for source in "${plain[@]}"; do
    objects+=("$folder/$(basename "$source" .cc).o")
done
fuzz() {
    local target=$1 log=$folder/fuzz-$1.log status=0
    "$compiler" -fsanitize=fuzzer,address,undefined "$folder/http-fuzz-$target.o" \
        "${objects[@]}" -lnghttp2 -o "$folder/fuzz-$target" || return 1
    mkdir -p "$folder/corpus/$target"
    "$folder/fuzz-$target" -max_total_time="$seconds" -max_len=2000 -timeout=10 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$folder/finding-$target-" \
        "$folder/corpus/$target" "test/fuzz/corpus/$target" >"$log" 2>&1 || status=1
    echo "fuzz: $target for $seconds s:" \
        "$(sed -nE 's/^stat::number_of_executed_units: */inputs tried: /p' "$log")"
    if ((status != 0)); then
        cat "$log"
        echo "fuzz: $target FAILED; the input is in $folder/finding-$target-*"
    fi
    return "$status"
}
at_once fuzz "${targets[@]}"
