#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Installs into a prefix of its own, and builds and runs someone else's simulation against what is
# installed: once through the CMake package, once through pkg-config.

set -euo pipefail
: "${HTTP_SOURCE_DIR:?}" "${HTTP_BUILD_DIR:?}"
for program in cmake ninja pkg-config; do
    command -v "$program" >/dev/null || exit 77
done

# A sanitizer's runtime would have to be in the outside program, too.
grep -q '^HTTP_SANITIZE:STRING=.' "$HTTP_BUILD_DIR/CMakeCache.txt" && exit 77

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
cp -r "$HTTP_SOURCE_DIR/test/outside/program" "$work/program"
cmake --install "$HTTP_BUILD_DIR" --prefix "$prefix" >"$work/install.log"

# Every public header that this project has is installed.
for header in "$HTTP_BUILD_DIR"/include/ns3/*.h; do
    [[ -e $prefix/include/ns3/${header##*/} ]] || {
        echo "not installed: ${header##*/}"
        exit 1
    }
done

# run PROGRAM: it must load the installed library, not the one in the build folder.
run() {
    local library
    library=$(ldd "$1" | awk '$1 ~ /^libns3-http\.so/ { print $3 }')
    if [[ $(readlink -f "$library") != "$(readlink -f "$prefix")"/* ]]; then
        echo "$1 loads $library"
        exit 1
    fi
    (cd "$work" && "$1") || exit 1
}

echo "== CMake"
cmake -G Ninja -S "$work/program" -B "$work/by-cmake" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_BUILD_TYPE=Release >"$work/configure.log" || { cat "$work/configure.log" && exit 1; }
cmake --build "$work/by-cmake"
run "$work/by-cmake/outside"

echo "== pkg-config"
libdir=$(dirname "$(find "$prefix" -name ns3-http.pc)")/..
export PKG_CONFIG_PATH=$libdir/pkgconfig
flags=$(pkg-config --define-variable=prefix="$prefix" --cflags --libs ns3-http)
echo "$flags"
# A relocated prefix reaches every path, and no broken path of another package comes with it.
if [[ $flags == *\;* || $flags != *"-I$prefix/include"* ]]; then
    echo "bad flags"
    exit 1
fi
read -ra words <<<"$flags"
"${HTTP_CXX:-c++}" -std=c++17 -O2 "$work/program/outside.cc" -o "$work/by-pkg-config" \
    "${words[@]}" "-Wl,-rpath,$(readlink -f "$libdir")"
run "$work/by-pkg-config"
