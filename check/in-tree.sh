#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Long check: the module builds, runs and passes its tests inside Debian's ns-3 source tree
#
# usage: check/in-tree.sh [FOLDER]
#
# Fetches Debian's source package ns3 from the mirrors that apt is configured with, puts a copy of
# the module into its contrib/ folder, builds what the module needs of ns-3 and nothing else, runs
# the example programs and hands the test suite "http" to ns-3's test.py. The system's list of
# package sources is not changed. FOLDER (default: build/in-tree) is kept, so that a second call only
# builds what has changed; if it holds the unpacked source package already, nothing is fetched. The
# first call takes about 40 minutes on two cores, which is why continuous integration leaves it out
# and `./ns3-http check` runs it only by its name.
#
# Needs: dpkg-dev python3 git

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-${HTTP_BUILD_DIR:-$root/build}/in-tree}
jobs=${NS3_HTTP_JOBS:-$(nproc)}

say() { printf 'in-tree: %s\n' "$*"; }

# shellcheck source=lib/debian-ns3.sh
source "$root/check/lib/debian-ns3.sh"

# Copies the module; a file that has not changed keeps its time, so that nothing is built again.
copy_module() {
    local target=$1 copy
    copy=$(mktemp -d "$folder/module.XXXXXX")
    tar -C "$root" -cf - CMakeLists.txt VERSION cmake model helper program page examples tools bench \
        test |
        tar -C "$copy" -xf -
    rm -rf "$target"
    mv "$copy" "$target"
    chmod 755 "$target"
}

"$root/ns3-http" setup check:in-tree
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
tree=$(need_ns3_source "$folder")
cd "$tree"
say "ns-3 $(<VERSION) in $tree"
mkdir -p contrib
copy_module "$tree/contrib/http"

say "configuring"
./ns3 configure -G Ninja -d default --enable-asserts --enable-logs --disable-precompiled-headers \
    --disable-python-bindings --disable-mpi --disable-gtk --enable-examples --enable-tests \
    --filter-module-examples-and-tests=http --enable-modules=http \
    -- "-DHTTP_SHARED_DATA=${HTTP_SHARED_DATA:-$root/../shared/data}" >configure.log 2>&1 ||
    { cat configure.log && exit 1; }
say "building with $jobs jobs"
cmake --build cmake-cache -j "$jobs" --target http-first http-connection http-sim test-runner

# What each program prints last stands in its file; http-sim has to account for every request.
results=$(mktemp -d "$folder/run.XXXXXX")
for program in http-first http-connection http-sim; do
    say "running $program"
    ./ns3 run --no-build --cwd="$results" "$program" >"$results/$program.txt" ||
        { cat "$results/$program.txt" && say "$program FAILED" && exit 1; }
    tail -n 3 "$results/$program.txt"
done
grep -Eq '^ *requests +([0-9,]+) queued = \1 complete \+ 0 failed$' "$results/http-sim.txt" ||
    { cat "$results/http-sim.txt" && say "http-sim FAILED to load every object" && exit 1; }
rm -r "$results"

say "running the test suite"
./test.py --no-build -s http || { say "the programs ran; the suite http FAILED" && exit 1; }
say "the programs ran; the suite http passed"
