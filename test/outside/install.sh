#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Installs into a prefix of its own, moves that elsewhere, and works with what is installed as one who
# has no clone: builds and runs simulations through the CMake package and through pkg-config, among them
# README.md's own and one that includes modules of ns-3 by header, and runs the installed programs with
# the clone and its build out of sight. Each simulation that writes runs twice: a folder in use, or
# one that cannot be made, is one line and status 2, a full disk one line and status 1.
#
# Needs: parallel gnuplot-nox mount

set -euo pipefail
: "${HTTP_SOURCE_DIR:?}" "${HTTP_BUILD_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need cmake ninja pkg-config parallel gnuplot
# A sanitizer's runtime would have to be in the outside program, too.
if grep -q '^HTTP_SANITIZE:STRING=.' "$HTTP_BUILD_DIR/CMakeCache.txt"; then
    skip "the module was built with a sanitizer"
fi
export LC_ALL=C

work=$(readlink -f "$(mktemp -d)")
trap 'rm -rf "$work"' EXIT
cd "$work"
errors=0
complain() {
    echo "$*"
    errors=$((errors + 1))
}

cmake --install "$HTTP_BUILD_DIR" --prefix "$work/first" >install.log
mv first prefix
prefix=$work/prefix
# Every public header that this project has is installed.
for header in "$HTTP_BUILD_DIR"/include/ns3/*.h; do
    [[ -e $prefix/include/ns3/${header##*/} ]] || complain "not installed: ${header##*/}"
done
# No other is.
for header in "$prefix"/include/ns3/*.h; do
    grep -qx "${header##*/}" "$HTTP_SOURCE_DIR/cmake/http-public-headers.txt" ||
        [[ $header == */http-module.h ]] || complain "installed, and not public: ${header##*/}"
done
if grep -rlF -e "$work/first" -e "$HTTP_SOURCE_DIR" -e "$HTTP_BUILD_DIR" "$prefix"/lib*/ \
    --include='*.pc' --include='*.cmake'; then
    complain "these name a folder that is not the prefix"
fi

# from_prefix PROGRAM: it must load the installed libraries.
from_prefix() {
    local library
    while read -r library; do
        [[ $(readlink -f "$library") == "$prefix"/* ]] || complain "$1 loads $library"
    done < <(ldd "$1" | awk '$1 ~ /^libns3-http/ { print $3 }')
}

# twice PROGRAM FILE: README.md's simulation, run two times.
twice() {
    local status=0
    from_prefix "$1"
    mkdir runs
    (cd runs && "$1") >out 2>err || status=$?
    if ((status != 0)) || [[ -s err || ! -s runs/results/first/trace.sqlite ]] ||
        ! grep -qx 'written to results/first' out || (($(wc -l <out) < 2)); then
        complain "$1: status $status: $(cat out err)"
    fi
    status=0
    sha256sum runs/results/first/* >before
    (cd runs && "$1") >out 2>err || status=$?
    if ((status != 2)) || (($(wc -l <err) != 1)) || [[ -s out ]] ||
        ! grep -q 'results/first/trace.sqlite exists' err; then
        complain "$1, the second time: status $status: $(cat out err)"
    fi
    sha256sum --quiet -c before || complain "$1, the second time: changed the first one's results"
    "$prefix/bin/explain" runs/results/first pages | grep -q complete || complain "$1: no trace"
    # Where no room is left, it ends with one line, too.
    rm -r runs/results
    status=0
    (trap '' XFSZ && ulimit -f 100 && cd runs && exec "$1") >out 2>err || status=$?
    if ((status != 1)) || (($(wc -l <err) != 1)) || grep -q '^written' out ||
        ! grep -q 'cannot write results/first/' err; then
        complain "$1, without room: status $status: $(cat out err)"
    fi
    # A file in the folder's place
    rm -r runs/results
    : >runs/results
    status=0
    (cd runs && "$1") >out 2>err || status=$?
    if ((status != 2)) || (($(wc -l <err) != 1)) || [[ -s out ]] || ! grep -q results/first err; then
        complain "$1, without a folder: status $status: $(cat out err)"
    fi
    rm -r runs
}

# block LANGUAGE: prints what README.md shows in that language.
block() {
    awk -v begin="\`\`\`$1" '$0 == begin { on = 1; next } /^```/ { on = 0 } on' \
        "$HTTP_SOURCE_DIR/README.md"
}

echo "== CMake"
cp -r "$HTTP_SOURCE_DIR/test/outside/program" program
{
    cat program/CMakeLists.txt
    block cmake
} >lists && mv lists program/CMakeLists.txt
block cpp >program/my-first.cc
cmake -G Ninja -S program -B by-cmake -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_BUILD_TYPE=Release >configure.log || { cat configure.log && exit 1; }
cmake --build by-cmake
for program in outside modules; do
    from_prefix "$work/by-cmake/$program"
    "by-cmake/$program" || complain "$program: status $?"
done
twice "$work/by-cmake/my-first"

echo "== pkg-config"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name ns3-http.pc)")
export PKG_CONFIG_PATH
for package in ns3-http ns3-http-topology; do
    read -ra flags < <(pkg-config --cflags --libs "$package")
    echo "${flags[*]}"
    [[ ${flags[*]} != *\;* ]] || complain "$package: a broken path of another package"
    folder=$(printf '%s\n' "${flags[@]}" | sed -n 's/^-L//p' | head -n 1)
    "${HTTP_CXX:-c++}" -std=c++17 -O2 program/my-first.cc -o "by-$package" "${flags[@]}" \
        "-Wl,-rpath,$(readlink -f "$folder")"
    [[ $(readlink -f "$(printf '%s\n' "${flags[@]}" | sed -n 's/^-I//p' | head -n 1)") == \
    "$prefix/include" ]] || complain "$package: other headers than the prefix has"
    twice "$work/by-$package"
done

echo "== programs"
cat >work.sh <<'SH'
set -eu
"$1/bin/http-first" | grep -q complete
"$1/bin/http-connection" >/dev/null
"$1/bin/http-sim" --out=run | grep -q '69 queued = 69 complete'
status=0
"$1/bin/http-sim" --out=run >/dev/null 2>err || status=$?
[ "$status" = 2 ] && [ "$(wc -l <err)" = 1 ]
"$1/bin/explain" run pages | grep -q complete
"$1/bin/sweep" "$1/share/ns3-http/sweep/first.toml" --out=sweep >table
[ -s sweep/plots/page-time.png ]
"$1/bin/reproduce" --list | grep -q nielsen
"$1/bin/http-access-networks" --help | grep -q "$1/share/ns3-http/examples/data/lte.trace"
SH
for program in "$prefix"/bin/*; do
    from_prefix "$program"
done
# Out of sight, where this may be done and does not hide the prefix.
hide=()
if ((EUID == 0)) && [[ $work != "$HTTP_SOURCE_DIR"/* && $work != "$HTTP_BUILD_DIR"/* ]] &&
    unshare --mount true 2>/dev/null; then
    # shellcheck disable=SC2016 # for the shell that is started
    hide=(unshare --mount sh -c 'for folder in "$2" "$3"; do
        if [ -d "$folder" ]; then mount -t tmpfs none "$folder"; fi; done; exec sh -x work.sh "$1"' sh)
else
    hide=(sh -x work.sh)
fi
"${hide[@]}" "$prefix" "$HTTP_SOURCE_DIR" "$HTTP_BUILD_DIR" >log 2>&1 ||
    complain "installed programs: $(tail -n 5 log) $(cat err 2>/dev/null)"

echo "$errors errors"
((errors == 0))
