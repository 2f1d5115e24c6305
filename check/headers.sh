#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: at most 85 headers are public, and each compiles alone, with no private one in sight
#
# Needs: g++ git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ns3=${NS3_INCLUDE_DIR:-/usr/include/ns3}
most=85

mapfile -t names <cmake/http-public-headers.txt
if ((${#names[@]} > most)); then
    echo "headers: ${#names[@]} are public; at most $most may be"
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/ns3"
for name in "${names[@]}"; do
    header=$(git ls-files -- "model/*/$name" "model/*/*/$name" "helper/$name" "helper/*/$name")
    [[ -n $header ]] || { echo "cmake/http-public-headers.txt: there is no $name" && exit 1; }
    ln -sf "$PWD/$header" "$work/ns3/$name"
done
compile() {
    "${HTTP_CXX:-c++}" -std=c++17 -fsyntax-only -Wall -Wextra -I"$work" -I"$(dirname "$ns3")" -x c++ - \
        <<<"#include \"ns3/$1\"" >"$work/$1.log" 2>&1 || { sed "s|^$work/||" "$work/$1.log" && return 1; }
}
export -f compile
export work ns3
printf '%s\n' "${names[@]}" | xargs -P "${NS3_HTTP_JOBS:-$(nproc)}" -I '{}' bash -c 'compile {}' ||
    { echo "headers: not every public header compiles alone" && exit 1; }
echo "headers: ${#names[@]} public headers compile alone"
