#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Fuzzes the protocol room with libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer.
# Usage: test/fuzz/run.sh [SECONDS [TARGET...]]: time for each target (60), targets head chunk connection
# What is new goes to the folder named by HTTP_FUZZ_DIR (fuzz/ in the build folder), findings too.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
shift || true
targets=("$@")
((${#targets[@]} > 0)) || targets=(head chunk connection)
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
mkdir -p "$folder/include"
ln -sfn "$PWD/model/protocol" "$folder/include/ns3"
flags=(-std=c++17 -O1 -g -fno-omit-frame-pointer "-fsanitize=address,undefined"
    -fno-sanitize-recover=all -DHTTP_FUZZ_TARGET -I"$folder/include" -Itest/fuzz)
launcher=()
command -v ccache >/dev/null && launcher=(ccache)

objects=()
for source in model/protocol/*.cc; do
    object=$folder/$(basename "$source" .cc).o
    "${launcher[@]}" "$compiler" "${flags[@]}" -fsanitize=fuzzer-no-link -c "$source" -o "$object"
    objects+=("$object")
done
status=0
for target in "${targets[@]}"; do
    "${launcher[@]}" "$compiler" "${flags[@]}" -fsanitize=fuzzer-no-link \
        -c "test/fuzz/http-fuzz-$target.cc" -o "$folder/fuzz-$target.o"
    "$compiler" -fsanitize=fuzzer,address,undefined "$folder/fuzz-$target.o" "${objects[@]}" \
        -o "$folder/fuzz-$target"
    mkdir -p "$folder/corpus/$target"
    echo "fuzz: $target for $seconds s"
    "$folder/fuzz-$target" -max_total_time="$seconds" -max_len=2000 -timeout=10 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$folder/finding-$target-" \
        "$folder/corpus/$target" "test/fuzz/corpus/$target" || {
        echo "fuzz: $target FAILED; the input is in $folder/finding-$target-*"
        status=1
    }
done
exit "$status"
