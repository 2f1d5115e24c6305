#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# A clone that was copied or moved with its build folder builds its own files, with the options that
# its build had; and a program that a user puts into examples/ is linked to the modules of ns-3 that it
# includes, also to those that it includes later. Nothing is built but what shows this.

set -euo pipefail
: "${HTTP_SOURCE_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need cmake ninja
export LC_ALL=C NS3_HTTP_SKIP_PACKAGES=1
unset NS3_HTTP_BUILD

work=$(readlink -f "$(mktemp -d)")
trap 'rm -rf "$work"' EXIT
cd "$work"
errors=0
complain() {
    echo "$*"
    errors=$((errors + 1))
}

mkdir one
(cd "$HTTP_SOURCE_DIR" && tar -c --exclude='./build*' --exclude='./results' --exclude='./.git' .) |
    tar -x -C one
# A check that does nothing has the build configured, and nothing built.
printf '#!/bin/sh\n# Check: nothing\n' >one/check/nothing.sh
chmod +x one/check/nothing.sh
cat >one/examples/my-modules.cc <<'CC'
#include "my-modules.h"
#include "ns3/lte-helper.h"
#include "ns3/wifi-module.h"
int main() { return 0; }
CC
printf '#include "ns3/point-to-point-layout-module.h"\n' >one/examples/my-modules.h
configure() {
    "$1/ns3-http" check nothing >log 2>&1 || { cat log && exit 1; }
}
# of FOLDER: no command of its build names another folder of this test, and its own file is built.
of() {
    local object=CMakeFiles/http.dir/helper/http-version.cc.o other commands
    commands=$(ninja -C "$1/build" -t commands all)
    for other in one two three; do
        if [[ $other != "$1" && $commands == *"$work/$other/"* ]]; then
            complain "$1: builds files of $other"
        fi
    done
    printf '#error this is %s\n' "$1" >"$1/helper/http-version.cc"
    if ninja -C "$1/build" "$object" >log 2>&1 || ! grep -q "error this is $1" log; then
        complain "$1: does not build its own file: $(tail -n 3 log)"
    fi
    [[ $(sed -n 's/^HTTP_WERROR:BOOL=//p' "$1/build/CMakeCache.txt") == ON ]] ||
        complain "$1: has lost an option of the build"
}
# links MODULE...: what the program of examples/ is linked to.
links() {
    local module linked
    linked=$(ninja -C one/build -t query bin/my-modules)
    for module in "$@"; do
        grep -qE "/libns3[.0-9]*-$module\b" <<<"$linked" ||
            complain "my-modules includes $module and is not linked to it"
    done
}

cmake -S one -B one/build -G Ninja -DHTTP_WERROR=ON >log 2>&1 || { cat log && exit 1; }
links wifi lte point-to-point-layout http
printf '#include "ns3/flow-monitor-module.h"\n' >>one/examples/my-modules.h
ninja -C one/build build.ninja >log || { cat log && exit 1; }
links wifi lte point-to-point-layout flow-monitor

cp -r one two
configure two
of two
mv two three
configure three
of three
configure one
of one
# What is in its place is not configured again.
before=$(stat -c %y one/build/build.ninja)
configure one
[[ $(stat -c %y one/build/build.ninja) == "$before" ]] || complain "one: configured again"

# Another ns-3, which the build folder keeps until the next
keeps() {
    grep -qx "HTTP_NS3:STRING=$1" one/build/CMakeCache.txt || complain "$2: HTTP_NS3 is not '$1'"
}
status=0
NS3_HTTP_NS3=$work/nowhere one/ns3-http check nothing >log 2>&1 || status=$?
if ((status != 2)) || ! grep -q 'accepted: optimized, installed, or a folder' log; then
    complain "an ns-3 that is not there: status $status"
fi
folder=$(dirname "$(sed -n 's/^ns3_DIR:PATH=//p' one/build/CMakeCache.txt)")
folder=$(readlink -f "${folder%/lib*}")
NS3_HTTP_NS3=$folder one/ns3-http check nothing >log 2>&1 || complain "$folder: $(cat log)"
keeps "$folder" "a folder"
configure one
keeps "$folder" "after a folder"
NS3_HTTP_NS3=installed one/ns3-http check nothing >log 2>&1 || complain "installed: $(cat log)"
keeps "" "installed"

echo "$errors errors"
((errors == 0))
